"""The steps from a page's Markdown to its HTML in the theme."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mkdocs.utils.meta import get_data

from wayin.pages.generated import sources
from wayin.pages.interviews import heading
from wayin.pages.kinds import INDEXES
from wayin.pages.renderer import Renderer
from wayin.reading.markdown_limits import heavy
from wayin.site.search import SearchEntries, page_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
    from pathlib import Path

    from mkdocs.structure.files import File

    from wayin.pages.generated import GeneratedPages
    from wayin.reading.media import LinkedMedia
    from wayin.site.search import Entry
    from wayin.site.wikilinks import PageContext
    from wayin.workspace import Workspace

_MARKER = re.compile(r"<!--\s*wayin:\s*(due|targets|learnings)\s*-->")
_PLACE = re.compile(r"<div data-wayin=\"(due|targets|learnings)\"></div>")


def _is_excluded(file: File) -> bool:
    """Return whether the user's own page is excluded from the search."""
    options = file.page.meta.get("search") if file.page else None
    return isinstance(options, dict) and options.get("exclude") is True


_SHAPES: dict[str, type] = {
    "title": str, "description": str, "icon": str, "status": str, "template": str,
    "hide": list, "tags": list, "search": dict, "social": dict,
}  # fmt: skip
"""What the theme and its plugins take each key for; a value of another kind would end the build."""


class Rendering:
    """The pages of a build."""

    def __init__(
        self,
        workspace: Workspace,
        urls: Mapping[str, str],
        media: LinkedMedia,
        page_context: PageContext,
        generated: GeneratedPages,
        overrides: Sequence[Path],
        taken: Sequence[str],
        language: str,
    ) -> None:
        """Prepare the pages of a build.

        Args:
            workspace: the notes and everything computed from them.
            urls: every id's URL from the site's root.
            media: the files that notes link to.
            page_context: tells the wikilinks about the current page.
            generated: the pages of topics and roles.
            overrides: folders with the user's own templates.
            taken: the ids already used before those of topics and roles.
            language: the theme's language.
        """
        self.workspace, self.page_context, self.generated = workspace, page_context, generated
        self.urls, self.overrides, self.taken, self.language = urls, overrides, taken, language
        self.media = media
        self.renderer = Renderer(workspace, urls, generated, overrides, language)
        self.sources = sources(workspace.kb)
        self.nodes = {path: node for node, path in self.sources.items()}
        self.notes = {note.path: note for note in workspace.reading.notes}
        page_context.notes = {path for path, note in self.notes.items() if note.kind != "page"}

    def source(self, path: str) -> str | None:
        """Return the Markdown of a note's page; None for other pages.

        The line break at its start keeps MkDocs from reading `Email: x` in the first lines as metadata.
        """
        note = self.notes.get(path)
        if note is None:
            return None
        return f"\n{note.prose}"

    def kind(self, path: str) -> tuple[str, str]:
        """Return the kind of one of Wayin's pages and its subject, by the path of its source; empty for others."""
        id_ = path.removesuffix(".md")
        if node := self.nodes.get(path):
            note = self.workspace.kb.note(node)
            kind = note.kind if note else "person" if node in self.workspace.kb.people else "company"
            return "page" if kind == "me" else kind, node
        if id_ in self.generated.topics:
            return "topic", self.generated.topics[id_].name
        if id_ in self.generated.roles:
            return "role", self.generated.roles[id_].key
        return (INDEXES[path][1], "") if path in INDEXES else ("", "")

    def tagged(self) -> set[str]:
        """Return the sources of notes with tags."""
        return {path for path, note in self.notes.items() if note.facts.tags}

    def meta(
        self, path: str, meta: MutableMapping[str, Any], has_template: Callable[[str], bool] = lambda _: False
    ) -> dict[str, Any]:
        """Return a page's metadata for MkDocs and the theme: none of a note's YAML, but all of a user's own page.

        Args:
            path: the page's source.
            meta: the metadata from MkDocs.
            has_template: returns whether the theme has a template of that name.
        """
        kind, node = self.kind(path)
        if not kind:
            return dict(meta)
        if kind == "page":
            theirs, own = self._own_meta(path), self._of_page(node)
            template = str(theirs.get("template", ""))
            note = self.notes.get(path)
            if not (note and note.prose.lstrip().startswith("# ")) and "title" not in theirs:
                own["title"] = self.workspace.kb.name(node)
            own["template"] = template if has_template(template) else "wayin-page.html"
            return {**theirs, **own}
        given: dict[str, Any] = {"template": "wayin.html", "hide": ["navigation", "toc"]}
        if path in INDEXES and path not in self.notes:
            return dict(meta) | given | {"title": INDEXES[path][0]}
        note = self.workspace.kb.note(node)
        if note and note.facts.tags:
            given["tags"] = list(note.facts.tags)
        if kind == "interview":
            title = heading(self.workspace, self.workspace.kb.interviews[node])
            # An interview with a name of its own may have the same name as its person's page
            return given | {"title": title if " · " in title else f"{title} · interview"}
        return given | {"title": self.generated.title(path.removesuffix(".md")) or self.workspace.kb.name(node)}

    def _own_meta(self, path: str) -> dict[str, Any]:
        """Return a user's page's front matter for the theme and other plugins, as MkDocs reads it."""
        note = self.notes.get(path)
        if note is None or note.kind != "page" or not note.head or self.workspace.problems_of.get(path):
            return {}
        meta = get_data(note.head)[1]
        return {key: value for key, value in meta.items() if isinstance(value, _SHAPES.get(str(key), object))}

    def _of_page(self, node: str) -> dict[str, Any]:
        """Return the metadata of a page of the user's own."""
        note = self.workspace.kb.note(node)
        if note is None:
            return {}
        keys = ("description", "icon", "status", "hide") if note.kind == "page" else ()
        metadata = {key: value for key in ("tags", *keys) if (value := getattr(note.facts, key, None))}
        return {key: value if isinstance(value, str) else [*value] for key, value in metadata.items()}

    def is_too_dense(self, path: str, markdown: str) -> bool:
        """Return whether a text is too dense to render as Markdown; unchanged notes are known."""
        note = self.notes.get(path)
        if note and note.body.strip() == markdown.strip():
            return any(problem.code == "heavy-text" for problem in self.workspace.problems_of.get(path, ()))
        return heavy(markdown) is not None

    def begin(self, path: str, markdown: str) -> str:
        """Prepare the links of the next page to convert, and protect a home page's markers."""
        kb = self.workspace.kb
        self.page_context.path = path
        self.page_context.media = self.media.meant.get(path, {})
        note = self.notes.get(path)
        has_own = note is not None and note.kind in ("person", "company", "interview")
        self.page_context.heading = kb.name(self.nodes.get(path, "")) if has_own else None
        targets = kb.targets.get(path, {})
        self.page_context.targets = {word: self.sources[node] for word, node in targets.items() if node in self.sources}
        return _MARKER.sub(r'<div data-wayin="\1"></div>', markdown) if "wayin:" in markdown else markdown

    def html(self, path: str, url: str, title: str, body: str) -> str:
        """Return the HTML of one of Wayin's pages, with everything around the body."""
        kind, id_ = self.kind(path)
        return self.renderer.page(kind, id_, url, title, body, path)

    def search_entries(self, files: Iterable[File]) -> tuple[list[str], Iterator[Entry]]:
        """Return the addresses of Wayin's pages, and their search entries.

        Args:
            files: the files of all pages.
        """
        ours = [(file, page_url(file)) for file in files if self.kind(file.src_uri)[0]]
        shown = [(file, url) for file, url in ours if not _is_excluded(file)]
        entries = SearchEntries(self.workspace, self.generated, self.notes)
        return [url for _, url in ours], (
            entry
            for file, url in shown
            for entry in entries.of(self.nodes.get(file.src_uri, file.src_uri.removesuffix(".md")), file.src_uri, url)
        )

    def with_panels(self, html: str, url: str) -> str:
        """Return a user's own page with the panels it asks for."""
        return _PLACE.sub(lambda place: self.renderer.panel(place[1], url), html) if "data-wayin" in html else html
