"""How the search is going: conversations by week, how each came about, and who led to whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of
from wayin.journey.offers import Offer, offers
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wayin.clock import Clock
    from wayin.knowledge import Interview, KnowledgeBase
    from wayin.model import Route

_WEEK = timedelta(days=7)
WEEKS = 26
"""How many weeks are shown, up to this one."""


@dataclass(frozen=True, slots=True)
class Week:
    """The conversations of one week, from its Monday."""

    monday: date
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """Somebody I was led to, or who leads on, and those they led to."""

    person: str
    how: Literal["first", "introduced", "named"]
    """I came to them by myself, was introduced to them, or was given their name."""
    day: date | None
    """The day of that, as far as it is known."""
    spoke: date | None
    """When we first spoke."""
    branches: tuple[Branch, ...] = ()


def held(kb: KnowledgeBase, clock: Clock) -> list[Interview]:
    """The conversations that took place, in order."""
    found = [one for one in kb.interviews.values() if one.is_held(clock)]
    return sorted(found, key=lambda one: (day_of(one.facts.day) if one.facts.day else date.min, one.id))


def by_week(kb: KnowledgeBase, clock: Clock, most: int = WEEKS) -> list[Week]:
    """Every week from the first conversation to this one, but no more than the last `most`."""
    found: dict[date, list[str]] = defaultdict(list)
    for one in held(kb, clock):
        if one.facts.day:
            found[_monday(day_of(one.facts.day))].append(one.id)
    if not found:
        return []
    this = _monday(clock.today)
    weeks = min(most, (this - min(found)).days // 7 + 1)
    mondays = [this - _WEEK * back for back in range(weeks - 1, -1, -1)]
    return [Week(monday, tuple(found.get(monday, ()))) for monday in mondays]


def _monday(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def by_route(kb: KnowledgeBase, clock: Clock) -> list[tuple[Route | None, list[str]]]:
    """The conversations that took place, by how each came about, the most frequent first; those not told of last."""
    found: dict[Route | None, list[str]] = defaultdict(list)
    for one in held(kb, clock):
        route = one.facts.route or ("mutual-contact" if one.introduced_by else None)
        known = {kb.people[person].facts.known_through for person in one.people}
        found[route or (known.pop() if len(known) == 1 else None)].append(one.id)
    return sorted(found.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))


@dataclass(frozen=True, slots=True)
class _Led:
    by: str
    how: Literal["introduced", "named"]
    day: date | None


def referrals(kb: KnowledgeBase, clock: Clock) -> list[Branch]:
    """Who led to whom, from each first contact on; those who led to most first. Nobody stands in it twice."""
    named = offers(kb, clock)
    led = {person: one for person in kb.people if (one := _led_by(kb, clock, person, named.get(person, ())))}
    closing = _closing(led)
    children: dict[str, list[str]] = defaultdict(list)
    for person, one in led.items():
        if person not in closing:
            children[one.by].append(person)
    roots = [person for person in children if person not in {one for all_ in children.values() for one in all_}]
    trees = [_branch(kb, clock, led, children, root) for root in roots]
    return sorted(trees, key=lambda tree: (-_size(tree), tree.spoke or date.max, tree.person))


def _led_by(kb: KnowledgeBase, clock: Clock, person: str, named: Sequence[Offer]) -> _Led | None:
    """By whom I came to somebody: an introduction counts before a name that I was given."""
    ways: list[tuple[int, date, str, _Led]] = []

    def add(by: str | None, how: Literal["introduced", "named"], day: date | None) -> None:
        if by and by not in (person, ME):
            ways.append((0 if how == "introduced" else 1, day or date.max, by, _Led(by, how, day)))

    for ask in kb.people[person].asks:
        if ask.made and ask.made <= clock.today:
            add(ask.via, "introduced", ask.made)
    for talk in kb.conversations.get(person, ()):
        add(talk.introduced_by, "introduced", talk.facts.requested)
    add(kb.people[person].introduced_by, "introduced", None)
    for offer in named:
        for by in offer.talk.people:
            add(by, "named", offer.day)
    return min(ways)[3] if ways else None


def _closing(led: dict[str, _Led]) -> set[str]:
    """Of people who led to each other in a circle, the one with whom the tree begins."""
    found: set[str] = set()
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
            found.add(min(circle[circle.index(person) :]))
    return found


def _branch(kb: KnowledgeBase, clock: Clock, led: dict[str, _Led], children: dict[str, list[str]], root: str) -> Branch:
    """The tree below somebody, from its leaves up, so that a long chain needs no deep recursion."""
    order = [root]
    made: dict[str, Branch] = {}
    for person in order:
        order += children.get(person, [])
    for person in reversed(order):
        one = led.get(person) if person != root else None
        spoke = min((day_of(talk.facts.day) for talk in _spoken(kb, clock, person) if talk.facts.day), default=None)
        below = sorted((made[child] for child in children.get(person, [])), key=_when)
        made[person] = Branch(person, one.how if one else "first", one.day if one else None, spoke, tuple(below))
    return made[root]


def _spoken(kb: KnowledgeBase, clock: Clock, person: str) -> Iterator[Interview]:
    return (talk for talk in kb.conversations.get(person, ()) if talk.is_held(clock))


def _when(branch: Branch) -> tuple[date, str]:
    return (branch.day or branch.spoke or date.max, branch.person)


def _size(branch: Branch) -> int:
    count, left = 0, [branch]
    while left:
        one = left.pop()
        count += 1
        left += one.branches
    return count
