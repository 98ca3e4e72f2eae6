"""`wayin done`, `skip`, `snooze`, `log` and `undo`: record in the notes what happened to a step."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, get_args

import click

from wayin.cli.changes import carry_out, dry_run_option, refusing, show, transactions
from wayin.cli.context import CommandError, Context, day, length, pass_context
from wayin.cli.due import numbered
from wayin.cli.terminal import say, tell
from wayin.editing import steps
from wayin.journey.due import DueKind
from wayin.knowledge.names import fold
from wayin.wording import quote_value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wayin.dates import Duration
    from wayin.editing.steps import Answer
    from wayin.journey import Due

_KINDS = {
    "thank": "thank-you", "thanks": "thank-you", "write": "keep-in-touch", "keep": "keep-in-touch",
    "promised": "promise", "todo": "promise", "to-do": "promise", "intro": "introduction", "followup": "follow-up",
}  # fmt: skip
"""Synonyms for the kinds of steps."""
_REMIND = ("remind", "reminder", "reminded")
"""Synonyms for reminders, of interviews and introductions alike."""
_SAYS_MADE = (
    "Your note now says that you were introduced. If you only sent a reminder, take it back with `wayin undo`, and"
    " add --reminded."
)

_on = click.option("--on", type=day, metavar="DATE", help="The day it happened. [default: today]")


@click.command()
@pass_context()
@click.argument("step", nargs=-1)
@_on
@click.option("--agreed", "answer", flag_value="agreed", help="They agreed to introduce you.")
@click.option("--declined", "answer", flag_value="declined", help="They won't introduce you.")
@click.option("--reminded", "answer", flag_value="reminded", help="You only sent a reminder.")
@dry_run_option
@refusing
def done(context: Context, step: tuple[str, ...], on: date | None, answer: Answer | None, dry_run: bool) -> None:
    """Mark STEP as done in your notes.

    STEP is a number of `wayin due`, or a kind and a name: thank linnea. Without STEP, choose from the list. For a
    request for an introduction, done means that it was made, unless you say --agreed, --declined or --reminded, or
    name the step as: remind linnea.
    """
    due_steps, when = _steps(context, step), _past(context, on)
    if answer and any(due_step.kind not in ("ask", "introduction") for due_step in due_steps):
        raise click.UsageError("--agreed, --declined and --reminded are for introductions.")
    if answer is None and any(word.casefold().partition(" ")[0] in _REMIND for word in step):
        answer = "reminded"
    open_now = [due_step for due_step in due_steps if due_step.kind == "prepare"]
    for preparation in open_now:
        note = context.workspace.kb.note(preparation.id)
        where = context.notes / (note.path if note else "")
        say(f"{where}: write `questions:` or `objectives:`, and the step ends.")
        if sys.stdout.isatty() and not dry_run:
            click.launch(str(where))
    edits = [
        steps.end(context.workspace, due_step, when, answer or "made")
        for due_step in due_steps
        if due_step.kind != "prepare"
    ]
    if edits or not open_now:
        carry_out(
            context,
            f"done: {'; '.join(due_step.do for due_step in due_steps)}",
            steps.changes(context.workspace, edits),
            dry_run,
        )
    requests = [due_step for due_step in due_steps if due_step.kind in ("ask", "introduction")]
    if not all(steps.asks_another(context.workspace, request) for request in requests) and not answer and not dry_run:
        tell(_SAYS_MADE)


@click.command()
@pass_context()
@click.argument("step", nargs=-1)
@dry_run_option
@refusing
def skip(context: Context, step: tuple[str, ...], dry_run: bool) -> None:
    """Drop STEP for good: it isn't due any more.

    To only let this time pass, put it off with `wayin snooze`.
    """
    due_steps, today = _steps(context, step), context.clock.today
    edits = [steps.skip(context.workspace, due_step, today) for due_step in due_steps]
    carry_out(
        context,
        f"skip: {'; '.join(due_step.do for due_step in due_steps)}",
        steps.changes(context.workspace, edits),
        dry_run,
    )
    for due_step in due_steps:
        if due_step.kind == "keep-in-touch":
            tell(
                f"You won't be reminded again to write to {due_step.name}. "
                "To skip only this time, run `wayin undo`, then `wayin snooze`."
            )


@click.command()
@pass_context()
@click.argument("step", nargs=-1)
@click.argument("time", type=length)
@dry_run_option
@refusing
def snooze(context: Context, step: tuple[str, ...], time: Duration, dry_run: bool) -> None:
    """Put STEP off by TIME (3d, 2w, 1m), with everything else due of the same note."""
    if not step:
        raise click.UsageError("Name the step before the time, as in: wayin snooze thank linnea 2w.")
    due_steps, until = _steps(context, step), time.after(context.clock.today)
    edits = [steps.snooze(due_step, until) for due_step in due_steps]
    title = f"snooze until {until}: {'; '.join(due_step.do for due_step in due_steps)}"
    carry_out(context, title, steps.changes(context.workspace, edits), dry_run)
    others = [
        other
        for due_step in due_steps
        for other in steps.moved_along(context.workspace, due_step)
        if other not in due_steps
    ]
    if others:
        also = "; ".join(dict.fromkeys(other.do for other in others))
        tell(f"`not_before` puts off everything due of a note, so these wait until then, too: {also}.")


@click.command()
@pass_context()
@click.argument("who")
@click.argument("text")
@_on
@click.option("--create", is_flag=True, help="Create the note of somebody who is only mentioned.")
@dry_run_option
@refusing
def log(context: Context, who: str, text: str, on: date | None, create: bool, dry_run: bool) -> None:
    """Add TEXT to the log in WHO's note."""
    node = context.named(who, "person", "company")
    if not text.strip():
        raise click.UsageError("TEXT is empty.")
    if context.workspace.kb.note(node) is None and not create:
        raise CommandError(f"{context.workspace.kb.name(node)} has no note yet. Create it with --create.")
    carry_out(
        context, f"log: {who}", steps.changes(context.workspace, [steps.log(node, _past(context, on), text)]), dry_run
    )


@click.command()
@pass_context()
@dry_run_option
@refusing
def undo(context: Context, dry_run: bool) -> None:
    """Take back the last done, skip, snooze, log, rename or merge; only one can be taken back."""
    made = transactions(context)
    last = made.last() if dry_run else made.undo()
    if last is None:
        raise CommandError(
            "There is nothing to undo. Only the last change by one of Wayin's commands can be taken back."
        )
    show(context, f"undo: {last.order}", [change.reversed for change in reversed(last.changes)], not dry_run)


# --- selection --------------------------------------------------------------------------------------------------------


def _steps(context: Context, words: Sequence[str]) -> list[Due]:
    """Return the steps that the words name; without words, those the user picks from the list."""
    if not words:
        numbered(context.workspace)
        if not sys.stdin.isatty():
            raise click.UsageError("Name a step by its number, or by kind and name, as in: thank linnea.")
        words = click.prompt("Which").split()
    apart = all(word.isdecimal() or " " in word for word in words)
    due_steps = [_step(context, word) for word in (words if apart else [" ".join(words)])]
    return list({(step.kind, step.id, step.part): step for step in due_steps}.values())


def _step(context: Context, word: str) -> Due:
    due = context.workspace.due
    if word.isdecimal():
        if not 1 <= int(word) <= len(due):
            raise CommandError(f"There is no step {word}; `wayin due` lists {len(due)}.")
        return due[int(word) - 1]
    kind, _, name = word.strip().partition(" ")
    kind, wanted = _KINDS.get(kind.casefold(), kind.casefold()), fold(name).split()
    kinds = ("follow-up", "ask", "introduction") if kind in _REMIND else (kind,)
    if not any(known.startswith(kinds) for known in get_args(DueKind)):
        kinds, wanted = ("",), fold(word).split()  # no kind, but words of the step
    matches = [step for step in due if step.kind.startswith(kinds) and _is_about(context, step, wanted)]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise CommandError(f"Nothing due is called {quote_value(word)}. `wayin due` lists every step.")
    several = "; ".join(f"{due.index(step) + 1}: {step.do}" for step in matches)
    raise CommandError(f"{quote_value(word)} can mean several steps. Name one by its number: {several}.")


def _is_about(context: Context, step: Due, wanted: list[str]) -> bool:
    """Return whether a step is about a name, or about somebody whose name contains these words."""
    kb = context.workspace.kb
    nodes = (step.id, *step.people)
    names = [fold(f"{kb.name(node)} {node.rpartition('/')[2].replace('-', ' ')} {node}") for node in nodes]
    return any(all(word in name.split() for word in wanted) for name in (*names, fold(step.do)))


def _past(context: Context, on: date | None) -> date:
    today = context.clock.today
    if on and on > today:
        raise click.UsageError("--on is a day that has come.")
    return on or today
