"""The ways to a person or a company as a JSON document."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from wayin.export.documents import first_document, iso_day
from wayin.model import ME
from wayin.network.companies import Reached, factor, reach
from wayin.network.contact_lists import second_degree_search
from wayin.network.reasons import reasons
from wayin.network.tiers import grades, tie_tier, way_tier

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from wayin.export.documents import JSON
    from wayin.network.tiers import Tier
    from wayin.network.ties import Tie
    from wayin.network.ways import Way
    from wayin.workspace import Workspace


def ways_document(
    workspace: Workspace, target: str, *,
    source: str = ME, most: int | None = None, without: Collection[str] = (), every: bool = False,
) -> JSON:  # fmt: skip
    """Return the ways to a person or a company.

    Args:
        workspace: the notes.
        target: the id of a person or a company.
        source: the id of the person who asks.
        most: the most intermediaries, 1 to 3; by default the setting's value.
        without: people to avoid.
        every: whether to list every simple path instead of the best and its alternatives (for a company: instead of the
            best way to each person there).
    """
    return _Ways(workspace, source, most, frozenset(without), every).to(target)


def tie_document(workspace: Workspace, tie: Tie) -> JSON:
    """Return a tie with its evidence."""
    return {
        "quality": tie.quality,
        "strength": tie.best.strength,
        "evidence": tie.best.evidence,
        "last_contact": iso_day(tie.best.last_contact),
        "assumed": tie.best.assumed,
        "inferred": tie.inferred,
        "reasons": reasons(workspace.kb, workspace.network, tie, workspace.clock.today),
    }


class _Ways:
    """A search for ways, with the data to answer it."""

    def __init__(
        self, workspace: Workspace, source: str, most: int | None, without: frozenset[str], every: bool
    ) -> None:
        self.workspace, self.kb, self.search = workspace, workspace.kb, workspace.search
        self.source, self.most, self.without, self.every = source, most, without, every

    def to(self, target: str) -> JSON:
        is_company = target in self.kb.companies
        known = None if is_company else self.workspace.network.tie(self.source, target)
        ways, rest = self._to_company(target) if is_company else self._to_person(target)
        return {
            "from": self._person(self.source),
            "target": {"id": target, "kind": "company" if is_company else "person", "name": self.kb.name(target)},
            "first": self._first(target, ways) if self.source == ME else None,
            "known": self._known(known),
            **rest,
        }

    def _first(self, target: str, ways: Sequence[Way]) -> JSON:
        """Return the first step; if nobody leads there, who to ask and where to look."""
        steps = self.workspace.first_steps
        step = steps.to(target, most=self.most, without=self.without)
        document = first_document(self.kb, step, ways)
        if step.do == "find":
            company = steps.place(target)
            document["ask"] = [asked.person for asked in steps.ask_about(target)]
            document["link"] = second_degree_search(self.kb.name(company)) if company else None
        return document

    def _to_person(self, target: str) -> tuple[Sequence[Way], JSON]:
        outcome = self.search.ways(target, source=self.source, most=self.most, without=self.without)
        ways: Sequence[Way] = outcome.ways
        if self.every:
            ways = self.search.every(target, source=self.source, most=self.most, without=self.without)
        return ways, {"ways": self._listed(ways, outcome.without), "reached": None}

    def _to_company(self, target: str) -> tuple[Sequence[Way], JSON]:
        reached = self._reach(target, self.without)
        best = sorted(person.best for person in reached if person.best)
        remaining: dict[str, Way | None] = {}
        for intermediary in best[0].intermediaries if best else ():
            others = [person.best for person in self._reach(target, self.without | {intermediary}) if person.best]
            # Somebody avoided who works there may still be the end of a way; here they may not be on it at all
            remaining[intermediary] = min((way for way in others if intermediary not in way.people), default=None)
        ways = sorted(way for person in reached for way in self._all_to(person, target)) if self.every else best
        return ways, {"ways": self._listed(ways, remaining), "reached": [self._reached(person) for person in reached]}

    def _reach(self, company: str, without: frozenset[str]) -> list[Reached]:
        clock = self.workspace.clock
        return reach(self.kb, self.search, company, clock, source=self.source, most=self.most, without=without)

    def _all_to(self, reached: Reached, company: str) -> list[Way]:
        """Return every path to somebody, with their distance from the company added to its cost."""
        ways = self.search.every(
            reached.person, source=self.source, most=self.most, without=self.without, company=company
        )
        return [way._replace(cost=way.cost + reached.distance) for way in ways]

    def _listed(self, ways: Sequence[Way], without: Mapping[str, Way | None]) -> list[JSON]:
        """Return the ways; the first and best also lists what remains without each person on it."""
        # Alternatives are graded against each other; with every path listed, each is graded alone
        graded = [(way_tier(way, self.search), False) for way in ways] if self.every else grades(ways, self.search)
        listed = [self._way(way, *grade) for way, grade in zip(ways, graded, strict=True)]
        if listed:
            listed[0]["without"] = {
                person: {"score": way.score, "tier": way_tier(way, self.search), "people": list(way.people)}
                if way
                else None
                for person, way in without.items()
            }
        return listed

    def _way(self, way: Way, tier: Tier, about_as_good: bool = False) -> JSON:
        ties = [self.workspace.network.ties[a][b] for a, b in pairwise(way.people)]
        qualities = self.search.qualities(way)
        return {
            "score": way.score,
            "tier": tier,
            "about_as_good": about_as_good,
            "at_capacity": way.at_capacity,
            "people": [self._person(person) for person in way.people],
            "ties": [
                tie_document(self.workspace, tie) | {"quality": quality}
                for tie, quality in zip(ties, qualities, strict=True)
            ],
            "weakest": qualities.index(min(qualities)),
        }

    def _reached(self, reached: Reached) -> JSON:
        return {
            "person": reached.person,
            "name": self.kb.name(reached.person),
            "current": reached.current,
            "company": reached.company,
            "score": reached.score,
            "known": self._known(reached.known, factor(reached.distance)),
            "best": self._way(reached.best, way_tier(reached.best, self.search)) if reached.best else None,
        }

    def _known(self, tie: Tie | None, share: float = 1) -> JSON | None:
        """Return what is known about your own tie; its word is for the `share` of it that counts."""
        if tie is None:
            return None
        why = reasons(self.kb, self.workspace.network, tie, self.workspace.clock.today)
        return {"quality": tie.quality, "tier": tie_tier(tie.quality * share), "reasons": why}

    def _person(self, person: str) -> JSON:
        return {"id": person, "name": self.kb.name(person)}
