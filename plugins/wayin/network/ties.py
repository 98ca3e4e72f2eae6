"""Ties: if one person calls, how readily does the other respond, and what says so.

A tie `u → v` is directed. Each `TieEvidence` is one thing the notes say about it; the evidence of the best quality
counts and the rest stays as further reasons. The table of evidence is that of "Ties and warm introductions".
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of
from wayin.knowledge import Contact, contacts
from wayin.model import ME
from wayin.network.asking import DAYS_A_MONTH, Asking, asking
from wayin.network.contact_ties import ContactSource, contact_evidence
from wayin.network.overlaps import SMALL, TINY, YEAR, colleagues, schoolmates, upper_size

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase, Person
    from wayin.model import Basis
    from wayin.network.overlaps import Together

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

NoteSource = Literal[
    "closeness", "contact", "introduced", "knows", "known", "reverse", "offered", "together", "colleagues", "school"
]  # fmt: skip
Source = ContactSource | NoteSource


@dataclass(frozen=True, slots=True)
class TieEvidence:
    """One thing the notes say about a tie."""

    source: Source
    """Which line of the table this is; `known` is the mirror of `knows` where `reverse` is absent."""
    strength: int
    evidence: Basis
    last_contact: date | None
    quality: float
    note: str
    """The id of the note that says so; of the company, for colleagues; the name of the school."""
    assumed: bool = False
    context: str = ""
    """The reason given in the note, in its own words."""
    ended: bool = False
    """For colleagues and schools: whether that time is over."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A directed tie with everything that speaks for it, best first."""

    source: str
    target: str
    evidence: tuple[TieEvidence, ...]
    inferred: bool = field(init=False)
    """Whether all of its evidence is inferred."""
    cost: int = field(init=False)
    """round(−1000 · ln q): whole numbers, so that every language and order of adding agrees."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "inferred", all(item.evidence == "inferred" for item in self.evidence))
        object.__setattr__(self, "cost", cost(self.evidence[0].quality))

    @property
    def best(self) -> TieEvidence:
        """The evidence that counts."""
        return self.evidence[0]

    @property
    def quality(self) -> float:
        """Q in (0, 1]: how readily the target responds when the source calls."""
        return self.evidence[0].quality


@dataclass(frozen=True)
class Network:
    """Who is tied to whom, and who introduces how readily; computed once, used by every search."""

    ties: Mapping[str, Mapping[str, Tie]]
    """The ties that leave each person, by target; both levels ordered by id."""
    people: tuple[str, ...]
    """Every person's id and `me`, in order."""
    asking: Asking
    """Who may be asked for what."""
    contact: Mapping[str, Contact] = field(default_factory=dict)
    """My own contact with each person who has any."""

    def tie(self, source: str, target: str) -> Tie | None:
        """Return the tie between two people, if there is one."""
        return self.ties.get(source, {}).get(target)


def cost(quality: float) -> int:
    """Return a quality in (0, 1] as a whole-number cost: round(−1000 · ln quality).

    Raises:
        ValueError: if the quality is 0 or less.

    >>> cost(1), cost(0.5), cost(0.7)
    (0, 693, 357)
    """
    return round(-1000 * math.log(quality))


@lru_cache(maxsize=65536)
def fading(strength: int, last_contact: date | None, today: date) -> float:
    """Return the share `r` that the time since the last known contact leaves of a tie, never below its floor.

    r = f + (1 − f) · 2^(−m/24), m = months (days / 30.44, not below 0); an unknown date gives (f + 1) / 2.

    >>> from datetime import date
    >>> fading(4, None, date(2026, 10, 17)), fading(4, date(2026, 10, 17), date(2026, 10, 17))
    (0.85, 1.0)
    """
    floor = FLOOR[strength]
    if last_contact is None:
        return (floor + 1) / 2
    months = max(0, (today - last_contact).days) / DAYS_A_MONTH
    return floor + (1 - floor) * math.pow(2, -months / 24)


def network(kb: KnowledgeBase, clock: Clock) -> Network:
    """Return the network that a knowledge base shows on a given day."""
    return _Gatherer(kb, clock).network()


class _Gatherer:
    """Gathers the evidence of every tie, one line of the table at a time."""

    def __init__(self, kb: KnowledgeBase, clock: Clock) -> None:
        self.kb, self.clock, self.today = kb, clock, clock.today
        self.evidence: dict[tuple[str, str], list[TieEvidence]] = defaultdict(list)
        self.contact = contacts(kb, clock)
        self.doubtful = {frozenset((same.contact, same.other)) for same in kb.contacts.same}

    def network(self) -> Network:
        for person in self.kb.people.values():
            self._mine(person)
            self._introduced(person)
            self._knows(person)
        self._interviews()
        for pair in colleagues(self.kb, self.today):
            self._colleagues(pair)
        for pair in schoolmates(self.kb, self.today):
            self._together("school", pair, 1, "inferred")
        self._from_files()
        ties: dict[str, dict[str, Tie]] = defaultdict(dict)
        for (source, target), evidence in sorted(self.evidence.items()):
            ties[source][target] = Tie(source, target, tuple(sorted(evidence, key=_best_first)))
        people = tuple(sorted([*self.kb.people, ME]))
        return Network(dict(ties), people, asking(self.kb, self.clock), self.contact)

    def _add(
        self, source: str, target: str, origin: Source, strength: int, evidence: Basis, last: date | None,
        note: str, *, assumed: bool = False, context: str = "", ended: bool = False,
    ) -> None:  # fmt: skip
        # Nobody is reached through me, so a tie towards me is of no use to any way
        if target == ME or source == target:
            return
        # Nobody is introduced to who they may be themselves
        if evidence == "inferred" and self.doubtful and frozenset((source, target)) in self.doubtful:
            return
        last = self.clock.past(last)
        quality = REGARD[strength] * TRUST[evidence] * fading(strength, last, self.today)
        if assumed:
            quality *= ASSUMED
        self.evidence[source, target].append(
            TieEvidence(origin, strength, evidence, last, quality, note, assumed, context, ended)
        )

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
            strength, context = entry.strength or 3, entry.context or ""
            self._add(
                person.id, entry.person, "knows", strength, entry.evidence, entry.last, person.id, context=context
            )
            self._add(
                entry.person, person.id, "reverse" if entry.reverse else "known", entry.reverse or strength,
                entry.evidence, entry.last, person.id, assumed=entry.reverse is None, context=context,
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

    def _colleagues(self, pair: Together) -> None:
        size = upper_size(self.kb.companies[pair.place].facts.size)
        if size is not None and size <= SMALL and pair.days >= YEAR:
            self._together("colleagues", pair, 3, "worked-together")
        elif size is not None and size <= TINY and ME in (pair.one, pair.other):
            self._together("colleagues", pair, 2, "worked-together")
        else:
            self._together("colleagues", pair, 2, "inferred")

    def _together(self, origin: Source, pair: Together, strength: int, evidence: Basis) -> None:
        for source, target in ((pair.one, pair.other), (pair.other, pair.one)):
            ended = pair.last < self.today
            self._add(source, target, origin, strength, evidence, pair.last, pair.place, ended=ended)


def _best_first(item: TieEvidence) -> tuple[float, bool, bool, str, str, str]:
    return (-item.quality, item.evidence == "inferred", item.assumed, item.source, item.note, item.context)
