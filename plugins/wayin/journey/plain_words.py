"""What of a note is words alone: nothing is derived of them, and no other page shows them."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from wayin.journey.reciprocity import may_wish

if TYPE_CHECKING:
    from wayin.model import Note

_WORDS = ("body", "prose", "paragraphs")
"""The fields of a note that hold its words; links, log lines, to-dos and learnings have fields of their own."""


def differ_in_words(before: Note, after: Note) -> bool:
    """Return whether two states of a note differ in words alone."""
    if is_derived_from(before) or is_derived_from(after):
        return False
    return replace(before, **{name: getattr(after, name) for name in _WORDS}) == after


def shape(note: Note) -> str:
    """Return a hash of all but words: the same for states that differ in words alone; empty if words count too."""
    if is_derived_from(note):
        return ""
    # Where the values stand follows from the lines above the body, which are among the rest
    rest = [getattr(note, each.name) for each in fields(note) if each.name not in (*_WORDS, "positions")]
    return hashlib.blake2b(repr(rest).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def is_derived_from(note: Note) -> bool:
    """Return whether something may be derived from a note's words.

    Of a page's words something is made: the topics it lists, the first sentence of a decision. Elsewhere a wish may be
    among them.
    """
    return note.kind not in ("person", "company", "interview") or may_wish(note)
