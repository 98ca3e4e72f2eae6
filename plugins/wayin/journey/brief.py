"""The brief: a page to read before an interview. It is for you alone and includes private notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.journey.question_order import stage
from wayin.journey.questions import for_people, key
from wayin.journey.reciprocity import balance
from wayin.knowledge.names import fold
from wayin.learning.topics import topic_slug
from wayin.model import ME
from wayin.network.reasons import reasons
from wayin.wording import counted, listed, long_day, number, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from wayin.clock import Clock
    from wayin.journey.questions import AskedQuestion
    from wayin.knowledge import Company, Interview, KnowledgeBase, Person
    from wayin.learning import Learning
    from wayin.network.ties import Network

MOST_ABOUT = 6
"""The most learnings about a company, and of others on the same topics."""
MOST_ANSWERS = 3
"""The most answers to a question; the latest are kept."""
MOST_KNOWN_TO = 4
"""The most other people who know them."""
MOST_MORE = 3
"""The most suggested questions besides those in the note."""
MOST_THERE = 8
"""The most other people at the company."""
_STATUS = {
    "watching": "You're watching it.",
    "researching": "You're finding out about it.",
    "in-conversation": "You're talking with them.",
    "applied": "You've applied.",
    "offer": "You have an offer.",
    "closed": "You've dropped it.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in the brief, with the note it comes from, and who said it when, if known."""

    words: str
    source: str
    by: str = ""
    ask: str = ""
    """The question it answers, if any."""

    @property
    def text(self) -> str:
        """Return the statement with its question and who said it."""
        words = f"{self.ask} {self.words}" if self.ask else self.words
        return f"{words} ({self.by})" if self.by else words


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before an interview; each list is in reading order."""

    id: str
    name: str
    when: str
    minutes: int | None
    place: str
    people: tuple[str, ...]
    names: str
    """The people as named in a sentence."""
    who: tuple[Line, ...]
    how: tuple[Line, ...]
    known_to: tuple[Line, ...]
    """Others on the way to them who know them."""
    company: str | None
    company_name: str
    about: tuple[Line, ...]
    objectives: tuple[Line, ...]
    questions: tuple[Line, ...]
    prepared: bool
    """Whether the questions come from the note, rather than from suggestions."""
    more: tuple[Line, ...]
    """Suggested questions for what the note's own leave out: openers, advice, people."""
    others: tuple[Line, ...]
    offer: tuple[Line, ...]

    @property
    def when_and_where(self) -> str:
        """Return the details as `25 November 2026, 15:00 · 40 minutes · Video call`."""
        minutes = f"{self.minutes} minutes" if self.minutes else ""
        return " · ".join(part for part in (self.when, minutes, self.place) if part)

    def sections(self) -> list[tuple[str, list[str]]]:
        """Return the sections that aren't empty, each with its title."""
        return [(title, [line.text for line in lines]) for title, lines in self.parts()]

    def parts(self) -> list[tuple[str, tuple[Line, ...]]]:
        """Return the same sections with sources."""
        everything = [
            (f"About {self.names}", self.who),
            ("How this came about", self.how),
            (f"Who else knows {self.names}", self.known_to),
            (f"About {self.company_name}", self.about),
            ("What you want to find out", self.objectives),
            ("Questions" if self.prepared else "Questions you could ask", self.questions),
            ("You could also ask", self.more),
            ("How others answered", self.others),
            ("What you could offer", self.offer),
        ]
        return [(title, lines) for title, lines in everything if lines]


def prepare(
    kb: KnowledgeBase, network: Network, clock: Clock, interview: str,
    learned: Sequence[Learning], questions: Sequence[AskedQuestion],
) -> Brief:  # fmt: skip
    """Return the brief for an interview.

    Args:
        kb: the knowledge base.
        network: its network.
        clock: provides today.
        interview: the id of the interview.
        learned: everything that was learned.
        questions: every question of every interview.
    """
    return _Preparation(kb, network, clock, kb.interviews[interview], learned, questions).brief()


class _Preparation:
    """The preparation of one interview."""

    def __init__(
        self, kb: KnowledgeBase, network: Network, clock: Clock, interview: Interview,
        learned: Sequence[Learning], questions: Sequence[AskedQuestion],
    ) -> None:  # fmt: skip
        self.kb, self.network, self.clock, self.questions = kb, network, clock, questions
        self.interview, self.id, self.facts = interview, interview.id, interview.facts
        self.learned = [learning for learning in learned if learning.source != self.id]

    def brief(self) -> Brief:
        own = tuple(Line(question.ask, self.id) for question in self.facts.questions)
        suggested = for_people(self.kb, self.clock, self.interview.people, self.facts.kind, self.questions)
        company = self.interview.company
        return Brief(
            id=self.id,
            name=self.interview.name,
            when=_moment(self.facts.day) if self.facts.day else "",
            minutes=self.facts.minutes,
            place=self.facts.place or "",
            people=self.interview.people,
            names=listed(map(self.kb.short_name, self.interview.people)),
            who=tuple(Line(self._who(self.kb.people[person]), person) for person in self.interview.people),
            how=tuple(dict.fromkeys(self._how())),
            known_to=tuple(islice(self._known_to(), MOST_KNOWN_TO)),
            company=company,
            company_name=self.kb.name(company) if company else "",
            about=tuple(self._about(self.kb.companies[company])) if company else (),
            objectives=tuple(Line(objective, self.id) for objective in self.facts.objectives),
            questions=own or tuple(Line(ask, self.id) for ask in suggested),
            prepared=bool(own),
            more=tuple(Line(ask, self.id) for ask in self._more(suggested)) if own else (),
            others=tuple(islice(self._others(), MOST_ABOUT)),
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
        work = "; ".join(part for part in parts if part) or "nothing about their work yet"
        tags = f" (topics: {', '.join(person.facts.tags)})" if person.facts.tags else ""
        return f"{person.name}: {work}{tags}."

    def _before(self, person: Person) -> list[str]:
        return [
            f"before that {job.role + ' ' if job.role else ''}at {self.kb.name(job.company)}"
            + (f" until {span(job.end.first, job.end.last)}" if job.end.is_known else "")
            for job in person.jobs
            if job.company and job.end and not job.is_current(self.clock.today)
        ]

    # --- how it came about --------------------------------------------------------------------------------------------

    def _how(self) -> Iterator[Line]:
        made = [(ask, person) for person in self.interview.people for ask in self.kb.people[person].asks if ask.made]
        introducer = self.interview.introduced_by
        if introducer and introducer not in {ask.via for ask, _ in made}:
            yield Line(f"{self.kb.name(introducer)} introduced you.", self.id)
        for ask, person in made:
            if ask.made:
                via, name = self.kb.name(ask.via), self.kb.name(person)
                yield Line(f"{via} introduced you to {name} on {long_day(ask.made)}.", person)
        if asked := listed(self._asked()):
            yield Line(f"{asked[0].upper()}{asked[1:]}.", self.id)
        for person in self.interview.people:
            if tie := self.network.tie(ME, person):
                yield Line(reasons(self.kb, self.network, tie, self.clock.today)[0], person)
            for earlier in self.kb.interviews_with.get(person, ()):
                if earlier.id != self.id and earlier.facts.day and earlier.is_held(self.clock):
                    day = long_day(day_of(earlier.facts.day))
                    yield Line(f"You spoke with {self.kb.name(person)} on {day}.", earlier.id)

    def _asked(self) -> Iterator[str]:
        if self.facts.requested:
            yield f"you asked on {long_day(self.facts.requested)}"
        if self.facts.followed_up:
            yield f"sent a reminder on {listed(map(long_day, self.facts.followed_up))}"
        if self.facts.replied:
            yield f"they answered on {long_day(self.facts.replied)}"

    def _known_to(self) -> Iterator[Line]:
        """Yield others among your contacts who know them, the most certain first, without whoever introduced you."""
        introduced = {self.interview.introduced_by, *self.interview.people}
        introduced |= {ask.via for person in self.interview.people for ask in self.kb.people[person].asks if ask.made}
        mine = self.network.ties.get(ME, {})
        found = [
            (own.quality * tie.quality, friend, person, tie)
            for friend, own in mine.items()
            if friend not in introduced
            for person in self.interview.people
            if (tie := self.network.tie(friend, person))
        ]
        for _, friend, _, tie in sorted(found, key=lambda item: (-item[0], item[1], item[2])):
            yield Line(reasons(self.kb, self.network, tie, self.clock.today)[0], friend)

    def _more(self, suggested: Sequence[str]) -> list[str]:
        """Return a suggested question for each stage of a conversation that your own leave out."""
        had = {stage(question.ask) for question in self.facts.questions}
        return [ask for ask in suggested if (part := stage(ask)) not in had and part != "insights"][:MOST_MORE]

    # --- what is known ------------------------------------------------------------------------------------------------

    def _about(self, company: Company) -> Iterator[Line]:
        for text in self._facts_of(company):
            yield Line(text, company.id)
        there = (self._line(learning) for learning in self.learned if learning.company == company.id)
        yield from islice(there, MOST_ABOUT)

    def _facts_of(self, company: Company) -> Iterator[str]:
        facts = company.facts
        size = f"{facts.size} people" if facts.size else ""
        what = ", ".join(part for part in (*facts.industry, size, facts.location or "") if part)
        parent = f" It belongs to {self.kb.name(company.parent)}." if company.parent else ""
        if what or parent:
            yield f"{company.name}: {what}.{parent}"
        if facts.status:
            yield _STATUS[facts.status]
        for role in facts.roles:
            yield f"Opening: {role.title}{f', closing date {long_day(role.closes)}' if role.closes else ''}."
        others = [
            person.name
            for person, jobs in self.kb.staff(company.id)
            if person.id not in self.interview.people and any(job.is_current(self.clock.today) for job in jobs)
        ]
        if others:
            more = [f"{number(len(others) - MOST_THERE)} more"] if len(others) > MOST_THERE else []
            yield f"Also there: {listed([*others[:MOST_THERE], *more])}."

    def _others(self) -> Iterator[Line]:
        """Yield others' answers to the same questions, then what they said about this interview's topics."""
        asks = {key(question.ask): question.ask for question in self.facts.questions}
        for question in self.questions:
            if own := asks.get(question.key):
                for answer in [time for time in question.answers if time.interview != self.id][-MOST_ANSWERS:]:
                    yield Line(answer.answer, answer.interview, self._by(answer.people, answer.day), own)
        topics = self._topics()
        for learning in self.learned:
            if learning.topic and topic_slug(learning.topic) in topics and learning.company != self.interview.company:
                yield self._line(learning)

    def _topics(self) -> set[str]:
        """Return the topics of this interview: its tags, and topics mentioned in its preparation."""
        prepared = " ".join([*self.facts.objectives, *(question.ask for question in self.facts.questions)])
        words = set(fold(prepared).replace("?", " ").split())
        tags = {topic_slug(tag) for tag in self.facts.tags}
        topics = {topic_slug(learning.topic) for learning in self.learned if learning.topic}
        return {topic for topic in topics if topic in tags or set(topic.split("-")) <= words}

    def _line(self, learning: Learning) -> Line:
        """Return a learning as a line; a confidential one is marked, because the page may lie on the table."""
        words = f"{learning.words} (in confidence)" if learning.private else learning.words
        return Line(words, learning.source, self._by(learning.people, learning.day))

    def _by(self, people: Sequence[str], day: date | None) -> str:
        who = listed(map(self.kb.name, people))
        return f"{who}, {long_day(day)}" if day else who

    # --- giving back --------------------------------------------------------------------------------------------------

    def _offer(self) -> Iterator[Line]:
        nothing = True
        for person in self.interview.people:
            between, name = balance(self.kb, self.clock, person), self.kb.name(person)
            for promise in between.promised:
                by = f" (by {long_day(promise.day)})" if promise.day else ""
                yield Line(f"You promised {name}: {promise.what}{by}.", promise.source)
            if between.only_given:
                noted = listed(gift.what for gift in between.received if gift.source == person)
                given = noted or counted(len(between.received), "favour")
                yield Line(f"{name} has helped you ({given}); you haven't returned the favour yet.", person)
            elif between.gave:
                last = between.gave[0]
                yield Line(f"The last thing you gave {name}: {last.what}.", last.source)
            nothing = nothing and not (between.promised or between.only_given or between.gave)
        if nothing:
            yield Line("No favours noted yet. Ask how you can help.", self.id)


def _moment(day: date | datetime) -> str:
    time = f", {day:%H:%M}" if isinstance(day, datetime) else ""
    zone = f" ({day.tzname()})" if isinstance(day, datetime) and day.tzinfo else ""
    return f"{long_day(day_of(day))}{time}{zone}"
