"""Texts as YAML: plain if that is safe for every YAML reader, else in double quotes."""

from __future__ import annotations

import re

from wayin.reading.yaml_loader import YamlError
from wayin.reading.yaml_tree import parse_tree

_SAFE = re.compile(r"[^\W\d_](?:[\w .,;?'’&()+/–-]*[\w.)’?])?")
_WORDS = frozenset("y n yes no on off true false null nan inf".split())
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_JOINERS = "\u200c\u200d"
"""Not printable, but needed in many scripts and emoji."""


def quoted(text: str) -> str:
    """Return a text as a YAML value on one line that every YAML reader reads back unchanged."""
    if _SAFE.fullmatch(text) and text.isprintable() and text.casefold() not in _WORDS:
        return text
    return '"' + "".join(_escaped(char) for char in text) + '"'


def quoted_in_list(text: str) -> str:
    """Return a text like `quoted`, for an entry of a `[list]`, where a comma or a bracket would end it."""
    plain = quoted(text)
    return f'"{plain}"' if "," in plain and not plain.startswith('"') else plain


def requoted(written: str, old: str, new: str, in_list: bool = False) -> str:
    """Return another text as YAML on one line, with the same quotes as the old one.

    Args:
        written: the old text as YAML.
        old: its value.
        new: the new value.
        in_list: whether it is in brackets or braces, where a comma ends it.
    """
    if written.startswith("'") and new.isprintable():
        return "'" + new.replace("'", "''") + "'"
    if written.startswith('"'):
        return '"' + "".join(_escaped(char) for char in new) + '"'
    quote = quoted_in_list if in_list else quoted
    safe = quote(new)
    # A plain text that isn't safe everywhere may stay plain, if this reader reads it back
    return new if safe != new and quote(old) != old and _is_plain(new, in_list) else safe


def _is_plain(text: str, in_list: bool) -> bool:
    try:
        tree = parse_tree(f"key: [{text}]\n" if in_list else f"key: {text}\n")
    except YamlError:
        return False
    value = tree.value_of("key") if tree else None
    if in_list and value:
        value = value.items[0] if len(value.items) == 1 else None
    return value is not None and value.style == "plain" and value.text == text


def _escaped(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable() or char in _JOINERS:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
