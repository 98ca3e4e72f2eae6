"""Changes of several notes: all or nothing, whatever fails or is saved meanwhile; and the position on the map."""

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cli.conftest import Run
from helpers import TODAY, project, write
from wayin import files
from wayin.clock import Clock
from wayin.editing.transaction import ConflictError, FileChange, Transactions, WriteError
from wayin.network.positions import read_positions, write_positions
from wayin.reading.mkdocs_yml import Settings
from wayin.site.building import network_script
from wayin.workspace import Workspace

CHANGES = [
    FileChange("new.md", None, b"new"), FileChange("a.md", b"one", b"ONE"), FileChange("b.md", b"two", b"TWO"),
    FileChange("gone.md", b"three", None, trashed=True),
]  # fmt: skip
NOTES = {"a.md": b"one", "b.md": b"two", "gone.md": b"three"}


@pytest.fixture
def transactions(tmp_path: Path) -> Transactions:
    write(tmp_path / "notes", NOTES)
    return Transactions(tmp_path / "notes", tmp_path)


def notes(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "notes").iterdir()}


@pytest.mark.parametrize("which", ["a.md", "b.md"])
def test_a_file_saved_at_the_last_moment_is_kept_and_nothing_is_changed(
    transactions: Transactions, tmp_path: Path, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, left = files._write, [1]

    def slow(draft: Path, content: bytes, before: object) -> None:
        real(draft, content, before)  # type: ignore[arg-type]
        if content == {"a.md": b"ONE", "b.md": b"TWO"}[which] and left.pop():
            (tmp_path / "notes" / which).write_bytes(b"just typed")

    monkeypatch.setattr(files, "_write", slow)
    with pytest.raises(ConflictError, match=rf"^{which} was saved in the meantime; try again\. Nothing was changed\.$"):
        transactions.apply("an order", CHANGES)
    assert notes(tmp_path) == NOTES | {which: b"just typed"}
    assert transactions.last() is None
    assert transactions.recover() is None
    assert not any((tmp_path / ".wayin/trash").rglob("*.md"))


@pytest.mark.parametrize("failing", ["new.md", "a.md", "b.md", "gone.md", "last-change.json"])
def test_a_failed_write_undoes_the_whole_change(
    transactions: Transactions, tmp_path: Path, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    transactions.apply("before", [FileChange("a.md", b"one", b"uno")])
    changes = [change if change.path != "a.md" else FileChange("a.md", b"uno", b"ONE") for change in CHANGES]
    last, real, written = transactions.last(), files._finished, list[str]()

    def full(path: Path, content: bytes, before: object) -> object:
        written.append(path.name)
        # The record is written once before and once after the notes
        if path.name == failing and written.count(failing) == (2 if failing == "last-change.json" else 1):
            raise OSError(28, "No space left on device", str(path))
        return real(path, content, before)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "_finished", full)
    with pytest.raises(WriteError, match=r"No space left on device\. Nothing was changed\.$"):
        transactions.apply("an order", changes)
    assert notes(tmp_path) == NOTES | {"a.md": b"uno"}
    assert transactions.last() == last
    assert transactions.undo() == last


def test_of_two_who_write_at_once_one_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    write(tmp_path / "notes", {"a.md": b"one"})
    begun, told = threading.Barrier(8), list[str]()

    def order(number: int) -> None:
        begun.wait()
        try:
            Transactions(tmp_path / "notes", tmp_path).apply(
                str(number), [FileChange("a.md", b"one", b"one and %d" % number)]
            )
        except ConflictError as error:
            told.append(str(error))

    threads = [threading.Thread(target=order, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["a.md was changed in the meantime; try again. Nothing was written."] * 7
    last = Transactions(tmp_path / "notes", tmp_path).last()
    assert last is not None
    assert (tmp_path / "notes/a.md").read_bytes() == b"one and %s" % last.order.encode()


# --- the position on the map ------------------------------------------------------------------------------------------


def test_renaming_moves_nobody_on_the_map(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    people = {f"people/p{i}.md": f"---\nname: P{i}\nknows: [P{(i + 1) % 9}, P{(i + 4) % 9}]\n---\n" for i in range(9)}
    config = project(tmp_path / "project", people)
    settings = Settings(config.parent / "notes", project=config.parent)

    def draw() -> None:
        namespace: Any = SimpleNamespace(config_file_path=str(config))
        network_script(namespace, Workspace.read(settings, Clock(TODAY), print), {})

    draw()
    before = read_positions(config.parent)
    monkeypatch.chdir(config.parent)
    assert run("rename", "P3", "Ada Park", "--yes").exit_code == 0
    draw()
    after = read_positions(config.parent)
    assert after.pop("people/ada-park") == before["people/p3"]
    assert after == {node: place for node, place in before.items() if node != "people/p3"}
    assert run("undo").exit_code == 0
    draw()
    assert read_positions(config.parent) == before


def test_a_merged_note_keeps_the_first_position_else_the_others(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {f"notes/people/{name}.md": f"---\nname: {name}\n---\n" for name in ("ada", "bo", "cy")})
    (tmp_path / "mkdocs.yml").write_text("docs_dir: notes\n")
    monkeypatch.chdir(tmp_path)
    write_positions(tmp_path, {"people/ada": (1, 1), "people/bo": (2, 2)})
    assert run("merge", "ada", "bo", "--yes").exit_code == 0
    assert read_positions(tmp_path)["people/ada"] == (1, 1)
    run("undo")
    assert read_positions(tmp_path) == {"people/ada": (1, 1), "people/bo": (2, 2)}
    assert run("merge", "cy", "bo", "--yes").exit_code == 0
    assert read_positions(tmp_path) == {"people/ada": (1, 1), "people/cy": (2, 2)}
    run("undo")
    assert read_positions(tmp_path) == {"people/ada": (1, 1), "people/bo": (2, 2)}


# --- a full disk ------------------------------------------------------------------------------------------------------

FULL = """
import json, os, sys
from pathlib import Path
from click.testing import CliRunner
from wayin.cli import main

project, orders = Path(sys.argv[1]), json.loads(sys.argv[2])
os.chdir(project)

def notes():
    return {str(path): path.read_bytes() for path in sorted(Path("notes").rglob("*.md"))}

def run(order):
    result = CliRunner().invoke(main, order)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result

results, before = [], notes()
for order in orders:
    assert run(order).exit_code == 0, order
    whole = notes()
    assert run(["undo"]).exit_code == 0
    assert notes() == before != whole
    for room in (0, 6, 14, 24, 40) if order[0] in ("rename", "merge") else (0, 4, 10):
        free = os.statvfs(".").f_bavail * os.statvfs(".").f_frsize
        with open("filler", "wb") as filler:
            filler.write(bytes(max(0, free - room * 1024)))
        result = run(order)
        unfinished = [path for path in Path(".").rglob(".wayin-*.tmp")]
        os.remove("filler")
        run(["due"])
        after = notes()
        found = "whole" if after == whole else "before" if after == before else "HALF"
        results.append([order[0], room, result.exit_code, result.stderr.strip(), found, len(unfinished)])
        if after == whole:
            assert run(["undo"]).exit_code == 0
        assert notes() == before, (order, room)
print(json.dumps(results))
"""


def test_a_really_full_disk_applies_all_of_an_order_or_none(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=400k none {disk}"
    if not shutil.which("unshare"):
        pytest.skip("there is no unshare, so no small file system can be mounted")
    tried = subprocess.run(["unshare", "-rm", "sh", "-c", mount], capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"no file system can be mounted here: {tried.stderr.strip()}")
    people = {f"notes/people/p{i}.md": f"---\nname: P{i}\nknows: [Ada Park]\n---\n[[Ada Park]]\n" for i in range(12)}
    people |= {"notes/people/ada.md": "---\nname: Ada Park\n---\n" + "Words. " * 900}
    people |= {"notes/people/bo.md": "---\nname: Bo Ray\nknows: P1\n---\nMore.\n", "notes/me.md": "[[Bo Ray]]\n"}
    people |= {
        "notes/interviews/a.md": "---\nwith: Ada Park\ndate: 2026-11-18\n---\n",
        "mkdocs.yml": "docs_dir: notes\n",
    }
    write(tmp_path / "project", people)
    today = ["--today", "2026-11-20"]
    orders = [["rename", "Ada Park", "Ada Ek", "--yes"], ["merge", "Ada Park", "Bo Ray", "--yes"],
              ["done", "thank", "ada", *today], ["log", "Ada Park", "phoned", *today]]  # fmt: skip
    program = f'exec {sys.executable} -c "$0" {disk}/project "$1"'
    command = ["sh", "-c", f"{mount} && cp -r {tmp_path}/project {disk} && {program}", FULL, json.dumps(orders)]
    done = subprocess.run(["unshare", "-rm", *command], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert {found for *_, found, _ in results} == {"whole", "before"}
    for order, room, code, said, found, unfinished in results:
        assert (code == 0) == (found == "whole"), (order, room, said)
        assert unfinished == 0, (order, room)
        assert code == 0 or ("No space left on device" in said and "Traceback" not in said), said
    assert {order for order, *_, found, _ in results if found == "before"} == {"rename", "merge", "done", "log"}
