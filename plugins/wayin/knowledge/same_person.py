"""Matches between people in exported files and in the notes. Uncertain ones become questions, never guesses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wayin.contacts.names import email_key, linkedin_key, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wayin.contacts.people import Group

ALIKE = 92
"""The similarity of two names, up to 100, from which the user is asked about them."""
_SHORT = 5
"""Names with this many letters or fewer aren't compared by similarity."""
_MOST_ASKED = 5
"""Roughly the most contacts asked about for one note."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the notes, with what distinguishes them from others."""

    id: str
    name: str
    names: frozenset[str]
    """The name and aliases, normalized by `name_key`."""
    has_note: bool
    profile: str = ""
    emails: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    """Every company they work or worked at, normalized."""
    not_same: frozenset[str] = frozenset()
    """The contacts they are not: ids, profiles, addresses, names."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two people who may be the same, and why. The second is somebody in the notes or another contact."""

    contact: int
    """The number of the group."""
    other: Candidate | int
    why: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The matches between contacts and people in the notes."""

    person_of: dict[int, Candidate]
    """The person of each group, by its number. Several groups may be the same person."""
    doubts: tuple[Doubt, ...]


def match(
    groups: Sequence[Group], people: Sequence[Candidate], shared: Iterable[tuple[int, int]], ids: Sequence[str]
) -> Matching:
    """Return which groups are which people, and the open questions.

    Args:
        groups: everybody in the files.
        people: everybody in the notes.
        shared: groups that share an address under different names.
        ids: the id of each group without a note, for `not_same_as`.
    """
    return _Matcher(groups, people, ids).match(shared)


class _Matcher:
    """Indexes both sides for matching."""

    def __init__(self, groups: Sequence[Group], people: Sequence[Candidate], ids: Sequence[str]) -> None:
        self.groups, self.people, self.ids = groups, people, ids
        self.person_of: dict[int, Candidate] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            for name in group.names:
                self.by_name[name].append(number)
        self.bearers: dict[str, list[Candidate]] = defaultdict(list)
        for person in people:
            for name in person.names:
                self.bearers[name].append(person)

    def match(self, shared: Iterable[tuple[int, int]]) -> Matching:
        self._by_address()
        self._by_name()
        doubts = [*self._doubts_of_notes(), *self._doubts_of_contacts(shared)]
        return Matching(self.person_of, tuple(doubts))

    def _by_address(self) -> None:
        profiles = _unique((person.profile, person) for person in self.people if person.profile)
        emails = _unique((email, person) for person in self.people for email in person.emails)
        marked = {person.name.removeprefix("people/"): person for person in self.people if "~" in person.name}
        for number, group in enumerate(self.groups):
            if named := marked.get(self.ids[number].removeprefix("people/")):
                self.person_of[number] = named  # a note can refer to one of several namesakes by id
                continue
            matches = [profiles[key] for key in sorted(group.profiles) if key in profiles]
            matches += [emails[key] for key in sorted(group.emails) if key in emails]
            matches = [person for person in matches if not self._ruled_out(number, person)]
            if matches:
                self.person_of[number] = matches[0]

    def _by_name(self) -> None:
        for name, numbers in self.by_name.items():
            bearers = self.bearers.get(name, [])
            if len(numbers) == len(bearers) == 1 and numbers[0] not in self.person_of:
                person = bearers[0]
                if self._compatible(numbers[0], person) and not self._ruled_out(numbers[0], person):
                    self.person_of[numbers[0]] = person

    def _compatible(self, number: int, person: Candidate) -> bool:
        group = self.groups[number]
        here, there = group.companies, person.companies
        other_profile = person.profile and group.profiles and person.profile not in group.profiles
        return not other_profile and (not here or not there or not here.isdisjoint(there))

    def _ruled_out(self, number: int, person: Candidate) -> bool:
        group = self.groups[number]
        return not person.not_same.isdisjoint({self.ids[number], *group.profiles, *group.emails, *group.names})

    # --- questions ----------------------------------------------------------------------------------------------------

    def _doubts_of_notes(self) -> Iterator[Doubt]:
        first_names: dict[str, list[int]] = defaultdict(list)
        for name, numbers in self.by_name.items():
            first_names[name.split(" ")[0]] += numbers
        for person, near in zip(self.people, self._spelt_alike(), strict=True):
            asked: dict[int, str] = {}
            for name in sorted(person.names):
                for number in self.by_name.get(name, ()):
                    asked.setdefault(number, self._why(number, person))
                if " " not in name:
                    for number in first_names.get(name, ()):
                        asked.setdefault(number, "the first name is the same")
            for number in near:
                asked.setdefault(number, "the names are spelt nearly alike")
            open_ = [number for number in asked if self._is_open(number, person)]
            open_.sort(key=lambda number: (not self._shares_company(number, person), self.ids[number]))
            yield from (Doubt(number, person, asked[number]) for number in open_[:_MOST_ASKED])

    def _is_open(self, number: int, person: Candidate) -> bool:
        """Return whether it is undecided if a contact is this person."""
        return number not in self.person_of and not self._ruled_out(number, person)

    def _shares_company(self, number: int, person: Candidate) -> bool:
        return not self.groups[number].companies.isdisjoint(person.companies)

    def _why(self, number: int, person: Candidate) -> str:
        group = self.groups[number]
        if person.profile and group.profiles and person.profile not in group.profiles:
            return "the names are the same, and the LinkedIn profiles differ"
        if group.companies and person.companies and group.companies.isdisjoint(person.companies):
            return "the names are the same, and the companies differ"
        return "several people bear this name"

    def _spelt_alike(self) -> Iterator[list[int]]:
        """Yield, for each person in the notes, the groups with similar names."""
        from rapidfuzz import fuzz, process  # imported late because it loads slowly

        # Similar names share their first or last letter, unless they are very long
        ends: dict[str, list[str]] = defaultdict(list)
        for name in self.by_name:
            if len(name) > _SHORT:
                ends[f"{name[0]}…"].append(name)
                ends[f"…{name[-1]}"].append(name)
        for person in self.people:
            near: dict[int, None] = {}
            for name in sorted(person.names):
                if len(name) > _SHORT:
                    names = list(dict.fromkeys((*ends[f"{name[0]}…"], *ends[f"…{name[-1]}"])))
                    for similar_name, _, _ in process.extract(
                        name, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
                    ):
                        near |= dict.fromkeys(self.by_name[similar_name] if similar_name != name else ())
            yield list(near)

    def _doubts_of_contacts(self, shared: Iterable[tuple[int, int]]) -> Iterator[Doubt]:
        for first, second in shared:
            if first not in self.person_of and second not in self.person_of:
                yield Doubt(first, second, "they share an e-mail address")
        seen: set[tuple[int, int]] = set()
        for _, numbers in sorted(self.by_name.items()):
            alone = [number for number in numbers if number not in self.person_of]
            for first, second in pairwise(alone):
                profiles = self.groups[first].profiles | self.groups[second].profiles
                if len(profiles) < 2 and (first, second) not in seen:
                    seen.add((first, second))
                    yield Doubt(first, second, "the names are the same")


def _unique(pairs: Iterable[tuple[str, Candidate]]) -> dict[str, Candidate]:
    """Return the entries of keys that belong to exactly one person."""
    people_by_key: dict[str, list[Candidate]] = defaultdict(list)
    for key, person in pairs:
        if person not in people_by_key[key]:
            people_by_key[key].append(person)
    return {key: people[0] for key, people in people_by_key.items() if len(people) == 1}


def names_of(name: str, aliases: Iterable[str]) -> frozenset[str]:
    """Return the keys for comparing somebody's names."""
    return frozenset(key for spelling in (name, *aliases) if (key := name_key(spelling)))


def not_same_keys(words: Iterable[str]) -> frozenset[str]:
    """Return what `not_same_as` lists: ids, LinkedIn profiles, e-mail addresses or names."""
    key_pairs = ((linkedin_key(word) or email_key(word) or word.removesuffix(".md"), name_key(word)) for word in words)
    return frozenset(key for keys in key_pairs for key in keys if key)
