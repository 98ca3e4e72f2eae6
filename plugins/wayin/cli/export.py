"""`wayin export`: everything, for other programs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from wayin.audience import refused_audience
from wayin.cli import terminal
from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.output import write_output
from wayin.export.cards import cards
from wayin.export.everything import export_document
from wayin.export.tables import TABLES, csv_text


@click.command()
@pass_context()
@click.argument("form", type=click.Choice(["json", "csv", "ics", "vcf"]))
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE",
              help="Where to write; stdout, if left out.")  # fmt: skip
@click.option("--table", type=click.Choice(TABLES), default="people", show_default=True, help="Which table, for csv.")
@click.option("--force", is_flag=True, help="Replace FILE even if it isn't an earlier export.")
def export(context: Context, form: str, output: Path | None, table: str, force: bool) -> None:
    """Everything the notes say, for other programs.

    As JSON it is one document with all that follows from the notes; as CSV it is one table of it; as ICS it is the
    calendar of conversations and next steps. It is meant for you: e-mail addresses and private notes are in it. As VCF
    it is the address cards of the people with notes, for your telephone, and nothing private.
    """
    if refusal := context.settings.refused_audience or refused_audience({}, os.environ):
        raise CommandError(refusal)
    if form == "ics":
        from wayin.export.calendar import calendar  # icalendar takes a while to load

        _put(context, calendar(context.workspace), output, force)
        return
    if form == "vcf":
        _put(context, cards(context.workspace), output, force)
        return
    answer = export_document(context.workspace)
    if form == "json" and output in (None, Path("-")):
        context.put(answer)
        return
    text = json.dumps(answer, indent=2, ensure_ascii=False) + "\n" if form == "json" else csv_text(answer[table])
    _put(context, text.encode(), output, force)


def _put(context: Context, content: bytes, output: Path | None, force: bool) -> None:
    """Write an export where it was asked for: on stdout, or to a file."""
    if output is None or output == Path("-"):
        click.echo(content, nl=False)
        return
    write_output(context, content, output, force)
    if context.as_json:
        context.put({"written": str(output)})
    else:
        terminal.tell(f"written to {output}")
