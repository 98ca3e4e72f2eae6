"""Overlaps in time of people at the same company or school."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from wayin.knowledge.names import fold
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wayin.dates import PartialDate
    from wayin.knowledge import Job, KnowledgeBase
    from wayin.knowledge.base import School

MOST_KNOWN = 25
"""A company or school with more people than this, in notes or exported files, creates no ties."""
SMALL, TINY = 20, 10
"""The company sizes up to which a year together, or any time together with you, counts as working together."""
YEAR = 365


class Overlap(NamedTuple):
    """A period that two people certainly have in common. `first` is None if its start is unknown."""

    first: date | None
    last: date


class Together(NamedTuple):
    """Two people with an overlap at the same place; each pair once."""

    one: str
    other: str
    place: str
    """The company's id, or the school's name."""
    last: date
    days: int
    """The number of days they certainly have in common, as far as known."""


def overlap(position: Job | School, other: Job | School, today: date) -> Overlap | None:
    """Return the certain overlap of two positions, up to today; None if there isn't one.

    A position without `from` only overlaps with current positions, if it is current itself. For a month or a year only
    the certain part counts: a position starts no later than it ends, and a current one has started.

    >>> from wayin.knowledge import Job
    >>> from wayin.dates import PartialDate
    >>> early = Job("companies/acme", None, PartialDate.parse("2015"), PartialDate.parse("2018"))
    >>> late = Job("companies/acme", None, PartialDate.parse("2017-03-01"))
    >>> overlap(early, late, date(2026, 10, 17))
    Overlap(first=datetime.date(2017, 3, 1), last=datetime.date(2018, 1, 1))
    """
    jobs = (position, other)
    if any(job.end and not job.end.is_known for job in jobs):
        return None
    begun = [_certainly_begun(job.start, job.end, today) for job in jobs if job.start]
    first = max(begun) if len(begun) == len(jobs) else None
    if all(job.end is None and (job.start is None or job.start.first <= today) for job in jobs):
        return Overlap(first, today)
    if first is None:
        return None
    ended = [max(job.end.first, job.start.first) if job.end else date.max for job in jobs if job.start]
    certain = begun[0] <= ended[1] and begun[1] <= ended[0] and first <= today
    return Overlap(first, min(today, *ended)) if certain else None


def _certainly_begun(start: PartialDate, end: PartialDate | None, today: date) -> date:
    return min(start.last, end.last if end else max(today, start.first))


def colleagues(kb: KnowledgeBase, today: date) -> Iterator[Together]:
    """Yield pairs who were at the same company at the same time, you included."""
    mine: dict[str, list[Job]] = defaultdict(list)
    for job in kb.my_jobs:
        if job.company:
            mine[job.company].append(job)
    for company in kb.companies:
        staff = {person.id: jobs for person, jobs in kb.staff(company) if person.note or person.contact}
        if len(staff) <= MOST_KNOWN:
            yield from _together(company, staff | ({ME: mine[company]} if company in mine else {}), today)


def schoolmates(kb: KnowledgeBase, today: date) -> Iterator[Together]:
    """Yield pairs who were at the same school at the same time, you included; a period there needs a `from`."""
    for attended in schools(kb).values():
        dated = {
            person: [time for time in times if time.start and time.start.first <= today]
            for person, times in attended.items()
        }
        if len(attended.keys() - {ME}) <= MOST_KNOWN:
            name = next(iter(attended.values()))[0].name
            yield from _together(name, {person: times for person, times in dated.items() if times}, today)


def schools(kb: KnowledgeBase) -> Mapping[str, Mapping[str, list[School]]]:
    """Return everyone who was ever at each school, by its name ignoring case, then by person."""
    by_school: dict[str, dict[str, list[School]]] = defaultdict(lambda: defaultdict(list))
    attendances = [(person.id, person.schools) for person in kb.people.values()]
    for person, attended in [*attendances, (ME, kb.my_schools)]:
        for school in attended:
            by_school[fold(school.name)][person].append(school)
    return by_school


def upper_size(size: str | None) -> int | None:
    """Return the upper limit of a company's `size`; None without one.

    >>> upper_size("11-50"), upper_size("8"), upper_size("200+"), upper_size(None)
    (50, 8, None, None)
    """
    numbers = re.findall(r"\d+", size or "")
    return int(numbers[-1]) if numbers and not (size or "").endswith("+") else None


def _together(place: str, there: Mapping[str, Sequence[Job | School]], today: date) -> Iterator[Together]:
    for (person, times), (other, others) in combinations(there.items(), 2):
        overlaps = [common for time in times for another in others if (common := overlap(time, another, today))]
        if overlaps:
            yield Together(person, other, place, max(common.last for common in overlaps), _days(overlaps))


def _days(overlaps: Iterable[Overlap]) -> int:
    """Return the number of days the overlaps cover, each day once."""
    covered, end = 0, date.min
    for first, last in sorted((common.first, common.last) for common in overlaps if common.first):
        covered += max(0, (last - max(first, end)).days + (first > end))
        end = max(end, last)
    return covered
