"""`wayin check`: lists the problems of the notes, once or after each save."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from wayin.cli.context import PROBLEMS, CommandError, Context, pass_context
from wayin.cli.problems import all_github, path_of, problem_text, report_lines, summary
from wayin.export.documents import check_document
from wayin.reading import find

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wayin.diagnostics import Problem

PAUSE = 0.3
"""Seconds between two checks for saved files. Polling a thousand files takes milliseconds and works on every system."""

Snapshot = dict[str, tuple[int, int]]


@click.command()
@pass_context("github")
@click.option("--watch", "watching", is_flag=True, help="Re-check on every save.")
def check(context: Context, watching: bool) -> None:
    """Check your notes for mistakes and how to fix them.

    Exits with 1 if there are errors or warnings. Info messages don't count as problems.
    """
    if watching and context.style != "text":
        raise click.UsageError("--watch reports changes as text; leave out --format.")
    seen = snapshot(context.notes) if watching else {}
    problems = context.workspace.problems
    if context.as_json:
        context.put(check_document(problems))
    elif context.style == "github":
        for line in all_github(problems, context.notes):
            click.echo(line)
    else:
        for text in report_lines(problems, context.notes):
            click.echo(text)
        click.echo(summary(problems, len(context.workspace.reading.notes)))
    if watching:
        try:
            click.echo(f"Watching {context.notes}. Press Ctrl-C to stop.\n")
            watch(context, seen)
        except KeyboardInterrupt:
            return
    if any(problem.severity != "info" for problem in problems):
        sys.exit(PROBLEMS)


def watch(context: Context, seen: Snapshot) -> None:
    """Check again after each save, and report new and fixed problems, until Ctrl-C.

    Args:
        context: the notes when the watch started.
        seen: the folder's state just before they were read, so that no save in between is missed.
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
    """Return each note's size and modification time; empty if the folder doesn't exist."""
    saved: Snapshot = {}
    try:
        files = find(notes).notes
    except OSError:
        return saved
    for file in files:
        try:
            status = (notes / file).stat()
        except OSError:
            continue  # just being replaced by a save
        saved[file] = (status.st_mtime_ns, status.st_size)
    return saved


def changes(before: Iterable[Problem], after: Iterable[Problem], notes: Path) -> list[str]:
    """Return the new and the fixed problems; one that only moved to another line is neither."""
    old, new = {_key(problem): problem for problem in before}, {_key(problem): problem for problem in after}
    fixed = [f"{path_of(problem, notes)}: fixed: {problem.code}" for key, problem in old.items() if key not in new]
    added = [problem_text(problem, notes) for key, problem in new.items() if key not in old]
    return [*fixed, *added]


def _key(problem: Problem) -> tuple[str, str, str]:
    return (problem.file, problem.code, problem.message)
