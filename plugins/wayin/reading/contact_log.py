"""The contact log of a body: dated items of a `Log` section, days as headings, ticked to-dos, tables with days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.dates import split_due
from wayin.day_forms import match_day
from wayin.note_parts import LogEntry, Todo
from wayin.reading.body import HEADING, heading_words, plain
from wayin.reading.sections import is_log, is_surely_log, title_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.day_forms import WrittenDay
    from wayin.diagnostics import Report
    from wayin.reading.yaml_loader import Lines

_ITEM = re.compile(r"^([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[([ xX])\][ \t]+)?([^\n]*)$", re.MULTILINE)
_LINE = re.compile(r"^ {0,3}(?![-*+][ \t]|[>|#]|\d+[.)][ \t])(\S[^\n|]*)$", re.MULTILINE)
_TICKED = re.compile(r"(?:✅|[\[(]completion::|@done\()[ \t]*(?=\d)", re.IGNORECASE)
_ROW = re.compile(r"^[ \t]*\|?([^\n|]*\|[^\n]*)$", re.MULTILINE)
_DATE_COLUMNS = frozenset({"date", "day", "when", "on"})
_RULER = re.compile(r"[|: -]+")
_SPLIT = re.compile(r"(?<!\\)\|(?![^\[]*\]\])")
_AFTER = " \t:,.–—-"
_TIME = re.compile(r"[T ,]{0,2}\d{1,2}:\d{2}(?::\d{2})?")
_MAY = re.compile(r"(?i:log|history|timeline|by day|interaction|touch ?point)|\d{4}")
_SIGNS = ("✅", "[x]", "[X]")
_DATED_ITEM = re.compile(r"^[-*+][ \t]+(?:\[\[|\*\*|\()?(?:\d{1,4}[-/. ]|\d{8}|[A-Z][a-z]{2,8}\.? \d)", re.MULTILINE)
_OPEN = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[ \][ \t]+([^\n]{1,300})", re.MULTILINE)


def read_log(text: str, lines: Lines, report: Report, *, is_person: bool) -> list[LogEntry]:
    """Return the dated entries of a body.

    Args:
        text: the body, with code and comments blanked.
        lines: maps its positions.
        report: called for items of a log with an unreadable day, and for days outside a log.
        is_person: whether the note is about a person, so that a list of days may be a log.
    """
    has_log = any(sign in text for sign in _SIGNS) or any(
        _MAY.search(written_day[2]) for written_day in HEADING.finditer(text)
    )
    if not has_log and not (is_person and _DATED_ITEM.search(text)):
        return []
    entries: list[LogEntry] = []
    elsewhere: list[int] = []
    for start, end, title in _parts(text):
        undated: list[tuple[int, str, WrittenDay | None]] = []
        before = len(entries)
        items = list(_ITEM.finditer(text, start, end))
        outermost = min((len(item[1].expandtabs(4)) for item in items), default=0) if title else 0
        for item in items:
            words, at = item[3], item.start(3)
            written_day = match_day(words)
            if item[2] in ("x", "X") and (written_day is None or written_day.day is None):
                ticked = _TICKED.search(words)
                done = match_day(words, ticked.end()) if ticked else None
                if ticked and done and done.day:
                    entries.append(LogEntry(done.day, plain(words[: ticked.start()]), lines.position(at)))
                continue
            if item[2] != " " and not title and not item[1] and written_day and written_day.day:
                elsewhere.append(at)
            if item[2] == " " or not (title or item[2]):
                continue
            if written_day and written_day.day:
                entries.append(LogEntry(written_day.day, plain(_rest(words, written_day)), lines.position(at)))
            elif len(item[1].expandtabs(4)) <= outermost and words.strip():
                undated.append((at, words, written_day))
        if title:
            entries += _dated_lines(text, start, end, lines)
            entries += _rows(text, start, end, lines, undated)
        if is_surely_log(title) or (title and len(entries) > before):
            for at, words, written_day in undated:
                _report(report, lines, at, words, written_day)
    entries += _headings(text, lines)
    if elsewhere and is_person and not entries:
        report(lines.position(elsewhere[0]), "log-without-day/elsewhere", count=len(elsewhere))
    return sorted(entries, key=lambda entry: entry.position)


def _report(report: Report, lines: Lines, at: int, words: str, written_day: WrittenDay | None) -> None:
    if written_day and len(written_day.days) == 2:
        written = words[: written_day.end]
        report(
            lines.position(at),
            "not-a-date/two-ways",
            value=written,
            first=written_day.days[0],
            second=written_day.days[1],
        )
    else:
        report(lines.position(at), "log-without-day", text=plain(words)[:60])


def _rest(words: str, written_day: WrittenDay) -> str:
    """Return the text after a day, without a time and separators."""
    rest = words[written_day.end :]
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
            inside, title = (level, words) if is_log(words) else (7, "")
    yield at, len(text), title


def _headings(text: str, lines: Lines) -> Iterator[LogEntry]:
    """Yield headings that are a day, each with the first line below."""
    for heading in HEADING.finditer(text):
        words = heading[2].strip()
        written_day = match_day(words)
        if written_day and written_day.day and len(heading[1]) > 1:
            below = re.compile(r"\s*([^\n#]?[^\n]*)").match(text, heading.end())
            rest = plain(_rest(words.rstrip("# "), written_day)) or plain(below[1] if below else "")
            yield LogEntry(written_day.day, rest, lines.position(heading.start(2)))


def _dated_lines(text: str, start: int, end: int, lines: Lines) -> Iterator[LogEntry]:
    """Yield the lines of a log that begin with a day but aren't list items."""
    for line in _LINE.finditer(text, start, end):
        if (found := match_day(line[1])) and found.day:
            yield LogEntry(found.day, plain(_rest(line[1], found)), lines.position(line.start(1)))


def _rows(
    text: str, start: int, end: int, lines: Lines, undated: list[tuple[int, str, WrittenDay | None]]
) -> Iterator[LogEntry]:
    """Yield the rows of tables in a log that have a column of days; those without a day go to `undated`."""
    column: int | None = None
    before = -1
    for row in _ROW.finditer(text, start, end):
        cells = [cell.strip() for cell in _SPLIT.split(row[1].rstrip().removesuffix("|"))]
        if row.start() != before + 1:
            names = [title_words(cell) for cell in cells]
            column = next((i for i, name in enumerate(names) if name in _DATE_COLUMNS), None)
        elif not _RULER.fullmatch(row[1].strip()):
            if column is None:  # the header may be in any language
                column = next((i for i, cell in enumerate(cells) if (day := match_day(cell)) and day.day), None)
            written_day = match_day(cells[column]) if column is not None and column < len(cells) else None
            if column is not None and written_day and written_day.day:
                others = " ".join(cell for i, cell in enumerate(cells) if i != column and cell)
                yield LogEntry(written_day.day, plain(others), lines.position(row.start(1)))
            elif any(cells):
                undated.append((row.start(1), cells[column or 0] if len(cells) > (column or 0) else "", written_day))
        before = row.end()


def read_todos(text: str, lines: Lines, report: Report) -> list[Todo]:
    """Return the open to-dos of a body, each with the day after `by` or 📅 in its text.

    Args:
        text: the body, with code and comments blanked.
        lines: maps its positions.
        report: called for ambiguous dates.
    """
    todos = []
    for item in _OPEN.finditer(text) if "[ ]" in text else ():
        words, position = item[1], lines.position(item.start(1))
        opening = match_day(words)
        if opening and opening.day:
            words = words[opening.end :].lstrip(_AFTER)
        what, due, unsure = split_due(words.strip())
        if unsure:
            report(position, "not-a-date/two-ways", value=unsure[0], first=unsure[1][0], second=unsure[1][1])
        todos.append(Todo(plain(what), due, position))
    return todos
