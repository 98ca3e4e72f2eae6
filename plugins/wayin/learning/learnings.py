"""Learnings and answers, with who said them, where and when."""

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
    """A learning with its source."""

    topic: str | None
    """The main topic, under its common name."""
    point: str
    """The text as written, without its #topics."""
    quote: str | None
    source: str
    """The id of the interview."""
    people: tuple[str, ...]
    company: str | None
    day: date | None
    private: bool
    also: tuple[str, ...] = ()
    """Further topics."""
    kind: InterviewKind = "informational"
    """The kind of interview it comes from."""
    number: int = 1
    """Its position among the learnings of the interview, from 1."""
    entry: int = 0
    """Its index in the note's `learnings`."""
    agrees: tuple[str, ...] = ()
    """References to those it agrees with, as written."""
    disagrees: tuple[str, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the main topic and all others."""
        return (self.topic, *self.also) if self.topic else ()

    @property
    def words(self) -> str:
        """Return the text with link brackets removed."""
        return as_words(self.point)

    @property
    def anchor(self) -> str:
        """Return its anchor on the page of its interview."""
        return f"learned-{self.number}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a question. Pages show it like a learning, but without a topic or references."""

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
    """Its anchor on the page of its interview."""


def learnings(kb: KnowledgeBase) -> list[Learning]:
    """Return all learnings, newest first; within an interview by topic, then alphabetically.

    The result is the same for front matter and body, and for any spelling of a topic.
    """
    all_learnings = [learning for interview in kb.interviews.values() for learning in _of(interview)]
    called = names(kb, (topic for learning in all_learnings for topic in learning.topics))
    ordered = sorted((_called(learning, called) for learning in all_learnings), key=_order)
    counts: dict[str, int] = {}
    numbered = []
    for learning in ordered:
        counts[learning.source] = counts.get(learning.source, 0) + 1
        numbered.append(replace(learning, number=counts[learning.source]))
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


def _called(learning: Learning, called: dict[str, str]) -> Learning:
    topics = tuple(dict.fromkeys(called[topic] for topic in learning.topics))
    return replace(learning, topic=topics[0], also=topics[1:]) if topics else learning


def _order(learning: Learning) -> tuple[object, ...]:
    """Return the sort key. The position in the note only separates identical learnings."""
    return (
        -(learning.day or date.min).toordinal(), learning.source,
        learning.topic is None, topic_slug(learning.topic or ""), slug(learning.words),
        learning.point, learning.quote or "", learning.also, learning.private,
        learning.agrees, learning.disagrees, learning.entry,
    )  # fmt: skip


def position(kb: KnowledgeBase, learning: Learning, key: str = "") -> SourcePosition:
    """Return where in its note a learning is written."""
    return kb.interviews[learning.source].note.position("learnings", learning.entry, *((key,) if key else ()))


def answers(kb: KnowledgeBase) -> list[Answer]:
    """Return the answers to questions, newest first."""
    all_answers = [
        Answer(
            question.ask, question.answer, interview.id, interview.people, interview.company,
            day_of(interview.facts.day) if interview.facts.day else None,
        )
        for interview in kb.interviews.values()
        for question in interview.facts.questions
        if question.answer
    ]  # fmt: skip
    return sorted(all_answers, key=lambda answer: (-(answer.day or date.min).toordinal(), answer.source))
