"""A sentence with a colon in a list: to YAML its beginning is a key, so that the sentence would be no text at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wayin.reading.places import position_of
from wayin.reading.yaml_errors import quoted
from wayin.validators import Plain, closest_match

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from wayin.reading.validation import Report
    from wayin.reading.yaml_loader import Document, Path


def rejoin_split_sentences(
    data: dict[str, Any], of_text: Mapping[str, Set[str]], document: Document, report: Report
) -> set[Path]:
    """Puts sentences together again that a colon took apart, and tells of each.

    Args:
        data: the values, which are changed.
        of_text: the fields that list texts; for each, the keys that a block in its place may have.
        document: where each value stands, and what a # cut off.
        report: called with place, severity, code, message and fix of each problem.

    Returns:
        The places where what a # cut off is part of the sentence again.
    """
    whole: set[Path] = set()
    for field, keys in of_text.items():
        listed = data.get(field)
        entries: list[Any] = listed if isinstance(listed, list) else []
        for i, entry in enumerate(entries):
            found = _sentence(entry, keys)
            if found is None:
                continue
            path = (field, i, found[0])
            cut = next((cut for at, _, _, cut in document.cut if at == path), "")
            text = f"{found[0]}: {found[1]} {cut}".strip()
            entries[i] = Plain(text)
            whole.add(path)
            report(
                position_of((field, i), document), "warning", "colon-in-item",
                "The colon in this sentence makes a key of what stands before it; it is read as one sentence.",
                f"Write - {quoted(text)}",
            )  # fmt: skip
    return whole


def _sentence(entry: Any, keys: Set[str]) -> tuple[str, str] | None:
    """What stands before and after the colon, if an entry was meant to be a sentence: no key has several words."""
    if not isinstance(entry, dict) or len(entry) != 1:
        return None
    ((key, value),) = entry.items()
    if (
        not isinstance(key, str)
        or not isinstance(value, str)
        or len(key.split()) < 2
        or closest_match(key, list(keys), 0.8)
    ):
        return None
    return key, value
