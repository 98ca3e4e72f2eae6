"""What a body says to the program: its links, paragraphs and first heading, found in one pass.

Code, whether in fences, spans or indented, and HTML comments say nothing. All patterns are bounded, so that the time
is linear in the length of the body whatever it contains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from wayin.note_parts import Link
from wayin.wikilinks import as_words, find_links, is_media

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.reading.yaml_loader import Lines

# Repeated characters are never given back (`++`), so that a bracket which is not closed costs no more than one that is;
# repeated groups are, because the first releases of Python 3.11 (3.11.2, for one) then find no match at all
_MARKDOWN_LINK = re.compile(
    r"\]\([ \t]*+(?:<([^<>\n]{1,500}+)>|((?:[^\s<>()]{1,500}+|[ \t](?![\"'( \t)])|\([^\s<>()]{0,200}+\)){1,50}))"
    r"[ \t]*+(?:\"[^\"\n]{0,300}+\"|'[^'\n]{0,300}+'|\([^()\n]{0,300}+\))?[ \t]*+\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}+\]:[ \t]*+(?:<([^<>\n]{1,500}+)>|([^\s<>]{1,500}+))", re.MULTILINE)
_HTML_SOURCE = re.compile(
    r"<(?:img|a|video|audio|source|object)\b[^<>\n]{0,300}?\b(?:src|href|data)=(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})')"
)
_FENCE = re.compile(r"(?:[ \t]|> ?){0,12}(?:[-*+] )?(`{3,}|~{3,})([^\n]*)")
# It begins with a backtick, which is found fifty times as fast as the place before one; most spans contain no other
_SPAN = re.compile(
    r"`(?<!``)(?:[^`]{1,2001}+`(?!`)"
    r"|(`{0,7})(?!`)([^`](?:[^`]|(?!`\1)`|`\1`){0,2000}?)(?<!`)`\1(?!`))"
)
HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_BULLET = r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+"
_DAY = r"\d{4}-\d{2}-\d{2}\b"
_AFTER_DAY = r"[ \t:,.–—-]*"
_ITEM_START = re.compile(rf"{_BULLET}(?:\[[ xX]\][ \t]+)?(?:{_DAY}{_AFTER_DAY})?")
_AROUND = re.compile(r"^[\W\d_]+|[\W_]+$")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?|/")
_BLOCK_START = re.compile(r"\n[ \t]*(?:\n|[-*+] |\d{1,9}[.)] |#{1,6} |>|\|)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_]{0,3}(?=\s+[\"'“‘(\[*_]{0,3}[^\W\d_a-zà-öø-ÿ])")
_WINDOW = 400
"""How far around a link its sentence may reach, in characters."""
_SENTENCES = 1000
"""How many links of one note get their sentence; those after stand for themselves."""


@dataclass(frozen=True, slots=True)
class Body:
    """What was found in a body; a `Note` says what each is."""

    heading: str | None
    links: tuple[Link, ...]
    paragraphs: tuple[str, ...]
    media: tuple[str, ...]


def read_body(text: str, lines: Lines) -> Body:
    """Return what a body says, of which code and comments are blanked; `lines` are its lines."""
    links, media = _links(text, lines)
    title = next((heading_words(found) for found in HEADING.finditer(text) if len(found[1]) == 1), None)
    return Body(title or None, tuple(links), tuple(_paragraphs(text)), tuple(media))


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs and list items that somebody wrote as prose."""
    for paragraph in _PARAGRAPH_END.split(text):
        if paragraph.strip() and not paragraph.lstrip().startswith(("#", ">", "|")) and "[ ]" not in paragraph:
            start = _ITEM_START.match(paragraph)
            yield paragraph[start.end() :] if start else paragraph


def heading_words(found: re.Match[str]) -> str:
    """Return the text of a heading, without the characters that may close it."""
    return plain(found[2].rstrip(" \t").rstrip("#").rstrip(" \t"))


def title_words(heading: str) -> str:
    """Return a heading in lower case, without emoji, numbers and marks around it."""
    return _AROUND.sub("", heading).casefold()


def without_code(text: str) -> str:
    """Return a text with code and comments blanked, every other character where it was."""
    if "```" in text or "~~~" in text or "\n    " in text or "\n\t" in text or text.startswith(("    ", "\t")):
        text = _blank_blocks(text)
    if "`" in text:
        text = _SPAN.sub(_blank, text)
    if "<!--" in text:
        text = _without_comments(text)
    return text


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], spaces(text[start : end + 3])]
        at = end + 3
    return "".join([*parts, text[at:]])


def _blank(found: re.Match[str]) -> str:
    return spaces(found[0])


def spaces(text: str) -> str:
    """Return as many spaces as the text is long; its lines stay."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _blank_blocks(text: str) -> str:
    """Fenced and indented code, line by line."""
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
        # An indented line of code keeps what follows code; any other text ends that
        after_blank = not bare or (after_blank and indented and not in_list)
    return "\n".join(out)


def _links(text: str, lines: Lines) -> tuple[list[Link], list[str]]:
    links: list[Link] = []
    media: dict[str, None] = {}
    # Of very many links those count that name something for the first time
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
    """A link of Markdown or HTML to a file of the notes folder, or a definition of one."""

    target: str
    """As it is written, without what follows a `?` or `#`."""
    at: int
    """Where the target begins."""
    start: int
    end: int


def find_file_links(text: str) -> Iterator[FileLink]:
    """Yield the links of a text without code that lead to files by a relative path."""
    for sign, pattern in (("](", _MARKDOWN_LINK), ("]:", _DEFINITION), ("<", _HTML_SOURCE)):
        for match in pattern.finditer(text) if sign in text else ():
            group = 1 if match[1] else 2
            written = match[group].strip()
            target = re.split(r"[?#]", written, maxsplit=1)[0]
            if target and not _SCHEME.match(written):
                yield FileLink(target, text.index(target, match.start(group)), *match.span())


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence of a text that the characters from `start` to `end` are in, as plain words."""
    low, high = max(0, start - _WINDOW), min(len(text), end + _WINDOW)
    block_low = low
    for found in _BLOCK_START.finditer(text, low, start):
        block_low = found.end()
    after = _BLOCK_START.search(text, end, high)
    block_high = after.start() if after else high
    first = block_low
    for found in _SENTENCE_END.finditer(text, block_low, start):
        first = found.end()
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
"""What is taken away or replaced, each after characters without which there is none of it."""
_MARKUP = re.compile(r"[\[\]<*_=~`#>+-]|\d[.)]")


def plain(markdown: str) -> str:
    """Return inline Markdown as the words a reader sees."""
    if _MARKUP.search(markdown):
        markdown = as_words(markdown) if "[[" in markdown else markdown
        for sign, pattern, instead in _PLAIN:
            if sign in markdown:
                markdown = pattern.sub(instead, markdown)
    return " ".join(markdown.split())
