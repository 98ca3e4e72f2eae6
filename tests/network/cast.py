"""Situations as tables describe them: a few people and companies, and one line of facts beyond the usual."""

from typing import Any

import yaml

from .vault import Files

COMPANIES = ("acme", "labs", "shop", "holding", "beta")
INTERVIEWS = ("talk", "next")
TODAY = "2026-11-20"

CAST: dict[str, dict[str, Any]] = {
    "ada": {"closeness": "4", "last_contact": TODAY, "knows": [{"person": "Li", "strength": "4", "last": TODAY}]},
    "bo": {"closeness": "2", "last_contact": TODAY, "knows": [{"person": "Li", "strength": "3", "last": TODAY}]},
    "li": {},
    "acme": {},
}
"""The people in every situation: Ada takes your call and knows Li well, Bo less so; you don't know Li."""


def table(text: str) -> dict[str, list[dict[str, Any]]]:
    """Return the situations of a table by group, with every value as written."""
    found: dict[str, list[dict[str, Any]]] = yaml.load(text, Loader=yaml.BaseLoader)
    return found


def files(situation: dict[str, Any], cast: dict[str, dict[str, Any]] = CAST) -> Files:
    """Return the notes of a situation; a name with `none` has no note, others have the cast's facts and their own."""
    stems = [stem for stem in situation if stem in ("me", *COMPANIES, *INTERVIEWS) or node(stem).startswith("people/")]
    notes: Files = {}
    for stem in dict.fromkeys([*cast, *(stem for stem in stems if stem not in KEYS)]):
        said = situation.get(stem, {})
        if said != "none":
            facts = {} if stem in ("me", *INTERVIEWS) else {"name": stem.capitalize()}
            defaults = {"with": "Li"} if stem in INTERVIEWS else cast.get(stem, {})
            notes[node(stem)] = facts | defaults | said
    return notes


KEYS = ("it", "target", "says", "share", "ways", "words", "tie", "reached", "bridges", "fresh", "way", "without")
"""The keys of a line besides its notes."""


def node(stem: str) -> str:
    """Return the id for a word of a table."""
    if stem == "me":
        return "me"
    folder = "companies" if stem in COMPANIES else "interviews" if stem in INTERVIEWS else "people"
    return f"{folder}/{stem}"
