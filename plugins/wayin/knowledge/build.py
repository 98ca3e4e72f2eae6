"""Builds the knowledge base from notes: every reference is resolved, becomes a stub or is reported."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wayin import model
from wayin.clock import day_of
from wayin.contacts.names import is_nowhere
from wayin.knowledge import base
from wayin.knowledge.consistency import cut_circles, knows_twice, not_counted, shared_names, two_kinds
from wayin.knowledge.referring import Referrer, Who
from wayin.model import ME, Note
from wayin.wording import listed, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin.validators import Reference


def build(notes: Iterable[Note]) -> base.KnowledgeBase:
    """Return the knowledge base of these notes; their order doesn't matter."""
    return _Builder(sorted(notes, key=lambda note: (note.path != "me.md", note.path))).build()


class _Builder:
    """Collects the results while it resolves references note by note, in the order of their paths."""

    def __init__(self, notes: list[Note]) -> None:
        self.notes = [note for note in notes if note.kind != "me"]
        mine = [note for note in notes if note.kind == "me"]
        self.me = mine[0] if mine else None
        # Only one note can be about the user; any other is read as an ordinary page
        self.notes += [replace(note, kind="page", facts=_as_page(note.facts)) for note in mine[1:]]
        self.refs = Referrer(self.notes, self.me)
        self.report = self.refs.report
        for note in mine[1:]:
            self.report(note, note.position("type"), "second-me", first=mine[0].path)

    def build(self) -> base.KnowledgeBase:
        people = {note.id: self._person(note) for note in self.notes if isinstance(note.facts, model.Person)}
        companies = {note.id: self._company(note) for note in self.notes if isinstance(note.facts, model.Company)}
        interviews = [self._interview(note) for note in self.notes if isinstance(note.facts, model.Interview)]
        mine = self.me.facts if self.me and isinstance(self.me.facts, model.Me) else None
        my_jobs = self._jobs(self.me, mine) if self.me and mine else ()
        for note in self.notes:
            if isinstance(note.facts, model.Person) and note.facts.not_for:
                people[note.id] = replace(people[note.id], not_for=self._not_for(note, note.facts.not_for))
        for note in [*([self.me] if self.me else []), *self.notes]:
            self.refs.follow_links(note)
        for stub, (kind, name) in self.refs.stubs.items():
            if kind == "person":
                people[stub] = base.Person(stub, name, None, model.Person())
            else:
                companies[stub] = base.Company(stub, name, None, model.Company())
        shared_names(self.notes, self.report)
        two_kinds(self.refs.stubs, self.refs.mentions, self.refs.by_id, self.report)
        cut_circles(companies, self.report)
        not_counted(self.notes, self.report)
        self.refs.report_unanswered()
        return base.KnowledgeBase(
            me=self.me,
            people=dict(sorted(people.items())),
            companies=dict(sorted(companies.items())),
            interviews={
                interview.id: interview
                for interview in sorted(
                    (self._complete(interview, people) for interview in interviews), key=lambda interview: interview.id
                )
            },
            pages={note.id: note for note in self.notes if note.kind == "page"},
            mentions={node: tuple(mentions) for node, mentions in sorted(self.refs.mentions.items())},
            targets=self.refs.targets,
            problems=tuple(self.refs.reporter.problems),
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

    def _not_for(self, note: Note, references: tuple[Reference, ...]) -> tuple[str, ...]:
        """Return the people and companies in `not_for`; a name used nowhere else is taken as a person."""
        nodes = (
            self.refs.refer(note, ref, self._kind(note, ref.word), "not_for", i) for i, ref in enumerate(references)
        )
        return tuple(node for node in nodes if node)

    def _kind(self, note: Note, word: str) -> Who:
        known = self.refs.lookup.find(word, None, note.path).kind == "company" or (
            self.refs.stubbed(word) or word
        ).startswith("companies/")
        return "company" if known else "person"

    def _introduced_by(self, note: Note, reference: Reference | None) -> str | None:
        introducer = self.refs.refer(note, reference, "person", "introduced_by")
        if introducer is None or introducer not in (ME, note.id):
            return introducer
        self.report(note, note.position("introduced_by"), "introduced-self")
        return None

    def _jobs(self, note: Note, facts: model.Person | model.Me) -> tuple[base.Job, ...]:
        jobs = [
            base.Job(*self._employer(note, job.company, job.role, "work", i, "company"), job.start, job.end)
            for i, job in enumerate(facts.work)
        ]
        first, *others = self.refs.employers(note, facts.company) if facts.company else [None]
        jobs += [base.Job(*self._employer(note, other, None, "company")) for other in others]
        company, role = self._employer(note, first, facts.role, "company")
        if company or role:
            # `role` and `company` are short for one current position; an entry of `work` at the same company is that
            # position
            same = next((i for i, job in enumerate(jobs) if not job.end and company in (None, job.company)), None)
            if same is None:
                jobs.insert(0, base.Job(company, role))
            else:
                job = jobs.pop(same)
                jobs.insert(0, base.Job(job.company, role or job.role, job.start))
        return tuple(jobs)

    def _employer(
        self, note: Note, reference: Reference | None, role: str | None, *place: str | int
    ) -> tuple[str | None, str | None]:
        """Return a position's company and role; words such as `Freelance` mean that there is no company."""
        if reference and is_nowhere(reference.word):
            answer = self.refs.lookup.find(reference.word, "company", note.path)
            if answer.id is None and not answer.ambiguous:
                return None, role or reference.word
        return self.refs.refer(note, reference, "company", *place), role

    def _knows(self, note: Note, facts: model.Person) -> tuple[base.Acquaintance, ...]:
        acquaintances: list[base.Acquaintance] = []
        first: dict[str, int] = {}
        for i, reference in self.refs.each(note, (entry.person for entry in facts.knows), "knows"):
            entry = facts.knows[i]
            other = self.refs.refer(note, reference, "person", "knows", i, "person")
            if other and first.setdefault(other, i) != i:
                knows_twice(note, first[other], i, self.report)
            if other == ME:
                self.report(note, note.position("knows", i), "knows-me")
            elif other == note.id:
                self.report(note, note.position("knows", i), "knows-self")
            elif other:
                acquaintances.append(
                    base.Acquaintance(other, entry.strength, entry.reverse, entry.evidence, entry.last, entry.context)
                )
        return tuple(acquaintances)

    def _asks(self, note: Note, asks: tuple[model.Ask, ...]) -> tuple[base.Ask, ...]:
        requests = []
        for i, ask in enumerate(asks):
            via = self.refs.refer(note, ask.via, "person", "introductions", i, "via")
            if via in (ME, note.id):
                self.report(note, note.position("introductions", i), "via-self", word=ask.via.word)
            elif via:
                days = ask.asked, ask.agreed, ask.made, ask.declined
                requests.append(base.Ask(via, note.id, *days, ask.outcome, ask.closed, i, ask.followed_up))
        return tuple(requests)

    def _company(self, note: Note) -> base.Company:
        facts = note.facts
        assert isinstance(facts, model.Company)  # noqa: S101
        parent = self.refs.refer(note, facts.parent, "company", "parent")
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
            company=self.refs.refer(note, facts.company, "company", "company"),
            introduced_by=self.refs.refer(note, facts.introduced_by, "person", "introduced_by"),
            introductions=self._refer_all(note, facts.introductions, "introductions"),
        )

    def _refer_all(self, note: Note, references: tuple[Reference, ...], key: str) -> tuple[str, ...]:
        nodes = [self.refs.refer(note, ref, "person", key, i) for i, ref in self.refs.each(note, references, key)]
        if ME in nodes:
            self.report(note, note.position(key, nodes.index(ME)), "with-me", key=key)
        return tuple(dict.fromkeys(node for node in nodes if node and node != ME))

    @staticmethod
    def _complete(interview: base.Interview, people: dict[str, base.Person]) -> base.Interview:
        """Return the interview, by default named after its people and date and about the first one's company."""
        note, company, name = interview.note, interview.company, interview.name
        if not interview.people:
            return interview
        if company is None:
            jobs = [job for job in people[interview.people[0]].jobs if job.company]
            company = _employer_on(day_of(interview.facts.day) if interview.facts.day else None, jobs)
        if not (note.facts.name or note.heading):
            name = listed(people[person].name for person in interview.people)
            if interview.facts.day:
                name += f", {long_day(day_of(interview.facts.day))}"
        return replace(interview, name=name, company=company)


def _employer_on(day: date | None, jobs: list[base.Job]) -> str | None:
    """Return the company somebody worked at on a day; if nothing started by then, their current one."""
    if day is None:
        return next((job.company for job in jobs if job.end is None), None)
    open_then = [job for job in jobs if job.is_current(day)]
    # A position with a known start is more certain than one that may have started later
    return next((job.company for job in open_then if job.start), open_then[0].company if open_then else None)


def _as_page(facts: model.Shared) -> model.Page:
    return model.Page(name=facts.name, aliases=facts.aliases, tags=facts.tags, private=facts.private)
