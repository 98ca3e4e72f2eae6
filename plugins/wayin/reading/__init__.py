"""From files to notes: the only room that sees YAML and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.model import Note, Problem
from wayin.reading.decoding import LARGEST
from wayin.reading.files import Found, find, read_file
from wayin.reading.note import read_note

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Found", "Reading", "find", "read_folder", "read_note"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read of a notes folder."""

    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    found: Found


def read_folder(folder: Path) -> Reading:
    """Reads every note of a folder.

    Raises:
        NotADirectoryError: if there is no such folder.
    """
    found = find(folder)
    notes: list[Note] = []
    problems = list(found.problems)
    for path in found.notes:
        try:
            data = read_file(folder / path)
        except FileNotFoundError:
            continue  # deleted or renamed since the folder was listed
        except OSError as error:
            why = f"This file cannot be read ({error.strerror})."
            problems.append(Problem(path, 1, 1, "error", "unreadable-file", why, "Allow yourself to read it."))
            continue
        if data is None or len(data) > LARGEST:
            continue  # became something else since the folder was listed; the next look tells
        note, its_problems = read_note(path, data)
        notes.append(note)
        problems += its_problems
    return Reading(tuple(notes), tuple(problems), found)
