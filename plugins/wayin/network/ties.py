"""Ties: how readily a person responds if another calls, and the evidence for it.

A tie `u → v` is directed. Each `TieEvidence` is one piece of evidence; the one with the best quality counts and the
rest are further reasons. The tables of evidence are in docs/introductions.md.
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
from wayin.network.contact_ties import ContactSource, contact_evidence
from wayin.network.overlaps import SMALL, TINY, YEAR, colleagues, schoolmates, upper_size
from wayin.network.willingness import DAYS_A_MONTH, Willingness, willingness_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase, Person
    from wayin.model import Basis
    from wayin.network.overlaps import Together

REGARD = {1: 0.15, 2: 0.35, 3: 0.55, 4: 0.75, 5: 0.92}
"""The value `b` for each strength of the other's regard."""
FLOOR = {1: 0.30, 2: 0.40, 3: 0.55, 4: 0.70, 5: 0.80}
"""The floor `f`: the share of a tie that never fades (dormant ties stay valuable: Levin, Walter & Murnighan 2011)."""
TRUST: dict[Basis, float] = {
    "stated": 1.0,
    "in-contact": 0.9,
    "worked-together": 0.85,
    "linkedin": 0.6,
    "inferred": 0.35,
}
"""The weight `e` of each kind of evidence."""
ASSUMED = 0.9
"""The factor on a mirrored tie, if nobody said how it is in the other direction."""

NoteSource = Literal[
    "closeness", "contact", "introduced", "knows", "known", "reverse", "offered", "together", "colleagues", "school"
]  # fmt: skip
Source = ContactSource | NoteSource


@dataclass(frozen=True, slots=True)
class TieEvidence:
    """A piece of evidence for a tie."""

    source: Source
    """Its line in the table; `known` mirrors `knows` without `reverse`."""
    strength: int
    evidence: Basis
    last_contact: date | None
    quality: float
    note: str
    """The id of the note it comes from; for colleagues the company's, for schools the name."""
    assumed: bool = False
    context: str = ""
    """The note's own reason."""
    ended: bool = False
    """For colleagues and schools, whether that time is over."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A directed tie with all its evidence, best first."""

    source: str
    target: str
    evidence: tuple[TieEvidence, ...]
    inferred: bool = field(init=False)
    """Whether all its evidence is inferred."""
    cost: int = field(init=False)
    """round(−1000 · ln q): an integer, so that sums agree in every language and order."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "inferred", all(item.evidence == "inferred" for item in self.evidence))
        object.__setattr__(self, "cost", cost(self.evidence[0].quality))

    @property
    def best(self) -> TieEvidence:
        """Return the evidence that counts."""
        return self.evidence[0]

    @property
    def quality(self) -> float:
        """Return q in (0, 1]: how readily the target responds when the source calls."""
        return self.evidence[0].quality


@dataclass(frozen=True)
class Network:
    """All ties, and who introduces how readily; computed once for all searches."""

    ties: Mapping[str, Mapping[str, Tie]]
    """The ties from each person, by target; both levels are ordered by id."""
    people: tuple[str, ...]
    """All people's ids and `me`, in order."""
    willingness: Willingness
    """Who may be asked about what."""
    contact: Mapping[str, Contact] = field(default_factory=dict)
    """Your own contact with each person who has any."""

    def tie(self, source: str, target: str) -> Tie | None:
        """Return the tie between two people, if any."""
        return self.ties.get(source, {}).get(target)


def cost(quality: float) -> int:
    """Return a quality in (0, 1] as an integer cost: round(−1000 · ln quality).

    Raises:
        ValueError: if the quality is 0 or less.

    >>> cost(1), cost(0.5), cost(0.7)
    (0, 693, 357)
    """
    return round(-1000 * math.log(quality))


@lru_cache(maxsize=65536)
def fading(strength: int, last_contact: date | None, today: date) -> float:
    """Return the share `r` of a tie that is left since the last known contact, never below its floor.

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
    """Return the network of a knowledge base on a given day."""
    return _Gatherer(kb, clock).network()


class _Gatherer:
    """Collects the evidence of every tie, one line of the table at a time."""

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
            best_first = sorted(evidence, key=_best_first) if len(evidence) > 1 else evidence
            ties[source][target] = Tie(source, target, tuple(best_first))
        people = tuple(sorted([*self.kb.people, ME]))
        return Network(dict(ties), people, willingness_of(self.kb, self.clock), self.contact)

    def _add(
        self, source: str, target: str, origin: Source, strength: int, evidence: Basis, last: date | None,
        note: str, *, assumed: bool = False, context: str = "", ended: bool = False,
    ) -> None:  # fmt: skip
        # Nobody is reached through the user, so ties towards them are of no use
        if target == ME or source == target:
            return
        # People who may be the same can't introduce each other
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
        for evidence in contact_evidence(self.kb.contacts):
            if evidence.source == ME and self.kb.people[evidence.target].facts.closeness is not None:
                continue
            self._add(
                evidence.source, evidence.target, evidence.origin, evidence.strength, evidence.evidence, evidence.last,
                evidence.target, context=evidence.context,
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
            for source, target in permutations(interview.people, 2):
                self._add(source, target, "together", 2, "inferred", day, interview.id)

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
