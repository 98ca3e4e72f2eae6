"""What one learning says, in whichever form it was written: its topics, its point and its quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.reading.body import plain

if TYPE_CHECKING:
    from wayin.model import Learning

# Signs within names (`#C++`, `#C#`, `#.NET`, `#R&D`, `#node.js`) belong to them; those of the sentence do not
_MORE = r"(?:[\w/-]|\.(?=[a-z\d])|&(?=\w)(?!\w{1,20};))"
_SIGNS = r"(?:(?:\+\+?\d{0,2}|(?<=\b\w)#)(?![\w+#]))?"
_TAG = rf"#\.?[^\W_]{_MORE}*{_SIGNS}"
_TOPIC = re.compile(rf"(?<![\w&/])#(\.?[^\W\d_]{_MORE}{{0,60}}{_SIGNS})")
_IS_TAG = re.compile(_TAG)
_TAGS_IN_FRONT = re.compile(rf"^(?:{_TAG}\s+)+(?=\S)")
_QUOTED = re.compile(r"(?:\"([^\"]+)\"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|»([^«»]+)«)\s*$")
_BEFORE_A_QUOTE = re.compile(rf"(?:[.!?…:;–—-]|(?:^|\s)#\.?[^\W\d_]{_MORE}*{_SIGNS})\s*$")
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


def _without_tags_at_the_end(line: str) -> tuple[str, str]:
    """Return a line without the `#words` at its end, and those, with the space before them."""
    words = line.split(" ")
    kept = len(words)
    while kept and _IS_TAG.fullmatch(words[kept - 1]):
        kept -= 1
    text = " ".join(words[:kept])
    return text, line[len(text) :]


def _quotation(text: str) -> tuple[str, str | None]:
    """A text and the quotation that stands at its end, as a sentence of its own."""
    text, tags = _without_tags_at_the_end(text)
    found = _QUOTED.search(text) if text[-1:] in '"”“»«' else None
    if not found or not _BEFORE_A_QUOTE.search(before := text[: found.start()]) or not before.strip():
        return text + tags, None
    quote = next(part for part in found.groups() if part).strip()
    return f"{before.rstrip(' :–—-')}{tags}".strip(), quote


def _inline(text: str) -> tuple[list[str], str]:
    """The topics that `#words` in a text name, and the text without those at its ends."""
    found = list(dict.fromkeys(_TOPIC.findall(text)))
    if not found:
        return [], text
    without, _ = _without_tags_at_the_end(_TAGS_IN_FRONT.sub("", text))
    return found, _TOPIC.sub(r"\1", without).strip() or found[0]
