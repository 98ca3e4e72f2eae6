"""Other things in a notes folder: links, pipes, unreadable or vanishing files; and watching it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer

from corpus.building import CONFIG, build_site, state, write
from helpers import project
from wayin.reading import discovery as files
from wayin.reading import read_folder
from wayin.site import source_dir as site_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

needs_links = pytest.mark.skipif(os.name == "nt", reason="Windows makes links and pipes only for administrators")


def codes(notes: Path) -> set[tuple[str, str]]:
    return {(one.file, one.code) for one in read_folder(notes).problems}


@needs_links
def test_links_are_never_followed_and_pipes_never_opened(tmp_path: Path) -> None:
    notes, outside = tmp_path / "notes", tmp_path / "outside"
    write(notes, {"people/ada-park.md": b"---\nname: Ada Park\n---\n![x](secret.png)\n"})
    write(outside, {"secret.md": b"secret", "secret.png": b"secret"})
    (notes / "one").symlink_to(".")
    (notes / "two").symlink_to(".")
    (notes / "people/loop").symlink_to("..")
    (notes / "people/out").symlink_to(outside)
    (notes / "people/secret.md").symlink_to(outside / "secret.md")
    (notes / "people/secret.png").symlink_to(outside / "secret.png")
    (notes / "people/gone.md").symlink_to("nowhere.md")
    os.mkfifo(notes / "people/pipe.md")
    os.mkfifo(notes / "people/pipe.png")
    link = "symbolic-link"
    assert codes(notes) == {
        ("one", link), ("two", link), ("people/loop", link), ("people/out", link), ("people/secret.md", link),
        ("people/secret.png", link), ("people/gone.md", link), ("people/pipe.md", "no-file"),
        ("people/pipe.png", "no-file"),
    }  # fmt: skip
    site = build_site(tmp_path)
    assert (site / "people/ada-park/index.html").is_file()
    assert not list(site.rglob("*secret*"))
    assert b"secret" not in b"".join(path.read_bytes() for path in site.glob("people/**/*.html")).replace(
        b"secret.png", b""
    )


@needs_links
def test_a_file_replaced_by_a_pipe_or_a_link_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert files.read_file(tmp_path / "pipe.md") is None
    (tmp_path / "link.md").symlink_to("pipe.md")
    with pytest.raises(OSError, match=r".*"):
        files.read_file(tmp_path / "link.md")


def test_large_files_are_reported_and_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": b"x"})
    with (tmp_path / "large.md").open("wb") as large:
        large.truncate(50_000_000)
    assert codes(tmp_path) == {("large.md", "too-large")}
    assert [note.path for note in read_folder(tmp_path).notes] == ["a.md"]


def test_what_cannot_be_read_is_reported_and_the_rest_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.md": b"x", "locked/b.md": b"x", "people/c.md": b"x", "people/gone.md": b"x"})
    scandir, open_ = os.scandir, os.open

    def refuse_folder(path: Path) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    def refuse_file(path: Path, flags: int) -> int:
        if path.name == "c.md":
            raise PermissionError(13, "Permission denied")
        if path.name == "gone.md":
            raise FileNotFoundError(2, "No such file")
        return open_(path, flags)

    monkeypatch.setattr(files.os, "scandir", refuse_folder)
    monkeypatch.setattr(files.os, "open", refuse_file)
    assert codes(tmp_path) == {("locked", "unreadable-folder"), ("people/c.md", "unreadable-file")}
    assert [note.path for note in read_folder(tmp_path).notes] == ["a.md"]


def test_nested_folders_cause_no_errors(tmp_path: Path) -> None:
    deep = tmp_path
    try:
        for _ in range(200):
            deep = deep / "d"
            deep.mkdir()
        (deep / "a.md").write_text("x")
    except OSError:
        pytest.skip("this system has shorter paths")
    assert len(read_folder(tmp_path).notes) == 1


def test_vanished_or_unlinked_media_are_not_published(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    write(notes, {"people/ada-park.md": b"![a](a.png) ![[b.png]] [c](../data/c.pdf)"})
    write(notes, {"people/a.png": b"a", "b.png": b"b", "data/c.pdf": b"c"})
    write(notes, {"data/d.csv": b"d", "people/e.vcf": b"e", "key": b"f", "people/x.png": b"g"})
    site = build_site(tmp_path)
    published = {path.name for path in site.rglob("*")}
    assert {"a.png", "b.png", "c.pdf"} <= published
    assert not published & {"d.csv", "e.vcf", "key", "x.png"}


def test_a_note_called_like_a_picture_with_its_ending_has_a_page_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "notes", {"a/b.png.md": b"On it.", "a/b.png": b"x", "people/ada.md": b"![](../a/b.png)"})
    site = build_site(tmp_path)
    assert (site / "a/b.png").read_bytes() == b"x"
    assert "On it." in (site / "a/b.png-note/index.html").read_text("utf-8")


def test_pages_of_the_user_keep_their_addresses_and_ours_are_beside_them(tmp_path: Path) -> None:
    write(tmp_path / "notes", {
        "network.md": b"Mine.", "people.md": b"Mine.", "people/README.md": b"Mine.", "README.md": b"Mine.",
        "people/ada.md": b"Mine.", "people/ada/index.md": b"Mine.",
        "people/bo-lind.md": b"---\nknows: [Index, Ada]\n---\n",
    })  # fmt: skip
    site = build_site(tmp_path)
    for page in ("network", "people"):
        assert "Mine." in (site / page / "index.html").read_text("utf-8"), "a page keeps its address"
    for page in ("network-wayin", "people-wayin", "problems"):
        assert "Mine." not in (site / page / "index.html").read_text("utf-8")
    assert "data-wayin-table" in (site / "people-wayin/index.html").read_text("utf-8")
    assert "people-wayin/" in (site / "people/ada/index.html").read_text("utf-8")
    for page in ("people/README", "people/ada", "people/ada-note", "people/index-note"):
        assert (site / page / "index.html").is_file(), page
    assert "Mine." in (site / "index.html").read_text("utf-8")


# --- serving ----------------------------------------------------------------------------------------------------------


@contextmanager
def serving(project: Path) -> Iterator[tuple[str, Path]]:
    """Run `mkdocs serve` on a free port; yield its address, and its log file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (project / "mkdocs.yml").write_text(CONFIG.format(directory_urls="true"), "utf-8")
    log = project / "log.txt"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-u", "-m", "mkdocs", "serve", "-f", project / "mkdocs.yml", "-a", f"127.0.0.1:{port}"],
            stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        try:
            yield f"http://127.0.0.1:{port}", log
            assert server.poll() is None, log.read_text("utf-8")
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def until(condition: Callable[[], bool], log: Path) -> None:
    """Wait for a condition by polling."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, log.read_text("utf-8")[-3000:]
        time.sleep(0.05)


def body(url: str) -> str:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.read().decode()
    except OSError:
        return ""


@needs_links
def test_the_server_keeps_serving_while_notes_break_are_fixed_and_removed(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    write(notes, {"people/ada-park.md": b"---\nname: Ada Park\n---\nFirst.\n", "people/bo-lind.md": b"Bo's text.\n"})
    (notes / "one").symlink_to(".")
    (notes / "two").symlink_to(".")
    ada = notes / "people/ada-park.md"
    with serving(tmp_path) as (url, log):
        page = f"{url}/people/ada-park/"
        until(lambda: "First." in body(page), log)
        # Broken: the page still exists, with the problem at the top
        ada.write_bytes(b'---\nname: "Ada Park\nrole: Engineer\n---\nSecond.\n')
        until(lambda: "Second." in body(page), log)
        assert "never closed" in body(page)
        assert "never closed" in body(f"{url}/problems/")
        ada.write_bytes(b"\xff\xfe\x00[[[[" * 100)
        until(lambda: "UTF-16" in body(page), log)
        ada.write_bytes(b"---\nname: Ada Park\n---\nThird.\n")
        until(lambda: "Third." in body(page), log)
        assert "never closed" not in body(f"{url}/problems/")
        ada.rename(notes / "people/ada-lund.md")
        until(lambda: "Third." in body(f"{url}/people/ada-lund/"), log)
        (notes / "people/ada-lund.md").unlink()
        until(lambda: not body(f"{url}/people/ada-lund/"), log)
        (notes / "new/deep").mkdir(parents=True)
        (notes / "new/deep/page.md").write_bytes(b"Fourth.\n")
        until(lambda: "Fourth." in body(f"{url}/new/deep/page/"), log)
        assert "Bo&#39;s text." in body(f"{url}/people/bo-lind/") or "Bo's text." in body(f"{url}/people/bo-lind/")
    assert "Traceback" not in log.read_text("utf-8")
    assert not [path for path in state(notes) if "ada" in path]


def test_a_deleted_watched_folder_is_looked_for_again(tmp_path: Path) -> None:
    roots = frozenset({str(tmp_path / "notes")})
    # The watcher stops at FileNotFoundError, and retries after any other
    with pytest.raises(OSError, match="gone for the moment") as told:
        site_folder._stat_of_root(roots, str(tmp_path / "notes"))
    assert type(told.value) is OSError
    with pytest.raises(FileNotFoundError):
        site_folder._stat_of_root(roots, str(tmp_path / "notes/gone.md"))


def test_a_folder_that_cannot_be_read_does_not_end_the_watching(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(site_folder.os, "scandir", refuse)
    assert list(site_folder._scan("x")) == []


def test_the_server_watches_the_users_own_templates_too(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    made = project(tmp_path / "project", {}, "{templates: ../letters}")
    config = load_config(str(made))

    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(made.parent / "notes"))
    own = config.plugins["wayin"].on_serve(server, config=config, builder=lambda: None)
    watched = sorted(os.path.realpath(emitter.watch.path) for emitter in own.observer.emitters)
    own.server_close()
    assert watched == sorted(os.path.realpath(path) for path in (tmp_path / "letters", made.parent / "notes"))
