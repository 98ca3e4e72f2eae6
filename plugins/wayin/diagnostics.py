"""Problems in the notes and their positions, collected for pages, commands and the build log."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from wayin.catalogue import MORE_ALIKE, code_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from wayin.messages import Severity
    from wayin.note_parts import SourcePosition

MANY = 20
"""If more problems than this are alike, only the first few are shown."""
FEW = 5
LONGEST_EXCERPT = 1000
"""The most characters of a line that a problem keeps as its excerpt."""
JOINERS = "\u200c\u200d"
"""Zero-width characters that join others."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in the notes, and how to fix it."""

    file: str
    """The note's path, relative to the notes folder, with `/`."""
    line: int
    column: int
    severity: Severity
    code: str
    """The stable word for problems of this kind, also the anchor of its explanation."""
    message: str
    """What was read and why it is wrong or ignored."""
    fix: str
    """What to write instead."""
    excerpt: str = field(default="", compare=False)
    """The line it is about, to show with a caret; empty if there is none or it is too long."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} {self.fix} [{self.code}]"


class Source(Protocol):
    """A file that problems refer to."""

    @property
    def path(self) -> str:
        """Return its path, relative to the notes folder."""

    def lines(self) -> Sequence[str]:
        """Return its lines."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as a path and text."""

    path: str
    text: str = ""

    def lines(self) -> Sequence[str]:
        """Return its lines."""
        return self.text.split("\n")


class Report(Protocol):
    """A function that reports a problem in one file."""

    def __call__(
        self, position: SourcePosition, key: str, /, *, prefix: str = "", suffix: str = "", **values: Any
    ) -> None:
        """Report a problem; see `Reporter.report`."""


class Reporter:
    """Collects problems in the order they are reported."""

    def __init__(self, most_alike: int | None = None) -> None:
        """Keep at most `most_alike` problems of each code; None for no limit."""
        self.problems: list[Problem] = []
        self._most_alike = most_alike
        self._alike: Counter[str] = Counter()
        self._of: Source | None = None
        self._lines: Sequence[str] = ()

    def report(
        self,
        source: Source,
        position: SourcePosition,
        key: str,
        /,
        *,
        prefix: str = "",
        suffix: str = "",
        **values: Any,
    ) -> None:
        """Report a problem with a message of the catalogue.

        Args:
            source: the file it is in.
            position: its position in the file.
            key: its code, followed by `/` and a word if the code has several messages.
            prefix: text before the message.
            suffix: text after it.
            values: the values in the message.
        """
        severity, message, fix = words(key, values)
        code = code_of(key)
        self._alike[code] += 1
        if self._most_alike and self._alike[code] >= self._most_alike:
            if self._alike[code] > self._most_alike:
                return
            prefix = MORE_ALIKE + prefix
        excerpt = ""
        if severity != "info":
            if self._of is not source:
                self._of, self._lines = source, source.lines()
            excerpt = self._lines[position.line - 1] if position.line <= len(self._lines) else ""
        self.problems.append(
            Problem(
                source.path, position.line, position.column, severity, code, f"{prefix}{message}{suffix}", fix,
                excerpt if len(excerpt) <= LONGEST_EXCERPT else "",
            )
        )  # fmt: skip


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file and position, without duplicates."""
    return sorted(
        dict.fromkeys(problems),
        key=lambda problem: (problem.file, problem.line, problem.column, problem.code, problem.message),
    )


def crowds(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return the errors and warnings that there are too many of, by code."""
    by_code: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.severity != "info":
            by_code.setdefault(problem.code, []).append(problem)
    return {code: alike for code, alike in by_code.items() if len(alike) > MANY}


def few_of_each(
    problems: Sequence[Problem], alike: Callable[[Problem], object] = lambda problem: problem.code
) -> Iterator[tuple[Problem, int]]:
    """Yield each problem with 0; of many alike only the first few, then the last with the number left out."""
    counts = Counter(map(alike, problems))
    seen: Counter[object] = Counter()
    for problem in problems:
        group = alike(problem)
        seen[group] += 1
        if counts[group] <= MANY or seen[group] <= FEW:
            yield problem, 0
        elif seen[group] == counts[group]:
            yield problem, counts[group] - FEW


def log_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield a line for each error and warning; of many alike the first few and a count."""
    for problem, more in few_of_each([problem for problem in problems if problem.severity != "info"]):
        yield f"… and {more:,} more [{problem.code}]; run `wayin check` for all." if more else printable(str(problem))


def columns(text: str) -> int:
    """Return the number of columns a text takes in a terminal or a monospaced font."""
    return sum(
        0 if unicodedata.combining(char) or char in JOINERS else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def caret(before: str) -> str:
    """Return a line with a caret to show below another, given the characters before the caret's position."""
    return "".join("\t" if char == "\t" else " " * columns(char) for char in before) + "^"


def printable(text: str) -> str:
    """Return a text with control characters escaped, so that a terminal or an editor shows them."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)
