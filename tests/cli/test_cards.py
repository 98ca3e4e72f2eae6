"""`wayin export vcf`: stable cards for a phone, without private data; and notes that start from a contact."""

from pathlib import Path

import pytest
import vobject

from contacts.cases import read_book, write
from contacts.corpus.books import card
from contacts.corpus.linkedin import IN, NEW
from wayin.reading import read_note

from .conftest import Run

TODAY = ("--today", "2026-11-20")


def exported(run: Run) -> dict[str, vobject.base.Component]:
    text = run("export", "vcf", *TODAY).stdout
    return {one.fn.value: one for one in vobject.readComponents(text)}


def test_everybody_with_a_note_has_a_card_with_what_is_known(small: Path, run: Run) -> None:
    cards = exported(run)
    ada = cards["Ada Park"]
    assert ada.version.value == "4.0"
    assert (ada.email.value, ada.tel.value) == ("ada@example.org", "+44 20 7946 0000")
    assert ada.related.value == cards["Bo Lind"].uid.value
    assert "Cy Dunn" not in cards
    assert all(one.uid.value.startswith("urn:uuid:") for one in cards.values())
    assert len({one.uid.value for one in cards.values()}) == len(cards)


def test_cards_keep_their_uid(small: Path, run: Run) -> None:
    before = {name: one.uid.value for name, one in exported(run).items()}
    note = small / "notes" / "people" / "ada-park.md"
    note.write_text(note.read_text().replace("ada@example.org", "ada@elsewhere.example"))
    assert {name: one.uid.value for name, one in exported(run).items()} == before
    assert run("export", "vcf", *TODAY).stdout_bytes == run("export", "vcf", *TODAY).stdout_bytes


def test_private_data_is_in_no_card(small: Path, run: Run) -> None:
    note = small / "notes" / "people" / "ada-park.md"
    note.write_text(note.read_text().replace("name: Ada Park", "name: Ada Park\nprivate: true"))
    text = run("export", "vcf", *TODAY).stdout
    assert "Ada" not in text
    assert "Bo Lind" in text


def test_an_export_replaces_an_earlier_one_and_no_other_file(small: Path, run: Run) -> None:
    assert run("export", "vcf", "-o", "people.vcf", *TODAY).exit_code == 0
    assert run("export", "vcf", "-o", "people.vcf", *TODAY).exit_code == 0
    (small / "mine.vcf").write_text(card("FN:Ada Park"))
    assert run("export", "vcf", "-o", "mine.vcf", *TODAY).exit_code == 1


def test_cards_are_read_back(small: Path, run: Run, tmp_path: Path) -> None:
    text = run("export", "vcf", *TODAY).stdout
    book = read_book(write(tmp_path / "back", a__vcf=text))
    assert {"Ada Park", "Bo Lind"} <= {contact.name for contact in book.contacts.values()}
    assert book.related
    assert book.reports[0].skipped == ()


# --- a note that starts from a contact --------------------------------------------------------------------------------


@pytest.fixture
def connected(small: Path) -> Path:
    rows = f'Gil,Moss,{IN}gil-moss,gil@x.example,Acme: Foods,"Cook, Head",\n'
    rows += f"Dana,Dup,{IN}dana-1,,Acme,,\nDana,Dup,{IN}dana-2,,Other,,\n"
    write(small / "contacts", a__csv=NEW + rows)
    return small


def test_a_note_starts_from_what_the_contact_knows(connected: Path, run: Run) -> None:
    assert run("new", "person", "Gil Moss", *TODAY).exit_code == 0
    note, problems = read_note("people/gil-moss.md", (connected / "notes/people/gil-moss.md").read_bytes())
    assert problems == []
    facts = note.facts
    assert (facts.name, facts.role, facts.email, facts.linkedin) == (
        "Gil Moss", "Cook, Head", "gil@x.example", "https://www.linkedin.com/in/gil-moss",
    )  # fmt: skip
    assert facts.company.word == "Acme: Foods"
    assert '"people/gil-moss"' in run("contacts", "--format", "json", *TODAY).stdout


def test_of_several_contacts_the_company_or_the_id_says_which(connected: Path, run: Run) -> None:
    empty = run("new", "person", "Dana Dup", *TODAY)
    assert "2 people in contacts/ are called “Dana Dup”" in empty.stderr
    made = connected / "notes/people/dana-dup.md"
    assert "linkedin" not in made.read_text()
    made.unlink()
    assert run("new", "person", "Dana Dup", "--company", "Other", *TODAY).exit_code == 0
    assert "dana-2" in made.read_text()
