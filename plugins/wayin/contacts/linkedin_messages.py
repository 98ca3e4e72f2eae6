"""LinkedIn's messages: who wrote to whom on which days. Subjects and texts are never read.

Everybody in the file is a card, including you; the notes and the other files show later which one is you.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wayin.contacts.dates import read_american_day
from wayin.contacts.names import full_name, linkedin_key
from wayin.contacts.records import MOST_IN_A_MEETING, Card, Contents, Exchange, Skipped
from wayin.contacts.tables import MOST_ROWS, Row

if TYPE_CHECKING:
    from datetime import date

    from wayin.contacts.tables import Table

DRAFT = "a draft, never sent"
SPAM = "in the spam folder"
SPONSORED = "an advertisement or a deleted account: the sender has no profile"
NO_DATE = "no date that can be read"
NO_RECIPIENT = "nobody it was sent to"
LARGE = f"a thread of more than {MOST_IN_A_MEETING} people"
_URL = re.compile(r"https?://[^,\s]+|www\.[^,\s]+")


@dataclass(frozen=True, slots=True)
class _Message:
    line: int
    thread: str
    sender: int
    recipients: tuple[int, ...]
    day: date

    def with_people(self, same: dict[int, int]) -> _Message:
        """Return the message with some people replaced by others."""
        recipients = dict.fromkeys(same.get(who, who) for who in self.recipients)
        return replace(self, sender=same.get(self.sender, self.sender), recipients=tuple(recipients))


class _People:
    """The people so far, by profile, or by name if no profile is given."""

    def __init__(self) -> None:
        self.cards: list[Card] = []
        self.by_profile: dict[str, int] = {}
        self.by_name: dict[str, int] = {}

    def find(self, line: int, name: str, url: str) -> int | None:
        """Return the index of somebody's card, created if missing; None for nobody."""
        key = linkedin_key(url)
        if key:
            if key not in self.by_profile:
                self.by_profile[key] = self._add(Card(line, name, 0, linkedin=url))
            index = self.by_profile[key]
            if name and not self.cards[index].name:
                self.cards[index] = replace(self.cards[index], name=name)
            return index
        if not name:
            return None
        folded = name.casefold()
        if folded not in self.by_name:
            self.by_name[folded] = self._add(Card(line, name, 0))
        return self.by_name[folded]

    def _add(self, card: Card) -> int:
        self.cards.append(card)
        return len(self.cards) - 1

    def same(self) -> dict[int, int]:
        """Return, for each card known only by name, the one of that name with a profile, if it is unique."""
        profiles: dict[str, list[int]] = defaultdict(list)
        for index in self.by_profile.values():
            profiles[self.cards[index].name.casefold()].append(index)
        namesakes = {index: profiles.get(name, []) for name, index in self.by_name.items()}
        return {index: others[0] for index, others in namesakes.items() if len(others) == 1}


def read_messages(table: Table) -> Contents:
    """Return who wrote to whom on which days."""
    people = _People()
    messages: list[_Message] = []
    skipped: list[Skipped] = []
    cut = False
    for row in table.rows():
        if len(messages) + len(skipped) >= MOST_ROWS:
            cut = True
            break
        parsed = _message(row, people) if isinstance(row, Row) else row
        if isinstance(parsed, Skipped):
            skipped.append(parsed)
        else:
            messages.append(parsed)
    same = people.same()
    messages = [message.with_people(same) for message in messages]
    rows = len(messages) + len(skipped)
    exchanges, large = _exchanges(messages)
    skipped += [Skipped(message.line, LARGE) for message in large]
    skipped.sort(key=lambda skipped_row: skipped_row.line)
    cards, exchanges = _in_use(people.cards, exchanges)
    return Contents(table.kind, rows, tuple(cards), tuple(exchanges), tuple(skipped), cut=cut)


def _message(row: Row, people: _People) -> _Message | Skipped:
    if "yes" in (row.get("is message draft").casefold(), row.get("is conversation draft").casefold()):
        return Skipped(row.line, DRAFT)
    if row.get("folder").casefold() == "spam":
        return Skipped(row.line, SPAM)
    day = read_american_day(row.get("date"))
    if day is None:
        return Skipped(row.line, NO_DATE)
    name, url = full_name(row.get("from")), row.get("sender profile url")
    if not linkedin_key(url) and ("sender profile url" in row.columns or not name):
        return Skipped(row.line, SPONSORED)
    sender = people.find(row.line, name, url)
    recipients = _recipients(row, people)
    if sender is None or not recipients:
        return Skipped(row.line, NO_RECIPIENT)
    return _Message(row.line, row.get("conversation id"), sender, recipients, day)


def _recipients(row: Row, people: _People) -> tuple[int, ...]:
    """Return the recipients of a message. Names may contain commas, so profiles are used if there are any."""
    urls = [url for url in _URL.findall(row.get("recipient profile urls")) if linkedin_key(url)]
    written = row.get("to")
    if len(urls) == 1:
        names = [full_name(written)]
    else:
        names = [full_name(part) for part in written.split(",")]
        if urls and len(names) != len(urls):
            names = [""] * len(urls)
    if not urls:
        # Before 2023 there are no profiles, and a thread of two has one name, with or without a degree
        whole = full_name(written)
        names, urls = ([whole] if whole and "," not in whole else names), [""] * len(names)
    indexes = (people.find(row.line, name, url) for name, url in zip(names, urls, strict=False))
    return tuple(dict.fromkeys(index for index in indexes if index is not None))


def _exchanges(messages: list[_Message]) -> tuple[list[Exchange], list[_Message]]:
    """Return threads of two by sender, groups as a whole, and the messages of threads that are too large."""
    threads: dict[str, set[int]] = defaultdict(set)
    for message in messages:
        # A message without a thread id is a thread of its own
        threads[message.thread or f"line {message.line}"] |= {message.sender, *message.recipients}
    pairs: dict[tuple[int, tuple[int, ...]], list[_Message]] = defaultdict(list)
    groups: dict[tuple[int, ...], list[_Message]] = defaultdict(list)
    large = []
    for message in messages:
        everybody = threads[message.thread or f"line {message.line}"]
        if len(everybody) > MOST_IN_A_MEETING + 1:
            large.append(message)
        elif len(everybody) > 2:
            groups[tuple(sorted(everybody))].append(message)
        else:
            pairs[message.sender, message.recipients].append(message)
    exchanges = [_exchange("message", people, sender, some) for (sender, people), some in pairs.items()]
    return exchanges + [_exchange("group", people, None, some) for people, some in groups.items()], large


def _exchange(kind: str, people: tuple[int, ...], sender: int | None, messages: list[_Message]) -> Exchange:
    days = tuple(sorted({message.day for message in messages}))
    return Exchange(messages[0].line, "group" if kind == "group" else "message", people, sender, days, len(messages))


def _in_use(cards: list[Card], exchanges: list[Exchange]) -> tuple[list[Card], list[Exchange]]:
    """Remove unused cards: those known by name that turned out to be other cards."""
    senders = {exchange.sender for exchange in exchanges if exchange.sender is not None}
    used = sorted(senders.union(*(exchange.people for exchange in exchanges)))
    place = {index: i for i, index in enumerate(used)}
    kept = []
    for exchange in exchanges:
        sender = None if exchange.sender is None else place[exchange.sender]
        kept.append(replace(exchange, people=tuple(place[who] for who in exchange.people), sender=sender))
    return [cards[index] for index in used], kept
