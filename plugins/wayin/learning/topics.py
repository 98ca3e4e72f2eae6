"""Topics, each under one name however it is spelt.

Two words are the same topic if they differ only in case, hyphens or plural (`Portfolio`, `portfolios`), or if the page
`notes/topics.md` says so. Each list item there has a topic, a colon and its other names:

    - pay: salary, money
    - company size: start-up or large
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wayin.diagnostics import Problem, Reporter
from wayin.knowledge.names import fold
from wayin.knowledge.page_names import term_slug
from wayin.note_parts import SourcePosition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wayin.knowledge import KnowledgeBase
    from wayin.learning.learnings import Learning
    from wayin.model import Note

FILE = "topics"
"""The id of the page that lists other names of topics."""
ALIKE = 0.86
"""The similarity (`difflib.SequenceMatcher.ratio`) from which two topics are reported as possibly the same."""
_MOST_COMPARED = 400
"""The most topics to compare with each other; the cost is quadratic."""

_ITEM = re.compile(r"[ \t]{0,3}[-*+][ \t]+([^:\n]{1,80})(?::[ \t]+([^\n]*))?$")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with all its learnings."""

    name: str
    points: tuple[Learning, ...]

    @property
    def key(self) -> str:
        """Return its slug."""
        return topic_slug(self.name)

    @property
    def title(self) -> str:
        """Return its name as a heading."""
        return titled(self.name)


def titled(name: str) -> str:
    """Return a topic's name as a heading: `company-size` becomes `Company size`."""
    words = re.sub(r"[-_/]+", lambda match: " / " if "/" in match[0] else " ", name).strip()
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=65536)
def topic_slug(word: str) -> str:
    """Return a topic's slug; if it has no letters (an emoji), the code points of its characters."""
    return term_slug(word) or "-".join(f"u{ord(char):x}" for char in word if not char.isspace())


def key(word: str) -> str:
    """Return what all spellings of a topic share: no case, no hyphens, no plural."""
    return "-".join(_singular(part) for part in topic_slug(word).split("-"))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def topics(learnings: Iterable[Learning]) -> list[Topic]:
    """Return all topics, the most discussed first."""
    gathered: dict[str, list[Learning]] = {}
    for learning in learnings:
        for name in learning.topics:
            gathered.setdefault(name, []).append(learning)
    all_topics = [Topic(name, tuple(all_)) for name, all_ in gathered.items()]
    return sorted(all_topics, key=lambda topic: (-voices(topic.points), -len(topic.points), topic.key, topic.name))


def voices(learnings: Iterable[Learning]) -> int:
    """Return the number of independent voices; people who spoke in the same interview count once."""
    together: dict[str, str] = {}

    def spokesperson(name: str) -> str:
        while (next_one := together.setdefault(name, name)) != name:
            together[name] = name = together[next_one]
        return name

    for learning in learnings:
        first, *others = learning.people or (learning.source,)
        for other in others:
            together[spokesperson(other)] = spokesperson(first)
        spokesperson(first)
    return sum(name == speaker for name, speaker in together.items())


def names(kb: KnowledgeBase, written: Iterable[str]) -> dict[str, str]:
    """Return the name of each topic as written: the name from the page of topics, else the most frequent spelling."""
    counts = Counter(written)
    listed = _listed(kb)
    chosen: dict[str, tuple[int, str]] = {}
    for word, count in counts.items():
        best = chosen.setdefault(key(word), (-count, word))
        chosen[key(word)] = min(best, (-count, word))
    return {word: listed.get(key(word), chosen[key(word)][1]) for word in counts}


def listed_as(kb: KnowledgeBase, word: str) -> str:
    """Return the topic that the page of topics lists a word under, else the word itself."""
    return _listed(kb).get(key(word), word)


def _listed(kb: KnowledgeBase, reporter: Reporter | None = None) -> dict[str, str]:
    """Return the name for each key on the page of topics; report words listed under two topics."""
    note = kb.pages.get(FILE)
    topic_names: dict[str, str] = {}
    for number, line in enumerate(note.body.split("\n") if note else ()):
        item = _ITEM.match(line.rstrip())
        if not item or not note:
            continue
        name = " ".join(item[1].split())
        for word in (name, *(item[2] or "").split(",")):
            first = topic_names.setdefault(key(word), name) if key(word) else name
            if reporter and first != name:
                place = SourcePosition(note.body_line + number, max(line.find(word.strip()), 0) + 1)
                reporter.report(note, place, "topic-twice", word=word.strip(), first=first, second=name)
    return topic_names


def problems(
    kb: KnowledgeBase, all_topics: Sequence[Topic], where: dict[str, tuple[Note, SourcePosition]]
) -> list[Problem]:
    """Return topics that may be the same, and words listed under two topics.

    Args:
        kb: the knowledge base.
        all_topics: the topics, the most discussed first.
        where: for each topic, the note and the position of its first mention.
    """
    reporter = Reporter()
    listed = _listed(kb, reporter)
    meant = {key(name) for name in listed.values()}
    compared = [topic for topic in all_topics if len(topic.name) > 4][:_MOST_COMPARED]
    matcher = difflib.SequenceMatcher(autojunk=False)
    for i, topic in enumerate(compared):
        matcher.set_seq2(fold(topic.name))
        for other in compared[i + 1 :]:
            if key(topic.name) in meant and key(other.name) in meant:
                continue
            matcher.set_seq1(fold(other.name))
            if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE:
                reporter.report(*where[other.name], "topics-alike", one=topic.name, other=other.name)
    return reporter.problems
