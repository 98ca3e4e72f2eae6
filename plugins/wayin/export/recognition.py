"""Tell a file that `wayin export` wrote from any other, by its content."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from wayin.export.cards import PRODUCER as CARDS
from wayin.export.tables import TABLES, heading
from wayin.model import ME

if TYPE_CHECKING:
    from wayin.export.documents import JSON

_MAIN = frozenset({"me", "people", "companies", "interviews", "ties"})
"""What every export as JSON has had from the first version on."""
_ID = re.compile(rf"{ME}|(?:people|companies|interviews)/.+", re.DOTALL)
_NAMING = ("id", "from", "via", "source")
"""The columns that hold an id; every table has one of them."""


def is_export(content: bytes, document: JSON) -> bool:
    """Return whether a file is an earlier export, which a new one may replace.

    A file with columns or keys of the user's own isn't one any more; nor is one of a version with other columns. An
    empty file is one: a table without rows is written so.

    Args:
        content: the file.
        document: the export of the notes as they are now.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return (
        not text or _is_document(text, document) or _is_calendar(text) or _is_cards(text) or _is_table(text, document)
    )


def _is_document(text: str, document: JSON) -> bool:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(found, dict) or not found.keys() <= document.keys() or not found.keys() >= _MAIN:
        return False
    return isinstance(found["me"], dict) and found["me"].get("id") == ME


def _is_calendar(text: str) -> bool:
    from wayin.export.calendar import PRODUCER  # icalendar takes a while to load

    lines = text.splitlines()
    return lines[:1] == ["BEGIN:VCALENDAR"] and f"PRODID:{PRODUCER}" in lines


def _is_cards(text: str) -> bool:
    cards = text.replace("\r\n", "\n").split("BEGIN:VCARD\n")
    return not cards[0] and len(cards) > 1 and all(f"PRODID:{CARDS}" in card.splitlines() for card in cards[1:])


def _is_table(text: str, document: JSON) -> bool:
    try:
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
    except csv.Error:
        return False
    if not rows or all(list(rows[0]) != heading(document[table]) for table in TABLES):
        return False
    # Columns called `from` and `to` may be anybody's; ids in them are not
    return all(None not in row and _ID.fullmatch(next(filter(None, map(row.get, _NAMING)), "")) for row in rows)
