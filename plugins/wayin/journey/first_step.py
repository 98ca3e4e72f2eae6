"""What to do first about a person or a company: a single act, based on the ledger, the interviews and the ways.

The definitions are in docs/introductions.md, "What to do first". All advice comes from here: the pages, the network
page, `wayin ways`, `wayin next`, `wayin due` and the drafts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of, days_after
from wayin.journey.cautions import cautions
from wayin.journey.introductions import (
    OFFER,
    Words,
    asked_words,
    introduced,
    open_offers,
    reminder_words,
    thread_words,
    wait_words,
)
from wayin.journey.refusals import Refusals
from wayin.journey.status import MOST_REMINDERS, last_asked, status
from wayin.model import ME
from wayin.network.companies import reach
from wayin.network.reasons import reasons
from wayin.network.suggestions import WorthAsking, worth_asking
from wayin.network.willingness import PROMISE, SILENCE, is_open
from wayin.wording import format_day, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date, datetime

    from wayin.clock import Clock
    from wayin.dates import Duration
    from wayin.journey.introductions import OpenOffer
    from wayin.journey.status import Status
    from wayin.knowledge import Ask, Interview, KnowledgeBase
    from wayin.network.ways import Search, Way

Do = Literal["thread", "talk", "leave", "remind", "wait", "chase", "take-up", "write", "ask", "find"]

THREAD = 60
"""Days for which a completed introduction comes before everything else."""
REQUEST, THANKS = 60, 30
"""Days for which an unanswered interview counts as under way, and one without thanks."""
_FURTHEST: tuple[Status, ...] = ("scheduled", "answered", "thank-you due", "follow-up due", "requested")
"""The stages of an interview under way, the furthest first."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """The first step towards a target."""

    do: Do
    target: str
    id: str | None
    """The person to do it with; None if there is nobody to write to."""
    what: str
    """The act, as a short imperative without a full stop."""
    why: str
    """The reason in full sentences."""
    until: date | None = None
    """The day to wait until."""
    whom: str | None = None
    """The person an introduction leads to, or the company if the person isn't known."""
    way: Way | None = None
    """The way in that it starts, if any."""
    then: Words | None = None
    """The act from `turns` on, if it changes."""
    turns: date | datetime | None = None
    """When it expires: `until`, or the time of an interview."""
    between: str | None = None
    """Somebody on the way who the act is about, instead of the target."""
    is_caution: bool = False
    """Whether the reason is a warning before asking, rather than a reason for the way."""


class FirstSteps:
    """Determines what to do first."""

    def __init__(self, kb: KnowledgeBase, search: Search, clock: Clock, follow_up_after: Duration) -> None:
        """Prepare for these notes; the search is over their network."""
        self.kb, self.search, self.clock, self.follow_up_after = kb, search, clock, follow_up_after
        self.today, self.willingness = clock.today, search.network.willingness
        self.refusals = Refusals(kb, clock, search.network.contact)
        self.introduced = introduced(kb, clock)

    def to(self, target: str, *, most: int | None = None, without: Collection[str] = ()) -> FirstStep:
        """Return what to do first about a person or a company.

        Args:
            target: the id of a person or a company.
            most: the most intermediaries of a way; by default the search's limit.
            without: people to avoid.
        """
        if step := self._begun(target, without):
            return step
        if target in self.kb.companies:
            return self._readiest(target, most, without)
        return self._own_or_way(target, most, without)

    def _begun(self, target: str, without: Collection[str]) -> FirstStep | None:
        if target not in self.kb.companies:
            step = self._running(target) or self._left(target) or self._asked(target, [target], without)
            return step or self._offered([target], without) or self._never(target)
        everyone = self._staff(target)
        interviews = [interview for person in everyone for interview in self.kb.interviews_with.get(person, ())]
        interviews += self.kb.interviews_at.get(target, ())
        if step := self._thread([target, *everyone]) or self._interview(interviews, target):
            return step
        never = self.willingness.never | self.willingness.not_for.get(target, frozenset())
        avoided = never | self._refusals_at(target).keys()
        people = [person for person in everyone if person not in avoided]
        return self._asked(target, [target, *people], without) or self._offered(people, without, target)

    def _running(self, person: str) -> FirstStep | None:
        """Return the next act after a completed introduction or for an interview under way."""
        return self._thread([person]) or self._interview(self.kb.interviews_with.get(person, ()), person)

    def _never(self, person: str) -> FirstStep | None:
        if person not in self.willingness.never:
            return None
        return FirstStep("leave", person, None, "Leave it", f"Your note says not to ask {self.kb.short_name(person)}.")

    # --- targets with nothing under way -------------------------------------------------------------------------------

    def _own_or_way(self, person: str, most: int | None, without: Collection[str]) -> FirstStep:
        found = self.search.ways(person, most=most, without=without)
        way, own = self._open_way(found.ways), found.known
        if person in self.introduced:
            return self._write(person, person)
        if own and (way is None or way.at_capacity or own.quality >= way.score):
            return self._write(person, person)
        return self._ask(person, way) if way else self._find(person)

    def _open_way(self, ways: Sequence[Way]) -> Way | None:
        """Return the first way on which nobody has declined, preferably through people you haven't met."""
        ways = [way for way in ways if not any(map(self._refused, way.people[2:-1]))]
        had = ({person for person in way.people[2:-1] if person in self.introduced} for way in ways)
        fresh = (way for way, people in zip(ways, had, strict=True) if all(map(self._running, people)))
        return next(fresh, next(iter(ways), None))

    def _readiest(self, company: str, most: int | None, without: Collection[str]) -> FirstStep:
        for reached in reach(self.kb, self.search, company, self.clock, most=most, without=without):
            if reached.person in without:
                continue
            if left := self._left(reached.person):
                if left.do != "leave":
                    return replace(left, target=company)
                continue
            if reached.is_known_best or reached.person in self.introduced or reached.best is None:
                return self._write(reached.person, company)
            ways = self.search.ways(reached.person, most=most, without=without, company=company).ways
            if way := self._open_way([reached.best, *ways]):
                return self._ask(company, way)
        declined = self._refusals_at(company).values()
        if declined:
            return replace(max(declined, key=lambda step: (step.until, step.target)), target=company)
        return self._find(company)

    def _refusals_at(self, company: str) -> dict[str, FirstStep]:
        """Return who declined recently: people at a company, or everyone who was asked about it."""
        steps = {node: self._left(node) for node in (company, *self._staff(company))}
        return {node: step for node, step in steps.items() if step and step.do == "leave"}

    def _staff(self, company: str) -> list[str]:
        """Return who works at a company or a subsidiary now."""
        places = [company, *self.kb.subsidiaries(company)]
        there = (staff for place in places for staff in self.kb.staff(place))
        return sorted({person.id for person, jobs in there if any(job.is_current(self.today) for job in jobs)})

    # --- 1: a completed introduction ----------------------------------------------------------------------------------

    def _thread(self, nodes: Iterable[str]) -> FirstStep | None:
        made = [
            (day, ask)
            for node in nodes
            for ask in self.kb.ledgers.get(node, ())
            if (day := self._recent(ask.made, THREAD)) and not self._has_followed(ask, day)
        ]
        if not made:
            return None
        day, ask = max(made, key=lambda found: (found[0], found[1].target, found[1].via))
        with_whom = ask.target if ask.target in self.kb.people else self._introduced_there(ask)
        words = thread_words(self.kb, ask, day, self.today)
        return FirstStep("thread", ask.target, with_whom, words.what, words.why, whom=ask.target)

    def _introduced_there(self, ask: Ask) -> str:
        """Return who you were introduced to at a company; if unknown, who made the introduction."""
        there = self._staff(ask.target)
        return next((person for person in there if self.kb.people[person].introduced_by == ask.via), ask.via)

    def _has_followed(self, ask: Ask, made: date) -> bool:
        """Return whether there was an interview, a request for one, or contact since an introduction was made."""
        people = [ask.target] if ask.target in self.kb.people else self._staff(ask.target)
        for person in people:
            contact = self.search.network.contact.get(person)
            if contact and contact.last and contact.last > made:
                return True
            for interview in self.kb.interviews_with.get(person, ()):
                moments = (interview.facts.requested, interview.facts.replied, interview.facts.day)
                if any(moment is not None and day_of(moment) >= made for moment in moments):
                    return True
        return False

    # --- 2: an interview under way ------------------------------------------------------------------------------------

    def _interview(self, interviews: Iterable[Interview], target: str) -> FirstStep | None:
        under_way = [
            (_FURTHEST.index(where), day, interview.id, interview)
            for interview in interviews
            if interview.people and (where := self._status(interview)) in _FURTHEST
            if (day := self._since(interview, where))
        ]
        if not under_way:
            return None
        order, day, _, interview = min(under_way, key=lambda found: found[:3])
        person = target if target in interview.people else interview.people[0]
        return replace(self._next(interview, _FURTHEST[order], day, person), target=target)

    def _status(self, interview: Interview) -> Status:
        return status(interview, self.clock, self.follow_up_after)

    def _since(self, interview: Interview, where: Status) -> date | None:
        """Return the day that counts for an interview's status; None if it is too long ago to be under way."""
        facts = interview.facts
        held = day_of(facts.day) if facts.day else None
        if where == "scheduled":
            return held
        if where == "answered":
            return facts.replied
        return self._recent(held, THANKS) if where == "thank-you due" else self._recent(last_asked(interview), REQUEST)

    def _next(self, interview: Interview, where: Status, day: date, person: str) -> FirstStep:
        name, on = self.kb.short_name(person), format_day(day, self.today)
        facts = interview.facts
        until, then, turns = None, None, None
        match where:
            case "scheduled":
                what = f"{'Meet' if facts.questions or facts.objectives else 'Prepare for'} {name}"
                why, until, turns = f"You meet on {on}.", day, facts.day
                then = Words(f"Thank {name}", f"You spoke on {on}.")
            case "answered":
                what, why = f"Agree on a day with {name}", f"{name} answered on {on}."
            case "thank-you due":
                what, why = f"Thank {name}", f"You spoke on {on}."
            case "follow-up due":
                words = reminder_words(name, day, self.today)
                what, why = words.what, words.why
            case _:
                until = self.follow_up_after.after(day)
                then = reminder_words(name, day, self.today)
                what = f"Wait for {name}"
                why = f"You asked on {on} – wait until {format_day(until, self.today)}, then send a reminder."
        return FirstStep("talk", person, person, what, why, until, then=then, turns=turns or until)

    # --- 3: a no ------------------------------------------------------------------------------------------------------

    def _refused(self, target: str) -> FirstStep | None:
        """Return the step that leaves a target alone; None if nobody declined recently."""
        refusal = self.refusals.of(target)
        if refusal is None:
            return None
        what = f"Leave it until {format_day(refusal.until, self.today)}"
        return FirstStep("leave", target, None, what, refusal.why, refusal.until, turns=refusal.until)

    def _left(self, target: str) -> FirstStep | None:
        """Return the step that leaves a target alone for now, unless another way there is under way."""
        refused = self._refused(target)
        if refused and target in self.kb.people and not self.refusals.has_declined(target):
            way = self._open_way(self.search.ways(target).ways)
            step = self._ask(target, way) if way else None
            return step if step and step.do in ("thread", "talk") else refused
        return refused

    # --- 4 and 5: requests and offers ---------------------------------------------------------------------------------

    def _asked(self, target: str, nodes: Iterable[str], without: Collection[str]) -> FirstStep | None:
        found = [
            (not ask.agreed, day, ask.target, ask.via, ask)
            for node in nodes
            for ask in self.kb.ledgers.get(node, ())
            if is_open(ask) and (day := self._waits_since(ask)) and self._may_ask(ask.via, (target, node), without)
        ]
        if not found:
            return None
        # Those who agreed come first, then the longest wait
        *_, ask = min(found, key=lambda found: found[:4])
        words = asked_words(self.kb, ask, self.clock, self.follow_up_after)
        if words.until and words.until > self.today:
            wait = wait_words(self.kb, ask, self.clock, words.until)
            return FirstStep(
                "wait", target, ask.via, wait.what, wait.why, wait.until, ask.target, None, words, wait.until
            )
        do: Do = "chase" if self.clock.past(ask.agreed) else "remind"
        return FirstStep(do, target, ask.via, words.what, words.why, whom=ask.target)

    def _waits_since(self, ask: Ask) -> date | None:
        """Return since when you have been waiting for somebody; None if it is too long, or they were reminded twice."""
        if len(ask.followed_up) >= MOST_REMINDERS:
            return None
        agreed = self.clock.past(ask.agreed)
        since, most = (agreed, PROMISE) if agreed else (ask.asked, SILENCE)
        return self._recent(max(since, ask.reminded or since), most) if since else None

    def _may_ask(self, person: str, goals: tuple[str, ...], without: Collection[str]) -> bool:
        is_willing = bool(self.willingness.willing.get(person))
        return is_willing and person not in without and person not in self.willingness.out(goals)

    def _readiness(self, person: str) -> float:
        """Return how readily somebody takes your call."""
        tie = self.search.network.tie(ME, person)
        return tie.quality if tie else 0.0

    @cached_property
    def _offers(self) -> Mapping[str, list[OpenOffer]]:
        return open_offers(self.kb, self.clock)

    def _offered(self, people: Iterable[str], without: Collection[str], company: str = "") -> FirstStep | None:
        found = [
            (offer.day, self._readiness(who), person, who, offer.people)
            for person in people
            for offer in self._offers.get(person, ())
            if self._recent(offer.day, OFFER)
            for who in offer.people
            if self._may_ask(who, (person, company or person), without)
        ]
        if not found:
            return None
        day, _, person, who, everyone = max(found)
        name, on = listed(map(self.kb.short_name, everyone)), format_day(day, self.today)
        what = f"Follow up on the introduction to {self.kb.short_name(person)}"
        return FirstStep("take-up", company or person, who, what, f"{name} offered it on {on}.", whom=person)

    # --- 6 and 7: a new start -----------------------------------------------------------------------------------------

    def _write(self, person: str, target: str) -> FirstStep:
        tie = self.search.network.tie(ME, person)
        made = [(day, ask) for ask in self.kb.ledgers.get(person, ()) if (day := self.clock.past(ask.made))]
        if tie:
            why = reasons(self.kb, self.search.network, tie, self.today)[0]
        else:
            day, ask = max(made, key=lambda found: found[0])
            why = f"{self.kb.short_name(ask.via)} introduced you on {format_day(day, self.today)}."
        return FirstStep("write", target, person, f"Write to {self.kb.short_name(person)}", why)

    def _ask(self, target: str, way: Way) -> FirstStep:
        names = [self.kb.short_name(person) for person in way.people]
        for person in reversed(way.people[2:-1]):
            step = self._running(person) or self._asked(person, [person], ()) or self._offered([person], ())
            if step:
                leads = f"{step.why} {self.kb.short_name(person)} can introduce you to {names[-1]}."
                return replace(
                    step, target=target, why=leads, way=way if step.id in way.people else None, between=person
                )
        first, following = way.people[1:3]
        for ask in self.kb.ledgers.get(following, ()):
            if ask.via == first and is_open(ask) and self.clock.past(ask.agreed or ask.asked):
                words = asked_words(self.kb, ask, self.clock, self.follow_up_after)
                return FirstStep("ask", target, first, words.what, words.why, whom=following, way=way)
        ties = self.search.network.ties
        why = [reasons(self.kb, self.search.network, ties[a][b], self.today)[0] for a, b in pairwise(way.people[:3])]
        told = list(cautions(self.kb, self.search.network, self.clock, target, way))
        further = "".join(f", who can introduce you to {name}" for name in names[3:])
        return FirstStep(
            "ask", target, first, f"Ask {names[1]} to introduce you to {names[2]}{further}", " ".join(told or why),
            whom=following, way=way, is_caution=bool(told),
        )  # fmt: skip

    def _find(self, target: str) -> FirstStep:
        name = self.kb.short_name(target)
        who = "someone at" if target in self.kb.companies else "someone who knows"
        ask = [self.kb.short_name(asked.person) for asked in self.ask_about(target)]
        why = f" Ask {listed(ask, 'or')} whether they know anyone." if ask else ""
        return FirstStep("find", target, None, f"Find {who} {name}", f"No way in yet.{why}")

    def ask_about(self, target: str) -> list[WorthAsking]:
        """Return the contacts worth asking about a target nobody reaches, or about its company if it is a person."""
        company = self.place(target)
        return worth_asking(self.kb, self.search.network, company) if company else []

    def place(self, target: str) -> str | None:
        """Return the target's company: itself, or the person's current one."""
        if target in self.kb.companies:
            return target
        job = self.kb.people[target].current_job(self.today)
        return job.company if job else None

    # --- helpers ------------------------------------------------------------------------------------------------------

    def _recent(self, day: date | None, most: int) -> date | None:
        """Return a day if it is past by at most this many days."""
        past = self.clock.past(day)
        return past if past and past >= days_after(self.today, -most) else None
