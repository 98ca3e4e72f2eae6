"""Problems as a good compiler reports them: position, what was read, the line with a caret, what to write instead."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wayin.cli.terminal import WIDTH, clean, wrapped
from wayin.diagnostics import caret, columns, few_of_each, in_order
from wayin.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.diagnostics import Problem

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def report_lines(problems: Iterable[Problem], notes: Path) -> Iterator[str]:
    """Yield each problem as text, info messages last; of many alike only the first few."""
    ordered = sorted(in_order(problems), key=lambda problem: problem.severity == "info")
    for problem, more in few_of_each(ordered, lambda problem: (problem.severity, problem.code)):
        what = f"{problem.severity}[{problem.code}]"
        yield f"… and {more} more of {what}; --format json lists all of them" if more else problem_text(problem, notes)


def problem_text(problem: Problem, notes: Path) -> str:
    """Return a problem as text; an info message is a single line."""
    at = f"{path_of(problem, notes)}:{problem.line}:{problem.column}"
    lines = [f"{at}: {problem.severity}[{problem.code}]: {clean(problem.message)}"]
    if problem.severity == "info":
        return lines[0]
    margin = ""
    if problem.excerpt.strip():
        number = str(problem.line)
        margin = " " * len(number)
        before, after = _window(problem.excerpt, problem.column)
        lines += [f"  {number} | {before}{after}", f"  {margin} | {caret(before)}"]
    if problem.fix:
        lines.append(wrapped(problem.fix, len(margin) + 3, len(margin) + 3))
    return "\n".join(lines)


def path_of(problem: Problem, notes: Path) -> str:
    """Return the file's path from the current folder, so that a terminal can open it."""
    return clean(Path(os.path.normpath(notes / problem.file)).as_posix())


def _window(excerpt: str, column: int) -> tuple[str, str]:
    """Return the part of a line that fits before and after a column."""
    before, after = clean(excerpt[: column - 1]), clean(excerpt[column - 1 :])
    room = WIDTH - 12
    if columns(before) + columns(after) > room and columns(before) > room // 2:
        before = "…" + before[-(room // 2) :]
    if columns(before) + columns(after) > room:
        after = after[: max(10, room - len(before))] + "…"
    return before, after


def summary(problems: Iterable[Problem], notes: int) -> str:
    """Return the number of problems of each severity in a sentence."""
    counts = Counter(problem.severity for problem in in_order(problems))
    where = f"in {plural(notes, 'note')}"
    parts = [plural(counts[severity], severity) for severity in ("error", "warning") if counts[severity]]
    return f"{', '.join(parts)} {where}." if parts else f"No problems {where}."


def all_github(problems: Iterable[Problem], notes: Path) -> Iterator[str]:
    """Yield each problem as an annotation; of many alike only the first few and a count."""
    ordered = in_order(problems)
    for problem, more in few_of_each(ordered, lambda problem: problem if problem.severity == "info" else problem.code):
        also = f" This and {more - 1} more are alike; `wayin check` lists them." if more else ""
        yield github(replace(problem, fix=f"{problem.fix}{also}".strip()), notes)


def github(problem: Problem, notes: Path) -> str:
    """Return a problem as an annotation for GitHub's workflow commands."""
    where = os.path.normpath(notes / problem.file).replace(os.sep, "/")
    place = f"file={_property(where)},line={problem.line},col={problem.column},title={_property(problem.code)}"
    return f"::{_LEVELS[problem.severity]} {place}::{_data(f'{problem.message} {problem.fix}'.strip())}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
