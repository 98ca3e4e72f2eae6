"""The table `wayin mail` writes about a mailbox, and reads back from the contacts folder."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from wayin.contacts.dates import read_day
from wayin.contacts.names import email_key, full_name
from wayin.contacts.records import Card, Contents, Exchange, Kind, Skipped
from wayin.contacts.tables import MOST_ROWS, Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.contacts.tables import Table

COLUMNS = ("Address", "Name", "First day", "Last day", "Days", "Months")
NO_ADDRESS = "no e-mail address"
NO_DAYS = "no days that can be read"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """An address that both sides wrote to."""

    address: str
    name: str
    first: date
    last: date
    days: int
    """The number of days on which either side wrote."""
    months: int
    """The number of months."""


def recognise(names: frozenset[str]) -> Kind | None:
    """Return the kind if a header is the one `wayin mail` writes."""
    return "mail" if {column.casefold() for column in COLUMNS} <= names else None


def write_summary(correspondents: Iterable[Correspondent]) -> str:
    """Return the table, one line per address."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for correspondent in correspondents:
        writer.writerow(
            [
                correspondent.address,
                correspondent.name,
                correspondent.first.isoformat(),
                correspondent.last.isoformat(),
                correspondent.days,
                correspondent.months,
            ]
        )
    return out.getvalue()


def read_summary(table: Table) -> Contents:
    """Return everybody in the table, with the days of contact."""
    cards: list[Card] = []
    exchanges: list[Exchange] = []
    skipped: list[Skipped] = []
    for row in table.rows():
        if len(cards) + len(skipped) >= MOST_ROWS:
            return Contents("mail", len(cards) + len(skipped), tuple(cards), tuple(exchanges), tuple(skipped), cut=True)
        parsed = _read(row, len(cards)) if isinstance(row, Row) else row
        if isinstance(parsed, Skipped):
            skipped.append(parsed)
        else:
            cards.append(parsed[0])
            exchanges.append(parsed[1])
    return Contents("mail", len(cards) + len(skipped), tuple(cards), tuple(exchanges), tuple(skipped))


def _read(row: Row, index: int) -> tuple[Card, Exchange] | Skipped:
    address = email_key(row.get("address"))
    if not address:
        return Skipped(row.line, NO_ADDRESS)
    first, last = read_day(row.get("first day")), read_day(row.get("last day"))
    days, months = row.get("days"), row.get("months")
    if not (first and last and days.isascii() and days.isdigit() and months.isascii() and months.isdigit()):
        return Skipped(row.line, NO_DAYS)
    if not 1 <= int(months[:9]) <= int(days[:9]) or first > last:
        return Skipped(row.line, NO_DAYS)
    exchange = Exchange(row.line, "mail", (index,), days=(first, last), rows=0, counts=(int(days[:9]), int(months[:9])))
    return Card(row.line, full_name(row.get("name")), emails=(address,)), exchange
