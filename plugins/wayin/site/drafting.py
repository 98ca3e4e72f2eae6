"""The drafts and the brief as pages show them: which ones help on a page, and each ready to copy or to send."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from wayin.journey.brief import Brief, prepare
from wayin.journey.drafts import Drafts, NoDraftError, recipients
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.journey.drafts import Draft, DraftKind
    from wayin.journey.first import First
    from wayin.journey.status import Status
    from wayin.journey.texts import Texts
    from wayin.site.edition import Edition

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
LETTERS = 3
"""For so many ways to a person, the best first, a letter asks for the introduction; as in wayin-panel.js."""
_BY_STATUS: dict[Status, tuple[DraftKind, ...]] = {
    "idea": ("request",),
    "requested": ("follow-up",),
    "follow-up due": ("follow-up",),
    "thank-you due": ("thank-you", "connect"),
    "done": ("connect",),
    "declined": ("thank-you",),
}
"""What there is to write where a conversation stands; to connect, only while that is not done."""


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

    def __init__(self, edition: Edition, texts: Texts) -> None:
        """Args: the edition; the templates, the reader's own or ours."""
        self.edition = edition
        self.drafts = Drafts(
            edition.kb, edition.search, edition.clock, texts, edition.most,
            ways=lambda person: edition.ways(person).ways,
        )  # fmt: skip

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
        asks = kind == "introduction" and node in self.edition.kb.people
        others = self.edition.ways(node).ways[1:LETTERS] if asks else ()
        for via in ("", *(way.people[1] for way in others)):
            with suppress(NoDraftError):
                yield self.drafts.draft(kind, node, via)

    def _later(self, node: str) -> Iterator[Draft]:
        """Letters for the other ways to somebody to whom something is on its way, should nothing come of it."""
        edition = self.edition
        underway = edition.first(node) if node in edition.kb.people else []
        if not underway or edition.network.tie(ME, node):
            return
        # An offer is to be taken up; whoever was asked already is not asked again
        busy = {person for one in underway if one.state != "offered" for person in one.people}
        for way in edition.ways(node).ways[:LETTERS]:
            if way.people[1] not in busy:
                with suppress(NoDraftError):
                    yield self.drafts.draft("introduction", node, way.people[1])

    def has(self, node: str, kind: DraftKind) -> bool:
        """Whether a draft of that kind stands on the page of a person, a company or a conversation."""
        talk = self.edition.kb.interviews.get(node)
        return (talk is None or bool(talk.people)) and kind in self._kinds(node)

    @staticmethod
    def anchor(kind: DraftKind) -> str:
        """Where on a page the draft of one kind stands."""
        return f"draft-{kind}"

    def brief(self, interview: str) -> Brief:
        """The page to read before a conversation."""
        edition = self.edition
        return prepare(edition.kb, edition.search, edition.clock, interview, edition.lessons.points, edition.questions)

    def _kinds(self, node: str) -> Iterator[DraftKind]:
        kb = self.edition.kb
        if talk := kb.interviews.get(node):
            kinds = _BY_STATUS.get(self.edition.status(talk), ())
            yield from (kind for kind in kinds if kind != "connect" or not talk.facts.connected)
            return
        if any(ask.state in ("open", "agreed") for ask in kb.ledgers.get(node, ())):
            yield "follow-up"
        underway = self.edition.first(node)
        if node in kb.companies:
            if not underway and not any(one.known for one in self.edition.reach(node)):
                yield "introduction"
        elif self.edition.network.tie(ME, node):
            yield from ("keep-in-touch", "offer")
        else:
            yield from self._to_a_stranger(node, underway)

    def _to_a_stranger(self, person: str, underway: list[First]) -> Iterator[DraftKind]:
        """What there is to write to get to know somebody; nobody is asked twice, or once they have said no."""
        talks = self.edition.kb.conversations.get(person, ())
        if any(one.target == person and one.state in ("meeting", "answered", "waiting") for one in underway):
            if underway[0].state == "waiting":
                yield "follow-up"
        elif not talks or not all(talk.facts.declined for talk in talks):
            if not underway and self.edition.ways(person).ways:
                yield from ("introduction", "forward")
            yield "request"

    def _view(self, draft: Draft, id_: str, *, later: bool = False) -> DraftView:
        text = str(escape(draft.body))
        for blank in draft.blanks:
            marked = str(escape(str(blank)))
            text = text.replace(marked, f'<mark class="wayin-blank">{marked}</mark>')
        return DraftView(
            draft.kind, TITLES[draft.kind], recipients(self.edition.kb, draft), draft.subject,
            Markup(text), len(draft.blanks), self._mailto(draft),  # noqa: S704 (escaped above)
            id_, f"drafts-{draft.to[0].replace('/', '-', 1)}" if draft.kind == "introduction" else "", later,
        )  # fmt: skip

    def _mailto(self, draft: Draft) -> str:
        addresses = (self.edition.kb.people[person].facts.email for person in draft.to)
        to = ",".join(quote(address, safe="@") for address in addresses if address)
        body = _quoted(draft.body.replace("\n", "\r\n"))
        return f"mailto:{to}?subject={_quoted(draft.subject)}&body={body}"


_PERCENT = {code: quote(bytes([code]), safe="") for code in range(256)}
"""What each byte is in an address."""


def _quoted(text: str) -> str:
    """A text as part of an address; `quote` of the standard library takes far longer for whole letters."""
    return text.encode("utf-8", "replace").decode("latin-1").translate(_PERCENT)
