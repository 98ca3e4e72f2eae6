"""Problems as lines of a log: one line each, many alike as one, and no character that a terminal obeys."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.model import Problem

MANY = 20
"""Of more problems of one sort than this, only the first few are told one by one."""
FEW = 3


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file and place, none twice."""
    return sorted(
        dict.fromkeys(problems),
        key=lambda problem: (problem.file, problem.line, problem.column, problem.code, problem.message),
    )


def crowds(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """The errors and warnings of which there are very many of one sort, by their code."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity != "info":
            by_code.setdefault(problem.code, []).append(problem)
    return {code: alike for code, alike in by_code.items() if len(alike) > MANY}


def log_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """The errors and warnings among these problems, each as a line; of many alike the first few and how many more."""
    told = [one for one in problems if one.severity != "info"]
    counts = Counter(one.code for one in told)
    seen: Counter[str] = Counter()
    for problem in told:
        seen[problem.code] += 1
        if counts[problem.code] <= MANY or seen[problem.code] <= FEW:
            yield printable(str(problem))
        elif seen[problem.code] == counts[problem.code]:
            more = counts[problem.code] - FEW
            yield f"… and {more:,} more of the sort [{problem.code}]; `wayin check` tells of all."


def printable(text: str) -> str:
    """A text without characters that a terminal or an editor acts upon; they are written as escapes."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
