"""What is due: the next step of every interview, request, promise and acquaintance.

The notes alone determine the period in which a step counts: after a meeting there is somebody to thank and nothing left
to prepare. So all steps are computed at once and a day selects among them. A page read later than it was built selects
again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of, days_after
from wayin.journey.introductions import OFFER, asked_words, has_interview_since, reminder_words
from wayin.journey.status import MOST_REMINDERS, last_asked
from wayin.knowledge import Interview, contacts, contacts_ahead
from wayin.network.willingness import PROMISE, SILENCE, is_open
from wayin.wording import MONTHS, format_day, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from wayin.clock import Clock
    from wayin.dates import Duration
    from wayin.journey.first_step import Do, FirstStep
    from wayin.knowledge import Ask, KnowledgeBase, Person

DueKind = Literal["thank-you", "follow-up", "keep-in-touch", "promise", "prepare", "ask", "connect", "introduction"]
BIRTHDAY_AHEAD = 7
"""Days before a birthday when it becomes a step."""
MADE_WITHIN = 7
"""Days after an offer or agreement when you ask about the introduction."""


@dataclass(frozen=True, slots=True)
class Due:
    """A step due on a day."""

    kind: DueKind
    id: str
    """The interview it belongs to; for contact and introductions, the person or company."""
    name: str
    since: date
    """The day of the event it follows from."""
    due: date
    do: str
    """What to do, as a short imperative."""
    why: str
    people: tuple[str, ...] = ()
    """The people it concerns: who to thank, ask or remind."""
    part: str = ""
    """Distinguishes it from others of its kind and id, regardless of texts and dates: an index, a source."""
    begins: date | datetime | None = None
    """When it starts to count, if not always."""
    ends: date | datetime | None = None
    """When it stops counting, if ever."""
    is_standing: bool = False
    """Whether it is due on any day it is viewed."""
    is_open: bool = False
    """Whether it is about a request or an offer recent enough to follow up."""
    act: Do | None = None
    """The kind of act that replaces it, if something else has to be done first."""

    def is_overdue(self, today: date) -> bool:
        """Return whether its day is past."""
        return self.due < today

    def counts(self, clock: Clock) -> bool:
        """Return whether it counts at this moment."""
        return (self.begins is None or clock.has_begun(self.begins)) and not self.is_over(clock)

    def is_over(self, clock: Clock) -> bool:
        """Return whether it will never count again."""
        return self.ends is not None and clock.has_begun(self.ends)


def agenda(
    kb: KnowledgeBase, clock: Clock, follow_up_after: Duration, first: Callable[[str], FirstStep] | None = None
) -> list[Due]:
    """Return all steps, past, due and future, as far as the notes show today, by day and then by id.

    Args:
        kb: the notes.
        clock: provides today.
        follow_up_after: how long to wait before a reminder.
        first: returns what to do first about a person or company; steps about introductions agree with it.
    """
    steps = _Steps(kb, clock, follow_up_after)
    made = [*steps.of_interviews(), *steps.of_asks(), *steps.of_offers(), *steps.of_acquaintances()]
    made += [*steps.of_birthdays(), *steps.of_todos()]
    if first:
        made = [advised for step in made if (advised := _advised(step, kb, clock, first))]
    made = [step for made_step in made if (step := _put_off(made_step, kb))]
    # Several requests may be replaced by the same act
    left = {(step.kind, step.id, step.do) if step.act else step: step for step in reversed(made)}
    return sorted(
        (step for step in left.values() if not step.is_over(clock)),
        key=lambda step: (step.due, step.id, step.kind, step.do, step.part),
    )


def _advised(step: Due, kb: KnowledgeBase, clock: Clock, first: Callable[[str], FirstStep]) -> Due | None:
    """Return a step as `first` advises; None if it should be left alone."""
    if step.kind not in ("follow-up", "ask", "introduction") or not step.counts(clock) or step.since > clock.today:
        return step
    people = kb.interviews[step.id].people if step.kind == "follow-up" else (step.id,)
    if not people:
        return step
    advice = first(people[0])
    if advice.do == "leave":
        return None
    is_early = advice.do == "wait" and step.due <= clock.today
    if step.is_open and not is_early and advice.do in ("remind", "wait", "chase", "take-up"):
        return step
    if advice.id in step.people and (advice.what == step.do or (step.kind == "follow-up" and advice.do == "talk")):
        return step
    people = (advice.id,) if advice.id else step.people
    return replace(step, do=advice.what, why=advice.why, people=people, act=advice.do, is_open=False)


def _put_off(step: Due, kb: KnowledgeBase) -> Due | None:
    """Return a step no earlier than its note's `not_before`; None for a preparation postponed to the interview."""
    note = kb.note(step.id)
    day = note.facts.not_before if note else None
    if day is None or day <= step.due:
        return step
    if step.kind == "prepare" and step.ends is not None and day >= day_of(step.ends):
        return None
    begins = day if step.kind == "follow-up" else step.begins
    return replace(step, due=day, begins=begins)


@dataclass(frozen=True, slots=True)
class _Steps:
    kb: KnowledgeBase
    clock: Clock
    follow_up_after: Duration

    def of_interviews(self) -> Iterator[Due]:
        for interview in self.kb.interviews.values():
            who = self._names(interview.people) or interview.name
            if interview.facts.closed:
                continue
            if not interview.is_off:
                yield from self._of_interview(interview, who, interview.facts.day)
            for i, promise in enumerate(interview.facts.promised):
                if promise.by and not promise.done:
                    since = day_of(interview.facts.day) if interview.facts.day else promise.by
                    why = f"Promised to {who}."
                    yield Due(
                        "promise", interview.id, interview.name, since, promise.by, promise.what, why,
                        interview.people, str(i),
                    )  # fmt: skip

    def _of_interview(self, interview: Interview, who: str, moment: date | datetime | None) -> Iterator[Due]:
        """Yield the steps before and after an interview that wasn't declined."""
        if moment is None:
            yield from self._reminder(interview, who)
            return
        held = day_of(moment)
        if not interview.facts.questions and not interview.facts.objectives:
            day = days_after(held, -2)
            since = min(interview.facts.replied or last_asked(interview) or day, day)
            why = f"You meet on {self._day(held)}; no questions or objectives yet."
            yield self._step("prepare", interview, since, day, f"Prepare for {who}", why, ends=moment)
        if not interview.facts.thanked:
            why = f"You spoke on {self._day(held)}."
            yield self._step("thank-you", interview, held, days_after(held, 1), f"Thank {who}", why, begins=moment)
        if not interview.facts.connected:
            do, why = f"Connect with {who} on LinkedIn", f"You spoke on {self._day(held)} but haven't connected yet."
            yield self._step("connect", interview, held, days_after(held, 3), do, why, begins=moment)

    def _reminder(self, interview: Interview, who: str) -> Iterator[Due]:
        asked = last_asked(interview)
        if asked and not interview.facts.replied and len(interview.facts.followed_up) < MOST_REMINDERS:
            day = self.follow_up_after.after(asked)
            words = reminder_words(who, asked, self.clock.today)
            yield self._step("follow-up", interview, asked, day, words.what, words.why, begins=day)

    @staticmethod
    def _step(
        kind: DueKind, interview: Interview, since: date, due: date, do: str, why: str,
        begins: date | datetime | None = None, ends: date | datetime | None = None,
    ) -> Due:  # fmt: skip
        return Due(
            kind, interview.id, interview.name, since, due, do, why, interview.people, begins=begins, ends=ends
        )  # fmt: skip

    def of_asks(self) -> Iterator[Due]:
        for i, ask in self._asks():
            day = ask.agreed or ask.asked
            if not is_open(ask) or not day or len(ask.followed_up) >= MOST_REMINDERS:
                continue
            words = asked_words(self.kb, ask, self.clock, self.follow_up_after)
            kind: DueKind = "introduction" if ask.agreed else "ask"
            since = max(day, ask.reminded or day)
            due = days_after(since, MADE_WITHIN) if ask.agreed else self.follow_up_after.after(since)
            yield Due(
                kind, ask.target, self.kb.name(ask.target), since, due, words.what, words.why, (ask.via,), str(i),
                is_open=since >= days_after(self.clock.today, -(PROMISE if ask.agreed else SILENCE)),
            )  # fmt: skip

    def of_offers(self) -> Iterator[Due]:
        """Yield introductions offered in an interview, until a ledger or an interview shows the outcome."""
        ledger = {(ask.via, ask.target) for _, ask in self._asks()}
        for interview in self.kb.interviews.values():
            if interview.facts.day is None or interview.is_off or not interview.people:
                continue
            held = day_of(interview.facts.day)
            for target in interview.introductions:
                if target in interview.people or has_interview_since(self.kb, target, held):
                    continue
                if any((person, target) in ledger for person in interview.people):
                    continue
                yield Due(
                    "introduction", target, self.kb.name(target), held, days_after(held, MADE_WITHIN),
                    f"Follow up on the introduction to {self.kb.short_name(target)}",
                    f"{self._names(interview.people)} offered it on {self._day(held)}.", interview.people,
                    interview.id, begins=interview.facts.day, is_open=held >= days_after(self.clock.today, -OFFER),
                )  # fmt: skip

    def of_acquaintances(self) -> Iterator[Due]:
        """Yield the next contact with each person; each contact sets the next, and a planned one replaces it."""
        last = contacts(self.kb, self.clock)
        ahead = contacts_ahead(self.kb, self.clock)
        for person in self.kb.people.values():
            cadence = person.facts.keep_in_touch
            if cadence is None or cadence == "never":
                continue
            known = last[person.id].last if person.id in last else None
            moments: list[date | datetime | None] = [None] if known else []
            moments += ahead.get(person.id, [])
            if known is None and moments in ([], [person.facts.last_contact]):
                yield self._first_contact(person, cadence, moments[0] if moments else None)
            for begins, ends in pairwise([*moments, None]):
                since = day_of(begins) if begins else known
                if since is not None:
                    why = f"Last in touch {self._on_or_in(since)}; you planned {cadence.every}."
                    yield Due(
                        "keep-in-touch", person.id, person.name, since, cadence.after(since),
                        f"Write to {self.kb.short_name(person.id)}", why, (person.id,), begins=begins, ends=ends,
                    )  # fmt: skip

    def _first_contact(self, person: Person, cadence: Duration, ends: date | datetime | None) -> Due:
        """Return the step for somebody to keep in touch with who has no contact in the notes."""
        today = self.clock.today
        why = f"You planned to be in touch {cadence.every}; no contact is noted yet."
        do = f"Write to {self.kb.short_name(person.id)}"
        return Due(
            "keep-in-touch", person.id, person.name, today, today, do, why, (person.id,), ends=ends, is_standing=True
        )

    def of_birthdays(self) -> Iterator[Due]:
        """Yield the next birthday of each person with one in their note, from a week before until a day after."""
        today = self.clock.today
        for person in self.kb.people.values():
            if (birthday := person.facts.birthday) and person.facts.keep_in_touch != "never":
                day = birthday.in_year(today.year)
                if day < days_after(today, -1):
                    day = birthday.in_year(min(today.year + 1, MAXYEAR))
                age = f" They turn {day.year - birthday.year}." if birthday.year and birthday.year < day.year else ""
                who = self.kb.short_name(person.id)
                yield Due(
                    "keep-in-touch", person.id, person.name, day, day, f"Wish {who} a happy birthday",
                    f"It is on {self._day(day)}.{age}", (person.id,), "birthday",
                    days_after(day, -BIRTHDAY_AHEAD), days_after(day, 2),
                )  # fmt: skip

    def of_todos(self) -> Iterator[Due]:
        """Yield the open to-dos with a date in the notes of people and interviews."""
        nodes: list[Person | Interview] = [*self.kb.people.values(), *self.kb.interviews.values()]
        for node in nodes:
            for todo in node.note.todos if node.note else ():
                if todo.due:
                    people = node.people if isinstance(node, Interview) else (node.id,)
                    why = f"A to-do in your note on {node.name}."
                    yield Due(
                        "promise", node.id, node.name, todo.due, todo.due, todo.text, why, people,
                        f"todo:{todo.position.line}",
                    )  # fmt: skip

    def _asks(self) -> Iterator[tuple[int, Ask]]:
        """Yield every entry of every ledger, with its index in the note."""
        for asks in self.kb.ledgers.values():
            yield from ((ask.place, ask) for ask in asks)

    def _names(self, people: Iterable[str]) -> str:
        return listed(map(self.kb.short_name, people))

    def _day(self, day: date) -> str:
        return format_day(day, self.clock.today)

    def _on_or_in(self, day: date) -> str:
        """Return a date as its day if it is in this year, else as its month."""
        same_year = day.year == self.clock.today.year
        return f"on {self._day(day)}" if same_year else f"in {MONTHS[day.month - 1]} {day.year}"
