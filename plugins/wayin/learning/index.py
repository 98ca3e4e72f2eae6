"""Everything that was learned, gathered once: what the pages and the commands ask for."""

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
    """What a knowledge base says was learned, seen from every side."""

    def __init__(self, kb: KnowledgeBase, clock: Clock) -> None:
        """Args: the knowledge base; what day it is."""
        self.kb, self.clock = kb, clock

    @cached_property
    def all(self) -> list[Learning]:
        """Everything learned, newest first."""
        return derived.learnings(self.kb)

    @cached_property
    def answers(self) -> list[Answer]:
        """What came back to questions, newest first."""
        return derived.answers(self.kb)

    @cached_property
    def of(self) -> Mapping[str, Sequence[Learning]]:
        """What was learned from each person, about each company, in each interview; newest first."""
        found: dict[str, list[Learning]] = defaultdict(list)
        for one in self.all:
            for node in {one.source, *one.people, *([one.company] if one.company else [])}:
                found[node].append(one)
        return found

    @cached_property
    def topics(self) -> list[topics.Topic]:
        """Every topic, the most spoken of first."""
        return topics.topics(self.all)

    @cached_property
    def roles(self) -> list[roles.Role]:
        """Every role of which somebody told something."""
        return roles.roles(self.kb, self.all, self.answers, self.clock.today)

    @cached_property
    def questions(self) -> list[comparison.Question]:
        """Every question that was answered, those answered most often first."""
        return comparison.questions(self.answers)

    @cached_property
    def subjects(self) -> list[comparison.Subject]:
        """Everything that can be laid side by side."""
        return comparison.subjects(self.kb, self.all, self.answers, self.roles)

    @cached_property
    def gaps(self) -> list[comparison.Gap]:
        """What to ask about next, at the companies I want."""
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
        """Return the companies at which each topic is to be asked about, the most wanted first."""
        companies: dict[str, list[str]] = defaultdict(list)
        for gap in self.gaps:
            companies[gap.topic].append(gap.company)
        return companies

    @cached_property
    def timeline(self) -> list[timeline.Event]:
        """Everything that happened, the oldest first."""
        return timeline.timeline(self.kb, self.of, self.clock)

    def timeline_of(self, company: str) -> list[Event]:
        """What happened at a company, and with the people there, the oldest first."""
        there = (company, *(person.id for person, _ in self.kb.staff(company)))
        return [
            self.timeline[place] for place in sorted({place for id_ in there for place in self._events.get(id_, ())})
        ]

    @cached_property
    def _events(self) -> Mapping[str, Sequence[int]]:
        """The places in the timeline of what each note tells, and of what belongs to each company."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.timeline):
            for id_ in filter(None, {one.node, one.company}):
                found[id_].append(place)
        return found

    @cached_property
    def _stances(self) -> tuple[list[Stance], list[Problem]]:
        return agreement.stances(self.kb, self.all)

    @property
    def stances(self) -> list[Stance]:
        """Every agreement and disagreement that the notes mark."""
        return self._stances[0]

    @cached_property
    def stances_of(self) -> Mapping[Learning, Sequence[Stance]]:
        """The marked agreements and disagreements of each point, those that others mark about it too."""
        found: dict[Learning, list[Stance]] = defaultdict(list)
        for one in self.stances:
            found[one.point].append(one)
            found[one.other].append(one)
        return found

    @cached_property
    def problems(self) -> list[Problem]:
        """What is odd in what was learned: topics much alike, agreement with nobody, decisions without a date."""
        first = {name: one for one in reversed(self.all) for name in one.topics}
        where = {
            name: (self.kb.interviews[one.source].note, derived.position(self.kb, one)) for name, one in first.items()
        }
        return [*self._stances[1], *topics.problems(self.kb, self.topics, where), *timeline.problems(self.kb)]
