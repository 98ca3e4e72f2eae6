"""What the home page shows besides the next steps: companies I want, whom to ask, conversations, how it is going."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wayin import journey
from wayin.clock import day_of
from wayin.journey import progress
from wayin.knowledge.references import fold
from wayin.model import ME, Me
from wayin.network.advice import why_bridge, why_fresh, why_worth_asking
from wayin.network.companies import best_tier
from wayin.network.suggestions import worth_asking
from wayin.pages.markup import instant
from wayin.pages.panels import ROUTES
from wayin.wording import counted, listed, long_day, number

if TYPE_CHECKING:
    from markupsafe import Markup

    from wayin import knowledge
    from wayin.journey.progress import Branch
    from wayin.journey.status import Status
    from wayin.network.tiers import Tier
    from wayin.pages.indexes import Gatherings
    from wayin.pages.markup import Link
    from wayin.pages.panels import Conversation, WayView
    from wayin.pages.steps import Steps

MOST_IN_LINE = 12
"""Conversations named under one status; the others are one click away."""
TALL = 6
"""Conversations in one week that a column of the picture can hold."""


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A company I want, and how I get there."""

    link: Link
    interest: int
    tier: Tier | None
    known: list[Link]
    way: WayView | None
    ask: Link | None
    first: list[Markup] = field(default_factory=list)
    """What is on its way there already."""


class Standing(NamedTuple):
    """A conversation in the line of its status, and where it moves by the passing of time alone."""

    link: Link
    then: str
    begins: str


@dataclass(frozen=True, slots=True)
class Column:
    """A week in the picture of conversations."""

    monday: date
    count: int
    height: int
    label: str
    """The month, where a new one begins."""


class Home:
    """The panels of the home page."""

    def __init__(self, panels: Gatherings, steps: Steps) -> None:
        """Args: the panels and the steps of the home page's depth."""
        self.panels, self.steps, self.workspace = panels, steps, panels.workspace
        self.kb, self.links, self.clock = panels.kb, panels.links, panels.workspace.clock

    def greeting(self) -> str:
        """The heading of the home page."""
        name = self.kb.my_name
        return "Your next steps" if name == "Me" else f"{name.split()[0]}’s next steps"

    def about_me(self) -> str:
        """What the letters lack about me: nothing, my note, or its background."""
        if self.kb.me is None:
            return "note"
        return "" if isinstance(self.kb.me.facts, Me) and self.kb.me.facts.background else "background"

    def somebody(self) -> str:
        """Somebody to have a first conversation with, as an example to paste."""
        known = self.panels.network.ties.get(ME, {})
        best = max(known.values(), key=lambda tie: (tie.quality, tie.target), default=None)
        return self.kb.name(best.target) if best else next((one.name for one in self.kb.people.values()), "Ada Park")

    # --- companies and people -----------------------------------------------------------------------------------------

    def target_rows(self) -> list[TargetRow]:
        """The companies I want, the most wanted first."""
        targets = [one for one in self.kb.companies.values() if one.is_target]
        rows = [self._target_row(one) for one in targets]
        return sorted(rows, key=lambda row: (-row.interest, fold(row.link.name), row.link.id))

    def _target_row(self, company: knowledge.Company) -> TargetRow:
        reached = self.workspace.reach(company.id)
        known = [self.links.to(one.person) for one in reached if one.known]
        best = next((one for one in reached if one.best), None)
        ask = worth_asking(self.kb, self.panels.network, company.id, 1) if not reached else []
        return TargetRow(
            self.links.to(company.id), company.facts.interest or 0,
            best_tier(reached[0], self.workspace.search) if reached else None,
            known, self.panels.way(best.best, not best.current) if best and best.best and not known else None,
            self.links.to(ask[0].person) if ask else None, self.steps.first(company.id)[:2],
        )  # fmt: skip

    def whom_to_ask(self) -> list[tuple[str, list[tuple[Link, str]]]]:
        """Whom to ask next, in up to three groups: about unreached targets, bridges, fresh networks."""
        found = self.workspace.suggestions
        groups = [
            (
                f"Who may know somebody at {self.kb.name(one.company)}",
                [(ask.person, why_worth_asking(self.kb, ask)) for ask in one.ask],
            )
            for one in found.unreached
        ]
        groups.append(
            ("Who leads to the companies you want", [(b.person, why_bridge(self.kb, b)) for b in found.bridges])
        )
        groups.append(("Who opens a circle new to you", [(f.person, why_fresh(f)) for f in found.fresh]))
        return [(title, [(self.links.to(who), why) for who, why in rows]) for title, rows in groups if rows]

    # --- conversations ------------------------------------------------------------------------------------------------

    def ahead(self) -> list[Conversation]:
        """The conversations that have a day, the nearest first, and those for which a day is to be settled."""
        talks = [one for one in self.kb.interviews.values() if self.workspace.status(one) in ("scheduled", "answered")]
        days = {one.id: day_of(one.facts.day) if one.facts.day else date.max for one in talks}
        ordered = sorted(talks, key=lambda one: (days[one.id], one.id))
        return [self.panels.conversation(one) for one in ordered]

    def pipeline(self) -> list[tuple[Status, int, list[Standing]]]:
        """The conversations by where they stand, in the order of the journey; every status, so that one can move."""
        found: dict[Status, list[knowledge.Interview]] = {status: [] for status in journey.STATUSES}
        for one in reversed(list(self.kb.interviews.values())):
            found[self.workspace.status(one)].append(one)
        return [(status, len(all_), self._in_line(all_)) for status, all_ in found.items()]

    def _in_line(self, all_: list[knowledge.Interview]) -> list[Standing]:
        standing: list[Standing] = []
        for one in all_:
            then = self.workspace.next_status(one)
            if then or len(standing) < MOST_IN_LINE:
                standing.append(Standing(self._who(one), then[1] if then else "", instant(then[0]) if then else ""))
        return standing

    def _who(self, one: knowledge.Interview) -> Link:
        """A conversation by whom it is with."""
        link = self.links.to(one.id)
        names = listed(self.kb.name(person) for person in one.people)
        return type(link)(link.id, names, link.href) if names else link

    # --- how it is going ----------------------------------------------------------------------------------------------

    def progress(self) -> str:
        """How the search is going, in a sentence or two."""
        held = progress.held(self.kb, self.clock)
        asked = [one for one in self.kb.interviews.values() if one.facts.requested]
        if not asked and not held:
            return "The first conversation is the hardest to ask for, and usually the nicest."
        offered = {person for one in held for person in one.introductions}
        talks = f"{counted(len(held), 'conversation')} held, {number(len(asked)) if asked else 'none'} asked for"
        more = f", and {counted(len(offered), 'person', 'people')} named on the way" if offered else ""
        known = len(self.panels.network.ties.get(ME, {}))
        people = counted(known, "person", "people").capitalize()
        return f"{talks[0].upper()}{talks[1:]}{more}. {people} would take your call."

    def weeks(self) -> list[Column]:
        """The conversations by week, for the picture."""
        found, month = [], 0
        for week in progress.by_week(self.kb, self.clock):
            label = f"{week.monday:%b}" if week.monday.month != month else ""
            month = week.monday.month
            found.append(Column(week.monday, len(week.held), min(len(week.held), TALL), label))
        return found

    def weeks_in_words(self) -> str:
        """The picture, for whoever does not see it."""
        weeks = [one for one in self.weeks() if one.count]
        said = [f"{counted(one.count, 'conversation')} in the week of {long_day(one.monday)}" for one in weeks]
        return f"{listed(said)[:1].upper()}{listed(said)[1:]}; none in the other weeks." if said else ""

    def routes(self) -> list[tuple[str, list[Link]]]:
        """How the conversations that took place came about, and which they are."""
        return [
            (ROUTES.get(route or "", "not noted"), [self._who(self.kb.interviews[one]) for one in all_])
            for route, all_ in progress.by_route(self.kb, self.clock)
        ]

    def referrals(self) -> list[Branch]:
        """Who led to whom."""
        return progress.referrals(self.kb, self.clock)

    @staticmethod
    def further(branch: Branch) -> int:
        """How many there are below somebody in the tree of referrals."""
        return progress.size(branch) - 1

    def led(self, branch: Branch) -> str:
        """How somebody in the tree of referrals came to be there, in words."""
        how = {"first": "", "introduced": "introduced", "named": "named to you"}[branch.how]
        met = f"{how} {_short(branch.day)}" if how and branch.day else how
        spoke = f"spoke {_short(branch.spoke)}" if branch.spoke else "" if branch.how == "first" else "not spoken yet"
        return ", ".join(part for part in (met, spoke) if part)


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
