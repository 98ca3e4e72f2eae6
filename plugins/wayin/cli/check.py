"""`wayin check`: the problems of the notes."""

from __future__ import annotations

import sys

import click

from wayin.cli.context import PROBLEMS, Context, pass_context
from wayin.cli.problems import all_github, summary, told
from wayin.cli.watching import snapshot, watch
from wayin.export.documents import check_document


@click.command()
@pass_context("github")
@click.option("--watch", "watching", is_flag=True, help="Check again after each save and tell what changes.")
def check(context: Context, watching: bool) -> None:
    """What in the notes cannot be understood, and how to mend it.

    Exits with 1 if there are errors or warnings. Remarks (info), such as a name that has no note yet, are no problems.
    """
    if watching and context.style != "text":
        raise click.UsageError("--watch tells what changes, in text; it goes with no other --format.")
    seen = snapshot(context.notes) if watching else {}
    problems = context.workspace.problems
    if context.as_json:
        context.put(check_document(problems))
    elif context.style == "github":
        for line in all_github(problems, context.notes):
            click.echo(line)
    else:
        for text in told(problems, context.notes):
            click.echo(text)
        click.echo(summary(problems, len(context.workspace.reading.notes)))
    if watching:
        try:
            click.echo(f"Watching {context.notes}; Ctrl-C ends.\n")
            watch(context, seen)
        except KeyboardInterrupt:
            return
    if any(problem.severity != "info" for problem in problems):
        sys.exit(PROBLEMS)
