"""The first page: what to do next, the companies you want, who to ask, and your search so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wayin.clock import day_of, days_after
from wayin.journey import progress
from wayin.model import ME, Me
from wayin.network.advice import why_bridge, why_fresh, why_worth_asking
from wayin.network.companies import best_tier
from wayin.pages.advice import advice
from wayin.pages.company import ask_about
from wayin.pages.contacts import rows
from wayin.pages.learnings import latest
from wayin.pages.paths import direct, path
from wayin.pages.reciprocity import owed
from wayin.pages.steps import all_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wayin.journey.first_step import FirstStep
    from wayin.knowledge import Company, Interview
    from wayin.network.tiers import Tier
    from wayin.pages.advice import Advice
    from wayin.pages.paths import Path
    from wayin.workspace import Workspace

MOST_LATEST = 2
"""The most learnings shown; the rest is on their own page."""
_DAYS = 14
"""The number of days in a page, so that it still has a week on a later day."""
MOST_WANTED = 5
"""The highest `interest`."""


@dataclass(frozen=True, slots=True)
class Target:
    """A company you want, and how to get there."""

    company: str
    about: tuple[str, ...]
    """How much you want it, and its state."""
    closes: date | None
    """The next closing date of its openings."""
    tier: Tier | None
    known: Sequence[str]
    path: Path | None
    left: bool
    """Whether the path leads to somebody who has left the company."""
    ask: str
    """Who to ask about it if nobody reaches it."""
    advice: Advice | None
    is_due: bool
    """Whether its reason is among today's steps."""
    meanwhile: FirstStep | None
    """Who to turn to while somebody there hasn't answered."""
    contacts: int
    """The number of people there without a note in exported files."""


class Day(NamedTuple):
    """A day in the week's strip."""

    day: date
    steps: int
    interviews: int


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the data for the first page."""
    kb = workspace.kb
    next_interview = next((interview for interview in _ahead(workspace) if interview.facts.day), None)
    return {
        "people": kb.people,
        "owner": kb.my_name if kb.me else "",
        "missing": _missing(workspace),
        "next_interview": next_interview,
        "answered": [interview for interview in _ahead(workspace) if not interview.facts.day],
        "who_to_ask": _who_to_ask(workspace),
        "owed": owed(workspace),
        "lost": rows(workspace, workspace.lost_touch),
        "somebody": _somebody(workspace),
        "week": _week(workspace),
        "funnel": _funnel(workspace),
        "goals": kb.me.facts.goals if kb.me and isinstance(kb.me.facts, Me) else (),
        **steps(workspace),
        **targets(workspace),
        "latest": latest(workspace)[:MOST_LATEST],
    }


def steps(workspace: Workspace) -> dict[str, object]:
    """Return the data for the panel of next steps."""
    return {"steps": all_steps(workspace), "has_interviews": bool(workspace.kb.interviews)}


def targets(workspace: Workspace) -> dict[str, object]:
    """Return the data for the panel of companies you want, in the order to work on them."""
    return {"targets": [_target(workspace, company) for company in workspace.wanted]}


def learnings(workspace: Workspace) -> dict[str, object]:
    """Return the data for the panel of the latest learnings."""
    return {"latest": latest(workspace)}


def _missing(workspace: Workspace) -> str:
    """Return what drafts lack about you: nothing, your note, or its background."""
    me = workspace.kb.me
    if me is None:
        return "note"
    return "" if isinstance(me.facts, Me) and me.facts.background else "background"


def _target(workspace: Workspace, company: Company) -> Target:
    reached = workspace.reach(company.id)
    known = [there.person for there in reached if there.known]
    best = next((there for there in reached if there.best), None)
    ask = [] if reached else ask_about(workspace, company.id)[:1]
    first = advice(workspace, company.id)
    return Target(
        company.id,
        _about(company),
        _closing(company, workspace.clock.today),
        best_tier(reached[0], workspace.search) if reached else None,
        known,
        direct(workspace, known[0]) if known else path(workspace, best.best) if best and best.best else None,
        bool(best and not best.current),
        ask[0][0] if ask else "",
        first,
        any(first and due.do == first.step.what for due in workspace.due),
        workspace.meanwhile(company.id),
        sum(not contact.noted for contact in workspace.contacts_at(company.id)),
    )


def _about(company: Company) -> tuple[str, ...]:
    """Return how much you want a company, and its state."""
    facts = company.facts
    interest = "first choice" if facts.interest == MOST_WANTED else f"{facts.interest} of {MOST_WANTED}"
    return tuple(filter(None, (interest, (facts.status or "").replace("-", " "))))


def _closing(company: Company, today: date) -> date | None:
    """Return the next closing date of a company's openings."""
    days = [opening.closes for opening in company.facts.roles if opening.closes and opening.closes >= today]
    return min(days, default=None)


def _who_to_ask(workspace: Workspace) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return who to ask next, in up to three groups: about unreached targets, bridges, wider circles."""
    kb, suggestions = workspace.kb, workspace.suggestions
    groups = [
        (
            f"Who might know someone at {kb.name(unreached.company)}",
            [(contact.person, why_worth_asking(kb, contact)) for contact in unreached.ask],
        )
        for unreached in suggestions.unreached
    ]
    groups += [
        (
            "Who can get you to your companies",
            [(bridge.person, why_bridge(kb, bridge)) for bridge in suggestions.bridges],
        ),
        ("Who could widen your circle", [(fresh.person, why_fresh(fresh)) for fresh in suggestions.fresh]),
    ]
    return [(title, rows) for title, rows in groups if rows]


def _ahead(workspace: Workspace) -> list[Interview]:
    """Return the interviews with a day, the nearest first, then those that still need one."""
    ahead = [
        interview
        for interview in workspace.kb.interviews.values()
        if workspace.status(interview) in ("scheduled", "answered")
    ]
    return sorted(ahead, key=lambda interview: (_day(interview), interview.id))


def _day(interview: Interview) -> date:
    return day_of(interview.facts.day) if interview.facts.day else date.max


def _week(workspace: Workspace) -> list[Day]:
    """Return the days of two weeks from today with their events; a page shows seven at a time."""
    kb, clock = workspace.kb, workspace.clock
    ahead = [day_of(interview.facts.day) for interview in _ahead(workspace) if interview.facts.day]
    due = [step.due for step in workspace.agenda]
    days = [days_after(clock.today, number) for number in range(_DAYS)]
    return [Day(day, due.count(day), ahead.count(day)) for day in days] if kb.people else []


def _funnel(workspace: Workspace) -> list[tuple[str, int]]:
    """Return how far your interview requests have come: asked, answered, met, thanked, led on."""
    asked = [interview for interview in workspace.kb.interviews.values() if interview.facts.requested]
    held = progress.held(workspace.kb, workspace.clock)
    if not asked and not held:
        return []
    return [
        ("asked", len(asked)),
        ("answered", sum(bool(interview.facts.replied) for interview in asked)),
        ("met", len(held)),
        ("thanked", sum(bool(interview.facts.thanked) for interview in held)),
        ("led on", sum(bool(interview.introductions) for interview in held)),
    ]


def _somebody(workspace: Workspace) -> str:
    """Return the name of somebody for a first interview, as an example to paste."""
    known = workspace.network.ties.get(ME, {})
    best = max(known.values(), key=lambda tie: (tie.quality, tie.target), default=None)
    first = next((person.name for person in workspace.kb.people.values()), "Ada Park")
    return workspace.kb.name(best.target) if best else first
