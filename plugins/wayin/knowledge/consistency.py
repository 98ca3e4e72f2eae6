"""What notes say that cannot all be so: two of one name, one name for a person and a company, parents in a circle."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wayin.knowledge import base
from wayin.knowledge.references import fold
from wayin.validators import quote_value
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wayin import model
    from wayin.model import Note, SourcePosition

    Report = Callable[[Note, SourcePosition, model.Severity, str, str, str], None]


def shared_names(notes: Iterable[Note], report: Report) -> None:
    """Two notes of one kind that go by the same word cannot both be meant by it."""
    by_word: dict[tuple[str, str], list[tuple[Note, str, SourcePosition]]] = defaultdict(list)
    for note in notes:
        if note.kind in ("person", "company"):
            by_word[note.kind, fold(base.name_of(note))].append((note, base.name_of(note), note.position("name")))
            for i, alias in enumerate(note.facts.aliases):
                by_word[note.kind, fold(alias)].append((note, alias, note.position("aliases", i)))
    told: set[tuple[str, str]] = set()
    for same in by_word.values():
        first = same[0][0]
        for other, word, position in same[1:]:
            if other is not first and (first.id, other.id) not in told:
                told.add((first.id, other.id))
                report(
                    other, position, "warning", "same-name",
                    f"{first.path} goes by the same name, {quote_value(word)}.",
                    "If they are one, keep one note; if two, give each a name and aliases of its own.",
                )  # fmt: skip


def knows_twice(note: Note, first: int, second: int, report: Report) -> None:
    """Somebody who stands twice in one `knows`; both entries count, as two things that speak for one tie."""
    one, other = note.facts.knows[first], note.facts.knows[second]  # type: ignore[union-attr]
    differ = (one.strength, one.reverse) != (other.strength, other.reverse)
    report(
        note, note.position("knows", second), "warning", "knows-twice",
        f"{quote_value(other.person.word)} stands here a second time, after line {note.position('knows', first).line}"
        + (", and differently; what says more for the tie counts." if differ else "."),
        "Keep one of the two entries.",
    )  # fmt: skip


def two_kinds(
    stubs: Mapping[str, tuple[str, str]], mentions: Mapping[str, list[base.Mention]],
    by_id: Mapping[str, Note], report: Report,
) -> None:  # fmt: skip
    """A name without a note that stands for a person here and for a company there is probably one of them."""
    for stub, (kind, name) in stubs.items():
        other = "companies/" + stub.removeprefix("people/")
        if kind == "person" and other in stubs:
            there = mentions[other][0]
            note = by_id.get(there.source)
            if note:
                report(
                    note, there.position, "warning", "two-kinds",
                    f"{quote_value(name)} is a company here, and a person in {mentions[stub][0].source}.",
                    f"Write a note for the one it is, {stub}.md or {other}.md, and name the other differently.",
                )  # fmt: skip


def cut_circles(companies: dict[str, base.Company], report: Report) -> None:
    """Take the parent from the last company of each circle, so that nothing loops."""
    for circle in circles({company.id: company.parent for company in companies.values() if company.parent}):
        last = companies[circle[-1]]
        companies[last.id] = replace(last, parent=None)
        if last.note:
            names = listed(quote_value(companies[company].name) for company in circle)
            report(
                last.note, last.note.position("parent"), "warning", "parent-circle",
                f"By their `parent` lines {names} belong to each other in a circle; this line does not count.",
                "Remove the `parent` line of the one that belongs to no other.",
            )  # fmt: skip


def circles(parents: Mapping[str, str]) -> list[list[str]]:
    """The circles that parents form, each from its first company on."""
    found = []
    seen: set[str] = set()
    for start in sorted(parents):
        way: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way.append(at)
            at = parents.get(at)
        if at in way:
            found.append(way[way.index(at) :])
    return found
