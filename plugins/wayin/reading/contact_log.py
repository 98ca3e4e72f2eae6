"""The contact log of a body: dated items of a `Log` section, days as headings, ticked to-dos, tables with days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.dates import split_due
from wayin.day_forms import match_day
from wayin.note_parts import LogEntry, Todo
from wayin.reading.body import HEADING, heading_words, plain, title_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.day_forms import WrittenDay
    from wayin.diagnostics import Report
    from wayin.reading.yaml_loader import Lines

TITLES = frozenset(
    {"log", "contact log", "contact history", "history", "timeline", "notes by day", "interactions", "interaction log"}
)
"""The headings of a contact log, in any case, with or without an emoji or a colon."""
_SURELY = frozenset({"log", "contact log", "contact history", "interaction log"})
_ITEM = re.compile(r"^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[([ xX])\][ \t]+)?([^\n]*)$", re.MULTILINE)
_TICKED = re.compile(r"✅[ \t]*(?=\d)")
_ROW = re.compile(r"^[ \t]*\|?([^\n|]*\|[^\n]*)$", re.MULTILINE)
_DATE_COLUMNS = frozenset({"date", "day", "when", "on"})
_SPLIT = re.compile(r"(?<!\\)\|(?![^\[]*\]\])")
_AFTER = " \t:,.–—-"
_TIME = re.compile(r"[T ,]{0,2}\d{1,2}:\d{2}(?::\d{2})?")
_MAY = re.compile(r"(?i:\blog\b|history|timeline|by day|interactions)|\d{4}")
_SIGNS = ("✅", "[x]", "[X]")
_OPEN = re.compile(r"^[ \t]*[-*+][ \t]+\[ \][ \t]+([^\n]{1,300})", re.MULTILINE)


def read_log(text: str, lines: Lines, report: Report) -> list[LogEntry]:
    """Return the dated entries of a body.

    Args:
        text: the body, with code and comments blanked.
        lines: maps its positions.
        report: called for items of a log with an unreadable day.
    """
    if not any(sign in text for sign in _SIGNS) and not any(_MAY.search(found[2]) for found in HEADING.finditer(text)):
        return []
    entries: list[LogEntry] = []
    for start, end, title in _parts(text):
        undated: list[tuple[int, str, WrittenDay | None]] = []
        before = len(entries)
        indents = [len(item[1].expandtabs(4)) for item in _ITEM.finditer(text, start, end)]
        for item in _ITEM.finditer(text, start, end):
            words, at = item[3], item.start(3)
            found = match_day(words)
            if item[2] in ("x", "X") and (found is None or found.day is None):
                ticked = _TICKED.search(words)
                done = match_day(words, ticked.end()) if ticked else None
                if ticked and done and done.day:
                    entries.append(LogEntry(done.day, plain(words[: ticked.start()]), lines.position(at)))
                continue
            if item[2] == " " or not (title or item[2]):
                continue
            if found and found.day:
                entries.append(LogEntry(found.day, plain(_rest(words, found)), lines.position(at)))
            elif len(item[1].expandtabs(4)) <= min(indents) and words.strip():
                undated.append((at, words, found))
        if title:
            entries += _rows(text, start, end, lines)
        if title in _SURELY or (title and len(entries) > before):
            for at, words, found in undated:
                _report(report, lines, at, words, found)
    return sorted([*entries, *_headings(text, lines)], key=lambda entry: entry.position)


def _report(report: Report, lines: Lines, at: int, words: str, found: WrittenDay | None) -> None:
    if found and len(found.days) == 2:
        written = words[: found.end]
        report(lines.position(at), "not-a-date/two-ways", value=written, first=found.days[0], second=found.days[1])
    else:
        report(lines.position(at), "log-without-day", text=plain(words)[:60])


def _rest(words: str, found: WrittenDay) -> str:
    """Return the text after a day, without a time and separators."""
    rest = words[found.end :]
    if clock := _TIME.match(rest):
        rest = rest[clock.end() :]
    return rest.lstrip(_AFTER)


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a body between its headings, each with the title of its log; "" outside of logs."""
    at, inside, title = 0, 7, ""
    for heading in HEADING.finditer(text):
        yield at, heading.start(), title
        at, level = heading.end(), len(heading[1])
        if level <= inside:
            words = title_words(heading_words(heading))
            inside, title = (level, words) if words in TITLES else (7, "")
    yield at, len(text), title


def _headings(text: str, lines: Lines) -> Iterator[LogEntry]:
    """Yield headings that are a day, each with the first line below."""
    for heading in HEADING.finditer(text):
        words = heading[2].strip()
        found = match_day(words)
        if found and found.day and len(heading[1]) > 1:
            below = re.compile(r"\s*([^\n#]?[^\n]*)").match(text, heading.end())
            rest = plain(_rest(words.rstrip("# "), found)) or plain(below[1] if below else "")
            yield LogEntry(found.day, rest, lines.position(heading.start(2)))


def _rows(text: str, start: int, end: int, lines: Lines) -> Iterator[LogEntry]:
    """Yield the rows of tables in a log that have a column of days."""
    column: int | None = None
    before = -1
    for row in _ROW.finditer(text, start, end):
        cells = [cell.strip() for cell in _SPLIT.split(row[1].rstrip().removesuffix("|"))]
        if row.start() != before + 1:
            names = [title_words(cell) for cell in cells]
            column = next((i for i, name in enumerate(names) if name in _DATE_COLUMNS), None)
        elif column is not None and column < len(cells) and (found := match_day(cells[column])) and found.day:
            others = " ".join(cell for i, cell in enumerate(cells) if i != column and cell)
            yield LogEntry(found.day, plain(others), lines.position(row.start(1)))
        before = row.end()


def read_todos(text: str, lines: Lines) -> list[Todo]:
    """Return the open to-dos of a body, each with the day after `by` or 📅 in its text."""
    found = []
    for item in _OPEN.finditer(text) if "[ ]" in text else ():
        words = item[1]
        opening = match_day(words)
        if opening and opening.day:
            words = words[opening.end :].lstrip(_AFTER)
        what, due = split_due(words.strip())
        found.append(Todo(plain(what), due, lines.position(item.start(1))))
    return found
