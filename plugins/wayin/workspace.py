"""Everything one build knows: the knowledge base, and all that is derived from it, each thing once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from wayin import journey, knowledge, learning
from wayin.journey.experts import Placing
from wayin.journey.questions import Asked, bank
from wayin.journey.underway import First, Underway
from wayin.model import ME, Problem
from wayin.network.companies import Reached, reach
from wayin.network.suggestions import Suggestions, suggest
from wayin.network.ties import Network, network
from wayin.network.ways import Search, Ways
from wayin.reading import Reading, read_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from pathlib import Path

    from wayin.clock import Clock
    from wayin.model import Duration


@dataclass
class Workspace:
    """The knowledge base as one build shows it."""

    reading: Reading
    clock: Clock
    follow_up_after: Duration
    most: int
    kb: knowledge.KnowledgeBase = field(init=False)
    network: Network = field(init=False)
    search: Search = field(init=False)
    _ways: dict[str, Ways] = field(init=False, default_factory=dict)
    _reached: dict[str, list[Reached]] = field(init=False, default_factory=dict)
    _first: dict[str, list[First]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.kb = knowledge.build(self.reading.notes)
        self.network = network(self.kb, self.clock)
        self.search = Search(self.network)

    @cached_property
    def problems(self) -> list[Problem]:
        """Every problem, by file and place."""
        found = [*self.reading.problems, *self.kb.problems, *self.lessons.problems]
        return sorted(found, key=lambda one: (one.file, one.line, one.column, one.code))

    @cached_property
    def problems_of(self) -> Mapping[str, list[Problem]]:
        """The errors and warnings of each file."""
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            if problem.severity != "info":
                by_file[problem.file].append(problem)
        return by_file

    @cached_property
    def agenda(self) -> list[journey.Due]:
        """Everything that is due, was or will be, and what begins to count later."""
        return journey.agenda(self.kb, self.clock, self.follow_up_after)

    @property
    def due(self) -> list[journey.Due]:
        """What of it counts today."""
        return [one for one in self.agenda if one.counts(self.clock)]

    @cached_property
    def agenda_for(self) -> Mapping[str, list[journey.Due]]:
        """The agenda, by whom it concerns and by the interview it belongs to."""
        found: dict[str, list[journey.Due]] = defaultdict(list)
        for one in self.agenda:
            for node in {one.id, *one.people}:
                found[node].append(one)
        return found

    @cached_property
    def underway(self) -> Underway:
        """What is on its way to whom."""
        return Underway(self.kb, self.clock, self.follow_up_after)

    def first(self, node: str) -> list[First]:
        """What is on its way to a person or company; else to somebody in between, on the best way there."""
        if node not in self._first:
            self._first[node] = self._first_of(node)
        return self._first[node]

    def _first_of(self, node: str) -> list[First]:
        if found := self.underway.of(node):
            return found
        if node in self.kb.companies:
            reached = self.reach(node)
            best = reached[0].best if reached and not reached[0].known else None
        else:
            ways = self.ways(node)
            best = ways.ways[0] if ways.ways and not ways.known else None
        between = best.people[2:] if best else ()
        return next((first for person in reversed(between) if (first := self.underway.of(person))), [])

    @cached_property
    def questions(self) -> list[Asked]:
        """Every question of every conversation."""
        return bank(self.kb, self.clock)

    @cached_property
    def placing(self) -> Placing:
        """Who is best placed to answer which."""
        return Placing(self.kb, self.clock, self.questions, self.lessons.points)

    @cached_property
    def lessons(self) -> learning.Lessons:
        """Everything that was learned."""
        return learning.Lessons(self.kb, self.clock)

    @cached_property
    def known_by(self) -> Mapping[str, list[str]]:
        """Who is tied to each person, apart from me."""
        found: dict[str, list[str]] = defaultdict(list)
        for source, ties in self.network.ties.items():
            if source != ME:
                for target in ties:
                    found[target].append(source)
        return found

    @cached_property
    def suggestions(self) -> Suggestions:
        """Whom to ask next."""
        return suggest(self.kb, self.network, self.reach)

    def ways(self, person: str) -> Ways:
        """The ways to a person."""
        if person not in self._ways:
            self._ways[person] = self.search.ways(person, most=self.most)
        return self._ways[person]

    def reach(self, company: str) -> list[Reached]:
        """The people through whom a company is reached."""
        if company not in self._reached:
            self._reached[company] = self._reach(company)
        return self._reached[company]

    def _reach(self, company: str) -> list[Reached]:
        return reach(self.kb, self.search, company, self.clock, most=self.most)

    def status(self, interview: knowledge.Interview) -> journey.Status:
        """Where a conversation stands."""
        return journey.status(interview, self.clock, self.follow_up_after)

    def next_status(self, interview: knowledge.Interview) -> tuple[date | datetime, journey.Status] | None:
        """From when it stands elsewhere by the passing of time alone, and where."""
        return journey.next_status(interview, self.clock, self.follow_up_after)


def read_workspace(folder: Path, clock: Clock, follow_up_after: Duration, most: int) -> Workspace:
    """The edition that a folder of notes makes.

    Raises:
        NotADirectoryError: if there is no such folder.
    """
    return Workspace(read_folder(folder), clock, follow_up_after, most)
