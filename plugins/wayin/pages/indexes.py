"""The tables of people, companies and interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wayin.knowledge.names import sort_key
from wayin.network.companies import best_tier
from wayin.network.tiers import TIERS, tie_tier, way_tier
from wayin.pages.interviews import newest_first
from wayin.wording import counted

if TYPE_CHECKING:
    from datetime import date

    from wayin.knowledge import Company, Person
    from wayin.network.tiers import Tier
    from wayin.workspace import Workspace


class Nearness(NamedTuple):
    """How near somebody or something is."""

    tier: Tier | None
    words: str
    steps: int
    """The number of introductions needed."""

    @property
    def rank(self) -> int:
        """Return the number to sort by, the nearest first."""
        return self.steps * 10 + (TIERS.index(self.tier) if self.tier else 9)


UNREACHED = Nearness(None, "not reachable yet", 9)


class PersonRow(NamedTuple):
    """A row in the table of people."""

    id: str
    role: str
    company: str
    near: Nearness
    last: date | None


class CompanyRow(NamedTuple):
    """A row in the table of companies."""

    id: str
    industry: str
    interest: int
    status: str
    near: Nearness
    people: int


def people(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the table of everyone with a page, by name."""
    listed_people = [person for person in workspace.kb.people.values() if person.has_page]
    order = sorted(listed_people, key=lambda person: (sort_key(person.name), person.id))
    return {"rows": [_person(workspace, person) for person in order]}


def _person(workspace: Workspace, person: Person) -> PersonRow:
    job = person.current_job(workspace.clock.today)
    contact = workspace.network.contact.get(person.id)
    role, company = (job.role if job else person.facts.role) or "", (job.company if job else None) or ""
    return PersonRow(person.id, role, company, _near_person(workspace, person.id), contact.last if contact else None)


def _near_person(workspace: Workspace, person: str) -> Nearness:
    ways = workspace.ways(person)
    if ways.known:
        return Nearness(tie_tier(ways.known.quality), "you know them", 0)
    if not ways.ways:
        return UNREACHED
    best = ways.ways[0]
    steps = len(best.intermediaries)
    return Nearness(way_tier(best, workspace.search), f"{counted(steps, 'introduction')} away", steps)


def companies(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the table of companies, the most wanted first."""
    order = sorted(
        workspace.kb.companies.values(),
        key=lambda company: (-(company.facts.interest or 0), sort_key(company.name), company.id),
    )
    return {"rows": [_company(workspace, company) for company in order]}


def _company(workspace: Workspace, company: Company) -> CompanyRow:
    facts, staff = company.facts, len(workspace.kb.staff(company.id))
    near = _near_company(workspace, company.id)
    return CompanyRow(company.id, ", ".join(facts.industry), facts.interest or 0, facts.status or "", near, staff)


def _near_company(workspace: Workspace, company: str) -> Nearness:
    reached = workspace.reach(company)
    if not reached:
        return UNREACHED
    known = sum(there.known is not None for there in reached)
    words = f"you know {counted(known, 'person', 'people')}" if known else "by introduction"
    return Nearness(best_tier(reached[0], workspace.search), words, 0 if known else 1)


def interviews(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the table of interviews, newest first; those without a date last."""
    return {"rows": sorted(workspace.kb.interviews.values(), key=newest_first)}
