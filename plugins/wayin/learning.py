"""What was learned, by whom, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wayin.clock import day_of

if TYPE_CHECKING:
    from wayin.knowledge import KnowledgeBase

_TOPIC = re.compile(r"(?<![\w&/])#([^\W\d_][\w/-]{0,60})")


@dataclass(frozen=True, slots=True)
class Learning:
    """One thing learned, with its source."""

    topic: str | None
    point: str
    quote: str | None
    source: str
    """The id of the interview."""
    people: tuple[str, ...]
    company: str | None
    day: date | None
    private: bool


def learnings(kb: KnowledgeBase) -> list[Learning]:
    """Everything learned, newest first; within one interview in the order of the note."""
    found = []
    for interview in kb.interviews.values():
        day = day_of(interview.facts.day) if interview.facts.day else None
        for one in interview.facts.learnings:
            topic, point = (one.topic, one.point) if one.topic else _inline(one.point)
            found.append(
                Learning(topic, point, one.quote, interview.id, interview.people, interview.company, day, one.private)
            )
    return sorted(found, key=lambda one: (-(one.day or date.min).toordinal(), one.source))


def _inline(text: str) -> tuple[str | None, str]:
    """The topic that a `#word` in a text names, and the text without it where it stands at an end."""
    found = _TOPIC.search(text)
    if not found:
        return None, text
    without = re.sub(r"(?:\s+#[^\W_][\w/-]*)+\s*$|^(?:#[^\W_][\w/-]*\s+)+(?=\S)", "", text)
    return found[1], _TOPIC.sub(r"\1", without).strip() or found[1]
