"""The sanitizer for SVG: it keeps shapes and texts, and removes scripts and addresses of other hosts.

As an image an SVG can't run scripts, but opened by itself it is a page of the site. Elements that aren't listed are
removed with their content.
"""

from __future__ import annotations

import io
import re
from xml.parsers import expat
from xml.sax.saxutils import XMLGenerator

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc linearGradient"
    " radialGradient stop clipPath mask pattern marker image style filter feBlend feColorMatrix feComponentTransfer"
    " feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA"
    " feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting"
    " feSpotLight feTile feTurbulence".split()
)
_THROUGH = frozenset({"a", "switch"})
"""Elements that are replaced by their content."""
_LOCAL = re.compile(r"#\S*|data:image/(?:png|jpe?g|gif|webp);base64,[\w+/=\s]*", re.IGNORECASE)
_ASKS = re.compile(
    r"url\s*\(\s*[\"']?\s*(?!\s|[\"'#])|@import|@namespace|image-set|src\s*\(|\\|expression", re.IGNORECASE
)
_DEEPEST = 200


class _Unreadable(Exception):  # noqa: N818 (it never leaves this module)
    pass


class _Cleaner:
    """Writes the parsed SVG without anything that isn't allowed."""

    def __init__(self) -> None:
        self._out = io.StringIO()
        self._writer = XMLGenerator(self._out, "utf-8", short_empty_elements=True)
        self._depth = self._dropped = 0
        self._styles: list[str] | None = None
        self._open: list[bool] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self._depth += 1
        if self._depth > _DEEPEST or (self._depth == 1 and (space, local) != (_SVG, "svg")):
            raise _Unreadable
        is_through = space == _SVG and local in _THROUGH
        if self._dropped or not ((space == _SVG and local in _SHAPES) or is_through):
            self._dropped += 1
            return
        self._open.append(not is_through)
        if is_through:
            return
        kept = {key: value for key, value in (_attribute(*pair) for pair in attributes.items()) if key}
        if self._depth == 1:
            kept = {"xmlns": _SVG, "xmlns:xlink": _XLINK} | kept
        self._writer.startElement(local, kept)  # type: ignore[arg-type]
        self._styles = [] if local == "style" else None

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._dropped:
            self._dropped -= 1
        elif self._open.pop():
            if self._styles and not _ASKS.search(text := "".join(self._styles)):
                self._writer.characters(text)
            self._styles = None
            self._writer.endElement(name.rpartition(" ")[2])

    def text(self, data: str) -> None:
        if self._dropped:
            return
        if self._styles is not None:
            self._styles.append(data)
        else:
            self._writer.characters(data)

    def result(self) -> bytes:
        return self._out.getvalue().encode()


def _attribute(name: str, value: str) -> tuple[str, str]:
    """Return an attribute to keep, or an empty name to remove it."""
    space, _, local = name.rpartition(" ")
    if local == "href" and space in ("", _XLINK):
        return ("xlink:href" if space else "href", value) if _LOCAL.fullmatch(value.strip()) else ("", "")
    if (
        space
        or local.lower().startswith("on")
        or local in ("src", "action", "formaction", "ping")
        or _ASKS.search(value)
    ):
        return "", ""
    return local, value


def clean_drawing(data: bytes) -> bytes | None:
    """Return an SVG without scripts and requests; None if it isn't one.

    Args:
        data: the file's content.
    """
    cleaner = _Cleaner()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = cleaner.start, cleaner.end
    parser.CharacterDataHandler = cleaner.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _Unreadable, LookupError, ValueError):
        return None
    return cleaner.result()


def _refuse(*_: object) -> None:
    raise _Unreadable
