"""Where topics and roles have their pages: which are generated, and for what each stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wayin.knowledge.page_names import page_name
from wayin.pages.routes import INDEXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wayin.learning import LearningIndex
    from wayin.learning.roles import Role
    from wayin.learning.topics import Topic


@dataclass(frozen=True, slots=True)
class GeneratedPages:
    """The pages of topics and roles, by their paths without `.md`, which are their ids."""

    topics: Mapping[str, Topic] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)

    @property
    def topic_of(self) -> dict[str, str]:
        """The id of each topic's page, by the topic's name."""
        return {topic.name: id_ for id_, topic in self.topics.items()}

    @property
    def role_of(self) -> dict[str, str]:
        """The id of each role's page, by the role's key."""
        return {role.key: id_ for id_, role in self.roles.items()}

    def title(self, id_: str) -> str | None:
        """What a page of this shelf is called; None for any other page."""
        if id_ in self.topics:
            return self.topics[id_].title
        return self.roles[id_].name if id_ in self.roles else None


def generate_pages(lessons: LearningIndex, taken: Iterable[str]) -> GeneratedPages:
    """Gives every topic and role its place.

    Args:
        lessons: what was learned.
        taken: ids of the user's own pages, which keep their places.
    """
    used = {one.casefold() for one in (*taken, *(path.removesuffix(".md") for path in INDEXES))}

    def place(folder: str, key: str) -> str:
        id_ = f"{folder}/{page_name(key)}"
        while used & {id_.casefold(), f"{id_}/index".casefold(), f"{id_}/readme".casefold()}:
            id_ += "-"
        used.add(id_.casefold())
        return id_

    topics = {place("learnings", one.key): one for one in lessons.topics}
    return GeneratedPages(topics, {place("roles", one.key): one for one in lessons.roles})
