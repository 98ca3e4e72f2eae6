"""Reasons for a tie and its quality, in sentences a person would say aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.knowledge import Contact
from wayin.knowledge.names import fold
from wayin.model import ME
from wayin.wording import counted, listed, long_day, month

if TYPE_CHECKING:
    from datetime import date

    from wayin.knowledge import KnowledgeBase
    from wayin.network.ties import Network, Tie, TieEvidence

_KNOWS = {
    5: "{a} {be} close to {b}",
    4: "{a} {know} {b} well",
    3: "{a} {know} {b}",
    2: "{a} {know} {b} a little",
    1: "{a} {have} barely met {b}",
}
_VERBS = {"now": ("are is", "know knows", "have has"), "then": ("were was", "knew knew", "had had")}
_EVIDENCE = {"worked-together": "worked together", "linkedin": "connected on LinkedIn", "inferred": "probably"}
FADED = 730
"""Days after which a tie is described in the past tense."""


def reasons(kb: KnowledgeBase, network: Network, tie: Tie, today: date) -> list[str]:
    """Return all reasons for a tie, the one that counts first, without duplicates."""
    sentences = list(dict.fromkeys(_reason(kb, network, tie, evidence, today) for evidence in tie.evidence))
    if school := _shared_school(kb, tie):
        sentences.append(f"{_name(kb, tie.source)} and {_name(kb, tie.target)} both studied at {school}.")
    if tie.target in network.willingness.colleagues:
        sentences[0] = f"{sentences[0].removesuffix('.')}; works with you now."
    return sentences


def _shared_school(kb: KnowledgeBase, tie: Tie) -> str:
    """Return a school that both attended, without evidence of the same time; empty for none."""
    mine = kb.my_schools if tie.source == ME else kb.people[tie.source].schools
    theirs = kb.people[tie.target].schools if mine and tie.target != ME else ()
    if not theirs or any(evidence.source == "school" for evidence in tie.evidence):
        return ""
    names = {fold(school.name) for school in mine}
    return next((school.name for school in theirs if fold(school.name) in names), "")


def strength_in_words(kb: KnowledgeBase, source: str, target: str, strength: int, *, past: bool = False) -> str:
    """Return how well somebody knows another: `Priya knows Li Wei well`."""
    be, know, have = (verb.split()[source != ME] for verb in _VERBS["then" if past else "now"])
    return _KNOWS[strength].format(a=_name(kb, source), b=_name(kb, target), be=be, know=know, have=have)


def _name(kb: KnowledgeBase, person: str) -> str:
    return "You" if person == ME else kb.name(person)


def _reason(kb: KnowledgeBase, network: Network, tie: Tie, evidence: TieEvidence, today: date) -> str:
    source, target = _name(kb, tie.source), _name(kb, tie.target)
    last = evidence.last_contact
    match evidence.source:
        case "closeness" | "contact":
            return _mine(kb, tie, evidence, network.contact.get(tie.target, Contact()), today)
        case "introduced":
            return f"{source} introduced you to {target}{f' in {month(last, today)}' if last else ''}."
        case "offered":
            return f"{source} offered to introduce you to {target}{f' on {long_day(last)}' if last else ''}."
        case "together":
            met = f"You met {source} and {target} together{f' on {long_day(last)}' if last else ''}"
            return f"{met}; they probably know each other."
        case "colleagues":
            return _colleagues(f"{source} and {target}", kb.name(evidence.note), evidence, tie.source == ME, today)
        case "in-touch" | "connected" | "address-book" | "unanswered" | "seen-together" | "related":
            return _from_files(kb, tie, evidence, today)
        case "school":
            until = f" until {last.year}" if last and evidence.ended else ""
            return f"{source} and {target} both {'studied' if evidence.ended else 'study'} at {evidence.note}{until}."
        case "known":
            return f"{_strength(kb, tie.target, tie.source, evidence, today)} (assumed mutual)."
        case _:
            return f"{_strength(kb, tie.source, tie.target, evidence, today)}."


def _from_files(kb: KnowledgeBase, tie: Tie, evidence: TieEvidence, today: date) -> str:
    """Return the reason for a tie from exported files."""
    source, target = _name(kb, tie.source), _name(kb, tie.target)
    contact = kb.people[tie.target].contact
    touch = contact.in_touch if contact else None
    when = f" in {month(evidence.last_contact, today)}" if evidence.last_contact else ""
    match evidence.source:
        case "in-touch" if touch:
            did = {"wrote": "wrote to each other", "met": "met", "both": "wrote to each other or met"}[touch.how]
            return f"You {did} on {counted(touch.days, 'day')}, last{when}."
        case "connected":
            since = f" since {evidence.last_contact.year}" if evidence.last_contact else ""
            return f"Connected on LinkedIn{since}."
        case "address-book":
            return f"{target} is in your address book."
        case "unanswered":
            wrote = f" in {month(contact.unanswered, today)}" if contact and contact.unanswered else ""
            return f"You wrote to {target}{wrote}; {target} hasn't replied."
        case "seen-together":
            return f"{source} and {target} were in a {evidence.context} with you{when}; they probably know each other."
        case _:
            label = f" ({evidence.context})" if evidence.context else ""
            return f"An address card lists {source} and {target} as related{label}."


def _colleagues(both: str, company: str, evidence: TieEvidence, is_mine: bool, today: date) -> str:
    until = f" until {month(evidence.last_contact, today)}" if evidence.ended and evidence.last_contact else ""
    verb = "worked" if evidence.ended else "work"
    if evidence.evidence == "worked-together":
        return f"{both} {verb} together at {company}{until}."
    probably = "you" if is_mine else "they"
    return f"{both} both {verb} at {company}{until}; {probably} probably know each other."


def _mine(kb: KnowledgeBase, tie: Tie, evidence: TieEvidence, contact: Contact, today: date) -> str:
    """Return the reason for your own tie: how well you know each other, and your contact."""
    kinds = (("interview", len(contact.held)), ("contact", len(contact.logged)))
    had = [counted(count, noun) for noun, count in kinds if count]
    if evidence.source == "closeness":
        return f"{_strength(kb, ME, tie.target, evidence, today, ', '.join(had))}."
    return f"You had {listed(had)} with {kb.name(tie.target)}{_when(evidence, today)}."


def _strength(
    kb: KnowledgeBase, source: str, target: str, evidence: TieEvidence, today: date, had: str = ""
) -> str:  # fmt: skip
    """Return how well somebody knows another, how they met, and when they were last in contact."""
    know = strength_in_words(kb, source, target, evidence.strength, past=_is_faded(evidence, today))
    grounds = [had, evidence.context.rstrip("."), _EVIDENCE.get(evidence.evidence, "")]
    ground = ", ".join(filter(None, grounds))
    return f"{know}{f' – {ground}' if ground else ''}{_when(evidence, today)}"


def _is_faded(evidence: TieEvidence, today: date) -> bool:
    return evidence.last_contact is not None and (today - evidence.last_contact).days > FADED


def _month(evidence: TieEvidence, today: date) -> str:
    return month(evidence.last_contact, today) if evidence.last_contact else ""


def _when(evidence: TieEvidence, today: date) -> str:
    if evidence.last_contact is None:
        return " (date unknown)"
    faded = "; last contact" if _is_faded(evidence, today) else ", last in"
    return f"{faded} {_month(evidence, today)}"
