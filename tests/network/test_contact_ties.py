"""Ties from exported files: each row of the table, in words, in the search; and the laws that hold."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.cases import ME as ME_NOTE
from contacts.cases import TODAY, write
from contacts.corpus.books import card
from contacts.corpus.linkedin import HEAD, IN, NEW, wrote
from contacts.corpus.others import ADA, BO, event
from contacts.corpus.others import ME as ME_THERE
from wayin.clock import Clock
from wayin.model import ME
from wayin.network.contact_ties import strength
from wayin.network.reasons import reasons
from wayin.network.ties import REGARD, Tie, fading
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace

CONNECTED = NEW + f"Ada,Park,{IN}ada-park,,Acme,Head,05 Mar 2019\nBo,Lind,{IN}bo-lind,,Acme,Writer,\n"
CALENDAR = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{}END:VCALENDAR\n"


def workspace(folder: Path, notes: dict[str, str] | None = None, **files: str) -> Workspace:
    for path, text in {"me.md": ME_NOTE, **(notes or {})}.items():
        file = folder / "notes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    write(folder / "contacts", **files)
    return Workspace.read(Settings(folder / "notes", contacts=folder / "contacts"), Clock(TODAY), print)


def tie(found: Workspace, source: str, target: str) -> Tie:
    result = found.network.tie(source, target)
    assert result
    return result


def said(found: Workspace, source: str, target: str) -> list[str]:
    return reasons(found.kb, found.network, tie(found, source, target), TODAY)


def written(count: int, months: int) -> str:
    """Return messages on this many days in this many months, in both directions."""
    days = [date(2026, 1 + i % months, 1 + i // months) for i in range(count)]
    me, ada = ("Me Example", f"{IN}me-example"), ("Ada Park", f"{IN}ada-park")
    ends = [(*me, *ada), (*ada, *me)]
    return HEAD + "".join(
        wrote("c", day.isoformat(), *ends[k]) for day in days for k in ((0, 1) if day == days[0] else (0,))
    )


def test_a_connection_is_a_tie_of_strength_one_since_its_day(tmp_path: Path) -> None:
    found = workspace(tmp_path, a__csv=CONNECTED)
    best = tie(found, ME, "people/ada-park").best
    assert (best.strength, best.evidence, best.last_contact) == (1, "linkedin", date(2019, 3, 5))
    assert said(found, ME, "people/ada-park") == ["Connected on LinkedIn since 2019."]
    assert tie(found, ME, "people/bo-lind").best.last_contact is None


def test_an_address_book_is_a_tie_of_strength_one_without_a_day(tmp_path: Path) -> None:
    found = workspace(tmp_path, a__vcf=card("FN:Ada Park"))
    best = tie(found, ME, "people/ada-park").best
    assert (best.strength, best.evidence, best.last_contact) == (1, "linkedin", None)
    assert said(found, ME, "people/ada-park") == ["Ada Park is in your address book."]


@pytest.mark.parametrize(
    ("days", "months", "expected"), [(1, 1, 2), (3, 1, 2), (3, 2, 3), (9, 6, 3), (10, 5, 3), (10, 6, 4), (12, 6, 4)]
)
def test_days_and_months_of_contact_determine_the_strength(
    tmp_path: Path, days: int, months: int, expected: int
) -> None:
    found = workspace(tmp_path, a__csv=CONNECTED, b__csv=written(days, months))
    best = tie(found, ME, "people/ada-park").best
    assert (best.strength, best.evidence) == (expected, "in-contact")
    assert best.quality == pytest.approx(REGARD[expected] * 0.9 * fading(expected, best.last_contact, TODAY))


def test_contact_is_said_in_words_and_is_the_last_contact(tmp_path: Path) -> None:
    note = "---\nname: Ada Park\nkeep_in_touch: 1y\n---\n"
    found = workspace(tmp_path, {"people/ada-park.md": note}, a__csv=CONNECTED, b__csv=written(10, 6))
    assert said(found, ME, "people/ada-park")[0] == "You wrote to each other on ten days, last in June."
    assert found.network.contact["people/ada-park"].last == date(2026, 6, 1)


def test_meetings_are_described_as_such(tmp_path: Path) -> None:
    found = workspace(tmp_path, a__ics=CALENDAR.format(event(ME_THERE, ADA, BO)))
    assert said(found, ME, "people/ada-park") == ["You met on one day, last in March."]
    both = tie(found, "people/ada-park", "people/bo-lind").best
    assert (both.strength, both.evidence, both.last_contact) == (2, "inferred", date(2026, 3, 5))
    assert said(found, "people/bo-lind", "people/ada-park") == [
        "Bo Lind and Ada Park were in a meeting with you in March; they probably know each other."
    ]


def test_an_unanswered_message_is_a_tie_of_strength_one_at_most_and_is_named(tmp_path: Path) -> None:
    mine = wrote("c", "2026-10-01", "Me Example", f"{IN}me-example", "Ada Park", f"{IN}ada-park")
    found = workspace(tmp_path, a__csv=HEAD + mine)
    assert tie(found, ME, "people/ada-park").best.strength == 1
    assert said(found, ME, "people/ada-park") == ["You wrote to Ada Park in October; Ada Park hasn't replied."]
    both = workspace(tmp_path, a__csv=HEAD + mine, b__csv=CONNECTED)
    assert max(row.strength for row in tie(both, ME, "people/ada-park").evidence) == 1
    assert "You wrote to Ada Park in October; Ada Park hasn't replied." in said(both, ME, "people/ada-park")


def test_closeness_replaces_what_the_files_say(tmp_path: Path) -> None:
    note = "---\nname: Ada Park\ncloseness: 1\n---\n"
    found = workspace(tmp_path, {"people/ada-park.md": note}, a__csv=CONNECTED, b__csv=written(12, 6))
    rows = tie(found, ME, "people/ada-park").evidence
    assert [(row.source, row.strength) for row in rows] == [("closeness", 1)]
    assert rows[0].last_contact == date(2026, 6, 2)


@pytest.mark.parametrize(("label", "expected"), [("spouse", 4), ("sibling", 4), ("friend", 3), ("manager", 3)])
def test_a_card_that_names_another_ties_both_ways(tmp_path: Path, label: str, expected: int) -> None:
    text = card("FN:Ada Park", f"RELATED;TYPE={label};VALUE=text:Bo Lind", version="4.0") + card("FN:Bo Lind")
    found = workspace(tmp_path, a__vcf=text)
    for source, target in (("people/ada-park", "people/bo-lind"), ("people/bo-lind", "people/ada-park")):
        best = tie(found, source, target).best
        assert (best.strength, best.evidence, best.last_contact) == (expected, "stated", None)
        assert label in said(found, source, target)[0]


def test_invitations_and_messages_from_strangers_are_not_ties(tmp_path: Path) -> None:
    invited = "From,To,Sent At,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    invited += f'Me,Cy Dunn,"1/2/26, 1:00 PM",OUTGOING,{IN}me,{IN}cy\n'
    theirs = wrote("c", "2026-10-01", "Zed Zu", f"{IN}zed", "Me Example", f"{IN}me-example")
    found = workspace(tmp_path, a__csv=invited, b__csv=HEAD + theirs)
    assert {"people/cy-dunn", "people/zed-zu"} <= found.kb.people.keys()
    assert found.network.ties == {}


def test_contacts_at_a_company_of_the_notes_are_colleagues_and_a_way_in(tmp_path: Path) -> None:
    notes = {"companies/acme.md": "---\nname: Acme\ninterest: 4\n---\n"}
    found = workspace(tmp_path, notes, a__csv=CONNECTED, b__csv=written(12, 6))
    assert tie(found, "people/ada-park", "people/bo-lind").inferred
    reached = {one.person for one in found.reach("companies/acme")}
    assert reached == {"people/ada-park", "people/bo-lind"}


def test_a_contact_fills_nothing_that_a_note_has(tmp_path: Path) -> None:
    note = f"---\nname: Ada Park\nlinkedin: {IN}ada-park\nrole: Baker\nphone: 1\n---\n"
    text = card("FN:Ada Park", "TEL:2", "EMAIL:ada@example.org", "TITLE:Head", "ADR:;;;Lisbon;;;", f"URL:{IN}ada-park")
    found = workspace(tmp_path, {"people/ada.md": note}, a__vcf=text)
    person = found.kb.people["people/ada"]
    assert (person.facts.phone, person.facts.email, person.facts.location) == ("1", "ada@example.org", "Lisbon")
    assert person.current_job(TODAY).role == "Baker"
    assert person.contact.facts["email"].source.file == "a.vcf"


@given(st.integers(1, 400), st.integers(1, 60), st.integers(0, 50), st.integers(0, 12))
def test_more_days_or_months_never_make_anybody_less_known(days: int, months: int, more: int, later: int) -> None:
    assert strength(days, months) <= strength(days + more, months + later)


def test_a_later_day_of_contact_never_weakens_a_tie(tmp_path: Path) -> None:
    before = 0.0
    for day in range(0, 300, 60):
        pair = [(date(2026, 1, 5) + timedelta(days=day)).isoformat()] * 2
        text = wrote("c", pair[0], "Me Example", f"{IN}me-example", "Ada Park", f"{IN}ada-park") + wrote(
            "c", pair[1], "Ada Park", f"{IN}ada-park", "Me Example", f"{IN}me-example"
        )
        quality = tie(workspace(tmp_path, a__csv=HEAD + text), ME, "people/ada-park").quality
        assert quality >= before
        before = quality
