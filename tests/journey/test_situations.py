"""The table of dated situations, for `wayin due` and the calendar alike."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml

from wayin import journey, knowledge
from wayin.answers import due_answer
from wayin.clock import Clock
from wayin.journey.calendar import calendar, uid
from wayin.model import Company, Interview, LogEntry, Mark, Note, Person
from wayin.values import duration

TABLE = Path(__file__).with_name("situations.yml")
SITUATIONS: list[dict[str, Any]] = yaml.load(TABLE.read_text("utf-8"), Loader=yaml.BaseLoader)
BY_NAME = [pytest.param(one, id=one["it"]) for one in SITUATIONS]


def note(stem: str, facts: dict[str, Any]) -> Note:
    """The note that a word of the table stands for."""
    if stem in ("talk", "next"):
        return Note(f"interviews/{stem}.md", "interview", Interview.model_validate({"with": "Ada"} | facts))
    if stem == "acme":
        return Note("companies/acme.md", "company", Company.model_validate(facts))
    log = tuple(LogEntry(date.fromisoformat(day), "wrote", Mark(1, 1)) for day in facts.get("log", ()))
    rest = {key: value for key, value in facts.items() if key != "log"}
    return Note(f"people/{stem}.md", "person", Person.model_validate(rest), log=log)


def base(one: dict[str, Any]) -> knowledge.KnowledgeBase:
    """The notes of a situation, linked."""
    stems = ("talk", "next", "ada", "bo", "cy", "acme")
    return knowledge.build([note(stem, one[stem]) for stem in stems if stem in one])


def clock(one: dict[str, Any]) -> Clock:
    """Its day, or its moment."""
    if "now" in one:
        now = datetime.fromisoformat(one["now"])
        return Clock(now.date(), now)
    return Clock(date.fromisoformat(one.get("today", "2026-11-20")))


def line(item: dict[str, Any]) -> str:
    """An item of the answer as a line of the table."""
    return f"{item['kind']} {item['id']} {item['since']} {item['due']}{' !' if item['overdue'] else ''}"


def test_there_are_enough_of_them() -> None:
    assert len(SITUATIONS) >= 80
    assert len({one["it"] for one in SITUATIONS}) == len(SITUATIONS)
    assert {one["status"] for one in SITUATIONS if "status" in one} == set(journey.STATUSES)


@pytest.mark.parametrize("one", BY_NAME)
def test_what_is_due(one: dict[str, Any]) -> None:
    answer = due_answer(base(one), clock(one), duration(one.get("wait", "10d")))
    assert [line(item) for item in answer["items"]] == one["due"]


@pytest.mark.parametrize("one", [param for param in BY_NAME if "talk" in param.values[0]])
def test_where_it_stands(one: dict[str, Any]) -> None:
    interview = base(one).interviews["interviews/talk"]
    assert journey.status(interview, clock(one), duration(one.get("wait", "10d"))) == one["status"]


@pytest.mark.parametrize("one", BY_NAME)
def test_the_calendar_has_the_same(one: dict[str, Any]) -> None:
    kb = base(one)
    file = icalendar.Calendar.from_ical(calendar(kb, clock(one), duration(one.get("wait", "10d"))))
    events = file.walk("VEVENT")
    steps = [event for event in events if "conversation" not in str(event["UID"])]
    expected = [tuple(written.split()[i] for i in (0, 3)) for written in one["due"]]
    assert sorted((str(event["UID"]).rsplit("-", 1)[0], event.decoded("DTSTART").isoformat()) for event in steps) == (
        sorted(expected)
    )
    talks = {str(event["UID"]) for event in events} - {str(event["UID"]) for event in steps}
    dated = [talk.id for talk in kb.interviews.values() if talk.facts.day and not talk.facts.declined]
    assert talks == {uid("conversation", node) for node in dated}
    assert len({str(event["UID"]) for event in events}) == len(events), "no two events are taken for one"
