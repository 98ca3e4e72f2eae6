"""`wayin export` and `wayin schema`: all data for other programs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayin.audience import refused_audience
from wayin.cli import terminal
from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.output import write_output
from wayin.export.cards import cards
from wayin.export.everything import export_document
from wayin.export.schema import KINDS, schema_of
from wayin.export.tables import TABLES, csv_text

if TYPE_CHECKING:
    from wayin.model import Kind


@click.command()
@pass_context()
@click.argument("form", type=click.Choice(["json", "csv", "ics", "vcf"]))
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE",
              help="Output file (default: stdout).")  # fmt: skip
@click.option("--table", type=click.Choice(TABLES), default="people", show_default=True, help="Table to export as csv.")
@click.option("--force", is_flag=True, help="Replace FILE even if it isn't an earlier export.")
def export(context: Context, form: str, output: Path | None, table: str, force: bool) -> None:
    """Export all data for other programs.

    json is one document with everything that follows from your notes, csv one table of it (a FILE opens in any
    spreadsheet), ics a calendar of interviews and next steps. They are for you alone: e-mail addresses and private
    notes are in them. vcf has the address cards of people with notes, for your phone, and nothing private.
    """
    if refusal := context.settings.refused_audience or refused_audience({}, os.environ):
        raise CommandError(refusal)
    if form == "ics":
        from wayin.export.calendar import calendar, has_events  # imported late because icalendar loads slowly

        file = calendar(context.workspace)
        if not has_events(context.workspace):
            terminal.tell("nothing is dated yet, so there are no events in the calendar.")
        _put(context, file, output, force)
        return
    if form == "vcf":
        _put(context, cards(context.workspace), output, force)
        return
    answer = export_document(context.workspace)
    if form == "json" and output in (None, Path("-")):
        context.put(answer)
        return
    text = json.dumps(answer, indent=2, ensure_ascii=False) + "\n" if form == "json" else csv_text(answer[table])
    # Without a byte order mark, spreadsheets on Windows assume another encoding
    to_file = output not in (None, Path("-"))
    _put(context, text.encode("utf-8-sig" if form == "csv" and to_file else "utf-8"), output, force)


def _put(context: Context, content: bytes, output: Path | None, force: bool) -> None:
    """Write an export to stdout or to a file."""
    if output is None or output == Path("-"):
        click.echo(content, nl=False)
        return
    write_output(context, content, output, force)
    if context.as_json:
        context.put({"written": str(output)})
    else:
        terminal.tell(f"written to {output}")


@click.command()
@pass_context()
@click.argument("kind", type=click.Choice(KINDS), required=False)
def schema(context: Context, kind: Kind | None) -> None:
    """Print the JSON Schema of the front matter, for editors.

    For one KIND of note, or for all four.
    """
    # JSON in either format: a schema has no shorter form
    context.put(schema_of(kind) if kind else {each: schema_of(each) for each in KINDS})
