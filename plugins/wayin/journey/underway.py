"""What to do first about somebody, or a company, where something is on its way already: no second way beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of, days_after
from wayin.journey.due import MADE_WITHIN
from wayin.journey.offers import Offer, offers
from wayin.journey.status import MOST_REMINDERS, last_asked
from wayin.wording import listed, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import Ask, Interview, KnowledgeBase
    from wayin.model import Duration

State = Literal["meeting", "answered", "waiting", "introduced", "agreed", "asked", "offered"]
_ORDER: tuple[State, ...] = ("meeting", "answered", "waiting", "introduced", "agreed", "asked", "offered")
"""The furthest on its way first."""


@dataclass(frozen=True, slots=True)
class Approach:
    """Something that is on its way: what has been done, in words that are true on any day, and what is to be done."""

    state: State
    target: str
    """Whom it is to reach."""
    people: tuple[str, ...]
    """With whom it lies."""
    day: date
    said: str
    then: str = ""
    """What to do: now, or from `until` on if that is given."""
    until: date | None = None
    give: str = "it"
    """To what, or whom, time is given until then."""

    @property
    def sentence(self) -> str:
        """Both in one sentence that is true on any day."""
        if self.until:
            return f"{self.said}: give {self.give} until {long_day(self.until)}, then {self.then}."
        return f"{self.said}: {self.then}." if self.then else f"{self.said}."


class Underway:
    """Finds what is on its way."""

    def __init__(self, kb: KnowledgeBase, clock: Clock, follow_up_after: Duration) -> None:
        self.kb, self.clock, self.follow_up_after = kb, clock, follow_up_after
        self._found: dict[str, list[Approach]] = {}

    def of(self, node: str) -> list[Approach]:
        """What is on its way to a person or a company, the furthest first.

        For a company that is also whatever is on its way to somebody who works there.
        """
        if node not in self._found:
            self._found[node] = self._of(node)
        return self._found[node]

    def _of(self, node: str) -> list[Approach]:
        if node not in self.kb.companies:
            return self._furthest(self.to(node))
        staff = self.kb.staff(node)
        there = [person.id for person, jobs in staff if any(job.is_current(self.clock.today) for job in jobs)]
        to_them = [one for person in there for one in self.of(person)]
        return self._furthest([*self.asked_for(node), *to_them])

    @staticmethod
    def _furthest(found: Iterable[Approach]) -> list[Approach]:
        """Of what is on its way to one person, only what has come furthest."""
        ordered = sorted(found, key=lambda one: (_ORDER.index(one.state), one.day, one.target))
        best: dict[str, State] = {}
        for one in ordered:
            best.setdefault(one.target, one.state)
        return [one for one in ordered if one.state == best[one.target]]

    @cached_property
    def _offers(self) -> dict[str, list[Offer]]:
        return offers(self.kb, self.clock)

    def to(self, person: str) -> Iterator[Approach]:
        """Everything that is on its way to somebody I have not spoken with yet."""
        talks = self.kb.conversations.get(person, [])
        if any(talk.is_held(self.clock) for talk in talks):
            return  # I know them; what is next with them stands among the steps
        for talk in talks:
            if talk.facts.declined is None and (one := self._of_talk(talk, person)):
                yield one
        yield from self.asked_for(person)
        yield from self._offered(person)

    def _of_talk(self, talk: Interview, person: str) -> Approach | None:
        facts, name = talk.facts, self.kb.name(person)
        if facts.day:
            day = day_of(facts.day)
            return Approach("meeting", person, (person,), day, f"Your conversation with {name} is on {long_day(day)}")
        if facts.replied:
            said = f"{name} answered on {long_day(facts.replied)}"
            return Approach("answered", person, (person,), facts.replied, said, "settle a day with them")
        if facts.requested:
            if len(facts.followed_up) >= MOST_REMINDERS:
                return None  # they do not answer: another way is needed
            last = last_asked(talk) or facts.requested
            did = "reminded" if facts.followed_up else "asked"
            said, until = f"You {did} {name} on {long_day(last)}", self.follow_up_after.after(last)
            return Approach("waiting", person, (person,), last, said, "remind them", until, "them")
        return None

    def asked_for(self, target: str) -> Iterator[Approach]:
        """The introductions that were asked for, as the ledger of a person or company has them."""
        for ask in self.kb.ledgers.get(target, ()):
            if not ask.declined and (one := self._of_ask(ask)):
                yield one

    def _of_ask(self, ask: Ask) -> Approach | None:
        via, name = self.kb.name(ask.via), self.kb.name(ask.target)
        whom = f"to {name}" if ask.target in self.kb.people else f"to somebody at {name}"
        if ask.made:
            said = f"{via} introduced you {whom} on {long_day(ask.made)}"
            return Approach("introduced", ask.target, (ask.via,), ask.made, said, "write to them now")
        if ask.agreed:
            said = f"{via} agreed on {long_day(ask.agreed)} to introduce you {whom}"
            until = days_after(ask.agreed, MADE_WITHIN)
            return Approach("agreed", ask.target, (ask.via,), ask.agreed, said, "ask how it goes", until)
        if ask.asked:
            said = f"You asked {via} on {long_day(ask.asked)} for an introduction {whom}"
            until = self.follow_up_after.after(ask.asked)
            return Approach("asked", ask.target, (ask.via,), ask.asked, said, "remind them", until)
        return None

    def _offered(self, person: str) -> Iterator[Approach]:
        spoken = {ask.via for ask in self.kb.ledgers.get(person, ())}
        for offer in self._offers.get(person, ()):
            if who := tuple(one for one in offer.talk.people if one not in spoken):
                names, name = listed(map(self.kb.name, who)), self.kb.name(person)
                said = f"{names} named {name} on {long_day(offer.day)}"
                yield Approach("offered", person, who, offer.day, said, "take that up first")
