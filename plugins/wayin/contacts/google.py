"""Google's contacts as CSV, in the columns before and after 2024."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.contacts.names import email_key, full_name, linkedin_key
from wayin.contacts.records import NO_PERSON, NOTHING, Card, Contents, Kind, Relation, Skipped
from wayin.contacts.relations import label_of
from wayin.contacts.tables import collect

if TYPE_CHECKING:
    from wayin.contacts.tables import Row, Table

_VALUES = re.compile(r"(?:e-mail|phone|website|relation|organization|address) \d+ - (?:value|name|title|label|type)")
_SEVERAL = " ::: "


def recognise(names: frozenset[str]) -> Kind | None:
    """Return Google's kind if a header has its name columns and its numbered ones."""
    person = {"given name", "family name"} <= names or {"first name", "last name"} <= names or "name" in names
    numbered = any(_VALUES.fullmatch(name) for name in names)
    return "google" if person and (numbered or "group membership" in names) else None


def read_google(table: Table) -> Contents:
    """Return everybody in Google's contacts."""
    return collect(table, _card)


def _card(row: Row) -> Card | Skipped:
    given, family = row.get("given name", "first name"), row.get("family name", "last name")
    middle = row.get("additional name", "middle name")
    short = full_name(given, family)
    name = full_name(given, middle, family) or full_name(row.get("name", "file as", "nickname"))
    emails = tuple(dict.fromkeys(key for value in _all(row, "e-mail") if (key := email_key(value))))
    company = row.get("organization 1 - name", "organization name").split(_SEVERAL)[0]
    if not name and not emails:
        return Skipped(row.line, NO_PERSON if company else NOTHING)
    if name and name == company and not given and not family:
        return Skipped(row.line, NO_PERSON)
    sites = _all(row, "website")
    return Card(
        row.line,
        name,
        aliases=(short,) if short and short != name else (),
        emails=emails,
        phones=tuple(dict.fromkeys(_all(row, "phone"))),
        linkedin=next((site for site in sites if linkedin_key(site)), ""),
        company=company,
        role=row.get("organization 1 - title", "organization title").split(_SEVERAL)[0],
        location=row.get("address 1 - city", "location").split(_SEVERAL)[0],
        labels=_labels(row),
        relations=_relations(row),
    )


def _all(row: Row, what: str) -> list[str]:
    """Return all values of `E-mail 1 - Value`, `E-mail 2 - Value` …; each may contain several."""
    values: list[str] = []
    number = 1
    while f"{what} {number} - value" in row.columns:
        values += [part.strip() for part in row.get(f"{what} {number} - value").split(_SEVERAL.strip()) if part.strip()]
        number += 1
    return values


def _labels(row: Row) -> tuple[str, ...]:
    labels = (part.strip(" *") for part in row.get("group membership", "labels").split(_SEVERAL.strip()))
    return tuple(label for label in labels if label and label.casefold() != "mycontacts")


def _relations(row: Row) -> tuple[Relation, ...]:
    relations = []
    number = 1
    while f"relation {number} - value" in row.columns:
        if name := full_name(row.get(f"relation {number} - value")):
            label = row.get(f"relation {number} - label", f"relation {number} - type")
            relations.append(Relation(label_of(label), name))
        number += 1
    return tuple(relations)
