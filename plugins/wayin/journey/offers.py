"""Whom I was told to speak to, or offered an introduction to, in conversations that took place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.clock import day_of

if TYPE_CHECKING:
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import Interview, KnowledgeBase


@dataclass(frozen=True, slots=True)
class Offer:
    """A conversation in which somebody was named, and its day."""

    talk: Interview
    day: date


def offers(kb: KnowledgeBase, clock: Clock) -> dict[str, list[Offer]]:
    """The conversations in which each person was named, by id of the conversation."""
    found: dict[str, list[Offer]] = defaultdict(list)
    for talk in kb.interviews.values():
        if talk.introductions and talk.facts.day and talk.is_held(clock):
            for person in talk.introductions:
                if person not in talk.people:
                    found[person].append(Offer(talk, day_of(talk.facts.day)))
    return found
