"""Mentions of somebody or something in other notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wayin.workspace import Workspace

IN_FIELD = {
    "knows": "lists them as a connection",
    "introductions": "mentions an introduction",
    "introduced_by": "says who made the introduction",
    "with": "is the interview with them",
    "company": "is about this company",
    "work": "worked there, or does",
    "parent": "belongs to it",
}
"""What a note says about somebody in each field."""


class Mention(NamedTuple):
    """A note, and what it says."""

    source: str
    sentence: str


def backlinks(workspace: Workspace, node: str) -> list[Mention]:
    """Return the sentences of other notes that link to an id, each once; for a user's page only those of notes."""
    pages = workspace.kb.pages
    links = (link for link in workspace.kb.backlinks(node) if node not in pages or link.source not in pages)
    return [*dict.fromkeys(Mention(link.source, link.sentence) for link in links)]


def mentions(workspace: Workspace, node: str) -> list[Mention]:
    """Return the mentions of an id in sentences and fields, each once."""
    named = (
        Mention(mention.source, mention.sentence or IN_FIELD.get(mention.field, f"mentions it under {mention.field}"))
        for mention in workspace.kb.mentions.get(node, ())
        if mention.source != node
    )
    return [*dict.fromkeys(named)]
