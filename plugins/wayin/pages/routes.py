"""Which pages the site has, where each lies, and what links between them look like."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from wayin.model import ME
from wayin.pages.markup import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wayin.knowledge import KnowledgeBase
    from wayin.workspace import Workspace

INDEXES: Mapping[str, tuple[str, str]] = {
    "index.md": ("Home", "wayin-home.html"),
    "people/index.md": ("People", "wayin-people.html"),
    "companies/index.md": ("Companies", "wayin-companies.html"),
    "interviews/index.md": ("Conversations", "wayin-interviews.html"),
    "network/index.md": ("Network", "wayin-network.html"),
    "learnings/index.md": ("Learnings", "wayin-learnings.html"),
    "comparison/index.md": ("Side by side", "wayin-comparison.html"),
    "questions/index.md": ("Questions", "wayin-questions.html"),
    "timeline/index.md": ("Timeline", "wayin-timeline.html"),
    "problems/index.md": ("Problems", "wayin-problems.html"),
}
"""The pages that gather others: their title and their template."""

TEMPLATES = {
    "person": "wayin-person.html",
    "company": "wayin-company.html",
    "interview": "wayin-interview.html",
    "me": "wayin-page.html",
    "page": "wayin-page.html",
    "topic": "wayin-topic.html",
    "role": "wayin-role.html",
}
"""The template of each kind of note, and of the pages of topics and roles."""


def root_from(url: str) -> str:
    """The way from a page to the site's root."""
    return "../" * url.count("/") or "./"


class Links:
    """Links from the pages of one depth to the pages of ids."""

    def __init__(self, kb: KnowledgeBase, urls: Mapping[str, str], url: str) -> None:
        """Args: the knowledge base; each id's URL from the site's root; the URL of a page of that depth."""
        self._kb, self._urls = kb, urls
        self.root = root_from(url)
        self._made: dict[str, Link] = {}

    def to(self, node: str) -> Link:
        """The link to a person, company, interview or page."""
        if node not in self._made:
            name = "You" if node == ME else self._kb.name(node)
            stub = node != ME and self._kb.note(node) is None
            person = self._kb.people.get(node)
            # Somebody who is only in exported files has no page; the network shows the ways to them
            href = self.way_to(node) if person and not person.has_page else self.root + self._urls.get(node, "")
            short = "" if node == ME else self._kb.short_name(node)
            self._made[node] = Link(node, name, href, stub, short)
        return self._made[node]

    def href(self, id_: str) -> str:
        """The address of any page by its id, those of topics and roles among them."""
        return self.root + self._urls.get(id_, "")

    def way_to(self, node: str) -> str:
        """The network page with the ways to somebody."""
        return f"{self.root}{self._urls['network/index']}#to={quote(node)}"


def sources(kb: KnowledgeBase) -> dict[str, str]:
    """The source path of every id's page: its note's own, or the one that a stub's note would have."""
    people = [person.id for person in kb.people.values() if person.has_page]
    nodes = [*people, *kb.companies, *kb.interviews, *kb.pages, *([ME] if kb.me else [])]
    return {node: note.path if (note := kb.note(node)) else f"{node}.md" for node in nodes}


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
