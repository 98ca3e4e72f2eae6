"""The status of an interview: the first that applies, with all boundaries."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from wayin import journey, knowledge
from wayin.clock import Clock
from wayin.dates import Duration
from wayin.model import Interview, Note

TODAY = date(2026, 11, 20)
MORNING = Clock(TODAY)
MIDDAY = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TEN_DAYS = Duration(10, "d")


def status(clock: Clock = MORNING, wait: Duration = TEN_DAYS, **facts: Any) -> str:
    """Return the status of an interview with these fields."""
    note = Note("interviews/talk.md", "interview", Interview.model_validate({"with": "Ada Park"} | facts))
    return journey.status(knowledge.build([note]).interviews["interviews/talk"], clock, wait)


@dataclass(frozen=True)
class Case:
    """Fields of an interview, and its status on 20 November 2026."""

    status: str
    facts: dict[str, Any]


CASES = {
    "given up while it was asked for": Case("closed", {"requested": "2026-11-01", "closed": "2026-11-15"}),
    "given up before its day": Case("closed", {"date": "2026-11-18", "closed": "2026-11-15"}),
    "closed after it was held": Case("thank-you due", {"date": "2026-11-10", "closed": "2026-11-15"}),
    "held, and thanks are skipped": Case("done", {"date": "2026-11-10", "thanked": "skip"}),
    "the reminder is put off": Case("requested", {"requested": "2024-01-01", "not_before": "2026-12-01"}),
    "nothing noted": Case("idea", {}),
    "prepared only": Case("idea", {"objectives": ["Learn"], "questions": ["Why?"]}),
    "asked today": Case("requested", {"requested": "2026-11-20"}),
    "asked nine days ago": Case("requested", {"requested": "2026-11-11"}),
    "asked ten days ago: the wait is over": Case("follow-up due", {"requested": "2026-11-10"}),
    "asked long ago": Case("follow-up due", {"requested": "2024-01-01"}),
    "asked in the future": Case("requested", {"requested": "2026-12-24"}),
    "the reminder counts from its day": Case(
        "requested", {"requested": "2026-10-01", "followed_up": "2026-11-11"}
    ),
    "ten days after the reminder": Case(
        "follow-up due", {"requested": "2026-10-01", "followed_up": "2026-11-10"}
    ),
    "the later of ask and reminder counts": Case(
        "requested", {"requested": "2026-11-15", "followed_up": "2026-10-01"}
    ),
    "a reminder without an ask": Case("follow-up due", {"followed_up": "2026-11-01"}),
    "two reminders": Case("no reply", {"requested": "2026-10-01", "followed_up": ["2026-10-12", "2026-10-23"]}),
    "two reminders, the last one yesterday": Case(
        "no reply", {"requested": "2026-10-01", "followed_up": ["2026-10-12", "2026-11-19"]}
    ),
    "three reminders": Case("no reply", {"followed_up": ["2026-10-12", "2026-10-23", "2026-11-01"]}),
    "answered": Case("answered", {"requested": "2026-10-01", "replied": "2026-10-05"}),
    "answered without an ask": Case("answered", {"replied": "2026-10-05"}),
    "answered after two reminders": Case(
        "answered", {"followed_up": ["2026-10-12", "2026-10-23"], "replied": "2026-10-25"}
    ),
    "tomorrow": Case("scheduled", {"date": "2026-11-21"}),
    "tomorrow, never asked, never answered": Case("scheduled", {"date": "2026-11-21", "followed_up": "2026-11-01"}),
    "today, without a time, counts as held": Case("thank-you due", {"date": "2026-11-20"}),
    "yesterday": Case("thank-you due", {"date": "2026-11-19"}),
    "yesterday, without an answer noted": Case("thank-you due", {"date": "2026-11-19", "requested": "2026-11-01"}),
    "thanked": Case("done", {"date": "2026-11-19", "thanked": "2026-11-20"}),
    "thanked, though not connected": Case("done", {"date": "2026-11-19", "thanked": "2026-11-20"}),
    "connected, though not thanked": Case("thank-you due", {"date": "2026-11-19", "connected": "2026-11-20"}),
    "thanked before it took place": Case("scheduled", {"date": "2026-11-25", "thanked": "2026-11-18"}),
    "thanked, without a date": Case("answered", {"replied": "2026-10-05", "thanked": "2026-10-06"}),
    "declined": Case("declined", {"requested": "2026-10-01", "declined": "2026-10-05"}),
    "declined wins over a date ahead": Case("declined", {"date": "2026-11-25", "declined": "2026-11-18"}),
    "declined wins over a date past and thanks": Case(
        "declined", {"date": "2026-11-10", "thanked": "2026-11-11", "declined": "2026-11-05"}
    ),
    "declined wins over an answer and reminders": Case(
        "declined", {"replied": "2026-11-10", "followed_up": ["2026-10-01", "2026-10-11"], "declined": "2026-11-05"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_first_that_applies(name: str) -> None:
    assert status(**CASES[name].facts) == CASES[name].status


def test_every_status_is_reached_and_no_other() -> None:
    assert {case.status for case in CASES.values()} == set(journey.STATUSES)
    assert journey.STATUSES[0] == "idea"


@pytest.mark.parametrize(
    ("wait", "asked", "expected"),
    [
        (Duration(2, "w"), "2026-11-06", "follow-up due"),
        (Duration(2, "w"), "2026-11-07", "requested"),
        (Duration(1, "m"), "2026-10-20", "follow-up due"),
        (Duration(1, "m"), "2026-10-21", "requested"),
        (Duration(1, "d"), "2026-11-20", "requested"),
        (Duration(1, "d"), "2026-11-19", "follow-up due"),
    ],
)
def test_the_wait_is_configurable(wait: Duration, asked: str, expected: str) -> None:
    assert status(wait=wait, requested=asked) == expected


RUNNING = Clock(TODAY, MIDDAY)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T11:59", "thank-you due"),
        ("2026-11-20T12:00", "thank-you due"),
        ("2026-11-20T12:01", "scheduled"),
        ("2026-11-20 09:00", "thank-you due"),
        ("2026-11-20", "thank-you due"),
        ("2026-11-19T23:59", "thank-you due"),
        ("2026-11-21T00:00", "scheduled"),
        # With a zone it is the same moment everywhere
        ("2026-11-20T13:00+01:00", "thank-you due"),
        ("2026-11-20T13:01+01:00", "scheduled"),
        ("2026-11-20T04:00-08:00", "thank-you due"),
        ("2026-11-20T12:00Z", "thank-you due"),
    ],
)
def test_a_time_today_counts_once_it_is_past(moment: str, expected: str) -> None:
    assert status(RUNNING, date=moment) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-20T00:00", "thank-you due"),
        ("2026-11-20T09:00", "scheduled"),
        ("2026-11-20T23:59", "scheduled"),
        ("2026-11-20", "thank-you due"),
        ("2026-11-19T23:59", "thank-you due"),
    ],
)
def test_a_clock_fixed_to_a_day_is_at_its_start(moment: str, expected: str) -> None:
    assert status(MORNING, date=moment) == expected


def test_the_readers_zone_decides_what_a_time_without_one_means() -> None:
    east = timezone(timedelta(hours=9))
    clock = Clock(date(2026, 11, 20), datetime(2026, 11, 20, 8, 0, tzinfo=east))
    assert status(clock, date="2026-11-20T07:30") == "thank-you due"
    assert status(clock, date="2026-11-20T08:30") == "scheduled"
    assert status(clock, date="2026-11-19T23:30Z") == "scheduled"
    assert status(clock, date="2026-11-19T22:30Z") == "thank-you due"
