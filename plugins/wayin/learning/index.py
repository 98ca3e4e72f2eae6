"""All learnings, collected once for pages and commands."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from wayin.learning import agreement, comparison, roles, timeline, topics
from wayin.learning import learnings as derived

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wayin.clock import Clock
    from wayin.diagnostics import Problem
    from wayin.knowledge import KnowledgeBase
    from wayin.learning.agreement import Stance
    from wayin.learning.learnings import Answer, Learning
    from wayin.learning.timeline import Event
    from wayin.learning.topics import Topic


class LearningIndex:
    """The learnings of a knowledge base, indexed for every view."""

    def __init__(self, kb: KnowledgeBase, clock: Clock) -> None:
        """Keep the knowledge base and the clock; everything else is computed on first use."""
        self.kb, self.clock = kb, clock

    @cached_property
    def all(self) -> list[Learning]:
        """Return all learnings, newest first."""
        return derived.learnings(self.kb)

    @cached_property
    def answers(self) -> list[Answer]:
        """Return the answers to questions, newest first."""
        return derived.answers(self.kb)

    @cached_property
    def of(self) -> Mapping[str, Sequence[Learning]]:
        """Return the learnings from each person, about each company and in each interview, newest first."""
        by_node: dict[str, list[Learning]] = defaultdict(list)
        for learning in self.all:
            for node in {learning.source, *learning.people, *([learning.company] if learning.company else [])}:
                by_node[node].append(learning)
        return by_node

    @cached_property
    def topics(self) -> list[topics.Topic]:
        """Return all topics, the most discussed first."""
        return topics.topics(self.all)

    @cached_property
    def roles(self) -> list[roles.Role]:
        """Return every role that somebody talked about."""
        return roles.roles(self.kb, self.all, self.answers, self.clock.today)

    @cached_property
    def questions(self) -> list[comparison.Question]:
        """Return the answered questions, those with the most answers first."""
        return comparison.questions(self.answers)

    @cached_property
    def subjects(self) -> list[comparison.Subject]:
        """Return everything that can be compared."""
        return comparison.subjects(self.kb, self.all, self.answers, self.roles)

    @cached_property
    def gaps(self) -> list[comparison.Gap]:
        """Return what to ask next at the companies you want."""
        return comparison.gaps(self.kb, self.topics)

    @cached_property
    def topic_named(self) -> Mapping[str, Topic]:
        """Return the topics by name."""
        return {topic.name: topic for topic in self.topics}

    @cached_property
    def gaps_at(self) -> Mapping[str, list[str]]:
        """Return the topics to ask about at each company."""
        return comparison.gaps_of(self.gaps)

    @cached_property
    def gaps_on(self) -> Mapping[str, list[str]]:
        """Return the companies to ask about each topic, the most wanted first."""
        companies: dict[str, list[str]] = defaultdict(list)
        for gap in self.gaps:
            companies[gap.topic].append(gap.company)
        return companies

    @cached_property
    def timeline(self) -> list[timeline.Event]:
        """Return the events of the whole search, oldest first."""
        return timeline.timeline(self.kb, self.of, self.clock)

    def timeline_of(self, company: str) -> list[Event]:
        """Return the events at a company and with its people, oldest first."""
        there = (company, *(person.id for person, _ in self.kb.staff(company)))
        return [
            self.timeline[place] for place in sorted({place for id_ in there for place in self._events.get(id_, ())})
        ]

    @cached_property
    def _events(self) -> Mapping[str, Sequence[int]]:
        """Return the indexes in the timeline of each note's events, and of each company's."""
        by_node: dict[str, list[int]] = defaultdict(list)
        for place, event in enumerate(self.timeline):
            for id_ in filter(None, {event.node, event.company}):
                by_node[id_].append(place)
        return by_node

    @cached_property
    def _stances(self) -> tuple[list[Stance], list[Problem]]:
        return agreement.stances(self.kb, self.all)

    @property
    def stances(self) -> list[Stance]:
        """Return every agreement and disagreement marked in the notes."""
        return self._stances[0]

    @cached_property
    def stances_of(self) -> Mapping[Learning, Sequence[Stance]]:
        """Return the agreements and disagreements of each learning, including those marked by others."""
        by_learning: dict[Learning, list[Stance]] = defaultdict(list)
        for stance in self.stances:
            by_learning[stance.point].append(stance)
            by_learning[stance.other].append(stance)
        return by_learning

    @cached_property
    def problems(self) -> list[Problem]:
        """Return problems with learnings: near-identical topics, agreement with nobody, decisions without a date."""
        first = {name: learning for learning in reversed(self.all) for name in learning.topics}
        where = {
            name: (self.kb.interviews[learning.source].note, derived.position(self.kb, learning))
            for name, learning in first.items()
        }
        return [*self._stances[1], *topics.problems(self.kb, self.topics, where), *timeline.problems(self.kb)]
