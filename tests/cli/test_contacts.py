"""`wayin contacts` and `wayin mail`, and exported files in other commands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contacts.corpus.books import card
from contacts.corpus.linkedin import FROM_ADA, HEAD, IN, NEW, NOTES, TO_ADA
from contacts.test_mailbox import MINE, THEIRS, mbox

from .conftest import Run

Answer = Callable[..., Any]
TODAY = ("--today", "2026-11-20")
CONNECTIONS = (
    NOTES
    + NEW
    + f'Ada,Park,{IN}ada-park,,"Northwind, Inc.",Head,05 Mar 2024\nCy,Dunn,{IN}cy-dunn,,Acme,Writer,02 Feb 2019\n'
    f"Gil,Moss,{IN}gil-moss,,Northwind Foods,Cook,02 Feb 2019\nZed,Zu,{IN}zed,,Northwind,Clerk,02 Feb 2018\n"
    ",,,,,,07 Jun 2026\n"
)


@pytest.fixture
def project(small: Path) -> Path:
    """Return the small vault with LinkedIn's files."""
    (small / "contacts").mkdir()
    (small / "contacts" / "Connections.csv").write_text(CONNECTIONS)
    return small


def test_json_has_files_contacts_same_and_moved(project: Path, answer: Answer) -> None:
    found = answer("contacts", *TODAY)
    assert list(found) == ["files", "contacts", "same", "moved"]
    (file,) = found["files"]
    assert file | {"exported": "2026-11-20"} == {
        "file": "Connections.csv", "kind": "linkedin-connections", "exported": "2026-11-20",
        "rows": 5, "people": 4, "merged": 0,
        "skipped": [{"line": 9, "why": "no name (LinkedIn leaves it out where a profile is closed or hidden)"}],
    }  # fmt: skip
    by_id = {contact["id"]: contact for contact in found["contacts"]}
    assert by_id["people/zed-zu"] == {
        "id": "people/zed-zu", "name": "Zed Zu", "company": "Northwind Analytics", "role": "Clerk", "note": None,
        "evidence": "linkedin",
        "strength": 1, "last_contact": "2018-02-02", "sources": ["Connections.csv"],
    }  # fmt: skip
    assert by_id["people/ada-park"]["note"] == "people/ada-park"


def test_at_a_company_and_never_at_one_of_a_similar_name(project: Path, answer: Answer, run: Run) -> None:
    found = answer("contacts", "--at", "northwind", *TODAY)["contacts"]
    assert sorted(contact["name"] for contact in found) == ["Ada Park", "Zed Zu"]
    assert [contact["name"] for contact in answer("contacts", "--at", "ACME GmbH", *TODAY)["contacts"]] == ["Cy Dunn"]
    assert "You know nobody at Nowhere Ltd" in run("contacts", "--at", "Nowhere Ltd", *TODAY).stdout


def test_text_names_who_how_and_from_where(project: Path, run: Run) -> None:
    text = run("contacts", *TODAY).stdout
    assert "Connections.csv: LinkedIn connections, five rows, four people" in text
    assert "Zed Zu, Clerk, Northwind Analytics (no note)\n  Connected on LinkedIn since 2018." in text
    assert "line 9: no name" in run("contacts", "--files", *TODAY).stdout


def test_without_files_it_says_where_to_put_them(small: Path, run: Run) -> None:
    assert "There are no files in contacts" in run("contacts", *TODAY).stdout


def test_the_contacts_folder_has_an_option(project: Path, answer: Answer) -> None:
    (project / "contacts").rename(project / "exports")
    config = (project / "mkdocs.yml").read_text()
    assert answer("contacts", *TODAY)["files"] == []
    (project / "mkdocs.yml").write_text(config.replace("- wayin:", "- wayin:\n      contacts: exports"))
    assert [file["file"] for file in answer("contacts", *TODAY)["files"]] == ["Connections.csv"]


def test_check_reports_every_file_with_lines_and_reasons(project: Path, answer: Answer, run: Run) -> None:
    (project / "contacts" / "b.csv").write_text("Date,Amount\n1,2\n")
    (project / "contacts" / "c.csv").write_text(NEW)
    problems = [problem for problem in answer("check", *TODAY)["problems"] if problem["file"].startswith("../contacts")]
    assert [(one["file"], one["line"], one["severity"], one["code"]) for one in problems] == [
        ("../contacts/Connections.csv", 1, "info", "contacts-read"),
        ("../contacts/Connections.csv", 9, "info", "contacts-skipped"),
        ("../contacts/b.csv", 1, "warning", "contacts-unknown"), ("../contacts/c.csv", 1, "warning", "contacts-empty"),
    ]  # fmt: skip
    assert "Date,Amount" in problems[2]["message"]
    assert "contacts/b.csv:1:1: warning[contacts-unknown]" in run("check", *TODAY).stdout


def test_ways_pass_through_contacts_and_say_why(project: Path, answer: Answer) -> None:
    (project / "contacts" / "messages.csv").write_text(HEAD + TO_ADA + FROM_ADA)
    (project / "contacts" / "cards.vcf").write_text(
        card("FN:Gil Moss", "RELATED;TYPE=friend;VALUE=text:Hilda Hope", version="4.0") + card("FN:Hilda Hope")
    )
    found = answer("ways", "Hilda Hope", *TODAY)
    assert found["known"]["tier"]
    assert [person["id"] for person in found["ways"][0]["people"]] == ["me", "people/gil-moss", "people/hilda-hope"]
    assert found["ways"][0]["ties"][1]["strength"] == 3
    tie = answer("ways", "Ada Park", *TODAY)
    assert tie["known"]


def test_mail_writes_a_table_that_counts_and_is_replaced(
    project: Path, tmp_path: Path, run: Run, answer: Answer
) -> None:
    box = mbox(tmp_path, MINE, THEIRS)
    refused = run("mail", box)
    assert refused.exit_code == 1
    assert "`email: you@example.org` into me.md" in refused.stderr
    (project / "notes" / "me.md").write_text("---\nname: Me\nemail: me@example.org\nemails: [me@work.example]\n---\n")
    assert run("mail", box).exit_code == 0
    written = (project / "contacts" / "mail.csv").read_text()
    assert written.splitlines()[1] == "ada@example.org,Ada Pärk,2026-01-05,2026-01-06,2,1"
    assert "business" not in written
    assert run("mail", box).exit_code == 0
    assert {file["kind"] for file in answer("contacts", *TODAY)["files"]} == {"linkedin-connections", "mail"}


def test_mail_never_overwrites_foreign_files(project: Path, tmp_path: Path, run: Run) -> None:
    (project / "notes" / "me.md").write_text("---\nname: Me\nemail: me@example.org\n---\n")
    refused = run("mail", mbox(tmp_path, MINE), "-o", project / "contacts" / "Connections.csv")
    assert refused.exit_code == 1
    assert (project / "contacts" / "Connections.csv").read_text() == CONNECTIONS


def test_a_name_means_the_note_before_any_contact(project: Path, answer: Answer) -> None:
    rows = f"Bo,Lind,{IN}other-bo,,Elsewhere Inc,Cook,\n"
    (project / "contacts" / "more.csv").write_text(NEW + rows)
    note = project / "notes" / "people" / "bo-lind.md"
    note.write_text(note.read_text().replace("name: Bo Lind", "name: Bo Lind\ncompany: Northwind"))
    assert answer("ways", "Bo Lind", *TODAY)["target"]["id"] == "people/bo-lind"
    (same,) = answer("contacts", "--same", *TODAY)["same"]
    assert same["contact"].startswith("people/bo-lind~")
    assert answer("ways", same["contact"], *TODAY)["target"]["id"] == same["contact"]


def test_nobody_is_introduced_to_who_they_may_be_themselves(project: Path, answer: Answer) -> None:
    (project / "notes" / "people" / "zed.md").write_text("---\nname: Zed\ncompany: Northwind\n---\n")
    ties = answer("export", "json", *TODAY)["ties"]
    pairs = {(tie["from"], tie["to"]) for tie in ties}
    assert ("people/zed-zu", "people/zed") not in pairs
    assert ("people/ada-park", "people/zed-zu") in pairs or ("people/zed-zu", "people/ada-park") in pairs
