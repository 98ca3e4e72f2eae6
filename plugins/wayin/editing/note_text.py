"""A note's bytes as text that can be changed in places: every byte that isn't part of a change stays as it is."""

from __future__ import annotations

import codecs
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wayin.catalogue import words
from wayin.reading.decoding import LARGEST, decode
from wayin.reading.front_matter import split
from wayin.reading.yaml_loader import YamlError
from wayin.reading.yaml_tree import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wayin.reading.yaml_tree import Node

_LINE_END = re.compile(r"\r\n|\r|\n")


class SpliceError(Exception):
    """A change that can't be made in this note's text; the message says why, and what to do by hand."""


class Change(NamedTuple):
    """New text for a part of a note: characters counted with `\\n` as every line's end."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class NoteText:
    """The text of one note.

    Attributes:
        data: the file's bytes.
        text: the same as text, with `\\n` as the only line end and no byte order mark.
        yaml_start: where the lines between the fences begin; 0 without front matter.
        yaml_end: where they end.
        body_start: where the body begins.
    """

    data: bytes
    text: str
    yaml_start: int
    yaml_end: int
    body_start: int
    has_front_matter: bool

    @classmethod
    def read(cls, data: bytes) -> NoteText:
        """Return the text that a file's bytes hold.

        Raises:
            SpliceError: if the file isn't text in UTF-8, or its front matter has a fault.
        """
        if len(data) > LARGEST:
            raise SpliceError("This file is too large to be a note.")
        decoded = decode(data)
        if decoded.problem:
            _, message, fix = words(decoded.problem, decoded.values)
            raise SpliceError(f"{message} {fix}")
        text = decoded.text
        front = split(text)
        if front.faults:
            line = text.count("\n", 0, front.faults[0].index) + 1
            raise SpliceError(f"Wayin can't read the front matter at line {line}. `wayin check` says how to fix it.")
        body_start = _line_start(text, front.body_line) if front.body.strip() else len(text)
        head = text[:body_start]
        if not head.strip():
            return cls(data, text, 0, 0, 0, has_front_matter=False)
        yaml_start = _line_start(text, head[: len(head) - len(head.lstrip())].count("\n") + 2)
        return cls(data, text, yaml_start, yaml_start + len(front.yaml), body_start, has_front_matter=True)

    @property
    def body(self) -> str:
        """The text below the front matter."""
        return self.text[self.body_start :]

    @cached_property
    def tree(self) -> Node | None:
        """Where the values of the front matter are, counted from `yaml_start`; None if it has none.

        Raises:
            SpliceError: if it can't be read as a whole.
        """
        try:
            return parse_tree(self.text[self.yaml_start : self.yaml_end])
        except YamlError as error:
            line = self.text.count("\n", 0, self.yaml_start + error.index) + 1
            message = f"Wayin can't read the front matter at line {line}. `wayin check` says how to fix it."
            raise SpliceError(message) from None

    def with_changes(self, changes: Iterable[Change]) -> bytes:
        """Return the file's bytes with these changes made, and no other byte touched.

        Raises:
            ValueError: if two changes overlap.
        """
        raw = self.data.decode("utf-8-sig")
        first_end = _LINE_END.search(raw)
        line_end = first_end[0] if first_end else "\n"
        places = _RawPlaces(raw)
        parts: list[str] = []
        done = 0
        # Insertions at one place keep the order they were given in
        for change in sorted(changes, key=lambda change: (change.start, change.end)):
            start, end = places.of(change.start), places.of(change.end)
            if start < done:
                raise ValueError("two changes of one place")
            parts += [raw[done:start], change.text.replace("\n", line_end)]
            done = end
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        return mark + "".join([*parts, raw[done:]]).encode()


def content_of(file: Path) -> bytes:
    """Return the bytes of a note that is to be changed.

    Raises:
        SpliceError: if it is a link, or read-only.
        OSError: if it can't be read.
    """
    if file.is_symlink():
        raise SpliceError("This is a link, and Wayin doesn't write through links.")
    if not file.stat().st_mode & stat.S_IWUSR:
        raise SpliceError("This file is read-only.")
    return file.read_bytes()


class _RawPlaces:
    """Where characters of the text with `\\n` line ends are in the text as it was written."""

    def __init__(self, raw: str) -> None:
        # After each CRLF every later character is one further behind
        self._behind = [end.start() - number for number, end in enumerate(re.finditer("\r\n", raw))]

    def of(self, index: int) -> int:
        return index + bisect_right(self._behind, index - 1)


def _line_start(text: str, line: int) -> int:
    """Return where a line begins, counted from 1; the end of the text if it has fewer."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at
