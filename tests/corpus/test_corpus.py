"""Every bad vault of the corpus: its problems and their positions, and that everything valid still counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from wayin import knowledge
from wayin.clock import Clock
from wayin.learning import LearningIndex
from wayin.reading import read_folder

from .cases import Case, cases

if TYPE_CHECKING:
    from pathlib import Path

    from wayin.diagnostics import Problem
    from wayin.model import Note

CASES = cases()
# Jargon of YAML and pydantic, which means nothing to people who write notes
JARGON = re.compile(
    r"scalar|mapping|sequence|token|pydantic|Input should|parser|stream|flow|block end|validation"
    r"|\bNone\b|\bdict\b|Traceback|YAML|front matter"
)

ABOUT_FILES = set(
    "sync-conflict capital-ending same-page name-clash odd-file-name reserved-name not-utf-8 too-large"
    " symbolic-link".split()
)


def write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return each file's bytes and modification time."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def read(folder: Path, *, infos: bool = False) -> tuple[dict[str, Note], list[Problem]]:
    reading = read_folder(folder)
    kb = knowledge.build(reading.notes)
    problems = [
        one
        for one in (*reading.problems, *kb.problems, *LearningIndex(kb, Clock.at(None)).problems)
        if infos or one.severity != "info"
    ]
    return {note.path: note for note in reading.notes}, problems


def facts(note: Note) -> dict[str, object]:
    return {key: value for key, value in note.facts.model_dump(by_alias=True).items() if value not in (None, ())}


def test_the_corpus_is_large_and_has_no_case_twice() -> None:
    assert len(CASES) >= 250
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_vault(case: Case, tmp_path: Path) -> None:
    broken, fixed = tmp_path / "broken", tmp_path / "fixed"
    write(broken, case.files)
    write(fixed, case.fixed)
    before = state(broken)
    notes, problems = read(broken)
    assert state(broken) == before

    # The right lines and codes, nothing else, in plain words
    told = sorted({(one.file, one.line, one.code) for one in problems})
    assert told == sorted({(path, line, code) for path, line, _, code in case.expected}), "\n".join(map(str, problems))
    places = {(one.file, one.line, one.code): one.column for one in problems}
    for path, line, column, code in case.expected:
        assert not column or places[path, line, code] == column
    for one in problems:
        assert one.message.endswith((".", "?")), one.message
        assert one.fix, one.message
        bare = re.sub(r"“[^”]*”|`[^`]*`", "", f"{one.message} {one.fix}")
        assert not JARGON.search(bare), bare
        assert "\n" not in one.message + one.fix
        if one.code not in ABOUT_FILES:
            assert one.excerpt == line_of(case.files[one.file], one.line)

    # Nothing valid is lost
    after, left = read(fixed)
    assert not left, "the fixed note: " + "\n".join(map(str, left))
    for path, note in after.items():
        if path in notes:
            good = {key: value for key, value in facts(note).items() if key not in case.lost}
            seen = facts(notes[path])
            if not good.get("private"):
                good.pop("private", None)  # an unreadable part may have contained it, and fails safe
            assert {key: seen.get(key) for key in good} == good


def line_of(data: bytes, line: int) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16")
    else:
        text = data.decode("utf-8-sig", "replace").replace("\0", "\ufffd")
    lines = re.split(r"\r\n|\r|\n", text)
    return lines[line - 1] if line <= len(lines) else ""
