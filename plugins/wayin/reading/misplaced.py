"""Front matter that is not where it counts: without its lines of hyphens, below other text, twice, or as code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from wayin.reading.front_matter import Front

_KEY_LINE = re.compile(r"([a-z_]{2,20}|type):(?:[ \t]|$)", re.MULTILINE)
_BLOCK = re.compile(r"^(?:[ \t]*-{3}|```\w{0,10}\n-{3})[ \t]*\n([a-z_]{2,20}):(?:[ \t]|\n)", re.MULTILINE)
_END = re.compile(r"^[ \t]*-{3}[ \t]*$", re.MULTILINE)
_ABOVE = 600
"""How many characters of other text may stand above it."""

Astray = tuple[int, str, str, str]


def misplaced(front: Front, keys: Collection[str]) -> Astray | None:
    """Which line of the body seems to begin front matter that does not count: its number, code, sentence and mending.

    Args:
        front: the note's text, split.
        keys: the keys that a note of its kind may have.
    """
    body = front.body
    has_front = bool(front.yaml.strip())
    if not has_front and (found := _KEY_LINE.match(body)) and found[1] in keys:
        return (
            front.body_line, "no-fences", "These lines have no line of hyphens above them, so they are read as text.",
            "Write --- on a line of its own above them, and another below.",
        )  # fmt: skip
    found = _BLOCK.search(body, 0, _ABOVE)
    if not found or found[1] not in keys or not _END.search(body, found.end()):
        return None
    line = front.body_line + body.count("\n", 0, found.start())
    if has_front:
        return (
            line, "second-block", "A second block of `key: value` lines begins here; only the first counts.",
            "Move its lines into the first block, and delete this one.",
        )  # fmt: skip
    if "`" in found[0]:
        return (
            line, "fenced", "The block of `key: value` lines stands here as code, so it does not count.",
            "Delete the lines of backticks around it.",
        )  # fmt: skip
    return (
        line, "not-first", "A block of `key: value` lines begins here, below other text, so it does not count.",
        "Move it to the very top of the file.",
    )  # fmt: skip
