"""Proof of a change: read again, the note says what it said before and what was ordered, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wayin.editing.note_text import SpliceError
from wayin.knowledge import build
from wayin.knowledge.names import fold
from wayin.reading import read_note
from wayin.reading.kinds import USUAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from wayin.diagnostics import Problem
    from wayin.editing.references import Renaming
    from wayin.editing.transaction import FileChange
    from wayin.knowledge import KnowledgeBase
    from wayin.model import Note
    from wayin.note_parts import Todo
    from wayin.reading.kinds import VaultRules
    from wayin.workspace import Workspace

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Ordered:
    """The intended effect of a change.

    Attributes:
        values: the new values, by path.
        items: the lists that get one more entry, with that entry.
        log: the contact added to the log.
        ticked: the to-do that is ticked; its day then counts as contact.
    """

    values: dict[Path, Any] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)
    log: tuple[date, str] | None = None
    ticked: Todo | None = None


def prove(path: str, before: bytes, after: bytes, ordered: Ordered, rules: VaultRules = USUAL) -> None:
    """Check a change by parsing the note before and after it.

    Args:
        path: the note's path, relative to the notes folder.
        before: the file's current bytes.
        after: the bytes to write.
        ordered: the intended effect.
        rules: the vault's own conventions.

    Raises:
        SpliceError: if anything else would change, or the intended effect is missing.
    """
    (old, old_problems), (new, new_problems) = (read_note(path, data, rules) for data in (before, after))
    expected = _flat(old.facts.model_dump())
    for where, value in ordered.values.items():
        expected.pop(where, None)
        expected |= _flat(value, where)
    for key, item in ordered.items.items():
        entries = getattr(old.facts, key)
        expected.pop((key,), None)
        expected |= _flat(item, (key, len(entries)))
    actual = _flat(new.facts.model_dump())
    kept = _known(expected) == _known(actual)
    todos = Counter(_todos(old)) - Counter([(ordered.ticked.text, ordered.ticked.due)] if ordered.ticked else [])
    kept = kept and todos == Counter(_todos(new))
    log = Counter(_log(old)) + Counter([ordered.log] if ordered.log else [])
    if ordered.ticked:
        added = Counter(_log(new)) - log
        log += added if added.total() <= 1 else Counter()
    faults = _errors(new_problems) - _errors(old_problems)
    if not kept or log != Counter(_log(new)) or faults or old.kind != new.kind:
        raise SpliceError("The note wouldn't say what was ordered and nothing else, so nothing was written.")


def prove_references(
    workspace: Workspace, changes: Iterable[FileChange], renaming: Renaming, dropped: frozenset[str] = frozenset()
) -> None:
    """Check a change of several notes by linking them again: every reference must keep its meaning.

    Args:
        workspace: the current notes.
        changes: the changed files.
        renaming: what is replaced by what.
        dropped: fields of the new note that may lose references.

    Raises:
        SpliceError: if a reference would mean something else, or there are new errors.
    """
    by_path = {change.path: change for change in changes}
    notes = [note for note in workspace.reading.notes if note.path not in by_path]
    rules = workspace.settings.rules
    read = [read_note(change.path, change.after, rules) for change in by_path.values() if change.after is not None]
    kb = build([*notes, *(note for note, _ in read)])
    new_errors = _errors([*kb.problems, *(problem for _, problems in read for problem in problems)])
    old_errors = _errors([*workspace.kb.problems, *workspace.reading.problems])
    before = {(source, target, field) for source, target, field in _references(workspace.kb, renaming)}
    after = {(source, target, field) for source, target, field in _references(kb, renaming)}
    lost = {field for source, _, field in before - after if source == renaming.new}
    if after - before or not lost <= dropped or any(source != renaming.new for source, _, _ in before - after):
        raise SpliceError("A reference would mean something else than before, so nothing was written.")
    if fold(kb.name(renaming.new)) != fold(renaming.name) or new_errors - old_errors:
        raise SpliceError("The notes wouldn't say the same afterwards, so nothing was written.")


def _references(kb: KnowledgeBase, renaming: Renaming) -> Iterator[tuple[str, str, str]]:
    """Yield who refers to whom in which field, as expected afterwards."""
    ids = {renaming.old: renaming.new}
    for target, mentions in kb.mentions.items():
        for mention in mentions:
            source, meant = ids.get(mention.source, mention.source), ids.get(target, target)
            if source != meant:
                yield source, meant, mention.field


def _errors(problems: Iterable[Problem]) -> Counter[str]:
    return Counter(problem.code for problem in problems if problem.severity == "error")


def _flat(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Return each single value by its path."""
    if isinstance(value, dict):
        return {where: leaf for key, part in value.items() for where, leaf in _flat(part, (*path, key)).items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return {where: leaf for i, part in enumerate(value) for where, leaf in _flat(part, (*path, i)).items()}
    return {path: value}


def _known(values: dict[Path, Any]) -> dict[Path, Any]:
    """Return the values that are set."""
    return {path: value for path, value in values.items() if value not in (None, False)}


def _todos(note: Note) -> list[tuple[str, date | None]]:
    return [(todo.text, todo.due) for todo in note.todos]


def _log(note: Note) -> list[tuple[date, str]]:
    return [(entry.day, entry.text) for entry in note.log]
