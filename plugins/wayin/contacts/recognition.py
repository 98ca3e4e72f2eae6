"""Recognition of exported files by content, never by file name, and the readers for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.contacts import google, linkedin, mail_summary, outlook
from wayin.contacts.calendars import is_calendar, read_calendar
from wayin.contacts.decoding import decode
from wayin.contacts.linkedin_messages import read_messages
from wayin.contacts.records import Contents, Kind, Unreadable
from wayin.contacts.tables import find_table
from wayin.contacts.vcards import is_vcard, read_vcards

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from wayin.contacts.tables import Table

_READERS: dict[Kind, Callable[[Table], Contents]] = {
    "linkedin-connections": linkedin.read_connections,
    "linkedin-messages": read_messages,
    "linkedin-invitations": linkedin.read_invitations,
    "linkedin-positions": linkedin.read_positions,
    "linkedin-education": linkedin.read_education,
    "linkedin-profile": linkedin.read_profile,
    "linkedin-emails": linkedin.read_emails,
    "linkedin-other": linkedin.read_other,
    "google": google.read_google,
    "outlook": outlook.read_outlook,
    "mail": mail_summary.read_summary,
}
_MAILBOX = re.compile(rb"From \S+.*\n(?:[A-Za-z-]+:|>From )")

ACCEPTED = (
    "LinkedIn's archive or its CSV files, Google's contacts as CSV, Outlook's as CSV in English, German, French or "
    "Spanish, .vcf, .ics, and what `wayin mail` writes"
)


def recognise(names: frozenset[str]) -> Kind | None:
    """Return the kind of table a header belongs to; specific formats are tried first."""
    formats = (linkedin, mail_summary, google, outlook)
    return next((kind for table_format in formats if (kind := table_format.recognise(names))), None)


def read_bytes(data: bytes, until: date) -> Contents | Unreadable:
    """Return the parsed contents of a file, or its problem.

    Args:
        data: the file.
        until: the day up to which a calendar's recurring meetings are expanded.
    """
    if _MAILBOX.match(data):
        return Unreadable("contacts-mailbox")
    text = decode(data)
    if text is None:
        return unknown("contacts-unknown/binary")
    if is_vcard(text):
        return read_vcards(text)
    if is_calendar(text):
        return read_calendar(text, until)
    if table := find_table(text, recognise):
        return _READERS[table.kind](table)
    first = next((line.strip() for line in text.split("\n") if line.strip()), "")
    if not first:
        return unknown("contacts-unknown/empty")
    return unknown("contacts-unknown", first=f"{first[:80]}{'…' if len(first) > 80 else ''}")


def unknown(problem: str, **values: str) -> Unreadable:
    """Return the problem of a file in no known format."""
    return Unreadable(problem, {**values, "accepted": ACCEPTED})
