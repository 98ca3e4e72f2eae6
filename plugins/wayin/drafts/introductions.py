"""Whom to ask for an introduction, and whether one is needed at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.companies import reach
from wayin.network.suggestions import worth_asking

if TYPE_CHECKING:
    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.network.companies import Reached
    from wayin.network.ways import Search, Way


class NoDraftError(Exception):
    """There is nobody to write to, or nothing to write about; the message says why."""


@dataclass(frozen=True)
class Introducing:
    """Finds who is to be asked for which introduction."""

    kb: KnowledgeBase
    search: Search
    clock: Clock

    def needed(self, company: str, goal: str) -> tuple[Way | None, str]:
        """The best way that begins with an introduction I do not have yet; else why none is needed."""
        if not company and (why := self.needless(goal)):
            return None, why
        best = self.way(company or goal, "")
        why = self.needless(best.people[2]) if best else ""
        if not best or not why:
            return best, ""
        to = [one.person for one in self.reached(company)] if company else [goal]
        ways = [way for one in to if not self.needless(one) for way in self.search.ways(one).ways]
        other = min((way for way in ways if not self.needless(way.people[2])), default=None)
        return other, "" if other else why

    def needless(self, whom: str) -> str:
        """Why nobody is to be asked to introduce me to somebody; empty if somebody is."""
        name = self.kb.name(whom)
        if self.search.network.tie(ME, whom):
            return f"You know {name}; no introduction is needed."
        made = next((ask for ask in self.kb.people[whom].asks if self.clock.past(ask.made)), None)
        said = f"introduced you to {name}; `wayin draft request` writes to them."
        return f"{self.kb.name(made.via)} {said}" if made else ""

    def way(self, target: str, via: str) -> Way | None:
        """The best way to a person or company; the best that begins with `via`, if that is given."""
        if target in self.kb.companies:
            people = [
                person.id for place in (target, *self.kb.subsidiaries(target)) for person, _ in self.kb.staff(place)
            ]
            if not via:
                return min((one.best for one in self.reached(target) if one.best), default=None)
        else:
            people = [target]
        found = self.search.ways(target).ways if target in self.kb.people else ()
        if not via:
            return next(iter(found), None)
        if known := next((way for way in found if way.people[1] == via), None):
            return known
        ways = (way for one in people for way in self.search.every(one) if way.people[1] == via)
        return min(ways, default=None)

    def reached(self, company: str) -> list[Reached]:
        """The people through whom a company is reached."""
        return reach(self.kb, self.search, company, self.clock)

    def worth_asking(self, company: str) -> str:
        """Who may know somebody at a company that nobody reaches."""
        found = worth_asking(self.kb, self.search.network, company, 1)
        if not found:
            raise NoDraftError(f"Nobody to ask about {self.kb.name(company)} is known yet; name one with --via.")
        return found[0].person
