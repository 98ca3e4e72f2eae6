"""Next steps as pages show them: each with its reason, its day, and one way to begin; now, and from when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from wayin.site.markup import instant, named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin import journey
    from wayin.journey.drafts import DraftKind
    from wayin.journey.due import DueKind
    from wayin.journey.first import First
    from wayin.site.drafting import Drafting
    from wayin.site.edition import Edition
    from wayin.site.pages import Links

GROUPS = ("Overdue", "This week", "Later")
WEEK = timedelta(days=7)
_LETTERS: dict[DueKind, tuple[DraftKind, ...]] = {
    "thank-you": ("thank-you",),
    "connect": ("connect",),
    "follow-up": ("follow-up",),
    "keep-in-touch": ("keep-in-touch",),
    "ask": ("follow-up",),
    "introduction": ("follow-up", "request", "keep-in-touch", "introduction"),
}
"""The letter that does a step, on the page of the id it belongs to; the first that this page has."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of a list of next steps."""

    kind: DueKind
    do: Markup
    why: Markup
    due: date
    counts: bool
    """Whether it counts on the day of the build; else it is in the page, and not seen before its time."""
    begins: str
    ends: str
    """From when it counts, and from when no more, as the script reads it; empty where nothing bounds it."""
    label: str
    href: str
    """The button: what it leads to, in a word, and where that is."""
    title: str
    """What it says to whoever does not see the line."""


class Steps:
    """The steps of the pages of one depth."""

    def __init__(self, edition: Edition, links: Links, drafting: Drafting) -> None:
        """Args: the edition; the links of that depth; which page has which draft."""
        self.edition, self.links, self.drafting = edition, links, drafting
        self.today = edition.clock.today

    def clock(self) -> Markup:
        """The day the page was made for, for the script; `data-chosen` where somebody named that day."""
        chosen = " data-chosen" if self.edition.clock.chosen else ""
        return Markup('data-today="{}"{}').format(self.today.isoformat(), chosen)

    def of(self, node: str) -> list[StepView]:
        """The steps of a person, a company or a conversation."""
        found = self.edition.agenda_for.get(node, [])
        if node in self.edition.kb.interviews:
            found = [one for one in found if one.id == node]
        return self._views(found)

    def first(self, node: str) -> list[Markup]:
        """What is on its way to a person or a company already, and is to be done before anything else."""
        found = self.edition.first(node)
        name = self.edition.kb.name(node)
        between = bool(found) and not self.edition.underway.of(node)
        return [
            Markup("{} {} leads on to {}.").format(self._said(one, node), self.links.to(one.target).html, name)
            if between
            else self._said(one, node)
            for one in found
        ]

    def _said(self, one: First, node: str) -> Markup:
        return named(one.said, [self.links.to(who) for who in (*one.people, one.target) if who != node])

    def groups(self) -> list[tuple[str, list[StepView]]]:
        """All steps: overdue, within a week, later."""
        found: list[list[journey.Due]] = [[], [], []]
        for one in self.edition.agenda:
            found[0 if one.is_overdue(self.today) else 1 if one.due <= self.today + WEEK else 2].append(one)
        return [(title, self._views(steps)) for title, steps in zip(GROUPS, found, strict=True)]

    def _views(self, found: Iterable[journey.Due]) -> list[StepView]:
        return [self._view(one) for one in found]

    def _view(self, one: journey.Due) -> StepView:
        concerned = [self.links.to(node) for node in dict.fromkeys((*one.people, one.id))]
        label, href = self._begin(one)
        return StepView(
            one.kind, named(one.do, concerned), named(one.why, concerned), one.due, one.counts(self.edition.clock),
            instant(one.begins) if one.begins else "", instant(one.ends) if one.ends else "",
            label, href, f"{label}: {one.do}",
        )  # fmt: skip

    def _begin(self, one: journey.Due) -> tuple[str, str]:
        page = self.links.to(one.id).href
        for kind in _LETTERS.get(one.kind, ()):
            if self.drafting.has(one.id, kind):
                return "Draft", f"{page}#{self.drafting.anchor(kind)}"
        return ("Brief", page) if one.kind == "prepare" else ("Note", page)
