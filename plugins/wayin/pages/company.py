"""The page of a company."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wayin.knowledge.names import fold, sort_key
from wayin.learning.signals import CULTURE, RISK, about
from wayin.network.advice import why_worth_asking
from wayin.network.contact_lists import second_degree_search
from wayin.network.suggestions import worth_asking
from wayin.pages.advice import act, advice, leading
from wayin.pages.contacts import rows
from wayin.pages.drafts import shown_drafts
from wayin.pages.interviews import newest_first
from wayin.pages.learned import Group, by_topic, could_answer
from wayin.pages.mentions import backlinks, mentions
from wayin.pages.paths import reach
from wayin.pages.steps import steps_of
from wayin.pages.timeline import months

if TYPE_CHECKING:
    from wayin.knowledge import Job
    from wayin.workspace import Workspace

MOST_COMPARED = 3
"""The most companies suggested for a comparison."""
INTEREST = {
    1: "hardly interesting",
    2: "interesting to hear about",
    3: "you’d like to work here",
    4: "you want to work here",
    5: "first choice",
}
"""How much you want to work somewhere, in words."""


class Staff(NamedTuple):
    """Somebody who works or worked at a company."""

    person: str
    jobs: list[Job]
    current: bool


def view(workspace: Workspace, id_: str) -> dict[str, object]:
    """Return the data for the page of a company."""
    kb = workspace.kb
    company = kb.companies[id_]
    reached = reach(workspace, id_)
    # Contacts have a list of their own; they only get a card if nobody else is known
    known = [there for there in reached if there.known and kb.people[there.person].has_page]
    asked, gaps = _open(workspace, id_)
    first = advice(workspace, id_)
    lead, steps = leading(first, steps_of(workspace, id_))
    return {
        "company": company,
        "facts": company.facts,
        "interest": INTEREST.get(company.facts.interest or 0, ""),
        "steps": steps,
        "advice": first,
        "lead": lead,
        "act": None if any(step.counts and step.draft for step in steps) else act(workspace, id_),
        "known": known or [there for there in reached if there.known][:1],
        "others": [there for there in reached if not there.known],
        "contacts": rows(workspace, (contact for contact in workspace.contacts_at(id_) if not contact.noted)),
        "second_degree": second_degree_search(company.name) if company.is_target and not reached else "",
        "worth_asking": [] if reached else ask_about(workspace, id_),
        "drafts": shown_drafts(workspace, id_),
        "staff": _staff(workspace, id_),
        "learned": _learned(workspace, id_),
        "compared": _compared(workspace, id_),
        "asked": asked,
        "gaps": gaps,
        "could": could_answer(workspace, id_) if gaps else [],
        "interviews": sorted(kb.interviews_at.get(id_, ()), key=newest_first),
        "months": months(workspace, id_),
        "subsidiaries": kb.subsidiaries(id_),
        "mentions": [] if company.note else mentions(workspace, id_),
        "backlinks": backlinks(workspace, id_) if company.note else [],
    }


def ask_about(workspace: Workspace, company: str) -> list[tuple[str, str]]:
    """Return who to ask about an unreached company, and why."""
    candidates = worth_asking(workspace.kb, workspace.network, company)
    return [(contact.person, why_worth_asking(workspace.kb, contact)) for contact in candidates]


def _staff(workspace: Workspace, company: str) -> list[Staff]:
    """Return everyone who works or worked at a company, current staff first."""
    today = workspace.clock.today
    staff = [
        Staff(person.id, jobs, any(job.is_current(today) for job in jobs))
        for person, jobs in workspace.kb.staff(company)
        if person.has_page
    ]
    return sorted(staff, key=lambda there: (not there.current, sort_key(workspace.kb.name(there.person))))


def _learned(workspace: Workspace, company: str) -> list[tuple[str, str, list[Group]]]:
    """Return the learnings about a company: the anchor and title of each part, with its points by topic."""
    learnings = workspace.learnings.of.get(company, ())
    risks = about(learnings, RISK)
    culture = [learning for learning in about(learnings, CULTURE) if learning not in risks]
    rest = [learning for learning in learnings if learning not in risks and learning not in culture]
    parts = [
        ("risks", "Risks", risks),
        ("what-it-is-like", "Culture", culture),
        ("what-you-learned-about-it", "What you learned", rest),
    ]
    shown = [(anchor, title, by_topic(workspace, part)) for anchor, title, part in parts if part]
    # Links to learnings lead to the last part, which always exists
    return [("learned" if part is shown[-1] else part[0], *part[1:]) for part in shown]


def _compared(workspace: Workspace, company: str) -> list[str]:
    """Return the companies to compare with: those with most learnings."""
    points = {other: len(workspace.learnings.of.get(other, ())) for other in workspace.kb.companies if other != company}
    return sorted((other for other in points if points[other]), key=lambda other: (-points[other], other))[
        :MOST_COMPARED
    ]


def _open(workspace: Workspace, company: str) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """Return the open questions at a company.

    These are questions nobody there has answered, each with the people it is prepared for; and topics nobody there has
    talked about.
    """
    interviews = [
        interview for interview in workspace.kb.interviews_at.get(company, ()) if not interview.facts.declined
    ]
    answered = {fold(ask.ask) for interview in interviews for ask in interview.facts.questions if ask.answer}
    prepared: dict[str, tuple[str, dict[str, None]]] = {}
    for interview in interviews:
        people = () if interview.is_held(workspace.clock) else interview.people
        for ask in interview.facts.questions:
            if fold(ask.ask) not in answered:
                prepared.setdefault(fold(ask.ask), (ask.ask, {}))[1].update(dict.fromkeys(people))
    gaps = workspace.learnings.gaps_at.get(company, [])
    return [(ask, [*people]) for ask, people in prepared.values()], gaps
