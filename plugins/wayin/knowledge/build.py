"""From notes to the knowledge base: every reference finds its note, or becomes a stub, or is told of."""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from wayin import model
from wayin.clock import day_of
from wayin.diagnostics import Reporter
from wayin.knowledge import base
from wayin.knowledge.consistency import cut_circles, knows_twice, shared_names, two_kinds
from wayin.knowledge.lookup import known_notes
from wayin.knowledge.page_names import page_name
from wayin.knowledge.references import Lookup, readable, slug
from wayin.model import ME, Kind, Note, SourcePosition
from wayin.wording import listed, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable

Who = Literal["person", "company"]
_FOLDER: dict[Who, str] = {"person": "people", "company": "companies"}
_NOUN = {"person": "a person", "company": "a company", "interview": "an interview", "me": "you", "page": "a page"}

LONGEST_NAME = 150
"""The most characters that a name has; what is longer is a sentence."""
MOST_STUBS = 1000
"""How many names without a note one note may bring in."""


def build(notes: Iterable[Note]) -> base.KnowledgeBase:
    """The knowledge base that these notes make, whatever their order."""
    return _Builder(sorted(notes, key=lambda note: (note.path != "me.md", note.path))).build()


def stub_id(word: str, kind: Who) -> str | None:
    """Return the id of the stub that a word stands for where no note answers; None if it has no letter or digit."""
    folder, _, name = word.removesuffix(".md").rpartition("/")
    folder = folder if folder in _FOLDER.values() else _FOLDER[kind]
    return f"{folder}/{page_name(slug(name))}" if slug(name) else None


class _Builder:
    """Holds what grows while the references of all notes are followed, in the order of their paths."""

    def __init__(self, notes: list[Note]) -> None:
        self.reporter = Reporter()
        self.report = self.reporter.report
        self.notes = [note for note in notes if note.kind != "me"]
        self.me = self._only_me([note for note in notes if note.kind == "me"])
        self.lookup = Lookup(known_notes(self.notes, self.me))
        self.by_id = {note.id: note for note in self.notes}
        self.stubs: dict[str, tuple[Who, str]] = {}
        self.made: Counter[str] = Counter()
        self.mentions: dict[str, list[base.Mention]] = defaultdict(list)
        self.targets: dict[str, dict[str, str]] = {}

    def _only_me(self, candidates: list[Note]) -> Note | None:
        """My own note; any further one counts as an ordinary page."""
        for other in candidates[1:]:
            facts = other.facts
            page = model.Page(name=facts.name, aliases=facts.aliases, tags=facts.tags, private=facts.private)
            self.notes.append(replace(other, kind="page", facts=page))
            self.report(other, other.position("type"), "second-me", first=candidates[0].path)
        return candidates[0] if candidates else None

    def build(self) -> base.KnowledgeBase:
        people = {note.id: self._person(note) for note in self.notes if isinstance(note.facts, model.Person)}
        companies = {note.id: self._company(note) for note in self.notes if isinstance(note.facts, model.Company)}
        interviews = [self._interview(note) for note in self.notes if isinstance(note.facts, model.Interview)]
        mine = self.me.facts if self.me and isinstance(self.me.facts, model.Me) else None
        my_jobs = self._jobs(self.me, mine) if self.me and mine else ()
        for note in [*([self.me] if self.me else []), *self.notes]:
            self._follow_links(note)
        for note in self.notes:
            if isinstance(note.facts, model.Person) and note.facts.not_for:
                people[note.id] = replace(people[note.id], not_for=self._not_for(note, note.facts.not_for))
        for stub, (kind, name) in self.stubs.items():
            if kind == "person":
                people[stub] = base.Person(stub, name, None, model.Person())
            else:
                companies[stub] = base.Company(stub, name, None, model.Company())
        shared_names(self.notes, self.report)
        two_kinds(self.stubs, self.mentions, self.by_id, self.report)
        cut_circles(companies, self.report)
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
            problems=tuple(self.reporter.problems),
            my_jobs=my_jobs,
            my_schools=base.schools_of(mine) if mine else (),
        )

    # --- the four kinds -----------------------------------------------------------------------------------------------

    def _person(self, note: Note) -> base.Person:
        facts = note.facts
        assert isinstance(facts, model.Person)  # noqa: S101
        return base.Person(
            note.id, base.name_of(note), note, facts,
            jobs=self._jobs(note, facts),
            knows=self._knows(note, facts),
            introduced_by=self._introduced_by(note, facts.introduced_by),
            asks=self._asks(note, facts.introductions),
            schools=base.schools_of(facts),
        )  # fmt: skip

    def _not_for(self, note: Note, references: tuple[model.Reference, ...]) -> tuple[str, ...]:
        """Return the people and companies that `not_for` names; a name that nothing else uses is a person's."""
        found = (self._refer(note, ref, self._kind(ref.word), "not_for", i) for i, ref in enumerate(references))
        return tuple(node for node in found if node)

    def _kind(self, word: str) -> Who:
        known = self.lookup.find(word).kind == "company" or (self._stubbed(word) or word).startswith("companies/")
        return "company" if known else "person"

    def _introduced_by(self, note: Note, reference: model.Reference | None) -> str | None:
        found = self._refer(note, reference, "person", "introduced_by")
        if found is None or found not in (ME, note.id):
            return found
        self.report(note, note.position("introduced_by"), "introduced-self")
        return None

    def _jobs(self, note: Note, facts: model.Person | model.Me) -> tuple[base.Job, ...]:
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
        found: list[base.Acquaintance] = []
        first: dict[str, int] = {}
        for i, entry in enumerate(facts.knows):
            other = self._refer(note, entry.person, "person", "knows", i, "person")
            if other and first.setdefault(other, i) != i:
                knows_twice(note, first[other], i, self.report)
            if other == ME:
                self.report(note, note.position("knows", i), "knows-me")
            elif other == note.id:
                self.report(note, note.position("knows", i), "knows-self")
            elif other:
                found.append(
                    base.Acquaintance(other, entry.strength, entry.reverse, entry.evidence, entry.last, entry.context)
                )
        return tuple(found)

    def _asks(self, note: Note, asks: tuple[model.Ask, ...]) -> tuple[base.Ask, ...]:
        found = []
        for i, ask in enumerate(asks):
            via = self._refer(note, ask.via, "person", "introductions", i, "via")
            if via in (ME, note.id):
                self.report(note, note.position("introductions", i), "via-self", word=ask.via.word)
            elif via:
                days = ask.asked, ask.agreed, ask.made, ask.declined
                found.append(base.Ask(via, note.id, *days, ask.outcome, ask.closed, i, ask.followed_up))
        return tuple(found)

    def _company(self, note: Note) -> base.Company:
        facts = note.facts
        assert isinstance(facts, model.Company)  # noqa: S101
        parent = self._refer(note, facts.parent, "company", "parent")
        if parent == note.id:
            self.report(note, note.position("parent"), "parent-self")
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
        found = [self._refer(note, reference, "person", key, i) for i, reference in enumerate(references)]
        if ME in found:
            self.report(note, note.position(key, found.index(ME)), "with-me", key=key)
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
        position = note.position(*place)
        answer = self.lookup.find(reference.word, kind)
        if answer.ambiguous:
            self._ambiguous(note, position, reference.word, answer.ambiguous)
            return None
        if answer.id is not None and (answer.kind == kind or (answer.kind == "me" and kind == "person")):
            found = answer.id
        elif answer.id is not None:
            self._wrong_kind(note, position, reference.word, answer.id, answer.kind or "page", kind)
            return None
        else:
            stub = self._stub(note, position, reference.word, kind)
            if stub is None:
                return None
            found = stub
        self.mentions[found].append(base.Mention(note.id, position, field=str(place[0])))
        return found

    def _stub(self, note: Note, position: SourcePosition, word: str, expected: Who | None) -> str | None:
        """The stub for a word that no note answers to; told of where it is first met. A link may mean either kind."""
        kind: Who = expected or ("company" if word.startswith("companies/") else "person")
        name = word.removesuffix(".md").rpartition("/")[2]
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
            self._announce(note, position, word, stub, expected)
        return stub

    def _may_mention(self, note: Note, position: SourcePosition) -> bool:
        """Whether one more stub may come of this note: a page for each of thousands is hardly meant."""
        self.made[note.path] += 1
        if self.made[note.path] == MOST_STUBS + 1:
            self.report(note, position, "too-many-names", most=MOST_STUBS)
        return self.made[note.path] <= MOST_STUBS

    def _announce(self, note: Note, position: SourcePosition, word: str, stub: str, kind: Who | None) -> None:
        if kind and (names := self.lookup.within(word, kind)):
            self.report(note, position, "several-names/one", word=word, names=", ".join(names))
        elif near := self.lookup.near(word, kind):
            self.report(note, position, "near-miss", word=word, near=near, stub=stub)
        else:
            self.report(note, position, "stub", word=word, stub=stub)

    def _follow_links(self, note: Note) -> None:
        """What the links of a body mean; each is a mention with its sentence."""
        targets: dict[str, str] = {}
        for link in note.links:
            found = self._relative(note, link.word) if link.relative else self._linked(note, link)
            if found:
                targets[link.word] = found
                if found != note.id:
                    self.mentions[found].append(base.Mention(note.id, link.position, link.sentence))
        if targets:
            self.targets[note.path] = targets

    def _linked(self, note: Note, link: model.Link) -> str | None:
        answer = self.lookup.find(link.word)
        if answer.ambiguous:
            self._ambiguous(note, link.position, link.word, answer.ambiguous)
            return None
        if answer.id is not None:
            return answer.id
        return self._stubbed(link.word) or self._stub(note, link.position, link.word, None)

    def _stubbed(self, word: str) -> str | None:
        """The stub that a field has already made of this word, person or company."""
        found = [f"{folder}/{page_name(slug(word))}" for folder in _FOLDER.values()]
        return next((stub for stub in found if stub in self.stubs), None)

    def _relative(self, note: Note, target: str) -> str | None:
        """The note that a relative Markdown link leads to; None for anything else, which MkDocs checks."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(note.path), unquote(target)))
        stem = path.removesuffix(".md").removesuffix(".markdown")
        if self.me and path == self.me.path:
            return ME
        return stem if stem in self.by_id or stem in self.stubs else None

    # --- problems -----------------------------------------------------------------------------------------------------

    def _wrong_kind(self, note: Note, position: SourcePosition, word: str, id_: str, found: Kind, kind: Kind) -> None:
        self.report(note, position, "wrong-kind", word=word, id=id_, found=_NOUN[found], expected=_NOUN[kind])

    def _ambiguous(self, note: Note, position: SourcePosition, word: str, ids: tuple[str, ...]) -> None:
        self.report(note, position, "ambiguous", word=word, ids=ids, first=ids[0])
