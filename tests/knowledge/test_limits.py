"""Names without a note: too many, and circles of parents."""

import sys

import pytest

from wayin import knowledge
from wayin.reading import read_note


def note(path: str, text: str) -> object:
    return read_note(path, text.encode())[0]


def test_the_number_of_pages_from_the_names_of_a_note_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["wayin.knowledge.referring"], "MOST_STUBS", 3)
    names = ", ".join(f"Name {n}" for n in range(10))
    kb = knowledge.build(
        [note("people/a.md", f"---\nknows: [{names}]\n---\n"), note("people/b.md", "---\nknows: Other\n---\n")]
    )
    assert kb.stubs == ["people/name-0", "people/name-1", "people/name-2", "people/other"]
    told = [one for one in kb.problems if one.severity != "info"]
    assert [(one.code, one.line) for one in told] == [("too-many-names", 2)]


def test_circles_of_companies_end() -> None:
    notes = [note(f"companies/c{n}.md", f"---\nparent: c{(n + 1) % 5}\n---\n") for n in range(5)]
    kb = knowledge.build(notes)
    assert [one.code for one in kb.problems] == ["parent-circle"]
    assert [one.id for one in kb.companies.values() if one.parent is None] == ["companies/c4"]
    assert kb.subsidiaries("companies/c4") == ["companies/c0", "companies/c1", "companies/c2", "companies/c3"]


def test_every_problem_carries_its_line() -> None:
    kb = knowledge.build(
        [note("people/a.md", "---\nname: A\nknows: [A]\n---\nOne.\n\n[[Ada Prk]]\n"), note("people/ada-park.md", "")]
    )
    assert {one.code: one.excerpt for one in kb.problems} == {"knows-self": "knows: [A]", "near-miss": "[[Ada Prk]]"}
