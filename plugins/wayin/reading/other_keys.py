"""Keys of other templates read as fields: `attendees` as an interview's `with`, `org` as a person's `company`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wayin.note_parts import SourcePosition
from wayin.reading.titles import is_name
from wayin.validators import Plain
from wayin.wikilinks import split_links

if TYPE_CHECKING:
    from collections.abc import Collection

    from wayin.diagnostics import Report
    from wayin.model import Kind
    from wayin.reading.kinds import VaultRules
    from wayin.reading.yaml_loader import Document, Path

_ANY = {
    "full_name": "name",
    "alias": "aliases",
    "tag": "tags",
    "display_name": "name",
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
    "date_last_contacted": "last_contact", "last_contact_date": "last_contact", "last_spoke": "last_contact",
    "contact_frequency": "keep_in_touch", "company_name": "company", "linkedin_url": "linkedin",
    "avatar": "photo", "picture": "photo",
}  # fmt: skip
_INTERVIEW = {
    "attendees": "with", "participants": "with", "people": "with", "interviewers": "with", "interviewer": "with",
    "interviewee": "with", "guests": "with", "invitees": "with", "contact": "with", "person": "with",
    "when": "date", "date_&_time": "date", "thank_you_sent": "thanked", "thanked_on": "thanked", "location": "place",
    "loc": "place", "where": "place",
    "topics": "tags", "org": "company", "organisation": "company", "organization": "company", "employer": "company",
    "meeting_date": "date", "interview_date": "date", "date_of_meeting": "date", "duration": "minutes",
    "takeaways": "learnings", "key_takeaways": "learnings", "action_items": "promised",
}  # fmt: skip
_COMPANY = {
    "company_name": "name",
    "company_location": "location",
    "sector": "industry",
    "employees": "size",
    "headquarters": "location",
    "parent_company": "parent",
}
READ_AS: dict[Kind, dict[str, str]] = {
    "person": _ANY | _PERSON,
    "company": _ANY | _COMPANY,
    "interview": _ANY | _INTERVIEW,
    "me": _ANY | {key: ours for key, ours in _PERSON.items() if ours in ("company", "role", "email", "linkedin")},
}
"""Keys in other templates, each with its field."""
_SPELT = frozenset({"e_mail", "mail", "phone_number"})
"""Spellings of fields that are better corrected."""
GIVEN = ("first_name", "firstname", "given_name", "first")
FAMILY = ("last_name", "lastname", "surname", "family_name", "last")
_IN_ENTRIES = {
    "work": {
        "start": "from", "since": "from", "begin": "from", "start_date": "from", "end": "to", "until": "to",
        "end_date": "to", "employer": "company", "org": "company", "organization": "company", "organisation": "company",
        "title": "role", "position": "role", "job_title": "role",
    },
    "education": {"start": "from", "since": "from", "end": "to", "until": "to", "university": "school"},
    "promised": {"due": "by", "until": "by"}, "roles": {"deadline": "closes", "role": "title"},
    "knows": {"name": "person", "note": "context", "how": "context"}, "gave": {"day": "date"},
    "received": {"day": "date"},
}  # fmt: skip
"""Keys in list entries, each with its field."""


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
    stem: str,
) -> None:
    """Move the values of other keys to their fields, unless those have values.

    Args:
        kind: the kind of the note.
        data: the values, changed in place.
        known: the keys of its fields.
        document: the positions, updated with those of the fields.
        rules: the vault's own conventions, including keys.
        report: called for each such key that isn't in the options.
        stem: the stem of the note's file if no heading names it, so that its `title` may.
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
    _read_entries(data, document, report)
    title = data.get("title")
    if stem and "name" not in data and isinstance(title, str) and title.strip():
        if is_name(title, stem, kind):
            data["name"] = data.pop("title")
            _move(document, "title", "name")
        else:
            position = document.keys.get(("title",), SourcePosition(1, 1))
            report(position, f"title-or-name/{kind}", title=title, stem=stem)


def _read_entries(data: dict[str, Any], document: Document, report: Report) -> None:
    """Move the values of other keys in entries to their fields."""
    for field, keys in _IN_ENTRIES.items():
        entries = data.get(field)
        for i, entry in enumerate(entries if isinstance(entries, list) else [entries] if entries else []):
            above: Path = (field, i) if isinstance(entries, list) else (field,)
            for key in [key for key in entry if folded(key) in keys] if isinstance(entry, dict) else ():
                ours = keys[folded(key)]
                if ours not in entry:
                    entry[ours] = entry.pop(key)
                    _move(document, key, ours, above)
                    report(
                        document.keys.get((*above, ours), SourcePosition(1, 1)), "unknown-key/read", key=key, ours=ours
                    )


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
        report(document.keys.get(("name",), SourcePosition(1, 1)), "read-as", key="` with `".join(parts), ours="name")


def _move(document: Document, key: str, ours: str, above: Path = ()) -> None:
    """Move the positions of a key's values to a field."""
    theirs, depth = (*above, key), len(above)
    for positions in (document.positions, document.keys):
        positions.update(
            {
                (*above, ours, *path[depth + 1 :]): position
                for path, position in list(positions.items())
                if path[: depth + 1] == theirs
            }
        )


def spread_lists(kind: Kind, data: dict[str, Any], document: Document, report: Report) -> None:
    """Split several values for a single field: several companies become positions, of addresses the first counts.

    Args:
        kind: the kind of the note.
        data: the values, changed in place.
        document: the positions, updated.
        report: called if only the first of several counts.
    """
    for field in ("website", "linkedin"):
        values = _several(data.get(field)) or re.findall(r"https?://[^\s,;]+", str(data.get(field, "")))
        if len(values) > 1:
            data[field] = values[0]
            report(document.positions.get((field,), SourcePosition(1, 1)), "first-counts", key=field, first=values[0])
    companies = _several(data.get("company")) if kind in ("person", "me") else []
    if kind not in ("person", "me"):
        return
    roles = _several(data.get("role")) if companies else []
    if len(roles) == len(companies):
        companies = [{"company": company, "role": role} for company, role in zip(companies, roles, strict=True)]
    if companies:
        work = data.get("work")
        entries = list(work) if isinstance(work, list) else [] if work is None else [work]
        for number, company in enumerate(companies[1:], 1):
            place = document.positions.get(
                ("company", number), document.positions.get(("company",), SourcePosition(1, 1))
            )
            document.positions["work", len(entries)] = document.positions["work", len(entries), "company"] = place
            entries.append(company if isinstance(company, dict) else {"company": company})
        first = companies[0]
        data["company"], data["work"] = first["company"] if isinstance(first, dict) else first, entries
        if roles and isinstance(first, dict):
            data["role"] = first["role"]
    for singular, plural in (("email", "emails"), ("phone", "phones")) if kind == "person" else ():
        if (values := _several(data.get(singular))) and plural not in data:
            data[singular], data[plural] = values[0], values
            for number in range(len(values)):
                if (singular, number) in document.positions:
                    document.positions[plural, number] = document.positions[singular, number]


def _several(value: Any) -> list[Any]:
    """Return the values of a list, or of a text with several links, if there are two or more; else an empty list."""
    if isinstance(value, str):
        return split_links(value)
    # An unquoted `[[Acme]]` is a list in a list, and `[[Smith, John]]` is one link
    if not isinstance(value, list) or len(value) < 2:
        return []
    return [entry[0] if isinstance(entry, list) and len(entry) == 1 else entry for entry in value]
