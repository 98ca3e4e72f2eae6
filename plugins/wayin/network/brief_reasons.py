"""Reasons for a tie, short enough for a line in a drawn path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.model import ME

if TYPE_CHECKING:
    from wayin.network.ties import Tie

MOST_WORDS = 4
_MINE = {5: "you’re close", 4: "you know well", 3: "you know", 2: "you’ve met", 1: "barely met"}
_THEIRS = {5: "close", 4: "know well", 3: "know each other", 2: "know a little", 1: "barely met"}
_SOURCES = {
    "introduced": "introduced you",
    "offered": "offered an introduction",
    "together": "met with you",
    "colleagues": "same company",
    "school": "same school",
}


def in_brief(tie: Tie) -> str:
    """Return the reason for a tie in at most four words, the note's own if it is that short."""
    best = tie.best
    context = best.context.strip().rstrip(".").split()
    if context and len(context) <= MOST_WORDS:
        return " ".join(context)
    if best.evidence == "worked-together":
        return "worked together"
    if best.evidence == "linkedin":
        return "on LinkedIn"
    if words := _SOURCES.get(best.source):
        return words
    return (_MINE if tie.source == ME else _THEIRS)[best.strength]
