"""Who may be asked for an introduction, and how readily they make it: willing · load · waiting of a step.

The definitions are in docs/introductions.md, "Whom you asked, and who offered". The *goals* of an introduction are the
person to reach, and the company to reach them at, if that was the question.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from wayin.clock import day_of, days_after
from wayin.knowledge.names import fold
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wayin.clock import Clock
    from wayin.knowledge import Ask, KnowledgeBase, Person

Goals = tuple[str, ...]

WILLING = {"yes": 1.0, "ask": 0.7, "reluctant": 0.3, "no": 0.0}
"""The willingness for each value of `introduces`."""
LOAD = 0.8
"""The factor on readiness for each open ask about other targets."""
CAPACITY = 3
"""The number of open asks about other targets from which a person is at capacity."""
RECENT = 90
"""Days for which an open ask weighs on the person asked."""
SILENCE, HALF_SILENCE = 14, 14
"""Days of silence after which an ask counts less, and days to halve it."""
PROMISE, HALF_PROMISE = 45, 30
"""The same for an introduction that was agreed to and not made."""
DISCREET = 0.5
"""The factor for people at your present employer who don't know that you are looking."""
MOOD, HALF_MOOD = 0.75, 4
"""The least quality of your tie to somebody who offered an introduction, and the months that halve it."""
DAYS_A_MONTH = 30.44
LEAST = 1e-100
"""The least value that silence leaves, so that it has a finite cost."""
NEVER = frozenset({"confidential", "conflict"})
"""Tags of people who are never asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The asks of a person about a target."""

    open: tuple[date, ...]
    """The days of open asks in the last 90 days, in order."""
    latest: date
    """The day of the latest news of any kind."""
    waiting: float
    """The factor for the silence since the latest ask, in (0, 1]."""


@dataclass(frozen=True)
class Willingness:
    """Who may be asked about what, and how readily they introduce."""

    willing: Mapping[str, float]
    """How willing each person is to introduce you; 0 for those who don't, or must not be asked."""
    offers: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Who offered, in a held interview, an introduction to whom, with the least quality of your tie to them for it."""
    declined: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each person or company asked about, who declined."""
    asked: Mapping[str, Mapping[str, Asked]] = field(default_factory=dict)
    """For each person or company asked about, the asks of each person."""
    colleagues: frozenset[str] = frozenset()
    """People at your present employer who don't know that you are looking."""
    never: frozenset[str] = frozenset()
    """People who must never be asked."""
    not_for: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each person or company, who must not be asked about them."""

    @cached_property
    def open_asks(self) -> Mapping[str, tuple[date, ...]]:
        """Return the days of each person's open asks, in order."""
        days: dict[str, list[date]] = defaultdict(list)
        for vias in self.asked.values():
            for via, asked in vias.items():
                days[via] += asked.open
        return {via: tuple(sorted(open_)) for via, open_ in sorted(days.items()) if open_}

    @cached_property
    def _count(self) -> Mapping[str, int]:
        return {via: len(days) for via, days in self.open_asks.items()}

    @cached_property
    def _ever_asked(self) -> frozenset[str]:
        return frozenset().union(self.open_asks, *self.asked.values())

    def load(self, person: str, goals: Goals = ()) -> int:
        """Return the number of a person's open asks about other targets.

        >>> asked = Asked((date(2026, 10, 1),), date(2026, 10, 1), 1.0)
        >>> asking = Willingness({"people/ada": 1.0}, asked={"people/li": {"people/ada": asked}})
        >>> asking.load("people/ada"), asking.load("people/ada", ("people/li",))
        (1, 0)
        """
        every = self._count.get(person, 0)
        return every - sum(len(asked.open) for asked in self._about(person, goals)) if every else 0

    def waiting(self, person: str, goals: Goals) -> float:
        """Return the factor for the silence since a person was last asked for these goals."""
        return max(
            self._about(person, goals), key=lambda asked: (asked.latest, -asked.waiting), default=_NOTHING
        ).waiting

    def _about(self, person: str, goals: Goals) -> list[Asked]:
        return [vias[person] for goal in goals if person in (vias := self.asked.get(goal, {}))]

    def readiness(self, person: str, following: str, goals: Goals = ()) -> float:
        """Return willing · load · waiting of the step from a person to the next on a way; 0 if they can't be asked."""
        willing = self.willing.get(person, 0.0)
        if not willing or person in self.not_for.get(following, ()):
            return 0.0
        return self.ready(person, 1.0 if (person, following) in self.offers else willing, goals)

    def ready(self, person: str, willing: float, goals: Goals = ()) -> float:
        """Return a willingness reduced by the person's load and silence."""
        discreet = DISCREET if person in self.colleagues else 1.0
        if person not in self._ever_asked:
            return willing * discreet
        return willing * discreet * LOAD ** self.load(person, goals) * self.waiting(person, goals)

    def is_at_capacity(self, person: str, goals: Goals = ()) -> bool:
        """Return whether a person has enough open asks already."""
        return self.load(person, goals) >= CAPACITY

    def out(self, goals: Goals) -> frozenset[str]:
        """Return who must not be asked for these goals, or has declined."""
        return frozenset().union(*(group.get(goal, ()) for goal in goals for group in (self.declined, self.not_for)))

    def concerned(self, goals: Goals) -> frozenset[str]:
        """Return who was asked for these goals, so that their steps cost more or less than for others."""
        return frozenset(chain.from_iterable(self.asked.get(goal, ()) for goal in goals))


_NOTHING = Asked((), date.min, 1.0)


def willingness_of(kb: KnowledgeBase, clock: Clock) -> Willingness:
    """Return who may be asked about what on a given day, according to the notes."""
    never = frozenset(person.id for person in kb.people.values() if _is_never_asked(person))
    employers = {job.company for job in kb.my_jobs if job.company and job.is_current(clock.today)}
    now = {
        company: [person for person, jobs in kb.staff(company) if any(job.is_current(clock.today) for job in jobs)]
        for company in {*employers, *(node for person in kb.people.values() for node in person.not_for)}
    }
    return Willingness(
        willing={
            person.id: 0.0 if person.id in never else WILLING[person.facts.introduces or "ask"]
            for person in kb.people.values()
        },
        offers=_offers(kb, clock),
        declined=_declined(kb),
        asked={target: vias for target, asks in kb.ledgers.items() if (vias := asked_about(asks, clock))},
        colleagues=frozenset(
            person.id for company in employers for person in now[company] if not person.facts.knows_i_look
        ),
        never=never,
        not_for=_not_for(kb, now),
    )


def _is_never_asked(person: Person) -> bool:
    return person.facts.confidential or any(fold(tag.removeprefix("#")) in NEVER for tag in person.facts.tags)


def _not_for(kb: KnowledgeBase, now: Mapping[str, Sequence[Person]]) -> dict[str, frozenset[str]]:
    """Return who must not be asked about each person or company; a company includes its people."""
    spared: dict[str, set[str]] = defaultdict(set)
    for person in kb.people.values():
        for node in person.not_for:
            for target in (node, *(colleague.id for colleague in now.get(node, ()))):
                spared[target].add(person.id)
    return {node: frozenset(people) for node, people in sorted(spared.items())}


def _offers(kb: KnowledgeBase, clock: Clock) -> dict[tuple[str, str], float]:
    latest: dict[tuple[str, str], date] = {}
    for interview in kb.interviews.values():
        if interview.facts.day and interview.is_held(clock):
            day = day_of(interview.facts.day)
            for person in interview.people:
                for offered in interview.introductions:
                    latest[person, offered] = max(day, latest.get((person, offered), day))
    return {
        pair: MOOD * _fade((clock.today - day).days / DAYS_A_MONTH, HALF_MOOD) for pair, day in sorted(latest.items())
    }


def _declined(kb: KnowledgeBase) -> dict[str, frozenset[str]]:
    refusals = {node: frozenset(ask.via for ask in asks if ask.declined) for node, asks in kb.ledgers.items()}
    return {target: people for target, people in refusals.items() if people}


def asked_about(asks: Iterable[Ask], clock: Clock) -> dict[str, Asked]:
    """Return the asks of each person about the target with this ledger."""
    by_via: dict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        if ask.via != ME and asked_on(ask, clock):
            by_via[ask.via].append(ask)
    asked = {}
    for via, entries in sorted(by_via.items()):
        days = [day for ask in entries if is_open(ask) and (day := asked_on(ask, clock))]
        # Of two on the same day the later entry counts
        latest = max(reversed(entries), key=lambda ask: _last_word(ask, clock))
        recent = tuple(sorted(day for day in days if day >= days_after(clock.today, -RECENT)))
        asked[via] = Asked(recent, _last_word(latest, clock), _waiting(latest, clock))
    return asked


def asked_on(ask: Ask, clock: Clock) -> date | None:
    """Return the day an ask started, if known and past: asked, else agreed, made, declined or closed."""
    return next(_days(ask, clock), None)


def _last_word(ask: Ask, clock: Clock) -> date:
    """Return the latest day on which an ask changed its state."""
    return max(_days(ask, clock), default=date.min)


def _days(ask: Ask, clock: Clock) -> Iterator[date]:
    return filter(None, map(clock.past, (ask.asked, ask.agreed, ask.made, ask.declined, ask.closed)))


def is_open(ask: Ask) -> bool:
    """Return whether an ask is neither made, declined nor closed."""
    return ask.state in ("open", "agreed")


def _waiting(ask: Ask, clock: Clock) -> float:
    if not is_open(ask):
        return 1.0
    if agreed := clock.past(ask.agreed):
        return _fade((clock.today - agreed).days - PROMISE, HALF_PROMISE)
    asked = clock.past(ask.asked)
    return _fade((clock.today - asked).days - SILENCE, HALF_SILENCE) if asked else 1.0


def _fade(late: float, half: float) -> float:
    """Return what is left after repeated halving; never 0, so that it has a logarithm."""
    return max(LEAST, 2 ** -(max(0.0, late) / half))
