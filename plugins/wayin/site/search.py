"""Search entries for Wayin's pages, made from data instead of HTML."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wayin.learning.topics import titled
from wayin.pages.kinds import INDEXES
from wayin.reading.body import plain
from wayin.site.sanitize import words
from wayin.site.unclosed_markup import MOST_SEARCHED
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from wayin.model import Note
    from wayin.pages.generated import GeneratedPages
    from wayin.workspace import Workspace

INDEX = "search/search_index.json"
"""The index of MkDocs' and Material's search."""
_BLOCK_MARKS = re.compile(
    r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t>]*|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d+[.)][ \t]+|(?:```|~~~).*$)"
)
_BOOSTS = {"person": 8, "company": 16}
"""Boosts, so that a name finds its own page before others with it in their titles, as a company's before its people."""

Entry = dict[str, Any]


class SearchEntries:
    """The entries of a workspace's pages."""

    def __init__(self, workspace: Workspace, generated: GeneratedPages, notes: Mapping[str, Note]) -> None:
        """Use this workspace, the pages of topics and roles, and the current notes by path."""
        self._notes = notes
        self._workspace, self._generated, self._kb = workspace, generated, workspace.kb

    def of(self, node: str, path: str, url: str) -> Iterator[Entry]:
        """Yield the entries of a page: its own, and for an interview one for each learning.

        Args:
            node: the page's id: a note's or stub's, or its path without the ending.
            path: the path of its source.
            url: its address from the site's root.
        """
        note = self._notes.get(path)
        title = self._generated.title(node) or (INDEXES[path][0] if path in INDEXES and not note else None)
        named = " · ".join((title or self._kb.name(node), *self._about(node)))
        entry: Entry = {"location": url, "title": words(named)}
        texts = [*dict.fromkeys(text for text in self._facts(node) if text)]
        if note:
            texts.append(self._body(note))
        entry["text"] = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts if text)
        if note and note.facts.tags:
            entry["tags"] = [words(tag) for tag in note.facts.tags]
        kind = "person" if node in self._kb.people else "company" if node in self._kb.companies else ""
        if kind:
            # Of two namesakes, such as Ada Park and Ada Park II, whoever's whole name is searched comes first
            entry["boost"] = round(_BOOSTS[kind] * (1 + 1 / len(self._kb.name(node).split())), 2)
        yield entry
        if node in self._kb.interviews:
            yield from self._learnings(node, url)

    def _about(self, node: str) -> Iterator[str]:
        """Yield the kind of page, and a person's role and company, to distinguish results."""
        kb = self._kb
        if person := kb.people.get(node):
            job = person.current_job(self._workspace.clock.today)
            role, company = (
                (job.role if job else person.facts.role),
                kb.name(job.company) if job and job.company else "",
            )
            yield "person"
            yield from filter(None, [" at ".join(filter(None, (role, company)))])
        elif node in kb.companies:
            yield "company"
        elif node in kb.interviews:
            yield "interview"
        elif node in self._generated.topics:
            yield "topic"
        elif node in self._generated.roles:
            yield "role"

    def _body(self, note: Note) -> str:
        """Return the text of a note's body; if it is too dense to render, only the beginning."""
        prose = note.prose or note.body
        if any(problem.code == "heavy-text" for problem in self._workspace.problems_of.get(note.path, ())):
            return " ".join(prose[:MOST_SEARCHED].split())
        return plain(_BLOCK_MARKS.sub("", prose))

    def _facts(self, node: str) -> Iterator[str | None]:
        kb = self._kb
        if person := kb.people.get(node):
            yield from (person.facts.role, person.facts.location, *person.facts.aliases)
            yield from (text for job in person.jobs for text in (job.role, job.company and kb.name(job.company)))
        elif company := kb.companies.get(node):
            yield from (company.facts.location, *company.facts.industry, *company.facts.aliases)
            yield from (role.title for role in company.facts.roles)
        elif interview := kb.interviews.get(node):
            yield from (kb.name(person) for person in interview.people)
        elif topic := self._generated.topics.get(node):
            people = dict.fromkeys(person for learning in topic.points for person in learning.people)
            yield f"What you learned about it from {listed(kb.name(person) for person in people)}"
        elif role := self._generated.roles.get(node):
            yield from (title for _, title in role.people)
        if (node in kb.people or node in kb.companies) and kb.note(node) is None:
            yield f"Mentioned by {listed(kb.name(mention.source) for mention in kb.mentions.get(node, ()))}"

    def _learnings(self, interview: str, url: str) -> Iterator[Entry]:
        """Yield the learnings of an interview as sections of its page: the search shows topic and source."""
        for learning in self._workspace.learnings.of.get(interview, ()):
            who = listed(self._kb.name(person) for person in learning.people)
            about = ", ".join(titled(name) for name in learning.topics) or "What you learned"
            title = f"{about}: {who}{f' of {self._kb.name(learning.company)}' if learning.company else ''}"
            text = f"{learning.words} “{learning.quote}”" if learning.quote else learning.words
            yield {
                "location": f"{url}#{learning.anchor}",
                "title": words(title),
                "text": f"<p>{html.escape(text, quote=False)}</p>",
            }


def page_url(file: File) -> str:
    """Return a page's address from the site's root, as in the search index."""
    return "" if file.url in (".", "./") else file.url


def with_entries(index: str, own: Iterable[str], entries: Iterable[Entry]) -> str:
    """Return a search index in which Wayin's pages have these entries, and no others.

    Args:
        index: the search plugin's index.
        own: the addresses of Wayin's pages, as in the entries.
        entries: their entries.
    """
    known = json.loads(index)
    ours = set(own)
    if "index" in known:  # prebuilt from the old entries
        return index
    known["docs"] = [entry for entry in known["docs"] if entry["location"].partition("#")[0] not in ours]
    known["docs"] += entries
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def add_entries(config: MkDocsConfig, own: Iterable[str], entries: Iterable[Entry]) -> None:
    """Add Wayin's entries to the search plugin's index, if there is one.

    Args:
        config: MkDocs' configuration.
        own: the addresses of Wayin's pages.
        entries: their entries.
    """
    file = Path(config.site_dir, INDEX)
    if file.is_file():
        index = with_entries(file.read_text("utf-8"), own, entries)
        file.write_text(index, "utf-8")
        if not config.use_directory_urls:
            # Material's search needs this file under `file://`
            file.with_suffix(".js").write_text(f"var __index = {index}", "utf-8")
