"""How interviews came about, and their stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.wording import format_day, listed

if TYPE_CHECKING:
    from datetime import date

    from wayin.knowledge import Interview
    from wayin.workspace import Workspace

ROUTES = {
    "friends-and-family": "Friends or family",
    "mutual-contact": "Mutual contact",
    "event": "Event",
    "work": "Work",
    "school": "School",
    "online": "Online",
    "cold": "Cold message",
}
"""The ways to get an interview, or to know somebody."""


_ORDINALS = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ")


def heading(workspace: Workspace, interview: Interview) -> str:
    """Return the heading of an interview's page: `Anneke Postma · second interview, 25 November`, or the note's own."""
    kb, facts = workspace.kb, interview.facts
    if not interview.people or interview.note.facts.name or interview.note.heading:
        return interview.name
    others = [other for other in kb.interviews_with.get(interview.people[0], ()) if other.people == interview.people]
    number = sorted(others, key=oldest_first).index(interview) + 1
    which = _ORDINALS[number] if number < len(_ORDINALS) else f"{number}th "
    day = f", {format_day(day_of(facts.day), workspace.clock.today)}" if facts.day else ""
    return f"{listed(kb.name(person) for person in interview.people)} · {which}interview{day}"


def stations(workspace: Workspace, interview: Interview) -> list[tuple[str, date | None]]:
    """Return the stages of an interview, each with the day it was reached."""
    facts = interview.facts
    met = day_of(facts.day) if facts.day and interview.is_held(workspace.clock) else None
    if facts.declined:
        reached: list[tuple[str, date | str | None]] = [("asked", facts.requested), ("declined", facts.declined)]
    else:
        reached = [
            ("asked", facts.requested), *(("reminded", day) for day in facts.followed_up),
            ("answered", facts.replied), ("met", met), ("thanked", facts.thanked), ("connected", facts.connected),
        ]  # fmt: skip
        reached += [("closed", facts.closed)] if facts.closed else []
    return [(word, workspace.clock.past(None if isinstance(day, str) else day)) for word, day in reached]


def oldest_first(interview: Interview) -> tuple[bool, int, str]:
    """Return the sort key of an interview: held, planned or requested ones, oldest first; then those without a date."""
    is_undated, day, id_ = newest_first(interview)
    return is_undated, -day, id_


def newest_first(interview: Interview) -> tuple[bool, int, str]:
    """Return the sort key of an interview: held or planned ones first, newest first; then those without a date."""
    day = interview.facts.day or interview.facts.requested
    return (day is None, -day_of(day).toordinal() if day else 0, interview.id)
