"""The shorter JSON documents of the commands: plain dicts and lists in which every reference is an id.

Their keys are a contract with other programs: keys may be added, but their meaning never changes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wayin.clock import day_of
from wayin.network.advice import why_bridge, why_fresh, why_worth_asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.dates import Duration
    from wayin.diagnostics import Problem
    from wayin.drafts.compose import Draft
    from wayin.journey.brief import Brief, Line
    from wayin.journey.first_step import FirstStep
    from wayin.knowledge import KnowledgeBase
    from wayin.network.ways import Way
    from wayin.workspace import Workspace

JSON = dict[str, Any]


def check_document(problems: Iterable[Problem]) -> JSON:
    """Return the problems of the notes."""
    return {
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity,
                "code": problem.code,
                "message": problem.message,
                "fix": problem.fix,
            }
            for problem in problems
        ]
    }


def due_document(workspace: Workspace, within: Duration | None = None) -> JSON:
    """Return the due steps by day and id; with `within`, only overdue steps and those within that time from today."""
    today = workspace.clock.today
    last = within.after(today) if within else date.max
    return {
        "today": iso_day(today),
        "items": [
            {
                "number": number,
                "kind": step.kind,
                "id": step.id,
                "name": step.name,
                "since": iso_day(step.since),
                "due": iso_day(step.due),
                "overdue": step.is_overdue(today),
                "do": step.do,
                "why": step.why,
                "people": list(step.people),
            }
            for number, step in enumerate(workspace.due, 1)
            if step.due <= last
        ],
    }


def next_document(workspace: Workspace) -> JSON:
    """Return the first steps towards the companies you want, and the three lists of who to ask next."""
    kb, suggestions = workspace.kb, workspace.suggestions
    return {
        "first": [
            {"company": company.id, **first_document(kb, workspace.first(company.id))} for company in workspace.wanted
        ],
        "unreached": [
            {
                "company": unreached.company,
                "ask": [
                    {"person": ask.person, "near": list(ask.near), "why": why_worth_asking(kb, ask)}
                    for ask in unreached.ask
                ],
            }
            for unreached in suggestions.unreached
        ],
        "bridges": [
            {"person": bridge.person, "targets": list(bridge.targets), "why": why_bridge(kb, bridge)}
            for bridge in suggestions.bridges
        ],
        "fresh": [
            {"person": fresh.person, "unknown": fresh.unknown, "why": why_fresh(fresh)} for fresh in suggestions.fresh
        ],
    }


def first_document(kb: KnowledgeBase, step: FirstStep, ways: Sequence[Way] = ()) -> JSON:
    """Return the first step; its `way` is the index in `ways`, if it is there."""
    people = [way.people for way in ways]
    return {
        "do": step.do,
        "id": step.id,
        "name": kb.name(step.id) if step.id else None,
        "what": step.what,
        "why": step.why,
        "until": iso_day(step.until),
        "way": people.index(step.way.people) if step.way and step.way.people in people else None,
    }


def brief_document(brief: Brief) -> JSON:
    """Return the page to read before an interview."""

    def sourced(lines: Iterable[Line]) -> list[JSON]:
        return [{"text": line.text, "source": line.source} for line in lines]

    return {
        "id": brief.id,
        "name": brief.name,
        "when": brief.when or None,
        "minutes": brief.minutes,
        "place": brief.place or None,
        "people": list(brief.people),
        "company": brief.company,
        "who": sourced(brief.who),
        "how": sourced(brief.how),
        "known_to": sourced(brief.known_to),
        "about": sourced(brief.about),
        "objectives": [line.text for line in brief.objectives],
        "questions": [line.text for line in brief.questions],
        "prepared": brief.prepared,
        "more": [line.text for line in brief.more],
        "others": sourced(brief.others),
        "offer": sourced(brief.offer),
    }


def draft_document(draft: Draft) -> JSON:
    """Return a draft with the blanks its writer has to fill in."""
    return {
        "kind": draft.kind,
        "to": list(draft.to),
        "subject": draft.subject,
        "body": draft.body,
        "blanks": [{"what": blank.what, "hint": blank.hint} for blank in draft.blanks],
        "words": draft.words,
        **({"note": draft.note} if draft.note else {}),
    }


def iso_day(moment: date | datetime | None) -> str | None:
    """Return the day of a moment as YYYY-MM-DD."""
    return day_of(moment).isoformat() if moment else None
