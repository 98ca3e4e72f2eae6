"""`wayin map`: the map of the network page, which stays as it is from build to build until somebody wants it fresh."""

from __future__ import annotations

import click

from wayin.cli.context import CommandError
from wayin.cli.terminal import say
from wayin.network.positions import FILE, ForeignError, forget_places, read_places
from wayin.reading.mkdocs_yml import find_settings


@click.command("map")
@click.option("--fresh", is_flag=True, help="Let the next build lay the map out anew.")
def map_(fresh: bool) -> None:
    """The map of the network page: how many places are kept, so that it does not jump when a note is added."""
    file = find_settings().file
    if file is None:
        raise CommandError("There is no mkdocs.yml here or above, so no map is kept.")
    project = file.parent
    if fresh:
        forget_places(project)
        say("The next build lays the map out anew.")
        return
    try:
        places = read_places(project)
    except ForeignError as error:
        say(f"{error}. The next build writes it anew.")
        return
    if places:
        say(f"{len(places)} people and companies keep their places, in {FILE}. `wayin map --fresh` forgets them.")
    else:
        say("No places are kept yet; the next build lays the map out.")
