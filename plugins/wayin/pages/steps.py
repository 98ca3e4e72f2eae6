"""Next steps as pages show them: each with its reason, its day, and one way to begin; now, and from when it counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from wayin.clock import days_after
from wayin.pages.markup import instant, named
from wayin.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin import journey
    from wayin.drafts.compose import DraftKind
    from wayin.journey.due import DueKind
    from wayin.journey.underway import Approach
    from wayin.pages.drafts import Drafting
    from wayin.pages.routes import Links
    from wayin.workspace import Workspace

GROUPS = ("Overdue", "This week", "Later")
WEEK = 7
_LETTERS: dict[DueKind, tuple[DraftKind, ...]] = {
    "thank-you": ("thank-you",),
    "connect": ("connect",),
    "follow-up": ("follow-up",),
    "keep-in-touch": ("keep-in-touch",),
    "ask": ("follow-up",),
    "introduction": ("follow-up",),
}
"""The letter that does a step, on the page of the id it belongs to; the first that this page has."""
_OFFER: tuple[DraftKind, ...] = ("introduction", "request", "keep-in-touch")
"""The letter that takes up an offer, likewise."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One line of a list of next steps."""

    kind: DueKind
    do: Markup
    why: Markup
    also: str
    """What else its letter does; empty for most."""
    due: date
    is_today: bool
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

    def __init__(self, workspace: Workspace, links: Links, drafting: Drafting) -> None:
        """Args: the workspace; the links of that depth; which page has which draft."""
        self.workspace, self.links, self.drafting = workspace, links, drafting
        self.today = workspace.clock.today

    @cached_property
    def clock(self) -> Markup:
        """The day the page was made for, for the script; `data-chosen` where somebody named that day."""
        chosen = " data-chosen" if self.workspace.clock.chosen else ""
        return Markup('data-today="{}"{}').format(self.today.isoformat(), chosen)

    def of(self, node: str) -> list[StepView]:
        """The steps of a person, a company or a conversation."""
        found = self.workspace.agenda_for.get(node, [])
        if node in self.workspace.kb.interviews:
            found = [one for one in found if one.id == node]
        return self._views(found, node)

    def first(self, node: str) -> list[Markup]:
        """What is on its way to a person or a company already, and is to be done before anything else.

        What is to be done changes on a day: both are there, and the one that does not hold today is not seen.
        """
        found = self.workspace.approaches(node)
        name = self.workspace.kb.name(node)
        between = bool(found) and not self.workspace.underway.of(node)
        return [
            Markup("{} {} can introduce you to {}.").format(self._said(one, node), self.links.to(one.target).html, name)
            if between
            else self._said(one, node)
            for one in found
        ]

    def _said(self, one: Approach, node: str) -> Markup:
        said = named(one.said, [self.links.to(who) for who in (*one.people, one.target) if who != node])
        if one.until is None:
            return Markup("{} – {}.").format(said, one.then) if one.then else Markup("{}.").format(said)
        over = self.workspace.clock.has_begun(one.until)
        day = one.until.isoformat()
        return Markup(
            '{}<span data-turn data-ends="{}"{}>. Wait until {}, then {}.</span>'
            '<span data-turn data-begins="{}"{}> – {} now.</span>'
        ).format(
            said, day, Markup(" hidden") if over else "", one.until_text, one.then,
            day, "" if over else Markup(" hidden"), one.then,
        )  # fmt: skip

    def groups(self) -> list[tuple[str, list[StepView]]]:
        """All steps: overdue, within a week, later."""
        found: list[list[journey.Due]] = [[], [], []]
        for one in self.workspace.agenda:
            found[0 if one.is_overdue(self.today) else 1 if one.due <= days_after(self.today, WEEK) else 2].append(one)
        return [(title, self._views(steps)) for title, steps in zip(GROUPS, found, strict=True)]

    def _views(self, found: Iterable[journey.Due], here: str = "") -> list[StepView]:
        return [self._view(one, here) for one in found]

    def _view(self, one: journey.Due, here: str) -> StepView:
        concerned = [self.links.to(node) for node in dict.fromkeys((*one.people, one.id)) if node != here]
        label, href, also = self._begin(one)
        return StepView(
            one.kind, named(one.do, concerned), named(one.why, concerned), also,
            one.due, one.due == self.today, one.counts(self.workspace.clock),
            instant(one.begins) if one.begins else "", instant(one.ends) if one.ends else "",
            label, href, f"{label}: {one.do}",
        )  # fmt: skip

    def _begin(self, one: journey.Due) -> tuple[str, str, str]:
        """The word on the button, where it leads, and what else is done there."""
        page = self.links.to(one.id).href
        if one.kind in ("ask", "introduction") and one.part not in self.workspace.kb.interviews:
            lying = self.drafting.drafts.lying_with(one.people[0])
            if len(lying) > 1 and self.drafting.has(one.people[0], "follow-up"):
                theirs = self.links.to(one.people[0]).href
                all_ = "both" if len(lying) == 2 else f"all {number(len(lying))}"
                return "Draft", f"{theirs}#{self.drafting.anchor('follow-up')}", f"One letter asks after {all_}."
        for kind in _OFFER if one.part in self.workspace.kb.interviews else _LETTERS.get(one.kind, ()):
            if self.drafting.has(one.id, kind):
                return "Draft", f"{page}#{self.drafting.anchor(kind)}", ""
        return "Brief" if one.kind == "prepare" else "Note", page, ""
