"""Only changed notes are read again."""

import os
from pathlib import Path

from wayin.reading import NoteCache, read_folder


def names(folder: Path, cache: NoteCache) -> list[str]:
    """Return the names of a folder's notes."""
    return [note.facts.name or "" for note in read_folder(folder, cache).notes]  # type: ignore[union-attr]


def test_a_note_that_did_not_change_is_the_same_object(tmp_path: Path) -> None:
    cache: NoteCache = {}
    for name in ("ada", "bo"):
        (tmp_path / f"{name}.md").write_text(f"---\ntype: person\nname: {name}\n---\n", "utf-8")
    before = read_folder(tmp_path, cache).notes
    (tmp_path / "bo.md").write_text("---\ntype: person\nname: Bo Lind\n---\n", "utf-8")
    (tmp_path / "ada.md").touch()
    after = read_folder(tmp_path, cache).notes
    assert after[0] is before[0]
    assert after[1] is not before[1]


def test_two_saves_within_one_timestamp_are_both_read(tmp_path: Path) -> None:
    cache: NoteCache = {}
    file = tmp_path / "ada.md"
    file.write_text("---\ntype: person\nname: Ada\n---\n", "utf-8")
    status = file.stat()
    assert names(tmp_path, cache) == ["Ada"]
    file.write_text("---\ntype: person\nname: Eve\n---\n", "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert names(tmp_path, cache) == ["Eve"]


def test_an_old_unchanged_file_is_not_opened(tmp_path: Path) -> None:
    cache: NoteCache = {}
    file = tmp_path / "ada.md"
    file.write_text("---\ntype: person\nname: Ada\n---\n", "utf-8")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assert names(tmp_path, cache) == ["Ada"]
    file.write_text("---\ntype: person\nname: Eve\n---\n", "utf-8")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assert names(tmp_path, cache) == ["Ada"], "whoever sets the time back hides the change"


def test_a_deleted_note_is_forgotten(tmp_path: Path) -> None:
    cache: NoteCache = {}
    file = tmp_path / "ada.md"
    file.write_text("---\ntype: person\nname: Ada\n---\n", "utf-8")
    read_folder(tmp_path, cache)
    file.unlink()
    assert read_folder(tmp_path, cache).notes == ()
    assert cache == {}
