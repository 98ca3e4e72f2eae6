"""What is due: the next step of every conversation, request, promise and acquaintance.

The notes alone say from when a step counts, and from when it counts no more: whoever was met tomorrow is to be thanked,
and need not be prepared for. So all steps are made at once, and a day only chooses among them; a page that is read
later than it was built chooses again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of, days_after
from wayin.journey.status import MOST_REMINDERS, last_asked
from wayin.knowledge import contacts, contacts_ahead
from wayin.wording import listed, long_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from wayin.clock import Clock
    from wayin.knowledge import Ask, Interview, KnowledgeBase
    from wayin.model import Duration

DueKind = Literal["thank-you", "follow-up", "keep-in-touch", "promise", "prepare", "ask", "connect", "introduction"]
MADE_WITHIN = 7
"""So many days after it was offered or agreed to, an introduction is asked after."""


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
    begins: date | datetime | None = None
    """From when it counts, if not from ever."""
    ends: date | datetime | None = None
    """From when it counts no more, if ever."""

    def is_overdue(self, today: date) -> bool:
        """Whether its day is past."""
        return self.due < today

    def counts(self, clock: Clock) -> bool:
        """Whether it has begun to count, and has not ended."""
        begun = self.begins is None or clock.has_begun(self.begins)
        return begun and (self.ends is None or not clock.has_begun(self.ends))

    def is_over(self, clock: Clock) -> bool:
        """Whether it will never count again."""
        return self.ends is not None and clock.has_begun(self.ends)


def agenda(kb: KnowledgeBase, clock: Clock, follow_up_after: Duration) -> list[Due]:
    """Return every step that is due, was or will be, as far as the notes know today: by day and then by id."""
    steps = _Steps(kb, clock, follow_up_after)
    found = [*steps.of_interviews(), *steps.of_asks(), *steps.of_offers(), *steps.of_acquaintances()]
    left = [one for one in found if not one.is_over(clock)]
    return sorted(left, key=lambda one: (one.due, one.id, one.kind, one.do))


@dataclass(frozen=True, slots=True)
class _Steps:
    kb: KnowledgeBase
    clock: Clock
    follow_up_after: Duration

    def of_interviews(self) -> Iterator[Due]:
        for one in self.kb.interviews.values():
            who = listed(self.kb.name(person) for person in one.people) or one.name
            if one.facts.declined is None:
                yield from self._of(one, who, one.facts.day)
            for i, promise in enumerate(one.facts.promised):
                if promise.by and not promise.done:
                    since = day_of(one.facts.day) if one.facts.day else promise.by
                    said = f"You promised it to {who}."
                    yield Due("promise", one.id, one.name, since, promise.by, promise.what, said, one.people, str(i))

    def _of(self, one: Interview, who: str, moment: date | datetime | None) -> Iterator[Due]:
        """The steps before and after a conversation that nobody declined."""
        if moment is None:
            yield from self._reminder(one, who)
            return
        held = day_of(moment)
        if not one.facts.questions and not one.facts.objectives:
            said = f"You meet on {long_day(held)}, and no questions or objectives are noted."
            day = days_after(held, -2)
            since = min(one.facts.replied or last_asked(one) or day, day)
            yield Due("prepare", one.id, one.name, since, day, f"Prepare for {who}", said, one.people, ends=moment)
        if not one.facts.thanked:
            said, day = f"You spoke on {long_day(held)}.", days_after(held, 1)
            yield Due("thank-you", one.id, one.name, held, day, f"Thank {who}", said, one.people, begins=moment)
        if not one.facts.connected:
            said, day = f"You spoke on {long_day(held)}, and are not connected yet.", days_after(held, 3)
            yield Due("connect", one.id, one.name, held, day, f"Connect with {who}", said, one.people, begins=moment)

    def _reminder(self, one: Interview, who: str) -> Iterator[Due]:
        asked = last_asked(one)
        if asked and not one.facts.replied and len(one.facts.followed_up) < MOST_REMINDERS:
            day = self.follow_up_after.after(asked)
            said = f"You asked on {long_day(asked)} and have no answer yet."
            yield Due("follow-up", one.id, one.name, asked, day, f"Remind {who}", said, one.people, begins=day)

    def of_asks(self) -> Iterator[Due]:
        for i, ask in self._asks():
            if ask.made or ask.declined:
                continue
            via, target = self.kb.name(ask.via), self.kb.name(ask.target)
            if ask.agreed:
                said = f"{via} agreed on {long_day(ask.agreed)}; it is not made yet."
                day = days_after(ask.agreed, MADE_WITHIN)
                do = f"Ask {via} how the introduction to {target} goes"
                yield Due("introduction", ask.target, target, ask.agreed, day, do, said, (ask.via,), str(i))
            elif ask.asked:
                said = f"You asked on {long_day(ask.asked)} for an introduction to {target}, and have no answer yet."
                day = self.follow_up_after.after(ask.asked)
                do = f"Remind {via} about {target}"
                yield Due("ask", ask.target, target, ask.asked, day, do, said, (ask.via,), str(i))

    def of_offers(self) -> Iterator[Due]:
        """Introductions offered in a conversation, until a ledger or a conversation says how they went."""
        ledger = {(ask.via, ask.target) for _, ask in self._asks()}
        for one in self.kb.interviews.values():
            if one.facts.day is None or one.facts.declined:
                continue
            held = day_of(one.facts.day)
            for target in one.introductions:
                if target in one.people or self._spoken_since(target, held):
                    continue
                if any((person, target) in ledger for person in one.people):
                    continue
                who, name = listed(self.kb.name(person) for person in one.people), self.kb.name(target)
                said = f"{who} offered it on {long_day(held)}."
                do = f"Take up the introduction to {name}"
                yield Due(
                    "introduction", target, name, held, days_after(held, MADE_WITHIN), do, said, one.people, one.id,
                    begins=one.facts.day,
                )  # fmt: skip

    def _spoken_since(self, person: str, day: date) -> bool:
        """Whether a conversation with somebody was asked for, or held, on that day or later."""
        return any(
            moment is not None and day_of(moment) >= day
            for one in self.kb.conversations.get(person, ())
            for moment in (one.facts.requested, one.facts.day)
        )

    def of_acquaintances(self) -> Iterator[Due]:
        """Each contact, from the last one on, sets the next; one that is ahead takes the place of that before it."""
        last = contacts(self.kb, self.clock)
        ahead = contacts_ahead(self.kb, self.clock)
        for person in self.kb.people.values():
            cadence = person.facts.keep_in_touch
            if cadence is None:
                continue
            known = last[person.id].last if person.id in last else None
            moments: list[date | datetime | None] = [None] if known else []
            moments += ahead.get(person.id, [])
            for begins, ends in pairwise([*moments, None]):
                since = day_of(begins) if begins else known
                if since is not None:
                    said = f"You were last in touch on {long_day(since)}, and want to be {cadence.every}."
                    day, do = cadence.after(since), f"Write to {person.name}"
                    yield Due(
                        "keep-in-touch", person.id, person.name, since, day, do, said, (person.id,),
                        begins=begins, ends=ends,
                    )  # fmt: skip

    def _asks(self) -> Iterator[tuple[int, Ask]]:
        """Every entry of every ledger, with its place there."""
        for asks in self.kb.ledgers.values():
            yield from enumerate(asks)
