"""Who to ask next: who may know somebody at an unreached target, who bridges, who opens a fresh network.

Each entry has just the values that its sentence needs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.tiers import tie_tier, way_tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wayin.knowledge import Company, KnowledgeBase
    from wayin.network.companies import Reached
    from wayin.network.ties import Network
    from wayin.network.ways import Search, Way

MOST = 3
"""The most entries of a list."""


@dataclass(frozen=True, slots=True)
class WorthAsking:
    """A contact worth asking "do you know anyone at X?"."""

    person: str
    worth: float
    near: tuple[str, ...]
    """The people they know who are close to the target."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A target without a possible way, and the contacts worth asking about it."""

    company: str
    ask: tuple[WorthAsking, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A contact through whom the best ways to targets pass."""

    person: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A contact of medium strength whose own contacts you mostly don't know."""

    person: str
    unknown: int
    known: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Who to ask next, as three short lists."""

    unreached: tuple[Unreached, ...]
    bridges: tuple[Bridge, ...]
    fresh: tuple[Fresh, ...]


def suggest(kb: KnowledgeBase, search: Search, today: date, reached: Callable[[str], list[Reached]]) -> Suggestions:
    """Return the three lists for the companies you want.

    Args:
        kb: the knowledge base.
        search: a search over its network.
        today: the day to count from.
        reached: returns the people through whom a company is reached, like `companies.reach`.
    """
    unreached, best = [], {}
    for company in kb.companies.values():
        if company.is_target:
            people = reached(company.id)
            if not any(is_possible(candidate, search) for candidate in people):
                unreached.append(Unreached(company.id, tuple(worth_asking(kb, search.network, company.id))))
            if people and people[0].best and not people[0].is_known_best:
                best[company.id] = people[0].best
    met = {person for interview in kb.interviews.values() if not interview.facts.day for person in interview.people}
    return Suggestions(
        tuple(unreached),
        tuple(bridges(kb, search.network, best, today)),
        tuple(fresh_networks(search.network, met)),
    )


def is_possible(reached: Reached, search: Search) -> bool:
    """Return whether your own tie to somebody at a company, or the best way to them, is better than a long shot."""
    by_tie = tie_tier(reached.quality) != "long shot"
    return by_tie or (reached.best is not None and way_tier(reached.best, search) != "long shot")


def worth_asking(kb: KnowledgeBase, network: Network, company: str, most: int = MOST) -> list[WorthAsking]:
    """Return the contacts most worth asking about an unreached company, best first.

    Their worth is q(me → A) · willing · load · (1 + the number of people near the company that A knows).
    """
    near = people_near(kb, company)
    out = network.willingness.out((company,))
    candidates = []
    for person, tie in network.ties.get(ME, {}).items():
        readiness = network.willingness.readiness(person, company, (company,))
        if readiness and person not in out:
            known = tuple(other for other in network.ties.get(person, {}) if other in near)
            candidates.append(WorthAsking(person, tie.quality * readiness * (1 + len(known)), known))
    return sorted(candidates, key=lambda asked: (-asked.worth, asked.person))[:most]


def people_near(kb: KnowledgeBase, company: str) -> frozenset[str]:
    """Return people in a company's industry or place, or with a past employer in common with its staff."""
    facts = kb.companies[company].facts
    past_employers = {
        job.company
        for person, _ in kb.staff(company)
        for job in person.jobs
        if job.company and job.company != company and job.end
    }
    alike = past_employers.union(*map(kb.companies_in, facts.industry))
    near = kb.people_in(facts.location) if facts.location else frozenset()
    return near.union(person.id for other in alike for person, _ in kb.staff(other))


def bridges(
    kb: KnowledgeBase, network: Network, best: Mapping[str, Way], today: date, most: int = MOST
) -> list[Bridge]:
    """Return your contacts by how many targets' best ways pass through them.

    Ties are broken by the targets' closing dates, then how much you want them, then the ways' scores, then how readily
    the contacts take your call.

    Args:
        kb: the knowledge base.
        network: its network.
        best: the best way to each target.
        today: the day to count from.
        most: the most contacts to return.
    """
    mine = network.ties.get(ME, {})
    targets: dict[str, list[str]] = defaultdict(list)
    for target, way in sorted(best.items()):
        for person in way.intermediaries:
            if person in mine:
                targets[person].append(target)

    def order(person: str) -> tuple[object, ...]:
        companies = [kb.companies[target] for target in targets[person]]
        return (
            -len(companies),
            min(closing(company, today) for company in companies),
            sorted(-(company.facts.interest or 0) for company in companies),
            sorted(best[company.id].cost for company in companies),
            mine[person].cost,
            person,
        )

    return [Bridge(person, tuple(targets[person])) for person in sorted(targets, key=order)[:most]]


def closing(company: Company, today: date) -> date:
    """Return the next closing date of a company's openings; `date.max` without one."""
    return min((role.closes for role in company.facts.roles if role.closes and role.closes >= today), default=date.max)


def fresh_networks(network: Network, met: Iterable[str] = (), most: int = MOST) -> list[Fresh]:
    """Return contacts of strength 2 or 3 who mostly know people you don't: medium ties lead to the most new jobs.

    Granovetter 1973; Rajkumar et al. 2022 (an inverted U). Hence strength 2 and 3, and no weight in a way's score.

    Args:
        network: the network.
        met: people with an interview under way, who need no suggestion.
        most: the most contacts to return.
    """
    mine, willingness = network.ties.get(ME, {}), network.willingness
    busy = {*met, *willingness.never}
    candidates = []
    for person, tie in mine.items():
        counts = Counter("known" if other in mine else "unknown" for other in network.ties.get(person, {}))
        free = person not in busy and not willingness.is_at_capacity(person)
        if tie.best.strength in (2, 3) and free and counts["unknown"] > counts["known"]:
            candidates.append(Fresh(person, counts["unknown"], counts["known"]))
    return sorted(candidates, key=lambda fresh: (-fresh.unknown, fresh.known, mine[fresh.person].cost, fresh.person))[
        :most
    ]
