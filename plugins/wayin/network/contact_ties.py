"""Ties that exported files speak for: the second table of the ties, in "What your accounts already know"."""

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
"""Days and months of contact from which on somebody knows me well."""
SOMETIMES = (3, 2)
"""Days and months of contact from which on somebody knows me."""


@dataclass(frozen=True, slots=True)
class ContactEvidence:
    """One thing that exported files say about a tie."""

    source: str
    target: str
    origin: ContactSource
    strength: int
    evidence: Basis
    last: date | None
    context: str = ""


def contact_evidence(book: ContactBook) -> Iterator[ContactEvidence]:
    """Yield everything that exported files say about who is tied to whom."""
    for contact in book.contacts.values():
        yield from my_evidence(contact)
    for pair in book.together:
        yield from _both(pair.one, pair.other, "seen-together", 2, "inferred", pair.last, pair.where)
    for related in book.related:
        strength = 4 if related.close else 3
        yield from _both(related.one, related.other, "related", strength, "stated", None, related.label)


def my_evidence(contact: FileContact) -> Iterator[ContactEvidence]:
    """Yield what speaks for my own tie to a contact."""
    if touch := contact.in_touch:
        yield ContactEvidence(ME, contact.id, "in-touch", strength(touch.days, touch.months), "in-contact", touch.last)
    if contact.connected:
        yield ContactEvidence(ME, contact.id, "connected", 1, "linkedin", contact.connected_on)
    elif contact.in_book:
        yield ContactEvidence(ME, contact.id, "address-book", 1, "linkedin", None)
    if contact.unanswered:
        # To have written is no contact, so it makes nothing fresher
        yield ContactEvidence(ME, contact.id, "unanswered", 1, "linkedin", contact.connected_on)


def strength(days: int, months: int) -> int:
    """Return how well somebody knows me with whom I was in contact on so many days, in so many months.

    >>> strength(1, 1), strength(3, 2), strength(9, 9), strength(10, 6)
    (2, 3, 3, 4)
    """
    if days >= OFTEN[0] and months >= OFTEN[1]:
        return 4
    return 3 if days >= SOMETIMES[0] and months >= SOMETIMES[1] else 2


def _both(
    one: str, other: str, origin: ContactSource, strength: int, evidence: Basis, last: date | None, context: str
) -> Iterator[ContactEvidence]:
    yield ContactEvidence(one, other, origin, strength, evidence, last, context)
    yield ContactEvidence(other, one, origin, strength, evidence, last, context)
