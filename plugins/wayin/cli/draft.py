"""`wayin draft`: a letter, filled from the notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayin.cli import naming
from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.terminal import clean, tell
from wayin.export.documents import draft_document
from wayin.wording import counted, listed

if TYPE_CHECKING:
    from wayin.drafts.compose import DraftKind

KINDS = ("request", "introduction", "forward", "follow-up", "thank-you", "connect", "keep-in-touch", "offer")


@click.command()
@pass_context()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("target")
@click.option("--via", metavar="PERSON", help="The mutual contact to ask or to name, instead of the best one.")
@click.option("--templates", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
              help="A folder of your own texts. [default: mkdocs.yml]")  # fmt: skip
def draft(context: Context, kind: DraftKind, target: str, via: str | None, templates: Path | None) -> None:
    """A letter to or about TARGET, ready to be finished.

    TARGET is a person, a company or an interview. What the notes do not say stands in [brackets: with a hint]. Your own
    texts go by the names of the kinds (request.txt …) in a folder that `templates` in mkdocs.yml or --templates names.
    """
    from wayin.drafts.introductions import NoDraftError  # Jinja takes a while to load

    whom = naming.named(context, target, "person", "company", "interview")
    by = naming.other_person(context, via) if via else ""
    if templates:
        context = replace(context, settings=replace(context.settings, templates=templates))
    try:
        written = context.workspace.drafts.draft(kind, whom, by)
    except NoDraftError as error:
        raise CommandError(str(error)) from None
    if context.as_json:
        context.put(draft_document(written))
        return
    # What is to be copied is on stdout, with its own lines, and all else on stderr
    to = [f"{context.workspace.kb.name(person)}{_address(context, person)}" for person in written.to]
    if to:
        click.echo(clean(f"To: {', '.join(to)}"))
    if written.subject:
        click.echo(clean(f"Subject: {written.subject}"))
    click.echo()
    click.echo("\n".join(map(clean, written.body.split("\n"))))
    if written.blanks:
        what = listed(one.what for one in written.blanks)
        tell(f"{counted(len(written.blanks), 'blank')} to fill in: {what}")


def _address(context: Context, person: str) -> str:
    email = context.workspace.kb.people[person].facts.email
    return f" <{email}>" if email else ""
