"""The page of questions: open ones, who could answer them, and the answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wayin.journey.questions import SEEDS, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wayin.journey.experts import Expert
    from wayin.journey.questions import AskedQuestion, AskedTime
    from wayin.model import InterviewKind
    from wayin.workspace import Workspace

MOST_PEOPLE = 12
"""The most people listed who could answer."""
KINDS: dict[InterviewKind, str] = {
    "informational": "To learn about the work",
    "networking": "To get to know someone",
    "screening": "When they are choosing",
}


class OpenQuestion(NamedTuple):
    """A question without an answer in its interview, and who else could answer it."""

    asked: AskedQuestion
    experts: Sequence[Expert]


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the data for the page of questions."""
    by_person = workspace.experts.by_person
    order = sorted(by_person, key=lambda person: (-len(by_person[person]), workspace.kb.name(person)))
    return {
        "open": _open(workspace),
        "who": [(person, by_person[person]) for person in order[:MOST_PEOPLE]],
        "answered": [asked for asked in workspace.questions if not asked.is_open],
        "starters": [(title, asks) for title, asks in _starters(workspace) if asks],
    }


def _starters(workspace: Workspace) -> list[tuple[str, list[str]]]:
    """Return questions to start with that aren't in the notes yet, by the kind of interview."""
    noted = {key(asked.ask) for asked in workspace.questions}
    return [(KINDS[kind], [ask for ask in asks if key(ask) not in noted]) for kind, asks in SEEDS.items()]


def _open(workspace: Workspace) -> list[tuple[AskedTime, list[OpenQuestion]]]:
    """Return the questions still to ask by interview, the next first; then those asked without an answer.

    A question nobody has answered is listed once, with the next interview; one that others have answered, with every
    upcoming interview.
    """
    questions: dict[str, list[AskedQuestion]] = {}
    times: dict[str, AskedTime] = {}
    for asked in workspace.questions:
        ahead = sorted((time for time in asked.times if not time.held), key=_nearest)
        for time in ahead[:1] or asked.times[-1:] if asked.is_open else ahead:
            times[time.interview] = time
            questions.setdefault(time.interview, []).append(asked)
    order = sorted(times.values(), key=lambda time: (time.held, _nearest(time)))
    return [(time, _in_order(workspace, time, questions[time.interview])) for time in order]


def _in_order(workspace: Workspace, time: AskedTime, questions: list[AskedQuestion]) -> list[OpenQuestion]:
    """Return questions in the order of the interview's note."""
    own = [key(question.ask) for question in workspace.kb.interviews[time.interview].facts.questions]
    ordered = sorted(questions, key=lambda asked: own.index(key(asked.ask)))
    return [OpenQuestion(asked, _experts(workspace, asked)) for asked in ordered]


def _experts(workspace: Workspace, asked: AskedQuestion) -> list[Expert]:
    if not asked.is_open:
        return []
    ahead = {person for time in asked.times if not time.held for person in time.people}
    return [expert for expert in workspace.experts.best(asked) if expert.person not in ahead]


def _nearest(time: AskedTime) -> tuple[date, str]:
    """Return the sort key of an interview: its day, those without one last."""
    return time.day or date.max, time.interview
