"""The data of a note: the kinds of note, their fields, and problems found while reading.

The field names are the contract of the notes format. If a field's name is a Python keyword (`with`, `from`), the
attribute has another name and the field's name is its alias.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from wayin import dates, validators
from wayin.field_types import (  # noqa: TC001 (pydantic reads them)
    Birthday,
    CommaTexts,
    Confidential,
    Date,
    Dates,
    Duration,
    Email,
    Emails,
    File,
    Five,
    Flag,
    Icon,
    Label,
    Minutes,
    Moment,
    Period,
    PeriodEnd,
    Private,
    Ref,
    Refs,
    Sayings,
    Step,
    Tags,
    Text,
    Texts,
    Url,
)  # fmt: skip
from wayin.note_parts import SourcePosition

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wayin.note_parts import Link, LogEntry, NotedLearning, Todo

Kind = Literal["person", "company", "interview", "me", "page"]
Route = Literal["friends-and-family", "mutual-contact", "event", "work", "school", "online", "cold"]
Evidence = Literal["stated", "worked-together", "linkedin", "inferred"]
Basis = Evidence | Literal["in-contact"]
"""The evidence for a tie: what notes may say, and contact shown by exported files."""
Willing = Literal["yes", "ask", "reluctant", "no"]
CompanyStatus = Literal["watching", "researching", "in-conversation", "applied", "offer", "closed"]
InterviewKind = Literal["informational", "networking", "screening"]

FOLDERS: dict[str, Kind] = {"people": "person", "companies": "company", "interviews": "interview"}
"""The folders for new notes of each kind."""

ME = "me"
"""The id of the user."""


class Fields(BaseModel):
    """The front matter of one kind of note, or one entry of a list in it."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Position(Fields):
    """One entry of a person's `work`: a role at a company for a time."""

    company: Ref | None = None
    role: Text | None = None
    start: Period | None = Field(default=None, alias="from")
    end: PeriodEnd = Field(default=None, alias="to")


Positions = Annotated[tuple[Position, ...], BeforeValidator(validators.items)]


class Education(Fields):
    """One entry of `education`: a time at a school."""

    school: Label
    degree: Text | None = None
    start: Period | None = Field(default=None, alias="from")
    end: PeriodEnd = Field(default=None, alias="to")


Educations = Annotated[
    tuple[Annotated[Education, BeforeValidator(validators.entry("school"))], ...], BeforeValidator(validators.items)
]


class Acquaintance(Fields):
    """One entry of a person's `knows`: somebody they know, and how well."""

    person: Ref
    strength: Five | None = None
    reverse: Five | None = None
    evidence: Annotated[Evidence, BeforeValidator(validators.choice(*get_args(Evidence)))] = "stated"
    last: Date | None = None
    context: Text | None = None


class Ask(Fields):
    """One request for an introduction, in the ledger of the person or company it is to reach."""

    via: Ref
    asked: Date | None = None
    agreed: Date | None = None
    made: Date | None = None
    declined: Date | None = None
    closed: Date | None = None
    followed_up: Dates = ()
    outcome: Text | None = None


class Favour(Fields):
    """Something given or received."""

    day: Date | None = Field(default=None, alias="date")
    what: Text


class Opening(Fields):
    """An opening at a company that was heard of."""

    title: Text
    url: Url | None = None
    closes: Date | None = None


class Question(Fields):
    """A question prepared for an interview, and the answer once there is one."""

    ask: Text
    answer: Text | None = None


class Learning(Fields):
    """One thing learned in an interview, from its front matter or from a section of its body."""

    topic: Text | None = None
    point: Text
    quote: Text | None = None
    agrees: Sayings = ()
    disagrees: Sayings = ()
    private: Private = False


class Promise(Fields):
    """Something I said I would do."""

    what: Text
    by: Date | None = None
    done: Annotated[bool | date, BeforeValidator(dates.done, json_schema_input_type=bool | date)] = False


Asks = Annotated[tuple[Ask, ...], BeforeValidator(validators.items)]
Favours = Annotated[
    tuple[Annotated[Favour, BeforeValidator(validators.entry("what"))], ...], BeforeValidator(validators.items)
]


class Shared(Fields):
    """Fields that more than one kind of note has."""

    name: Text | None = None
    aliases: CommaTexts = ()
    tags: Tags = ()
    private: Private = False
    not_before: Date | None = None


class Person(Shared):
    """Somebody who does the work, or who knows somebody who does."""

    call_me: Text | None = None
    role: Text | None = None
    company: Ref | None = None
    work: Positions = ()
    education: Educations = ()
    closeness: Five | None = None
    known_through: Annotated[Route, BeforeValidator(validators.choice(*get_args(Route)))] | None = None
    introduced_by: Ref | None = None
    knows: Annotated[
        tuple[Annotated[Acquaintance, BeforeValidator(validators.entry("person"))], ...],
        BeforeValidator(validators.references),
    ] = ()
    introduces: (
        Annotated[
            Willing, BeforeValidator(validators.choice(*get_args(Willing), true="yes", false="no", y="yes", n="no"))
        ]
        | None
    ) = None
    confidential: Confidential = False
    not_for: Refs = ()
    not_same_as: Refs = ()
    knows_i_look: Flag = False
    introductions: Asks = ()
    keep_in_touch: (
        Annotated[
            Duration | Literal["never"],
            BeforeValidator(dates.cadence, json_schema_input_type=str),
        ]
        | None
    ) = None
    last_contact: Date | None = None
    gave: Favours = ()
    received: Favours = ()
    birthday: Birthday | None = None
    email: Email | None = None
    emails: Emails = ()
    phone: Text | None = None
    phones: Texts = ()
    linkedin: Url | None = None
    website: Url | None = None
    location: Text | None = None
    photo: File | None = None


class Company(Shared):
    """A place where people do the work."""

    website: Url | None = None
    linkedin: Url | None = None
    location: Text | None = None
    industry: CommaTexts = ()
    size: Annotated[str, BeforeValidator(validators.size, json_schema_input_type=int | str)] | None = None
    parent: Ref | None = None
    interest: Five | None = None
    status: Annotated[CompanyStatus, BeforeValidator(validators.choice(*get_args(CompanyStatus)))] | None = None
    roles: Annotated[
        tuple[Annotated[Opening, BeforeValidator(validators.entry("title"))], ...], BeforeValidator(validators.items)
    ] = ()
    introductions: Asks = ()


class Interview(Shared):
    """An informal conversation, planned or held."""

    people: Refs = Field(default=(), alias="with")
    company: Ref | None = None
    kind: Annotated[InterviewKind, BeforeValidator(validators.choice(*get_args(InterviewKind)))] = "informational"
    route: Annotated[Route, BeforeValidator(validators.choice(*get_args(Route)))] | None = None
    introduced_by: Ref | None = None
    requested: Date | None = None
    replied: Date | None = None
    declined: Date | None = None
    followed_up: Dates = ()
    day: Moment | None = Field(default=None, alias="date")
    minutes: Minutes | None = None
    place: Text | None = None
    objectives: Texts = ()
    questions: Annotated[
        tuple[Annotated[Question, BeforeValidator(validators.entry("ask"))], ...], BeforeValidator(validators.items)
    ] = ()
    learnings: Annotated[
        tuple[Annotated[Learning, BeforeValidator(validators.entry("point"))], ...], BeforeValidator(validators.items)
    ] = ()
    introductions: Refs = ()
    promised: Annotated[
        tuple[Annotated[Promise, BeforeValidator(dates.promise)], ...], BeforeValidator(validators.items)
    ] = ()
    thanked: Step = None
    connected: Step = None
    closed: Date | None = None


class Me(Shared):
    """The person whose notes these are."""

    headline: Text | None = None
    background: Text | None = None
    goals: Texts = ()
    role: Text | None = None
    company: Ref | None = None
    work: Positions = ()
    education: Educations = ()
    email: Email | None = None
    emails: Emails = ()
    linkedin: Url | None = None
    signature: Text | None = None


class Page(Shared):
    """Any other Markdown file: passed through, with what the theme understands."""

    type: Text | None = None
    title: Text | None = None
    description: Text | None = None
    hide: Texts = ()
    icon: Icon | None = None
    status: Text | None = None
    day: Moment | None = Field(default=None, alias="date")


@dataclass(frozen=True, slots=True)
class Note:
    """A parsed file."""

    path: str
    """The path relative to the notes folder, with `/` and the file's own ending."""
    kind: Kind
    facts: Person | Company | Interview | Me | Page
    body: str = ""
    body_line: int = 1
    """The file's line number where the body starts."""
    prose: str = ""
    """The body without the learnings."""
    heading: str | None = None
    """The text of the first H1."""
    links: tuple[Link, ...] = ()
    log: tuple[LogEntry, ...] = ()
    todos: tuple[Todo, ...] = ()
    """The open to-dos of the body."""
    paragraphs: tuple[str, ...] = ()
    """The body's paragraphs and list items in Markdown; no headings, quotations, tables, to-dos, code, learnings."""
    learnings: tuple[NotedLearning, ...] = ()
    """What was learned in an interview: one entry for each of `facts.learnings`."""
    media: tuple[str, ...] = ()
    """Files that the body embeds or links to, as written."""
    positions: Mapping[tuple[str | int, ...], SourcePosition] = field(default_factory=dict)
    """The position of each value in the front matter."""
    written: Mapping[str, str] = field(default_factory=dict)
    """Texts of the front matter with links as written, by their plain text."""
    looks_like: Kind | None = None
    """The kind of note an ordinary page resembles by its fields."""
    head: str = ""
    """The lines above the body, unchanged."""

    @property
    def id(self) -> str:
        """Return the note's path without its ending; `me` for the user's own."""
        return ME if self.kind == "me" else self.path.rpartition(".")[0]

    def lines(self) -> list[str]:
        """Return the lines of the file without blank ones at the end."""
        return (self.head + self.body).split("\n")

    def position(self, *path: str | int) -> SourcePosition:
        """Return the position of the value at `path`, or of the nearest value around it."""
        while path:
            if path in self.positions:
                return self.positions[path]
            path = path[:-1]
        return SourcePosition(1, 1)
