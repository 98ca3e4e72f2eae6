"""The whole search in order: conversations and what they taught, introductions, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wayin import model
from wayin.clock import day_of
from wayin.diagnostics import Problem, Reporter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.learning.learnings import Learning
    from wayin.model import Note

DECISION = "decision"
"""The `type` of a page that tells of a decision."""
Kind = Literal["conversation", "asked", "introduction", "decision"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the search."""

    day: date
    kind: Kind
    node: str
    """The id of the note that tells of it: a conversation, a decision, or whom an introduction was to reach."""
    people: tuple[str, ...] = ()
    company: str | None = None
    by: str | None = None
    """Who introduced me, or was asked to."""
    state: str = ""
    """How far a request came: `open`, `agreed`, `made`, `declined`."""
    learned: tuple[Learning, ...] = ()
    offered: tuple[str, ...] = ()
    """Whom they offered to introduce, or told me to speak to."""


def timeline(kb: KnowledgeBase, learned: Mapping[str, Sequence[Learning]], clock: Clock) -> list[Event]:
    """Everything that happened up to today, the oldest first.

    Args:
        kb: the knowledge base.
        learned: what each conversation taught, by its id.
        clock: what day it is; what lies ahead is no part of the story yet.
    """
    events = [*_conversations(kb, learned, clock), *_introductions(kb), *_decisions(kb)]
    past = [one for one in events if one.day <= clock.today]
    return sorted(past, key=lambda one: (one.day, one.kind, one.node, one.by or ""))


def _conversations(kb: KnowledgeBase, learned: Mapping[str, Sequence[Learning]], clock: Clock) -> Iterable[Event]:
    for one in kb.interviews.values():
        facts = one.facts
        told = tuple(learned.get(one.id, ()))
        if one.is_held(clock) and facts.day:
            yield Event(
                day_of(facts.day), "conversation", one.id, one.people, one.company, one.introduced_by, "", told,
                one.introductions,
            )  # fmt: skip
        elif not facts.day or facts.declined:
            state = "declined" if facts.declined else "answered" if facts.replied else "open"
            day = facts.requested or facts.declined
            if day:
                yield Event(day, "asked", one.id, one.people, one.company, one.introduced_by, state)


def _introductions(kb: KnowledgeBase) -> Iterable[Event]:
    for target, asks in kb.ledgers.items():
        for ask in asks:
            if day := ask.made or ask.declined or ask.agreed or ask.asked:
                yield Event(day, "introduction", target, by=ask.via, state=ask.state)


def _decisions(kb: KnowledgeBase) -> Iterable[Event]:
    for id_, note in kb.pages.items():
        if is_decision(note) and (day := _day(note)):
            yield Event(day, "decision", id_)


def is_decision(note: Note) -> bool:
    """Whether a page tells of a decision."""
    return isinstance(note.facts, model.Page) and (note.facts.type or "").strip().casefold() == DECISION


def _day(note: Note) -> date | None:
    return day_of(note.facts.day) if isinstance(note.facts, model.Page) and note.facts.day else None


def problems(kb: KnowledgeBase) -> list[Problem]:
    """Decisions that have no place in the story, since they have no date."""
    reporter = Reporter()
    for note in kb.pages.values():
        if is_decision(note) and not _day(note):
            reporter.report(note, note.position("type"), "decision-without-date")
    return reporter.problems
