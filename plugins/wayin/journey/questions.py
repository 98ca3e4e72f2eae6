"""The questions of all interviews: who was asked, what they answered, and what to ask next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.journey.question_order import covering
from wayin.knowledge.names import fold
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import Interview, KnowledgeBase
    from wayin.model import InterviewKind

SEEDS: dict[InterviewKind, tuple[str, ...]] = {
    "informational": (
        "What did you do yesterday, hour by hour?",
        "What's changing in this work at the moment?",
        "What do people new to this work usually get wrong?",
        "If you were me, what would you learn next?",
        "What do you read, or where do people who do this work meet?",
        "Which small piece of work could I try, to see whether it suits me?",
        "Who else should I talk to?",
    ),
    "networking": (
        "What are you working on at the moment?",
        "What's changing in your field?",
        "What would make your work easier, and can I help with any of it?",
        "Who else should I talk to?",
    ),
    "screening": (
        "What would you want to be different a year after I'd started?",
        "Who would read my work in the first three months, and how often?",
        "What are the next steps, and when should I expect to hear?",
    ),
}
"""Starter questions for each kind of interview, in the order to ask them."""
MOST_ASKED = 7
"""The most questions that fit into half an hour."""
MOST_GAPS = 2
"""The most gap questions suggested at once, so that they don't crowd out the others."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class AskedTime:
    """One occasion on which a question was or will be asked."""

    interview: str
    people: tuple[str, ...]
    day: date | None
    held: bool
    answer: str


@dataclass(frozen=True)
class AskedQuestion:
    """A question with every occasion."""

    ask: str
    times: tuple[AskedTime, ...]

    @cached_property
    def key(self) -> str:
        """Return what identifies it across spellings."""
        return key(self.ask)

    @cached_property
    def words(self) -> frozenset[str]:
        """Return its longer words, ignoring case."""
        return frozenset(fold(word) for word in _WORD.findall(self.ask))

    @cached_property
    def answers(self) -> list[AskedTime]:
        """Return the occasions with an answer."""
        return [time for time in self.times if time.answer]

    @cached_property
    def answered_by(self) -> frozenset[str]:
        """Return everyone who has answered it."""
        return frozenset(person for answer in self.answers for person in answer.people)

    @cached_property
    def is_for_everybody(self) -> bool:
        """Return whether it was put to more than one person."""
        return len({time.people for time in self.times}) > 1

    @property
    def is_open(self) -> bool:
        """Return whether nobody has answered it yet."""
        return not self.answers


def key(question: str) -> str:
    """Return a question's words without case, spacing, final punctuation and brackets, to compare it with others."""
    return fold(_ASIDE.sub("", question)).rstrip(" ?.!…")


def asked_questions(kb: KnowledgeBase, clock: Clock) -> list[AskedQuestion]:
    """Return every question of every interview, those asked most often first."""
    words: dict[str, str] = {}
    times: dict[str, list[AskedTime]] = {}
    for interview in sorted(kb.interviews.values(), key=_when):
        day = day_of(interview.facts.day) if interview.facts.day else None
        held = interview.is_held(clock)
        for question in interview.facts.questions:
            same = key(question.ask)
            words.setdefault(same, question.ask)
            # The note's `introductions` answer who else to talk to
            named = interview.introductions if held and _asks_for_names(same) else ()
            answer = question.answer or (f"{listed(map(kb.name, named))}." if named else "")
            times.setdefault(same, []).append(AskedTime(interview.id, interview.people, day, held, answer))
    questions = [AskedQuestion(words[same], tuple(times[same])) for same in times]
    return sorted(questions, key=lambda question: (-len(question.times), question.key))


def _asks_for_names(question: str) -> bool:
    return key(question).startswith(("whom else", "who else"))


def for_people(
    kb: KnowledgeBase, clock: Clock, people: tuple[str, ...], kind: InterviewKind,
    asked: Sequence[AskedQuestion], most: int = MOST_ASKED, gaps: Iterable[tuple[str, str]] = (),
) -> list[str]:  # fmt: skip
    """Return questions for somebody: first those only they may answer, then those you ask everybody, then starters.

    Questions they have answered, and questions about other people's work, are left out. A question suits a person by
    the words it shares with their role, company and topics.

    Args:
        kb: the knowledge base.
        clock: provides today.
        people: who to ask.
        kind: the kind of interview, for the starter questions.
        asked: every question of every interview.
        most: the most questions to return.
        gaps: topics nobody has talked about at a company, each with the company's id; those of their own company come
            before what you ask everybody.
    """
    about = _words_about(kb, clock, people)
    answered = {question.key for question in asked if not question.answered_by.isdisjoint(people)}
    answered = {ask for ask in answered if not _asks_for_names(ask)}  # there is always somebody else
    ranked: list[tuple[int, int, str]] = []
    for question in asked:
        near = len(about & question.words)
        if (near or question.is_for_everybody) and question.key not in answered:
            ranked.append((-near if question.is_open else 0, -len(question.times), _ASIDE.sub("", question.ask)))
    ranked += [(0, -len(asked), ask) for ask in gap_questions(kb, _gaps_of(kb, clock, people, gaps))]
    chosen = [ask for _, _, ask in sorted(ranked)]
    chosen += [ask for ask in SEEDS[kind] if key(ask) not in answered | {key(other) for other in chosen}]
    return covering(chosen, most)


def gap_questions(kb: KnowledgeBase, gaps: Iterable[tuple[str, str]]) -> list[str]:
    """Return a question for each topic with nothing known at a company; each with the company's id."""
    named = ((topic.replace("-", " ").strip(), kb.name(company)) for topic, company in gaps)
    return list(dict.fromkeys(f"What can you tell me about {topic} at {name}?" for topic, name in named if topic))


def _gaps_of(
    kb: KnowledgeBase, clock: Clock, people: tuple[str, ...], gaps: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    jobs = [kb.people[person].current_job(clock.today) for person in people]
    companies = {job.company for job in jobs if job}
    return [(topic, company) for topic, company in gaps if company in companies][:MOST_GAPS]


def _words_about(kb: KnowledgeBase, clock: Clock, people: tuple[str, ...]) -> set[str]:
    texts: list[str] = []
    for node in people:
        person = kb.people[node]
        job = person.current_job(clock.today)
        texts += [*person.facts.tags, person.facts.role or "", (job.role or "") if job else ""]
        if job and job.company:
            company = kb.companies[job.company]
            texts += [company.name, *company.facts.industry, *company.facts.tags]
    return {fold(word) for text in texts for word in _WORD.findall(text)}


def _when(interview: Interview) -> tuple[bool, str, str]:
    day = interview.facts.day
    return (day is None, day_of(day).isoformat() if day else "", interview.id)
