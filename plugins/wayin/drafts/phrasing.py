"""Words of a note as they may stand in a letter: whole, small, and addressed to its reader.

A note speaks about a person ("send her the slides"); a letter speaks to them. What can be turned is turned, what cannot
is left out, because a letter that calls its reader "she" is worse than one with a sentence less. The rules are those of
English; words of another language pass as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wayin.wording import MONTHS, one_line, sentences

if TYPE_CHECKING:
    from datetime import date

_THIRD = re.compile(r"\b(?:s?he|her|hers|him|his|herself|himself)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_DETERMINER = r"(?:the|an?|my|our|some|two|three|four|five|what|how|when|whether|which|that|if|about)\b"
_OBJECT = re.compile(rf"\b(?:her|him)\b(?=\s+{_DETERMINER}|\s*(?:[.,;:!?)]|$))", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:his|her)\b(?=\s)", re.IGNORECASE)
_LEARNING = re.compile(r"(?:learn|understand|hear|know|find out|see|get to know|compare)\b", re.IGNORECASE)
_ASK = re.compile(r"^ask\s+(?=(?:how|what|why|whether|where|when|which|who|about)\b)", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?:whether|(?:how|why|what|where|when)\s+(?:an?|the|one|people|you|they|it|somebody|someone))\s[^?]*",
    re.IGNORECASE,
)
_POINTS_ELSEWHERE = re.compile(r"\bthere\b(?!\s+(?:is|are|was|were|will|would|may|might|can)\b)", re.IGNORECASE)
_FIRST_WORD = re.compile(r"(?:An?|The|My|Our|Some|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Half)\b")
_VERB = re.compile(
    r"\b(?:is|isn[’']t|are|aren[’']t|was|wasn[’']t|were|weren[’']t|am|be|been|has|have|had|do|does|did|don[’']t|doesn[’']t|"
    r"didn[’']t|can|can[’']t|cannot|could|will|won[’']t|would|shall|should|may|might|must|it[’']s|that[’']s|there[’']s|"
    r"(?:begin|start|stay|keep|count|matter|need|want|ask|read|write|learn|know|take|make|get|give|go|come|find|look|"
    r"work|help|hire|pay|use|build|show|tell|say|think|try|check|test|call|send|sell|ship|grow|change|move|leave|run|"
    r"spend|hear|meet|talk|speak|put|let|mean|wait|choose|decide|prefer|expect|value|fail|win|lose|cost|teach|train|"
    r"open|reward|beat|fit|solve|own|bring|follow|lead|live|play|set|stop|depend|happen|seem|become|hold|offer)s?|"
    r"goes|teaches|matches|watches|reaches|tries|studies|began|started|stayed|kept|wrote|learned|learnt|knew|took|made|"
    r"got|gave|went|came|found|worked|helped|hired|paid|used|built|told|said|thought|tried|failed|won|lost|changed)\b",
    re.IGNORECASE,
)
LONGEST = 40
"""Words of a point beyond which only its first sentences are named."""
MOST_OF_A_NOTE = 4
"""Words that a note to oneself may have without being a sentence, though it ends in a full stop."""


def brief_of(text: str, most: int, words: int) -> str:
    """The first sentences of a text, at most so many and of so many words in all; empty if the first is too long."""
    kept: list[str] = []
    for sentence in sentences(text)[:most]:
        if len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    return " ".join(kept)


def speaks_of_somebody(text: str) -> bool:
    """Whether a text says "she", "his" or the like, which its reader would stumble over."""
    return bool(_THIRD.search(text))


def is_sentence(text: str) -> bool:
    """Return whether a text begins with a whole sentence: one with a verb, or of some length and with an end.

    `Neither.` and `salary bands in Leeds` are none: they answer a question that a letter does not repeat.
    """
    first = next(iter(sentences(text)), "")
    words = len(first.split())
    return words > 1 and (bool(_VERB.search(first)) or (words > MOST_OF_A_NOTE and first[-1] in ".!?…"))


def with_end(text: str) -> str:
    """Return a text that ends as a sentence does: with a full stop, unless it has an end."""
    ended = text.rstrip(" ,;:")
    return ended if not ended or ended.rstrip("\"'”’)»")[-1:] in (".", "!", "?", "…") else f"{ended}."


def to_you(text: str, names: tuple[str, ...] = ()) -> str:
    """What a note says of its own person, said to them; empty where it cannot be turned.

    Args:
        text: the note's words, such as `An hour of his lunch break`.
        names: what the person is called, for `Send Linnea the chapters`.
    """
    turned = _ASIDE.sub("", one_line(text)).rstrip(" .")
    for name in sorted((name for name in names if name in turned), key=len, reverse=True):
        # After a verb it is an object, and before an ’s the owner; a subject would need another verb
        turned = re.sub(rf"(?<=[a-z] )(?<!and ){re.escape(name)}(?:’s|'s)(?=\s)", "your", turned)
        turned = re.sub(rf"^(\w+ (?:to )?){re.escape(name)}(?!\w)", r"\1you", turned)
    genders = {one.casefold()[:2] for one in _THIRD.findall(turned)} - {"sh"}
    if {"he", "hi"} <= genders and re.search(r"\bher\w*\b", turned) and re.search(r"\b(?:him|his)\b", turned):
        return ""  # two people are spoken of, and one of them is not the reader
    turned = _POSSESSIVE.sub("your", _OBJECT.sub("you", turned))
    return "" if speaks_of_somebody(turned) else turned


def within_sentence(text: str) -> str:
    """A noun phrase as it goes on within a sentence: its article or number small, any other word as written."""
    return text[:1].lower() + text[1:] if _FIRST_WORD.match(text) else text


def as_wish(objective: str) -> str:
    """An objective as it follows "I would like to …"; empty unless it is one of learning.

    Objectives are notes to oneself. What is said in brackets, and what is no question to the other, stays there; so
    does what says "there", since a letter has not named the place.
    """
    wish = _ASIDE.sub("", one_line(objective)).rstrip(" .")
    if speaks_of_somebody(wish) or _POINTS_ELSEWHERE.search(wish):
        return ""
    wish = _ASK.sub("hear ", wish)
    small = wish[:1].lower() + wish[1:]
    return small if _LEARNING.match(wish) else f"hear {small}" if _QUESTION.fullmatch(wish) else ""


def as_promise(what: str) -> str:
    """A promise as it follows "I will …": its first word small, unless it is a name in capitals."""
    return what if what[1:2].isupper() else what[:1].lower() + what[1:]


def spoken_month(day: date, today: date) -> str:
    """`October`, with the year when it is another one."""
    return MONTHS[day.month - 1] + (f" {day.year}" if day.year != today.year else "")
