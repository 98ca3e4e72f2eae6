"""Dates, numbers and lists in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

MONTHS = ("January February March April May June July August September October November December").split()
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]*[^\W_a-z])")
_SHORTENED = re.compile(r"(?:\b(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|e\.g|i\.e|cf|vs|No))\.$")
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()


def long_day(day: date) -> str:
    """Return a day as `3 October 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_day(day: date, today: date) -> str:
    """Return a day as `3 October`, with the year if it isn't the current one."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def relative_day(day: date, today: date) -> str:
    """Return a day within two weeks as `today`, `in 3 days`, `5 days ago`; any other as `3 October`."""
    days = (day - today).days
    if abs(days) > 14:
        return format_day(day, today)
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def span(first: date, last: date) -> str:
    """Return a partial date from the first and the last day it can mean: `2026`, `October 2026`, `3 October 2026`."""
    if first == last:
        return long_day(first)
    return f"{MONTHS[first.month - 1]} {first.year}" if first.month == last.month else str(first.year)


def month(day: date, today: date) -> str:
    """Return a month as `October`, with the year if it is over twelve months ago."""
    name = MONTHS[day.month - 1]
    return name if 0 <= (today - day).days < 330 else f"{name} {day.year}"


def times(count: int) -> str:
    """Return `once`, `twice`, `three times`."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def number(count: int) -> str:
    """Return a number, small ones as words."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, singular: str, plural_form: str = "") -> str:
    """Return `one note`, `three notes`."""
    return f"{number(count)} {singular if count == 1 else plural_form or singular + 's'}"


def plural(count: int, singular: str, plural_form: str = "") -> str:
    """Return `1 note`, `3 notes`."""
    return f"{count} {singular if count == 1 else plural_form or singular + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return `Ada`, `Ada and Bo`, `Ada, Bo and Cy`."""
    *most, end = [*words] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def given_name(name: str, aliases: tuple[str, ...] = ()) -> str:
    """Return what to call somebody you know: a matching alias, else the first of two names, else the full name.

    There is no way to know which name is the given one; an alias settles it (`aliases: [Wen Hui]`).
    """
    words = name.split()
    own = {word.casefold() for word in words}
    for alias in aliases:
        if own & {word.casefold() for word in alias.split()} and len(alias) < len(name):
            return alias
    plain = len(words) == 2 and all(len(word) > 2 and word.isalpha() for word in words)
    return words[0] if plain else name


def one_line(text: str | None) -> str:
    """Return a text without line breaks and double spaces."""
    return " ".join((text or "").split())


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; `Dr.` and single letters don't end one."""
    whole_sentences: list[str] = []
    for part in _END.split(one_line(text)):
        if whole_sentences and _SHORTENED.search(whole_sentences[-1]):
            whole_sentences[-1] += f" {part}"
        elif part:
            whole_sentences.append(part)
    return whole_sentences


def quote_value(value: object) -> str:
    """Return a value as a reader would recognize it in their file, shortened and without control characters."""
    if isinstance(value, dict):
        return "a block of `key: value` lines"
    if isinstance(value, list | tuple):
        return "a list"
    text = "".join(char if char.isprintable() else repr(char)[1:-1] for char in str(value))
    return f"“{text[:57]}…”" if len(text) > 60 else f"“{text}”"
