"""What the pages that gather others show: the home page, the indexes, topics, questions, problems."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.knowledge.references import fold, slug
from wayin.model import ME
from wayin.network.advice import why_bridge, why_fresh, why_worth_asking
from wayin.network.companies import best_tier, way_tier
from wayin.network.suggestions import worth_asking
from wayin.network.ways import TIERS, tie_tier
from wayin.site.panels import Panels
from wayin.words import counted, number

if TYPE_CHECKING:
    from wayin import journey, knowledge
    from wayin.learning import Learning
    from wayin.model import Problem
    from wayin.network.ways import Tier
    from wayin.site.markup import Link
    from wayin.site.panels import Conversation, WayView

INTEREST = {
    1: "Hardly interesting.",
    2: "Interesting to hear about.",
    3: "You would like to work here.",
    4: "You want to work here.",
    5: "You want to work here above all.",
}


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the table of people."""

    link: Link
    role: str
    company: Link | None
    tier: Tier | None
    how: str
    rank: int
    last: date | None


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A line of the table of companies."""

    link: Link
    industry: str
    interest: int
    status: str
    tier: Tier | None
    how: str
    rank: int
    people: int


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A company I want, and how I get there."""

    link: Link
    interest: int
    tier: Tier | None
    known: list[Link]
    way: WayView | None
    ask: Link | None


class Gatherings(Panels):
    """The panels of the pages that gather others."""

    # --- people, companies, conversations -----------------------------------------------------------------------------

    def people_rows(self) -> list[PersonRow]:
        """Everyone, by name."""
        rows = [self._person_row(person) for person in self.kb.people.values()]
        return sorted(rows, key=lambda row: (fold(row.link.name), row.link.id))

    def _person_row(self, person: knowledge.Person) -> PersonRow:
        job = person.current_job(self.today)
        found = self.edition.ways(person.id)
        if found.known:
            tier, how, near = tie_tier(found.known.quality), "you know them", 0
        elif found.ways:
            best = found.ways[0]
            tier, near = way_tier(best, self.edition.search), len(best.intermediaries)
            how = f"{counted(near, 'introduction')} away"
        else:
            tier, how, near = None, "no way yet", 9
        contact = self.network.contact.get(person.id)
        return PersonRow(
            self.links.to(person.id), (job.role if job else person.facts.role) or "",
            self.links.to(job.company) if job and job.company else None,
            tier, how, near * 10 + (TIERS.index(tier) if tier else 9), contact.last if contact else None,
        )  # fmt: skip

    def company_rows(self) -> list[CompanyRow]:
        """Every company, the most wanted first."""
        rows = [self._company_row(company) for company in self.kb.companies.values()]
        return sorted(rows, key=lambda row: (-row.interest, fold(row.link.name), row.link.id))

    def _company_row(self, company: knowledge.Company) -> CompanyRow:
        reached = self.edition.reach(company.id)
        tier, how, near = None, "no way yet", 9
        if reached:
            tier = best_tier(reached[0], self.edition.search)
            known = sum(one.known is not None for one in reached)
            near = 0 if known else 1
            how = f"you know {counted(known, 'person', 'people')}" if known else "by introduction"
        return CompanyRow(
            self.links.to(company.id), ", ".join(company.facts.industry), company.facts.interest or 0,
            company.facts.status or "", tier, how, near * 10 + (TIERS.index(tier) if tier else 9),
            len(self.kb.staff(company.id)),
        )  # fmt: skip

    def interview_rows(self) -> list[Conversation]:
        """Every conversation: those ahead and those held, newest first, then those asked for, then ideas."""

        def newest(one: knowledge.Interview) -> tuple[bool, int, str]:
            day = one.facts.day or one.facts.requested
            return (day is None, -day_of(day).toordinal() if day else 0, one.id)

        return [self.conversation(one) for one in sorted(self.kb.interviews.values(), key=newest)]

    def spoken(self, person: str) -> list[Conversation]:
        """The conversations with a person, newest first."""
        return [self.conversation(one) for one in self.kb.conversations.get(person, ())]

    def conversations_about(self, company: str) -> list[Conversation]:
        """The conversations that concern a company, newest first."""
        return self._by_company.get(company, [])

    @cached_property
    def _by_company(self) -> dict[str, list[Conversation]]:
        found: dict[str, list[Conversation]] = {}
        for one in self.interview_rows():
            if one.company:
                found.setdefault(one.company.id, []).append(one)
        return found

    def staff(self, company: str) -> list[tuple[Link, list[knowledge.Job], bool]]:
        """Everyone at a company, those there now first, with their positions."""
        found = [
            (self.links.to(person.id), jobs, any(job.is_current(self.today) for job in jobs))
            for person, jobs in self.kb.staff(company)
        ]
        return sorted(found, key=lambda one: (not one[2], fold(one[0].name)))

    @staticmethod
    def steps_of(one: knowledge.Interview) -> list[tuple[str, date | None]]:
        """The steps of a conversation, with the day of each that is done."""
        facts = one.facts
        day = day_of(facts.day) if facts.day else None
        if facts.declined:
            return [("asked", facts.requested), ("declined", facts.declined)]
        reminded = [("reminded", one_day) for one_day in facts.followed_up]
        return [
            ("asked", facts.requested), *reminded, ("answered", facts.replied),
            ("met", day), ("thanked", facts.thanked), ("connected", facts.connected),
        ]  # fmt: skip

    @staticmethod
    def interest(stars: int) -> str:
        """How much I want to work somewhere, in words."""
        return INTEREST[stars]

    # --- home ---------------------------------------------------------------------------------------------------------

    def greeting(self) -> str:
        """The heading of the home page."""
        name = self.kb.my_name
        return "Your next steps" if name == "Me" else f"{name.split()[0]}’s next steps"

    def target_rows(self) -> list[TargetRow]:
        """The companies I want, the most wanted first."""
        targets = [one for one in self.kb.companies.values() if one.is_target]
        rows = [self._target_row(one) for one in targets]
        return sorted(rows, key=lambda row: (-row.interest, fold(row.link.name), row.link.id))

    def _target_row(self, company: knowledge.Company) -> TargetRow:
        reached = self.edition.reach(company.id)
        known = [self.links.to(one.person) for one in reached if one.known]
        best = next((one for one in reached if one.best), None)
        ask = worth_asking(self.kb, self.network, company.id, 1) if not reached else []
        return TargetRow(
            self.links.to(company.id), company.facts.interest or 0,
            best_tier(reached[0], self.edition.search) if reached else None,
            known, self.way(best.best, not best.current) if best and best.best and not known else None,
            self.links.to(ask[0].person) if ask else None,
        )  # fmt: skip

    def worth_asking(self, company: str) -> list[tuple[Link, str]]:
        """Whom to ask about a company that nobody reaches, and why."""
        found = worth_asking(self.kb, self.network, company)
        return [(self.links.to(one.person), why_worth_asking(self.kb, one)) for one in found]

    def whom_to_ask(self) -> list[tuple[str, list[tuple[Link, str]]]]:
        """Whom to ask next, in up to three groups: about unreached targets, bridges, fresh networks."""
        found = self.edition.suggestions
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

    def latest(self) -> list[tuple[Learning, Link, list[Link]]]:
        """The latest learnings."""
        return [self._with_source(one) for one in self.edition.learnings[:5]]

    def _with_source(self, one: Learning) -> tuple[Learning, Link, list[Link]]:
        return one, self.links.to(one.source), [self.links.to(person) for person in one.people]

    def progress(self) -> str:
        """How the search is going, in a sentence or two."""
        held = [one for one in self.kb.interviews.values() if one.is_held(self.edition.clock)]
        asked = [one for one in self.kb.interviews.values() if one.facts.requested]
        if not asked and not held:
            return "The first conversation is the hardest to ask for, and usually the nicest."
        offered = {person for one in held for person in one.introductions}
        talks = f"{counted(len(held), 'conversation')} held, {number(len(asked))} asked for"
        more = f", and {counted(len(offered), 'person', 'people')} named on the way" if offered else ""
        known = len(self.network.ties.get(ME, {}))
        people = counted(known, "person", "people").capitalize()
        return f"{talks[0].upper()}{talks[1:]}{more}. {people} would take your call."

    # --- topics, questions, problems ----------------------------------------------------------------------------------

    def topics(self) -> list[tuple[str, str, list[tuple[Learning, Link, list[Link]]]]]:
        """What was learned, by topic, the most spoken of first: the topic, its anchor, the points."""
        by_topic: dict[str, list[Learning]] = {}
        for one in self.edition.learnings:
            by_topic.setdefault(slug(one.topic or "") or "other", []).append(one)
        names = {
            key: Counter(one.topic or "other" for one in all_).most_common(1)[0][0] for key, all_ in by_topic.items()
        }
        order = sorted(by_topic, key=lambda key: (key == "other", -len(by_topic[key]), key))
        return [(names[key], f"topic-{key}", [self._with_source(one) for one in by_topic[key]]) for key in order]

    def questions(self) -> list[tuple[str, list[tuple[list[Link], Link, str]]]]:
        """Every question, those asked most often first, with whom it was for and what came back."""
        asked: dict[str, list[tuple[list[Link], Link, str]]] = {}
        words: dict[str, str] = {}
        for one in self.kb.interviews.values():
            people = [self.links.to(person) for person in one.people]
            for question in one.facts.questions:
                key = fold(question.ask)
                words.setdefault(key, question.ask)
                asked.setdefault(key, []).append((people, self.links.to(one.id), question.answer or ""))
        order = sorted(asked, key=lambda key: (-len(asked[key]), key))
        return [(words[key], asked[key]) for key in order]

    def problem_groups(self) -> list[tuple[str, Link | None, list[Problem]]]:
        """The problems of each file, with its page where it has one."""
        by_path = {note.path: note.id for note in self.edition.reading.notes}
        return [
            (file, self.links.to(by_path[file]) if file in by_path else None, found)
            for file, found in self.edition.problems_of.items()
        ]
