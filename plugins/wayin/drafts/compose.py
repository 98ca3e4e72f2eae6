"""Drafts of the messages nobody likes to write, filled in from the notes and finished by hand.

The facts for each kind are collected here, and its text is in `drafts/texts/<kind>.txt`. Missing facts become marked
blanks with a hint; nothing is made up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, get_args

from wayin import model
from wayin.drafts import phrasing
from wayin.drafts.facts import DraftFacts
from wayin.drafts.introductions import IntroductionFinder, NoDraftError
from wayin.journey.status import MOST_REMINDERS
from wayin.model import ME
from wayin.wording import format_day, given_name, listed, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from wayin.clock import Clock
    from wayin.drafts.filling import Blank
    from wayin.drafts.templates import DraftTemplates
    from wayin.journey.first_step import FirstStep
    from wayin.knowledge import Ask, Interview, KnowledgeBase
    from wayin.learning import LearningIndex
    from wayin.network.ways import Search

DraftKind = Literal[
    "request", "introduction", "forward", "follow-up", "thank-you", "connect", "keep-in-touch", "offer"
]  # fmt: skip
KINDS: tuple[DraftKind, ...] = get_args(DraftKind)
MOST_WORDS = 180
"""The most words of a draft that people read; a connection request may have `MOST_CHARACTERS` characters."""
MOST_CHARACTERS = 300
BACKGROUND = 70
"""The most words of the two sentences about the sender."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, complete except for its blanks."""

    kind: DraftKind
    to: tuple[str, ...]
    """The recipients, by id."""
    subject: str
    body: str
    blanks: tuple[Blank, ...]
    """The missing facts, as marked in the text."""
    form: str = ""
    """The variant within its kind; empty for most."""
    note: str = ""
    """A message for its writer if it isn't the draft they asked for; empty for most."""

    @property
    def words(self) -> int:
        """Return the number of words."""
        return len(self.body.split())


class Drafts:
    """Writes drafts from a knowledge base."""

    def __init__(
        self, kb: KnowledgeBase, search: Search, clock: Clock, learned: LearningIndex, templates: DraftTemplates,
        first: Callable[[str], FirstStep],
    ) -> None:  # fmt: skip
        """Use these notes and the search over their network; `templates` are the texts to fill in."""
        self.introducing, self.first = IntroductionFinder(kb, search, clock, first), first
        self.kb, self.search, self.clock, self.templates = kb, search, clock, templates
        self.facts = DraftFacts(kb, search, clock, learned)
        self._me = self._about_me()
        self._last_note: tuple[tuple[str, str] | None, Draft] = None, Draft("forward", (), "", "", ())

    def draft(self, kind: DraftKind, target: str, via: str = "") -> Draft:
        """Return a draft.

        Args:
            kind: the kind of draft.
            target: the id of a person, a company or an interview.
            via: for an introduction, a request or a reminder: the mutual contact, instead of the best one.

        Raises:
            NoDraftError: if there is nobody to write to.
        """
        match kind:
            case "request":
                return self._request(target, via)
            case "introduction":
                return self._introduction(target, via)
            case "forward":
                return self._forward(target)
            case "follow-up":
                return self._follow_up(target, via)
            case "thank-you":
                return self._thank_you(target)
            case "connect":
                return self._connect(target)
            case "keep-in-touch" | "offer":
                return self._keep_in_touch(kind, target)

    # --- asking -------------------------------------------------------------------------------------------------------

    def _request(self, target: str, via: str) -> Draft:
        people, interview = self._with(target)
        interview, step = interview or self.facts.planned(people[0]) or self._refusal(people[0]), self.first(people[0])
        door = self.facts.door(self.kb.people[people[0]], interview, via)
        return self._write(
            "request", people, door=door, aim=self.facts.aim(interview), before=self.facts.in_vain(interview),
            spoke=self.facts.day(self.facts.held(people[0])), last=self.facts.last(people[0]),
            standing=self.facts.standing(people[0]),
            note=f"{step.what}. {step.why}" if step.do in ("talk", "leave", "thread") else "",
        )  # fmt: skip

    def _introduction(self, target: str, via: str) -> Draft:
        company = target if target in self.kb.companies else ""
        people, interview = ((), None) if company else self._with(target)
        # An interview by introduction has a draft too: to whoever introduced it
        via = via or (interview.introduced_by or "" if interview else "")
        aim = company or people[0]
        wish = self.introducing.by(aim, via) if via else self.introducing.advised(aim)
        asked, whom, goal = wish.asked, wish.whom, wish.goal
        if about := [ask for ask in self.lying_with(asked) if ask.target in (whom, company)]:
            return self._reminder_instead(asked, about[0])
        known = company and any(reached.known for reached in self.introducing.reached(company))
        for node in filter(None, (whom, company)):
            if self.facts.is_private(node):
                raise NoDraftError(
                    f"{self.kb.name(node)}'s note is private, so drafts to other people leave them out. `wayin check`"
                    " says so where that is only because a line of it can't be read."
                )
        beyond = goal if goal != whom and not self.facts.is_private(goal) else ""
        relation = self.facts.acquaintances.to(asked, whom) if whom else None
        named = self.facts.named(asked, whom) if whom else None
        facts: dict[str, Any] = {
            "whom": self.facts.who(whom) if whom else None,
            "beyond": self.facts.who(beyond) if beyond else None,
            "why": self.facts.acquaintances.of(whom, beyond).words if beyond else "",
            "company": one_line(self.kb.name(company)) if company else "",
            "relation": relation.words if relation else "",
            "sure": bool(relation and relation.sure),
            "standing": self.facts.standing(asked),
            "offered": named.day if named else None,
            "alone": bool(named and named.alone),
            "known": bool(known),
            "discreet": asked in self.search.network.willingness.colleagues,
        }
        # The text to forward is included, unless the whole gets too long to read
        note = self._note_about_me(whom) if whom else None
        if note and (whole := self._write("introduction", (asked,), **facts, text=note.body)).words < MOST_WORDS:
            return replace(whole, blanks=tuple(dict.fromkeys((*whole.blanks, *note.blanks))))
        return self._write("introduction", (asked,), **facts, text="")

    def _forward(self, target: str) -> Draft:
        if target not in self.kb.companies:
            return self._note_about_me(self._with(target)[0][0])
        way = self.first(target).way
        return self._note_about_me(way.people[-1] if way else "", target)

    def _note_about_me(self, person: str, company: str = "") -> Draft:
        """Return the text to forward, alone or inside a request for an introduction; the last one is cached."""
        if self._last_note[0] != (person, company):
            self._last_note = (person, company), self._new_note(person, company)
        return self._last_note[1]

    def _new_note(self, person: str, company: str) -> Draft:
        place = "" if not company or self.facts.is_private(company) else one_line(self.kb.name(company))
        aim = self.facts.aim(self.facts.planned(person)) if person else ""
        return self._write("forward", (person,) if person else (), aim=aim, company=place)

    def _follow_up(self, target: str, via: str) -> Draft:
        asks = self._open_asks(target, via)
        if target in self.kb.companies and not asks:
            target = self._with(target)[0][0]
            asks = self._open_asks(target, via)
        interview = self.kb.interviews.get(target)
        planned = self.facts.planned(target) if target in self.kb.people and not via else None
        if planned and planned.facts.requested and not planned.facts.replied and planned.facts.day is None:
            interview = planned
        if interview is None and asks:
            return self._remind_of(asks[0].via)
        people, _ = self._with(target)
        if target in self.kb.people and not via:
            interview = interview or planned or self.facts.held(target) or self._refusal(target)
        public = interview if interview and not interview.note.facts.private else None
        if public and public.facts.declined:
            return replace(self._thank_you(target), kind="follow-up")  # a no gets thanks, and no further questions
        door = self.facts.door(self.kb.people[people[0]], interview, via)
        reminders = sorted(public.facts.followed_up) if public else []
        return self._write(
            "follow-up", people, form=self._stands(public), door=door,
            asked=public.facts.requested if public else None, reminded=reminders[-1] if reminders else None,
            replied=public.facts.replied if public else None, day=self.facts.day(public),
            vows=self.facts.vows([public] if public else [], people), asks=(), agreed=(), wished=(), companies=(),
            note="You've sent two reminders already: let it go." if len(reminders) >= MOST_REMINDERS else "",
        )  # fmt: skip

    def _stands(self, interview: Interview | None) -> str:
        """Return the variant of a follow-up, by the state of the interview."""
        if interview is None:
            return "conversation"
        if interview.facts.day:
            return "held" if interview.is_held(self.clock) else "ahead"
        return "answered" if interview.facts.replied else "conversation"

    def _remind_of(self, via: str) -> Draft:
        """Return one reminder of all requests waiting on somebody."""
        asks = self.lying_with(via)
        agreed, asked = [ask for ask in asks if ask.agreed], [ask for ask in asks if not ask.agreed]
        place = {request.target: one_line(self.kb.name(request.target)) for request in asks}
        return self._write(
            "follow-up", (via,), form="asked" if not agreed else "agreed" if not asked else "both", door=None,
            asked=asks[0].agreed or asks[0].asked, reminded=None, replied=None, day=None, vows=[],
            asks=tuple(place.values()),
            agreed=tuple(
                f"{'somebody at ' * (request.target in self.kb.companies)}{place[request.target]}" for request in agreed
            ),
            wished=tuple(place[request.target] for request in asked if request.target in self.kb.people),
            companies=tuple(place[request.target] for request in asked if request.target in self.kb.companies),
        )  # fmt: skip

    def _reminder_instead(self, via: str, ask: Ask) -> Draft:
        """Return a reminder for somebody who was already asked for an introduction, with a message about that."""
        today = self.clock.today
        on, name = format_day(ask.agreed or ask.asked or today, today), self.kb.short_name(via)
        did = f"{name} agreed on {on}" if ask.agreed else f"You asked {name} on {on}"
        step = self.first(ask.target)
        early = step.do == "wait" and step.id == via and step.until
        wait = f" It's early: wait until {format_day(step.until, today)}." if early and step.until else ""
        return replace(self._remind_of(via), note=f"{did}, so this is a reminder instead.{wait}")

    def lying_with(self, person: str) -> list[Ask]:
        """Return the requests for introductions waiting on somebody, those they agreed to first."""
        return self._lying.get(person, [])

    @cached_property
    def _lying(self) -> dict[str, list[Ask]]:
        asks: dict[str, list[Ask]] = {}
        for ask in sorted(self._waiting, key=lambda ask: (not ask.agreed, ask.agreed or ask.asked, ask.target)):
            asks.setdefault(ask.via, []).append(ask)
        return asks

    def _open_asks(self, target: str, via: str) -> list[Ask]:
        """Return the open requests for introductions to a target or by a person, oldest first."""
        asks = [ask for ask in self._waiting if target in (ask.target, ask.via) and via in ("", ask.via)]
        # Of those waiting on somebody, unanswered ones come first
        return sorted(asks, key=lambda ask: (bool(ask.agreed), ask.asked or ask.agreed, ask.target))

    @cached_property
    def _waiting(self) -> list[Ask]:
        """Return all open requests for introductions, except those to people who must not be named."""
        every = (ask for asks in self.kb.ledgers.values() for ask in asks)
        waiting = (ask for ask in every if ask.state in ("open", "agreed") and (ask.asked or ask.agreed))
        return [ask for ask in waiting if not self.facts.is_private(ask.target)]

    # --- afterwards ---------------------------------------------------------------------------------------------------

    def _thank_you(self, target: str) -> Draft:
        people, interview = self._with(target)
        interview = interview or self.facts.held(people[0]) or self._refusal(people[0])
        held = interview if interview and interview.is_held(self.clock) else None
        gifts, led = self.facts.favours(people[0], "received"), self.facts.led_to(people[0])
        declined = interview is not None and interview.facts.declined
        form = "talk" if held else "declined" if declined else "led" if led else "favour" if gifts else "unknown"
        return self._write(
            "thank-you", people, form=form, led=led, gifts=gifts,
            day=self.facts.day(held), points=self.facts.points(held), offered=self.facts.offered(held),
            vows=self.facts.vows([held], people) if held else [],
        )  # fmt: skip

    def _refusal(self, person: str) -> Interview | None:
        return next((interview for interview in self.facts.talks(person) if interview.facts.declined), None)

    def _connect(self, target: str) -> Draft:
        people, interview = self._with(target)
        interview = interview or self.facts.held(people[0])
        held = interview if interview and interview.is_held(self.clock) else None
        door = self.facts.door(self.kb.people[people[0]], interview)
        saying = self.facts.saying(held, people)
        facts: dict[str, Any] = {"day": self.facts.day(held), "door": door, "standing": self.facts.standing(people[0])}
        fitting = self._write("connect", people, saying=saying, **facts)
        if len(fitting.body) > MOST_CHARACTERS:
            fitting = self._write("connect", people, saying=None, **facts)
        # Only very long names get here; the ellipsis shows the cut
        clipped = fitting.body if len(fitting.body) <= MOST_CHARACTERS else f"{fitting.body[: MOST_CHARACTERS - 1]}…"
        return Draft("connect", fitting.to, "", clipped, fitting.blanks)

    def _keep_in_touch(self, kind: Literal["keep-in-touch", "offer"], target: str) -> Draft:
        people, interview = self._with(target)
        person = people[0]
        held = interview if interview and interview.is_held(self.clock) else self.facts.held(person)
        return self._write(
            kind, people, day=self.facts.day(held), saying=self.facts.saying(held, people),
            standing=self.facts.standing(person), led=self.facts.led_to(person),
            vows=self.facts.vows(self.facts.talks(person), people), last=self.facts.last(person),
            received=self.facts.favours(person, "received"), gave=self.facts.favours(person, "gave"),
        )  # fmt: skip

    # --- recipients and intermediaries --------------------------------------------------------------------------------

    def _with(self, target: str) -> tuple[tuple[str, ...], Interview | None]:
        """Return the people a target means, and the interview if it is one."""
        if interview := self.kb.interviews.get(target):
            if not interview.people:
                raise NoDraftError(f"{interview.name} doesn't say who it was with; add `with:` to its note.")
            return interview.people, interview
        if target in self.kb.people:
            return (target,), None
        step, reached = self.first(target), self.introducing.reached(target)
        if step.id and step.do in ("write", "thread", "talk"):
            return (step.id,), None
        if not reached:
            raise NoDraftError(f"Nobody is known at {self.kb.name(target)} yet; name a person.")
        return (reached[0].person,), None

    # --- the text -----------------------------------------------------------------------------------------------------

    def _about_me(self) -> dict[str, Any]:
        note = self.kb.me
        facts = note.facts if note and isinstance(note.facts, model.Me) else model.Me()
        name = one_line(self.kb.my_name) if note and self.kb.my_name != "Me" else ""
        background = phrasing.with_end(phrasing.brief_of(facts.background or "", 2, BACKGROUND))
        signature = "\n".join(map(one_line, (facts.signature or "").splitlines())).strip() or name
        return {
            "name": name,
            "called": given_name(name, facts.aliases) if name else "",
            "headline": one_line(facts.headline).rstrip("."),
            "background": background,
            "named": bool(name) and name in background,
            "goals": tuple(map(one_line, facts.goals)),
            "email": facts.email or "",
            "signature": signature,
        }

    def _write(self, kind: DraftKind, people: tuple[str, ...], note: str = "", **facts: Any) -> Draft:
        to = [self.facts.who(person) for person in people if person != ME]
        shared = {"me": self._me, "to": to, "them": to[0] if to else None, "today": self.clock.today}
        text = self.templates.fill(kind, shared | facts)
        return Draft(kind, people, text.subject, text.body, text.blanks, facts.get("form", ""), note)


def recipients(kb: KnowledgeBase, draft: Draft) -> str:
    """Return the names of a draft's recipients."""
    return listed(kb.name(person) for person in draft.to)
