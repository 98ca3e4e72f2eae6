"""`wayin new` and `wayin init`: notes to begin with."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wayin.cli import naming
from wayin.cli.context import CommandError, Context, moment, pass_context
from wayin.cli.terminal import clean, say, tell
from wayin.editing import NewNote, begin, create, remove_leftovers
from wayin.editing.starting import TARGET, TakenError
from wayin.journey.questions import SEEDS, for_people
from wayin.knowledge.contact_book import CompanyNames
from wayin.knowledge.lookup import alike, find
from wayin.knowledge.references import slug
from wayin.model import FOLDERS
from wayin.wording import listed, quote_value

if TYPE_CHECKING:
    from datetime import date, datetime

    from wayin.editing.new import NewKind
    from wayin.knowledge import FileContact
    from wayin.model import InterviewKind


@click.command()
@pass_context()
@click.argument("kind", type=click.Choice(list(FOLDERS.values())))
@click.argument("name", required=False)
@click.option(
    "--with", "people", metavar="PERSON", multiple=True, help="Whom the interview is with; may stand more than once."
)
@click.option("--company", metavar="COMPANY", help="Where the person is, or what the interview is about.")
@click.option("--date", "day", type=moment, metavar="DATE", help="When it takes place, as 2026-10-17T15:00.")
@click.option(
    "--kind", "talk", type=click.Choice(list(SEEDS)), default="informational", show_default=True,
    help="What sort of interview it is; the questions offered depend on it.",
)  # fmt: skip
def new(
    context: Context, kind: NewKind, name: str | None,
    people: tuple[str, ...], company: str | None, day: date | datetime | None, talk: InterviewKind,
) -> None:  # fmt: skip
    """A new note about a person, a company or an interview.

    It is called NAME; its path is printed, and nothing is ever overwritten. An interview is called after the people it
    is with, if NAME is left out; without --with, NAME is the person. It begins with questions for them: what they are
    well placed to answer, what you ask everybody, and some to begin with. A person who is in your exported files begins
    with what these know.
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
    found = [_found(context, word, "person") for word in whom]
    first = found[0][0] if found else ""
    titled = kind != "interview" or bool(title and people)
    contact = _contact(context, title, company) if kind == "person" else None
    note = NewNote(
        kind,
        (contact.name if contact and "/" in title else title) if titled else first,
        titled,
        company=_found(context, _text(company), "company")[1] if company else _company(context, contact),
        facts=_facts(contact),
        people=tuple(reference for _, reference in found),
        first=first,
        day=day,
        talk=talk,
        questions=_questions(context, whom, talk) if kind == "interview" else (),
    )
    _write(context, note)


def _contact(context: Context, title: str, company: str | None) -> FileContact | None:
    """Return what exported files know of somebody without a note; None where they know nobody, or several."""
    kb = context.workspace.kb
    answer = find(kb, title, "person")
    people = [kb.people[id_] for id_ in filter(None, (answer.id, *answer.ambiguous)) if id_ in kb.people]
    found = [person.contact for person in people if person.contact and not person.note]
    if company and len(found) > 1:
        key = CompanyNames(kb).key(company)
        found = [contact for contact in found if contact.company == key]
    if len(found) > 1:
        tell(f"{len(found)} people in contacts/ are called {quote_value(title)}; the note begins empty. "
             f"To start from one of them, name {listed((contact.id for contact in found), 'or')}.")  # fmt: skip
    return found[0] if len(found) == 1 else None


def _company(context: Context, contact: FileContact | None) -> str | None:
    """Return a contact's company as a note refers to it."""
    fact = contact.facts.get("company") if contact else None
    if not contact or not fact or not contact.company:
        return None
    return context.workspace.kb.name(contact.company) if contact.company.startswith("companies/") else fact.value


def _facts(contact: FileContact | None) -> tuple[tuple[str, str], ...]:
    fields = ("role", "email", "phone", "linkedin", "location")
    return tuple((field, contact.facts[field].value) for field in fields if field in contact.facts) if contact else ()


def _questions(context: Context, whom: list[str], talk: InterviewKind) -> tuple[str, ...]:
    """What to ask them, by their roles and topics; of those who have no note yet nothing is known."""
    found = tuple(node for word in whom if (node := find(context.workspace.kb, word, "person").id))
    if not found:
        return ()
    workspace = context.workspace
    gaps = [(gap.topic, gap.company) for gap in workspace.learnings.gaps]
    return tuple(for_people(workspace.kb, workspace.clock, found, talk, workspace.questions, gaps=gaps))


def _text(word: str) -> str:
    """A word of the command line as a name: on one line, and text."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise click.UsageError(f"{quote_value(word)} holds bytes that are no text.") from None
    found = " ".join(word.split())
    if not slug(found):
        raise click.UsageError(f"{quote_value(word)} names nobody: a name needs a letter or a digit.")
    return found


def _found(context: Context, word: str, kind: NewKind) -> tuple[str, str]:
    """A person or company as they are called, and as a note refers to them: by name, or by a link if it needs one."""
    answer = find(context.workspace.kb, word, kind)
    if answer.ambiguous:
        naming.named(context, word, kind)  # which says so
    if answer.id is None:
        near = alike(context.workspace.kb, word, kind)
        hint = f" Did you mean {listed(near, 'or')}?" if near else ""
        tell(f"{quote_value(word)} has no note yet.{hint}")
        return word, word
    name = context.workspace.kb.name(answer.id)
    return name, name if find(context.workspace.kb, name, kind).id == answer.id else f"[[{answer.id}|{name}]]"


def _write(context: Context, note: NewNote) -> None:
    if note.kind != "interview":
        _refuse_a_second(context, note)
    try:
        path = create(context.notes, note)
    except FileExistsError:
        raise CommandError(f"{_from_here(context.notes / f'{note.id}.md')} is there already.") from None
    if context.as_json:
        context.put({"id": note.id, "path": _from_here(path)})
    else:
        click.echo(clean(_from_here(path)))


def _refuse_a_second(context: Context, note: NewNote) -> None:
    """Two notes of one name could not be told apart by it."""
    answer = find(context.workspace.kb, note.name, note.kind)
    for taken in (answer.id, *answer.ambiguous):
        if found := context.workspace.kb.note(taken or ""):
            raise CommandError(f"{_from_here(context.notes / found.path)} answers to {quote_value(note.name)} already.")


def _from_here(path: Path) -> str:
    """A path as it is typed in the current folder."""
    try:
        return os.path.relpath(path)
    except ValueError:
        return str(path)


@click.command()
@pass_context()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(context: Context, folder: Path) -> None:
    """A new knowledge base in DIR, with a small story to try out.

    It is mkdocs.yml and a folder of notes. Nothing that is there already is overwritten. Here, --notes is what to call
    the folder of notes within DIR.
    """
    written = click.get_current_context().params["notes"] or Path("notes")
    if written.is_absolute() or ".." in written.parts or not written.parts:
        raise click.UsageError("--notes is, for init, the name of a folder within DIR.")
    try:
        paths = begin(folder, context.clock.today, written.as_posix())
    except TakenError as taken:
        there = listed(_from_here(path) for path in taken.paths)
        are = "is" if len(taken.paths) == 1 else "are"
        raise CommandError(f"{there} {are} there already; nothing was written.") from None
    commands = _next(folder)
    if context.as_json:
        context.put({"created": [_from_here(path) for path in paths], "next": commands})
        return
    for path in paths:
        click.echo(clean(_from_here(path)))
    say()
    say("A small story to try things out with. Next:")
    for command in commands:
        click.echo(f"  {clean(command)}")


def _next(folder: Path) -> list[str]:
    """The two commands to run now."""
    serve, ways = "mkdocs serve", f'wayin ways "{TARGET}"'
    return [serve, ways] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(_from_here(folder))}", serve]
