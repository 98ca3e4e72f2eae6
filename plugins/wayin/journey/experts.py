"""Who could answer a question: by role, company, topics and earlier learnings."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING

from wayin.journey.questions import key
from wayin.knowledge.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.clock import Clock
    from wayin.journey.questions import AskedQuestion
    from wayin.knowledge import KnowledgeBase, Person
    from wayin.learning import Learning

MOST = 3
"""The most people named for a question."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
"""Letters that identify a word in all its forms well enough for questions: forecast, forecasts, forecasting."""
_OFTEN = 3
"""A word shared by more people than this, and by over a third of all, doesn't distinguish anybody."""
_SAYS_NOTHING = frozenset(
    "about after also been before better could does done else ever first from good have here hour into just know like "
    "learn least less look made make many more most much need next once only other over people read same should some "
    "such take team than that their them then there these they thing think this those three time usually want week "
    "well were what when where which while whom will with work would year write yesterday your".split()
)


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who could answer a question, with the matching words of their work."""

    person: str
    ground: tuple[str, ...]


class Experts:
    """Matches questions with people."""

    def __init__(
        self, kb: KnowledgeBase, clock: Clock, questions: Sequence[AskedQuestion], learned: Sequence[Learning]
    ) -> None:
        """Index the work of all people, and the questions they answered."""
        self.kb, self.clock, self.questions, self.learned = kb, clock, questions, learned
        self._best: dict[str, list[Expert]] = {}

    def best(self, question: AskedQuestion) -> list[Expert]:
        """Return up to three people who could answer a question and haven't; rare shared words rank first."""
        if question.ask not in self._best:
            self._best[question.ask] = self._best_for(question)
        return self._best[question.ask]

    def _best_for(self, question: AskedQuestion) -> list[Expert]:
        answered = {person for time in question.answers for person in time.people}
        words = [self._who[stem] for stem in dict.fromkeys(_stems(question.ask)) if stem in self._who]
        rarity: dict[str, float] = defaultdict(float)
        for people in words:
            share = 1 / len(people)
            for person in people:
                rarity[person] -= share
        ranked = nsmallest(MOST, ((rare, person) for person, rare in rarity.items() if person not in answered))
        return [
            Expert(person, tuple(dict.fromkeys(people[person] for people in words if person in people)))
            for _, person in ranked
        ]

    def of_person(self, person: str, most: int = 5) -> list[str]:
        """Return the questions somebody is among the best to answer, unanswered ones first."""
        return [question.ask for question in self._by_person.get(person, ())][:most]

    @cached_property
    def by_person(self) -> dict[str, list[AskedQuestion]]:
        """Return the unanswered questions for each person who is the best to ask any."""
        by_person: dict[str, list[AskedQuestion]] = defaultdict(list)
        for question in self.questions:
            if question.is_open:
                for expert in self.best(question)[:1]:
                    by_person[expert.person].append(question)
        return by_person

    @cached_property
    def _by_person(self) -> dict[str, list[AskedQuestion]]:
        by_person: dict[str, list[AskedQuestion]] = defaultdict(list)
        for question in sorted(self.questions, key=lambda question: not question.is_open):
            for expert in self.best(question):
                by_person[expert.person].append(question)
        return by_person

    @cached_property
    def _who(self) -> dict[str, dict[str, str]]:
        """Return, for each stem, the people whose work it describes, each with the word as written."""
        by_stem: dict[str, dict[str, str]] = defaultdict(dict)
        count = 0
        taught: dict[str, list[str]] = defaultdict(list)
        for learning in self.learned:
            for node in learning.people:
                taught[node] += [learning.topic] if learning.topic else []
        for person in self.kb.people.values():
            if not person.has_page:
                continue
            texts = [*self._work_of(person), *taught.get(person.id, ())]
            count += bool(texts)
            for text in texts:
                for word in _words(text):
                    by_stem[_stem(word)].setdefault(person.id, word)
        most = max(_OFTEN, count // 3)
        return {stem: people for stem, people in by_stem.items() if len(people) <= most}

    def _work_of(self, person: Person) -> Iterable[str]:
        job = person.current_job(self.clock.today)
        company = self.kb.companies[job.company] if job and job.company else None
        roles = {person.facts.role, *(position.role for position in person.jobs)}
        return [
            *person.facts.tags, *sorted(role for role in roles if role),
            *((company.name, *company.facts.industry, *company.facts.tags) if company else ()),
        ]  # fmt: skip


def _words(text: str) -> list[str]:
    return [word for word in map(fold, _WORD.findall(text)) if word not in _SAYS_NOTHING]


def _stem(word: str) -> str:
    return word.removesuffix("s")[:_STEM]


def _stems(question: str) -> list[str]:
    return [_stem(word) for word in _words(key(question))]
