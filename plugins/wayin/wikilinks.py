"""The syntax of wikilinks, in one place: `[[word]]`, `[[word#heading]]`, `[[word|label]]`; `![[word]]` embeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_INSIDE = r"\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]"
PATTERN = f"(!?){_INSIDE}"
"""The `!` of an embed, the target and the label of a link in running text."""
# Much faster than with the optional `!`
_LINK = re.compile(_INSIDE)

MEDIA = frozenset(
    "png jpg jpeg gif webp svg avif bmp ico mp3 ogg wav m4a flac mp4 webm mov pdf"
    " doc docx odt ppt pptx odp xls xlsx ods epub txt zip csv json base canvas excalidraw html".split()
)
"""File endings that a wikilink may embed or link to."""


class Wikilink(NamedTuple):
    """A link in a text."""

    word: str
    """The target: a name, a file's stem or a path; empty for a heading of the same note."""
    heading: str
    label: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """Return the text a reader sees."""
        return self.label or self.word.rpartition("/")[2] or self.heading


def find_links(text: str) -> Iterator[Wikilink]:
    """Yield the links of a text in order; `start` is the index of the `!`, if there is one."""
    for match in _LINK.finditer(text):
        # In a Markdown table the bar is escaped with a backslash
        word, heading = split_target(match[1] if match[2] is None else match[1].removesuffix("\\"))
        start, end = match.span()
        yield Wikilink(word, heading, (match[2] or "").strip(), start - (text[start - 1 : start] == "!"), end)


def split_target(target: str) -> tuple[str, str]:
    """Return the word and the heading of a link's target."""
    word, _, heading = target.partition("#")
    # `#^1a2b3c` is a paragraph in Obsidian, which has no anchor here
    return word.strip(), "" if heading.lstrip("#").startswith("^") else heading.strip()


def unwrap(text: str) -> tuple[str, str] | None:
    """Return the target and the label of a text that is a single link; None for any other text."""
    if not (text.startswith("[[") and text.endswith("]]")) or "]]" in text[:-2]:
        return None
    target, bar, label = text[2:-2].partition("|")
    return (target.removesuffix("\\") if bar else target).strip(), label.strip()


_BETWEEN = re.compile(r"(?:[\s,;&·/+]|\band\b|\bund\b|\bet\b|\by\b)*")


def split_links(text: str) -> list[str]:
    """Return the links of a text that consists of two or more, with commas or "and"; empty for any other text."""
    spans = [(match.start(), match.end()) for match in _LINK.finditer(text)] if text.count("[[") > 1 else []
    gaps = zip([0, *(end for _, end in spans)], [*(start for start, _ in spans), len(text)], strict=True)
    if len(spans) < 2 or not all(_BETWEEN.fullmatch(text[start:end]) for start, end in gaps):
        return []
    return [text[start:end] for start, end in spans]


def as_words(text: str) -> str:
    """Return a text with links replaced by the text a reader sees."""
    parts, at = [], 0
    for link in find_links(text):
        parts += [text[at : link.start], link.shown]
        at = link.end
    return "".join([*parts, text[at:]]) if parts else text


def is_media(word: str) -> bool:
    """Return whether a link's target is a file other than a note."""
    ending = word.rpartition("/")[2].rpartition(".")[2].lower()
    return "." in word and ending in MEDIA
