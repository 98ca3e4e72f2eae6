"""Lines of text split into parts: text, links and code. Templates turn the parts into HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wayin.wikilinks import PATTERN, split_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WEB = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()]{1,500})\)")
_LINK = re.compile(f"{PATTERN}|{_WEB.pattern}")
_EMPHASIS = re.compile(r"\*\*|__|==|~~|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_CODE = re.compile(r"`([^`\n]+)`")


class Span(NamedTuple):
    """A part of a line."""

    text: str
    node: str = ""
    """The id of the page it links to within the site, if any."""
    url: str = ""
    """The web address it links to outside the site, if any."""
    code: bool = False


def of_markdown(line: str, targets: Mapping[str, str]) -> list[Span]:
    """Split a line of a note at its links, and drop other markup.

    Args:
        line: a line of Markdown.
        targets: the id of each linked word in the note.
    """
    if "[" not in line:
        return [Span(_bare(line))]
    spans: list[Span] = []
    at = 0
    for match in _LINK.finditer(line):
        spans.append(Span(_bare(line[at : match.start()])))
        at = match.end()
        if match[5]:
            spans.append(Span(match[4], url=match[5]))
            continue
        word, _ = split_target(match[2])
        label = (match[3] or "").strip() or word.rpartition("/")[2]
        spans.append(Span(label, targets.get(word, "")))
    return [*spans, Span(_bare(line[at:]))]


def _bare(text: str) -> str:
    return _EMPHASIS.sub("", text) if any(mark in text for mark in "*_=~`") else text


def of_message(message: str) -> list[Span]:
    """Split a message at quotations from notes in backticks."""
    return [Span(part, code=bool(i % 2)) for i, part in enumerate(_CODE.split(message))]


def with_names(sentence: str, names: Iterable[tuple[str, str]]) -> list[Span]:
    """Split a sentence so that each name links to its page where it first occurs.

    Args:
        sentence: the sentence.
        names: ids with their names.
    """
    ids = {name: id_ for id_, name in reversed([*names]) if name}
    # The longest first, so that Ann Lee is not mistaken for Ann
    longest_first = sorted(ids, key=len, reverse=True)
    spans: list[Span] = []
    at = 0
    while matches := [
        (at_name, i) for i, name in enumerate(longest_first) if (at_name := _find(sentence, name, at)) >= 0
    ]:
        start, i = min(matches)
        name = longest_first[i]
        spans += [Span(sentence[at:start]), Span(name, ids.pop(name, ""))]
        at = start + len(name)
    return [*spans, Span(sentence[at:])]


def _find(text: str, name: str, at: int) -> int:
    """Return the index where a name next occurs as a whole word; -1 if it doesn't."""
    for place in _places(text, name, at):
        end = place + len(name)
        if not _is_word(text[place - 1 : place]) and not _is_word(text[end : end + 1]):
            return place
    return -1


def _places(text: str, name: str, at: int) -> Iterator[int]:
    while (at := text.find(name, at)) >= 0:
        yield at
        at += 1


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
