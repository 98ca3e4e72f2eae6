"""The kinds of pages: the template of each, and its data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.pages import (
    company,
    compare,
    contacts,
    indexes,
    interview,
    learnings,
    network,
    person,
    problems,
    questions,
    timeline,
    today,
)
from wayin.pages.mentions import backlinks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wayin.workspace import Workspace

    View = Callable[[Workspace, str], dict[str, object]]

CONTACTS = "contacts/index.md"
INDEXES: Mapping[str, tuple[str, str]] = {
    "index.md": ("Today", "today"),
    "people/index.md": ("People", "people"),
    "companies/index.md": ("Companies", "companies"),
    "interviews/index.md": ("Interviews", "interviews"),
    "network/index.md": ("Network", "network"),
    "contacts/index.md": ("Contacts", "contacts"),
    "learnings/index.md": ("What you learned", "learnings"),
    "comparison/index.md": ("Compare", "compare"),
    "questions/index.md": ("Questions", "questions"),
    "timeline/index.md": ("Timeline", "timeline"),
    "problems/index.md": ("Notes to fix", "problems"),
    "today/index.md": ("Today", "today"),
}
"""Pages that exist once: their title and kind, by source path."""


def index_paths(workspace: Workspace) -> list[str]:
    """Return the source paths of those that exist: the page of contacts only if there are any."""
    return [path for path in INDEXES if path != CONTACTS or workspace.contacts.contacts]


VIEWS: Mapping[str, View] = {
    "person": person.view,
    "company": company.view,
    "interview": interview.view,
    "topic": learnings.topic,
    "role": learnings.role,
    "today": today.view,
    "people": indexes.people,
    "companies": indexes.companies,
    "interviews": indexes.interviews,
    "network": network.view,
    "contacts": contacts.view,
    "learnings": learnings.view,
    "compare": compare.view,
    "questions": questions.view,
    "timeline": timeline.view,
    "problems": problems.view,
    "page": lambda workspace, id_: {"backlinks": backlinks(workspace, id_)},
}
"""The data for pages of each kind, by workspace and id; the template is `<kind>.html`."""

PANELS: Mapping[str, Callable[[Workspace], dict[str, object]]] = {
    "due": today.steps,
    "targets": today.targets,
    "learnings": today.learnings,
}
"""The data for parts of the first page that can also be on the user's own pages; the templates are in `panels/`."""
