"""The page of an interview."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wayin.clock import day_of
from wayin.journey.question_order import in_order
from wayin.journey.questions import for_people, key
from wayin.pages.drafts import shown_drafts
from wayin.pages.interviews import ROUTES, heading, stations
from wayin.pages.mentions import backlinks
from wayin.pages.steps import steps_of
from wayin.wording import long_day

if TYPE_CHECKING:
    from wayin.journey.brief import Line
    from wayin.knowledge import Interview
    from wayin.workspace import Workspace

MOST_OFFERED = 6
"""The most further questions suggested, in the order to ask them."""


class Part(NamedTuple):
    """A section of the brief."""

    anchor: str
    title: str
    lines: tuple[Line, ...]


def view(workspace: Workspace, id_: str) -> dict[str, object]:
    """Return the data for the page of an interview."""
    interview = workspace.kb.interviews[id_]
    ahead = not interview.is_held(workspace.clock) and not interview.is_off
    steps = steps_of(workspace, id_)
    said = {step.due.do.casefold() for step in steps}
    return {
        "interview": interview,
        "heading": heading(workspace, interview),
        "facts": interview.facts,
        "when": _when(interview),
        "route": ROUTES.get(interview.facts.route or "", ""),
        "stations": stations(workspace, interview),
        "steps": steps,
        "promised": [promise for promise in interview.facts.promised if promise.what.casefold() not in said],
        "drafts": shown_drafts(workspace, id_),
        "ahead": ahead,
        "brief": _brief(workspace, interview) if ahead else [],
        "more_questions": _more_questions(workspace, interview) if ahead else [],
        "learned": workspace.learnings.of.get(id_, ()),
        "backlinks": backlinks(workspace, id_),
    }


def _when(interview: Interview) -> str:
    """Return the day of an interview in words, with its time if it has one."""
    day = interview.facts.day
    if day is None:
        return ""
    time = f", {day:%H:%M}" if hasattr(day, "hour") else ""
    return f"{long_day(day_of(day))}{time}"


def _brief(workspace: Workspace, interview: Interview) -> list[Part]:
    """Return the sections of the brief that aren't empty."""
    kb, brief = workspace.kb, workspace.brief(interview.id)
    who = kb.name(brief.people[0]) if len(brief.people) == 1 else "them"
    company = kb.name(brief.company) if brief.company else "the company"
    asks = ("questions", "Questions") if brief.prepared else ("questions-you-could-ask", "Questions you could ask")
    parts = [
        Part("who-they-are", f"About {who}", brief.who),
        Part("how-you-got-here", "How this came about", brief.how),
        Part("who-else-knows-them", f"Who else knows {who}", brief.known_to),
        Part("what-you-know-about-the-company", f"About {company}", brief.about),
        Part("what-you-want-to-find-out", "What you want to find out", brief.objectives),
        Part(*asks, brief.questions),
        Part("what-others-said", "How others answered", brief.others),
        Part("what-you-could-offer", "What you could offer", brief.offer),
    ]
    return [part for part in parts if part.lines]


def _more_questions(workspace: Workspace, interview: Interview) -> list[str]:
    """Return further questions besides those in the note or suggested by the brief."""
    kb, clock, bank = workspace.kb, workspace.clock, workspace.questions
    people, kind = interview.people, interview.facts.kind
    gaps = [(gap.topic, gap.company) for gap in workspace.learnings.gaps]
    proposed = for_people(kb, clock, people, kind, bank, gaps=gaps, most=MOST_OFFERED)
    placed = [ask for person in people for ask in workspace.experts.of_person(person, 3)]
    own = [question.ask for question in interview.facts.questions]
    known = {key(ask) for ask in own or for_people(kb, clock, people, kind, bank)}
    wanted = {key(ask): ask for ask in (*placed, *proposed)}
    return in_order([ask for same, ask in wanted.items() if same not in known][:MOST_OFFERED])
