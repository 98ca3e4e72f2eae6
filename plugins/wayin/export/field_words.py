"""What each field is for, for the JSON Schema and docs/fields.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.model import Kind

_SHARED = {
    "name": "What it is called. Without it, the first heading, else the `title`, else the file's name.",
    "aliases": "Other names that links may use.",
    "tags": "Words to group notes by. A line of nothing but `#tags` in the text counts, too.",
    "private": "Leaves the note out of every share edition. Anything but `false` is private.",
    "not_before": "Puts off everything that is due of this note until that day.",
}
_WORK = {
    "role": "What they do now.",
    "company": "Where they work now; a list is several positions.",
    "work": "Positions, each with `company`, `role`, `from` and `to`. Without `to` it goes on.",
    "education": "Times at a school, each with `school`, `degree`, `from` and `to`.",
}
WORDS: dict[str, dict[str, str]] = {
    "person": _SHARED | _WORK | {
        "call_me": "What they are called in drafts, such as a first name or a nickname.",
        "closeness": "How readily this person would take your call, 1 to 5. Without it, what your notes show counts.",
        "known_through": "How you know them.",
        "introduced_by": "Who introduced you.",
        "knows": "Whom this person knows: names, or entries with `person`, `strength` and more.",
        "introduces": "Whether they are willing to introduce you: yes, ask, reluctant or no.",
        "confidential": "They must not be asked, and nobody learns that you know them.",
        "not_for": "People and companies for which they are never asked.",
        "not_same_as": "Contacts in your exported files who are somebody else.",
        "knows_i_look": "Whether they know that you are looking, though they work where you work.",
        "introductions": "Your requests to be introduced to this person, each with `via` and its days.",
        "keep_in_touch": "How often to be in touch: 30d, 6w, 3m, monthly, every 6 weeks; never ends it.",
        "last_contact": "When you were last in touch, if your notes don't show it.",
        "gave": "What you gave them, each with `date` and `what`.",
        "received": "What they gave you, each with `date` and `what`.",
        "birthday": "Their birthday, with or without the year.",
        "email": "Their e-mail address; of a list, the first is written to.",
        "emails": "Further e-mail addresses.",
        "phone": "Their telephone number; a list is several.",
        "phones": "Further telephone numbers.",
        "linkedin": "The address of their LinkedIn profile.",
        "website": "The address of their website.",
        "location": "Where they live or work.",
        "photo": "A picture among your notes, shown beside their name.",
    },
    "company": _SHARED | {
        "website": "The address of its website.",
        "linkedin": "The address of its LinkedIn page.",
        "location": "Where it is.",
        "industry": "What it does: one or several words.",
        "size": "How many people work there: a number, or a range as 50-200.",
        "parent": "The company it belongs to.",
        "interest": "How much you want to work there, 1 to 5; 3 or more makes it one you want.",
        "status": "Where you stand with it.",
        "roles": "Openings you heard of, each with `title`, `url` and `closes`.",
        "introductions": "Your requests for an introduction to anybody there, each with `via` and its days.",
    },
    "interview": _SHARED | {
        "with": "Whom you speak with.",
        "company": "What company it is about. Without it, where the first of them was on that day.",
        "kind": "Which kind of conversation it is.",
        "route": "How you got it.",
        "introduced_by": "Who introduced you.",
        "requested": "When you asked for it.",
        "replied": "When they answered.",
        "declined": "When they said no.",
        "followed_up": "When you sent reminders.",
        "date": "When it takes place or took place, with the time if you know it.",
        "minutes": "How long it takes.",
        "place": "Where it takes place.",
        "objectives": "What you want to find out.",
        "questions": "What to ask, in that order; each may have an `answer`.",
        "learnings": "What you learned, each with a `topic`. A section `What I learned` in the text counts, too.",
        "introductions": "Whom they offered to introduce you to, or told you to speak to.",
        "promised": "What you said you would do; `by DATE` says until when.",
        "thanked": "When you said thank you: a day, yes, or skip.",
        "connected": "When you connected with them: a day, yes, or skip.",
        "closed": "When you gave it up.",
    },
    "me": _SHARED | _WORK | {
        "headline": "One line about you.",
        "background": "Two or three sentences about you, used in drafts.",
        "goals": "What you are looking for.",
        "email": "Your e-mail address.",
        "emails": "Your other e-mail addresses, by which exported files know you.",
        "linkedin": "The address of your own LinkedIn profile.",
        "signature": "How you sign messages.",
    },
    "Position": {
        "company": "Where.", "role": "What they did.", "from": "Since when: a year, a month or a day.",
        "to": "Until when; left out, or `present`, if it goes on.",
    },
    "Education": {
        "school": "Where.", "degree": "What they studied.", "from": "Since when.", "to": "Until when.",
    },
    "Acquaintance": {
        "person": "Who.", "strength": "How readily that person answers them, 1 to 5; 3 if left out.",
        "reverse": "How readily they answer that person, 1 to 5.", "evidence": "How you know.",
        "last": "When they were last in touch, as far as you know.", "context": "How they know each other.",
    },
    "Ask": {
        "via": "Whom you asked.", "asked": "When.", "agreed": "When they agreed.", "made": "When they introduced you.",
        "declined": "When they declined.", "closed": "When you gave it up.", "followed_up": "When you reminded them.",
        "outcome": "What came of it.",
    },
    "Favour": {"date": "When.", "what": "What."},
    "Opening": {"title": "What it is called.", "url": "Where it is described.", "closes": "The last day to apply."},
    "Question": {"ask": "The question.", "answer": "The answer, once there is one."},
    "Learning": {
        "topic": "What it is about.", "point": "What you learned.", "quote": "Their own words.",
        "agrees": "Who says the same.", "disagrees": "Who says something else.",
        "private": "Leaves it out of every share edition.",
    },
    "Promise": {"what": "What.", "by": "Until when.", "done": "Whether it is done, or the day."},
}  # fmt: skip
"""The description of each field of a kind of note or list entry, by class."""

_HEADINGS: dict[Kind, str] = {
    "person": "A person", "company": "A company", "interview": "An interview", "me": "You (`me.md`)",
}  # fmt: skip
_ENTRIES = {
    "Position": "An entry of `work`", "Education": "An entry of `education`", "Acquaintance": "An entry of `knows`",
    "Ask": "An entry of `introductions` of a person or company", "Favour": "An entry of `gave` or `received`",
    "Opening": "An entry of `roles`", "Question": "An entry of `questions`", "Learning": "An entry of `learnings`",
    "Promise": "An entry of `promised`",
}  # fmt: skip


def tables() -> str:
    """Return the tables of docs/fields.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    for name, heading in (*_HEADINGS.items(), *_ENTRIES.items()):
        yield from (f"## {heading}", "", "| field | what it is for |", "|---|---|")
        yield from (f"| `{field}` | {words.replace('|', chr(92) + '|')} |" for field, words in WORDS[name].items())
        yield ""


def described(kind: Kind, schema: dict[str, object]) -> None:
    """Add a description to each field of a JSON Schema.

    Args:
        kind: the kind of note the schema describes.
        schema: the schema, changed in place.
    """
    _describe(schema, WORDS[kind])
    definitions = schema.get("$defs", {})
    assert isinstance(definitions, dict)  # noqa: S101
    for name, definition in definitions.items():
        _describe(definition, WORDS.get(name, {}))


def _describe(shape: dict[str, object], words: dict[str, str]) -> None:
    properties = shape.get("properties", {})
    assert isinstance(properties, dict)  # noqa: S101
    for field, value in properties.items():
        if field in words:
            value["description"] = words[field]
