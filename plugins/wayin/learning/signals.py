"""Topics at the top of a company's page: culture and risks."""

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
"""Topics about working at a place."""
RISK = frozenset(
    key(word)
    for word in ("risk", "red-flag", "warning", "warning-sign", "concern", "worry", "doubt", "downside", "turnover",
                 "layoff")
)  # fmt: skip
"""Topics that speak against a place. A learning only counts as a risk if its note uses one of these."""


def about(learnings: Iterable[Learning], words: frozenset[str]) -> list[Learning]:
    """Return the learnings with any of these topics."""
    return [learning for learning in learnings if any(key(name) in words for name in learning.topics)]
