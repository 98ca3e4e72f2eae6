"""Give and take: favours between you and each person, who you owe one, and ideas for giving back."""

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
    # The alternatives all start with one of these letters, so that other positions are skipped fast
    r"\b(?=[hist])(?:\b(?:s?he|they)\s+(?:also\s+|still\s+)?(?:wants?\s+to\s+(?!talk|speak|meet)|wants?\s+an?|would\s+(?:like|love)|needs?\b|hopes?\s+to|could\s+use"
    r"|(?:is|are)\s+(?:looking|searching)\s+for|asked\s+(?:me\s+)?for|asked\s+me\s+to|asked\s+whether\s+I\b|wished\b)"
    r"|\bI\s+can\s+(?:give|send|show|lend|introduce|help)\b|\bI\s+could\s+(?:give|send|show|lend|introduce|help)\b)",
    re.IGNORECASE,
)
MOST_IDEAS = 3
"""The most ideas for a person."""
_LONGEST = 240
"""The most characters in a sentence used as an idea."""


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that might help a person, in a note's words, with its source."""

    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Favour:
    """A favour: what, when, and the note that mentions it."""

    what: str
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Balance:
    """The favours between you and a person, newest first."""

    person: str
    received: tuple[Favour, ...]
    gave: tuple[Favour, ...]
    promised: tuple[Favour, ...]
    """Promises you haven't kept yet, with the day they are due."""

    @property
    def only_given(self) -> bool:
        """Return whether they have given and received nothing yet."""
        return bool(self.received) and not self.gave


def balances(kb: KnowledgeBase, clock: Clock) -> list[Balance]:
    """Return everyone you exchanged favours with; first those you owe, then those who gave most."""
    found = [one for person in kb.people if (one := balance(kb, clock, person)).received or one.gave or one.promised]
    return sorted(found, key=lambda one: (not one.only_given, -len(one.received), one.person))


def balance(kb: KnowledgeBase, clock: Clock, person: str) -> Balance:
    """Return the favours between you and a person, from their note, interviews and introductions."""
    facts = kb.people[person].facts
    # Their note describes a day's favour better than what can be concluded
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
    for ask in kb.asks_of.get(person, ()):
        if ask.made and clock.past(ask.made) and ask.made not in taken:
            received.append(Favour(f"an introduction to {kb.name(ask.target)}", ask.made, ask.target))
    return Balance(person, _newest(received), _newest(gave), _newest(promised))


def _newest(favours: list[Favour]) -> tuple[Favour, ...]:
    return tuple(sorted(favours, key=lambda one: (one.day is not None, one.day or date.min, one.what), reverse=True))


def ideas(kb: KnowledgeBase, person: str, most: int = MOST_IDEAS) -> list[Idea]:
    """Return ideas for helping somebody, in the words of the notes on them and your interviews.

    They are your promises, your plans for them, and their wishes, as far as they are expressed in English.
    """
    talks = kb.conversations.get(person, ())
    found = [Idea(vow.what, talk.id) for talk in talks for vow in talk.facts.promised if not vow.done]
    own = kb.people[person].note
    notes = [note for note in (own, *(talk.note for talk in talks)) if note]
    found += [Idea(what, note.id) for note in notes for what in (_capital(todo.text) for todo in note.todos)]
    found += [Idea(what, note.id) for note in notes for what in _wishes(note)]
    return list({one.what: one for one in reversed(found)}.values())[::-1][:most]


def may_wish(note: Note) -> bool:
    """Return whether a note's text may contain a wish; otherwise nothing is computed from it."""
    return bool(_WISH.search(note.body))


def _wishes(note: Note) -> Iterator[str]:
    """Yield sentences with a wish of theirs or something you could give."""
    prose = note.paragraphs if may_wish(note) else ()
    # Learnings come last, wherever the note has them
    learned = sorted(learning.point for learning in note.learnings if _WISH.search(learning.point))
    for paragraph in (*prose, *learned):
        for sentence in sentences(plain(paragraph)):
            if _WISH.search(sentence) and len(sentence) <= _LONGEST:
                yield _capital(sentence)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
