"""The calendar: two readers agree on it, no note breaks it, and it only changes with the notes."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject

from network.vault import over, workspace
from wayin.clock import Clock
from wayin.export.calendar import calendar, uid
from wayin.reading import read_folder

CLOCK = Clock(date(2026, 11, 20))
NOTES = Path(__file__).parents[2] / "notes"


def made(files: dict[str, dict[str, Any]], clock: Clock = CLOCK) -> bytes:
    """Return the calendar of a few notes."""
    return calendar(workspace(files, clock))


def events(file: bytes) -> dict[str, icalendar.Event]:
    """Return its events as read by icalendar, by UID."""
    # An empty calendar has an event that says so
    found = [one for one in icalendar.Calendar.from_ical(file).walk("VEVENT") if not one["UID"].startswith("note-")]
    assert all(not event.errors for event in found)
    return {str(event["UID"]): event for event in found}


def talk(**facts: Any) -> dict[str, dict[str, Any]]:
    """Return an interview with Ada, dated and prepared, so that nothing else is due."""
    done = {"objectives": ["Learn"], "thanked": "2026-11-01", "connected": "2026-11-01"}
    return {"interviews/one": {"with": "Ada Park"} | done | facts}


def only(file: bytes) -> icalendar.Event:
    """Return the only event of a calendar."""
    (event,) = events(file).values()
    return event


def unfolded(file: bytes) -> list[str]:
    """Return its unfolded lines."""
    return file.decode().replace("\r\n ", "").split("\r\n")


def test_a_time_without_a_zone_stays_the_readers_own() -> None:
    event = only(made(talk(date="2026-12-01T15:00", minutes="40")))
    assert event.decoded("DTSTART") == datetime(2026, 12, 1, 15, 0)
    assert event.decoded("DTEND") == datetime(2026, 12, 1, 15, 40)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-12-01T15:00+01:00", datetime(2026, 12, 1, 14, 0, tzinfo=UTC)),
        ("2026-12-01T00:30+05:30", datetime(2026, 11, 30, 19, 0, tzinfo=UTC)),
        ("2026-12-01T15:00Z", datetime(2026, 12, 1, 15, 0, tzinfo=UTC)),
    ],
)
def test_a_time_with_a_zone_is_that_moment(written: str, meant: datetime) -> None:
    event = only(made(talk(date=written)))
    assert event.decoded("DTSTART") == meant
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30), "where the note does not say"


def test_a_day_is_a_whole_day_and_keeps_nobody_busy() -> None:
    event = only(made(talk(date="2028-02-29")))
    assert event.decoded("DTSTART") == date(2028, 2, 29)
    assert event.decoded("DTEND") == date(2028, 3, 1)
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    "moment", ["9999-12-31", "9999-12-31T23:59", "9999-12-31T23:59-11:00", "0001-01-01T00:00+13:00"]
)
def test_the_first_and_last_dates_cause_no_error(moment: str) -> None:
    assert only(made(talk(date=moment, minutes="99999")))


def test_an_event_says_with_whom_where_and_what_for() -> None:
    files = talk(date="2026-12-01", place="Café, 2nd floor; ring", company="Acme", questions=["Why?", "How?"])
    event = only(made(files))
    assert event["SUMMARY"] == "Ada Park (Acme)"
    assert event["LOCATION"] == "Café, 2nd floor; ring"
    assert event["DESCRIPTION"] == "- Learn\n- Why?\n- How?"


def test_who_declined_was_not_met_and_an_idea_has_no_day() -> None:
    assert events(made(talk(date="2026-12-01", declined="2026-11-10"))) == {}
    assert events(made(talk())) == {}


def test_a_step_is_a_whole_day_with_its_reason() -> None:
    event = only(made({"people/bo": {"introductions": [{"via": "Ada Park", "asked": "2026-11-10"}]}}))
    assert (event["SUMMARY"], event.decoded("DTSTART")) == ("Send Ada a reminder about Bo", date(2026, 11, 20))
    assert "10 November" in event["DESCRIPTION"]


HOSTILE = [
    "a\nBEGIN:VEVENT\nUID:evil", "a\r\nEND:VCALENDAR", "lone\rreturn", "a,b;c:d\\n\\", '"quoted"; CN=x', "tab\tbed",
    "line\u2028and\u2029paragraph", "nul\x00bell\x07escape\x1b[31m", "next\x85line", "🧭" * 60, "é" * 200, "a" * 5000,
    "\ufeffmark", "rtl \u202e evil", "\\", "עברית 中文 हिन्दी", "x" * 74 + "🧭", "<b>&amp;</b>", "%s{0}{{ x }}",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    files = talk(
        date="2026-12-01", place=text, objectives=[text, "last"], promised=[{"what": text, "by": "2026-12-02"}]
    )
    file = made(files)
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert b"\r" not in file.replace(b"\r\n", b"")
    for line in lines:
        line.decode()  # folding splits no character
    found = events(file)
    assert len(found) == 2
    assert unfolded(file).count("BEGIN:VEVENT") == 2
    event = found[uid("conversation", "interviews/one")]
    meant = " ".join("".join(c if c.isprintable() or c in "\u202e" else " " for c in text).split())
    assert str(event["LOCATION"]) == meant
    other = vobject.readOne(file.decode())
    assert len(other.vevent_list) == 2
    assert meant in [one.location.value for one in other.vevent_list if hasattr(one, "location")]


def test_both_readers_agree_on_the_sample() -> None:
    sample = over(read_folder(NOTES).notes, CLOCK)
    file = calendar(sample)
    mine = {
        node: (str(event["SUMMARY"]), event.decoded("DTSTART"), event.decoded("DTEND"))
        for node, event in events(file).items()
    }
    theirs = {
        one.uid.value: (one.summary.value, one.dtstart.value, one.dtend.value)
        for one in vobject.readOne(file.decode()).vevent_list
    }
    assert mine == theirs
    held = sum(1 for one in sample.kb.interviews.values() if one.facts.day and not one.facts.declined)
    assert len(mine) == held + len(sample.due)


def test_the_same_notes_give_the_same_bytes() -> None:
    notes = read_folder(NOTES).notes
    assert calendar(over(notes, CLOCK)) == calendar(over(notes[::-1], CLOCK))


def test_another_day_changes_nothing_but_the_stamp() -> None:
    files = talk(date="2026-12-10T15:00+01:00")
    one, other = unfolded(made(files)), unfolded(made(files, Clock(date(2026, 11, 27))))
    changed = [line for line in other if line not in one]
    assert changed == ["DTSTAMP:20261127T000000Z"]


def test_a_second_export_changes_only_what_changed() -> None:
    promised = [{"what": "Send it", "by": "2026-12-01"}, {"what": "Call", "by": "2026-12-02"}]
    files = talk(date="2026-11-10T10:00", promised=promised) | {
        "people/cy": {"keep_in_touch": "1m", "last_contact": "2026-11-01"}
    }
    before = events(made(files))
    files["interviews/one"] |= {
        "date": "2026-11-11T11:30",
        "place": "Elsewhere",
        "promised": [{"what": "Send them all of it", "by": "2026-12-05"}, promised[1]],
    }
    after = events(made(files))
    assert before.keys() == after.keys(), "new words and dates make no new events"
    changed = {node for node in before if before[node].to_ical() != after[node].to_ical()}
    assert changed == {uid("conversation", "interviews/one"), uid("promise", "interviews/one", "0")}


def test_a_step_that_is_done_goes_and_the_others_stay() -> None:
    promised = [{"what": "Send it", "by": "2026-12-01"}, {"what": "Call", "by": "2026-12-02"}]
    before = events(made(talk(date="2026-11-10", promised=promised)))
    promised[0] = promised[0] | {"done": "2026-11-20"}
    after = events(made(talk(date="2026-11-10", promised=promised)))
    assert before.keys() - after.keys() == {uid("promise", "interviews/one", "0")}
    assert all(after[node].to_ical() == before[node].to_ical() for node in after)


def test_every_event_has_its_own_uid() -> None:
    asks = [{"via": via, "asked": "2026-11-10"} for via in ("Ada", "Ada", "Cy")]
    files = {"people/bo": {"introductions": asks}, "companies/bo": {"introductions": asks}}
    assert len(events(made(files))) == 6
