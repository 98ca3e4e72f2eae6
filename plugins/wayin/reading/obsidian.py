"""Parts of a body that Obsidian hides: `%%comments%%`, block ids (`^1a2b3c`), and lines with only #tags."""

from __future__ import annotations

import re

from wayin.reading.body import spaces, without_code
from wayin.validators import find_gap

_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_PARAGRAPH_MARK = re.compile(r"(?:(?<=\S)[ \t]+|^)\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)
_TAG_LINE = re.compile(r"^ {0,3}(?:#[^\W\d_#][\w/&+.-]*[ \t,]*)+$", re.MULTILINE)
_TAG = re.compile(r"#([^\s#,]+)")
_CODE = ("`", "~~~", "<!--")


def without_hidden(body: str) -> tuple[str, str, list[str]]:
    """Return a body without hidden parts, the same without code, and the tags of its tag lines.

    All other lines stay in place, and so do all characters except on lines that start with a comment.
    """
    text, tags = without_code(body), list[str]()
    if "%%" in text:
        hidden = [tag_lines.span() for tag_lines in _COMMENT.finditer(text)]
        has_code = any(sign in body[start:end] for start, end in hidden for sign in _CODE)
        body, text = _blanked(body, hidden), _blanked(text, hidden)
        text = without_code(body) if has_code else text
    if "^" in text:
        hidden = [tag_lines.span() for tag_lines in _PARAGRAPH_MARK.finditer(text)]
        body, text = _blanked(body, hidden), _blanked(text, hidden)
    if "#" in text and (lines := list(_TAG_LINE.finditer(text))):
        tags = [tag for line in lines for tag in _TAG.findall(line[0])]
        ends = [0, *(line.end() for line in lines)]
        body, text = (
            "".join([*(whole[end : line.start()] + spaces(line[0]) for end, line in zip(ends, lines, strict=False)),
                     whole[ends[-1] :]])
            for whole in (body, text)
        )  # fmt: skip
    return body, text, tags


def _blanked(body: str, hidden: list[tuple[int, int]]) -> str:
    """Return a body with hidden parts replaced by spaces, without indenting a line.

    The spaces for a match at the start of a line are moved to its end.
    """
    parts: list[str] = []
    at = line_start = owed = 0
    for start, end in hidden:
        between, owed = _with_owed(body[at:start], owed)
        newline = body.rfind("\n", at, start)
        line_start = newline + 1 if newline >= 0 else line_start
        head, newline_inside, last = body[start:end].rpartition("\n")
        if newline_inside:
            parts += [between, spaces(head), "\n"]
            owed, line_start = len(last), start + len(head) + 1
        elif not body[line_start:start].strip():
            parts.append(between)
            owed += end - start
            line_start = end
        else:
            parts += [between, " " * (end - start)]
        at = end
    rest, owed = _with_owed(body[at:], owed)
    return "".join([*parts, rest, " " * owed])


def _with_owed(text: str, owed: int) -> tuple[str, int]:
    """Return a text with the spaces owed to its first line, and the number still owed."""
    end = text.find("\n")
    return (text, owed) if end < 0 else (text[:end] + " " * owed + text[end:], 0)


def template_mark(front: str, text: str) -> tuple[str, int] | None:
    """Return the first placeholder of a template (`<% … %>`, `{{ … }}`) and its index; None if there is none.

    The index counts from the start of the front matter and continues in the body.

    Args:
        front: the front matter.
        text: the body without code.
    """
    if match := find_gap(front):
        return match[0], match.start()
    match = find_gap(text)
    return (match[0], len(front) + match.start()) if match else None
