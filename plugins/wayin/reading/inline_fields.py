"""Facts in the body, written as `Company:: [[Acme]]` like in Obsidian's Dataview plugin, and lists of attendees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wayin.reading.body import HEADING, heading_words
from wayin.reading.other_keys import folded, meant_field
from wayin.reading.sections import is_attendees, title_words
from wayin.reading.validation import is_silent, keys_of
from wayin.validators import Plain
from wayin.wikilinks import find_links, is_media

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from wayin.diagnostics import Report
    from wayin.model import Kind
    from wayin.reading.kinds import VaultRules
    from wayin.reading.yaml_loader import Document, Lines

_LINE = re.compile(
    r"^[ \t>]{0,6}(?:[-*+][ \t]+)?[*_]{0,2}([^\W\d_][\w -]{1,30}?)[*_]{0,2}::(?!:)[*_]{0,2}[ \t]*([^\s:][^\n]*)$",
    re.MULTILINE,
)
_BRACKETS = re.compile(
    r"[\[(]([^\W\d_][\w -]{1,30}?)::(?!:)[ \t]*((?:\[\[[^\[\]\n]{1,200}\]\]|[^\[\]()\n]){1,300})[\])](?!\])"
)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?([^\W\d_][\w .'’-]{1,60})$", re.MULTILINE)


_OF_TASKS = frozenset("due completion scheduled start created cancelled priority repeat id".split())
"""Fields of to-dos, written by Obsidian's Tasks plugin."""


class InlineField(NamedTuple):
    """A field in a body."""

    key: str
    value: str
    key_at: int
    """The index of its key."""
    at: int
    """The index of its value."""


def find_inline_fields(text: str) -> Iterator[InlineField]:
    """Yield the fields in a body without code and comments, in order."""
    if "::" in text:
        matches = [*_LINE.finditer(text), *_BRACKETS.finditer(text)]
        for match in sorted(matches, key=lambda match: match.start(1)):
            if value := match[2].strip():
                yield InlineField(match[1], value, match.start(1), match.start(2))


def read_inline_fields(
    kind: Kind, text: str, document: Document, known: Collection[str], rules: VaultRules, lines: Lines, report: Report
) -> None:
    """Add the fields in a body to the front matter, unless it has them already.

    Args:
        kind: the kind of the note.
        text: the body, without code and comments.
        document: the front matter, which gets the values and their positions.
        known: the keys of the note's fields.
        rules: the vault's own conventions.
        lines: maps the body's positions.
        report: called once for those that count, and once for those that don't.
    """
    read: list[tuple[InlineField, str]] = []
    unknown: dict[str, InlineField] = {}
    for inline in find_inline_fields(text):
        field = "title" if folded(inline.key) == "title" else meant_field(kind, inline.key, known, rules)
        if field is None:
            if not is_silent(inline.key) and folded(inline.key) not in _OF_TASKS:
                unknown.setdefault(inline.key.strip(), inline)
            continue
        if field in document.data or folded(inline.key) in map(folded, document.data):
            continue
        document.data[field] = Plain(inline.value)
        document.keys[field,], document.positions[field,] = lines.position(inline.key_at), lines.position(inline.at)
        read.append((inline, field))
    if read:
        inline, field = read[0]
        report(lines.position(inline.key_at), "inline-fields", key=inline.key.strip(), field=field)
    if unknown:
        position = lines.position(next(iter(unknown.values())).key_at)
        report(position, "inline-fields/unknown", keys=[f"`{key}::`" for key in list(unknown)[:5]])


def read_attendees(text: str, document: Document, rules: VaultRules, lines: Lines, report: Report) -> None:
    """Add the people below a heading such as `Attendees` to the front matter of an interview without `with`.

    Args:
        text: the body, without code and comments.
        document: the front matter, which gets their names and the position of the first.
        rules: the vault's own conventions.
        lines: maps the body's positions.
        report: called if there are any.
    """
    known = keys_of("interview")
    if any(value and meant_field("interview", key, known, rules) == "with" for key, value in document.data.items()):
        return
    headings = list(HEADING.finditer(text))
    for number, heading in enumerate(headings):
        if not is_attendees(title_words(heading_words(heading))):
            continue
        end = headings[number + 1].start() if number + 1 < len(headings) else len(text)
        below = text[heading.end() : end]
        names = [f"[[{link.word}]]" for link in find_links(below) if link.word and not is_media(link.word)]
        if names := names or [item[1].strip() for item in _ITEM.finditer(below)]:
            position = lines.position(heading.end() + 1)
            document.data["with"] = names
            document.keys["with",] = document.positions["with",] = position
            report(lines.position(heading.start()), "read-as/text", key=heading_words(heading).strip(" :"), ours="with")
            return
