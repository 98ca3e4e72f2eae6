"""The pages of all learnings, of each topic and of each role."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from wayin.knowledge.names import sort_key
from wayin.learning.roles import role_key
from wayin.learning.topics import voices
from wayin.pages.learned import by_company, by_question, by_topic, could_answer, how_many
from wayin.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wayin.knowledge import Job
    from wayin.learning.learnings import Learning
    from wayin.learning.roles import Role
    from wayin.learning.topics import Topic
    from wayin.pages.learned import Group
    from wayin.workspace import Workspace

KINDS = {
    "informational": "Informational interviews",
    "networking": "Networking",
    "screening": "Screenings, where the other side was choosing",
}
"""The name of each kind of interview, as a qualification of what was said there."""
MOST_MISSING = 12
"""The most companies listed where nobody has talked about a topic."""
MOST_LATEST = 5
MOST_POINTS = 10
"""The most points of a topic shown at first."""
MOST_ROLES = 12


class TopicRow(NamedTuple):
    """A row in the index of topics."""

    topic: Topic
    people: list[str]
    """The people who talked about it, those who said most first."""
    agree: int
    disagree: int
    last: date | None


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the data for the page of all learnings."""
    learnings = workspace.learnings
    return {
        "topics": [_row(workspace, topic) for topic in learnings.topics],
        "untitled": [point for point in learnings.all if not point.topic],
        "roles": learnings.roles[:MOST_ROLES],
        "latest": latest(workspace),
    }


def _row(workspace: Workspace, topic: Topic) -> TopicRow:
    said = Counter(person for point in topic.points for person in point.people)
    people = [person for person, _ in said.most_common()]
    days = [point.day for point in topic.points if point.day]
    return TopicRow(topic, people, *_marked(workspace, topic), max(days, default=None))


def latest(workspace: Workspace) -> list[Learning]:
    """Return the latest learnings."""
    return [*workspace.learnings.all[:MOST_LATEST]]


def topic(workspace: Workspace, name: str) -> dict[str, object]:
    """Return the data for the page of a topic."""
    learnings = workspace.learnings
    spoken = learnings.topic_named[name]
    kinds = {kind: [point for point in spoken.points if point.kind == kind] for kind in KINDS}
    missing = learnings.gaps_on.get(name, ())
    groups = by_company(spoken.points)
    shown = _how_many_shown(groups)
    return {
        "topic": spoken,
        "summary": _summary(workspace, spoken),
        "groups": groups[:shown],
        "more": groups[shown:],
        "more_points": sum(len(group.points) for group in groups[shown:]),
        "kinds": [(title, kinds[kind]) for kind, title in KINDS.items() if kinds[kind]],
        "missing": [(company, could_answer(workspace, company)) for company in missing[:MOST_MISSING]],
        "more_missing": max(0, len(missing) - MOST_MISSING),
    }


def _summary(workspace: Workspace, topic: Topic) -> str:
    """Return how many people talked about a topic, and how far they agree."""
    if voices(topic.points) == 1:
        return "One person so far, so it's one data point. Ask someone else about it, too."
    agree, disagree = _marked(workspace, topic)
    parts = [counted(agree, "agreement")] * bool(agree) + [counted(disagree, "disagreement")] * bool(disagree)
    people = how_many(topic)
    return f"{people[:1].upper()}{people[1:]}{': ' if parts else ''}{' and '.join(parts)}."


def _marked(workspace: Workspace, topic: Topic) -> tuple[int, int]:
    """Return the numbers of agreements and disagreements on a topic marked in the notes."""
    marked = {
        id(stance): stance.agrees
        for point in topic.points
        for stance in workspace.learnings.stances_of.get(point, ())
        if topic.name in stance.point.topics and topic.name in stance.other.topics
    }
    agree = sum(marked.values())
    return agree, len(marked) - agree


def _how_many_shown(groups: Sequence[Group]) -> int:
    """Return how many groups contain the points shown at first; at least one."""
    totals = accumulate(len(group.points) for group in groups)
    return max(1, sum(total <= MOST_POINTS for total in totals))


def role(workspace: Workspace, key: str) -> dict[str, object]:
    """Return the data for the page of a role."""
    spoken = next(role for role in workspace.learnings.roles if role.key == key)
    return {
        "role": spoken,
        "people": _people(workspace, spoken),
        "learned": by_topic(workspace, spoken.points),
        "answers": by_question(spoken.answers),
        "careers": _careers(workspace, spoken),
    }


def _people(workspace: Workspace, role: Role) -> list[tuple[str, str, str]]:
    """Return who has a role: the person, their own title, and the company."""
    people = []
    for person, title in role.people:
        jobs = [job for job in workspace.kb.people[person].jobs if job.role and role_key(job.role) == role.key]
        people.append((person, title, next((job.company for job in jobs if job.company), "")))
    return sorted(people, key=lambda entry: sort_key(workspace.kb.name(entry[0])))


def _careers(workspace: Workspace, role: Role) -> list[tuple[str, list[Job]]]:
    """Return how people got to a role: their positions in order."""
    jobs = {person: sorted(workspace.kb.people[person].jobs, key=_begun) for person, _ in role.people}
    return [(person, career) for person, career in jobs.items() if len(career) > 1]


def _begun(job: Job) -> tuple[bool, str]:
    """Return the sort key of a position: its start; a current one without a date comes last."""
    return (job.start is None and job.end is None, str(job.start or ""))
