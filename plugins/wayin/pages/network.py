"""The network page: everyone in a table, for the picture and for those who can't see it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from wayin.model import ME
from wayin.network.tiers import TIERS, tie_tier, way_tier
from wayin.pages.drafts import anchor

if TYPE_CHECKING:
    from datetime import date

    from wayin.network.tiers import Tier
    from wayin.workspace import Workspace


class Row(NamedTuple):
    """A person in the table of everyone."""

    id: str
    company: str
    """Their current company; empty if unknown."""
    is_stub: bool
    """Whether they have no note."""
    away: int | None
    """The fewest introductions to them: 0 for contacts, None without a way."""
    tier: Tier | None
    """The tier of the direct tie, else of the best way."""
    ties: int
    """The number of people they are connected with, you included."""
    last_contact: date | None
    draft: str
    """The anchor of the draft on their page; empty without one."""

    @property
    def rank(self) -> int:
        """Return the tier as a number to sort by, the warmest first."""
        return TIERS.index(self.tier) if self.tier else len(TIERS)


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the data for the network page."""
    contacts = any(not person.has_page for person in workspace.kb.people.values())
    return {"rows": rows(workspace), "tiers": TIERS, "contacts": contacts}


def rows(workspace: Workspace) -> list[Row]:
    """Return everyone with a page, the nearest first, then the warmest, then by name."""
    kb, network = workspace.kb, workspace.network
    tied: dict[str, set[str]] = defaultdict(set)
    for source, ties in network.ties.items():
        for target in ties:
            tied[source].add(target)
            tied[target].add(source)
    all_rows = []
    for person in kb.people.values():
        if not person.has_page:
            continue
        away, tier = _nearest(workspace, person.id)
        job = person.current_job(workspace.clock.today)
        contact = network.contact.get(person.id)
        all_rows.append(
            Row(
                person.id, (job.company if job else None) or "", person.note is None, away, tier, len(tied[person.id]),
                contact.last if contact else None, anchor(workspace, person.id),
            )
        )  # fmt: skip
    unreached = workspace.settings.most_intermediaries + 1
    return sorted(
        all_rows, key=lambda row: (unreached if row.away is None else row.away, row.rank, kb.name(row.id), row.id)
    )


def _nearest(workspace: Workspace, person: str) -> tuple[int | None, Tier | None]:
    """Return the fewest introductions to somebody, and the tier of the direct tie or else the best way."""
    search = workspace.search
    if tie := workspace.network.tie(ME, person):
        return 0, tie_tier(tie.quality)
    best = search.best(person)
    if best is None:
        return None, None
    # The best way isn't always the shortest
    away = next((fewer for fewer in range(1, best.length) if search.best(person, most=fewer)), best.length)
    return away, way_tier(best, search)
