"""The answers that the commands give, as JSON documents: plain dicts and lists, every reference an id.

Their keys are a contract with other programs; keys may be added and never change their meaning.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from wayin import journey, model
from wayin.clock import day_of
from wayin.export.learned import learnings_answer
from wayin.learning import learnings
from wayin.model import ME
from wayin.network import companies
from wayin.network.companies import Reached, reach, way_tier
from wayin.network.reasons import reasons
from wayin.network.ways import Way, tie_tier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from wayin.clock import Clock
    from wayin.knowledge import Ask, Company, Interview, Job, KnowledgeBase, Person
    from wayin.learning import Learning
    from wayin.model import Duration, Problem
    from wayin.network.ties import Tie
    from wayin.network.ways import Search

JSON = dict[str, Any]


def check_answer(problems: Iterable[Problem]) -> JSON:
    """The problems of the notes, by file and place."""
    return {
        "problems": [
            {
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "severity": one.severity,
                "code": one.code,
                "message": one.message,
                "fix": one.fix,
            }
            for one in in_order(problems)
        ]
    }


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems by file and place, none twice."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda one: (one.file, one.line, one.column, one.code, one.message))


# --- ways -------------------------------------------------------------------------------------------------------------


def ways_answer(
    kb: KnowledgeBase,
    search: Search,
    clock: Clock,
    target: str,
    *,
    source: str = ME,
    most: int = 2,
    without: Collection[str] = (),
    every: bool = False,
) -> JSON:
    """The ways to a person or a company.

    Args:
        kb: the knowledge base.
        search: a search over its network.
        clock: what day it is.
        target: the id of a person or a company.
        source: the id of the person who asks.
        most: the most intermediaries, 1 to 3.
        without: people who are not to be asked.
        every: whether to list every simple path instead of the best and its alternatives (for a company: instead of
            the best way to each person there).
    """
    return _Ways(kb, search, clock, source, most, frozenset(without), every).to(target)


class _Ways:
    """One question for ways, with what it takes to answer it."""

    def __init__(
        self, kb: KnowledgeBase, search: Search, clock: Clock,
        source: str, most: int, without: frozenset[str], every: bool,
    ) -> None:  # fmt: skip
        self.kb, self.search, self.clock, self.network = kb, search, clock, search.network
        self.source, self.most, self.without, self.every = source, most, without, every

    def to(self, target: str) -> JSON:
        is_company = target in self.kb.companies
        known = None if is_company else self.network.tie(self.source, target)
        return {
            "from": self._person(self.source),
            "target": {"id": target, "kind": "company" if is_company else "person", "name": self.kb.name(target)},
            "known": self._known(known),
            **(self._to_company(target) if is_company else self._to_person(target)),
        }

    def _to_person(self, target: str) -> JSON:
        found = self.search.ways(target, source=self.source, most=self.most, without=self.without)
        ways: Iterable[Way] = found.ways
        if self.every:
            ways = self.search.every(target, source=self.source, most=self.most, without=self.without)
        return {"ways": self._listed(ways, found.without), "reached": None}

    def _to_company(self, target: str) -> JSON:
        reached = self._reach(target, self.without)
        best = sorted(one.best for one in reached if one.best)
        remaining: dict[str, Way | None] = {}
        for person in best[0].intermediaries if best else ():
            others = [one.best for one in self._reach(target, self.without | {person}) if one.best]
            # Somebody who works there would still be an end; here they are to be avoided altogether
            remaining[person] = min((way for way in others if person not in way.people), default=None)
        ways = sorted(way for one in reached for way in self._all_to(one, target)) if self.every else best
        return {"ways": self._listed(ways, remaining), "reached": [self._reached(one) for one in reached]}

    def _reach(self, company: str, without: frozenset[str]) -> list[Reached]:
        return reach(
            self.kb, self.search, company, self.clock, source=self.source, most=self.most, without=without
        )  # fmt: skip

    def _all_to(self, one: Reached, company: str) -> list[Way]:
        """Every path to somebody at a company, with what their having left adds."""
        more = 0 if one.current else companies.FORMER
        found = self.search.every(
            one.person, source=self.source, most=self.most, without=self.without, declined_for=company
        )
        return [Way(way.at_capacity, way.cost + more, way.length, way.people) for way in found]

    def _listed(self, ways: Iterable[Way], without: Mapping[str, Way | None]) -> list[JSON]:
        """The ways as JSON; the first, which is the best, says what remains without each person on it."""
        found = [self._way(way) for way in ways]
        if found:
            found[0]["without"] = {
                person: {"score": way.score, "tier": way_tier(way, self.search), "people": list(way.people)}
                if way
                else None
                for person, way in without.items()
            }
        return found

    def _way(self, way: Way) -> JSON:
        ties = [self.network.ties[a][b] for a, b in zip(way.people, way.people[1:], strict=False)]
        return {
            "score": way.score,
            "tier": way_tier(way, self.search),
            "at_capacity": way.at_capacity,
            "people": [self._person(person) for person in way.people],
            "ties": [tie_facts(self.kb, self.search, tie, self.clock) for tie in ties],
            "weakest": min(range(len(ties)), key=lambda i: ties[i].quality),
        }

    def _reached(self, one: Reached) -> JSON:
        return {
            "person": one.person,
            "name": self.kb.name(one.person),
            "current": one.current,
            "company": one.company,
            "known": self._known(one.known),
            "best": self._way(one.best) if one.best else None,
        }

    def _known(self, tie: Tie | None) -> JSON | None:
        if tie is None:
            return None
        said = reasons(self.kb, self.network, tie, self.clock.today)
        return {"quality": tie.quality, "tier": tie_tier(tie.quality), "reasons": said}

    def _person(self, person: str) -> JSON:
        return {"id": person, "name": self.kb.name(person)}


def tie_facts(kb: KnowledgeBase, search: Search, tie: Tie, clock: Clock) -> JSON:
    """What is to be said of one tie."""
    return {
        "quality": tie.quality,
        "strength": tie.best.strength,
        "evidence": tie.best.evidence,
        "last_contact": _day(tie.best.last_contact),
        "assumed": tie.best.assumed,
        "inferred": tie.inferred,
        "reasons": reasons(kb, search.network, tie, clock.today),
    }


# --- what is due ------------------------------------------------------------------------------------


def due_answer(kb: KnowledgeBase, clock: Clock, follow_up_after: Duration, within: Duration | None = None) -> JSON:
    """What is due, by day and then by id; with `within`, up to that long from today (what is overdue counts always)."""
    last = within.after(clock.today) if within else date.max
    return {
        "today": _day(clock.today),
        "items": [
            {
                "kind": one.kind,
                "id": one.id,
                "name": one.name,
                "since": _day(one.since),
                "due": _day(one.due),
                "overdue": one.is_overdue(clock.today),
                "do": one.do,
                "why": one.why,
                "people": list(one.people),
            }
            for one in journey.due(kb, clock, follow_up_after)
            if one.due <= last
        ],
    }


# --- everything -------------------------------------------------------------------------------------------------------


def export_answer(kb: KnowledgeBase, search: Search, clock: Clock, follow_up_after: Duration) -> JSON:
    """Everything the notes say and what follows from it. It is the person's own: contact details are in it."""
    next_due: dict[str, str] = {}
    for item in due_answer(kb, clock, follow_up_after)["items"]:
        next_due.setdefault(item["id"], item["due"])
    asks = [ask for asks in kb.ledgers.values() for ask in asks]
    taught: dict[str, list[JSON]] = {}
    for point in learnings(kb):
        taught.setdefault(point.source, []).append(_learning(point))
    return {
        "me": _me(kb),
        "people": [_person(one, search, clock, next_due) for one in kb.people.values()],
        "companies": [_company(one, next_due) for one in kb.companies.values()],
        "interviews": [
            _interview(one, clock, follow_up_after, next_due) | {"learnings": taught.get(one.id, [])}
            for one in kb.interviews.values()
        ],
        "ties": [
            {"from": tie.source, "to": tie.target, **tie_facts(kb, search, tie, clock)}
            for ties in search.network.ties.values()
            for tie in ties.values()
        ],
        "asks": [_ask(one) for one in asks],
        "learnings": learnings_answer(kb),
        "links": [{"from": source, "to": target} for source, target in _links(kb)],
    }


def _me(kb: KnowledgeBase) -> JSON:
    facts = kb.me.facts if kb.me and isinstance(kb.me.facts, model.Me) else model.Me()
    return {
        "id": ME,
        **_facts(facts),
        "name": kb.my_name,
        "company": next((job.company for job in kb.my_jobs if job.company and job.end is None), None),
        "work": _work(kb.my_jobs),
    }


def _person(one: Person, search: Search, clock: Clock, next_due: Mapping[str, str]) -> JSON:
    job = one.current_job(clock.today)
    tie = search.network.tie(ME, one.id)
    contact = search.network.contact.get(one.id)
    return {
        "id": one.id,
        "stub": one.note is None,
        **_facts(one.facts),
        "name": one.name,
        "company": job.company if job else None,
        "role": job.role if job else None,
        "work": _work(one.jobs),
        "not_for": list(one.not_for),
        "known": tie.quality if tie else None,
        "last_contact": _day(contact.last) if contact else None,
        "introduced_by": one.introduced_by,
        "knows": [
            {
                "person": entry.person,
                "strength": entry.strength,
                "reverse": entry.reverse,
                "evidence": entry.evidence,
                "last": _day(entry.last),
                "context": entry.context,
            }
            for entry in one.knows
        ],
        "introductions": [_ask(ask) for ask in one.asks],
        "due": next_due.get(one.id),
    }


def _work(jobs: Iterable[Job]) -> list[JSON]:
    return [{"company": job.company, "role": job.role, "from": _text(job.start), "to": _text(job.end)} for job in jobs]


def _company(one: Company, next_due: Mapping[str, str]) -> JSON:
    return {
        "id": one.id,
        "stub": one.note is None,
        **_facts(one.facts),
        "name": one.name,
        "parent": one.parent,
        "target": one.is_target,
        "introductions": [_ask(ask) for ask in one.asks],
        "due": next_due.get(one.id),
    }


def _interview(one: Interview, clock: Clock, follow_up_after: Duration, next_due: Mapping[str, str]) -> JSON:
    return {
        "id": one.id,
        **_facts(one.facts),
        "name": one.name,
        "status": journey.status(one, clock, follow_up_after),
        "due": next_due.get(one.id),
        "with": list(one.people),
        "company": one.company,
        "introduced_by": one.introduced_by,
        "introductions": list(one.introductions),
    }


def _learning(one: Learning) -> JSON:
    """What was learned as its note has it, the same from the front matter and from the body."""
    return {
        "topic": one.topic,
        "point": one.point,
        "quote": one.quote,
        "agrees": list(one.agrees),
        "disagrees": list(one.disagrees),
        "private": one.private,
    }


def _ask(one: Ask) -> JSON:
    return {
        "via": one.via,
        "target": one.target,
        "asked": _day(one.asked),
        "agreed": _day(one.agreed),
        "made": _day(one.made),
        "declined": _day(one.declined),
        "closed": _day(one.closed),
        "outcome": one.outcome,
        "state": one.state,
    }


def _links(kb: KnowledgeBase) -> list[tuple[str, str]]:
    """Which notes name which in their text."""
    return sorted(
        {(one.source, target) for target, found in kb.mentions.items() for one in found if not one.field}
    )  # fmt: skip


def _facts(facts: model.Fields) -> JSON:
    """What the note itself says, under the names that its fields have there."""
    return facts.model_dump(mode="json", by_alias=True)


def _day(moment: date | datetime | None) -> str | None:
    return day_of(moment).isoformat() if moment else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
