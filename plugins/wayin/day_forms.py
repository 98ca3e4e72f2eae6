"""Common forms of a day: `2026-11-22`, `22 Nov 2026`, `[[2026-11-22]]`. An ambiguous one is never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from wayin.wording import MONTHS

_MONTH_NUMBERS = {month[:3].casefold(): number for number, month in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = (
    "(?:" + "|".join(sorted({*_MONTH_NUMBERS, *map(str.casefold, MONTHS)}, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,? +)?"
_ORDINAL = r"(?:\.|st|nd|rd|th)?"
_DAY = re.compile(
    _WEEKDAY + r"(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?!\d)"
    r"|(?P<year_first>\d{4}([/.])\d{1,2}\3\d{1,2})(?!\d)"
    r"|(?P<compact>\d{8})(?!\d)"
    r"|(?P<year_last>\d{1,2}([/.-])\d{1,2}\6\d{4})(?!\d)"
    rf"|(?P<day>\d{{1,2}}){_ORDINAL}[ -]*(?:of +)?(?P<month>{_MONTH}),?[ -]*(?P<year>\d{{4}})(?!\d)"
    rf"|(?P<month_first>{_MONTH})[ -]*(?P<day_after>\d{{1,2}}){_ORDINAL},?[ -]+(?P<year_after>\d{{4}})(?!\d)"
    rf"|(?P<year_before>\d{{4}})[ -]*(?P<month_between>{_MONTH})[ -]*(?P<day_last>\d{{1,2}})(?!\d))",
    re.IGNORECASE | re.ASCII,
)
# A day may have brackets or asterisks around it, and an image or emoji before it
_BEFORE = re.compile(r"(?:[^\w\s\[\](){}\"'`<>#|*_=~-]{1,4}[ \t]*)?(?:!?\[\[(?:[^\[\]|\n]{0,80}/)?|[*_]{1,3}|\(|`)?")
_AFTER = {"[[": re.compile(r"(?:\.md)?(?:#[^\[\]|\n]{0,80})?(?:\|[^\[\]\n]{0,80})?\]\]"), "(": re.compile(r"\)")}
LONGEST = 60


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day found in a text."""

    days: tuple[date, ...]
    """The day; two if it is ambiguous; none if it doesn't exist."""
    end: int
    """The index after it."""

    @property
    def day(self) -> date | None:
        """Return the day, if it is unambiguous."""
        return self.days[0] if len(self.days) == 1 else None


def match_day(text: str, start: int = 0) -> WrittenDay | None:
    """Return the day at an index of a text; None if there is none.

    >>> match_day("**2026-09-12**: call").day
    datetime.date(2026, 9, 12)
    >>> match_day("5/11/2026").days
    (datetime.date(2026, 11, 5), datetime.date(2026, 5, 11))
    """
    before = _BEFORE.match(text, start)
    for at, opening in ((before.end(), before[0].strip()), (start, "")) if before and before[0] else ((start, ""),):
        if (match := _DAY.match(text, at)) and (end := _closed(text, match.end(), opening)) is not None:
            return WrittenDay(_days(match), end)
    return None


def _closed(text: str, end: int, opening: str) -> int | None:
    """Return the index after the closing brackets or asterisks of a day; None if they are missing."""
    for sign, closing in _AFTER.items():
        if sign in opening:
            match = closing.match(text, end)
            return match.end() if match else None
    stars = re.search(r"[*_`]+$", opening)
    if stars is None:
        return end
    # **2026-09-12:** closes after the colon
    match = re.compile(r"[:,]?" + re.escape(stars[0][::-1])).match(text, end)
    return match.end() if match else None


def _days(match: re.Match[str]) -> tuple[date, ...]:
    if written := match["iso"] or match["year_first"]:
        return _valid(*map(int, re.split(r"[-/.]", written)))
    if written := match["compact"]:
        return _valid(int(written[:4]), int(written[4:6]), int(written[6:]))
    if written := match["year_last"]:
        first, second, year = map(int, re.split(r"[-/.]", written))
        # Nobody puts the month first in a date with dots
        orders = [(second, first)] if "." in written and second <= 12 else [(second, first), (first, second)]
        return tuple(dict.fromkeys(day for month, number in orders for day in _valid(year, month, number)))
    month = _MONTH_NUMBERS[(match["month"] or match["month_first"] or match["month_between"]).casefold()[:3]]
    year = int(match["year"] or match["year_after"] or match["year_before"])
    return _valid(year, month, int(match["day"] or match["day_after"] or match["day_last"]))


def _valid(year: int, month: int, number: int) -> tuple[date, ...]:
    try:
        return (date(year, month, number),)
    except ValueError:
        return ()


# File names use other characters between the parts of a date
_NAME_SIGNS = str.maketrans({"_": "-", "–": "-", "—": "-", "‑": "-", "−": "-", "年": "-", "月": "-", "日": " "})
_START = re.compile(r"(?<![^\W_])(?:\d|[a-z]{3})", re.IGNORECASE | re.ASCII)
_STAMP = re.compile(r"((?:19|20)\d{6})(?:\d{4}|\d{6})?(?!\d)", re.ASCII)
_DAY_FIRST = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)(?!\d)", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}([-.])\d{1,2}\1\d\d(?![-.]?\d)", re.ASCII)
_CLOCK = re.compile(
    r"(?:T|,?[ -]+(?:at[ -]+)?)(?P<hour>[01]?\d|2[0-3])(?:[.:h]|(?<=T\d\d))(?P<minute>[0-5]\d)(?![\d.:]| ?[ap]\.?m)",
    re.IGNORECASE | re.ASCII,
)


def find_days(name: str) -> list[tuple[str, tuple[date | datetime, ...]]]:
    """Return the dates in a file name, as written and with their possible meanings.

    A time after a date belongs to it. Weeks and months don't count.

    >>> find_days("2026.11.04 Zoe")[0][1]
    (datetime.date(2026, 11, 4),)
    >>> [len(days) for _, days in find_days("5-11-2026 Zoe")], find_days("2026-W45")
    ([2], [])
    """
    plain = unicodedata.normalize("NFKC", name).translate(_NAME_SIGNS)
    return _found_in(plain) or _found_in(re.sub(r"(?<=\d) (?=\d)", "-", plain))


def _found_in(text: str) -> list[tuple[str, tuple[date | datetime, ...]]]:
    found: list[tuple[str, tuple[date | datetime, ...]]] = []
    end = 0
    for start in _START.finditer(text):
        if start.start() < end:
            continue
        at = start.start()
        if day := _STAMP.match(text, at):
            days, end = _valid(int(day[1][:4]), int(day[1][4:6]), int(day[1][6:])), day.end()
            if not days:
                continue
        elif day := _DAY_FIRST.match(text, at):
            first, second, year = int(day[1]), int(day[2]), int(day[3])
            days, end = tuple(dict.fromkeys((*_valid(year, second, first), *_valid(year, first, second)))), day.end()
        elif (day := _DAY.match(text, at)) and not day["compact"]:
            days, end = _days(day), day.end()
        elif day := _SHORT_YEAR.match(text, at):
            days, end = (), day.end()
        else:
            continue
        clock = _CLOCK.match(text, end) if len(days) == 1 else None
        found.append((text[at:end], tuple(_at(one, clock) for one in days)))
    return found


def _at(day: date, clock: re.Match[str] | None) -> date | datetime:
    return datetime(day.year, day.month, day.day, int(clock["hour"]), int(clock["minute"])) if clock else day


_WORDY_MONTH = re.compile(rf"(?P<month>{_MONTH}),? +(?P<year>\d{{4}})", re.IGNORECASE | re.ASCII)
_NUMBERED_MONTH = re.compile(
    r"(?:(?P<year>\d{4})[-/.](?P<month>\d{1,2})|(?P<first>\d{1,2})[/.](?P<last>\d{4}))", re.ASCII
)


def read_month(text: str) -> tuple[int, int] | None:
    """Return the year and the month of `Dec 2018`, `2018-12` or `12/2018`; None for any other text."""
    if match := _WORDY_MONTH.fullmatch(text):
        return int(match["year"]), _MONTH_NUMBERS[match["month"].rstrip(".").casefold()[:3]]
    if match := _NUMBERED_MONTH.fullmatch(text):
        year, month = int(match["year"] or match["last"]), int(match["month"] or match["first"])
        return (year, month) if _valid(year, month, 1) else None
    return None


_BIRTHDAY = re.compile(r"(?:--)?(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_WORDY_BIRTHDAY = re.compile(
    rf"(?:(?P<day>\d{{1,2}}){_ORDINAL} +(?:of +)?(?P<month>{_MONTH})"
    rf"|(?P<month_first>{_MONTH}) +(?P<day_after>\d{{1,2}}){_ORDINAL})",
    re.IGNORECASE | re.ASCII,
)


def read_day_of_year(text: str) -> tuple[int, int] | None:
    """Return the month and the day of a date without a year: `03-14`, `--03-14`, `14 March`; None for other text."""
    if match := _BIRTHDAY.fullmatch(text):
        month, number = int(match["month"]), int(match["day"])
    elif match := _WORDY_BIRTHDAY.fullmatch(text):
        month = _MONTH_NUMBERS[(match["month"] or match["month_first"]).rstrip(".").casefold()[:3]]
        number = int(match["day"] or match["day_after"])
    else:
        return None
    return (month, number) if _valid(2000, month, number) else None
