"""What is on its way already comes first, and is said in a sentence that is true on any day."""

from datetime import date
from typing import Any

import pytest

from network.vault import base
from wayin.clock import Clock
from wayin.journey.underway import Approach, Underway
from wayin.model import Duration

CLOCK = Clock(date(2026, 11, 20))
BO = {"people/ada": {"name": "Ada Park"}, "people/bo": {"name": "Bo Lind", "company": "Acme"}}


def of(node: str, files: dict[str, dict[str, Any]]) -> list[Approach]:
    return Underway(base(BO | files), CLOCK, Duration(10, "d")).of(node)


def asks(**days: str) -> dict[str, dict[str, Any]]:
    """Bo, with one request to Ada in the ledger."""
    return {"people/bo": BO["people/bo"] | {"introductions": [{"via": "people/ada"} | days]}}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (asks(asked="2026-11-05"), "You asked Ada on 5 November for an introduction to Bo Lind. Wait until 15 "
         "November, then send a reminder."),
        (asks(asked="2026-11-01", agreed="2026-11-03"), "Ada agreed on 3 November to introduce you to Bo Lind. "
         "Wait until 10 November, then ask for news."),
        (asks(asked="2026-11-01", made="2026-11-09"), "Ada introduced you to Bo Lind on 9 November – write to them "
         "now."),
        ({"interviews/x": {"with": "Bo Lind", "requested": "2026-11-09"}}, "You asked Bo Lind on 9 November. Wait "
         "until 19 November, then send a reminder."),
        ({"interviews/x": {"with": "Bo Lind", "requested": "2026-11-01", "followed_up": "2026-11-12"}}, "You "
         "reminded Bo Lind on 12 November. Wait until 22 November, then send a reminder."),
        ({"interviews/x": {"with": "Bo Lind", "replied": "2026-11-12"}}, "Bo Lind answered on 12 November – agree on a "
         "day."),
        ({"interviews/x": {"with": "Bo Lind", "date": "2026-12-01"}}, "You meet Bo Lind on 1 December."),
        ({"interviews/x": {"with": "Ada Park", "date": "2026-11-01", "introductions": ["Bo Lind"]}}, "Ada suggested "
         "Bo Lind on 1 November – follow that up first."),
    ],
)  # fmt: skip
def test_what_is_on_its_way_to_somebody(files: dict[str, dict[str, Any]], said: str) -> None:
    assert [one.sentence for one in of("people/bo", files)] == [said]
    assert [one.sentence for one in of("companies/acme", files)] == [said], "and so to the company they are at"


@pytest.mark.parametrize(
    "files",
    [
        {},
        asks(asked="2026-11-05", declined="2026-11-06"),
        {"interviews/x": {"with": "Bo Lind", "requested": "2026-11-09", "declined": "2026-11-10"}},
        {"interviews/x": {"with": "Bo Lind", "followed_up": ["2026-10-01", "2026-10-20"], "requested": "2026-09-01"}},
        asks(asked="2026-11-05") | {"interviews/x": {"with": "Bo Lind", "date": "2026-11-10"}},
        {"interviews/x": {"with": "Ada Park", "date": "2026-12-01", "introductions": ["Bo Lind"]}},
    ],
)
def test_what_came_to_an_end_does_not_stand_in_the_way(files: dict[str, dict[str, Any]]) -> None:
    assert of("people/bo", files) == []


def test_only_the_furthest_counts() -> None:
    files = asks(agreed="2026-11-03") | {"interviews/x": {"with": "Bo Lind", "date": "2026-12-01"}}
    assert [one.state for one in of("people/bo", files)] == ["meeting"]


def test_two_who_were_asked_are_both_told() -> None:
    both = [{"via": "people/ada", "asked": "2026-11-05"}, {"via": "Cy Dunn", "asked": "2026-11-01"}]
    files = {"people/bo": BO["people/bo"] | {"introductions": both}}
    assert [one.people for one in of("people/bo", files)] == [("people/cy-dunn",), ("people/ada",)]
