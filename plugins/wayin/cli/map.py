"""`wayin map`: the map of the network page, which stays as it is from build to build until somebody wants it fresh."""

from __future__ import annotations

import click

from wayin.cli.context import CommandError
from wayin.cli.terminal import say
from wayin.network.positions import FILE, DamagedError, forget_places, read_places
from wayin.own_folder import ForeignError
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
        try:
            forget_places(project)
        except ForeignError as error:
            raise CommandError(f"{error}, so it stays as it is. Move it away yourself.") from None
        say("The next build lays the map out anew.")
        return
    try:
        places = read_places(project)
    except DamagedError as error:
        say(f"{error}. The next build recomputes the layout.")
        return
    except ForeignError as error:
        say(f"{error}, so it stays as it is and no layout is saved. Move it away to save one.")
        return
    if places:
        say(f"{len(places)} people and companies keep their places, in {FILE}. `wayin map --fresh` forgets them.")
    else:
        say("No places are kept yet; the next build lays the map out.")
