"""Companies, roles or people compared: who said what about each topic, and where answers are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wayin.knowledge.names import fold
from wayin.learning.topics import voices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from wayin.knowledge import KnowledgeBase
    from wayin.learning.learnings import Answer, Learning
    from wayin.learning.roles import Role
    from wayin.learning.topics import Topic

    Told = dict[str, tuple[list[Learning], list[Answer]]]
    Whose = Callable[[Learning | Answer], tuple[str, ...]]

Kind = Literal["companies", "roles", "people"]
ELSEWHERE = ""
"""The key of learnings from people without a company."""
ENOUGH = 2
"""Voices a topic needs elsewhere before it counts as a gap at a company."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and all its answers."""

    ask: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to compare: a company or a person by id, or a role by its key."""

    kind: Kind
    id: str
    points: tuple[Learning, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic several people talked about, but nobody at a company you want."""

    topic: str
    company: str


def questions(answers: Iterable[Answer]) -> list[Question]:
    """Return the answered questions, those with the most answers first."""
    by_words: dict[str, list[Answer]] = {}
    for one in answers:
        by_words.setdefault(fold(one.question).rstrip("?. "), []).append(one)
    found = [Question(all_[0].question, tuple(all_)) for all_ in by_words.values()]
    return sorted(found, key=lambda one: (-len(one.answers), fold(one.ask)))


def subjects(
    kb: KnowledgeBase, points: Sequence[Learning], answers: Sequence[Answer], roles: Sequence[Role]
) -> list[Subject]:
    """Return everything to compare, the most discussed first, with companies you want even if nobody mentions them."""
    companies = _by(points, answers, lambda one: (one.company or ELSEWHERE,))
    wanted = [one.id for one in kb.companies.values() if one.is_target]
    for company in wanted:
        companies.setdefault(company, ([], []))
    people = _by(points, answers, lambda one: one.people)
    found = [Subject("companies", id_, tuple(said), tuple(back)) for id_, (said, back) in companies.items()]
    found += [Subject("roles", role.key, role.points, role.answers) for role in roles]
    found += [Subject("people", id_, tuple(said), tuple(back)) for id_, (said, back) in people.items()]

    def order(one: Subject) -> tuple[str, bool, int, bool, int, str]:
        interest = kb.companies[one.id].facts.interest or 0 if one.id in kb.companies else 0
        mentioned = one.kind == "people" and kb.people[one.id].note is None
        return (one.kind, one.id == ELSEWHERE, -len(one.points), mentioned, -interest, one.id)

    return sorted(found, key=order)


def _by(points: Iterable[Learning], answers: Iterable[Answer], whose: Whose) -> Told:
    told: Told = {}
    for point in points:
        for id_ in whose(point):
            told.setdefault(id_, ([], []))[0].append(point)
    for answer in answers:
        for id_ in whose(answer):
            told.setdefault(id_, ([], []))[1].append(answer)
    return told


def gaps(kb: KnowledgeBase, topics: Iterable[Topic]) -> list[Gap]:
    """Return what to ask next at each company you want: topics with several voices elsewhere and none there."""
    wanted = sorted((one for one in kb.companies.values() if one.is_target), key=lambda one: -(one.facts.interest or 0))
    spoken = [(one.name, {point.company for point in one.points}) for one in topics if voices(one.points) >= ENOUGH]
    return [Gap(name, company.id) for company in wanted for name, there in spoken if company.id not in there]


def gaps_of(found: Iterable[Gap]) -> Mapping[str, list[str]]:
    """Return the topics to ask about at each company, by its id."""
    by_company: dict[str, list[str]] = {}
    for gap in found:
        by_company.setdefault(gap.company, []).append(gap.topic)
    return by_company
