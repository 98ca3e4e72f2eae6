"""Ties: if one person calls, how readily does the other respond, and what says so.

A tie `u → v` is directed. Each `Row` is one thing the notes say about it; the row of the best quality counts and the
others stay as further reasons. The table of rows is that of "Ties and warm introductions", section "Ties".
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of, days_after
from wayin.knowledge import Contact, contacts
from wayin.model import ME
from wayin.network.contact_ties import ContactSource, contact_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wayin.clock import Clock
    from wayin.knowledge import Job, KnowledgeBase, Person
    from wayin.model import Basis, PartialDate

REGARD = {1: 0.15, 2: 0.35, 3: 0.55, 4: 0.75, 5: 0.92}
"""The worth `b` of each strength of the other's regard."""
FLOOR = {1: 0.30, 2: 0.40, 3: 0.55, 4: 0.70, 5: 0.80}
"""The floor `f`: what of a tie never fades (dormant ties keep their worth: Levin, Walter & Murnighan 2011)."""
TRUST: dict[Basis, float] = {
    "stated": 1.0,
    "in-contact": 0.9,
    "worked-together": 0.85,
    "linkedin": 0.6,
    "inferred": 0.35,
}
"""The weight `e` of the evidence."""
ASSUMED = 0.9
"""What a tie is worth of the one it mirrors, when nobody said how it is the other way."""
MOST_COLLEAGUES = 25
"""A company where more people with notes have ever been ties nobody to anybody."""
DAYS_A_MONTH = 30.44
RECENT = 90
"""How many days an open ask weighs on the one who was asked."""

Source = (
    ContactSource
    | Literal["closeness", "contact", "introduced", "knows", "known", "reverse", "offered", "together", "colleagues"]
)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing the notes say about a tie."""

    source: Source
    """Which line of the table this is; `known` is the mirror of `knows` where `reverse` is absent."""
    strength: int
    evidence: Basis
    last_contact: date | None
    quality: float
    note: str
    """The id of the note that says so; of the company, for colleagues."""
    assumed: bool = False
    context: str = ""
    """The reason given in the note, in its own words."""
    ended: bool = False
    """For colleagues: whether they no longer are."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A directed tie with everything that speaks for it, best first."""

    source: str
    target: str
    rows: tuple[Row, ...]
    inferred: bool = field(init=False)
    """Whether every row that gives it is inferred."""
    cost: int = field(init=False)
    """round(−1000 · ln q): whole numbers, so that every language and order of adding agrees."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "inferred", all(row.evidence == "inferred" for row in self.rows))
        object.__setattr__(self, "cost", cost(self.rows[0].quality))

    @property
    def best(self) -> Row:
        """The row that counts."""
        return self.rows[0]

    @property
    def quality(self) -> float:
        """Q in (0, 1]: how readily the target responds when the source calls."""
        return self.rows[0].quality


@dataclass(frozen=True)
class Network:
    """Who is tied to whom, and who introduces how willingly; computed once, used by every search."""

    ties: Mapping[str, Mapping[str, Tie]]
    """The ties that leave each person, by target; both levels ordered by id."""
    people: tuple[str, ...]
    """Every person's id and `me`, in order."""
    willing: Mapping[str, float]
    """How willing each person is to introduce me; 0 for who does not."""
    open_asks: Mapping[str, int]
    """The open asks of the last 90 days, for those who have any."""
    offers: frozenset[tuple[str, str]]
    """Who offered, in a held interview, to introduce me to whom."""
    declined: Mapping[str, frozenset[str]]
    """For each person or company asked about, who declined to introduce me to them."""
    contact: Mapping[str, Contact]
    """My own contact with each person who has any."""
    asked_on: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """The days of those open asks, in order."""

    def tie(self, source: str, target: str) -> Tie | None:
        """The tie between two people, if there is one."""
        return self.ties.get(source, {}).get(target)


def cost(quality: float) -> int:
    """A quality in (0, 1] as a whole-number cost: round(−1000 · ln quality)."""
    return round(-1000 * math.log(quality))


@lru_cache(maxsize=65536)
def fading(strength: int, last_contact: date | None, today: date) -> float:
    """The share `r` that the time since the last known contact leaves of a tie, never below its floor.

    r = f + (1 − f) · 2^(−m/24), m = months (days / 30.44, not below 0); an unknown date gives (f + 1) / 2.
    """
    floor = FLOOR[strength]
    if last_contact is None:
        return (floor + 1) / 2
    months = max(0, (today - last_contact).days) / DAYS_A_MONTH
    return floor + (1 - floor) * math.pow(2, -months / 24)


def network(kb: KnowledgeBase, clock: Clock) -> Network:
    """The network that a knowledge base shows on a given day."""
    return _Ties(kb, clock).network()


class _Ties:
    """Gathers the rows of every tie, one line of the table at a time."""

    def __init__(self, kb: KnowledgeBase, clock: Clock) -> None:
        self.kb, self.clock, self.today = kb, clock, clock.today
        self.rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self.contact = contacts(kb, clock)

    def network(self) -> Network:
        for person in self.kb.people.values():
            self._mine(person)
            self._introduced(person)
            self._knows(person)
        self._interviews()
        self._colleagues()
        self._from_files()
        ties: dict[str, dict[str, Tie]] = defaultdict(dict)
        for (source, target), rows in sorted(self.rows.items()):
            ties[source][target] = Tie(source, target, tuple(sorted(rows, key=_best_first)))
        open_asks = self._open_asks()
        return Network(
            ties=dict(ties),
            people=tuple(sorted([*self.kb.people, ME])),
            willing={one.id: _willing(one) for one in self.kb.people.values()},
            open_asks={via: len(days) for via, days in open_asks.items()},
            offers=frozenset(self._offers()),
            declined=self._declined(),
            contact=self.contact,
            asked_on=open_asks,
        )

    def _add(
        self, source: str, target: str, origin: Source, strength: int, evidence: Basis, last: date | None,
        note: str, *, assumed: bool = False, context: str = "", ended: bool = False,
    ) -> None:  # fmt: skip
        # Nobody is reached through me, so a tie towards me is of no use to any way
        if target == ME or source == target:
            return
        last = self.clock.past(last)
        quality = REGARD[strength] * TRUST[evidence] * fading(strength, last, self.today)
        if assumed:
            quality *= ASSUMED
        self.rows[source, target].append(Row(origin, strength, evidence, last, quality, note, assumed, context, ended))

    def _mine(self, person: Person) -> None:
        contact = self.contact.get(person.id, Contact())
        if person.facts.closeness is not None:
            self._add(ME, person.id, "closeness", person.facts.closeness, "stated", contact.last, person.id)
        elif contact.count:
            self._add(ME, person.id, "contact", 3 if contact.count > 1 else 2, "stated", contact.last, person.id)

    def _from_files(self) -> None:
        for found in contact_evidence(self.kb.contacts):
            if found.source == ME and self.kb.people[found.target].facts.closeness is not None:
                continue
            self._add(
                found.source, found.target, found.origin, found.strength, found.evidence, found.last, found.target,
                context=found.context,
            )  # fmt: skip

    def _introduced(self, person: Person) -> None:
        if person.introduced_by and person.introduced_by != ME:
            self._add(person.introduced_by, person.id, "introduced", 3, "stated", None, person.id)

    def _knows(self, person: Person) -> None:
        for entry in person.knows:
            strength = entry.strength or 3
            self._add(
                person.id, entry.person, "knows", strength, entry.evidence, entry.last, person.id,
                context=entry.context or "",
            )  # fmt: skip
            self._add(
                entry.person, person.id, "reverse" if entry.reverse else "known", entry.reverse or strength,
                entry.evidence, entry.last, person.id, assumed=entry.reverse is None, context=entry.context or "",
            )  # fmt: skip

    def _interviews(self) -> None:
        for interview in self.kb.interviews.values():
            day = day_of(interview.facts.day) if interview.facts.day else None
            if interview.introduced_by and interview.introduced_by != ME:
                for person in interview.people:
                    self._add(interview.introduced_by, person, "introduced", 3, "stated", day, interview.id)
            if not interview.is_held(self.clock):
                continue
            for person in interview.people:
                for offered in interview.introductions:
                    self._add(person, offered, "offered", 3, "stated", day, interview.id)
            for one, other in permutations(interview.people, 2):
                self._add(one, other, "together", 2, "inferred", day, interview.id)

    def _colleagues(self) -> None:
        for company in self.kb.companies:
            staff = [(person, jobs) for person, jobs in self.kb.staff(company) if person.note or person.contact]
            if len(staff) > MOST_COLLEAGUES:
                continue
            for (one, jobs), (other, others) in combinations(staff, 2):
                ends = [overlap(job, another, self.today) for job in jobs for another in others]
                last = max((end for end in ends if end), default=None)
                if last:
                    for source, target in ((one.id, other.id), (other.id, one.id)):
                        self._add(source, target, "colleagues", 2, "inferred", last, company, ended=last < self.today)

    def _open_asks(self) -> dict[str, tuple[date, ...]]:
        days: dict[str, list[date]] = defaultdict(list)
        recent = days_after(self.today, -RECENT)
        for asks in self.kb.ledgers.values():
            for ask in asks:
                if not ask.made and not ask.declined and ask.asked and recent <= ask.asked <= self.today:
                    days[ask.via].append(ask.asked)
        return {via: tuple(sorted(found)) for via, found in sorted(days.items())}

    def _offers(self) -> Iterator[tuple[str, str]]:
        for interview in self.kb.interviews.values():
            if interview.is_held(self.clock):
                yield from ((person, offered) for person in interview.people for offered in interview.introductions)

    def _declined(self) -> dict[str, frozenset[str]]:
        found = {node: frozenset(ask.via for ask in asks if ask.declined) for node, asks in self.kb.ledgers.items()}
        return {target: who for target, who in found.items() if who}


def overlap(one: Job, other: Job, today: date) -> date | None:
    """The last day on which two positions certainly overlapped (today if both still are held), else None.

    A position without `from` overlaps only with current positions, if it is current itself; of a month or a year only
    what is certain counts: a position begins no later than it ends, and a current one has begun.
    """
    jobs = (one, other)
    if all(job.end is None and (job.start is None or job.start.first <= today) for job in jobs):
        return today
    if one.start is None or other.start is None:
        return None
    begun, other_begun = (_certainly_begun(job.start, job.end, today) for job in jobs if job.start)
    ended, other_ended = (max(job.end.first, job.start.first) if job.end else date.max for job in jobs if job.start)
    certain = begun <= other_ended and other_begun <= ended and max(begun, other_begun) <= today
    return min(today, ended, other_ended) if certain else None


def _certainly_begun(start: PartialDate, end: PartialDate | None, today: date) -> date:
    return min(start.last, end.last if end else max(today, start.first))


def _willing(person: Person) -> float:
    return {"yes": 1.0, "ask": 0.7, "reluctant": 0.3, "no": 0.0}[person.facts.introduces or "ask"]


def _best_first(row: Row) -> tuple[float, bool, bool, str, str, str]:
    return (-row.quality, row.evidence == "inferred", row.assumed, row.source, row.note, row.context)
