"""What a draft may mention: who its reader is, how you know of them, and your history.

It only uses facts in the notes that may be mentioned: none from private notes, no private learnings, and no remarks by
others that name a third person.
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
"""Topics that thanks don't dwell on."""
_NEVER = date.min
_WORD = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True, slots=True)
class Who:
    """A recipient, or somebody named in a draft."""

    id: str
    name: str
    called: str
    """How to address them."""
    company: str
    """Their company; empty if unknown or private."""
    familiar: bool
    """Whether you are on first-name terms."""


@dataclass(frozen=True, slots=True)
class Point:
    """A learning that may be repeated to the person it came from; shown in quotation marks if it is a quotation."""

    words: str
    spoken: bool
    theirs: bool = True
    """Whether it certainly came from the reader, and not from somebody else present."""

    def __str__(self) -> str:
        return f"“{self.words}”" if self.spoken else self.words


@dataclass(frozen=True, slots=True)
class InVain:
    """An unsuccessful request for an interview: its day, and whether it was declined or unanswered."""

    asked: date | None
    declined: bool


@dataclass(frozen=True, slots=True)
class Named:
    """An interview in which somebody suggested another person, and whether only the two of you were there."""

    day: date
    alone: bool


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """An open promise: its text after "I will", or empty if it doesn't fit, and the day it is due."""

    what: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Gift:
    """A favour given or received, in words for the middle of a sentence."""

    what: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Referral:
    """How you come to write to somebody: through whom, and what the text may say about it."""

    form: Form
    names: tuple[str, ...] = ()
    """Who introduced you, agreed to, or suggested them; empty if that person's note is private."""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class IntroductionMade:
    """An introduction made for you: to whom, when, and the day of your interview, if any."""

    name: str
    made: date
    spoke: date | None


class DraftFacts:
    """Collects what drafts may mention."""

    def __init__(self, kb: KnowledgeBase, search: Search, clock: Clock, learned: LearningIndex) -> None:
        """Use these notes and the search over their network."""
        self.kb, self.search, self.clock, self.learned = kb, search, clock, learned
        self.today = clock.today
        self.acquaintances = Acquaintances(
            kb, search.network, clock.today, is_private=self.is_private, names_somebody=self.names_somebody
        )
        self._known: dict[str, Who] = {}
        self._pointed: dict[Learning, Point | None] = {}

    # --- people -------------------------------------------------------------------------------------------------------

    def is_private(self, node: str) -> bool:
        """Return whether a note is private."""
        note = self.kb.note(node)
        return bool(note and note.facts.private)

    def who(self, person: str) -> Who:
        """Return somebody as a draft addresses them."""
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
        """Return your relation to somebody: whether you have been silent for long, or have never talked."""
        return self.acquaintances.standing(person)

    def names(self, people: Iterable[str]) -> tuple[str, ...]:
        """Return the names of those whose notes aren't private."""
        return tuple(one_line(self.kb.name(one)) for one in people if not self.is_private(one))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Return every word in people's names, and the names of private companies."""
        words: set[str] = set()
        for person in self.kb.people.values():
            for name in (person.name, *person.facts.aliases):
                words |= {fold(word) for word in _WORD.findall(name) if len(word) > 2}
        private = [one.name for one in self.kb.companies.values() if self.is_private(one.id)]
        return frozenset(words | {fold(word) for name in private for word in _WORD.findall(name)})

    def names_somebody(self, text: str) -> bool:
        """Return whether a text names anybody, judging by its capital letters."""
        own = re.sub(r"(?:’s|'s)\b", "", text)
        return any(word[0].isupper() and fold(word) in self._names for word in _WORD.findall(own))

    def last(self, person: str) -> date | None:
        """Return when you were last in touch with somebody; None if unknown, or their note is private."""
        contact = self.search.network.contact.get(person)
        return contact.last if contact and not self.is_private(person) else None

    # --- conversations ------------------------------------------------------------------------------------------------

    def talks(self, person: str) -> list[Interview]:
        """Return the interviews with somebody, newest first."""
        return self.kb.interviews_with.get(person, [])

    def held(self, person: str) -> Interview | None:
        """Return the last interview held with somebody."""
        return next((one for one in self.talks(person) if one.is_held(self.clock)), None)

    def planned(self, person: str) -> Interview | None:
        """Return the planned interview that is furthest along, from idea to date."""
        ahead = [one for one in self.talks(person) if not one.is_held(self.clock) and not one.is_off]
        return max(ahead, key=lambda one: (bool(one.facts.day), one.facts.requested or _NEVER, one.id), default=None)

    def day(self, talk: Interview | None) -> date | None:
        """Return the day of an interview; None if it has none or is private."""
        if talk is None or talk.facts.day is None or talk.note.facts.private:
            return None
        return day_of(talk.facts.day)

    def aim(self, talk: Interview | None) -> str:
        """Return what you want to learn, to follow "I would like to"; empty without an objective to show."""
        if talk is None or talk.note.facts.private or talk.facts.kind == "screening" or talk.is_held(self.clock):
            return ""  # objectives of a screening stay private, and after an interview they are no longer questions
        wishes = map(phrasing.as_wish, talk.facts.objectives)
        return next((one for one in wishes if one and not self.names_somebody(one)), "")

    def points(self, talk: Interview | None, most: int = 3) -> list[Point]:
        """Return learnings from an interview that may be repeated; money comes last, and only to fill up."""
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
        """Return what to mention of an interview to these people, in their own words if nobody else was there."""
        if talk is None or talk.note.facts.private:
            return None
        is_theirs = set(talk.people) <= set(people)  # somebody else in the room may have said it
        for one in self.learned.of.get(talk.id, ()) if is_theirs else ():
            quote = one_line(one.quote)
            short = phrasing.is_sentence(quote) and len(quote.split()) <= phrasing.LONGEST
            if short and not one.private and not self.names_somebody(quote):
                return Point(phrasing.with_end(quote), spoken=True, theirs=True)
        return next(iter(self.points(talk)), None)

    def offered(self, talk: Interview | None) -> tuple[str, ...]:
        """Return the names of people suggested in an interview."""
        return self.names(talk.introductions) if talk and not talk.note.facts.private else ()

    def named(self, person: str, whom: str) -> Named | None:
        """Return the last interview in which somebody suggested another person, if any."""
        talks = [talk for talk in self.talks(person) if whom in talk.introductions and talk.is_held(self.clock)]
        found = [Named(day, len(talk.people) == 1) for talk in talks if (day := self.day(talk))]
        return max(found, key=lambda one: (one.day, one.alone), default=None)

    def in_vain(self, talk: Interview | None) -> InVain | None:
        """Return a request that was declined or never answered; None if it is still open, or the note is private."""
        if talk is None or talk.note.facts.private or talk.is_held(self.clock):
            return None
        facts = talk.facts
        silent = len(facts.followed_up) >= MOST_REMINDERS and not facts.replied and facts.day is None
        return InVain(facts.requested, facts.declined is not None) if facts.declined or silent else None

    def vows(self, talks: Sequence[Interview], people: Sequence[str]) -> list[OpenPromise]:
        """Return your open promises, the soonest first."""
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
        """Return whether a promise names somebody else who was there, and none of these people."""

        def names(some: Iterable[str]) -> bool:
            said = {fold(word) for word in _WORD.findall(re.sub(r"(?:’s|'s)\b", "", what)) if word[0].isupper()}
            return any(fold(word) in said for one in some for word in _WORD.findall(self.kb.people[one].name))

        return names(one for one in talk.people if one not in people) and not names(people)

    def favours(self, person: str, kind: Literal["gave", "received"]) -> list[Gift]:
        """Return the favours between you, newest first."""
        one = self.kb.people[person]
        if one.facts.private:
            return []
        given: Sequence[Favour] = getattr(one.facts, kind)
        found = []
        for favour in sorted(given, key=lambda it: it.day or _NEVER, reverse=True):
            what = phrasing.within_sentence(phrasing.to_you(favour.what))
            # A lower-case phrase that continues a sentence is a thing, with an article or a number in front
            if what and what[0].islower() and not self._names_private(what):
                found.append(Gift(what, favour.day))
        return found

    def _names_private(self, text: str) -> bool:
        return any(fold(word) in self._private_names for word in _WORD.findall(text))

    @cached_property
    def _private_names(self) -> frozenset[str]:
        """Return the longer words in the names of those whose notes are private."""
        private = [node for node in (*self.kb.people, *self.kb.companies) if self.is_private(node)]
        names = [name for node in private for name in (self.kb.name(node), *self._aliases(node))]
        return frozenset(fold(word) for name in names for word in _WORD.findall(name) if len(word) > 2)

    def _aliases(self, node: str) -> tuple[str, ...]:
        note = self.kb.note(node)
        return note.facts.aliases if note else ()

    # --- referrals ----------------------------------------------------------------------------------------------------

    def door(self, person: Person, talk: Interview | None, via: str = "") -> Referral:
        """Return the best referral to somebody, through `via` if given."""
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
        """Return the last interview in which somebody offered to introduce you to a person, or suggested them."""
        offers = [
            one for one in self._offers.get(person, ()) if (not via or via in one.people) and self.names(one.people)
        ]
        return max(offers, key=lambda one: (day_of(one.facts.day) if one.facts.day else _NEVER, one.id), default=None)

    @cached_property
    def _offers(self) -> dict[str, list[Interview]]:
        """Return the interviews in which each person was suggested."""
        found: dict[str, list[Interview]] = defaultdict(list)
        for one in self.kb.interviews.values():
            if one.is_held(self.clock) and not one.note.facts.private:
                for person in dict.fromkeys(one.introductions):
                    found[person].append(one)
        return found

    @cached_property
    def _made(self) -> dict[str, list[Ask]]:
        """Return the introductions to people that each person made for you."""
        found: dict[str, list[Ask]] = defaultdict(list)
        for ask in (ask for asks in self.kb.ledgers.values() for ask in asks):
            if self.clock.past(ask.made) and ask.target in self.kb.people and not self.is_private(ask.target):
                found[ask.via].append(ask)
        return found

    def led_to(self, person: str) -> IntroductionMade | None:
        """Return the latest introduction somebody made for you, and its outcome."""
        made = self._made.get(person, ())
        latest = max(made, key=lambda ask: (ask.made or _NEVER, ask.target), default=None)
        if latest is None or latest.made is None:
            return None
        spoke = self.day(self.held(latest.target))
        return IntroductionMade(
            self.names([latest.target])[0], latest.made, spoke if spoke and spoke >= latest.made else None
        )
