"""Learnings as JSON: plain dicts and lists in which every reference is an id. The keys are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.export.documents import iso_day
from wayin.knowledge.names import fold
from wayin.learning.learnings import position
from wayin.learning.topics import key, listed_as

if TYPE_CHECKING:
    from wayin.export.documents import JSON
    from wayin.learning import Learning
    from wayin.workspace import Workspace


def learned_document(workspace: Workspace, *, topic: str = "", company: str = "", question: str = "") -> JSON:
    """Return the learnings, newest first, and the answers to questions.

    Args:
        workspace: the notes.
        topic: only learnings with this topic, however it is spelt; leaves out answers, which have no topic.
        company: only what was said in interviews about this company, by its id.
        question: only answers to questions containing these words; leaves out learnings.
    """
    wanted = key(listed_as(workspace.kb, topic))
    learnings = [] if question else learnings_document(workspace)
    answers = [] if topic else _answers(workspace, question)
    return {
        "learnings": [
            learning
            for learning in learnings
            if (not topic or wanted in {key(name) for name in learning["topics"]})
            and company in ("", learning["company"])
        ],
        "answers": [answer for answer in answers if company in ("", answer["company"])],
    }


def learnings_document(workspace: Workspace) -> list[JSON]:
    """Return all learnings, newest first, each with its source."""
    index = workspace.learnings

    def marked(learning: Learning, agrees: bool) -> list[JSON]:
        return [
            {"source": stance.other.source, "number": stance.other.number}
            for stance in index.stances_of.get(learning, ())
            if stance.point is learning and stance.agrees == agrees
        ]

    return [
        {
            "topic": learning.topic,
            "point": learning.words,
            "quote": learning.quote,
            "source": learning.source,
            "person": learning.people[0] if learning.people else None,
            "people": list(learning.people),
            "company": learning.company,
            "date": iso_day(learning.day),
            "private": learning.private,
            "topics": list(learning.topics),
            "number": learning.number,
            "line": position(workspace.kb, learning).line,
            "agrees": marked(learning, agrees=True),
            "disagrees": marked(learning, agrees=False),
        }
        for learning in index.all
    ]


def _answers(workspace: Workspace, words: str) -> list[JSON]:
    """Return the answers to questions containing these words, newest first."""
    return [
        {
            "question": answer.question,
            "answer": answer.answer,
            "source": answer.source,
            "person": answer.people[0] if answer.people else None,
            "people": list(answer.people),
            "company": answer.company,
            "date": iso_day(answer.day),
        }
        for answer in workspace.learnings.answers
        if fold(words) in fold(answer.question)
    ]
