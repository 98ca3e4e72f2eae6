"""Changes of single values, list entries and log lines in a note's text.

Each function returns the changes for an order and writes nothing. A value goes into its line in the existing style
(block or flow); a new key gets a line of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.editing.note_text import Change, SpliceError, line_start
from wayin.editing.yaml_text import quoted, quoted_in_list
from wayin.reading.body import HEADING, heading_end, heading_words, without_code
from wayin.reading.sections import is_log, title_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wayin.editing.note_text import NoteText
    from wayin.model import Note
    from wayin.reading.yaml_tree import Node

Path = tuple[str | int, ...]
Entry = dict[str, str]
"""A new list entry with keys."""

_AS_IT_IS = re.compile(r"\d{4}-\d\d(?:-\d\d)?|[1-9]\d{0,3}|true|false", re.ASCII)
"""Values that nobody puts in quotes: days, months, years, small numbers, booleans."""
_OPEN_BOX = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[(?P<space> )\][ \t][^\n]*")
_LOG_ITEM = re.compile(r"(?m)^(?P<bullet>[ \t]*[-*+][ \t]+)(?:\[[xX]\][ \t]+)?(?P<day>\d{4}-\d\d-\d\d)")


def set_value(note: NoteText, path: Path, value: str, shorthand: str = "") -> list[Change]:
    """Return the changes that set a value in the front matter.

    Args:
        note: the note.
        path: the keys and list indexes that lead to it, such as `("promised", 0, "done")`.
        value: the new value, unquoted.
        shorthand: the key whose value a plain text entry is.

    Raises:
        SpliceError: if a list, a block of text or anything else that can't be replaced by one value is there.
    """
    if len(path) == 1:
        return _set_key(note, note.tree, str(path[0]), value)
    entry = _find(note, path[:-1])
    key = str(path[-1])
    if entry is None or entry.is_empty:
        raise SpliceError(f"There is no `{_dotted(path[:-1])}` in this note.")
    if entry.kind == "mapping":
        return _set_key(note, entry, key, value)
    if entry.kind == "scalar" and shorthand:
        return _unfold(note, path, entry, shorthand, key, value)
    raise SpliceError(f"`{_dotted(path[:-1])}` can't take a `{key}`.")


def add_item(note: NoteText, key: str, item: str | Entry, within: Path = ()) -> list[Change]:
    """Return the changes that add an entry to a list of the front matter, which may be missing or a single value.

    Args:
        note: the note.
        key: the list's key.
        item: a text, or keys and values.
        within: the path of the block that contains the list, such as `("introductions", 0)`.

    Raises:
        SpliceError: if something other than a list is there.
    """
    mapping = _find(note, within)
    if within and (mapping is None or mapping.kind != "mapping"):
        raise SpliceError(f"`{_dotted(within)}` can't take a `{key}`.")
    value = mapping.value_of(key) if mapping else None
    if value is None or value.is_empty:
        written = _alone(item) if isinstance(item, str) else f"\n  - {_block_entry(item, 4)}"
        return write_key(note, mapping, key, written)
    at = note.yaml_start
    if value.kind == "list" and value.style == "flow":
        inner = note.text[at + value.start + 1 : at + value.end - 1].strip()
        comma = "" if not inner else " " if inner.endswith(",") else ", "
        return [Change(at + value.end - 1, at + value.end - 1, comma + _flow_entry(item))]
    if value.kind == "list":
        column = _column(note, value.start)
        return [_line_below(note, value.items[-1], f"{' ' * column}- {_entry(item, column + 2)}")]
    if value.kind == "scalar" and value.style != "block":
        plain = value.text if value.style == "plain" else ""
        if "\n" not in note.text[at + value.start : at + value.end] and not set(plain) & set(",[]{}"):
            return [
                Change(at + value.start, at + value.start, "["),
                Change(at + value.end, at + value.end, f", {_flow_entry(item)}]"),
            ]
    if value.kind == "mapping" and value.style == "flow" and not isinstance(item, str):
        return [
            Change(at + value.start, at + value.start, "["),
            Change(at + value.end, at + value.end, f", {_flow_entry(item)}]"),
        ]
    raise SpliceError(f"`{key}` isn't written as a list. Make it one, with a line `- …` for each entry.")


def add_log_line(note: NoteText, day: date, words: str) -> list[Change]:
    """Return the changes that add a line to the `Log` section, next to its newest day; a missing section is created.

    Args:
        note: the note.
        day: the day of the contact.
        words: what happened, in one line.
    """
    line = f"{day.isoformat()} {' '.join(words.split())}".rstrip()
    section = _log_section(note)
    if section is None:
        text = note.text
        final = "\n" if text.endswith("\n") or not text else ""
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        return [Change(len(text), len(text), f"{gap}## Log\n\n- {line}{final}")]
    start, end = section
    items = list(_LOG_ITEM.finditer(without_code(note.body)[: end - note.body_start], start - note.body_start))
    if not items:
        return [Change(start, start, f"\n- {line}\n" if note.text[start - 1 : start] == "\n" else f"\n\n- {line}")]
    first, last = items[0], items[-1]
    if len(items) > 1 and first["day"] > last["day"]:
        at = note.body_start + first.start()
        return [Change(at, at, f"{first['bullet']}{line}\n")]
    at = _item_end(note.text, note.body_start + last.end(), end)
    return [Change(at, at, f"\n{last['bullet']}{line}")]


def tick(note: NoteText, line: int, day: date) -> list[Change]:
    """Return the changes that tick an open to-do, with the day.

    Args:
        note: the note.
        line: the line of the to-do in the file, from 1.
        day: the day it was done.

    Raises:
        SpliceError: if there is no open to-do in that line.
    """
    start = line_start(note.text, line)
    box = _OPEN_BOX.match(note.text, start)
    if box is None:
        raise SpliceError(f"There is no open to-do in line {line}.")
    end = len(note.text[: box.end()].rstrip())
    return [Change(box.start("space"), box.end("space"), "x"), Change(end, end, f" ✅ {day.isoformat()}")]


def written_entry(text: NoteText, note: Note, field: str, entry: int, key: str = "") -> int:
    """Return the index in the written list of an entry of the parsed one, which omits empty and invalid entries.

    Args:
        text: the text.
        note: the parsed note.
        field: the list's field.
        entry: the index in the parsed list.
        key: the note's own key for the field, if any.

    Raises:
        SpliceError: if it is unclear.
    """
    values = text.tree.value_of(key or field) if text.tree else None
    if values is None or values.kind != "list":
        return entry
    where = note.positions.get((field, entry))
    for number, item in enumerate(values.items):
        at = text.yaml_start + item.start
        if where and text.text.count("\n", 0, at) + 1 == where.line:
            column = at - (text.text.rfind("\n", 0, at) + 1) + 1
            if column == where.column or "flow" not in (values.style, item.style):
                return number
    if len(values.items) == len(getattr(note.facts, field)):
        return entry
    raise SpliceError(f"Wayin can't tell which entry of `{field}` is meant.")


# --- keys -------------------------------------------------------------------------------------------------------------


def _set_key(note: NoteText, mapping: Node | None, key: str, value: str) -> list[Change]:
    in_flow = mapping is not None and mapping.style == "flow"
    return write_key(note, mapping, key, _in_list(value) if in_flow else _alone(value))


def write_key(note: NoteText, mapping: Node | None, key: str, written: str) -> list[Change]:
    """Return the changes that set a mapping's key.

    Args:
        note: the note.
        mapping: the front matter or a block in it; None if there is none.
        key: the key; an existing value is only replaced if it is a single one.
        written: the value as YAML; a list or block starts on its own line.

    Raises:
        SpliceError: if an existing value can't be replaced, or there is no place for the key.
    """
    at = note.yaml_start
    below = written.startswith("\n")
    space = "" if below else " "
    if mapping is None:
        if not note.has_front_matter:
            return [Change(0, 0, f"---\n{key}:{space}{written}\n---\n")]
        return [Change(note.yaml_end, note.yaml_end, f"{key}:{space}{written}\n")]
    old = mapping.value_of(key)
    if old is not None and old.is_empty:
        name = mapping.key_node(key)
        assert name is not None  # noqa: S101 (it has a value)
        colon = note.text.index(":", at + name.end) + 1
        return [Change(colon, colon, space + written)]
    if old is not None:
        if not (_is_link(old) or (old.kind == "scalar" and old.style != "block")) or below:
            raise SpliceError(f"`{key}` holds more than one value, which Wayin doesn't overwrite.")
        return [Change(at + old.start, at + old.end, written)]
    if mapping.style == "flow":
        if below:
            raise SpliceError(f"Wayin can't add `{key}` to front matter in braces.")
        inner = note.text[at + mapping.start + 1 : at + mapping.end - 1].strip()
        comma = "" if not inner else " " if inner.endswith(",") else ", "
        return [Change(at + mapping.end - 1, at + mapping.end - 1, f"{comma}{key}: {written}")]
    column = _column(note, mapping.start)
    if mapping is note.tree:
        end = note.yaml_end
        gap = "" if note.text[end - 1 : end] == "\n" else "\n"
        return [
            Change(end, end, f"{gap}{' ' * column}{key}:{space}{written.replace(chr(10), chr(10) + ' ' * column)}\n")
        ]
    return [_line_below(note, mapping.items[-1], f"{' ' * column}{key}:{space}{written}")]


def _is_link(value: Node) -> bool:
    """Return whether a value is an unquoted `[[link]]`, which YAML reads as a list in a list."""
    for _ in range(2):
        if value.kind != "list" or value.style != "flow" or len(value.items) != 1:
            return False
        value = value.items[0]
    return value.kind == "scalar"


def _unfold(note: NoteText, path: Path, entry: Node, shorthand: str, key: str, value: str) -> list[Change]:
    """Return the changes that turn a plain text entry into one with keys."""
    start, end = note.yaml_start + entry.start, note.yaml_start + entry.end
    holder = _find(note, path[:-2]) if len(path) > 2 else None
    if holder is not None and holder.kind == "list" and holder.style == "flow":
        return [Change(start, start, f"{{{shorthand}: "), Change(end, end, f", {key}: {_in_list(value)}}}")]
    if "\n" in note.text[start:end]:
        raise SpliceError(f"`{_dotted(path[:-1])}` is a text of several lines. Write it as `{shorthand}:` first.")
    if holder is not None and holder.kind == "list":
        column = _column(note, entry.start)
        below = _line_below(note, entry, f"{' ' * column}{key}: {_alone(value)}")
        return [Change(start, start, f"{shorthand}: "), below]
    colon = note.text.rindex(":", 0, start) + 1
    return [
        Change(colon, start, f"\n  - {shorthand}: "),
        _line_below(note, entry, f"    {key}: {_alone(value)}"),
    ]


# --- positions --------------------------------------------------------------------------------------------------------


def _find(note: NoteText, path: Path) -> Node | None:
    """Return the node at a path; a single value counts as a list of one."""
    node = note.tree
    for step in path:
        if node is None:
            return None
        if isinstance(step, str):
            node = node.value_of(step) if node.kind == "mapping" else None
        elif node.kind == "list":
            node = node.items[step] if step < len(node.items) else None
        elif step:
            return None
    return node


def _column(note: NoteText, start: int) -> int:
    """Return the number of characters before an offset on its line."""
    at = note.yaml_start + start
    return at - (note.text.rfind("\n", 0, at) + 1)


def _line_below(note: NoteText, last: Node, line: str) -> Change:
    """Return a new line below a value and its trailing comment."""
    end = note.yaml_start + last.end
    if last.kind == "scalar" and last.style == "block":
        # Block text runs to the end of its line, and may have blank lines after it
        at = min(end, note.yaml_end)
        return Change(at, at, f"{line}\n" if note.text[at - 1 : at] == "\n" else f"\n{line}")
    at = note.text.find("\n", end, note.yaml_end)
    if at < 0:
        return Change(note.yaml_end, note.yaml_end, f"\n{line}")
    return Change(at, at, f"\n{line}")


def _log_section(note: NoteText) -> tuple[int, int] | None:
    """Return the start and the end of the text below the heading `Log`."""
    prose = without_code(note.body)
    level = start = 0
    for heading in HEADING.finditer(prose):
        if not level and is_log(title_words(heading_words(heading))):
            level, start = len(heading[1]), heading_end(note.body, heading)
        elif level and len(heading[1]) <= level:
            return note.body_start + start, note.body_start + heading.start()
    return (note.body_start + start, len(note.text)) if level else None


def _item_end(text: str, at: int, end: int) -> int:
    """Return where a list item ends: before a blank line, another item or a heading."""
    while (line_end := text.find("\n", at, end)) >= 0:
        following = text[line_end + 1 : text.find("\n", line_end + 1) if "\n" in text[line_end + 1 :] else len(text)]
        if not following.strip() or not following.startswith((" ", "\t")):
            return line_end
        at = line_end + 1
    return end


# --- entries ----------------------------------------------------------------------------------------------------------


def _alone(value: str) -> str:
    return value if _AS_IT_IS.fullmatch(value) else quoted(value)


def _in_list(value: str) -> str:
    return value if _AS_IT_IS.fullmatch(value) else quoted_in_list(value)


def _entry(item: str | Entry, column: int) -> str:
    return _alone(item) if isinstance(item, str) else _block_entry(item, column)


def _block_entry(item: Entry, column: int) -> str:
    return f"\n{' ' * column}".join(f"{key}: {_alone(value)}" for key, value in item.items())


def _flow_entry(item: str | Entry) -> str:
    if isinstance(item, str):
        return _in_list(item)
    return "{" + ", ".join(f"{key}: {_in_list(value)}" for key, value in item.items()) + "}"


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(map(str, path))
