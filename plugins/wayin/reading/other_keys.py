"""Keys of other templates read as fields: `attendees` as an interview's `with`, `org` as a person's `company`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wayin.note_parts import SourcePosition
from wayin.validators import Plain
from wayin.wikilinks import split_links

if TYPE_CHECKING:
    from collections.abc import Collection

    from wayin.diagnostics import Report
    from wayin.model import Kind
    from wayin.reading.kinds import VaultRules
    from wayin.reading.yaml_loader import Document

_ANY = {
    "full_name": "name",
    "alias": "aliases",
    "tag": "tags",
    "url": "website",
    "web": "website",
    "homepage": "website",
}
_PERSON = {
    "org": "company", "organisation": "company", "organization": "company", "employer": "company",
    "works_at": "company", "companies": "company", "workplace": "company",
    "job_title": "role", "jobtitle": "role", "job": "role", "position": "role", "occupation": "role",
    "referred_by": "introduced_by", "referrer": "introduced_by", "met_through": "introduced_by",
    "email_address": "email", "e_mail": "email", "mail": "email", "phone_number": "phone", "tel": "phone",
    "telephone": "phone", "mobile": "phone", "linked_in": "linkedin", "city": "location", "birthdate": "birthday",
    "birth_date": "birthday", "date_of_birth": "birthday", "bday": "birthday", "last_contacted": "last_contact",
    "contact_frequency": "keep_in_touch", "avatar": "photo", "picture": "photo",
}  # fmt: skip
_INTERVIEW = {
    "attendees": "with", "participants": "with", "people": "with", "interviewers": "with", "interviewer": "with",
    "interviewee": "with", "guests": "with", "invitees": "with", "contact": "with", "person": "with",
    "when": "date", "date_&_time": "date", "thank_you_sent": "thanked", "thanked_on": "thanked", "location": "place",
    "loc": "place", "where": "place",
    "topics": "tags", "org": "company", "organisation": "company", "organization": "company", "employer": "company",
    "takeaways": "learnings", "key_takeaways": "learnings", "action_items": "promised",
}  # fmt: skip
_COMPANY = {"sector": "industry", "employees": "size", "headquarters": "location", "parent_company": "parent"}
READ_AS: dict[Kind, dict[str, str]] = {
    "person": _ANY | _PERSON,
    "company": _ANY | _COMPANY,
    "interview": _ANY | _INTERVIEW,
    "me": _ANY | {key: ours for key, ours in _PERSON.items() if ours in ("company", "role", "email", "linkedin")},
}
"""Keys in other templates, each with its field."""
_SPELT = frozenset({"e_mail", "mail", "phone_number"})
"""Spellings of fields that are better corrected."""
GIVEN, FAMILY = ("first_name", "firstname", "given_name"), ("last_name", "lastname", "surname", "family_name")


def folded(key: str) -> str:
    """Return a normalized key."""
    return re.sub(r"[\s_-]+", "_", key.strip().casefold())


def is_spelling(key: str, field: str) -> bool:
    """Return whether a key is another spelling of a field, rather than a synonym."""
    return folded(key) == field or folded(key) in _SPELT


def meant_field(kind: Kind, key: str, known: Collection[str], rules: VaultRules) -> str | None:
    """Return the field a key means; None if unknown."""
    word = folded(key)
    if word == "private" or not key.replace(" ", "").isprintable():
        return None  # a misspelt `private` fails safe, and an odd space is reported
    own = dict(rules.keys).get(word)
    if own in known:
        return own
    if word in known:
        return word
    ours = READ_AS.get(kind, {}).get(word)
    return ours if ours in known else None


def read_as(
    kind: Kind,
    data: dict[str, Any],
    known: Collection[str],
    document: Document,
    rules: VaultRules,
    report: Report,
    *,
    has_heading: bool,
) -> None:
    """Move the values of other keys to their fields, unless those have values.

    Args:
        kind: the kind of the note.
        data: the values, changed in place.
        known: the keys of its fields.
        document: the positions, updated with those of the fields.
        rules: the vault's own conventions, including keys.
        report: called for each such key that isn't in the options.
        has_heading: whether the note's first heading is its name; else its `title` is.
    """
    own = dict(rules.keys)
    if "name" not in data:
        _name(data, document, report)
    for key in [key for key in data if key not in known or folded(key) in own]:
        ours = own.get(folded(key), "") if key in known else meant_field(kind, key, known, rules)
        if not ours or ours == key or ours in data or not _fits(key, data[key]):
            continue
        data[ours] = data.pop(key)
        _move(document, key, ours)
        if folded(key) not in own:
            code = "unknown-key/read" if is_spelling(key, ours) else "read-as"
            report(document.keys.get((ours,), SourcePosition(1, 1)), code, key=key, ours=ours)
    if "name" not in data and isinstance(data.get("title"), str) and not has_heading:
        data["name"] = data.pop("title")
        _move(document, "title", "name")


def _fits(key: str, value: Any) -> bool:
    """Return whether a value suits the field; `position: 50%` belongs to a picture."""
    return key != "position" or (isinstance(value, str) and any(map(str.isalpha, value)))


def _name(data: dict[str, Any], document: Document, report: Report) -> None:
    """Combine a first and a last name."""
    words = {folded(key): key for key in data}
    parts = [
        words[key] for keys in (GIVEN, FAMILY) for key in keys if key in words and isinstance(data[words[key]], str)
    ]
    if parts and folded(parts[0]) in GIVEN:
        name = Plain(" ".join(data.pop(part) for part in parts))
        _move(document, parts[0], "name")
        data["name"] = name
        report(document.keys.get(("name",), SourcePosition(1, 1)), "read-as", key="` and `".join(parts), ours="name")


def _move(document: Document, key: str, ours: str) -> None:
    """Move the positions of a key's values to a field."""
    for places in (document.positions, document.keys):
        places.update({(ours, *path[1:]): place for path, place in list(places.items()) if path[:1] == (key,)})


def spread_lists(kind: Kind, data: dict[str, Any], document: Document) -> None:
    """Split several values for a single field: several companies become positions, of addresses the first counts.

    Args:
        kind: the kind of the note.
        data: the values, changed in place.
        document: the positions, updated.
    """
    if kind not in ("person", "me"):
        return
    companies = _several(data.get("company"))
    if companies:
        work = data.get("work")
        entries = list(work) if isinstance(work, list) else [] if work is None else [work]
        for number, company in enumerate(companies[1:], 1):
            place = document.positions.get(
                ("company", number), document.positions.get(("company",), SourcePosition(1, 1))
            )
            document.positions["work", len(entries)] = document.positions["work", len(entries), "company"] = place
            entries.append({"company": company})
        data["company"], data["work"] = companies[0], entries
    for one, several in (("email", "emails"), ("phone", "phones")) if kind == "person" else ():
        if (values := _several(data.get(one))) and several not in data:
            data[one], data[several] = values[0], values
            for number in range(len(values)):
                if (one, number) in document.positions:
                    document.positions[several, number] = document.positions[one, number]


def _several(value: Any) -> list[Any]:
    """Return the values of a list, or of a text with several links, if there are two or more; else an empty list."""
    if isinstance(value, str):
        return split_links(value)
    # An unquoted `[[Acme]]` is a list in a list, and `[[Smith, John]]` is one link
    if not isinstance(value, list) or len(value) < 2:
        return []
    return [one[0] if isinstance(one, list) and len(one) == 1 else one for one in value]
