"""The source paths of pages, and the generated pages of topics and roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wayin.knowledge.page_names import page_name
from wayin.model import ME
from wayin.pages.kinds import INDEXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wayin.knowledge import KnowledgeBase
    from wayin.learning import LearningIndex
    from wayin.learning.roles import Role
    from wayin.learning.topics import Topic


@dataclass(frozen=True, slots=True)
class GeneratedPages:
    """The pages of topics and roles, by id, which is the path without `.md`."""

    topics: Mapping[str, Topic] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)

    @property
    def topic_of(self) -> dict[str, str]:
        """Return the id of each topic's page, by the topic's name."""
        return {topic.name: id_ for id_, topic in self.topics.items()}

    @property
    def role_of(self) -> dict[str, str]:
        """Return the id of each role's page, by the role's key."""
        return {role.key: id_ for id_, role in self.roles.items()}

    def title(self, id_: str) -> str | None:
        """Return the title of one of these pages; None for any other page."""
        if id_ in self.topics:
            return self.topics[id_].title
        return self.roles[id_].name if id_ in self.roles else None


def generate_pages(learnings: LearningIndex, taken: Iterable[str]) -> GeneratedPages:
    """Give every topic and role an address.

    Args:
        learnings: everything that was learned.
        taken: the ids of the user's own pages, which keep their addresses.
    """
    used = {id_.casefold() for id_ in (*taken, *(path.removesuffix(".md") for path in INDEXES))}

    def place(folder: str, key: str) -> str:
        id_ = f"{folder}/{page_name(key)}"
        while used & {id_.casefold(), f"{id_}/index".casefold(), f"{id_}/readme".casefold()}:
            id_ += "-"
        used.add(id_.casefold())
        return id_

    topics = {place("learnings", topic.key): topic for topic in learnings.topics}
    return GeneratedPages(topics, {place("roles", role.key): role for role in learnings.roles})


def sources(kb: KnowledgeBase) -> dict[str, str]:
    """Return the source path of every id's page: its note's, or for a stub the one its note would have."""
    people = [person.id for person in kb.people.values() if person.has_page]
    nodes = [*people, *kb.companies, *kb.interviews, *kb.pages, *([ME] if kb.me else [])]
    return {node: note.path if (note := kb.note(node)) else f"{node}.md" for node in nodes}
