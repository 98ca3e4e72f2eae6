"""Lists of contacts for pages and commands: by workplace, known without a note, lost touch with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from wayin.knowledge.contact_book import CompanyNames
from wayin.knowledge.lookup import find
from wayin.model import ME
from wayin.network.contact_ties import OFTEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from wayin.knowledge import FileContact, KnowledgeBase
    from wayin.network.ties import Network

_LONG = timedelta(days=365)
_MOST_LOST = 3
"""The most people to get back in touch with at a time."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """A contact's workplace: a company's id if it is in the notes, else its folded name."""

    key: str
    name: str
    """Empty without a known workplace."""


def workplace(kb: KnowledgeBase, contact: FileContact, today: date) -> Workplace:
    """Return where a contact works: by their note, else by the files."""
    person = kb.people[contact.id]
    job = person.current_job(today)
    if job and job.company:
        return Workplace(job.company, kb.name(job.company))
    fact = contact.facts.get("company")
    # A note that says that they left, or have no employer, wins over the files
    if not fact or (contact.noted and person.jobs and not job):
        return Workplace("", "")
    return Workplace(contact.company, fact.value)


def best_known_first(network: Network, contacts: Iterable[FileContact]) -> list[FileContact]:
    """Return contacts by the quality of your own tie to them, best first."""
    ties = network.ties.get(ME, {})
    return sorted(
        contacts, key=lambda contact: (-ties[contact.id].quality if contact.id in ties else 0, contact.name, contact.id)
    )


def contacts_at(
    kb: KnowledgeBase, network: Network, workplaces: Mapping[str, list[FileContact]], company: str
) -> list[FileContact]:
    """Return the contacts who work at a company or its subsidiaries, best known first.

    Args:
        kb: the notes, with the contacts.
        network: the ties.
        workplaces: who works where, by the keys of `by_workplace`.
        company: the company's id or name.
    """
    key = company if company in kb.companies else find(kb, company, "company").id or CompanyNames(kb).key(company)
    companies = {key, *(kb.subsidiaries(key) if key in kb.companies else ())}
    return best_known_first(network, (contact for place in companies for contact in workplaces.get(place, ())))


def by_workplace(kb: KnowledgeBase, network: Network, today: date) -> list[tuple[Workplace, list[FileContact]]]:
    """Return workplaces with the contacts who work there, those with most contacts first."""
    contacts_by_key: dict[str, list[FileContact]] = defaultdict(list)
    workplaces: dict[str, Workplace] = {}
    for contact in kb.contacts.contacts.values():
        place = workplace(kb, contact, today)
        if place.key:
            contacts_by_key[workplaces.setdefault(place.key, place).key].append(contact)
    ordered = sorted(
        contacts_by_key, key=lambda key: (-len(contacts_by_key[key]), workplaces[key].name.casefold(), key)
    )
    return [(workplaces[key], best_known_first(network, contacts_by_key[key])) for key in ordered]


def most_in_touch(kb: KnowledgeBase) -> list[FileContact]:
    """Return the contacts without a note you were in touch with, those with most days first."""
    pairs = [
        (contact.in_touch, contact)
        for contact in kb.contacts.contacts.values()
        if contact.in_touch and not contact.noted
    ]
    return [
        contact for _, contact in sorted(pairs, key=lambda pair: (-pair[0].days, -pair[0].last.toordinal(), pair[1].id))
    ]


def lost_touch(kb: KnowledgeBase, network: Network, today: date) -> list[FileContact]:
    """Return up to three people you were in touch with on ten days or more, but not for a year, most days first.

    Dormant ties that were strong are the most valuable of all (Levin, Walter & Murnighan 2011).
    """
    candidates = []
    for file_contact in kb.contacts.contacts.values():
        contact = network.contact.get(file_contact.id)
        last = contact.last if contact else None
        if file_contact.in_touch and file_contact.in_touch.days >= OFTEN[0] and last and today - last > _LONG:
            candidates.append((file_contact.in_touch.days, last, file_contact))
    candidates.sort(key=lambda entry: (-entry[0], -entry[1].toordinal(), entry[2].id))
    return [file_contact for *_, file_contact in candidates[:_MOST_LOST]]


def second_degree_search(company: str) -> str:
    """Return the address of LinkedIn's own search for people at a company who a contact of yours knows.

    >>> second_degree_search("Acme & Co")
    'https://www.linkedin.com/search/results/people/?keywords=Acme+%26+Co&network=%5B%22S%22%5D'
    """
    query = urlencode({"keywords": company, "network": '["S"]'})
    return f"https://www.linkedin.com/search/results/people/?{query}"
