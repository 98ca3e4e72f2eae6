"""Contradictions between notes: shared names, one name for a person and a company, circular parents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wayin.knowledge import base
from wayin.knowledge.names import fold
from wayin.wording import listed, quote_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from wayin.model import Note
    from wayin.note_parts import SourcePosition

    Report = Callable[..., None]
    """`Reporter.report`."""


def shared_names(notes: Iterable[Note], report: Report) -> None:
    """Report notes of one kind that share a name, since the name can only mean one of them."""
    by_word: dict[tuple[str, str], list[tuple[Note, str, SourcePosition]]] = defaultdict(list)
    for note in notes:
        if note.kind in ("person", "company"):
            by_word[note.kind, fold(base.name_of(note))].append((note, base.name_of(note), note.position("name")))
            for i, alias in enumerate(note.facts.aliases):
                by_word[note.kind, fold(alias)].append((note, alias, note.position("aliases", i)))
    reported: set[tuple[str, str]] = set()
    for same in by_word.values():
        first = same[0][0]
        for other, word, position in same[1:]:
            if other is not first and (first.id, other.id) not in reported:
                reported.add((first.id, other.id))
                report(other, position, "same-name", path=first.path, word=word)


def knows_twice(note: Note, first: int, second: int, report: Report) -> None:
    """Report somebody listed twice under `knows`; both entries count, as two pieces of evidence for one tie."""
    entry, other = note.facts.knows[first], note.facts.knows[second]  # type: ignore[union-attr]
    alike = (entry.strength, entry.reverse) == (other.strength, other.reverse)
    report(
        note, note.position("knows", second), "knows-twice" if alike else "knows-twice/unlike",
        word=other.person.word, line=note.position("knows", first).line,
    )  # fmt: skip


def two_kinds(
    stubs: Mapping[str, tuple[str, str]], mentions: Mapping[str, list[base.Mention]],
    by_id: Mapping[str, Note], report: Report,
) -> None:  # fmt: skip
    """Report names without a note that are used for a person in one place and a company in another."""
    for stub, (kind, name) in stubs.items():
        other = "companies/" + stub.removeprefix("people/")
        if kind == "person" and other in stubs:
            there = mentions[other][0]
            note = by_id.get(there.source)
            if note:
                source = mentions[stub][0].source
                report(note, there.position, "two-kinds", word=name, source=source, stub=stub, other=other)


def cut_circles(companies: dict[str, base.Company], report: Report) -> None:
    """Remove the parent of the last company in each circle, so that nothing loops."""
    for circle in circles({company.id: company.parent for company in companies.values() if company.parent}):
        last = companies[circle[-1]]
        companies[last.id] = replace(last, parent=None)
        if last.note:
            names = listed(quote_value(companies[company].name) for company in circle)
            report(last.note, last.note.position("parent"), "parent-circle", names=names)


def circles(parents: Mapping[str, str]) -> list[list[str]]:
    """Return the circles among parents, each starting with its first company."""
    cycles = []
    seen: set[str] = set()
    for start in sorted(parents):
        way: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            way.append(at)
            at = parents.get(at)
        if at in way:
            cycles.append(way[way.index(at) :])
    return cycles


def not_counted(notes: Iterable[Note], report: Report) -> None:
    """Report, once for all, ordinary pages with the fields of a person, a company or an interview."""
    pages = [note for note in notes if note.looks_like]
    if pages:
        first = pages[0]
        several = f"{len(pages)} notes have" if len(pages) > 1 else "This note has"
        where = listed(dict.fromkeys(note.path.rpartition("/")[0] or "the top folder" for note in pages[:20]))
        kinds = {"person": "people", "company": "companies", "interview": "interviews"}
        of = listed(dict.fromkeys(kinds[str(note.looks_like)] for note in pages))
        report(first, first.position(), "not-counted", several=several, of=of, where=where)
