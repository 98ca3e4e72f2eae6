"""A note's text for local edits: every byte outside of a change is preserved."""

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
    """A change that can't be made in this note's text; the message says why and what to do by hand."""


class Change(NamedTuple):
    """New text for a part of a note, given as character offsets with `\\n` line endings."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class NoteText:
    """The text of a note.

    Attributes:
        data: the file's bytes.
        text: the decoded text, with `\\n` line endings and no byte order mark.
        yaml_start: where the lines between the fences start; 0 without front matter.
        yaml_end: where they end.
        body_start: where the body starts.
    """

    data: bytes
    text: str
    yaml_start: int
    yaml_end: int
    body_start: int
    has_front_matter: bool

    @classmethod
    def read(cls, data: bytes) -> NoteText:
        """Return the text of a file.

        Raises:
            SpliceError: if it isn't UTF-8, or its front matter is invalid.
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
        body_start = line_start(text, front.body_line) if front.body.strip() else len(text)
        head = text[:body_start]
        if not head.strip():
            return cls(data, text, 0, 0, 0, has_front_matter=False)
        yaml_start = line_start(text, head[: len(head) - len(head.lstrip())].count("\n") + 2)
        return cls(data, text, yaml_start, yaml_start + len(front.yaml), body_start, has_front_matter=True)

    @property
    def body(self) -> str:
        """Return the text below the front matter."""
        return self.text[self.body_start :]

    @cached_property
    def tree(self) -> Node | None:
        """Return the tree of values in the front matter, with offsets from `yaml_start`; None if it is empty.

        Raises:
            SpliceError: if it isn't valid as a whole.
        """
        try:
            return parse_tree(self.text[self.yaml_start : self.yaml_end])
        except YamlError as error:
            line = self.text.count("\n", 0, self.yaml_start + error.index) + 1
            message = f"Wayin can't read the front matter at line {line}. `wayin check` says how to fix it."
            raise SpliceError(message) from None

    def with_changes(self, changes: Iterable[Change]) -> bytes:
        """Return the file's bytes with these changes and no other byte changed.

        Raises:
            ValueError: if two changes overlap.
        """
        raw = self.data.decode("utf-8-sig")
        first_end = _LINE_END.search(raw)
        line_end = first_end[0] if first_end else "\n"
        positions = _RawPositions(raw)
        parts: list[str] = []
        done = 0
        # Insertions at the same place keep their order
        for change in sorted(changes, key=lambda change: (change.start, change.end)):
            start, end = positions.of(change.start), positions.of(change.end)
            if start < done:
                raise ValueError("two changes of one place")
            parts += [raw[done:start], change.text.replace("\n", line_end)]
            done = end
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        return mark + "".join([*parts, raw[done:]]).encode()


def content_of(file: Path) -> bytes:
    """Return the bytes of a note to change.

    Raises:
        SpliceError: if it is a link, or read-only.
        OSError: if it can't be read.
    """
    if file.is_symlink():
        raise SpliceError("This is a link, and Wayin doesn't write through links.")
    if not file.stat().st_mode & stat.S_IWUSR:
        raise SpliceError("This file is read-only.")
    return file.read_bytes()


class _RawPositions:
    """Maps offsets in the text with `\\n` line endings to the original text."""

    def __init__(self, raw: str) -> None:
        # Each CRLF moves the characters after it by one more
        self._behind = [end.start() - number for number, end in enumerate(re.finditer("\r\n", raw))]

    def of(self, index: int) -> int:
        return index + bisect_right(self._behind, index - 1)


def line_start(text: str, line: int) -> int:
    """Return the offset of a line, counted from 1; the end of the text if there are fewer lines."""
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at
