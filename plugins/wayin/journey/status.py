"""The status of an interview, computed from its dates instead of being stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from datetime import date, datetime

    from wayin.clock import Clock
    from wayin.dates import Duration
    from wayin.knowledge import Interview

Status = Literal[
    "idea", "requested", "follow-up due", "no reply", "answered", "scheduled", "thank-you due", "done", "declined",
    "closed",
]  # fmt: skip
STATUSES: tuple[Status, ...] = get_args(Status)
"""All statuses in order."""
MOST_REMINDERS = 2
"""The most reminders without an answer."""


def status(interview: Interview, clock: Clock, follow_up_after: Duration) -> Status:
    """Return the first status that applies."""
    facts = interview.facts
    if facts.declined:
        return "declined"
    if interview.is_off:
        return "closed"
    if facts.day is not None:
        if not clock.has_begun(facts.day):
            return "scheduled"
        return "done" if facts.thanked else "thank-you due"
    if facts.replied:
        return "answered"
    if len(facts.followed_up) >= MOST_REMINDERS:
        return "no reply"
    if asked := last_asked(interview):
        return "follow-up due" if clock.today >= follow_up_day(interview, asked, follow_up_after) else "requested"
    return "idea"


def next_status(interview: Interview, clock: Clock, follow_up_after: Duration) -> tuple[date | datetime, Status] | None:
    """Return the next status an interview reaches just by the passing of time, and when."""
    facts = interview.facts
    now = status(interview, clock, follow_up_after)
    if now == "scheduled" and facts.day:
        return facts.day, "done" if facts.thanked else "thank-you due"
    if now == "requested" and (asked := last_asked(interview)):
        return follow_up_day(interview, asked, follow_up_after), "follow-up due"
    return None


def follow_up_day(interview: Interview, asked: date, follow_up_after: Duration) -> date:
    """Return the day a reminder is due: after the wait, and not before the note's `not_before`."""
    day = follow_up_after.after(asked)
    return max(day, interview.facts.not_before or day)


def last_asked(interview: Interview) -> date | None:
    """Return the later of the request and the last reminder."""
    days = [*interview.facts.followed_up, *([interview.facts.requested] if interview.facts.requested else [])]
    return max(days, default=None)
