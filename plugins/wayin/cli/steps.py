"""`wayin done`, `skip`, `snooze`, `log` and `undo`: say that a step is done, in the notes themselves."""

from __future__ import annotations

import difflib
import functools
import sys
from typing import TYPE_CHECKING, Any

import click

from wayin.cli.context import CommandError, Context, day, length, pass_context
from wayin.cli.due import numbered
from wayin.cli.terminal import clean, say, tell
from wayin.editing import steps
from wayin.editing.note_text import SpliceError
from wayin.editing.transaction import ConflictError, Transactions
from wayin.knowledge.references import fold
from wayin.own_folder import ForeignError
from wayin.wording import quote_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from wayin.editing.steps import Answer, Edit
    from wayin.editing.transaction import FileChange
    from wayin.journey import Due
    from wayin.model import Duration

_KINDS = {
    "thank": "thank-you", "thanks": "thank-you", "remind": "follow-up", "reminder": "follow-up",
    "write": "keep-in-touch", "keep": "keep-in-touch", "promised": "promise", "intro": "introduction",
    "followup": "follow-up",
}  # fmt: skip
"""Words for the kinds of steps, besides their names."""
_SAYS_MADE = (
    "Your note now says that you were introduced. If you only sent a reminder, take it back with `wayin undo`,"
    " and put the step off with `wayin snooze`."
)

_dry_run = click.option("--dry-run", is_flag=True, help="Show the change and write nothing.")
_on = click.option("--on", type=day, metavar="DATE", help="The day it happened. [default: today]")


def _refused(run: Callable[..., None]) -> Callable[..., None]:
    """Let whatever can't be written end a command with a sentence."""

    @functools.wraps(run)
    def refusing(*args: Any, **kwargs: Any) -> None:
        try:
            run(*args, **kwargs)
        except (SpliceError, ConflictError, ForeignError) as error:
            raise CommandError(str(error)) from None

    return refusing


@click.command()
@pass_context()
@click.argument("step", nargs=-1)
@_on
@click.option("--agreed", "answer", flag_value="agreed", help="They agreed to introduce you.")
@click.option("--declined", "answer", flag_value="declined", help="They won't introduce you.")
@_dry_run
@_refused
def done(context: Context, step: tuple[str, ...], on: date | None, answer: Answer | None, dry_run: bool) -> None:
    """Mark STEP as done in your notes.

    STEP is a number of `wayin due`, or a kind and a name: thank linnea. Without STEP, choose from the list. For a
    request for an introduction, done means that it was made, unless you say --agreed or --declined.
    """
    found, when = _steps(context, step), _past(context, on)
    if answer and any(one.kind not in ("ask", "introduction") for one in found):
        raise click.UsageError("--agreed and --declined are for introductions.")
    open_now = [one for one in found if one.kind == "prepare"]
    for preparation in open_now:
        note = context.workspace.kb.note(preparation.id)
        where = context.notes / (note.path if note else "")
        say(f"{where}: write `questions:` or `objectives:`, and the step ends.")
        if sys.stdout.isatty() and not dry_run:
            click.launch(str(where))
    edits = [steps.end(context.workspace, one, when, answer or "made") for one in found if one.kind != "prepare"]
    if edits or not open_now:
        _carry_out(context, f"done: {'; '.join(one.do for one in found)}", edits, dry_run)
    if any(one.kind in ("ask", "introduction") for one in found) and not answer and not dry_run:
        tell(_SAYS_MADE)


@click.command()
@pass_context()
@click.argument("step", nargs=-1)
@_dry_run
@_refused
def skip(context: Context, step: tuple[str, ...], dry_run: bool) -> None:
    """Drop STEP for good: it isn't due any more."""
    found, today = _steps(context, step), context.clock.today
    edits = [steps.skip(context.workspace, one, today) for one in found]
    _carry_out(context, f"skip: {'; '.join(one.do for one in found)}", edits, dry_run)


@click.command()
@pass_context()
@click.argument("step", nargs=-1, required=True)
@click.argument("time", type=length)
@_dry_run
@_refused
def snooze(context: Context, step: tuple[str, ...], time: Duration, dry_run: bool) -> None:
    """Put STEP off by TIME (3d, 2w, 1m), with everything else due of the same note."""
    found, until = _steps(context, step), time.after(context.clock.today)
    edits = [steps.snooze(one, until) for one in found]
    _carry_out(context, f"snooze until {until}: {'; '.join(one.do for one in found)}", edits, dry_run)


@click.command()
@pass_context()
@click.argument("who")
@click.argument("text")
@_on
@click.option("--create", is_flag=True, help="Create the note of somebody who is only mentioned.")
@_dry_run
@_refused
def log(context: Context, who: str, text: str, on: date | None, create: bool, dry_run: bool) -> None:
    """Add TEXT to the log in WHO's note."""
    node = context.named(who, "person", "company")
    if not text.strip():
        raise click.UsageError("TEXT is empty.")
    if context.workspace.kb.note(node) is None and not create:
        raise CommandError(f"{context.workspace.kb.name(node)} has no note yet. Create it with --create.")
    _carry_out(context, f"log: {who}", [steps.log(node, _past(context, on), text)], dry_run)


@click.command()
@pass_context()
@_dry_run
@_refused
def undo(context: Context, dry_run: bool) -> None:
    """Take back the last change by done, skip, snooze or log; only one can be taken back."""
    transactions = _transactions(context)
    last = transactions.last() if dry_run else transactions.undo()
    if last is None:
        raise CommandError(
            "There is nothing to undo: only the last change by done, skip, snooze or log can be taken back."
        )
    _show(context, f"undo: {last.order}", [change.reversed for change in reversed(last.changes)], not dry_run)


# --- which steps ------------------------------------------------------------------------------------------------------


def _steps(context: Context, words: Sequence[str]) -> list[Due]:
    """Return the steps that the words name; without any, those that the user chooses from the list."""
    if not words:
        numbered(context.workspace)
        if not sys.stdin.isatty():
            raise click.UsageError("Name a step by its number, or by kind and name, as in: thank linnea.")
        words = click.prompt("Which").split()
    apart = all(word.isdecimal() or " " in word for word in words)
    found = [_step(context, word) for word in (words if apart else [" ".join(words)])]
    return list({(step.kind, step.id, step.part): step for step in found}.values())


def _step(context: Context, word: str) -> Due:
    due = context.workspace.due
    if word.isdecimal():
        if not 1 <= int(word) <= len(due):
            raise CommandError(f"There is no step {word}; `wayin due` lists {len(due)}.")
        return due[int(word) - 1]
    kind, _, name = word.strip().partition(" ")
    kind, wanted = _KINDS.get(kind.casefold(), kind.casefold()), fold(name).split()
    found = [step for step in due if step.kind.startswith(kind) and _is_about(context, step, wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"Nothing due is called {quote_value(word)}. `wayin due` lists every step.")
    several = "; ".join(f"{due.index(step) + 1}: {step.do}" for step in found)
    raise CommandError(f"{quote_value(word)} can mean several steps. Name one by its number: {several}.")


def _is_about(context: Context, step: Due, wanted: list[str]) -> bool:
    """Return whether a step is about a name, or about whoever has these words in it."""
    kb = context.workspace.kb
    nodes = (step.id, *step.people)
    names = [fold(f"{kb.name(node)} {node.rpartition('/')[2].replace('-', ' ')} {node}") for node in nodes]
    return any(all(word in name.split() for word in wanted) for name in (*names, fold(step.do)))


def _past(context: Context, on: date | None) -> date:
    today = context.clock.today
    if on and on > today:
        raise click.UsageError("--on is a day that has come.")
    return on or today


# --- the change -------------------------------------------------------------------------------------------------------


def _transactions(context: Context) -> Transactions:
    return Transactions(context.notes, context.settings.project or context.notes.parent)


def _carry_out(context: Context, order: str, edits: list[Edit], dry_run: bool) -> None:
    changes = steps.changes(context.workspace, edits)
    if not dry_run:
        _transactions(context).apply(order, changes)
    _show(context, order, changes, not dry_run)


def _show(context: Context, order: str, changes: Sequence[FileChange], written: bool) -> None:
    if context.as_json:
        documents = [{"path": change.path, "diff": _diff(change)} for change in changes]
        context.put({"order": order, "written": written, "changes": documents})
        return
    for change in changes:
        for line in _diff(change).splitlines():
            click.echo(clean(line))


def _diff(change: FileChange) -> str:
    before, after = (
        (data or b"").decode("utf-8", "replace").splitlines() for data in (change.before, change.after)
    )  # fmt: skip
    return "\n".join(difflib.unified_diff(before, after, change.path, change.path, lineterm="", n=1))
