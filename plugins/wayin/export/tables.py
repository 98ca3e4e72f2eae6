"""CSV tables of the export."""

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
"""Characters that make a spreadsheet read a cell as a formula."""

_PHONE = re.compile(r"\+[\d ()/.-]{5,30}")
"""A phone number, which a spreadsheet can't evaluate: it has spaces, or is a plain number."""


def csv_text(rows: list[JSON]) -> str:
    """Return rows as CSV with a header; spreadsheets read no cell as a formula."""
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
    """Return a value as a cell: lists of texts separated by semicolons, anything nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "; ".join(value)
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if value != [] else ""
    return f"'{written}" if written.startswith(_FORMULA) and not _PHONE.fullmatch(written) else written
