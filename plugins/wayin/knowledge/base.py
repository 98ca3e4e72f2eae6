"""The knowledge base: the data of all notes with resolved references."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from wayin import model
from wayin.clock import day_of
from wayin.knowledge.file_contacts import ContactBook
from wayin.knowledge.names import fold, readable
from wayin.model import ME, Note
from wayin.wording import given_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wayin.clock import Clock
    from wayin.dates import PartialDate
    from wayin.diagnostics import Problem
    from wayin.knowledge.file_contacts import FileContact
    from wayin.note_parts import SourcePosition


@dataclass(frozen=True, slots=True)
class Job:
    """A person's position at a company over a period."""

    company: str | None
    role: str | None
    start: PartialDate | None = None
    end: PartialDate | None = None

    def is_current(self, today: date) -> bool:
        """Return whether the position has started, as far as is known, and hasn't ended."""
        begun = self.start is None or self.start.first <= today
        return begun and (self.end is None or self.end.last >= today)


@dataclass(frozen=True, slots=True)
class School:
    """A period at a school; schools are equal by name."""

    name: str
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody a person knows, and how well."""

    person: str
    strength: int | None
    reverse: int | None
    evidence: model.Evidence
    last: date | None
    context: str | None


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to `via` for an introduction to a person or a company (`target`)."""

    via: str
    target: str
    asked: date | None
    agreed: date | None
    made: date | None
    declined: date | None
    outcome: str | None
    closed: date | None = None
    place: int = 0
    """Its index in the note's `introductions`."""
    followed_up: tuple[date, ...] = ()
    """The days you sent reminders."""

    @property
    def reminded(self) -> date | None:
        """Return the day of the last reminder."""
        return max(self.followed_up, default=None)

    @property
    def state(self) -> str:
        """Return the latest stage it reached: `made`, `declined`, `closed`, `agreed` or `open`."""
        if self.made or self.declined:
            return "made" if self.made else "declined"
        return "closed" if self.closed else "agreed" if self.agreed else "open"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the knowledge base, with a note or only mentioned."""

    id: str
    name: str
    note: Note | None
    facts: model.Person
    jobs: tuple[Job, ...] = ()
    knows: tuple[Acquaintance, ...] = ()
    introduced_by: str | None = None
    asks: tuple[Ask, ...] = ()
    schools: tuple[School, ...] = ()
    not_for: tuple[str, ...] = ()
    """The people and companies they must never be asked about."""
    contact: FileContact | None = None
    """Their data from exported files."""
    has_page: bool = True
    """Whether they have a page: true for everybody in the notes, false for people only in exported files."""

    def current_job(self, today: date) -> Job | None:
        """Return the first current position with a company, else the first current one, if any."""
        current = [job for job in self.jobs if job.is_current(today)]
        return next((job for job in current if job.company), current[0] if current else None)


@dataclass(frozen=True, slots=True)
class Company:
    """A company in the knowledge base, with a note or only mentioned."""

    id: str
    name: str
    note: Note | None
    facts: model.Company
    parent: str | None = None
    asks: tuple[Ask, ...] = ()

    @property
    def is_target(self) -> bool:
        """Return whether you want to work there: an interest of 3 or more."""
        return (self.facts.interest or 0) >= 3


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview, planned or held."""

    id: str
    name: str
    note: Note
    facts: model.Interview
    people: tuple[str, ...]
    company: str | None
    introduced_by: str | None
    introductions: tuple[str, ...]

    @property
    def is_off(self) -> bool:
        """Return whether it was called off: somebody declined, or it was dropped before its day was over."""
        facts = self.facts
        if facts.closed is None:
            return facts.declined is not None
        return facts.declined is not None or facts.day is None or facts.closed <= day_of(facts.day)

    def is_held(self, clock: Clock) -> bool:
        """Return whether it took place: its date is past and it wasn't called off."""
        return not self.is_off and self.facts.day is not None and clock.has_begun(self.facts.day)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of somebody or something in a note: in its text (`sentence`) or in a field."""

    source: str
    position: SourcePosition
    sentence: str = ""
    field: str = ""


@dataclass(frozen=True)
class KnowledgeBase:
    """The data of all notes, linked. The mappings are ordered by id."""

    me: Note | None
    people: Mapping[str, Person]
    companies: Mapping[str, Company]
    interviews: Mapping[str, Interview]
    pages: Mapping[str, Note]
    mentions: Mapping[str, tuple[Mention, ...]]
    """The mentions of each id."""
    targets: Mapping[str, Mapping[str, str]]
    """For each note's path, the id that each linked word of its body refers to."""
    problems: tuple[Problem, ...]
    my_jobs: tuple[Job, ...] = ()
    my_schools: tuple[School, ...] = ()
    contacts: ContactBook = field(default_factory=ContactBook)
    """Everybody in the exported files."""

    @property
    def my_name(self) -> str:
        """Return your name from your note, else "Me"."""
        return name_of(self.me) if self.me else "Me"

    def name(self, node: str) -> str:
        """Return the name of an id, or the id itself if it has none."""
        if node == ME:
            return self.my_name
        entry = self.people.get(node) or self.companies.get(node) or self.interviews.get(node)
        if entry:
            return entry.name
        return name_of(self.pages[node]) if node in self.pages else node

    def short_name(self, node: str) -> str:
        """Return what to call a person in a sentence: the first name if it is unique, else the full name."""
        return self._first_names.get(node) or self.name(node)

    @cached_property
    def _first_names(self) -> Mapping[str, str]:
        """Return the first names that belong to a single person and nothing else."""
        names = {
            person.id: given_name(person.name, person.facts.aliases)
            for person in self.people.values()
            if person.has_page
        }
        counts = Counter(map(fold, names.values())) + Counter(fold(company.name) for company in self.companies.values())
        return {person: name for person, name in names.items() if counts[fold(name)] == 1}

    def backlinks(self, node: str) -> list[Mention]:
        """Return the sentences in other notes that link to an id."""
        return [mention for mention in self.mentions.get(node, ()) if mention.sentence and mention.source != node]

    def staff(self, company: str) -> list[tuple[Person, list[Job]]]:
        """Return everyone who works or worked at a company, with their positions there, by id."""
        return self._staff.get(company, [])

    def subsidiaries(self, company: str) -> list[str]:
        """Return a company's direct and indirect subsidiaries, by id."""
        descendants: set[str] = set()
        frontier = [company]
        while frontier:
            for child in self._children.get(frontier.pop(), ()):
                if child not in descendants and child != company:
                    descendants.add(child)
                    frontier.append(child)
        return sorted(descendants)

    @cached_property
    def stubs(self) -> list[str]:
        """Return the ids of people and companies without a note."""
        people = [person.id for person in self.people.values() if person.note is None and person.has_page]
        return people + [company.id for company in self.companies.values() if company.note is None]

    def note(self, node: str) -> Note | None:
        """Return the note of an id; None for a stub."""
        if node == ME and self.me:
            return self.me
        entry = self.people.get(node) or self.companies.get(node) or self.interviews.get(node)
        return entry.note if entry else self.pages.get(node)

    @cached_property
    def ledgers(self) -> Mapping[str, tuple[Ask, ...]]:
        """Return the requests for introductions to each person and company."""
        people = {person.id: person.asks for person in self.people.values() if person.asks}
        return people | {company.id: company.asks for company in self.companies.values() if company.asks}

    @cached_property
    def asks_of(self) -> Mapping[str, Sequence[Ask]]:
        """Return the requests for introductions by whom they ask."""
        found: dict[str, list[Ask]] = defaultdict(list)
        for ask in (ask for asks in self.ledgers.values() for ask in asks):
            found[ask.via].append(ask)
        return found

    @cached_property
    def _staff(self) -> dict[str, list[tuple[Person, list[Job]]]]:
        index: dict[str, dict[str, list[Job]]] = defaultdict(lambda: defaultdict(list))
        for person in self.people.values():
            for job in person.jobs:
                if job.company:
                    index[job.company][person.id].append(job)
        return {
            company: [(self.people[person], jobs) for person, jobs in by_person.items()]
            for company, by_person in index.items()
        }

    def people_in(self, place: str) -> frozenset[str]:
        """Return the people located in a place, by id."""
        return self._people_in.get(fold(place), frozenset())

    def companies_in(self, industry: str) -> frozenset[str]:
        """Return the companies of an industry, by id."""
        return self._companies_in.get(fold(industry), frozenset())

    @cached_property
    def _people_in(self) -> dict[str, frozenset[str]]:
        return _index(
            (person.id, [person.facts.location] if person.facts.location else []) for person in self.people.values()
        )

    @cached_property
    def _companies_in(self) -> dict[str, frozenset[str]]:
        return _index((company.id, company.facts.industry) for company in self.companies.values())

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = defaultdict(list)
        for company in self.companies.values():
            if company.parent:
                index[company.parent].append(company.id)
        return index

    @cached_property
    def interviews_with(self) -> Mapping[str, list[Interview]]:
        """Return the interviews with each person, newest first; those without a date last."""
        index: dict[str, list[Interview]] = defaultdict(list)
        for interview in self.interviews.values():
            for person in interview.people:
                index[person].append(interview)
        for interviews in index.values():
            interviews.sort(
                key=lambda interview: (day_of(interview.facts.day) if interview.facts.day else date.min, interview.id),
                reverse=True,
            )
        return index

    @cached_property
    def interviews_at(self) -> Mapping[str, list[Interview]]:
        """Return the interviews about each company, by id."""
        index: dict[str, list[Interview]] = defaultdict(list)
        for interview in self.interviews.values():
            if interview.company:
                index[interview.company].append(interview)
        return index


def _index(words_of: Iterable[tuple[str, Iterable[str]]]) -> dict[str, frozenset[str]]:
    """Return the ids for each word, ignoring case."""
    index: dict[str, set[str]] = defaultdict(set)
    for id_, words in words_of:
        for word in words:
            index[fold(word)].add(id_)
    return {word: frozenset(ids) for word, ids in index.items()}


def name_of(note: Note) -> str:
    """Return a note's name: its `name`, else its first heading, else its file's stem made readable."""
    title = note.facts.title if isinstance(note.facts, model.Page) else None
    if name := note.facts.name or title or note.heading:
        return name
    if note.kind == "me":
        return "Me"
    return readable(note.id.rpartition("/")[2])


def schools_of(facts: model.Person | model.Me) -> tuple[School, ...]:
    """Return the schools of a note."""
    return tuple(School(entry.school, entry.start, entry.end) for entry in facts.education)
