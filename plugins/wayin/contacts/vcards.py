"""Address cards (vCard 2.1, 3 and 4), parsed one at a time, so that a broken card is skipped alone.

vobject fails on a whole file for a single bad card, and parses photos of megabytes. So the cards are separated first,
and it only gets the lines about the person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wayin.contacts.names import email_key, full_name, linkedin_key
from wayin.contacts.records import NO_PERSON, NOTHING, Card, Contents, Relation, Skipped
from wayin.contacts.relations import ANDROID, label_of
from wayin.contacts.tables import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROPERTY = re.compile(r"(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;[^:\"]*(?:\"[^\"]*\")?)*):")
_WANTED = frozenset(
    "VERSION FN N NICKNAME ORG TITLE ROLE EMAIL TEL URL ADR UID RELATED KIND X-ABRELATEDNAMES X-ABLABEL X-ABSHOWAS "
    "X-SOCIALPROFILE X-ANDROID-CUSTOM X-SPOUSE X-MANAGER X-ASSISTANT X-EVOLUTION-SPOUSE X-EVOLUTION-MANAGER "
    "X-EVOLUTION-ASSISTANT X-KADDRESSBOOK-X-SPOUSESNAME X-ADDRESSBOOKSERVER-KIND CATEGORIES".split()
)
_BEGIN, _END = "begin:vcard", "end:vcard"
_RELATED = {
    "X-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse", "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-MANAGER": "manager", "X-EVOLUTION-MANAGER": "manager",
    "X-ASSISTANT": "assistant", "X-EVOLUTION-ASSISTANT": "assistant",
}  # fmt: skip
BROKEN = "this card can't be read"


@dataclass(slots=True)
class _Text:
    """The lines of a card."""

    line: int
    lines: list[str] = field(default_factory=list)


def is_vcard(text: str) -> bool:
    """Return whether a text starts with an address card, possibly after a few blank lines."""
    return text.lstrip("\ufeff \t\n")[:11].casefold() == _BEGIN


def read_vcards(text: str) -> Contents:
    """Return everybody in a file of address cards."""
    cards: list[Card] = []
    skipped: list[Skipped] = []
    cut = False
    for card_text in _split(text):
        if len(cards) + len(skipped) >= MOST_ROWS:
            cut = True
            break
        parsed = _read(card_text)
        if isinstance(parsed, Card):
            cards.append(parsed)
        else:
            skipped.append(parsed)
    return Contents("vcard", len(cards) + len(skipped), tuple(cards), skipped=tuple(skipped), cut=cut)


def _split(text: str) -> Iterator[_Text]:
    """Yield the cards of a file. An unclosed one ends where the next starts, or with the file."""
    current: _Text | None = None
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip("\ufeff \t").casefold()
        if bare == _BEGIN:
            if current:
                yield current
            current = _Text(number)
        elif bare == _END:
            if current:
                yield current
            current = None
        elif current:
            current.lines.append(line)
    if current:
        yield current


def _read(card: _Text) -> Card | Skipped:
    from vobject.base import readComponents  # imported late because it loads slowly

    lines = list(_wanted(card.lines))
    text = "\r\n".join(["BEGIN:VCARD", *lines, "END:VCARD", ""])
    try:
        parsed = next(readComponents(text, allowQP="QUOTED-PRINTABLE" in text.upper()))
        return _card(card.line, list(parsed.lines()))
    except Exception as error:  # vobject may raise anything
        return Skipped(card.line, f"{BROKEN} ({type(error).__name__})")


def _wanted(lines: list[str]) -> Iterator[str]:
    """Yield the properties that are used, with their continuation lines; photos and invalid lines are skipped."""
    keep = quoted = False
    for line in lines:
        if line[:1] in (" ", "\t"):
            if keep:
                yield line
        elif quoted and keep:
            yield line
        elif match := _PROPERTY.match(line):
            keep = match[1].upper() in _WANTED
            quoted = "QUOTED-PRINTABLE" in match[2].upper()
            if keep:
                yield line
        else:
            keep = False
            continue
        quoted = quoted and line.endswith("=")


def _card(line: int, properties: list[Any]) -> Card | Skipped:
    by_name: dict[str, list[Any]] = {}
    for card_field in properties:
        by_name.setdefault(card_field.name.upper(), []).append(card_field)
    text = {name: _text(same_named[0].value) for name, same_named in by_name.items()}
    kind = text.get("KIND", text.get("X-ADDRESSBOOKSERVER-KIND", "individual")).casefold()
    if kind in ("group", "org", "location") or text.get("X-ABSHOWAS", "").casefold() == "company":
        return Skipped(line, NO_PERSON)
    name, aliases = _names(by_name, text)
    emails = _values(by_name, "EMAIL")
    keys = tuple(dict.fromkeys(key for value in emails if (key := email_key(value))))
    company = _first(by_name, "ORG")
    if not name and not keys:
        return Skipped(line, NO_PERSON if company else NOTHING)
    if name and name == company and not _structured(by_name):
        return Skipped(line, NO_PERSON)
    sites = [*_values(by_name, "URL"), *_values(by_name, "X-SOCIALPROFILE")]
    return Card(
        line,
        name,
        aliases=aliases,
        emails=keys,
        phones=tuple(dict.fromkeys(value.removeprefix("tel:") for value in _values(by_name, "TEL"))),
        linkedin=next((site for site in sites if linkedin_key(site)), ""),
        company=company,
        role=text.get("TITLE", "") or text.get("ROLE", ""),
        location=_city(by_name),
        labels=tuple(label for card_field in by_name.get("CATEGORIES", ()) for label in _parts(card_field.value)),
        relations=tuple(_relations(by_name)),
        uid=text.get("UID", "").casefold().removeprefix("urn:uuid:"),
    )


def _text(value: Any) -> str:
    return " ".join((value if isinstance(value, str) else ", ".join(_parts(value))).split())


def _parts(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [part.strip() for part in map(str, parts) if part.strip()]


def _values(by_name: dict[str, list[Any]], name: str) -> list[str]:
    return [value for card_field in by_name.get(name, ()) if (value := _text(card_field.value))]


def _first(by_name: dict[str, list[Any]], name: str) -> str:
    """Return the first part of a compound property: an organization without its departments."""
    parts = _parts(by_name[name][0].value) if name in by_name else []
    return parts[0] if parts else ""


def _structured(by_name: dict[str, list[Any]]) -> str:
    """Return the full name from its parts: given, middle, family."""
    if "N" not in by_name:
        return ""
    name = by_name["N"][0].value
    return full_name(*(_text(part) for part in (name.given, name.additional, name.family)))


def _names(by_name: dict[str, list[Any]], text: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    shown, structured = full_name(text.get("FN", "")), _structured(by_name)
    short = ""
    if "N" in by_name:
        value = by_name["N"][0].value
        short = full_name(_text(value.given), _text(value.family))
    name = (shown if shown and "@" not in shown else "") or structured or full_name(text.get("NICKNAME", ""))
    return name, tuple(dict.fromkeys(alias for alias in (structured, short) if alias and alias != name))


def _city(by_name: dict[str, list[Any]]) -> str:
    return next(
        (city for card_field in by_name.get("ADR", ()) if (city := _text(getattr(card_field.value, "city", "")))), ""
    )


def _relations(by_name: dict[str, list[Any]]) -> Iterator[Relation]:
    labels = {
        card_field.group: _text(card_field.value) for card_field in by_name.get("X-ABLABEL", ()) if card_field.group
    }
    for card_field in by_name.get("X-ABRELATEDNAMES", ()):
        if name := full_name(_text(card_field.value)):
            types = [word for word in card_field.params.get("TYPE", ()) if word.casefold() != "pref"]
            yield Relation(label_of(labels.get(card_field.group, types[0] if types else "")), name)
    for card_field in by_name.get("RELATED", ()):
        value = _text(card_field.value)
        label = label_of(next(iter(card_field.params.get("TYPE", ())), "contact"))
        if value.casefold().startswith("urn:uuid:"):
            yield Relation(label, uid=value.casefold().removeprefix("urn:uuid:"))
        elif "://" not in value and not value.casefold().startswith("mailto:") and (name := full_name(value)):
            yield Relation(label, name)
    for property_name, label in _RELATED.items():
        for value in _values(by_name, property_name):
            if name := full_name(value):
                yield Relation(label, name)
    for value in _values(by_name, "X-ANDROID-CUSTOM"):
        kind, *rest = value.split(";")
        if kind.endswith("/relation") and len(rest) > 1 and (name := full_name(rest[0])):
            number = int(rest[1]) if rest[1].isdigit() else 0
            own = rest[2] if len(rest) > 2 else ""
            yield Relation(label_of(ANDROID[number] if 0 < number < len(ANDROID) else own), name)
