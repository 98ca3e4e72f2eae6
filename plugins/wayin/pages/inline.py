"""A line of a note as HTML: its links, and the words without other marks. Everything else is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from wayin.reading.body import WIKILINK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wayin.pages.routes import Links

_WEB = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()]{1,500})\)")
_LINK = re.compile(f"{WIKILINK.pattern}|{_WEB.pattern}")
_MARKS = re.compile(r"\*\*|__|==|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")


def inline(text: str, targets: Mapping[str, str], links: Links) -> Markup:
    """Text of a note, with what its `[[links]]` and web links lead to.

    Args:
        text: one line of Markdown.
        targets: the id that each linked word of the note means.
        links: makes the links of the page it stands on.
    """
    if "[" not in text:
        return escape(_bare(text))
    parts: list[str] = []
    at = 0
    for found in _LINK.finditer(text):
        parts.append(escape(_bare(text[at : found.start()])))
        at = found.end()
        if found[5]:
            parts.append(Markup('<a href="{}">{}</a>').format(found[5], found[4]))
            continue
        word = found[2].partition("#")[0].strip()
        label = (found[3] or "").strip() or word.rpartition("/")[2]
        node = targets.get(word)
        parts.append(links.to(node).labelled(label) if node else escape(label))
    return Markup().join([*parts, escape(_bare(text[at:]))])


def _bare(text: str) -> str:
    return _MARKS.sub("", text) if any(sign in text for sign in "*_=~`") else text
