"""Grouping of the cards in all files by person. Two people are never merged on a guess.

Two cards are the same person if they share a LinkedIn profile or an e-mail address. So are two with the same name, if
each file has exactly one card of that name and their companies are equal or missing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wayin.contacts.names import bare, linkedin_key, name_key
from wayin.contacts.records import Card, Contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from wayin.contacts.folder import ContactFiles
    from wayin.contacts.records import Kind, Part, Unreadable

_RANK: tuple[Kind, ...] = (
    "linkedin-connections", "vcard", "google", "outlook", "linkedin-invitations", "linkedin-messages", "mail",
    "calendar",
)  # fmt: skip
"""The kinds of files by how much a name in them counts, among files of the same day."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source of data about a contact."""

    file: str
    """The file's path in the contacts folder, followed by the member's name in an archive."""
    kind: Kind
    exported: date
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A card and its source."""

    source: Source
    part: int
    index: int
    card: Card


@dataclass(slots=True)
class Group:
    """The cards of a person."""

    entries: list[Entry]
    names: set[str] = field(default_factory=set)
    companies: set[str] = field(default_factory=set)
    profiles: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)

    def take(self, other: Group) -> None:
        """Add another group's cards."""
        self.entries += other.entries
        self.names |= other.names
        self.companies |= other.companies
        self.profiles |= other.profiles
        self.emails |= other.emails
        self.parts |= other.parts

    def key(self) -> str:
        """Return a key that distinguishes this person from namesakes and stays the same in every run."""
        if self.profiles:
            return min(self.profiles)
        return min(self.emails) if self.emails else f"{min(self.names, default='')}|{min(self.companies, default='')}"


@dataclass(frozen=True, slots=True)
class Myself:
    """What identifies you in the files."""

    emails: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    """Normalized by `name_key`."""


@dataclass(frozen=True, slots=True)
class Grouped:
    """Everybody in the files, by card."""

    parts: tuple[tuple[Source, Part], ...]
    """Every file and member in order; the source's line is 1."""
    groups: tuple[Group, ...]
    group_of: dict[tuple[int, int], Group | None]
    """The group of each card, by the number of its part and its own; None for you."""
    unclear: tuple[int, ...]
    """The parts with messages in which you can't be identified."""
    doubts: tuple[tuple[Group, Group], ...]
    """Groups that share an address but have unrelated names."""


def group(files: ContactFiles, myself: Myself, company_of: Callable[[str], str]) -> Grouped:
    """Return the people of all files.

    Args:
        files: the parsed files.
        myself: what the notes say about you; the files may add to it.
        company_of: normalizes a company's name; empty for text that isn't a company.
    """
    parts = tuple(_parts(files))
    contents = [part.contents for _, part in parts]
    myself = _known_to_files(myself, (content for content in contents if isinstance(content, Contents)))
    mine, unclear = _me(contents, myself)
    entries = [
        Entry(Source(source.file, source.kind, source.exported, card.line), number, index, card)
        for number, (source, part) in enumerate(parts)
        if isinstance(part.contents, Contents)
        for index, card in enumerate(part.contents.cards)
        if (number, index) not in mine
    ]
    merger = _Merger(entries, company_of)
    groups = tuple(merger.merge())
    group_of: dict[tuple[int, int], Group | None] = dict.fromkeys(mine)
    group_of |= {(entry.part, entry.index): card_group for card_group in groups for entry in card_group.entries}
    by_id = {id(card_group): card_group for card_group in groups}
    doubts = {(id(merger.find(a)), id(merger.find(b))) for a, b in merger.doubts}
    return Grouped(
        parts, groups, group_of, tuple(unclear),
        tuple((by_id[a], by_id[b]) for a, b in sorted(doubts, key=lambda pair: by_id[pair[0]].key()) if a != b),
    )  # fmt: skip


def _parts(files: ContactFiles) -> Iterator[tuple[Source, Part]]:
    for file in files.files:
        for part in file.parts:
            kind = part.contents.kind if isinstance(part.contents, Contents) else "linkedin-other"
            path = f"{file.path}/{part.name}" if part.name else file.path
            yield Source(path, kind, file.exported, 1), part


# --- the user ---------------------------------------------------------------------------------------------------------


def _known_to_files(myself: Myself, contents: Iterable[Contents]) -> Myself:
    """Return what identifies you, including your own profile in an archive."""
    cards = [content.me for content in contents if content.me]
    return Myself(
        myself.emails.union(*(card.emails for card in cards)),
        myself.profiles.union(key for card in cards if (key := linkedin_key(card.linkedin))),
        myself.names.union(name_key(card.name) for card in cards if card.name),
    )


def _me(contents: Sequence[Contents | Unreadable], myself: Myself) -> tuple[set[tuple[int, int]], list[int]]:
    """Return your own cards, and the parts with messages in which you can't be found."""
    mine: set[tuple[int, int]] = set()
    unclear: list[int] = []
    for number, content in enumerate(contents):
        if not isinstance(content, Contents):
            continue
        own_cards = {
            index
            for index, card in enumerate(content.cards)
            if not myself.emails.isdisjoint(card.emails) or linkedin_key(card.linkedin) in myself.profiles
        }
        if content.kind == "linkedin-messages" and not own_cards:
            own_cards = _by_name(content, myself.names) or _in_everything(content, 2)
            if not own_cards and content.exchanges:
                unclear.append(number)
        elif content.kind == "calendar" and not own_cards:
            own_cards = _in_everything(content, 3)
        mine |= {(number, index) for index in own_cards}
    return mine, unclear


def _by_name(contents: Contents, names: frozenset[str]) -> set[int]:
    bearers = {index for index, card in enumerate(contents.cards) if name_key(card.name) in names}
    return bearers if len(bearers) == 1 else set()


def _in_everything(contents: Contents, least: int) -> set[int]:
    """Return the only card that is part of every exchange, with at least this many others; empty if there isn't one."""
    together: dict[int, set[int]] = defaultdict(set)
    counts: dict[int, int] = defaultdict(int)
    for exchange in contents.exchanges:
        everybody = {*exchange.people, *([] if exchange.sender is None else [exchange.sender])}
        for index in everybody:
            counts[index] += 1
            together[index] |= everybody - {index}
    always = {index for index, count in counts.items() if count == len(contents.exchanges)}
    return always if len(always) == 1 and len(together[next(iter(always))]) >= least else set()


# --- merging ----------------------------------------------------------------------------------------------------------


class _Merger:
    """The groups while they are merged."""

    def __init__(self, entries: list[Entry], company_of: Callable[[str], str]) -> None:
        self.doubts: list[tuple[int, int]] = []
        self._parent = list(range(len(entries)))
        self._entries = entries
        self._groups = [_alone(entry, company_of) for entry in entries]

    def find(self, number: int) -> Group:
        return self._groups[self._root(number)]

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _join(self, number: int, other: int) -> None:
        number, other = sorted((self._root(number), self._root(other)))
        if number != other:
            self._parent[other] = number
            self._groups[number].take(self._groups[other])

    def merge(self) -> list[Group]:
        """Return the groups, in the order of their first cards."""
        self._by_address()
        self._by_name()
        return [self._groups[i] for i in range(len(self._groups)) if self._parent[i] == i]

    def _by_address(self) -> None:
        first: dict[tuple[object, ...], int] = {}
        for number, entry in enumerate(self._entries):
            for key in _identities(entry):
                other = first.setdefault(key, number)
                if other == number:
                    continue
                before = self._entries[other]
                if key[0] in ("email", "uid") and not _may_be_same_person(entry.card, before.card):
                    self.doubts += [(other, number)] * (key[0] == "email")
                elif key[0] != "connected" or entry.part != before.part:
                    self._join(other, number)

    def _by_name(self) -> None:
        bearing: dict[str, list[int]] = defaultdict(list)
        for number, card_group in enumerate(self._groups):
            if self._parent[number] == number:
                for name in card_group.names:
                    bearing[name].append(number)
        for _, numbers in sorted(bearing.items()):
            roots = sorted({self._root(number) for number in numbers})
            groups = [self._groups[root] for root in roots]
            if len(groups) > 1 and _is_one_person(groups):
                for root in roots[1:]:
                    self._join(roots[0], root)


def _alone(entry: Entry, company_of: Callable[[str], str]) -> Group:
    card = entry.card
    names = {key for name in (card.name, *card.aliases) if (key := name_key(name))}
    company = company_of(card.company) if card.company else ""
    key = linkedin_key(card.linkedin)
    return Group(
        [entry], names, {company} if company else set(), {key} if key else set(), set(card.emails), {entry.part}
    )  # fmt: skip


def _identities(entry: Entry) -> Iterator[tuple[object, ...]]:
    """Yield keys that make two cards the same person if they share one."""
    card = entry.card
    if key := linkedin_key(card.linkedin):
        yield ("profile", key)
    for email in card.emails:
        yield ("email", email)
    if card.uid:
        yield ("uid", card.uid)
    if entry.source.kind == "linkedin-connections" and card.connected and not card.linkedin:
        # Old archives have no addresses, but nobody connects with two namesakes on the same day
        yield ("connected", name_key(card.name), card.connected)
    if card.name and entry.source.kind != "linkedin-messages":
        # The same card in another file
        who = (card.name, card.aliases, card.emails, card.phones, card.linkedin, card.uid)
        yield ("row", *who, card.company, card.role, card.location, card.connected, card.invited, card.labels)


def _may_be_same_person(first_card: Card, second_card: Card) -> bool:
    """Return whether two cards with the same address may be one person; an office address belongs to several."""
    names = [set(bare(name_key(" ".join((card.name, *card.aliases)))).split()) for card in (first_card, second_card)]
    return not all(names) or not names[0].isdisjoint(names[1])


def _is_one_person(groups: list[Group]) -> bool:
    """Return whether each file has exactly one card of the name, and nothing shows that they are different people."""
    parts = [part for card_group in groups for part in card_group.parts]
    companies = set().union(*(card_group.companies for card_group in groups))
    profiles = set().union(*(card_group.profiles for card_group in groups))
    return len(parts) == len(set(parts)) and len(companies) <= 1 and len(profiles) <= 1


def best_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return cards by how much they count: the newest file's first, on the same day the fuller kind's."""
    all_entries = list(entries)
    if len(all_entries) == 1:
        return all_entries
    return sorted(
        all_entries,
        key=lambda entry: (
            -entry.source.exported.toordinal(), _RANK.index(entry.source.kind), entry.source.file, entry.source.line,
            entry.index,
        ),
    )  # fmt: skip
