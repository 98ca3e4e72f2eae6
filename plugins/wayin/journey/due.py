"""What is due: the next step of every conversation, request, promise and acquaintance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of
from wayin.journey.status import last_asked, status
from wayin.knowledge import contacts
from wayin.words import listed, long_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.clock import Clock
    from wayin.knowledge import Ask, Interview, KnowledgeBase
    from wayin.model import Duration

DueKind = Literal["thank-you", "follow-up", "keep-in-touch", "promise", "prepare", "ask", "connect", "introduction"]


@dataclass(frozen=True, slots=True)
class Due:
    """One step that is due on a day."""

    kind: DueKind
    id: str
    """The interview it belongs to; for contact and introductions, the person or company it concerns."""
    name: str
    since: date
    """The day of what it follows from."""
    due: date
    do: str
    """What to do, as a short imperative."""
    why: str
    people: tuple[str, ...] = ()
    """Whom it concerns: who is to be thanked, asked, reminded."""
    part: str = ""
    """What tells it from others of its kind and id, whatever their words and dates: a place in a list, a source."""

    def is_overdue(self, today: date) -> bool:
        """Whether its day is past."""
        return self.due < today


def due(kb: KnowledgeBase, clock: Clock, follow_up_after: Duration) -> list[Due]:
    """Everything that is due, was or will be, by day and then by id."""
    steps = _Steps(kb, clock, follow_up_after)
    found = [*steps.of_interviews(), *steps.of_asks(), *steps.of_offers(), *steps.of_acquaintances()]
    return sorted(found, key=lambda one: (one.due, one.id, one.kind, one.do))


@dataclass(frozen=True, slots=True)
class _Steps:
    kb: KnowledgeBase
    clock: Clock
    follow_up_after: Duration

    def of_interviews(self) -> Iterator[Due]:
        for one in self.kb.interviews.values():
            who = listed(self.kb.name(person) for person in one.people) or one.name
            yield from self._before(one, who)
            if one.facts.day is not None and one.is_held(self.clock):
                yield from self._after(one, who, day_of(one.facts.day))
            for i, promise in enumerate(one.facts.promised):
                if promise.by and not promise.done:
                    since = day_of(one.facts.day) if one.facts.day else promise.by
                    said = f"You promised it to {who}."
                    yield Due("promise", one.id, one.name, since, promise.by, promise.what, said, one.people, str(i))

    def _before(self, one: Interview, who: str) -> Iterator[Due]:
        now = status(one, self.clock, self.follow_up_after)
        asked = last_asked(one)
        if now == "follow-up due" and asked:
            day = self.follow_up_after.after(asked)
            said = f"You asked on {long_day(asked)} and have no answer yet."
            yield Due("follow-up", one.id, one.name, asked, day, f"Remind {who}", said, one.people)
        if now == "scheduled" and one.facts.day and not one.facts.questions and not one.facts.objectives:
            held = day_of(one.facts.day)
            said = f"You meet on {long_day(held)}, and no questions or objectives are noted."
            day = held - timedelta(days=2)
            since = min(one.facts.replied or asked or day, day)
            yield Due("prepare", one.id, one.name, since, day, f"Prepare for {who}", said, one.people)

    def _after(self, one: Interview, who: str, held: date) -> Iterator[Due]:
        if not one.facts.thanked:
            said = f"You spoke on {long_day(held)}."
            day = held + timedelta(days=1)
            yield Due("thank-you", one.id, one.name, held, day, f"Thank {who}", said, one.people)
        if not one.facts.connected:
            said = f"You spoke on {long_day(held)}, and are not connected yet."
            day = held + timedelta(days=3)
            yield Due("connect", one.id, one.name, held, day, f"Connect with {who}", said, one.people)

    def of_asks(self) -> Iterator[Due]:
        for i, ask in self._asks():
            if ask.made or ask.declined:
                continue
            via, target = self.kb.name(ask.via), self.kb.name(ask.target)
            if ask.agreed:
                said = f"{via} agreed on {long_day(ask.agreed)}; it is not made yet."
                day = ask.agreed + timedelta(days=7)
                do = f"Ask {via} how the introduction to {target} goes"
                yield Due("introduction", ask.target, target, ask.agreed, day, do, said, (ask.via,), str(i))
            elif ask.asked:
                said = f"You asked on {long_day(ask.asked)} for an introduction to {target}, and have no answer yet."
                day = self.follow_up_after.after(ask.asked)
                yield Due("ask", ask.target, target, ask.asked, day, f"Remind {via}", said, (ask.via,), str(i))

    def of_offers(self) -> Iterator[Due]:
        """Introductions offered in a held interview, until a ledger or a conversation says how they went."""
        ledger = {(ask.via, ask.target) for _, ask in self._asks()}
        for one in self.kb.interviews.values():
            if not one.facts.day or not one.is_held(self.clock):
                continue
            held = day_of(one.facts.day)
            for target in one.introductions:
                if target in one.people or self._spoken_since(target, held):
                    continue
                if any((person, target) in ledger for person in one.people):
                    continue
                who, name = listed(self.kb.name(person) for person in one.people), self.kb.name(target)
                said = f"{who} offered it on {long_day(held)}."
                day = held + timedelta(days=7)
                do = f"Take up the introduction to {name}"
                yield Due("introduction", target, name, held, day, do, said, one.people, one.id)

    def _spoken_since(self, person: str, day: date) -> bool:
        """Whether a conversation with somebody was asked for, or held, on that day or later."""
        return any(
            moment is not None and day_of(moment) >= day
            for one in self.kb.conversations.get(person, ())
            for moment in (one.facts.requested, one.facts.day)
        )

    def of_acquaintances(self) -> Iterator[Due]:
        last = contacts(self.kb, self.clock)
        for person in self.kb.people.values():
            cadence = person.facts.keep_in_touch
            if cadence and person.id in last and (since := last[person.id].last):
                said = f"You were last in touch on {long_day(since)}, and want to be {cadence.every}."
                day = cadence.after(since)
                do = f"Write to {person.name}"
                yield Due("keep-in-touch", person.id, person.name, since, day, do, said, (person.id,))

    def _asks(self) -> Iterator[tuple[int, Ask]]:
        """Every entry of every ledger, with its place there."""
        for asks in self.kb.ledgers.values():
            yield from enumerate(asks)
