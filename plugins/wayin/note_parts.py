"""The parts of a note's body: links, log entries, to-dos and learnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class SourcePosition(NamedTuple):
    """The position of a value in its file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body: its target as written, and the sentence around it."""

    word: str
    """The target as written: a name, a stem, or a relative path."""
    position: SourcePosition
    sentence: str
    relative: bool = False
    """True for a Markdown link to a file, false for a wikilink."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A dated line of a contact log, or a ticked to-do that begins with a date."""

    day: date
    text: str
    position: SourcePosition


@dataclass(frozen=True, slots=True)
class Todo:
    """An open to-do of a body."""

    text: str
    due: date | None
    """The day after `by` or 📅 in its text."""
    position: SourcePosition


@dataclass(frozen=True, slots=True)
class NotedLearning:
    """A learning of an interview, the same however it is written."""

    topics: tuple[str, ...]
    point: str
    """The text without the #topics around it."""
    quote: str | None
    private: bool = False
    agrees: tuple[str, ...] = ()
    """References to those it agrees with, as written."""
    disagrees: tuple[str, ...] = ()
