"""What the exported files say, as the rest of the program sees it: contacts, and what became of every row."""

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
    """A value that a file gives, and which file."""

    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class InTouch:
    """On how many days, in how many months, and when last we wrote to each other or met."""

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
    """Whether they have a note of their own."""
    aliases: tuple[str, ...]
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    linkedin: str
    facts: Mapping[str, Fact]
    """`company`, `role`, `email`, `phone`, `linkedin` and `location`, those that are known."""
    company: str
    """The company's id, where the notes know it, else its name as companies are compared; empty where there is none."""
    connected: bool
    """Whether we are connected on LinkedIn."""
    connected_on: date | None
    in_book: bool
    """Whether they are in an address book."""
    invited: date | None
    invitation: str
    """`sent` or `received` where LinkedIn knows of a request and no connection."""
    in_touch: InTouch | None
    unanswered: date | None
    """When I last wrote to them, where they never wrote back."""
    labels: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class SeenTogether:
    """Two contacts who were in one thread or meeting with me, when last."""

    one: str
    other: str
    last: date
    where: str
    """`meeting` or `thread`."""


@dataclass(frozen=True, slots=True)
class Related:
    """Two people one of whose cards names the other."""

    one: str
    other: str
    label: str

    @property
    def close(self) -> bool:
        """Whether they are family of the first degree."""
        return self.label in FAMILY


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Two that may be one person, which the user is asked."""

    contact: str
    note: str | None
    """Somebody in the notes, or None where the other is a contact too."""
    other: str
    """The other's id, in the notes or not."""
    why: str
    write: str
    """The line that makes them one."""
    write_if_not: str
    """The line that says that they are two; empty where a line can't."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A contact whose company is another, and newer, than the note says."""

    id: str
    note_says: str
    contact_says: str
    source: Source


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of every row of one file."""

    file: str
    archive: str
    """The file itself, or the archive that it is a member of."""
    kind: Kind | None
    """None where nobody recognises it."""
    exported: date
    rows: int = 0
    people: int = 0
    """How many different people it names."""
    added: int = 0
    """How many rows named somebody whom no row before them had."""
    merged: int = 0
    """How many rows told more of somebody named before, or of me."""
    skipped: tuple[Skipped, ...] = ()
    problem: Unreadable | None = None
    cut: bool = False
    unclear: bool = False
    """Whether it holds messages in which I can't be told from others."""


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
    """What the companies of my own positions are in the notes, by their names; as `FileContact.company`."""
