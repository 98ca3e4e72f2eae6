"""Texts too dense to render as Markdown in reasonable time. They are reported and shown as plain text.

Python-Markdown takes quadratic time for many characters: five seconds for four thousand brackets. Each limit is far
beyond what people write, and well within a second.
"""

from __future__ import annotations

import re

LONGEST = 250_000
"""The most characters in a text rendered as Markdown."""
MOST_SPECIAL = 1500
"""The most characters with a meaning in Markdown in a paragraph."""
MOST_SPECIAL_IN_ALL = 12_000

_DEEPEST = 80
_DEEP = re.compile(rf"^[ \t]{{{_DEEPEST}}}", re.MULTILINE)
_LIMITS = (
    (600, "headings", re.compile(r"^[ \t>]*(?:#{1,6}|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)),
    (300, "fences", re.compile(r"^[ \t>]*(?:```|~~~)", re.MULTILINE)),
    (200, "boxes and tabs", re.compile(r"^[ \t>]*(?:!!!|\?\?\?|===)", re.MULTILINE)),
    (3000, "list items", re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)),
    (2000, "quoted lines", re.compile(r"^[ \t]*>", re.MULTILINE)),
    (500, "footnotes and definitions", re.compile(r"^[ \t>]*(?:\*?\[[^\]\n]{1,99}\]:|:[ \t])|\[\^", re.MULTILINE)),
    (1500, "HTML tags", re.compile(r"<[a-zA-Z!/]")),
    (3000, "table rows", re.compile(r"^[^\n|]{0,300}\|[^\n]*$", re.MULTILINE)),
    (20, "levels of lists", _DEEP),
    (3000, "indented lines", re.compile(r"^(?: {4}|\t)", re.MULTILINE)),
    (6000, "paragraphs", re.compile(r"\n[ \t]*\n")),
    (1000, "attribute lists", re.compile(r"\{[:#.]")),
    (2000, "icons", re.compile(r":[a-zA-Z][\w+-]{1,60}+:")),
    (3000, "line breaks", re.compile(r"(?: {2}|\\)\n")),
)
_STAIRS = re.compile(
    r"^[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t](?:[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]){14}(?![ \t]*(?:[-*][ \t]*)*$)",
    re.MULTILINE,
)
"""Lists nested on one line; a line of hyphens or asterisks is a horizontal rule."""
_BREAK = re.compile(
    r"^[ \t>]*+(?:#|=++[ \t]*+$|(?:[-*_][ \t]*+)++$|!!!|\?\?\?|===)",
    re.MULTILINE,
)
"""Lines that end their paragraph: headings, horizontal rules, boxes, tabs."""
MOST_BROKEN = 5_000_000
"""The most such lines times the characters of their paragraph, because each is compared with everything after it."""
_SPECIAL = re.compile(r"[\[\]()*_`<&\\~^=:{!|@$+>\x02\x03'\"]")
_SYMBOLS = re.compile(r"\d(?:/\d|st\b|nd\b|rd\b|th\b)|www\.")
"""What some extensions render as a single character, or as a link."""
SHORTEST_SYMBOL = 3
_RULE = re.compile(r"[ \t>]*+(?=[^\n]*-)(?=[^\n]*\|)[-:|][-:| \t]*")
"""The line below a table's header."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n|(?:[-*+]|\d{1,9}[.)])[ \t])")


def heavy(text: str) -> str | None:
    """Return what a text has too much of to render it as Markdown; None if it can be rendered."""
    if len(text) < 2000:
        return None
    if len(text) > LONGEST:
        return "characters"
    # Counting single characters is fast, and no pattern matches more often than its first character occurs
    most_found = max(text.count("\n") + 1, *(text.count(sign) for sign in ("<", "[^", "{", ":")))
    for most, what, pattern in _LIMITS:
        if (
            most_found > most
            and (pattern is not _DEEP or "\t" in text or " " * _DEEPEST in text)
            and sum(1 for _ in pattern.finditer(text)) > most
        ):
            return what
    if _STAIRS.search(text):
        return "levels of lists"
    if _broken(text) > MOST_BROKEN:
        return "headings and lines without blank lines between them"
    return _dense(text) if _may_be_dense(text) else None


def _may_be_dense(text: str) -> bool:
    """Return whether a text can be too dense; most are too short for it."""
    special_count = _single_special_count(text, 0, len(text))
    if special_count + len(text) // SHORTEST_SYMBOL <= MOST_SPECIAL:
        return False
    return special_count + _symbols(text, 0, len(text)) > MOST_SPECIAL


def _broken(text: str) -> int:
    if (text.count("\n") + 1) * len(text) <= MOST_BROKEN:
        return 0
    if sum(1 for _ in _BREAK.finditer(text)) * len(text) <= MOST_BROKEN:
        return 0
    return sum(len(block) * sum(1 for _ in _BREAK.finditer(block)) for block in _BLANK_LINE.split(text))


def _special_count(text: str, start: int, end: int) -> int:
    """Return the number of special characters in a part of a text."""
    return _single_special_count(text, start, end) + _symbols(text, start, end)


def _single_special_count(text: str, start: int, end: int) -> int:
    return len(_SPECIAL.findall(text, start, end)) + text.count("--", start, end)


def _symbols(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _SYMBOLS.finditer(text, start, end))


def _dense(text: str) -> str | None:
    at = total = 0
    for end in [*(match.start() for match in _PARAGRAPH_END.finditer(text)), len(text)]:
        special_count = _special_count(text, at, end)
        total += special_count
        if special_count > MOST_SPECIAL and not _is_light_table(text[at:end]):
            return "special characters in one paragraph"
        at = end
    return "special characters" if total > MOST_SPECIAL_IN_ALL else None


def _is_light_table(paragraph: str) -> bool:
    """Return whether this is a table, whose cells are rendered separately, and no line is too dense."""
    lines = paragraph.strip().split("\n")
    return (
        len(lines) > 1
        and _RULE.fullmatch(lines[1]) is not None
        and all(_special_count(line, 0, len(line)) <= MOST_SPECIAL for line in lines)
    )
