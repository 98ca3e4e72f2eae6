"""Roles: what people with the same job title said about it at any company, and how they got there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wayin.knowledge.page_names import term_slug

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin.knowledge import KnowledgeBase, Person
    from wayin.learning.learnings import Answer, Learning

_RANK = re.compile(
    r"(?:(?:junior|jr\.?|senior|sr\.?|lead|principal|chief|trainee|associate|freelance|former|acting|interim)[ -]+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Role:
    """A job title across companies, without seniority: a senior data scientist is a data scientist."""

    key: str
    name: str
    people: tuple[tuple[str, str], ...]
    """The id and the own title of everyone who has the role, or had it when you spoke."""
    points: tuple[Learning, ...]
    answers: tuple[Answer, ...]


@lru_cache(maxsize=4096)
def role_name(title: str) -> str:
    """Return a title without seniority: `Senior data scientist` becomes `Data scientist`."""
    bare = _RANK.sub("", " ".join(title.split()), count=1).strip() if _RANK.match(title.strip()) else title.strip()
    return bare[:1].upper() + bare[1:]


@lru_cache(maxsize=4096)
def role_key(title: str) -> str:
    """Return the role's slug, the same for every level of seniority; empty for a title without letters."""
    return term_slug(role_name(title))


def title_at(person: Person, day: date) -> str:
    """Return somebody's title on a day: from the position they held then, else from their note."""
    job = person.current_job(day)
    return (job.role if job else None) or person.facts.role or ""


def roles(kb: KnowledgeBase, learnings: Iterable[Learning], answers: Iterable[Answer], today: date) -> list[Role]:
    """Return every role that somebody talked about, the most discussed first."""
    titles: dict[str, Counter[str]] = {}
    people: dict[str, dict[str, str]] = {}
    by_role: dict[str, tuple[list[Learning], list[Answer]]] = {}

    def keys(persons: Iterable[str], day: date | None) -> set[str]:
        role_keys = set()
        for person in persons:
            title = title_at(kb.people[person], day or today)
            if not title:
                continue
            key = role_key(title)
            role_keys.add(key)
            titles.setdefault(key, Counter())[role_name(title)] += 1
            people.setdefault(key, {}).setdefault(person, title)
        return role_keys - {""}

    for learning in learnings:
        for role in keys(learning.people, learning.day):
            by_role.setdefault(role, ([], []))[0].append(learning)
    for answer in answers:
        for role in keys(answer.people, answer.day):
            by_role.setdefault(role, ([], []))[1].append(answer)
    for person in kb.people.values():
        if person.has_page:
            keys((person.id,), None)
    all_roles = [
        Role(
            role,
            titles[role].most_common(1)[0][0],
            tuple(sorted(people[role].items())),
            tuple(role_learnings),
            tuple(back),
        )
        for role, (role_learnings, back) in by_role.items()
    ]
    return sorted(all_roles, key=lambda role: (-len(role.points), -len(role.answers), role.key))
