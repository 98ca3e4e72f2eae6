"""The comparison page: companies, roles or people side by side, over topics and questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wayin.learning.comparison import ELSEWHERE
from wayin.learning.roles import role_key, title_at
from wayin.learning.topics import topic_slug
from wayin.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wayin.learning.comparison import Question
    from wayin.learning.learnings import Answer, Learning
    from wayin.pages.learnings import LearnedPanels, PointView
    from wayin.pages.markup import Link


@dataclass(frozen=True, slots=True)
class Column:
    """A company, a role or a person in the comparison."""

    kind: str
    id: str
    link: Link | str
    about: str
    could: Sequence[Link]
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A topic or a question in the comparison."""

    id: str
    link: Link | str
    note: str
    is_question: bool


class Comparison:
    """The comparison page: its columns, its rows, and every point with the columns and rows that it belongs to."""

    COLUMNS, ROWS = 4, 6

    def __init__(self, panels: LearnedPanels) -> None:
        self.panels, self.lessons = panels, panels.lessons

    @cached_property
    def columns(self) -> list[Column]:
        """Everything that can be a column."""
        return [self._column(one.kind, one.id, len(one.points) + len(one.answers)) for one in self.lessons.subjects]

    def _column(self, kind: str, id_: str, count: int) -> Column:
        panels, kb = self.panels, self.panels.kb
        if kind == "companies":
            if id_ == ELSEWHERE:
                return Column(kind, "-", "No company", "", (), count)
            facts = kb.companies[id_].facts
            what = " · ".join(part for part in (f"{facts.size} people" if facts.size else "", *facts.industry) if part)
            return Column(kind, id_, panels.links.to(id_), what, panels.could(id_), count)
        if kind == "roles":
            role = next(one for one in self.lessons.roles if one.key == id_)
            people = [panels.links.to(person) for person, _ in role.people]
            return Column(
                kind, id_, panels.role(id_, role.name), counted(len(people), "person", "people"), people[:2], count
            )  # fmt: skip
        job = kb.people[id_].current_job(panels.today)
        where = f" at {kb.name(job.company)}" if job and job.company else ""
        link = panels.links.to(id_)
        return Column(kind, id_, link, f"{(job.role if job else None) or ''}{where}".strip(), (link,), count)

    @cached_property
    def rows(self) -> list[Row]:
        """Everything that can be a row: topics, then questions that more than one answered."""
        panels = self.panels
        topics = [
            Row(f"topic:{one.key}", panels.topic(one.name), panels.voices(one), False) for one in self.lessons.topics
        ]
        return topics + [
            Row(id_, one.ask, f"{number(len(one.answers))} answers", True) for id_, one in self._questions.items()
        ]

    @cached_property
    def _questions(self) -> dict[str, Question]:
        """The questions that more than one answered, by the ids of their rows."""
        found: dict[str, Question] = {}
        for one in self.lessons.questions:
            if len(one.answers) > 1:
                id_ = f"question:{topic_slug(one.ask)}"
                while id_ in found:  # questions that differ in their punctuation
                    id_ += "-"
                found[id_] = one
        return found

    @property
    def first(self) -> list[Column]:
        """The columns of the table that needs no script: the companies told of most, and who spoke for none."""
        companies = [one for one in self.columns if one.kind == "companies"]
        return [one for i, one in enumerate(companies) if i < self.COLUMNS or one.id == "-"]

    @property
    def first_rows(self) -> list[Row]:
        """The rows of the table that needs no script."""
        return [one for one in self.rows if not one.is_question][: self.ROWS]

    @cached_property
    def entries(self) -> list[tuple[PointView, str, str]]:
        """Every point and answer, with its columns and its rows, each as words with a bar between."""
        found = [
            (
                self.panels.point(one),
                self._columns(one),
                "|".join(f"topic:{topic_slug(name)}" for name in one.topics),
            )
            for one in self.lessons.all
            if one.topics
        ]
        for id_, question in self._questions.items():
            found += [(self.panels.point(one), self._columns(one), id_) for one in question.answers]
        return found

    @staticmethod
    def _topics(one: Learning) -> str:
        return "|".join(f"topic:{topic_slug(name)}" for name in one.topics)

    def _columns(self, one: Learning | Answer) -> str:
        kb, today = self.panels.kb, self.panels.today
        titles = (title_at(kb.people[person], one.day or today) for person in one.people)
        roles = dict.fromkeys(role_key(title) for title in titles if title)
        return "|".join([f"companies:{one.company or '-'}", *(f"roles:{role}" for role in roles),
                         *(f"people:{person}" for person in one.people)])  # fmt: skip

    def cell(self, column: Column, row: Row) -> list[PointView]:
        """What stands where a column and a row meet."""
        return self._cells.get((f"{column.kind}:{column.id}", row.id), [])

    @cached_property
    def _cells(self) -> dict[tuple[str, str], list[PointView]]:
        found: dict[tuple[str, str], list[PointView]] = {}
        for view, columns, rows in self.entries:
            for column in columns.split("|"):
                for row in rows.split("|"):
                    found.setdefault((column, row), []).append(view)
        return found
