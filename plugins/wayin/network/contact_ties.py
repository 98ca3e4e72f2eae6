"""Ties from exported files: the second table of ties, in docs/contacts.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wayin.knowledge import ContactBook, FileContact
    from wayin.model import Basis

ContactSource = Literal["in-touch", "connected", "address-book", "unanswered", "seen-together", "related"]
OFTEN = (10, 6)
"""The days and months of contact from which somebody knows you well."""
SOMETIMES = (3, 2)
"""The days and months of contact from which somebody knows you."""


@dataclass(frozen=True, slots=True)
class ContactEvidence:
    """A piece of evidence for a tie from exported files."""

    source: str
    target: str
    origin: ContactSource
    strength: int
    evidence: Basis
    last: date | None
    context: str = ""


def contact_evidence(book: ContactBook) -> Iterator[ContactEvidence]:
    """Yield all evidence of ties in exported files."""
    for contact in book.contacts.values():
        yield from my_evidence(contact)
    for pair in book.together:
        yield from _both(pair.one, pair.other, "seen-together", 2, "inferred", pair.last, pair.where)
    for related in book.related:
        strength = 4 if related.close else 3
        yield from _both(related.one, related.other, "related", strength, "stated", None, related.label)


def my_evidence(contact: FileContact) -> Iterator[ContactEvidence]:
    """Yield the evidence for your own tie to a contact."""
    if touch := contact.in_touch:
        yield ContactEvidence(ME, contact.id, "in-touch", strength(touch.days, touch.months), "in-contact", touch.last)
    if contact.connected:
        yield ContactEvidence(ME, contact.id, "connected", 1, "linkedin", contact.connected_on)
    elif contact.in_book:
        yield ContactEvidence(ME, contact.id, "address-book", 1, "linkedin", None)
    if contact.unanswered:
        # An unanswered message isn't contact, so it doesn't refresh the tie
        yield ContactEvidence(ME, contact.id, "unanswered", 1, "linkedin", contact.connected_on)


def strength(days: int, months: int) -> int:
    """Return the strength of a tie from the numbers of days and months with contact.

    >>> strength(1, 1), strength(3, 2), strength(9, 9), strength(10, 6)
    (2, 3, 3, 4)
    """
    if days >= OFTEN[0] and months >= OFTEN[1]:
        return 4
    return 3 if days >= SOMETIMES[0] and months >= SOMETIMES[1] else 2


def _both(
    person: str, other: str, origin: ContactSource, strength: int, evidence: Basis, last: date | None, context: str
) -> Iterator[ContactEvidence]:
    yield ContactEvidence(person, other, origin, strength, evidence, last, context)
    yield ContactEvidence(other, person, origin, strength, evidence, last, context)
