"""The links, paragraphs and first heading of a body, found in one pass.

Code (fenced, inline or indented) and HTML comments are ignored. All patterns are bounded, so the time is linear in the
length of any body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from wayin.note_parts import Link
from wayin.reading.sections import with_plain_headings
from wayin.wikilinks import as_words, find_links, is_media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.reading.yaml_loader import Lines

# Repeated characters are possessive (`++`), so that an unclosed bracket costs no more than a closed one. Repeated
# groups aren't, because early releases of Python 3.11 (such as 3.11.2) then find no match at all
_MARKDOWN_LINK = re.compile(
    r"\]\([ \t]*+(?:<([^<>\n]{1,500}+)>|((?:[^\s<>()]{1,500}+|[ \t](?![\"'( \t)])|\([^\s<>()]{0,200}+\)){1,50}))"
    r"[ \t]*+(?:\"[^\"\n]{0,300}+\"|'[^'\n]{0,300}+'|\([^()\n]{0,300}+\))?[ \t]*+\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}+\]:[ \t]*+(?:<([^<>\n]{1,500}+)>|([^\s<>]{1,500}+))", re.MULTILINE)
_HTML_SOURCE = re.compile(
    r"<(?:img|a|video|audio|source|object)\b[^<>\n]{0,300}?\b(?:src|href|data)=(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})')"
)
_FENCE = re.compile(r"(?:[ \t]|> ?){0,12}(?:[-*+] )?(`{3,}|~{3,})([^\n]*)")
# It starts with a backtick, which is found fifty times faster than the position before one; most spans contain no other
_SPAN = re.compile(
    r"`(?<!``)(?:[^`]{1,2001}+`(?!`)"
    r"|(`{0,7})(?!`)([^`](?:[^`]|(?!`\1)`|`\1`){0,2000}?)(?<!`)`\1(?!`))"
)
HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_BULLET = r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+"
_DAY = r"\d{4}-\d{2}-\d{2}\b"
_AFTER_DAY = r"[ \t:,.–—-]*"
_ITEM_START = re.compile(rf"{_BULLET}(?:\[[ xX]\][ \t]+)?(?:{_DAY}{_AFTER_DAY})?")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?|/")
_BLOCK_START = re.compile(r"\n[ \t]*(?:\n|[-*+] |\d{1,9}[.)] |#{1,6} |>|\|)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_]{0,3}(?=\s+[\"'“‘(\[*_]{0,3}[^\W\d_a-zà-öø-ÿ])")
_WINDOW = 400
"""The most characters around a link in which its sentence is searched."""
_SENTENCES = 1000
"""The most links of a note that get their sentence; the rest have just their own text."""


@dataclass(frozen=True, slots=True)
class Body:
    """The parts found in a body; see `Note` for each."""

    heading: str | None
    links: tuple[Link, ...]
    paragraphs: tuple[str, ...]
    media: tuple[str, ...]


def read_body(text: str, lines: Lines) -> Body:
    """Return the parts of a body with code and comments blanked; `lines` maps its positions."""
    links, media = _links(text, lines)
    title = next((heading_words(heading) for heading in HEADING.finditer(text) if len(heading[1]) == 1), None)
    return Body(title or None, tuple(links), tuple(_paragraphs(text)), tuple(media))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs and list items of prose."""
    for paragraph in _PARAGRAPH_END.split(text):
        if paragraph.strip() and not paragraph.lstrip().startswith(("#", ">", "|")) and "[ ]" not in paragraph:
            start = _ITEM_START.match(paragraph)
            yield paragraph[start.end() :] if start else paragraph


_UNDERLINE = re.compile(r"\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)


def heading_end(body: str, heading: re.Match[str]) -> int:
    """Return where a heading ends in the original body, including an underline."""
    end = body.find("\n", heading.start())
    if end < 0:
        return len(body)
    underline = None if body[heading.start() : end].lstrip().startswith("#") else _UNDERLINE.match(body, end)
    return underline.end() if underline else end


def heading_words(heading: re.Match[str]) -> str:
    """Return the text of a heading, without closing characters."""
    return plain(heading[2].rstrip(" \t").rstrip("#").rstrip(" \t"))


def without_code(text: str) -> str:
    """Return a text with code and comments blanked and all other characters in place, except heading markup."""
    if "```" in text or "~~~" in text or "\n    " in text or "\n\t" in text or text.startswith(("    ", "\t")):
        text = _blank_blocks(text)
    if "`" in text:
        text = _SPAN.sub(_blank, text)
    if "<!--" in text:
        text = _without_comments(text)
    return with_plain_headings(text)


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], spaces(text[start : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]])


def _blank(match: re.Match[str]) -> str:
    return spaces(match[0])


def spaces(text: str) -> str:
    """Return a text of spaces with the same length and line breaks."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _blank_blocks(text: str) -> str:
    """Return a text with fenced and indented code blanked."""
    out: list[str] = []
    fence = ""
    in_list, after_blank = False, True
    for line in text.split("\n"):
        opening = _FENCE.match(line)
        if fence:
            if opening and opening[1].startswith(fence) and not opening[2].strip():
                fence = ""
            out.append(" " * len(line))
            continue
        if opening and "`" not in opening[2]:
            fence = opening[1]
            out.append(" " * len(line))
            continue
        bare = line.lstrip(" \t")
        indented = line.startswith(("    ", "\t"))
        if bare and not indented:
            in_list = bool(re.match(r"(?:[-*+]|\d{1,9}[.)])[ \t]|[!?]{3}|===|\[\^", bare))
        out.append(" " * len(line) if bare and indented and after_blank and not in_list else line)
        # After an indented line of code the next one may be code too; any other text ends the block
        after_blank = not bare or (after_blank and indented and not in_list)
    return "\n".join(out)


def _links(text: str, lines: Lines) -> tuple[list[Link], list[str]]:
    links: list[Link] = []
    media: dict[str, None] = {}
    # Of too many links, only the first to each target counts
    named: set[str] = set()

    def add(word: str, at: int, start: int, end: int, relative: bool) -> None:
        if len(links) < _SENTENCES or word not in named:
            named.add(word)
            words = sentence(text, start, end) if len(links) < _SENTENCES else plain(text[start:end])
            links.append(Link(word, lines.position(at), words, relative))

    for link in find_links(text):
        if is_media(link.word):
            media[link.word] = None
        elif link.word:
            add(link.word, link.start, link.start, link.end, False)
    for file in find_file_links(text):
        if file.target.lower().endswith((".md", ".markdown")):
            add(file.target, file.at, file.start, file.end, True)
        else:
            media[unquote(file.target)] = None
    links.sort(key=lambda link: (link.position.line, link.position.column))
    return links, [*media]


class FileLink(NamedTuple):
    """A Markdown or HTML link to a file in the notes folder, or a link definition."""

    target: str
    """The target as written, without anything after `?` or `#`."""
    at: int
    """The index of the target."""
    start: int
    end: int


def find_file_links(text: str) -> Iterator[FileLink]:
    """Yield the links to files by relative path in a text without code."""
    for sign, pattern in (("](", _MARKDOWN_LINK), ("]:", _DEFINITION), ("<", _HTML_SOURCE)):
        for match in pattern.finditer(text) if sign in text else ():
            group = 1 if match[1] else 2
            written = match[group].strip()
            target = re.split(r"[?#]", written, maxsplit=1)[0]
            if target and not _SCHEME.match(written):
                yield FileLink(target, text.index(target, match.start(group)), *match.span())


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence that contains the characters from `start` to `end`, as plain text."""
    low, high = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    block_low = low
    for match in _BLOCK_START.finditer(text, low, start):
        block_low = match.end()
    after = _BLOCK_START.search(text, end, high)
    block_high = after.start() if after else high
    first = block_low
    for match in _SENTENCE_END.finditer(text, block_low, start):
        first = match.end()
    last = _SENTENCE_END.search(text, end, block_high)
    cut = last.end() if last else block_high
    words = plain(text[first:cut])
    return ("…" if first == low and low > 0 else "") + words + ("…" if cut == high and high < len(text) else "")


_PLAIN = (
    ("](", re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,700}\)"), r"\1"),
    ("<", re.compile(r"<[a-zA-Z/][^<>\n]{0,300}>"), ""),
    ("", re.compile(r"\*\*|__|==|~~|`"), ""),
    ("", re.compile(r"[*_](?:(?<!\w[*_])(?=\S)|(?<=\S[*_])(?!\w))"), ""),
    ("", re.compile(r"^\s*(?:[-*+]\s+|\d{1,9}[.)]\s+|#{1,6}\s+|>\s?)?(?:\[[ xX]\]\s+)?"), ""),
)
"""What is removed or replaced, each with the characters it can't occur without."""
_MARKUP = re.compile(r"[\[\]<*_=~`#>+-]|\d[.)]")


def plain(markdown: str) -> str:
    """Return inline Markdown as the plain text a reader sees."""
    if _MARKUP.search(markdown):
        markdown = as_words(markdown) if "[[" in markdown else markdown
        for sign, pattern, instead in _PLAIN:
            if sign in markdown:
                markdown = pattern.sub(instead, markdown)
    return " ".join(markdown.split())
