"""`wayin brief`: one page to read before a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wayin.cli import naming
from wayin.cli.context import Context, pass_context
from wayin.cli.terminal import say
from wayin.export.documents import brief_document

if TYPE_CHECKING:
    from wayin.journey.brief import Brief


@click.command()
@pass_context()
@click.argument("interview")
def brief(context: Context, interview: str) -> None:
    """One page to read before INTERVIEW.

    It is named by its path, its file stem or its name.
    """
    found = context.workspace.brief(naming.named(context, interview, "interview"))
    if context.as_json:
        context.put(brief_document(found))
    else:
        _write(found)


def _write(found: Brief) -> None:
    say(found.name)
    if found.when_and_where:
        say(found.when_and_where, 2)
    for title, lines in found.sections():
        say()
        say(title)
        for number, line in enumerate(lines, start=1):
            mark = f"{number}. " if title == "Questions" else "- "
            say(f"{mark}{line}", 2, 2 + len(mark))
