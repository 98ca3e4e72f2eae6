"""What a note's body says: links, log entries, to-dos, and what was learned."""

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
    """A link in a body: the name it is written with, and the sentence around it."""

    word: str
    """What is linked to, as written: a name, a stem, or a relative path."""
    position: SourcePosition
    sentence: str
    relative: bool = False
    """A Markdown link to a file, rather than a wikilink."""


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
    """The day that its text names after `by` or 📅."""
    position: SourcePosition


@dataclass(frozen=True, slots=True)
class NotedLearning:
    """One thing learned, as it is meant, whichever way the note has it."""

    topics: tuple[str, ...]
    point: str
    """The text, without the #topics around it."""
    quote: str | None
    private: bool = False
    agrees: tuple[str, ...] = ()
    """Whom it agrees with, in the words of the note."""
    disagrees: tuple[str, ...] = ()
