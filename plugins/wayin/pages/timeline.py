"""The timeline: the whole search in order, month by month."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from wayin.pages.progress import progress_of
from wayin.reading.body import sentence
from wayin.wording import MONTHS, counted

if TYPE_CHECKING:
    from wayin.learning.timeline import Event
    from wayin.workspace import Workspace


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the data for the timeline."""
    decisions = [event for event in workspace.learnings.timeline if event.kind == "decision"]
    return {
        "months": months(workspace),
        "summary": _summary(workspace),
        "decisions": decisions,
        **progress_of(workspace),
    }


def months(workspace: Workspace, company: str = "") -> list[tuple[str, list[Event]]]:
    """Return the events month by month, oldest first; of a company, if given."""
    events = workspace.learnings.timeline_of(company) if company else workspace.learnings.timeline
    by_month = groupby(events, key=lambda event: (event.day.year, event.day.month))
    return [(f"{MONTHS[month - 1]} {year}", [*group]) for (year, month), group in by_month]


def _summary(workspace: Workspace) -> str:
    """Return the whole search in a sentence."""
    events = workspace.learnings.timeline
    if not events:
        return ""
    counts = Counter(event.kind for event in events)
    held, learning_count, first = counts["conversation"], len(workspace.learnings.all), events[0].day
    parts = [counted(held, "interview"), f"{counted(learning_count, 'thing')} learned"]
    parts += [counted(counts["decision"], "decision")] * bool(counts["decision"])
    return f"Since {MONTHS[first.month - 1]} {first.year}: {', '.join(parts)}."


def decided(workspace: Workspace, id_: str) -> str:
    """Return the first sentence of a decision's page, as plain text."""
    body = workspace.kb.pages[id_].body
    text = " ".join(line for line in body.split("\n") if line.strip() and not line.startswith("#"))
    return sentence(text, 0, 0) if text else ""
