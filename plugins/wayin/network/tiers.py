"""The tier of a way in a word: warm, promising, possible or a long shot."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.network.ways import Search, Way

Tier = Literal["warm", "promising", "possible", "long shot"]
TIERS: tuple[Tier, ...] = ("warm", "promising", "possible", "long shot")

_BY_SCORE: tuple[tuple[float, Tier], ...] = ((0.25, "warm"), (0.10, "promising"), (0.03, "possible"))
_BY_TIE: tuple[tuple[float, Tier], ...] = ((0.5, "warm"), (0.3, "promising"), (0.12, "possible"))
ABOUT = 0.85
"""The share of the better score from which two neighbours count as about as good."""


class Grade(NamedTuple):
    """The tier of a way among others."""

    tier: Tier
    about_as_good: bool
    """Whether it is about as good as the one before it, and so has the same tier."""


def tier(score: float, weakest: float) -> Tier:
    """Return the tier for a way's score and the quality of its weakest tie.

    >>> tier(0.3, 0.6), tier(0.3, 0.4), tier(0.05, 0.6)
    ('warm', 'promising', 'possible')
    """
    by_score: Tier = next((name for least, name in _BY_SCORE if score >= least), "long shot")
    return max(by_score, tie_tier(weakest), key=TIERS.index)


def tie_tier(quality: float) -> Tier:
    """Return the tier of a tie with this quality.

    >>> tie_tier(0.55), tie_tier(0.11)
    ('warm', 'long shot')
    """
    return next((name for least, name in _BY_TIE if quality >= least), "long shot")


def way_tier(way: Way, search: Search) -> Tier:
    """Return the tier of a way from its score and weakest tie."""
    return tier(way.score, min(search.qualities(way)))


def grades(ways: Iterable[Way], search: Search) -> list[Grade]:
    """Return the grades of these ways in their order; neighbours with about the same score share the better tier."""
    ordered = list(ways)
    way_grades = [Grade(way_tier(way, search), False) for way in ordered[:1]]
    for before, way in pairwise(ordered):
        is_about = min(before.score, way.score) >= ABOUT * max(before.score, way.score)
        way_grades.append(Grade(way_grades[-1].tier if is_about else way_tier(way, search), is_about))
    return way_grades
