"""Address cards (vCard 4) of the people with notes, so that your phone has what you learned.

A card's UID depends on the note, so a phone that imports the file again updates its own card. Phones share contacts
with other devices, so private notes and private interviews are left out.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from wayin.wording import long_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.knowledge import KnowledgeBase, Person
    from wayin.workspace import Workspace

PRODUCER = "-//Wayin//People//EN"
"""Identifies cards written by Wayin."""
_NAMESPACE = uuid.UUID("6f0d3a52-5d0c-5b1c-9f43-2a4b1f0c7e11")
_MOST_LEARNINGS = 10
_TYPES = {"worked-together": "colleague"}
"""The RELATED types of RFC 6350 for kinds of connection; all others are `contact`."""
_RELATIVES = frozenset("spouse parent child sibling friend".split())


def cards(workspace: Workspace) -> bytes:
    """Return the cards of everybody with a note that isn't private, as one file. The same notes give the same bytes."""
    kb = workspace.kb
    people = [person for person in kb.people.values() if person.note and not person.facts.private]
    ids = {person.id for person in people}
    return "".join(_card(workspace, person, ids) for person in people).encode()


def uid(person: str) -> str:
    """Return the UID of a person's card."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, person)}"


def _card(workspace: Workspace, person: Person, exported: set[str]) -> str:
    import vobject  # imported late because it loads slowly

    kb, facts = workspace.kb, person.facts
    card: Any = vobject.vCard()
    _add(card, "version", "4.0")
    _add(card, "prodid", PRODUCER)
    _add(card, "uid", uid(person.id))
    _add(card, "fn", person.name)
    given, _, family = person.name.rpartition(" ")
    if not given:
        given, family = family, ""  # a single name is a first name
    card.add("n").value = vobject.vcard.Name(family=family, given=given)
    job = person.current_job(workspace.clock.today)
    if job and job.company:
        card.add("org").value = [kb.name(job.company)]
    _add(card, "title", job.role if job else None)
    _add(card, "email", facts.email)
    _add(card, "tel", facts.phone)
    for url in filter(None, (facts.linkedin, facts.website)):
        _add(card, "url", url)
    if facts.location:
        card.add("adr").value = vobject.vcard.Address(city=facts.location)
    if facts.tags:
        card.add("categories").value = list(facts.tags)
    for alias in facts.aliases:
        _add(card, "nickname", alias)
    for other, kind in sorted(_related(kb, person)):
        if other in exported:
            _add(card, "related", uid(other)).type_param = kind
    _add(card, "note", "\n".join(_notes(workspace, person)))
    return str(card.serialize())


def _add(card: Any, name: str, value: str | None) -> Any:
    """Add a property if it has a value, without characters that cards can't contain."""
    text = "".join(char for char in value or "" if char.isprintable() or char == "\n").strip()
    if text:
        line = card.add(name)
        line.value = text
        return line
    return None


def _related(kb: KnowledgeBase, person: Person) -> set[tuple[str, str]]:
    """Return whom a person knows, each with the RELATED type."""
    kinds = {entry.person: _TYPES.get(entry.evidence, "contact") for entry in person.knows}
    for pair in kb.contacts.related:
        if person.id in (pair.one, pair.other):
            other = pair.other if pair.one == person.id else pair.one
            # Parent and child differ from the other side; only symmetric relations can be copied
            mutual = pair.label in _RELATIVES - {"parent", "child"}
            kinds[other] = pair.label if mutual else kinds.get(other, "kin" if pair.close else "contact")
    return set(kinds.items())


def _notes(workspace: Workspace, person: Person) -> Iterator[str]:
    contact = workspace.network.contact.get(person.id)
    if contact and contact.last:
        yield f"Last in touch on {long_day(contact.last)}."
    learnings = [learning for learning in workspace.learnings.of.get(person.id, ()) if not learning.private]
    for learning in learnings[:_MOST_LEARNINGS]:
        interview = workspace.kb.interviews[learning.source]
        if not interview.facts.private:
            yield f"{learning.topic}: {learning.words}" if learning.topic else learning.words
