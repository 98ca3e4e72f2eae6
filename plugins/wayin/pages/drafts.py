"""The drafts and the brief as pages show them: which ones help on a page, and each ready to copy or to send."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from wayin.drafts.compose import recipients
from wayin.drafts.introductions import NoDraftError
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.drafts.compose import Draft, DraftKind
    from wayin.journey.brief import Brief
    from wayin.journey.status import Status
    from wayin.journey.underway import Approach
    from wayin.workspace import Workspace

TITLES: dict[DraftKind, str] = {
    "request": "Ask for a conversation",
    "introduction": "Ask for an introduction",
    "forward": "A note about you, to be forwarded",
    "follow-up": "A reminder",
    "thank-you": "Say thank you",
    "connect": "A request to connect",
    "keep-in-touch": "Keep in touch",
    "offer": "Offer something in return",
}
_ANSWERED = "Settle a time"
"""The title of the letter to whoever has answered and with whom no day is settled yet."""
LETTERS = 3
"""For so many ways to a person, the best first, a letter asks for the introduction; as in wayin-panel.js."""
_BY_STATUS: dict[Status, tuple[DraftKind, ...]] = {
    "idea": ("request",),
    "requested": ("follow-up",),
    "follow-up due": ("follow-up",),
    "answered": ("follow-up",),
    "thank-you due": ("thank-you", "connect"),
    "done": ("connect",),
    "declined": ("thank-you",),
}
"""What there is to write where a conversation stands; to connect, only while that is not done."""
_REACHED = ("meeting", "answered", "waiting", "introduced")
"""Where somebody between stands, to whom nobody needs to introduce me any more."""
_WRITTEN = ("waiting", "introduced", "offered")
"""Where somebody stands to whom a letter of mine went, or is the next thing to write."""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as a page shows it."""

    kind: DraftKind
    title: str
    to: str
    """Whom it is to, by name."""
    subject: str
    text: Markup
    """The letter, with its blanks marked; line breaks are its own."""
    blanks: int
    mailto: str
    """Opens it in the mail program; nothing is sent before the reader does it."""
    id: str
    """Where the first draft of its kind stands; empty for the others."""
    anchor: str
    """Where the letter that asks for an introduction stands, by whom it asks; empty for the others."""
    later: bool = False
    """Whether it is for later, should nothing come of what is on its way."""


class Drafting:
    """Writes the drafts of one build."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.drafts = workspace, workspace.drafts

    def views(self, node: str) -> list[DraftView]:
        """The drafts that help on the page of a person, a company or a conversation."""
        found = [draft for kind in self._kinds(node) for draft in self._written(kind, node)]
        # The note to be forwarded stands alone only where no letter has it already
        asking = "".join(one.body for one in found if one.kind == "introduction")
        shown = [one for one in found if one.kind != "forward" or one.body not in asking]
        first = {one.kind: one for one in reversed(shown)}
        later = [self._view(one, "", later=True) for one in self._later(node)]
        return [
            self._view(one, self.anchor(one.kind) if first[one.kind] is one else "") for one in shown
        ] + later  # fmt: skip

    def _written(self, kind: DraftKind, node: str) -> Iterator[Draft]:
        """The draft of one kind; whoever is asked on the next ways gets a letter, too: the network page leads there."""
        kb, workspace = self.workspace.kb, self.workspace
        targets, vias = [node], [""]
        if kind == "introduction" and node in kb.people:
            # An offer is taken up with whoever made it
            offered = self._offered(node)
            vias = [offered] if offered else ["", *(way.people[1] for way in workspace.ways(node).ways[1:LETTERS])]
        elif kind == "connect" and (talk := kb.interviews.get(node)) and len(talk.people) > 1:
            targets = list(talk.people)  # nobody can be connected with two at once
        for target in targets:
            for via in vias:
                with suppress(NoDraftError):
                    yield self.drafts.draft(kind, target, via)

    def _offered(self, node: str) -> str:
        """Who made the offer that is to be taken up; of several the one on the best way."""
        who = [person for one in self.workspace.approaches(node) if one.state == "offered" for person in one.people]
        return next((way.people[1] for way in self.workspace.ways(node).ways if way.people[1] in who), "".join(who[:1]))

    def _later(self, node: str) -> Iterator[Draft]:
        """Letters for the other ways to somebody to whom something is on its way, should nothing come of it."""
        workspace = self.workspace
        underway = workspace.approaches(node) if node in workspace.kb.people else []
        if not underway or workspace.network.tie(ME, node):
            return
        if any(one.target == node and one.state in ("meeting", "answered") for one in underway):
            return  # something has come of it
        for way in workspace.ways(node).ways[:LETTERS]:
            asked, whom = way.people[1:3]
            # Whoever was asked already is not asked again, nor is anybody for what is on its way by itself
            on_it = (*underway, *workspace.underway.of(whom))
            busy = {self._offered(node), *(person for one in on_it if one.state != "offered" for person in one.people)}
            busy |= {ask.via for ask in workspace.kb.people[whom].asks}
            reached = whom != node and any(one.state in _REACHED for one in workspace.underway.of(whom))
            if asked not in busy and not reached:
                with suppress(NoDraftError):
                    yield self.drafts.draft("introduction", node, asked)
        if not any(one.target == node and one.state in _WRITTEN for one in underway):
            yield self.drafts.draft("request", node)

    def has(self, node: str, kind: DraftKind) -> bool:
        """Whether a draft of that kind stands on the page of a person, a company or a conversation."""
        talk = self.workspace.kb.interviews.get(node)
        return (talk is None or bool(talk.people)) and kind in self._kinds(node)

    @staticmethod
    def anchor(kind: DraftKind) -> str:
        """Where on a page the draft of one kind stands."""
        return f"draft-{kind}"

    def brief(self, interview: str) -> Brief:
        """The page to read before a conversation."""
        return self.workspace.brief(interview)

    def _kinds(self, node: str) -> Iterator[DraftKind]:
        kb = self.workspace.kb
        if talk := kb.interviews.get(node):
            kinds = _BY_STATUS.get(self.workspace.status(talk), ())
            yield from (kind for kind in kinds if kind != "connect" or not talk.facts.connected)
            return
        waits = any(ask.state in ("open", "agreed") for ask in kb.ledgers.get(node, ()))
        if waits or self.drafts.lying_with(node):
            yield "follow-up"
        underway = self.workspace.approaches(node)
        if node in kb.companies:
            if not underway and not any(one.known for one in self.workspace.reach(node)):
                yield "introduction"
        elif self.workspace.network.tie(ME, node):
            yield from ("keep-in-touch", "offer")
        else:
            yield from self._to_a_stranger(node, underway)

    def _to_a_stranger(self, person: str, underway: list[Approach]) -> Iterator[DraftKind]:
        """What there is to write to get to know somebody; nobody is asked twice, or once they have said no."""
        talks = self.workspace.kb.conversations.get(person, ())
        states = {one.state for one in underway if one.target == person}
        silent = any(self.workspace.status(talk) in ("no reply", "declined") for talk in talks)
        if states & {"meeting", "answered", "waiting"}:
            if "meeting" not in states:
                yield "follow-up"
        elif "offered" in states or (not underway and self.workspace.ways(person).ways):
            if not talks or not all(talk.facts.declined for talk in talks):
                yield from ("introduction", "forward", "request")
        elif "introduced" in states or (not underway and not silent):
            yield "request"

    def _view(self, draft: Draft, id_: str, *, later: bool = False) -> DraftView:
        text = str(escape(draft.body))
        for blank in draft.blanks:
            marked = str(escape(str(blank)))
            text = text.replace(marked, f'<mark class="wayin-blank">{marked}</mark>')
        title = _ANSWERED if draft.form == "answered" else TITLES[draft.kind]
        return DraftView(
            draft.kind, title, recipients(self.workspace.kb, draft), draft.subject,
            Markup(text), len(draft.blanks), self._mailto(draft),  # noqa: S704 (escaped above)
            id_, f"drafts-{draft.to[0].replace('/', '-', 1)}" if draft.kind == "introduction" else "", later,
        )  # fmt: skip

    def _mailto(self, draft: Draft) -> str:
        addresses = (self.workspace.kb.people[person].facts.email for person in draft.to)
        to = ",".join(quote(address, safe="@") for address in addresses if address)
        body = _quoted(draft.body.replace("\n", "\r\n"))
        return f"mailto:{to}?subject={_quoted(draft.subject)}&body={body}"


@lru_cache(maxsize=4096)
def _code(sign: str) -> str:
    return quote(sign, safe="", errors="replace")


_OFTEN = {sign: _code(sign) for sign in ("%", " ", "\r\n", ",", "?", ":", "[", "]", "*", "@", "’", "–")}
"""In this order: a code of its own begins with the first sign."""
_ELSE = re.compile(r"[^A-Za-z0-9_.~%-]")


def _quoted(text: str) -> str:
    """A text as part of an address; `quote` of the standard library takes twice as long for whole letters."""
    for sign, code in _OFTEN.items():
        text = text.replace(sign, code)
    return _ELSE.sub(lambda found: _code(found[0]), text)
