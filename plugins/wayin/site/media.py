"""Which files notes show or link to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wayin.workspace import Workspace


def linked_media(workspace: Workspace) -> tuple[set[str], dict[str, dict[str, str]]]:
    """The files that notes show or link to, which alone are published; and for each note, what its words mean.

    A word is a path from the note's folder or from the root, or a bare file name that only one file has.
    """
    others = set(workspace.reading.found.others)
    by_name: dict[str, list[str]] = {}
    for path in others:
        by_name.setdefault(posixpath.basename(path), []).append(path)
    published: set[str] = set()
    meant: dict[str, dict[str, str]] = {}
    for note in workspace.reading.notes:
        photo = getattr(note.facts, "photo", None)
        for word in (*note.media, *([photo] if photo else [])):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(note.path), word))
            same_name = by_name.get(posixpath.basename(word), [])
            anywhere = same_name[0] if len(same_name) == 1 else ""
            found = next((path for path in (beside, posixpath.normpath(word), anywhere) if path in others), None)
            if found:
                published.add(found)
                meant.setdefault(note.path, {})[word] = found
    return published, meant
