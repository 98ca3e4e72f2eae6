"""Why a tie is believed to be there and what it is worth, in sentences a person would say aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.knowledge import Contact
from wayin.model import ME
from wayin.wording import counted, long_day, month, times

if TYPE_CHECKING:
    from datetime import date

    from wayin.knowledge import KnowledgeBase
    from wayin.network.ties import Network, Row, Tie

_KNOWS = {
    5: "{a} {be} close to {b}",
    4: "{a} know{s} {b} well",
    3: "{a} know{s} {b}",
    2: "{a} know{s} {b} a little",
    1: "{a} {have} barely met {b}",
}
_EVIDENCE = {
    "worked-together": "they worked together",
    "linkedin": "they are linked on LinkedIn",
    "inferred": "inferred",
}
FADED = 730
"""Days after which a last contact is said to lie far back."""


def reasons(kb: KnowledgeBase, network: Network, tie: Tie, today: date) -> list[str]:
    """Everything that speaks for a tie, the reason that counts first; no sentence twice."""
    found = [_reason(kb, network, tie, row, today) for row in tie.rows]
    return list(dict.fromkeys(found))


def strength_in_words(kb: KnowledgeBase, source: str, target: str, strength: int) -> str:
    """`Priya knows Li Wei well`."""
    mine = source == ME
    verb = {"s": "" if mine else "s", "be": "are" if mine else "is", "have": "have" if mine else "has"}
    return _KNOWS[strength].format(a=_name(kb, source), b=_name(kb, target), **verb)


def _name(kb: KnowledgeBase, person: str) -> str:
    return "You" if person == ME else kb.name(person)


def _reason(kb: KnowledgeBase, network: Network, tie: Tie, row: Row, today: date) -> str:
    source, target = _name(kb, tie.source), _name(kb, tie.target)
    know = strength_in_words(kb, tie.source, tie.target, row.strength)
    match row.source:
        case "closeness" | "contact":
            return _mine(target, know, network.contact.get(tie.target, Contact()), row, today)
        case "introduced":
            when = f" in {month(row.last_contact, today)}" if row.last_contact else ""
            return f"{source} introduced you to {target}{when}."
        case "offered":
            when = f" on {long_day(row.last_contact)}" if row.last_contact else ""
            return f"{source} offered to introduce you to {target}{when}."
        case "together":
            when = f" on {long_day(row.last_contact)}" if row.last_contact else ""
            return f"{source} and {target} spoke with you together{when}; that they know each other is inferred."
        case "colleagues":
            company = kb.name(row.note)
            if row.ended and row.last_contact:
                until = f"were both at {company} until {month(row.last_contact, today)}"
            else:
                until = f"are both at {company}"
            return f"{source} and {target} {until}; that they know each other is inferred."
        case "in-touch" | "connected" | "address-book" | "unanswered" | "seen-together" | "related":
            return _from_files(kb, tie, row, today)
        case "known":
            mirrored = strength_in_words(kb, tie.target, tie.source, row.strength)
            return f"{mirrored}{_how(row, today)}; that it holds the other way too is assumed."
        case _:
            return f"{know}{_how(row, today)}."


def _from_files(kb: KnowledgeBase, tie: Tie, row: Row, today: date) -> str:
    """What exported files say of a tie."""
    source, target = _name(kb, tie.source), _name(kb, tie.target)
    contact = kb.people[tie.target].contact
    touch = contact.in_touch if contact else None
    when = f" in {month(row.last_contact, today)}" if row.last_contact else ""
    match row.source:
        case "in-touch" if touch:
            did = {"wrote": "wrote to each other", "met": "met", "both": "wrote to each other or met"}[touch.how]
            return f"You {did} on {counted(touch.days, 'day')}, last{when}."
        case "connected":
            return (
                f"Connected on LinkedIn since {row.last_contact.year}."
                if row.last_contact
                else "Connected on LinkedIn."
            )
        case "address-book":
            return f"{target} is in your address book."
        case "unanswered":
            wrote = f" in {month(contact.unanswered, today)}" if contact and contact.unanswered else ""
            return f"You wrote to {target}{wrote}; {target} hasn't replied."
        case "seen-together":
            return f"{source} and {target} were in a {row.context} with you{when}; they probably know each other."
        case _:
            label = f" ({row.context})" if row.context else ""
            return f"An address card lists {source} and {target} as related{label}."


def _mine(target: str, know: str, contact: Contact, row: Row, today: date) -> str:
    """My own tie: how well, and what contact there was."""
    if row.source == "closeness" and not contact.count:
        return f"{know}{_when(row, today)}."
    named = "" if row.source == "closeness" else f" with {target}"
    spoke, wrote = len(contact.held), len(contact.logged)
    parts = [f"spoke {times(spoke)}"] * bool(spoke) + [f"were in touch {times(wrote)}"] * bool(wrote)
    did = f"{parts[0]}{named}" + "".join(f" and {part}" for part in parts[1:])
    if row.source == "closeness":
        return f"{know}: you {did}{_when(row, today)}."
    return f"You {did}{_when(row, today)}."


def _how(row: Row, today: date) -> str:
    """The context, the evidence and the age of a tie between others."""
    parts = [part for part in (row.context.rstrip("."), _EVIDENCE.get(row.evidence, "")) if part]
    return (f": {', '.join(parts)}" if parts else "") + _when(row, today)


def _when(row: Row, today: date) -> str:
    if row.last_contact is None:
        return ", when last is unknown"
    if (today - row.last_contact).days > FADED:
        return f", last in {month(row.last_contact, today)}, so it has faded"
    return f", last in {month(row.last_contact, today)}"
