"""All data from the notes and computed from them, as one JSON document for the user alone: it contains e-mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin import model
from wayin.export.documents import iso_day
from wayin.export.learned import learnings_document
from wayin.export.ways import tie_document
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.export.documents import JSON
    from wayin.knowledge import Ask, Company, Interview, Job, KnowledgeBase, Person
    from wayin.learning import Learning
    from wayin.workspace import Workspace


def export_document(workspace: Workspace) -> JSON:
    """Return everything in the notes and everything computed from them."""
    kb = workspace.kb
    return {
        "me": _me(kb),
        "people": [_person(workspace, person) for person in kb.people.values()],
        "companies": [_company(workspace, company) for company in kb.companies.values()],
        "interviews": [_interview(workspace, interview) for interview in kb.interviews.values()],
        "ties": [
            {"from": tie.source, "to": tie.target, **tie_document(workspace, tie)}
            for ties in workspace.network.ties.values()
            for tie in ties.values()
        ],
        "asks": [_ask(ask) for asks in kb.ledgers.values() for ask in asks],
        "learnings": learnings_document(workspace),
        "links": [{"from": source, "to": target} for source, target in _links(kb)],
    }


def _me(kb: KnowledgeBase) -> JSON:
    facts = kb.me.facts if kb.me and isinstance(kb.me.facts, model.Me) else model.Me()
    return {
        "id": ME,
        **_facts(facts),
        "name": kb.my_name,
        "company": next((job.company for job in kb.my_jobs if job.company and job.end is None), None),
        "work": _work(kb.my_jobs),
    }


def _person(workspace: Workspace, person: Person) -> JSON:
    job = person.current_job(workspace.clock.today)
    tie = workspace.network.tie(ME, person.id)
    contact = workspace.network.contact.get(person.id)
    return {
        "id": person.id,
        "stub": person.note is None and person.has_page,
        "contact": person.contact is not None,
        **_facts(person.facts),
        "name": person.name,
        "company": job.company if job else None,
        "role": job.role if job else None,
        "work": _work(person.jobs),
        "not_for": list(person.not_for),
        "known": tie.quality if tie else None,
        "last_contact": iso_day(contact.last) if contact else None,
        "introduced_by": person.introduced_by,
        "knows": [
            {
                "person": acquaintance.person,
                "strength": acquaintance.strength,
                "reverse": acquaintance.reverse,
                "evidence": acquaintance.evidence,
                "last": iso_day(acquaintance.last),
                "context": acquaintance.context,
            }
            for acquaintance in person.knows
        ],
        "introductions": [_ask(ask) for ask in person.asks],
        "due": _next_due(workspace, person.id),
    }


def _work(jobs: Iterable[Job]) -> list[JSON]:
    return [{"company": job.company, "role": job.role, "from": _text(job.start), "to": _text(job.end)} for job in jobs]


def _company(workspace: Workspace, company: Company) -> JSON:
    return {
        "id": company.id,
        "stub": company.note is None,
        **_facts(company.facts),
        "name": company.name,
        "parent": company.parent,
        "target": company.is_target,
        "introductions": [_ask(ask) for ask in company.asks],
        "due": _next_due(workspace, company.id),
    }


def _interview(workspace: Workspace, interview: Interview) -> JSON:
    learnings = workspace.learnings.of.get(interview.id, ())
    return {
        "id": interview.id,
        **_facts(interview.facts),
        "name": interview.name,
        "status": workspace.status(interview),
        "due": _next_due(workspace, interview.id),
        "with": list(interview.people),
        "company": interview.company,
        "introduced_by": interview.introduced_by,
        "introductions": list(interview.introductions),
        "learnings": [_learning(learning) for learning in learnings],
    }


def _next_due(workspace: Workspace, node: str) -> str | None:
    """Return the day of the next step for a note."""
    steps = (step for step in workspace.agenda_for.get(node, ()) if step.id == node and step.counts(workspace.clock))
    step = next(steps, None)
    return iso_day(step.due) if step else None


def _learning(learning: Learning) -> JSON:
    """Return a learning as its note has it, the same for front matter and body."""
    return {
        "topic": learning.topic,
        "point": learning.point,
        "quote": learning.quote,
        "agrees": list(learning.agrees),
        "disagrees": list(learning.disagrees),
        "private": learning.private,
    }


def _ask(ask: Ask) -> JSON:
    return {
        "via": ask.via,
        "target": ask.target,
        "asked": iso_day(ask.asked),
        "agreed": iso_day(ask.agreed),
        "made": iso_day(ask.made),
        "declined": iso_day(ask.declined),
        "closed": iso_day(ask.closed),
        "outcome": ask.outcome,
        "state": ask.state,
    } | ({"followed_up": [day.isoformat() for day in ask.followed_up]} if ask.followed_up else {})


def _links(kb: KnowledgeBase) -> list[tuple[str, str]]:
    """Return which notes link to which."""
    return sorted(
        {
            (mention.source, target)
            for target, mentions in kb.mentions.items()
            for mention in mentions
            if not mention.field
        }
    )


def _facts(facts: model.Fields) -> JSON:
    """Return a note's own fields under the names they have in the note."""
    return facts.model_dump(mode="json", by_alias=True)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
