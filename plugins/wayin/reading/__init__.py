"""From files to notes: the only package that handles YAML and bytes."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.progress import UNTOLD, Progress
from wayin.reading.decoding import LARGEST
from wayin.reading.discovery import FolderListing, find, read_file
from wayin.reading.kinds import USUAL, VaultRules
from wayin.reading.lone_pages import with_pages
from wayin.reading.note import read_note

if TYPE_CHECKING:
    from pathlib import Path

    from wayin.diagnostics import Problem
    from wayin.model import Note

__all__ = ["FolderListing", "Reading", "find", "read_folder", "read_note"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The contents of a notes folder."""

    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    found: FolderListing


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note from the last reading."""

    file: tuple[int, int, int]
    """The file's modification time, size and inode."""
    read_at: int
    """When it was read, in nanoseconds."""
    digest: bytes
    """The hash of its bytes."""
    note: Note
    problems: list[Problem]
    rules: VaultRules = USUAL
    """The rules it was read with."""

    def is_current(self, file: tuple[int, int, int]) -> bool:
        """Return whether the file is certainly unchanged; one modified just before reading may have changed again."""
        return self.file == file and file[0] + _COARSEST_CLOCK < self.read_at


NoteCache = dict[str, KnownNote]
"""Notes from the last reading, for programs that read a folder repeatedly."""
_COARSEST_CLOCK = 2_500_000_000
"""Nanoseconds; FAT stores modification times in steps of two seconds."""


def read_folder(
    folder: Path, cache: NoteCache | None = None, rules: VaultRules = USUAL, progress: Progress = UNTOLD
) -> Reading:
    """Read every note of a folder.

    Args:
        folder: the notes folder.
        cache: the result of an earlier call, used for unchanged files and updated in place.
        rules: the vault's own conventions.
        progress: shows how far it is.

    Raises:
        NotADirectoryError: if the folder doesn't exist.
    """
    listing = find(folder, rules.excluded)
    before = dict(cache or {})
    after: NoteCache = {}
    for number, path in enumerate(listing.notes):
        progress.tell("Reading notes", number, len(listing.notes))
        try:
            note = _read_again(folder / path, path, before.get(path), rules)
        except FileNotFoundError:
            continue  # deleted or renamed since the folder was listed
        except OSError as error:
            listing.report(path, "unreadable-file", reason=error.strerror)
            continue
        if note:
            after[path] = note
    if cache is not None:
        cache.clear()
        cache.update(after)
    notes = with_pages([known.note for known in after.values()])
    pages = {note.path for note in notes if note.kind == "page"}
    problems = (
        problem for known in after.values() for problem in known.problems
        if problem.code != "nobody" or problem.file not in pages
    )  # fmt: skip
    return Reading(notes, (*listing.problems, *problems), listing)


def _read_again(file: Path, path: str, known: KnownNote | None, rules: VaultRules) -> KnownNote | None:
    """Return the current note; None if it has stopped being a file, which the next reading reports."""
    now, status = time.time_ns(), file.lstat()
    mark = status.st_mtime_ns, status.st_size, status.st_ino
    known = known if known and known.rules == rules else None
    if known and known.is_current(mark):
        return known
    data = read_file(file)
    if data is None or len(data) > LARGEST:
        return None
    digest = hashlib.blake2b(data, digest_size=16).digest()
    if known and known.digest == digest:
        return KnownNote(mark, now, digest, known.note, known.problems, rules)
    return KnownNote(mark, now, digest, *read_note(path, data, rules), rules)
