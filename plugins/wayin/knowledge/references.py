"""Which note a word means: by path, file stem, name, alias, then slug. Nothing is guessed."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wayin.contacts.names import company_key
from wayin.knowledge.names import fold, plain, slug, spelled_out, untitled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.model import Kind

_OF_FOLDERS = frozenset({"index", "readme"})
_BETWEEN = re.compile(r"(?:[,;]\s*)(?:and|&|und|et|y)\s|,| and | & |;|\bund\b| [/+] ", re.IGNORECASE)
_MAYBE_BETWEEN = re.compile(r"\s*/\s*|\s+(?:et|y|e|och|og|with|plus|mit)\s+", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:md|markdown)$")


@dataclass(frozen=True, slots=True)
class Answer:
    """The meaning of a word: one note, several at the same level (`ambiguous`), or none."""

    id: str | None = None
    kind: Kind | None = None
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteNames:
    """A note and everything it can be called."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...]
    people: frozenset[str] = frozenset()
    """The people of an interview, as slugs: an interview named after them isn't what their name means."""


class Lookup:
    """Finds the note a word means, preferring notes of one kind."""

    def __init__(self, notes: Iterable[NoteNames]) -> None:
        self._notes = sorted(notes, key=lambda note: note.id)
        self._levels: tuple[dict[str, list[NoteNames]], ...] = tuple(defaultdict(list) for _ in range(6))
        self._stems: dict[str, list[NoteNames]] = defaultdict(list)
        paths, stems, names, aliases, plain_names, bare_names = self._levels
        for note in self._notes:
            stem = note.id.rpartition("/")[2]
            paths[fold(note.id)].append(note)
            if note.kind == "page" and fold(stem) in _OF_FOLDERS:
                # Every folder may have an index, so the word alone doesn't identify one
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
            called = (*(name for name in (stem, note.name) if slug(name) not in note.people), *note.aliases)
            spelled = {key for name in called if not name.isascii() and (key := spelled_out(name))}
            for word in {plain(name) for name in called} | spelled:
                plain_names[word].append(note)
            if note.kind == "person":
                for word in {untitled(name) for name in called}:
                    bare_names[word].append(note)

    def find(self, word: str, kind: Kind | None = None, source: str = "") -> Answer:
        """Return the note a word means. The first level with a match wins, notes of `kind` before all others.

        Args:
            word: what was written.
            kind: the expected kind; None for any.
            source: the path of the note it is written in, which relative paths start from.
        """
        candidates = list(self._answers(word, source))
        if kind is not None:
            for level in candidates:
                if own := [note for note in level if note.kind == kind]:
                    return self._one(own)
        return self._one(candidates[0]) if candidates else Answer()

    @staticmethod
    def _one(notes: list[NoteNames]) -> Answer:
        if len(notes) == 1:
            return Answer(notes[0].id, notes[0].kind)
        return Answer(ambiguous=tuple(note.id for note in notes))

    def _answers(self, word: str, source: str) -> Iterator[list[NoteNames]]:
        folded = fold(word)
        path = _ENDING.sub("", folded).removeprefix("./")
        keys = (path, path, folded, folded)
        for level, key in zip(self._levels, keys, strict=False):
            if candidates := level.get(key):
                yield candidates
        key = slug(word)
        if key and (candidates := self._stems.get(key)):
            yield candidates
        for level, key in zip(self._levels[4:], (plain(word), untitled(word)), strict=True):
            if key and (candidates := level.get(key)):
                yield candidates
        if not word.isascii() and (key := spelled_out(word) or "") and (candidates := self._levels[4].get(key)):
            yield candidates
        if candidates := self._without_legal_form(word):
            yield candidates
        if "/" in path and (candidates := self._by_path(word, path, source)):
            yield candidates

    def _without_legal_form(self, word: str) -> list[NoteNames]:
        """Return the companies whose name without the legal form this is: Acme finds Acme, Inc."""
        first = plain(word).partition(" ")[0].rstrip(",.")
        likely = self._companies.get(first, ()) if first else ()
        key = company_key(word) if likely else ""
        return [note for note in likely if any(company_key(name) == key for name in (note.name, *note.aliases))]

    @cached_property
    def _companies(self) -> dict[str, list[NoteNames]]:
        """Return the companies by the first words of their names."""
        index: dict[str, list[NoteNames]] = defaultdict(list)
        for note in self._notes:
            if note.kind == "company":
                for first in {plain(name).partition(" ")[0].rstrip(",.") for name in (note.name, *note.aliases)}:
                    index[first].append(note)
        return index

    def _by_path(self, word: str, path: str, source: str) -> list[NoteNames]:
        """Return the notes whose path ends like this, or the one a relative path leads to."""
        if word.startswith("."):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(source), _ENDING.sub("", word)))
            return self._levels[0].get(fold(target), [])
        return self._ends.get(path.strip("/"), [])

    @cached_property
    def _ends(self) -> dict[str, list[NoteNames]]:
        """Return the notes by every ending of their paths that includes a folder."""
        ends: dict[str, list[NoteNames]] = defaultdict(list)
        for note in self._notes:
            folders = fold(note.id).split("/")
            for start in range(1, len(folders) - 1):
                ends["/".join(folders[start:])].append(note)
        return ends

    def named_in_part(self, word: str) -> list[NoteNames]:
        """Return people whose name contains one or several consecutive words: François finds François Roy.

        An initial counts as a word: F. Roy, François R.
        """
        parts = [part.rstrip(".") or part for part in untitled(word).split()]
        whole = next((part for part in parts if len(part) > 1), None)
        if whole is None or len(word) > 60:
            return []
        return [
            note
            for note in self._by_part.get(whole, ())
            if any(_holds(untitled(name).split(), parts) for name in (note.name, *note.aliases))
        ]

    @cached_property
    def _by_part(self) -> dict[str, list[NoteNames]]:
        index: dict[str, list[NoteNames]] = defaultdict(list)
        for note in self._notes:
            if note.kind == "person":
                for part in {part for name in (note.name, *note.aliases) for part in untitled(name).split()}:
                    index[part].append(note)
        return index

    def within(self, word: str, kind: Kind) -> list[str]:
        """Return the names in a list such as `A and B` if any of them is known; empty for a single name."""
        parts = joined(word)
        return parts if any(self.find(part, kind).id for part in parts) else []

    def near(self, word: str, kind: Kind | None = None) -> str | None:
        """Return the only name or alias one letter away from `word`, for "did you mean …?"; None without a unique one.

        Args:
            word: what was written.
            kind: the expected kind; by default a person or a company.
        """
        folded = fold(word)
        if not 4 <= len(folded) <= 60:
            return None
        near = {name_and_kind for key in _slips(folded) for name_and_kind in self._slipped.get(key, ())}
        names = {name for name, its_kind in near if kind in (None, its_kind)}
        return names.pop() if len(names) == 1 else None

    @cached_property
    def _slipped(self) -> dict[str, set[tuple[str, Kind]]]:
        index: dict[str, set[tuple[str, Kind]]] = defaultdict(set)
        for note in self._notes:
            for name in (note.name, *note.aliases):
                if note.kind in ("person", "company") and 4 <= len(name) <= 60:
                    for key in _slips(fold(name)):
                        index[key].add((name, note.kind))
        return index


def _holds(name: list[str], parts: list[str]) -> bool:
    """Return whether a name contains these consecutive words and others besides."""
    count, is_short = len(parts), any(len(part) == 1 for part in parts)
    if len(name) < count or (len(name) == count and not is_short) or (is_short and name[:count] == parts):
        return False
    starts = range(len(name) - count + 1)
    return any(
        all(
            given == part or (len(part) == 1 and given[0] == part) for given, part in zip(name[i:], parts, strict=False)
        )
        for i in starts
    )


def joined(word: str, *, maybe: bool = False) -> list[str]:
    """Return the names a text joins with commas, `and` or `&`; empty if it joins none.

    Args:
        word: the text.
        maybe: whether to split at separators that may be part of a name, too: `/`, `et`, `with`.
    """
    pattern = _MAYBE_BETWEEN if maybe else _BETWEEN
    parts = [part.strip() for part in pattern.split(word[:300])]
    return parts if len(parts) > 1 and all(parts) else []


def _slips(word: str) -> set[str]:
    """Return a word and its variants with one letter removed; two words that share one differ by a typo."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
