"""Makes Markdown safe to render: brackets and tags without end, and deeply nested quotes.

Python-Markdown searches for the end of each up to the end of the paragraph. One without an end is plain text, so a
backslash before it changes nothing visible.
"""

from __future__ import annotations

import html
import re

from wayin.reading.body import without_code

DEEPEST = 12
"""The deepest nesting of brackets and quotes."""
LONGEST_TAG = 2000

MOST_SEARCHED = 200_000
"""The most characters of a plain text in the search index; loading two million takes seconds."""

_PLAIN = '<pre class="wayin-plain">'
_FEW = 20
_BRACKET = re.compile(r"\\.|\]\(|[\[\]()]|\n[ \t]*(?:\n|(?:[-*+]|\d{1,9}[.)])[ \t])", re.DOTALL)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_QUOTES = re.compile(rf"((?:>[ \t]*+){{{DEEPEST}}})(>[> \t]*+)")


def escape_unclosed(markdown: str) -> str:
    """Return the text with every unclosed bracket and tag escaped."""
    cuts: set[int] = set()
    if markdown.count("[") > _FEW:
        cuts |= _open_brackets(without_code(markdown))
    if markdown.count("<") > _FEW:
        cuts |= _open_tags(markdown)
    if cuts:
        parts, at = [], 0
        for index in sorted(cuts):
            parts += [markdown[at:index], "&lt;" if markdown[index] == "<" else "\\" + markdown[index]]
            at = index + 1
        markdown = "".join([*parts, markdown[at:]])
    if ">>" in markdown or "> >" in markdown:
        markdown = _QUOTES.sub(r"\1\\\2", markdown)
    return markdown


def plain_html(text: str) -> str:
    """Return a text as HTML that shows every character."""
    return f"{_PLAIN}{html.escape(text.strip())}</pre>"


def _open_brackets(text: str) -> set[int]:
    """Return the indexes of brackets that aren't closed in their paragraph, or are nested too deep."""
    open_indexes: set[int] = set()
    squares: list[int] = []
    rounds: list[int] = []
    for match in _BRACKET.finditer(text):
        sign, at = match[0], match.start()
        if sign[0] == "\n":
            open_indexes.update(squares, rounds)
            squares, rounds = [], []
        elif sign == "[":
            squares.append(at)
            if len(squares) > DEEPEST:
                open_indexes.add(squares.pop())
        elif sign in ("]", "]("):
            if squares:
                squares.pop()
            if sign == "](":
                rounds.append(at + 1)
        elif sign == "(" and rounds:
            rounds.append(at)
        elif sign == ")" and rounds:
            rounds.pop()
        if len(rounds) > DEEPEST:
            open_indexes.add(rounds.pop())
    open_indexes.update(squares, rounds)
    return open_indexes


def _open_tags(markdown: str) -> set[int]:
    """Return the indexes of HTML tags without end."""
    starts: set[int] = set()
    for match in _TAG.finditer(markdown):
        if markdown.find(">", match.end(), match.end() + LONGEST_TAG) < 0:
            starts.add(match.start())
    return starts
