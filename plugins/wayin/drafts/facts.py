"""What a letter may refer to: who its reader is, how I came to them, what passed between us.

Only facts of the notes, and of those only what may be told: nothing from a note marked private, no private learning, no
one's remark that names a third person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of
from wayin.drafts import phrasing
from wayin.drafts.acquaintance import Acquaintances, Standing
from wayin.journey.status import MOST_REMINDERS
from wayin.knowledge.names import fold, slug
from wayin.model import ME
from wayin.wording import given_name, one_line, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.clock import Clock
    from wayin.knowledge import Ask, Interview, KnowledgeBase, Person
    from wayin.learning import Learning, LearningIndex
    from wayin.model import Favour
    from wayin.network.ways import Search

Form = Literal["known", "introduced", "agreed", "named", "shared", "stranger", "cold"]

_MONEY = frozenset({"pay", "salary", "money", "wages"})
"""Topics that a letter of thanks does not dwell on."""
_NEVER = date.min
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody a letter is to, or names."""

    id: str
    name: str
    called: str
    """How I address them."""
    company: str
    """Where they are; empty if that is not known, or private."""
    familiar: bool
    """Whether they know me, so that we call each other by our first names."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something learned, as it may be repeated to whom it was learned from; prints with quotation marks if spoken."""

    words: str
    spoken: bool
    theirs: bool = True
    """Whether it is certain that its reader said it, rather than somebody else who was there."""

    def __str__(self) -> str:
        return f"“{self.words}”" if self.spoken else self.words


@dataclass(frozen=True, slots=True)
class InVain:
    """A request for a conversation that came to nothing: when it was made, and whether they said no or nothing."""

    asked: date | None
    declined: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A conversation in which somebody named another to me, and whether only the two of us were there."""

    day: date
    alone: bool


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """An open promise: what I said I would do, as it follows "I will", or empty where it cannot be said; by when."""

    what: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Gift:
    """Something given or received, as it goes on within a sentence."""

    what: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Referral:
    """How I come to somebody: by whom, and on what ground the text may say so."""

    form: Form
    names: tuple[str, ...] = ()
    """Who introduced, agreed, or named them; nobody where that person's note is private."""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class IntroductionMade:
    """An introduction that was made for me: to whom, when, and the day on which we spoke, if we did."""

    name: str
    made: date
    spoke: date | None


class Occasions:
    """Finds what letters may refer to."""

    def __init__(self, kb: KnowledgeBase, search: Search, clock: Clock, learned: LearningIndex) -> None:
        """Args: the notes; a search over them; the day; everything learned."""
        self.kb, self.search, self.clock, self.learned = kb, search, clock, learned
        self.today = clock.today
        self.acquaintances = Acquaintances(
            kb, search.network, clock.today, is_private=self.is_private, names_somebody=self.names_somebody
        )
        self._known: dict[str, Who] = {}
        self._pointed: dict[Learning, Point | None] = {}

    # --- people -------------------------------------------------------------------------------------------------------

    def is_private(self, node: str) -> bool:
        """Whether a note says that it is for me alone."""
        note = self.kb.note(node)
        return bool(note and note.facts.private)

    def who(self, person: str) -> Who:
        """Somebody as a letter knows them."""
        if person not in self._known:
            self._known[person] = self._who(person)
        return self._known[person]

    def _who(self, person: str) -> Who:
        one = self.kb.people[person]
        job = one.current_job(self.today)
        company = job.company if job and not one.facts.private else None
        company = None if company and self.is_private(company) else company
        name, call_me = one_line(one.name), one_line(one.facts.call_me)
        familiar = bool(call_me) or self.acquaintances.first_name_basis(person)
        # A nickname is for those who know them; a part of the name may be how a stranger is introduced
        parts = tuple(alias for alias in one.facts.aliases if set(alias.split()) <= set(name.split()))
        called = name
        if familiar:
            called = call_me or given_name(name, one.facts.aliases)
        elif self.acquaintances.is_known_to_friends(person):
            called = given_name(name, parts)
        return Who(person, name, called, one_line(self.kb.name(company)) if company else "", familiar)

    def standing(self, person: str) -> Standing:
        """Return how I stand with somebody: whether we have been silent for long, or have never spoken."""
        return self.acquaintances.standing(person)

    def names(self, people: Iterable[str]) -> tuple[str, ...]:
        """The names of those whose notes are not private."""
        return tuple(one_line(self.kb.name(one)) for one in people if not self.is_private(one))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Every word that is part of somebody's name, and the names of private companies."""
        words: set[str] = set()
        for person in self.kb.people.values():
            for name in (person.name, *person.facts.aliases):
                words |= {fold(word) for word in _WORD.findall(name) if len(word) > 2}
        private = [one.name for one in self.kb.companies.values() if self.is_private(one.id)]
        return frozenset(words | {fold(word) for name in private for word in _WORD.findall(name)})

    def names_somebody(self, text: str) -> bool:
        """Whether a text names anybody, as far as its capitals tell."""
        own = re.sub(r"(?:’s|'s)\b", "", text)
        return any(word[0].isupper() and fold(word) in self._names for word in _WORD.findall(own))

    def last(self, person: str) -> date | None:
        """When I was last in touch with somebody; None if that is unknown, or their note is private."""
        contact = self.search.network.contact.get(person)
        return contact.last if contact and not self.is_private(person) else None

    # --- conversations ------------------------------------------------------------------------------------------------

    def talks(self, person: str) -> list[Interview]:
        """The conversations with somebody, newest first."""
        return self.kb.conversations.get(person, [])

    def held(self, person: str) -> Interview | None:
        """The last conversation that took place with somebody."""
        return next((one for one in self.talks(person) if one.is_held(self.clock)), None)

    def planned(self, person: str) -> Interview | None:
        """The conversation that is wished for, asked for or ahead: the one that is furthest on its way."""
        ahead = [one for one in self.talks(person) if not one.is_held(self.clock) and not one.is_off]
        return max(ahead, key=lambda one: (bool(one.facts.day), one.facts.requested or _NEVER, one.id), default=None)

    def day(self, talk: Interview | None) -> date | None:
        """The day of a conversation; None if it has none or is private."""
        if talk is None or talk.facts.day is None or talk.note.facts.private:
            return None
        return day_of(talk.facts.day)

    def aim(self, talk: Interview | None) -> str:
        """What I want to learn, as it follows "I would like to"; empty if the notes have no objective to show."""
        if talk is None or talk.note.facts.private or talk.facts.kind == "screening" or talk.is_held(self.clock):
            return ""  # what I want to find out where I am chosen is for me, and what I found out is no question
        wishes = map(phrasing.as_wish, talk.facts.objectives)
        return next((one for one in wishes if one and not self.names_somebody(one)), "")

    def points(self, talk: Interview | None, most: int = 3) -> list[Point]:
        """What I learned in a conversation and may repeat; questions of money last, and only to fill up."""
        if talk is None or talk.note.facts.private:
            return []
        plain: list[Point] = []
        money: list[Point] = []
        for one in self.learned.of.get(talk.id, ()):
            if not one.private and (point := self._point(one)):
                (money if slug(one.topic or "") in _MONEY else plain).append(point)
        return plain[:most] if len(plain) > 1 else [*plain, *money][:2]

    def _point(self, one: Learning) -> Point | None:
        if one not in self._pointed:
            self._pointed[one] = self._as_point(one)
        return self._pointed[one]

    def _as_point(self, one: Learning) -> Point | None:
        kept: list[str] = []
        for sentence in sentences(one.point):
            words = len(" ".join([*kept, sentence]).split())
            if words > phrasing.LONGEST or phrasing.speaks_of_somebody(sentence) or self.names_somebody(sentence):
                break
            kept.append(sentence)
        lead = " ".join(kept)
        return Point(phrasing.with_end(lead), spoken=False) if phrasing.is_sentence(lead) else None

    def saying(self, talk: Interview | None, people: Sequence[str]) -> Point | None:
        """The one thing of a conversation to come back to with these people: their own words, if they are noted."""
        if talk is None or talk.note.facts.private:
            return None
        for one in self.learned.of.get(talk.id, ()):
            quote = one_line(one.quote)
            short = phrasing.is_sentence(quote) and len(quote.split()) <= phrasing.LONGEST
            if short and not one.private and not self.names_somebody(quote):
                return Point(phrasing.with_end(quote), spoken=True, theirs=set(talk.people) <= set(people))
        return next(iter(self.points(talk)), None)

    def offered(self, talk: Interview | None) -> tuple[str, ...]:
        """The names of those I was told to speak to."""
        return self.names(talk.introductions) if talk and not talk.note.facts.private else ()

    def named(self, person: str, whom: str) -> Named | None:
        """The conversation in which somebody last named another to me; None if they have not."""
        talks = [talk for talk in self.talks(person) if whom in talk.introductions and talk.is_held(self.clock)]
        found = [Named(day, len(talk.people) == 1) for talk in talks if (day := self.day(talk))]
        return max(found, key=lambda one: (one.day, one.alone), default=None)

    def in_vain(self, talk: Interview | None) -> InVain | None:
        """A request that was declined, or never answered; None if there is still hope, or the note is private."""
        if talk is None or talk.note.facts.private or talk.is_held(self.clock):
            return None
        facts = talk.facts
        silent = len(facts.followed_up) >= MOST_REMINDERS and not facts.replied and facts.day is None
        return InVain(facts.requested, facts.declined is not None) if facts.declined or silent else None

    def vows(self, talks: Sequence[Interview], people: Sequence[str]) -> list[OpenPromise]:
        """What I promised and have not done, the soonest first."""
        names = tuple(
            name
            for person in people
            for name in (self.who(person).name, self.who(person).called, self.kb.short_name(person))
            if len(name) > 2
        )
        open_ = [
            one
            for talk in talks
            if not talk.note.facts.private and talk.is_held(self.clock)
            for one in talk.facts.promised
            if not one.done and not self._is_for_another(one.what, talk, people)
        ]
        open_.sort(key=lambda one: (one.by is None, one.by or _NEVER, one.what))
        found = []
        for one in open_:
            what = phrasing.to_you(one.what, names)
            what = "" if self.names_somebody(what) else phrasing.as_promise(what)
            found.append(OpenPromise(what, one.by))
        return found

    def _is_for_another(self, what: str, talk: Interview, people: Sequence[str]) -> bool:
        """Whether a promise names somebody else who was there, and none of these people."""

        def names(some: Iterable[str]) -> bool:
            said = {fold(word) for word in _WORD.findall(re.sub(r"(?:’s|'s)\b", "", what)) if word[0].isupper()}
            return any(fold(word) in said for one in some for word in _WORD.findall(self.kb.people[one].name))

        return names(one for one in talk.people if one not in people) and not names(people)

    def favours(self, person: str, kind: Literal["gave", "received"]) -> list[Gift]:
        """What passed between us, newest first."""
        one = self.kb.people[person]
        if one.facts.private:
            return []
        given: Sequence[Favour] = getattr(one.facts, kind)
        found = []
        for favour in sorted(given, key=lambda it: it.day or _NEVER, reverse=True):
            what = phrasing.within_sentence(phrasing.to_you(favour.what))
            # A phrase that goes on in a sentence is a thing, with an article or a number in front
            if what and what[0].islower() and not self._names_private(what):
                found.append(Gift(what, favour.day))
        return found

    def _names_private(self, text: str) -> bool:
        return any(fold(word) in self._private_names for word in _WORD.findall(text))

    @cached_property
    def _private_names(self) -> frozenset[str]:
        """Every longer word of the names of those whose notes are private."""
        private = [node for node in (*self.kb.people, *self.kb.companies) if self.is_private(node)]
        names = [name for node in private for name in (self.kb.name(node), *self._aliases(node))]
        return frozenset(fold(word) for name in names for word in _WORD.findall(name) if len(word) > 2)

    def _aliases(self, node: str) -> tuple[str, ...]:
        note = self.kb.note(node)
        return note.facts.aliases if note else ()

    # --- how I come to somebody ---------------------------------------------------------------------------------------

    def door(self, person: Person, talk: Interview | None, via: str = "") -> Referral:
        """The best ground on which I may write to somebody, by way of `via` if that is given."""
        tie, stranger = self.search.network.tie(ME, person.id), self.standing(person.id).stranger
        if not via and tie and not tie.inferred and not stranger:
            return Referral("known")
        if person.facts.private:
            return Referral("shared", self.names([via])) if via else Referral("cold")
        by = via or (talk.introduced_by if talk and not talk.note.facts.private else None) or person.introduced_by
        ledger = [ask for ask in person.asks if not ask.declined and by in (None, ask.via)]
        if made := next((ask for ask in ledger if self.clock.past(ask.made)), None):
            return Referral("introduced", self.names([made.via]), made.made)
        if by and not via:
            return Referral("introduced", self.names([by]))
        if agreed := next((ask for ask in ledger if ask.agreed), None):
            return Referral("agreed", self.names([agreed.via]), agreed.agreed)
        if offer := self._offer(person.id, via):
            return Referral("named", self.names(offer.people), self.day(offer))
        if via:
            return Referral("shared", self.names([via]))
        way = self.search.best(person.id, most=1)
        sure = way is not None and not self.search.network.ties[way.people[1]][person.id].inferred
        names = self.names([way.people[1]]) if way and sure else ()
        return Referral("shared", names) if names and not stranger else Referral("stranger" if stranger else "cold")

    def _offer(self, person: str, via: str) -> Interview | None:
        """The last conversation in which somebody offered to introduce me to a person, or told me to speak to them."""
        offers = [
            one for one in self._offers.get(person, ()) if (not via or via in one.people) and self.names(one.people)
        ]
        return max(offers, key=lambda one: (day_of(one.facts.day) if one.facts.day else _NEVER, one.id), default=None)

    @cached_property
    def _offers(self) -> dict[str, list[Interview]]:
        """For each person, the conversations in which somebody named them to me."""
        found: dict[str, list[Interview]] = defaultdict(list)
        for one in self.kb.interviews.values():
            if one.is_held(self.clock) and not one.note.facts.private:
                for person in dict.fromkeys(one.introductions):
                    found[person].append(one)
        return found

    @cached_property
    def _made(self) -> dict[str, list[Ask]]:
        """The introductions to people that each person made for me."""
        found: dict[str, list[Ask]] = defaultdict(list)
        for ask in (ask for asks in self.kb.ledgers.values() for ask in asks):
            if self.clock.past(ask.made) and ask.target in self.kb.people and not self.is_private(ask.target):
                found[ask.via].append(ask)
        return found

    def led_to(self, person: str) -> IntroductionMade | None:
        """The latest introduction that somebody made for me, and what came of it."""
        made = self._made.get(person, ())
        latest = max(made, key=lambda ask: (ask.made or _NEVER, ask.target), default=None)
        if latest is None or latest.made is None:
            return None
        spoke = self.day(self.held(latest.target))
        return IntroductionMade(
            self.names([latest.target])[0], latest.made, spoke if spoke and spoke >= latest.made else None
        )
