"""The calendar: interviews and due steps, for any program that reads iCalendar.

A UID depends on what an event is, not on its text or dates, so a calendar that imports the file again updates the
event. Times with a zone are written in UTC; times without one are local to the reader.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from icalendar import Calendar, Event

from wayin.clock import day_of
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from icalendar.parser import Contentline

    from wayin.journey import Due
    from wayin.knowledge import Interview, KnowledgeBase
    from wayin.workspace import Workspace

_DAY = timedelta(days=1)
PRODUCER = "-//Wayin//Conversations and next steps//EN"
"""Identifies a calendar written by Wayin."""
MINUTES = 30
"""The length of an interview whose note has no duration."""
LONGEST = 75
"""The most bytes in a line before it is folded (RFC 5545, section 3.1)."""
_CONTROL = re.compile(r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufeff\ufffe\uffff]")


def calendar(workspace: Workspace) -> bytes:
    """Return the calendar as a file; the same notes on the same day give the same bytes."""
    file = Calendar()
    file.add("prodid", PRODUCER)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", "Wayin")
    # The stamp is the build's day, so that the same notes give the same bytes
    stamp = datetime.combine(workspace.clock.today, time(), UTC)
    for event in [*_interviews(workspace.kb), *_steps(workspace.due)] or [_nothing_yet(workspace.clock.today)]:
        event.add("dtstamp", stamp)
        file.add_component(event)
    return b"".join(_folded(line) + b"\r\n" for line in file.content_lines() if line)


def _folded(line: Contentline) -> bytes:
    """Return a line of the file. The library goes through it character by character even if it needs no folding."""
    return line.encode() if line.isascii() and len(line) < LONGEST else bytes(line.to_ical())  # type: ignore[no-untyped-call]


def _interviews(kb: KnowledgeBase) -> Iterator[Event]:
    for interview in kb.interviews.values():
        if interview.facts.day and not interview.is_off:
            yield _interview_event(kb, interview, interview.facts.day)


def _interview_event(kb: KnowledgeBase, interview: Interview, day: date | datetime) -> Event:
    who = listed(kb.name(person) for person in interview.people) or interview.name
    company = f" ({kb.name(interview.company)})" if interview.company else ""
    event = _event("conversation", interview.id, "", f"{who}{company}")
    when = _exact(day)
    timed = isinstance(when, datetime)
    _span(event, when, timedelta(minutes=interview.facts.minutes or MINUTES) if timed else _DAY)
    if not timed:
        event.add("transp", "TRANSPARENT")
    if interview.facts.place:
        event.add("location", _plain(interview.facts.place))
    prepared = [*interview.facts.objectives, *(question.ask for question in interview.facts.questions)]
    if prepared:
        event.add("description", "\n".join(f"- {_plain(line)}" for line in prepared))
    return event


def _steps(steps: list[Due]) -> Iterator[Event]:
    for step in steps:
        event = _event(step.kind, step.id, step.part, step.do)
        _span(event, step.due, _DAY)
        event.add("transp", "TRANSPARENT")
        event.add("description", _plain(step.why))
        yield event


def has_events(workspace: Workspace) -> bool:
    """Return whether anything in the notes has a date."""
    return bool(workspace.due) or any(True for _ in _interviews(workspace.kb))


def _nothing_yet(today: date) -> Event:
    """Return a placeholder event for notes without dates: a calendar needs a component (RFC 5545, section 3.6)."""
    event = _event("note", "", "", "Nothing in your notes has a date yet")
    _span(event, today, _DAY)
    event.add("transp", "TRANSPARENT")
    return event


def _event(kind: str, node: str, part: str, summary: str) -> Event:
    event = Event()
    event.add("uid", uid(kind, node, part))
    event.add("summary", _plain(summary))
    event.add("categories", [kind])
    return event


def _span(event: Event, start: date | datetime, length: timedelta) -> None:
    event.add("dtstart", start)
    # No date follows date.max; an all-day event without an end lasts one day anyway
    with suppress(OverflowError):
        event.add("dtend", start + length)


def uid(kind: str, node: str, part: str = "") -> str:
    """Return an event's UID, which stays the same when its text or date changes."""
    digest = hashlib.sha256("\0".join((kind, node, part)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:32]}@wayin"


def _exact(day: date | datetime) -> date | datetime:
    """Return a day, a time in UTC, or a time without a zone; a time out of range in UTC becomes its day."""
    if not isinstance(day, datetime):
        return day
    if day.tzinfo is None:
        return day.replace(microsecond=0)
    try:
        return day.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return day_of(day)


def _plain(text: str) -> str:
    """Return a text on one line, without characters that calendars reject."""
    return " ".join(_CONTROL.sub(" ", text).split())
