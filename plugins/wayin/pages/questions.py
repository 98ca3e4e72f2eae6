"""Questions as pages show them: which are open, what came back, who could answer, and which to put next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wayin.journey.questions import SEEDS, for_people, key
from wayin.wording import counted

if TYPE_CHECKING:
    from wayin.journey.questions import AskedQuestion, Asking
    from wayin.model import InterviewKind
    from wayin.pages.markup import Link
    from wayin.pages.routes import Links
    from wayin.workspace import Workspace

MOST_PEOPLE = 12
MOST_OFFERED = 6
KINDS: dict[InterviewKind, str] = {
    "informational": "To learn about the work",
    "networking": "To get to know somebody",
    "screening": "When they are choosing",
}


@dataclass(frozen=True, slots=True)
class TimeView:
    """One time a question was put, or is to be put."""

    people: list[Link]
    source: Link
    day: date | None
    held: bool
    answer: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question, every time it was put, and who else could answer it."""

    ask: str
    times: list[TimeView]
    placed: list[tuple[Link, str]]
    told: str
    """How many have answered it, in words; empty if nobody has."""


@dataclass(frozen=True, slots=True)
class TalkView:
    """The questions of one conversation to which it has no answer yet, in the order of its note."""

    people: list[Link]
    source: Link
    day: date | None
    held: bool
    questions: list[QuestionView]


class Questions:
    """The questions on the pages of one depth."""

    def __init__(self, workspace: Workspace, links: Links) -> None:
        self.workspace, self.links = workspace, links

    def open(self) -> list[TalkView]:
        """What is still to be asked, by conversation, the nearest first; then what was asked and not answered.

        A question that nobody has answered stands once, with the next conversation; one that others have answered, with
        every conversation that is ahead.
        """
        found: dict[str, list[AskedQuestion]] = {}
        times: dict[str, Asking] = {}
        for asked in self.workspace.questions:
            ahead = sorted((one for one in asked.times if not one.held), key=_nearest)
            for time in ahead[:1] or asked.times[-1:] if asked.is_open else ahead:
                times[time.interview] = time
                found.setdefault(time.interview, []).append(asked)
        order = sorted(times.values(), key=lambda one: (one.held, _nearest(one)))
        return [self._talk(time, found[time.interview]) for time in order]

    def _talk(self, time: Asking, asked: list[AskedQuestion]) -> TalkView:
        own = [key(one.ask) for one in self.workspace.kb.interviews[time.interview].facts.questions]
        ordered = sorted(asked, key=lambda one: own.index(key(one.ask)))
        view = self._time(time)
        return TalkView(view.people, view.source, view.day, view.held, [self._view(one) for one in ordered])

    def answered(self) -> list[QuestionView]:
        """The others, those put most often first."""
        return [self._view(one) for one in self.workspace.questions if not one.is_open]

    def _view(self, asked: AskedQuestion) -> QuestionView:
        coming = {person for time in asked.times if not time.held for person in time.people}
        placed = (
            [one for one in self.workspace.experts.best(asked) if one.person not in coming] if asked.is_open else []
        )
        return QuestionView(
            asked.ask, [self._time(one) for one in asked.times],
            [(self.links.to(one.person), ", ".join(one.ground)) for one in placed],
            counted(len(asked.answers), "answer") if asked.answers else "",
        )  # fmt: skip

    def _time(self, one: Asking) -> TimeView:
        people = [self.links.to(person) for person in one.people]
        return TimeView(people, self.links.to(one.interview), one.day, one.held, one.answer)

    def whom(self) -> list[tuple[Link, list[str]]]:
        """Whom to ask what: everyone who is best placed to answer a question that is open."""
        found = self.workspace.experts.by_person
        order = sorted(found, key=lambda person: (-len(found[person]), self.links.to(person).name))
        return [(self.links.to(person), [one.ask for one in found[person]]) for person in order[:MOST_PEOPLE]]

    @staticmethod
    def seeds() -> list[tuple[str, tuple[str, ...]]]:
        """Questions for a first conversation, by its kind."""
        return [(KINDS[kind], asks) for kind, asks in SEEDS.items()]

    def for_person(self, person: str) -> list[str]:
        """What somebody is well placed to answer."""
        return self.workspace.experts.of_person(person)

    def more(self, interview: str) -> list[str]:
        """What could be asked in a conversation besides the questions that its note has, or that its brief proposes."""
        one, workspace = self.workspace.kb.interviews[interview], self.workspace
        kb, clock, kind = workspace.kb, workspace.clock, one.facts.kind
        gaps = [(gap.topic, gap.company) for gap in workspace.learnings.gaps]
        offered = for_people(kb, clock, one.people, kind, workspace.questions, gaps=gaps, most=MOST_OFFERED)
        placed = [ask for person in one.people for ask in workspace.experts.of_person(person, 3)]
        own = [question.ask for question in one.facts.questions]
        told = {key(ask) for ask in own or for_people(kb, clock, one.people, kind, workspace.questions)}
        wanted = {key(ask): ask for ask in (*placed, *offered)}
        return [ask for same, ask in wanted.items() if same not in told][:MOST_OFFERED]


def _nearest(one: Asking) -> tuple[date, str]:
    """The order of conversations: by day, those without one last."""
    return one.day or date.max, one.interview
