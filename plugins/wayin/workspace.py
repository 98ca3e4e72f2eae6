"""Everything that follows from one state of the notes; each thing is derived once, when it is first asked for."""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from wayin import journey, knowledge
from wayin.contacts.folder import read_contacts
from wayin.diagnostics import Problem, in_order
from wayin.journey.brief import Brief, prepare
from wayin.journey.experts import Experts
from wayin.journey.first_step import FirstStep, FirstSteps
from wayin.journey.meanwhile import meanwhile
from wayin.journey.plain_words import differ_in_words, shape
from wayin.journey.questions import AskedQuestion, asked_questions
from wayin.knowledge.file_problems import file_problems, people_problems
from wayin.knowledge.lookup import find, finder
from wayin.learning import LearningIndex
from wayin.model import ME
from wayin.network import contact_lists
from wayin.network.companies import Reached, reach
from wayin.network.suggestions import Suggestions, closing, suggest
from wayin.network.ties import Network, network
from wayin.network.ways import Search, Ways
from wayin.progress import UNTOLD, Progress
from wayin.reading import NoteCache, Reading, read_folder
from wayin.reading.media import linked_media, missing_photos

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date
    from pathlib import Path

    from wayin.clock import Clock
    from wayin.contacts.folder import ContactFiles
    from wayin.drafts.compose import Drafts
    from wayin.knowledge.references import Lookup
    from wayin.model import Note
    from wayin.reading.mkdocs_yml import Settings

T = TypeVar("T")


def _path_from(folder: Path, other: Path) -> str:
    """Return a path as it is written in a folder."""
    try:
        return os.path.relpath(other, folder).replace(os.sep, "/")
    except ValueError:
        return other.as_posix()  # on another drive


def kept(derive: Callable[[Workspace, str], T]) -> Callable[[Workspace, str], T]:
    """Keep each answer of a method, by the id it was asked about, for as long as its workspace lives."""

    @wraps(derive)
    def answer(workspace: Workspace, node: str) -> T:
        answers: dict[str, T] = workspace._answers[derive.__name__]
        if node not in answers:
            answers[node] = derive(workspace, node)
        return answers[node]

    return answer


@dataclass(frozen=True, eq=False)
class Workspace:
    """What the notes say and what follows from it, on one day. The command line and the site each hold one."""

    reading: Reading
    clock: Clock
    settings: Settings
    warn: Callable[[str], None] = logging.getLogger("wayin").warning
    """Who is told when one of the user's own draft templates fails."""
    progress: Progress = UNTOLD
    """Who says how far long work is."""
    _answers: dict[str, dict[str, Any]] = field(init=False, repr=False, default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(
        cls, settings: Settings, clock: Clock, warn: Callable[[str], None], cache: NoteCache | None = None,
        progress: Progress = UNTOLD,
    ) -> Workspace:  # fmt: skip
        """Read a folder of notes.

        Args:
            settings: where the notes are, and the options of mkdocs.yml.
            clock: what day it is.
            warn: who is told when one of the user's own draft templates fails.
            cache: the notes as they were read last, for programs that read a folder again and again.
            progress: who says how far it is.

        Raises:
            NotADirectoryError: if there is no such folder.
        """
        with progress:
            reading = read_folder(settings.notes, cache, settings.rules, progress)
            return cls(reading, clock, settings, warn, progress)

    def again(self, reading: Reading, clock: Clock) -> Workspace:
        """Return a workspace of the notes as they are now; exported files are read again on another day only."""
        other = Workspace(reading, clock, self.settings, self.warn)
        if clock.today == self.clock.today and "_contact_files" in vars(self):
            vars(other)["_contact_files"] = self._contact_files
        return other

    def reworded(self, reading: Reading) -> Workspace | None:
        """Return a workspace of notes that differ from these in words alone, with all that was derived of them.

        Nothing is derived of words: links, log lines, to-dos and learnings are as they were, and so are their places.
        None if the notes differ in more.
        """
        pairs = zip(self.reading.notes, reading.notes, strict=False)
        if len(self.reading.notes) != len(reading.notes) or self.reading.problems != reading.problems:
            return None
        changed = [(old, new) for old, new in pairs if old is not new]
        if not all(differ_in_words(old, new) and self._end(old) == self._end(new) for old, new in changed):
            return None
        other = Workspace(reading, self.clock, self.settings, self.warn)
        ours = ("reading", "_by_path")
        vars(other).update({name: value for name, value in vars(self).items() if name not in ours})
        return other

    @cached_property
    def _by_path(self) -> Mapping[str, Note]:
        return {note.path: note for note in self.reading.notes}

    def latest(self, note: Note) -> Note:
        """Return a note with its words as they were read last; those of `kb` may be older."""
        return self._by_path.get(note.path, note)

    def _end(self, note: Note) -> int:
        """Return how long a note is, where pages open it in an editor at its end."""
        return note.body.count("\n") if self.settings.editor and not note.log else 0

    def shapes(self, paths: Collection[str]) -> dict[str, str]:
        """Return a hash of all but words of notes, by their paths; empty where something is derived of those too."""
        notes = [note for note in self.reading.notes if note.path in paths]
        return {note.path: (known := shape(note)) and f"{known} {self._end(note)}" for note in notes}

    def turns_today(self) -> bool:
        """Return whether the hour of the day decides what is over."""
        near = timedelta(days=1)  # wherever in the world it is
        days = (getattr(note.facts, "day", None) for note in self.reading.notes)
        return not self.clock.fixed and any(
            isinstance(day, datetime) and abs(day.date() - self.clock.today) <= near for day in days
        )

    # --- the notes ----------------------------------------------------------------------------------------------------

    @cached_property
    def kb(self) -> knowledge.KnowledgeBase:
        """The notes, linked, with everybody of the exported files."""
        return knowledge.join(self._notes, self.contacts)

    @cached_property
    def _notes(self) -> knowledge.KnowledgeBase:
        """The notes alone, linked."""
        return knowledge.build(self.reading.notes)

    @cached_property
    def media(self) -> tuple[set[str], dict[str, dict[str, str]]]:
        """Which files the notes show or link to; and for each note, what its words for files mean."""
        return linked_media(self.reading)

    @cached_property
    def _people(self) -> Lookup:
        return finder(self.kb, "person")

    @kept
    def is_meant_by_name(self, person: str) -> bool:
        """Return whether the name of a person means them and nobody else."""
        name = self.kb.name(person)
        return (self._people.find(name).id or find(self.kb, name, "person").id) == person

    # --- the exported files -------------------------------------------------------------------------------------------

    @cached_property
    def contacts(self) -> knowledge.ContactBook:
        """Everybody in the exported files, matched with the notes."""
        if self.settings.contacts is None:
            return knowledge.ContactBook()
        return knowledge.contact_book(self._contact_files, self._notes, self.clock.today)

    @cached_property
    def _contact_files(self) -> ContactFiles:
        """The exported files alone, read."""
        assert self.settings.contacts is not None  # noqa: S101 (who asks has looked)
        with self.progress:
            return read_contacts(self.settings.contacts, self.clock.today, self.settings.project, self.progress)

    @kept
    def contacts_at(self, company: str) -> list[knowledge.FileContact]:
        """Return the contacts who work at a company, by its id or name, best known first."""
        return contact_lists.contacts_at(self.kb, self.network, company, self.clock.today)

    @cached_property
    def contacts_by_workplace(self) -> list[tuple[contact_lists.Workplace, list[knowledge.FileContact]]]:
        """Where contacts work and who works there, the places with most contacts first."""
        return contact_lists.by_workplace(self.kb, self.network, self.clock.today)

    @cached_property
    def most_in_touch(self) -> list[knowledge.FileContact]:
        """The contacts without a note whom I was in touch with, on the most days first."""
        return contact_lists.most_in_touch(self.kb)

    @cached_property
    def lost_touch(self) -> list[knowledge.FileContact]:
        """Whom I was often in touch with and not for a year, three at most."""
        return contact_lists.lost_touch(self.kb, self.network, self.clock.today)

    @cached_property
    def contact_problems(self) -> list[Problem]:
        """What is to be said of the exported files, and of notes that they say something newer about."""
        if self.settings.contacts is None:
            return []
        folder = _path_from(self.settings.notes, self.settings.contacts)
        return [*file_problems(self.contacts, folder), *people_problems(self.contacts, self.kb)]

    @cached_property
    def problems(self) -> list[Problem]:
        """Every problem of the notes, by file and place."""
        return in_order(
            [
                *self.reading.problems, *self.kb.problems, *self.learnings.problems, *self.contact_problems,
                *knowledge.report_ahead(self._notes, self.clock), *missing_photos(self.reading),
            ]
        )  # fmt: skip

    @cached_property
    def problems_of(self) -> Mapping[str, list[Problem]]:
        """The errors and warnings of each file."""
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            if problem.severity != "info":
                by_file[problem.file].append(problem)
        return by_file

    # --- the network --------------------------------------------------------------------------------------------------

    @cached_property
    def network(self) -> Network:
        """Who is connected with whom, and how well."""
        return network(self.kb, self.clock)

    @cached_property
    def search(self) -> Search:
        """The search for ways in that network."""
        return Search(self.network, self.settings.most_intermediaries)

    def ways(self, person: str) -> Ways:
        """Return the ways to a person."""
        return self.search.ways(person)

    @kept
    def reach(self, company: str) -> list[Reached]:
        """Return the people through whom a company is reached."""
        return reach(self.kb, self.search, company, self.clock)

    @cached_property
    def known_by(self) -> Mapping[str, list[str]]:
        """Who is connected with each person, apart from me."""
        found: dict[str, list[str]] = defaultdict(list)
        for source, ties in self.network.ties.items():
            if source != ME:
                for target in ties:
                    found[target].append(source)
        return found

    @cached_property
    def wanted(self) -> list[knowledge.Company]:
        """The companies I want: those whose openings close first, then the most wanted."""
        today = self.clock.today
        targets = [company for company in self.kb.companies.values() if company.is_target]
        return sorted(
            targets, key=lambda company: (closing(company, today), -(company.facts.interest or 0), company.id)
        )

    @cached_property
    def first_steps(self) -> FirstSteps:
        """What says what to do first."""
        return FirstSteps(self.kb, self.search, self.clock, self.settings.follow_up_after)

    @kept
    def first(self, target: str) -> FirstStep:
        """Return what to do first about a person or a company."""
        return self.first_steps.to(target)

    @kept
    def meanwhile(self, company: str) -> FirstStep | None:
        """Return whom to turn to at a company while somebody there hasn't answered."""
        people = (there.person for there in self.reach(company) if there.current)
        return meanwhile(self.first_steps, company, self.first(company), people)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Who to ask next."""
        return suggest(self.kb, self.search, self.clock.today, self.reach)

    # --- the journey --------------------------------------------------------------------------------------------------

    @cached_property
    def agenda(self) -> list[journey.Due]:
        """Every step that is due, was or will be, those that begin to count later too."""
        return journey.agenda(self.kb, self.clock, self.settings.follow_up_after, self.first)

    @cached_property
    def due(self) -> list[journey.Due]:
        """The steps that count today."""
        return [step for step in self.agenda if step.counts(self.clock)]

    @cached_property
    def agenda_for(self) -> Mapping[str, list[journey.Due]]:
        """The agenda, by whom it concerns and by the interview it belongs to."""
        found: dict[str, list[journey.Due]] = defaultdict(list)
        for step in self.agenda:
            for node in {step.id, *step.people}:
                found[node].append(step)
        return found

    def status(self, interview: knowledge.Interview) -> journey.Status:
        """Return how far an interview has come."""
        return journey.status(interview, self.clock, self.settings.follow_up_after)

    def next_status(self, interview: knowledge.Interview) -> tuple[date | datetime, journey.Status] | None:
        """Return the status that an interview reaches by the passing of time alone, and from when."""
        return journey.next_status(interview, self.clock, self.settings.follow_up_after)

    # --- what was learned and asked -----------------------------------------------------------------------------------

    @cached_property
    def learnings(self) -> LearningIndex:
        """Everything that was learned."""
        return LearningIndex(self.kb, self.clock)

    @cached_property
    def questions(self) -> list[AskedQuestion]:
        """Every question of every interview."""
        return asked_questions(self.kb, self.clock)

    @cached_property
    def experts(self) -> Experts:
        """Who could answer which question."""
        return Experts(self.kb, self.clock, self.questions, self.learnings.all)

    # --- the texts ----------------------------------------------------------------------------------------------------

    @cached_property
    def drafts(self) -> Drafts:
        """The drafts of messages."""
        from wayin.drafts.compose import Drafts  # Jinja takes a while to load
        from wayin.drafts.templates import DraftTemplates

        templates = DraftTemplates(self.settings.templates, self.warn)
        return Drafts(self.kb, self.search, self.clock, self.learnings, templates, self.first)

    def brief(self, interview: str) -> Brief:
        """Return the page to read before an interview."""
        return prepare(self.kb, self.network, self.clock, interview, self.learnings.all, self.questions)
