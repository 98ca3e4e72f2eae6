"""How two people know each other, and how you know somebody, in words for a draft."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wayin.drafts import clauses
from wayin.knowledge.names import fold
from wayin.model import ME
from wayin.wording import number

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from wayin.knowledge import KnowledgeBase
    from wayin.network.ties import Network, Tie, TieEvidence

FIRST_NAME = 3
"""The strength of a tie from which people use first names."""
YEAR = 365
"""Days of silence after which a draft mentions it."""
_FROM_FILES = frozenset({"connected", "address-book", "unanswered"})


@dataclass(frozen=True, slots=True)
class Relation:
    """How somebody knows somebody, as a clause in lower case, and whether it is certain."""

    words: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """Your relation to somebody."""

    silence: str = ""
    """How long you haven't been in touch, such as `four years`; empty below a year."""
    stranger: str = ""
    """`linkedin`, `contacts` or `unanswered` if only exported files know them: you have never talked."""
    common: str = ""
    """What you have in common, as a sentence."""
    unknown: bool = False
    """Whether nothing shows that you know each other."""
    wrote: date | None = None
    """When you wrote to them without an answer, according to exported files."""


class Acquaintances:
    """Describes how people know each other, from what may be mentioned."""

    def __init__(
        self, kb: KnowledgeBase, network: Network, today: date, *,
        is_private: Callable[[str], bool], names_somebody: Callable[[str], bool],
    ) -> None:  # fmt: skip
        """Use these notes and ties; `is_private` tells which ids are off limits, and `names_somebody` which texts."""
        self.kb, self.network, self.today = kb, network, today
        self.is_private, self.names_somebody = is_private, names_somebody

    def standing(self, person: str) -> Standing:
        """Return your relation to somebody."""
        tie = self.network.tie(ME, person)
        common = "" if self.is_private(person) else self._common(person, tie)
        if tie is None:
            return Standing(common=common, unknown=True)
        contact = self.network.contact.get(person)
        last = contact.last if contact and not self.is_private(person) else None
        sources = {item.source for item in tie.evidence}
        if sources <= {*_FROM_FILES, "colleagues", "school"} and sources & _FROM_FILES:
            kind = "unanswered" if "unanswered" in sources else "linkedin" if "connected" in sources else "contacts"
            known = self.kb.people[person].contact
            return Standing(stranger=kind, common=common, wrote=known.unanswered if known else None)
        return Standing(self._silence(last), common=common)

    def first_name_basis(self, person: str) -> bool:
        """Return whether you have a certain tie of three or more to somebody."""
        return _is_close(self.network.tie(ME, person))

    def is_known_to_friends(self, person: str) -> bool:
        """Return whether somebody you know has such a tie to a person, so that you may be introduced by first names.

        An introduction that was made shows it too; your own `closeness` in a note counts first.
        """
        if self.kb.people[person].facts.closeness is not None:
            return False
        return person in self._close_to_friends or any(ask.made for ask in self.kb.people[person].asks)

    @cached_property
    def _close_to_friends(self) -> frozenset[str]:
        friends = (self.network.ties.get(friend, {}) for friend in self.network.ties.get(ME, {}))
        return frozenset(person for known in friends for person, tie in known.items() if _is_close(tie))

    def _silence(self, last: date | None) -> str:
        days = (self.today - last).days if last else 0
        years = days // YEAR
        return "" if not years else "over a year" if years == 1 else f"{number(years)} years"

    def _common(self, person: str, tie: Tie | None) -> str:
        for item in tie.evidence if tie else ():
            if item.source == "colleagues" and not self.is_private(item.note):
                until = f" until {item.last_contact.year}" if item.ended and item.last_contact else ""
                return f"We both {'worked' if item.ended else 'work'} at {self.kb.name(item.note)}{until}."
        mine = {fold(school.name) for school in self.kb.my_schools}
        for school in self.kb.people[person].schools:
            if fold(school.name) in mine:
                return f"We both studied at {_with_article(school.name)}."
        return ""

    # --- two others ---------------------------------------------------------------------------------------------------

    def to(self, person: str, other: str) -> Relation:
        """Return how a person knows another, in words for the first: `you worked for Neil for six years`."""
        return self._relation(person, other, "you")

    def of(self, person: str, other: str) -> Relation:
        """Return how two people know each other, in words for a third."""
        return self._relation(person, other, "")

    def _relation(self, person: str, other: str, you: str) -> Relation:
        tie = self.network.tie(person, other)
        if tie is None:
            return Relation("", sure=False)
        sure = not tie.inferred
        told = [words for item in tie.evidence if (words := self._told(item, person, other, you))]
        if told:
            return Relation(told[0], sure)
        subject = you or f"{self._called(person)} and {self._called(other)}"
        have, are = ("you've", "you're") if you else (f"{subject} have", f"{subject} are")
        bases = {item.evidence for item in tie.evidence}
        if "worked-together" in bases:
            return Relation(f"{have} worked together", sure)
        if bases == {"linkedin"}:
            return Relation(f"{are} connected on LinkedIn", sure=False)
        return Relation("", sure)

    def _told(self, item: TieEvidence, person: str, other: str, you: str) -> str:
        if item.source in ("colleagues", "school"):
            return self._place(item, person, other, you)
        if not item.context or item.note not in (person, other) or self.is_private(item.note):
            return ""
        author, about = (person, other) if item.note == person else (other, person)
        clause = clauses.parse(item.context, self._names(author), self._names(about))
        if clause is None or self._names_another(clause.rest):
            return ""
        if not you:
            return clauses.of_both(clause, self._called(author), self._called(about))
        if author == person:
            return clauses.to_author(clause, self._called(about))
        return clauses.to_other(clause, self._called(author))

    def _place(self, item: TieEvidence, person: str, other: str, you: str) -> str:
        is_school = item.source == "school"
        if not is_school and self.is_private(item.note):
            return ""
        place = _with_article(item.note) if is_school else self.kb.name(item.note)
        until = f" until {item.last_contact.year}" if item.ended and item.last_contact else ""
        subject = you or f"{self._called(person)} and {self._called(other)}"
        if is_school:
            return f"{subject} both {'studied' if item.ended else 'study'} at {place}{until}"
        if item.evidence == "worked-together":
            return f"{subject} {'worked' if item.ended else 'work'} together at {place}{until}"
        return f"{subject} {'were' if item.ended else 'are'} both at {place}{until}"

    def _called(self, person: str) -> str:
        return self.kb.short_name(person)

    def _names(self, person: str) -> tuple[str, ...]:
        names = {self.kb.name(person), self._called(person), self.kb.name(person).split()[0]}
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    def _names_another(self, text: str) -> bool:
        return self.names_somebody(text.replace("{}", ""))


def _with_article(school: str) -> str:
    return f"the {school}" if school.startswith("University of ") else school


def _is_close(tie: Tie | None) -> bool:
    certain = (item for item in (tie.evidence if tie else ()) if item.evidence not in ("inferred", "linkedin"))
    return any(item.strength >= FIRST_NAME for item in certain)
