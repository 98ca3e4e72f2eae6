"""Texts of a note adapted for a draft: complete, in lower case, and addressed to its reader.

A note talks about a person ("send her the slides"); a draft talks to them. Texts that can't be rephrased are left out,
because a draft that calls its reader "she" is worse than one with a sentence less. The rules are for English; other
languages pass unchanged.
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
"""Words of a point beyond which only its first sentences are used."""
MOST_OF_A_NOTE = 4
"""The most words of a fragment, even if it ends in a full stop."""


def brief_of(text: str, most: int, words: int) -> str:
    """Return the first sentences of a text within these limits; empty if the first is too long."""
    kept: list[str] = []
    for sentence in sentences(text)[:most]:
        if len(" ".join([*kept, sentence]).split()) > words:
            break
        kept.append(sentence)
    return " ".join(kept)


def speaks_of_somebody(text: str) -> bool:
    """Return whether a text contains "she", "his" or the like, which would confuse its reader."""
    return bool(_THIRD.search(text))


def is_sentence(text: str) -> bool:
    """Return whether a text starts with a complete sentence: with a verb, or of some length and with an end.

    `Neither.` and `salary bands in Leeds` aren't: they answer a question that the draft doesn't repeat.
    """
    first = next(iter(sentences(text)), "")
    words = len(first.split())
    return words > 1 and (bool(_VERB.search(first)) or (words > MOST_OF_A_NOTE and first[-1] in ".!?…"))


def with_end(text: str) -> str:
    """Return a text with a full stop, unless it has another end."""
    ended = text.rstrip(" ,;:")
    return ended if not ended or ended.rstrip("\"'”’)»")[-1:] in (".", "!", "?", "…") else f"{ended}."


def to_you(text: str, names: tuple[str, ...] = ()) -> str:
    """Return a note's text about its person in words for them; empty if it can't be rephrased.

    Args:
        text: the note's words, such as `An hour of his lunch break`.
        names: the person's names, for `Send Linnea the chapters`.
    """
    turned = _ASIDE.sub("", one_line(text)).rstrip(" .")
    for name in sorted((name for name in names if name in turned), key=len, reverse=True):
        # After a verb the name is an object, and before an ’s the owner; as a subject it would need another verb form
        turned = re.sub(rf"(?<=[a-z] )(?<!and ){re.escape(name)}(?:’s|'s)(?=\s)", "your", turned)
        turned = re.sub(rf"^(\w+ (?:to )?){re.escape(name)}(?!\w)", r"\1you", turned)
    genders = {pronoun.casefold()[:2] for pronoun in _THIRD.findall(turned)} - {"sh"}
    if {"he", "hi"} <= genders and re.search(r"\bher\w*\b", turned) and re.search(r"\b(?:him|his)\b", turned):
        return ""  # it is about two people, and one of them isn't the reader
    turned = _POSSESSIVE.sub("your", _OBJECT.sub("you", turned))
    return "" if speaks_of_somebody(turned) else turned


def within_sentence(text: str) -> str:
    """Return a noun phrase for the middle of a sentence: its article or number in lower case, other words unchanged."""
    return text[:1].lower() + text[1:] if _FIRST_WORD.match(text) else text


def as_wish(objective: str) -> str:
    """Return an objective to follow "I would like to …"; empty unless it is about learning.

    Objectives are private notes. Text in brackets and anything that isn't a question for the reader is left out; so is
    a text with "there", because the draft hasn't named the place.
    """
    wish = _ASIDE.sub("", one_line(objective)).rstrip(" .")
    if speaks_of_somebody(wish) or _POINTS_ELSEWHERE.search(wish):
        return ""
    wish = _ASK.sub("hear ", wish)
    small = wish[:1].lower() + wish[1:]
    return small if _LEARNING.match(wish) else f"hear {small}" if _QUESTION.fullmatch(wish) else ""


def as_promise(what: str) -> str:
    """Return a promise to follow "I will …", with its first word in lower case unless it is a name in capitals."""
    return what if what[1:2].isupper() else what[:1].lower() + what[1:]


def format_month(day: date, today: date) -> str:
    """Return a month as `October`, with the year if it isn't the current one."""
    return MONTHS[day.month - 1] + (f" {day.year}" if day.year != today.year else "")
