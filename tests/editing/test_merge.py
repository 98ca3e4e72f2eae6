"""Merging two notes: no fact is lost or made up, and contradictions become questions."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from examples import examples
from helpers import workspace_of, write
from wayin import model
from wayin.editing.merge import ContradictionError, merge
from wayin.editing.note_text import SpliceError
from wayin.editing.transaction import Transactions
from wayin.reading import read_note
from wayin.validators import Reference

WHO, OTHER = "people/ada-park", "people/ada-lind"


def files_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*.md")}


def after_merge(notes: dict[str, str], prefer: str | None = None, who: str = WHO, other: str = OTHER) -> dict[str, str]:
    """Return the notes after a merge; check that undo restores them and empties the trash."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write(project / "notes", notes)
        before = files_in(project)
        changes = merge(workspace_of(project / "notes"), who, other, prefer)
        transactions = Transactions(project / "notes", project)
        transactions.apply("merge", changes)
        after = files_in(project / "notes")
        if f"{other}.md" in notes:
            assert (project / f".wayin/trash/{other}.md").read_bytes().decode() == notes[f"{other}.md"]
        transactions.undo()
        assert files_in(project) == before
    return after


# --- any two notes ----------------------------------------------------------------------------------------------------

VALUES = {
    "role": ["Analyst", '"Head, of: data"'], "company": ["Acme", "[[acme]]", "Beta"], "closeness": ["3", "4"],
    "keep_in_touch": ["1m", "2w"], "location": ["Oslo", "oslo"], "last_contact": ["2026-10-01", "2026-10-02"],
    "private": ["true"], "custom": ["x", "y"],
}  # fmt: skip
LISTS = {
    "tags": ["a", "b", "[a, c]", "\n  - a # first\n  - d"],
    "knows": ["Bo", "[Bo, Cy]", "\n  - person: Bo\n    last: 2026-10-01\n  - Di", "[{person: Cy, context: 'a, b'}]"],
    "work": ["\n- company: Acme\n  from: 2020\n- {company: Beta, role: x}", "[{company: Acme, from: 2020}]"],
    "gave": ["a book", "[{what: a book, date: 2026-10-01}]", '["#x"]'],
    "education": ["Leeds", "[{school: Leeds, degree: BA}]"],
    "introductions": ["[{via: Bo, asked: 2026-10-01}]", "\n  - via: Bo\n    asked: 2026-10-02"],
}  # fmt: skip
BODIES = [
    "",
    "Text of [[Bo]].\n",
    "\n# {name}\n\nWords\n",
    "\n## Log\n\n- 2026-10-0{day} met\n",
    "- [ ] call {name}\n",
    "x",
]


@st.composite
def notes(draw: st.DrawFn, name: str, day: int) -> str:
    fields = draw(st.lists(st.sampled_from([*VALUES, *LISTS]), unique=True, max_size=6))
    lines = [f"name: {name}\n"]
    for key in fields:
        value = draw(st.sampled_from(VALUES.get(key) or LISTS[key]))
        lines.append(f"{key}:{'' if value.startswith(chr(10)) else ' '}{value}\n")
    body = draw(st.sampled_from(BODIES)).format(name=name, day=day)
    text = "---\n" + "".join(draw(st.permutations(lines))) + "---\n" + body
    return text.replace("\n", "\r\n") if draw(st.sampled_from([False, False, True])) else text


def facts_of(path: str, text: str) -> model.Person:
    facts = read_note(path, text.encode())[0].facts
    assert isinstance(facts, model.Person)
    return facts


def word(value: object) -> object:
    """Return a normalized value: Acme is Acme however it is named."""
    if isinstance(value, Reference):
        return value.word.casefold()
    if isinstance(value, model.Fields):
        return tuple(word(getattr(value, name)) for name in type(value).model_fields)
    return value.casefold() if isinstance(value, str) else value


@settings(max_examples=examples(400), deadline=None)
@given(notes("Ada Park", 1), notes("Ada Lind", 2), st.sampled_from([WHO, OTHER]))
@example("---\nname: Ada Park\nknows: [Bo, Cy]\n---\n", "---\nknows: [{person: Cy, context: a}]\n---\n", WHO)
def test_each_note_fills_the_gaps_of_the_other(ours: str, theirs: str, prefer: str) -> None:
    files = {
        f"{WHO}.md": ours, f"{OTHER}.md": theirs, "people/bo.md": "---\nknows: [Ada Lind]\n---\n[[ada-lind|she]]\n",
        "companies/acme.md": "", "people/cy.md": "",
    }  # fmt: skip
    mine, other = facts_of(WHO, ours), facts_of(OTHER, theirs)
    contradicts = False
    for key in VALUES.keys() - {"custom"}:
        values = word(getattr(mine, key)), word(getattr(other, key))
        contradicts = contradicts or (None not in values and values[0] != values[1] and key != "private")
    if contradicts:
        with pytest.raises(ContradictionError):
            after_merge(dict(files))
    after = after_merge(files, prefer)
    assert set(after) == set(files) - {f"{OTHER}.md"}
    assert after["people/bo.md"] == "---\nknows: [Ada Park]\n---\n[[ada-park|she]]\n"
    merged = facts_of(WHO, after[f"{WHO}.md"])
    for key in VALUES.keys() - {"custom", "private"}:
        first, second = (mine, other) if prefer == WHO else (other, mine)
        expected = getattr(first, key) if getattr(first, key) is not None else getattr(second, key)
        assert word(getattr(merged, key)) == word(expected), key
    assert merged.private == (mine.private or other.private)
    for key in LISTS.keys() - {"knows"}:
        expected_set = {word(entry) for entry in (*getattr(mine, key), *getattr(other, key))}
        assert {word(entry) for entry in getattr(merged, key)} == expected_set, key
    assert {word(entry.person) for entry in merged.knows} == {
        word(entry.person) for entry in (*mine.knows, *other.knows)
    }
    assert len(merged.knows) == len({word(entry.person) for entry in merged.knows})
    assert merged.name == "Ada Park"
    assert "Ada Lind" in merged.aliases
    note, old = (read_note(WHO, text.encode())[0] for text in (after[f"{WHO}.md"], ours))
    assert note.body.startswith(old.body.rstrip("\n"))
    assert len(note.log) == ours.count("met") + theirs.count("met")
    lines = iter(after[f"{WHO}.md"].splitlines())
    kept = [line for line in ours.splitlines() if line.partition(":")[0] not in {*VALUES, *LISTS}]
    assert all(any(line == new for new in lines) for line in kept if line[:1] not in " -")


# --- single cases -----------------------------------------------------------------------------------------------------


def test_a_stub_becomes_an_alias() -> None:
    files = {f"{WHO}.md": "---\nname: Ada Park\n---\n", "people/bo.md": "---\nknows: Ada Lind\n---\n"}
    assert after_merge(files) == {
        f"{WHO}.md": "---\nname: Ada Park\naliases: Ada Lind\n---\n", "people/bo.md": "---\nknows: Ada Park\n---\n",
    }  # fmt: skip


def test_contradictions_are_listed_with_both_values() -> None:
    files = {
        f"{WHO}.md": "---\ncloseness: 3\nknows: [{person: Bo, strength: 2}]\ncompany: Acme\n---\n",
        f"{OTHER}.md": "---\ncloseness: 4\nknows: [{person: Bo, strength: 5, context: met}]\ncompany: acme\n---\n",
    }
    with pytest.raises(ContradictionError) as caught:
        after_merge(files)
    assert [(fact.field, fact.ours, fact.theirs) for fact in caught.value.contradictions] == [
        ("closeness", "3", "4"), ("knows Bo strength", "2", "5"),
    ]  # fmt: skip
    after = after_merge(files, OTHER)[f"{WHO}.md"]
    assert "closeness: 4\n" in after
    assert "strength: 5, context: met" in after


def test_remarks_come_along_and_links_to_files_still_lead_there() -> None:
    files = {
        f"{WHO}.md": "---\nname: Ada Park\n---\n",
        "people/old/ada-lind.md": "---\nname: Ada Lind\nrole: Analyst  # since May\n---\n[bo](../bo.md) ![x](x.png)\n",
        "people/bo.md": "---\nname: Bo\n---\n[her](old/ada-lind.md)\n",
    }
    after = after_merge(files, other="people/old/ada-lind")
    assert after == {
        f"{WHO}.md": "---\nname: Ada Park\nrole: Analyst  # since May\naliases: Ada Lind\n---\n\n"
        "[bo](bo.md) ![x](old/x.png)\n",
        "people/bo.md": "---\nname: Bo\n---\n[her](ada-park.md)\n",
    }


@pytest.mark.parametrize(
    ("files", "who", "other", "message"),
    [
        ({f"{WHO}.md": ""}, WHO, WHO, "Both are"),
        ({f"{WHO}.md": "", "companies/acme.md": ""}, WHO, "companies/acme", "of one kind"),
        ({f"{WHO}.md": "---\nknows: Ada Lind\n---\n"}, OTHER, WHO, "no note that could stay"),
        ({f"{WHO}.md": "---\nknows: Ada Lind\n---\n", f"{OTHER}.md": ""}, WHO, OTHER, "line 2: `knows` names"),
    ],
)
def test_two_notes_of_different_kinds_are_refused(files: dict, who: str, other: str, message: str) -> None:
    with pytest.raises(SpliceError, match=message):
        after_merge(files, who=who, other=other)


def test_other_keys_and_fields_in_the_text_count() -> None:
    files = {
        f"{WHO}.md": "---\nname: Ada Park\norg: Acme\nalias: Addie\n---\n",
        f"{OTHER}.md": "---\nfirst_name: Ada\nlast_name: Lind\ncompany: Acme\njob_title: Analyst\n---\n"
        "Location:: Oslo\n",
    }
    assert after_merge(files) == {
        f"{WHO}.md": "---\nname: Ada Park\norg: Acme\nalias: [Addie, Ada Lind]\njob_title: Analyst\n---\n\n"
        "Location:: Oslo\n",
    }
    files[f"{WHO}.md"] = "---\nname: Ada Park\norg: Beta\n---\nLocation:: Bergen\n"
    with pytest.raises(ContradictionError) as caught:
        after_merge(files)
    assert {fact.field for fact in caught.value.contradictions} == {"company", "location"}


def test_an_open_fence_does_not_swallow_the_other_text() -> None:
    files = {f"{WHO}.md": "```\ncode\n", f"{OTHER}.md": "## Log\n\n- 2026-10-01 met\n"}
    with pytest.raises(SpliceError, match="what both say"):
        after_merge(files)


def test_the_trash_keeps_files_of_the_same_name(tmp_path: Path) -> None:
    for number in range(2):
        write(tmp_path / "notes", {f"{WHO}.md": "", f"{OTHER}.md": f"{date(2026, 10, 1 + number)}\n"})
        changes = merge(workspace_of(tmp_path / "notes"), WHO, OTHER)
        Transactions(tmp_path / "notes", tmp_path).apply("merge", changes)
    kept = {path.name: path.read_text() for path in (tmp_path / ".wayin/trash/people").iterdir()}
    assert kept == {"ada-lind.md": "2026-10-01\n", "ada-lind-2.md": "2026-10-02\n"}
