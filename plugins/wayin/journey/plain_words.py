"""The wording of a note: the parts that nothing is computed from and no other page shows."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from wayin.journey.reciprocity import may_wish

if TYPE_CHECKING:
    from wayin.model import Note

_WORDS = ("body", "prose", "paragraphs")
"""The fields with wording; links, log lines, to-dos and learnings have their own fields."""


def differ_in_words(before: Note, after: Note) -> bool:
    """Return whether two states of a note differ only in wording."""
    if is_derived_from(before) or is_derived_from(after):
        return False
    return replace(before, **{name: getattr(after, name) for name in _WORDS}) == after


def shape(note: Note) -> str:
    """Return a hash of everything but the wording, the same if only that differs; empty if the wording counts."""
    if is_derived_from(note):
        return ""
    # The positions follow from the lines above the body, which are included
    apart = (*_WORDS, "positions", "facts")
    rest = [vars(note.facts), *(getattr(note, each.name) for each in fields(note) if each.name not in apart)]
    return hashlib.blake2b(repr(rest).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_derived_from(note: Note) -> bool:
    """Return whether anything may be computed from a note's wording.

    That is the case for pages (the topics they list, the first sentence of a decision) and for notes that may contain a
    wish.
    """
    return note.kind not in ("person", "company", "interview") or may_wish(note)
