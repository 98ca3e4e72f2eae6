"""Which note a word means: by path, file stem, name, alias, then slug, and never by guessing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.model import Kind

_OF_FOLDERS = frozenset({"index", "readme"})
_BETWEEN = re.compile(r",| and | & |;")
_RUN = re.compile(r"[\W_]+")


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as a file stem: NFKD without combining marks, casefolded, `-` for each run of other characters."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _RUN.sub("-", bare.casefold()).strip("-")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as it is compared: NFC, casefolded, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold()).split())


def readable(stem: str) -> str:
    """A name made of a file stem that has none: `ada-park` reads `Ada Park`."""
    words = re.split(r"[\s_-]+", unicodedata.normalize("NFC", stem).strip())
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or stem


@dataclass(frozen=True, slots=True)
class Answer:
    """What a word was found to mean: one note, several at the same level (`ambiguous`), or none."""

    id: str | None = None
    kind: Kind | None = None
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What a note can be called."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    people: frozenset[str] = frozenset()
    """Whom an interview is with, as slugs: named after them, it isn't what their name means."""


class Lookup:
    """Finds the note that a word means, among the notes of one kind first."""

    def __init__(self, notes: Iterable[Known]) -> None:
        self._notes = sorted(notes, key=lambda note: note.id)
        self._levels: tuple[dict[str, list[Known]], ...] = tuple(defaultdict(list) for _ in range(4))
        self._stems: dict[str, list[Known]] = defaultdict(list)
        paths, stems, names, aliases = self._levels
        for note in self._notes:
            stem = note.id.rpartition("/")[2]
            paths[fold(note.id)].append(note)
            if note.kind == "page" and fold(stem) in _OF_FOLDERS:
                # Each folder may have one, so that nobody means it by this word alone
                if fold(note.name) not in _OF_FOLDERS:
                    names[fold(note.name)].append(note)
                continue
            if slug(stem) not in note.people:
                stems[fold(stem)].append(note)
                self._stems[slug(stem)].append(note)
            if slug(note.name) not in note.people:
                names[fold(note.name)].append(note)
            for alias in {fold(alias) for alias in note.aliases}:
                aliases[alias].append(note)

    def find(self, word: str, kind: Kind | None = None) -> Answer:
        """The note meant by `word`; the first level that answers wins, notes of `kind` before all others."""
        candidates = list(self._answers(word))
        if kind is not None:
            for level in candidates:
                if own := [note for note in level if note.kind == kind]:
                    return self._one(own)
        return self._one(candidates[0]) if candidates else Answer()

    @staticmethod
    def _one(notes: list[Known]) -> Answer:
        if len(notes) == 1:
            return Answer(notes[0].id, notes[0].kind)
        return Answer(ambiguous=tuple(note.id for note in notes))

    def _answers(self, word: str) -> Iterator[list[Known]]:
        folded = fold(word)
        path = folded.removesuffix(".md").removesuffix(".markdown").removeprefix("./")
        for level, key in zip(self._levels, (path, path, folded, folded), strict=True):
            if found := level.get(key):
                yield found
        key = slug(word)
        if key and (found := self._stems.get(key)):
            yield found

    def within(self, word: str, kind: Kind) -> list[str]:
        """The names that a word seems to list, some of which are known; none where it seems to be one name."""
        parts = [part.strip() for part in _BETWEEN.split(word[:300])]
        known = len(parts) > 1 and all(parts) and any(self.find(part, kind).id for part in parts)
        return parts if known else []

    def near(self, word: str, kind: Kind | None = None) -> str | None:
        """The name or alias that `word` misses by one letter, for "did you mean …?"; None when none or several do.

        Args:
            word: what was written.
            kind: what it is to be; by default a person or a company.
        """
        folded = fold(word)
        if not 4 <= len(folded) <= 60:
            return None
        near = {one for key in _slips(folded) for one in self._slipped.get(key, ())}
        found = {name for name, its_kind in near if kind in (None, its_kind)}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _slipped(self) -> dict[str, set[tuple[str, Kind]]]:
        index: dict[str, set[tuple[str, Kind]]] = defaultdict(set)
        for note in self._notes:
            for name in (note.name, *note.aliases):
                if note.kind in ("person", "company") and 4 <= len(name) <= 60:
                    for key in _slips(fold(name)):
                        index[key].add((name, note.kind))
        return index


def _slips(word: str) -> set[str]:
    """A word and all that one lost letter makes of it: two words that share one differ by a slip."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
