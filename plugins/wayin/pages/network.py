"""The network in words: one row for each person, for the table under the picture and for whoever cannot see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.tiers import TIERS, tie_tier, way_tier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.network.tiers import Tier
    from wayin.network.ties import Network
    from wayin.network.ways import Search


@dataclass(frozen=True, slots=True)
class Row:
    """One person in the table of everyone."""

    id: str
    name: str
    url: str
    """The address of their page, relative to the site's root; empty without one."""
    company: str
    """The name of the company they are at now; empty when unknown."""
    company_url: str
    stub: bool
    """Whether they are only mentioned, without a note."""
    away: int | None
    """The fewest introductions to them: 0 for who is known directly, None when there is no way."""
    tier: Tier | None
    """The word for the direct tie, else for the best way."""
    ties: int
    """How many people they are tied to, me included."""
    last_contact: date | None

    @property
    def rank(self) -> int:
        """The tier as a number to sort by, the warmest first."""
        return TIERS.index(self.tier) if self.tier else len(TIERS)


@dataclass(frozen=True, slots=True)
class NetworkContext:
    """What the template `wayin-network.html` expects under the name `network`."""

    rows: list[Row]
    draft: str = "#drafts"
    """Where on the page of a person or company the draft of a request stands, as `#…`; empty if there is none."""
    tiers: tuple[Tier, ...] = TIERS


def everyone(
    kb: KnowledgeBase, network: Network, search: Search, clock: Clock, urls: Mapping[str, str], *, most: int = 2
) -> list[Row]:
    """Everyone, the nearest first, then the warmest, then by name.

    Args:
        kb: everyone and every company.
        network: their ties.
        search: a search of that network.
        clock: what day it is.
        urls: the address of each person's and company's page, relative to the site's root.
        most: the most intermediaries of a way.
    """
    tied: dict[str, set[str]] = defaultdict(set)
    for source, ties in network.ties.items():
        for target in ties:
            tied[source].add(target)
            tied[target].add(source)
    rows = []
    for person in kb.people.values():
        if not person.has_page:
            continue
        away, tier = _nearest(network, search, person.id, most)
        job = person.current_job(clock.today)
        company = job.company if job and job.company else ""
        contact = network.contact.get(person.id)
        rows.append(
            Row(
                id=person.id,
                name=person.name,
                url=urls.get(person.id, ""),
                company=kb.name(company) if company else "",
                company_url=urls.get(company, ""),
                stub=person.note is None,
                away=away,
                tier=tier,
                ties=len(tied[person.id]),
                last_contact=contact.last if contact else None,
            )
        )
    return sorted(rows, key=lambda row: (most + 1 if row.away is None else row.away, row.rank, row.name, row.id))


def _nearest(network: Network, search: Search, person: str, most: int) -> tuple[int | None, Tier | None]:
    """The fewest introductions to somebody, and the word for the direct tie or else the best way."""
    if tie := network.tie(ME, person):
        return 0, tie_tier(tie.quality)
    best = search.best(person, most=most)
    if best is None:
        return None, None
    # The best way need not be the shortest
    away = next((fewer for fewer in range(1, best.length) if search.best(person, most=fewer)), best.length)
    return away, way_tier(best, search)
