"""Ways from one person to another, along ties, by way of at most three intermediaries.

The definitions are those of "Ties and warm introductions". Costs are whole numbers and add up; a way's score is
exp(−cost / 1000). The search runs backwards from the target, one intermediary at a time, and keeps for each person
the best rest of the way; this is exact, because a walk that passes anybody twice always costs more than the same walk
without its loop.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from wayin.model import ME
from wayin.network.ties import Network, Tie, cost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

Tier = Literal["warm", "promising", "possible", "long shot"]

ANOTHER = 693
"""What each intermediary after the first adds to the cost: round(−1000 · ln 0.5)."""
LOAD = 0.8
"""What each open ask leaves of a person's readiness to introduce."""
CAPACITY = 3
"""From this many open asks on a person is at capacity."""
MOST = 3
"""The most intermediaries that are ever searched for."""

_BY_SCORE: tuple[tuple[float, Tier], ...] = ((0.25, "warm"), (0.10, "promising"), (0.03, "possible"))
_BY_TIE: tuple[tuple[float, Tier], ...] = ((0.5, "warm"), (0.3, "promising"), (0.12, "possible"))
TIERS: tuple[Tier, ...] = ("warm", "promising", "possible", "long shot")


class Way(NamedTuple):
    """A way to somebody. Ways sort by what counts: not at capacity, then cost, then how many people, then their ids."""

    at_capacity: bool
    cost: int
    length: int
    people: tuple[str, ...]
    """Everyone on the way, from who asks to who is reached."""

    @property
    def score(self) -> float:
        """How likely an introduction is to arrive, in (0, 1]."""
        return math.exp(-self.cost / 1000)

    @property
    def intermediaries(self) -> tuple[str, ...]:
        """Everyone between the two ends."""
        return self.people[1:-1]


@dataclass(frozen=True, slots=True)
class Ways:
    """What a search for one target found."""

    source: str
    target: str
    known: Tie | None
    """The direct tie: a person known needs no way."""
    ways: tuple[Way, ...]
    """The best way and its alternatives, best first."""
    without: dict[str, Way | None]
    """For each intermediary of the best way, the best way without them; None: the only way in."""


def tier(score: float, weakest: float) -> Tier:
    """The word for a way of this score whose weakest tie has the quality `weakest`."""
    by_score: Tier = next((name for least, name in _BY_SCORE if score >= least), "long shot")
    by_tie = tie_tier(weakest)
    return by_score if TIERS.index(by_score) >= TIERS.index(by_tie) else by_tie


def tie_tier(quality: float) -> Tier:
    """The word for a tie of this quality."""
    return next((name for least, name in _BY_TIE if quality >= least), "long shot")


class _Step(NamedTuple):
    """One tie as a step of a way that leaves an intermediary: the tie, their willingness and their load in one cost."""

    source: str
    cost: int
    inferred: bool
    at_capacity: bool


# What is left to go from somebody to the target: whether an inferred tie and somebody at capacity are on it, ...
_State = tuple[bool, bool]
# ... and the best such rest of the way: its cost, and the people on it
_Rest = tuple[int, tuple[str, ...]]
# What is asked of a search: from whom, to whom, by way of how many, and who is left out
_Asked = tuple[str, str, int, frozenset[str]]


class Search:
    """Searches one network; made once and asked as often as needed."""

    def __init__(self, network: Network, most: int = 2) -> None:
        """Args: the network; the most intermediaries of a way, 1 to 3, unless a question says otherwise."""
        self.network, self.most = network, most
        self._best: dict[_Asked, Way | None] = {}
        self._ways: dict[_Asked, Ways] = {}
        self._first_steps: dict[str, Mapping[str, list[_Step]]] = {}

    @cached_property
    def _steps_to(self) -> dict[str, list[_Step]]:
        """The steps by which an intermediary can lead to each person."""
        steps: dict[str, list[_Step]] = defaultdict(list)
        for source, ties in self.network.ties.items():
            if source == ME:
                continue
            for target in ties:
                if step := self._step(source, target):
                    steps[target].append(step)
        return steps

    def _step(self, source: str, target: str) -> _Step | None:
        """The step from an intermediary to the next person; None when they do not introduce."""
        tie = self.network.ties[source][target]
        willing = self.network.willing.get(source, 0.0)
        if not willing:
            return None
        if (source, target) in self.network.offers:
            willing = 1.0
        asks = self.network.open_asks.get(source, 0)
        return _Step(source, tie.cost + cost(willing * LOAD**asks), tie.inferred, asks >= CAPACITY)

    # --- questions ----------------------------------------------------------------------------------------------------

    def ways(
        self, target: str, *, source: str = ME, most: int | None = None, without: Collection[str] = (),
        declined_for: str = "",
    ) -> Ways:  # fmt: skip
        """The ways to a person: the best, its alternatives, and what remains if somebody on it says no.

        Args:
            target: the person to reach.
            source: who asks.
            most: the most intermediaries, 1 to 3, if not as many as the search allows.
            without: people who are not to be asked.
            declined_for: a further target (the person's company) whose declined asks take people out.
        """
        asked = (source, target, most or self.most, self._out(target, without, declined_for))
        if asked not in self._ways:
            self._ways[asked] = self._search(*asked)
        return self._ways[asked]

    def _search(self, source: str, target: str, most: int, out: frozenset[str]) -> Ways:
        firsts = self._best_by_first(source, target, most, out)
        found = alternatives(firsts)
        self._best[source, target, most, out] = next(iter(firsts), None)
        remaining: dict[str, Way | None] = {}
        if found:
            for person in found[0].intermediaries:
                remaining[person] = self._best_without(person, firsts, source, target, most, out)
        return Ways(source, target, self.network.tie(source, target), tuple(found), remaining)

    def best(
        self, target: str, *, source: str = ME, most: int | None = None, without: Collection[str] = (),
        declined_for: str = "",
    ) -> Way | None:  # fmt: skip
        """The best way to a person, or None."""
        asked = (source, target, most or self.most, self._out(target, without, declined_for))
        if asked not in self._best:
            self._best[asked] = next(iter(self._best_by_first(*asked)), None)
        return self._best[asked]

    def every(
        self, target: str, *, source: str = ME, most: int | None = None, without: Collection[str] = (),
        declined_for: str = "",
    ) -> list[Way]:  # fmt: skip
        """Every simple path within the limit, best first, without any choice of alternatives."""
        out = self._out(target, without, declined_for)
        return sorted(self._paths(source, target, most or self.most, out))

    def _out(self, target: str, without: Collection[str], declined_for: str) -> frozenset[str]:
        declined = self.network.declined
        return frozenset(without) | declined.get(target, frozenset()) | declined.get(declined_for, frozenset())

    # --- the search ---------------------------------------------------------------------------------------------------

    def _best_by_first(self, source: str, target: str, most: int, out: frozenset[str]) -> list[Way]:
        """The best way for each first intermediary, best first."""
        if source == target:
            return []
        contacts = self.network.ties.get(source, {})
        best: dict[str, Way] = {}
        rests: dict[str, dict[_State, _Rest]] = {target: {(False, False): (0, (target,))}}
        for layer in range(1, most + 1):
            steps = self._steps_to if layer < most else self._steps_of_contacts(source)
            rests = self._one_more(rests, steps, {*out, source, target})
            for first, states in rests.items():
                if first in contacts:
                    tie = contacts[first]
                    for (inferred, at_capacity), (total, people) in states.items():
                        if inferred and tie.inferred:
                            continue
                        way = Way(at_capacity, tie.cost + total - ANOTHER, layer, (source, *people))
                        if first not in best or way < best[first]:
                            best[first] = way
        return sorted(best.values())

    def _best_without(
        self, person: str, firsts: list[Way], source: str, target: str, most: int, out: frozenset[str]
    ) -> Way | None:
        """The best way without somebody, given the best for each first intermediary."""
        for way in firsts:
            if person not in way.people:
                return way  # none is better even with them
            if way.people[1] != person:
                # Its first intermediary may lead there without them, and better than the next
                return next(iter(self._best_by_first(source, target, most, out | {person})), None)
        return None

    def _steps_of_contacts(self, source: str) -> Mapping[str, list[_Step]]:
        """The steps that somebody can begin with: those of the people they know."""
        if source not in self._first_steps:
            contacts = self.network.ties.get(source, {})
            steps = {
                target: [step for step in all_ if step.source in contacts] for target, all_ in self._steps_to.items()
            }
            self._first_steps[source] = steps
        return self._first_steps[source]

    @staticmethod
    def _one_more(
        rests: dict[str, dict[_State, _Rest]], steps: Mapping[str, list[_Step]], never: Collection[str]
    ) -> dict[str, dict[_State, _Rest]]:
        """The best rests of the way with one intermediary more in front."""
        longer: dict[str, dict[_State, _Rest]] = {}
        for person, states in rests.items():
            for before, cost_of_it, unsure, full in steps.get(person, ()):
                if before in never:
                    continue
                known = longer.get(before)
                for (inferred, at_capacity), (total, people) in states.items():
                    if inferred and unsure:
                        continue
                    if known is None:
                        known = longer[before] = {}
                    state = (inferred or unsure, at_capacity or full)
                    whole = total + cost_of_it + ANOTHER
                    if state not in known or whole < known[state][0]:
                        known[state] = (whole, (before, *people))
                    elif whole == known[state][0]:
                        known[state] = min(known[state], (whole, (before, *people)))
        return longer

    def _paths(self, source: str, target: str, most: int, out: frozenset[str]) -> Iterator[Way]:
        contacts = self.network.ties.get(source, {})

        def before(people: tuple[str, ...], total: int, inferred: int, at_capacity: bool) -> Iterator[Way]:
            first = people[0]
            if len(people) > 1 and first in contacts and inferred + contacts[first].inferred <= 1:
                whole = contacts[first].cost + total - ANOTHER
                yield Way(at_capacity, whole, len(people) - 1, (source, *people))
            if len(people) > most:
                return
            for step in self._steps_to.get(first, ()):
                if step.source != source and step.source not in people and step.source not in out:
                    count = inferred + step.inferred
                    if count <= 1:
                        yield from before(
                            (step.source, *people), total + step.cost + ANOTHER, count, at_capacity or step.at_capacity
                        )

        if source != target:
            yield from before((target,), 0, 0, False)


def alternatives(firsts: list[Way], most: int = 5) -> list[Way]:
    """Up to five ways, best first, that differ: at most two share their last intermediary, any two at most half of all.

    Args:
        firsts: the best way for each first intermediary, best first.
        most: how many to keep.
    """
    kept: list[Way] = []
    for way in firsts:
        same_last = sum(other.people[-2] == way.people[-2] for other in kept)
        if same_last < 2 and all(_shared(way, other) <= 0.5 for other in kept):
            kept.append(way)
            if len(kept) == most:
                break
    return kept


def _shared(one: Way, other: Way) -> float:
    """The share of intermediaries that two ways have in common (Jaccard's index of the two sets)."""
    these, those = set(one.intermediaries), set(other.intermediaries)
    return len(these & those) / len(these | those)
