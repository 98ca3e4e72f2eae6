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

    LearningsById = dict[str, tuple[list[Learning], list[Answer]]]
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
    for answer in answers:
        by_words.setdefault(fold(answer.question).rstrip("?. "), []).append(answer)
    answered_questions = [Question(all_[0].question, tuple(all_)) for all_ in by_words.values()]
    return sorted(answered_questions, key=lambda question: (-len(question.answers), fold(question.ask)))


def subjects(
    kb: KnowledgeBase, learnings: Sequence[Learning], answers: Sequence[Answer], roles: Sequence[Role]
) -> list[Subject]:
    """Return everything to compare, the most discussed first, with companies you want even if nobody mentions them."""
    companies = _by(learnings, answers, lambda entry: (entry.company or ELSEWHERE,))
    wanted = [company.id for company in kb.companies.values() if company.is_target]
    for company in wanted:
        companies.setdefault(company, ([], []))
    people = _by(learnings, answers, lambda entry: entry.people)
    all_subjects = [
        Subject("companies", id_, tuple(own_learnings), tuple(back)) for id_, (own_learnings, back) in companies.items()
    ]
    all_subjects += [Subject("roles", role.key, role.points, role.answers) for role in roles]
    all_subjects += [
        Subject("people", id_, tuple(own_learnings), tuple(back)) for id_, (own_learnings, back) in people.items()
    ]

    def order(subject: Subject) -> tuple[str, bool, int, bool, int, str]:
        interest = kb.companies[subject.id].facts.interest or 0 if subject.id in kb.companies else 0
        mentioned = subject.kind == "people" and kb.people[subject.id].note is None
        return (subject.kind, subject.id == ELSEWHERE, -len(subject.points), mentioned, -interest, subject.id)

    return sorted(all_subjects, key=order)


def _by(learnings: Iterable[Learning], answers: Iterable[Answer], whose: Whose) -> LearningsById:
    by_subject: LearningsById = {}
    for learning in learnings:
        for id_ in whose(learning):
            by_subject.setdefault(id_, ([], []))[0].append(learning)
    for answer in answers:
        for id_ in whose(answer):
            by_subject.setdefault(id_, ([], []))[1].append(answer)
    return by_subject


def gaps(kb: KnowledgeBase, topics: Iterable[Topic]) -> list[Gap]:
    """Return what to ask next at each company you want: topics with several voices elsewhere and none there."""
    targets = (company for company in kb.companies.values() if company.is_target)
    wanted = sorted(targets, key=lambda company: -(company.facts.interest or 0))
    spoken = [
        (topic.name, {learning.company for learning in topic.points})
        for topic in topics
        if voices(topic.points) >= ENOUGH
    ]
    return [Gap(name, company.id) for company in wanted for name, there in spoken if company.id not in there]


def gaps_of(open_gaps: Iterable[Gap]) -> Mapping[str, list[str]]:
    """Return the topics to ask about at each company, by its id."""
    by_company: dict[str, list[str]] = {}
    for gap in open_gaps:
        by_company.setdefault(gap.company, []).append(gap.topic)
    return by_company
