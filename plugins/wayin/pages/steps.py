"""Next steps for pages: those that count now, and those that will."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wayin.clock import days_after
from wayin.pages.drafts import has
from wayin.pages.endings import of_step
from wayin.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin import journey
    from wayin.drafts.compose import DraftKind
    from wayin.journey.due import DueKind
    from wayin.journey.first_step import Do
    from wayin.pages.endings import Ending
    from wayin.workspace import Workspace

_WEEK = 7
"""Days."""
_DRAFTS: dict[DueKind, DraftKind] = {
    "thank-you": "thank-you",
    "connect": "connect",
    "follow-up": "follow-up",
    "keep-in-touch": "keep-in-touch",
    "ask": "follow-up",
    "introduction": "follow-up",
}
"""The draft for each kind of step, on the page of the step's id."""
_OFFER: tuple[DraftKind, ...] = ("introduction", "request", "keep-in-touch")
"""The drafts that take up an offer; the first on the page is used."""


_RANKS: tuple[DueKind, ...] = (
    "thank-you", "prepare", "promise", "introduction", "follow-up", "ask", "connect", "keep-in-touch",
)  # fmt: skip
"""The kinds of steps by what is lost by waiting."""


ACTS: dict[Do, tuple[DraftKind, ...]] = {
    "ask": ("introduction", "follow-up"),
    "take-up": ("introduction",),
    "find": ("introduction", "request"),
    "write": ("request", "keep-in-touch"),
    "thread": ("request",),
    "talk": ("follow-up",),
    "remind": ("follow-up",),
    "chase": ("follow-up",),
}
"""The drafts for acts that replace steps, used likewise."""


@dataclass(frozen=True, slots=True)
class Step:
    """A line in a list of next steps."""

    due: journey.Due
    names: tuple[str, ...]
    """The ids that its text may link to."""
    counts: bool
    """Whether it counts on the day of the build; others are in the page, hidden until their time."""
    is_today: bool
    also: str
    """What else its draft does; empty for most."""
    label: str
    page: str
    """The id of the page that its button opens."""
    draft: DraftKind | None
    """The draft for the step on that page, if there is one."""
    together: tuple[journey.Due, ...] = ()
    """Further steps covered by the same draft."""
    ending: Ending | None = None
    """How to complete it."""

    @property
    def rank(self) -> int:
        """Return how much is lost by waiting: 0 is the most."""
        return _RANKS.index(self.due.kind)


def steps_of(workspace: Workspace, node: str) -> list[Step]:
    """Return the steps of a person, a company or an interview."""
    agenda = workspace.agenda_for.get(node, [])
    # A search for other people doesn't belong on the page of the person who was asked
    agenda = [due for due in agenda if due.id == node or (node not in workspace.kb.interviews and due.act != "find")]
    return _together(_steps(workspace, agenda, node))


def all_steps(workspace: Workspace) -> list[tuple[str, list[Step]]]:
    """Return every step: due and overdue ones by what is lost by waiting, then this week's, then later ones."""
    groups: dict[str, list[Step]] = {"Today": [], "This week": [], "Later": []}
    today = workspace.clock.today
    for step in _together(_steps(workspace, workspace.agenda)):
        day = step.due.due
        groups["Today" if day <= today else "This week" if day <= days_after(today, _WEEK) else "Later"].append(step)
    groups["Today"].sort(key=lambda step: step.rank)
    return [*groups.items()]


def _together(steps: Iterable[Step]) -> list[Step]:
    """Return the steps, with those covered by one draft combined; a step with a time of its own stays separate."""
    shown: dict[object, Step] = {}
    for step in steps:
        settled = step.also and step.draft and not (step.due.begins or step.due.ends)
        key = (step.page, step.draft) if settled else step
        before = shown.get(key)
        shown[key] = replace(before, together=(*before.together, step.due)) if before else step
    return [replace(step, also=_covers(len(step.together) + 1)) if step.together else step for step in shown.values()]


def _covers(count: int) -> str:
    """Return a text about how many steps a draft covers; empty for one."""
    return "" if count == 1 else f"One draft covers {'both' if count == 2 else f'all {number(count)}'}."


def _steps(workspace: Workspace, agenda: Iterable[journey.Due], here: str = "") -> list[Step]:
    return [_step(workspace, due, here) for due in agenda]


def _step(workspace: Workspace, due: journey.Due, here: str) -> Step:
    names = tuple(node for node in dict.fromkeys((*due.people, due.id)) if node != here)
    also, page, draft = _button(workspace, due)
    label = "Open draft" if draft else "Open brief" if due.kind == "prepare" else "Open notes"
    today = workspace.clock.today
    ending = of_step(workspace, due)
    return Step(due, names, due.counts(workspace.clock), due.due == today, also, label, page, draft, ending=ending)


def _button(workspace: Workspace, due: journey.Due) -> tuple[str, str, DraftKind | None]:
    """Return what else the button of a step does, the page it opens, and the draft there."""
    if due.act:
        interview = workspace.kb.interviews.get(due.id)
        page = interview.people[0] if interview else due.id
        return "", page, next((kind for kind in ACTS.get(due.act, ()) if has(workspace, page, kind)), None)
    offered = due.part in workspace.kb.interviews
    if due.kind in ("ask", "introduction") and not offered:
        waiting = len(workspace.drafts.lying_with(due.people[0]))
        if waiting > 1 and has(workspace, due.people[0], "follow-up"):
            return _covers(waiting), due.people[0], "follow-up"
    kinds = _OFFER if offered else (_DRAFTS[due.kind],) if due.kind in _DRAFTS else ()
    return "", due.id, next((kind for kind in kinds if has(workspace, due.id, kind)), None)
