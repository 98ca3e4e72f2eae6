"""What every command works with: the notes, the day, and how to answer."""

from __future__ import annotations

import errno
import functools
import json
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click
from pydantic_core import PydanticCustomError

from wayin import validators
from wayin.catalogue import words
from wayin.cli import terminal
from wayin.clock import Clock
from wayin.reading.mkdocs_yml import Settings, find_settings
from wayin.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from wayin.reading import NoteCache
    from wayin.validators import Duration

_T = TypeVar("_T")
PROBLEMS = 1
"""The exit code for problems found, and for notes or folders that are not there. Wrong usage is 2, as click has it."""


class CommandError(click.ClickException):
    """Something that cannot be done, with a sentence for the person who asked."""

    exit_code = PROBLEMS

    def show(self, file: Any = None) -> None:  # noqa: ARG002 (click's signature)
        """Says it on stderr, and nothing on stdout."""
        terminal.tell(self.message)


class Group(click.Group):
    """A group of commands in which whatever the machine refuses is a sentence and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs a command."""
        terminal.prepare()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command, and says in a sentence what the machine refused."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            # A closed pipe is click's to deal with: nobody reads on, so there is nobody to tell
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
    """`text`, `json`, or another format that the command has."""
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
        try:
            return Workspace.read(self.settings, self.clock, terminal.tell, self.cache)
        except NotADirectoryError:
            self._no_folder()

    def _no_folder(self) -> NoReturn:
        if self.notes.exists():
            raise CommandError(f"{self.notes} is a file; --notes takes the folder of notes.")
        raise CommandError(
            f"There is no folder {self.notes}. Name it with --notes DIR, or begin one with: wayin init my-search"
        )  # fmt: skip

    def put(self, answer: Any) -> None:
        """Writes the one JSON document on stdout."""
        # Where the terminal has no Unicode, JSON can say all of it in ASCII
        plain = not terminal.has_unicode(sys.stdout)
        click.echo(json.dumps(answer, indent=2, ensure_ascii=plain, allow_nan=False))


def pass_context(*further: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that every command takes; they reach it as its first argument, a `Desk`.

    Args:
        further: formats that the command has besides `text` and `json`.
    """

    def wrap(run: Callable[..., None]) -> Callable[..., None]:
        @click.option(
            "--notes", type=click.Path(path_type=Path), metavar="DIR",
            help="The folder of notes. [default: docs_dir of the nearest mkdocs.yml, else notes]",
        )  # fmt: skip
        @click.option("--today", type=day, metavar="DATE", help="The day to reckon from, as 2026-10-17.")
        @click.option(
            "--format", "style", type=click.Choice(["text", "json", *further]), default="text", show_default=True,
            help="How to answer; JSON is one document on stdout.",
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
        raise CommandError("SOURCE_DATE_EPOCH is set, and is no number of seconds since 1970.") from None
    return Context(found.settings, clock, style)


def day(written: str) -> date:
    """A day of the command line, as YYYY-MM-DD."""
    return _read(validators.day, written)


def moment(written: str) -> date | datetime:
    """A day of the command line, or a day with a time."""
    return _read(validators.moment, written)


def length(written: str) -> Duration:
    """A length of time of the command line, as 14d, 6w, 3m or 1y."""
    return _read(validators.duration, written)


def _read(read: Callable[[Any], _T], written: str) -> _T:
    """A value of the command line, read as a value of a note is, with the same words when it cannot be."""
    try:
        return read(written)
    except PydanticCustomError as error:
        _, message, fix = words(error.type, error.context or {})
        raise click.BadParameter(f"{message} {fix}") from None
