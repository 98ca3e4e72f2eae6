"""A text as YAML: as it is where that is safe for every reader of YAML, else in double quotes."""

from __future__ import annotations

import re

_SAFE = re.compile(r"[^\W\d_](?:[\w .,;?'’&()+/–-]*[\w.)’?])?")
_WORDS = frozenset("y n yes no on off true false null nan inf".split())
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_JOINERS = "\u200c\u200d"
"""Not printable by themselves, and meant in many scripts and emoji."""


def quoted(text: str) -> str:
    """The text as a value on one line of YAML, from which every reader of YAML gets the same text back."""
    if _SAFE.fullmatch(text) and text.isprintable() and text.casefold() not in _WORDS:
        return text
    return '"' + "".join(_escaped(char) for char in text) + '"'


def quoted_in_list(text: str) -> str:
    """Return as `quoted`, for an entry of a `[list]`, where a comma or a bracket would end it."""
    plain = quoted(text)
    return f'"{plain}"' if "," in plain and not plain.startswith('"') else plain


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable() or char in _JOINERS:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
