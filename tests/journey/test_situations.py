"""The table of dated situations, for `wayin due` and the calendar; browser/test_clock.py has the pages."""

from typing import Any

import icalendar
import pytest

from journey.table import SITUATIONS, line, workspace
from wayin import journey
from wayin.export.calendar import calendar, uid
from wayin.export.documents import due_document

BY_NAME = [pytest.param(one, id=one["it"]) for one in SITUATIONS]


def test_there_are_enough_of_them() -> None:
    assert len(SITUATIONS) >= 80
    assert len({one["it"] for one in SITUATIONS}) == len(SITUATIONS)
    assert {one["status"] for one in SITUATIONS if "status" in one} == set(journey.STATUSES)


@pytest.mark.parametrize("one", BY_NAME)
def test_what_is_due(one: dict[str, Any]) -> None:
    answer = due_document(workspace(one))
    assert [line(item) for item in answer["items"]] == one["due"]


@pytest.mark.parametrize("one", [param for param in BY_NAME if "talk" in param.values[0]])
def test_the_status_on_each_day(one: dict[str, Any]) -> None:
    found = workspace(one)
    assert found.status(found.kb.interviews["interviews/talk"]) == one["status"]


@pytest.mark.parametrize("one", BY_NAME)
def test_the_calendar_has_the_same(one: dict[str, Any]) -> None:
    file = icalendar.Calendar.from_ical(calendar(workspace(one)))
    events = [event for event in file.walk("VEVENT") if not event["UID"].startswith("note-")]
    steps = [event for event in events if "conversation" not in str(event["UID"])]
    expected = [tuple(written.split()[i] for i in (0, 3)) for written in one["due"]]
    assert sorted((str(event["UID"]).rsplit("-", 1)[0], event.decoded("DTSTART").isoformat()) for event in steps) == (
        sorted(expected)
    )
    talks = {str(event["UID"]) for event in events} - {str(event["UID"]) for event in steps}
    dated = [talk.id for talk in workspace(one).kb.interviews.values() if talk.facts.day and not talk.facts.declined]
    assert talks == {uid("conversation", node) for node in dated}
    assert len({str(event["UID"]) for event in events}) == len(events), "no two events are taken for one"
