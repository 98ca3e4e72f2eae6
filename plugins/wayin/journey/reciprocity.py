"""Giving and taking: what passed between me and each person, who has only given so far, and what might help them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wayin.clock import day_of
from wayin.reading.body import plain
from wayin.wording import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.model import Note

_WISH = re.compile(
    # Each begins with one of these letters; elsewhere nothing more is looked for
    r"\b(?=[hist])(?:\b(?:s?he|they)\s+(?:also\s+|still\s+)?(?:wants?\s+to\s+(?!talk|speak|meet)|wants?\s+an?|would\s+(?:like|love)|needs?\b|hopes?\s+to|could\s+use"
    r"|(?:is|are)\s+(?:looking|searching)\s+for|asked\s+(?:me\s+)?for|asked\s+me\s+to|asked\s+whether\s+I\b|wished\b)"
    r"|\bI\s+can\s+(?:give|send|show|lend|introduce|help)\b|\bI\s+could\s+(?:give|send|show|lend|introduce|help)\b)",
    re.IGNORECASE,
)
MOST_IDEAS = 3
"""How many things that might help one person."""
_LONGEST = 240
"""Characters of a sentence beyond which it is no help to read it again."""


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that might help a person, in the words of a note, and the note that says so."""

    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Favour:
    """One thing that was given: what, when, and the note that says so."""

    what: str
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Balance:
    """What passed between me and one person, newest first."""

    person: str
    received: tuple[Favour, ...]
    gave: tuple[Favour, ...]
    promised: tuple[Favour, ...]
    """What I said I would do and have not done; with the day by which."""

    @property
    def only_given(self) -> bool:
        """Whether they have given and had nothing back yet."""
        return bool(self.received) and not self.gave


def balances(kb: KnowledgeBase, clock: Clock) -> list[Balance]:
    """Everyone with whom anything passed; those who have only given first, those who gave most before the others."""
    found = [one for person in kb.people if (one := balance(kb, clock, person)).received or one.gave or one.promised]
    return sorted(found, key=lambda one: (not one.only_given, -len(one.received), one.person))


def balance(kb: KnowledgeBase, clock: Clock, person: str) -> Balance:
    """What passed between me and a person: as their note has it, and what the conversations and introductions tell."""
    facts = kb.people[person].facts
    # What their own note says of a day says it better than what is concluded
    taken, given = {one.day for one in facts.received}, {one.day for one in facts.gave}
    received = [Favour(one.what, one.day, person) for one in facts.received]
    gave = [Favour(one.what, one.day, person) for one in facts.gave]
    promised: list[Favour] = []
    for talk in kb.conversations.get(person, ()):
        if talk.facts.day is None or not talk.is_held(clock):
            continue
        day = day_of(talk.facts.day)
        if day not in taken:
            received.append(Favour("a conversation", day, talk.id))
        for promise in talk.facts.promised:
            if not promise.done:
                promised.append(Favour(promise.what, promise.by, talk.id))
            else:
                done = promise.done if isinstance(promise.done, date) else None
                if done is None or done not in given:
                    gave.append(Favour(promise.what, done, talk.id))
    for asks in kb.ledgers.values():
        for ask in asks:
            if ask.via == person and ask.made and clock.past(ask.made) and ask.made not in taken:
                received.append(Favour(f"an introduction to {kb.name(ask.target)}", ask.made, ask.target))
    return Balance(person, _newest(received), _newest(gave), _newest(promised))


def _newest(favours: list[Favour]) -> tuple[Favour, ...]:
    return tuple(sorted(favours, key=lambda one: (one.day is not None, one.day or date.min, one.what), reverse=True))


def ideas(kb: KnowledgeBase, person: str, most: int = MOST_IDEAS) -> list[Idea]:
    """What might help somebody, in the words of the notes on them and on our conversations.

    That is what I promised them, what I mean to do for them, and what they wish for, as far as English tells it.
    """
    talks = kb.conversations.get(person, ())
    found = [Idea(vow.what, talk.id) for talk in talks for vow in talk.facts.promised if not vow.done]
    own = kb.people[person].note
    notes = [note for note in (own, *(talk.note for talk in talks)) if note]
    found += [Idea(what, note.id) for note in notes for what in (_capital(todo.text) for todo in note.todos)]
    found += [Idea(what, note.id) for note in notes for what in _wishes(note)]
    return list({one.what: one for one in reversed(found)}.values())[::-1][:most]


def may_wish(note: Note) -> bool:
    """Return whether a note's own words may hold a wish; if not, nothing is made of them."""
    return bool(_WISH.search(note.body))


def _wishes(note: Note) -> Iterator[str]:
    """Yield sentences in which somebody wishes for something, or I could give it."""
    prose = note.paragraphs if may_wish(note) else ()
    # What was learned comes last, wherever the note has it
    learned = sorted(learning.point for learning in note.learnings if _WISH.search(learning.point))
    for paragraph in (*prose, *learned):
        for sentence in sentences(plain(paragraph)):
            if _WISH.search(sentence) and len(sentence) <= _LONGEST:
                yield _capital(sentence)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
