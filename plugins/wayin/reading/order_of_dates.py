"""Dates of one note that contradict each other: thanked before it took place, answered before it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wayin import model
from wayin.clock import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wayin.model import SourcePosition
    from wayin.reading.validation import Report
    from wayin.reading.yaml_loader import Document, Path

# Each pair: what comes first, what comes after it, and how the second is said of
_INTERVIEW = (
    ("requested", "replied", "answered before it was asked for"),
    ("requested", "declined", "declined before it was asked for"),
    ("requested", "followed_up", "followed up before it was asked for"),
    ("requested", "date", "held before it was asked for"),
    ("date", "thanked", "thanked for before it took place"),
)
_ASK = (
    ("asked", "agreed", "agreed to before it was asked for"),
    ("asked", "made", "made before it was asked for"),
    ("asked", "declined", "declined before it was asked for"),
    ("agreed", "made", "made before it was agreed to"),
)


def check_order(facts: Any, document: Document, report: Report) -> None:
    """Tells of the dates of a note that cannot all be so. They count all the same."""
    if isinstance(facts, model.Interview):
        _pairs(facts, _INTERVIEW, (), "This conversation", document, report)
        if facts.thanked and not facts.day:
            report(
                _place(document, "thanked"), "warning", "no-date",
                "There is a day of thanks, and no `date` on which the conversation took place.",
                "Write `date: ` with the day it took place.",
            )  # fmt: skip
    elif isinstance(facts, model.Person | model.Company):
        for i, ask in enumerate(facts.introductions):
            _pairs(ask, _ASK, ("introductions", i), "This introduction", document, report)
    if isinstance(facts, model.Person):
        for i, job in enumerate(facts.work):
            if job.start and job.end and job.end.last < job.start.first:
                report(
                    _place(document, "work", i, "to"), "warning", "dates-contradict",
                    f"This position ends ({job.end}) before it begins ({job.start}).",
                    "Exchange `from` and `to`, or mend one of them.",
                )  # fmt: skip


def _pairs(
    facts: Any, pairs: tuple[tuple[str, str, str], ...], above: Path, what: str, document: Document, report: Report
) -> None:
    for first, second, how in pairs:
        start = next(iter(_days(facts, first)), None)
        for i, day in enumerate(_days(facts, second)):
            if start and day < start:
                report(
                    _place(document, *above, second, i), "warning", "dates-contradict",
                    f"{what} is said to have been {how}: {day} is before {start}.",
                    f"Mend `{second}` or `{first}`.",
                )  # fmt: skip


def _days(facts: Any, name: str) -> Iterator[date]:
    found = getattr(facts, "day" if name == "date" else name)
    if found is not None:
        yield from (day_of(one) for one in (found if isinstance(found, tuple) else [found]))


def _place(document: Document, *path: str | int) -> SourcePosition:
    while path:
        if path in document.positions:
            return document.positions[path]
        path = path[:-1]
    return model.SourcePosition(1, 1)
