"""Compares HTML with its sanitized form, so that a page without anything harmful can stay unchanged."""

from __future__ import annotations

import html as html_
import re
from typing import TYPE_CHECKING

from wayin.site.addresses import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = r"[^\s\"'<>/=]++"
_VALUE = r"(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++)"
_TAG = re.compile(rf"<(/?)([a-zA-Z]{_NAME}|[a-zA-Z])((?:\s++{_NAME}(?:\s*+=\s*+{_VALUE})?+)*+)\s*+(/?)>")
_ATTRIBUTE = re.compile(rf"\s({_NAME})(?:\s*+=\s*+({_VALUE}))?+")
_COMMENT = re.compile(r"<!--(?!-?>)[^-]*(?:-(?!-)[^-]*)*-->")
"""Comments that end at the same place in every browser. Python before 3.11.5 mismatches possessive groups here."""
_SHAPES = frozenset("path circle ellipse line polygon polyline rect g svg".split())
"""The elements that are closed by `/>`."""
_IMPLIED: tuple[tuple[str, object], ...] = (("tbody", {}), ("/tbody", {}))
"""Tags that browsers add if they are missing."""


def same_html(written: str, cleaned: str) -> bool:
    """Return whether HTML differs from its sanitized form only in how it is written.

    The tags must be equal one by one, and no text between them may contain `<`, so that browsers read both alike.
    Comments and the `rel` of links may be missing.

    Args:
        written: the output of Markdown and plugins.
        cleaned: the output of the sanitizer, where every element is closed.
    """
    pieces = _pieces(written)
    try:
        return all(piece == next(pieces, None) for piece in _pieces(cleaned)) and next(pieces, None) is None
    except ValueError:
        return False


def _pieces(html: str) -> Iterator[tuple[str, object]]:
    """Yield the tags and texts of HTML.

    Raises:
        ValueError: if something in it is neither.
    """
    text = ""
    at = 0
    while at < len(html):
        start = html.find("<", at)
        text += html[at : start if start >= 0 else len(html)]
        if start < 0:
            break
        found = _COMMENT.match(html, start) or _TAG.match(html, start)
        if found is None:
            raise ValueError("This tag can't be compared.")
        at = found.end()
        if found.re is _COMMENT:
            continue
        pieces = [piece for piece in _of_tag(found) if piece not in _IMPLIED]
        if pieces and text:
            yield "", html_.unescape(text)
            text = ""
        yield from pieces
    if text:
        yield "", html_.unescape(text)


def _of_tag(found: re.Match[str]) -> Iterator[tuple[str, object]]:
    close, name, inside, end = found.groups()
    name = name.lower()
    attributes: dict[str, str] = {}
    for key, value in _ATTRIBUTE.findall(inside):
        if key.lower() in attributes:
            raise ValueError("An attribute is written twice.")
        said = html_.unescape(value[1:-1] if value[:1] in ("'", '"') else value)
        attributes[key.lower()] = encoded(said) if key.lower() in ("href", "src") else said
    if name == "a":
        attributes.pop("rel", None)
        if attributes.get("target") == "_blank":
            del attributes["target"]
    yield close + name, attributes
    if end and name in _SHAPES and not close:
        yield f"/{name}", {}
