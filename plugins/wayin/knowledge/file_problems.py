"""What there is to say about exported files: how each was read, what was left out, and who may be whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from wayin.contacts.records import ABOUT_ME, NAMES
from wayin.contacts.tables import MOST_ROWS
from wayin.model import Problem, Severity
from wayin.validators import quote_value
from wayin.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.contacts.records import Skipped
    from wayin.knowledge.base import KnowledgeBase
    from wayin.knowledge.file_contacts import ContactBook, FileReport

_MOST_LINES = 5
"""How many lines of one reason are named; `wayin contacts --files` names all."""


def file_problems(book: ContactBook, folder: str) -> Iterator[Problem]:
    """Yield what is to be said of every file.

    Args:
        book: what the files say.
        folder: the contacts folder, as it is reached from the folder of notes.
    """
    for report in book.reports:
        place = f"{folder}/{report.file}"
        if report.problem:
            yield _problem(
                place, 1, "warning", report.problem.code, report.problem.message, report.problem.fix
            )  # fmt: skip
        elif report.kind:
            yield from _read(report, place)
    for path, other in book.copies:
        yield _problem(
            f"{folder}/{path}", 1, "info", "contacts-copy",
            f"This file is the same as {other}, byte for byte, so it counts once.", "You can remove it.",
        )  # fmt: skip


def _read(report: FileReport, place: str) -> Iterator[Problem]:
    kind = report.kind
    if kind is None:
        return
    if not report.people and kind not in ABOUT_ME:
        yield _problem(
            place, 1, "warning", "contacts-empty",
            f"This is {NAMES[kind]}, and it names nobody: {_rows(report)}.",
            "Export it again, and check that people are in it before you replace this one.",
        )  # fmt: skip
    else:
        people = f", {counted(report.people, 'person', 'people')}" if kind not in ABOUT_ME else ""
        message = f"Read as {NAMES[kind]}: {_rows(report)}{people}."
        yield _problem(place, 1, "info", "contacts-read", message, "Nothing needs to be done.")
    by_reason: dict[str, list[Skipped]] = defaultdict(list)
    for one in report.skipped:
        by_reason[one.why].append(one)
    for why, skipped in by_reason.items():
        lines = ", ".join(str(one.line) for one in skipped[:_MOST_LINES])
        more = f" and {len(skipped) - _MOST_LINES} more" if len(skipped) > _MOST_LINES else ""
        yield _problem(
            place, skipped[0].line, "info", "contacts-skipped",
            f"{len(skipped):,} row{'' if len(skipped) == 1 else 's'} skipped, {why}: line {lines}{more}.",
            "`wayin contacts --files` lists every one.",
        )  # fmt: skip
    if report.cut:
        yield _problem(
            place, 1, "warning", "contacts-many-rows",
            f"This file has more than {MOST_ROWS:,} rows; the ones after that aren't read.",
            "Split it into several files.",
        )  # fmt: skip
    if report.unclear:
        yield _problem(
            place, 1, "warning", "contacts-who-am-i",
            "I can't tell which person in these messages is you, so they don't count.",
            "Write `linkedin: https://www.linkedin.com/in/…`, your own profile, into me.md.",
        )  # fmt: skip


def _rows(report: FileReport) -> str:
    skipped = f", {len(report.skipped)} skipped" if report.skipped else ""
    return f"{report.rows:,} row{'' if report.rows == 1 else 's'}{skipped}"


def people_problems(book: ContactBook, kb: KnowledgeBase) -> Iterable[Problem]:
    """Yield, for notes, whose contact says something newer, and who may be a contact."""
    for moved in book.moved:
        note = kb.people[moved.id].note
        if note:
            name, line, column = kb.name(moved.id), *note.position("company")
            yield _problem(
                note.path, line, "info", "contact-moved",
                f"{moved.source.file} has {quote_value(name)} at {quote_value(moved.contact_says)}; "
                f"your note says {quote_value(moved.note_says)}.",
                f"If they moved, write `company: {moved.contact_says}`, and give the old position under `work` a `to`.",
                column,
            )  # fmt: skip
    for same in book.same:
        note = kb.people[same.note].note if same.note else None
        if note:
            line, column = note.position("name")
            contact = book.contacts[same.contact]
            at = contact.facts.get("company")
            who = f"{contact.name}, {at.value}" if at else contact.name
            yield _problem(
                note.path, line, "info", "contact-same",
                f"{quote_value(who)} in {contact.sources[0].file} may be the same person: {same.why}.",
                f"Write `{same.write}` if so" + (f", else `{same.write_if_not}`." if same.write_if_not else "."),
                column,
            )  # fmt: skip


def _problem(
    file: str, line: int, severity: Severity, code: str, message: str, fix: str, column: int = 1
) -> Problem:  # fmt: skip
    return Problem(file, line, column, severity, code, message, fix)
