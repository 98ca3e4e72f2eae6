"""`wayin due`: what is due, overdue, and coming."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from wayin.cli.context import Context, length, pass_context
from wayin.cli.terminal import say
from wayin.clock import days_after
from wayin.export.documents import JSON, due_document
from wayin.wording import long_day

if TYPE_CHECKING:
    from wayin.model import Duration


@click.command()
@pass_context()
@click.option("--within", type=length, metavar="TIME", help="Only up to then, as 14d or 6w; what is overdue counts.")
def due(context: Context, within: Duration | None) -> None:
    """What to do next: whom to thank, remind, write to, and by when."""
    answer = due_document(context.workspace, within)
    if context.as_json:
        context.put(answer)
    else:
        _write(answer, within)


def _write(answer: JSON, within: Duration | None) -> None:
    today = date.fromisoformat(answer["today"])
    items = answer["items"]
    if not items:
        when = f" up to {long_day(within.after(today))}" if within else ""
        say(f"Nothing is due{when}. `wayin new interview` plans the next conversation.")
        return
    heading = ""
    for item in items:
        day = date.fromisoformat(item["due"])
        if heading != (now := _heading(day, today)):
            if heading:
                say()
            say(now)
            heading = now
        say(f"{item['do']}{_when(day, today)}", 2, 4)
        say(item["why"], 4, 4)


def _heading(day: date, today: date) -> str:
    if day < today:
        return "Overdue"
    return "Today" if day == today else "In the next seven days" if day <= days_after(today, 7) else "Later"


def _when(day: date, today: date) -> str:
    return "" if day == today else f", {'due since' if day < today else 'by'} {long_day(day)}"
