"""The command line: `wayin …` shows in a terminal, as text or JSON, what the site shows."""

from __future__ import annotations

import click

from wayin.cli.adopt import adopt
from wayin.cli.check import check
from wayin.cli.contacts import contacts, mail
from wayin.cli.context import Group
from wayin.cli.draft import draft
from wayin.cli.due import brief, due
from wayin.cli.export import export, schema
from wayin.cli.learned import learned
from wayin.cli.map import map_
from wayin.cli.new import init, new
from wayin.cli.rename import merge, rename
from wayin.cli.site import build, serve
from wayin.cli.steps import done, log, skip, snooze, undo
from wayin.cli.ways import next_, ways

__all__ = ["main"]


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="wayin")
def main() -> None:
    """Keep notes on people, companies and interviews, and find out who can introduce you.

    Most commands take --notes, --today and --format. Name a person or company as in your notes: by name, alias, file
    stem or path.
    """


for command in (
    init,
    adopt,
    new,
    check,
    ways,
    next_,
    due,
    done,
    skip,
    snooze,
    log,
    rename,
    merge,
    undo,
    serve,
    build,
    draft,
    brief,
    learned,
    map_,
    export,
    schema,
    contacts,
    mail,
):
    main.add_command(command)
