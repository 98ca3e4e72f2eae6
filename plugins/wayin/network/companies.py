"""Ways to a company: through its current and past staff, and those of related companies."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.tiers import tie_tier, way_tier
from wayin.network.ties import cost

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import Job, KnowledgeBase
    from wayin.network.tiers import Tier
    from wayin.network.ties import Tie
    from wayin.network.ways import Search, Way

LEFT, LEFT_LONG_AGO = 0.6, 0.1
"""The initial and the least factor for somebody who has left. They still know the place."""
HALF_LEFT = 3
"""The years that halve it."""
DAYS_A_YEAR = 365.25
PARENT, SISTER = 0.5, 0.4
"""The factors for people at a company's parent, and at the parent's other companies."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody at the company, now or before, who you know or can be introduced to."""

    person: str
    current: bool
    company: str
    """The company itself, or the related one they work at."""
    known: Tie | None
    best: Way | None
    """The best way to them; its cost includes `distance`."""
    distance: int
    """The cost added for having left, or for working at a related company."""

    @property
    def quality(self) -> float:
        """Return the quality of your own tie to them for this company; 0 without one."""
        return 0.0 if self.known is None else self.known.quality * factor(self.distance)

    @property
    def score(self) -> float:
        """Return the score of your own tie or the best way, whichever is better."""
        return self.quality if self.best is None or self.is_known_best else self.best.score

    @property
    def is_known_best(self) -> bool:
        """Return whether your own tie to them is as good as any way."""
        return self.best is None or (self.known is not None and self._own <= self.best[:2])

    @property
    def _own(self) -> tuple[bool, int]:
        return False, self.known.cost + self.distance if self.known else 10**9

    @property
    def order(self) -> tuple[object, ...]:
        """Return the sort key, by your own tie or the best way, whichever is better."""
        if self.is_known_best or self.best is None:
            return (*self._own, 0, (self.person,))
        return tuple(self.best)


def factor(distance: int) -> float:
    """Return the factor on the score for a distance.

    >>> round(factor(511), 2)
    0.6
    """
    return exp(-distance / 1000)


def reach(
    kb: KnowledgeBase, search: Search, company: str, clock: Clock, *,
    source: str = ME, most: int | None = None, without: Collection[str] = (),
) -> list[Reached]:  # fmt: skip
    """Return everyone through whom a company can be reached, in one list, the readiest first.

    People of subsidiaries count like the company's own; those of its parent and of its parent's other companies count
    less. People who must not be asked, at all or about this company, are left out.

    Args:
        kb: the knowledge base.
        search: a search over its network.
        company: the id of the company.
        clock: provides today.
        source: who asks.
        most: the most intermediaries, 1 to 3; by default the search's limit.
        without: people to avoid.
    """
    willingness = search.network.willingness
    avoided = {source, *(willingness.never | willingness.not_for.get(company, frozenset()) if source == ME else ())}
    people_reached = []
    for person, (distance, current, place) in sorted(_people(kb, company, clock.today).items()):
        if person not in avoided:
            best = search.best(person, source=source, most=most, without=without, company=company)
            known = search.network.tie(source, person)
            if best or known:
                further = best._replace(cost=best.cost + distance) if best else None
                people_reached.append(Reached(person, current, place, known, further, distance))
    return sorted(people_reached, key=lambda reached: reached.order)


def family(kb: KnowledgeBase, company: str) -> Iterator[tuple[str, int]]:
    """Yield a company and its related ones, with the cost each adds for its people."""
    own = [company, *kb.subsidiaries(company)]
    yield from ((place, 0) for place in own)
    parent = kb.companies[company].parent
    if parent:
        yield parent, cost(PARENT)
        sisters = (
            candidate.id
            for candidate in kb.companies.values()
            if candidate.parent == parent and candidate.id not in own
        )
        yield from ((sister, cost(SISTER)) for sister in sisters)


def _people(kb: KnowledgeBase, company: str, today: date) -> dict[str, tuple[int, bool, str]]:
    """Return current and past staff of related companies: the least distance, whether they are there now, and where."""
    insiders: dict[str, tuple[int, bool, str]] = {}
    for place, apart in family(kb, company):
        for person, jobs in kb.staff(place):
            begun = [job for job in jobs if not (job.start and job.start.first > today)]
            if begun:
                since_left = left(begun, today)
                distance = apart + since_left
                if person.id not in insiders or distance < insiders[person.id][0]:
                    insiders[person.id] = distance, since_left == 0, place
    return insiders


def left(jobs: Sequence[Job], today: date) -> int:
    """Return the cost added for having left a company; 0 for current staff.

    The score is multiplied by max(.1, .6 · 2^(−years/3)); by .6 if the end is unknown.

    >>> from datetime import date
    >>> from wayin.knowledge import Job
    >>> from wayin.dates import PartialDate
    >>> left([Job("acme", None, None, PartialDate.parse("2023-10-18"))], date(2026, 10, 17))
    1204
    """
    if any(job.is_current(today) for job in jobs):
        return 0
    ends = [job.end.last for job in jobs if job.end and job.end.is_known]
    years = (today - max(ends)).days / DAYS_A_YEAR if ends else 0.0
    return cost(max(LEFT_LONG_AGO, LEFT * 2 ** (-years / HALF_LEFT)))


def best_tier(reached: Reached, search: Search) -> Tier:
    """Return the tier of the better way to somebody: the direct tie or the best way."""
    if reached.is_known_best or reached.best is None:
        return tie_tier(reached.quality)
    return way_tier(reached.best, search)
