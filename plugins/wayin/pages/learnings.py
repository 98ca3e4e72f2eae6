"""What the pages show of what was learned: points with their sources, topics, roles, dossiers, the timeline."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from wayin.knowledge.references import fold
from wayin.learning.comparison import ELSEWHERE, gaps_of
from wayin.learning.learnings import Answer
from wayin.learning.roles import role_key, role_name, title_at
from wayin.learning.signals import CULTURE, RISK, about
from wayin.learning.topics import titled, voices
from wayin.model import ME
from wayin.pages.inline import inline
from wayin.pages.markup import Link
from wayin.pages.panels import Panels
from wayin.reading.body import sentence
from wayin.wording import MONTHS, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from markupsafe import Markup

    from wayin.knowledge.base import Job
    from wayin.learning.agreement import Stance
    from wayin.learning.learnings import Learning
    from wayin.learning.roles import Role
    from wayin.learning.timeline import Event
    from wayin.learning.topics import Topic
    from wayin.pages.generated import GeneratedPages
    from wayin.pages.routes import Links
    from wayin.workspace import Workspace

KINDS = {
    "informational": "Informational interviews",
    "networking": "Networking conversations",
    "screening": "Screenings, where the other side was choosing",
}
"""What a conversation of each kind is called where its words are weighed."""


MOST_MISSING = 12
"""How many companies a topic's page names at which nobody has spoken of it yet."""


@dataclass(frozen=True, slots=True)
class StanceView:
    """What a point has to do with another: "Unlike Ada", or "Ada disagrees"."""

    before: str
    who: Sequence[Link]
    after: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class PointView:
    """Something learned, or an answer, as a page shows it."""

    text: Markup
    quote: str
    topics: Sequence[Link]
    people: Sequence[Link]
    company: Link | None
    href: str
    """Where it stands on the page of its conversation."""
    anchor: str
    day: date | None
    private: bool
    stances: Sequence[StanceView] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Points under one heading."""

    heading: Link | str
    points: Sequence[PointView]


@dataclass(frozen=True, slots=True)
class Missing:
    """What nobody at a company has spoken of, and who there could."""

    company: Link
    topics: Sequence[Link]
    could: Sequence[Link]


class LearnedPanels(Panels):
    """The panels of what was learned, for the pages of one depth."""

    def __init__(self, workspace: Workspace, links: Links, generated: GeneratedPages) -> None:
        super().__init__(workspace, links)
        self.generated, self.lessons = generated, workspace.learnings
        self._points: dict[Learning | Answer, PointView] = {}
        self._topics: dict[str, Link] = {}

    # --- points -------------------------------------------------------------------------------------------------------

    def point(self, one: Learning | Answer) -> PointView:
        """Something learned, with everything that is known of where it comes from."""
        if one not in self._points:
            self._points[one] = self._point(one)
        return self._points[one]

    def _point(self, one: Learning | Answer) -> PointView:
        talk = self.links.to(one.source)
        people = [self.links.to(person) for person in one.people]
        company = self.links.to(one.company) if one.company else None
        targets = self.kb.targets.get(self.kb.interviews[one.source].note.path, {})
        if isinstance(one, Answer):
            text = inline(one.answer, targets, self.links)
            href = f"{talk.href}#questions"
            return PointView(text, "", (), people, company, href, "", one.day, False, question=one.question)
        stances = [self._stance(one, stance) for stance in self.lessons.stances_of.get(one, ())]
        return PointView(
            inline(one.point, targets, self.links), one.quote or "", [self.topic(name) for name in one.topics], people,
            company, f"{talk.href}#{one.anchor}", one.anchor, one.day, one.private, stances,
        )  # fmt: skip

    def _stance(self, one: Learning, stance: Stance) -> StanceView:
        own = stance.point == one
        other = stance.other if own else stance.point
        who = [self.links.to(person) for person in other.people] or [self.links.to(other.source)]
        href = f"{self.links.to(other.source).href}#{other.anchor}"
        if own:
            return StanceView("Like" if stance.agrees else "Unlike", who, "", href, other.words)
        verb = "agree" if stance.agrees else "disagree"
        return StanceView("", who, verb if len(who) > 1 else f"{verb}s", href, other.words)

    def topic(self, name: str) -> Link:
        """The link to a topic's page."""
        if name not in self._topics:
            id_ = self._topic_ids.get(name, "")
            self._topics[name] = Link(id_, titled(name), self.links.href(id_))
        return self._topics[name]

    @cached_property
    def _topic_ids(self) -> dict[str, str]:
        return self.generated.topic_of

    def role(self, key: str, name: str) -> Link:
        """The link to a role's page; only its name where it has none."""
        id_ = self._role_ids.get(key, "")
        return Link(id_, name, self.links.href(id_) if id_ else "")

    @cached_property
    def _role_ids(self) -> dict[str, str]:
        return self.generated.role_of

    def learned(self, node: str) -> list[PointView]:
        """What was learned from or about somebody, newest first."""
        return [self.point(one) for one in self.lessons.of.get(node, ())]

    def taught(self, person: str) -> list[Told]:
        """What somebody taught me, conversation by conversation, in order."""
        ordered = sorted(self.lessons.of.get(person, ()), key=lambda one: (one.day is None, one.day, one.source))
        return [
            Told(self.links.to(source), [self.point(one) for one in points])
            for source, points in groupby(ordered, key=lambda one: one.source)
        ]

    def latest(self) -> list[PointView]:
        """The latest learnings."""
        return [self.point(one) for one in self.lessons.all[:5]]

    # --- topics -------------------------------------------------------------------------------------------------------

    def topics(self) -> list[tuple[Link, str, Sequence[PointView]]]:
        """Every topic, the most spoken of first, with how many speak of it and the newest points."""
        return [
            (self.topic(one.name), self.voices(one), [self.point(point) for point in one.points])
            for one in self.lessons.topics
        ]

    def untitled(self) -> list[PointView]:
        """What was learned and names no topic."""
        return [self.point(one) for one in self.lessons.all if not one.topic]

    @staticmethod
    def voices(topic: Topic) -> str:
        """How many speak of a topic, in words."""
        count = voices(topic.points)
        places = len({one.company for one in topic.points if one.company})
        said = counted(count, "voice")
        return said + (f" from {counted(places, 'company', 'companies')}" if places > 1 else "")

    def weight(self, topic: Topic) -> str:
        """How much the voices on a topic weigh, in a sentence or two."""
        if voices(topic.points) == 1:
            return "One voice so far, which is one data point. Ask somebody else about it, too."
        marked = {id(stance) for one in topic.points for stance in self._within(topic, one) if not stance.agrees}
        agreed = {id(stance) for one in topic.points for stance in self._within(topic, one) if stance.agrees}
        said = f"{self.voices(topic).capitalize()}, independent of each other."
        if marked or agreed:
            parts = [counted(len(marked), "disagreement")] if marked else []
            parts += [counted(len(agreed), "agreement")] if agreed else []
            said += f" Your notes mark {' and '.join(parts)}."
        return said

    def _within(self, topic: Topic, one: Learning) -> list[Stance]:
        known = self.lessons.stances_of.get(one, ())
        return [stance for stance in known if topic.name in stance.point.topics and topic.name in stance.other.topics]

    def by_company(self, points: Iterable[Learning]) -> list[Told]:
        """Points by the company they were told about, the most told first."""
        groups: dict[str, list[Learning]] = {}
        for one in points:
            groups.setdefault(one.company or ELSEWHERE, []).append(one)
        order = sorted(groups, key=lambda id_: (id_ == ELSEWHERE, -len(groups[id_]), id_))
        return [
            Told(self.links.to(id_) if id_ else "No company", [self.point(one) for one in groups[id_]]) for id_ in order
        ]

    def by_kind(self, points: Iterable[Learning]) -> list[tuple[str, list[PointView]]]:
        """Who said something, by the kind of conversation."""
        groups: dict[str, list[PointView]] = {}
        for one in points:
            groups.setdefault(one.kind, []).append(self.point(one))
        return [(name, groups[kind]) for kind, name in KINDS.items() if kind in groups]

    def by_topic(self, points: Iterable[Learning]) -> list[Told]:
        """Points by topic, in the order in which topics are most spoken of; those without one last."""
        groups: dict[str, list[Learning]] = {}
        for one in points:
            groups.setdefault(one.topic or "", []).append(one)
        rank = {topic.name: i for i, topic in enumerate(self.lessons.topics)}
        order = sorted(groups, key=lambda name: rank.get(name, len(rank)))
        return [
            Told(self.topic(name) if name else "Without a topic", [self.point(one) for one in groups[name]])
            for name in order
        ]

    def missing(self, topic: Topic) -> tuple[list[Missing], int]:
        """The companies I want most at which nobody has spoken of a topic, and who there could; how many others."""
        found = self._gaps.get(topic.name, [])
        told = [Missing(self.links.to(one), [self.topic(topic.name)], self.could(one)) for one in found[:MOST_MISSING]]
        return told, max(0, len(found) - MOST_MISSING)

    @cached_property
    def _gaps(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for gap in self.lessons.gaps:
            found.setdefault(gap.topic, []).append(gap.company)
        return found

    def could(self, company: str) -> list[Link]:
        """Up to two people at a company to ask, those within reach first."""
        here = [one for one in self.workspace.reach(company) if one.current] if company in self.kb.companies else []
        return [self.links.to(one.person) for one in here[:2]]

    # --- roles --------------------------------------------------------------------------------------------------------

    def roles(self) -> list[tuple[Link, str]]:
        """Every role, and how many have it."""
        return [
            (self.role(one.key, one.name), counted(len(one.people), "person", "people")) for one in self.lessons.roles
        ]

    def role_people(self, role: Role) -> list[tuple[Link, str, Link | None]]:
        """Who has a role: the person, their own title for it, and where."""
        found = []
        for person, title in role.people:
            jobs = [job for job in self.kb.people[person].jobs if job.role and role_key(job.role) == role.key]
            company = next((job.company for job in jobs if job.company), None)
            found.append((self.links.to(person), title, self.links.to(company) if company else None))
        return sorted(found, key=lambda one: fold(one[0].name))

    def came_to(self, role: Role) -> list[tuple[Link, list[tuple[str, Link | None, str]]]]:
        """How people came to a role: their positions from the first one on."""
        found = []
        for person, _ in role.people:
            jobs = sorted(self.kb.people[person].jobs, key=_begun)
            if len(jobs) > 1:
                steps = [
                    (job.role or "", self.links.to(job.company) if job.company else None, str(job.start or ""))
                    for job in jobs
                ]
                found.append((self.links.to(person), steps))
        return found

    def answered(self, answers: Iterable[Answer]) -> list[tuple[str, list[PointView]]]:
        """Answers by question, those of most voices first."""
        groups: dict[str, list[Answer]] = {}
        for one in answers:
            groups.setdefault(fold(one.question), []).append(one)
        order = sorted(groups.values(), key=lambda all_: (-len(all_), fold(all_[0].question)))
        return [(all_[0].question, [self.point(one) for one in all_]) for all_ in order]

    def role_here(self, person: str) -> Link | None:
        """The page of the role somebody has, if somebody told of it."""
        title = title_at(self.kb.people[person], self.today)
        id_ = self._role_ids.get(role_key(title)) if title else None
        return Link(id_, role_name(title), self.links.href(id_)) if id_ else None

    # --- a company's dossier ------------------------------------------------------------------------------------------

    def dossier(self, company: str) -> list[tuple[str, list[Told]]]:
        """What was learned about a company: what speaks against it, what it is like, then everything by topic."""
        points = self.lessons.of.get(company, ())
        risks = about(points, RISK)
        culture = [one for one in about(points, CULTURE) if one not in risks]
        rest = [one for one in points if one not in risks and one not in culture]
        groups = (("Risks", risks), ("What it is like", culture), ("What you learned about it", rest))
        return [(title, self.by_topic(found)) for title, found in groups if found]

    def open_questions(self, company: str) -> tuple[list[tuple[str, list[Link]]], Missing | None]:
        """What is still to be asked at a company: questions that nobody there has answered, each with the people it is
        prepared for, and topics that nobody there has spoken of.
        """
        talks = [one for one in self.kb.conversations_at.get(company, ()) if not one.facts.declined]
        answered = {fold(ask.ask) for one in talks for ask in one.facts.questions if ask.answer}
        prepared: dict[str, tuple[str, list[str]]] = {}
        for one in talks:
            people = [] if one.is_held(self.workspace.clock) else one.people
            for ask in one.facts.questions:
                if fold(ask.ask) not in answered:
                    prepared.setdefault(fold(ask.ask), (ask.ask, []))[1].extend(people)
        asked = [(ask, [self.links.to(one) for one in dict.fromkeys(people)]) for ask, people in prepared.values()]
        topics = self._gaps_of.get(company, [])
        missing = Missing(self.links.to(company), [self.topic(name) for name in topics], self.could(company))
        return asked, missing if topics else None

    @cached_property
    def _gaps_of(self) -> dict[str, list[str]]:
        return dict(gaps_of(self.lessons.gaps))

    # --- the timeline -------------------------------------------------------------------------------------------------

    def timeline(self, node: str = "") -> list[tuple[str, list[Event]]]:
        """What happened, month by month, the oldest first; with a company's id, what happened there."""
        events = self.lessons.timeline_of(node) if node else self.lessons.timeline
        return [
            (f"{MONTHS[month - 1]} {year}", list(group))
            for (year, month), group in groupby(events, key=lambda one: (one.day.year, one.day.month))
        ]

    def story(self) -> str:
        """The whole search in a sentence."""
        events = self.lessons.timeline
        counts = Counter(one.kind for one in events)
        if not events:
            return ""
        talks, points = counts["conversation"], len(self.lessons.all)
        said = f"{counted(talks, 'conversation')}, {counted(points, 'thing')} learned"
        said += f", {counted(counts['decision'], 'decision')}" if counts["decision"] else ""
        first = events[0].day
        return f"Since {MONTHS[first.month - 1]} {first.year}: {said}."

    def decisions(self) -> list[Event]:
        """What was decided, in order."""
        return [one for one in self.lessons.timeline if one.kind == "decision"]

    def decided(self, id_: str) -> str:
        """The first sentence of a decision's page."""
        note = self.kb.pages[id_]
        words = " ".join(line for line in note.body.split("\n") if line.strip() and not line.startswith("#"))
        return first_sentence(words)

    def via(self, event: Event) -> Link | None:
        """Who stood between, if anybody but me."""
        return self.links.to(event.by) if event.by and event.by != ME else None


def _begun(job: Job) -> tuple[bool, str]:
    """Sorts positions by their beginning; one of now that nobody dated comes last."""
    return (job.start is None and job.end is None, str(job.start or ""))


def first_sentence(markdown: str) -> str:
    """The first sentence of a text, as plain words."""
    return sentence(markdown, 0, 0) if markdown else ""
