"""The data of exported files for the rest of the program: contacts, and the outcome of every row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from wayin.contacts.relations import FAMILY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wayin.contacts.people import Source
    from wayin.contacts.records import Kind, Position, Skipped, Unreadable


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with the file it comes from."""

    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class InTouch:
    """The days and months in which you wrote to each other or met, counted, and the last day."""

    days: int
    months: int
    last: date
    how: Literal["wrote", "met", "both"] = "wrote"


@dataclass(frozen=True, slots=True)
class FileContact:
    """Somebody in the exported files."""

    id: str
    name: str
    noted: bool
    """Whether they have a note."""
    aliases: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    linkedin: str
    facts: Mapping[str, Fact]
    """The known ones of `company`, `role`, `email`, `phone`, `linkedin` and `location`."""
    company: str
    """The company's id if it is in the notes, else its normalized name; empty without a company."""
    connected: bool
    """Whether you are connected on LinkedIn."""
    connected_on: date | None
    in_book: bool
    """Whether they are in an address book."""
    invited: date | None
    invitation: str
    """`sent` or `received` if LinkedIn lists a request but no connection."""
    in_touch: InTouch | None
    unanswered: date | None
    """When you last wrote to them, if they never replied."""
    labels: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SeenTogether:
    """Two contacts who shared a thread or a meeting with you, with the last time."""

    one: str
    other: str
    last: date
    where: str
    """`meeting` or `thread`."""


@dataclass(frozen=True, slots=True)
class Related:
    """Two people, one named on the other's card."""

    one: str
    other: str
    label: str

    @property
    def close(self) -> bool:
        """Return whether they are close family."""
        return self.label in FAMILY


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two people who may be the same, as a question for the user."""

    contact: str
    note: str | None
    """Somebody in the notes; None if the other is a contact too."""
    other: str
    """The id of the other, who may not be in the notes."""
    why: str
    write: str
    """The line to write if they are the same."""
    write_if_not: str
    """The line to write if they aren't; empty if no line can express it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A contact whose employer differs from their note and is newer."""

    id: str
    note_says: str
    contact_says: str
    source: Source


@dataclass(frozen=True, slots=True)
class FileReport:
    """The outcome of every row of a file."""

    file: str
    archive: str
    """The file itself, or the archive that contains it."""
    kind: Kind | None
    """None for an unrecognized file."""
    exported: date
    rows: int = 0
    people: int = 0
    """The number of different people in it."""
    added: int = 0
    """The number of rows with somebody new."""
    merged: int = 0
    """The number of rows about you or somebody from an earlier row."""
    skipped: tuple[Skipped, ...] = ()
    problem: Unreadable | None = None
    cut: bool = False
    unclear: bool = False
    """Whether it contains messages in which you can't be identified."""


@dataclass(frozen=True)
class ContactBook:
    """Everybody in the exported files. The mapping is ordered by id."""

    contacts: Mapping[str, FileContact] = field(default_factory=dict)
    together: tuple[SeenTogether, ...] = ()
    related: tuple[Related, ...] = ()
    same: tuple[SamePerson, ...] = ()
    moved: tuple[Moved, ...] = ()
    reports: tuple[FileReport, ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
    my_jobs: tuple[Position, ...] = ()
    my_schools: tuple[Position, ...] = ()
    my_companies: Mapping[str, str] = field(default_factory=dict)
    """The companies of your own positions by name, each with an id as in `FileContact.company`."""
