"""Giving and taking as pages show it: what passed between me and somebody, and what might help them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.journey.reciprocity import balance, balances, ideas
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin.journey.reciprocity import Favour
    from wayin.pages.markup import Link
    from wayin.pages.routes import Links
    from wayin.workspace import Workspace

MOST_GIVERS = 4


@dataclass(frozen=True, slots=True)
class Between:
    """What passed between me and one person: each thing with its day and the note that says so."""

    only_given: bool
    gave: list[tuple[str, date | None, Link]]
    received: list[tuple[str, date | None, Link]]
    promised: list[tuple[str, date | None, Link]]
    ideas: list[tuple[str, Link]]


class Giving:
    """Giving and taking on the pages of one depth."""

    def __init__(self, workspace: Workspace, links: Links) -> None:
        self.workspace, self.links = workspace, links

    def between(self, person: str) -> Between | None:
        """What passed between me and somebody; None if nothing did."""
        kb = self.workspace.kb
        found = balance(kb, self.workspace.clock, person)
        if not (found.received or found.gave or found.promised):
            return None
        return Between(
            found.only_given, self._told(found.gave), self._told(found.received), self._told(found.promised),
            self._ideas(person, {one.what for one in found.promised}),
        )  # fmt: skip

    def _told(self, favours: Iterable[Favour]) -> list[tuple[str, date | None, Link]]:
        return [(one.what[:1].upper() + one.what[1:], one.day, self.links.to(one.source)) for one in favours]

    def _ideas(self, person: str, told: set[str]) -> list[tuple[str, Link]]:
        found = ideas(self.workspace.kb, person)
        return [(one.what, self.links.to(one.source)) for one in found if one.what not in told]

    def only_given(self) -> list[tuple[Link, str, list[tuple[str, Link]]]]:
        """Who has given and had nothing back yet: what they gave, and what might help them, with its source."""
        found: list[tuple[Link, str, list[tuple[str, Link]]]] = []
        for one in balances(self.workspace.kb, self.workspace.clock):
            if one.only_given and len(found) < MOST_GIVERS:
                gave = listed(dict.fromkeys(favour.what for favour in one.received[:3]))
                found.append((self.links.to(one.person), gave, self._ideas(one.person, set())[:1]))
        return found
