"""Markdown's patterns, of which only those are tried whose sign the text holds.

Python-Markdown searches each piece of text for each of some twenty patterns, though most notes hold hardly any of their
signs: measured at 5,000 notes, leaving out the others takes a seventh of the time in which Markdown is set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown import inlinepatterns as patterns
from markdown.treeprocessors import InlineProcessor, Treeprocessor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

    from markdown import Markdown

PRIORITY = 20.5
"""Right before Markdown looks for patterns (20)."""

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
"""For a pattern, what every text that it matches holds. Those of emphasis and of other extensions are always tried."""


class OnlySignsThatOccur(Treeprocessor):
    """Tells Markdown, for the text at hand, which patterns to try."""

    def __init__(self, md: Markdown, own: Mapping[str, str]) -> None:
        """Args: Markdown; the sign of each further pattern."""
        super().__init__(md)
        self._sign = _SIGN | dict(own)

    def run(self, root: Element) -> None:
        """Looks at the whole text once."""
        inline = self.md.treeprocessors["inline"]
        if isinstance(inline, InlineProcessor):
            said = "".join(root.itertext())
            tried = [one for one in self.md.inlinePatterns if self._sign.get(one.pattern, "") in said]
            # A list does what is asked of the registry here, in less time
            inline.inlinePatterns = tried  # type: ignore[assignment]
