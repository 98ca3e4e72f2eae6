"""Topics that a company's page puts first: what the place is like, and what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.learning.topics import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.learning.learnings import Learning

CULTURE = frozenset(
    key(word)
    for word in (
        "culture", "values", "atmosphere", "team", "teamwork", "work-life-balance", "hours", "management",
        "leadership", "mentoring", "feedback", "remote",
    )
)  # fmt: skip
"""Topics that tell what a place is like to work at."""
RISK = frozenset(
    key(word)
    for word in ("risk", "red-flag", "warning", "warning-sign", "concern", "worry", "doubt", "downside", "turnover",
                 "layoff")
)  # fmt: skip
"""Topics that speak against a place. Nothing is a risk that a note does not call one."""


def about(points: Iterable[Learning], words: frozenset[str]) -> list[Learning]:
    """The points whose topics are among these."""
    return [one for one in points if any(key(name) in words for name in one.topics)]
