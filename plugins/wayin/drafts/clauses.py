"""How two people know each other, from a note, in words for one of them: `you worked for Neil for six years`.

A `context` is free text in the writer's shorthand ("worked for him for six years", "former colleagues at Acme"). It is
only rephrased if it is certain who did what; anything else is left out, because a draft that gets a relation wrong is
worse than one that says less. The rules are for English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wayin.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

Role = Literal["author", "other", "both"]

LONGEST = 14
"""The most words of a clause; anything longer is a story."""
_PRESENT = {
    "reports": "report", "works": "work", "teaches": "teach", "manages": "manage", "leads": "lead", "sits": "sit",
    "plays": "play", "sings": "sing", "shares": "share", "runs": "run", "mentors": "mentor", "coaches": "coach",
    "supervises": "supervise", "trains": "train", "climbs": "climb", "rows": "row", "meets": "meet",
    "studies": "study", "volunteers": "volunteer", "collaborates": "collaborate",
}  # fmt: skip
_PAST = (
    "worked studied trained taught managed led hired mentored supervised reported coached tutored shared met built "
    "wrote ran founded sat sang played served collaborated volunteered published climbed rowed organised organized"
).split()
_VERB = re.compile(
    rf"(?P<verb>(?:{'|'.join(_PAST)})\b|(?:{'|'.join(_PRESENT)})\b|grew up\b|set up\b|co-?founded\b"
    r"|went to (?:school|university|college)\b"
    rf"|used to (?:{'|'.join(_PRESENT.values())})\b)(?P<rest>.*)"
)
_PASSIVE = re.compile(
    r"(?:(?:was|were|is|are|got) )?(?P<verb>managed|mentored|taught|trained|hired|supervised|coached|tutored|led)"
    r"(?P<rest> by .*)"
)
_SAME = re.compile(r"(?:they )?(?P<verb>are |were )?(?P<rest>(?:on|in|at) the same .+)")
_TOGETHER = re.compile(r"\b(?:together|side by side|each other|one another|the same)\b")
_ANY_VERB = re.compile(r"(?P<verb>[a-z]{3,})\b(?P<rest> .*)")
_PEERS = re.compile(
    r"(?:they(?: are|['’]re| were) )?(?P<old>(?:former|ex|old)[ -])?"
    r"(?P<kind>(?:close|good|school|university|work|fellow) )?"
    r"(?P<noun>colleague|classmate|schoolmate|flatmate|roommate|teammate|friend|neighbour|neighbor|co-founder|student)s?"
    r"(?P<rest> (?:at|in|from|on|for|since|until) .+)?"
)
_TIME = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:years?|months?|summers?|terms?|semesters?)\b.*"
)
_AFTER = r"(?=$|[,.]|\s+(?:at|in|on|for|from|during|until|since|to|as|through|by|again|there|together|twice|once)\b)"
_OBJECT = re.compile(rf"\b(?:him|them|her{_AFTER})")
_OWNER = re.compile(r"\b(?:his|her|hers|their|he|she|they|himself|herself|I|me|my|we|us|our)\b")
_END = re.compile(
    r"\s*(?:[;:–—(]|,\s|\b(?:when|while|who|whom|because|but|then|where|before|after|though)\b|\band (?![A-Z])).*"
)
_UNTOLD = re.compile(
    r"\b(?:dat(?:ed|ing)|marri\w*|divorc\w*|affair|hat(?:e|ed|es)|dislik\w*|fired|sued|fell out|broke up|slept|kiss\w*|"
    r"flirt\w*|owe[sd]?|drunk|drank|gossip\w*|secret\w*|confiden\w*|complain\w*|ill|sick|badly|fought|argu\w*)\b",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """Who did what with whom: `author` is the note's person, `other` the person it is about."""

    subject: Role
    verb: str
    rest: str
    """The text after the verb, with `{}` for the person who isn't the subject."""
    object: str = ""
    """The note's word for them there."""


def parse(context: str, author: tuple[str, ...], other: tuple[str, ...]) -> Clause | None:
    """Return what a context says about the note's person and the other; None if it isn't certain.

    Args:
        context: the note's words, such as `worked for him for six years`.
        author: the names of the note's person, longest first.
        other: the names of the other, longest first.

    >>> parse("worked for him for six years", ("Ada Park", "Ada"), ("Neil Ash", "Neil"))
    Clause(subject='author', verb='worked', rest=' for {} for six years', object='him')
    >>> parse("organises the evening talks", ("Ada",), ("Neil",)) is None
    True
    """
    text = _END.sub("", one_line(context)).strip(" .")
    if not text or len(text.split()) > LONGEST or "{" in text or "}" in text or _UNTOLD.search(context):
        return None
    if text.split()[0] not in {word for name in (*author, *other) for word in name.split()}:
        text = text[0].lower() + text[1:]
    return _peers(text) or _same(text) or _time(text, other) or _sentence(text, author, other)


def _peers(text: str) -> Clause | None:
    if not (found := _PEERS.fullmatch(text)):
        return None
    rest, noun = found["rest"] or "", found["noun"]
    if _OWNER.search(rest):
        return None
    is_past = bool(found["old"] and found["old"].strip(" -") != "old") or " were " in text or bool(
        re.search(r" (?:until|for) ", rest)
    )  # fmt: skip
    old = "old " if found["old"] == "old " else ""
    return Clause("both", "were" if is_past else "are", f" {old}{found['kind'] or ''}{noun}s{rest}")


def _same(text: str) -> Clause | None:
    if not (found := _SAME.fullmatch(text)) or _OWNER.search(found["rest"]):
        return None
    return Clause("both", (found["verb"] or "are").strip(), f" {found['rest']}")


def _time(text: str, other: tuple[str, ...]) -> Clause | None:
    if not _TIME.fullmatch(text):
        return None
    rest, called = _with_place(f" {text}", other)
    if _OWNER.search(rest):
        return None
    if called:
        return Clause("author", "spent", rest, called)
    return Clause("both", "spent", rest) if _TOGETHER.search(rest) else None


def _sentence(text: str, author: tuple[str, ...], other: tuple[str, ...]) -> Clause | None:
    subject, text = _subject(text, author, other)
    passive = _PASSIVE.fullmatch(text)
    found = passive or _VERB.fullmatch(text)
    is_plain = text.partition(" ")[0] in _PRESENT.values()
    if found is None and (subject == "both" or (subject is None and is_plain)) and _TOGETHER.search(text):
        found, subject = _ANY_VERB.fullmatch(text), "both"
    if found is None:
        return None
    verb, rest = f"was {found['verb']}" if passive else found["verb"], found["rest"]
    rest_other, of_other = _with_place(rest, other)
    rest_author, of_author = _with_place(rest, author, pronouns=subject == "other")
    if subject == "other":
        rest, called = rest_author, of_author
    elif subject is None and of_author and not of_other:
        return None
    elif subject == "unknown":
        if bool(_names(rest, author)) == bool(_names(rest, other)):
            return None
        subject = "other" if _names(rest, author) else "author"
        rest, called = (rest_author, of_author) if subject == "other" else (rest_other, of_other)
    else:
        rest, called = rest_other, of_other
    if _OWNER.search(rest):
        return None
    if subject is None:
        if called:
            subject = "author"
        elif verb.startswith(("share", "met")) or _TOGETHER.search(rest):
            subject = "both"
        else:
            return None
    if (subject == "both") == bool(called):
        return None  # it says nothing of the other, or more than one can tell
    return Clause("both" if subject == "both" else "author" if subject == "author" else "other", verb, rest, called)


def _subject(
    text: str, author: tuple[str, ...], other: tuple[str, ...]
) -> tuple[Literal["author", "other", "both", "unknown"] | None, str]:
    """Return the subject at the start of a text, and the rest."""
    if found := re.match(r"(?:they(?: both)?|both(?: of them)?) ", text):
        return "both", text[found.end() :]
    orders = ((first, second) for pair in ((author, other), (other, author)) for first in pair[0] for second in pair[1])
    if rest := _after((f"{first} and {second}" for first, second in orders), text):
        return "both", rest
    if rest := _after(author, text):
        return "author", rest
    if rest := _after(other, text):
        return "other", rest
    if found := re.match(r"(?:he|she) ", text):
        return "unknown", text[found.end() :]
    return None, text


def _after(subjects: Iterable[str], text: str) -> str | None:
    """Return the text after the first of these subjects it starts with; None if it starts with none."""
    return next((text[len(subject) + 1 :] for subject in subjects if text.startswith(f"{subject} ")), None)


def _names(text: str, names: tuple[str, ...]) -> re.Match[str] | None:
    if not any(name in text for name in names):
        return None
    return re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w|’|')", text)


def _with_place(rest: str, names: tuple[str, ...], *, pronouns: bool = True) -> tuple[str, str]:
    """Return a text with a placeholder for the person it names or calls `him`, and the word replaced."""
    found = _names(rest, names) or (_OBJECT.search(rest) if pronouns else None)
    if not found:
        return rest, ""
    return f"{rest[: found.start()]}{{}}{rest[found.end() :]}", found[0]


def to_author(clause: Clause, other: str) -> str:
    """Return a clause in words for the note's own person; `other` is the other's name."""
    if clause.subject == "other":
        return _said(clause, other, "you", plural=False)
    return _said(clause, "you", clause.object, plural=True)


def to_other(clause: Clause, author: str) -> str:
    """Return a clause in words for the person it is about; `author` is the other's name."""
    if clause.subject == "author":
        return _said(clause, author, "you", plural=False)
    return _said(clause, "you", author, plural=True)


def of_both(clause: Clause, author: str, other: str) -> str:
    """Return a clause about two people in words for a third."""
    subject = {"author": author, "other": other, "both": f"{author} and {other}"}[clause.subject]
    object_ = author if clause.subject == "other" else other
    return _said(clause, subject, object_, plural=clause.subject == "both")


def _said(clause: Clause, subject: str, object_: str, *, plural: bool) -> str:
    verb = _PRESENT.get(clause.verb, clause.verb) if plural else clause.verb
    verb = re.sub("^was ", "were ", verb) if plural else verb
    if clause.verb == "are" and subject == "you":
        return f"you're{clause.rest}"
    return f"{subject} {verb}{clause.rest.replace('{}', object_)}"
