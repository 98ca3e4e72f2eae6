"""Whom to ask next: who may know somebody at an unreached target, who bridges, who opens a fresh network.

The three lists are those of "Ties and warm introductions", section "Whom to ask next". Each entry carries the figures
from which its sentence is made, and no others.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.ways import CAPACITY, LOAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wayin.knowledge import KnowledgeBase
    from wayin.network.companies import Reached
    from wayin.network.ties import Network
    from wayin.network.ways import Way


@dataclass(frozen=True, slots=True)
class WorthAsking:
    """A contact worth the question "do you know anyone at X?"."""

    person: str
    worth: float
    near: tuple[str, ...]
    """The people they know who are near the target."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A target to which no way leads, and the contacts worth asking about it."""

    company: str
    ask: tuple[WorthAsking, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A contact through whom the best ways to targets pass."""

    person: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fresh:
    """A contact of middling strength whose own contacts I mostly do not know."""

    person: str
    unknown: int
    known: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Whom to ask next: three short lists."""

    unreached: tuple[Unreached, ...]
    bridges: tuple[Bridge, ...]
    fresh: tuple[Fresh, ...]


def suggest(kb: KnowledgeBase, network: Network, reached: Callable[[str], list[Reached]], most: int = 3) -> Suggestions:
    """The three lists for the companies I want.

    Args:
        kb: the knowledge base.
        network: its network.
        reached: the people through whom a company is reached, as `companies.reach` gives them.
        most: how many entries a list holds at the most.
    """
    unreached, best = [], {}
    for company in kb.companies.values():
        if not company.is_target:
            continue
        found = reached(company.id)
        if not found:
            unreached.append(Unreached(company.id, tuple(worth_asking(kb, network, company.id, most))))
        elif not found[0].known and found[0].best:
            best[company.id] = found[0].best
    talking = {person for one in kb.interviews.values() if not one.facts.day for person in one.people}
    return Suggestions(
        tuple(unreached), tuple(bridges(best, network, most)), tuple(fresh_networks(network, talking, most))
    )


def worth_asking(kb: KnowledgeBase, network: Network, company: str, most: int = 3) -> list[WorthAsking]:
    """The contacts most worth asking about a company that nobody reaches, best first.

    Their worth is q(me → A) · willing · load · (1 + the number of people near the company that A knows).
    """
    near = people_near(kb, company)
    found = []
    for person, tie in network.ties.get(ME, {}).items():
        willing = network.willing.get(person, 0.0)
        if not willing or person in network.declined.get(company, ()):
            continue
        known = tuple(other for other in network.ties.get(person, {}) if other in near)
        load = LOAD ** network.open_asks.get(person, 0)
        found.append(WorthAsking(person, tie.quality * willing * load * (1 + len(known)), known))
    return sorted(found, key=lambda one: (-one.worth, one.person))[:most]


def people_near(kb: KnowledgeBase, company: str) -> frozenset[str]:
    """Everyone who works in a company's industry or place, or shares a past employer with somebody who is there."""
    facts = kb.companies[company].facts
    colleagues = {
        job.company
        for person, _ in kb.staff(company)
        for job in person.jobs
        if job.company and job.company != company and job.end
    }
    alike = colleagues.union(*map(kb.companies_in, facts.industry))
    near = kb.people_in(facts.location) if facts.location else frozenset()
    return near.union(person.id for other in alike for person, _ in kb.staff(other))


def bridges(best: Mapping[str, Way], network: Network, most: int = 3) -> list[Bridge]:
    """My contacts by how many targets' best ways pass through them; `best` is each target's best way."""
    mine = network.ties.get(ME, {})
    on_the_way: dict[str, list[str]] = {}
    for target, way in sorted(best.items()):
        for person in (one for one in way.intermediaries if one in mine):
            on_the_way.setdefault(person, []).append(target)
    found = [Bridge(person, tuple(targets)) for person, targets in on_the_way.items()]
    return sorted(found, key=lambda one: (-len(one.targets), one.person))[:most]


def fresh_networks(network: Network, met: Iterable[str] = (), most: int = 3) -> list[Fresh]:
    """Contacts of strength 2 or 3 who mostly know people I do not: moderately weak ties open the most new jobs.

    Granovetter 1973; Rajkumar et al. 2022 (an inverted U). Hence strength 2 and 3, and no weight in a way's score.

    Args:
        network: the network.
        met: people with whom a conversation is under way, who need no suggestion.
        most: how many to keep.
    """
    mine = network.ties.get(ME, {})
    busy = set(met)
    found = []
    for person, tie in mine.items():
        others = network.ties.get(person, {})
        counts = Counter("known" if other in mine else "unknown" for other in others)
        asked = network.open_asks.get(person, 0)
        free = person not in busy and asked < CAPACITY
        if tie.best.strength in (2, 3) and free and counts["unknown"] > counts["known"]:
            found.append(Fresh(person, counts["unknown"], counts["known"]))
    return sorted(found, key=lambda one: (-one.unknown, one.known, one.person))[:most]
