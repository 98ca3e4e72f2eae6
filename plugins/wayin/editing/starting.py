"""Starts a new notes folder: mkdocs.yml and sample notes, dated relative to today."""

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
"""The company in the sample notes that can be reached."""
LONGEST_BREAK = 14
"""Days after which interrupted sample notes aren't completed any more."""


class TakenError(Exception):
    """Existing files that would have been overwritten."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = paths


def begin(folder: Path, today: date, notes: str = "notes", *, is_empty: bool = False) -> list[Path]:
    """Write a new notes folder, or what is missing of an interrupted one; return its files.

    Args:
        folder: where mkdocs.yml goes; created if needed, and other files there are left alone.
        today: the day that dates in the sample notes are relative to. Interrupted ones keep their day.
        notes: the name of the folder of notes.
        is_empty: whether to leave out the sample notes.

    Raises:
        TakenError: if any of the files exists with other content; nothing is written then.
        OutsideError: if a link leads out of the folder.
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
    """Return the git checkout that contains a folder, if any."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100 (it may not be there yet)
    return next((above for above in (place, *place.parents) if (above / ".git").exists()), None)


def settings_text(notes: str, options: Iterable[str]) -> str:
    """Return a mkdocs.yml for an existing folder of notes, with further lines of plugin options."""
    first, sign, rest = _text("mkdocs.yml", notes=quoted(notes)).partition("      follow_up_after: 10d")
    end = rest.index("\n")
    return first + sign + rest[:end] + "".join(f"\n      {line}" for line in options) + rest[end:]


def write_settings(file: Path, text: str) -> None:
    """Write a new mkdocs.yml.

    Raises:
        TakenError: if it exists.
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
    # An existing file stays as it is
    ignore, text = folder / ".gitignore", _text("gitignore.txt")
    return story if os.path.lexists(ignore) and not holds(ignore, text) else {**story, ignore: text}


def _taken(story: dict[Path, str]) -> list[Path]:
    return [path for path, text in story.items() if os.path.lexists(path) and not holds(path, text)]


def _text(name: str, **values: str) -> str:
    return Template((files("wayin.editing") / "templates" / "start" / name).read_text("utf-8")).substitute(values)
