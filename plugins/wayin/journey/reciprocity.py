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
    kept_balances = [
        person_balance
        for person in kb.people
        if (person_balance := balance(kb, clock, person)).received or person_balance.gave or person_balance.promised
    ]
    return sorted(
        kept_balances,
        key=lambda person_balance: (
            not person_balance.only_given,
            -len(person_balance.received),
            person_balance.person,
        ),
    )


def balance(kb: KnowledgeBase, clock: Clock, person: str) -> Balance:
    """Return the favours between you and a person, from their note, interviews and introductions."""
    facts = kb.people[person].facts
    # Their note describes a day's favour better than what can be concluded
    taken, given = {favour.day for favour in facts.received}, {favour.day for favour in facts.gave}
    received = [Favour(favour.what, favour.day, person) for favour in facts.received]
    gave = [Favour(favour.what, favour.day, person) for favour in facts.gave]
    promised: list[Favour] = []
    for interview in kb.interviews_with.get(person, ()):
        if interview.facts.day is None or not interview.is_held(clock):
            continue
        day = day_of(interview.facts.day)
        if day not in taken:
            received.append(Favour("a conversation", day, interview.id))
        for promise in interview.facts.promised:
            if not promise.done:
                promised.append(Favour(promise.what, promise.by, interview.id))
            else:
                done = promise.done if isinstance(promise.done, date) else None
                if done is None or done not in given:
                    gave.append(Favour(promise.what, done, interview.id))
    for ask in kb.asks_of.get(person, ()):
        if ask.made and clock.past(ask.made) and ask.made not in taken:
            received.append(Favour(f"an introduction to {kb.name(ask.target)}", ask.made, ask.target))
    return Balance(person, _newest(received), _newest(gave), _newest(promised))


def _newest(favours: list[Favour]) -> tuple[Favour, ...]:
    return tuple(
        sorted(favours, key=lambda favour: (favour.day is not None, favour.day or date.min, favour.what), reverse=True)
    )


def ideas(kb: KnowledgeBase, person: str, most: int = MOST_IDEAS) -> list[Idea]:
    """Return ideas for helping somebody, in the words of the notes on them and your interviews.

    They are your promises, your plans for them, and their wishes, as far as they are expressed in English.
    """
    interviews = kb.interviews_with.get(person, ())
    candidates = [
        Idea(vow.what, interview.id) for interview in interviews for vow in interview.facts.promised if not vow.done
    ]
    own = kb.people[person].note
    notes = [note for note in (own, *(interview.note for interview in interviews)) if note]
    candidates += [Idea(what, note.id) for note in notes for what in (_capital(todo.text) for todo in note.todos)]
    candidates += [Idea(what, note.id) for note in notes for what in _wishes(note)]
    return list({idea.what: idea for idea in reversed(candidates)}.values())[::-1][:most]


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
