"""What was learned as JSON: plain dicts and lists, every reference an id. The keys are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wayin.knowledge.references import fold
from wayin.learning.agreement import stances
from wayin.learning.learnings import answers, learnings, position
from wayin.learning.topics import key, listed_as

if TYPE_CHECKING:
    from datetime import date

    from wayin.knowledge import KnowledgeBase
    from wayin.learning.learnings import Learning

JSON = dict[str, Any]


def learned_answer(kb: KnowledgeBase, *, topic: str = "", company: str = "", question: str = "") -> JSON:
    """What was learned, newest first, and the answers to the questions that were asked.

    Args:
        kb: the knowledge base.
        topic: only what was learned about this topic, in any of its ways of writing; answers have none, so they are
            left out.
        company: only what was heard in conversations about this company, by its id.
        question: only answers to questions in which these words stand; learnings answer none, so they are left out.
    """
    wanted = key(listed_as(kb, topic))
    found = [] if question else learnings_answer(kb)
    return {
        "learnings": [
            one
            for one in found
            if (not topic or wanted in {key(name) for name in one["topics"]}) and company in ("", one["company"])
        ],
        "answers": [one for one in _answers(kb, question) if not topic and company in ("", one["company"])],
    }


def learnings_answer(kb: KnowledgeBase) -> list[JSON]:
    """Everything learned, newest first, each with its source."""
    points = learnings(kb)
    marked: dict[Learning, dict[bool, list[JSON]]] = {}
    for stance in stances(kb, points)[0]:
        other = {"source": stance.other.source, "number": stance.other.number}
        marked.setdefault(stance.point, {True: [], False: []})[stance.agrees].append(other)
    return [
        {
            "topic": one.topic,
            "point": one.words,
            "quote": one.quote,
            "source": one.source,
            "person": one.people[0] if one.people else None,
            "people": list(one.people),
            "company": one.company,
            "date": _day(one.day),
            "private": one.private,
            "topics": list(one.topics),
            "number": one.number,
            "line": position(kb, one).line,
            "agrees": marked.get(one, {}).get(True, []),
            "disagrees": marked.get(one, {}).get(False, []),
        }
        for one in points
    ]


def _answers(kb: KnowledgeBase, words: str) -> list[JSON]:
    """The questions that have an answer, newest first."""
    return [
        {
            "question": one.question,
            "answer": one.answer,
            "source": one.source,
            "person": one.people[0] if one.people else None,
            "people": list(one.people),
            "company": one.company,
            "date": _day(one.day),
        }
        for one in answers(kb)
        if fold(words) in fold(one.question)
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
