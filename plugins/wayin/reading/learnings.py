"""What was learned as a body tells it: the items of a section `Learnings`, `What I learned` or `Key points`.

    ## What I learned

    - Neither. Fifty to two hundred people. #company-size
      > It took me two years to learn the rest.
      disagrees: [[Samir Haddad]]

They mean the same as entries of `learnings:` in the front matter, and are shown in the same place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wayin import model
from wayin.reading.body import HEADING, WIKILINK, heading_words, is_media, sentence, spaces, without_code
from wayin.reading.said import said
from wayin.reading.yaml_loader import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wayin.model import SourcePosition

TITLES = frozenset(
    {
        "learnings", "learning", "what i learned", "what i learnt", "what i have learned", "what i've learned",
        "what i’ve learned", "key points", "key learnings",
    }
)  # fmt: skip
"""What the heading of such a section says, in any case, with or without a colon."""

_MAY = re.compile(r"(?i:learn|key points)")
_BULLET = re.compile(r"( {0,3})(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?$")
_INDENTED = re.compile(r"[ \t]+(.*)$")
_SUB_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_KEY = re.compile(r"(topic|quote|agrees|disagrees|private)[ \t]*:[ \t]*(.*)$", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\][ \t]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of what was learned, in characters of its body."""

    start: int
    """Where its heading begins."""
    content: int
    """Where its content begins."""
    end: int


@dataclass(slots=True)
class Item:
    """One item of such a section, in characters of its body."""

    start: int
    end: int
    topic: str = ""
    """The heading within the section under which it stands."""
    words: list[str] = field(default_factory=list)
    quote: list[str] = field(default_factory=list)
    keys: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Each `key: value` line under it, with its place."""


def read_learnings(body: str, first_line: int) -> list[tuple[model.Learning, dict[str, SourcePosition]]]:
    """What the body of an interview says was learned.

    Args:
        body: the text under the front matter.
        first_line: the line of the file on which it begins.

    Returns:
        Each learning, with the place of its point (`""`) and of each `key: value` line under it.
    """
    lines: Lines | None = None
    found = []
    for item in _items(body):
        lines = lines or Lines(body, first_line)
        point = " ".join(" ".join(item.words).split())
        positions = {"": lines.position(item.start)} | {key: lines.position(at) for key, (_, at) in item.keys.items()}
        found.append((model.Learning.model_validate(_entry(item, point)), positions))
    return found


def _entry(item: Item, point: str) -> dict[str, Any]:
    said = {key: value for key, (value, _) in item.keys.items() if value}
    entry: dict[str, Any] = {"point": point}
    if topic := said.get("topic") or ("" if "#" in point else item.topic):
        entry["topic"] = topic
    if quote := said.get("quote") or " ".join(" ".join(item.quote).split()):
        entry["quote"] = quote
    for key in ("agrees", "disagrees"):
        if key in said:
            linked = [one[0] for one in WIKILINK.finditer(said[key])]
            entry[key] = linked or [one for one in (part.strip() for part in said[key].split(",")) if one]
    if "private" in said:
        entry["private"] = said["private"]
    return entry


def without_learnings(body: str) -> str:
    """The body without what it says was learned, which the page shows in its own place; other text of it stays."""
    return _replaced(body, lambda _: "")


def blank_learnings(body: str) -> str:
    """The body with what it says was learned blanked, every other character where it was."""
    return _replaced(body, spaces)


def _replaced(body: str, instead: Callable[[str], str]) -> str:
    parts, at = [], 0
    for section, items in _sections_with_items(body):
        ends = [section.content, *(item.end for item in items)]
        begins = [*(item.start for item in items), section.end]
        gaps = "\n".join(body[a:b] for a, b in zip(ends, begins, strict=True))
        # A heading with nothing of its own left under it goes too, and so do those that only name topics
        if HEADING.sub("", gaps).strip():
            spans = [(item.start, item.end) for item in items]
        else:
            spans = [(section.start, section.end)]
        for start, end in spans:
            parts += [body[at:start], instead(body[start:end])]
            at = end
    return "".join([*parts, body[at:]]) if parts else body


def _items(body: str) -> Iterator[Item]:
    for _, items in _sections_with_items(body):
        yield from items


def _sections_with_items(body: str) -> Iterator[tuple[Section, list[Item]]]:
    return iter(_found(body)) if _MAY.search(body) else iter(())


@lru_cache(maxsize=4)
def _found(body: str) -> list[tuple[Section, list[Item]]]:
    """The sections of one body, which reading asks for several times in turn."""
    said = without_code(body)
    return [(section, _items_of(body, said, section)) for section in _sections(said)]


def _sections(said: str) -> Iterator[Section]:
    """The sections that tell of learnings; each ends before the next heading of its own level or above."""
    open_: tuple[int, int, int] | None = None
    for found in HEADING.finditer(said):
        level = len(found[1])
        if open_ and level <= open_[0]:
            yield Section(open_[1], open_[2], found.start())
            open_ = None
        if not open_ and heading_words(found).rstrip(" :").casefold() in TITLES:
            open_ = (level, found.start(), found.end() + 1)
    if open_:
        yield Section(open_[1], min(open_[2], len(said)), len(said))


def _items_of(body: str, said: str, section: Section) -> list[Item]:
    """The items of the lists in a section; what is nested in one, or continues it, belongs to it."""
    items: list[Item] = []
    item: Item | None = None
    topic, at, indent, after_blank = "", section.content, 0, False
    while at < section.end:
        end = said.find("\n", at, section.end)
        end = section.end if end < 0 else end
        seen, line = said[at:end].rstrip("\r"), body[at:end].rstrip("\r")
        if not seen.strip():
            after_blank = True
            if line.strip():  # code
                item = None
        elif heading := HEADING.fullmatch(seen):
            topic, item = heading_words(heading).rstrip(" :"), None
        elif (bullet := _BULLET.match(seen)) and not (items and item is items[-1] and len(bullet[1]) > indent + 1):
            indent = len(bullet[1])
            item = Item(at, end, topic, [_TASK.sub("", line[bullet.start(2) :] if bullet[2] else "", count=1)])
            items.append(item)
        elif item and (indented := _INDENTED.match(seen)):
            _continue(item, line[indented.start(1) :], at + indented.start(1))
            item.end = end
        elif item and not after_blank:
            _continue(item, line, at)
            item.end = end
        else:
            item = None
        if seen.strip():
            after_blank = False
        at = end + 1
    for one in items:
        one.end = min(one.end + 1, section.end)
    return [one for one in items if any(words.strip() for words in one.words)]


def _continue(item: Item, text: str, at: int) -> None:
    """A further line of an item: a quotation, a `key: value`, or more of its point."""
    bare = _SUB_BULLET.sub("", text, count=1)
    at += len(text) - len(bare)
    if bare.startswith(">"):
        item.quote.append(bare.lstrip("> \t"))
    elif keyed := _KEY.match(bare):
        item.keys.setdefault(keyed[1].casefold(), (keyed[2].strip(), at))
    else:
        item.words.append(bare)


def links_of(learnings: Iterable[tuple[SourcePosition, model.Learning]]) -> list[model.Link]:
    """The links in what was learned, each with its sentence, in an order that does not depend on where it stands."""
    found = []
    for position, one in learnings:
        if "[[" not in one.point and "[[" not in (one.quote or ""):
            continue
        _, point, quote = said(one)
        for text in (point, quote or ""):
            for link in WIKILINK.finditer(text):
                word = link[2].partition("#")[0].strip()
                if word and not is_media(word):
                    found.append(model.Link(word, position, sentence(text, link.start(), link.end())))
    return sorted(found, key=lambda link: (link.sentence, link.word))
