"""What to do first, for pages and the network page alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wayin.model import ME
from wayin.pages.drafts import has, is_asked
from wayin.pages.steps import ACTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wayin.drafts.compose import DraftKind
    from wayin.journey.first_step import FirstStep
    from wayin.network.ways import Way
    from wayin.pages.steps import Step
    from wayin.workspace import Workspace


class Advice(NamedTuple):
    """What to do first, with the ids that its text may link to."""

    step: FirstStep
    names: tuple[str, ...]
    is_over: bool
    """Whether it has expired on the day of the build."""
    is_own: bool
    """Whether it is about the target alone, regardless of the ways."""


def advice(workspace: Workspace, node: str) -> Advice | None:
    """Return what to do first about a person or a company; None if your own tie or the best way already shows it."""
    step = workspace.first(node)
    if _is_plain(workspace, node, step):
        return None
    people = (step.id, step.whom, *(step.way.people[1:] if step.way else ()), step.target)
    names = tuple(person for person in dict.fromkeys(people) if person and person != node)
    is_over = step.turns is not None and workspace.clock.has_begun(step.turns)
    is_own = step.between is None and step.do not in ("write", "ask", "find")
    return Advice(step, names, is_over, is_own)


class Act(NamedTuple):
    """What does the first step: a draft with the id of its page, or the page of an interview."""

    page: str
    kind: DraftKind | None


def leading(advice: Advice | None, steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Return the steps that say what to do first, now or later, and all others."""
    now, later = (advice.step.what, advice.step.then.what if advice.step.then else "") if advice else ("", "")
    lead = [step for step in steps if step.due.do == now or (step.due.do == later and not step.counts)]
    return lead, [step for step in steps if step not in lead]


def act(workspace: Workspace, node: str) -> Act | None:
    """Return the draft for the first step about a person or a company, on the nearest page.

    Without a draft it is the brief of the upcoming interview.
    """
    step = workspace.first(node)
    wanted = [(page, kind) for page in (node, step.whom, step.id) if page for kind in ACTS.get(step.do, ())]
    if candidate := next((Act(page, kind) for page, kind in wanted if has(workspace, page, kind)), None):
        return candidate
    interviews = workspace.kb.interviews_with.get(step.id or "", ()) if step.do == "talk" else ()
    ahead = (interview for interview in interviews if workspace.status(interview) == "scheduled")
    return next((Act(interview.id, None) for interview in ahead), None)


def _is_plain(workspace: Workspace, node: str, step: FirstStep) -> bool:
    """Return whether a step starts with the first of the target's ties and ways."""
    person, way = _nearest(workspace, node)
    if step.do == "write":
        return step.id == person
    if person or step.is_caution or step.do not in ("ask", "find"):
        return False
    return step.way == way and not is_asked(workspace, step)


def _nearest(workspace: Workspace, node: str) -> tuple[str | None, Way | None]:
    """Return who you know, the person or somebody at the company, else the best way."""
    if node not in workspace.kb.companies:
        ways = workspace.ways(node)
        return (node, None) if workspace.network.tie(ME, node) else (None, next(iter(ways.ways), None))
    reached = workspace.reach(node)
    known = next((there.person for there in reached if there.known), None)
    return (known, None) if known or not reached else (None, reached[0].best)
