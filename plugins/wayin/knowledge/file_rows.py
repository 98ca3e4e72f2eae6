"""The outcome of every row in exported files: a new person, more about a known one, or skipped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wayin.contacts.records import Contents, Skipped, Unreadable
from wayin.knowledge.file_contacts import FileReport
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wayin.contacts.people import Grouped, Source
    from wayin.contacts.records import Part

NAMELESS = "no name, and nobody known has this address"
ONLY_ME = "it names nobody but you"


def reports(grouped: Grouped, person: Callable[[int, int], str]) -> Iterator[FileReport]:
    """Yield the outcome of the rows in each file and in each member of an archive.

    Args:
        grouped: everybody in the files.
        person: returns the id of a card's person from the numbers of its part and card; empty without a name.
    """
    for number, (source, part) in enumerate(grouped.parts):
        if isinstance(part.contents, Unreadable):
            yield FileReport(source.file, _archive(source, part), None, source.exported, problem=part.contents)
        else:
            yield _Rows(grouped, person, number, source, part).report()


def _archive(source: Source, part: Part) -> str:
    return source.file.removesuffix(f"/{part.name}") if part.name else source.file


class _Rows:
    """Counts the rows of one file."""

    def __init__(
        self, grouped: Grouped, person: Callable[[int, int], str], number: int, source: Source, part: Part
    ) -> None:
        contents = part.contents
        assert isinstance(contents, Contents)  # noqa: S101
        self.number, self.source, self.contents = number, source, contents
        self.archive = _archive(source, part)
        self.who = [
            ME if grouped.group_of[number, index] is None else person(number, index)
            for index in range(len(contents.cards))
        ]
        self.unclear = number in grouped.unclear
        self.seen: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.skipped = list(contents.skipped)

    def report(self) -> FileReport:
        for card, who in zip(self.contents.cards, self.who, strict=True):
            self._count({who} - {""}, card.rows, card.line, NAMELESS)
        for exchange in self.contents.exchanges:
            senders = [] if exchange.sender is None else [exchange.sender]
            people = {self.who[index] for index in (*exchange.people, *senders)}
            others = people - {"", ME}
            self._count(others, exchange.rows, exchange.line, ONLY_ME if people == {ME} else NAMELESS)
        mine = len(self.contents.jobs) + len(self.contents.schools)
        return FileReport(
            self.source.file,
            self.archive,
            self.contents.kind,
            self.source.exported,
            self.contents.rows,
            len(set(self.who) - {"", ME}),
            self.counts["added"],
            self.counts["merged"] + mine,
            tuple(sorted(self.skipped, key=lambda row: row.line)),
            cut=self.contents.cut,
            unclear=self.unclear,
        )

    def _count(self, who: set[str], rows: int, line: int, why: str) -> None:
        if not who:
            self.skipped += [Skipped(line, why)] * rows
            return
        if rows:
            added = not who <= self.seen
            self.counts["added"] += added
            self.counts["merged"] += rows - added
            self.seen |= who
