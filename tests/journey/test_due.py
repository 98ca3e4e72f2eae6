"""What is due: each kind of step, its day, and when it ends."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from network.vault import over
from wayin.clock import Clock
from wayin.dates import Duration
from wayin.journey import Due
from wayin.model import Company, Interview, Note, Person
from wayin.note_parts import LogEntry, SourcePosition

TODAY = date(2026, 11, 20)
MORNING = Clock(TODAY)
Step = tuple[str, str, str, str]
"""Kind, id, since, due."""


def person(stem: str, log: tuple[str, ...] = (), **facts: Any) -> Note:
    """Return the note of a person."""
    entries = tuple(LogEntry(date.fromisoformat(day), "", SourcePosition(1, 1)) for day in log)
    return Note(f"people/{stem}.md", "person", Person.model_validate(facts), log=entries)


def company(stem: str, **facts: Any) -> Note:
    """Return the note of a company."""
    return Note(f"companies/{stem}.md", "company", Company.model_validate(facts))


def talk(stem: str = "talk", **facts: Any) -> Note:
    """Return the note of an interview, by default with Ada."""
    return Note(f"interviews/{stem}.md", "interview", Interview.model_validate({"with": "Ada"} | facts))


def due(*notes: Note, clock: Clock = MORNING, wait: str = "10d") -> list[Due]:
    """Return the due steps of these notes."""
    return over(notes, clock, follow_up_after=Duration.parse(wait)).due


def steps(*notes: Note, **settings: Any) -> list[Step]:
    """Return the same as tuples."""
    return [(one.kind, one.id, one.since.isoformat(), one.due.isoformat()) for one in due(*notes, **settings)]


def kinds(*notes: Note, **settings: Any) -> list[str]:
    """Return the kinds alone."""
    return [one.kind for one in due(*notes, **settings)]


TALK = "interviews/talk"
SETTLED = {"thanked": "2026-11-19", "connected": "2026-11-19"}


# ── After an interview ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_thank_you_is_due_the_day_after_and_to_connect_three_days_after() -> None:
    assert steps(talk(date="2026-11-18")) == [
        ("thank-you", TALK, "2026-11-18", "2026-11-19"), ("connect", TALK, "2026-11-18", "2026-11-21"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"thanked": "2026-11-19"}, ["connect"]),
        ({"connected": "2026-11-19"}, ["thank-you"]),
        (SETTLED, []),
        ({"declined": "2026-11-17"}, []),
    ],
)
def test_what_is_done_is_not_a_step(facts: dict[str, str], expected: list[str]) -> None:
    assert kinds(talk(date="2026-11-18", **facts)) == expected


@pytest.mark.parametrize(
    ("held", "thanks", "connect"),
    [
        ("2026-10-31", "2026-11-01", "2026-11-03"),
        ("2026-02-28", "2026-03-01", "2026-03-03"),
        ("2024-02-28", "2024-02-29", "2024-03-02"),
        ("2025-12-31", "2026-01-01", "2026-01-03"),
    ],
)
def test_days_continue_across_months_and_years(held: str, thanks: str, connect: str) -> None:
    assert [one[3] for one in steps(talk(date=held))] == [thanks, connect]


def test_a_conversation_of_today_is_held_without_a_time_and_with_one_once_it_is_past() -> None:
    noon = Clock(TODAY, datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    assert kinds(talk(date="2026-11-20")) == ["thank-you", "connect"]
    assert kinds(talk(date="2026-11-20T11:00"), clock=noon) == ["thank-you", "connect"]
    assert kinds(talk(date="2026-11-20T13:00"), clock=noon) == ["prepare"]
    assert kinds(talk(date="2026-11-20T13:00")) == ["prepare"]


# ── Before it ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("held", "expected"),
    [("2026-12-01", "2026-11-29"), ("2026-12-01T15:00", "2026-11-29"), ("2028-03-01", "2028-02-28")],
)
def test_to_prepare_is_due_two_days_before(held: str, expected: str) -> None:
    (one,) = due(talk(date=held))
    assert (one.kind, one.id, one.due.isoformat()) == ("prepare", TALK, expected)


@pytest.mark.parametrize("facts", [{"questions": ["Why?"]}, {"objectives": ["Learn"]}])
def test_questions_or_objectives_are_preparation_enough(facts: dict[str, list[str]]) -> None:
    assert steps(talk(date="2026-12-01", **facts)) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"requested": "2026-11-11"}, []),
        ({"requested": "2026-11-10"}, [("follow-up", TALK, "2026-11-10", "2026-11-20")]),
        ({"requested": "2026-11-01"}, [("follow-up", TALK, "2026-11-01", "2026-11-11")]),
        ({"requested": "2026-10-01", "followed_up": "2026-11-11"}, []),
        (
            {"requested": "2026-10-01", "followed_up": "2026-11-09"},
            [("follow-up", TALK, "2026-11-09", "2026-11-19")],
        ),
        ({"requested": "2026-10-01", "followed_up": ["2026-10-11", "2026-10-21"]}, []),
        ({"requested": "2026-10-01", "replied": "2026-10-02"}, []),
        ({"requested": "2026-10-01", "declined": "2026-10-02"}, []),
        ({}, []),
    ],
)
def test_a_reminder_is_due_when_the_wait_is_over_and_only_then(facts: dict[str, Any], expected: list[Step]) -> None:
    assert steps(talk(**facts)) == expected


def test_the_wait_is_configurable() -> None:
    assert steps(talk(requested="2026-10-31"), wait="1w") == [("follow-up", TALK, "2026-10-31", "2026-11-07")]
    assert steps(talk(requested="2026-01-31"), wait="1m") == [("follow-up", TALK, "2026-01-31", "2026-02-28")]


# ── Promises ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ({"what": "Send it", "by": "2026-11-30"}, [("promise", TALK, "2026-11-18", "2026-11-30")]),
        ({"what": "Send it", "by": "2026-11-01"}, [("promise", TALK, "2026-11-18", "2026-11-01")]),
        ({"what": "Send it", "by": "2026-11-30", "done": "2026-11-19"}, []),
        ({"what": "Send it", "by": "2026-11-30", "done": "true"}, []),
        ({"what": "Send it", "by": "2026-11-30", "done": "false"}, [("promise", TALK, "2026-11-18", "2026-11-30")]),
        ({"what": "Send it"}, []),
        ("Send it", []),
    ],
)
def test_a_promise_is_due_on_its_day(promise: Any, expected: list[Step]) -> None:
    assert steps(talk(date="2026-11-18", promised=[promise], **SETTLED)) == expected


def test_a_promise_stays_due_whatever_became_of_the_interview() -> None:
    promised = [{"what": "Send it", "by": "2026-11-30"}]
    assert steps(talk(promised=promised)) == [("promise", TALK, "2026-11-30", "2026-11-30")]
    assert kinds(talk(promised=promised, declined="2026-11-01")) == ["promise"]


# ── Staying in touch ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cadence", "last", "expected"),
    [
        ("30d", "2026-11-01", "2026-12-01"),
        ("6w", "2026-11-01", "2026-12-13"),
        ("fortnightly", "2026-11-01", "2026-11-15"),
        ("monthly", "2026-10-31", "2026-11-30"),
        ("monthly", "2026-01-31", "2026-02-28"),
        ("monthly", "2024-01-31", "2024-02-29"),
        ("1m", "2026-02-28", "2026-03-28"),
        ("quarterly", "2025-11-30", "2026-02-28"),
        ("3m", "2026-11-20", "2027-02-20"),
        ("yearly", "2024-02-29", "2025-02-28"),
        ("4y", "2024-02-29", "2028-02-29"),
        ("1y", "2025-11-20", "2026-11-20"),
        ("13m", "2025-12-31", "2027-01-31"),
    ],
)
def test_one_cadence_after_the_last_contact(cadence: str, last: str, expected: str) -> None:
    found = steps(person("ada", keep_in_touch=cadence, last_contact=last))
    assert found == [("keep-in-touch", "people/ada", last, expected)]


def test_the_last_contact_is_the_latest_of_all_that_is_past() -> None:
    def since(*notes: Note) -> list[str]:
        return [one.since.isoformat() for one in due(*notes) if one.kind == "keep-in-touch"]

    def ada(*log: str, **facts: str) -> Note:
        return person("ada", log, keep_in_touch="1m", **facts)

    held = talk(date="2026-11-05")
    assert since(ada()) == ["2026-11-20"], "whom nobody has been in touch with is due at once"
    assert since(ada(last_contact="2026-12-10")) == ["2026-11-20"], "what lies ahead is no contact yet"
    assert since(ada(last_contact="2026-10-01"), held) == ["2026-11-05"]
    assert since(ada(last_contact="2026-11-10"), held) == ["2026-11-10"]
    assert since(ada(last_contact="2026-12-10"), held) == ["2026-11-05"], "what lies ahead is no contact yet"
    assert since(ada("2026-11-07", "2026-11-30"), held) == ["2026-11-07"]
    assert since(ada(), talk(date="2026-11-25")) == []
    assert since(ada(), talk(date="2026-11-05", declined="2026-11-01")) == ["2026-11-20"]


def test_without_a_cadence_nobody_is_due() -> None:
    assert steps(person("ada", last_contact="2020-01-01")) == []


# ── Introductions ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"asked": "2026-11-01"}, [("ask", "people/bo", "2026-11-01", "2026-11-11")]),
        ({"asked": "2026-11-19"}, [("ask", "people/bo", "2026-11-19", "2026-11-29")]),
        ({"asked": "2026-11-01", "agreed": "2026-11-03"}, [("introduction", "people/bo", "2026-11-03", "2026-11-10")]),
        ({"agreed": "2026-11-03"}, [("introduction", "people/bo", "2026-11-03", "2026-11-10")]),
        ({"asked": "2026-11-01", "agreed": "2026-11-03", "made": "2026-11-05"}, []),
        ({"asked": "2026-11-01", "made": "2026-11-05"}, []),
        ({"asked": "2026-11-01", "declined": "2026-11-05"}, []),
        ({"asked": "2026-11-01", "agreed": "2026-11-03", "declined": "2026-11-05"}, []),
        ({}, []),
    ],
)
def test_a_request_is_due_until_it_is_settled(entry: dict[str, str], expected: list[Step]) -> None:
    assert steps(person("bo", introductions=[{"via": "Ada"} | entry])) == expected


def test_a_request_for_a_company_is_due_there() -> None:
    note = company("acme", introductions=[{"via": "Ada", "asked": "2026-11-01"}])
    assert steps(note, wait="2w") == [("ask", "companies/acme", "2026-11-01", "2026-11-15")]
    assert due(note)[0].people == ("people/ada",)


def test_what_somebody_offered_is_taken_up_within_a_week() -> None:
    offer = talk(date="2026-11-18", introductions=["Bo"], **SETTLED)
    assert steps(offer) == [("introduction", "people/bo", "2026-11-18", "2026-11-25")]
    assert due(offer)[0].people == ("people/ada",)


OFFER = talk(date="2026-11-10", introductions=["Bo"], thanked="2026-11-11", connected="2026-11-11")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (person("bo", introductions=[{"via": "Ada", "made": "2026-11-12"}]), []),
        (person("bo", introductions=[{"via": "Ada", "declined": "2026-11-12"}]), []),
        (person("bo", introductions=[{"via": "Ada", "asked": "2026-11-12"}]), ["ask"]),
        (person("bo", introductions=[{"via": "Cy", "asked": "2026-11-12"}]), ["introduction", "ask"]),
        (talk("b", **{"with": "Bo"}, requested="2026-11-15"), []),
        (talk("b", **{"with": "Bo"}, requested="2026-11-15", replied="2026-11-16"), []),
        (talk("b", **{"with": "Bo"}, date="2026-11-15", **SETTLED), []),
        (talk("b", **{"with": "Bo"}, date="2026-11-05", **SETTLED), ["introduction"]),
        (talk("b", **{"with": "Bo"}), ["introduction"]),
    ],
)
def test_an_offer_is_settled_by_a_ledger_or_a_conversation(note: Note, expected: list[str]) -> None:
    assert kinds(OFFER, note) == expected


def test_only_a_held_conversation_makes_an_offer() -> None:
    assert kinds(talk(date="2026-12-01", introductions=["Bo"], objectives=["Learn"])) == []
    assert kinds(talk(introductions=["Bo"])) == []
    assert kinds(talk(date="2026-11-10", introductions=["Bo"], declined="2026-11-01")) == []


# ── Everything ────────────────────────────────────────────────────────────────────────────────────────────────────────


def everything() -> list[Note]:
    return [
        talk("a", date="2026-11-18", introductions=["Bo"], promised=[{"what": "Send it", "by": "2026-11-19"}]),
        talk("b", requested="2026-11-01"),
        talk("c", date="2026-12-01"),
        person("cy", keep_in_touch="1m", last_contact="2026-10-19"),
        person("bo", introductions=[{"via": "Cy", "asked": "2026-11-09"}]),
    ]  # fmt: skip


def test_steps_are_sorted_by_day_and_id_whatever_the_order_of_notes() -> None:
    found = steps(*everything())
    assert found == sorted(found, key=lambda one: (one[3], one[1]))
    assert found == steps(*reversed(everything()))
    assert {one[0] for one in found} == {
        "thank-you", "connect", "promise", "follow-up", "prepare", "keep-in-touch", "ask", "introduction",
    }  # fmt: skip


def test_a_step_is_overdue_from_the_day_after() -> None:
    (one,) = [one for one in due(*everything()) if one.kind == "thank-you"]
    assert one.due == date(2026, 11, 19)
    assert not one.is_overdue(date(2026, 11, 18))
    assert not one.is_overdue(date(2026, 11, 19))
    assert one.is_overdue(date(2026, 11, 20))


def test_every_step_says_what_to_do_why_and_for_whom() -> None:
    for one in due(*everything()):
        assert one.do
        assert one.do[0].isupper()
        assert one.why.endswith(".")
        assert one.people
        assert one.name


def test_an_endless_wait_causes_no_error() -> None:
    assert steps(person("ada", keep_in_touch="9999y", last_contact="2026-11-01"))[0][3] == "9999-12-31"
    assert Duration(9999, "y").after(TODAY) == date.max


# --- ends and delays --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("done", ["2026-11-19", "yes", "skip", True])
def test_a_step_ends_by_its_day_by_yes_and_by_skip(done: object) -> None:
    held = {"date": "2026-11-18"}
    assert kinds(talk(**held)) == ["thank-you", "connect"]
    assert kinds(talk(thanked=done, **held)) == ["connect"]
    assert kinds(talk(connected=done, **held)) == ["thank-you"]
    assert kinds(talk(thanked="no", **held)) == ["thank-you", "connect"]


def test_an_interview_that_is_closed_has_no_steps() -> None:
    assert kinds(talk(requested="2026-11-01")) == ["follow-up"]
    assert kinds(talk(requested="2026-11-01", closed="2026-11-12")) == []
    assert kinds(talk(date="2026-11-18", promised="slides by 2026-11-25", closed="2026-11-19")) == []


def test_an_ask_that_is_closed_has_no_steps() -> None:
    ask = {"via": "Bo", "asked": "2026-11-01"}
    assert kinds(person("ada", introductions=[ask])) == ["ask"]
    assert kinds(person("ada", introductions=[ask | {"closed": "2026-11-12"}])) == []


def test_never_ends_reminders_to_keep_in_touch() -> None:
    assert kinds(person("ada", ("2026-01-01",), keep_in_touch="1m")) == ["keep-in-touch"]
    assert kinds(person("ada", ("2026-01-01",), keep_in_touch="never")) == []


def test_nothing_of_a_note_is_due_before_its_not_before() -> None:
    held = talk(date="2026-11-18", not_before="2026-12-04")
    assert [step[3] for step in steps(held)] == ["2026-12-04", "2026-12-04"]
    assert kinds(talk(requested="2026-11-01", not_before="2026-12-04")) == []
    assert kinds(talk(date="2026-11-22")) == ["prepare"]
    assert kinds(talk(date="2026-11-22", not_before="2026-11-22")) == []
    (step,) = steps(person("ada", ("2026-01-01",), keep_in_touch="1m", not_before="2026-12-04"))
    assert step[3] == "2026-12-04"


def test_a_promise_that_ends_in_a_day_is_due_then() -> None:
    (step,) = due(talk(date="2026-11-18", thanked="yes", connected="yes", promised=["the slides by 2026-11-25"]))
    assert (step.kind, step.do, step.due) == ("promise", "the slides", date(2026, 11, 25))
    assert kinds(talk(date="2026-11-18", thanked="yes", connected="yes", promised=["the slides by noon"])) == []
