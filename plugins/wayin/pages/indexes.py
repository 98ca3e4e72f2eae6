"""What the pages that gather others show: the home page, the indexes, topics, questions, problems."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.diagnostics import crowds
from wayin.knowledge.references import fold
from wayin.network.advice import why_worth_asking
from wayin.network.companies import best_tier
from wayin.network.suggestions import worth_asking
from wayin.network.tiers import TIERS, tie_tier, way_tier
from wayin.pages.learnings import LearnedPanels
from wayin.wording import counted

if TYPE_CHECKING:
    from datetime import date

    from wayin import knowledge
    from wayin.diagnostics import Problem
    from wayin.model import Note
    from wayin.network.tiers import Tier
    from wayin.pages.markup import Link
    from wayin.pages.panels import Conversation

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


class Gatherings(LearnedPanels):
    """The panels of the pages that gather others."""

    # --- people, companies, conversations -----------------------------------------------------------------------------

    def people_rows(self) -> list[PersonRow]:
        """Everyone who has a page, by name."""
        rows = [self._person_row(person) for person in self.kb.people.values() if person.has_page]
        return sorted(rows, key=lambda row: (fold(row.link.name), row.link.id))

    def _person_row(self, person: knowledge.Person) -> PersonRow:
        job = person.current_job(self.today)
        found = self.workspace.ways(person.id)
        if found.known:
            tier, how, near = tie_tier(found.known.quality), "you know them", 0
        elif found.ways:
            best = found.ways[0]
            tier, near = way_tier(best, self.workspace.search), len(best.intermediaries)
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
        reached = self.workspace.reach(company.id)
        tier, how, near = None, "no way yet", 9
        if reached:
            tier = best_tier(reached[0], self.workspace.search)
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

    def steps_of(self, one: knowledge.Interview) -> list[tuple[str, date | None]]:
        """The steps of a conversation, with the day of each that is done."""
        facts = one.facts
        met = day_of(facts.day) if facts.day and one.is_held(self.workspace.clock) else None
        if facts.declined:
            steps = [("asked", facts.requested), ("declined", facts.declined)]
        else:
            steps = [
                ("asked", facts.requested), *(("reminded", day) for day in facts.followed_up),
                ("answered", facts.replied), ("met", met), ("thanked", facts.thanked), ("connected", facts.connected),
            ]  # fmt: skip
        return [(word, self.workspace.clock.past(day)) for word, day in steps]

    @staticmethod
    def interest(stars: int) -> str:
        """How much I want to work somewhere, in words."""
        return INTEREST[stars]

    def worth_asking(self, company: str) -> list[tuple[Link, str]]:
        """Whom to ask about a company that nobody reaches, and why."""
        found = worth_asking(self.kb, self.network, company)
        return [(self.links.to(one.person), why_worth_asking(self.kb, one)) for one in found]

    # --- problems -----------------------------------------------------------------------------------------------------

    @cached_property
    def crowds(self) -> dict[str, list[Problem]]:
        """The problems of which there are very many of one sort."""
        return crowds(self.workspace.problems)

    def problem_groups(self) -> list[tuple[str, Link | None, list[Problem]]]:
        """The other problems of each file, with its page where it has one."""
        found = [
            (file, self._page_of(file), [one for one in all_ if one.code not in self.crowds])
            for file, all_ in self.workspace.problems_of.items()
        ]
        return [group for group in found if group[2]]

    def problem_crowds(self) -> list[tuple[Problem, list[tuple[Problem, Link | None]]]]:
        """Of each crowd the first problem, and all of them with the page of their file."""
        return [(all_[0], [(one, self._page_of(one.file)) for one in all_]) for all_ in self.crowds.values()]

    def _page_of(self, file: str) -> Link | None:
        note = self._by_path.get(file)
        return self.links.to(note.id) if note else None

    @cached_property
    def _by_path(self) -> dict[str, Note]:
        return {note.path: note for note in self.workspace.reading.notes}
