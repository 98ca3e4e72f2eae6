"""Files are written completely or not at all, never over other files, and never through a link that leads out."""

import errno
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from wayin import files
from wayin.files import OutsideError, holds, remove_unfinished, write_new, write_over

needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these modes nor these limits")
TEXT = "---\nname: X\nrole: y\n---\n" * 4
WAYS = {"new": lambda path: write_new(path, TEXT), "over": lambda path: write_over(path, TEXT.encode())}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


@pytest.fixture(params=["links", "the system's renaming", "neither"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Simulate a file system with hard links, one without, and one that can't rename without overwriting either."""
    if request.param != "links":
        monkeypatch.setattr(os, "link", refuse)
    if request.param == "neither":
        monkeypatch.setattr(files, "_rename_by_system", lambda draft, path: False)


@pytest.mark.usefixtures("disk")
def test_a_new_file_is_written_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    write_new(tmp_path / "people/x.md", TEXT)
    assert (tmp_path / "people/x.md").read_bytes() == TEXT.encode()
    assert names(tmp_path / "people") == ["x.md"]


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("kind", ["file", "empty file", "link", "link to nowhere", "folder"])
def test_a_name_that_is_taken_is_left_as_it_is(tmp_path: Path, kind: str) -> None:
    path, other = tmp_path / "x.md", tmp_path / "other"
    if kind == "folder":
        path.mkdir()
    elif kind == "file" or kind == "empty file":
        path.write_text("mine" if kind == "file" else "")
    else:
        if kind == "link":
            other.write_text("mine")
        path.symlink_to(other)
    before = names(tmp_path), os.lstat(path)
    with pytest.raises(FileExistsError):
        write_new(path, TEXT)
    assert (names(tmp_path), os.lstat(path)) == before
    assert not other.exists() or other.read_text() == "mine"


@pytest.mark.usefixtures("disk")
def test_of_many_who_write_a_file_one_wins_and_the_file_is_theirs(tmp_path: Path) -> None:
    winners: list[str] = []

    def write(text: str) -> None:
        try:
            write_new(tmp_path / "x.md", text * 10_000)
            winners.append(text)
        except FileExistsError:
            pass

    racers = [threading.Thread(target=write, args=(str(n),)) for n in range(8)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    assert len(winners) == 1
    assert (tmp_path / "x.md").read_text() == winners[0] * 10_000
    assert names(tmp_path) == ["x.md"]


FULL = """
import os, resource, signal, sys
from pathlib import Path
from wayin import files
if sys.argv[3] == "no links":
    def refuse(*_, **__):
        raise OSError(1, "Operation not permitted")
    os.link = refuse
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50, 50))
text = sys.stdin.read()
try:
    if sys.argv[1] == "write_new":
        files.write_new(Path(sys.argv[2]), text)
    else:
        files.write_over(Path(sys.argv[2]), text.encode())
except OSError as error:
    print(type(error).__name__, error.filename)
"""
"""Writes a file where no file may exceed 50 bytes: the kernel takes half of the content, as on a full disk."""


@needs_posix
@pytest.mark.parametrize("links", ["links", "no links"])
@pytest.mark.parametrize("way", ["write_new", "write_over"])
def test_a_partial_write_leaves_nothing_behind(tmp_path: Path, way: str, links: str) -> None:
    path = tmp_path / "x.md"
    if way == "write_over":
        path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", FULL, way, path, links], input=TEXT, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == f"OSError {path}\n", done.stderr
    assert names(tmp_path) == (["x.md"] if way == "write_over" else [])
    assert way == "write_new" or path.read_text() == "old"


def test_a_disk_without_fsync_is_written_to_anyway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "fsync", unsupported)
    write_new(tmp_path / "x.md", TEXT)
    assert (tmp_path / "x.md").read_text() == TEXT


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
def test_an_unflushed_file_is_not_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, code: int) -> None:
    def fail(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match=re.escape(os.strerror(code))):
        WAYS[way](tmp_path / "x.md")
    assert names(tmp_path) == []


@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        WAYS[way](tmp_path / "x.md")
    assert names(tmp_path) == []


@needs_posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_writing_over_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "x.json"
    path.write_text("old")
    path.chmod(mode)
    write_over(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_text() == "new"


def test_another_hard_link_to_it_keeps_the_old_content(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("mine")
    os.link(tmp_path / "note.md", tmp_path / "x.json")
    write_over(tmp_path / "x.json", b"new")
    assert (tmp_path / "note.md").read_text() == "mine"
    assert (tmp_path / "x.json").read_text() == "new"


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("mine")
    (tmp_path / "x.json").symlink_to("other")
    with pytest.raises(OutsideError, match="link"):
        write_over(tmp_path / "x.json", b"new")
    assert (tmp_path / "other").read_text() == "mine"
    assert names(tmp_path) == ["other", "x.json"]


def leads_out(tmp_path: Path) -> str:
    (tmp_path / "notes/people").symlink_to(tmp_path / "other", target_is_directory=True)
    return "people/x.md"


def leads_nowhere(tmp_path: Path) -> str:
    (tmp_path / "notes/people").symlink_to(tmp_path / "nowhere", target_is_directory=True)
    return "people/x.md"


def leads_out_further_up(tmp_path: Path) -> str:
    (tmp_path / "notes/a").symlink_to(tmp_path / "other", target_is_directory=True)
    return "a/people/x.md"


def climbs_out(tmp_path: Path) -> str:
    return "../other/x.md"


def goes_round_in_a_circle(tmp_path: Path) -> str:
    (tmp_path / "notes/people").symlink_to("people", target_is_directory=True)
    return "people/x.md"


@pytest.mark.parametrize("place", [leads_out, leads_nowhere, leads_out_further_up, climbs_out, goes_round_in_a_circle])
@pytest.mark.parametrize("way", ["new", "over"])
def test_nothing_is_written_outside_of_the_folder_it_belongs_to(
    tmp_path: Path, place: Callable[[Path], str], way: str
) -> None:
    for folder in ("notes", "other"):
        (tmp_path / folder).mkdir()
    path, within = tmp_path / "notes" / place(tmp_path), tmp_path / "notes"
    with pytest.raises(OSError, match=r"leads out|irectory|symbolic"):
        write_new(path, TEXT, within) if way == "new" else write_over(path, TEXT.encode(), within)
    assert names(tmp_path / "other") == []
    assert names(tmp_path) == ["notes", "other"]


def test_a_notes_folder_that_is_a_link_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "notes").symlink_to("real", target_is_directory=True)
    write_new(tmp_path / "notes/people/x.md", TEXT, within=tmp_path / "notes")
    assert (tmp_path / "real/people/x.md").read_text() == TEXT


def test_a_file_where_a_folder_should_be_is_not_called_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "people").write_text("mine")
    with pytest.raises(NotADirectoryError):
        write_new(tmp_path / "people/x.md", TEXT)


@needs_posix
def test_the_next_run_removes_what_a_killed_one_left_and_nothing_else(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom wayin.files import write_new\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "write_new(Path(sys.argv[1]), 'text')"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "x.md"], timeout=60, check=False)
    left = names(tmp_path)
    assert len(left) == 1
    assert files.is_unfinished(left[0])
    alive = f".wayin-{os.getppid()}-0123456789ab.tmp"
    others = [
        ".wayin-notes.tmp",
        ".wayin-1-xyz.tmp",
        "wayin-7-0123456789ab.tmp",
        ".wayin-99999999-0123456789ab.tmp.bak",
    ]
    for name in (alive, *others):
        (tmp_path / name).write_text("mine")
    remove_unfinished(tmp_path)
    assert names(tmp_path) == sorted([alive, *others])
    write_new(tmp_path / "x.md", TEXT)
    assert (tmp_path / "x.md").read_text() == TEXT


def test_the_same_process_number_in_another_container_is_another_run(tmp_path: Path) -> None:
    (tmp_path / f".wayin-{os.getpid()}-0123456789ab.tmp").touch()
    remove_unfinished(tmp_path)
    assert names(tmp_path) == []


def test_a_file_holds_a_text_only_if_it_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("text")
    (tmp_path / "link.md").symlink_to("x.md")
    assert holds(tmp_path / "x.md", "text")
    assert not holds(tmp_path / "x.md", "other")
    assert not holds(tmp_path / "link.md", "text")
    assert not holds(tmp_path / "gone.md", "")
    assert not holds(tmp_path, "")
