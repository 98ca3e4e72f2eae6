"""`wayin check --watch`: what changes in the problems from one save to the next."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from wayin.cli.context import CommandError, Context
from wayin.cli.problems import one_told, path_of, summary
from wayin.reading import find

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wayin.diagnostics import Problem

PAUSE = 0.3
"""Seconds between two looks. Looking at the times of a thousand files takes a few milliseconds, and works anywhere."""

Snapshot = dict[str, tuple[int, int]]


def watch(context: Context, seen: Snapshot) -> None:
    """Checks again after each save, and tells what is new and what is mended, until Ctrl-C.

    Args:
        desk: the notes as they were when the watch began.
        seen: how their folder looked just before they were read, so that a save in between is not missed.
    """
    notes, before = context.notes, context.workspace.problems
    while True:
        time.sleep(PAUSE)
        now = snapshot(notes)
        if now == seen:
            continue
        seen = now
        context = Context(context.settings, context.clock, context.style, context.cache)
        try:
            after = context.workspace.problems
        except (OSError, CommandError):
            click.echo(f"{notes} is gone; waiting for it to come back.")
            continue
        lines = changes(before, after, notes)
        before = after
        if lines:
            click.echo("\n".join([*lines, summary(after, len(context.workspace.reading.notes)), ""]))


def snapshot(notes: Path) -> Snapshot:
    """When each note was last saved, and its size; empty where there is no folder."""
    found: Snapshot = {}
    try:
        listed = find(notes).notes
    except OSError:
        return found
    for file in listed:
        try:
            status = (notes / file).stat()
        except OSError:
            continue  # saved by way of a rename at this very moment
        found[file] = (status.st_mtime_ns, status.st_size)
    return found


def changes(before: Iterable[Problem], after: Iterable[Problem], notes: Path) -> list[str]:
    """What is new and what is mended; a problem that has only moved to another line is neither."""
    old, new = {_sort(one): one for one in before}, {_sort(one): one for one in after}
    mended = [f"{path_of(one, notes)}: mended: {one.code}" for key, one in old.items() if key not in new]
    come = [one_told(one, notes) for key, one in new.items() if key not in old]
    return [*mended, *come]


def _sort(problem: Problem) -> tuple[str, str, str]:
    return (problem.file, problem.code, problem.message)
