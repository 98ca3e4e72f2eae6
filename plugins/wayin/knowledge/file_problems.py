"""Problems with exported files: how each was read, which rows were skipped, and who may be the same person."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wayin.contacts.records import ABOUT_ME, NAMES
from wayin.contacts.tables import MOST_ROWS
from wayin.diagnostics import File, Problem, Reporter
from wayin.note_parts import SourcePosition
from wayin.wording import counted

if TYPE_CHECKING:
    from wayin.contacts.records import Skipped
    from wayin.knowledge.base import KnowledgeBase
    from wayin.knowledge.file_contacts import ContactBook, FileReport

_MOST_LINES = 5
"""The most lines listed for a reason; `wayin contacts --files` lists all."""
_TOP = SourcePosition(1, 1)


def file_problems(book: ContactBook, folder: str) -> list[Problem]:
    """Return the problems of every file.

    Args:
        book: the contacts from the files.
        folder: the contacts folder, relative to the notes folder.
    """
    reporter = Reporter()
    giving = {report.archive for report in book.reports if report.people}
    for report in book.reports:
        file = File(f"{folder}/{report.file}")
        if report.problem:
            reporter.report(file, _TOP, report.problem.key, **report.problem.values)
        elif report.kind:
            _report_read(report, file, reporter, is_empty=not report.people and report.archive not in giving)
    for path, other in book.copies:
        reporter.report(File(f"{folder}/{path}"), _TOP, "contacts-copy", other=other)
    return reporter.problems


def _report_read(report: FileReport, file: File, reporter: Reporter, *, is_empty: bool) -> None:
    kind = report.kind
    if kind is None:
        return
    if is_empty and kind not in ABOUT_ME:
        reporter.report(file, _TOP, "contacts-empty", kind=NAMES[kind], rows=_rows(report))
    else:
        people = f", {counted(report.people, 'person', 'people')}" if kind not in ABOUT_ME else ""
        reporter.report(file, _TOP, "contacts-read", kind=NAMES[kind], rows=_rows(report), people=people)
    by_reason: dict[str, list[Skipped]] = defaultdict(list)
    for row in report.skipped:
        by_reason[row.why].append(row)
    for why, skipped in by_reason.items():
        lines = ", ".join(str(row.line) for row in skipped[:_MOST_LINES])
        more = f" and {len(skipped) - _MOST_LINES} more" if len(skipped) > _MOST_LINES else ""
        place = SourcePosition(skipped[0].line, 1)
        reporter.report(file, place, "contacts-skipped", rows=_count(len(skipped)), why=why, lines=lines + more)
    if report.cut:
        reporter.report(file, _TOP, "contacts-many-rows", most=MOST_ROWS)
    if report.unclear:
        reporter.report(file, _TOP, "contacts-who-am-i")


def _rows(report: FileReport) -> str:
    return _count(report.rows) + (f", {len(report.skipped)} skipped" if report.skipped else "")


def _count(rows: int) -> str:
    return f"{rows:,} row{'' if rows == 1 else 's'}"


def people_problems(book: ContactBook, kb: KnowledgeBase) -> list[Problem]:
    """Return the problems of notes: outdated employers, and people who may be the same as a contact."""
    reporter = Reporter()
    for moved in book.moved:
        if note := kb.people[moved.id].note:
            reporter.report(
                note, note.position("company"), "contact-moved",
                file=moved.source.file, name=kb.name(moved.id), theirs=moved.contact_says, ours=moved.note_says,
            )  # fmt: skip
    for same in book.same:
        note = kb.people[same.note].note if same.note else None
        if note:
            contact = book.contacts[same.contact]
            at = contact.facts.get("company")
            reporter.report(
                note, note.position("name"), "contact-same/else" if same.write_if_not else "contact-same",
                who=f"{contact.name}, {at.value}" if at else contact.name, file=contact.sources[0].file, why=same.why,
                same=same.write, other=same.write_if_not,
            )  # fmt: skip
    return reporter.problems
