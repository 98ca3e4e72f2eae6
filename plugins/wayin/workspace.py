"""Everything computed from one state of the notes, each thing once and on first use."""

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
from wayin.reading.media import LinkedMedia, linked_media, media_problems

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
    """Return a path relative to a folder."""
    try:
        return os.path.relpath(other, folder).replace(os.sep, "/")
    except ValueError:
        return other.as_posix()  # on another drive


def kept(derive: Callable[[Workspace, str], T]) -> Callable[[Workspace, str], T]:
    """Cache the results of a method by id, for the lifetime of its workspace."""

    @wraps(derive)
    def answer(workspace: Workspace, node: str) -> T:
        answers: dict[str, T] = workspace._answers[derive.__name__]
        if node not in answers:
            answers[node] = derive(workspace, node)
        return answers[node]

    return answer


@dataclass(frozen=True, eq=False)
class Workspace:
    """The notes and everything computed from them on one day. The command line and the site each have one."""

    reading: Reading
    clock: Clock
    settings: Settings
    warn: Callable[[str], None] = logging.getLogger("wayin").warning
    """Called with a message if one of the user's draft templates fails."""
    progress: Progress = UNTOLD
    """Shows the progress of long work."""
    _answers: dict[str, dict[str, Any]] = field(init=False, repr=False, default_factory=lambda: defaultdict(dict))

    @classmethod
    def read(
        cls, settings: Settings, clock: Clock, warn: Callable[[str], None], cache: NoteCache | None = None,
        progress: Progress = UNTOLD,
    ) -> Workspace:  # fmt: skip
        """Read a folder of notes.

        Args:
            settings: where the notes are, and the options of mkdocs.yml.
            clock: provides today.
            warn: called with a message if one of the user's draft templates fails.
            cache: the notes from the last reading, for programs that read a folder repeatedly.
            progress: shows how far it is.

        Raises:
            NotADirectoryError: if the folder doesn't exist.
        """
        with progress:
            reading = read_folder(settings.notes, cache, settings.rules, progress)
            return cls(reading, clock, settings, warn, progress)

    def again(self, reading: Reading, clock: Clock) -> Workspace:
        """Return a workspace for the notes as they are now; exported files are only read again on another day."""
        other = Workspace(reading, clock, self.settings, self.warn)
        if clock.today == self.clock.today and "_contact_files" in vars(self):
            vars(other)["_contact_files"] = self._contact_files
        return other

    def reworded(self, reading: Reading) -> Workspace | None:
        """Return a workspace for notes that differ from these only in wording, sharing everything computed.

        Nothing is computed from wording: links, log lines, to-dos, learnings and their positions must be unchanged.
        Return None if the notes differ in more.
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
        """Return the latest version of a note; the one in `kb` may have older wording."""
        return self._by_path.get(note.path, note)

    def _end(self, note: Note) -> int:
        """Return a note's length in lines if pages open its end in an editor."""
        return note.body.count("\n") if self.settings.editor and not note.log else 0

    def shapes(self, paths: Collection[str]) -> dict[str, str]:
        """Return a hash of each note without its wording, by path; empty if anything depends on the wording."""
        notes = [note for note in self.reading.notes if note.path in paths]
        return {note.path: (known := shape(note)) and f"{known} {self._end(note)}" for note in notes}

    def turns_today(self) -> bool:
        """Return whether the time of day decides what is over."""
        near = timedelta(days=1)  # in any time zone
        days = (getattr(note.facts, "day", None) for note in self.reading.notes)
        return not self.clock.fixed and any(
            isinstance(day, datetime) and abs(day.date() - self.clock.today) <= near for day in days
        )

    # --- the notes ----------------------------------------------------------------------------------------------------

    @cached_property
    def kb(self) -> knowledge.KnowledgeBase:
        """Return the linked notes, with everybody from exported files."""
        return knowledge.join(self._notes, self.contacts)

    @cached_property
    def _notes(self) -> knowledge.KnowledgeBase:
        """Return the linked notes alone."""
        return knowledge.build(self.reading.notes)

    @cached_property
    def media(self) -> LinkedMedia:
        """Return the files that notes embed or link to."""
        return linked_media(self.reading)

    @cached_property
    def _people(self) -> Lookup:
        return finder(self.kb, "person")

    @kept
    def is_meant_by_name(self, person: str) -> bool:
        """Return whether a person's name refers to them and nobody else."""
        name = self.kb.name(person)
        return (self._people.find(name).id or find(self.kb, name, "person").id) == person

    # --- the exported files -------------------------------------------------------------------------------------------

    @cached_property
    def contacts(self) -> knowledge.ContactBook:
        """Return everybody in the exported files, matched with the notes."""
        if self.settings.contacts is None:
            return knowledge.ContactBook()
        return knowledge.contact_book(self._contact_files, self._notes, self.clock.today)

    @cached_property
    def _contact_files(self) -> ContactFiles:
        """Return the parsed exported files."""
        assert self.settings.contacts is not None  # noqa: S101 (who asks has looked)
        with self.progress:
            return read_contacts(self.settings.contacts, self.clock.today, self.settings.project, self.progress)

    @kept
    def contacts_at(self, company: str) -> list[knowledge.FileContact]:
        """Return the contacts who work at a company, by its id or name, best known first."""
        workplaces = {place.key: people for place, people in self.contacts_by_workplace}
        return contact_lists.contacts_at(self.kb, self.network, workplaces, company)

    @cached_property
    def contacts_by_workplace(self) -> list[tuple[contact_lists.Workplace, list[knowledge.FileContact]]]:
        """Return workplaces with the contacts who work there, those with most contacts first."""
        return contact_lists.by_workplace(self.kb, self.network, self.clock.today)

    @cached_property
    def most_in_touch(self) -> list[knowledge.FileContact]:
        """Return the contacts without a note you were in touch with, those with most days first."""
        return contact_lists.most_in_touch(self.kb)

    @cached_property
    def lost_touch(self) -> list[knowledge.FileContact]:
        """Return up to three people you were often in touch with, but not in the last year."""
        return contact_lists.lost_touch(self.kb, self.network, self.clock.today)

    @cached_property
    def contact_problems(self) -> list[Problem]:
        """Return the problems of exported files, and of notes they have newer data for."""
        if self.settings.contacts is None:
            return []
        folder = _path_from(self.settings.notes, self.settings.contacts)
        return [*file_problems(self.contacts, folder), *people_problems(self.contacts, self.kb)]

    @cached_property
    def problems(self) -> list[Problem]:
        """Return all problems, by file and position."""
        return in_order(
            [
                *self.reading.problems, *self.kb.problems, *self.learnings.problems, *self.contact_problems,
                *knowledge.report_ahead(self._notes, self.clock), *media_problems(self.reading, self.media),
            ]
        )  # fmt: skip

    @cached_property
    def problems_of(self) -> Mapping[str, list[Problem]]:
        """Return the errors and warnings of each file."""
        by_file: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            if problem.severity != "info":
                by_file[problem.file].append(problem)
        return by_file

    # --- the network --------------------------------------------------------------------------------------------------

    @cached_property
    def network(self) -> Network:
        """Return who is connected with whom, and how well."""
        return network(self.kb, self.clock)

    @cached_property
    def search(self) -> Search:
        """Return the search for ways in that network."""
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
        """Return everyone connected with each person, except you."""
        acquaintances: dict[str, list[str]] = defaultdict(list)
        for source, ties in self.network.ties.items():
            if source != ME:
                for target in ties:
                    acquaintances[target].append(source)
        return acquaintances

    @cached_property
    def wanted(self) -> list[knowledge.Company]:
        """Return the companies you want: those with the earliest closing date first, then the most wanted."""
        today = self.clock.today
        targets = [company for company in self.kb.companies.values() if company.is_target]
        return sorted(
            targets, key=lambda company: (closing(company, today), -(company.facts.interest or 0), company.id)
        )

    @cached_property
    def first_steps(self) -> FirstSteps:
        """Return the rules for what to do first."""
        return FirstSteps(self.kb, self.search, self.clock, self.settings.follow_up_after)

    @kept
    def first(self, target: str) -> FirstStep:
        """Return what to do first about a person or a company."""
        return self.first_steps.to(target)

    @kept
    def meanwhile(self, company: str) -> FirstStep | None:
        """Return who to turn to at a company while somebody there hasn't answered."""
        people = (there.person for there in self.reach(company) if there.current)
        return meanwhile(self.first_steps, company, self.first(company), people)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Return who to ask next."""
        return suggest(self.kb, self.search, self.clock.today, self.reach)

    # --- the journey --------------------------------------------------------------------------------------------------

    @cached_property
    def agenda(self) -> list[journey.Due]:
        """Return all steps, past, due and future."""
        return journey.agenda(self.kb, self.clock, self.settings.follow_up_after, self.first)

    @cached_property
    def due(self) -> list[journey.Due]:
        """Return the steps due today."""
        return [step for step in self.agenda if step.counts(self.clock)]

    @cached_property
    def agenda_for(self) -> Mapping[str, list[journey.Due]]:
        """Return the agenda by person or company, and by interview."""
        steps: dict[str, list[journey.Due]] = defaultdict(list)
        for step in self.agenda:
            for node in {step.id, *step.people}:
                steps[node].append(step)
        return steps

    def status(self, interview: knowledge.Interview) -> journey.Status:
        """Return the status of an interview."""
        return journey.status(interview, self.clock, self.settings.follow_up_after)

    def next_status(self, interview: knowledge.Interview) -> tuple[date | datetime, journey.Status] | None:
        """Return the next status an interview reaches just by the passing of time, and when."""
        return journey.next_status(interview, self.clock, self.settings.follow_up_after)

    # --- what was learned and asked -----------------------------------------------------------------------------------

    @cached_property
    def learnings(self) -> LearningIndex:
        """Return everything that was learned."""
        return LearningIndex(self.kb, self.clock)

    @cached_property
    def questions(self) -> list[AskedQuestion]:
        """Return every question of every interview."""
        return asked_questions(self.kb, self.clock)

    @cached_property
    def experts(self) -> Experts:
        """Return who could answer which question."""
        return Experts(self.kb, self.clock, self.questions, self.learnings.all)

    # --- the texts ----------------------------------------------------------------------------------------------------

    @cached_property
    def drafts(self) -> Drafts:
        """Return the drafts of messages."""
        from wayin.drafts.compose import Drafts  # imported late because Jinja loads slowly
        from wayin.drafts.templates import DraftTemplates

        templates = DraftTemplates(self.settings.templates, self.warn)
        return Drafts(self.kb, self.search, self.clock, self.learnings, templates, self.first)

    def brief(self, interview: str) -> Brief:
        """Return the page to read before an interview."""
        return prepare(self.kb, self.network, self.clock, interview, self.learnings.all, self.questions)
