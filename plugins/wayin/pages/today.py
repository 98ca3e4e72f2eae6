"""The first page: what to do next, the companies I want, who to ask, and how the search goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wayin import journey
from wayin.clock import day_of
from wayin.journey import progress
from wayin.knowledge.references import fold
from wayin.model import ME, Me
from wayin.network.advice import why_bridge, why_fresh, why_worth_asking
from wayin.network.companies import best_tier
from wayin.pages.company import ask_about
from wayin.pages.giving import owed
from wayin.pages.interviews import ROUTES
from wayin.pages.learnings import latest
from wayin.pages.paths import path
from wayin.pages.steps import all_steps, underway
from wayin.wording import counted, listed, long_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from wayin.knowledge import Company, Interview
    from wayin.network.tiers import Tier
    from wayin.pages.paths import Path
    from wayin.pages.steps import Underway
    from wayin.workspace import Workspace

MOST_AHEAD = 6
MOST_IN_LINE = 12
"""So many interviews are named under one status; the others are one click away."""
TALL = 6
"""So many interviews in one week fit into the picture."""


@dataclass(frozen=True, slots=True)
class Target:
    """A company I want, and how I get there."""

    company: str
    interest: int
    tier: Tier | None
    known: Sequence[str]
    path: Path | None
    left: bool
    """Whether the path leads to somebody who has left the company."""
    ask: str
    """Who to ask about it, where nobody reaches it."""
    underway: Sequence[Underway]


class Line(NamedTuple):
    """An interview in the line of its status, and where it moves by the passing of time alone."""

    interview: Interview
    then: str
    begins: date | datetime | None


@dataclass(frozen=True, slots=True)
class Week:
    """A week in the picture of interviews."""

    monday: date
    count: int
    height: int
    label: str
    """The month, where a new one begins."""


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return what the first page shows."""
    kb = workspace.kb
    return {
        "name": "" if kb.my_name == "Me" else kb.my_name.split()[0],
        "people": kb.people,
        "missing": _missing(workspace),
        "ahead": _ahead(workspace)[:MOST_AHEAD],
        "who_to_ask": _who_to_ask(workspace),
        "owed": owed(workspace),
        **steps(workspace),
        **targets(workspace),
        **learnings(workspace),
        **_pipeline(workspace),
        **_progress(workspace),
    }


def steps(workspace: Workspace) -> dict[str, object]:
    """Return what the panel of next steps shows."""
    return {"steps": all_steps(workspace), "has_interviews": bool(workspace.kb.interviews)}


def targets(workspace: Workspace) -> dict[str, object]:
    """Return what the panel of the companies I want shows, the most wanted first."""
    kb = workspace.kb
    wanted = [company for company in kb.companies.values() if company.is_target]
    order = sorted(wanted, key=lambda company: (-(company.facts.interest or 0), fold(company.name), company.id))
    return {"targets": [_target(workspace, company) for company in order]}


def learnings(workspace: Workspace) -> dict[str, object]:
    """Return what the panel of the latest learnings shows."""
    return {"latest": latest(workspace)}


def _missing(workspace: Workspace) -> str:
    """Return what the drafts lack about me: nothing, my note, or its background."""
    me = workspace.kb.me
    if me is None:
        return "note"
    return "" if isinstance(me.facts, Me) and me.facts.background else "background"


def _target(workspace: Workspace, company: Company) -> Target:
    reached = workspace.reach(company.id)
    known = [there.person for there in reached if there.known]
    best = next((there for there in reached if there.best), None)
    ask = [] if reached else ask_about(workspace, company.id)[:1]
    return Target(
        company.id,
        company.facts.interest or 0,
        best_tier(reached[0], workspace.search) if reached else None,
        known,
        path(workspace, best.best) if best and best.best and not known else None,
        bool(best and not best.current),
        ask[0][0] if ask else "",
        underway(workspace, company.id)[:2],
    )


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
    """Return the interviews that have a day, the nearest first, then those for which a day is to be agreed on."""
    ahead = [
        interview
        for interview in workspace.kb.interviews.values()
        if workspace.status(interview) in ("scheduled", "answered")
    ]
    return sorted(ahead, key=lambda interview: (_day(interview), interview.id))


def _day(interview: Interview) -> date:
    return day_of(interview.facts.day) if interview.facts.day else date.max


def _pipeline(workspace: Workspace) -> dict[str, object]:
    """Return the interviews by status; every status, so that an interview can move to it with time."""
    by_status: dict[str, list[Interview]] = {status: [] for status in journey.STATUSES}
    for interview in reversed([*workspace.kb.interviews.values()]):
        by_status[workspace.status(interview)].append(interview)
    pipeline = [(status, len(line), _in_line(workspace, line)) for status, line in by_status.items()]
    return {"pipeline": pipeline, "somebody": _somebody(workspace)}


def _in_line(workspace: Workspace, interviews: list[Interview]) -> list[Line]:
    shown: list[Line] = []
    for interview in interviews:
        then = workspace.next_status(interview)
        if then or len(shown) < MOST_IN_LINE:
            shown.append(Line(interview, then[1], then[0]) if then else Line(interview, "", None))
    return shown


def _somebody(workspace: Workspace) -> str:
    """Return the name of somebody to have a first interview with, as an example to paste."""
    known = workspace.network.ties.get(ME, {})
    best = max(known.values(), key=lambda tie: (tie.quality, tie.target), default=None)
    first = next((person.name for person in workspace.kb.people.values()), "Ada Park")
    return workspace.kb.name(best.target) if best else first


def _progress(workspace: Workspace) -> dict[str, object]:
    """Return how the search goes: in a sentence, by week, by how interviews came about, by who introduced whom."""
    kb, clock = workspace.kb, workspace.clock
    weeks = _weeks(workspace)
    return {
        "progress": _in_a_sentence(workspace),
        "weeks": weeks,
        "weeks_in_words": _in_words(weeks),
        "routes": [
            (ROUTES.get(route or "", "Not noted"), [kb.interviews[id_] for id_ in ids])
            for route, ids in progress.by_route(kb, clock)
        ],
        "referrals": progress.referrals(kb, clock),
    }


def _in_a_sentence(workspace: Workspace) -> str:
    kb = workspace.kb
    held = progress.held(kb, workspace.clock)
    asked = [interview for interview in kb.interviews.values() if interview.facts.requested]
    if not asked and not held:
        return "The first conversation is the hardest to ask for, and usually the nicest."
    named = {person for interview in held for person in interview.introductions}
    known = len(workspace.network.ties.get(ME, {}))
    sentences = [
        _digits(len(held), "interview") + (f" from {_digits(len(asked), 'request')}." if asked else "."),
        f"{_digits(len(named), 'new name')}." if named else "",
        f"{_digits(known, 'person', 'people')} would take your call.",
    ]
    return " ".join(filter(None, sentences))


def _digits(count: int, noun: str, plural: str = "") -> str:
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def _weeks(workspace: Workspace) -> list[Week]:
    weeks, month = [], 0
    for week in progress.by_week(workspace.kb, workspace.clock):
        label = f"{week.monday:%b}" if week.monday.month != month else ""
        month = week.monday.month
        weeks.append(Week(week.monday, len(week.held), min(len(week.held), TALL), label))
    return weeks


def _in_words(weeks: list[Week]) -> str:
    """Return the picture of the weeks in words."""
    busy = [
        f"{counted(week.count, 'interview')} in the week of {long_day(week.monday)}" for week in weeks if week.count
    ]
    text = listed(busy)
    return f"{text[:1].upper()}{text[1:]}; none in the other weeks." if busy else ""
