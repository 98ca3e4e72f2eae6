"""The edits that complete, drop or postpone a step: the line for the note, and the changed note.

Pages show the line and commands write it. Nothing is written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from wayin.clock import day_of
from wayin.editing.note_text import NoteText, SpliceError, content_of
from wayin.editing.own_keys import written_key
from wayin.editing.proof import Ordered, prove
from wayin.editing.splice import add_item, add_log_line, set_value, tick, written_entry
from wayin.editing.transaction import FileChange
from wayin.editing.yaml_text import quoted
from wayin.reading import read_note
from wayin.reading.body import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin.editing.note_text import Change
    from wayin.journey import Due
    from wayin.model import Note
    from wayin.reading.kinds import VaultRules
    from wayin.workspace import Workspace

Answer = Literal["made", "agreed", "declined", "closed", "reminded"]


@dataclass(frozen=True)
class Edit:
    """An edit of one line in a note.

    Attributes:
        node: the id of the note's person, company or interview.
        line: the line as a person would write it.
        key: the field; empty for a line of the log.
        value: its new value.
        entry: the index of the entry in the list `key` whose `field` is set; None for no entry.
        field: the field of that entry.
        item: a new entry of the list `key`, with its keys; empty for none.
        day: the day of a line in the log.
        todo: the line of the to-do to tick, from 1; 0 for none.
    """

    node: str
    line: str
    key: str = ""
    value: str | date = ""
    entry: int | None = None
    field: str = ""
    item: tuple[tuple[str, str | date], ...] = ()
    day: date | None = None
    todo: int = 0


def end(workspace: Workspace, step: Due, day: date, answer: Answer = "made") -> Edit:
    """Return the edit that marks a step as done.

    Args:
        workspace: the notes.
        step: a due step other than a preparation, which ends once questions or objectives are written.
        day: the day it was done.
        answer: the outcome of a request for an introduction; `reminded` if you only asked again.

    Raises:
        SpliceError: for a preparation.
    """
    if step.kind in ("thank-you", "connect"):
        return _set(step.id, "thanked" if step.kind == "thank-you" else "connected", day)
    if step.kind == "follow-up":
        return Edit(step.id, f"followed_up: [{day.isoformat()}]", "followed_up", day)
    if step.part.startswith("todo:"):
        line = f"- [x] {step.do} ✅ {day.isoformat()}"
        return Edit(step.id, line, value=day, todo=int(step.part.removeprefix("todo:")))
    if step.kind == "promise":
        return Edit(step.id, f"done: {day.isoformat()}", "promised", day, int(step.part), "done")
    if asks_another(workspace, step):
        target = workspace.first(step.id).whom or step.id
        return _new_entry(workspace, target, step.people[0], "asked" if answer in ("made", "reminded") else answer, day)
    if step.kind in ("ask", "introduction"):
        return _ledger(workspace, step, day, answer)
    if step.kind == "keep-in-touch":
        return log(step.id, day, "in touch")
    raise SpliceError("A preparation ends when the note has a question or an objective.")


def asks_another(workspace: Workspace, step: Due) -> bool:
    """Return whether a step asks somebody else, because the first person asked for an introduction is silent."""
    if step.act != "ask" or step.kind not in ("ask", "introduction") or not step.people:
        return False
    ledger = workspace.kb.ledgers.get(step.id, ())
    return all(ask.via != step.people[0] for ask in ledger if str(ask.place) == step.part)


def skip(workspace: Workspace, step: Due, day: date) -> Edit:
    """Return the edit that drops a step; arguments are those of `end`.

    Raises:
        SpliceError: for a promise.
    """
    if step.kind in ("thank-you", "connect"):
        return _set(step.id, "thanked" if step.kind == "thank-you" else "connected", "skip")
    if step.kind == "keep-in-touch":
        return _set(step.id, "keep_in_touch", "never")
    if step.kind == "follow-up":
        return _set(step.id, "closed", day)
    if step.kind in ("ask", "introduction"):
        return _ledger(workspace, step, day, "closed")
    if step.kind == "prepare":
        # Postponed to the interview it never comes up, and the interview itself is unchanged
        return _set(step.id, "not_before", day_of(step.ends) if step.ends else day)
    raise SpliceError("A promise can't be skipped. Put it off with `wayin snooze`, or take it out of the note.")


def snooze(step: Due, until: date) -> Edit:
    """Return the edit that postpones everything due in a step's note."""
    return _set(step.id, "not_before", until)


def moved_along(workspace: Workspace, step: Due) -> list[Due]:
    """Return the other steps postponed with a step, because they belong to the same note."""
    return [other for other in workspace.agenda if other.id == step.id and other != step]


def log(node: str, day: date, words: str) -> Edit:
    """Return the edit that adds a line to the log of a person or company."""
    text = " ".join(words.split())
    return Edit(node, f"- {day.isoformat()} {text}", value=text, day=day)


def _set(node: str, key: str, value: str | date) -> Edit:
    return Edit(node, f"{key}: {value}", key, value)


def _ledger(workspace: Workspace, step: Due, day: date, answer: Answer) -> Edit:
    """Return the edit of an entry in `introductions`; an offer without one gets a new entry."""
    if step.part.isdecimal() and answer == "reminded":
        return Edit(step.id, f"followed_up: {day.isoformat()}", "introductions", day, int(step.part), "followed_up")
    if step.part.isdecimal():
        return Edit(step.id, f"{answer}: {day.isoformat()}", "introductions", day, int(step.part), answer)
    return _new_entry(workspace, step.id, step.people[0], "asked" if answer == "reminded" else answer, day)


def _new_entry(workspace: Workspace, node: str, person: str, key: str, day: date) -> Edit:
    name = workspace.kb.name(person)
    via = name if workspace.is_meant_by_name(person) else f"[[{person}|{name}]]"
    line = f"introductions: [{{via: {quoted(via)}, {key}: {day.isoformat()}}}]"
    return Edit(node, line, "introductions", item=(("via", via), (key, day)))


# --- the changed notes ------------------------------------------------------------------------------------------------


def changes(workspace: Workspace, edits: Iterable[Edit]) -> list[FileChange]:
    """Return the changed files, each proved to say what was ordered and nothing else.

    Raises:
        SpliceError: if a note can't be changed; the message has the line to write by hand.
    """
    file_changes: dict[str, FileChange] = {}
    for edit in edits:
        note = workspace.kb.note(edit.node)
        path = note.path if note else f"{edit.node}.md"
        try:
            on_disk = content_of(workspace.settings.notes / path) if note and path not in file_changes else None
            before = file_changes[path].before if path in file_changes else on_disk
            text = file_changes[path].after if path in file_changes else before
            if text is None:
                text = f"---\nname: {quoted(workspace.kb.name(edit.node))}\n---\n".encode()
            file_changes[path] = FileChange(path, before, _changed(path, text, edit, workspace.settings.rules))
        except SpliceError as error:
            raise SpliceError(f"{path}: {error} By hand, write `{edit.line}`.") from None
    return list(file_changes.values())


def _changed(path: str, data: bytes, edit: Edit, rules: VaultRules) -> bytes:
    text, (note, _) = NoteText.read(data), read_note(path, data, rules)
    made, ordered = _splice(text, note, edit, written_key(text, note.kind, edit.key, rules))
    after = text.with_changes(made)
    prove(path, data, after, ordered, rules)
    return after


def _splice(text: NoteText, note: Note, edit: Edit, key: str) -> tuple[list[Change], Ordered]:
    """Return the changes and their intended effect; `key` is the note's own key for the field."""
    if edit.todo and not isinstance(edit.value, str):
        todo = next((todo for todo in note.todos if todo.position.line == edit.todo), None)
        return tick(text, edit.todo, edit.value), Ordered(ticked=todo)
    value = edit.value if isinstance(edit.value, str) else edit.value.isoformat()
    if edit.day:
        entry = plain(value.lstrip(" \t:,.–—-"))
        return add_log_line(text, edit.day, value), Ordered(log=(edit.day, entry))
    if edit.item:
        item = {key: str(part) for key, part in edit.item}
        words = {key: _word(part) for key, part in edit.item}
        return add_item(text, key, item), Ordered(items={edit.key: words})
    if edit.entry is not None:
        place = written_entry(text, note, edit.key, edit.entry, key)
        if edit.field == "followed_up":
            days = (*note.facts.introductions[edit.entry].followed_up, edit.value)  # type: ignore[union-attr]
            made = add_item(text, edit.field, value, (key, place))
            return made, Ordered({(edit.key, edit.entry, edit.field): days})
        made = set_value(text, (key, place, edit.field), value, "what" if edit.key == "promised" else "")
        return made, Ordered({(edit.key, edit.entry, edit.field): edit.value})
    if edit.key == "followed_up":
        return add_item(text, key, value), Ordered(items={edit.key: edit.value})
    return set_value(text, (key,), value), Ordered({(edit.key,): edit.value})


def _word(value: str | date) -> str | date:
    """Return a reference's target; other values unchanged."""
    if isinstance(value, str) and value.startswith("[["):
        return value[2:].partition("|")[0]
    return value
