"""The comparison of companies, roles or people by topics and questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.learning.comparison import ELSEWHERE
from wayin.learning.roles import role_key, title_at
from wayin.learning.topics import topic_slug
from wayin.pages.learned import could_answer, how_many
from wayin.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wayin.learning.comparison import Question
    from wayin.learning.learnings import Answer, Learning
    from wayin.workspace import Workspace

COLUMNS, ROWS = 4, 6
"""The default size of the table, as in comparison.js."""
NONE = "-"
"""The id of the column for people without a company."""


@dataclass(frozen=True, slots=True)
class Column:
    """A company, a role or a person."""

    kind: str
    id: str
    title: str
    about: str
    could: Sequence[str]
    """Who could fill the gaps, by id."""
    count: int

    @property
    def key(self) -> str:
        """Return what identifies it among all columns."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Row:
    """A topic or a question."""

    id: str
    topic: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A point or an answer, with its columns and its rows."""

    point: Learning | Answer
    columns: tuple[str, ...]
    rows: tuple[str, ...]


def view(workspace: Workspace, _: str) -> dict[str, object]:
    """Return the data for the comparison: the default table, and everything to choose from."""
    questions = _questions(workspace)
    columns, rows, entries = _columns(workspace), _rows(workspace, questions), _entries(workspace, questions)
    cells: dict[tuple[str, str], list[Learning | Answer]] = {}
    for entry in entries:
        for column in entry.columns:
            for row in entry.rows:
                cells.setdefault((column, row), []).append(entry.point)
    companies = [column for column in columns if column.kind == "companies"]
    return {
        "columns": columns,
        "rows": rows,
        "entries": entries,
        "cells": cells,
        "first_columns": [column for i, column in enumerate(companies) if i < COLUMNS or column.id == NONE],
        "first_rows": [row for row in rows if row.topic][:ROWS],
    }


def _columns(workspace: Workspace) -> list[Column]:
    return [
        _column(workspace, subject.kind, subject.id, len(subject.points) + len(subject.answers))
        for subject in workspace.learnings.subjects
    ]


def _column(workspace: Workspace, kind: str, id_: str, count: int) -> Column:
    kb = workspace.kb
    if kind == "companies":
        if id_ == ELSEWHERE:
            return Column(kind, NONE, "Independent / no company", "", (), count)
        facts = kb.companies[id_].facts
        about = " · ".join(filter(None, (f"{facts.size} people" if facts.size else "", *facts.industry)))
        return Column(kind, id_, kb.name(id_), about, could_answer(workspace, id_), count)
    if kind == "roles":
        role = next(role for role in workspace.learnings.roles if role.key == id_)
        people = [person for person, _ in role.people]
        return Column(kind, id_, role.name, counted(len(people), "person", "people"), people[:2], count)
    job = kb.people[id_].current_job(workspace.clock.today)
    where = f" at {kb.name(job.company)}" if job and job.company else ""
    about = f"{(job.role if job else None) or ''}{where}".strip()
    return Column(kind, id_, kb.name(id_), about, (id_,), count)


def _rows(workspace: Workspace, questions: Mapping[str, Question]) -> list[Row]:
    """Return the topics, then the questions that several people answered."""
    topics = [
        Row(f"topic:{topic.key}", topic.name, topic.title, how_many(topic)) for topic in workspace.learnings.topics
    ]
    return topics + [
        Row(id_, "", question.ask, f"{number(len(question.answers))} answers") for id_, question in questions.items()
    ]


def _questions(workspace: Workspace) -> dict[str, Question]:
    """Return the questions that several people answered, by the ids of their rows."""
    questions: dict[str, Question] = {}
    for question in workspace.learnings.questions:
        if len(question.answers) > 1:
            id_ = f"question:{topic_slug(question.ask)}"
            while id_ in questions:  # questions that only differ in their punctuation
                id_ += "-"
            questions[id_] = question
    return questions


def _entries(workspace: Workspace, questions: Mapping[str, Question]) -> list[Entry]:
    keys = {topic.name: f"topic:{topic.key}" for topic in workspace.learnings.topics}
    entries = [
        Entry(point, _columns_of(workspace, point), tuple(keys[name] for name in point.topics))
        for point in workspace.learnings.all
        if point.topics
    ]
    for id_, question in questions.items():
        entries += [Entry(answer, _columns_of(workspace, answer), (id_,)) for answer in question.answers]
    return entries


def _columns_of(workspace: Workspace, point: Learning | Answer) -> tuple[str, ...]:
    people, day = workspace.kb.people, point.day or workspace.clock.today
    titles = (title_at(people[person], day) for person in point.people)
    roles = dict.fromkeys(role_key(title) for title in titles if title)
    return (
        f"companies:{point.company or NONE}",
        *(f"roles:{role}" for role in roles),
        *(f"people:{person}" for person in point.people),
    )
