"""Ways to a company: to the people who are there, and to those who were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.ways import Way, tie_tier, tier

if TYPE_CHECKING:
    from collections.abc import Collection

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.network.ties import Tie
    from wayin.network.ways import Search, Tier

FORMER = 511
"""What a way to somebody who has left adds to its cost: round(−1000 · ln 0.6). They know the place."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody at the company, now or before, whom I know or can be introduced to."""

    person: str
    current: bool
    company: str
    """The company itself, or the subsidiary they are at."""
    known: Tie | None
    best: Way | None
    """The best way to them; its cost holds what having left adds."""


def reach(
    kb: KnowledgeBase, search: Search, company: str, clock: Clock, *,
    source: str = ME, most: int | None = None, without: Collection[str] = (),
) -> list[Reached]:  # fmt: skip
    """Everyone through whom a company can be reached: those known directly first, then by their best way."""
    found: dict[str, Reached] = {}
    for place in (company, *kb.subsidiaries(company)):
        for person, jobs in kb.staff(place):
            if all(job.start and job.start.first > clock.today for job in jobs):
                continue  # they have not begun
            current = any(job.is_current(clock.today) for job in jobs)
            if person.id == source or (person.id in found and (found[person.id].current or not current)):
                continue
            best = search.best(person.id, source=source, most=most, without=without, declined_for=company)
            if best and not current:
                best = Way(best.at_capacity, best.cost + FORMER, best.length, best.people)
            known = search.network.tie(source, person.id)
            if best or known:
                found[person.id] = Reached(person.id, current, place, known, best)
    return sorted(found.values(), key=_known_first)


def _known_first(one: Reached) -> tuple[object, ...]:
    if one.known:
        return (0, not one.current, one.known.cost, one.person)
    assert one.best is not None  # noqa: S101
    return (1, one.best)


def best_tier(one: Reached, search: Search) -> Tier:
    """The word for the readiest way to somebody: the direct tie, else the best way."""
    if one.known or one.best is None:
        return tie_tier(one.known.quality if one.known else 0)
    return way_tier(one.best, search)


def way_tier(way: Way, search: Search) -> Tier:
    """The tier of a way, with its weakest tie."""
    ties = search.network.ties
    return tier(way.score, min(ties[a][b].quality for a, b in zip(way.people, way.people[1:], strict=False)))
