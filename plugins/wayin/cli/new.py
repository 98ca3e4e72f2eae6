"""`wayin new` and `wayin init`: create notes."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayin.cli.context import CommandError, Context, moment, pass_context
from wayin.cli.terminal import clean, say, tell
from wayin.editing import NewNote, begin, create, remove_leftovers
from wayin.editing.starting import TARGET, TakenError, checkout_around
from wayin.journey.questions import SEEDS, for_people
from wayin.knowledge.contact_book import CompanyNames
from wayin.knowledge.lookup import alike, find
from wayin.knowledge.names import slug
from wayin.model import FOLDERS
from wayin.wording import listed, quote_value

if TYPE_CHECKING:
    from datetime import date, datetime

    from wayin.editing.new import NewKind
    from wayin.knowledge import FileContact
    from wayin.model import InterviewKind


MISSPELT = 0.85
"""The similarity, up to 1, from which a name may be a misspelling of another."""


@click.command()
@pass_context()
@click.argument("kind", type=click.Choice(list(FOLDERS.values())))
@click.argument("name", required=False)
@click.option("--with", "people", metavar="PERSON", multiple=True, help="Who the interview is with; can be repeated.")
@click.option("--anyway", is_flag=True, help="Take names that are nearly those of others for new ones.")
@click.option("--company", metavar="COMPANY", help="Where the person works, or what the interview is about.")
@click.option("--date", "day", type=moment, metavar="DATE", help="When it takes place (2026-10-17T15:00).")
@click.option(
    "--kind", "interview_kind", type=click.Choice(list(SEEDS)), default="informational", show_default=True,
    help="Kind of interview; the suggested questions depend on it.",
)  # fmt: skip
def new(
    context: Context, kind: NewKind, name: str | None, people: tuple[str, ...], company: str | None,
    day: date | datetime | None, interview_kind: InterviewKind, anyway: bool,  # noqa: ARG001 (read where it matters)
) -> None:  # fmt: skip
    """Create a note about a person, a company or an interview.

    Creates NAME and prints its path. Never overwrites. Without NAME, an interview is named after the people it is with;
    without --with, NAME is the person. It starts with questions for them: what they could answer, what you ask
    everybody, and some starter questions. A person who is in your exported files starts with what those know.
    """
    if kind != "interview" and (people or day):
        raise click.UsageError("--with and --date are for interviews.")
    if kind == "company" and company:
        raise click.UsageError("--company is for people and interviews.")
    remove_leftovers(context.notes)
    title = _text(name) if name is not None else ""
    whom = [_text(word) for word in people] or ([title] if kind == "interview" and title else [])
    if not (title or whom):
        raise click.UsageError("Missing argument 'NAME'.")
    references = [_reference(context, word, "person") for word in whom]
    first = references[0][0] if references else ""
    titled = kind != "interview" or bool(title and people)
    contact = _contact(context, title, company) if kind == "person" else None
    note = NewNote(
        kind,
        (contact.name if contact and "/" in title else title) if titled else first,
        titled,
        company=_reference(context, _text(company), "company")[1] if company else _company(context, contact),
        facts=_facts(contact),
        people=tuple(reference for _, reference in references),
        first=first,
        day=day,
        interview_kind=interview_kind,
        questions=_questions(context, whom, interview_kind) if kind == "interview" else (),
    )
    _write(context, note)


def _contact(context: Context, title: str, company: str | None) -> FileContact | None:
    """Return the data in exported files about somebody without a note; None if nobody or several match."""
    kb = context.workspace.kb
    answer = find(kb, title, "person")
    people = [kb.people[id_] for id_ in filter(None, (answer.id, *answer.ambiguous)) if id_ in kb.people]
    contacts = [person.contact for person in people if person.contact and not person.note]
    if company and len(contacts) > 1:
        key = CompanyNames(kb).key(company)
        contacts = [contact for contact in contacts if contact.company == key]
    if len(contacts) > 1:
        tell(f"{len(contacts)} people in contacts/ are called {quote_value(title)}; the note begins empty. "
             f"To start from one of them, name {listed((contact.id for contact in contacts), 'or')}.")  # fmt: skip
    return contacts[0] if len(contacts) == 1 else None


def _company(context: Context, contact: FileContact | None) -> str | None:
    """Return a contact's company as a reference for a note."""
    fact = contact.facts.get("company") if contact else None
    if not contact or not fact or not contact.company:
        return None
    return context.workspace.kb.name(contact.company) if contact.company.startswith("companies/") else fact.value


def _facts(contact: FileContact | None) -> tuple[tuple[str, str], ...]:
    fields = ("role", "email", "phone", "linkedin", "location")
    return tuple((field, contact.facts[field].value) for field in fields if field in contact.facts) if contact else ()


def _questions(context: Context, whom: list[str], kind: InterviewKind) -> tuple[str, ...]:
    """Return questions for these people, by their roles and topics; empty if none of them has a note."""
    workspace = context.workspace
    people = tuple(node for word in whom if (node := find(workspace.kb, word, "person").id))
    if not people:
        return ()
    gaps = [(gap.topic, gap.company) for gap in workspace.learnings.gaps]
    return tuple(for_people(workspace.kb, workspace.clock, people, kind, workspace.questions, gaps=gaps))


def _text(word: str) -> str:
    """Return a word of the command line as a name: text on one line."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise click.UsageError(f"{quote_value(word)} contains bytes that aren't text.") from None
    name = " ".join(word.split())
    if not slug(name):
        raise click.UsageError(f"{quote_value(word)} isn't a name: it needs a letter or a digit.")
    return name


def _reference(context: Context, word: str, kind: NewKind) -> tuple[str, str]:
    """Return the name of a person or company, and the reference for a note: the name, or a link if it is ambiguous."""
    kb = context.workspace.kb
    match = find(kb, word, kind)
    if match.ambiguous:
        context.named(word, kind)  # reports the unknown name
    id_ = match.id or (context.first_named(word) if kind == "person" else None)
    if id_ is None:
        _refuse_misspelt(context, word, kind)
        near = alike(kb, word, kind)
        hint = f" Did you mean {listed(near, 'or')}?" if near else ""
        tell(f"{quote_value(word)} has no note yet.{hint}")
        return word, word
    name = kb.name(id_)
    return name, name if find(kb, name, kind).id == id_ else f"[[{id_}|{name}]]"


def _refuse_misspelt(context: Context, word: str, kind: NewKind) -> None:
    """Refuse a name very similar to somebody else's, unless the user insists."""
    near = alike(context.workspace.kb, word, kind, cutoff=MISSPELT) if kind == "person" else []
    if near and not click.get_current_context().params["anyway"]:
        raise CommandError(
            f"{quote_value(word)} has no note yet. Did you mean {listed(near, 'or')}? If not, add --anyway; nothing was"
            " written."
        )


def _write(context: Context, note: NewNote) -> None:
    if note.kind != "interview":
        _refuse_a_second(context, note)
    try:
        path = create(context.notes, note)
    except FileExistsError:
        raise CommandError(f"{_from_here(context.notes / f'{note.id}.md')} already exists.") from None
    if context.as_json:
        context.put({"id": note.id, "path": _from_here(path)})
    else:
        click.echo(clean(_from_here(path)))


def _refuse_a_second(context: Context, note: NewNote) -> None:
    """Refuse a name that another note already has, because references would be ambiguous."""
    kb = context.workspace.kb
    match = find(kb, note.name, note.kind)
    for node in (match.id, *match.ambiguous):
        if taken := kb.note(node or ""):
            where = _from_here(context.notes / taken.path)
            raise CommandError(f"{where} already uses the name {quote_value(note.name)}.")


def _from_here(path: Path) -> str:
    """Return a path as typed from the current folder."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return str(path)


@click.command()
@pass_context()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Without the sample notes.")
@click.option("--here", is_flag=True, help="Even inside a git checkout.")
def init(context: Context, folder: Path, empty: bool, here: bool) -> None:
    """Create a new notes folder in DIR, with sample notes.

    Writes mkdocs.yml, .gitignore and a folder of notes; never overwrites. For this command, --notes is the name of that
    folder. `wayin adopt` is for notes that you have already.
    """
    if (checkout := checkout_around(folder)) and not here:
        raise CommandError(
            f"{_from_here(folder)} is inside a git checkout ({checkout}), where notes about people may end up in a "
            f"commit. Write them elsewhere: `wayin init {shlex.quote(_from_here(checkout.parent / 'my-search'))}`. To "
            "write them there all the same, add --here."
        )
    notes = click.get_current_context().params["notes"] or Path("notes")
    if notes.is_absolute() or ".." in notes.parts or not notes.parts:
        raise click.UsageError("For init, --notes is the name of a folder inside DIR.")
    try:
        paths = begin(folder, context.clock.today, notes.as_posix(), is_empty=empty)
    except TakenError as taken:
        there = listed(_from_here(path) for path in taken.paths)
        verb = "exists" if len(taken.paths) == 1 else "exist"
        raise CommandError(f"{there} already {verb}; nothing was written.") from None
    commands = _next(folder, empty)
    if context.as_json:
        context.put({"created": [_from_here(path) for path in paths], "next": commands})
        return
    for path in paths:
        click.echo(clean(_from_here(path)))
    say()
    say("An empty folder for your notes. Next:" if empty else "Sample notes to try things out. Next:")
    for command in commands:
        click.echo(f"  {clean(command)}")


def _next(folder: Path, is_empty: bool) -> list[str]:
    """Return the two commands to run next."""
    serve, ways = "wayin serve", 'wayin new person "Ada Park"' if is_empty else f'wayin ways "{TARGET}"'
    return [serve, ways] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(_from_here(folder))}", serve]
