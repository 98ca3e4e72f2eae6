"""From notes to the knowledge base: every reference finds its note, or becomes a stub, or is told of."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from wayin import model
from wayin.clock import day_of
from wayin.knowledge import base
from wayin.knowledge.references import Known, Lookup, fold, readable, slug
from wayin.model import ME, Mark, Note, Problem
from wayin.values import show
from wayin.words import listed, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable

Who = Literal["person", "company"]
_FOLDER: dict[Who, str] = {"person": "people", "company": "companies"}
_NOUN = {"person": "a person", "company": "a company", "interview": "an interview", "me": "you", "page": "a page"}


def build(notes: Iterable[Note]) -> base.KnowledgeBase:
    """The knowledge base that these notes make, whatever their order."""
    return _Builder(sorted(notes, key=lambda note: (note.path != "me.md", note.path))).build()


class _Builder:
    """Holds what grows while the references of all notes are followed, in the order of their paths."""

    def __init__(self, notes: list[Note]) -> None:
        self.problems: list[Problem] = []
        self.notes = [note for note in notes if note.kind != "me"]
        self.me = self._only_me([note for note in notes if note.kind == "me"])
        known = [Known(note.id, note.kind, base.name_of(note), note.facts.aliases) for note in self.notes]
        if self.me:
            known.append(Known(ME, "me", base.name_of(self.me), (*self.me.facts.aliases, "me")))
        self.lookup = Lookup(known)
        self.by_id = {note.id: note for note in self.notes}
        self.stubs: dict[str, tuple[Who, str]] = {}
        self.mentions: dict[str, list[base.Mention]] = defaultdict(list)
        self.targets: dict[str, dict[str, str]] = {}

    def _only_me(self, candidates: list[Note]) -> Note | None:
        for other in candidates[1:]:
            self._report(
                other, other.mark("type"), "error", "second-me",
                f"This is a second note about you; the first is {candidates[0].path}.",
                "Keep one of them, or give this one another `type`.",
            )  # fmt: skip
        return candidates[0] if candidates else None

    def build(self) -> base.KnowledgeBase:
        people = {note.id: self._person(note) for note in self.notes if isinstance(note.facts, model.Person)}
        companies = {note.id: self._company(note) for note in self.notes if isinstance(note.facts, model.Company)}
        interviews = [self._interview(note) for note in self.notes if isinstance(note.facts, model.Interview)]
        for note in [*([self.me] if self.me else []), *self.notes]:
            self._follow_links(note)
        for stub, (kind, name) in self.stubs.items():
            if kind == "person":
                people[stub] = base.Person(stub, name, None, model.Person())
            else:
                companies[stub] = base.Company(stub, name, None, model.Company())
        self._warn_of_shared_names()
        return base.KnowledgeBase(
            me=self.me,
            people=dict(sorted(people.items())),
            companies=dict(sorted(companies.items())),
            interviews={
                one.id: one
                for one in sorted((self._complete(one, people) for one in interviews), key=lambda one: one.id)
            },
            pages={note.id: note for note in self.notes if note.kind == "page"},
            mentions={node: tuple(found) for node, found in sorted(self.mentions.items())},
            targets=self.targets,
            problems=tuple(self.problems),
        )

    # --- the four kinds -----------------------------------------------------------------------------------------------

    def _person(self, note: Note) -> base.Person:
        facts = note.facts
        assert isinstance(facts, model.Person)  # noqa: S101
        return base.Person(
            note.id,
            base.name_of(note),
            note,
            facts,
            jobs=self._jobs(note, facts),
            knows=self._knows(note, facts),
            introduced_by=self._refer(note, facts.introduced_by, "person", "introduced_by"),
            asks=self._asks(note, facts.introductions),
        )

    def _jobs(self, note: Note, facts: model.Person) -> tuple[base.Job, ...]:
        jobs = [
            base.Job(self._refer(note, job.company, "company", "work", i, "company"), job.role, job.start, job.end)
            for i, job in enumerate(facts.work)
        ]
        company = self._refer(note, facts.company, "company", "company")
        if company or facts.role:
            # `role` and `company` are sugar for one open entry; the same company in `work` is that entry
            same = next((i for i, job in enumerate(jobs) if not job.end and company in (None, job.company)), None)
            if same is None:
                jobs.insert(0, base.Job(company, facts.role))
            else:
                job = jobs.pop(same)
                jobs.insert(0, base.Job(job.company, facts.role or job.role, job.start))
        return tuple(jobs)

    def _knows(self, note: Note, facts: model.Person) -> tuple[base.Acquaintance, ...]:
        found = []
        for i, entry in enumerate(facts.knows):
            other = self._refer(note, entry.person, "person", "knows", i, "person")
            if other == ME:
                self._report(
                    note, note.mark("knows", i), "warning", "knows-me",
                    "This says that they know you, which `knows` does not tell.",
                    "Say how readily they take your call with `closeness: 3` (1 to 5).",
                )  # fmt: skip
            elif other == note.id:
                self._report(
                    note, note.mark("knows", i), "warning", "knows-self",
                    "This person is said to know themself.",
                    "Remove this entry, or name the other person.",
                )  # fmt: skip
            elif other:
                found.append(
                    base.Acquaintance(other, entry.strength, entry.reverse, entry.evidence, entry.last, entry.context)
                )
        return tuple(found)

    def _asks(self, note: Note, asks: tuple[model.Ask, ...]) -> tuple[base.Ask, ...]:
        found = []
        for i, ask in enumerate(asks):
            via = self._refer(note, ask.via, "person", "introductions", i, "via")
            if via and via not in (ME, note.id):
                found.append(base.Ask(via, note.id, ask.asked, ask.agreed, ask.made, ask.declined, ask.outcome))
        return tuple(found)

    def _company(self, note: Note) -> base.Company:
        facts = note.facts
        assert isinstance(facts, model.Company)  # noqa: S101
        parent = self._refer(note, facts.parent, "company", "parent")
        return base.Company(
            note.id,
            base.name_of(note),
            note,
            facts,
            parent=parent if parent != note.id else None,
            asks=self._asks(note, facts.introductions),
        )

    def _interview(self, note: Note) -> base.Interview:
        facts = note.facts
        assert isinstance(facts, model.Interview)  # noqa: S101
        people = self._refer_all(note, facts.people, "with")
        return base.Interview(
            note.id,
            base.name_of(note),
            note,
            facts,
            people=people,
            company=self._refer(note, facts.company, "company", "company"),
            introduced_by=self._refer(note, facts.introduced_by, "person", "introduced_by"),
            introductions=self._refer_all(note, facts.introductions, "introductions"),
        )

    def _refer_all(self, note: Note, references: tuple[model.Reference, ...], key: str) -> tuple[str, ...]:
        found = (self._refer(note, reference, "person", key, i) for i, reference in enumerate(references))
        return tuple(dict.fromkeys(one for one in found if one and one != ME))

    @staticmethod
    def _complete(interview: base.Interview, people: dict[str, base.Person]) -> base.Interview:
        """Its name and its company, where none is written: whom it is with and when, and where the first of them is."""
        note, company, name = interview.note, interview.company, interview.name
        if not interview.people:
            return interview
        if company is None:
            jobs = people[interview.people[0]].jobs
            company = next((job.company for job in jobs if job.company and job.end is None), None)
        if not (note.facts.name or note.heading):
            name = listed(people[person].name for person in interview.people)
            if interview.facts.day:
                name += f", {long_day(day_of(interview.facts.day))}"
        return replace(interview, name=name, company=company)

    # --- references ---------------------------------------------------------------------------------------------------

    def _refer(self, note: Note, reference: model.Reference | None, kind: Who, *place: str | int) -> str | None:
        """The id a field's reference means; a stub where nothing answers; None where it cannot be told."""
        if reference is None:
            return None
        mark = note.mark(*place)
        answer = self.lookup.find(reference.word, kind)
        if answer.ambiguous:
            self._report_ambiguous(note, mark, reference.word, answer.ambiguous)
            return None
        if answer.id is not None and (answer.kind == kind or (answer.kind == "me" and kind == "person")):
            found = answer.id
        elif answer.id is not None:
            self._report(
                note, mark, "error", "wrong-kind",
                f"{show(reference.word)} is {_NOUN[answer.kind or 'page']} ({answer.id}); {_NOUN[kind]} is expected.",
                f"Name {_NOUN[kind]} here.",
            )  # fmt: skip
            return None
        else:
            stub = self._stub(note, mark, reference.word, kind)
            if stub is None:
                return None
            found = stub
        self.mentions[found].append(base.Mention(note.id, mark, field=str(place[0])))
        return found

    def _stub(self, note: Note, mark: Mark, word: str, kind: Who) -> str | None:
        """The stub for a word that no note answers to; told of where it is first met."""
        folder, _, name = word.removesuffix(".md").rpartition("/")
        folder = folder if folder in _FOLDER.values() else _FOLDER[kind]
        stem = slug(name)
        if not stem:
            self._report(
                note, mark, "error", "no-name",
                f"{show(word)} names nobody: a name needs a letter or a digit.",
                "Write the name, for instance Ada Park.",
            )  # fmt: skip
            return None
        stub = f"{folder}/{stem}"
        if stub in self.by_id:
            self._report(
                note, mark, "error", "wrong-kind",
                f"{show(word)} is {_NOUN[self.by_id[stub].kind]} ({stub}), and {_NOUN[kind]} is expected.",
                f"Name {_NOUN[kind]} here.",
            )  # fmt: skip
            return None
        if stub not in self.stubs:
            self.stubs[stub] = (kind, name if not _is_slug(name) else readable(name))
            self._announce(note, mark, word, stub)
        return stub

    def _announce(self, note: Note, mark: Mark, word: str, stub: str) -> None:
        if near := self.lookup.near(word):
            self._report(
                note, mark, "warning", "near-miss",
                f"No note is called {show(word)}, but one is called {show(near)}.",
                f"Did you mean {near}? If not, write a note {stub}.md, and this is silent.",
            )  # fmt: skip
        else:
            self._report(
                note, mark, "info", "stub",
                f"{show(word)} has no note yet, and gets a page that says who mentions them.",
                f"Nothing needs to be done; to say more, write {stub}.md.",
            )  # fmt: skip

    def _follow_links(self, note: Note) -> None:
        """What the links of a body mean; each is a mention with its sentence."""
        targets: dict[str, str] = {}
        for link in note.links:
            found = self._relative(note, link.word) if link.relative else self._linked(note, link)
            if found:
                targets[link.word] = found
                if found != note.id:
                    self.mentions[found].append(base.Mention(note.id, link.mark, link.sentence))
        if targets:
            self.targets[note.path] = targets

    def _linked(self, note: Note, link: model.Link) -> str | None:
        answer = self.lookup.find(link.word)
        if answer.ambiguous:
            self._report_ambiguous(note, link.mark, link.word, answer.ambiguous)
            return None
        if answer.id is not None:
            return answer.id
        return self._stubbed(link.word) or self._stub(note, link.mark, link.word, _kind_by_folder(link.word))

    def _stubbed(self, word: str) -> str | None:
        """The stub that a field has already made of this word, person or company."""
        found = [f"{folder}/{slug(word)}" for folder in _FOLDER.values()]
        return next((stub for stub in found if stub in self.stubs), None)

    def _relative(self, note: Note, target: str) -> str | None:
        """The note that a relative Markdown link leads to; None for anything else, which MkDocs checks."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(note.path), unquote(target)))
        stem = path.removesuffix(".md")
        if self.me and path == self.me.path:
            return ME
        return stem if stem in self.by_id or stem in self.stubs else None

    # --- problems -----------------------------------------------------------------------------------------------------

    def _report(self, note: Note, mark: Mark, severity: model.Severity, code: str, message: str, fix: str) -> None:
        self.problems.append(Problem(note.path, mark.line, mark.column, severity, code, message, fix))

    def _report_ambiguous(self, note: Note, mark: Mark, word: str, ids: tuple[str, ...]) -> None:
        listed = " and ".join([", ".join(ids[:-1]), ids[-1]])
        self._report(
            note, mark, "error", "ambiguous",
            f"{show(word)} can mean {listed}.",
            f'Write which one, for instance "[[{ids[0]}|{word}]]".',
        )  # fmt: skip

    def _warn_of_shared_names(self) -> None:
        """Two notes of one kind and name cannot both be meant by it."""
        by_name: dict[tuple[str, str], list[Note]] = defaultdict(list)
        for note in self.notes:
            if note.kind in _FOLDER:
                by_name[note.kind, fold(base.name_of(note))].append(note)
        for same in by_name.values():
            for other in same[1:]:
                self._report(
                    other, other.mark("name"), "warning", "same-name",
                    f"{same[0].path} has the same name, {show(base.name_of(other))}.",
                    "If they are one, keep one note; if two, tell their names apart or give each an alias of its own.",
                )  # fmt: skip


def _is_slug(name: str) -> bool:
    return name == slug(name)


def _kind_by_folder(word: str) -> Who:
    return "company" if word.startswith("companies/") else "person"
