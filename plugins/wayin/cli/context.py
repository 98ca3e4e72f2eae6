"""The basics of every command: the notes, the day, name lookup, and output."""

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
"""The exit code for problems found, and for missing notes or folders. Wrong usage is 2, as usual in click."""
_NOUNS: dict[Kind, str] = {
    "person": "a person", "company": "a company", "interview": "an interview", "me": "a person", "page": "a page",
}  # fmt: skip


class CommandError(click.ClickException):
    """An error with a message for the user."""

    exit_code = PROBLEMS

    def show(self, file: Any = None) -> None:  # noqa: ARG002 (click's signature)
        """Write the message to stderr, and nothing to stdout."""
        terminal.tell(self.message)


class Group(click.Group):
    """A group of commands that turns system errors into a message and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command."""
        terminal.prepare()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; turn a system error into a message."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            # Click handles a closed pipe, where nobody reads a message
            if error.errno == errno.EPIPE:
                raise
            where = f"{error.filename}: " if error.filename else ""
            raise CommandError(f"{where}{error.strerror or error}.") from None


@dataclass(frozen=True)
class Context:
    """The notes and the day for a command. Everything is read on first use."""

    settings: Settings
    clock: Clock
    style: str
    """`text`, `json`, or another format of the command."""
    cache: NoteCache = field(default_factory=dict, repr=False)
    """The notes from the last reading, for commands that read repeatedly."""

    @property
    def notes(self) -> Path:
        """Return the folder of notes."""
        return self.settings.notes

    @property
    def as_json(self) -> bool:
        """Return whether to print one JSON document."""
        return self.style == "json"

    @cached_property
    def workspace(self) -> Workspace:
        """Return the notes and everything computed from them.

        Raises:
            CommandError: if there is no folder of notes.
        """
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
        """Print the JSON document."""
        # ASCII escapes keep JSON complete in a terminal without Unicode
        ascii_only = not terminal.has_unicode(sys.stdout)
        click.echo(json.dumps(answer, indent=2, ensure_ascii=ascii_only, allow_nan=False))

    # --- name lookup --------------------------------------------------------------------------------------------------

    def named(self, word: str, *kinds: Kind) -> str:
        """Return the id a word means among these kinds; a person wins over anything else with the same name.

        Raises:
            CommandError: if nothing or several things match; the message makes suggestions.
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
        """Return the only person in the notes with this first name, and print who it is."""
        people = [person for person in self.workspace.kb.people.values() if person.has_page]
        bearers = [
            person for person in people if fold(word) in {fold(name).partition(" ")[0] for name in _names(person)}
        ]
        if len(bearers) != 1:
            return None
        terminal.tell(f"{quote_value(word)} is taken for {bearers[0].name}.")
        return bearers[0].id

    def other_person(self, word: str) -> str:
        """Return the person a word means, who must not be the user."""
        person = self.named(word, "person", "me")
        if person == ME:
            raise CommandError(f"{quote_value(word)} is you.")
        return person

    def _as_id(self, word: str) -> str:
        """Return the id of a note given as a file path, as shells complete it; any other word unchanged."""
        if word.casefold().endswith((".md", ".markdown")):
            with suppress(OSError, ValueError, RuntimeError):
                if Path(word).is_file():
                    return Path(word).resolve().relative_to(self.notes.resolve()).as_posix()
        return word


def _names(person: Person) -> tuple[str, ...]:
    return person.name, *person.facts.aliases


def finish_interrupted(settings: Settings) -> None:
    """Finish an interrupted change of the notes and say so; report what can't be finished."""
    changes = Transactions(settings.notes, settings.project or settings.notes.parent)
    try:
        last = changes.last()
        if last and not last.done and changes.recover():
            terminal.tell(f"Finished what was interrupted: {last.order}.")
    except (ConflictError, WriteError, ForeignError, OSError) as error:
        terminal.tell(str(error))


def pass_context(*further: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add the common options to a command; they arrive in its first argument, a `Context`.

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
    configuration = find_settings(notes)
    for complaint in configuration.complaints:
        terminal.tell(complaint)
    try:
        clock = Clock.at(today or configuration.settings.today)
    except (ValueError, OverflowError, OSError):
        raise CommandError("SOURCE_DATE_EPOCH isn't a number of seconds since 1970.") from None
    return Context(configuration.settings, clock, style)


# --- values of options ------------------------------------------------------------------------------------------------


def day(written: str) -> date:
    """Parse a day, as YYYY-MM-DD."""
    return _read(dates.day, written)


def moment(written: str) -> date | datetime:
    """Parse a day, or a day with a time."""
    return _read(dates.moment, written)


def length(written: str) -> Duration:
    """Parse a duration, such as 14d, 6w, 3m or 1y."""
    return _read(Duration.parse, written)


def _read(read: Callable[[Any], _T], written: str) -> _T:
    """Parse an option like the value of a note, with the same error messages."""
    try:
        return read(written)
    except PydanticCustomError as error:
        _, message, fix = words(error.type, error.context or {})
        raise click.BadParameter(f"{message} {fix}") from None
