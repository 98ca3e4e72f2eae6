"""What the search knows of our pages: entries made of what is known, not of the HTML of pages."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wayin.learning.topics import titled
from wayin.pages.kinds import INDEXES
from wayin.reading.body import plain
from wayin.site.defusing import MOST_SEARCHED
from wayin.site.sanitize import words
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from wayin.model import Note
    from wayin.pages.generated import GeneratedPages
    from wayin.workspace import Workspace

INDEX = "search/search_index.json"
"""Where MkDocs' and Material's search have their index."""
_BLOCK_MARKS = re.compile(
    r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t>]*|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d+[.)][ \t]+|(?:```|~~~).*$)"
)
_BOOSTS = {"person": 8, "company": 4}
"""Whose name is asked for comes first, before pages that have it in their titles."""

Entry = dict[str, Any]


class SearchEntries:
    """The entries of the pages of one workspace."""

    def __init__(self, workspace: Workspace, generated: GeneratedPages, notes: Mapping[str, Note]) -> None:
        """Args: everything that is known; the pages of topics and roles; the notes as they are now, by their paths."""
        self._notes = notes
        self._workspace, self._generated, self._kb = workspace, generated, workspace.kb

    def of(self, node: str, path: str, url: str) -> Iterator[Entry]:
        """Yield the entries of a page: its own, and of an interview one for each thing learned.

        Args:
            node: the page's id: that of a note or stub, or its path without the ending.
            path: the path of its source.
            url: its address from the site's root.
        """
        note = self._notes.get(path)
        title = self._generated.title(node) or (INDEXES[path][0] if path in INDEXES and not note else None)
        entry: Entry = {"location": url, "title": words(title or self._kb.name(node))}
        texts = [*dict.fromkeys(text for text in self._facts(node) if text)]
        if note:
            texts.append(self._body(note))
        entry["text"] = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts if text)
        if note and note.facts.tags:
            entry["tags"] = [words(tag) for tag in note.facts.tags]
        kind = "person" if node in self._kb.people else "company" if node in self._kb.companies else ""
        if kind:
            entry["boost"] = _BOOSTS[kind]
        yield entry
        if node in self._kb.interviews:
            yield from self._learnings(node, url)

    def _body(self, note: Note) -> str:
        """Return the words of a note's body; of one too dense to render, the beginning."""
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
        """Yield what an interview taught, as sections of its page: the search shows topic and source."""
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
    """Return where a page is from the site's root, as the search writes it."""
    return "" if file.url in (".", "./") else file.url


def with_entries(index: str, own: Iterable[str], entries: Iterable[Entry]) -> str:
    """Return a search index in which our pages have the entries given, and no others.

    Args:
        index: the index as the search plugin wrote it.
        own: the addresses of our pages, as in the entries.
        entries: theirs.
    """
    known = json.loads(index)
    ours = set(own)
    if "index" in known:  # made for the search beforehand, of the entries it has
        return index
    known["docs"] = [entry for entry in known["docs"] if entry["location"].partition("#")[0] not in ours]
    known["docs"] += entries
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def add_entries(config: MkDocsConfig, own: Iterable[str], entries: Iterable[Entry]) -> None:
    """Write our entries into the index that the search plugin wrote, if it wrote one.

    Args:
        config: MkDocs' configuration.
        own: the addresses of our pages.
        entries: theirs.
    """
    file = Path(config.site_dir, INDEX)
    if file.is_file():
        index = with_entries(file.read_text("utf-8"), own, entries)
        file.write_text(index, "utf-8")
        if not config.use_directory_urls:
            # What Material's search looks for under `file://`
            file.with_suffix(".js").write_text(f"var __index = {index}", "utf-8")
