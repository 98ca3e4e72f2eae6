"""Curly quotes around a value: no quotes to YAML, so that they would become part of a name, a date or a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wayin.reading.places import position_of
from wayin.reading.yaml_errors import quoted, uncurled
from wayin.validators import Plain, quote_value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from wayin.reading.validation import Report
    from wayin.reading.yaml_loader import Document, Path

_PROSE = frozenset(
    "answer ask background context description gave goals headline learnings objectives outcome point promised"
    " questions quote received signature title what".split()
)
"""Fields of running text, which may well be somebody's words in quotes."""
_CLOSED = frozenset({"private", "type"})
"""Fields that say themselves what is wrong with them; a note stays private while in doubt."""


def without_curly_quotes(data: dict[str, Any], known: Collection[str], document: Document, report: Report) -> None:
    """Takes curly quotes away from around values, and tells of each.

    Args:
        data: the values, which are changed.
        known: the keys at the top that fields have; what others say does not count anyway.
        document: where each value stands.
        report: called with place, severity, code, message and fix of each problem.
    """
    if document.ascii:
        return
    for key in [key for key in data if key in known and key not in _CLOSED]:
        for holder, last, path in list(_texts(data, key, (key,))):
            bare = uncurled(holder[last])
            if bare == holder[last]:
                continue
            holder[last] = Plain(bare)
            report(
                position_of(path, document), "warning", "curly-quotes",
                f"{quote_value(bare)} stands in curly quotes, which are part of the text; it is read without them.",
                f"Write {quoted(bare)}, with straight quotes, or without any.",
            )  # fmt: skip


def _texts(holder: Any, last: str | int, path: Path) -> Iterator[tuple[Any, Any, Path]]:
    """Each text without straight quotes: what holds it, under which key or number, and its path."""
    value = holder[last]
    if isinstance(value, dict):
        for key in value:
            yield from _texts(value, key, (*path, key))
    elif isinstance(value, list):
        for number in range(len(value)):
            yield from _texts(value, number, (*path, number))
    elif isinstance(value, Plain) and next(part for part in reversed(path) if isinstance(part, str)) not in _PROSE:
        yield holder, last, path
