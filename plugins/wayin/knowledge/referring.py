"""The meaning of references in notes: a note, a stub, or unresolved."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from wayin import model
from wayin.day_forms import match_day
from wayin.diagnostics import Reporter
from wayin.knowledge import base
from wayin.knowledge.lookup import names_of_notes
from wayin.knowledge.names import fold, readable, slug
from wayin.knowledge.page_names import page_name
from wayin.knowledge.references import Lookup, NoteNames, joined
from wayin.model import ME, Kind, Note
from wayin.validators import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.note_parts import Link, SourcePosition

Who = Literal["person", "company"]
_FOLDER: dict[Who, str] = {"person": "people", "company": "companies"}
_NOUN = {"person": "a person", "company": "a company", "interview": "an interview", "me": "you", "page": "a page"}

LONGEST_NAME = 150
"""The most characters in a name; anything longer is a sentence."""
MOST_STUBS = 1000
"""The most stubs a single note may create."""


def stub_id(word: str, kind: Who) -> str | None:
    """Return the id of the stub for an unmatched word; None if it has no letter or digit."""
    folder, name = _split(word, kind)
    return f"{folder}/{page_name(slug(name))}" if slug(name) else None


def _split(word: str, kind: Who) -> tuple[str, str]:
    """Return the folder and the name of an unmatched word.

    A slash only makes a path after one of the known folders; `24/7 Media` is a name.
    """
    folder, _, name = word.removesuffix(".md").partition("/")
    return (folder, name) if folder in _FOLDER.values() and name else (_FOLDER[kind], word.removesuffix(".md"))


class Referrer:
    """Resolves references and collects the results: stubs, mentions, link targets, problems."""

    def __init__(self, notes: Iterable[Note], me: Note | None) -> None:
        """Take all other notes in the order of their paths, and the user's own."""
        self.reporter = Reporter()
        self.report = self.reporter.report
        self.notes, self.me = list(notes), me
        self.lookup = Lookup(names_of_notes(self.notes, me))
        self.by_id = {note.id: note for note in self.notes}
        self.stubs: dict[str, tuple[Who, str]] = {}
        self.made: Counter[str] = Counter()
        self.mentions: dict[str, list[base.Mention]] = defaultdict(list)
        self.unanswered: dict[str, list[tuple[Note, Link]]] = defaultdict(list)
        self.targets: dict[str, dict[str, str]] = {}
        self.mentioned = Lookup(self._mentioned())

    def _mentioned(self) -> Iterator[NoteNames]:
        """Yield people without a note whose full name appears in fields: a part of it may be used, too."""
        words = {ref.word: note for note in self.notes for ref in _people_in(note.facts)}
        for word, note in words.items():
            if " " in word and "/" not in word and not joined(word) and slug(word):
                answer = self.lookup.find(word, "person", note.path)
                if answer.id is None and not answer.ambiguous and not self.lookup.named_in_part(word):
                    yield NoteNames(f"people/{page_name(slug(word))}", "person", word, ())

    def each(self, note: Note, references: Iterable[Reference], key: str) -> Iterator[tuple[int, Reference]]:
        """Yield the references of a list with their indexes; a text that joins several names is split."""
        for i, reference in enumerate(references):
            is_name = reference.is_link or len(reference.word) > LONGEST_NAME
            parts = [] if is_name else joined(reference.word)
            likely = [] if parts or is_name else joined(reference.word, maybe=True)
            if likely and all(self._is_answered(note, part) for part in likely):
                parts = likely
            if not parts or self._is_answered(note, reference.word):
                yield i, reference
            elif len(parts) == 2 and "," in reference.word and self._is_answered(note, " ".join(parts[::-1])):
                yield i, Reference(" ".join(parts[::-1]))
            elif all(self._is_answered(note, part) or self._is_part(part) for part in parts):
                yield from ((i, Reference(part)) for part in parts)
            else:
                self.report(
                    note, note.position(key, i), "several-names/joined", word=reference.word, key=key,
                    names=", ".join(parts),
                )  # fmt: skip

    def employers(self, note: Note, reference: Reference) -> list[Reference]:
        """Return the companies in a text: itself, or several joined by commas if all of them have notes."""
        parts = [] if reference.is_link or "," not in reference.word else joined(reference.word)
        if not parts:
            return [reference]
        answers = [self.lookup.find(part, "company", note.path) for part in (reference.word, *parts)]
        is_several = answers[0].id is None and all(answer.kind == "company" for answer in answers[1:])
        return [Reference(part) for part in parts] if is_several else [reference]

    def _is_answered(self, note: Note, word: str) -> bool:
        answer = self.lookup.find(word, "person", note.path)
        return answer.kind in ("person", "me") or bool(answer.ambiguous)

    def _is_part(self, word: str) -> bool:
        """Return whether a word is part of exactly one name."""
        return len([*self.lookup.named_in_part(word), *self.mentioned.named_in_part(word)]) == 1

    # --- references ---------------------------------------------------------------------------------------------------

    def refer(self, note: Note, reference: Reference | None, kind: Who, *place: str | int) -> str | None:
        """Return the id a field's reference means: a note's, or a stub's if nothing matches; None if unclear."""
        if reference is None:
            return None
        position = note.position(*place)
        answer = self.lookup.find(reference.word, kind, note.path)
        if answer.ambiguous:
            self._ambiguous(note, position, reference.word, answer.ambiguous)
            return None
        if answer.id is None and kind == "person":
            named = [*self.lookup.named_in_part(reference.word), *self.mentioned.named_in_part(reference.word)]
            if len(named) > 1:
                self.report(
                    note, position, "part-of-names", word=reference.word,
                    names=[candidate.name for candidate in named[:5]], first=named[0].name,
                )  # fmt: skip
                return None
            if named:
                self.report(note, position, "part-of-name", word=reference.word, name=named[0].name)
                return self.refer(note, Reference(named[0].name), kind, *place)
        if answer.id is not None and (answer.kind == kind or (answer.kind == "me" and kind == "person")):
            node = answer.id
        elif answer.id is not None:
            self._wrong_kind(note, position, reference.word, answer.id, answer.kind or "page", kind)
            return None
        else:
            stub = self._stub(note, position, reference.word, kind)
            if stub is None:
                return None
            node = stub
        self.mentions[node].append(base.Mention(note.id, position, field=str(place[0])))
        return node

    def _stub(self, note: Note, position: SourcePosition, word: str, kind: Who) -> str | None:
        """Return the stub for a word in a field that matches no note, reported at its first mention."""
        _, name = _split(word, kind)
        stub = stub_id(word, kind)
        if stub is None:
            self.report(note, position, "no-name/letters", value=word)
            return None
        if len(name) > LONGEST_NAME:
            self.report(note, position, "long-name", word=word, count=len(name))
            return None
        if stub in self.by_id:
            self._wrong_kind(note, position, word, stub, self.by_id[stub].kind, kind)
            return None
        if stub not in self.stubs:
            if not self._may_mention(note, position):
                return None
            self.stubs[stub] = (kind, readable(name) if name == slug(name) else name)
            self._announce(note, position, word, stub, kind)
        return stub

    def _may_mention(self, note: Note, position: SourcePosition) -> bool:
        """Return whether this note may create another stub; pages for thousands of names are hardly intended."""
        self.made[note.path] += 1
        if self.made[note.path] == MOST_STUBS + 1:
            self.report(note, position, "too-many-names", most=MOST_STUBS)
        return self.made[note.path] <= MOST_STUBS

    def _announce(self, note: Note, position: SourcePosition, word: str, stub: str, kind: Who) -> None:
        if names := self.lookup.within(word, kind):
            self.report(note, position, "several-names/one", word=word, names=", ".join(names))
        elif near := self.lookup.near(word, kind):
            self.report(note, position, "near-miss", word=word, near=near, stub=stub)
        else:
            self.report(note, position, "stub", word=word, stub=stub)

    def follow_links(self, note: Note) -> None:
        """Resolve the links of a body and record each as a mention with its sentence."""
        targets: dict[str, str] = {}
        for link in note.links:
            target = self._relative(note, link.word) if link.relative else self._linked(note, link)
            if target:
                targets[link.word] = target
                if target != note.id:
                    self.mentions[target].append(base.Mention(note.id, link.position, link.sentence))
        if targets:
            self.targets[note.path] = targets

    def _linked(self, note: Note, link: Link) -> str | None:
        answer = self.lookup.find(link.word, None, note.path)
        if answer.ambiguous:
            self._ambiguous(note, link.position, link.word, answer.ambiguous)
            return None
        if answer.id is not None:
            return answer.id
        if (stub := self.stubbed(link.word)) is None:
            self.unanswered[fold(link.word)].append((note, link))
        return stub

    def report_unanswered(self) -> None:
        """Report each linked word in bodies that matches nothing once; days are daily notes of other programs."""
        for occurrences in self.unanswered.values():
            note, link = occurrences[0]
            day = match_day(link.word)
            if day and day.end == len(link.word):
                continue
            if near := self.lookup.near(link.word):
                self.report(note, link.position, "near-miss/link", word=link.word, near=near)
                continue
            count = len(occurrences)
            times = "once" if count == 1 else "twice" if count == 2 else f"{count} times"
            self.report(note, link.position, "unanswered-link", word=link.word[:100], times=times)

    def stubbed(self, word: str) -> str | None:
        """Return the stub that a field has already created for this word, as a person or a company."""
        candidates = dict.fromkeys(stub_id(word, kind) for kind in _FOLDER)
        return next((stub for stub in candidates if stub in self.stubs), None)

    def _relative(self, note: Note, target: str) -> str | None:
        """Return the note a relative Markdown link leads to; None for all other links, which MkDocs checks."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(note.path), unquote(target)))
        stem = path.removesuffix(".md").removesuffix(".markdown")
        if self.me and path == self.me.path:
            return ME
        return stem if stem in self.by_id or stem in self.stubs else None

    # --- problems -----------------------------------------------------------------------------------------------------

    def _wrong_kind(self, note: Note, position: SourcePosition, word: str, id_: str, actual: Kind, kind: Kind) -> None:
        self.report(note, position, "wrong-kind", word=word, id=id_, found=_NOUN[actual], expected=_NOUN[kind])

    def _ambiguous(self, note: Note, position: SourcePosition, word: str, ids: tuple[str, ...]) -> None:
        self.report(note, position, "ambiguous", word=word, ids=ids, first=ids[0])


def _people_in(facts: model.Shared) -> Iterator[Reference]:
    """Yield the references to people in a note's fields."""
    if isinstance(facts, model.Person):
        yield from (entry.person for entry in facts.knows)
    if isinstance(facts, model.Interview):
        yield from (*facts.people, *facts.introductions)
    if isinstance(facts, model.Person | model.Company):
        yield from (ask.via for ask in facts.introductions)
    if isinstance(facts, model.Person | model.Interview) and facts.introduced_by:
        yield facts.introduced_by
