"""The contents of an exported file, in one form for all formats: people, and the days you were in touch."""

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
"""The name of each kind of file in a sentence."""

BOOKS: frozenset[Kind] = frozenset({"google", "outlook", "vcard"})
"""The kinds that are address books."""
ABOUT_ME: frozenset[Kind] = frozenset(
    {"linkedin-positions", "linkedin-education", "linkedin-profile", "linkedin-emails", "linkedin-other"}
)
"""The kinds with nobody but you, or nobody at all."""

NO_PERSON = "a company or group, not a person"
NOTHING = "neither a name nor an e-mail address"

MOST_IN_A_MEETING = 12
"""The most other people in a thread or meeting that still suggests who knows whom."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A skipped row, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody named on a card as its person's spouse, friend, manager …"""

    label: str
    """In lower-case English if the program has a fixed word for it, else as written."""
    name: str = ""
    uid: str = ""
    """The other card's UID, if referenced by it."""


@dataclass(frozen=True, slots=True)
class Card:
    """The data about a person in a row, a card or an address line."""

    line: int
    name: str = ""
    """Empty if only an address is known."""
    rows: int = 1
    """The number of rows about this person alone; 0 if only rows about several people name them."""
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    linkedin: str = ""
    company: str = ""
    role: str = ""
    location: str = ""
    connected: date | None = None
    """Since when you are connected on LinkedIn."""
    invitation: Literal["", "sent", "received"] = ""
    """The direction of a connection request, if that is all there is."""
    invited: date | None = None
    labels: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Messages or meetings between people of a file, with the days in order. Which of them is you is still open."""

    line: int
    kind: Literal["message", "group", "meeting", "mail"]
    people: tuple[int, ...]
    """The others, or everybody in a group or meeting, as indexes of the file's cards."""
    sender: int | None = None
    """The sender; None for meetings, groups and mailboxes."""
    days: tuple[date, ...] = ()
    rows: int = 1
    counts: tuple[int, int] | None = None
    """For a mailbox, the numbers of days and months with mail; `days` are then the first and the last."""


@dataclass(frozen=True, slots=True)
class Position:
    """One of your own positions or schools, with dates as in notes (`2021-03`)."""

    place: str
    title: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a file or a member of an archive."""

    kind: Kind
    rows: int = 0
    cards: tuple[Card, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    jobs: tuple[Position, ...] = ()
    schools: tuple[Position, ...] = ()
    me: Card | None = None
    """Your own data: name, addresses, profile."""
    cut: bool = False
    """Whether rows were dropped because there are too many."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file without usable contents, and its problem."""

    key: str
    """The message's key in the catalogue."""
    values: dict[str, str] = field(default_factory=dict)
    """The values of its message."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file or a member of an archive, parsed."""

    name: str
    """The member's name in the archive; empty for the file itself."""
    contents: Contents | Unreadable


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file of the contacts folder."""

    path: str
    """Relative to the contacts folder, with `/`."""
    exported: date
    parts: tuple[Part, ...] = field(default=())
