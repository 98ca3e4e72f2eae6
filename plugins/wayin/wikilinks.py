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
    " doc docx odt ppt pptx odp xls xlsx ods epub txt zip".split()
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
        word, heading = split_target(found[1])
        start, end = found.span()
        yield Wikilink(word, heading, (found[2] or "").strip(), start - (text[start - 1 : start] == "!"), end)


def split_target(target: str) -> tuple[str, str]:
    """Return the word and the heading of a link's target."""
    word, _, heading = target.partition("#")
    return word.strip(), heading.strip()


def unwrap(text: str) -> tuple[str, str] | None:
    """Return the target and the label of a text that is one link; None for any other text."""
    if not (text.startswith("[[") and text.endswith("]]")):
        return None
    target, _, label = text[2:-2].partition("|")
    return target.strip(), label.strip()


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
