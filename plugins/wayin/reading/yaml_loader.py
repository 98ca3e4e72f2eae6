"""Loads YAML as plain values with positions, from libyaml's events alone.

Only the fields' validators interpret values: a scalar stays the text as written (`Plain` if unquoted). Anchors,
aliases, tags and deep nesting are refused before anything is built, so that no document can exhaust memory or the
stack.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml

from wayin.note_parts import SourcePosition
from wayin.validators import Plain

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 30
"""The deepest nesting of lists and mappings."""

_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")

Path = tuple[str | int, ...]


class YamlError(Exception):
    """YAML that is invalid, or refused on purpose, with the reason and the position."""

    def __init__(self, reason: str, index: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.index = index


@dataclass(slots=True)
class Document:
    """The mapping in a YAML document, with positions."""

    data: dict[str, Any] = field(default_factory=dict)
    positions: dict[Path, SourcePosition] = field(default_factory=dict)
    """The position of each value; for an empty one, of its key."""
    keys: dict[Path, SourcePosition] = field(default_factory=dict)
    """The position of each key, by the path of its value."""
    doubled: list[tuple[Path, SourcePosition, SourcePosition]] = field(default_factory=list)
    """Repeated keys: the path, the first position, and the second, whose value is ignored."""
    cut: list[tuple[Path, SourcePosition, str, str]] = field(default_factory=list)
    """Values that end at a ` #` that is hardly a comment: path, position, value, and the text cut off."""
    commas: list[tuple[Path, SourcePosition, Any, str]] = field(default_factory=list)
    """Words after a comma in braces without a colon: the path before them, its position and value, and the words."""
    folded: list[tuple[str, SourcePosition]] = field(default_factory=list)
    """Top-level keys with a text of several lines that isn't marked as one."""
    ascii: bool = False
    """Whether it is plain ASCII and so has no curly quotes."""
    partial: bool = False
    """Whether lines at its end were dropped."""


class Lines:
    """Maps an index to a line and column (from 1), with only CR, LF and CRLF as line endings."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self._first = first_line

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer("\n", self.text))]

    def position(self, index: int) -> SourcePosition:
        """Return the position of the character at `index`."""
        line = bisect_right(self._starts, index) - 1
        return SourcePosition(line + self._first, index - self._starts[line] + 1)


def load(text: str, first_line: int = 1) -> Document:
    """Return the mapping in a YAML text.

    Args:
        text: the text.
        first_line: its line number in the file.

    Raises:
        YamlError: if the text isn't valid YAML, isn't a mapping, or contains something refused on purpose.
    """
    text = without_odd_line_ends(text)
    try:
        return _Reader(text, first_line).read(yaml.parse(text, Loader=libyaml_loader()))
    except yaml.reader.ReaderError as error:
        raise YamlError("control character", error.position if isinstance(error.position, int) else 0) from None
    except yaml.MarkedYAMLError as error:
        # An unclosed quote or bracket is best shown where it was opened
        unclosed = "quoted" in (error.context or "") or "flow" in (error.context or "")
        at = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
        raise YamlError(f"{error.context or ''}: {error.problem or ''}", at.index if at else 0) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error), 0) from None


def without_odd_line_ends(text: str) -> str:
    """Return a text with spaces for characters that libyaml reads as line endings, unlike any editor."""
    return text if text.isascii() else text.translate(_LINE_ENDS)


def libyaml_loader() -> Any:
    """Return the loader that provides the events, libyaml's if available."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reader:
    """Builds values from events, with its own stack instead of recursion."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line, self.lines = text, first_line, Lines(text, first_line)
        self.document = Document(ascii=text.isascii())
        self.may_be_cut = " #" in text or "\t#" in text
        self.in_braces = "{" in text

    def read(self, events: Iterable[Any]) -> Document:
        root: Any = None
        # Each open collection with its path, and for a mapping the key that awaits its value
        stack: list[tuple[list[Any] | dict[str, Any], Path]] = []
        awaiting: list[tuple[str, SourcePosition] | None] = []
        scalar, opening = yaml.ScalarEvent, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)
        for event in events:
            kind = type(event)
            if kind in opening:
                start = event.start_mark
                if event.anchor is not None or event.tag is not None or len(stack) >= DEEPEST:
                    self._refuse(event, len(stack))
                if kind is scalar and event.style in ("|", ">") and not event.value:
                    self._refuse_number(start.index)
                position = SourcePosition(start.line + self.first_line, start.column + 1)
                if stack and awaiting[-1] is None and isinstance(stack[-1][0], dict):
                    # This is a key
                    if kind is scalar:
                        awaiting[-1] = (event.value, position)
                        continue
                    raise YamlError("key isn't a text", start.index)
                value: Any = self._value(event)
                path = self._place(stack, awaiting, value, position, event)
                if root is None and not stack:
                    root = value
                if kind is not scalar:
                    stack.append((value, path))
                    awaiting.append(None)
            elif kind is yaml.AliasEvent:
                raise YamlError("alias", event.start_mark.index)
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                stack.pop()
                awaiting.pop()
            elif kind is yaml.DocumentStartEvent and root is not None:
                raise YamlError("second document", event.start_mark.index)
        if root is not None and not isinstance(root, dict) and not (isinstance(root, str) and not root.strip()):
            raise YamlError("no mapping", 0)
        self.document.data = root if isinstance(root, dict) else {}
        return self.document

    @staticmethod
    def _refuse(event: Any, depth: int) -> None:
        if event.anchor is not None:
            raise YamlError("anchor", event.start_mark.index)
        if event.tag is not None and event.tag != "!":
            raise YamlError("tag", event.start_mark.index)
        if depth >= DEEPEST:
            raise YamlError("depth", event.start_mark.index)

    def _refuse_number(self, index: int) -> None:
        """Refuse `>5`, which YAML reads as the start of a text block, so that it would be lost."""
        if self.text[index + 1 : index + 2].isdigit():
            raise YamlError("block scalar", index)

    @staticmethod
    def _value(event: Any) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        return Plain(event.value) if event.style in (None, "") and event.implicit[0] else event.value

    def _place(
        self,
        stack: list[tuple[Any, Path]],
        awaiting: list[tuple[str, SourcePosition] | None],
        value: Any,
        position: SourcePosition,
        event: Any,
    ) -> Path:
        """Put a value in its collection, and keep its position. The second value of a key is dropped."""
        if not stack:
            return ()
        holder, above = stack[-1]
        if isinstance(holder, list):
            path: Path = (*above, len(holder))
            holder.append(value)
        else:
            waiting = awaiting[-1]
            assert waiting is not None  # noqa: S101
            key, key_position = waiting
            awaiting[-1] = None
            path = (*above, key)
            if key in holder:
                self.document.doubled.append((path, self.document.keys[path], key_position))
                return (*above, f"{key}\0{key_position.line}")
            if value == "" and holder and self._lacks_colon(event):
                before = next(reversed(holder))
                self.document.commas.append(((*above, before), key_position, holder[before], key))
                return path
            holder[key] = value
            self.document.keys[path] = key_position
            if isinstance(value, str) and not value and event.start_mark.index == event.end_mark.index:
                position = key_position
        self.document.positions[path] = position
        if len(path) == 1 and isinstance(value, Plain) and event.end_mark.line > event.start_mark.line:
            self.document.folded.append((str(path[0]), position))
        if self.may_be_cut and isinstance(value, Plain):
            self._notice_cut(event.end_mark.index, path, value)
        return path

    def _lacks_colon(self, event: Any) -> bool:
        """Return whether an empty value belongs to a word between commas, as in `{what: a, b}`."""
        if not self.in_braces or not isinstance(event, yaml.ScalarEvent) or not (event.start_mark and event.end_mark):
            return False
        start: int = event.start_mark.index
        if start != event.end_mark.index:
            return False
        while start and self.text[start - 1] in " \t\n":
            start -= 1
        return self.text[start - 1] != ":"

    def _notice_cut(self, end: int, path: Path, value: str) -> None:
        line_end = self.text.find("\n", end)
        rest = self.text[end : line_end if line_end >= 0 else len(self.text)]
        comment = rest.lstrip(" \t")
        if comment != rest and comment[:1] == "#" and comment[1:2].strip() and comment[1] not in "#!-":
            at = self.lines.position(end + len(rest) - len(comment))
            self.document.cut.append((path, at, value, comment.rstrip()))
