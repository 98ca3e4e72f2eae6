"""`wayin rename` and `wayin merge`: rename a note, or combine two."""

from __future__ import annotations

import click

from wayin.cli.changes import carry_out_if_agreed, dry_run_option, refusing
from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.terminal import say
from wayin.editing.merge import ContradictionError
from wayin.editing.merge import merge as merged
from wayin.editing.rename import rename as renamed
from wayin.editing.rename import renamed_id

_yes = click.option("--yes", is_flag=True, help="Write without asking.")


@click.command()
@pass_context()
@click.argument("who")
@click.argument("name")
@_yes
@dry_run_option
@refusing
def rename(context: Context, who: str, name: str, yes: bool, dry_run: bool) -> None:
    """Give WHO another NAME: the file, its name, and every reference in your notes.

    The old name becomes an alias. Shows the changes and asks before it writes them.
    """
    node = _node(context, who)
    changes = renamed(context.workspace, node, name)
    if not changes:
        raise CommandError(f"{context.workspace.kb.name(node)} has that name already.")
    order = f"rename: {context.workspace.kb.name(node)} to {name}"
    moved = (node, renamed_id(context.workspace, node, name))
    carry_out_if_agreed(context, order, changes, dry_run, yes, moved)


@click.command()
@pass_context()
@click.argument("who")
@click.argument("other")
@click.option("--prefer", metavar="NAME", help="Whose facts count where the two contradict: WHO or OTHER.")
@_yes
@dry_run_option
@refusing
def merge(context: Context, who: str, other: str, prefer: str | None, yes: bool, dry_run: bool) -> None:
    """Make the notes on WHO and OTHER one: WHO gets what only OTHER has, and every reference.

    OTHER's name becomes an alias, and its file goes to .wayin/trash. Shows the changes and asks before it writes them.
    """
    node, second = _node(context, who), _node(context, other)
    preferred = {"who": node, "other": second}.get((prefer or "").casefold())
    if prefer and not preferred:
        preferred = _node(context, prefer)
        if preferred not in (node, second):
            raise click.UsageError("--prefer takes WHO or OTHER.")
    try:
        changes = merged(context.workspace, node, second, preferred)
    except ContradictionError as error:
        _list(context, node, second, error)
        raise CommandError("Nothing was written. Say whose facts count, with --prefer WHO or --prefer OTHER.") from None
    kb = context.workspace.kb
    carry_out_if_agreed(
        context, f"merge: {kb.name(second)} into {kb.name(node)}", changes, dry_run, yes, (second, node)
    )


def _node(context: Context, word: str) -> str:
    """Return a person or company in the notes."""
    node = context.named(word, "person", "company")
    people = context.workspace.kb.people
    if node in people and not people[node].has_page:
        raise CommandError(f"{people[node].name} is in your exported files only, which Wayin doesn't change.")
    return node


def _list(context: Context, node: str, second: str, error: ContradictionError) -> None:
    kb = context.workspace.kb
    if context.as_json:
        facts = [{"field": fact.field, "who": fact.ours, "other": fact.theirs} for fact in error.contradictions]
        order = f"merge: {kb.name(second)} into {kb.name(node)}"
        context.put({"order": order, "written": False, "changes": [], "contradictions": facts})
        return
    for fact in error.contradictions:
        say(f"{fact.field}: {kb.name(node)} has {fact.ours}, {kb.name(second)} has {fact.theirs}", hang=2)
