"""YAML as plain values with a place for each, from libyaml's events alone.

Nothing is resolved but what the values' own readers resolve: a scalar stays the text that was written (`Plain` when it
stood without quotes). Anchors, aliases, tags and great depth are refused before anything is built, so no document can
grow in memory or overflow the stack.
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
"""How deep lists and blocks may be nested."""

_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")

Path = tuple[str | int, ...]


class YamlError(Exception):
    """YAML that cannot be read, or is not read on purpose: why, and where."""

    def __init__(self, reason: str, index: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.index = index


@dataclass(slots=True)
class Document:
    """The mapping that a YAML document holds, and where its parts stand."""

    data: dict[str, Any] = field(default_factory=dict)
    positions: dict[Path, SourcePosition] = field(default_factory=dict)
    """The place of each value; of an empty value, the place of its key."""
    keys: dict[Path, SourcePosition] = field(default_factory=dict)
    """The place of each key, by the path of its value."""
    doubled: list[tuple[Path, SourcePosition, SourcePosition]] = field(default_factory=list)
    """Keys that stand twice: the path, the first place, the second (whose value does not count)."""
    cut: list[tuple[Path, SourcePosition, str, str]] = field(default_factory=list)
    """Values that end at a ` #` which hardly begins a comment: the path, its place, the value, and what was cut off."""
    commas: list[tuple[Path, SourcePosition, Any, str]] = field(default_factory=list)
    """Words after a comma within braces that have no colon: the path before them, their place, its value, and they."""
    folded: list[tuple[str, SourcePosition]] = field(default_factory=list)
    """Keys at the top whose value is one text of several lines, without a sign that it is meant to be."""
    ascii: bool = False
    """Whether it holds none but the plainest characters, and so no curly quotes."""
    partial: bool = False
    """Whether lines at its end had to be left out."""


class Lines:
    """Turns a character's index into a line and a column (from 1), where only CR, LF and CRLF end a line."""

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self._first = first_line

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in re.finditer("\n", self.text))]

    def position(self, index: int) -> SourcePosition:
        """The place of the character at `index`."""
        line = bisect_right(self._starts, index) - 1
        return SourcePosition(line + self._first, index - self._starts[line] + 1)


def load(text: str, first_line: int = 1) -> Document:
    """The mapping in a YAML text, whose first line is line `first_line` of its file.

    Raises:
        RefusedError: if the text is no YAML, no mapping, or holds what is refused on purpose.
    """
    text = without_odd_line_ends(text)
    try:
        return _Reader(text, first_line).read(yaml.parse(text, Loader=libyaml_loader()))
    except yaml.reader.ReaderError as error:
        raise YamlError("control character", error.position if isinstance(error.position, int) else 0) from None
    except yaml.MarkedYAMLError as error:
        # What was opened and never closed is best shown where it was opened
        unclosed = "quoted" in (error.context or "") or "flow" in (error.context or "")
        at = (unclosed and error.context_mark) or error.problem_mark or error.context_mark
        raise YamlError(f"{error.context or ''}: {error.problem or ''}", at.index if at else 0) from None
    except yaml.YAMLError as error:
        raise YamlError(str(error), 0) from None


def without_odd_line_ends(text: str) -> str:
    """Return the text with a space for each character that libyaml takes for a line end, which no editor does."""
    return text if text.isascii() else text.translate(_LINE_ENDS)


def libyaml_loader() -> Any:
    """Return the loader whose events are read: libyaml's where there is one."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Reader:
    """Builds values from events, with a stack of its own instead of recursion."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line, self.lines = text, first_line, Lines(text, first_line)
        self.document = Document(ascii=text.isascii())
        self.may_be_cut = " #" in text or "\t#" in text
        self.in_braces = "{" in text

    def read(self, events: Iterable[Any]) -> Document:
        root: Any = None
        # Each open collection: itself, its path, and for a mapping the key that awaits its value
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
        """`>5` is taken for the beginning of a text of several lines, and would be lost."""
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
        """Puts a value where it belongs, and keeps its place. A key's second value is kept from the mapping."""
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
        """Whether an empty value is that of a word between two commas, as in `{what: a, b}`."""
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
