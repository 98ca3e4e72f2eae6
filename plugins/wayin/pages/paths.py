"""Ways to people and companies, for drawing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.tiers import grades, tie_tier, way_tier

if TYPE_CHECKING:
    from wayin.network.companies import Reached
    from wayin.network.tiers import Tier
    from wayin.network.ties import Tie
    from wayin.network.ways import Way
    from wayin.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Path:
    """A way with its ties."""

    people: tuple[str, ...]
    """Everyone on it, from you to the target."""
    ties: tuple[Tie, ...]
    qualities: tuple[float, ...]
    """The quality of each tie on this path: higher if an introduction along it was offered."""
    tier: Tier
    score: float
    weakest: int
    """The index of its weakest tie."""
    busy: tuple[tuple[str, int], ...]
    """People on it with enough open requests already, and how many."""
    about_as_good: bool = False
    """Whether it is about as good as the one before it, and so has the same tier."""


@dataclass(frozen=True)
class PersonWays:
    """The ways to a person."""

    target: str
    known: Tie | None
    """Your own tie to them; somebody known needs no way."""
    best: Path | None
    others: tuple[Path, ...]
    without: tuple[tuple[str, Path | None], ...]
    """For each intermediary of the best way, the best way without them."""
    declined: tuple[str, ...]
    """Who declined to introduce you to them."""
    waiting: int
    """The number of requests waiting on them if they have enough already; else 0."""

    @cached_property
    def fallbacks(self) -> list[tuple[list[str], Path | None]]:
        """Return what remains if somebody says no, each path once: the people who may decline, and the path."""
        by_path: dict[tuple[str, ...], tuple[list[str], Path | None]] = {}
        for person, path in self.without:
            by_path.setdefault(path.people if path else (), ([], path))[0].append(person)
        return [*by_path.values()]


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody at a company, their role there, and the way to them."""

    person: str
    company: str
    """The company itself, or the subsidiary they work at."""
    role: str
    current: bool
    known: Tie | None
    path: Path | None


def path(workspace: Workspace, way: Way) -> Path:
    """Return a way with its ties."""
    ties = workspace.network.ties
    along = tuple(ties[source][target] for source, target in pairwise(way.people))
    qualities, willingness = tuple(workspace.search.qualities(way)), workspace.network.willingness
    weakest = qualities.index(min(qualities))
    busy = tuple(
        (person, len(willingness.open_asks.get(person, ())))
        for person in way.intermediaries
        if willingness.is_at_capacity(person, way.people[-1:])
    )
    return Path(way.people, along, qualities, way_tier(way, workspace.search), way.score, weakest, busy)


def direct(workspace: Workspace, person: str) -> Path | None:
    """Return your own tie to somebody as a path; None without one."""
    tie = workspace.network.tie(ME, person)
    return Path((ME, person), (tie,), (tie.quality,), tie_tier(tie.quality), tie.quality, 0, ()) if tie else None


def ways_to(workspace: Workspace, person: str) -> PersonWays:
    """Return the ways to a person, the most useful first."""
    ways = workspace.ways(person)
    graded = zip(ways.ways, grades(ways.ways, workspace.search), strict=True)
    paths = [replace(path(workspace, way), tier=tier, about_as_good=about) for way, (tier, about) in graded]
    without = tuple((between, path(workspace, way) if way else None) for between, way in ways.without.items())
    asking = workspace.network.willingness
    declined = tuple(sorted(asking.declined.get(person, ())))
    waiting = len(asking.open_asks.get(person, ())) if ways.known and asking.is_at_capacity(person) else 0
    return PersonWays(person, ways.known, paths[0] if paths else None, tuple(paths[1:]), without, declined, waiting)


def reach(workspace: Workspace, company: str) -> list[Reach]:
    """Return the people through whom a company is reached, those you know first."""
    return [_reach(workspace, reached) for reached in workspace.reach(company)]


def _reach(workspace: Workspace, reached: Reached) -> Reach:
    jobs = [job for job in workspace.kb.people[reached.person].jobs if job.company == reached.company]
    role = next((job.role for job in jobs if job.role), "")
    way = path(workspace, reached.best) if reached.best else None
    return Reach(reached.person, reached.company, role, reached.current, reached.known, way)
