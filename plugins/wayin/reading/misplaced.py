"""Front matter in the wrong place: without fences, below other text, repeated, or as code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.reading import yaml_loader

if TYPE_CHECKING:
    from collections.abc import Collection

    from wayin.reading.front_matter import Front

_KEY_LINE = re.compile(r"([a-z_]{2,20}|type):(?:[ \t]|$)", re.MULTILINE)
_BLOCK = re.compile(r"^(?:[ \t]*-{3}|```\w{0,10}\n-{3})[ \t]*\n([a-z_]{2,20}):(?:[ \t]|\n)", re.MULTILINE)
_END = re.compile(r"^[ \t]*-{3}[ \t]*$", re.MULTILINE)
_VALUE_LINE = re.compile(r"(?:[^\W\d_][\w -]{0,30}:(?:[ \t]|$)|[ \t]+\S|-[ \t])")
_ABOVE = 600
"""The most characters of other text above it."""


def misplaced(front: Front, keys: Collection[str]) -> tuple[int, str] | None:
    """Return the line of the body where misplaced front matter seems to start, and the code of its problem.

    Args:
        front: the note's text, split.
        keys: the keys for the note's kind.
    """
    body = front.body
    has_front = bool(front.yaml.strip())
    if not has_front and (match := _KEY_LINE.match(body)) and match[1] in keys:
        return front.body_line, "no-fences"
    match = _BLOCK.search(body, 0, _ABOVE)
    if not match or match[1] not in keys or not _END.search(body, match.end()):
        return None
    line = front.body_line + body.count("\n", 0, match.start())
    return line, "second-block" if has_front else "fenced" if "`" in match[0] else "not-first"


def unfence(front: Front) -> bool:
    """Load the `key: value` lines at the top of a body as front matter; return whether that works.

    They end at the first other line.
    """
    lines = front.body.split("\n")
    count = next((i for i, line in enumerate(lines) if not _VALUE_LINE.match(line)), len(lines))
    block = "\n".join(lines[:count]) + "\n"
    try:
        document = yaml_loader.load(block, front.body_line)
    except yaml_loader.YamlError:
        return False
    front.document, front.yaml, front.body = document, block, "\n".join(lines[count:])
    front.body_line += count
    return True
