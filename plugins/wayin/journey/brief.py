"""The brief: one page to read before a conversation. It is for me alone, so private notes are in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wayin.clock import day_of
from wayin.journey.questions import for_people, key
from wayin.journey.reciprocity import balance
from wayin.knowledge.references import fold
from wayin.learning.topics import topic_slug
from wayin.model import ME
from wayin.network.reasons import reasons
from wayin.wording import counted, listed, long_day, span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wayin.clock import Clock
    from wayin.journey.questions import AskedQuestion
    from wayin.knowledge import Company, Interview, KnowledgeBase, Person
    from wayin.learning import Learning
    from wayin.network.ties import Network

MOST_ABOUT = 6
"""How many things one page says about a company, and of others on the same topics."""
MOST_ANSWERS = 3
"""How many answers to one question, the latest of them."""
_STATUS = {
    "watching": "You are watching it.",
    "researching": "You are finding out about it.",
    "in-conversation": "You are in conversation with them.",
    "applied": "You have applied.",
    "offer": "You have an offer.",
    "closed": "You have put it down.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing the brief says, the note it comes from, and who said it when, if somebody did."""

    words: str
    source: str
    by: str = ""

    @property
    def text(self) -> str:
        """The words, with who said them."""
        return f"{self.words} ({self.by})" if self.by else self.words


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before a conversation; each list in the order to read it."""

    id: str
    name: str
    when: str
    minutes: int | None
    place: str
    people: tuple[str, ...]
    who: tuple[Line, ...]
    how: tuple[Line, ...]
    company: str | None
    about: tuple[Line, ...]
    objectives: tuple[Line, ...]
    questions: tuple[Line, ...]
    prepared: bool
    """Whether the questions are the note's own, rather than proposed."""
    others: tuple[Line, ...]
    offer: tuple[Line, ...]

    @property
    def when_and_where(self) -> str:
        """`25 November 2026, 15:00 · 40 minutes · Video call`."""
        minutes = f"{self.minutes} minutes" if self.minutes else ""
        return " · ".join(part for part in (self.when, minutes, self.place) if part)

    def sections(self) -> list[tuple[str, list[str]]]:
        """The parts that have anything to say, each with its title."""
        return [(title, [line.text for line in lines]) for title, lines in self.parts()]

    def parts(self) -> list[tuple[str, tuple[Line, ...]]]:
        """The same, with the sources."""
        all_ = [
            ("Who they are", self.who),
            ("How you got here", self.how),
            ("What you know about the company", self.about),
            ("What you want to find out", self.objectives),
            ("Questions" if self.prepared else "Questions you could ask", self.questions),
            ("What others said", self.others),
            ("What you could offer", self.offer),
        ]
        return [(title, lines) for title, lines in all_ if lines]


def prepare(
    kb: KnowledgeBase, network: Network, clock: Clock, interview: str,
    learned: Sequence[Learning], questions: Sequence[AskedQuestion],
) -> Brief:  # fmt: skip
    """Return the brief for an interview.

    Args:
        kb: the knowledge base.
        network: its network.
        clock: what day it is.
        interview: the id of the interview.
        learned: everything that was learned.
        questions: every question of every interview.
    """
    return _Preparation(kb, network, clock, kb.interviews[interview], learned, questions).brief()


class _Preparation:
    """One conversation, with what it takes to prepare it."""

    def __init__(
        self, kb: KnowledgeBase, network: Network, clock: Clock, one: Interview,
        learned: Sequence[Learning], questions: Sequence[AskedQuestion],
    ) -> None:  # fmt: skip
        self.kb, self.network, self.clock, self.one, self.questions = kb, network, clock, one, questions
        self.learned = [found for found in learned if found.source != one.id]

    def brief(self) -> Brief:
        one, facts = self.one, self.one.facts
        asked = tuple(Line(question.ask, one.id) for question in facts.questions)
        proposed = for_people(self.kb, self.clock, one.people, facts.kind, self.questions)
        return Brief(
            id=one.id,
            name=one.name,
            when=_moment(facts.day) if facts.day else "",
            minutes=facts.minutes,
            place=facts.place or "",
            people=one.people,
            who=tuple(Line(self._who(self.kb.people[person]), person) for person in one.people),
            how=tuple(self._how()),
            company=one.company,
            about=tuple(self._about()),
            objectives=tuple(Line(objective, one.id) for objective in facts.objectives),
            questions=asked or tuple(Line(ask, one.id) for ask in proposed),
            prepared=bool(asked),
            others=tuple(self._others()),
            offer=tuple(self._offer()),
        )

    # --- them ---------------------------------------------------------------------------------------------------------

    def _who(self, person: Person) -> str:
        job = person.current_job(self.clock.today)
        role = (job.role if job else person.facts.role) or ""
        at = f"{' at' if role else 'at'} {self.kb.name(job.company)}" if job and job.company else ""
        since = f" since {span(job.start.first, job.start.last)}" if job and job.start else ""
        parts = [f"{role}{at}{since}", *self._before(person)]
        if person.facts.location:
            parts.append(f"in {person.facts.location}")
        said = "; ".join(part for part in parts if part)
        tags = f" (topics: {', '.join(person.facts.tags)})" if person.facts.tags else ""
        return f"{person.name}: {said or 'nothing is noted about their work yet'}{tags}."

    def _before(self, person: Person) -> list[str]:
        past = [job for job in person.jobs if not job.is_current(self.clock.today) and job.company]
        return [
            f"before that {job.role + ' ' if job.role else ''}at {self.kb.name(job.company or '')}"
            f" until {span(job.end.first, job.end.last)}"
            for job in past
            if job.end
        ]

    # --- the way here -------------------------------------------------------------------------------------------------

    def _how(self) -> list[Line]:
        found: list[Line] = []
        facts = self.one.facts
        introducer = self.one.introduced_by
        for person in self.one.people:
            for ask in self.kb.people[person].asks:
                if ask.made:
                    via, name = self.kb.name(ask.via), self.kb.name(person)
                    found.append(Line(f"{via} introduced you to {name} on {long_day(ask.made)}.", person))
                    introducer = None if ask.via == introducer else introducer
        if introducer:
            found.insert(0, Line(f"{self.kb.name(introducer)} introduced you.", self.one.id))
        asked = [f"You asked on {long_day(facts.requested)}"] if facts.requested else []
        asked += [f"reminded them on {listed(map(long_day, facts.followed_up))}"] if facts.followed_up else []
        asked += [f"they answered on {long_day(facts.replied)}"] if facts.replied else []
        if asked:
            text = listed(asked)
            found.append(Line(f"{text[0].upper()}{text[1:]}.", self.one.id))
        for person in self.one.people:
            if tie := self.network.tie(ME, person):
                found.append(Line(reasons(self.kb, self.network, tie, self.clock.today)[0], person))
            found += [
                Line(f"You spoke with {self.kb.name(person)} on {long_day(day_of(talk.facts.day))}.", talk.id)
                for talk in self.kb.conversations.get(person, ())
                if talk.id != self.one.id and talk.facts.day and talk.is_held(self.clock)
            ]
        return list(dict.fromkeys(found))

    # --- what is known ------------------------------------------------------------------------------------------------

    def _about(self) -> list[Line]:
        company = self.kb.companies.get(self.one.company or "")
        if company is None:
            return []
        found = self._facts_of(company)
        found += [
            Line(_told(learned), learned.source, self._by(learned.people, learned.day))
            for learned in self.learned
            if learned.company == company.id
        ][:MOST_ABOUT]
        return found

    def _facts_of(self, company: Company) -> list[Line]:
        facts = company.facts
        size = f"{facts.size} people" if facts.size else ""
        what = ", ".join(part for part in (*facts.industry, size, facts.location or "") if part)
        belongs = f" It belongs to {self.kb.name(company.parent)}." if company.parent else ""
        texts = [f"{company.name}: {what}.{belongs}"] if what or belongs else []
        if facts.status:
            texts.append(_STATUS[facts.status])
        for role in facts.roles:
            texts.append(f"Opening: {role.title}{f', closes {long_day(role.closes)}' if role.closes else ''}.")
        others = [
            person.name
            for person, jobs in self.kb.staff(company.id)
            if person.id not in self.one.people and any(job.is_current(self.clock.today) for job in jobs)
        ]
        if others:
            texts.append(f"Also there: {listed(others)}.")
        return [Line(text, company.id) for text in texts]

    def _others(self) -> list[Line]:
        """What others answered to the same questions, then what they taught me on the topics of this conversation."""
        asks = {key(question.ask): question.ask for question in self.one.facts.questions}
        found: list[Line] = []
        for asked in self.questions:
            if own := asks.get(key(asked.ask)):
                answers = [one for one in asked.answers if one.interview != self.one.id][-MOST_ANSWERS:]
                found += [Line(f"{own} {one.answer}", one.interview, self._by(one.people, one.day)) for one in answers]
        topics = self._topics()
        found += [
            Line(_told(learned), learned.source, self._by(learned.people, learned.day))
            for learned in self.learned
            if learned.topic and topic_slug(learned.topic) in topics and learned.company != self.one.company
        ]
        return found[:MOST_ABOUT]

    def _topics(self) -> set[str]:
        """The topics that this conversation is about: its tags, and those whose words its preparation says."""
        facts = self.one.facts
        said = set(fold(" ".join([*facts.objectives, *(one.ask for one in facts.questions)])).replace("?", " ").split())
        topics = {topic_slug(one.topic) for one in self.learned if one.topic}
        tags = {topic_slug(tag) for tag in facts.tags}
        return {topic for topic in topics if topic in tags or set(topic.split("-")) <= said}

    def _by(self, people: Sequence[str], day: date | None) -> str:
        who = listed(map(self.kb.name, people))
        return f"{who}, {long_day(day)}" if day else who

    # --- giving back --------------------------------------------------------------------------------------------------

    def _offer(self) -> list[Line]:
        found: list[Line] = []
        for person in self.one.people:
            mine = balance(self.kb, self.clock, person)
            name = self.kb.name(person)
            found += [
                Line(f"You promised {name}: {one.what}{f' (by {long_day(one.day)})' if one.day else ''}.", one.source)
                for one in mine.promised
            ]
            noted = [one for one in mine.received if one.source == person]
            if mine.only_given:
                given = listed(one.what for one in noted) or counted(len(mine.received), "favour")
                found.append(Line(f"{name} has only given so far ({given}): bring something.", person))
            elif mine.gave:
                found.append(Line(f"The last thing you gave {name}: {mine.gave[0].what}.", mine.gave[0].source))
        if not found:
            found.append(Line("Nothing has passed between you yet: ask what would help them.", self.one.id))
        return found


def _told(learned: Learning) -> str:
    """A point, with a word where it was told in confidence: the page may lie on the table."""
    return f"{learned.words} (in confidence)" if learned.private else learned.words


def _moment(day: Any) -> str:
    time = f", {day:%H:%M}" if isinstance(day, datetime) else ""
    zone = f" ({day.tzname()})" if isinstance(day, datetime) and day.tzinfo else ""
    return f"{long_day(day_of(day))}{time}{zone}"
