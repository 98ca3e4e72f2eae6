"""A new knowledge base: mkdocs.yml and a small story in notes, whose dates are counted from today."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from wayin.clock import days_after
from wayin.editing.yaml_text import quoted
from wayin.files import check_inside, holds, remove_unfinished, write_new

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NOTES = (
    "me.md",
    "people/nadia-brandt.md",
    "people/tomas-lind.md",
    "companies/harbour-analytics.md",
    "interviews/nadia-brandt.md",
)
TARGET = "Harbour Analytics"
"""The company of the story that there is a way to."""
LONGEST_BREAK = 14
"""Days after which a story that was broken off isn't finished any more."""


class TakenError(Exception):
    """Files that are there already and would have been overwritten."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = paths


def begin(folder: Path, today: date, notes: str = "notes", *, is_empty: bool = False) -> list[Path]:
    """Write a new knowledge base into a folder, or what is missing of one that was broken off; return its files.

    Args:
        folder: where mkdocs.yml goes; made if need be, and whatever else is there is left alone.
        today: the day from which the dates of the story are counted. A story that was broken off keeps its own.
        notes: what to call the folder of notes.
        is_empty: without the story, with an empty folder of notes.

    Raises:
        TakenError: if any of the files is there with other content; then none is written.
        OutsideError: if a link would lead out of the folder.
        OSError: if they can't be written.
    """
    story = _story(folder, today, notes, is_empty)
    taken = _taken(story)
    for days in range(1, LONGEST_BREAK + 1):
        if not taken or is_empty:
            break
        earlier = _story(folder, days_after(today, -days), notes, is_empty)
        if not _taken(earlier):
            story, taken = earlier, []
    if taken:
        raise TakenError(taken)
    for path in story:
        check_inside(path, folder)
        remove_unfinished(path.parent)
    for path, text in story.items():
        try:
            write_new(path, text, within=folder)
        except FileExistsError:
            if not holds(path, text):
                raise TakenError([path]) from None
    if is_empty:
        check_inside(folder / notes, folder)
        (folder / notes).mkdir(exist_ok=True)
    return list(story)


def checkout_around(folder: Path) -> Path | None:
    """Return the git checkout that a folder is in; None if it is in none."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100 (it may not be there yet)
    return next((above for above in (place, *place.parents) if (above / ".git").exists()), None)


def settings_text(notes: str, options: Iterable[str]) -> str:
    """Return a mkdocs.yml for a folder of notes that is there already, with further lines of the plugin's options."""
    first, sign, rest = _text("mkdocs.yml", notes=quoted(notes)).partition("      follow_up_after: 10d")
    end = rest.index("\n")
    return first + sign + rest[:end] + "".join(f"\n      {line}" for line in options) + rest[end:]


def write_settings(file: Path, text: str) -> None:
    """Write a mkdocs.yml where there is none.

    Raises:
        TakenError: if there is one.
        OSError: if it can't be written.
    """
    try:
        write_new(file, text, within=file.parent)
    except FileExistsError:
        raise TakenError([file]) from None


def _story(folder: Path, today: date, notes: str, is_empty: bool) -> dict[Path, str]:
    """Return the text of every file."""
    story = {folder / "mkdocs.yml": _text("mkdocs.yml", notes=quoted(notes))}
    days = {f"days_ago_{n}": days_after(today, -n).isoformat() for n in (60, 14, 12, 3)}
    days["in_four_days"] = days_after(today, 4).isoformat()
    for name in () if is_empty else NOTES:
        stem = f"{days['days_ago_3']}-" if name.startswith("interviews/") else ""
        *inside, last = name.split("/")
        story[folder.joinpath(notes, *inside, stem + last)] = _text(name, **days)
    # Somebody else's stays as it is
    ignore, text = folder / ".gitignore", _text("gitignore.txt")
    return story if os.path.lexists(ignore) and not holds(ignore, text) else {**story, ignore: text}


def _taken(story: dict[Path, str]) -> list[Path]:
    return [path for path, text in story.items() if os.path.lexists(path) and not holds(path, text)]


def _text(name: str, **values: str) -> str:
    return Template((files("wayin.editing") / "templates" / "start" / name).read_text("utf-8")).substitute(values)
