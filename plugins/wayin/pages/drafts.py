"""The drafts on a page: only those for a step or the best way in. `wayin draft` writes all others."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from wayin.drafts.introductions import NoDraftError
from wayin.model import ME
from wayin.pages.endings import of_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.drafts.compose import Draft, DraftKind
    from wayin.drafts.filling import Blank
    from wayin.journey.first_step import FirstStep
    from wayin.journey.status import Status
    from wayin.pages.endings import Ending
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
"""The title of the draft to somebody who has answered, while there is no date."""
_BY_STATUS: dict[Status, tuple[DraftKind, ...]] = {
    "idea": ("request",),
    "requested": ("follow-up",),
    "follow-up due": ("follow-up",),
    "answered": ("follow-up",),
    "thank-you due": ("thank-you", "connect"),
    "done": ("connect",),
}
"""The drafts for each status of an interview; a connection request only until it is done."""


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A draft as a page shows it."""

    draft: Draft
    title: str
    parts: tuple[str | Blank, ...]
    """Its text, split at the blanks."""
    mailto: str
    """The link that opens it in the mail program; empty if it isn't sent by mail."""
    id: str
    """Its anchor on the page, by its kind; empty for a second draft of the same kind."""
    way: str
    """A further anchor, by the person asked for an introduction, for links from the network page."""
    ending: Ending | None
    """What to record once it is sent."""


def anchor(workspace: Workspace, node: str) -> str:
    """Return the anchor of the first draft on the page of a person or a company; empty without one."""
    kind, _, via = next(_wanted(workspace, node), ("", "", ""))
    return _way_anchor(via) or f"draft-{kind}" if kind else ""


def has(workspace: Workspace, node: str, kind: DraftKind) -> bool:
    """Return whether the page of a person, a company or an interview has a draft of this kind."""
    return any(wanted == kind for wanted, _, _ in _wanted(workspace, node))


def _way_anchor(via: str) -> str:
    return f"drafts-{via.replace('/', '-', 1)}" if via else ""


def shown_drafts(workspace: Workspace, node: str) -> list[ShownDraft]:
    """Return the drafts for the page of a person, a company or an interview."""
    drafts = []
    for kind, target, _ in _wanted(workspace, node):
        with suppress(NoDraftError):
            drafts.append(workspace.drafts.draft(kind, target))
    first = {draft.kind: draft for draft in reversed(drafts)}
    ids = [f"draft-{draft.kind}" if first[draft.kind] is draft else "" for draft in drafts]
    return [_show(workspace, node, draft, id_) for draft, id_ in zip(drafts, ids, strict=True)]


def _show(workspace: Workspace, node: str, draft: Draft, id_: str) -> ShownDraft:
    title = _ANSWERED if draft.form == "answered" else _TITLES[draft.kind]
    way = _way_anchor(draft.to[0]) if draft.kind == "introduction" else ""
    mailto = "" if draft.kind == "connect" else _mailto(workspace, draft)
    parts = tuple(_split(draft.body, draft.blanks))
    return ShownDraft(draft, title, parts, mailto, id_, way, of_draft(workspace, node, draft))


def _split(text: str, blanks: tuple[Blank, ...]) -> Iterator[str | Blank]:
    """Yield a text in parts: the text between the blanks, and the blanks."""
    marked = {str(blank): blank for blank in blanks}
    while starts := [(start, mark) for mark in marked if (start := text.find(mark)) >= 0]:
        start, mark = min(starts)
        yield text[:start]
        yield marked[mark]
        text = text[start + len(mark) :]
    yield text


def _mailto(workspace: Workspace, draft: Draft) -> str:
    # Pages don't show addresses of people only in exported files
    people = [person for node in draft.to if (person := workspace.kb.people[node]).has_page]
    addresses = (person.facts.email for person in people)
    to = ",".join(quote(address, safe="@") for address in addresses if address)
    subject, body = (
        quote(text, safe="", errors="replace") for text in (draft.subject, draft.body.replace("\n", "\r\n"))
    )
    return f"mailto:{to}?subject={subject}&body={body}"


def _wanted(workspace: Workspace, node: str) -> Iterator[tuple[DraftKind, str, str]]:
    """Yield the drafts of a page: the kind, the target, and who is asked for an introduction."""
    if interview := workspace.kb.interviews.get(node):
        for kind in _BY_STATUS.get(workspace.status(interview), ()) if interview.people else ():
            if kind != "connect":
                yield kind, node, ""
            elif not interview.facts.connected:
                # A connection request has a single recipient
                yield from (
                    (kind, target, "") for target in (interview.people if len(interview.people) > 1 else [node])
                )
        return
    waits = any(ask.state in ("open", "agreed") for ask in workspace.kb.ledgers.get(node, ()))
    if waits or workspace.drafts.lying_with(node):
        yield "follow-up", node, ""
    step = workspace.first(node)
    if node in workspace.kb.companies:
        asks = step.do in ("ask", "take-up") or (step.do == "find" and workspace.first_steps.ask_about(node))
        if asks and not is_asked(workspace, step):
            yield "introduction", node, ""
    elif workspace.network.tie(ME, node):
        if step.do == "ask" and not is_asked(workspace, step):
            yield "introduction", node, step.id or ""
        steps = {due.kind for due in workspace.agenda_for.get(node, ()) if due.id == node}
        if steps & {"keep-in-touch", "introduction"}:
            yield "keep-in-touch", node, ""
    else:
        yield from _to_a_stranger(workspace, node, step)


def _to_a_stranger(workspace: Workspace, person: str, step: FirstStep) -> Iterator[tuple[DraftKind, str, str]]:
    """Yield the drafts for getting to know somebody; nobody is asked twice, or after a no."""
    statuses = {workspace.status(interview) for interview in workspace.kb.interviews_with.get(person, ())}
    is_private = bool(step.whom) and workspace.drafts.facts.is_private(step.whom or "")
    if step.do == "talk":
        if step.id == person and "scheduled" not in statuses:
            yield "follow-up", person, ""
    elif step.do in ("ask", "take-up") and not is_private:
        if not is_asked(workspace, step):
            yield "introduction", person, step.id or ""
    elif step.do in ("thread", "write", "ask", "take-up") or (
        step.do == "find" and not statuses & {"no reply", "declined"}
    ):
        yield "request", person, ""


def is_asked(workspace: Workspace, step: FirstStep) -> bool:
    """Return whether a step's request is already waiting on somebody, so that a reminder is the right draft."""
    asks = workspace.drafts.lying_with(step.id) if step.id else []
    return any(ask.target in (step.whom, step.target) for ask in asks)
