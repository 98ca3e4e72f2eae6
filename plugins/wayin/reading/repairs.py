"""Front matter read as it was meant, with a word about each: sentences with a colon, curly quotes, missing hyphens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wayin.reading.places import position_of
from wayin.reading.yaml_errors import quoted, uncurled
from wayin.validators import Plain, closest_match

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Set

    from wayin.diagnostics import Report
    from wayin.reading.yaml_loader import Document, Path

_PROSE = frozenset(
    "answer ask background context description gave goals headline learnings objectives outcome point promised"
    " questions quote received signature title what".split()
)
"""Fields of running text, which may well be somebody's words in quotes."""
_CLOSED = frozenset({"private", "type"})
"""Fields that report what is wrong with them themselves; a note stays private while in doubt."""
_OF_NAMES = frozenset({"knows", "with", "introductions"})
_HYPHEN = re.compile(r"-[^\W\d]|-\[\[")


def rejoin_split_sentences(
    data: dict[str, Any], of_text: Mapping[str, Set[str]], document: Document, report: Report
) -> set[Path]:
    """Put sentences together again that a colon in a list took apart: to YAML, its beginning is a key.

    Args:
        data: the values, which are changed.
        of_text: the fields that list texts; for each, the keys that a block in its place may have.
        document: where each value is, and what a # cut off.
        report: called for each of them.

    Returns:
        The places where what a # cut off is part of the sentence again.
    """
    whole: set[Path] = set()
    for field, keys in of_text.items():
        entries = data.get(field)
        for i, entry in enumerate(entries if isinstance(entries, list) else ()):
            sentence = _sentence(entry, keys)
            if sentence is None:
                continue
            path = (field, i, sentence[0])
            cut = next((cut for at, _, _, cut in document.cut if at == path), "")
            text = f"{sentence[0]}: {sentence[1]} {cut}".strip()
            data[field][i] = Plain(text)
            whole.add(path)
            report(position_of((field, i), document), "colon-in-item", quoted=quoted(text))
    return whole


def _sentence(entry: Any, keys: Set[str]) -> tuple[str, str] | None:
    """Return what is before and after the colon, if an entry was meant to be a sentence: no key has several words."""
    if not isinstance(entry, dict) or len(entry) != 1:
        return None
    ((key, value),) = entry.items()
    is_text = isinstance(key, str) and isinstance(value, str) and len(key.split()) > 1
    return (key, value) if is_text and not closest_match(key, list(keys), 0.8) else None


def without_curly_quotes(data: dict[str, Any], known: Collection[str], document: Document, report: Report) -> None:
    """Take away curly quotes around values: to YAML they are none, so they would be part of a name or a date.

    Args:
        data: the values, which are changed.
        known: the keys at the top that fields have; what others say is ignored anyway.
        document: where each value is.
        report: called for each of them.
    """
    if document.ascii:
        return
    for key in [key for key in data if key in known and key not in _CLOSED]:
        for holder, last, path in list(_texts(data, key, (key,))):
            bare = uncurled(holder[last])
            if bare != holder[last]:
                holder[last] = Plain(bare)
                report(position_of(path, document), "curly-quotes", value=bare, quoted=quoted(bare))


def _texts(holder: Any, last: str | int, path: Path) -> Iterator[tuple[Any, Any, Path]]:
    """Yield each text without straight quotes: what holds it, under which key or number, and its path."""
    value = holder[last]
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _texts(value, key, (*path, key))
    elif isinstance(value, Plain) and next(part for part in reversed(path) if isinstance(part, str)) not in _PROSE:
        yield holder, last, path


def drop_unhyphenated(data: dict[str, Any], document: Document, report: Report) -> None:
    """Drop lists without proper hyphens: `-Ada` is no item, and lines of names without any are one long name."""
    for key, begins in document.folded:
        if key in _OF_NAMES and not _HYPHEN.match(data.get(key, "-")):
            report(begins, "hyphen/none", key=key)
            del data[key]
    for key, value in list(data.items()):
        place, at = document.positions.get((key,)), document.keys.get((key,))
        if isinstance(value, Plain) and _HYPHEN.match(value) and place and at and place.line > at.line:
            report(place, "hyphen/no-space", value=value)
            del data[key]
