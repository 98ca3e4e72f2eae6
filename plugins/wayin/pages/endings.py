"""How to complete a step or a draft: the line for the note, the command, and the link that opens the note."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from wayin.editing import quoted, steps
from wayin.knowledge.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin.drafts.compose import Draft, DraftKind
    from wayin.editing.steps import Answer, Edit
    from wayin.journey import Due
    from wayin.journey.due import DueKind
    from wayin.workspace import Workspace

_ANSWERS: tuple[tuple[str, Answer], ...] = (
    ("Reminded", "reminded"), ("Agreed", "agreed"), ("Introduced", "made"), ("Declined", "declined"),
    ("Given up", "closed"),
)  # fmt: skip
"""The possible outcomes of a request for an introduction."""
_DONE_BY: dict[DraftKind, tuple[DueKind, ...]] = {
    "thank-you": ("thank-you",),
    "connect": ("connect",),
    "follow-up": ("follow-up", "ask", "introduction"),
    "keep-in-touch": ("keep-in-touch",),
}
"""The steps completed by sending a draft."""
_OF_INTERVIEWS = ("thank-you", "connect", "follow-up", "promise")
"""Steps that a command finds by the people of the interview."""
_EDITORS = {"vscode": "vscode://file{path}:{line}", "obsidian": "obsidian://open?path={path}"}
"""The links that open a note in an editor; any other is the user's own."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How to complete something.

    Attributes:
        path: the note's path, relative to the notes folder.
        under: the list or heading that the line goes under; empty for a field of its own.
        lines: for each possible outcome its name (empty if there is only one) and the line.
        command: the command that writes it; empty for none.
        address: the link that opens the note there in the user's editor; empty without one.
        replaces: whether the line takes the place of one that is there, instead of being added.
    """

    path: str
    under: str
    lines: tuple[tuple[str, str], ...]
    command: str
    address: str
    replaces: bool = False


def of_step(workspace: Workspace, step: Due) -> Ending:
    """Return how to complete a step."""
    day = workspace.clock.today
    command = f"wayin done {step.kind} {_words(workspace, step)}"
    if step.kind == "prepare":
        return _ending(workspace, step.id, "", [("", "questions:")], "", ("with",))
    if step.part.startswith("todo:"):
        return _of_todo(workspace, step, day, command)
    if step.kind not in ("ask", "introduction") or steps.asks_another(workspace, step):
        edit = steps.end(workspace, step, day)
        return _of_edit(workspace, edit, [("", edit.line)], command)
    answers = [(label, answer) for label, answer in _ANSWERS if (step.kind, answer) != ("introduction", "agreed")]
    edits = [(label, steps.end(workspace, step, day, answer)) for label, answer in answers]
    return _of_edit(workspace, edits[0][1], [(label, edit.line) for label, edit in edits], f"{command} --reminded")


def _of_todo(workspace: Workspace, step: Due, day: date, command: str) -> Ending:
    """Return how to complete a to-do of a note: by ticking it in place, with the day."""
    note, line = workspace.kb.note(step.id), int(step.part.removeprefix("todo:"))
    path = note.path if note else f"{step.id}.md"
    ticked = steps.end(workspace, step, day).line
    return Ending(path, "", (("", ticked),), command, note_address(workspace, path, line), replaces=True)


def of_draft(workspace: Workspace, node: str, draft: Draft) -> Ending | None:
    """Return what to record once a draft on the page of a node is sent, if anything."""
    day, kb = workspace.clock.today.isoformat(), workspace.kb
    if draft.kind == "request":
        if node in kb.interviews:
            return _ending(workspace, node, "", [("", f"requested: {day}")], "", ("requested",))
        name = shlex.quote(kb.name(node))
        return Ending("", "", (("", f"requested: {day}"),), f"wayin new interview --with {name}", "")
    if draft.kind == "introduction" and kb.note(node):
        line = f"- {{via: {quoted(kb.name(draft.to[0]))}, asked: {day}}}"
        return _ending(workspace, node, "introductions", [("", line)], "", ("introductions",))
    for step in workspace.agenda_for.get(node, ()):
        if (
            step.kind in _DONE_BY.get(draft.kind, ())
            and step.counts(workspace.clock)
            and set(draft.to) & {*step.people}
        ):
            return of_step(workspace, step)
    return None


def note_address(workspace: Workspace, path: str, line: int) -> str:
    """Return the link that opens a note at a line in the configured editor; empty without one."""
    editor = workspace.settings.editor
    if not editor:
        return ""
    template = _EDITORS.get(editor, editor)
    file = (workspace.settings.notes / path).absolute().as_posix()
    whole = quote(file if file.startswith("/") else f"/{file}", safe="/:" if editor != "obsidian" else "")
    return template.replace("{path}", whole).replace("{line}", str(line))


def _of_edit(workspace: Workspace, edit: Edit, lines: Iterable[tuple[str, str]], command: str) -> Ending:
    if edit.day:
        return _ending(workspace, edit.node, "Log", lines, command, ())
    under = edit.key if edit.entry is not None else ""
    place = (edit.key,) if edit.entry is None else (edit.key, edit.entry)
    return _ending(workspace, edit.node, under, lines, command, place)


def _ending(
    workspace: Workspace, node: str, under: str, lines: Iterable[tuple[str, str]], command: str,
    place: tuple[str | int, ...],
) -> Ending:  # fmt: skip
    note = workspace.kb.note(node)
    if note is None:
        return Ending(f"{node}.md", under, tuple(lines), command, "")
    line = note.position(*place).line
    if under == "Log":
        line = note.log[-1].position.line if note.log else note.body_line + workspace.latest(note).body.count("\n")
    elif line == 1:
        line = max((position.line for position in note.positions.values()), default=1)  # of the last field
    return Ending(note.path, under, tuple(lines), command, note_address(workspace, note.path, line))


def _words(workspace: Workspace, step: Due) -> str:
    """Return the words by which a command finds a step."""
    names = workspace.kb.name(step.people[0] if step.people and step.kind in _OF_INTERVIEWS else step.id)
    return " ".join(shlex.quote(word) for word in fold(names).split())
