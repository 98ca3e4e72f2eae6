"""A new knowledge base: mkdocs.yml and a small story in notes, whose dates are counted from today."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from wayin.editing.yaml_text import quoted
from wayin.files import write_new

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

NOTES = (
    "me.md",
    "people/nadia-brandt.md",
    "people/tomas-lind.md",
    "companies/harbour-analytics.md",
    "interviews/nadia-brandt.md",
)
TARGET = "Harbour Analytics"
"""The company of the story that there is a way to."""


class TakenError(Exception):
    """Files that are there already and would have been overwritten."""

    def __init__(self, paths: list[Path]) -> None:
        super().__init__(", ".join(map(str, paths)))
        self.paths = paths


def begin(folder: Path, today: date, notes: str = "notes") -> list[Path]:
    """Writes a new knowledge base into a folder, and gives the paths of its files.

    Args:
        folder: where mkdocs.yml will stand; made if need be, and whatever else is there is left alone.
        today: the day from which the dates of the story are counted.
        notes: what to call the folder of notes.

    Raises:
        TakenError: if any of the files is there already; then none is written.
        OSError: if they cannot be written.
    """
    written = {folder / "mkdocs.yml": _text("mkdocs.yml", notes=quoted(notes))}
    days = {f"days_ago_{n}": (today - timedelta(days=n)).isoformat() for n in (60, 14, 12, 3)}
    days["in_four_days"] = (today + timedelta(days=4)).isoformat()
    for name in NOTES:
        stem = f"{days['days_ago_3']}-" if name.startswith("interviews/") else ""
        *inside, last = name.split("/")
        written[folder.joinpath(notes, *inside, stem + last)] = _text(name, **days)
    if taken := [path for path in written if path.exists() or path.is_symlink()]:
        raise TakenError(taken)
    for path, text in written.items():
        try:
            write_new(path, text)
        except FileExistsError:
            raise TakenError([path]) from None
    return list(written)


def _text(name: str, **values: str) -> str:
    return Template((files("wayin.editing") / "templates" / "start" / name).read_text("utf-8")).substitute(values)
