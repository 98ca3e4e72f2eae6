"""What was learned, by whom, where and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.knowledge.names import slug
from wayin.learning.topics import names, topic_slug
from wayin.wikilinks import as_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.knowledge import Interview, KnowledgeBase
    from wayin.model import InterviewKind
    from wayin.note_parts import SourcePosition


@dataclass(frozen=True, slots=True)
class Learning:
    """One thing learned, with its source."""

    topic: str | None
    """What it is about, by the name that all notes of it share."""
    point: str
    """The text as written, but for its #topics."""
    quote: str | None
    source: str
    """The id of the interview."""
    people: tuple[str, ...]
    company: str | None
    day: date | None
    private: bool
    also: tuple[str, ...] = ()
    """Further topics it names."""
    kind: InterviewKind = "informational"
    """What kind of conversation it comes from."""
    number: int = 1
    """Its place among what the conversation taught, from 1."""
    entry: int = 0
    """Its place among the note's `learnings`, from 0."""
    agrees: tuple[str, ...] = ()
    """Whom it agrees with, in the words of the note."""
    disagrees: tuple[str, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """Everything it is about."""
        return (self.topic, *self.also) if self.topic else ()

    @property
    def words(self) -> str:
        """Return the point without the brackets of links."""
        return as_words(self.point)

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its conversation."""
        return f"learned-{self.number}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back to a question. Where a page shows points, it is one: with no topic, and in no other words."""

    question: str
    answer: str
    source: str
    people: tuple[str, ...]
    company: str | None
    day: date | None
    topics: tuple[str, ...] = ()
    quote: str | None = None
    private: bool = False
    anchor: str = "questions"
    """Where it is on the page of its interview."""


def learnings(kb: KnowledgeBase) -> list[Learning]:
    """Everything learned, newest first; within one interview by topic, then by the alphabet.

    It is the same whether the front matter or the body says it, and whatever way of writing a topic a note chose.
    """
    found = [one for interview in kb.interviews.values() for one in _of(interview)]
    called = names(kb, (topic for one in found for topic in one.topics))
    ordered = sorted((_called(one, called) for one in found), key=_order)
    counts: dict[str, int] = {}
    numbered = []
    for one in ordered:
        counts[one.source] = counts.get(one.source, 0) + 1
        numbered.append(replace(one, number=counts[one.source]))
    return numbered


def _of(interview: Interview) -> Iterator[Learning]:
    facts = interview.facts
    day = day_of(facts.day) if facts.day else None
    for entry, noted in enumerate(interview.note.learnings):
        yield Learning(
            next(iter(noted.topics), None), noted.point, noted.quote, interview.id, interview.people, interview.company,
            day, noted.private, noted.topics[1:], facts.kind, entry=entry, agrees=noted.agrees,
            disagrees=noted.disagrees,
        )  # fmt: skip


def _called(one: Learning, called: dict[str, str]) -> Learning:
    topics = tuple(dict.fromkeys(called[topic] for topic in one.topics))
    return replace(one, topic=topics[0], also=topics[1:]) if topics else one


def _order(one: Learning) -> tuple[object, ...]:
    """What sorts it. Where in the note it stands counts only between two that say the very same."""
    return (
        -(one.day or date.min).toordinal(), one.source, one.topic is None, topic_slug(one.topic or ""), slug(one.words),
        one.point, one.quote or "", one.also, one.private, one.agrees, one.disagrees, one.entry,
    )  # fmt: skip


def position(kb: KnowledgeBase, one: Learning, key: str = "") -> SourcePosition:
    """Where in its note something learned is written."""
    return kb.interviews[one.source].note.position("learnings", one.entry, *((key,) if key else ()))


def answers(kb: KnowledgeBase) -> list[Answer]:
    """What came back to questions, newest first."""
    found = [
        Answer(
            asked.ask, asked.answer, one.id, one.people, one.company, day_of(one.facts.day) if one.facts.day else None
        )
        for one in kb.interviews.values()
        for asked in one.facts.questions
        if asked.answer
    ]
    return sorted(found, key=lambda one: (-(one.day or date.min).toordinal(), one.source))
