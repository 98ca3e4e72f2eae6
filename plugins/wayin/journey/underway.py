"""What is under way to somebody, or to a company, and what to do about it before anything else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from wayin.clock import day_of, days_after
from wayin.journey.due import MADE_WITHIN
from wayin.journey.introductions import Offer, offers
from wayin.journey.status import MOST_REMINDERS, last_asked
from wayin.wording import format_day, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import Ask, Interview, KnowledgeBase
    from wayin.model import Duration

State = Literal["meeting", "answered", "waiting", "introduced", "agreed", "asked", "offered"]
_ORDER: tuple[State, ...] = get_args(State)
"""The furthest first."""


@dataclass(frozen=True, slots=True)
class Approach:
    """One attempt to reach somebody: what has been done, in words that are true on any day, and what to do next."""

    state: State
    target: str
    """Whom it is to reach."""
    people: tuple[str, ...]
    """Who it is waiting on."""
    day: date
    said: str
    then: str = ""
    """What to do: now, or from `until` on if that is given."""
    until: date | None = None
    until_text: str = ""
    """That day in words."""

    @property
    def sentence(self) -> str:
        """Both in one sentence that is true on any day."""
        if self.until:
            return f"{self.said}. Wait until {self.until_text}, then {self.then}."
        return f"{self.said} – {self.then}." if self.then else f"{self.said}."


class Underway:
    """Finds what is under way."""

    def __init__(self, kb: KnowledgeBase, clock: Clock, follow_up_after: Duration) -> None:
        """Args: the notes; what day it is; how long to wait before a reminder."""
        self.kb, self.clock, self.follow_up_after = kb, clock, follow_up_after
        self._found: dict[str, list[Approach]] = {}

    def of(self, node: str) -> list[Approach]:
        """Return what is under way to a person or a company, the furthest first.

        For a company that is also whatever is under way to somebody who works there.
        """
        if node not in self._found:
            self._found[node] = self._of(node)
        return self._found[node]

    def _of(self, node: str) -> list[Approach]:
        if node not in self.kb.companies:
            return _furthest(self._to_person(node))
        staff = self.kb.staff(node)
        there = [person.id for person, jobs in staff if any(job.is_current(self.clock.today) for job in jobs)]
        return _furthest([*self._asked_for(node), *(approach for person in there for approach in self.of(person))])

    @cached_property
    def _offers(self) -> dict[str, list[Offer]]:
        return offers(self.kb, self.clock)

    def _to_person(self, person: str) -> Iterator[Approach]:
        interviews = self.kb.conversations.get(person, [])
        if any(interview.is_held(self.clock) for interview in interviews):
            return  # I know them; what is next with them is among the steps
        for interview in interviews:
            if (
                not interview.is_off
                and not interview.facts.closed
                and (approach := self._of_interview(interview, person))
            ):
                yield approach
        yield from self._asked_for(person)
        yield from self._offered(person)

    def _of_interview(self, interview: Interview, person: str) -> Approach | None:
        facts, name = interview.facts, self.kb.short_name(person)
        if facts.day:
            day = day_of(facts.day)
            return Approach("meeting", person, (person,), day, f"You meet {name} on {self._day(day)}")
        if facts.replied:
            did = f"{name} answered on {self._day(facts.replied)}"
            return Approach("answered", person, (person,), facts.replied, did, "agree on a day")
        if facts.requested and len(facts.followed_up) < MOST_REMINDERS:  # else they don't answer: try another way
            last = last_asked(interview) or facts.requested
            did = f"You {'reminded' if facts.followed_up else 'asked'} {name} on {self._day(last)}"
            return self._waiting("waiting", person, person, last, did, "send a reminder")
        return None

    def _asked_for(self, target: str) -> Iterator[Approach]:
        """Yield the introductions that were asked for, as the ledger of a person or company has them."""
        for ask in self.kb.ledgers.get(target, ()):
            if not ask.declined and (ask.made or not ask.closed) and (approach := self._of_ask(ask)):
                yield approach

    def _of_ask(self, ask: Ask) -> Approach | None:
        via, name = self.kb.short_name(ask.via), self.kb.short_name(ask.target)
        whom = name if ask.target in self.kb.people else f"someone at {name}"
        if ask.made:
            did, then = f"{via} introduced you to {whom} on {self._day(ask.made)}", "write to them now"
            return Approach("introduced", ask.target, (ask.via,), ask.made, did, then)
        if len(ask.followed_up) >= MOST_REMINDERS:
            return None  # they don't answer: try another way
        if ask.agreed:
            did = f"{via} agreed on {self._day(ask.agreed)} to introduce you to {whom}"
            until = days_after(max(ask.agreed, ask.reminded or ask.agreed), MADE_WITHIN)
            return self._waiting("agreed", ask.target, ask.via, ask.agreed, did, "ask for news", until)
        if ask.asked:
            last = max(ask.asked, ask.reminded or ask.asked)
            did = f"You asked {via} on {self._day(ask.asked)} for an introduction to {whom}"
            if ask.reminded:
                did += f" and reminded them on {self._day(last)}"
            return self._waiting("asked", ask.target, ask.via, last, did, "send a reminder")
        return None

    def _waiting(
        self, state: State, target: str, person: str, day: date, did: str, then: str, until: date | None = None
    ) -> Approach:
        """Return something that a person is given time to do."""
        until = until or self.follow_up_after.after(day)
        return Approach(state, target, (person,), day, did, then, until, self._day(until))

    def _offered(self, person: str) -> Iterator[Approach]:
        asked = {ask.via for ask in self.kb.ledgers.get(person, ())}
        for offer in self._offers.get(person, ()):
            if who := tuple(other for other in offer.interview.people if other not in asked):
                names, name = listed(map(self.kb.short_name, who)), self.kb.short_name(person)
                did = f"{names} suggested {name} on {self._day(offer.day)}"
                yield Approach("offered", person, who, offer.day, did, "follow that up first")

    def _day(self, day: date) -> str:
        return format_day(day, self.clock.today)


def _furthest(approaches: Iterable[Approach]) -> list[Approach]:
    """Return, of what is under way to each person, only what has come furthest."""
    ordered = sorted(approaches, key=lambda one: (_ORDER.index(one.state), one.day, one.target))
    best: dict[str, State] = {}
    for approach in ordered:
        best.setdefault(approach.target, approach.state)
    return [approach for approach in ordered if approach.state == best[approach.target]]
