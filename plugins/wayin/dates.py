"""What a day, a period or a length of time in the front matter may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from dateutil.relativedelta import relativedelta
from pydantic_core import PydanticCustomError

from wayin.clock import day_of
from wayin.validators import Parsed, closest_match, invalid_value, scalar, yes_or_no
from wayin.wording import MONTHS

_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COMPACT_DAY = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})", re.ASCII)
_LOCAL_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_WORDY_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|st|nd|rd|th)? +)?(?P<month>[A-Za-z]{3,9})\.?"
    r"(?: +(?P<after>\d{1,2})(?:st|nd|rd|th)?,?)? +(?P<year>\d{4})"
)
_MONTHS = [month[:3] for month in MONTHS]
_TO_THE_END = relativedelta(day=31)
"""Leads to the last day of the month, however long it is."""


def day(value: Any) -> date:
    """Return a day, as YYYY-MM-DD; a time after it is dropped."""
    return day_of(moment(value))


def moment(value: Any) -> date | datetime:
    """Return a day, or a day with a time (`2026-10-17T15:00`, also with a space), with a zone or without."""
    if isinstance(value, date):
        return value
    written = scalar(value)
    if len(written) <= 40 and written.isascii():
        try:
            if _ISO_DAY.fullmatch(written):
                return date(*map(int, written.split("-")))
            if _ISO_DAY.match(written):
                return datetime.fromisoformat(written)
        except ValueError:
            pass
    likely = _likely_day(written)
    raise invalid_value("not-a-date" if likely else "not-a-date/unsure", value=value, likely=likely)


def _likely_day(written: str) -> date | None:
    """Return what the writer of an odd date probably meant."""
    try:
        if found := _LOCAL_DAY.fullmatch(written):
            first, month = int(found[1]), int(found[3])
            if month > 12 >= first:
                first, month = month, first
            return date(int(found[4]), month, first)
        if found := _WORDY_DAY.fullmatch(written):
            month = _MONTHS.index(found["month"][:3].title()) + 1
            return date(int(found["year"]), month, int(found["day"] or found["after"] or 0))
        if (found := _COMPACT_DAY.fullmatch(written) or _ISO_DAY.match(written)) and int(found[3]):
            first_day = date(int(found[1]), int(found[2]), 1)
            return first_day + relativedelta(day=int(found[3]))
    except ValueError:
        pass
    return None


def step(value: Any) -> date | Literal["yes", "skip"] | None:
    """Return the day on which a step was done, `yes` where nobody knows the day, or `skip`; nothing for `no`."""
    written = str(value).strip().casefold() if isinstance(value, str) else ""
    if written == "skip":
        return "skip"
    if isinstance(value, date) or (says := yes_or_no(value)) is None:
        try:
            return day(value)
        except PydanticCustomError:
            raise invalid_value("not-a-step", value=value) from None
    return "yes" if says else None


_BY_DAY = re.compile(r"(?P<what>.*\S)\s+by\s+(?P<by>\d{4}-\d{2}-\d{2})\.?", re.DOTALL | re.ASCII)


def promise(value: Any) -> Any:
    """Return an entry of `promised`; a text that ends in `by DATE` is due on that day."""
    if not isinstance(value, str | dict):
        return {"what": value} if not hasattr(value, "model_fields_set") else value
    entry = {"what": value} if isinstance(value, str) else value
    what = entry.get("what")
    if "by" in entry or not isinstance(what, str) or not (match := _BY_DAY.fullmatch(what.strip())):
        return entry
    try:
        return {**entry, "what": match["what"], "by": date.fromisoformat(match["by"])}
    except ValueError:
        return entry


def cadence(value: Any) -> Duration | Literal["never"]:
    """Return how often to be in touch; `never` ends it."""
    if isinstance(value, str) and value.strip().casefold() == "never":
        return "never"
    return Duration.parse(value)


def done(value: Any) -> bool | date:
    """Return `true`, `false`, or the day on which it was done."""
    if isinstance(value, date) or (says := yes_or_no(value)) is None:
        try:
            return day(value)
        except PydanticCustomError:
            raise invalid_value("not-done", value=value) from None
    return says


@dataclass(frozen=True, slots=True)
class PartialDate(Parsed):
    """A date known to the year, the month or the day: the first and the last day it can mean."""

    first: date
    last: date
    written: str

    @classmethod
    def parse(cls, value: Any) -> PartialDate:
        """Return what `2024`, `2024-05` or `2024-05-17` means."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls(day_of(value), day_of(value), day_of(value).isoformat())
        written = scalar(value)
        if len(written) <= 10 and written.isascii():
            try:
                if re.fullmatch(r"\d{4}", written):
                    return cls(date(int(written), 1, 1), date(int(written), 12, 31), written)
                if re.fullmatch(r"\d{4}-\d{1,2}", written):
                    first = date(*map(int, f"{written}-1".split("-")))
                    return cls(first, first + _TO_THE_END, written)
                if _ISO_DAY.fullmatch(written):
                    first = date(*map(int, written.split("-")))
                    return cls(first, first, written)
            except ValueError:
                pass
        raise invalid_value("not-a-date/partial", value=value)

    def __str__(self) -> str:
        return self.written


_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WORDS = {"weekly": "1w", "monthly": "1m", "quarterly": "3m", "yearly": "1y"}


@dataclass(frozen=True, slots=True)
class Duration(Parsed):
    """A length of time in days, weeks, months or years, as written: `30d`, `6w`, `3m`, `1y`."""

    count: int
    unit: str

    @classmethod
    def parse(cls, value: Any) -> Duration:
        """Return what `30d`, `6w`, `3m`, `1y`, `weekly`, `monthly`, `quarterly` or `yearly` means."""
        if isinstance(value, Duration):
            return value
        written = scalar(value).casefold()
        written = _WORDS.get(written, written)
        if found := re.fullmatch(r"([1-9][0-9]{0,3}) ?([dwmy])", written):
            return cls(int(found[1]), found[2])
        if found := re.fullmatch(r"(?:every )?([1-9][0-9]{0,3})? ?(day|week|month|year)s?", written):
            near = f"{found[1] or 1}{found[2][0]}"
        else:
            near = closest_match(written, list(_WORDS)) or "3m"
        raise invalid_value("not-a-duration", value=value, near=near)

    def after(self, start: date) -> date:
        """Return the day this long after `start`; a month after 31 January is the last of February."""
        try:
            return start + relativedelta(**{f"{_UNITS[self.unit]}s": self.count})  # type: ignore[arg-type]
        except (OverflowError, ValueError):
            return date.max

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    @property
    def every(self) -> str:
        """Return how often, as a person says it: `once a month`, `every 6 weeks`."""
        return f"once a {_UNITS[self.unit]}" if self.count == 1 else f"every {self.count} {_UNITS[self.unit]}s"
