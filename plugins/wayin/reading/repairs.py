"""Front matter repaired, with a report for each: sentences with a colon, curly quotes, missing hyphens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wayin.reading.value_positions import position_of
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
"""Fields with running text, which may be a quotation."""
_CLOSED = frozenset({"private", "type"})
"""Fields that report their own problems; a note stays private if in doubt."""
_OF_NAMES = frozenset({"knows", "with", "introductions"})
_HYPHEN = re.compile(r"-[^\W\d]|-\[\[")


def rejoin_split_sentences(
    data: dict[str, Any], of_text: Mapping[str, Set[str]], document: Document, report: Report
) -> set[Path]:
    """Join list entries that YAML split at a colon: it reads the start of the sentence as a key.

    Args:
        data: the values, changed in place.
        of_text: the fields that list texts, with the keys of a mapping in place of a text.
        document: the positions, and what a # cut off.
        report: called for each sentence.

    Returns:
        The paths of sentences that include again what a # cut off.
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
    """Return the text before and after the colon, if the entry was meant as a sentence: keys are single words."""
    if not isinstance(entry, dict) or len(entry) != 1:
        return None
    ((key, value),) = entry.items()
    is_text = isinstance(key, str) and isinstance(value, str) and len(key.split()) > 1
    return (key, value) if is_text and not closest_match(key, list(keys), 0.8) else None


def without_curly_quotes(data: dict[str, Any], known: Collection[str], document: Document, report: Report) -> None:
    """Remove curly quotes around values: YAML would make them part of a name or a date.

    Args:
        data: the values, changed in place.
        known: the top-level keys of fields; others are ignored anyway.
        document: the positions.
        report: called for each value.
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
    """Yield each text without straight quotes, with its container, its key or index, and its path."""
    value = holder[last]
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from _texts(value, key, (*path, key))
    elif isinstance(value, Plain) and next(part for part in reversed(path) if isinstance(part, str)) not in _PROSE:
        yield holder, last, path


def drop_unhyphenated(data: dict[str, Any], document: Document, report: Report) -> None:
    """Drop lists without proper hyphens: `-Ada` isn't an item, and names on lines without any are one long name."""
    for key, begins in document.folded:
        if key in _OF_NAMES and not _HYPHEN.match(data.get(key, "-")):
            report(begins, "hyphen/none", key=key)
            del data[key]
    for key, value in list(data.items()):
        place, at = document.positions.get((key,)), document.keys.get((key,))
        if isinstance(value, Plain) and _HYPHEN.match(value) and place and at and place.line > at.line:
            report(place, "hyphen/no-space", value=value)
            del data[key]
