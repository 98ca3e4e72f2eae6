"""Days, periods and durations in the front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Literal

from dateutil.relativedelta import relativedelta
from pydantic_core import PydanticCustomError

from wayin.clock import day_of
from wayin.day_forms import LONGEST, WrittenDay, match_day, read_day_of_year, read_month
from wayin.validators import Parsed, closest_match, invalid_value, scalar, yes_or_no

_TIMED_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[T ]")
_TIME = re.compile(
    r"(?:[T,]|,? +(?:at +)?| *[–-] *)(?P<hour>\d{1,2})(?::?(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
    r"(?P<half> ?[ap]\.?m\.?)?",
    re.IGNORECASE | re.ASCII,
)
_WEEKDAY = re.compile(r" *\((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\) *", re.IGNORECASE)
_TO_THE_END = relativedelta(day=31)
"""Moves a day to the last of its month."""


def day(value: Any) -> date:
    """Return a day in any common form, without a time after it."""
    return day_of(moment(value))


def moment(value: Any) -> date | datetime:
    """Return a day in any common form, or a day with a time (`2026-10-17T15:00`, also with a space or a zone)."""
    if isinstance(value, date):
        return value
    written = _unlinked(value)
    if len(written) <= LONGEST and written.isascii():
        try:
            if _TIMED_DAY.match(written):
                return datetime.fromisoformat(written)
        except ValueError:
            pass
        if (written_day := match_day(written)) and (read := _read_moment(written_day, written[written_day.end :])):
            return read
    if (written_day := match_day(written[:LONGEST])) and len(written_day.days) == 2:
        raise invalid_value("not-a-date/two-ways", value=value, first=written_day.days[0], second=written_day.days[1])
    likely = _likely_day(written)
    raise invalid_value("not-a-date" if likely else "not-a-date/unsure", value=value, likely=likely)


def _unlinked(value: Any) -> str:
    """Return a day as written; YAML reads an unquoted `[[2026-11-22]]` as a list in a list."""
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1:
        return f"[[{scalar(value[0][0])}]]"
    return scalar(value)


def _read_moment(written_day: WrittenDay, rest: str) -> date | datetime | None:
    rest = _WEEKDAY.sub("", rest, count=1).rstrip()
    if written_day.day is None or not rest.strip(" :,.–-"):
        return written_day.day
    clock = _TIME.fullmatch(rest)
    if clock is None or not (clock["minute"] or clock["half"]):
        return None
    hour, half = int(clock["hour"]), (clock["half"] or "").strip().casefold()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime.combine(written_day.day, time(hour, int(clock["minute"] or 0), int(clock["second"] or 0)))
    except ValueError:
        return None


_ISO_LIKE = re.compile(r"(\d{4})(?:([-/.]?)(\d{2})\2(\d{2})|[-/.](\d{1,2})[-/.](\d{1,2}))(?!\d)", re.ASCII)


def _likely_day(written: str) -> date | None:
    """Return the day that was probably meant by a date that doesn't exist."""
    try:
        if match := _ISO_LIKE.match(written):
            month, number = int(match[3] or match[5]), int(match[4] or match[6])
            return date(int(match[1]), month, 1) + relativedelta(day=number) if number else None
    except ValueError:
        pass
    return None


_DONE = frozenset({"done", "sent", "✅", "✔", "✔️", "☑", "x"})


def step(value: Any) -> date | Literal["yes", "skip"] | None:
    """Return the day of a step, `yes` if the day is unknown, or `skip`; None for `no`."""
    written = str(value).strip().casefold() if isinstance(value, str) else ""
    if written == "skip":
        return "skip"
    if written in _DONE:
        return "yes"
    if isinstance(value, date) or (says := yes_or_no(value)) is None:
        try:
            return day(value)
        except PydanticCustomError:
            raise invalid_value("not-a-step", value=value) from None
    return "yes" if says else None


LONGEST_TODO = 500
"""The most characters of a to-do in which a date is searched."""
_BY_DAY = re.compile(r"\s*[(\[]?\b(?:by|due(?:::| by| on)?)[: ]\s*(?=\S)|\s*[(\[]?📅\s*", re.IGNORECASE)


def split_due(text: str) -> tuple[str, date | None, tuple[str, tuple[date, ...]] | None]:
    """Return a text without its `by DATE` or `📅 DATE`, and that day; None if it has none.

    The third value is an ambiguous date there, as written and with both readings; else None.
    """
    unsure = None
    for sign in reversed(list(_BY_DAY.finditer(text[:LONGEST_TODO]))):
        written_day = match_day(text, sign.end())
        what = text[: sign.start()].rstrip(" ,–-(")
        if not written_day or not what:
            continue
        if written_day.day:
            rest = text[written_day.end :].lstrip(")].").strip()
            return f"{what} {rest}".strip(), written_day.day, None
        if len(written_day.days) == 2:
            unsure = text[sign.end() : written_day.end], written_day.days
    return text, None, unsure


def promise(value: Any) -> Any:
    """Return an entry of `promised`; a `by DATE` at its end is the day it is due."""
    if not isinstance(value, str | dict):
        return {"what": value} if not hasattr(value, "model_fields_set") else value
    entry = {"what": value} if isinstance(value, str) else value
    if "by" in entry or not isinstance(entry.get("what"), str):
        return entry
    what, by, unsure = split_due(entry["what"].strip())
    if unsure:
        raise invalid_value("not-a-date/two-ways", value=unsure[0], first=unsure[1][0], second=unsure[1][1])
    return {**entry, "what": what, "by": by} if by else entry


def cadence(value: Any) -> Duration | Literal["never"]:
    """Return how often to be in touch; `never` ends reminders."""
    if isinstance(value, str) and value.strip().casefold() == "never":
        return "never"
    return Duration.parse(value)


def done(value: Any) -> bool | date:
    """Return `true`, `false`, or the day it was done."""
    if isinstance(value, date) or (says := yes_or_no(value)) is None:
        try:
            return day(value)
        except PydanticCustomError:
            raise invalid_value("not-done", value=value) from None
    return says


@dataclass(frozen=True, slots=True)
class PartialDate(Parsed):
    """A date known to the year, the month or the day, as the first and the last day it can mean."""

    first: date
    last: date
    written: str

    @property
    def is_known(self) -> bool:
        """Return whether any day is known; the end of a position may be in the past without a known day."""
        return self.first > date.min

    @classmethod
    def parse(cls, value: Any) -> PartialDate:
        """Return what `2024`, `2024-05` or `2024-05-17` means."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls(day_of(value), day_of(value), day_of(value).isoformat())
        written = _unlinked(value)
        if len(written) <= LONGEST and written.isascii():
            if re.fullmatch(r"\d{4}", written) and int(written):
                return cls(date(int(written), 1, 1), date(int(written), 12, 31), written)
            if month := read_month(written):
                first = date(*month, 1)
                return cls(first, first + _TO_THE_END, f"{first:%Y-%m}")
            if (written_day := match_day(written)) and written_day.day and written_day.end == len(written):
                return cls(written_day.day, written_day.day, written_day.day.isoformat())
            if written_day and len(written_day.days) == 2:
                raise invalid_value(
                    "not-a-date/two-ways", value=value, first=written_day.days[0], second=written_day.days[1]
                )
        raise invalid_value("not-a-date/partial", value=value)

    def __str__(self) -> str:
        return self.written


UNKNOWN = PartialDate(date.min, date.min, "unknown")
"""The end of a position whose `to` can't be read: some day in the past."""
_STILL = frozenset({"present", "now", "current", "currently", "today", "ongoing"})


def period_end(value: Any) -> PartialDate | None:
    """Return when a position ended; None if it is current, as with `to: present`."""
    goes_on = isinstance(value, str) and value.strip().casefold() in _STILL
    return None if goes_on else PartialDate.parse(value)


@dataclass(frozen=True, slots=True)
class Birthday(Parsed):
    """A day of the year, with or without the year of birth."""

    month: int
    number: int
    year: int | None = None

    @classmethod
    def parse(cls, value: Any) -> Birthday:
        """Return what `1985-03-14`, `03-14`, `--03-14` or `14 March` means."""
        if isinstance(value, Birthday):
            return value
        if month_and_day := read_day_of_year(_unlinked(value)):
            return cls(*month_and_day)
        born = day(value)
        return cls(born.month, born.day, born.year)

    def in_year(self, year: int) -> date:
        """Return its day in a year; 29 February becomes 28 February outside leap years."""
        return date(year, self.month, 1) + relativedelta(day=self.number)

    def __str__(self) -> str:
        return f"{self.year or '-'}-{self.month:02}-{self.number:02}"


_UNITS = {"bd": "business day", "d": "day", "w": "week", "m": "month", "y": "year"}
_WORDS = {
    "daily": "1d", "weekly": "1w", "biweekly": "2w", "bi-weekly": "2w", "fortnightly": "2w", "every fortnight": "2w",
    "monthly": "1m", "bimonthly": "2m", "quarterly": "3m", "every quarter": "3m", "half-yearly": "6m",
    "semi-annually": "6m", "semiannually": "6m", "every half year": "6m", "twice a year": "6m", "twice a month": "15d",
    "yearly": "1y", "annually": "1y", "annual": "1y",
    **{f"once a {unit}": f"1{unit[0]}" for unit in ("day", "week", "month", "year")}, "once a quarter": "3m",
}  # fmt: skip
_EVERY = re.compile(
    r"(?:every +)?(?:(?P<count>[1-9][0-9]{0,3}|one|two|three|four|five|six|eight|ten|twelve|other|second|third|2nd|3rd"
    r"|[4-9]th) *)?(?P<unit>day|week|month|year|d|w|m|y)s?"
)
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12,
    "other": 2, "second": 2, "third": 3, None: 1,
}  # fmt: skip


@cache
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays  # slow to load, and few need it

    return frozenset(holidays.country_holidays(country, years=year))


def check_country(code: str) -> str:
    """Return the code of a country with known holidays, such as `DE` or `GB`.

    Raises:
        PydanticCustomError: for any other text.
    """
    import holidays

    country = code.strip().upper()
    if country not in holidays.list_supported_countries():
        raise invalid_value("not-a-country", value=code)
    return country


def business_days_after(start: date, count: int, country: str = "") -> date:
    """Return the day this many business days later: no weekends, and no holidays of the country.

    >>> business_days_after(date(2026, 11, 26), 3)
    datetime.date(2026, 12, 1)
    """
    day = start
    try:
        while count:
            day += timedelta(days=1)
            if day.weekday() < 5 and not (country and day in _holidays(country, day.year)):
                count -= 1
    except OverflowError:
        return date.max
    return day


@dataclass(frozen=True, slots=True)
class Duration(Parsed):
    """A duration in days, business days, weeks, months or years, as written: `30d`, `7bd`, `6w`, `3m`, `1y`."""

    count: int
    unit: str
    country: str = ""
    """The country whose holidays aren't business days; by default only weekends are excluded."""

    @classmethod
    def parse(cls, value: Any) -> Duration:
        """Return what `30d`, `6w`, `3m`, `1y`, `every 6 weeks`, `weekly`, `fortnightly` and the like mean."""
        if isinstance(value, Duration):
            return value
        written = scalar(value).casefold()
        written = _WORDS.get(written, written)
        if (match := _EVERY.fullmatch(written)) and (match["count"] or written.startswith("every ")):
            count = _COUNTS.get(match["count"])
            return cls(count or int(re.sub(r"\D", "", match["count"])), match["unit"][0])
        if match := re.fullmatch(r"([1-9][0-9]{0,2}) ?(?:bd|business days?)", written):
            return cls(int(match[1]), "bd")
        if re.fullmatch("[1-9][0-9]{0,2}", written, re.ASCII):
            raise invalid_value("not-a-duration/bare", value=value, days=f"{written}d", weeks=f"{written}w")
        near = closest_match(written, list(_WORDS), 0.85)
        raise invalid_value("not-a-duration" if near else "not-a-duration/unsure", value=value, near=near)

    def after(self, start: date) -> date:
        """Return the day this long after `start`; a month after 31 January is the last day of February."""
        if self.unit == "bd":
            return business_days_after(start, self.count, self.country)
        try:
            return start + relativedelta(**{f"{_UNITS[self.unit]}s": self.count})  # type: ignore[arg-type]
        except (OverflowError, ValueError):
            return date.max

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    @property
    def every(self) -> str:
        """Return how often, in words: `once a month`, `every 6 weeks`."""
        return f"once a {_UNITS[self.unit]}" if self.count == 1 else f"every {self.count} {_UNITS[self.unit]}s"
