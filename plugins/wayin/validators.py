"""Validators for single values of the front matter, except dates.

Each takes what YAML gave (text, a list, a mapping) and returns the value, or raises `PydanticCustomError` with a key of
the catalogue and the values of its message. `Plain` text was written without quotes, so `yes` may still mean yes.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import unquote

from pydantic_core import PydanticCustomError, core_schema

from wayin.wikilinks import split_links, split_target, unwrap
from wayin.wording import quote_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pydantic import GetCoreSchemaHandler


class Plain(str):
    """A scalar written without quotes."""

    __slots__ = ()


class Parsed:
    """A value parsed before pydantic sees it, and written out as it was."""

    __slots__ = ()

    @classmethod
    def parse(cls, value: Any) -> Self:
        """Return the parsed value.

        Raises:
            PydanticCustomError: if it isn't valid.
        """
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Return the schema by which pydantic validates, describes and writes it."""
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


def invalid_value(key: str, **values: object) -> PydanticCustomError:
    """Return the error for an invalid value: a key of the catalogue and the values of its message."""
    return PydanticCustomError(key, "", values)


def closest_match(word: str, known: Sequence[str], cutoff: float = 0.7) -> str | None:
    """Return the known word most similar to `word`, or None if none is close."""
    if len(word) > 60:
        return None
    matches = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=cutoff)
    return matches[0] if matches else None


# --- text and lists ---------------------------------------------------------------------------------------------------


def text(value: Any) -> str:
    """Return text of one or more lines; numbers, dates and words such as `No` become text."""
    if isinstance(value, str):
        return str(value).strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | date):
        return str(value)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1:
        raise invalid_value("unquoted-link/list", inside=str(value[0][0])[:100])
    raise invalid_value("not-a-text", value=value)


def scalar(value: Any) -> str:
    """Return a value as text; a list or a mapping becomes empty, which no reader accepts."""
    return "" if isinstance(value, list | dict) else text(value)


def items(value: Any) -> list[Any]:
    """Return a list; a single value becomes a list of one."""
    return list(value) if isinstance(value, list | tuple) else [value]


_COMMA = re.compile(r",\s*(?![^()\[\]{}\"“”]*[)\]}\"”])")


def comma_items(value: Any) -> list[Any]:
    """Return a list; a text is split at its commas, except those in brackets or quotes."""
    if isinstance(value, str) and "," in value:
        return [part.strip() for part in _COMMA.split(value) if part.strip()]
    return items(value)


def tags(value: Any) -> list[Any]:
    """Return a list of tags without a leading #; `#a #b` is two tags."""
    if isinstance(value, str) and value.lstrip().startswith("#"):
        value = re.findall(r"#([^\s#,]+)", value)
    return [tag.lstrip("#") if isinstance(tag, str) and tag.strip("# ") else tag for tag in comma_items(value)]


def entry(field: str) -> Callable[[Any], Any]:
    """Return a validator for list entries with a short form: a text alone is the entry's `field`."""

    def read(value: Any) -> Any:
        return value if isinstance(value, dict) or hasattr(value, "model_fields_set") else {field: value}

    return read


# --- references -------------------------------------------------------------------------------------------------------


_GAP = re.compile(r"<%[^%]{0,300}(?:%(?!>)[^%]{0,300}){0,20}%>|\{\{[^{}\n]{0,200}\}\}")
_LIKE_A_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*(?: (?=[A-ZÀ-Þ])|$)){1,4}")
_BETWEEN_NAMES = re.compile(r",|;| and | & ")
_ONE_LINK = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]")
_MARKDOWN_LINK = re.compile(
    r"\[([^\[\]\n]{1,200})\]\(<?([^()<>\n]{1,300}(?:\([^()<>\n]{0,100}\))?[^()<>\n]{0,100})>?\)"
)


def find_gap(text: str) -> re.Match[str] | None:
    """Return the first placeholder of a template, `<% … %>` or `{{ … }}`, if any."""
    return _GAP.search(text) if "<%" in text or "{{" in text else None


@dataclass(frozen=True, slots=True)
class Reference(Parsed):
    """A reference to another note, with an optional label to show instead."""

    word: str
    label: str | None = None
    is_link: bool = False
    """Whether it was written as a link, which is always a single name."""

    @classmethod
    def parse(cls, value: Any) -> Reference:
        """Return the reference in a name, an alias or a path; each may be a `[[link]]` with or without quotes."""
        if isinstance(value, Reference):
            return value
        # YAML reads an unquoted `[[Ada Park]]` as a list in a list
        inner, depth = value, 0
        while isinstance(inner, list) and len(inner) == 1:
            inner, depth = inner[0], depth + 1
        if isinstance(inner, list) and inner and all(isinstance(part, str) for part in inner):
            if inner is value:
                raise invalid_value("several-names", count=len(inner), first=quote_value(inner[0])[1:-1])
            raise _unquoted(", ".join(inner), "a list", "comma")
        if isinstance(inner, dict):
            if inner is not value and len(inner) == 1:
                raise _unquoted(": ".join(map(str, next(iter(inner.items())))), "a `key: value` line", "colon")
            raise invalid_value("not-a-name")
        named = cls.of(f"[[{text(inner)}]]" if depth > 1 else text(inner))
        if find_gap(named.word):
            raise invalid_value("unfilled", line=named.word)
        if not named.is_link and (link := _ONE_LINK.search(named.word)) and len(split_links(named.word)) < 2:
            links = _ONE_LINK.findall(named.word)
            names = [part.strip() for part in _BETWEEN_NAMES.split(named.word)]
            if len(names) > 1 and all(_ONE_LINK.fullmatch(name) or _LIKE_A_NAME.fullmatch(name) for name in names):
                written = ", ".join(f'"{name}"' if "[" in name else name for name in names)
                raise invalid_value("several-names/and-links", word=named.word, names=written)
            key = "several-names/words" if len(links) == 1 else "several-names/and-words"
            raise invalid_value(key, word=named.word, link=link[0], links=", ".join(f'"{one}"' for one in links))
        if not named.word or len(split_links(named.word)) > 1:
            if links := split_links(named.word):
                raise invalid_value("several-names", count=len(links), first=links[0])
            raise invalid_value("no-name", value=inner)
        return named

    @classmethod
    def of(cls, written: str) -> Reference:
        """Return `Name`, `[[Name]]`, `[[stem|label]]` or `[[Name#Heading]]` as a reference."""
        one_line = " ".join(written.split())
        if link := unwrap(one_line):
            return cls(split_target(link[0])[0], link[1] or None, is_link=True)
        if found := _MARKDOWN_LINK.fullmatch(one_line):
            # For an external link, such as to a profile, the label is the name
            is_file = not re.match(r"[a-z][a-z0-9+.-]+:", found[2], re.IGNORECASE)
            return cls(
                split_target(unquote(found[2]))[0] if is_file else found[1].strip(), found[1].strip(), is_link=True
            )
        return cls(one_line)

    def __str__(self) -> str:
        return self.word


def _unquoted(inside: str, read_as: str, sign: str) -> PydanticCustomError:
    """Return the error for an unquoted link that YAML misreads."""
    key = "unquoted-link/sign" if len(inside) <= 100 else "unquoted-link/long"
    return invalid_value(key, link=f"[[{inside}]]", read_as=read_as, sign=sign)


def saying(value: Any) -> str:
    """Return the source of a statement: a person, or an interview with a topic, as in `[[2026-10-22-ada#pay]]`."""
    named = Reference.parse(value)
    while isinstance(value, list):
        value = value[0]
    written = " ".join(value.split()) if isinstance(value, str) else named.word
    link = unwrap(written)
    return (link[0] if link else written.partition("|")[0].strip()) or named.word


def label(value: Any) -> str:
    """Return the text a name or a link shows: `[[schools/leeds|University of Leeds]]` gives University of Leeds."""
    named = Reference.parse(value)
    return named.label or named.word.rpartition("/")[2]


def references(value: Any) -> list[Any]:
    """Return a list of references; each may be an unquoted `[[link]]`."""
    # `with: [[Ada]]` arrives as [["Ada"]]: one link, not a list of lists. So does `[[Smith, John]]`, but with two items
    # in the inner list; `Reference` reports it
    listed: list[Any] = []
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, str) and (links := split_links(item)):
            listed += links
        elif isinstance(item, list) and len(item) == 1 and isinstance(item[0], str):
            listed.append(f"[[{item[0]}]]")
        else:
            listed.append(item if not isinstance(item, list) else item[0] if len(item) == 1 else [item])
    return listed


# --- numbers and choices ----------------------------------------------------------------------------------------------


def one_to_five(value: Any) -> int:
    """Return a whole number from 1 to 5."""
    written = value.strip() if isinstance(value, str) else str(value) if type(value) is int else ""
    if match := re.fullmatch(r"([1-5])(?: ?/ ?5)?", written, re.ASCII):
        return int(match[1])
    raise invalid_value("not-1-to-5", value=value)


_LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2}) ?(?:h|hours?|hrs?)\.?(?: and)? ?)?(?:(?P<minutes>\d{1,5}) ?(?:m|min|mins|minutes?|')?\.?)?",
    re.IGNORECASE | re.ASCII,
)


def minutes(value: Any) -> int:
    """Return a number of minutes, at least 1: `45`, `45 min`, `1h 30`."""
    found = _LENGTH.fullmatch(scalar(value).strip())
    if found and (count := 60 * int(found["hours"] or 0) + int(found["minutes"] or 0)):
        return count
    raise invalid_value("not-minutes", value=value)


def size(value: Any) -> str:
    """Return a number of employees, or a range such as `50-200`."""
    compact = re.sub(r"[\s,_.]", "", scalar(value)).replace("–", "-")
    if re.fullmatch(r"\d{1,9}(-\d{1,9}|\+)?", compact, re.ASCII):
        return compact
    raise invalid_value("not-a-size", value=value)


_YES = {"true", "yes", "y", "on"}
_NO = {"false", "no", "n", "off"}


def yes_or_no(value: Any) -> bool | None:
    """Return whether a value means yes or no; None if neither."""
    written = value.strip().casefold() if isinstance(value, str) else str(value).lower()
    return True if written in _YES else False if written in _NO else None


def private(value: Any) -> bool:
    """Return whether a note is private; anything but `false` is, to fail safe."""
    return str(value).strip().casefold() != "false"


def flag(value: Any) -> bool:
    """Return whether a value means yes."""
    if (says := yes_or_no(value)) is None:
        raise invalid_value("not-yes-or-no", value=value)
    return says


def confidential(value: Any) -> bool:
    """Return whether somebody must not be asked; anything but no counts, including a reason in words."""
    return yes_or_no(value) is not False


def choice(*accepted: str, **also: str) -> Callable[[Any], str]:
    """Return a validator for a few words, in any case and with spaces, `_` or `-`; `also` maps synonyms."""

    def read(value: Any) -> str:
        written = re.sub(r"[\s_]+", "-", scalar(value).casefold())
        written = also.get(written, written)
        if written in accepted:
            return written
        near = closest_match(written, accepted)
        key = "unknown-choice" if near else "unknown-choice/none"
        raise invalid_value(key, value=value, near=near, accepted=accepted)

    return read


def file(value: Any) -> str:
    """Return the path of a file, plain or as a link, with or without quotes: `ada.png`, `![[ada.png|200]]`."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    link = unwrap(text(value).removeprefix("!"))
    return link[0] if link and link[0] else text(value)


def icon(value: Any) -> str:
    """Return the name of an icon: its set and file."""
    if re.fullmatch(r"[\w-]+(/[\w-]+)+", scalar(value), re.ASCII):
        return scalar(value)
    raise invalid_value("not-a-text", value=value)


# --- contact details --------------------------------------------------------------------------------------------------

_URL = re.compile(r"(https?://|mailto:)[^\s\"'<>\\^`{|}\x00-\x1f]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>\"',;:()\[\]\\]+@[^\s@<>\"',;:()\[\]\\]+\.[^\s@<>\"',;:()\[\]\\.]+")


def url(value: Any) -> str:
    """Return a URL with `http://`, `https://` or `mailto:`."""
    written = scalar(value)
    if _URL.fullmatch(written):
        return written
    bare = re.fullmatch(r"[\w.-]+\.[a-z]{2,}(/[^\s\"'<>]*)?", written, re.IGNORECASE)
    raise invalid_value("not-a-link/bare" if bare else "not-a-link", value=value, written=written)


def email(value: Any) -> str:
    """Return an e-mail address."""
    written = scalar(value)
    if _EMAIL.fullmatch(written):
        return written
    match = _EMAIL.search(written[:200])
    if not match:
        raise invalid_value("not-an-email/none", value=value)
    raise invalid_value("not-an-email", value=value, meant=match[0].removeprefix("mailto:"))
