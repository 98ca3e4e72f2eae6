"""Agreements and disagreements between people, as the notes mark them. Nothing is guessed.

A learning lists under `agrees:` or `disagrees:` a person or an interview. Add `#topic` when the topic differs:
`[[2026-10-22-ada-park#pay]]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wayin.diagnostics import Problem, Reporter
from wayin.knowledge.lookup import alike, finder
from wayin.learning.learnings import position
from wayin.learning.topics import key
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.knowledge import KnowledgeBase
    from wayin.learning.learnings import Learning


@dataclass(frozen=True, slots=True)
class Stance:
    """A learning and another that it agrees or disagrees with."""

    point: Learning
    other: Learning
    agrees: bool


def stances(kb: KnowledgeBase, learnings: Sequence[Learning]) -> tuple[list[Stance], list[Problem]]:
    """Return the marked agreements and disagreements, in the order of the learnings, and references without a match."""
    marked_stances: list[Stance] = []
    reporter = Reporter()
    asked: _Asked | None = None
    for learning in learnings:
        for field, words in (("agrees", learning.agrees), ("disagrees", learning.disagrees)):
            for word in words:
                asked = asked or _Asked(kb, learnings, reporter)
                marked_stances += [
                    Stance(learning, other, field == "agrees") for other in asked.meant(learning, word, field)
                ]
    return marked_stances, reporter.problems


class _Asked:
    """Resolves references to learnings."""

    def __init__(self, kb: KnowledgeBase, learnings: Iterable[Learning], reporter: Reporter) -> None:
        self.kb, self.reporter = kb, reporter
        self.lookup = finder(kb, "person", "interview", "company")
        self.said: dict[str | None, list[Learning]] = {}
        for learning in learnings:
            for node in {learning.source, learning.company, *learning.people}:
                self.said.setdefault(node, []).append(learning)

    def meant(self, learning: Learning, word: str, field: str) -> list[Learning]:
        """Return the learnings that a reference in another learning means; report a reference without a match."""
        named, _, topic = (part.strip() for part in word.partition("#"))
        answer = self.lookup.find(named)
        if answer.id is None:
            self._unknown(learning, named or word, field, answer.ambiguous)
            return []
        theirs = [other for other in self.said.get(answer.id, ()) if other is not learning]
        wanted = {key(topic)} if topic else {key(name) for name in learning.topics}
        same = [other for other in theirs if wanted & {key(name) for name in other.topics}]
        if same or (not topic and len(theirs) == 1):
            return same or theirs
        spoke = listed(dict.fromkeys(name for other in theirs for name in other.topics))
        self._report(
            learning, "no-such-point" if spoke else "no-such-point/none", field, named=named, noted=spoke,
            topic=next((topic for other in theirs[:1] for topic in other.topics), "pay"),
            about=topic or learning.topic or "the same topic",
        )  # fmt: skip
        return []

    def _unknown(self, learning: Learning, named: str, field: str, several: tuple[str, ...]) -> None:
        near = [] if several else alike(self.kb, named, "person", "interview", most=1)
        key = "unknown-voice/several" if several else "unknown-voice/near" if near else "unknown-voice"
        self._report(learning, key, field, named=named, near=next(iter(near), ""), several=listed(several, "or"))

    def _report(self, learning: Learning, key: str, field: str, **values: Any) -> None:
        note = self.kb.interviews[learning.source].note
        self.reporter.report(note, position(self.kb, learning, field), key, field=field, **values)
