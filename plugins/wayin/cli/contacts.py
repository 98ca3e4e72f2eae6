"""`wayin contacts` and `wayin mail`: list the people in your accounts and your mailbox."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayin.cli.context import CommandError, Context, pass_context
from wayin.cli.terminal import say, tell
from wayin.contacts.mail_summary import COLUMNS, write_summary
from wayin.contacts.mailbox import read_mailbox
from wayin.contacts.names import email_key
from wayin.contacts.records import NAMES
from wayin.export.contacts import contacts_document
from wayin.files import write_new, write_over
from wayin.knowledge.lookup import find
from wayin.model import ME, Me
from wayin.network.reasons import reasons
from wayin.wording import counted, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.export.documents import JSON
    from wayin.knowledge import FileContact

_MOST = 40
"""The most contacts shown; JSON lists all."""


@click.command()
@pass_context()
@click.option("--at", metavar="COMPANY", help="Only the people who work there.")
@click.option("--same", "asked", is_flag=True, help="Only those who may be one person, and the line that settles it.")
@click.option("--files", is_flag=True, help="Only the files: what each was read as, and every row left out.")
def contacts(context: Context, at: str | None, asked: bool, files: bool) -> None:
    """List the people in the exported files in `contacts/`: LinkedIn, address books, calendars, your mailbox."""
    workspace = context.workspace
    if at is not None and find(workspace.kb, at, "company").ambiguous:
        context.named(at, "company")  # reports the unknown name
    answer = contacts_document(workspace, at)
    if context.as_json:
        context.put(answer)
        return
    if not answer["files"]:
        folder = context.settings.contacts or Path("contacts")
        say(f"There are no files in {folder}. Put LinkedIn's archive, or exported contacts, into it.")
        return
    everything = not (at or asked or files)
    if files or everything:
        _write_files(answer["files"], files)
    if not (files or asked):
        _write_people(context, answer["contacts"], at)
    if asked or (everything and answer["same"]):
        _write_same(context, answer["same"])
    if everything and answer["moved"]:
        say()
        say("Your notes may be out of date:")
        for moved in answer["moved"]:
            name = workspace.kb.name(moved["id"])
            say(f"{name}: {moved['file']} says {moved['contact_says']}, your note {moved['note_says']}.", 2, 4)


def _write_files(files: list[JSON], every_row: bool) -> None:
    for file in files:
        kind = NAMES[file["kind"]] if file["kind"] else "not recognised"
        rows = counted(file["rows"], "row")
        say(f"{file['file']}: {kind}, {rows}, {counted(file['people'], 'person', 'people')}", 0, 2)
        skipped = file["skipped"]
        if skipped and not every_row and file["kind"]:
            say(f"{counted(len(skipped), 'row')} skipped; `wayin contacts --files` lists them.", 2, 4)
            continue
        for row in skipped:
            say(f"line {row['line']}: {row['why']}", 2, 4)


def _write_people(context: Context, people: list[JSON], at: str | None) -> None:
    workspace = context.workspace
    say()
    if not people:
        say(f"You know nobody at {at} by these files." if at else "The files name nobody.")
        return
    for contact in people[:_MOST]:
        place = ", ".join(filter(None, (contact["role"], contact["company"])))
        note = "" if contact["note"] else " (no note)"
        say(f"{contact['name']}{f', {place}' if place else ''}{note}", 0, 2)
        tie = workspace.network.tie(ME, contact["id"])
        why = reasons(workspace.kb, workspace.network, tie, workspace.clock.today) if tie else []
        say(why[0] if why else _untied(workspace.contacts.contacts[contact["id"]]), 2, 4)
    if len(people) > _MOST:
        say(f"… and {len(people) - _MOST:,} more; --format json lists everybody.")


def _untied(contact: FileContact) -> str:
    """Return how somebody appears in the files who has no tie to you."""
    when = f" on {long_day(contact.invited)}" if contact.invited else ""
    if contact.invitation:
        return f"You asked to connect{when}." if contact.invitation == "sent" else f"They asked to connect{when}."
    return "No contact yet."


def _write_same(context: Context, same: Iterable[JSON]) -> None:
    name = context.workspace.kb.name
    say()
    say("Same person?")
    for pair in same:
        where = "your note" if pair["note"] else "another contact"
        say(f"{name(pair['contact'])} ({pair['contact']}) and {where} {name(pair['other'])}: {pair['why']}.", 2, 4)
        say(f"If so: {pair['write']}", 4, 6)
        if pair["write_if_not"]:
            say(f"If not: {pair['write_if_not']}", 4, 6)


@click.command()
@pass_context()
@click.argument("mailbox", type=click.Path(exists=True, path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where to write. [default: mail.csv in the contacts folder]",
)  # fmt: skip
def mail(context: Context, mailbox: Path, output: Path | None) -> None:
    """Read MAILBOX, an mbox file or a Maildir, and write whom you and they both wrote to, and on how many days.

    Only the headers From, To, Cc and Date are read, never a subject or a text. Mailing lists, machines and no-reply
    senders are left out.
    """
    facts = context.workspace.kb.me.facts if context.workspace.kb.me else None
    written = [facts.email, *facts.emails] if isinstance(facts, Me) else []
    me = frozenset(key for address in written if address and (key := email_key(address)))
    if not me:
        raise CommandError(
            "I can't tell which addresses are yours. Write `email: you@example.org` into me.md, and `emails:` for more."
        )
    correspondents, count = read_mailbox(mailbox, me)
    target = output or (context.settings.contacts or Path("contacts")) / "mail.csv"
    text = write_summary(correspondents)
    if target.exists():
        if not _is_ours(target):
            raise CommandError(f"{target} isn't a file that `wayin mail` wrote. Choose another with -o.")
        write_over(target, text.encode())
    else:
        write_new(target, text)
    left_out = {
        "from lists and machines": count.automatic, "neither from you nor to you": count.not_mine,
        "to many people": count.crowded, "without a date or sender": count.undated,
    }  # fmt: skip
    if context.as_json:
        context.put(
            {"written": str(target), "messages": count.messages, "people": len(correspondents), "left_out": left_out}
        )
        return
    tell(f"written to {target}")
    say(f"{counted(count.messages, 'message')}, {counted(len(correspondents), 'person', 'people')} you wrote with.")
    for why, number in left_out.items():
        if number:
            say(f"{number:,} left out, {why}.", 2)


def _is_ours(file: Path) -> bool:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return next(csv.reader(lines), []) == list(COLUMNS)
    except (OSError, UnicodeDecodeError, csv.Error):
        return False
