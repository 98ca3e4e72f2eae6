"""LinkedIn's archive: your connections, invitations, and your own profile. Messages have their own module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.contacts.dates import read_american_day, read_month
from wayin.contacts.names import email_key, full_name, linkedin_key
from wayin.contacts.records import Card, Contents, Kind, Position, Skipped
from wayin.contacts.tables import Row, collect

if TYPE_CHECKING:
    from wayin.contacts.tables import Table

HEADINGS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("linkedin-connections", frozenset({"first name", "last name", "connected on"})),
    ("linkedin-messages", frozenset({"conversation id", "from", "date"})),
    ("linkedin-invitations", frozenset({"from", "to", "sent at", "direction"})),
    ("linkedin-positions", frozenset({"company name", "title", "started on"})),
    ("linkedin-education", frozenset({"school name", "start date"})),
    ("linkedin-profile", frozenset({"first name", "last name", "headline"})),
    ("linkedin-emails", frozenset({"email address", "confirmed", "primary"})),
    # Files of an archive without people
    ("linkedin-other", frozenset({"first name", "last name", "job title", "creation date"})),
    ("linkedin-other", frozenset({"first name", "last name", "invoice number"})),
    ("linkedin-other", frozenset({"first name", "last name", "verification type"})),
    ("linkedin-other", frozenset({"source", "firstname", "lastname"})),
    ("linkedin-other", frozenset({"endorsement date", "skill name"})),
    ("linkedin-other", frozenset({"organization", "followed on"})),
    ("linkedin-other", frozenset({"fullname", "date"})),
    ("linkedin-other", frozenset({"event name", "event time"})),
    ("linkedin-other", frozenset({"name", "proficiency"})),
    ("linkedin-other", frozenset({"extension", "number", "type"})),
    ("linkedin-other", frozenset({"number", "extension", "is_whatsapp_number"})),
    ("linkedin-other", frozenset({"date/time", "media description"})),
    ("linkedin-other", frozenset({"application date", "company name"})),
    ("linkedin-other", frozenset({"saved date", "job url"})),
    ("linkedin-other", frozenset({"registered at", "registration ip"})),
    ("linkedin-other", frozenset({"date", "sharelink"})),
    ("linkedin-other", frozenset({"date", "link", "message"})),
    ("linkedin-other", frozenset({"date", "type", "link"})),
    ("linkedin-other", frozenset({"content title", "content type"})),
    ("linkedin-other", frozenset({"name", "published on"})),
    ("linkedin-other", frozenset({"title", "description", "url", "started on"})),
    ("linkedin-other", frozenset({"name", "url", "authority", "started on"})),
    ("linkedin-other", frozenset({"member age", "company names"})),
    ("linkedin-other", frozenset({"question", "answer"})),
    ("linkedin-other", frozenset({"locations", "industries", "job titles"})),
    ("linkedin-other", frozenset({"alert_parameters", "query_context"})),
    ("linkedin-other", frozenset({"time", "search query"})),
    ("linkedin-other", frozenset({"profile summary"})),
    ("linkedin-other", frozenset({"private identity asset name", "private identity asset raw text"})),
)
"""Required columns of each file in the archive, in any order; the first match wins."""

NO_NAME = "no name (LinkedIn leaves it out where a profile is closed or hidden)"
NO_OTHER = "neither of the two has a name"
NO_PLACE = "no name of a company or school"


def read_connections(table: Table) -> Contents:
    """Return your connections with name, profile, address, employer, and since when."""

    def card(row: Row) -> Card | Skipped:
        name = full_name(row.get("first name"), row.get("last name"))
        url = row.get("url", "profile url")
        if not name:
            return Skipped(row.line, NO_NAME)
        email = email_key(row.get("email address", "email"))
        return Card(
            row.line,
            name,
            emails=(email,) if email else (),
            linkedin=url if linkedin_key(url) else "",
            company=row.get("company"),
            role=row.get("position"),
            connected=read_american_day(row.get("connected on")),
        )

    return collect(table, card)


def read_invitations(table: Table) -> Contents:
    """Return who you asked to connect and who asked you; the direction says which side is you."""
    profiles: list[str] = []

    def card(row: Row) -> Card | Skipped:
        sent = row.get("direction").casefold() in ("outgoing", "sent")
        inviter, invitee = row.get("inviterprofileurl"), row.get("inviteeprofileurl")
        mine, theirs = (inviter, invitee) if sent else (invitee, inviter)
        name = full_name(row.get("to" if sent else "from"))
        if not name:
            return Skipped(row.line, NO_OTHER)
        profiles.append(mine)
        return Card(
            row.line, name, linkedin=theirs if linkedin_key(theirs) else "",
            invitation="sent" if sent else "received", invited=read_american_day(row.get("sent at")),
        )  # fmt: skip

    contents = collect(table, card)
    own = {linkedin_key(profile): profile for profile in profiles if linkedin_key(profile)}
    me = Card(0, linkedin=next(iter(own.values()))) if len(own) == 1 else None
    return Contents(contents.kind, contents.rows, contents.cards, skipped=contents.skipped, cut=contents.cut, me=me)


def read_positions(table: Table) -> Contents:
    """Return your current and past positions."""
    return _mine(table, "company name", "title", "started on", "finished on")


def read_education(table: Table) -> Contents:
    """Return the schools you attended."""
    return _mine(table, "school name", "degree name", "start date", "end date")


def _mine(table: Table, *columns: str) -> Contents:
    positions: list[Position] = []
    skipped: list[Skipped] = []
    for row in table.rows():
        if isinstance(row, Skipped):
            skipped.append(row)
            continue
        place, title, start, end = (row.get(name) for name in columns)
        if place:
            positions.append(Position(place, title, read_month(start), read_month(end)))
        else:
            skipped.append(Skipped(row.line, NO_PLACE))
    rows = len(positions) + len(skipped)
    if table.kind == "linkedin-positions":
        return Contents(table.kind, rows, jobs=tuple(positions), skipped=tuple(skipped))
    return Contents(table.kind, rows, schools=tuple(positions), skipped=tuple(skipped))


def read_profile(table: Table) -> Contents:
    """Return the name on your own profile."""
    rows = [row for row in table.rows() if isinstance(row, Row)]
    names = [full_name(row.get("first name"), row.get("last name")) for row in rows]
    me = next((Card(0, name) for name in names if name), None)
    return Contents(table.kind, me=me)


def read_emails(table: Table) -> Contents:
    """Return your own addresses."""
    rows = [row for row in table.rows() if isinstance(row, Row)]
    emails = tuple(dict.fromkeys(key for row in rows if (key := email_key(row.get("email address")))))
    return Contents(table.kind, me=Card(0, emails=emails) if emails else None)


def read_other(table: Table) -> Contents:
    """Return nothing: these files contain no people."""
    return Contents(table.kind)


def recognise(names: frozenset[str]) -> Kind | None:
    """Return which file of the archive a header belongs to, if any."""
    return next((kind for kind, heading in HEADINGS if heading <= names), None)
