"""`wayin map`: shows or resets the saved layout of the network page, which otherwise stays the same between builds."""

from __future__ import annotations

import click

from wayin.cli.context import CommandError
from wayin.cli.terminal import say
from wayin.network.positions import FILE, DamagedError, read_positions, remove_positions
from wayin.own_folder import ForeignError
from wayin.reading.mkdocs_yml import find_settings


@click.command("map")
@click.option("--fresh", is_flag=True, help="Recompute the map on the next build.")
def map_(fresh: bool) -> None:
    """Show or reset the saved map layout."""
    file = find_settings().file
    if file is None:
        raise CommandError("There is no mkdocs.yml here or above, so there is no saved map layout.")
    project = file.parent
    if fresh:
        try:
            remove_positions(project)
        except ForeignError as error:
            raise CommandError(f"{error}, so it stays as it is. Move it away yourself.") from None
        say("The next build recomputes the map.")
        return
    try:
        positions = read_positions(project)
    except DamagedError as error:
        say(f"{error}. The next build recomputes the map.")
        return
    except ForeignError as error:
        say(f"{error}, so it stays as it is and no layout is saved. Move it away to save one.")
        return
    if positions:
        say(f"The layout of {len(positions)} people and companies is saved in {FILE}. `wayin map --fresh` resets it.")
    else:
        say("No saved layout yet; the next build creates one.")
