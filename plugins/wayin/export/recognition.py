"""Recognition of files written by `wayin export`, by their content."""

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
"""Keys in every JSON export since the first version."""
_ID = re.compile(rf"{ME}|(?:people|companies|interviews)/.+", re.DOTALL)
_NAMING = ("id", "from", "via", "source")
"""Columns with an id; every table has at least one."""


def is_export(content: bytes, document: JSON) -> bool:
    """Return whether a file is an earlier export that a new one may replace.

    A file with columns or keys added by the user isn't, nor is one from a version with other columns. An empty file is:
    that is how a table without rows is written.

    Args:
        content: the file.
        document: the current export of the notes.
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
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(parsed, dict) or not parsed.keys() <= document.keys() or not parsed.keys() >= _MAIN:
        return False
    return isinstance(parsed["me"], dict) and parsed["me"].get("id") == ME


def _is_calendar(text: str) -> bool:
    from wayin.export.calendar import PRODUCER  # imported late because it loads slowly

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
    # Other tables may have columns `from` and `to` too, but not ids in them
    return all(None not in row and _ID.fullmatch(next(filter(None, map(row.get, _NAMING)), "")) for row in rows)
