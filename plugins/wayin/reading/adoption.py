"""How an existing vault would be read: its contents, and options that make more of it count."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.reading import read_folder
from wayin.reading.decoding import decode
from wayin.reading.discovery import read_file
from wayin.reading.front_matter import split
from wayin.reading.kinds import USUAL
from wayin.reading.other_keys import meant_field
from wayin.reading.validation import is_silent, keys_of

if TYPE_CHECKING:
    from pathlib import Path

    from wayin.diagnostics import Problem
    from wayin.model import Kind, Note

FEWEST = 2
"""The least number of similar notes in a folder to suggest it."""
_WORDS: dict[Kind, str] = {"person": "people", "company": "companies", "interview": "interviews"}


@dataclass(frozen=True, slots=True)
class LikelyFolder:
    """A folder whose notes look like people, companies or interviews, but aren't marked as such."""

    path: str
    kind: Kind
    count: int
    keys: tuple[str, ...]
    """The fields that most of its notes have."""

    @property
    def option(self) -> str:
        """Return its key in the option `folders`."""
        return _WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class KeyUse:
    """A key of the vault's own."""

    key: str
    count: int
    """The number of notes that have it."""
    field: str = ""
    """The field it is read as; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """The contents of a vault, and how they would be read."""

    counts: dict[Kind, int]
    """The number of notes of each kind."""
    where: dict[Kind, tuple[str, ...]]
    """The folders with notes of each kind."""
    likely: tuple[LikelyFolder, ...]
    keys: tuple[KeyUse, ...]
    templates: int
    problems: tuple[Problem, ...]
    """Problems while reading."""


def adopt(folder: Path) -> Adoption:
    """Return the contents of a folder of notes.

    Raises:
        NotADirectoryError: if the folder doesn't exist.
    """
    reading = read_folder(folder)
    counts: Counter[Kind] = Counter(note.kind for note in reading.notes)
    where: dict[Kind, dict[str, None]] = defaultdict(dict)
    alike: dict[tuple[str, Kind], list[Note]] = defaultdict(list)
    for note in reading.notes:
        where[note.kind][_folder(note.path)] = None
        if note.looks_like:
            alike[_folder(note.path), note.looks_like].append(note)
    keys = {note.path: _keys(folder, note.path) for note in reading.notes}
    return Adoption(
        dict(counts),
        {kind: tuple(folders) for kind, folders in where.items()},
        tuple(
            _likely(path, kind, notes, keys) for (path, kind), notes in alike.items() if len(notes) >= FEWEST and path
        ),
        tuple(_uses(reading.notes, keys)),
        sum(problem.code == "template" for problem in reading.problems),
        tuple(problem for problem in reading.problems if problem.severity == "error"),
    )


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _keys(folder: Path, path: str) -> list[str]:
    try:
        data = read_file(folder / path)
    except OSError:
        return []
    return list(split(decode(data).text).document.data) if data else []


def _likely(path: str, kind: Kind, notes: list[Note], keys: dict[str, list[str]]) -> LikelyFolder:
    known = keys_of(kind)
    used = Counter(key for note in notes for key in keys[note.path] if meant_field(kind, key, known, USUAL))
    common = [key for key, count in used.most_common(4) if count * 2 >= len(notes)]
    return LikelyFolder(path, kind, len(notes), tuple(common or [key for key, _ in used.most_common(2)]))


def _uses(notes: tuple[Note, ...], keys: dict[str, list[str]]) -> list[KeyUse]:
    """Return the keys that aren't fields, those in most notes first."""
    uses: Counter[tuple[str, str]] = Counter()
    for note in notes:
        kind = note.kind if note.kind != "page" else note.looks_like
        if kind is None:
            continue
        known = keys_of(kind)
        for key in keys[note.path]:
            if key not in known and not is_silent(key):
                uses[key, meant_field(kind, key, known, USUAL) or ""] += 1
    return [KeyUse(key, count, field) for (key, field), count in uses.most_common()]
