"""Long work shows its progress on a terminal, and nowhere else."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import project
from wayin import progress
from wayin.progress import Progress

NOTES: dict[str, str | bytes] = {f"people/p{number}.md": "" for number in range(12)}
CHECK = "from wayin.cli import main; main(['check'])"
BUILD = "from mkdocs.__main__ import cli; cli(['build', '-d', '../site'])"
QUIET = "from mkdocs.__main__ import cli; cli(['build', '-q', '-d', '../site'])"
AT_ONCE = "import wayin.progress; wayin.progress.AFTER = wayin.progress._EVERY = 0; "


class Terminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def on_terminal(program: str, folder: Path) -> str:
    """Return what a program writes to a terminal."""
    import pty

    mine, its = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=folder, stdin=its, stdout=its, stderr=its,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TERM": "xterm"},
    )  # fmt: skip
    os.close(its)
    said = b""
    try:
        while part := os.read(mine, 10_000):
            said += part
    except OSError:
        pass  # on Linux, reading from a terminal that nobody has open is an error
    os.close(mine)
    assert process.wait(60) in (0, 1), said.decode()
    return said.decode()


def shown(written: str) -> list[str]:
    """Return the lines that a terminal finally shows: text after a carriage return replaces the line."""
    lines = []
    for line in written.replace("\r\n", "\n").split("\n"):
        cells: list[str] = []
        for part in line.split("\r"):
            cells[: len(part)] = part
        lines.append("".join(cells).rstrip())
    return lines


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
@pytest.mark.parametrize(
    ("program", "told"),
    [
        (CHECK, ["Reading notes: 0 of 12"]),
        (BUILD, ["Reading notes: 0 of 12", "Rendering notes: 0 of 26", "Making pages: 0 of 26"]),
        (QUIET, []),
    ],
    ids=["check", "build", "quiet"],
)
def test_a_terminal_shows_progress_and_finally_nothing(program: str, told: list[str], tmp_path: Path) -> None:
    folder = project(tmp_path / "project", NOTES).parent
    said = on_terminal(AT_ONCE + program, folder)
    found = [re.sub(r"of \d+", "of N", one) for one in re.findall(r"\w[\w ]+: \d+ of \d+", said)]
    for one in told:
        assert re.sub(r"of \d+", "of N", one) in found, said
    assert told or found == []
    assert [line for line in shown(said) if " of 12" in line or re.search(r": \d+ of \d+", line)] == []


@pytest.mark.parametrize("program", [CHECK, BUILD], ids=["check", "build"])
def test_a_pipe_gets_no_progress(program: str, tmp_path: Path) -> None:
    folder = project(tmp_path / "project", NOTES).parent
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE + program], cwd=folder, capture_output=True, text=True, timeout=60
    )
    assert not re.search(r": \d+ of \d+", done.stdout + done.stderr)
    assert "\r" not in done.stdout + done.stderr


def test_short_work_shows_no_progress() -> None:
    stream = Terminal()
    Progress(stream).tell("Reading notes", 1, 2)
    assert stream.getvalue() == ""


def test_a_shorter_line_replaces_a_longer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "AFTER", 0)
    monkeypatch.setattr(progress, "_EVERY", 0)
    stream = Terminal()
    with Progress(stream) as told:
        told.tell("Reading notes", 1000, 2000)
        told.tell("Making", 1, 2)
        assert shown(stream.getvalue()) == ["Making: 1 of 2"]
    assert shown(stream.getvalue()) == [""]


def test_a_dumb_terminal_shows_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(progress, "AFTER", 0)
    stream = Terminal()
    Progress(stream).tell("Reading notes", 1, 2)
    assert stream.getvalue() == ""
