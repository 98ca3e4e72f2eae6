"""From files to notes: the only room that sees YAML and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.diagnostics import Problem
from wayin.model import Note
from wayin.reading.decoding import LARGEST
from wayin.reading.discovery import Found, find, read_file
from wayin.reading.note import read_note

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Found", "Memory", "Reading", "find", "read_folder", "read_note"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read of a notes folder."""

    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    found: Found


NoteCache = dict[str, tuple[bytes, Note, list[Problem]]]
"""Each note as it was read last, with the bytes it was read from, for programs that read a folder again and again."""


def read_folder(folder: Path, memory: NoteCache | None = None) -> Reading:
    """Reads every note of a folder.

    Args:
        folder: where they lie.
        memory: what an earlier call left here is used for the files that are as they were, and this call's is left.

    Raises:
        NotADirectoryError: if there is no such folder.
    """
    found = find(folder)
    before = dict(memory or {})
    if memory is not None:
        memory.clear()
    notes: list[Note] = []
    problems: list[Problem] = []
    for path in found.notes:
        try:
            data = read_file(folder / path)
        except FileNotFoundError:
            continue  # deleted or renamed since the folder was listed
        except OSError as error:
            found.report(path, "unreadable-file", reason=error.strerror)
            continue
        if data is None or len(data) > LARGEST:
            continue  # became something else since the folder was listed; the next look tells
        known = before.get(path)
        note, its_problems = known[1:] if known and known[0] == data else read_note(path, data)
        if memory is not None:
            memory[path] = (data, note, its_problems)
        notes.append(note)
        problems += its_problems
    return Reading(tuple(notes), (*found.problems, *problems), found)
