"""Problems as a good compiler tells of them: the place, what was read, the line with a caret, what to write instead."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from wayin.answers import in_order
from wayin.commands.terminal import WIDTH, clean, columns, wrapped
from wayin.reading.decoding import LARGEST, decode
from wayin.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from wayin.model import Problem

MANY = 20
"""Of more problems of one sort than this, only the first few are shown."""
FEW = 5
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


class Excerpts:
    """The lines that problems stand in: as the problem has them, else from the file, which is read once."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes
        self._lines: dict[str, list[str]] = {}

    def line(self, problem: Problem) -> str:
        """The line of a problem; empty if it cannot be had."""
        if problem.excerpt:
            return problem.excerpt
        if problem.file not in self._lines:
            self._lines[problem.file] = self._read(problem.file)
        lines = self._lines[problem.file]
        return lines[problem.line - 1] if 0 < problem.line <= len(lines) else ""

    def _read(self, file: str) -> list[str]:
        path = self._notes / file
        try:
            # Nothing is opened that reading the notes would not open
            if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
                return []
            return decode(path.read_bytes()).text.split("\n")
        except (OSError, ValueError):
            return []


def told(problems: Iterable[Problem], notes: Path) -> Iterator[str]:
    """Each problem as text, those worth a remark only after those that need mending; of many alike the first few."""
    excerpts = Excerpts(notes)
    ordered = sorted(in_order(problems), key=lambda one: one.severity == "info")
    counts = Counter((one.severity, one.code) for one in ordered)
    shown: Counter[tuple[str, str]] = Counter()
    for problem in ordered:
        sort = (problem.severity, problem.code)
        shown[sort] += 1
        if counts[sort] <= MANY or shown[sort] <= FEW:
            yield one_told(problem, notes, excerpts.line(problem) if problem.severity != "info" else "")
        elif shown[sort] == counts[sort]:
            more = counts[sort] - FEW
            yield f"… and {more} more of {problem.severity}[{problem.code}]; --format json lists all of them"


def one_told(problem: Problem, notes: Path, excerpt: str = "") -> str:
    """One problem as text."""
    at = f"{path_of(problem, notes)}:{problem.line}:{problem.column}"
    lines = [f"{at}: {problem.severity}[{problem.code}]: {clean(problem.message)}"]
    margin = ""
    if excerpt.strip():
        number = str(problem.line)
        margin = " " * len(number)
        shown, caret = _window(excerpt, problem.column)
        lines += [f"  {number} | {shown}", f"  {margin} | {' ' * caret}^"]
    if problem.severity != "info" and problem.fix:
        lines.append(wrapped(problem.fix, len(margin) + 3, len(margin) + 3))
    return "\n".join(lines)


def path_of(problem: Problem, notes: Path) -> str:
    """The file as it is reached from the current folder, so that a terminal can open it."""
    return clean((notes / problem.file).as_posix() if problem.file != "." else notes.as_posix())


def _window(excerpt: str, column: int) -> tuple[str, int]:
    """As much of a line as fits around a column, and where the caret goes below it."""
    before, after = clean(excerpt[: column - 1]), clean(excerpt[column - 1 :])
    room = WIDTH - 12
    if columns(before) + columns(after) > room and columns(before) > room // 2:
        before = "…" + before[-(room // 2) :]
    if columns(before) + columns(after) > room:
        after = after[: max(10, room - len(before))] + "…"
    return before + after, columns(before)


def summary(problems: Iterable[Problem], notes: int) -> str:
    """How many of each severity there are, in one sentence."""
    counts = Counter(one.severity for one in in_order(problems))
    where = f"in {counted(notes, 'note')}"
    parts = [counted(counts[one], one) for one in ("error", "warning") if counts[one]]
    return f"{listed(parts).capitalize()} {where}." if parts else f"No problems {where}."


def github(problem: Problem, notes: Path) -> str:
    """One problem as an annotation of GitHub's workflow commands."""
    where = os.path.normpath(notes / problem.file).replace(os.sep, "/")
    place = f"file={_property(where)},line={problem.line},col={problem.column},title={_property(problem.code)}"
    return f"::{_LEVELS[problem.severity]} {place}::{_data(f'{problem.message} {problem.fix}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
