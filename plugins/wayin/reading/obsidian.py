"""Parts of a body that Obsidian hides: `%%comments%%`, block ids (`^1a2b3c`), and lines with only #tags."""

from __future__ import annotations

import re

from wayin.reading.body import spaces, without_code

_COMMENT = re.compile(r"%%.*?%%", re.DOTALL)
_PARAGRAPH_MARK = re.compile(r"(?:(?<=\S)[ \t]+|^)\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)
_TAG_LINE = re.compile(r"^ {0,3}(?:#[^\W\d_#][\w/&+.-]*[ \t,]*)+$", re.MULTILINE)
_TAG = re.compile(r"#([^\s#,]+)")
_GAP = re.compile(r"<%[^\n]{0,300}?%>|\{\{[^{}\n]{0,200}\}\}")


def without_hidden(body: str) -> tuple[str, list[str]]:
    """Return a body without hidden parts, and the tags of its tag lines.

    All other lines stay in place, and so do all characters except on lines that start with a comment.
    """
    tags: list[str] = []
    if "%%" in body:
        body = _blanked(body, _COMMENT)
    if "^" in body:
        body = _blanked(body, _PARAGRAPH_MARK)
    if "#" in body and (found := list(_TAG_LINE.finditer(without_code(body)))):
        tags = [tag for line in found for tag in _TAG.findall(line[0])]
        ends = [0, *(line.end() for line in found)]
        kept = [body[end : line.start()] + spaces(line[0]) for end, line in zip(ends, found, strict=False)]
        body = "".join([*kept, body[ends[-1] :]])
    return body, tags


def _blanked(body: str, pattern: re.Pattern[str]) -> str:
    """Return a body with matches of a pattern outside code replaced by spaces, without indenting a line.

    The spaces for a match at the start of a line are moved to its end.
    """
    parts: list[str] = []
    at = line_start = owed = 0
    for found in pattern.finditer(without_code(body)):
        start, end = found.span()
        between, owed = _with_owed(body[at:start], owed)
        newline = body.rfind("\n", at, start)
        line_start = newline + 1 if newline >= 0 else line_start
        head, newline_inside, last = found[0].rpartition("\n")
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


def template_mark(front: str, body: str) -> tuple[str, int] | None:
    """Return the first placeholder of a template (`<% … %>`, `{{ … }}`) and its index; None if there is none.

    The index counts from the start of the front matter and continues in the body.
    """
    if not any(sign in text for text in (front, body) for sign in ("<%", "{{")):
        return None
    found = _GAP.search(front)
    if found:
        return found[0], found.start()
    found = _GAP.search(without_code(body))
    return (found[0], len(front) + found.start()) if found else None
