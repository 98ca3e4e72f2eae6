"""Ways from one person to another along ties, with at most three intermediaries.

The definitions are in docs/introductions.md, "Ways in". Costs are integers and add up; a way's score is exp(−cost /
1000). The search runs backwards from the target, one intermediary at a time, and keeps the best rest of the way for
each person. This is exact, because a walk that passes anybody twice always costs more than the same walk without its
loop.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wayin.model import ME
from wayin.network.ties import Network, Tie, cost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from wayin.network.willingness import Goals

ANOTHER = 693
"""The cost of each intermediary after the first: round(−1000 · ln 0.5)."""
MOST = 3
"""The most intermediaries of any search."""
ALTERNATIVES = 5


class Way(NamedTuple):
    """A way to somebody. Ways sort by capacity, then cost, then number of people, then their ids.

    >>> way = Way(False, 693, 1, ("me", "people/ada", "people/li"))
    >>> round(way.score, 3), way.intermediaries
    (0.5, ('people/ada',))
    """

    at_capacity: bool
    cost: int
    length: int
    people: tuple[str, ...]
    """Everyone on the way, from the person who asks to the target."""

    @property
    def score(self) -> float:
        """Return how likely an introduction is to arrive, in (0, 1]."""
        return math.exp(-self.cost / 1000)

    @property
    def intermediaries(self) -> tuple[str, ...]:
        """Return everyone between the two ends."""
        return self.people[1:-1]


@dataclass(frozen=True, slots=True)
class Ways:
    """The result of a search for a target."""

    source: str
    target: str
    known: Tie | None
    """The direct tie; somebody known needs no way."""
    ways: tuple[Way, ...]
    """The best way and its alternatives, best first."""
    without: dict[str, Way | None]
    """For each intermediary of the best way, the best way without them; None if there is no other."""


class _Question(NamedTuple):
    """The parameters of a search."""

    source: str
    target: str
    most: int
    goals: Goals
    never: frozenset[str]
    """People who may not be intermediaries: those not to be asked, and the two ends."""


class _Step(NamedTuple):
    """A tie used as a step from an intermediary; its cost includes their readiness."""

    source: str
    cost: int
    inferred: bool
    at_capacity: bool


class _Rest(NamedTuple):
    """The rest of a way from somebody to the target."""

    cost: int
    people: tuple[str, ...]
    inferred: bool
    """Whether it contains an inferred tie."""
    at_capacity: bool
    """Whether it contains somebody at capacity."""
    next: _Rest | None


class Search:
    """A search over a network, created once for any number of questions.

    >>> from wayin.network.willingness import Willingness
    >>> from wayin.network.ties import TieEvidence
    >>> def tie(source, target, quality):
    ...     return Tie(source, target, (TieEvidence("knows", 3, "stated", None, quality, source),))
    >>> ties = {"me": {"ada": tie("me", "ada", 0.8)}, "ada": {"li": tie("ada", "li", 0.5)}}
    >>> search = Search(Network(ties, ("ada", "li", "me"), Willingness({"ada": 0.7})))
    >>> best = search.best("li")
    >>> best.people, round(best.score, 2)
    (('me', 'ada', 'li'), 0.28)
    """

    def __init__(self, network: Network, most: int = 2) -> None:
        """Search this network, by default with at most `most` intermediaries, 1 to 3."""
        self.network, self.most = network, most
        self._best: dict[_Question, Way | None] = {}
        self._ways: dict[_Question, Ways] = {}
        self._first_steps: dict[str, Mapping[str, list[_Step]]] = {}

    @cached_property
    def _steps_to(self) -> Mapping[str, list[_Step]]:
        """Return the steps of intermediaries to each person, for goals nobody was asked about."""
        steps: dict[str, list[_Step]] = defaultdict(list)
        for source, ties in self.network.ties.items():
            if source != ME:
                for target in ties:
                    if step := self._step(source, target, ()):
                        steps[target].append(step)
        return steps

    def _step(self, source: str, target: str, goals: Goals) -> _Step | None:
        """Return the step from an intermediary to the next person; None if they don't introduce."""
        willingness, tie = self.network.willingness, self.network.ties[source][target]
        readiness = willingness.readiness(source, target, goals)
        if not readiness:
            return None
        return _Step(source, tie.cost + cost(readiness), tie.inferred, willingness.is_at_capacity(source, goals))

    def _steps_of_contacts(self, source: str) -> Mapping[str, list[_Step]]:
        """Return the possible second steps of a way from somebody: those of the people they know."""
        if source not in self._first_steps:
            contacts = self.network.ties.get(source, {})
            self._first_steps[source] = {
                target: [step for step in steps if step.source in contacts] for target, steps in self._steps_to.items()
            }
        return self._first_steps[source]

    def _steps(self, person: str, question: _Question, asked: Collection[str], *, is_first: bool) -> list[_Step]:
        """Return the steps that lead to a person.

        Args:
            person: where the steps lead.
            question: the parameters of the search.
            asked: who was asked about its goals, and so has a different cost.
            is_first: whether to return only steps of people the source knows.
        """
        every, never = self._steps_of_contacts(question.source) if is_first else self._steps_to, question.never
        steps = [step for step in every.get(person, ()) if step.source not in never]
        if asked:
            again = (
                self._step(step.source, person, question.goals) if step.source in asked else step for step in steps
            )
            steps = [step for step in again if step]
        return steps

    def first_cost(self, source: str, first: str, following: str) -> int:
        """Return the cost of the tie to the first intermediary; less for your own if they offered the next step."""
        tie = self.network.ties[source][first]
        offer = self.network.willingness.offers.get((first, following)) if source == ME else None
        return min(tie.cost, cost(offer)) if offer else tie.cost

    def qualities(self, way: Way) -> list[float]:
        """Return the quality of each tie of a way, the first one's at least the value of an offer of the next step."""
        ties, willingness = self.network.ties, self.network.willingness
        tie_qualities = [
            ties[source][target].quality for source, target in zip(way.people, way.people[1:], strict=False)
        ]
        me, first, following = way.people[:3]
        offer = willingness.offers.get((first, following), 0.0) if me == ME else 0.0
        return [max(tie_qualities[0], offer), *tie_qualities[1:]]

    # --- questions ----------------------------------------------------------------------------------------------------

    def ways(
        self, target: str, *,
        source: str = ME, most: int | None = None, without: Collection[str] = (), company: str = "",
    ) -> Ways:  # fmt: skip
        """Return the ways to a person: the best, its alternatives, and what remains if somebody on it says no.

        Args:
            target: the person to reach.
            source: who asks.
            most: the most intermediaries, 1 to 3; by default the search's limit.
            without: people to avoid.
            company: the company to reach them at; asks about it count as asks about them.
        """
        question = self._question(target, source, most, without, company)
        if question not in self._ways:
            self._ways[question] = self._search(question)
        return self._ways[question]

    def _search(self, question: _Question) -> Ways:
        firsts = self._best_by_first(question)
        self._best[question] = next(iter(firsts), None)
        ways = alternatives(firsts)
        between = ways[0].intermediaries if ways else ()
        remaining = {person: self._best_without(person, firsts, question) for person in between}
        known = self.network.tie(question.source, question.target)
        return Ways(question.source, question.target, known, tuple(ways), remaining)

    def best(
        self, target: str, *,
        source: str = ME, most: int | None = None, without: Collection[str] = (), company: str = "",
    ) -> Way | None:  # fmt: skip
        """Return the best way to a person, if any; the arguments are those of `ways`."""
        question = self._question(target, source, most, without, company)
        if question not in self._best:
            self._best[question] = next(iter(self._best_by_first(question)), None)
        return self._best[question]

    def every(
        self, target: str, *,
        source: str = ME, most: int | None = None, without: Collection[str] = (), company: str = "",
    ) -> list[Way]:  # fmt: skip
        """Return every simple path within the limit, best first, without selecting alternatives."""
        return sorted(self._paths(self._question(target, source, most, without, company)))

    def _question(
        self, target: str, source: str, most: int | None, without: Collection[str], company: str
    ) -> _Question:  # fmt: skip
        goals = (target, company) if company else (target,)
        never = frozenset({*without, source, target}) | self.network.willingness.out(goals)
        return _Question(source, target, most or self.most, goals, never)

    # --- the search ---------------------------------------------------------------------------------------------------

    def _best_by_first(self, question: _Question) -> list[Way]:
        """Return the best way for each first intermediary, best first, without detours."""
        source, target = question.source, question.target
        if source == target:
            return []
        contacts = self.network.ties.get(source, {})
        asked = self.network.willingness.concerned(question.goals)
        best: dict[str, Way] = {}
        rests: dict[str, list[_Rest]] = {target: [_Rest(0, (target,), False, False, None)]}
        for length in range(1, question.most + 1):
            longer: dict[str, list[_Rest]] = defaultdict(list)
            for person, known in rests.items():
                for step in self._steps(person, question, asked, is_first=length == question.most):
                    if step.source in contacts:
                        self._begin(best, source, step, person, known, length)
                    if length < question.most:
                        longer[step.source] += (
                            _Rest(
                                rest.cost + step.cost + ANOTHER, (step.source, *rest.people),
                                rest.inferred or step.inferred, rest.at_capacity or step.at_capacity, rest,
                            )
                            for rest in known
                            if not (rest.inferred and step.inferred) and step.source not in rest.people
                        )  # fmt: skip
            rests = {person: _worth_keeping(options, contacts) for person, options in longer.items()}
        return sorted(best.values())

    def _begin(
        self, best: dict[str, Way], source: str, step: _Step, following: str, rests: list[_Rest], length: int
    ) -> None:
        """Combine a first intermediary with each rest of a way; keep the result if it is their best."""
        first = step.source
        tie = self.network.ties[source][first]
        up = self.first_cost(source, first, following) + step.cost
        for rest in rests:
            if tie.inferred + step.inferred + rest.inferred > 1 or first in rest.people:
                continue
            rank = step.at_capacity or rest.at_capacity, up + rest.cost
            if first in best and rank > best[first][:2]:
                continue
            way = Way(*rank, length, (source, first, *rest.people))
            if (first not in best or way < best[first]) and not self._is_detour(source, way.cost, rest):
                best[first] = way

    def _is_detour(self, source: str, total: int, rest: _Rest) -> bool:
        """Return whether the source knows somebody later on the way at no higher cost than the way up to them."""
        contacts, at = self.network.ties[source], rest
        while at.next is not None:
            person, following = at.people[:2]
            is_allowed = person in contacts and not (contacts[person].inferred and at.inferred)
            if is_allowed and self.first_cost(source, person, following) <= total - at.cost:
                return True
            at = at.next
        return False

    def _best_without(self, person: str, firsts: list[Way], question: _Question) -> Way | None:
        """Return the best way without somebody, given the best for each first intermediary."""
        for way in firsts:
            if person not in way.people:
                return way  # the ways are sorted, so none is better
            if way.people[1] != person:
                # The same first intermediary may lead there without them, better than the next one
                return next(iter(self._best_by_first(question._replace(never=question.never | {person}))), None)
        return None

    def _paths(self, question: _Question) -> Iterator[Way]:
        source, contacts = question.source, self.network.ties.get(question.source, {})
        asked = self.network.willingness.concerned(question.goals)

        def before(people: tuple[str, ...], total: int, inferred: int, at_capacity: bool) -> Iterator[Way]:
            first = people[0]
            if len(people) > 1 and first in contacts and inferred + contacts[first].inferred <= 1:
                whole = self.first_cost(source, first, people[1]) + total - ANOTHER
                yield Way(at_capacity, whole, len(people) - 1, (source, *people))
            if len(people) <= question.most:
                for step in self._steps(first, question, asked, is_first=False):
                    if step.source not in people and inferred + step.inferred <= 1:
                        yield from before(
                            (step.source, *people), total + step.cost + ANOTHER, inferred + step.inferred,
                            at_capacity or step.at_capacity,
                        )  # fmt: skip

        if source != question.target:
            yield from before((question.target,), 0, 0, False)


def _worth_keeping(rests: list[_Rest], contacts: Collection[str]) -> list[_Rest]:
    """Return the rests from a person that may still be part of a best way, in order.

    Of equal ones the best is enough, unless it may turn out to be a detour; that is impossible if nobody after the
    first is known.
    """
    kept: list[_Rest] = []
    settled: set[tuple[bool, bool]] = set()
    for rest in sorted(rests):
        alike = rest.inferred, rest.at_capacity
        if alike not in settled:
            kept.append(rest)
            if rest.people[1] not in contacts:
                settled.add(alike)
    return kept


def alternatives(firsts: list[Way], most: int = ALTERNATIVES) -> list[Way]:
    """Return up to five different ways: at most two share their last intermediary, any two at most half of all.

    Args:
        firsts: the best way for each first intermediary, best first.
        most: the most ways to return.
    """
    kept: list[Way] = []
    for way in firsts:
        same_last = sum(other.people[-2] == way.people[-2] for other in kept)
        if same_last < 2 and all(_shared(way, other) <= 0.5 for other in kept):
            kept.append(way)
            if len(kept) == most:
                break
    return kept


def _shared(way: Way, other: Way) -> float:
    """Return the share of intermediaries that two ways have in common (Jaccard index)."""
    these, those = set(way.intermediaries), set(other.intermediaries)
    return len(these & those) / len(these | those)
