"""What each page is made of, from its source to the values its template shows."""

from __future__ import annotations

import html as html_
import re
from typing import TYPE_CHECKING, Any

from wayin.knowledge.references import fold
from wayin.model import ME
from wayin.pages.comparison import Comparison
from wayin.pages.giving import Giving
from wayin.pages.indexes import Gatherings
from wayin.pages.network import NetworkContext, everyone
from wayin.pages.questions import Questions
from wayin.pages.routes import INDEXES, TEMPLATES, Links, root_from, sources
from wayin.pages.steps import Steps
from wayin.pages.today import Home
from wayin.reading.learnings import without_learnings
from wayin.reading.markdown_limits import heavy
from wayin.site.sanitize import clean, is_clean
from wayin.site.search import Searching

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

    from jinja2 import Environment

    from wayin.pages.drafts import Drafting
    from wayin.pages.generated import GeneratedPages
    from wayin.site.wikilinks import PageContext
    from wayin.workspace import Workspace

_FIRST_HEADING = re.compile(r"\s*<h1[^>]*>(.*?)</h1>\s*", re.DOTALL)
_MARKER = re.compile(r"<!--\s*wayin:\s*(due|targets|learnings)\s*-->")
_PANELS = {"due": "wayin-due.html", "targets": "wayin-targets.html", "learnings": "wayin-latest.html"}
_PLACE = re.compile(r"<div data-wayin=\"(due|targets|learnings)\"></div>")


class Rendering:
    """The pages of one build."""

    env: Environment

    def __init__(
        self,
        workspace: Workspace,
        urls: Mapping[str, str],
        media: Mapping[str, Mapping[str, str]],
        page_context: PageContext,
        drafting: Drafting,
        generated: GeneratedPages,
    ) -> None:
        """What the pages are made of.

        Args:
            edition: everything that is known.
            urls: every id's URL from the site's root.
            media: what each note's words for files mean.
            here: where the wikilinks are.
            drafting: writes the drafts.
            shelf: the pages of topics and roles.
        """
        self.workspace, self.urls, self.media, self.page_context, self.drafting = (
            workspace,
            urls,
            media,
            page_context,
            drafting,
        )
        self.generated, self.searching = generated, Searching(workspace, generated)
        self.sources = sources(workspace.kb)
        self.nodes = {path: node for node, path in self.sources.items()}
        self.notes = {note.path: note for note in workspace.reading.notes}
        self._by_root: dict[str, dict[str, Any]] = {}

    def source(self, path: str) -> str | None:
        """The Markdown of a note's page; None for a page that is not a note.

        The line break in front keeps MkDocs from taking `Email: x` in the first lines for metadata.
        """
        note = self.notes.get(path)
        if note is None:
            return None
        return "\n" + (without_learnings(note.body) if note.kind == "interview" else note.body)

    def meta(self, path: str, meta: MutableMapping[str, Any]) -> dict[str, Any]:
        """What MkDocs and Material know of a page: values of ours, none of the note's YAML."""
        node = self.nodes.get(path)
        if node is None:
            if title := self.generated.title(path.removesuffix(".md")):
                kind = "topic" if path.removesuffix(".md") in self.generated.topics else "role"
                return {"title": title, "template": TEMPLATES[kind], "hide": ["toc"]}
            gathers = path in INDEXES and path not in self.notes
            return dict(meta) | ({"template": INDEXES[path][1], "hide": ["toc"]} if gathers else {})
        note = self.workspace.kb.note(node)
        if note is None:
            kind = "person" if node in self.workspace.kb.people else "company"
            return {"title": self.workspace.kb.name(node), "template": TEMPLATES[kind], "hide": ["toc"]}
        facts = note.facts
        found: dict[str, Any] = {"title": self.workspace.kb.name(node), "template": TEMPLATES[note.kind]}
        if facts.tags:
            found["tags"] = list(facts.tags)
        if note.kind not in ("page", "me"):
            found["hide"] = ["toc"]
        if note.kind == "page":
            handed = {key: getattr(facts, key) for key in ("description", "icon", "status")}
            found |= {key: value for key, value in handed.items() if value}
            found |= {"hide": list(facts.hide)} if facts.hide else {}  # type: ignore[union-attr]
        return found

    def heavy(self, path: str, markdown: str) -> bool:
        """Whether there is too much in a text to set it as Markdown; of a note as it was read, that is known."""
        note = self.notes.get(path)
        if note and note.body.strip() == markdown.strip():
            return any(one.code == "heavy-text" for one in self.workspace.problems_of.get(path, ()))
        return heavy(markdown) is not None

    def begin(self, path: str, markdown: str) -> str:
        """Sets what links mean on the page that is converted next, and keeps a home page's markers."""
        kb = self.workspace.kb
        self.page_context.path = path
        self.page_context.media = self.media.get(path, {})
        targets = kb.targets.get(path, {})
        self.page_context.targets = {word: self.sources[node] for word, node in targets.items() if node in self.sources}
        return _MARKER.sub(r'<div data-wayin="\1"></div>', markdown) if "wayin:" in markdown else markdown

    def content(self, path: str, html: str, markdown: str) -> tuple[str, bool]:
        """A note's HTML made safe; and whether its first heading, which repeated the page's own, was taken out.

        Args:
            path: the note's.
            html: its HTML.
            markdown: of what that was made.
        """
        note = self.notes.get(path)
        if note is None:
            return html, False
        html = html if is_clean(html, markdown) else clean(html)
        if note.kind in ("person", "company", "interview") and (first := _FIRST_HEADING.match(html)):
            heading = html_.unescape(re.sub(r"<[^>]*>", "", first[1])).removesuffix("¶").strip()
            if fold(heading) == fold(self.workspace.kb.name(self.nodes.get(path, ""))):
                return html[first.end() :], True
        return html, False

    def context(self, path: str, url: str) -> dict[str, Any]:
        """The names that the templates know: the panels, and what the page is about."""
        node = self.nodes.get(path, "")
        kb = self.workspace.kb
        panels = self._panels(url)
        special: dict[str, Any] = {"network": self._everyone()} if path == "network/index.md" else {}
        special |= {"comparison": Comparison(panels["wayin"])} if path == "comparison/index.md" else {}
        return panels | special | {
            "one": kb.people.get(node) or kb.companies.get(node) or kb.interviews.get(node),
            "node": node,
            "topic": self.generated.topics.get(path.removesuffix(".md")),
            "role": self.generated.roles.get(path.removesuffix(".md")),
            "is_me": node == ME,
            "problems": self.workspace.problems_of.get(path, []),
        }  # fmt: skip

    def _panels(self, url: str) -> dict[str, Any]:
        root = root_from(url)
        if root not in self._by_root:
            links = Links(self.workspace.kb, self.urls, url)
            panels = Gatherings(self.workspace, links, self.generated)
            steps = Steps(self.workspace, links, self.drafting)
            self._by_root[root] = {
                "wayin": panels,
                "steps": steps,
                "home": Home(panels, steps),
                "giving": Giving(self.workspace, links),
                "questions": Questions(self.workspace, links),
                "drafting": self.drafting,
            }
        return self._by_root[root]

    def _everyone(self) -> NetworkContext:
        workspace = self.workspace
        return NetworkContext(
            everyone(
                workspace.kb,
                workspace.network,
                workspace.search,
                workspace.clock,
                self.urls,
                most=workspace.settings.most_intermediaries,
            )
        )

    def searchable(self, path: str, body: str) -> str:
        """What the search is told of a page."""
        return self.searching.told(self.nodes.get(path, path.removesuffix(".md")), body)

    def with_panels(self, html: str, context: Mapping[str, Any]) -> str:
        """A user's own home page with the panels it asks for."""
        if "data-wayin" not in html:
            return html
        return _PLACE.sub(lambda place: self.env.get_template(_PANELS[place[1]]).render(context), html)
