"""Front matter that cannot be read as a whole, read one top-level key at a time: a slip costs the lines it stands in.

A part of the front matter is a key with all that is indented below it, or a line that belongs to no key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.reading import yaml_loader as yaml_values
from wayin.reading.yaml_loader import Document, YamlError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Fault = Callable[[str, int, str, bool], None]

_KEY_LINE = re.compile(r"(?=[^\s#-])[^\n]{0,200}?:(?:\s|$)")
_EMPTY_KEY = re.compile(r"[^\n]{0,200}:[ \t]*(?:#[^\n]*)?$")
MOST = 2000
MOST_BAD = 150
"""How many parts are tried one by one, and how many may fail: nobody has written what is longer than that."""
_ENTRY = re.compile(r"-(?:[ \t]|$)")


def rescue(text: str, first_line: int, whole: YamlError, tell: Fault) -> Document:
    """What can be read of a text that cannot be read as a whole.

    Args:
        text: the front matter.
        first_line: the line of the file on which it begins.
        whole: why it cannot be read as a whole.
        tell: called for each slip with its reason, its index in the text, the key that it costs (empty: none), and
            whether the key's lines above the slip still count.
    """
    merged = Document()
    told = False
    line = first_line
    bad = 0
    for number, (start, end) in enumerate(parts(text)):
        if bad == MOST_BAD or number == MOST:
            tell("too many slips", start, "", False)
            break
        part = text[start:end]
        document = _read(part, line, start, tell)
        line += part.count("\n")
        if document is None:
            told = True
            bad += 1
            continue
        told = told or document.partial
        for key in document.data.keys() & merged.data.keys():
            merged.doubled.append(((key,), merged.keys[key,], document.keys[key,]))
            del document.data[key]
        merged.data |= document.data
        merged.positions = document.positions | merged.positions
        merged.keys = document.keys | merged.keys
        merged.doubled += document.doubled
        merged.cut += document.cut
        merged.commas += document.commas
        merged.folded += document.folded
    if not told:
        # Each part is fine by itself, so what is wrong lies between them: most often a key with spaces before it
        begun = [start for start, _ in parts(text)]
        apart = [start for start in begun if text[start] in " \t"]
        if apart and len(apart) < len(begun):
            tell("key set apart", apart[0], "", False)
        else:
            tell(whole.reason, whole.index, "", False)
    return merged


def _read(part: str, line: int, start: int, tell: Fault) -> Document | None:
    """A part as far as it can be read: up to the line of the slip, or not at all."""
    try:
        return yaml_values.load(part, line)
    except YamlError as refused:
        index = min(refused.index, len(part.rstrip()))
        slip, reason = start + index, refused.reason
    key = part.split(":", 1)[0].strip("\"' \t\n") if _KEY_LINE.match(part) else ""
    above = part[: part.rfind("\n", 0, index) + 1]
    if above.strip() and key:
        try:
            document = yaml_values.load(above, line)
        except YamlError:
            pass
        else:
            document.partial = True
            tell(reason, slip, key, True)
            return document
    tell(reason if key else f"stray {reason}", slip if key else start, key, False)
    return None


def parts(text: str) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends."""
    begun = 0
    at = 0
    takes_entries = is_open = False
    for bare in text.split("\n"):
        line = bare + "\n"
        above = not bare.strip() or bare[0] in " \t#" or bare[0] in "]}" or (takes_entries and _ENTRY.match(bare))
        is_key = _KEY_LINE.match(bare) is not None
        if at > begun and not above and (is_key or not is_open):
            yield begun, at
            begun, is_open = at, False
        if not above or at == begun:
            takes_entries = is_key and _EMPTY_KEY.match(bare) is not None
        if at >= begun:
            is_open = is_open or line.count("[") + line.count("{") > line.count("]") + line.count("}")
        at += len(line)
    if len(text) > begun:
        yield begun, len(text)
