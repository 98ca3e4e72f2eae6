"""Giving and taking: what passed between me and each person, and who has only given so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wayin.clock import day_of

if TYPE_CHECKING:
    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Favour:
    """One thing that was given: what, when, and the note that says so."""

    what: str
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Balance:
    """What passed between me and one person, newest first."""

    person: str
    received: tuple[Favour, ...]
    gave: tuple[Favour, ...]
    promised: tuple[Favour, ...]
    """What I said I would do and have not done; with the day by which."""

    @property
    def only_given(self) -> bool:
        """Whether they have given and had nothing back yet."""
        return bool(self.received) and not self.gave


def balances(kb: KnowledgeBase, clock: Clock) -> list[Balance]:
    """Everyone with whom anything passed; those who have only given first, those who gave most before the others."""
    found = [one for person in kb.people if (one := balance(kb, clock, person)).received or one.gave or one.promised]
    return sorted(found, key=lambda one: (not one.only_given, -len(one.received), one.person))


def balance(kb: KnowledgeBase, clock: Clock, person: str) -> Balance:
    """What passed between me and a person: as their note has it, and what the conversations and introductions tell."""
    facts = kb.people[person].facts
    received = [Favour(one.what, one.day, person) for one in facts.received]
    gave = [Favour(one.what, one.day, person) for one in facts.gave]
    promised: list[Favour] = []
    for talk in kb.conversations.get(person, ()):
        if talk.facts.day is None or not talk.is_held(clock):
            continue
        received.append(Favour("a conversation", day_of(talk.facts.day), talk.id))
        for promise in talk.facts.promised:
            if not promise.done:
                promised.append(Favour(promise.what, promise.by, talk.id))
            else:
                done = promise.done if isinstance(promise.done, date) else None
                gave.append(Favour(promise.what, done, talk.id))
    for asks in kb.ledgers.values():
        for ask in asks:
            if ask.via == person and ask.made and clock.past(ask.made):
                received.append(Favour(f"an introduction to {kb.name(ask.target)}", ask.made, ask.target))
    return Balance(person, _newest(received), _newest(gave), _newest(promised))


def _newest(favours: list[Favour]) -> tuple[Favour, ...]:
    return tuple(sorted(favours, key=lambda one: (one.day is not None, one.day or date.min, one.what), reverse=True))
