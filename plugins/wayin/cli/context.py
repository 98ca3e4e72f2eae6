"""What every command works with: the notes, the day, what a word means, and how to answer."""

from __future__ import annotations

import errno
import functools
import json
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, get_args

import click
from pydantic_core import PydanticCustomError

from wayin import dates
from wayin.catalogue import words
from wayin.cli import terminal
from wayin.clock import Clock
from wayin.dates import Duration
from wayin.editing.transaction import ConflictError, Transactions, WriteError
from wayin.knowledge.lookup import alike, find
from wayin.knowledge.names import fold
from wayin.model import ME, Kind
from wayin.own_folder import ForeignError
from wayin.progress import Progress
from wayin.reading.mkdocs_yml import Settings, find_settings
from wayin.wording import listed, quote_value
from wayin.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from wayin.knowledge import Person
    from wayin.reading import NoteCache

_T = TypeVar("_T")
PROBLEMS = 1
"""The exit code for problems found, and for notes or folders that don't exist. Wrong usage is 2, as click has it."""
_NOUNS: dict[Kind, str] = {
    "person": "a person", "company": "a company", "interview": "an interview", "me": "a person", "page": "a page",
}  # fmt: skip


class CommandError(click.ClickException):
    """Something that can't be done, with a sentence for the person who asked."""

    exit_code = PROBLEMS

    def show(self, file: Any = None) -> None:  # noqa: ARG002 (click's signature)
        """Write the sentence on stderr, and nothing on stdout."""
        terminal.tell(self.message)


class Group(click.Group):
    """A group of commands in which whatever the machine refuses is a sentence and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command."""
        terminal.prepare()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and turn an error of the machine into a sentence."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            # A closed pipe is click's business: nobody reads on, so there is nobody to tell
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise CommandError(f"{where}{error.strerror or error}.") from None


@dataclass(frozen=True)
class Context:
    """The notes and the day that a command was asked about. Nothing is read before it is needed."""

    settings: Settings
    clock: Clock
    style: str
    """`text`, `json`, or another format of the command."""
    cache: NoteCache = field(default_factory=dict, repr=False)
    """The notes as they were read last, for a command that looks again and again."""

    @property
    def notes(self) -> Path:
        """The folder of notes."""
        return self.settings.notes

    @property
    def as_json(self) -> bool:
        """Whether the answer is to be one JSON document."""
        return self.style == "json"

    @cached_property
    def workspace(self) -> Workspace:
        """The notes and what follows from them; fails where there is no folder of notes."""
        finish_interrupted(self.settings)
        try:
            return Workspace.read(self.settings, self.clock, terminal.tell, self.cache, progress=Progress.on_terminal())
        except NotADirectoryError:
            self._no_folder()

    def _no_folder(self) -> NoReturn:
        if self.notes.exists():
            raise CommandError(f"{self.notes} is a file; --notes takes the folder of notes.")
        raise CommandError(
            f"There is no folder {self.notes}. Name one with --notes DIR, or start one: wayin init my-search"
        )

    def put(self, answer: Any) -> None:
        """Write the one JSON document on stdout."""
        # Where the terminal has no Unicode, JSON can say all of it in ASCII
        ascii_only = not terminal.has_unicode(sys.stdout)
        click.echo(json.dumps(answer, indent=2, ensure_ascii=ascii_only, allow_nan=False))

    # --- what a word means --------------------------------------------------------------------------------------------

    def named(self, word: str, *kinds: Kind) -> str:
        """Return the id that a word means among these kinds; a person before anything else of the same name.

        Raises:
            CommandError: if it means nothing, or several things; the message says what was perhaps meant.
        """
        kb, word = self.workspace.kb, self._as_id(word)
        match = find(kb, word, *kinds)
        if match.id is not None:
            return match.id
        if match.ambiguous:
            people = [node for node in match.ambiguous if node in kb.people]
            if len(people) == 1:
                return people[0]
            raise CommandError(f"{quote_value(word)} is ambiguous: {', '.join(match.ambiguous)}. Use one of these.")
        expected = listed(dict.fromkeys(_NOUNS[kind] for kind in kinds), "or")
        other = find(kb, word, *(kind for kind in get_args(Kind) if kind not in kinds))
        if other.kind is not None:
            raise CommandError(f"{quote_value(word)} is {_NOUNS[other.kind]} ({other.id}); name {expected}.")
        if "person" in kinds and (person := self.first_named(word)):
            return person
        near = alike(kb, word, *kinds)
        hint = f"Did you mean {listed(near, 'or')}?" if near else f"`wayin export csv` lists everyone in {self.notes}."
        nouns = listed(dict.fromkeys(_NOUNS[kind].partition(" ")[2] for kind in kinds), "or")
        raise CommandError(f"No {nouns} is called {quote_value(word)}. {hint}")

    def first_named(self, word: str) -> str | None:
        """Return the only person of the notes with this first name, and say whom it is taken for."""
        people = [person for person in self.workspace.kb.people.values() if person.has_page]
        bearers = [
            person for person in people if fold(word) in {fold(name).partition(" ")[0] for name in _names(person)}
        ]
        if len(bearers) != 1:
            return None
        terminal.tell(f"{quote_value(word)} is taken for {bearers[0].name}.")
        return bearers[0].id

    def other_person(self, word: str) -> str:
        """Return the person that a word means, who is not the writer of the notes."""
        person = self.named(word, "person", "me")
        if person == ME:
            raise CommandError(f"{quote_value(word)} is you.")
        return person

    def _as_id(self, word: str) -> str:
        """Return the id of a note named by its file, as shells complete it; any other word as it is."""
        if word.casefold().endswith((".md", ".markdown")):
            with suppress(OSError, ValueError, RuntimeError):
                if Path(word).is_file():
                    return Path(word).resolve().relative_to(self.notes.resolve()).as_posix()
        return word


def _names(person: Person) -> tuple[str, ...]:
    return person.name, *person.facts.aliases


def finish_interrupted(settings: Settings) -> None:
    """Finish a change of the notes that was interrupted, and say so; report what can't be finished."""
    changes = Transactions(settings.notes, settings.project or settings.notes.parent)
    try:
        last = changes.last()
        if last and not last.done and changes.recover():
            terminal.tell(f"Finished what was interrupted: {last.order}.")
    except (ConflictError, WriteError, ForeignError, OSError) as error:
        terminal.tell(str(error))


def pass_context(*further: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that most take; they reach it as its first argument, a `Context`.

    Args:
        further: formats of the command besides `text` and `json`.
    """

    def wrap(run: Callable[..., None]) -> Callable[..., None]:
        @click.option(
            "--notes", type=click.Path(path_type=Path), metavar="DIR",
            help="Folder of notes. [default: docs_dir of the nearest mkdocs.yml, else notes]",
        )  # fmt: skip
        @click.option("--today", type=day, metavar="DATE", help="Pretend today is DATE (2026-10-17).")
        @click.option(
            "--format", "style", type=click.Choice(["text", "json", *further]), default="text", show_default=True,
            help="Output format.",
        )  # fmt: skip
        @functools.wraps(run)
        def with_context(notes: Path | None, today: date | None, style: str, **rest: Any) -> None:
            run(_context(notes, today, style), **rest)

        return with_context

    return wrap


def _context(notes: Path | None, today: date | None, style: str) -> Context:
    found = find_settings(notes)
    for complaint in found.complaints:
        terminal.tell(complaint)
    try:
        clock = Clock.at(today or found.settings.today)
    except (ValueError, OverflowError, OSError):
        raise CommandError("SOURCE_DATE_EPOCH isn't a number of seconds since 1970.") from None
    return Context(found.settings, clock, style)


# --- values of options ------------------------------------------------------------------------------------------------


def day(written: str) -> date:
    """Read a day, as YYYY-MM-DD."""
    return _read(dates.day, written)


def moment(written: str) -> date | datetime:
    """Read a day, or a day with a time."""
    return _read(dates.moment, written)


def length(written: str) -> Duration:
    """Read a length of time, as 14d, 6w, 3m or 1y."""
    return _read(Duration.parse, written)


def _read(read: Callable[[Any], _T], written: str) -> _T:
    """Read a value as a note's is read, with the same words when it is wrong."""
    try:
        return read(written)
    except PydanticCustomError as error:
        _, message, fix = words(error.type, error.context or {})
        raise click.BadParameter(f"{message} {fix}") from None
