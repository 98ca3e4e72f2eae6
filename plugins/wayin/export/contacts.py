"""The people in exported files as a JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.catalogue import words
from wayin.model import ME
from wayin.network.contact_lists import best_known_first, workplace

if TYPE_CHECKING:
    from wayin.export.documents import JSON
    from wayin.knowledge.file_contacts import FileContact, FileReport
    from wayin.workspace import Workspace


def contacts_document(workspace: Workspace, at: str | None = None) -> JSON:
    """Return everybody in the exported files, the result for each file, and the questions to ask.

    Args:
        workspace: the notes and the files.
        at: a company's name, to return only the people there.
    """
    book = workspace.contacts
    people = best_known_first(workspace.network, book.contacts.values()) if at is None else workspace.contacts_at(at)
    contacts = [_contact(workspace, contact) for contact in people]
    return {
        "files": [_file(report) for report in book.reports],
        "contacts": contacts,
        "same": [
            {
                "contact": same.contact, "note": same.note, "other": same.other, "why": same.why, "write": same.write,
                "write_if_not": same.write_if_not or None,
            }
            for same in book.same
        ],
        "moved": [
            {
                "id": moved.id, "note_says": moved.note_says, "contact_says": moved.contact_says,
                "file": moved.source.file,
            }
            for moved in book.moved
        ],
    }  # fmt: skip


def _contact(workspace: Workspace, contact: FileContact) -> JSON:
    tie = workspace.network.tie(ME, contact.id)
    job = workspace.kb.people[contact.id].current_job(workspace.clock.today)
    role = contact.facts.get("role")
    return {
        "id": contact.id,
        "name": contact.name,
        "company": workplace(workspace.kb, contact, workspace.clock.today).name or None,
        "role": (job.role if job else None) or (role.value if role and not contact.noted else None),
        "note": contact.id if contact.noted else None,
        "evidence": tie.best.evidence if tie else None,
        "strength": tie.best.strength if tie else None,
        "last_contact": tie.best.last_contact.isoformat() if tie and tie.best.last_contact else None,
        "sources": list(dict.fromkeys(source.file for source in contact.sources)),
    }


def _file(report: FileReport) -> JSON:
    skipped = [{"line": row.line, "why": row.why} for row in report.skipped]
    if report.problem:
        skipped.append({"line": 1, "why": words(report.problem.key, report.problem.values).message})
    return {
        "file": report.file,
        "kind": report.kind,
        "exported": report.exported.isoformat(),
        "rows": report.rows,
        "people": report.people,
        "merged": report.merged,
        "skipped": skipped,
    }
