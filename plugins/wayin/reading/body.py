"""What a body says to the program: links with the sentence around them, the contact log, the first heading.

Code, whether in fences, spans or indented, and HTML comments say nothing. All patterns are bounded, so that the time
is linear in the length of the body whatever stands in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from wayin.model import Link, LogEntry
from wayin.reading.yaml_loader import Lines

WIKILINK = re.compile(r"(!?)\[\[([^\[\]\n|]{1,300})(?:\|([^\[\]\n]{0,300}))?\]\]")
"""`[[word]]`, `[[word|label]]`, with a `!` where it embeds."""
_LINKED = re.compile(r"\[\[([^\[\]\n|]{1,300})(?:\|[^\[\]\n]{0,300})?\]\]")

# What is repeated is never given back (`++`), so that a bracket which is not closed costs no more than one that is
_MARKDOWN_LINK = re.compile(
    r"\]\([ \t]*+(?:<([^<>\n]{1,500}+)>|((?:[^\s<>()]{1,500}+|[ \t](?![\"'( \t)])|\([^\s<>()]{0,200}+\)){1,50}+))"
    r"[ \t]*+(?:\"[^\"\n]{0,300}+\"|'[^'\n]{0,300}+'|\([^()\n]{0,300}+\))?+[ \t]*+\)"
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,200}+\]:[ \t]*+(?:<([^<>\n]{1,500}+)>|([^\s<>]{1,500}+))", re.MULTILINE)
_HTML_SOURCE = re.compile(
    r"<(?:img|a|video|audio|source|object)\b[^<>\n]{0,300}?\b(?:src|href|data)=(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})')"
)
_FENCE = re.compile(r"(?:[ \t]|> ?){0,12}(?:[-*+] )?(`{3,}|~{3,})([^\n]*)")
# It begins with a sign, which is looked for fifty times as fast as the place before one; most spans hold no backtick
_SPAN = re.compile(
    r"`(?<!``)(?:[^`]{1,2001}+`(?!`)"
    r"|(`{0,7})(?!`)([^`](?:[^`]|(?!`\1)`|`\1`){0,2000}?)(?<!`)`\1(?!`))"
)
HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_ITEM = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[([ xX])\][ \t]+)?(\d{4}-\d{2}-\d{2})\b[ \t:,.–—-]*([^\n]*)", re.MULTILINE
)
_LOG = re.compile(r"#[ \t*_]+log\b", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?|/")
_BLOCK_START = re.compile(r"\n[ \t]*(?:\n|[-*+] |\d{1,9}[.)] |#{1,6} |>|\|)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_]{0,3}(?=\s+[\"'“‘(\[*_]{0,3}[^\W\d_a-zà-öø-ÿ])")
_WINDOW = 400
"""How far around a link its sentence may reach, in characters."""
_SENTENCES = 1000
"""How many links of one note get their sentence; those after stand for themselves."""


@dataclass(frozen=True, slots=True)
class Body:
    """What was found in a body."""

    heading: str | None
    links: tuple[Link, ...]
    log: tuple[LogEntry, ...]
    media: tuple[str, ...]


def read_body(text: str, first_line: int) -> Body:
    """Everything a body says; `first_line` is the line of its file on which it begins."""
    said = without_code(text)
    lines = Lines(said, first_line)
    links, media = _links(said, lines)
    title = next((heading_words(found) for found in HEADING.finditer(said) if len(found[1]) == 1), None)
    return Body(title or None, tuple(links), tuple(_log(said, lines)), tuple(media))


def heading_words(found: re.Match[str]) -> str:
    """The text of a heading, without the signs that may close it."""
    return plain(found[2].rstrip(" \t").rstrip("#").rstrip(" \t"))


def without_code(text: str) -> str:
    """The text with code and comments blanked, every other character where it was."""
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
    """As many spaces as the text is long; its lines stay."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _blank_blocks(text: str) -> str:
    """Fenced and indented code, line by line."""
    out: list[str] = []
    fence = ""
    in_list = after_blank = False
    after_blank = True
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


def _links(said: str, lines: Lines) -> tuple[list[Link], list[str]]:
    links: list[Link] = []
    media: dict[str, None] = {}
    # Of very many links those count that name something for the first time
    named: set[str] = set()
    if "[[" in said:
        for found in _LINKED.finditer(said):
            word = found[1].partition("#")[0].strip()
            if not word:
                continue
            if is_media(word):
                media[word] = None
            elif len(links) < _SENTENCES or word not in named:
                named.add(word)
                start = found.start() - (said[max(0, found.start() - 1)] == "!")
                links.append(Link(word, lines.position(start), _around(said, start, found.end(), len(links))))
    for sign, pattern in (("](", _MARKDOWN_LINK), ("]:", _DEFINITION), ("<", _HTML_SOURCE)):
        if sign not in said:
            continue
        for found in pattern.finditer(said):
            written = (found[1] or found[2]).strip()
            target = re.split(r"[?#]", written, maxsplit=1)[0]
            if not target or _SCHEME.match(written):
                continue
            if target.lower().endswith((".md", ".markdown")):
                if len(links) >= _SENTENCES and target in named:
                    continue
                named.add(target)
                around = _around(said, found.start(), found.end(), len(links))
                links.append(Link(target, lines.position(found.start(1 if found[1] else 2)), around, relative=True))
            else:
                media[unquote(target)] = None
    links.sort(key=lambda link: (link.position.line, link.position.column))
    return links, [*media]


def _around(said: str, start: int, end: int, count: int) -> str:
    return sentence(said, start, end) if count < _SENTENCES else plain(said[start:end])


def is_media(word: str) -> bool:
    """Whether a wikilink's word is a file other than a note."""
    ending = word.rpartition("/")[2].rpartition(".")[2].lower()
    return "." in word and ending in MEDIA


MEDIA = frozenset(
    "png jpg jpeg gif webp svg avif bmp ico mp3 ogg wav m4a flac mp4 webm mov pdf"
    " doc docx odt ppt pptx odp xls xlsx ods epub txt zip".split()
)
"""File endings that a wikilink may embed or lead to."""


def _log(said: str, lines: Lines) -> list[LogEntry]:
    """List items of a `Log` section, and ticked to-dos anywhere, that begin with a date."""
    if "[x]" not in said and "[X]" not in said and not _LOG.search(said):
        return []
    headings = HEADING.finditer(said)
    heading = next(headings, None)
    inside = 7  # the level of the log's heading; deeper ones stay within it
    entries = []
    for found in _ITEM.finditer(said):
        while heading and heading.start() < found.start():
            level = len(heading[1])
            if level <= inside:
                inside = level if heading_words(heading).casefold() == "log" else 7
            heading = next(headings, None)
        ticked, written = found[1], found[2]
        if ticked not in ("x", "X") and (inside == 7 or ticked == " "):
            continue
        try:
            day = date.fromisoformat(written)
        except ValueError:
            continue
        entries.append(LogEntry(day, plain(found[3]), lines.position(found.start(2))))
    return entries


def sentence(text: str, start: int, end: int) -> str:
    """The sentence of a text in which the characters from `start` to `end` stand, as plain words."""
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


_LINKS = (
    ("[[", r"\[\[(?:[^\[\]\n|]{1,300}\|)([^\[\]\n]{1,300})\]\]"),
    ("[[", r"\[\[#?([^\[\]\n|#]{1,300})[^\[\]\n]{0,300}\]\]"),
    ("[", r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,700}\)"),
)
_PLAIN = (
    # One that embeds first: what begins with a sign is found at once, what may begin with one is not
    *((before + sign, re.compile(before + link), r"\1") for sign, link in _LINKS for before in ("!", "")),
    ("<", re.compile(r"<[a-zA-Z/][^<>\n]{0,300}>"), ""),
    ("", re.compile(r"\*\*|__|==|~~|`"), ""),
    ("", re.compile(r"[*_](?:(?<!\w[*_])(?=\S)|(?<=\S[*_])(?!\w))"), ""),
    ("", re.compile(r"^\s*(?:[-*+]\s+|\d{1,9}[.)]\s+|#{1,6}\s+|>\s?)?(?:\[[ xX]\]\s+)?"), ""),
)
"""What is taken away or replaced, each after a sign without which there is none of it."""
_MARKUP = re.compile(r"[\[\]<*_=~`#>+-]|\d[.)]")


def plain(markdown: str) -> str:
    """Inline Markdown as the words a reader sees."""
    if _MARKUP.search(markdown):
        for sign, pattern, instead in _PLAIN:
            if sign in markdown:
                markdown = pattern.sub(instead, markdown)
    return " ".join(markdown.split())
