"""Lists as note editors show them: right below a sentence, and nested by two spaces as well as by four.

Python-Markdown wants a blank line before a list and four spaces for each level. `mdx_truly_sane_lists` changes that to
two spaces only, which breaks lists nested by four or by tabs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    from markdown import Markdown

_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,})$")
_NO_TEXT = re.compile(r"[ \t]*(?:#{1,6}[ \t]|>|\||<|={3}|[!?]{3}|\x02|:::)")
_AFTER_FENCES = 24
"""After the fenced code blocks (25), which are stashed by then."""


class NoteLists(Extension):
    """A Markdown extension for lists in notes."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's own name)
        """Add the preprocessor that rewrites lists for Python-Markdown."""
        md.preprocessors.register(_Lists(md), "wayin-lists", _AFTER_FENCES)


class _Lists(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return with_plain_lists(lines)


def with_plain_lists(lines: list[str]) -> list[str]:
    """Return the lines of a text with lists as Python-Markdown expects them."""
    if not any(_ITEM.match(line) for line in lines):
        return lines
    out: list[str] = []
    levels: list[tuple[int, int]] = []  # each open item's indentation, and that of its content
    before_blank = True
    for line in lines:
        if not line.strip():
            out.append(line)
            before_blank = True
            continue
        item = None if _RULE.match(line) else _ITEM.match(line)
        indent = len(line) - len(line.lstrip(" \t")) if "\t" not in line else _width(line)
        if item and (levels or indent < 4):
            is_first = not levels
            while levels and indent < levels[-1][0] + 2:
                levels.pop()
            if is_first and not before_blank and _begins_a_list(item, out[-1]):
                out.append("")
            out.append(" " * (4 * len(levels)) + line.lstrip(" \t"))
            levels.append((indent, indent + len(item[2]) + min(len(item[3].expandtabs(4)), 4)))
        elif levels and (indent >= 2 or not before_blank):
            out.append(_continued(line, indent, levels, before_blank))
        else:
            levels = []
            out.append(line)
        before_blank = False
    return out


def _continued(line: str, indent: int, levels: list[tuple[int, int]], after_blank: bool) -> str:
    """Return a line that continues an item, with its indentation; a new paragraph may continue an outer item."""
    if after_blank:
        while len(levels) > 1 and indent < levels[-1][0] + 2:
            levels.pop()
    elif indent < levels[-1][0] + 2:
        return line
    return " " * (4 * len(levels) + max(0, indent - levels[-1][1] if indent >= levels[-1][1] + 2 else 0)) + line.lstrip(
        " \t"
    )


def _begins_a_list(item: re.Match[str], line_before: str) -> bool:
    """Return whether an item right below text starts a list; a number other than 1 may belong to the text."""
    return (item[2] in "-*+" or item[2][:-1] == "1") and not _NO_TEXT.match(line_before)


def _width(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))
