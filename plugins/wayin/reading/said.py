"""What one learning says, in whichever form it was written: its topics, its point and its quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.reading.body import plain

if TYPE_CHECKING:
    from wayin.model import Learning

_TOPIC = re.compile(r"(?<![\w&/])#([^\W\d_][\w/-]{0,60})")
_TAGS_AT_THE_END = re.compile(r"(?:(?:\s+|^)#[^\W_][\w/-]*)+\s*$")
_TAGS_IN_FRONT = re.compile(r"^(?:#[^\W_][\w/-]*\s+)+(?=\S)")
_QUOTED = re.compile(r"(?:\"([^\"]+)\"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«)\s*$")
_BEFORE_A_QUOTE = re.compile(r"(?:[.!?…:;–—-]|(?:^|\s)#[^\W\d_][\w/-]*)\s*$")
_MARKS = {('"', '"'), ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("‘", "’"), ("'", "'")}


def said(one: Learning) -> tuple[list[str], str, str | None]:
    """The topics, the point and the quotation of a learning as it was written."""
    point, quote = _line(one.point), _unquoted(_line(one.quote or "")) or None
    if not quote:
        point, quote = _quotation(point)
    if topic := plain((one.topic or "").lstrip("# ")):
        return [topic], point, quote
    topics, point = _inline(point)
    return topics, point, quote


def _line(text: str) -> str:
    return " ".join(text.split())


def _unquoted(text: str) -> str:
    """A quotation without the marks around it."""
    return text[1:-1].strip() if len(text) > 1 and (text[0], text[-1]) in _MARKS else text


def _quotation(text: str) -> tuple[str, str | None]:
    """A text and the quotation that stands at its end, as a sentence of its own."""
    tags = _TAGS_AT_THE_END.search(text)
    found = _QUOTED.search(text[: tags.start()] if tags else text) if text[-1:] in '"”“»«' or tags else None
    if not found or not _BEFORE_A_QUOTE.search(before := text[: found.start()]) or not before.strip():
        return text, None
    quote = next(part for part in found.groups() if part).strip()
    return f"{before.rstrip(' :–—-')}{tags[0] if tags else ''}".strip(), quote


def _inline(text: str) -> tuple[list[str], str]:
    """The topics that `#words` in a text name, and the text without those at its ends."""
    found = list(dict.fromkeys(_TOPIC.findall(text)))
    if not found:
        return [], text
    without = _TAGS_AT_THE_END.sub("", _TAGS_IN_FRONT.sub("", text))
    return found, _TOPIC.sub(r"\1", without).strip() or found[0]
