"""Kills the program at random moments, and checks that nothing of the user's is lost, half-written or left lying about.

    .venv/bin/python scripts/kill_test.py [200] [--seed 1] [--only export]

Half of the kills come at a random moment of the run, half right before a random step that changes a file. After each,
every file is as it was or as a whole run leaves it, but for hidden unfinished ones, and the temporary folder is empty;
the same command, run again, leaves exactly what a whole run leaves. Prints the figures; any finding ends it with 1.
Runs where processes can be forked, so not on Windows.
"""

from __future__ import annotations

import argparse
import os
import random
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
    "init": (wayin, "init another"),
    "map": (wayin, "map --fresh"),
    "export": (wayin, "export json -o all.json"),
}
CHANGING = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate"}
"""What Python tells an audit hook right before it changes a file, besides opening one."""

Tree = dict[str, bytes]


@dataclass
class Whole:
    """What a run that nobody kills does."""

    seconds: float
    steps: int
    """How often it changes a file of the project."""
    tree: Tree


def tree(folder: Path) -> Tree:
    """Every file of a folder, with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copied(project: Path, folder: Path) -> Path:
    """The project afresh."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder / "project")
    (folder / "temporary").mkdir()
    return folder / "project"


# --- one run ----------------------------------------------------------------------------------------------------------


def start(task: str, project: Path, last_step: int | None, counter: int) -> int:
    """Starts a task in a process of its own, and returns its number.

    Args:
        task: its name.
        project: where.
        last_step: the step before which it kills itself, counted from 1; None: none.
        counter: where it writes a byte before each step.
    """
    process = os.fork()
    if process == 0:
        run(task, project, last_step, counter)
    return process


def run(task: str, project: Path, last_step: int | None, counter: int) -> NoReturn:
    """The child: runs the task and ends."""
    steps = 0

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal steps
        is_change = event in CHANGING or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if not is_change or isinstance(arguments[0], int):
            return
        if Path(os.fsdecode(arguments[0])).absolute().is_relative_to(project):
            steps += 1
            os.write(counter, b".")
            if steps == last_step:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        os.chdir(project)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        tempfile.tempdir = str(project.parent / "temporary")
        command, arguments = TASKS[task]
        sys.addaudithook(watch)
        command(arguments.split(), standalone_mode=False)
        code = 0
    finally:
        os._exit(code)


def completed(task: str, project: Path) -> Whole:
    """Runs a task to its end."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    os.waitpid(start(task, project, None, writing), 0)
    seconds = time.monotonic() - begun
    os.close(writing)
    with open(reading, "rb") as steps:  # noqa: PTH123 (a descriptor, not a path)
        return Whole(seconds, len(steps.read()), tree(project))


def killed(task: str, project: Path, whole: Whole, chance: random.Random) -> bool:
    """Kills a task at a random moment or step; whether it was still running."""
    at_step = chance.random() < 0.5
    nowhere = os.open(os.devnull, os.O_WRONLY)
    process = start(task, project, chance.randint(1, whole.steps) if at_step else None, nowhere)
    os.close(nowhere)
    if not at_step:
        time.sleep(chance.uniform(0, whole.seconds))
        os.kill(process, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


# --- what must hold ---------------------------------------------------------------------------------------------------


def findings(before: Tree, after: Tree, whole: Tree) -> list[str]:
    """What is lost, half-written or unknown after a kill."""
    wrong = [f"{path} is gone" for path in before if path in whole and path not in after]
    for path, content in after.items():
        if content not in (before.get(path), whole.get(path)) and not is_unfinished(Path(path).name):
            wrong.append(f"{path} is {'half-written' if path in before or path in whole else 'left behind'}")
    return wrong


def prepared(folder: Path, tasks: list[str]) -> Path:
    """A project with what the tasks find there: an earlier build and an earlier export, of other notes than now."""
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
    """Kills as often as asked for, and tells what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kills", type=int, nargs="?", default=200, help="of runs that had not ended before")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=TASKS)
    wanted = parser.parse_args()
    chance, counts, unfinished, wrong = random.Random(wanted.seed), Counter[str](), 0, list[str]()
    tasks = [wanted.only] if wanted.only else list(TASKS)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made).resolve()
        (folder / "temporary").mkdir()
        origin = prepared(folder, tasks)
        before = tree(origin)
        wholes = {task: completed(task, copied(origin, folder / "whole")) for task in tasks}
        for number, task in enumerate(cycle(tasks)):
            if sum(counts.values()) == wanted.kills:
                break
            whole, project = wholes[task], copied(origin, folder / "killed")
            counts[task] += killed(task, project, whole, chance)
            after = tree(project)
            found = findings(before, after, whole.tree)
            found += [
                f"{path.name} is left in the temporary folder" for path in (folder / "killed/temporary").iterdir()
            ]
            unfinished += sum(is_unfinished(Path(path).name) for path in after)
            again = completed(task, project).tree
            if again != whole.tree:
                differing = sorted(path for path in {*again, *whole.tree} if again.get(path) != whole.tree.get(path))
                found.append(f"a second run leaves other files: {', '.join(differing)}")
            wrong += [f"{task}, kill {number}: {finding}" for finding in found]
    print(", ".join(f"{task} killed {count} times" for task, count in counts.items()))
    print(f"{unfinished} hidden unfinished files, each gone after the next run")
    print("\n".join([f"{wanted.kills} kills, seed {wanted.seed}: {len(wrong)} findings", *wrong]))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
