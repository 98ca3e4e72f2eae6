"""Dates in exported files. An ambiguous one is ignored."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "ene feb mar abr may jun jul ago sep oct nov dic",
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
)
_MONTH = {name: number for names in _MONTHS for number, name in enumerate(names.split(), 1)} | {"mrz": 3, "sept": 9}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NAMED = re.compile(r"(\d{1,2})[. -]+([^\W\d_]+)\.?[, -]+(\d{4}|\d{2})(?!\d)")
_NAMED_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2}),? (\d{4})(?!\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)")
"""Dates with dots have the day first, as in German spreadsheets."""
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_PARTIAL = re.compile(r"(?:([^\W\d_]+)\.? )?(\d{4})")


@lru_cache(maxsize=8192)
def read_day(written: str) -> date | None:
    """Return the day of `05 Mar 2024`, `2024-03-05 14:22:11 UTC`, `Mar 5, 2024`; None if unclear."""
    written = written.strip()
    if match := _ISO.match(written):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.match(written):
        return _day(_year(match[3]), _month(match[2]), int(match[1]))
    if match := _DOTTED.match(written):
        return _day(_year(match[3]), int(match[2]), int(match[1]))
    if match := _NAMED_FIRST.match(written):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    return None


def read_american_day(written: str) -> date | None:
    """Return the day of LinkedIn's `1/29/26, 2:37 PM`, with the month first, or of its other formats."""
    if match := _AMERICAN.match(written.strip()):
        return _day(_year(match[3]), int(match[1]), int(match[2]))
    return read_day(written)


def read_month(written: str) -> str:
    """Return `2021-03` for `Mar 2021`, `2019` for `2019`; empty if unclear."""
    if day := read_day(written):
        return day.isoformat()
    match = _PARTIAL.fullmatch(written.strip())
    if not match:
        return ""
    if not match[1]:
        return match[2]
    month = _month(match[1])
    return f"{match[2]}-{month:02}" if month else ""


def _month(name: str) -> int:
    return _MONTH.get(name.casefold().rstrip("."), 0)


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
