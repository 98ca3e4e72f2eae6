"""The questions of all conversations: which were asked of whom, what came back, and which to ask somebody next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.knowledge.references import fold
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
        "What do people new to this work usually get wrong?",
        "How did you come to this work, and what would you do differently?",
        "If you were in my place, what would you learn next?",
        "Whom else should I speak with?",
    ),
    "networking": (
        "What are you working on at the moment?",
        "What would make your work easier, and can I help with any of it?",
        "Whom else should I speak with?",
    ),
    "screening": (
        "What would you want to be different a year after I had started?",
        "Who would read my work in the first three months, and how often?",
        "What are the next steps, and by when should I hear?",
    ),
}
"""Questions for the first conversation of each kind."""
MOST_GAPS = 2
"""Of topics nobody has spoken of, so many are asked about at once; the rest of the questions stay theirs."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"\w{4,}")


@dataclass(frozen=True, slots=True)
class Asking:
    """One time a question was put, or is to be put."""

    interview: str
    people: tuple[str, ...]
    day: date | None
    held: bool
    answer: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, and every time it was put."""

    ask: str
    times: tuple[Asking, ...]

    @property
    def answers(self) -> list[Asking]:
        """The times something came back."""
        return [one for one in self.times if one.answer]

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet."""
        return not self.answers


def key(question: str) -> str:
    """What makes two questions the same: their words, without case, spacing, final marks or a remark in brackets."""
    return fold(_ASIDE.sub("", question)).rstrip(" ?.!…")


def asked_questions(kb: KnowledgeBase, clock: Clock) -> list[AskedQuestion]:
    """Every question of every conversation, those put most often first."""
    words: dict[str, str] = {}
    times: dict[str, list[Asking]] = {}
    for one in sorted(kb.interviews.values(), key=_when):
        day = day_of(one.facts.day) if one.facts.day else None
        for question in one.facts.questions:
            same = key(question.ask)
            words.setdefault(same, question.ask)
            held = one.is_held(clock)
            named = _named(kb, one) if held and _asks_for_names(same) else ""
            asking = Asking(one.id, one.people, day, held, question.answer or named)
            times.setdefault(same, []).append(asking)
    found = [AskedQuestion(words[same], tuple(times[same])) for same in times]
    return sorted(found, key=lambda one: (-len(one.times), key(one.ask)))


def _asks_for_names(question: str) -> bool:
    """Whether a question, by its key, asks whom else to speak with; the note answers it under `introductions`."""
    return question.startswith(("whom else", "who else"))


def _named(kb: KnowledgeBase, one: Interview) -> str:
    return f"{listed(map(kb.name, one.introductions))}." if one.introductions else ""


def for_people(
    kb: KnowledgeBase, clock: Clock, people: tuple[str, ...], kind: InterviewKind,
    asked: Sequence[AskedQuestion], most: int = 6, gaps: Iterable[tuple[str, str]] = (),
) -> list[str]:  # fmt: skip
    """The questions to put to somebody: what only they may answer first, then what everybody is asked, then seeds.

    A question they have answered is not put again, nor one that is about somebody else's work. How near a question is
    to a person is told by the words it shares with their role, company and topics.

    Args:
        kb: the knowledge base.
        clock: what day it is.
        people: whom to ask.
        kind: the kind of interview, for the seeds.
        asked: every question of every interview.
        most: how many questions to return.
        gaps: topics that nobody has spoken of at a company, each with the company's id; those of their own company come
            before what everybody is asked.
    """
    about = _words_about(kb, clock, people)
    told = {key(one.ask) for one in asked if any(set(time.people) & set(people) for time in one.answers)}
    told = {one for one in told if not _asks_for_names(one)}  # there is always somebody else
    ranked: list[tuple[int, int, str]] = []
    for question in asked:
        near = len(about & {fold(word) for word in _WORD.findall(question.ask)})
        of_everybody = len({time.people for time in question.times}) > 1
        if key(question.ask) not in told and (near or of_everybody):
            ranked.append((-near if question.is_open else 0, -len(question.times), _ASIDE.sub("", question.ask)))
    ranked += [(0, -len(asked), ask) for ask in gap_questions(kb, _gaps_of(kb, clock, people, gaps))]
    chosen = [ask for _, _, ask in sorted(ranked)]
    chosen += [ask for ask in SEEDS[kind] if key(ask) not in told | {key(one) for one in chosen}]
    # Whom else to speak with is asked last, because it is the best note to end on
    last = [ask for ask in chosen if "whom else" in key(ask)][:1]
    return [ask for ask in chosen if ask not in last][: most - len(last)] + last


def gap_questions(kb: KnowledgeBase, gaps: Iterable[tuple[str, str]]) -> list[str]:
    """A question for each topic of which nothing is known yet at a company; each with the company's id."""
    said = ((topic.replace("-", " ").strip(), kb.name(company)) for topic, company in gaps)
    return list(dict.fromkeys(f"What can you tell me about {topic} at {name}?" for topic, name in said if topic))


def _gaps_of(
    kb: KnowledgeBase, clock: Clock, people: tuple[str, ...], gaps: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    jobs = [kb.people[person].current_job(clock.today) for person in people]
    theirs = {job.company for job in jobs if job}
    return [gap for gap in gaps if gap[1] in theirs][:MOST_GAPS]


def _words_about(kb: KnowledgeBase, clock: Clock, people: tuple[str, ...]) -> set[str]:
    texts: list[str] = []
    for person in people:
        one = kb.people[person]
        job = one.current_job(clock.today)
        texts += [*one.facts.tags, one.facts.role or "", (job.role or "") if job else ""]
        if job and job.company:
            company = kb.companies[job.company]
            texts += [company.name, *company.facts.industry, *company.facts.tags]
    return {fold(word) for text in texts for word in _WORD.findall(text)}


def _when(one: Interview) -> tuple[bool, str, str]:
    return (one.facts.day is None, day_of(one.facts.day).isoformat() if one.facts.day else "", one.id)
