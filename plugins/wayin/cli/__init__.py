"""The command line: `wayin …` gives the answers of the site in a terminal, as text or as JSON."""

from __future__ import annotations

import click

from wayin.cli.brief import brief
from wayin.cli.check import check
from wayin.cli.contacts import contacts, mail
from wayin.cli.context import Group
from wayin.cli.draft import draft
from wayin.cli.due import due
from wayin.cli.export import export
from wayin.cli.learned import learned
from wayin.cli.map import map_
from wayin.cli.new import init, new
from wayin.cli.next import next_
from wayin.cli.schema import schema
from wayin.cli.ways import ways

__all__ = ["main"]


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="wayin")
def main() -> None:
    """Notes about people, companies and conversations, and the warm way in.

    Every command takes --notes, --today and --format. A person or company is named as in notes: by name, alias, file
    stem or path.
    """


for command in (init, new, check, ways, next_, due, draft, brief, learned, map_, export, schema, contacts, mail):
    main.add_command(command)
