"""`wayin due` and `wayin brief`: list what to do next, and print a page to read before an interview."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from wayin.cli.context import Context, length, pass_context
from wayin.cli.terminal import say
from wayin.clock import days_after
from wayin.export.documents import brief_document, due_document
from wayin.wording import format_day, relative_day

if TYPE_CHECKING:
    from wayin.dates import Duration
    from wayin.export.documents import JSON
    from wayin.workspace import Workspace


@click.command()
@pass_context()
@click.option("--within", type=length, metavar="TIME", help="Look ahead this far (14d, 6w); overdue steps always show.")
def due(context: Context, within: Duration | None) -> None:
    """Show what to do next: who to thank, remind and write to, and by when."""
    answer = due_document(context.workspace, within)
    if context.as_json:
        context.put(answer)
    else:
        _write(answer, within)


def _write(answer: JSON, within: Duration | None) -> None:
    today = date.fromisoformat(answer["today"])
    items = answer["items"]
    if not items:
        until = f" until {format_day(within.after(today), today)}" if within else ""
        say(f"Nothing due{until}. `wayin new interview --with NAME` plans your next interview.")
        return
    heading = ""
    for item in items:
        day = date.fromisoformat(item["due"])
        if heading != (now := _heading(day, today)):
            if heading:
                say()
            say(now)
            heading = now
        number = f"{item['number']}. "
        say(f"{number}{item['do']}{_when(day, today)}", 2, 2 + len(number))
        say(item["why"], 2 + len(number), 2 + len(number))


def numbered(workspace: Workspace) -> None:
    """Print the due steps with their numbers."""
    _write(due_document(workspace), None)


def _heading(day: date, today: date) -> str:
    if day < today:
        return "Overdue"
    return "Today" if day == today else "In the next seven days" if day <= days_after(today, 7) else "Later"


def _when(day: date, today: date) -> str:
    return "" if day == today else f" · {'due ' if day < today else ''}{relative_day(day, today)}"


@click.command()
@pass_context()
@click.argument("interview")
def brief(context: Context, interview: str) -> None:
    """Print one page to read before INTERVIEW.

    Name it by its path, its file stem or its name.
    """
    interview_brief = context.workspace.brief(context.named(interview, "interview"))
    if context.as_json:
        context.put(brief_document(interview_brief))
        return
    say(interview_brief.name)
    if interview_brief.when_and_where:
        say(interview_brief.when_and_where, 2)
    for title, lines in interview_brief.sections():
        say()
        say(title)
        for number, line in enumerate(lines, start=1):
            bullet = f"{number}. " if title.startswith("Questions") else "- "
            say(f"{bullet}{line}", 2, 2 + len(bullet))
