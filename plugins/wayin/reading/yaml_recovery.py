"""Recovery of invalid front matter, one top-level key at a time, so that a mistake only costs its own lines.

A part is a key with everything indented below it, or a line that belongs to no key.
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
"""The most parts tried separately, and the most that may fail; nobody writes more."""
_ENTRY = re.compile(r"-(?:[ \t]|$)")


def recover(text: str, first_line: int, whole: YamlError, tell: Fault) -> Document:
    """Return the readable part of a text that isn't valid as a whole.

    Args:
        text: the front matter.
        first_line: its line number in the file.
        whole: the error of the whole.
        tell: called for each mistake with its reason, its index, the key it costs (empty for none), and whether the
            key's lines above it still count.
    """
    merged = Document()
    reported = False
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
            reported = True
            bad += 1
            continue
        reported = reported or document.partial
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
    if not reported:
        # Each part is valid by itself, so the mistake is between them: usually a key after spaces
        begun = [start for start, _ in parts(text)]
        apart = [start for start in begun if text[start] in " \t"]
        if apart and len(apart) < len(begun):
            tell("key set apart", apart[0], "", False)
        else:
            tell(whole.reason, whole.index, "", False)
    return merged


def _read(part: str, line: int, start: int, tell: Fault) -> Document | None:
    """Return the readable beginning of a part, up to the line with the mistake; None if there is none."""
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
    """Yield the start and the end of each part."""
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
