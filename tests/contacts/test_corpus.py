"""Every file of the corpus gives its expected contents, and every row is accounted for."""

from pathlib import Path

import pytest

from contacts.cases import CASES, read_book, write
from contacts.corpus.case import Case
from wayin.contacts.names import name_key
from wayin.contacts.records import ABOUT_ME
from wayin.knowledge.file_contacts import ContactBook, FileContact, FileReport


def test_the_corpus_is_large_and_no_two_cases_have_one_name() -> None:
    assert len(CASES) >= 120
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_has_its_expected_contents(case: Case, tmp_path: Path) -> None:
    book = read_book(write(tmp_path / "contacts", file=case.data))
    report = book.reports[0]
    assert report.kind == case.kind
    assert sorted(contact.name for contact in book.contacts.values()) == sorted(case.people)
    assert report.rows == case.rows
    assert tuple(one.line for one in report.skipped) == case.skipped
    for word, expected in case.facts.items():
        contact = next(one for one in book.contacts.values() if one.name.startswith(word))
        assert {key: known(book, contact, key) for key in expected} == expected
    for each in book.reports:
        check_sum(each)


def check_sum(report: FileReport) -> None:
    """Check that every row is a person, more about one, or skipped with a reason."""
    assert report.added + report.merged + len(report.skipped) == report.rows
    assert all(one.why for one in report.skipped)
    assert report.added <= report.people or report.kind in ABOUT_ME
    assert bool(report.problem) == (report.kind is None)


def known(book: ContactBook, contact: FileContact, key: str) -> object:
    touch = contact.in_touch
    match key:
        case "days" | "months":
            return getattr(touch, key, None)
        case "last":
            return touch.last.isoformat() if touch else None
        case "at":
            return contact.company
        case "exported":
            return min(source.exported for source in contact.sources).isoformat()
        case "company" | "role" | "location":
            return contact.facts[key].value if key in contact.facts else ""
        case "related":
            pairs = [(pair.other if pair.one == contact.id else pair.one, pair.label)
                     for pair in book.related if contact.id in (pair.one, pair.other)]  # fmt: skip
            return tuple((book.contacts[id_].name, label) for id_, label in pairs)
        case "aliases":
            return tuple(alias for alias in contact.aliases if name_key(alias) != name_key(contact.name))
        case "connected_on" | "unanswered" | "invited":
            day = getattr(contact, key)
            return day.isoformat() if day else None
        case _:
            return getattr(contact, key)
