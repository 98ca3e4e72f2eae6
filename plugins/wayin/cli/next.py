"""`wayin next`: whom to ask next, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from wayin.cli.context import Context, pass_context
from wayin.cli.terminal import say
from wayin.export.documents import JSON, next_document

if TYPE_CHECKING:
    from wayin.knowledge import KnowledgeBase


@click.command("next")
@pass_context()
def next_(context: Context) -> None:
    """Whom to ask next: about companies nobody reaches, who leads to those you want, who opens a new circle."""
    answer = next_document(context.workspace)
    if context.as_json:
        context.put(answer)
    else:
        _write(context.workspace.kb, answer)


def _write(kb: KnowledgeBase, answer: JSON) -> None:
    groups = [(f"Who may know somebody at {kb.name(one['company'])}", one["ask"]) for one in answer["unreached"]]
    groups.append(("Who leads to the companies you want", answer["bridges"]))
    groups.append(("Who opens a circle new to you", answer["fresh"]))
    groups = [(title, rows) for title, rows in groups if rows]
    if not groups:
        say("Nobody yet. Say in the notes whom your contacts know (`knows`), and which company you want (`interest`).")
    for i, (title, rows) in enumerate(groups):
        if i:
            say()
        say(title)
        for row in rows:
            say(kb.name(row["person"]), 2, 4)
            say(row["why"], 4, 4)
