"""`wayin draft`: writes a message from the notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.terminal import clean, tell
from wayin.export.documents import draft_document
from wayin.wording import listed, plural

if TYPE_CHECKING:
    from wayin.drafts.compose import DraftKind

KINDS = ("request", "introduction", "forward", "follow-up", "thank-you", "connect", "keep-in-touch", "offer")


@click.command()
@pass_context()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("target")
@click.option("--via", metavar="PERSON", help="Ask or name this mutual contact instead of the best one.")
@click.option("--templates", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR",
              help="Folder of your own draft templates. [default: mkdocs.yml]")  # fmt: skip
def draft(context: Context, kind: DraftKind, target: str, via: str | None, templates: Path | None) -> None:
    """Draft a message to or about TARGET.

    TARGET is a person, a company or an interview. Missing details appear as [brackets with a hint]. Your own templates
    are named after the kinds (request.txt …), in the folder given by `templates` in mkdocs.yml or --templates.
    """
    from wayin.drafts.introductions import NoDraftError  # imported late because Jinja loads slowly

    node = context.named(target, "person", "company", "interview")
    intermediary = context.other_person(via) if via else ""
    if templates:
        context = replace(context, settings=replace(context.settings, templates=templates))
    kb = context.workspace.kb
    try:
        written = context.workspace.drafts.draft(kind, node, intermediary)
    except NoDraftError as error:
        raise CommandError(str(error)) from None
    if context.as_json:
        context.put(draft_document(written))
        return
    # stdout has only the text to copy, with its own line breaks; everything else goes to stderr
    addresses = [(person, kb.people[person].facts.email) for person in written.to]
    to = [f"{kb.name(person)} <{email}>" if email else kb.name(person) for person, email in addresses]
    if to:
        click.echo(clean(f"To: {', '.join(to)}"))
    if written.subject:
        click.echo(clean(f"Subject: {written.subject}"))
    click.echo()
    click.echo("\n".join(map(clean, written.body.split("\n"))))
    if written.note:
        tell(written.note)
    if written.blanks:
        tell(f"{plural(len(written.blanks), 'blank')} to fill in: {listed(blank.what for blank in written.blanks)}")
