"""Wikilinks as a Markdown extension: `[[Name]]` becomes a link to the note's file, which MkDocs then resolves."""

from __future__ import annotations

import html
import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils.rendering import get_heading_text

from wayin.knowledge.names import fold
from wayin.wikilinks import PATTERN, is_media, split_target

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Mapping

    from markdown import Markdown


# Below code spans (190); above escapes (180), which would remove the backslash before the bar of a link in a table, and
# above Markdown's own links (160), which would break up the brackets
_PRIORITY = 185
# Below attribute lists (8), whose braces aren't part of a heading, above the table of contents (5)
_BEFORE_CONTENTS = 7


@dataclass
class PageContext:
    """The page being rendered, and what its links mean."""

    path: str = ""
    notes: Collection[str] = ()
    """The source paths of the notes on people, companies and interviews."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """The source path of the page each word leads to."""
    media: Mapping[str, str] = field(default_factory=dict)
    """The path of the file each word refers to."""
    heading: str | None = None
    """The page's own heading, if the text's first one may repeat it."""
    plain: str | None = None
    """The text, if it is shown as plain text."""

    def inputs(self) -> dict[str, object]:
        """Return what a page's HTML depends on besides its text."""
        return {"targets": dict(self.targets), "media": dict(self.media), "heading": self.heading}

    def relative(self, path: str) -> str:
        """Return a path as a link from this page."""
        return _relative(path, posixpath.dirname(self.path))


@lru_cache(maxsize=65536)
def _relative(path: str, folder: str) -> str:
    return quote(posixpath.relpath(path, folder or "."))


class Wikilinks(Extension):
    """The extension for wikilinks. It is registered once per build; the page context is set before each page."""

    def __init__(self, page_context: PageContext) -> None:
        super().__init__()
        self.page_context = page_context

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's own name)
        """Add the inline pattern, and the removal of a repeated heading."""
        md.inlinePatterns.register(_Link(rf"(?<!\\){PATTERN}", md, self.page_context), "wayin-wikilink", _PRIORITY)
        md.treeprocessors.register(_RepeatedHeading(md, self.page_context), "wayin-heading", _BEFORE_CONTENTS)


class _RepeatedHeading(Treeprocessor):
    """Removes a first heading that repeats the page's own."""

    def __init__(self, md: Markdown, page_context: PageContext) -> None:
        super().__init__(md)
        self.page_context = page_context

    def run(self, root: Element) -> None:
        wanted = self.page_context.heading
        if wanted is None or not len(root) or root[0].tag != "h1":
            return
        if fold(html.unescape(get_heading_text(root[0], self.md))) == fold(wanted):
            root.remove(root[0])


class _Link(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, page_context: PageContext) -> None:
        super().__init__(pattern, md)
        self.page_context = page_context

    def handleMatch(self, m: re.Match[str], _: str) -> tuple[Element | str, int, int]:  # type: ignore[override]  # noqa: N802
        embeds, label = m[1], (m[3] or "").strip()
        word, anchor = split_target(m[2] if m[3] is None else m[2].removesuffix("\\"))
        if not word:
            return self._anchor(anchor, label), m.start(0), m.end(0)
        if is_media(word):
            return self._media(word, label, bool(embeds)), m.start(0), m.end(0)
        target = self.page_context.targets.get(word)
        if target is None:
            missing = Element("span", {"class": "wayin-missing"})
            missing.text = label or word
            return missing, m.start(0), m.end(0)
        link = Element("a", {"href": self.page_context.relative(target) + (f"#{_anchor_id(anchor)}" if anchor else "")})
        link.text = label or word.rpartition("/")[2] + (f" › {anchor}" if anchor else "")
        return link, m.start(0), m.end(0)

    @staticmethod
    def _anchor(anchor: str, label: str) -> Element:
        link = Element("a", {"href": f"#{_anchor_id(anchor)}"})
        link.text = label or anchor
        return link

    def _media(self, word: str, label: str, embeds: bool) -> Element:
        path = self.page_context.media.get(word)
        if path is None:
            missing = Element("span", {"class": "wayin-missing"})
            missing.text = label or word
            return missing
        picture = embeds and path.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"))
        attributes: dict[str, Any] = (
            {"src": self.page_context.relative(path)} if picture else {"href": self.page_context.relative(path)}
        )
        if picture:
            # Obsidian writes a width after the bar
            attributes |= {"alt": "" if label.isdigit() else label or word}
            attributes |= {"width": label} if label.isdigit() else {}
            return Element("img", attributes)
        link = Element("a", attributes)
        link.text = label or word
        return link


def _anchor_id(heading: str) -> str:
    """Return the table of contents' id for a heading."""
    from markdown.extensions.toc import slugify

    return slugify(heading.strip(), "-")
