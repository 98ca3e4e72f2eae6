"""The knowledge base with the people from exported files. A note's own value wins; a contact fills the gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from wayin import model
from wayin.dates import PartialDate
from wayin.knowledge.base import Job, KnowledgeBase, Person, School

if TYPE_CHECKING:
    from wayin.contacts.records import Position
    from wayin.knowledge.file_contacts import ContactBook, FileContact

_NOTHING = model.Person()
"""The fields of somebody without a note."""
_FILLED = ("email", "phone", "linkedin", "location")
"""The fields a contact fills in if the note leaves them out, besides company and role."""


def join(kb: KnowledgeBase, book: ContactBook) -> KnowledgeBase:
    """Return the knowledge base with all contacts: gaps in people's notes filled in, everybody else added."""
    if not book.reports:
        return kb
    people = dict(kb.people)
    for contact in book.contacts.values():
        person = people.get(contact.id)
        people[contact.id] = _filled(person, contact, kb) if person else _new(contact, kb)
    mine = (kb.my_jobs or tuple(_job(job, kb, book) for job in book.my_jobs),
            kb.my_schools or tuple(_school(school) for school in book.my_schools))  # fmt: skip
    return replace(kb, people=dict(sorted(people.items())), contacts=book, my_jobs=mine[0], my_schools=mine[1])


def _new(contact: FileContact, kb: KnowledgeBase) -> Person:
    facts = _NOTHING.model_copy(update={"aliases": contact.aliases, **_values(contact)})
    return Person(contact.id, contact.name, None, facts, _jobs(contact, kb), contact=contact, has_page=False)


def _filled(person: Person, contact: FileContact, kb: KnowledgeBase) -> Person:
    missing = {field: value for field, value in _values(contact).items() if not getattr(person.facts, field)}
    jobs = person.jobs or _jobs(contact, kb)
    if person.jobs:
        first, *rest = person.jobs
        here = _company(contact, kb)
        role = contact.facts.get("role")
        if first.end is None and here and first.company in (None, here):
            jobs = (replace(first, company=here, role=first.role or (role.value if role else None)), *rest)
    name = person.name if person.note else contact.name
    return replace(person, name=name, facts=person.facts.model_copy(update=missing), jobs=jobs, contact=contact)


def _values(contact: FileContact) -> dict[str, Any]:
    return {field: fact.value for field in _FILLED if (fact := contact.facts.get(field))}


def _jobs(contact: FileContact, kb: KnowledgeBase) -> tuple[Job, ...]:
    role = contact.facts.get("role")
    company = _company(contact, kb)
    return (Job(company, role.value if role else None),) if role or company else ()


def _company(contact: FileContact, kb: KnowledgeBase) -> str | None:
    """Return the id of a contact's company if it is in the notes; no other company has a page."""
    return contact.company if contact.company in kb.companies else None


def _job(position: Position, kb: KnowledgeBase, book: ContactBook) -> Job:
    company = book.my_companies.get(position.place, "")
    return Job(
        company if company in kb.companies else None,
        position.title or None,
        PartialDate.parse(position.start) if position.start else None,
        PartialDate.parse(position.end) if position.end else None,
    )


def _school(position: Position) -> School:
    return School(
        position.place,
        PartialDate.parse(position.start) if position.start else None,
        PartialDate.parse(position.end) if position.end else None,
    )
