"""The progress of the search: by week, by how interviews came about, and who introduced whom."""

from datetime import date
from typing import Any

from network.vault import base
from wayin.clock import Clock
from wayin.journey.progress import Branch, by_route, by_week, referrals

CLOCK = Clock(date(2026, 11, 20))


def talk(who: str, day: str, **more: Any) -> dict[str, Any]:
    return {"with": who, "date": day} | more


def shape(branches: tuple[Branch, ...] | list[Branch]) -> list[Any]:
    return [[one.person.removeprefix("people/"), one.how, *shape(one.branches)] for one in branches]


def test_weeks_run_from_the_first_interview_to_the_current_one_without_gaps() -> None:
    files = {"interviews/a": talk("Ada", "2026-11-02"), "interviews/b": talk("Bo", "2026-11-17")}
    files |= {
        "interviews/ahead": talk("Cy", "2026-11-25"),
        "interviews/no": talk("Di", "2026-10-01", declined="2026-09-30"),
    }
    weeks = by_week(base(files), CLOCK)
    assert [(week.monday.isoformat(), len(week.held)) for week in weeks] == [
        ("2026-11-02", 1), ("2026-11-09", 0), ("2026-11-16", 1),
    ]  # fmt: skip
    assert by_week(base({}), CLOCK) == []


def test_only_the_last_weeks_are_shown() -> None:
    assert len(by_week(base({"interviews/a": talk("Ada", "2020-01-01")}), CLOCK, most=10)) == 10
    assert len(by_week(base({"interviews/a": talk("Ada", "0001-01-01")}), CLOCK)) == 26


def test_how_they_came_about() -> None:
    files = {
        "people/ada": {"name": "Ada", "known_through": "school"},
        "interviews/a": talk("Ada", "2026-11-02"),
        "interviews/b": talk("Bo", "2026-11-03", route="cold"),
        "interviews/c": talk("Cy", "2026-11-04", introduced_by="Ada"),
        "interviews/d": talk("Di", "2026-11-05"),
        "interviews/e": talk("Ed", "2026-11-06", route="cold"),
    }
    found = by_route(base(files), CLOCK)
    assert [(route, len(all_)) for route, all_ in found] == [
        ("cold", 2),
        ("mutual-contact", 1),
        ("school", 1),
        (None, 1),
    ]


def test_who_led_to_whom() -> None:
    files = {
        "people/cy": {"name": "Cy", "introductions": [{"via": "Bo", "made": "2026-11-10"}]},
        "interviews/a": talk("Ada", "2026-11-02", introductions=["Bo", "Di"]),
        "interviews/b": talk("Bo", "2026-11-09", introduced_by="Ada"),
        "interviews/e": talk("Ed", "2026-11-09"),
    }
    assert shape(referrals(base(files), CLOCK)) == [
        ["ada", "first", ["di", "named"], ["bo", "introduced", ["cy", "introduced"]]]
    ]


def test_people_who_led_to_each_other_are_in_the_tree_once() -> None:
    files = {
        "people/ada": {"name": "Ada", "introduced_by": "Bo"},
        "people/bo": {"name": "Bo", "introduced_by": "Ada"},
        "people/cy": {"name": "Cy", "introduced_by": "Cy"},
        "people/di": {"name": "Di", "introduced_by": "Bo"},
    }
    assert shape(referrals(base(files), CLOCK)) == [["ada", "first", ["bo", "introduced", ["di", "introduced"]]]]


def test_a_long_chain_causes_no_errors() -> None:
    files = {f"people/p{i}": {"name": f"P {i}", "introduced_by": f"P {i + 1}"} for i in range(3000)}
    (tree,) = referrals(base(files), CLOCK)
    assert tree.person == "people/p-3000"
