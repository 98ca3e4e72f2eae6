"""Changes that commands make to notes: shown as diffs, written all together, refused with a message."""

from __future__ import annotations

import difflib
import functools
from typing import TYPE_CHECKING, Any

import click

from wayin.cli.context import CommandError
from wayin.cli.terminal import clean
from wayin.editing.note_text import SpliceError
from wayin.editing.transaction import ConflictError, Transactions, WriteError
from wayin.own_folder import ForeignError
from wayin.wording import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wayin.cli.context import Context
    from wayin.editing.transaction import FileChange

dry_run_option = click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")


def refusing(run: Callable[..., None]) -> Callable[..., None]:
    """End a command with a message if its changes can't be written."""

    @functools.wraps(run)
    def with_sentence(*args: Any, **kwargs: Any) -> None:
        try:
            run(*args, **kwargs)
        except (SpliceError, ConflictError, WriteError, ForeignError) as error:
            raise CommandError(str(error)) from None

    return with_sentence


def transactions(context: Context) -> Transactions:
    """Return the transactions for a command's changes."""
    return Transactions(context.notes, context.settings.project or context.notes.parent)


def carry_out(
    context: Context, order: str, changes: Sequence[FileChange], dry_run: bool, renamed: tuple[str, str] | None = None
) -> None:
    """Make changes and show them; in a dry run, only show them.

    Args:
        context: the notes.
        order: the user's order in words.
        changes: the changed files.
        dry_run: whether to write nothing.
        renamed: an id and the new id that replaces it.
    """
    if not dry_run:
        transactions(context).apply(order, changes, renamed)
    show(context, order, changes, not dry_run)


def carry_out_if_agreed(
    context: Context, order: str, changes: Sequence[FileChange], dry_run: bool, yes: bool, renamed: tuple[str, str]
) -> None:
    """Show changes, ask, and make them. Arguments are those of `carry_out`, and `yes` to skip the question.

    Raises:
        CommandError: if the user declines, or can't be asked.
    """
    if yes or dry_run:
        carry_out(context, order, changes, dry_run, renamed)
        return
    if context.as_json:
        raise click.UsageError("With --format json nobody is asked: add --yes or --dry-run.")
    show(context, order, changes, written=False)
    try:
        agreed = click.confirm(f"Write these changes to {plural(len(changes), 'file')}?", err=True)
    except click.Abort:
        raise CommandError("Nothing was written. Use --yes to skip the question.") from None
    if not agreed:
        raise CommandError("Nothing was written.")
    transactions(context).apply(order, changes, renamed)


def show(context: Context, order: str, changes: Sequence[FileChange], written: bool) -> None:
    """Write changes to stdout, as diffs or JSON."""
    shown = [(change, _diff(change.before, change.after, change.path)) for change in changes]
    old, new = _moved(changes)
    if old and new:
        # A renamed file is shown as one change, not as a deletion and a new file
        shown = [(new, _diff(old.before, new.after, old.path, new.path))] + [
            (change, diff) for change, diff in shown if change not in (old, new)
        ]
    if context.as_json:
        documents = [
            {"path": change.path, "diff": diff} | ({"from": old.path} if old and change is new else {})
            for change, diff in shown
        ]
        context.put({"order": order, "written": written, "changes": documents})
        return
    if written:
        click.echo(clean(f"{order[:1].upper()}{order[1:]}"))
    for change, diff in shown:
        if old and change is new:
            click.echo(clean(f"{old.path} -> {change.path}"))
        if change.trashed and change.after is None:
            click.echo(clean(f"{change.path} goes to .wayin/trash"))
            continue
        for line in diff.splitlines():
            click.echo(clean(line))


def _moved(changes: Sequence[FileChange]) -> tuple[FileChange | None, FileChange | None]:
    gone = [change for change in changes if change.after is None and not change.trashed]
    made = [change for change in changes if change.before is None and not change.trashed]
    return (gone[0], made[0]) if len(gone) == len(made) == 1 else (None, None)


def _diff(before: bytes | None, after: bytes | None, path: str, new_path: str = "") -> str:
    old, new = ((data or b"").decode("utf-8", "replace").splitlines() for data in (before, after))
    return "\n".join(difflib.unified_diff(old, new, path, new_path or path, lineterm="", n=1))
