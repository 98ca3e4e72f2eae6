"""Reasons for a tie, short enough for a line in a drawn path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.model import ME

if TYPE_CHECKING:
    from wayin.network.ties import Tie

MOST_WORDS = 4
MOST_CHARACTERS = 32
_MINE = {5: "you’re close", 4: "you know well", 3: "you know", 2: "you’ve met", 1: "barely met"}
_THEIRS = {5: "close", 4: "know well", 3: "know each other", 2: "know a little", 1: "barely met"}
_SOURCES = {
    "introduced": "introduced you",
    "offered": "offered an introduction",
    "together": "met with you",
    "colleagues": "same company",
    "school": "same school",
    "related": "related",
}
_FILES = {
    "in-touch": "in touch",
    "connected": "on LinkedIn",
    "address-book": "in your address book",
    "unanswered": "no reply yet",
    "seen-together": "same meetings",
}
_CLAUSE_END = re.compile(r"[,;:(–—]|\.(?:\s|$)")
_BREAKS = frozenset(
    "and as at because but for from in now of on since that then to until when where which while who with".split()
)
"""Words before which a clause can be cut and is still understandable."""


def in_brief(tie: Tie) -> str:
    """Return the reason for a tie in at most four words: the note's own if its first words are enough."""
    best = tie.best
    if words := _FILES.get(best.source) or _first_words(best.context):
        return words
    if best.evidence == "worked-together":
        return "worked together"
    if best.evidence == "linkedin":
        return "on LinkedIn"
    if known := _SOURCES.get(best.source):
        return known
    return (_MINE if tie.source == ME else _THEIRS)[best.strength]


def _first_words(context: str) -> str:
    """Return the first clause of a context, or its understandable beginning; empty if that is too long.

    >>> _first_words("shared an office for five years, now lunch once a year")
    'shared an office'
    """
    clause = _CLAUSE_END.split(context.strip(), maxsplit=1)[0].split()
    ends = [len(clause), *(i for i, word in enumerate(clause) if i > 1 and word.lower() in _BREAKS)]
    count = max((end for end in ends if 0 < end <= MOST_WORDS), default=0)
    words = " ".join(clause[:count])
    return words if len(words) <= MOST_CHARACTERS else ""
