"""The search in order: interviews and their learnings, introductions, decisions."""

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
"""The `type` of a page about a decision."""
Kind = Literal["conversation", "asked", "introduction", "decision"]


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the search."""

    day: date
    kind: Kind
    node: str
    """The id of the note it comes from: an interview, a decision, or the person an introduction was meant to reach."""
    people: tuple[str, ...] = ()
    company: str | None = None
    by: str | None = None
    """Who introduced you, or was asked to."""
    state: str = ""
    """The state of a request: `open`, `agreed`, `made`, `declined`."""
    learned: tuple[Learning, ...] = ()
    offered: tuple[str, ...] = ()
    """People they offered to introduce or suggested."""


def timeline(kb: KnowledgeBase, learned: Mapping[str, Sequence[Learning]], clock: Clock) -> list[Event]:
    """Return the events up to today, oldest first.

    Args:
        kb: the knowledge base.
        learned: the learnings of each interview, by its id.
        clock: provides today; future events are left out.
    """
    events = [*_interviews(kb, learned, clock), *_introductions(kb), *_decisions(kb)]
    past = [event for event in events if event.day <= clock.today]
    return sorted(past, key=lambda event: (event.day, event.kind, event.node, event.by or ""))


def _interviews(kb: KnowledgeBase, learned: Mapping[str, Sequence[Learning]], clock: Clock) -> Iterable[Event]:
    for interview in kb.interviews.values():
        facts = interview.facts
        learnings = tuple(learned.get(interview.id, ()))
        if interview.is_held(clock) and facts.day:
            yield Event(
                day_of(facts.day), "conversation", interview.id, interview.people, interview.company,
                interview.introduced_by, "", learnings, interview.introductions,
            )  # fmt: skip
        elif not facts.day or facts.declined:
            state = "declined" if facts.declined else "answered" if facts.replied else "open"
            day = facts.requested or facts.declined
            if day:
                yield Event(
                    day, "asked", interview.id, interview.people, interview.company, interview.introduced_by, state
                )


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
    """Return whether a page is about a decision."""
    return isinstance(note.facts, model.Page) and (note.facts.type or "").strip().casefold() == DECISION


def _day(note: Note) -> date | None:
    return day_of(note.facts.day) if isinstance(note.facts, model.Page) and note.facts.day else None


def problems(kb: KnowledgeBase) -> list[Problem]:
    """Return decisions missing from the timeline because they have no date."""
    reporter = Reporter()
    for note in kb.pages.values():
        if is_decision(note) and not _day(note):
            reporter.report(note, note.position("type"), "decision-without-date")
    return reporter.problems
