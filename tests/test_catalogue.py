"""Every message about a note: explained in the documentation, in plain words, and covered by a note."""

import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import pytest

from corpus.cases import cases
from corpus.test_corpus import read, write
from wayin.catalogue import code_of, template
from wayin.diagnostics import Problem
from wayin.messages import CATALOGUE
from wayin.reading import read_note
from wayin.validators import invalid_value

TESTS = Path(__file__).parent
DOCS = TESTS.parent / "docs/problems.md"
CODES = {code_of(key) for key in CATALOGUE}
OF_SETTINGS = {"not-1-to-3", "not-an-editor", "not-a-country"}
"""Codes of settings, covered by their own tests."""
OF_MACHINES = {"unreadable-file", "unreadable-folder", "symbolic-link", "no-file", "too-large", "too-many-names"}
"""Codes of folders that a case of the corpus can't contain, covered by other tests."""
OF_WORKSPACES = {"contact-ahead", "no-photo", "not-published"}
"""Codes that depend on the day or on other files, covered by the tests of vaults."""
NEVER = {"unreadable/value"}
"""Only reported if the validation library rejects a value for a reason of its own."""

LONG_BLOCK = "---\nname: Ada Park\naliases:\n" + "  - Ada\n" * 13_000 + "closeness: 4\n---\nText.\n"
MANY_BAD_LINES = "---\nname: Ada Park\n" + "word\n\n" * 500 + "closeness: 4\n---\n"
HEAVY = "---\nname: Ada Park\n---\n" + "# Ada\n\n" * 3000


def reported(text: str) -> list[tuple[int, str]]:
    """Return the lines and codes of the problems in a person's note."""
    return [(problem.line, problem.code) for problem in read_note("people/ada-park.md", text.encode())[1]]


def test_every_code_is_explained_and_every_explanation_has_a_code() -> None:
    explained = re.findall(r"^### (\S+)$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert set(explained) == CODES


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_message_is_a_sentence_with_something_to_do(key: str) -> None:
    _, message, fix = template(key)
    assert message.endswith((".", "?", "{sign} unless it is in quotes."))
    assert fix.endswith((".", "?", "{quoted}"))
    assert {conversion for *_, conversion in Formatter().parse(message + fix)} <= {None, "q", "l"}


def said_by(problems: Iterable[Problem]) -> set[str]:
    """Return the keys of the catalogue used by these problems."""
    patterns = [(code_of(key), key, _pattern(template(key).message), _pattern(template(key).fix)) for key in CATALOGUE]
    return {
        key
        for problem in problems
        for code, key, message, fix in patterns
        if code == problem.code and message.search(problem.message) and fix.fullmatch(problem.fix)
    }


def _pattern(template: str) -> re.Pattern[str]:
    parts = Formatter().parse(template)
    return re.compile("".join(re.escape(text) + (".*" if field is not None else "") for text, field, *_ in parts))


def test_every_message_is_reported_of_some_note(tmp_path: Path) -> None:
    problems: list[Problem] = []
    for number, case in enumerate(cases()):
        write(tmp_path / str(number), case.files)
        problems += read(tmp_path / str(number), infos=True)[1]
    for text in (LONG_BLOCK, MANY_BAD_LINES, HEAVY):
        problems += read_note("people/ada-park.md", text.encode())[1]
    of_notes = {
        key
        for key in CATALOGUE
        if code_of(key) not in OF_SETTINGS | OF_MACHINES | OF_WORKSPACES and "contact" not in key
    }
    assert of_notes - said_by(problems) == NEVER


def test_codes_of_settings_and_machines_have_their_tests() -> None:
    texts = "".join(file.read_text("utf-8") for file in TESTS.rglob("test_*.py") if file != Path(__file__))
    others = OF_SETTINGS | OF_MACHINES | OF_WORKSPACES | {code for code in CODES if code.startswith("contact")}
    assert {code for code in others if not re.search(rf"[\"\[]{code}[\"\]]", texts)} == set()


def test_a_value_rejected_by_the_validation_library_is_reported(monkeypatch) -> None:
    def refuse(_: object) -> None:
        raise invalid_value("a-reason-of-its-own")

    monkeypatch.setattr("wayin.validators.unwrap", refuse)
    assert reported("---\nname: Ada Park\ncompany: Acme\n---\n") == [(3, "unreadable")]


def test_a_block_at_the_top_ends_where_it_is_too_long() -> None:
    assert reported(LONG_BLOCK) == [(3, "too-long")]
    note, _ = read_note("people/ada-park.md", LONG_BLOCK.encode())
    assert note.facts.name == "Ada Park"
    assert reported(LONG_BLOCK.replace("  - Ada\n", "", 12_000)) == []


def test_after_too_many_unreadable_lines_the_rest_is_ignored() -> None:
    lines = reported(MANY_BAD_LINES)
    assert {code for _, code in lines} == {"no-colon", "too-long"}
    assert lines[-1][1] == "too-long"


def test_a_text_that_is_too_dense_is_reported_at_its_start() -> None:
    assert reported(HEAVY) == [(4, "heavy-text")]
    assert reported(HEAVY[:200]) == []
