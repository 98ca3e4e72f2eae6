"""Markdown's patterns, of which only those are tried whose sign the text holds, and none on a piece without any sign.

Python-Markdown searches each piece of text for each of some twenty patterns, though most notes hold hardly any of their
signs: measured at 5,000 notes, leaving out the others takes a seventh of the time in which Markdown is set, and leaving
alone the pieces without any (a plain sentence, most headings) another eighth. A piece that holds some is searched for
those patterns alone whose own it holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown import inlinepatterns as patterns
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
        self._known: dict[Pattern, tuple[str, ...]] = {}
        self._plain: list[Element] = []
        md.treeprocessors.register(_AsBefore(self._plain), "wayin-plain", _AFTERWARDS)

    def run(self, root: Element) -> None:
        """Looks at the whole text once, and then at its pieces."""
        inline = self.md.treeprocessors["inline"]
        if not isinstance(inline, InlineProcessor):
            return
        said = "".join(root.itertext())
        signs = {one: self._known.get(one) or self._look_at(one) for one in self.md.inlinePatterns}
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

    def _look_at(self, pattern: Pattern) -> tuple[str, ...]:
        """The signs of a pattern, which from now on looks for its sign before anything else."""
        # What emphasizes has its signs with it
        signs = tuple(getattr(pattern, "tokens", ())) or (self._sign.get(pattern.pattern, ""),)
        if pattern.pattern in self._sign and isinstance(pattern, patterns.InlineProcessor):
            pattern.compiled_re = _AfterASign(pattern.compiled_re, *signs)  # type: ignore[assignment]
        self._known[pattern] = signs
        return signs


class _AfterASign:
    """A compiled pattern that searches only a text that holds its sign: most begin with nothing that is found fast."""

    def __init__(self, pattern: re.Pattern[str], sign: str) -> None:
        self._pattern, self._sign = pattern, sign

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        return self._pattern.finditer(text, start) if text.find(self._sign, start) >= 0 else ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)


class _AsBefore(Treeprocessor):
    """Makes the pieces that were left alone ordinary ones again, for whoever comes next."""

    def __init__(self, plain: list[Element]) -> None:
        super().__init__()
        self._plain = plain

    def run(self, _: Element) -> None:
        for piece in self._plain:
            piece.text = str(piece.text)
        self._plain.clear()
