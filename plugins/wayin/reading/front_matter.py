"""Splits a note into front matter and body, using python-frontmatter with a handler that loads YAML safely.

If the YAML isn't valid as a whole, it is loaded again one top-level key at a time, so that a mistake costs its key and
not the note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from wayin.reading import yaml_loader as yaml_values
from wayin.reading.yaml_loader import Document, YamlError
from wayin.reading.yaml_recovery import parts, recover

_FENCE = re.compile(r"-{3}[ \t]*(?=\n|$)")
_ODD_FENCE = re.compile(r"[ \t]*(?:-{3,}|—-?|–-{1,2}|-{2}|={3,}|\+{3})[ \t]*(?=\n|$)")
_END = re.compile(r"^(?:-{3}|\.{3})[ \t]*$", re.MULTILINE)
_ODD_END = re.compile(r"^[ \t]*(?:-{4,}|-{2}|—|={3,}|\+{3}|[ \t]+-{3})[ \t]*$", re.MULTILINE)
LONGEST = 100_000
"""The most characters of front matter that are read; docs/problems.md names the limit too."""
_NO_PROSE = " \t#-[]{}\"'?&*!"
_PLAIN_KEY = re.compile(r"[a-z_]{2,20}:(?:[ \t]|$)")
_KEY = re.compile(r"[\w\"'][^\n:]{0,80}:(?:[ \t]|\n|$)")
_TOML = re.compile(r"\+{3}[ \t]*\n\s*(?:[\w.\"-]+[ \t]*=|\[)")


@dataclass(slots=True)
class Fault:
    """A problem with the fences or the YAML: its kind (`reason`), and its position in the text."""

    reason: str
    index: int
    line: str = ""
    above: str = ""
    """The last line above it that isn't blank or a comment."""
    skipped: str = ""
    """The key that is ignored because of it; empty if none or all."""
    partly: bool = False
    """Whether the key's lines above it still count."""


@dataclass(slots=True)
class Front:
    """The two parts of a note's text."""

    document: Document = field(default_factory=Document)
    body: str = ""
    body_line: int = 1
    faults: list[Fault] = field(default_factory=list)
    yaml: str = ""


class SafeHandler(BaseHandler):
    """A handler for python-frontmatter, which calls `split`, then `load`. It has state, so each note needs its own."""

    FM_BOUNDARY = None
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, stripped: int, lines: int) -> None:
        """Start with the numbers of characters and lines that the library strips before it calls `split`."""
        self.front = Front()
        self._offset, self._line = stripped, lines + 1
        self._start = 0

    def split(self, text: str) -> tuple[str, str]:
        """Return the YAML between the fences, and the body.

        Raises:
            ValueError: if there is no front matter, which the library treats as all body.
        """
        opening = _FENCE.match(text)
        if opening is None:
            if _TOML.match(text):
                return self._toml(text)
            odd = _ODD_FENCE.match(text)
            if odd is None or not _KEY.match(text, odd.end() + 1):
                self.front.body, self.front.body_line = text, self._line
                raise ValueError("no front matter")
            self._fault("odd fence", 0)
            opening = odd
        self._start = min(opening.end() + 1, len(text))
        if self._is_rule(text):
            self.front.body, self.front.body_line = text, self._line
            raise ValueError("no front matter")
        end, after = self._closing(text)
        self.front.yaml = text[self._start : end]
        self.front.body = text[after:]
        self.front.body_line = self._line + text.count("\n", 0, after)
        return self.front.yaml, self.front.body

    def _is_rule(self, text: str) -> bool:
        """Return whether the three hyphens above are a horizontal rule: followed by text, without keys."""
        closing = _END.search(text, self._start)
        below = text[self._start : min(closing.start(), self._start + LONGEST) if closing else self._start + 200]
        first = below.partition("\n")[0]
        if closing is None:
            return _KEY.match(first + "\n") is None and not text.startswith(("- ", "#"), self._start)
        return bool(below) and not first.strip() and not any(_KEY.match(line + "\n") for line in below.split("\n"))

    def _toml(self, text: str) -> tuple[str, str]:
        """Ignore front matter in TOML."""
        self._fault("toml", 0)
        closing = text.find("\n+++", 3)
        end = text.find("\n", closing + 1) if closing >= 0 else -1
        self.front.body = text[end + 1 :] if end >= 0 else ""
        self.front.body_line = self._line + text.count("\n", 0, end + 1 if end >= 0 else len(text))
        return "", self.front.body

    def _closing(self, text: str) -> tuple[int, int]:
        """Return where the YAML ends and where the body starts."""
        if closing := _END.search(text, self._start):
            prose = self._prose(text[self._start : min(closing.start(), self._start + LONGEST)])
            if prose is not None:
                # The closing fence is missing, and the hyphens further down are a horizontal rule
                self._fault("no end", 0)
                return self._start + prose, self._start + prose
            return closing.start(), min(closing.end() + 1, len(text))
        if odd := _ODD_END.search(text, self._start):
            self._fault("odd end", odd.start())
            return odd.start(), min(odd.end() + 1, len(text))
        # Never closed: everything that looks like front matter is, up to a blank line, a heading or prose
        self._fault("no end", 0)
        at = self._start
        while at < len(text):
            line_end = text.find("\n", at)
            line = text[at : line_end if line_end >= 0 else len(text)]
            if not line.strip() or line.startswith("# ") or not (line[0] in " -#\t" or _KEY.match(line + "\n")):
                break
            at = line_end + 1 if line_end >= 0 else len(text)
        return at, at

    @staticmethod
    def _prose(above: str) -> int | None:
        """Return where text starts, after a blank line and without keys below; None if all may be front matter."""
        if "\n\n" not in above:
            return None
        blank, at, text_start = None, 0, None
        for line in above.split("\n"):
            if not line.strip():
                blank = at if blank is None or text_start is None else blank
            elif _PLAIN_KEY.match(line):
                blank = text_start = None
            elif (
                blank is not None
                and text_start is None
                and line[0] not in " \t#-[]{}\"'?&*!"
                and not _KEY.match(line + "\n")
            ):
                text_start = blank
            at += len(line) + 1
        return text_start

    def load(self, fm: str, **_: object) -> dict[str, Any]:
        """Return the values of the front matter; a mistake is recorded as a fault, and the rest still counts."""
        first_line = self._line + 1
        if len(fm) > LONGEST:
            # Complete keys up to the limit still count
            end = max((start for start, _ in parts(fm[:LONGEST])), default=0)
            self._fault("too long", self._start + end)
            fm = fm[:end]
        try:
            self.front.document = yaml_values.load(fm, first_line)
        except YamlError as refused:
            self._recover(fm, first_line, refused)
        return self.front.document.data

    def _recover(self, fm: str, first_line: int, whole: YamlError) -> None:
        """Keep the parts that are valid by themselves."""
        if whole.reason == "no mapping":
            self._fault(whole.reason, self._start + len(fm) - len(fm.lstrip()))
            return

        def tell(reason: str, index: int, key: str, partly: bool) -> None:
            self._fault(reason, self._start + index, key, partly)

        self.front.document = recover(fm, first_line, whole, tell)

    def _fault(self, reason: str, index: int, skipped: str = "", partly: bool = False) -> None:
        self.front.faults.append(Fault(reason, index + self._offset, skipped=skipped, partly=partly))

    def export(self, metadata: dict[str, object], **_: object) -> str:
        """Raise an error: notes are never written back."""
        raise NotImplementedError


def split(text: str) -> Front:
    """Return the front matter and the body of a note's text, with problems and positions."""
    stripped = len(text) - len(text.lstrip())
    # Only whole blank lines may be stripped: the indentation of the first line belongs to the body
    stripped = text.rfind("\n", 0, stripped) + 1
    rest = text[stripped:]
    indent = len(rest) - len(rest.lstrip())
    handler = SafeHandler(stripped + indent, text.count("\n", 0, stripped))
    if not rest.lstrip(" \t").startswith(("-", "—", "–", "=", "+")):
        # Without front matter, avoid the library's strip, which would remove the body's indentation
        return Front(body=rest, body_line=text.count("\n", 0, stripped) + 1)
    frontmatter.parse(rest, handler=handler)
    front = handler.front
    if indent and front.yaml:
        front.faults.insert(0, Fault("odd fence", stripped))
    for fault in front.faults:
        begin = text.rfind("\n", 0, fault.index) + 1
        finish = text.find("\n", begin)
        fault.line = text[begin : finish if finish >= 0 else len(text)]
        fault.above = _last_line(text[max(0, begin - 1000) : begin])
    return front


def _last_line(text: str) -> str:
    """Return the last line that isn't blank or a comment; empty if it is the opening fence."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    return lines[-1] if lines and not _ODD_FENCE.fullmatch(lines[-1]) else ""
