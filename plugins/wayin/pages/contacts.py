"""The page of the people in exported files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from wayin.model import ME
from wayin.network.contact_lists import best_known_first, workplace
from wayin.network.reasons import reasons

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin.knowledge import FileContact
    from wayin.workspace import Workspace

MOST_IN_TOUCH, MOST_PLACES = 20, 40
"""The most people and places listed."""


class ContactRow(NamedTuple):
    """Somebody in exported files."""

    id: str
    name: str
    role: str
    company: str
    why: str
    """How you know them."""
    last: date | None
    """When you were last in touch."""
    command: str
    """The command that creates a note on them; empty if they have one."""


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the data for the page of contacts."""
    book = workspace.contacts
    contacts = best_known_first(workspace.network, book.contacts.values())
    wanted = [(company.id, rows(workspace, workspace.contacts_at(company.id))) for company in workspace.wanted]
    workplaces = workspace.contacts_by_workplace
    return {
        "wanted": [(company, people) for company, people in wanted if people],
        "most": rows(workspace, workspace.most_in_touch[:MOST_IN_TOUCH]),
        "same": book.same,
        "moved": book.moved,
        "places": [
            (place.key if place.key in workspace.kb.companies else "", place.name, rows(workspace, people))
            for place, people in workplaces[:MOST_PLACES]
        ],
        "more_places": max(0, len(workplaces) - MOST_PLACES),
        "everyone": rows(workspace, contacts),
    }


def rows(workspace: Workspace, contacts: Iterable[FileContact]) -> list[ContactRow]:
    """Return a row for each of these contacts."""
    return [_row(workspace, contact) for contact in contacts]


def _row(workspace: Workspace, contact: FileContact) -> ContactRow:
    today = workspace.clock.today
    job = workspace.kb.people[contact.id].current_job(today)
    role = contact.facts.get("role")
    tie = workspace.network.tie(ME, contact.id)
    why = reasons(workspace.kb, workspace.network, tie, today) if tie else []
    return ContactRow(
        contact.id,
        contact.name,
        (job.role if job else None) or (role.value if role and not contact.noted else "") or "",
        workplace(workspace.kb, contact, today).name,
        why[0] if why else "",
        tie.best.last_contact if tie else None,
        "" if contact.noted else f"wayin new person {json.dumps(contact.name, ensure_ascii=False)}",
    )
