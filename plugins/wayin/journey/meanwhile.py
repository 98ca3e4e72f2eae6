"""Who to turn to while somebody at a company hasn't answered: the next person there, after three business days.

This is the 3B7 routine (Dalton, The 2-Hour Job Search): move on after three business days, remind after seven.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.dates import business_days_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wayin.journey.first_step import FirstStep, FirstSteps

PATIENCE = 3
"""Business days without an answer before the next person is suggested."""


def meanwhile(steps: FirstSteps, company: str, first: FirstStep, people: Iterable[str]) -> FirstStep | None:
    """Return who to ask or write to at a company while the first request is unanswered; None if it is too early.

    Args:
        steps: determines what to do first.
        company: its id.
        first: the first step towards it.
        people: the reachable people there, the readiest first.
    """
    if first.do not in ("wait", "remind", "talk") or first.id is None:
        return None
    asked = max(_asked(steps, company, first.id), default=None)
    country = steps.follow_up_after.country
    if asked is None or business_days_after(asked, PATIENCE, country) > steps.clock.today:
        return None
    waiting = {first.id, *([first.whom] if first.whom else [])}
    others = (steps.to(person, without=waiting) for person in people if person not in waiting)
    return next((step for step in others if step.do in ("ask", "write") and step.id not in waiting), None)


def _asked(steps: FirstSteps, company: str, person: str) -> Iterator[date]:
    """Yield the days you asked somebody for an interview, or for an introduction to a company or its people."""
    kb = steps.kb
    for target in (company, *(colleague.id for colleague, _ in kb.staff(company))):
        for ask in kb.ledgers.get(target, ()):
            if ask.via == person and ask.asked and ask.state == "open":
                yield max(ask.asked, ask.reminded or ask.asked)
    for interview in kb.interviews_with.get(person, ()):
        facts = interview.facts
        if facts.requested and not (facts.replied or facts.declined or facts.day or facts.closed):
            yield max((facts.requested, *facts.followed_up))
