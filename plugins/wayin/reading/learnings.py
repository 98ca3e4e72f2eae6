"""Learnings in a note: in its front matter, or under a heading such as `What I learned` or `Key points`.

    ## What I learned

    - Neither. Fifty to two hundred people. #company-size
      > It took me two years to learn the rest.
      disagrees: [[Samir Haddad]]

Both mean the same and are shown in the same place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wayin.model import Learning
from wayin.note_parts import Link, NotedLearning
from wayin.reading.body import HEADING, heading_end, heading_words, plain, sentence, spaces, without_code
from wayin.reading.sections import is_learned, title_words
from wayin.reading.yaml_loader import Lines
from wayin.wikilinks import find_links, is_media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wayin.note_parts import SourcePosition

LocatedLearnings = list[tuple[Learning, dict[str, "SourcePosition"]]]
"""Each learning, with the positions of its point (`""`) and of each `key: value` line under it."""

_MAY = re.compile(r"(?i:learn|points|lesson|take-?away|insight|debrief)")
_BULLET = re.compile(r"( {0,3})(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?$")
_INDENTED = re.compile(r"[ \t]+(.*)$")
_SUB_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+")
_KEY = re.compile(r"(topic|quote|agrees|disagrees|private)[ \t]*:[ \t]*(.*)$", re.IGNORECASE)
_NOTHING = re.compile(r"\W*(?:(?:nothing|none|no|not|n/a|tbd|todo|nichts|rien|nada)\b[^\n]{0,40})?\W*", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\][ \t]+")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of learnings, as offsets in its body."""

    start: int
    """Where its heading starts."""
    content: int
    """Where its content starts."""
    end: int


@dataclass(slots=True)
class Item:
    """An item of such a section, as offsets in its body."""

    start: int
    end: int
    topic: str = ""
    """The heading above it within the section."""
    words: list[str] = field(default_factory=list)
    quote: list[str] = field(default_factory=list)
    keys: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Each `key: value` line under it, with its offset."""


class LearnedSections:
    """The sections of learnings in a body, with their items."""

    def __init__(self, body: str, text: str | None = None) -> None:
        """Find the sections. Code is ignored.

        Args:
            body: the note's body.
            text: the same without code, if it is available.
        """
        self._body, self._text = body, text or ""
        self._sections: list[tuple[Section, list[Item]]] = []
        if text is None:
            self._text = without_code(body)
        if _MAY.search(body):
            self._sections = [
                (section, _items_of(body, self._text, section)) for section in _sections(self._text, body)
            ]

    def learnings(self, first_line: int) -> LocatedLearnings:
        """Return the learnings; `first_line` is the file's line number where the body starts."""
        if not self._sections:
            return []
        lines = Lines(self._body, first_line)
        entries: LocatedLearnings = []
        for item in (item for _, items in self._sections for item in items):
            positions = {key: lines.position(at) for key, (_, at) in item.keys.items()}
            entries.append((Learning.model_validate(_entry(item)), {"": lines.position(item.start)} | positions))
        return entries

    def without_items(self) -> Iterator[tuple[str, int]]:
        """Yield the headings of sections with text but no list, each with its offset in the body."""
        for section, items in self._sections:
            text = HEADING.sub("", self._text[section.content : section.end])
            if not items and not _NOTHING.fullmatch(re.sub(r"^[^\n]*:[ \t]*$", "", text, flags=re.MULTILINE)):
                yield self._text[section.start : section.content].strip("# \n\t:"), section.start

    def speakers(self) -> Iterator[tuple[str, int]]:
        """Yield the names after `agrees:` and `disagrees:` that aren't links, each with its offset in the body."""
        for item in (item for _, items in self._sections for item in items):
            for key in ("agrees", "disagrees"):
                value, at = item.keys.get(key, ("", 0))
                if "[[" in value or not value:
                    continue
                at = self._body.index(value, at)
                for part in value.split(","):
                    if part.strip():
                        yield part.strip(), at + len(part) - len(part.lstrip())
                    at += len(part) + 1

    def removed(self) -> str:
        """Return the body without the learnings; other text of the sections stays."""
        return self._replaced(self._body, lambda _: "")

    def blanked(self) -> str:
        """Return the text without code, with the learnings blanked and all other characters in place."""
        return self._replaced(self._text, spaces)

    def _replaced(self, body: str, instead: Callable[[str], str]) -> str:
        parts, at = [], 0
        for section, items in self._sections:
            ends = [section.content, *(item.end for item in items)]
            begins = [*(item.start for item in items), section.end]
            gaps = "\n".join(self._gap(a, b) for a, b in zip(ends, begins, strict=True))
            # A heading left empty is removed too, as are those that only name topics
            whole = not gaps.strip()
            spans = [(section.start, section.end)] if whole else [(item.start, item.end) for item in items]
            for start, end in spans:
                parts += [body[at:start], instead(body[start:end])]
                at = end
        return "".join([*parts, body[at:]]) if parts else body

    def _gap(self, start: int, end: int) -> str:
        """Return the text between two items, including code, without headings of any form."""
        parts, at = [], start
        for heading in HEADING.finditer(self._text, start, end):
            parts.append(self._body[at : heading.start()])
            at = heading_end(self._body, heading)
        return "".join([*parts, self._body[at:end]])


def _entry(item: Item) -> dict[str, Any]:
    written = {key: value for key, (value, _) in item.keys.items() if value}
    point = " ".join(" ".join(item.words).split())
    entry: dict[str, Any] = {"point": point}
    if topic := written.get("topic") or ("" if "#" in point else item.topic):
        entry["topic"] = topic
    if quote := written.get("quote") or " ".join(" ".join(item.quote).split()):
        entry["quote"] = quote
    for key in ("agrees", "disagrees"):
        if key in written:
            linked = [written[key][link.start : link.end] for link in find_links(written[key])]
            entry[key] = linked or [part.strip() for part in written[key].split(",") if part.strip()]
    if "private" in written:
        entry["private"] = written["private"]
    return entry


def _sections(text: str, body: str) -> Iterator[Section]:
    """Yield the sections of learnings; each ends before the next heading of the same or a higher level."""
    open_: tuple[int, int, int] | None = None
    for heading in HEADING.finditer(text):
        level = len(heading[1])
        if open_ and level <= open_[0]:
            yield Section(open_[1], open_[2], heading.start())
            open_ = None
        if not open_ and is_learned(title_words(heading_words(heading))):
            open_ = (level, heading.start(), heading_end(body, heading) + 1)
    if open_:
        yield Section(open_[1], min(open_[2], len(text)), len(text))


def _items_of(body: str, text: str, section: Section) -> list[Item]:
    """Return the items of the lists in a section; nested and continued lines belong to their item."""
    items: list[Item] = []
    item: Item | None = None
    topic, at, indent, after_blank = "", section.content, 0, False
    while at < section.end:
        end = text.find("\n", at, section.end)
        end = section.end if end < 0 else end
        seen, line = text[at:end].rstrip("\r"), body[at:end].rstrip("\r")
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
    for item in items:
        item.end = min(item.end + 1, section.end)
    # A question that ends in a colon has no answer yet
    return [item for item in items if _says_something(item)]


def _says_something(item: Item) -> bool:
    words = " ".join(item.words).strip()
    return bool(words) and not (words.endswith(":") and not item.quote)


def _continue(item: Item, text: str, at: int) -> None:
    """Add a line to an item: a quotation, a `key: value`, or more of its point."""
    bare = _SUB_BULLET.sub("", text, count=1)
    at += len(text) - len(bare)
    if bare.startswith(">"):
        item.quote.append(bare.lstrip("> \t"))
    elif keyed := _KEY.match(bare):
        item.keys.setdefault(keyed[1].casefold(), (keyed[2].strip(), at))
    else:
        item.words.append(bare)


def links_of(learnings: Iterable[tuple[SourcePosition, NotedLearning]]) -> list[Link]:
    """Return the links in learnings, each with its sentence, in an order independent of their positions."""
    links = []
    for position, learning in learnings:
        for text in (learning.point, learning.quote or ""):
            for link in find_links(text) if "[[" in text else ():
                if link.word and not is_media(link.word):
                    links.append(Link(link.word, position, sentence(text, link.start, link.end)))
    return sorted(links, key=lambda link: (link.sentence, link.word))


# --- single learnings -------------------------------------------------------------------------------------------------

# Characters that belong to a name (`#C++`, `#C#`, `#.NET`, `#R&D`, `#node.js`), but not to the sentence
_MORE = r"(?:[\w/-]|\.(?=[a-z\d])|&(?=\w)(?!\w{1,20};))"
_NAME_ENDINGS = r"(?:(?:\+\+?\d{0,2}|(?<=\b\w)#)(?![\w+#]))?"
_TAG = rf"#\.?[^\W_]{_MORE}*{_NAME_ENDINGS}"
_TOPIC = re.compile(rf"(?<![\w&/])#(\.?[^\W\d_]{_MORE}{{0,60}}{_NAME_ENDINGS})")
_IS_TAG = re.compile(_TAG)
_TAGS_IN_FRONT = re.compile(rf"^(?:{_TAG}\s+)+(?=\S)")
_QUOTED = re.compile(r"(?:\"([^\"]+)\"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«)\s*$")
_BEFORE_A_QUOTE = re.compile(rf"(?:[.!?…:;–—-]|(?:^|\s)#\.?[^\W\d_]{_MORE}*{_NAME_ENDINGS})\s*$")
_QUOTATION_MARKS = {('"', '"'), ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("‘", "’"), ("'", "'")}


def noted(learning: Learning) -> NotedLearning:
    """Return the topics, the point and the quotation of a learning, however it is written."""
    point, quote = _line(learning.point), _unquoted(_line(learning.quote or "")) or None
    if not quote:
        point, quote = _quotation(point)
    if topic := plain((learning.topic or "").lstrip("# ")):
        topics = [topic]
    else:
        topics, point = _inline(point)
    return NotedLearning(
        tuple(topics), point, quote, learning.private, learning.agrees, learning.disagrees
    )  # fmt: skip


def _line(text: str) -> str:
    return " ".join(text.split())


def _unquoted(text: str) -> str:
    """Return a quotation without the quotes around it."""
    return text[1:-1].strip() if len(text) > 1 and (text[0], text[-1]) in _QUOTATION_MARKS else text


def _without_tags_at_the_end(line: str) -> tuple[str, str]:
    """Return a line without the `#words` at its end, and these with the space before them."""
    words = line.split(" ")
    kept = len(words)
    while kept and _IS_TAG.fullmatch(words[kept - 1]):
        kept -= 1
    text = " ".join(words[:kept])
    return text, line[len(text) :]


def _quotation(text: str) -> tuple[str, str | None]:
    """Return a text and the quotation at its end, which is a sentence of its own."""
    text, tags = _without_tags_at_the_end(text)
    match = _QUOTED.search(text) if text[-1:] in '"”“»«' else None
    if not match or not _BEFORE_A_QUOTE.search(before := text[: match.start()]) or not before.strip():
        return text + tags, None
    quote = next(part for part in match.groups() if part).strip()
    return f"{before.rstrip(' :–—-')}{tags}".strip(), quote


def _inline(text: str) -> tuple[list[str], str]:
    """Return the topics of `#words` in a text, and the text without those at its start and end."""
    topics = list(dict.fromkeys(_TOPIC.findall(text)))
    if not topics:
        return [], text
    without, _ = _without_tags_at_the_end(_TAGS_IN_FRONT.sub("", text))
    return topics, _TOPIC.sub(r"\1", without).strip() or topics[0]
