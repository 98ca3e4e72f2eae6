"""Who to ask for an introduction: the first person advised, or the one the writer chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.companies import reach
from wayin.network.suggestions import worth_asking
from wayin.wording import format_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from wayin.clock import Clock
    from wayin.journey.first_step import FirstStep
    from wayin.knowledge import KnowledgeBase
    from wayin.network.companies import Reached
    from wayin.network.ways import Search, Way


_LETTER = " `wayin draft request` writes to them."


class NoDraftError(Exception):
    """There is nobody to write to, or nothing to write about; the message says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Who should introduce you to whom, and the final target; nobody is named if only a company is known."""

    asked: str
    whom: str = ""
    goal: str = ""


@dataclass(frozen=True)
class IntroductionFinder:
    """Finds who to ask for which introduction."""

    kb: KnowledgeBase
    search: Search
    clock: Clock
    first: Callable[[str], FirstStep]
    """Returns what to do first about a person or company."""

    def advised(self, target: str) -> Wish:
        """Return the introduction to ask for first.

        Raises:
            NoDraftError: if something else comes first.
        """
        step, name = self.first(target), self.kb.name(target)
        if step.do == "ask" and step.way:
            return Wish(step.way.people[1], step.way.people[2], step.way.people[-1])
        if step.id and step.do in ("remind", "wait", "chase", "take-up"):
            whom = step.whom if step.whom and step.whom in self.kb.people else ""
            return Wish(step.id, whom, target if target in self.kb.people else whom)
        if step.do == "find" and target in self.kb.companies:
            return Wish(self._worth_asking(target))
        if step.do == "find":
            raise NoDraftError(f"No way to {name} yet.{_LETTER}")
        if step.do == "write" and self.search.network.tie(ME, step.id or ""):
            raise NoDraftError(f"You know {self.kb.name(step.id or target)}; no introduction is needed.{_LETTER}")
        hint = _LETTER if step.do in ("thread", "write") else ""
        raise NoDraftError(f"{step.what}. {step.why}{hint}")

    def by(self, target: str, via: str) -> Wish:
        """Return the introduction to ask somebody for, whether or not they are the first to ask.

        Raises:
            NoDraftError: if they must not be asked, are the target themselves, or could only introduce you to somebody
                you know.
        """
        if via in self.search.network.willingness.never:
            raise NoDraftError(f"Your note says not to ask {self.kb.name(via)}.")
        if via == target:
            raise NoDraftError(f"{self.kb.name(via)} can't introduce you to themself.")
        made = [day for ask in self.kb.ledgers.get(target, ()) if ask.via == via and (day := self.clock.past(ask.made))]
        if made:
            on = format_day(max(made), self.clock.today)
            raise NoDraftError(f"{self.kb.short_name(via)} introduced you to {self.kb.name(target)} on {on}.")
        way = self._way(target, via)
        if way and way.people[2] != target and self.search.network.tie(ME, way.people[2]):
            raise NoDraftError(f"You know {self.kb.name(way.people[2])}; no introduction is needed.{_LETTER}")
        if way:
            return Wish(via, way.people[2], way.people[-1])
        goal = target if target in self.kb.people else ""
        return Wish(via, goal, goal)

    def _way(self, target: str, via: str) -> Way | None:
        """Return the best way to a person or company that starts with somebody."""
        people = [target]
        if target in self.kb.companies:
            companies = (target, *self.kb.subsidiaries(target))
            people = [person.id for company in companies for person, _ in self.kb.staff(company)]
        ways = (way for person_id in people for way in self.search.every(person_id) if way.people[1] == via)
        return min(ways, default=None)

    def reached(self, company: str) -> list[Reached]:
        """Return the people through whom a company is reached."""
        return reach(self.kb, self.search, company, self.clock)

    def _worth_asking(self, company: str) -> str:
        """Return who may know somebody at an unreached company."""
        candidates = worth_asking(self.kb, self.search.network, company, 1)
        if not candidates:
            raise NoDraftError(f"Nobody to ask about {self.kb.name(company)} is known yet; name one with --via.")
        return candidates[0].person
