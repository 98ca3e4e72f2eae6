"""Problems as a good compiler tells of them: the place, what was read, the line with a caret, what to write instead."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wayin.cli.terminal import WIDTH, clean, columns, wrapped
from wayin.diagnostics import crowds, in_order
from wayin.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.model import Problem

MANY = 20
"""Of more problems of one sort than this, only the first few are shown."""
FEW = 5
_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def told(problems: Iterable[Problem], notes: Path) -> Iterator[str]:
    """Each problem as text, those worth a remark only after those that need mending; of many alike the first few."""
    ordered = sorted(in_order(problems), key=lambda one: one.severity == "info")
    counts = Counter((one.severity, one.code) for one in ordered)
    shown: Counter[tuple[str, str]] = Counter()
    for problem in ordered:
        sort = (problem.severity, problem.code)
        shown[sort] += 1
        if counts[sort] <= MANY or shown[sort] <= FEW:
            yield one_told(problem, notes)
        elif shown[sort] == counts[sort]:
            more = counts[sort] - FEW
            yield f"… and {more} more of {problem.severity}[{problem.code}]; --format json lists all of them"


def one_told(problem: Problem, notes: Path) -> str:
    """One problem as text; a remark is a line alone."""
    at = f"{path_of(problem, notes)}:{problem.line}:{problem.column}"
    lines = [f"{at}: {problem.severity}[{problem.code}]: {clean(problem.message)}"]
    if problem.severity == "info":
        return lines[0]
    margin = ""
    if problem.excerpt.strip():
        number = str(problem.line)
        margin = " " * len(number)
        shown, caret = _window(problem.excerpt, problem.column)
        lines += [f"  {number} | {shown}", f"  {margin} | {' ' * caret}^"]
    if problem.fix:
        lines.append(wrapped(problem.fix, len(margin) + 3, len(margin) + 3))
    return "\n".join(lines)


def path_of(problem: Problem, notes: Path) -> str:
    """The file as it is reached from the current folder, so that a terminal can open it."""
    return clean(Path(os.path.normpath(notes / problem.file)).as_posix())


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


def all_github(problems: Iterable[Problem], notes: Path) -> Iterator[str]:
    """Each problem as an annotation; of very many of one sort the first few, and how many more there are."""
    ordered = in_order(problems)
    crowded = crowds(ordered)
    shown: Counter[str] = Counter()
    for problem in ordered:
        shown[problem.code] += problem.severity != "info"
        if problem.code not in crowded or problem.severity == "info" or shown[problem.code] <= FEW:
            yield github(problem, notes)
        elif problem is crowded[problem.code][-1]:
            more = f"This and {len(crowded[problem.code]) - FEW - 1} more are of one sort; `wayin check` lists them."
            yield github(replace(problem, fix=f"{problem.fix} {more}".strip()), notes)


def github(problem: Problem, notes: Path) -> str:
    """One problem as an annotation of GitHub's workflow commands."""
    where = os.path.normpath(notes / problem.file).replace(os.sep, "/")
    place = f"file={_property(where)},line={problem.line},col={problem.column},title={_property(problem.code)}"
    return f"::{_LEVELS[problem.severity]} {place}::{_data(f'{problem.message} {problem.fix}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
