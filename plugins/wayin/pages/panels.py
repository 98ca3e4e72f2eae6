"""What the templates show: each page's facts in the order and the words in which a reader meets them.

The templates only lay out. Whatever is decided, sorted or put into words is done here or further down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wayin.clock import day_of, days_after
from wayin.model import ME
from wayin.network.asking import CAPACITY, RECENT
from wayin.network.reasons import reasons
from wayin.network.tiers import tie_tier, way_tier
from wayin.pages.markup import stands, tie_line
from wayin.wording import counted, listed, long_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from markupsafe import Markup

    from wayin import journey, knowledge
    from wayin.network.companies import Reached
    from wayin.network.tiers import Tier
    from wayin.network.ties import Tie
    from wayin.network.ways import Way
    from wayin.pages.markup import Link
    from wayin.pages.routes import Links
    from wayin.workspace import Workspace

ROUTES = {
    "friends-and-family": "through friends or family",
    "mutual-contact": "through a mutual contact",
    "event": "at an event",
    "work": "through work",
    "school": "from school",
    "online": "online",
    "cold": "by writing to them cold",
}
WILLING = {
    "yes": "Gladly introduces you.",
    "ask": "Introduces you if you ask.",
    "reluctant": "Introduces only reluctantly.",
    "no": "Does not introduce, so no way leads through them.",
}


NAMED = {
    "knows": "says that they know each other",
    "introductions": "tells of an introduction",
    "introduced_by": "says who made the introduction",
    "with": "is the conversation with them",
    "company": "is about this company",
    "work": "worked there, or does",
    "parent": "belongs to it",
}
"""What a note says of somebody it names in a field."""


@dataclass(frozen=True, slots=True)
class TieView:
    """One tie of a way, or the direct one."""

    source: Link
    target: Link
    tier: Tier
    reasons: list[str]
    quality: float
    unsure: bool
    """Whether it is only inferred or assumed."""
    line: Markup
    """The line that stands for it between two names."""


@dataclass(frozen=True, slots=True)
class WayView:
    """A way as a reader follows it."""

    tier: Tier
    people: list[Link]
    ties: list[TieView]
    weakest: int
    score: float
    busy: list[str]
    """Why somebody on it is at capacity, one sentence each."""
    former: bool = False

    @property
    def first(self) -> Link:
        """Whom to ask."""
        return self.people[1]

    @property
    def steps(self) -> list[Link]:
        """Everyone after the first whom they would introduce, up to the target."""
        return self.people[2:]


@dataclass(frozen=True, slots=True)
class WaysView:
    """What is known of the ways to one person."""

    target: Link
    known: TieView | None
    best: WayView | None
    others: list[WayView]
    without: list[tuple[Link, WayView | None]]
    """For each intermediary of the best way, what remains if they say no."""
    network: str
    declined: list[Link] = field(default_factory=list)

    @property
    def needed(self) -> str:
        """Who is on every way, so that nobody leads there without them."""
        return listed(who.name for who, way in self.without if way is None)


@dataclass(frozen=True, slots=True)
class ReachView:
    """Somebody at a company, and how they are reached."""

    person: Link
    role: str
    current: bool
    place: Link | None
    """The subsidiary they are at, if it is one."""
    known: TieView | None
    way: WayView | None


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a note that links here."""

    source: Link
    sentence: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A line of a list of interviews."""

    link: Link
    people: list[Link]
    company: Link | None
    day: date | datetime | None
    asked: date | None
    status: journey.Status
    route: str
    stands: Markup
    """The status as the page shows it."""


@dataclass(frozen=True, slots=True)
class Acquainted:
    """Somebody that a person knows, or is known by."""

    link: Link
    reasons: list[str]
    unsure: bool


class Panels:
    """Makes what the pages of one depth show; their links are the same, so ties are put into words only once."""

    def __init__(self, workspace: Workspace, links: Links) -> None:
        self.workspace, self.links = workspace, links
        self._ties: dict[tuple[str, str], TieView] = {}
        self.kb, self.network, self.today = workspace.kb, workspace.network, workspace.clock.today

    # --- ways ---------------------------------------------------------------------------------------------------------

    def tie(self, tie: Tie) -> TieView:
        """A tie with its tier and its reasons."""
        ends = (tie.source, tie.target)
        if ends not in self._ties:
            why = reasons(self.kb, self.network, tie, self.today)
            source, target = self.links.to(tie.source), self.links.to(tie.target)
            unsure, word = tie.inferred or tie.best.assumed, tie_tier(tie.quality)
            self._ties[ends] = TieView(source, target, word, why, tie.quality, unsure, tie_line(word, unsure))
        return self._ties[ends]

    def way(self, way: Way, former: bool = False) -> WayView:
        """A way with everyone on it and every reason."""
        ties = [self.network.ties[a][b] for a, b in zip(way.people, way.people[1:], strict=False)]
        qualities, asking = self.workspace.search.qualities(way), self.network.asking
        return WayView(
            way_tier(way, self.workspace.search),
            [self.links.to(person) for person in way.people],
            [self.tie(tie) for tie in ties],
            qualities.index(min(qualities)),
            way.score,
            [self._busy(person) for person in way.intermediaries if asking.is_at_capacity(person, way.people[-1:])],
            former,
        )

    def _busy(self, person: str) -> str:
        days = self.network.asking.open_asks.get(person, ())
        waiting = counted(len(days), "request")
        # One too many until the oldest of those that may not be there any more is past its time
        free = days_after(days[-CAPACITY], RECENT + 1)
        return (
            f"{self.kb.name(person)} still has {waiting} of yours open: ask somebody else first, "
            f"until one is answered or {long_day(free)} has come."
        )

    def ways(self, person: str) -> WaysView:
        """The ways to a person, in the order in which they help."""
        found = self.workspace.ways(person)
        views = [self.way(way) for way in found.ways]
        return WaysView(
            self.links.to(person),
            self.tie(found.known) if found.known else None,
            views[0] if views else None,
            views[1:],
            [(self.links.to(who), self.way(way) if way else None) for who, way in found.without.items()],
            self.links.way_to(person),
            [self.links.to(who) for who in sorted(self.network.asking.declined.get(person, ()))],
        )

    def reach(self, company: str) -> list[ReachView]:
        """The people through whom a company is reached."""
        return [self._reached(company, one) for one in self.workspace.reach(company)]

    def _reached(self, company: str, one: Reached) -> ReachView:
        jobs = [job for job in self.kb.people[one.person].jobs if job.company == one.company]
        role = next((job.role for job in jobs if job.role), "") or ""
        return ReachView(
            self.links.to(one.person), role, one.current,
            self.links.to(one.company) if one.company != company else None,
            self.tie(one.known) if one.known else None,
            self.way(one.best, not one.current) if one.best else None,
        )  # fmt: skip

    # --- people and companies -----------------------------------------------------------------------------------------

    def conversation(self, one: knowledge.Interview) -> Conversation:
        """A line about an interview."""
        return Conversation(
            self.links.to(one.id),
            [self.links.to(person) for person in one.people],
            self.links.to(one.company) if one.company else None,
            one.facts.day,
            one.facts.requested,
            self.workspace.status(one),
            ROUTES.get(one.facts.route or "", ""),
            stands(self.workspace.status(one), self.workspace.next_status(one)),
        )

    def knows(self, person: str) -> list[Acquainted]:
        """Whom a person knows, best first."""
        ties = self.network.ties.get(person, {}).values()
        return [self._acquainted(tie, tie.target) for tie in sorted(ties, key=lambda tie: (tie.cost, tie.target))]

    def known_by(self, person: str) -> list[Acquainted]:
        """Who knows a person, apart from me, best first."""
        ties = [self.network.ties[source][person] for source in self.workspace.known_by.get(person, ())]
        return [self._acquainted(tie, tie.source) for tie in sorted(ties, key=lambda tie: (tie.cost, tie.source))]

    def _acquainted(self, tie: Tie, other: str) -> Acquainted:
        view = self.tie(tie)
        return Acquainted(self.links.to(other), view.reasons, view.unsure)

    def backlinks(self, node: str) -> list[Said]:
        """The sentences of other notes that link to an id, each once."""
        seen = dict.fromkeys((one.source, one.sentence) for one in self.kb.backlinks(node))
        return [Said(self.links.to(source), sentence) for source, sentence in seen]

    def mentions(self, node: str) -> list[Said]:
        """Where a stub is named: in sentences and in fields."""
        said = [
            (one.source, one.sentence or NAMED.get(one.field, f"names it in `{one.field}`"))
            for one in self.kb.mentions.get(node, ())
            if one.source != node
        ]
        return [Said(self.links.to(source), sentence) for source, sentence in dict.fromkeys(said)]

    def met(self, person: knowledge.Person) -> list[str]:
        """How we know each other and when we last had contact, in sentences."""
        said = []
        if person.introduced_by:
            said.append(f"{self.kb.name(person.introduced_by)} introduced you.")
        elif person.facts.known_through:
            said.append(f"You know each other {ROUTES[person.facts.known_through]}.")
        contact = self.network.contact.get(person.id)
        if contact and contact.last:
            said.append(f"Last contact on {long_day(contact.last)}.")
        if person.facts.introduces and (ME in self.network.ties and person.id in self.network.ties[ME]):
            said.append(WILLING[person.facts.introduces])
        return said

    @staticmethod
    def positions(person: knowledge.Person) -> list[knowledge.Job]:
        """Where somebody works and worked; none if they have but one place, which their page begins with."""
        jobs = [job for job in person.jobs if job.company]
        return jobs if len(jobs) > 1 or any(job.end for job in jobs) else []

    def when(self, one: knowledge.Interview) -> str:
        """The day of an interview in words, with its time if it has one."""
        day = one.facts.day
        if day is None:
            return ""
        time = f", {day:%H:%M}" if hasattr(day, "hour") else ""
        return f"{long_day(day_of(day))}{time}"
