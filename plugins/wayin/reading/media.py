"""The files that notes embed or link to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from wayin.diagnostics import Reporter

if TYPE_CHECKING:
    from wayin.diagnostics import Problem
    from wayin.model import Note
    from wayin.reading import Reading


def linked_media(reading: Reading) -> tuple[set[str], dict[str, dict[str, str]]]:
    """Return the files that notes embed or link to, which alone are published; and each note's words for them.

    A word is a path from the note's folder or from the root, or a file name that is unique.
    """
    others = set(reading.found.others)
    by_name: dict[str, list[str]] = {}
    for path in others:
        by_name.setdefault(posixpath.basename(path), []).append(path)
    published: set[str] = set()
    meant: dict[str, dict[str, str]] = {}
    for note in reading.notes:
        for word in (*note.media, *_photo(note)):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(note.path), word))
            same_name = by_name.get(posixpath.basename(word), [])
            anywhere = same_name[0] if len(same_name) == 1 else ""
            found = next((path for path in (beside, posixpath.normpath(word), anywhere) if path in others), None)
            if found:
                published.add(found)
                meant.setdefault(note.path, {})[word] = found
    return published, meant


def missing_photos(reading: Reading) -> list[Problem]:
    """Return a problem for each `photo` that isn't a file among the notes."""
    with_photo = [note for note in reading.notes if _photo(note)]
    if not with_photo:
        return []
    reporter, (_, meant) = Reporter(), linked_media(reading)
    for note in with_photo:
        for word in _photo(note):
            if word not in meant.get(note.path, {}):
                reporter.report(note, note.position("photo"), "no-photo", value=word)
    return reporter.problems


def _photo(note: Note) -> list[str]:
    photo = getattr(note.facts, "photo", None)
    return [photo] if photo else []
