"""New notes from their templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of
from wayin.editing.yaml_text import quoted, quoted_in_list
from wayin.files import remove_unfinished, write_new
from wayin.journey.questions import SEEDS
from wayin.knowledge.names import slug
from wayin.knowledge.page_names import page_name

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from wayin.model import InterviewKind

NewKind = Literal["person", "company", "interview"]
FOLDERS: dict[NewKind, str] = {"person": "people", "company": "companies", "interview": "interviews"}


@dataclass(frozen=True, slots=True)
class NewNote:
    """What is known of a note that is to be written."""

    kind: NewKind
    name: str
    """What it is called: for an interview without a title, the name of the first person it is with."""
    titled: bool = True
    """Whether the note states its name; an interview has one of its own accord."""
    company: str | None = None
    people: tuple[str, ...] = ()
    """Whom an interview is with, as references."""
    first: str = ""
    """The name of the first of them."""
    day: date | datetime | None = None
    """When an interview takes place."""
    interview_kind: InterviewKind = "informational"
    """Which kind of conversation an interview is."""
    questions: tuple[str, ...] = ()
    """What to ask in it; for a first conversation of its kind, if nothing is named."""
    facts: tuple[tuple[str, str], ...] = ()
    """What exported files know of a person: fields of the note with their values."""

    @property
    def id(self) -> str:
        """Where it will stand.

        Raises:
            ValueError: if neither its name nor the people it is with can be made a file name of.
        """
        if self.kind == "interview" and self.day:
            stem = stem_of(self.first or self.name)
            return f"{FOLDERS[self.kind]}/{day_of(self.day).isoformat()}-{stem}"
        return f"{FOLDERS[self.kind]}/{stem_of(self.name)}"


def stem_of(name: str) -> str:
    """Return the file stem for a name, the one that its page has while there is no note.

    Raises:
        ValueError: if the name has neither a letter nor a digit.
    """
    if not (stem := slug(name)):
        raise ValueError(name)
    return page_name(stem)


def create(folder: Path, note: NewNote) -> Path:
    """Writes the note into the notes folder, and gives its path.

    Raises:
        ValueError: if its name can be made no file name of.
        FileExistsError: if the file is there already.
        OutsideError: if a link would lead out of the notes folder.
        OSError: if it cannot be written.
    """
    path = folder / f"{note.id}.md"
    write_new(path, text_of(note), within=folder)
    return path


def remove_leftovers(folder: Path) -> None:
    """Remove from a notes folder the hidden files of runs that were killed while they wrote a note."""
    for place in (folder, *(folder / name for name in FOLDERS.values())):
        if place == folder or not place.is_symlink():
            remove_unfinished(place)


def text_of(note: NewNote) -> str:
    """The text of a new note: its template, with what is known filled in."""
    template = Template((files("wayin.editing") / "templates" / f"{note.kind}.md").read_text("utf-8"))
    people = [quoted(person) for person in note.people]
    with_whom = people[0] if len(people) == 1 else f"[{', '.join(quoted_in_list(one) for one in note.people)}]"
    return template.substitute(
        name=_line("name", quoted(note.name)) if note.titled else "",
        company=_line("company", quoted(note.company)) if note.company else "#company: Northwind Analytics\n",
        role="" if "role" in dict(note.facts) else "#role: Data analyst\n",
        email="" if "email" in dict(note.facts) else "#email: name@example.org\n",
        facts="".join(_line(field, quoted(value)) for field, value in note.facts),
        people=_line("with", with_whom),
        kind=_line("kind", note.interview_kind) if note.interview_kind != "informational" else "",
        questions="".join(f"  - {quoted(ask)}\n" for ask in note.questions or SEEDS[note.interview_kind]),
        date=_line("date", _moment(note.day)) if note.day else "#date: 2026-10-17T15:00\n",
    )


def _moment(day: date | datetime) -> str:
    return day.isoformat(timespec="minutes") if isinstance(day, datetime) else day.isoformat()


def _line(key: str, value: str) -> str:
    return f"{key}: {value}\n"
