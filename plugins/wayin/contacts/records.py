"""What one exported file says: people, and the days on which they and I were in touch. The same for every format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 (pydantic reads the cache by these types)
from typing import Literal

Kind = Literal[
    "linkedin-connections", "linkedin-messages", "linkedin-invitations", "linkedin-positions", "linkedin-education",
    "linkedin-profile", "linkedin-emails", "linkedin-other", "google", "outlook", "vcard", "calendar", "mail",
]  # fmt: skip

NAMES: dict[Kind, str] = {
    "linkedin-connections": "LinkedIn connections",
    "linkedin-messages": "LinkedIn messages",
    "linkedin-invitations": "LinkedIn invitations",
    "linkedin-positions": "your positions on LinkedIn",
    "linkedin-education": "your education on LinkedIn",
    "linkedin-profile": "your profile on LinkedIn",
    "linkedin-emails": "your addresses on LinkedIn",
    "linkedin-other": "another file of a LinkedIn archive",
    "google": "Google Contacts",
    "outlook": "Outlook contacts",
    "vcard": "address cards (vCard)",
    "calendar": "a calendar (iCalendar)",
    "mail": "a mailbox summary by `wayin mail`",
}
"""What each kind of file is called in a sentence."""

BOOKS: frozenset[Kind] = frozenset({"google", "outlook", "vcard"})
"""The kinds that are address books."""
ABOUT_ME: frozenset[Kind] = frozenset(
    {"linkedin-positions", "linkedin-education", "linkedin-profile", "linkedin-emails", "linkedin-other"}
)
"""The kinds that name nobody but me, or nobody at all."""

NO_PERSON = "a company or group, not a person"
NOTHING = "neither a name nor an e-mail address"

MOST_IN_A_MEETING = 12
"""How many people besides me may be in a thread or meeting before it says nothing about who knows whom."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that counts for nothing, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody whom a card names as its person's spouse, friend, manager …"""

    label: str
    """In lower case and English where the program has a word of its own for it, else as written."""
    name: str = ""
    uid: str = ""
    """The other card's UID, where the card refers to it so."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a row, a card or an address line says about one person."""

    line: int
    name: str = ""
    """Empty where only an address is known."""
    rows: int = 1
    """How many rows of the file are about this person alone; 0 where only rows about several people name them."""
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    linkedin: str = ""
    company: str = ""
    role: str = ""
    location: str = ""
    connected: date | None = None
    """Since when we are connected on LinkedIn."""
    invitation: Literal["", "sent", "received"] = ""
    """Who asked whom to connect, where that is all there is."""
    invited: date | None = None
    labels: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Messages or meetings between people of one file, the days in order. Who of them is me is not known yet."""

    line: int
    kind: Literal["message", "group", "meeting", "mail"]
    people: tuple[int, ...]
    """The others, or everybody in a group or meeting, by their index among the file's cards."""
    sender: int | None = None
    """Who wrote; None for meetings, groups and mailboxes."""
    days: tuple[date, ...] = ()
    rows: int = 1
    counts: tuple[int, int] | None = None
    """For a mailbox, on how many days and in how many months both sides wrote; `days` are the first and the last."""


@dataclass(frozen=True, slots=True)
class Position:
    """One of my own positions or schools, with dates as a note has them (`2021-03`)."""

    place: str
    title: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything one file, or one file of an archive, says."""

    kind: Kind
    rows: int = 0
    cards: tuple[Card, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    jobs: tuple[Position, ...] = ()
    schools: tuple[Position, ...] = ()
    me: Card | None = None
    """What the file says about me: my name, addresses, profile."""
    cut: bool = False
    """Whether there were more rows than are read."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that gives nothing, with the problem it is."""

    key: str
    """What to report, a key of the catalogue."""
    values: dict[str, str] = field(default_factory=dict)
    """What its message names."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file, or one member of an archive, as it was read."""

    name: str
    """The member's name within the archive; empty for the file itself."""
    contents: Contents | Unreadable


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of the contacts folder."""

    path: str
    """Relative to the contacts folder, with `/`."""
    exported: date
    parts: tuple[Part, ...] = field(default=())
