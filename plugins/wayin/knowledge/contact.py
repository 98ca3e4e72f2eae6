"""Your contact with each person: when and how often, from held interviews, logs and ticked to-dos."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.diagnostics import Reporter

if TYPE_CHECKING:
    from datetime import date, datetime

    from wayin.clock import Clock
    from wayin.diagnostics import Problem
    from wayin.knowledge.base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Contact:
    """Your contact with one person."""

    held: tuple[date, ...] = ()
    """The days of held interviews, in order."""
    logged: tuple[date, ...] = ()
    """The days of log entries and ticked to-dos, in order."""
    stated: date | None = None
    """The `last_contact` of their note, if it is past."""
    exchanged: date | None = None
    """The last day you wrote to each other or met, according to exported files."""

    @property
    def count(self) -> int:
        """Return the number of held interviews and log entries."""
        return len(self.held) + len(self.logged)

    @property
    def last(self) -> date | None:
        """Return the latest day of all; None if nothing has a date."""
        days = [*self.held[-1:], *self.logged[-1:], *filter(None, (self.stated, self.exchanged))]
        return max(days, default=None)


def contacts(kb: KnowledgeBase, clock: Clock) -> dict[str, Contact]:
    """Return your contact with each person who has any, by id."""
    held: dict[str, list[date]] = defaultdict(list)
    for interview in kb.interviews.values():
        if interview.facts.day and interview.is_held(clock):
            for who in interview.people:
                held[who].append(day_of(interview.facts.day))
    by_person = {}
    for person in kb.people.values():
        logged = sorted(entry.day for entry in person.note.log if entry.day <= clock.today) if person.note else []
        touch = person.contact.in_touch if person.contact else None
        contact = Contact(
            tuple(sorted(held.get(person.id, ()))), tuple(logged), clock.past(person.facts.last_contact),
            touch.last if touch else None,
        )  # fmt: skip
        if contact.last is not None:
            by_person[person.id] = contact
    return by_person


def contacts_ahead(kb: KnowledgeBase, clock: Clock) -> dict[str, list[date | datetime]]:
    """Return the future contacts with each person, in order, at most one per day."""
    ahead: dict[str, dict[date, date | datetime]] = defaultdict(dict)

    def add(who: str, moment: date | datetime) -> None:
        same = ahead[who].get(day_of(moment), moment)
        # Keep the earliest of a day; a day without a time sorts before any time in it
        ahead[who][day_of(moment)] = min(same, moment, key=lambda day_or_time: day_or_time.isoformat()[:19])

    for interview in kb.interviews.values():
        day = interview.facts.day
        if day and not interview.is_off and not clock.has_begun(day):
            for who in interview.people:
                add(who, day)
    for person in kb.people.values():
        days = [entry.day for entry in person.note.log] if person.note else []
        for day_or_time in (*days, *([person.facts.last_contact] if person.facts.last_contact else [])):
            if day_or_time > clock.today:
                add(person.id, day_or_time)
    return {who: [moments[day] for day in sorted(moments)] for who, moments in ahead.items()}


def report_ahead(kb: KnowledgeBase, clock: Clock) -> list[Problem]:
    """Return a problem for each `last_contact` in the future, which counts as unknown."""
    reporter = Reporter()
    for person in kb.people.values():
        day = person.facts.last_contact
        if person.note and day and day > clock.today:
            reporter.report(person.note, person.note.position("last_contact"), "contact-ahead", day=day)
    return reporter.problems
