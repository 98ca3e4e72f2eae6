"""Problems of exported files, and of notes that are older."""

from pathlib import Path

import pytest

from contacts.cases import ME, TODAY, write
from contacts.corpus.case import archive
from contacts.corpus.linkedin import ADA, BO, HEAD, IN, NEW, wrote
from wayin.clock import Clock
from wayin.contacts import tables
from wayin.diagnostics import Problem
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace


def problems(folder: Path, notes: dict[str, str] | None = None, **files: str | bytes) -> dict[str, Problem]:
    """Return the problems by code."""
    for path, text in {"me.md": ME, **(notes or {})}.items():
        file = folder / "notes" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    write(folder / "contacts", **files)
    settings = Settings(folder / "notes", contacts=folder / "contacts", project=folder)
    return {problem.code: problem for problem in Workspace.read(settings, Clock(TODAY), print).problems}


def test_a_contact_who_moved_is_reported_at_the_notes_line(tmp_path: Path) -> None:
    note = f"---\nname: Ada Park\nlinkedin: {IN}ada-park\ncompany: Acme\n---\n"
    found = problems(tmp_path, {"people/ada.md": note}, a__csv=NEW + ADA)["contact-moved"]
    assert (found.file, found.line, found.severity) == ("people/ada.md", 4, "info")
    assert found.message == "a.csv has “Ada Park” at “Northwind Analytics”; your note says “Acme”."


def test_who_may_be_the_same_is_reported_with_both_lines(tmp_path: Path) -> None:
    found = problems(tmp_path, {"people/ada.md": "---\nname: Ada\n---\n"}, a__csv=NEW + ADA)["contact-same"]
    assert (found.file, found.line, found.severity) == ("people/ada.md", 2, "info")
    assert found.fix == (
        "Write `linkedin: https://www.linkedin.com/in/ada-park` if so, else `not_same_as: [people/ada-park]`."
    )


def test_a_copy_is_reported_once(tmp_path: Path) -> None:
    found = problems(tmp_path, a__csv=NEW + ADA, b__csv=NEW + ADA)["contacts-copy"]
    assert (found.file, found.severity) == ("../contacts/b.csv", "info")


def test_a_mailbox_names_the_command_for_it(tmp_path: Path) -> None:
    mailbox = "From ada@example.org Mon Jan 05 10:00:00 2026\nFrom: ada@example.org\n\nText\n"
    assert "`wayin mail`" in problems(tmp_path, a__mbox=mailbox)["contacts-mailbox"].fix


def test_messages_between_two_strangers_ask_who_i_am(tmp_path: Path) -> None:
    text = HEAD + wrote("c", "2026-03-05", "Ada Park", f"{IN}ada-park", "Bo Lind", f"{IN}bo-lind")
    assert "linkedin:" in problems(tmp_path, a__csv=text)["contacts-who-am-i"].fix
    me = f"---\nname: Somebody\nlinkedin: {IN}ada-park/\n---\n"
    assert "contacts-who-am-i" not in problems(tmp_path, {"me.md": me}, a__csv=text)


def test_more_rows_than_are_read_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 1)
    assert problems(tmp_path, a__csv=NEW + ADA + BO)["contacts-many-rows"].severity == "warning"


def test_many_skipped_rows_name_the_first_lines_and_how_many_more(tmp_path: Path) -> None:
    found = problems(tmp_path, a__csv=NEW + ADA + ",,,,,,07 Jun 2026\n" * 9)["contacts-skipped"]
    assert (found.line, found.message) == (
        3, "9 rows skipped, no name (LinkedIn leaves it out where a profile is closed or hidden): "
           "line 3, 4, 5, 6, 7 and 4 more.",
    )  # fmt: skip


def test_an_empty_member_of_an_archive_that_names_people_is_not_a_warning(tmp_path: Path) -> None:
    empty = "From,To,Sent At,Message,Direction\n"
    found = problems(tmp_path, a__zip=archive(Connections__csv=NEW + ADA, Invitations__csv=empty))
    assert "contacts-empty" not in found
    assert "contacts-empty" in problems(tmp_path, a__zip=archive(Connections__csv=NEW, Invitations__csv=empty))
