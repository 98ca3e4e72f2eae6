"""Tables of the export as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wayin.export.documents import JSON

TABLES = ("people", "companies", "interviews", "ties", "asks", "learnings", "links")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet would take for the beginning of a formula."""

_PHONE = re.compile(r"\+[\d ()/.-]{5,30}")
"""A telephone number, which no spreadsheet calculates with: it has spaces, or is a number as it stands."""


def csv_text(rows: list[JSON]) -> str:
    """Rows as CSV, with a heading; no cell is taken for a formula."""
    out = io.StringIO()
    columns = heading(rows)
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    if columns:
        writer.writeheader()
    writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def heading(rows: list[JSON]) -> list[str]:
    """Return the columns of a table, in order."""
    return list(dict.fromkeys(key for row in rows for key in row))


def cell(value: Any) -> str:
    """A value in a cell: texts in a list are parted by semicolons, and what has parts of its own is JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "; ".join(value)
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if value != [] else ""
    return f"'{written}" if written.startswith(_FORMULA) and not _PHONE.fullmatch(written) else written
