"""The search so far: interviews per week, how they came about, and who introduced whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of
from wayin.journey.introductions import Offer, offers
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wayin.clock import Clock
    from wayin.knowledge import Interview, KnowledgeBase
    from wayin.model import Route

_WEEK = timedelta(days=7)
WEEKS = 26
"""The most weeks shown, ending with the current one."""


@dataclass(frozen=True, slots=True)
class Week:
    """The interviews of a week, by its Monday."""

    monday: date
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Somebody you were led to, or who led you on, with the people they led you to."""

    person: str
    how: Literal["first", "introduced", "named"]
    """How you reached them: by yourself, by an introduction, or by being given their name."""
    day: date | None
    """The day of that, if known."""
    spoke: date | None
    """The day of your first interview."""
    branches: tuple[Branch, ...] = ()


def held(kb: KnowledgeBase, clock: Clock) -> list[Interview]:
    """Return the interviews held, in order."""
    interviews = [interview for interview in kb.interviews.values() if interview.is_held(clock)]
    return sorted(
        interviews,
        key=lambda interview: (day_of(interview.facts.day) if interview.facts.day else date.min, interview.id),
    )


def by_week(kb: KnowledgeBase, clock: Clock, most: int = WEEKS) -> list[Week]:
    """Return every week from the first interview to the current one, at most the last `most`."""
    by_monday: dict[date, list[str]] = defaultdict(list)
    for interview in held(kb, clock):
        if interview.facts.day:
            by_monday[_monday(day_of(interview.facts.day))].append(interview.id)
    if not by_monday:
        return []
    this = _monday(clock.today)
    weeks = min(most, (this - min(by_monday)).days // 7 + 1)
    mondays = [this - _WEEK * back for back in range(weeks - 1, -1, -1)]
    return [Week(monday, tuple(by_monday.get(monday, ()))) for monday in mondays]


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def by_route(kb: KnowledgeBase, clock: Clock) -> list[tuple[Route | None, list[str]]]:
    """Return the interviews held by how they came about, the most frequent first, the unknown last."""
    routes: dict[Route | None, list[str]] = defaultdict(list)
    for interview in held(kb, clock):
        route = interview.facts.route or ("mutual-contact" if interview.introduced_by else None)
        known = {kb.people[person].facts.known_through for person in interview.people}
        routes[route or (known.pop() if len(known) == 1 else None)].append(interview.id)
    return sorted(routes.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))


@dataclass(frozen=True, slots=True)
class _Origin:
    by: str
    how: Literal["introduced", "named"]
    day: date | None


def referrals(kb: KnowledgeBase, clock: Clock) -> list[Branch]:
    """Return who led to whom from each first contact, those who led to most people first, each person once."""
    named = offers(kb, clock)
    led = {person: origin for person in kb.people if (origin := _origin_of(kb, clock, person, named.get(person, ())))}
    closing = _closing(led)
    children: dict[str, list[str]] = defaultdict(list)
    for person, origin in led.items():
        if person not in closing:
            children[origin.by].append(person)
    roots = children.keys() - {person for below in children.values() for person in below}
    trees = [_branch(kb, clock, led, children, root) for root in roots]
    return sorted(trees, key=lambda tree: (-size(tree), tree.spoke or date.max, tree.person))


def _origin_of(kb: KnowledgeBase, clock: Clock, person: str, named: Sequence[Offer]) -> _Origin | None:
    """Return who led you to somebody; an introduction wins over a suggested name."""
    ways: list[tuple[int, date, str, _Origin]] = []

    def add(by: str | None, how: Literal["introduced", "named"], day: date | None) -> None:
        if by and by not in (person, ME):
            ways.append((0 if how == "introduced" else 1, day or date.max, by, _Origin(by, how, day)))

    for ask in kb.people[person].asks:
        if clock.past(ask.made):
            add(ask.via, "introduced", ask.made)
    for interview in kb.interviews_with.get(person, ()):
        add(interview.introduced_by, "introduced", interview.facts.requested)
    add(kb.people[person].introduced_by, "introduced", None)
    for offer in named:
        for by in offer.interview.people:
            add(by, "named", offer.day)
    return min(ways)[3] if ways else None


def _closing(led: dict[str, _Origin]) -> set[str]:
    """Return, for each circle of people who led to each other, the one to start the tree with."""
    starts: set[str] = set()
    seen: set[str] = set()
    for start in led:
        path: dict[str, None] = {}
        person = start
        while person in led and person not in seen:
            seen.add(person)
            path[person] = None
            person = led[person].by
        if person in path:
            circle = [*path]
            starts.add(min(circle[circle.index(person) :]))
    return starts


def _branch(
    kb: KnowledgeBase, clock: Clock, led: dict[str, _Origin], children: dict[str, list[str]], root: str
) -> Branch:
    """Return the tree below somebody, built from its leaves up, so that long chains need no deep recursion."""
    order = [root]
    made: dict[str, Branch] = {}
    for person in order:
        order += children.get(person, [])
    for person in reversed(order):
        origin = led.get(person) if person != root else None
        days = [
            day_of(interview.facts.day)
            for interview in kb.interviews_with.get(person, ())
            if interview.facts.day and interview.is_held(clock)
        ]
        below = sorted((made[child] for child in children.get(person, [])), key=_when)
        made[person] = Branch(
            person,
            origin.how if origin else "first",
            origin.day if origin else None,
            min(days, default=None),
            tuple(below),
        )
    return made[root]


def _when(branch: Branch) -> tuple[date, str]:
    return (branch.day or branch.spoke or date.max, branch.person)


def size(branch: Branch) -> int:
    """Return the number of people in a tree."""
    count, left = 0, [branch]
    while left:
        count += 1
        left += left.pop().branches
    return count
