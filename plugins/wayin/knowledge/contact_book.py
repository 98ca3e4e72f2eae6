"""The contact book: everybody in the exported files, once, with their data and the matching note."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from wayin.contacts.names import company_key, email_key, is_nowhere, linkedin_key, linkedin_url, name_key
from wayin.contacts.people import Group, Myself, best_first, group
from wayin.contacts.records import BOOKS, Contents
from wayin.contacts.relations import FAMILY
from wayin.knowledge.file_contacts import (
    ContactBook,
    Fact,
    FileContact,
    InTouch,
    Moved,
    Related,
    SamePerson,
    SeenTogether,
)  # fmt: skip
from wayin.knowledge.file_rows import reports
from wayin.knowledge.names import slug
from wayin.knowledge.page_names import page_name
from wayin.knowledge.same_person import Candidate, Matching, match, names_of, not_same_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from wayin.contacts.folder import ContactFiles
    from wayin.contacts.people import Entry
    from wayin.contacts.records import Card, Kind
    from wayin.knowledge.base import KnowledgeBase

_SAY_WHERE: frozenset[Kind] = frozenset({"linkedin-connections", *BOOKS})
"""The kinds of file whose employers are compared with the notes."""


def contact_book(files: ContactFiles, kb: KnowledgeBase, today: date) -> ContactBook:
    """Return everybody in the exported files, matched with the notes.

    Args:
        files: the parsed contacts folder.
        kb: the linked notes.
        today: later entries are ignored.
    """
    return _Book(files, kb, today).book() if files.files else ContactBook()


class CompanyNames:
    """Resolves company names: to a company in the notes by name or alias, else to a normalized name."""

    def __init__(self, kb: KnowledgeBase) -> None:
        ids_by_key: dict[str, set[str]] = defaultdict(set)
        for company in kb.companies.values():
            for name in (company.name, *company.facts.aliases):
                ids_by_key[company_key(name)].add(company.id)
        self._ids = {key: next(iter(ids)) for key, ids in ids_by_key.items() if len(ids) == 1}

    def key(self, written: str) -> str:
        """Return a company's id, else its normalized name; empty for text that isn't a company."""
        key = company_key(written)
        return "" if is_nowhere(key) else self._ids.get(key, key)


class _Book:
    """Builds the contact book step by step."""

    def __init__(self, files: ContactFiles, kb: KnowledgeBase, today: date) -> None:
        self.files, self.kb, self.today = files, kb, today
        self.company_of = CompanyNames(kb).key
        self.grouped = group(files, _myself(kb), self.company_of)
        self.groups = self.grouped.groups
        self.number = {id(card_group): i for i, card_group in enumerate(self.groups)}
        self.people = list(self._candidates())

    def book(self) -> ContactBook:
        own_ids = _ids(self.groups, {person.id for person in self.people})
        shared = [(self.number[id(a)], self.number[id(b)]) for a, b in self.grouped.doubts]
        matching = match(self.groups, self.people, shared, own_ids)
        self.id_of = self._settled(own_ids, matching)
        exchanges = self._exchanges()
        contacts = {id_: self._contact(id_, numbers, exchanges) for id_, numbers in self._by_id().items()}
        contacts = dict(sorted(contacts.items()))
        contents = [part.contents for _, part in self.grouped.parts if isinstance(part.contents, Contents)]
        return ContactBook(
            contacts,
            tuple(self._together()),
            tuple(self._related(contacts)),
            tuple(self._same(matching, contacts)),
            tuple(self._moved(contacts)),
            tuple(reports(self.grouped, self._of)),
            self.files.copies,
            tuple(dict.fromkeys(job for content in contents for job in content.jobs)),
            tuple(dict.fromkeys(school for content in contents for school in content.schools)),
            {job.place: self.company_of(job.place) for content in contents for job in content.jobs},
        )

    # --- matching -----------------------------------------------------------------------------------------------------

    def _candidates(self) -> Iterator[Candidate]:
        for person in self.kb.people.values():
            facts = person.facts
            yield Candidate(
                person.id,
                person.name,
                names_of(person.name, facts.aliases),
                person.note is not None,
                linkedin_key(facts.linkedin or ""),
                frozenset(filter(None, [email_key(facts.email or "")])),
                frozenset(job.company for job in person.jobs if job.company),
                not_same_keys(reference.word for reference in facts.not_same_as),
            )

    def _settled(self, own_ids: Sequence[str], matching: Matching) -> list[str]:
        """Return each group's id: that of the matching note, else its own; empty for a group without a name."""
        ids = []
        for number, card_group in enumerate(self.groups):
            person = matching.person_of.get(number)
            ids.append(person.id if person else own_ids[number] if card_group.names else "")
        return ids

    def _by_id(self) -> dict[str, list[int]]:
        numbers_by_id: dict[str, list[int]] = defaultdict(list)
        for number, id_ in enumerate(self.id_of):
            if id_:
                numbers_by_id[id_].append(number)
        return numbers_by_id

    def _of(self, part: int, index: int) -> str:
        """Return the id of a card's person; empty for you and for a card without a name."""
        card_group = self.grouped.group_of[part, index]
        return self.id_of[self.number[id(card_group)]] if card_group else ""

    # --- contact and relations ----------------------------------------------------------------------------------------

    def _contact(self, id_: str, numbers: list[int], exchanges: Mapping[str, _Exchanges]) -> FileContact:
        entries = best_first(entry for number in numbers for entry in self.groups[number].entries)
        cards = [entry.card for entry in entries]
        person = self.kb.people.get(id_)
        named = next((card.name for card in cards if card.name), "")
        name = person.name if person and (person.note or "~" not in person.name) else named
        at = next((entry for entry in entries if entry.card.company), None)
        role = at if at and at.card.role else next((entry for entry in entries if entry.card.role and not at), None)
        facts = {
            "company": at and Fact(at.card.company, at.source),
            "role": role and Fact(role.card.role, role.source),
            "email": _first(entries, lambda card: next(iter(card.emails), "")),
            "phone": _first(entries, lambda card: next(iter(card.phones), "")),
            "linkedin": _first(entries, lambda card: linkedin_url(card.linkedin)),
            "location": _first(entries, lambda card: card.location),
        }
        connected = [entry.card for entry in entries if entry.source.kind == "linkedin-connections"]
        days = [card.connected for card in connected if card.connected and card.connected <= self.today]
        invited = next((card for card in cards if card.invitation and not connected), None)
        touched = exchanges.get(id_, _Exchanges())
        in_touch = touched.both()
        names = dict.fromkeys(alias for card in cards for alias in (card.name, *card.aliases) if alias)
        return FileContact(
            id_,
            name,
            bool(person and person.note),
            tuple(alias for alias in names if name_key(alias) != name_key(name)),
            tuple(dict.fromkeys(email for card in cards for email in card.emails)),
            tuple(dict.fromkeys(phone for card in cards for phone in card.phones)),
            next((url for card in cards if (url := linkedin_url(card.linkedin))), ""),
            {key: fact for key, fact in facts.items() if fact},
            self.company_of(at.card.company) if at else "",
            bool(connected),
            min(days, default=None),
            any(entry.source.kind in BOOKS for entry in entries),
            invited.invited if invited else None,
            invited.invitation if invited else "",
            in_touch,
            touched.unanswered() if not in_touch else None,
            tuple(dict.fromkeys(label for card in cards for label in card.labels)),
            tuple(dict.fromkeys(entry.source for entry in entries)),
        )

    def _exchanges(self) -> dict[str, _Exchanges]:
        """Return the days you were in touch with each contact."""
        exchanges: dict[str, _Exchanges] = defaultdict(_Exchanges)
        for part, contents in self._contents():
            for exchange in contents.exchanges:
                days = [day for day in exchange.days if day <= self.today]
                if not days:
                    continue
                others = [id_ for index in exchange.people if (id_ := self._of(part, index))]
                if exchange.kind == "meeting":
                    for id_ in others:
                        exchanges[id_].met.update(days)
                elif exchange.kind == "mail" and exchange.counts:
                    for id_ in others:
                        exchanges[id_].mail.append(InTouch(*exchange.counts, days[-1]))
                elif exchange.kind == "message" and exchange.sender is not None and part not in self.grouped.unclear:
                    sender = self._of(part, exchange.sender)
                    if self.grouped.group_of[part, exchange.sender] is None:
                        for id_ in others:
                            exchanges[id_].mine.update(days)
                    elif sender and any(self.grouped.group_of[part, index] is None for index in exchange.people):
                        exchanges[sender].theirs.update(days)
        return exchanges

    def _contents(self) -> Iterator[tuple[int, Contents]]:
        for number, (_, part) in enumerate(self.grouped.parts):
            if isinstance(part.contents, Contents):
                yield number, part.contents

    def _together(self) -> Iterator[SeenTogether]:
        """Yield every two people who shared a thread or a meeting with you, with the last time."""
        last: dict[tuple[str, str], SeenTogether] = {}
        for part, contents in self._contents():
            for exchange in contents.exchanges:
                day = max((day for day in exchange.days if day <= self.today), default=None)
                if exchange.kind not in ("group", "meeting") or day is None:
                    continue
                there = sorted({id_ for index in exchange.people if (id_ := self._of(part, index))})
                for pair in combinations(there, 2):
                    if pair not in last or last[pair].last < day:
                        last[pair] = SeenTogether(*pair, day, "meeting" if exchange.kind == "meeting" else "thread")
        yield from (last[pair] for pair in sorted(last))

    def _related(self, contacts: Mapping[str, FileContact]) -> Iterator[Related]:
        """Yield every two people related according to a card; the name on it must be unique."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for contact in contacts.values():
            for name in (contact.name, *contact.aliases):
                bearers[name_key(name)].add(contact.id)
        for person in self.people:
            for name in person.names:
                bearers[name].add(person.id)
        uids = {
            entry.card.uid: self.id_of[number]
            for number, card_group in enumerate(self.groups)
            for entry in card_group.entries
            if entry.card.uid
        }
        related: dict[tuple[str, str], Related] = {}
        for number, card_group in enumerate(self.groups):
            for relation in (relation for entry in card_group.entries for relation in entry.card.relations):
                others = {uids.get(relation.uid, "")} if relation.uid else bearers.get(name_key(relation.name), set())
                id_, other = self.id_of[number], next(iter(others), "")
                if id_ and other and len(others) == 1 and id_ != other:
                    pair = (min(id_, other), max(id_, other))
                    if pair not in related or relation.label in FAMILY:
                        related[pair] = Related(*pair, relation.label)
        yield from (related[pair] for pair in sorted(related))

    # --- questions and news -------------------------------------------------------------------------------------------

    def _same(self, matching: Matching, contacts: Mapping[str, FileContact]) -> Iterator[SamePerson]:
        for doubt in matching.doubts:
            id_ = self.id_of[doubt.contact]
            if not id_:
                continue
            contact = contacts[id_]
            identity = f"linkedin: {contact.linkedin}" if contact.linkedin else ""
            identity = identity or (f"email: {contact.emails[0]}" if contact.emails else "")
            not_same = f"not_same_as: [{id_}]"
            if isinstance(doubt.other, Candidate):
                note = doubt.other.id
                yield SamePerson(id_, note, note, doubt.why, identity or not_same, not_same if identity else "")
            elif (other := self.id_of[doubt.other]) and other != id_:
                command = f'wayin new person "{contact.name}"'
                yield SamePerson(id_, None, other, doubt.why, identity or command, "")

    def _moved(self, contacts: Mapping[str, FileContact]) -> Iterator[Moved]:
        """Yield contacts whose employer differs from their note and is newer."""
        for contact in contacts.values():
            fact = contact.facts.get("company")
            person = self.kb.people[contact.id] if contact.noted else None
            if not person or not fact or not contact.company or fact.source.kind not in _SAY_WHERE:
                continue
            at = [job for job in person.jobs if job.company]
            current = [job for job in at if job.is_current(self.today)]
            if not current or any(job.company == contact.company for job in at):
                continue  # their note says they left this employer, so the file is older
            if any(job.start and job.start.first > fact.source.exported for job in current):
                continue
            yield Moved(contact.id, self.kb.name(current[0].company or ""), fact.value, fact.source)


@dataclass(slots=True)
class _Exchanges:
    """The days you were in touch with one person."""

    mine: set[date] = field(default_factory=set)
    theirs: set[date] = field(default_factory=set)
    met: set[date] = field(default_factory=set)
    mail: list[InTouch] = field(default_factory=list)

    def both(self) -> InTouch | None:
        """Return the days you wrote to each other or met; None if only one side ever wrote."""
        written = self.mine | self.theirs if self.mine and self.theirs else set()
        days = self.met | written
        touches = list(self.mail)
        if days:
            touches.append(InTouch(len(days), len({(day.year, day.month) for day in days}), max(days)))
        if not touches:
            return None
        how: Literal["wrote", "met", "both"] = "met" if not (written or self.mail) else "both" if self.met else "wrote"
        # Mailboxes and messages may cover the same days, so the larger count is used instead of the sum
        most = [max(getattr(touch, what) for touch in touches) for what in ("days", "months", "last")]
        return InTouch(most[0], most[1], most[2], how)

    def unanswered(self) -> date | None:
        """Return when you last wrote, if they never did."""
        return max(self.mine) if self.mine and not self.theirs else None


def _first(entries: Iterable[Entry], read: Callable[[Card], str]) -> Fact | None:
    """Return the first card's value that isn't empty, and its file."""
    return next((Fact(value, entry.source) for entry in entries if (value := read(entry.card))), None)


def _myself(kb: KnowledgeBase) -> Myself:
    if not kb.me:
        return Myself()
    facts = kb.me.facts
    written = [getattr(facts, "email", None), *getattr(facts, "emails", ())]
    profile = linkedin_key(getattr(facts, "linkedin", None) or "")
    return Myself(
        frozenset(key for address in written if address and (key := email_key(address))),
        frozenset([profile] if profile else []),
        names_of(kb.my_name, facts.aliases),
    )


def _ids(groups: Sequence[Group], taken: Iterable[str]) -> list[str]:
    """Return an id for each group: the id of a stub by that name, unless several groups share it.

    Groups that share a slug each get a suffix of their own, so that no id depends on who else is in the files.
    """
    taken = set(taken)
    stems = [slug(_shown(card_group)) or "contact" for card_group in groups]
    counts = Counter(stems)
    ids: list[str] = []
    used: set[str] = set(taken)
    for card_group, stem in zip(groups, stems, strict=True):
        id_ = f"people/{page_name(stem)}"
        if counts[stem] > 1 or id_ in taken:
            digest = hashlib.sha256(card_group.key().encode()).hexdigest()
            lengths = (length for length in range(4, 65, 4) if f"{id_}~{digest[:length]}" not in used)
            id_ = f"{id_}~{digest[: next(lengths, 64)]}"
        used.add(id_)
        ids.append(id_)
    return ids


def _shown(card_group: Group) -> str:
    return next((entry.card.name for entry in best_first(card_group.entries) if entry.card.name), "")
