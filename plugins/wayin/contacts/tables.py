"""Exported tables (CSV): finds the header and the delimiter, and yields every row with its line.

A table may start with a preamble, and an unclosed quotation mark must only spoil its own row.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.contacts.records import Card, Contents, Kind, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_LOOK = 60
"""The most lines before the header."""
_DELIMITERS = (",", ";", "\t")
MOST_ROWS = 200_000
"""The most rows read from a file."""

EMPTY = "empty row"
UNCLOSED = "a quotation mark opens here and is never closed"
TOO_WIDE = "more cells than the heading has"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; cells are found by the folded name of their column."""

    line: int
    cells: list[str]
    columns: Mapping[str, int]

    def get(self, *names: str) -> str:
        """Return the first of these cells that isn't blank, stripped; else an empty text."""
        for name in names:
            place = self.columns.get(name)
            if place is not None and place < len(self.cells) and (cell := self.cells[place].strip()):
                return cell
        return ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a recognized header."""

    kind: Kind
    lines: list[str]
    first: int
    """The index of the line below the header."""
    delimiter: str
    columns: Mapping[str, int]
    """The index of each column by its folded name; the second of two equal names ends in ` (2)`."""
    width: int

    def rows(self) -> Iterator[Row | Skipped]:
        """Yield every row below the header, or the reason it is skipped. Blank lines are ignored."""
        for line, cells in self._cells():
            if isinstance(cells, str):
                yield Skipped(line, cells)
            elif not any(cell.strip() for cell in cells):
                yield Skipped(line, EMPTY)
            elif len(cells) > self.width and any(cell.strip() for cell in cells[self.width :]):
                yield Skipped(line, TOO_WIDE)
            else:
                yield Row(line, cells, self.columns)

    def _cells(self) -> Iterator[tuple[int, list[str] | str]]:
        begun: int | None = self.first
        while begun is not None:
            again = None
            source = (self.lines[i] + "\n" for i in range(begun, len(self.lines)))
            reader = csv.reader(source, delimiter=self.delimiter)
            start = begun
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    break
                except csv.Error:  # a cell of more than 128 KB, usually an unclosed quotation mark
                    again = begun
                    break
                end = start + reader.line_num
                if (end - begun > 1 and len(cells) != self.width) or self._is_open(begun, end):
                    again = begun
                    break
                if cells:
                    yield begun + 1, cells
                begun = end
            if again is not None:
                yield again + 1, UNCLOSED
                begun = again + 1
            else:
                begun = None

    def _is_open(self, begun: int, end: int) -> bool:
        """Return whether the last row only ends because the file does."""
        if end < len(self.lines):
            return False
        chunk = [line + "\n" for line in self.lines[begun:end]]
        try:
            list(csv.reader(chunk, delimiter=self.delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end" in str(error)
        return False


def find_table(text: str, recognise: Callable[[frozenset[str]], Kind | None]) -> Table | None:
    """Return the table in a text, from the first line with a header of a known format; None if there is none."""
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    for at, line in enumerate(lines[:_LOOK]):
        for delimiter in _DELIMITERS:
            if delimiter not in line and at + 1 < len(lines):
                continue
            names = heading(line, delimiter)
            if kind := recognise(frozenset(names)):
                columns: dict[str, int] = {}
                for i, name in enumerate(names):
                    columns.setdefault(f"{name} (2)" if name in columns else name, i)
                return Table(kind, lines, at + 1, delimiter, columns, len(names))
    return None


def heading(line: str, delimiter: str = ",") -> list[str]:
    """Return the folded names in a line that may be a header."""
    if len(line) > 100_000:
        return []
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [" ".join(cell.replace("\ufeff", "").replace("’", "'").casefold().split()) for cell in cells]


def collect(table: Table, read: Callable[[Row], Card | Skipped]) -> Contents:
    """Return the contents of a table with one person per row."""
    cards: list[Card] = []
    skipped: list[Skipped] = []
    cut = False
    for row in table.rows():
        if len(cards) + len(skipped) >= MOST_ROWS:
            cut = True
            break
        parsed = read(row) if isinstance(row, Row) else row
        if isinstance(parsed, Card):
            cards.append(parsed)
        else:
            skipped.append(parsed)
    return Contents(table.kind, len(cards) + len(skipped), tuple(cards), skipped=tuple(skipped), cut=cut)
