"""People who declined recently and should be left alone for a while."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.dates import Duration
from wayin.wording import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from wayin.clock import Clock
    from wayin.knowledge import Contact, KnowledgeBase

HOLD = Duration(6, "m")
"""How long to leave somebody alone after they declined."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why to leave somebody alone, and until when."""

    until: date
    why: str


class Refusals:
    """Finds who declined recently, each target once."""

    def __init__(self, kb: KnowledgeBase, clock: Clock, contact: Mapping[str, Contact]) -> None:
        """Prepare for these notes; `contact` is your own contact with each person, by id."""
        self.kb, self.clock, self.contact = kb, clock, contact
        self._found: dict[str, Refusal | None] = {}

    def of(self, target: str) -> Refusal | None:
        """Return the refusal because of which to leave a target alone, if any.

        It exists if they declined an interview, or everyone asked for an introduction declined, at most six months ago,
        and nothing has come of it since.
        """
        if target not in self._found:
            self._found[target] = self._of(target)
        return self._found[target]

    def has_declined(self, person: str) -> bool:
        """Return whether somebody declined an interview and you haven't talked since."""
        return any(self._declined(person))

    def _of(self, target: str) -> Refusal | None:
        days = [(day, f"{self.kb.short_name(target)} declined on") for day in self._declined(target)]
        asks = self.kb.ledgers.get(target, ())
        if asks and all(ask.declined for ask in asks):
            day, via = max((ask.declined, ask.via) for ask in asks if ask.declined)
            contact = self.contact.get(target)
            if day <= self.clock.today and not (contact and contact.last and contact.last > day):
                days.append((day, f"{self.kb.short_name(via)} declined to introduce you on"))
        if not days:
            return None
        day, why = max(days)
        until = HOLD.after(day)
        return Refusal(until, f"{why} {format_day(day, self.clock.today)}.") if until > self.clock.today else None

    def _declined(self, person: str) -> Iterator[date]:
        interviews = self.kb.interviews_with.get(person, ())
        held = [
            day_of(interview.facts.day)
            for interview in interviews
            if interview.facts.day and interview.is_held(self.clock)
        ]
        for interview in interviews:
            declined = self.clock.past(interview.facts.declined)
            if declined and not (held and max(held) > declined):
                yield declined
