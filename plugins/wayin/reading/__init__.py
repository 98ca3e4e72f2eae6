"""From files to notes: the only room that sees YAML and bytes."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.progress import UNTOLD, Progress
from wayin.reading.decoding import LARGEST
from wayin.reading.discovery import Found, find, read_file
from wayin.reading.kinds import USUAL, VaultRules
from wayin.reading.note import read_note

if TYPE_CHECKING:
    from pathlib import Path

    from wayin.diagnostics import Problem
    from wayin.model import Note

__all__ = ["Found", "Reading", "find", "read_folder", "read_note"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read of a notes folder."""

    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    found: Found


@dataclass(frozen=True, slots=True)
class KnownNote:
    """A note as it was read last."""

    file: tuple[int, int, int]
    """When its file was changed, how long it was, and which file of the disk it was."""
    read_at: int
    """When it was read, in nanoseconds."""
    digest: bytes
    """Of the bytes it was read from."""
    note: Note
    problems: list[Problem]
    rules: VaultRules = USUAL
    """How it was read."""

    def is_current(self, file: tuple[int, int, int]) -> bool:
        """Return whether the file is surely the same; one changed shortly before it was read may have changed again."""
        return self.file == file and file[0] + _COARSEST_CLOCK < self.read_at


NoteCache = dict[str, KnownNote]
"""Each note as it was read last, for programs that read a folder again and again."""
_COARSEST_CLOCK = 2_500_000_000
"""Nanoseconds; FAT writes down when a file was changed to two seconds."""


def read_folder(
    folder: Path, cache: NoteCache | None = None, rules: VaultRules = USUAL, progress: Progress = UNTOLD
) -> Reading:
    """Reads every note of a folder.

    Args:
        folder: where they lie.
        rules: how the vault differs from what is usual.
        cache: what an earlier call left here is used for the files that are as they were, and this call's is left.
        progress: who says how far it is.

    Raises:
        NotADirectoryError: if there is no such folder.
    """
    found = find(folder, rules.excluded)
    before = dict(cache or {})
    after: NoteCache = {}
    for number, path in enumerate(found.notes):
        progress.tell("Reading notes", number, len(found.notes))
        try:
            note = _read_again(folder / path, path, before.get(path), rules)
        except FileNotFoundError:
            continue  # deleted or renamed since the folder was listed
        except OSError as error:
            found.report(path, "unreadable-file", reason=error.strerror)
            continue
        if note:
            after[path] = note
    if cache is not None:
        cache.clear()
        cache.update(after)
    notes = tuple(known.note for known in after.values())
    return Reading(
        notes, (*found.problems, *(problem for known in after.values() for problem in known.problems)), found
    )


def _read_again(file: Path, path: str, known: KnownNote | None, rules: VaultRules) -> KnownNote | None:
    """Return a note as it is now; None if it became something else since the folder was listed: the next look tells."""
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
