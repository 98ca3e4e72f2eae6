"""Calendars (iCalendar): past meetings and their participants, recurring ones on each of their days.

A broken event is skipped alone, and only events with other people are parsed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from wayin.clock import day_of
from wayin.contacts.names import display_name, email_key
from wayin.contacts.records import MOST_IN_A_MEETING, Card, Contents, Exchange, Skipped
from wayin.contacts.tables import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

ALONE = "nobody else is in it"
ALL_DAY = "lasts all day"
LARGE = f"more than {MOST_IN_A_MEETING} people"
CANCELLED = "cancelled"
BROKEN = "this event can't be read"
TOO_OFTEN = "repeats more than once a day"
NO_DAY = "no day that can be read"

_FAR_BACK = timedelta(days=15 * 365)
"""How far back recurring meetings are expanded from the last day that counts."""
_NOT_PEOPLE = frozenset({"ROOM", "RESOURCE", "GROUP"})
_DECLINED = "DECLINED"
_ROOM = re.compile(r"@resource\.calendar\.google\.com$|@group\.calendar\.google\.com$")
_WHEN = re.compile(r"(?:UID|DTSTART|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|SEQUENCE)[:;]", re.IGNORECASE)
"""The properties that determine when a meeting is; each day of a recurring one is a copy of them."""
_SUBDAILY = re.compile(r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)


@dataclass(slots=True)
class _Event:
    """The unfolded lines of an event."""

    line: int
    lines: list[str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Return whether it has a property of this name."""
        return any(
            line[: len(name)].upper() == name and line[len(name) : len(name) + 1] in (":", ";") for line in self.lines
        )

    def text(self) -> str:
        return "\r\n".join(["BEGIN:VEVENT", *self.lines, "END:VEVENT", ""])


def is_calendar(text: str) -> bool:
    """Return whether a text starts like a calendar."""
    return text.lstrip("\ufeff \t\n")[:15].casefold() == "begin:vcalendar"


def read_calendar(text: str, until: date) -> Contents:
    """Return the meetings of a calendar, with all participants.

    Args:
        text: the file.
        until: the day up to which recurring meetings are expanded; future ones are dropped once today is known.
    """
    zones, events = _split(text)
    cut, events = len(events) > MOST_ROWS, events[:MOST_ROWS]
    cards: list[Card] = []
    card_indexes: dict[str, int] = {}
    exchanges: list[Exchange] = []
    skipped: list[Skipped] = []
    for group in _by_uid(events).values():
        for event, meeting in _meetings(group, zones, until):
            if isinstance(meeting, str):
                skipped.append(Skipped(event.line, meeting))
                continue
            days, there = meeting
            for key, name in there.items():
                if key not in card_indexes:
                    card_indexes[key] = len(cards)
                    cards.append(Card(event.line, name, 0, emails=(key,)))
                elif name and not cards[card_indexes[key]].name:
                    cards[card_indexes[key]] = replace(cards[card_indexes[key]], name=name)
            exchanges.append(
                Exchange(event.line, "meeting", tuple(sorted(card_indexes[key] for key in there)), days=days)
            )
    skipped.sort(key=lambda entry: entry.line)
    return Contents(
        "calendar", len(events), tuple(cards), tuple(sorted(exchanges, key=lambda entry: entry.line)),
        tuple(skipped), cut=cut,
    )  # fmt: skip


def _split(text: str) -> tuple[list[str], list[_Event]]:
    """Return the lines of the time zones, and the events with their lines; alarms are skipped."""
    zones: list[str] = []
    events: list[_Event] = []
    inside: list[str] = []
    for number, line in _unfolded(text):
        bare = line.strip().upper()
        if bare.startswith("BEGIN:"):
            if bare == "BEGIN:VEVENT":
                events.append(_Event(number))
                inside = ["VEVENT"]  # even if the event before it was never closed
                continue
            inside.append(bare.removeprefix("BEGIN:"))
        if inside[:1] == ["VEVENT"] and inside == ["VEVENT"] and not bare.startswith("END:"):
            events[-1].lines.append(line)
        elif "VTIMEZONE" in inside:
            zones.append(line)
        if bare.startswith("END:") and inside:
            inside.pop()
    return zones, events


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    parts: list[str] = []
    begun = 1
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and parts:
            parts.append(line[1:])
            continue
        if parts:
            yield begun, "".join(parts)
        parts, begun = [line], number
    yield begun, "".join(parts)


def _by_uid(events: list[_Event]) -> dict[str, list[_Event]]:
    """Return the events grouped by meeting: a recurring one with its moved or changed days."""
    groups: dict[str, list[_Event]] = defaultdict(list)
    for event in events:
        uid = next((line.partition(":")[2].strip() for line in event.lines if line[:4].upper() in ("UID:", "UID;")), "")
        groups[uid or f"line {event.line}"].append(event)
    return groups


_Meeting = tuple[tuple[date, ...], dict[str, str]]


def _meetings(events: list[_Event], zones: list[str], until: date) -> Iterator[tuple[_Event, _Meeting | str]]:
    """Yield each event of a meeting with its days and people, or the reason it is skipped."""
    parsed: list[tuple[_Event, Any]] = []
    for event in events:
        if not event.has("ATTENDEE"):
            yield event, ALONE
        elif (component := _parse(event)) is None:
            yield event, BROKEN
        elif isinstance(component, str):
            yield event, component
        else:
            parsed.append((event, component))
    repeated = any(event.has("RRULE") or event.has("RDATE") or event.has("RECURRENCE-ID") for event, _ in parsed)
    days = _repeated(parsed, zones, until) if repeated else None
    for event, component in parsed:
        there = _people(component)
        if len(there) > MOST_IN_A_MEETING + 1:
            yield event, LARGE
        elif not there:
            yield event, ALONE
        elif days is None:
            yield event, ((day_of(component.decoded("DTSTART")),), there)
        elif event.line in days:
            yield event, (days[event.line], there)
        else:
            yield event, NO_DAY


def _parse(event: _Event) -> Any:
    """Return the parsed event, the reason it is skipped, or None if it can't be read."""
    from icalendar import Event  # imported late because it loads slowly

    try:
        component = Event.from_ical(event.text())
        start = component.decoded("DTSTART")
        status = str(component.get("STATUS", "")).upper()
    except Exception:  # icalendar may raise anything
        return None
    if status == "CANCELLED":
        return CANCELLED
    if not isinstance(start, datetime):
        return ALL_DAY
    return TOO_OFTEN if any(_SUBDAILY.search(line) for line in event.lines) else component


def _people(component: Any) -> dict[str, str]:
    """Return the names of the invited people by address, without rooms, groups and those who declined."""
    invitees: dict[str, str] = {}
    for name in ("ORGANIZER", "ATTENDEE"):
        entries = component.get(name, [])
        for entry in entries if isinstance(entries, list) else [entries]:
            key = email_key(str(entry))
            kind = str(entry.params.get("CUTYPE", "")).upper()
            declined = str(entry.params.get("PARTSTAT", "")).upper() == _DECLINED
            if not key or _ROOM.search(key):
                continue
            if kind in _NOT_PEOPLE or declined:
                invitees.pop(key, None)
                continue
            invitees[key] = display_name(str(entry.params.get("CN", ""))) or invitees.get(key, "")
    return invitees


def _repeated(parsed: list[tuple[_Event, Any]], zones: list[str], until: date) -> dict[int, tuple[date, ...]]:
    """Return the days of each event of a recurring meeting, by the event's line; empty if they can't be computed."""
    import recurring_ical_events
    from icalendar import Calendar

    mark = "X-WAYIN-LINE"
    events = "".join(
        "\r\n".join(["BEGIN:VEVENT", *filter(_WHEN.match, event.lines), f"{mark}:{event.line}", "END:VEVENT", ""])
        for event, _ in parsed
    )
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:wayin", *zones, ""]) + events + "END:VCALENDAR\r\n"
    days: dict[int, set[date]] = defaultdict(set)
    try:
        calendar = Calendar.from_ical(text)
        first = max(until - _FAR_BACK, min(day_of(component.decoded("DTSTART")) for _, component in parsed))
        for occurrence in recurring_ical_events.of(calendar, skip_bad_series=True).between(first, until):
            days[int(str(occurrence[mark]))].add(day_of(occurrence["DTSTART"].dt))
    except Exception:  # the three libraries may raise anything
        return {}
    return {line: tuple(sorted(meeting_days)) for line, meeting_days in days.items()}
