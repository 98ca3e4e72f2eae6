"""Who is best placed to answer what: by their role, their company, their topics, and what they taught me before."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING

from wayin.journey.questions import key
from wayin.knowledge.references import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.clock import Clock
    from wayin.journey.questions import AskedQuestion
    from wayin.knowledge import KnowledgeBase, Person
    from wayin.learning import Learning

MOST = 3
"""So many are named for a question."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
"""So many letters tell a word in all its forms, as far as questions go: forecast, forecasts, forecasting."""
_OFTEN = 3
"""A word that stands for more than a third of all people, and for more than so many, tells nobody from the others."""
_SAYS_NOTHING = frozenset(
    "about after also been before better could does done else ever first from good have here hour into just know like "
    "learn least less look made make many more most much need next once only other over people read same should some "
    "such take team than that their them then there these they thing think this those three time usually want week "
    "well were what when where which while whom will with work would year write yesterday your".split()
)


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody who is well placed to answer a question, and on what ground: words of their own work."""

    person: str
    ground: tuple[str, ...]


class Experts:
    """Matches questions and people."""

    def __init__(
        self, kb: KnowledgeBase, clock: Clock, questions: Sequence[AskedQuestion], learned: Sequence[Learning]
    ) -> None:
        """Args: the notes; the day; every question that was asked; everything learned."""
        self.kb, self.clock, self.questions, self.learned = kb, clock, questions, learned
        self._best: dict[str, list[Expert]] = {}

    def best(self, asked: AskedQuestion) -> list[Expert]:
        """Up to three who could answer a question, and have not: the rarer the words they share with it, the better."""
        if asked.ask not in self._best:
            self._best[asked.ask] = self._best_for(asked)
        return self._best[asked.ask]

    def _best_for(self, asked: AskedQuestion) -> list[Expert]:
        told = {person for time in asked.answers for person in time.people}
        words = [self._who[stem] for stem in dict.fromkeys(_stems(asked.ask)) if stem in self._who]
        rarity: dict[str, float] = defaultdict(float)
        for people in words:
            share = 1 / len(people)
            for person in people:
                rarity[person] -= share
        ranked = nsmallest(MOST, ((rare, person) for person, rare in rarity.items() if person not in told))
        return [
            Expert(person, tuple(dict.fromkeys(people[person] for people in words if person in people)))
            for _, person in ranked
        ]

    def of_person(self, person: str, most: int = 5) -> list[str]:
        """The questions that somebody is among the best placed to answer: those that nobody has answered yet first."""
        return [one.ask for one in self._by_person.get(person, ())][:most]

    @cached_property
    def by_person(self) -> dict[str, list[AskedQuestion]]:
        """The questions nobody has answered yet, for each person who is best placed for one."""
        found: dict[str, list[AskedQuestion]] = defaultdict(list)
        for asked in self.questions:
            if asked.is_open:
                for one in self.best(asked)[:1]:
                    found[one.person].append(asked)
        return found

    @cached_property
    def _by_person(self) -> dict[str, list[AskedQuestion]]:
        found: dict[str, list[AskedQuestion]] = defaultdict(list)
        for asked in sorted(self.questions, key=lambda one: not one.is_open):
            for one in self.best(asked):
                found[one.person].append(asked)
        return found

    @cached_property
    def _who(self) -> dict[str, dict[str, str]]:
        """For each stem, the people whose work it belongs to, and the word as it stands there."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        count = 0
        taught: dict[str, list[str]] = defaultdict(list)
        for one in self.learned:
            for person in one.people:
                taught[person] += [one.topic] if one.topic else []
        for one_person in self.kb.people.values():
            if not one_person.has_page:
                continue
            texts = [*self._work_of(one_person), *taught.get(one_person.id, ())]
            count += bool(texts)
            for text in texts:
                for word in _words(text):
                    found[_stem(word)].setdefault(one_person.id, word)
        most = max(_OFTEN, count // 3)
        return {stem: people for stem, people in found.items() if len(people) <= most}

    def _work_of(self, person: Person) -> Iterable[str]:
        job = person.current_job(self.clock.today)
        company = self.kb.companies[job.company] if job and job.company else None
        roles = {person.facts.role, *(one.role for one in person.jobs)}
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
