"""Calendars, mailbox summaries, and unrelated files."""

from __future__ import annotations

from contacts.corpus.case import Case, case

ME, ADA, BO = (
    "ATTENDEE;CN=Me Example:mailto:me@example.org",
    "ATTENDEE;CN=Ada Park;PARTSTAT=ACCEPTED:mailto:ada@example.org",
    "ATTENDEE;CN=Bo Lind:mailto:bo@lind.example",
)
BERLIN = (
    "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\n"
    "TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)


def event(*lines: str, uid: str = "1", start: str = "DTSTART:20260305T140000Z") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, "SUMMARY:Never looked at", *lines, "END:VEVENT", ""])


def calendar(name: str, body: str, rows: int, people: str = "", skipped: tuple[int, ...] = (), **facts: object) -> Case:
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{body}END:VCALENDAR\n"
    return case(f"calendar-{name}", text, "calendar", rows, people, skipped, **facts)  # type: ignore[arg-type]


CALENDARS = [
    calendar("a-meeting", event(ME, ADA), 1, "Ada Park", Ada={"days": 1, "last": "2026-03-05", "emails": ("ada@example.org",)}),
    calendar("an-organizer", event("ORGANIZER;CN=Ada Park:mailto:ada@example.org", ME), 1, "Ada Park"),
    calendar("without-me", event(ADA), 1, "Ada Park", Ada={"days": 1}),
    calendar("alone", event(uid="2") + event(ME, ADA), 2, "Ada Park", (4,)),
    calendar("only-me", event(ME), 1, "", (4,)),
    calendar("all-day", event(ME, ADA, start="DTSTART;VALUE=DATE:20260305"), 1, "", (4,)),
    calendar("cancelled", event(ME, ADA, "STATUS:CANCELLED"), 1, "", (4,)),
    calendar("declined", event(ME, BO, ADA.replace("ACCEPTED", "DECLINED")), 1, "Bo Lind"),
    calendar("a-room", event(ME, ADA, "ATTENDEE;CUTYPE=ROOM;CN=Aquarium:mailto:room@x.example"), 1, "Ada Park"),
    calendar("a-room-of-google", event(ME, ADA, "ATTENDEE;CN=Aquarium:mailto:abc@resource.calendar.google.com"), 1, "Ada Park"),
    calendar("a-crowd", event(ME, *(f"ATTENDEE;CN=P {i}:mailto:p{i}@x.example" for i in range(13))), 1, "", (4,)),
    calendar("twelve", event(ME, *(f"ATTENDEE;CN=P {i}:mailto:p{i}@x.example" for i in range(12))), 1, ", ".join(f"P {i}" for i in range(12))),
    calendar("ahead", event(ME, ADA, start="DTSTART:20270305T140000Z"), 1, "Ada Park", Ada={"days": None}),
    calendar("weekly", event(ME, ADA, "RRULE:FREQ=WEEKLY;COUNT=4"), 1, "Ada Park", Ada={"days": 4, "months": 1, "last": "2026-03-26"}),
    calendar("weekly-without-end", event(ME, ADA, "RRULE:FREQ=WEEKLY", start="DTSTART:20261101T140000Z"), 1, "Ada Park", Ada={"days": 3, "last": "2026-11-15"}),
    calendar("weekly-but-for-a-day", event(ME, ADA, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20260312T140000Z"), 1, "Ada Park", Ada={"days": 3}),
    calendar("weekly-with-a-day-moved", event(ME, ADA, "RRULE:FREQ=WEEKLY;COUNT=2")
             + event(ME, ADA, BO, "RECURRENCE-ID:20260312T140000Z", start="DTSTART:20260313T140000Z"), 2, "Ada Park, Bo Lind",
             Ada={"days": 2, "last": "2026-03-13"}, Bo={"days": 1, "last": "2026-03-13"}),
    calendar("in-a-zone-of-its-own", BERLIN + event(ME, ADA, "RRULE:FREQ=MONTHLY;COUNT=3", start="DTSTART;TZID=W. Europe Standard Time:20260105T233000"), 1,
             "Ada Park", Ada={"days": 3, "months": 3, "last": "2026-03-05"}),
    calendar("in-a-zone-nobody-knows", event(ME, ADA, start="DTSTART;TZID=Moon/Base:20260305T140000"), 1, "Ada Park", Ada={"last": "2026-03-05"}),
    calendar("by-the-hour", event(ME, ADA, "RRULE:FREQ=HOURLY"), 1, "", (4,)),
    calendar("an-end-of-the-wrong-kind", event(ME, ADA, "RRULE:FREQ=WEEKLY;UNTIL=20260320"), 1, "Ada Park", Ada={"days": 3}),
    calendar("broken-start", event(ME, ADA, start="DTSTART:yesterday") + event(ME, BO, uid="2"), 2, "Bo Lind", (4,)),
    calendar("no-start", event(ME, ADA, start="X-NO:1") + event(ME, BO, uid="2"), 2, "Bo Lind", (4,)),
    calendar("broken-rule", event(ME, ADA, "RRULE:FREQ=SOMETIMES") + event(ME, BO, uid="2"), 2, "Bo Lind", (4,)),
    calendar("an-event-never-closed", event(ME, ADA).replace("END:VEVENT\n", "") + event(ME, BO, uid="2"), 2, "Ada Park, Bo Lind"),
    calendar("folded-lines", event(ME, "ATTENDEE;CN=Ada \n Park:mailto:ada@exam\n ple.org"), 1, "Ada Park"),
    calendar("names-in-quotation-marks", event(ME, 'ATTENDEE;CN="Park, Ada":mailto:ada@example.org'), 1, "Ada Park"),
    calendar("nobody-has-a-name", event(ME, "ATTENDEE:mailto:ada@example.org"), 1, "", (4,)),
    calendar("alarms-are-no-events", event(ME, ADA, "BEGIN:VALARM", "ACTION:EMAIL", "ATTENDEE:mailto:bo@lind.example", "END:VALARM"), 1, "Ada Park"),
    calendar("to-dos-are-no-events", "BEGIN:VTODO\nUID:9\nSUMMARY:x\nEND:VTODO\n" + event(ME, ADA), 1, "Ada Park"),
    calendar("nothing", "", 0),
    case("calendar-cut-short", "BEGIN:VCALENDAR\nVERSION:2.0\n" + event(ME, ADA) + "BEGIN:VEVENT\nUID:3\nDTSTA", "calendar", 2, "Ada Park", (10,)),
]  # fmt: skip

HEAD = "Address,Name,First day,Last day,Days,Months\n"
MAIL = [
    case("mail", HEAD + "ada@example.org,Ada Park,2019-01-02,2026-10-30,14,7\nbo@lind.example,Bo Lind,2026-01-02,2026-01-02,1,1\n", "mail", 2,
         "Ada Park, Bo Lind", Ada={"days": 14, "months": 7, "last": "2026-10-30"}),
    case("mail-without-names", HEAD + "ada@example.org,,2019-01-02,2026-10-30,14,7\n", "mail", 1, "", (2,)),
    case("mail-edited-by-hand", HEAD + "ada@example.org,Ada Park,some day,2026-10-30,14,7\nnobody,Bo,2019-01-02,2019-01-02,1,1\n"
         "cy@x.example,Cy Dunn,2019-01-02,2019-01-02,1,5\n", "mail", 3, "", (2, 3, 4)),
]  # fmt: skip

ODD = [
    Case("empty", b"", None, 0),
    Case("only-spaces", b" \n\n", None, 0),
    case("a-text", "Dear diary,\nnothing today.\n", None, 0),
    case("another-table", "Date,Amount,Currency\n2026-01-01,12,EUR\n", None, 0),
    Case("a-picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, None, 0),
    case("a-mailbox", "From ada@example.org Mon Jan 05 10:00:00 2026\nFrom: Ada <ada@example.org>\nSubject: x\n\nText\n", None, 0),
    case("json", '{"contacts": []}\n', None, 0),
    Case("one-long-line", b"a," * 300_000, None, 0),
]  # fmt: skip

CASES = [*CALENDARS, *MAIL, *ODD]
