"""Renames a person or a company: the file, its `name`, and every reference in all notes."""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from wayin.editing.new import stem_of
from wayin.editing.note_text import Change, NoteText, SpliceError, content_of
from wayin.editing.own_keys import written_key
from wayin.editing.proof import Ordered, prove, prove_references
from wayin.editing.references import Renaming, follow
from wayin.editing.splice import Path, add_item, set_value
from wayin.editing.transaction import FileChange
from wayin.knowledge.base import name_of
from wayin.knowledge.lookup import find
from wayin.knowledge.names import fold, readable, slug
from wayin.knowledge.referring import LONGEST_NAME, stub_id
from wayin.reading import read_note
from wayin.reading.body import HEADING, heading_words, without_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wayin.knowledge.referring import Who
    from wayin.model import Note
    from wayin.reading.kinds import VaultRules
    from wayin.workspace import Workspace

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|#^\[\]]+')


def rename(workspace: Workspace, node: str, name: str) -> list[FileChange]:
    """Return the changes that rename a person or a company, proved to keep every meaning.

    A stub has no file, so only references change.

    Args:
        workspace: the notes.
        node: the id of the person or company.
        name: the new name.

    Raises:
        SpliceError: if the name is invalid or taken, or a note can't be changed; the message says why.
    """
    kb, note = workspace.kb, workspace.kb.note(node)
    name = _tidy(name)
    if not slug(name) or len(name) > LONGEST_NAME or any(unicodedata.category(char) == "Cc" for char in name):
        raise SpliceError(f"A name has a letter or a digit, and at most {LONGEST_NAME} characters.")
    kind: Who = "company" if node in kb.companies else "person"
    new = renamed_id(workspace, node, name)
    _refuse_taken(workspace, node, name, kind, new)
    if note is None:
        return follow_all(workspace, Renaming.of(kb, node, new, name), {})
    ending = note.path.rpartition(".")[2]
    stem = new.rpartition("/")[2]
    own = _with_name(note, read_bytes(workspace, note.path), name, stem, workspace.settings.rules)
    return follow_all(
        workspace, Renaming.of(kb, node, new, name, ending), {note.path: own}, {note.path: f"{new}.{ending}"}
    )


def renamed_id(workspace: Workspace, node: str, name: str) -> str:
    """Return the id of a person or a company under another name."""
    kb, note, name = workspace.kb, workspace.kb.note(node), _tidy(name)
    kind: Who = "company" if node in kb.companies else "person"
    return _new_id(note, kb.name(node), name) if note else stub_id(name, kind) or node


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _new_id(note: Note, old_name: str, name: str) -> str:
    """Return the id for a new name, in the style of the old file name: `ada-park`, or `Ada Park`."""
    folder, slash, stem = note.id.rpartition("/")
    plain = _NOT_IN_FILE_NAMES.sub("-", name).strip(" .-~")
    new = plain if stem == _NOT_IN_FILE_NAMES.sub("-", old_name) and stem != slug(stem) and plain else stem_of(name)
    # Some file systems ignore case
    return note.id if fold(new) == fold(stem) else f"{folder}{slash}{new}"


def _refuse_taken(workspace: Workspace, node: str, name: str, kind: Who, new: str) -> None:
    kb, notes = workspace.kb, workspace.settings.notes
    ids = {fold(other): other for other in (*kb.people, *kb.companies, *kb.interviews, *kb.pages)}
    match = find(kb, name, kind)
    for other in (match.id, *match.ambiguous, ids.get(fold(new))):
        if other and other != node and (other not in kb.people or kb.people[other].has_page):
            note = kb.note(other)
            where = note.path if note else "Somebody in your notes"
            raise SpliceError(f"{where} already has the name {name}. If both are the same, use `wayin merge`.")
    if new != node and any(os.path.lexists(notes / f"{new}.{ending}") for ending in ("md", "markdown")):
        raise SpliceError(f"{new}.md already exists.")


def _with_name(note: Note, data: bytes, name: str, stem: str, rules: VaultRules) -> bytes:
    """Return a note's bytes with a new name and the old one as an alias.

    Args:
        note: the note.
        data: its bytes.
        name: the new name.
        stem: the new file's stem.
        rules: the vault's own conventions.
    """
    text, values = NoteText.read(data), dict[Path, Any]()
    changes = _heading(text, name_of(note), name)
    if note.facts.name or not (note.heading or readable(stem) == name):
        changes += set_value(text, (written_key(text, note.kind, "name", rules),), name)
        values["name",] = name
    after = text.with_changes(changes)
    prove(note.path, data, after, Ordered(values), rules)
    return with_alias(note.path, after, name_of(note), name, rules)


def with_alias(path: str, data: bytes, alias: str, name: str, rules: VaultRules) -> bytes:
    """Return a note's bytes with one more alias, unless it is the name or an alias already."""
    note = read_note(path, data, rules)[0]
    if fold(alias) in (fold(name), *map(fold, note.facts.aliases)):
        return data
    text = NoteText.read(data)
    after = text.with_changes(add_item(text, written_key(text, note.kind, "aliases", rules), alias))
    prove(path, data, after, Ordered(items={"aliases": alias}), rules)
    return after


def _heading(text: NoteText, old_name: str, name: str) -> list[Change]:
    """Return the changes of a first heading that is the old name."""
    for heading in HEADING.finditer(without_code(text.body)):
        if len(heading[1]) == 1:
            words = heading[2].rstrip().rstrip("#").rstrip()
            at = text.body_start + heading.start(2)
            if fold(heading_words(heading)) == fold(old_name):
                return [Change(at, at + len(words), name)]
            break
    return []


def follow_all(
    workspace: Workspace,
    renaming: Renaming,
    edited: Mapping[str, bytes | None],
    moved: Mapping[str, str] | None = None,
    dropped: frozenset[str] = frozenset(),
) -> list[FileChange]:
    """Return the changes of all files when a note replaces another.

    Args:
        workspace: the notes.
        renaming: what is replaced by what.
        edited: notes that are changed already, by path; None for a removed one.
        moved: the new paths of moved notes.
        dropped: fields that may lose references.

    Raises:
        SpliceError: if a note can't be changed, or anything else in the notes would change.
    """
    moved, folder = moved or {}, workspace.settings.notes
    sources = {mention.source for mention in workspace.kb.mentions.get(renaming.old, ())}
    changes: list[FileChange] = []
    for note in workspace.reading.notes:
        path, target = note.path, moved.get(note.path, note.path)
        if path in edited and edited[path] is None:
            changes.append(FileChange(path, read_bytes(workspace, path), None, trashed=True))
            continue
        is_meant = path in edited or note.id in sources
        if not is_meant and "[[" not in note.head and "agrees" not in note.head + note.body:
            continue
        before = (folder / path).read_bytes()
        try:
            after = follow(
                NoteText.read(edited.get(path) or before), path, note.kind, renaming, workspace.settings.rules
            )
            if after != before or target != path:
                content_of(folder / path)
        except SpliceError as error:
            if is_meant:
                raise SpliceError(f"{path}: {error}") from None
            continue
        if target != path:
            changes += [FileChange(target, None, after), FileChange(path, before, None)]
        elif after != before:
            changes.append(FileChange(path, before, after))
    prove_references(workspace, changes, renaming, dropped)
    return sorted(changes, key=lambda change: (change.before is not None, change.after is None, change.path))


def read_bytes(workspace: Workspace, path: str) -> bytes:
    """Return the bytes of a note to change.

    Raises:
        SpliceError: if it can't be changed.
    """
    try:
        return content_of(workspace.settings.notes / path)
    except SpliceError as error:
        raise SpliceError(f"{path}: {error}") from None
