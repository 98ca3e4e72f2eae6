"""Markdown's patterns, of which only those are tried whose sign the text holds, and none on a piece without any sign.

Python-Markdown searches each piece of text for each of some twenty patterns, though most notes hold hardly any of their
signs: measured at 5,000 notes, leaving out the others takes a seventh of the time in which Markdown is set, and leaving
alone the pieces without any (a plain sentence, most headings) another eighth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown import inlinepatterns as patterns
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from markdown import Markdown
    from markdown.inlinepatterns import Pattern

PRIORITY = 20.5
"""Right before Markdown looks for patterns (20)."""
_AFTERWARDS = 19.5

_SIGN = {
    patterns.BACKTICK_RE: "`",
    patterns.ESCAPE_RE: "\\",
    patterns.LINK_RE: "[",
    patterns.REFERENCE_RE: "[",
    patterns.IMAGE_LINK_RE: "![",
    patterns.IMAGE_REFERENCE_RE: "![",
    patterns.AUTOLINK_RE: "<",
    patterns.AUTOMAIL_RE: "<",
    patterns.HTML_RE: "<",
    patterns.ENTITY_RE: "&",
    patterns.LINE_BREAK_RE: "  \n",
}
"""For a pattern, what every text that it matches holds; those of other extensions are always tried."""


class OnlySignsThatOccur(Treeprocessor):
    """Tells Markdown, for the text at hand, which patterns to try, and where none of them can match."""

    def __init__(self, md: Markdown, own: Mapping[str, str]) -> None:
        """Args: Markdown; the sign of each further pattern."""
        super().__init__(md)
        self._sign = _SIGN | dict(own)
        self._plain: list[Element] = []
        md.treeprocessors.register(_AsBefore(self._plain), "wayin-plain", _AFTERWARDS)

    def run(self, root: Element) -> None:
        """Looks at the whole text once, and then at its pieces."""
        inline = self.md.treeprocessors["inline"]
        if not isinstance(inline, InlineProcessor):
            return
        said = "".join(root.itertext())
        signs = {one: self._signs(one) for one in self.md.inlinePatterns}
        tried = [one for one in signs if any(sign in said for sign in signs[one])]
        # A list does what is asked of the registry here, in less time
        inline.inlinePatterns = tried  # type: ignore[assignment]
        occurring = {sign for one in tried for sign in signs[one]}
        if "" in occurring:
            return
        sign = re.compile("|".join(map(re.escape, sorted(occurring))) or "(?!)")
        for piece in root.iter():
            if piece.text and not sign.search(piece.text) and not isinstance(piece.text, AtomicString):
                piece.text = AtomicString(piece.text)
                self._plain.append(piece)

    def _signs(self, pattern: Pattern) -> tuple[str, ...]:
        # What emphasizes has its signs with it
        return tuple(getattr(pattern, "tokens", ())) or (self._sign.get(pattern.pattern, ""),)


class _AsBefore(Treeprocessor):
    """Makes the pieces that were left alone ordinary ones again, for whoever comes next."""

    def __init__(self, plain: list[Element]) -> None:
        super().__init__()
        self._plain = plain

    def run(self, _: Element) -> None:
        for piece in self._plain:
            piece.text = str(piece.text)
        self._plain.clear()
