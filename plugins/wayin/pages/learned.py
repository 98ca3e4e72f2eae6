"""Learnings, grouped as pages show them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from wayin.knowledge.names import fold
from wayin.learning.comparison import ELSEWHERE
from wayin.learning.topics import voices
from wayin.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.learning.agreement import Stance
    from wayin.learning.learnings import Answer, Learning
    from wayin.learning.topics import Topic
    from wayin.workspace import Workspace


class Group(NamedTuple):
    """Learnings under a heading: the name of a topic, an id, or a text."""

    topic: str
    node: str
    title: str
    points: Sequence[Learning]


class StanceView(NamedTuple):
    """The relation of another learning to this one."""

    other: Learning
    agrees: bool
    own: bool
    """Whether this learning says so, rather than the other."""


def stances_of(workspace: Workspace, point: Learning) -> list[StanceView]:
    """Return the learnings marked as agreeing or disagreeing with this one, one for each group of people."""
    stances = [_seen_from(point, stance) for stance in workspace.learnings.stances_of.get(point, ())]
    first = {(stance.other.people or stance.other, stance.agrees, stance.own): stance for stance in reversed(stances)}
    return [*reversed(first.values())]


def _seen_from(point: Learning, stance: Stance) -> StanceView:
    own = stance.point == point
    return StanceView(stance.other if own else stance.point, stance.agrees, own)


def by_topic(workspace: Workspace, learnings: Iterable[Learning]) -> list[Group]:
    """Group learnings by topic, the most discussed first; those without one last."""
    groups: dict[str, list[Learning]] = {}
    for learning in learnings:
        groups.setdefault(learning.topic or "", []).append(learning)
    rank = {topic.name: i for i, topic in enumerate(workspace.learnings.topics)}
    order = sorted(groups, key=lambda name: rank.get(name, len(rank)))
    return [Group(name, "", "" if name else "Without a topic", groups[name]) for name in order]


def by_company(learnings: Iterable[Learning]) -> list[Group]:
    """Group learnings by company, those with most learnings first."""
    groups: dict[str, list[Learning]] = {}
    for learning in learnings:
        groups.setdefault(learning.company or ELSEWHERE, []).append(learning)
    order = sorted(groups, key=lambda company: (company == ELSEWHERE, -len(groups[company]), company))
    return [Group("", company, "" if company else "Independent / no company", groups[company]) for company in order]


def by_interview(learnings: Iterable[Learning]) -> list[Group]:
    """Group learnings by interview, the earliest first."""
    ordered = sorted(learnings, key=lambda learning: (learning.day is None, learning.day, learning.source))
    return [Group("", source, "", [*group]) for source, group in groupby(ordered, key=lambda learning: learning.source)]


def by_question(answers: Iterable[Answer]) -> list[tuple[str, list[Answer]]]:
    """Group answers by question, those with most answers first."""
    groups: dict[str, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(fold(answer.question), []).append(answer)
    order = sorted(groups.values(), key=lambda group: (-len(group), fold(group[0].question)))
    return [(group[0].question, group) for group in order]


def how_many(topic: Topic) -> str:
    """Return how many people at how many companies talked about a topic, in words."""
    people, companies = voices(topic.points), len({point.company for point in topic.points if point.company})
    at = f" at {counted(companies, 'company', 'companies')}" if companies > 1 else ""
    return f"{counted(people, 'person', 'people')}{at}"


def could_answer(workspace: Workspace, company: str) -> list[str]:
    """Return up to two people at a company to ask, reachable ones first."""
    if company not in workspace.kb.companies:
        return []
    return [reached.person for reached in workspace.reach(company) if reached.current][:2]
