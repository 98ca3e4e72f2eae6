"""The proof of a change: read back, the note says what it said and what was ordered, and nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wayin.editing.note_text import SpliceError
from wayin.reading import read_note

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from wayin.diagnostics import Problem
    from wayin.model import Note

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Ordered:
    """What a change is to make of what a note says.

    Attributes:
        values: the new values, by the keys and places that lead to them.
        items: the lists that get one more entry, with what it says.
        log: the contact that is added to the log.
    """

    values: dict[Path, Any] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)
    log: tuple[date, str] | None = None


def prove(path: str, before: bytes, after: bytes, ordered: Ordered) -> None:
    """Check a change by reading the note as it was and as it would be.

    Args:
        path: the note's, relative to the notes folder.
        before: the file's bytes as they are.
        after: the bytes to be written.
        ordered: what is to be different.

    Raises:
        SpliceError: if anything else would be different, or what was ordered isn't there.
    """
    (old, old_problems), (new, new_problems) = read_note(path, before), read_note(path, after)
    expected = _flat(old.facts.model_dump())
    for where, value in ordered.values.items():
        expected.pop(where, None)
        expected |= _flat(value, where)
    for key, item in ordered.items.items():
        entries = getattr(old.facts, key)
        expected.pop((key,), None)
        expected |= _flat(item, (key, len(entries)))
    said = _flat(new.facts.model_dump())
    kept = _known(expected) == _known(said)
    log = Counter(_log(old)) + Counter([ordered.log] if ordered.log else [])
    faults = _errors(new_problems) - _errors(old_problems)
    if not kept or log != Counter(_log(new)) or faults or old.kind != new.kind:
        raise SpliceError("The note wouldn't say what was ordered and nothing else, so nothing was written.")


def _errors(problems: Iterable[Problem]) -> Counter[str]:
    return Counter(problem.code for problem in problems if problem.severity == "error")


def _flat(value: Any, path: Path = ()) -> dict[Path, Any]:
    """Return each single value with what leads to it."""
    if isinstance(value, dict):
        return {where: leaf for key, part in value.items() for where, leaf in _flat(part, (*path, key)).items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return {where: leaf for i, part in enumerate(value) for where, leaf in _flat(part, (*path, i)).items()}
    return {path: value}


def _known(values: dict[Path, Any]) -> dict[Path, Any]:
    """Return what is said at all: what isn't written has no value."""
    return {path: value for path, value in values.items() if value not in (None, False)}


def _log(note: Note) -> list[tuple[date, str]]:
    return [(entry.day, entry.text) for entry in note.log]
