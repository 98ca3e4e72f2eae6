"""Where people agree and where they do not, as the notes say it and never guessed.

A learning says `agrees:` or `disagrees:` and names whom: a person, or a conversation, and after a `#` the topic, where
it is another: `[[2026-10-22-ada-park#pay]]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.knowledge.lookup import alike, finder
from wayin.learning.learnings import position
from wayin.learning.topics import key
from wayin.model import Problem, excerpt
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.knowledge import KnowledgeBase
    from wayin.learning.learnings import Learning


@dataclass(frozen=True, slots=True)
class Stance:
    """One point, and another that it agrees or disagrees with."""

    point: Learning
    other: Learning
    agrees: bool


def stances(kb: KnowledgeBase, points: Sequence[Learning]) -> tuple[list[Stance], list[Problem]]:
    """Every agreement and disagreement that the notes mark, in the order of the points; and what names no point."""
    found: list[Stance] = []
    problems: list[Problem] = []
    asked: _Asked | None = None
    for one in points:
        for field, words in (("agrees", one.agrees), ("disagrees", one.disagrees)):
            for word in words:
                asked = asked or _Asked(kb, points)
                others, problem = asked.meant(one, word, field)
                found += [Stance(one, other, field == "agrees") for other in others]
                problems += [problem] if problem else []
    return found, problems


class _Asked:
    """Finds the points that words name."""

    def __init__(self, kb: KnowledgeBase, points: Iterable[Learning]) -> None:
        self.kb = kb
        self.lookup = finder(kb, "person", "interview", "company")
        self.said: dict[str | None, list[Learning]] = {}
        for one in points:
            for node in {one.source, one.company, *one.people}:
                self.said.setdefault(node, []).append(one)

    def meant(self, one: Learning, word: str, field: str) -> tuple[list[Learning], Problem | None]:
        """The points that a word names, seen from another point; or why there are none."""
        named, _, topic = (part.strip() for part in word.partition("#"))
        answer = self.lookup.find(named)
        if answer.id is None:
            return [], self._unknown(one, named or word, field, answer.ambiguous)
        theirs = [other for other in self.said.get(answer.id, ()) if other is not one]
        wanted = {key(topic)} if topic else {key(name) for name in one.topics}
        same = [other for other in theirs if wanted & {key(name) for name in other.topics}]
        if same or (not topic and len(theirs) == 1):
            return same or theirs, None
        spoke = listed(dict.fromkeys(name for other in theirs for name in other.topics))
        fix = "Name somebody whose words on it are noted, or remove this line."
        if spoke:
            fix = f"Name a topic after a #, as in [[{named}#{next(iter(theirs[0].topics), 'pay')}]]; noted are {spoke}."
        about = topic or one.topic or "the same topic"
        message = f"`{field}` names {named}, of whom nothing is noted about {about}."
        return [], _problem(self.kb, one, field, "no-such-point", message, fix)

    def _unknown(self, one: Learning, named: str, field: str, several: tuple[str, ...]) -> Problem:
        near = alike(self.kb, named, "person", "interview", most=1)
        meant = f"Did you mean {near[0]}? " if near and not several else ""
        why = f"which may be {listed(several, 'or')}" if several else "and no note has that name"
        fix = f"{meant}Name a person, or a conversation with its topic: [[2026-10-22-ada-park#pay]]."
        return _problem(self.kb, one, field, "unknown-voice", f"`{field}` names {named}, {why}.", fix)


def _problem(kb: KnowledgeBase, one: Learning, field: str, code: str, message: str, fix: str) -> Problem:
    note, place = kb.interviews[one.source].note, position(kb, one, field)
    return Problem(
        note.path, place.line, place.column, "warning", code, message, fix, excerpt(note.lines(), place)
    )  # fmt: skip
