"""The drafts on a page: only what a step of it, or the best way in, needs. `wayin draft` writes all others."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from wayin.drafts.introductions import NoDraftError
from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.drafts.compose import Draft, DraftKind
    from wayin.drafts.filling import Blank
    from wayin.journey.status import Status
    from wayin.workspace import Workspace

_TITLES: dict[DraftKind, str] = {
    "request": "Ask for an interview",
    "introduction": "Ask for an introduction",
    "follow-up": "Send a reminder",
    "thank-you": "Say thank you",
    "connect": "Connect",
    "keep-in-touch": "Keep in touch",
}
_ANSWERED = "Agree on a day"
"""The title of the draft to whoever has answered, while no day is set."""
_BY_STATUS: dict[Status, tuple[DraftKind, ...]] = {
    "idea": ("request",),
    "requested": ("follow-up",),
    "follow-up due": ("follow-up",),
    "answered": ("follow-up",),
    "thank-you due": ("thank-you", "connect"),
    "done": ("connect",),
}
"""What there is to write for each status of an interview; a request to connect only until it is done."""


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A draft as a page shows it."""

    draft: Draft
    title: str
    parts: tuple[str | Blank, ...]
    """Its text, with the blanks apart."""
    mailto: str
    """The address that opens it in the mail program; empty where it is not sent by mail."""
    id: str
    """Its anchor on the page, by its kind; empty for a second draft of a kind."""
    way: str
    """A further anchor, by who is asked for an introduction; the network page leads there."""


def anchor(workspace: Workspace, node: str) -> str:
    """Return an anchor of the first draft on the page of a person or a company; empty without one."""
    kind, _, via = next(_wanted(workspace, node), ("", "", ""))
    return _way_anchor(via) or f"draft-{kind}" if kind else ""


def has(workspace: Workspace, node: str, kind: DraftKind) -> bool:
    """Return whether a draft of that kind is on the page of a person, a company or an interview."""
    return any(wanted == kind for wanted, _, _ in _wanted(workspace, node))


def _way_anchor(via: str) -> str:
    return f"drafts-{via.replace('/', '-', 1)}" if via else ""


def shown_drafts(workspace: Workspace, node: str) -> list[ShownDraft]:
    """Return the drafts for the page of a person, a company or an interview."""
    drafts = []
    for kind, target, via in _wanted(workspace, node):
        with suppress(NoDraftError):
            drafts.append(workspace.drafts.draft(kind, target, via))
    first = {draft.kind: draft for draft in reversed(drafts)}
    return [_show(workspace, draft, f"draft-{draft.kind}" if first[draft.kind] is draft else "") for draft in drafts]


def _show(workspace: Workspace, draft: Draft, id_: str) -> ShownDraft:
    title = _ANSWERED if draft.form == "answered" else _TITLES[draft.kind]
    way = _way_anchor(draft.to[0]) if draft.kind == "introduction" else ""
    mailto = "" if draft.kind == "connect" else _mailto(workspace, draft)
    return ShownDraft(draft, title, tuple(_split(draft.body, draft.blanks)), mailto, id_, way)


def _split(text: str, blanks: tuple[Blank, ...]) -> Iterator[str | Blank]:
    """Yield a text in parts: what is written, and the blanks."""
    marked = {str(blank): blank for blank in blanks}
    while places := [(place, mark) for mark in marked if (place := text.find(mark)) >= 0]:
        place, mark = min(places)
        yield text[:place]
        yield marked[mark]
        text = text[place + len(mark) :]
    yield text


def _mailto(workspace: Workspace, draft: Draft) -> str:
    addresses = (workspace.kb.people[person].facts.email for person in draft.to)
    to = ",".join(quote(address, safe="@") for address in addresses if address)
    subject, body = (
        quote(text, safe="", errors="replace") for text in (draft.subject, draft.body.replace("\n", "\r\n"))
    )
    return f"mailto:{to}?subject={subject}&body={body}"


def _wanted(workspace: Workspace, node: str) -> Iterator[tuple[DraftKind, str, str]]:
    """Yield the kind of each draft on a page, whom or what it is about, and whom it asks for an introduction."""
    if interview := workspace.kb.interviews.get(node):
        for kind in _BY_STATUS.get(workspace.status(interview), ()) if interview.people else ():
            if kind != "connect":
                yield kind, node, ""
            elif not interview.facts.connected:
                # Nobody can be connected with two at once
                yield from (
                    (kind, target, "") for target in (interview.people if len(interview.people) > 1 else [node])
                )
        return
    waits = any(ask.state in ("open", "agreed") for ask in workspace.kb.ledgers.get(node, ()))
    if waits or workspace.drafts.lying_with(node):
        yield "follow-up", node, ""
    if node in workspace.kb.companies:
        if not workspace.approaches(node) and not any(reached.known for reached in workspace.reach(node)):
            yield "introduction", node, ""
    elif workspace.network.tie(ME, node):
        steps = {step.kind for step in workspace.agenda_for.get(node, ()) if step.id == node}
        if steps & {"keep-in-touch", "introduction"}:
            yield "keep-in-touch", node, ""
    else:
        yield from _to_a_stranger(workspace, node)


def _to_a_stranger(workspace: Workspace, person: str) -> Iterator[tuple[DraftKind, str, str]]:
    """Yield what there is to write to get to know somebody; nobody is asked twice, or once they have said no."""
    interviews = workspace.kb.conversations.get(person, ())
    underway = workspace.approaches(person)
    states = {approach.state for approach in underway if approach.target == person}
    silent = any(workspace.status(interview) in ("no reply", "declined") for interview in interviews)
    declined = bool(interviews) and all(interview.facts.declined for interview in interviews)
    if states & {"meeting", "answered", "waiting"}:
        if "meeting" not in states:
            yield "follow-up", person, ""
    elif ("offered" in states or not underway) and not declined and (via := _introducer(workspace, person)):
        yield "introduction", person, via
    elif states & {"introduced", "offered"} or (not underway and not silent):
        yield "request", person, ""


def _introducer(workspace: Workspace, person: str) -> str:
    """Return who is to be asked for an introduction to somebody: whoever offered it, else who the best way begins with.

    Empty where no introduction is missing, or where a private note would have to be named.
    """
    is_private, needless = workspace.drafts.facts.is_private, workspace.drafts.introducing.needless
    missing = [way for way in workspace.ways(person).ways if not needless(way.people[2])]
    offers = [approach for approach in workspace.approaches(person) if approach.state == "offered"]
    offered = [who for approach in offers for who in approach.people]
    if offered:
        on_a_way = next((way.people[1] for way in missing if way.people[1] in offered), offered[0])
        return "" if is_private(person) else on_a_way
    return missing[0].people[1] if missing and not is_private(missing[0].people[2]) else ""
