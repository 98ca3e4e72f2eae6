"""The contacts folder: limits, archives, changing files, and the cache."""

import os
import time
import zipfile
from pathlib import Path

import pytest

from contacts.cases import TODAY, read_book, write
from contacts.corpus.case import archive
from contacts.corpus.linkedin import ADA, BO, NEW
from wayin.catalogue import code_of
from wayin.contacts import archives, cache, folder, tables
from wayin.contacts.folder import read_contacts
from wayin.contacts.records import Contents, Unreadable


def codes(path: Path) -> list[str]:
    return [code_of(report.problem.key) for report in read_book(path).reports if report.problem]


def test_without_a_folder_there_are_no_contacts(tmp_path: Path) -> None:
    assert read_contacts(tmp_path / "none", TODAY).files == ()
    (tmp_path / "file").write_text("x")
    assert read_contacts(tmp_path / "file", TODAY).files == ()


def test_folders_are_read_and_hidden_files_links_and_markdown_are_skipped(tmp_path: Path) -> None:
    contacts = write(tmp_path / "contacts", _DS_Store=b"\0", README__md="# x", __hidden="x")
    write(contacts / "Basic_Export", Connections__csv=NEW + ADA)
    (contacts / "link.csv").symlink_to(contacts / "Basic_Export" / "Connections.csv")
    (contacts / "_DS_Store").rename(contacts / ".DS_Store")
    (contacts / ".hidden").unlink(missing_ok=True)
    assert [file.path for file in read_contacts(contacts, TODAY).files] == ["Basic_Export/Connections.csv"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    contacts = write(tmp_path / "contacts", a__csv=NEW + ADA)
    os.mkfifo(contacts / "b.csv")
    assert [file.path for file in read_contacts(contacts, TODAY).files] == ["a.csv"]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    contacts = write(tmp_path / "contacts")
    with (contacts / "mail.mbox").open("wb") as file:
        file.truncate(2_000_000_000)  # sparse: no such mailbox is ever read
    assert codes(contacts) == ["contacts-too-large"]


def test_rows_beyond_the_limit_are_skipped_and_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 1)
    book = read_book(write(tmp_path / "contacts", a__csv=NEW + ADA + BO))
    assert book.reports[0].cut
    assert book.reports[0].rows == len(book.contacts) == 1


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    started = time.process_time()
    bomb = archive(Connections__csv=NEW + ADA + "," * 30_000_000, other__csv=NEW + BO)
    lying = bytearray(archive(Connections__csv=NEW + ADA + "x" * 1000))
    at = lying.rindex(b"PK\x01\x02") + 24  # the size that the directory claims
    lying[at : at + 4] = (10).to_bytes(4, "little")
    book = read_book(write(tmp_path / "contacts", bomb__zip=bomb, lying__zip=bytes(lying)))
    assert [(report.file, code_of(report.problem.key) if report.problem else "") for report in book.reports] == [
        ("bomb.zip/Connections.csv", "contacts-too-large"), ("bomb.zip/other.csv", ""),
        ("lying.zip/Connections.csv", "contacts-unreadable"),
    ]  # fmt: skip
    assert [contact.name for contact in book.contacts.values()] == ["Bo Lind"]
    assert time.process_time() - started < 60


def test_the_total_size_of_an_archive_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST_BYTES", 300)
    members, _ = archives.members(archive(a__csv=NEW + ADA, b__csv=NEW + BO, c__csv="x"))
    assert [type(data) for _, data in members] == [bytes, Unreadable, bytes]


def test_a_member_with_a_password_is_reported(tmp_path: Path) -> None:
    data = bytearray(archive(Connections__csv=NEW + ADA))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert codes(write(tmp_path / "contacts", a__zip=bytes(data))) == ["contacts-unreadable"]


def test_archives_are_not_unpacked_to_disk(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("../../evil.csv", NEW + ADA)
    contacts = write(tmp_path / "contacts", a__zip=(tmp_path / "a.zip").read_bytes())
    before = sorted(tmp_path.rglob("*"))
    assert len(read_book(contacts).contacts) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contacts = write(tmp_path / "contacts", a__csv=NEW + ADA)
    real, left = os.fstat, [1]

    def fstat(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        if left[0]:
            left[0] -= 1
            (contacts / "a.csv").write_text(NEW + ADA + BO)
        return status

    monkeypatch.setattr(folder.os, "fstat", fstat)
    assert len(read_book(contacts).contacts) == 2
    left[0] = 1000
    assert codes(contacts) in (["contacts-unreadable"], [])


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contacts = write(tmp_path / "contacts", a__csv=NEW + ADA, b__csv=NEW + BO)
    real = os.open

    def refuse(path: Path, *rest: object) -> int:
        if str(path).endswith("a.csv"):
            raise PermissionError(13, "Permission denied")
        return real(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(folder.os, "open", refuse)
    assert codes(contacts) == ["contacts-unreadable"]
    assert len(read_book(contacts).contacts) == 1


# --- the cache --------------------------------------------------------------------------------------------------------


def kept(project: Path) -> list[Path]:
    return sorted((project / ".wayin" / "contacts").glob("*"))


def test_a_file_is_parsed_once_and_the_cache_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contacts = write(tmp_path / "contacts", a__csv=NEW + ADA, b__zip=archive(Connections__csv=NEW + BO))
    first = read_contacts(contacts, TODAY, tmp_path)
    monkeypatch.setattr(folder, "_parts", lambda *_: pytest.fail("parsed again"))
    assert read_contacts(contacts, TODAY, tmp_path) == first
    (contacts / "a.csv").rename(contacts / "other.txt")
    assert read_contacts(contacts, TODAY, tmp_path).files[-1].parts == first.files[0].parts
    assert (tmp_path / ".wayin" / ".gitignore").read_text().splitlines()[-1] == "*"


def test_the_cache_stays_small_and_may_be_deleted_or_damaged(tmp_path: Path) -> None:
    contacts = write(tmp_path / "contacts", a__csv=NEW + ADA)
    for i in range(5):
        write(contacts, a__csv=NEW + ADA + BO * i)
        read_contacts(contacts, TODAY, tmp_path)
    assert len(kept(tmp_path)) == 1
    for damage in (b"", b"{}", b"[" * 100_000, b"[[], null, 3]"):
        kept(tmp_path)[0].write_bytes(damage)
        assert len(read_book(contacts, project=tmp_path).contacts) == 2
    kept(tmp_path)[0].unlink()
    assert len(read_book(contacts, project=tmp_path).contacts) == 2


def test_another_version_ignores_this_ones_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contacts = write(tmp_path / "contacts", a__csv=NEW + ADA)
    read_contacts(contacts, TODAY, tmp_path)
    before = kept(tmp_path)
    monkeypatch.setattr(cache, "VERSION", cache.VERSION + 1)
    read_contacts(contacts, TODAY, tmp_path)
    assert kept(tmp_path) != before
    assert len(kept(tmp_path)) == 1


def test_a_foreign_folder_is_neither_written_nor_emptied(tmp_path: Path) -> None:
    contacts = write(tmp_path / "contacts", a__csv=NEW + ADA)
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / f"{'0' * 40}.json").write_text("mine")
    (tmp_path / ".wayin").mkdir()
    (tmp_path / ".wayin" / "contacts").symlink_to(tmp_path / "theirs")
    assert len(read_book(contacts, project=tmp_path).contacts) == 1
    assert [file.read_text() for file in (tmp_path / "theirs").iterdir()] == ["mine"]


def test_thirty_thousand_rows_are_read(tmp_path: Path) -> None:
    rows = "".join(
        f"Given{i},Family{i},https://www.linkedin.com/in/p{i},,Acme {i % 900},Engineer,05 Mar 2024\n"
        for i in range(30_000)
    )
    (file,) = read_contacts(write(tmp_path / "contacts", a__csv=NEW + rows), TODAY).files
    contents = file.parts[0].contents
    assert isinstance(contents, Contents)
    assert len(contents.cards) == contents.rows == 30_000
