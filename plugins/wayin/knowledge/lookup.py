"""Lookup of words typed by the user. It resolves them like references in notes, and also finds stubs."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from wayin.knowledge.base import name_of
from wayin.knowledge.names import fold, slug
from wayin.knowledge.references import Answer, Lookup, NoteNames
from wayin.model import ME, Interview

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.knowledge.base import KnowledgeBase
    from wayin.model import Kind, Note


def find(kb: KnowledgeBase, word: str, *kinds: Kind) -> Answer:
    """Return what `word` means among the notes and stubs of these kinds; of all kinds by default.

    People only in exported files are considered if nothing else matches.
    """
    answer = finder(kb, *kinds).find(word)
    if answer.id is None and not answer.ambiguous and (not kinds or "person" in kinds):
        return Lookup(_contacts(kb)).find(word)
    return answer


def finder(kb: KnowledgeBase, *kinds: Kind) -> Lookup:
    """Return a lookup for many words among the notes and stubs of these kinds; of all kinds by default."""
    return Lookup(known for known in _everything(kb) if not kinds or known.kind in kinds)


def names_of_notes(notes: Iterable[Note], me: Note | None) -> list[NoteNames]:
    """Return what references in notes can mean: the notes, and the user with or without a note."""
    known = [NoteNames(note.id, note.kind, name_of(note), note.facts.aliases, _people_of(note)) for note in notes]
    aliases = me.facts.aliases if me else ()
    return [*known, NoteNames(ME, "me", name_of(me) if me else "Me", (*aliases, ME))]


def _people_of(note: Note) -> frozenset[str]:
    facts = note.facts
    return frozenset(slug(person.word) for person in facts.people) if isinstance(facts, Interview) else frozenset()


def notes_of(kb: KnowledgeBase) -> list[Note]:
    """Return every note except the user's own."""
    notes = [person.note for person in kb.people.values()] + [company.note for company in kb.companies.values()]
    return [*filter(None, notes), *(interview.note for interview in kb.interviews.values()), *kb.pages.values()]


def alike(kb: KnowledgeBase, word: str, *kinds: Kind, most: int = 5, cutoff: float = 0.0) -> list[str]:
    """Return names of these kinds that a word may have been meant for: names that contain it, else similar ones.

    Args:
        kb: the notes.
        word: what was written.
        kinds: the kinds to consider.
        most: the most names to return.
        cutoff: the minimal similarity, up to 1; at 0, names that contain the word come first.
    """
    folded = fold(word)
    everything = [*_everything(kb), *_contacts(kb)]
    names = {
        fold(name): candidate.name
        for candidate in everything
        if candidate.kind in kinds
        for name in (candidate.name, *candidate.aliases)
    }
    within = [name for key, name in names.items() if folded and folded in key and not cutoff]
    near = difflib.get_close_matches(folded[:100], names, n=most, cutoff=cutoff or 0.7)
    return list(dict.fromkeys(within or [names[key] for key in near]))[:most]


def _everything(kb: KnowledgeBase) -> Iterator[NoteNames]:
    aliases = kb.me.facts.aliases if kb.me else ()
    yield NoteNames(ME, "me", kb.my_name, (*aliases, ME))
    for person in kb.people.values():
        if person.has_page:
            yield NoteNames(person.id, "person", person.name, person.facts.aliases)
    for company in kb.companies.values():
        yield NoteNames(company.id, "company", company.name, company.facts.aliases)
    for interview in kb.interviews.values():
        yield NoteNames(interview.id, "interview", interview.name, interview.facts.aliases)
    for page, note in kb.pages.items():
        yield NoteNames(page, "page", kb.name(page), note.facts.aliases)


def _contacts(kb: KnowledgeBase) -> Iterator[NoteNames]:
    """Yield everybody who is only in exported files."""
    for person in kb.people.values():
        if not person.has_page:
            yield NoteNames(person.id, "person", person.name, person.facts.aliases)
