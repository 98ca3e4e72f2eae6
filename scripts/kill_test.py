"""Kills the program at random moments, and checks that nothing of the user's is lost, half-written or left lying about.

    .venv/bin/python scripts/kill_test.py [200] [--seed 1] [--only export]

Half of the kills come at a random moment of the run, half right before a random step that changes a file. After each,
every file is as it was or as a whole run leaves it, but for hidden unfinished ones, and the temporary folder is empty;
the same command, run again, leaves exactly what a whole run leaves, and nothing else in the cache. What changes notes
(`done`, `log`, `rename` and `merge`, in a folder of 200) is also stopped by a full disk; after the next command,
whichever it is, the notes are all as they were or all as ordered. Prints the figures; any finding ends it with 1.
Runs where processes can be forked, so not on Windows.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import random
import shlex
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

os.environ |= {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795000000"}

from mkdocs.__main__ import cli as mkdocs

from wayin.cli import main as wayin
from wayin.files import is_unfinished

TASKS: dict[str, tuple[Callable[..., Any], str]] = {
    "build": (mkdocs, "build -q -d ../site"),
    "new": (wayin, "new person Eve"),
    "init": (wayin, "init another --here"),
    "map": (wayin, "map --fresh"),
    "export": (wayin, "export json -o all.json"),
    "done": (wayin, "done thank nadia"),
    "log": (wayin, "log tomas-lind phoned"),
    "rename": (wayin, "rename tomas-lind 'Tomas Ek' --yes"),
    "merge": (wayin, "merge person-0 person-1 --yes"),
    "due": (wayin, "due"),
}
ORDERS = ("done", "log", "rename", "merge")
"""The tasks that change notes, each completely or not at all."""
CHANGING = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate"}
"""The audit events that Python raises right before it changes a file, besides opening one."""

CACHE = ".wayin/cache/"
CACHED = {"markdown-1.sqlite", "site-1.json"}
"""The contents of the cache after a complete run."""

Tree = dict[str, bytes]


@dataclass
class Whole:
    """The result of a run that isn't killed."""

    seconds: float
    steps: int
    """The number of changes to the project's files."""
    tree: Tree


def notes_of(files: Tree) -> Tree:
    """Return the notes among a project's files, without unfinished files."""
    return {path: content for path, content in files.items() if path.startswith("notes/") and path.endswith(".md")}


def tree(folder: Path) -> Tree:
    """Return every file of a folder with its content, without the cache, which may be lost."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if not path.startswith(CACHE)}


def unknown_in_cache(project: Path) -> list[str]:
    """Return unknown files in the cache."""
    folder = project / CACHE
    return sorted({path.name for path in folder.iterdir()} - CACHED) if folder.is_dir() else []


def copied(project: Path, folder: Path) -> Path:
    """Return a fresh copy of the project."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder / "project")
    (folder / "temporary").mkdir()
    return folder / "project"


# --- one run ----------------------------------------------------------------------------------------------------------


def start(task: str, project: Path, last_step: int | None, counter: int, full: bool = False) -> int:
    """Start a task in a separate process, and return its id.

    Args:
        task: its name.
        project: the project's folder.
        last_step: the step before which it kills itself, counted from 1; None for none.
        counter: a descriptor that gets a byte before each step.
        full: whether the disk is full from that step on, instead.
    """
    process = os.fork()
    if process == 0:
        run(task, project, last_step, counter, full)
    return process


def run(task: str, project: Path, last_step: int | None, counter: int, full: bool) -> NoReturn:
    """Run the task in the child process and exit."""
    steps = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        is_change = event in CHANGING or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if not is_change or isinstance(arguments[0], int):
            return
        if Path(os.fsdecode(arguments[0])).absolute().is_relative_to(project):
            steps += 1
            os.write(counter, b".")
            if steps == last_step and not full:
                os.kill(os.getpid(), signal.SIGKILL)
            if full and last_step and steps >= last_step and event == "open":
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))

    code = 1
    try:
        os.chdir(project)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        tempfile.tempdir = str(project.parent / "temporary")
        command, arguments = TASKS[task]
        sys.addaudithook(watch)
        command(shlex.split(arguments), standalone_mode=False)
        code = 0
    finally:
        os._exit(code)


def completed(task: str, project: Path) -> Whole:
    """Run a task to its end."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    os.waitpid(start(task, project, None, writing), 0)
    seconds = time.monotonic() - begun
    os.close(writing)
    with open(reading, "rb") as steps:  # noqa: PTH123 (a descriptor, not a path)
        return Whole(seconds, len(steps.read()), tree(project))


def killed(task: str, project: Path, whole: Whole, chance: random.Random) -> bool:
    """Kill a task at a random moment or step, or fill the disk; return whether it was still running."""
    at_step = chance.random() < 0.5
    full = task in ORDERS and chance.random() < 0.25
    nowhere = os.open(os.devnull, os.O_WRONLY)
    process = start(task, project, chance.randint(1, whole.steps) if at_step or full else None, nowhere, full)
    os.close(nowhere)
    if full:
        return os.waitpid(process, 0)[1] != 0
    if not at_step:
        time.sleep(chance.uniform(0, whole.seconds))
        os.kill(process, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


# --- requirements -----------------------------------------------------------------------------------------------------


def findings(before: Tree, after: Tree, whole: Tree) -> list[str]:
    """Return what is lost, half-written or unknown after a kill."""
    wrong = [f"{path} is gone" for path in before if path in whole and path not in after]
    for path, content in after.items():
        if path == ".wayin/last-change.json" and json.loads(content)["changes"]:
            continue  # the record from which the next command finishes
        if content not in (before.get(path), whole.get(path)) and not is_unfinished(Path(path).name):
            wrong.append(f"{path} is {'half-written' if path in before or path in whole else 'left behind'}")
    return wrong


def halves(before: Tree, after: Tree, whole: Tree) -> list[str]:
    """Return the notes that are neither as before nor as ordered, after the command that follows an order."""
    notes = notes_of(after)
    return [] if notes in (notes_of(before), notes_of(whole)) else ["the next command leaves half of it"]


def crowded(folder: Path, count: int) -> Path:
    """Return a project with many notes that refer to the same people."""
    project = folder / "crowded"
    with redirect_stdout(StringIO()):
        wayin(["init", str(project)], standalone_mode=False)
    for number in range(count):
        knows = "knows: [Tomas Lind, Person 1]\n" if number > 1 else ""
        text = f"---\nname: Person {number}\n{knows}---\nWith [[tomas-lind|him]] and [[Person 1]].\n"
        (project / f"notes/people/person-{number}.md").write_text(text)
    return project


def prepared(folder: Path, tasks: list[str]) -> Path:
    """Return a project prepared for the tasks: an earlier build and an earlier export, of different notes."""
    project = folder / "prepared"
    with redirect_stdout(StringIO()):
        wayin(["init", str(project)], standalone_mode=False)
    for path, content in {".git/config": "[core]\n", "notes/mine.txt": "mine\n", "mine.csv": "from,to\n"}.items():
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text(content)
    if {"build", "map"} & set(tasks):
        completed("build", project)
    if "export" in tasks:
        completed("export", project)
    (project / "notes/people/later.md").write_text("---\nname: Later\nknows: Tomas Lind\n---\n" + "Words. " * 20_000)
    return project


def main() -> int:
    """Kill the program as often as requested, and print the results."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=200, help="of runs that had not ended before")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notes", type=int, default=200, help="that refer to somebody who is renamed or merged")
    choices = [task for task in TASKS if task != "due"]
    parser.add_argument("--only", choices=[*choices, "orders"])
    wanted = parser.parse_args()
    chance, counts, unfinished, wrong = random.Random(wanted.seed), Counter[str](), 0, list[str]()
    tasks = list(ORDERS) if wanted.only == "orders" else [wanted.only] if wanted.only else choices
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        (folder / "temporary").mkdir()
        origin = prepared(folder, tasks) if set(tasks) - {*ORDERS} else folder
        crowd = crowded(folder, wanted.notes) if set(tasks) & {*ORDERS} else folder
        origins = {task: crowd if task in ORDERS else origin for task in tasks}
        befores = {task: tree(origins[task]) for task in tasks}
        wholes = {task: completed(task, copied(origins[task], folder / "whole")) for task in tasks}
        unchanged = [
            task
            for task in tasks
            if not wholes[task].steps or (task in ORDERS and notes_of(wholes[task].tree) == notes_of(befores[task]))
        ]
        wrong += [f"{task} changes nothing" for task in unchanged]
        for number, task in enumerate(cycle(tasks)):
            if sum(counts.values()) == wanted.kills or unchanged:
                break
            before, whole, project = befores[task], wholes[task], copied(origins[task], folder / "killed")
            counts[task] += killed(task, project, whole, chance)
            after = tree(project)
            found = findings(before, after, whole.tree)
            found += [
                f"{path.name} is left in the temporary folder" for path in (folder / "killed/temporary").iterdir()
            ]
            unfinished += sum(is_unfinished(Path(path).name) for path in after)
            again = completed("due" if task in ORDERS else task, project).tree
            if task in ORDERS:
                found += halves(before, again, whole.tree)
            elif again != whole.tree:
                differing = sorted(path for path in {*again, *whole.tree} if again.get(path) != whole.tree.get(path))
                found.append(f"a second run leaves other files: {', '.join(differing)}")
            found += [f"{name} is left in the cache" for name in unknown_in_cache(project)]
            wrong += [f"{task}, kill {number}: {finding}" for finding in found]
    print(", ".join(f"{task} killed {count} times" for task, count in counts.items()))
    print(f"{unfinished} hidden unfinished files, each gone after the next run")
    print("\n".join([f"{wanted.kills} kills, seed {wanted.seed}: {len(wrong)} findings", *wrong]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
