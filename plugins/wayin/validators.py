"""What one value of the front matter may be, and what to say when it is something else.

Every function here takes what YAML gave (text, a list, a mapping) and returns the value meant, or raises
`PydanticCustomError` with a key of the catalogue, which has the words, and the values that those name.
`Plain` text stood without quotes, so that `yes` may still mean yes.
"""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, core_schema

from wayin.wording import quote_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import GetCoreSchemaHandler


class Plain(str):
    """A scalar written without quotes."""

    __slots__ = ()


def invalid_value(key: str, **values: object) -> PydanticCustomError:
    """Return the error for a value that can't count: a key of the catalogue, and what its message names."""
    return PydanticCustomError(key, "", values)


def closest_match(word: str, known: Sequence[str], cutoff: float = 0.7) -> str | None:
    """The known word most like `word`, or None when none is near."""
    if len(word) > 60:
        return None
    found = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=cutoff)
    return found[0] if found else None


# --- text and lists ---------------------------------------------------------------------------------------------------


def text(value: Any) -> str:
    """One line or more of text; numbers, dates and words such as `No` are texts where text is expected."""
    if isinstance(value, str):
        return str(value).strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | date):
        return str(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1:
        inside = str(value[0][0])[:100]
        raise invalid_value("unquoted-link/list", inside=inside)
    raise invalid_value("not-a-text", value=value)


def items(value: Any) -> list[Any]:
    """A list; one value alone counts as a list of one."""
    if isinstance(value, list | tuple):
        return list(value)
    return [value]


def entry(field: str) -> Callable[[Any], Any]:
    """A reader of list entries that may be written short: a text alone is the entry's `field`."""

    def read(value: Any) -> Any:
        if isinstance(value, dict) or hasattr(value, "model_fields_set"):
            return value
        return {field: value}

    return read


# --- references -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """The word by which a note names another note, and the label it shows instead, if any."""

    word: str
    label: str | None = None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Pydantic takes a reference as it is; the reading is done before."""
        return core_schema.no_info_plain_validator_function(
            reference,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda ref: ref.word),
        )


def reference(value: Any) -> Reference:
    """A person or company: a name, an alias, a path, or any of them as a `[[link]]`, quoted or not."""
    if isinstance(value, Reference):
        return value
    # `[[Ada Park]]` without quotes is, to YAML, a list in a list
    inner = value
    while isinstance(inner, list) and len(inner) == 1:
        inner = inner[0]
    if isinstance(inner, list) and inner is value and inner and all(isinstance(part, str) for part in inner):
        raise invalid_value("several-names", count=len(inner), first=quote_value(inner[0])[1:-1])
    if isinstance(inner, list) and all(isinstance(part, str) for part in inner) and inner:
        raise _unquoted(", ".join(inner), "a list", "comma")
    if isinstance(inner, dict) and inner is not value and len(inner) == 1:
        raise _unquoted(": ".join(map(str, next(iter(inner.items())))), "a `key: value` line", "colon")
    if isinstance(inner, dict):
        raise invalid_value("not-a-name")
    if not isinstance(inner, str):
        inner = text(inner)
    found = parse_link(inner)
    if not found.word:
        raise invalid_value("no-name", value=inner)
    return found


def _unquoted(inside: str, read_as: str, sign: str) -> PydanticCustomError:
    """Return the error for a link that YAML takes for something else."""
    key = "unquoted-link/sign" if len(inside) <= 100 else "unquoted-link/long"
    return invalid_value(key, link=f"[[{inside}]]", read_as=read_as, sign=sign)


def parse_link(written: str) -> Reference:
    """`Name`, `[[Name]]`, `[[stem|label]]` or `[[Name#Heading]]` as a reference."""
    inner = " ".join(written.split())
    linked = inner.startswith("[[") and inner.endswith("]]")
    if linked:
        inner = inner[2:-2]
        inner, _, label = inner.partition("|")
        inner = inner.partition("#")[0].strip()
        return Reference(inner, label.strip() or None)
    return Reference(inner)


def saying(value: Any) -> str:
    """Whose words: a person, or a conversation and a topic of it, as `Ada Park` or `[[2026-10-22-ada#pay]]`."""
    named = reference(value)
    while isinstance(value, list):
        value = value[0]
    written = " ".join(value.split()).removeprefix("[[").removesuffix("]]") if isinstance(value, str) else named.word
    return written.partition("|")[0].strip() or named.word


def label(value: Any) -> str:
    """Return what a name or a link shows: `[[schools/leeds|University of Leeds]]` is the University of Leeds."""
    found = reference(value)
    return found.label or found.word.rpartition("/")[2]


def references(value: Any) -> list[Any]:
    """A list of references, each of which may be an unquoted `[[link]]`."""
    if not isinstance(value, list | tuple):
        return [value]
    # `with: [[Ada]]` arrives as [["Ada"]]: one link, not a list of lists
    return [_entry(item) for item in value]


def _entry(item: Any) -> Any:
    if not isinstance(item, list):
        return item
    # `[[Smith, John]]` is one link as well, of which a list is left; `reference` tells what to write
    return item[0] if len(item) == 1 else [item]


# --- dates and durations ----------------------------------------------------------------------------------------------

_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_COMPACT_DAY = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})", re.ASCII)
_WORDY_DAY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:\.|st|nd|rd|th)? +)?(?P<month>[A-Za-z]{3,9})\.?"
    r"(?: +(?P<after>\d{1,2})(?:st|nd|rd|th)?,?)? +(?P<year>\d{4})"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LOCAL_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


def _likely_day(written: str) -> str | None:
    """Return what the writer of an odd date probably meant, in ISO form."""
    if found := _LOCAL_DAY.fullmatch(written):
        first, month, year = int(found[1]), int(found[3]), int(found[4])
        if month > 12 >= first or (found[2] == "/" and first <= 12 < month):
            first, month = month, first
        if 1 <= month <= 12 and 1 <= first <= monthrange(year, month)[1] and year:
            return f"{year:04}-{month:02}-{first:02}"
    if found := _COMPACT_DAY.fullmatch(written):
        written = "-".join(found.groups())
    if (found := _WORDY_DAY.fullmatch(written)) and found["month"][:3].casefold() in _MONTHS:
        year, month = int(found["year"]), _MONTHS.index(found["month"][:3].casefold()) + 1
        first = int(found["day"] or found["after"] or 0)
        if year and 1 <= first <= monthrange(year, month)[1]:
            return f"{year:04}-{month:02}-{first:02}"
    if (found := _ISO_DAY.match(written)) and int(found[1]):
        year, month, last = int(found[1]), int(found[2]), int(found[3])
        if 1 <= month <= 12 and last > monthrange(year, month)[1]:
            return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
        if 1 <= month <= 12 and last:
            return f"{year:04}-{month:02}-{last:02}"
    return None


def day(value: Any) -> date:
    """A day, as YYYY-MM-DD; a time after it is dropped."""
    return _only_day(moment(value))


def _only_day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def moment(value: Any) -> date | datetime:
    """A day, or a day with a time (`2026-10-17T15:00`, also with a space), with a zone or without."""
    if isinstance(value, date):
        return value
    written = text(value) if not isinstance(value, list | dict) else None
    if written is not None and len(written) <= 40 and written.isascii():
        try:
            if _ISO_DAY.fullmatch(written):
                return date(*map(int, written.split("-")))
            if _ISO_DAY.match(written):
                return datetime.fromisoformat(written)
        except ValueError:
            pass
    likely = _likely_day(written or "")
    raise invalid_value("not-a-date" if likely else "not-a-date/unsure", value=value, likely=likely)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month or the day: the first and the last day it can mean."""

    first: date
    last: date
    written: str

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Pydantic takes a partial date as it is; the reading is done before."""
        return core_schema.no_info_plain_validator_function(
            partial_date,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.written),
        )

    def __str__(self) -> str:
        return self.written


def partial_date(value: Any) -> PartialDate:
    """`2024`, `2024-05` or `2024-05-17`."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate(_only_day(value), _only_day(value), _only_day(value).isoformat())
    written = text(value) if not isinstance(value, list | dict) else ""
    if len(written) <= 10 and written.isascii():
        try:
            if re.fullmatch(r"\d{4}", written):
                return PartialDate(date(int(written), 1, 1), date(int(written), 12, 31), written)
            if re.fullmatch(r"\d{4}-\d{1,2}", written):
                year, month = map(int, written.split("-"))
                return PartialDate(date(year, month, 1), date(year, month, monthrange(year, month)[1]), written)
            if _ISO_DAY.fullmatch(written):
                exact = date(*map(int, written.split("-")))
                return PartialDate(exact, exact, written)
        except ValueError:
            pass
    raise invalid_value("not-a-date/partial", value=value)


_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WORDS = {"weekly": "1w", "monthly": "1m", "quarterly": "3m", "yearly": "1y"}


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in days, weeks, months or years, as written: `30d`, `6w`, `3m`, `1y`."""

    count: int
    unit: str

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Pydantic takes a duration as it is; the reading is done before."""
        return core_schema.no_info_plain_validator_function(
            duration,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    def after(self, start: date) -> date:
        """The day this long after `start`; a month after 31 January is the last of February."""
        try:
            if self.unit in "dw":
                return start + timedelta(days=self.count * (7 if self.unit == "w" else 1))
            months = start.year * 12 + start.month - 1 + self.count * (12 if self.unit == "y" else 1)
            year, month = divmod(months, 12)
            return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError):
            return date.max

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    @property
    def every(self) -> str:
        """How often, as a person says it: `once a month`, `every 6 weeks`."""
        return f"once a {_UNITS[self.unit]}" if self.count == 1 else f"every {self.count} {_UNITS[self.unit]}s"


def duration(value: Any) -> Duration:
    """`30d`, `6w`, `3m`, `1y`, or `weekly`, `monthly`, `quarterly`, `yearly`."""
    if isinstance(value, Duration):
        return value
    written = text(value).casefold() if not isinstance(value, list | dict) else ""
    written = _WORDS.get(written, written)
    if found := re.fullmatch(r"([1-9][0-9]{0,3}) ?([dwmy])", written):
        return Duration(int(found[1]), found[2])
    if found := re.fullmatch(r"(?:every )?([1-9][0-9]{0,3})? ?(day|week|month|year)s?", written):
        near = f"{found[1] or 1}{found[2][0]}"
    else:
        near = closest_match(written, list(_WORDS)) or "3m"
    raise invalid_value("not-a-duration", value=value, near=near)


# --- numbers and choices ----------------------------------------------------------------------------------------------


def one_to_five(value: Any) -> int:
    """A whole number from 1 to 5."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5:
        return value
    written = value.strip() if isinstance(value, str) else ""
    if written in {"1", "2", "3", "4", "5"}:
        return int(written)
    raise invalid_value("not-1-to-5", value=value)


def minutes(value: Any) -> int:
    """A number of minutes, at least 1."""
    written = text(value) if not isinstance(value, list | dict) else ""
    if re.fullmatch(r"0*[1-9][0-9]{0,4}", written, re.ASCII):
        return int(written)
    raise invalid_value("not-minutes", value=value)


def size(value: Any) -> str:
    """A number of employees, or a range of them as `50-200`."""
    written = text(value) if not isinstance(value, list | dict) else ""
    compact = re.sub(r"[\s,_.]", "", written).replace("–", "-")
    if re.fullmatch(r"\d{1,9}(-\d{1,9}|\+)?", compact, re.ASCII):
        return compact
    raise invalid_value("not-a-size", value=value)


_YES = {"true", "yes", "y", "on"}
_NO = {"false", "no", "n", "off"}


def private(value: Any) -> bool:
    """Whether a note is private: anything but `false` is, so that it fails closed."""
    if isinstance(value, bool):
        return value
    return not (isinstance(value, str) and value.strip().casefold() == "false")


def flag(value: Any) -> bool:
    """Return whether a value says yes."""
    written = value.strip().casefold() if isinstance(value, str) else value
    if isinstance(written, bool):
        return written
    if isinstance(written, str) and written in _YES | _NO:
        return written in _YES
    raise invalid_value("not-yes-or-no", value=value)


def confidential(value: Any) -> bool:
    """Return whether somebody must not be asked: whatever does not say no counts, a reason in words too."""
    return not (value is False or (isinstance(value, str) and value.strip().casefold() in _NO))


def done(value: Any) -> bool | date:
    """`true`, `false`, or the day on which it was done."""
    if isinstance(value, bool | date):
        return value
    written = value.strip().casefold() if isinstance(value, str) else ""
    if written in _YES | _NO:
        return written in _YES
    try:
        return day(value)
    except PydanticCustomError:
        raise invalid_value("not-done", value=value) from None


def choice(*accepted: str, **also: str) -> Callable[[Any], str]:
    """A reader of one of a few words, whatever their case, parted by spaces, `_` or `-`; `also` maps further ones."""

    def read(value: Any) -> str:
        written = re.sub(r"[\s_]+", "-", text(value).casefold()) if not isinstance(value, list | dict) else ""
        written = also.get(written, written)
        if written in accepted:
            return written
        near = closest_match(written, list(accepted))
        raise invalid_value(
            "unknown-choice" if near else "unknown-choice/none", value=value, near=near, accepted=accepted
        )

    return read


def file(value: Any) -> str:
    """The path of a file, alone or as a link, with quotes or without: `ada.png`, `[[ada.png]]`, `![[ada.png|200]]`."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    written = text(value)
    found = re.fullmatch(r"!?\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\]", written)
    return found[1].strip() if found else written


def icon(value: Any) -> str:
    """The name of an icon: a set and a file in it."""
    written = text(value) if not isinstance(value, list | dict) else ""
    if re.fullmatch(r"[\w-]+(/[\w-]+)+", written, re.ASCII):
        return written
    raise invalid_value("not-an-icon", value=value)


# --- contact details --------------------------------------------------------------------------------------------------

_URL = re.compile(r"(https?://|mailto:)[^\s\"'<>\\^`{|}\x00-\x1f]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@[^\s@<>\"',;:()\[\]\\]+\.[^\s@<>\"',;:()\[\]\\.]+")


def url(value: Any) -> str:
    """An address that begins with `http://`, `https://` or `mailto:`."""
    written = text(value) if not isinstance(value, list | dict) else ""
    if _URL.fullmatch(written):
        return written
    bare = re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/[^\s\"'<>]*)?", written, re.IGNORECASE)
    raise invalid_value("not-a-link/bare" if bare else "not-a-link", value=value, written=written)


def email(value: Any) -> str:
    """An e-mail address."""
    written = text(value) if not isinstance(value, list | dict) else ""
    if _EMAIL.fullmatch(written):
        return written
    found = _EMAIL.search(written[:200])
    if not found:
        raise invalid_value("not-an-email/none", value=value)
    raise invalid_value("not-an-email", value=value, meant=found[0].removeprefix("mailto:"))
