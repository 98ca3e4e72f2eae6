"""The one grammar of wikilinks: `[[word]]`, `[[word#heading]]`, `[[word|label]]`; `![[word]]` embeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSIDE = r"\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]"
PATTERN = f"(!?){_INSIDE}"
"""The sign of what is embedded, the target and the label of a link in running text."""
# Without a sign that may be there or not, a regular expression finds the brackets many times as fast
_LINK = re.compile(_INSIDE)

MEDIA = frozenset(
    "png jpg jpeg gif webp svg avif bmp ico mp3 ogg wav m4a flac mp4 webm mov pdf"
    " doc docx odt ppt pptx odp xls xlsx ods epub txt zip csv json base canvas excalidraw html".split()
)
"""Endings of files that a wikilink may embed or lead to."""


class Wikilink(NamedTuple):
    """One link in a text."""

    word: str
    """What it leads to: a name, a file's stem or a path; empty for a heading of the same note."""
    heading: str
    label: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """Return the words that a reader sees."""
        return self.label or self.word.rpartition("/")[2] or self.heading


def find_links(text: str) -> Iterator[Wikilink]:
    """Yield the links of a text, in order; `start` is that of the `!` where there is one."""
    for found in _LINK.finditer(text):
        # In a table of Markdown a backslash stands before the bar
        word, heading = split_target(found[1] if found[2] is None else found[1].removesuffix("\\"))
        start, end = found.span()
        yield Wikilink(word, heading, (found[2] or "").strip(), start - (text[start - 1 : start] == "!"), end)


def split_target(target: str) -> tuple[str, str]:
    """Return the word and the heading of a link's target."""
    word, _, heading = target.partition("#")
    # `#^1a2b3c` is a paragraph in Obsidian, which has no place of its own here
    return word.strip(), "" if heading.lstrip("#").startswith("^") else heading.strip()


def unwrap(text: str) -> tuple[str, str] | None:
    """Return the target and the label of a text that is one link; None for any other text."""
    if not (text.startswith("[[") and text.endswith("]]")) or "]]" in text[:-2]:
        return None
    target, bar, label = text[2:-2].partition("|")
    return (target.removesuffix("\\") if bar else target).strip(), label.strip()


_BETWEEN = re.compile(r"(?:[\s,;&·/+]|\band\b|\bund\b|\bet\b|\by\b)*")


def split_links(text: str) -> list[str]:
    """Return the links of a text that holds two or more and nothing else but commas or "and"; none of any other."""
    found = [(match.start(), match.end()) for match in _LINK.finditer(text)] if text.count("[[") > 1 else []
    gaps = zip([0, *(end for _, end in found)], [*(start for start, _ in found), len(text)], strict=True)
    if len(found) < 2 or not all(_BETWEEN.fullmatch(text[start:end]) for start, end in gaps):
        return []
    return [text[start:end] for start, end in found]


def as_words(text: str) -> str:
    """Return a text with its links as the words that a reader sees."""
    parts, at = [], 0
    for link in find_links(text):
        parts += [text[at : link.start], link.shown]
        at = link.end
    return "".join([*parts, text[at:]]) if parts else text


def is_media(word: str) -> bool:
    """Return whether a link's word is a file other than a note."""
    ending = word.rpartition("/")[2].rpartition(".")[2].lower()
    return "." in word and ending in MEDIA
