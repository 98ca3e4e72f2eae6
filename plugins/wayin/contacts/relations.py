"""Relations between people on cards, in the words of five programs."""

from __future__ import annotations

import re

_WORDS = {
    "spouse": "spouse|husband|wife|domestic partner|ehepartner|ehefrau|ehemann|conjoint|conjointe|cónyuge",
    "parent": "parent|mother|father|vater|mutter|mère|père|madre|padre",
    "child": "child|son|daughter|kind|sohn|tochter|enfant|fils|fille|hijo|hija",
    "sibling": "sibling|brother|sister|bruder|schwester|frère|sœur|soeur|hermano|hermana",
}
_KNOWN = {word: label for label, words in _WORDS.items() for word in words.split("|")}
_APPLE = re.compile(r"_\$!<(.*)>!\$_")
FAMILY = frozenset(_WORDS)
"""The closest relations."""
ANDROID = (
    "own word|assistant|brother|child|domestic partner|father|friend|manager|mother|parent|partner|referred by|relative"
    "|sister|spouse"
).split("|")
"""Android's relations by number; 0 is a custom one."""


def label_of(written: str) -> str:
    """Return a label as `spouse`, `parent`, `child` or `sibling` if it means one of these, else as written."""
    match = _APPLE.fullmatch(written.strip())
    label = (match[1] if match else written).strip().casefold().strip("*. ")
    return _KNOWN.get(label, label)
