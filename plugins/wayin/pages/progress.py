"""Progress of the search: in a sentence, per week, by how interviews came about, by who introduced whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.journey import progress
from wayin.model import ME
from wayin.pages.interviews import ROUTES
from wayin.wording import counted, listed, long_day

if TYPE_CHECKING:
    from datetime import date

    from wayin.workspace import Workspace

TALL = 6
"""The most interviews in a week that fit into the picture."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week in the picture of interviews."""

    monday: date
    count: int
    height: int
    label: str
    """The month, if the week is its first."""


def progress_of(workspace: Workspace) -> dict[str, object]:
    """Return the data for the picture of the whole search."""
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
