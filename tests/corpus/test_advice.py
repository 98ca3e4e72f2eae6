"""A program follows each fix literally: the problem disappears, and no other one appears."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .cases import Case, cases
from .test_corpus import read, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wayin.diagnostics import Problem

Line = str


def _whole(line: Line, _: Problem, found: re.Match[str]) -> Line:
    """Return the line to write instead, in the same place."""
    indent = line[: len(line) - len(line.lstrip())]
    entry = "- " if line.lstrip().startswith("- ") and not found[1].startswith("- ") else ""
    return f"{indent}{entry}{found[1]}"


def _value(line: Line, problem: Problem, found: re.Match[str]) -> Line:
    """Return the line with the value at the caret replaced."""
    before, value = line[: problem.column - 1], line[problem.column - 1 :]
    end = re.search(r"[,}\]]", value) if re.search(r"[\[{]", before) else None
    if value.startswith(("[", "{")):
        end = None
    return before + found[1] + (value[end.start() :] if end else "")


def _key(line: Line, problem: Problem, found: re.Match[str]) -> Line:
    """Return the line with the key at the caret corrected."""
    before, after = line[: problem.column - 1], line[problem.column - 1 :]
    return before + found[1] + after[after.index(":") :]


FOLLOWED: list[tuple[str, Callable[[Line, Problem, re.Match[str]], Line]]] = [
    (r"Write `((?:- )?[^\s:`]+: [^`]+|- [^`]+)`[.,].*", _whole),
    (r"Write ((?:- )?\w+: [\"'].*`.*[\"'])\.", _whole),
    (r"Put exactly (\d+) spaces before it.*", lambda line, _, found: " " * int(found[1]) + line.strip()),
    (r"Delete the spaces .*before it.*()", lambda line, _, __: line.strip()),
    (r"Did you mean `(\w+: [^`]+)`\? Otherwise.*", _whole),
    (r"Did you mean `([^`]+)`\?", _key),
    (r"Did you mean ([\w -]+)\?.*", _value),
    (r"Write `([^`:]+)`\.", _key),
    (r"Write it as (\d{4}-\d\d-\d\d)\.", _value),
    (r"Write it as year-month-day, for instance (\d{4}-\d\d-\d\d)\.", _value),
    (r"Write (https://\S+)\.", _value),
    (r"Write (\S+@\S+)\.", _value),
    (r"Write (\".*\"|'.*'), with straight quotes.*", _value),
    (r"Write (true) or false\.", _value),
    (r"Write (\d)(?:, \d)+ or 5\.", _value),
    (r"Write for instance (45)\.", _value),
    (r"Write (120) or 50-200\.", _value),
    (r"Write (\w+); accepted are .*", _value),
    (r"Accepted are ([\w-]+)(?:,| and) .*", _value),
    (r"Put it in quotes: (\"\[\[.*\]\]\")\.", lambda line, _, found: line.replace(found[1].strip('"'), found[1])),
    (r"Write --- there, at the start of the line\.()", lambda *_: "---"),
]
LAID_BARE = {"unknown-key", "no-date"}
"""Problems that only appear once a key can be read."""
CASES = [case for case in cases() if case.expected]


def followed(problem: Problem, line: Line) -> Line | None:
    """Return the line after the fix; None if the fix isn't about a single line."""
    for pattern, change in FOLLOWED:
        if found := re.fullmatch(pattern, problem.fix):
            return change(line, problem, found)
    return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_fix_followed_literally_removes_its_problem(case: Case, tmp_path: Path) -> None:
    write(tmp_path / "notes", case.files)
    _, problems = read(tmp_path / "notes")
    before = [(one.file, one.line, one.code) for one in problems]
    for number, problem in enumerate(problems):
        lines = case.files.get(problem.file, b"").decode("utf-8", "replace").split("\n")
        if not problem.excerpt or b"\r" in case.files[problem.file] or problem.excerpt != lines[problem.line - 1]:
            continue
        new = followed(problem, problem.excerpt)
        if new is None:
            continue
        lines[problem.line - 1] = new
        vault = tmp_path / str(number)
        write(vault, case.files | {problem.file: "\n".join(lines).encode()})
        _, left = read(vault)
        after = [(one.file, one.line, one.code) for one in left]
        mine = (problem.file, problem.line, problem.code)
        assert after.count(mine) < before.count(mine), (problem, new)
        assert {one for one in after if one[2] not in LAID_BARE} <= set(before), (new, left)
