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
    """The data for a new note."""

    kind: NewKind
    name: str
    """Its name; for an interview without a title, that of the first person."""
    titled: bool = True
    """Whether the note contains its name; an interview gets one automatically."""
    company: str | None = None
    people: tuple[str, ...] = ()
    """The people of an interview, as references."""
    first: str = ""
    """The first person's name."""
    day: date | datetime | None = None
    """When an interview takes place."""
    interview_kind: InterviewKind = "informational"
    """The kind of interview."""
    questions: tuple[str, ...] = ()
    """Questions to ask; by default starter questions of its kind."""
    facts: tuple[tuple[str, str], ...] = ()
    """Data about a person from exported files: fields with values."""

    @property
    def id(self) -> str:
        """Return its id.

        Raises:
            ValueError: if neither its name nor its people make a file name.
        """
        if self.kind == "interview" and self.day:
            stem = stem_of(self.first or self.name)
            return f"{FOLDERS[self.kind]}/{day_of(self.day).isoformat()}-{stem}"
        return f"{FOLDERS[self.kind]}/{stem_of(self.name)}"


def stem_of(name: str) -> str:
    """Return the file stem for a name, which its page already has while there is no note.

    Raises:
        ValueError: if the name has neither a letter nor a digit.
    """
    if not (stem := slug(name)):
        raise ValueError(name)
    return page_name(stem)


def create(folder: Path, note: NewNote) -> Path:
    """Write the note to the notes folder and return its path.

    Raises:
        ValueError: if its name doesn't make a file name.
        FileExistsError: if the file exists already.
        OutsideError: if a link leads out of the notes folder.
        OSError: if it can't be written.
    """
    path = folder / f"{note.id}.md"
    write_new(path, text_of(note), within=folder)
    return path


def remove_leftovers(folder: Path) -> None:
    """Remove hidden files from a notes folder that were left by killed runs."""
    for place in (folder, *(folder / name for name in FOLDERS.values())):
        if place == folder or not place.is_symlink():
            remove_unfinished(place)


def text_of(note: NewNote) -> str:
    """Return the text of a new note: its template with the data filled in."""
    template = Template((files("wayin.editing") / "templates" / f"{note.kind}.md").read_text("utf-8"))
    people = [quoted(person) for person in note.people]
    with_whom = (
        people[0] if len(people) == 1 else f"[{', '.join(quoted_in_list(participant) for participant in note.people)}]"
    )
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
