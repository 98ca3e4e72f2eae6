"""The page of a person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from wayin.learning.roles import role_key, title_at
from wayin.model import ME
from wayin.pages.advice import act, advice, leading
from wayin.pages.drafts import shown_drafts
from wayin.pages.learned import by_interview
from wayin.pages.mentions import backlinks, mentions
from wayin.pages.paths import ways_to
from wayin.pages.reciprocity import exchange
from wayin.pages.steps import steps_of
from wayin.wording import listed, long_day

if TYPE_CHECKING:
    from wayin.contacts.people import Source
    from wayin.knowledge import Job, Person
    from wayin.network.ties import Tie
    from wayin.workspace import Workspace

MET = {
    "friends-and-family": "You met through friends or family.",
    "mutual-contact": "You met through a mutual contact.",
    "event": "You met at an event.",
    "work": "You know each other from work.",
    "school": "You know each other from school.",
    "online": "You met online.",
    "cold": "Cold contact.",
}
WILLING = {
    "yes": "Happy to introduce you.",
    "ask": "Will introduce you if asked.",
    "reluctant": "Reluctant to introduce you.",
    "no": "Doesn't make introductions.",
}

FILLED = {
    "role": "role", "company": "company", "email": "email", "phone": "phone", "linkedin": "LinkedIn profile",
    "location": "location",
}  # fmt: skip
"""The words for data from exported files that a note lacks."""


class Connection(NamedTuple):
    """Somebody connected with a person, in either direction."""

    person: str
    tie: Tie


def view(workspace: Workspace, id_: str) -> dict[str, object]:
    """Return the data for the page of a person."""
    person = workspace.kb.people[id_]
    title = title_at(person, workspace.clock.today)
    first, filled = advice(workspace, id_), _filled(workspace, person)
    lead, steps = leading(first, steps_of(workspace, id_))
    return {
        "person": person,
        "facts": person.facts,
        "job": person.current_job(workspace.clock.today),
        "role": role_key(title) if title else "",
        "met": _met(workspace, person),
        "workplace": person.contact.facts["company"].value if person.contact and "company" in filled else "",
        "from_files": _from_files(filled),
        "steps": steps,
        "ways": ways_to(workspace, id_),
        "advice": first,
        "lead": lead,
        "act": None if any(step.counts and step.draft for step in steps) else act(workspace, id_),
        "drafts": shown_drafts(workspace, id_),
        "interviews": workspace.kb.interviews_with.get(id_, ()),
        "learned": by_interview(workspace.learnings.of.get(id_, ())),
        "questions": workspace.experts.of_person(id_) if person.note else [],
        "connections": _connections(workspace, id_),
        "exchange": exchange(workspace, id_),
        "career": _career(person),
        "mentions": [] if person.note else mentions(workspace, id_),
        "backlinks": backlinks(workspace, id_) if person.note else [],
    }


def _met(workspace: Workspace, person: Person) -> list[str]:
    """Return how you know each other and when you were last in touch, in sentences."""
    sentences = []
    if person.introduced_by:
        sentences.append(f"{workspace.kb.name(person.introduced_by)} introduced you.")
    elif person.facts.known_through:
        sentences += [MET[person.facts.known_through], *_silence(workspace, person)]
    contact = workspace.network.contact.get(person.id)
    if contact and contact.last:
        sentences.append(f"Last contact on {long_day(contact.last)}.")
    if person.facts.introduces and workspace.network.tie(ME, person.id):
        sentences.append(WILLING[person.facts.introduces])
    return sentences


def _filled(workspace: Workspace, person: Person) -> dict[str, Source]:
    """Return what the page shows about somebody from exported files alone, each with its file."""
    if not person.contact:
        return {}
    said = person.note.facts if person.note else None
    job, files = person.current_job(workspace.clock.today), person.contact.facts
    works = {"role": job.role if job else None, "company": job.company if job else None}
    stated = {(one.company.word if one.company else None, one.role) for one in getattr(said, "work", ())}
    found = {}
    for field, fact in files.items():
        if getattr(said, field, None) or (field in works and stated):
            continue
        if field == "company" and not works["company"]:
            shown = bool(person.contact.company)  # a company without a page
        elif field in works:
            shown = works[field] == (fact.value if field == "role" else person.contact.company)
        else:
            shown = getattr(person.facts, field) == fact.value
        if shown:
            found[field] = fact.source
    return found


def _from_files(filled: dict[str, Source]) -> list[str]:
    """Return the file and the day each of these is from, in sentences."""
    by_file: dict[tuple[str, str], list[str]] = defaultdict(list)
    for field, words in FILLED.items():
        if source := filled.get(field):
            by_file[source.file, long_day(source.exported)].append(words)
    return [
        f"{words[:1].upper()}{words[1:]} from {file}, exported on {day}."
        for (file, day), fields in by_file.items() if (words := listed(fields))
    ]  # fmt: skip


def _silence(workspace: Workspace, person: Person) -> list[str]:
    """Return a sentence about a message somebody never answered, if that is all there was."""
    interviews = workspace.kb.interviews_with.get(person.id, [])
    asked = [interview.facts.requested for interview in interviews if interview.facts.requested]
    if not asked or any(interview.facts.replied or interview.facts.day for interview in interviews):
        return []
    return [f"No reply to your message of {long_day(max(asked))}."]


def _connections(workspace: Workspace, person: str) -> list[Connection]:
    """Return everybody connected with a person except you, the strongest tie first; each once."""
    ties = workspace.network.ties
    best = {other: tie for other, tie in ties.get(person, {}).items() if other != ME}
    for other in workspace.known_by.get(person, ()):
        tie = ties[other][person]
        if other not in best or tie.cost < best[other].cost:
            best[other] = tie
    return [Connection(other, best[other]) for other in sorted(best, key=lambda other: (best[other].cost, other))]


def _career(person: Person) -> list[Job]:
    """Return somebody's positions; empty if there is only the one at the top of the page."""
    jobs = [job for job in person.jobs if job.company]
    return jobs if len(jobs) > 1 or any(job.end for job in jobs) else []
