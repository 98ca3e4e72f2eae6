"""Facts in the body, written as `Company:: [[Acme]]` like in Obsidian's Dataview plugin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wayin.reading.other_keys import folded, meant_field
from wayin.validators import Plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from wayin.diagnostics import Report
    from wayin.model import Kind
    from wayin.reading.kinds import VaultRules
    from wayin.reading.yaml_loader import Document, Lines

_LINE = re.compile(
    r"^[ \t>]{0,6}(?:[-*+][ \t]+)?[*_]{0,2}([^\W\d_][\w -]{1,30}?)[*_]{0,2}::[*_]{0,2}[ \t]+(\S[^\n]*)$", re.MULTILINE
)
_BRACKETS = re.compile(r"[\[(]([^\W\d_][\w -]{1,30}?)::[ \t]+([^\[\]()\n]{1,200}|\[\[[^\[\]\n]{1,200}\]\])[\])]")


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
            yield InlineField(match[1], match[2].strip(), match.start(1), match.start(2))


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
        report: called once, for the first field.
    """
    first = True
    for inline in find_inline_fields(text):
        field = meant_field(kind, inline.key, known, rules)
        if field is None or field in document.data or folded(inline.key) in map(folded, document.data):
            continue
        position = lines.position(inline.key_at)
        document.data[field] = Plain(inline.value)
        document.keys[field,], document.positions[field,] = position, lines.position(inline.at)
        if first:
            report(position, "inline-fields", key=inline.key.strip(), field=field)
            first = False
