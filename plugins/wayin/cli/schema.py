"""`wayin schema`: JSON Schema of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wayin.cli.context import Context, pass_context
from wayin.export.schema import KINDS, schema_of

if TYPE_CHECKING:
    from wayin.model import Kind


@click.command()
@pass_context()
@click.argument("kind", type=click.Choice(KINDS), required=False)
def schema(context: Context, kind: Kind | None) -> None:
    """JSON Schema of the front matter, for editors.

    Of one KIND of note, or of all four.
    """
    # It is JSON in either format: there is no shorter way to say it
    context.put(schema_of(kind) if kind else {each: schema_of(each) for each in KINDS})
