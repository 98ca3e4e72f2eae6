"""Contradictory dates in a note: thanked before the interview, answered before it was requested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wayin import model
from wayin.clock import day_of
from wayin.reading.value_positions import position_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wayin.diagnostics import Report
    from wayin.reading.yaml_loader import Document, Path

_INTERVIEW = (
    ("requested", "replied"), ("requested", "declined"), ("requested", "followed_up"), ("requested", "date"),
    ("date", "thanked"),
)  # fmt: skip
"""Pairs of fields in chronological order."""
_ASK = (("asked", "agreed"), ("asked", "made"), ("asked", "declined"), ("asked", "followed_up"), ("agreed", "made"))


def check_order(facts: Any, document: Document, report: Report) -> None:
    """Report dates of a note that can't all be right. They are used anyway."""
    if isinstance(facts, model.Interview):
        _pairs(facts, _INTERVIEW, (), document, report)
        if facts.thanked and facts.thanked != "skip" and not facts.day:
            report(position_of(("thanked",), document), "no-date")
    elif isinstance(facts, model.Person | model.Company):
        for i, ask in enumerate(facts.introductions):
            _pairs(ask, _ASK, ("introductions", i), document, report)
    if isinstance(facts, model.Person):
        for i, job in enumerate(facts.work):
            if job.start and job.end and job.end.is_known and job.end.last < job.start.first:
                place = position_of(("work", i, "to"), document)
                report(place, "dates-contradict/position", start=job.start, end=job.end)


def _pairs(facts: Any, pairs: tuple[tuple[str, str], ...], above: Path, document: Document, report: Report) -> None:
    for first, second in pairs:
        start = next(iter(_days(facts, first)), None)
        for i, day in enumerate(_days(facts, second)):
            if start and day < start:
                place = position_of((*above, second, i), document)
                report(place, "dates-contradict", first=first, start=start, second=second, day=day)


def _days(facts: Any, name: str) -> Iterator[date]:
    field_value = getattr(facts, "day" if name == "date" else name)
    if field_value is not None:
        values = field_value if isinstance(field_value, tuple) else [field_value]
        yield from (day_of(value) for value in values if not isinstance(value, str))
