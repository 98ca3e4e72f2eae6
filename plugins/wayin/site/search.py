"""What the search is told of a page: its body, and what its note's front matter says."""

from __future__ import annotations

import html as html_
import re
from typing import TYPE_CHECKING

from wayin.learning.topics import titled
from wayin.site.defusing import in_short
from wayin.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.learning.topics import Topic
    from wayin.pages.generated import GeneratedPages
    from wayin.workspace import Workspace

_UNKEPT = re.compile(r'<(?:a href="[^"]*"|strong|em)>([^<]*)</[a-z]+>')
"""Words with marks that the search does not keep; those take it as long to read as the words do."""


class Searching:
    """What the search is told in one build."""

    def __init__(self, workspace: Workspace, generated: GeneratedPages) -> None:
        """Args: the edition; the pages of topics and roles."""
        self.workspace, self.generated, self.kb = workspace, generated, workspace.kb

    def told(self, id_: str, body: str) -> str:
        """What a page says to the search.

        Args:
            id_: the page's id: that of a note or stub, or its path without the ending.
            body: its HTML.
        """
        body = _UNKEPT.sub(r"\1", in_short(body))
        if talk := self.kb.interviews.get(id_):
            names = "".join(f"<p>{html_.escape(self.kb.name(person))}</p>" for person in talk.people)
            return names + body + "".join(self._sections(talk.id))
        if topic := self.generated.topics.get(id_):
            # The points are found on the pages of their conversations
            return f"<p>What you learned about it from {html_.escape(self._speakers(topic))}</p>"
        said = "".join(f"<p>{html_.escape(text)}</p>" for text in dict.fromkeys(self._said(id_)) if text)
        return said + body

    def _said(self, id_: str) -> Iterator[str | None]:
        kb = self.kb
        if person := kb.people.get(id_):
            yield from (person.facts.role, person.facts.location, *person.facts.aliases)
            yield from (text for job in person.jobs for text in (job.role, job.company and kb.name(job.company)))
        elif company := kb.companies.get(id_):
            yield from (company.facts.location, *company.facts.industry, *company.facts.aliases)
            yield from (role.title for role in company.facts.roles)
        elif role := self.generated.roles.get(id_):
            yield from (title for _, title in role.people)
        if (id_ in kb.people or id_ in kb.companies) and kb.note(id_) is None:
            yield f"Mentioned by {listed(kb.name(one.source) for one in kb.mentions.get(id_, ()))}"

    def _sections(self, interview: str) -> Iterator[str]:
        """What a conversation taught, as sections of its page: the search shows topic and source, and leads there."""
        for one in self.workspace.learnings.of.get(interview, ()):
            who = listed(self.kb.name(person) for person in one.people)
            about = ", ".join(titled(name) for name in one.topics) or "What you learned"
            title = f"{about}: {who}{f' of {self.kb.name(one.company)}' if one.company else ''}"
            said = f"{one.words} “{one.quote}”" if one.quote else one.words
            yield f'<h2 id="{one.anchor}">{html_.escape(title)}</h2><p>{html_.escape(said)}</p>'

    def _speakers(self, topic: Topic) -> str:
        people = dict.fromkeys(person for one in topic.points for person in one.people)
        return listed(self.kb.name(person) for person in people)
