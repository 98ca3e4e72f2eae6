"""Requested and offered introductions, and the texts of what to do about them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.wording import format_day

if TYPE_CHECKING:
    from datetime import date

    from wayin.clock import Clock
    from wayin.dates import Duration
    from wayin.knowledge import Ask, Interview, KnowledgeBase


OFFER = 90
"""Days for which an offer comes before any new way."""


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of an act: what to do, why, and until when to wait."""

    what: str
    why: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """An interview in which somebody was suggested, and its day."""

    interview: Interview
    day: date


def offers(kb: KnowledgeBase, clock: Clock) -> dict[str, list[Offer]]:
    """Return the interviews in which each person was suggested or an introduction to them offered."""
    by_person: dict[str, list[Offer]] = defaultdict(list)
    for interview in kb.interviews.values():
        if interview.introductions and interview.facts.day and interview.is_held(clock):
            for person in dict.fromkeys(interview.introductions):
                if person not in interview.people:
                    by_person[person].append(Offer(interview, day_of(interview.facts.day)))
    return by_person


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer of an introduction without an outcome: its day and who made it."""

    day: date
    people: tuple[str, ...]


def open_offers(kb: KnowledgeBase, clock: Clock) -> dict[str, list[OpenOffer]]:
    """Return the open offers to introduce you to each person.

    An offer is closed by a later entry of the same person in the ledger, or by an interview requested or held.
    """
    pending_offers: dict[str, list[OpenOffer]] = defaultdict(list)
    for person, named in offers(kb, clock).items():
        for offer in named:
            people = tuple(who for who in offer.interview.people if not _is_taken_up(kb, who, person, offer.day))
            if people and not has_interview_since(kb, person, offer.day):
                pending_offers[person].append(OpenOffer(offer.day, people))
    return pending_offers


def _is_taken_up(kb: KnowledgeBase, who: str, person: str, day: date) -> bool:
    for ask in kb.ledgers.get(person, ()):
        days = [moment for moment in (ask.asked, ask.agreed, ask.made, ask.declined, ask.closed) if moment]
        if ask.via == who and (not days or max(days) >= day):
            return True
    return False


def introduced(kb: KnowledgeBase, clock: Clock) -> frozenset[str]:
    """Return everyone you were introduced to or have talked to; they can't be introduced again."""
    made = {ask.target for asks in kb.ledgers.values() for ask in asks if clock.past(ask.made)}
    held = (interview for interview in kb.interviews.values() if interview.is_held(clock))
    return frozenset({*(made & kb.people.keys()), *(person for interview in held for person in interview.people)})


def has_interview_since(kb: KnowledgeBase, person: str, day: date) -> bool:
    """Return whether an interview with somebody was requested or held on that day or later."""
    return any(
        moment is not None and day_of(moment) >= day
        for interview in kb.interviews_with.get(person, ())
        for moment in (interview.facts.requested, interview.facts.day)
    )


def asked_words(kb: KnowledgeBase, ask: Ask, clock: Clock, follow_up_after: Duration) -> Words:
    """Return what to do about an open request, why, and until when to wait."""
    via, target, today = kb.short_name(ask.via), kb.short_name(ask.target), clock.today
    whom = target if ask.target in kb.people else f"someone at {target}"
    agreed = clock.past(ask.agreed)
    since = agreed or ask.asked or today
    until, on = follow_up_after.after(max(since, ask.reminded or since)), format_day(since, today)
    if agreed:
        return Words(
            f"Ask {via} about the introduction to {whom}", f"{via} agreed on {on}; no introduction yet.", until
        )
    reminded = f", reminded on {format_day(ask.reminded, today)}" if ask.reminded else ""
    return Words(f"Send {via} a reminder about {whom}", f"Asked on {on}{reminded}, no reply yet.", until)


def reminder_words(name: str, asked: date, today: date) -> Words:
    """Return the texts for reminding somebody about an interview request."""
    return Words(f"Send {name} a reminder", f"Asked on {format_day(asked, today)}, no reply yet.")


def wait_words(kb: KnowledgeBase, ask: Ask, clock: Clock, until: date) -> Words:
    """Return the texts for an open request that is too recent to follow up."""
    via, today = kb.short_name(ask.via), clock.today
    wait = f"wait until {format_day(until, today)}, then"
    if agreed := clock.past(ask.agreed):
        why = f"{via} agreed on {format_day(agreed, today)} – {wait} ask how it's going."
    else:
        did, on = ("reminded", ask.reminded) if ask.reminded else ("asked", ask.asked or today)
        why = f"You {did} {via} on {format_day(on, today)} – {wait} send a reminder."
    return Words(f"Wait for {via}", why, until)


def thread_words(kb: KnowledgeBase, ask: Ask, made: date, today: date) -> Words:
    """Return what to do about a completed introduction, and why."""
    via, target, on = kb.short_name(ask.via), kb.short_name(ask.target), format_day(made, today)
    if ask.target in kb.people:
        return Words(f"Write to {target} in the thread of {via}'s introduction", f"{via} introduced you on {on}.")
    return Words(
        f"Write in the thread of {via}'s introduction", f"{via} introduced you to someone at {target} on {on}."
    )
