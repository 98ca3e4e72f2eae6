"""Merges two notes on the same person or company, without losing or inventing a fact."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from wayin import model
from wayin.editing.note_text import Change, NoteText, SpliceError
from wayin.editing.own_keys import meanings, written_key
from wayin.editing.references import Renaming
from wayin.editing.rename import follow_all, read_bytes, with_alias
from wayin.editing.splice import add_item, set_value, write_key, written_entry
from wayin.knowledge.base import name_of
from wayin.knowledge.names import fold
from wayin.reading import read_note
from wayin.reading.body import HEADING, find_file_links, heading_words, without_code
from wayin.reading.other_keys import FAMILY, GIVEN, folded
from wayin.validators import Reference

if TYPE_CHECKING:
    from datetime import date

    from wayin.editing.transaction import FileChange
    from wayin.knowledge.references import Lookup
    from wayin.model import Note
    from wayin.note_parts import LogEntry, Todo
    from wayin.reading.kinds import VaultRules
    from wayin.reading.yaml_tree import Node
    from wayin.workspace import Workspace

_SHORT = {"knows": "person", "gave": "what", "received": "what", "education": "school", "roles": "title"}
"""The key whose value an entry written as a plain text is."""
_NO_FACTS = frozenset({"name", "aliases", "type"})
"""Fields of the other note that aren't copied as they are."""
_NAMES = frozenset({"title", *GIVEN, *FAMILY})
"""Keys that may contain a note's name."""


@dataclass(frozen=True)
class Contradiction:
    """A fact that differs between two notes.

    Attributes:
        field: as written; for an entry of `knows` with the person, as in `knows Ada Park strength`.
        ours: the value in the note that stays.
        theirs: the value in the other.
    """

    field: str
    ours: str
    theirs: str


class ContradictionError(Exception):
    """Facts contradict each other, and the user hasn't chosen a note."""

    def __init__(self, contradictions: list[Contradiction]) -> None:
        super().__init__("The notes contradict each other.")
        self.contradictions = contradictions


@dataclass
class _Merger:
    """The note that stays, while it grows."""

    workspace: Workspace
    ours: Note
    theirs: Note
    prefers_theirs: bool
    data: bytes
    lookup: Lookup
    """Resolves references."""
    contradictions: list[Contradiction] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)
    """The expected values of the changed fields."""

    def change(self, changes: list[Change]) -> None:
        self.data = NoteText.read(self.data).with_changes(changes)

    @property
    def rules(self) -> VaultRules:
        return self.workspace.settings.rules

    @property
    def text(self) -> NoteText:
        return NoteText.read(self.data)


def merge(workspace: Workspace, who: str, other: str, prefer: str | None = None) -> list[FileChange]:
    """Return the changes that merge two notes; the other's file goes to the trash.

    Args:
        workspace: the notes.
        who: the id of the note that stays.
        other: the id of the note, or of the stub, that is merged into it.
        prefer: the id whose facts win if they contradict.

    Raises:
        ContradictionError: if facts contradict and neither note is preferred.
        SpliceError: if they aren't two notes of the same kind, or can't be changed; the message says why.
    """
    kb = workspace.kb
    if who == other:
        raise SpliceError(f"Both are {kb.name(who)}.")
    if not any(who in nodes and other in nodes for nodes in (kb.people, kb.companies)):
        raise SpliceError(f"{kb.name(who)} and {kb.name(other)} aren't of one kind.")
    ours, theirs = kb.note(who), kb.note(other)
    if ours is None:
        raise SpliceError(f"{kb.name(who)} has no note that could stay. Name the one with a note first.")
    renaming = Renaming.of(kb, other, who, name_of(ours), ours.path.rpartition(".")[2])
    data = read_bytes(workspace, ours.path)
    if theirs is None:
        own = with_alias(ours.path, data, kb.name(other), name_of(ours), workspace.settings.rules)
        return follow_all(workspace, renaming, {ours.path: own})
    _refuse_ties_between(workspace, ours, theirs)
    merger = _Merger(workspace, ours, theirs, prefer == other, data, renaming.before)
    source = NoteText.read(read_bytes(workspace, theirs.path))
    _add_facts(merger, source)
    if merger.contradictions and prefer is None:
        raise ContradictionError(merger.contradictions)
    _add_body(merger, source)
    for alias in (name_of(theirs), *theirs.facts.aliases):
        merger.data = with_alias(ours.path, merger.data, alias, name_of(ours), workspace.settings.rules)
    _prove(merger)
    dropped = frozenset(contradiction.field.partition(" ")[0] for contradiction in merger.contradictions)
    return follow_all(workspace, renaming, {ours.path: merger.data, theirs.path: None}, dropped=dropped)


def _refuse_ties_between(workspace: Workspace, ours: Note, theirs: Note) -> None:
    """Refuse two notes if one refers to the other in a field: nobody knows themselves."""
    for note, other in ((ours, theirs), (theirs, ours)):
        for mention in workspace.kb.mentions.get(other.id, ()):
            if mention.source == note.id and mention.field:
                raise SpliceError(
                    f"{note.path}, line {mention.position.line}: `{mention.field}` names {name_of(other)}. "
                    "Take that out first, if both are the same."
                )


# --- facts ------------------------------------------------------------------------------------------------------------


def _add_facts(merger: _Merger, source: NoteText) -> None:
    """Add the other note's facts, from its front matter or fields in its body."""
    fields = meanings(source, merger.theirs.kind, merger.rules)
    for key in source.tree.keys if source.tree else ():
        value = source.tree.value_of(key.text) if source.tree else None
        field = fields.get(key.text, "")
        if value is None or value.is_empty or field in _NO_FACTS or folded(key.text) in _NAMES:
            continue
        ours = merger.text.tree.value_of(_key(merger, field or key.text)) if merger.text.tree else None
        if _lacks(merger.ours.facts, field) and (ours is None or ours.is_empty):
            _copy(merger, source, key, value)
            if field:
                merger.expected[field] = getattr(merger.theirs.facts, field)
        elif field:
            _add_fact(merger, field)
    for field in type(merger.theirs.facts).model_fields.keys() - {*fields.values(), *_NO_FACTS}:
        if _lacks(merger.ours.facts, field):
            merger.expected[field] = getattr(merger.theirs.facts, field)  # it is copied with the text
        else:
            _add_fact(merger, field)


def _lacks(facts: model.Fields, field: str) -> bool:
    return not field or getattr(facts, field) in (None, type(facts).model_fields[field].default)


def _add_fact(merger: _Merger, field: str) -> None:
    if isinstance(getattr(merger.ours.facts, field), tuple):
        _unite(merger, field)
    else:
        path = (_key(merger, field),)
        merger.expected[field] = _settle(merger, field, path, merger.ours.facts, merger.theirs.facts, field)


def _key(merger: _Merger, field: str) -> str:
    return written_key(merger.text, merger.ours.kind, field, merger.rules)


def _copy(merger: _Merger, source: NoteText, key: Node, value: Node) -> None:
    """Copy a key with its value and its trailing comment from the other note."""
    text, end = source.text, source.yaml_start + value.end
    column = source.yaml_start + key.start - (text.rfind("\n", 0, source.yaml_start + key.start) + 1)
    in_blocks = all(tree is None or tree.style == "block" for tree in (source.tree, merger.text.tree))
    if in_blocks and text[end - 1 : end] != "\n":
        line_end = text.find("\n", end, source.yaml_end)
        end = source.yaml_end if line_end < 0 else line_end
    colon = text.index(":", source.yaml_start + key.end)
    first, *rest = text[colon + 1 : end].rstrip().split("\n")
    written = "\n".join([first.strip(), *(line[column:] for line in rest)])
    merger.change(write_key(merger.text, merger.text.tree, key.text, written))


def _unite(merger: _Merger, key: str) -> None:
    """Add the list entries missing in ours; two entries about the same acquaintance become one."""
    ours, theirs = getattr(merger.ours.facts, key), getattr(merger.theirs.facts, key)
    expected = list(ours)
    known = [_meant(merger, entry) for entry in ours]
    indexes = {_meant(merger, entry.person): index for index, entry in enumerate(ours)} if key == "knows" else {}
    for entry in theirs:
        index = indexes.get(_meant(merger, entry.person)) if key == "knows" else None
        if _meant(merger, entry) in known:
            continue
        if index is None:
            merger.change(add_item(merger.text, _key(merger, key), _written(key, entry)))
            expected.append(entry)
            continue
        for name in type(entry).model_fields.keys() - {"person"}:
            shown = f"knows {entry.person.word} {name}"
            written = written_entry(merger.text, merger.ours, key, index, _key(merger, key))
            settled = _settle(merger, shown, (_key(merger, key), written, name), expected[index], entry, name)
            expected[index] = expected[index].model_copy(update={name: settled})
    merger.expected[key] = tuple(expected)


def _settle(
    merger: _Merger, shown: str, path: tuple[str | int, ...], ours: model.Fields, theirs: model.Fields, name: str
) -> Any:
    """Copy a single fact if ours has none or theirs is preferred; return the resulting value."""
    our_value, their_value = getattr(ours, name), getattr(theirs, name)
    default = type(ours).model_fields[name].default
    if their_value in (None, default) or _meant(merger, our_value) == _meant(merger, their_value):
        return our_value
    if our_value not in (None, default):
        merger.contradictions.append(Contradiction(shown, _text(our_value), _text(their_value)))
        if not merger.prefers_theirs:
            return our_value
    merger.change(set_value(merger.text, path, _text(their_value), _SHORT.get(str(path[0]), "")))
    return their_value


def _written(key: str, entry: Any) -> str | dict[str, str]:
    """Return a list entry to add: a text, or keys with values."""
    if not isinstance(entry, model.Fields):
        return _text(entry)
    values = entry.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    texts = {name: _text(value) for name, value in values.items()}
    return texts[_SHORT[key]] if set(texts) == {_SHORT.get(key)} else texts


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _meant(merger: _Merger, value: Any) -> Any:
    """Return a value normalized for comparison: references as ids, texts ignoring case."""
    if isinstance(value, Reference):
        return merger.lookup.find(value.word).id or fold(value.word)
    if isinstance(value, model.Fields):
        return tuple(_meant(merger, getattr(value, name)) for name in type(value).model_fields)
    return fold(value) if isinstance(value, str) else value


# --- the body ---------------------------------------------------------------------------------------------------------


def _add_body(merger: _Merger, source: NoteText) -> None:
    """Append the other note's text, without a first heading that just repeats its name."""
    body = source.body
    for heading in HEADING.finditer(without_code(body)):
        if fold(heading_words(heading)) == fold(name_of(merger.theirs)) and len(heading[1]) == 1:
            body = body[: heading.start()] + body[heading.end() :]
        break
    body = _moved(body, posixpath.dirname(merger.theirs.path), posixpath.dirname(merger.ours.path)).strip("\n")
    if (
        not merger.ours.facts.name
        and merger.ours.heading is None
        and read_note("people/x.md", body.encode())[0].heading
    ):
        merger.change(set_value(merger.text, ("name",), name_of(merger.ours)))
        merger.expected["name"] = name_of(merger.ours)
    if body.strip():
        text = merger.text.text
        gap = "" if text.endswith("\n\n") or not text else "\n" if text.endswith("\n") else "\n\n"
        merger.change([Change(len(text), len(text), f"{gap}{body}\n")])


def _moved(body: str, folder: str, new_folder: str) -> str:
    """Return a text with its file links adapted to another folder."""
    if folder == new_folder:
        return body
    for link in sorted(find_file_links(without_code(body)), key=lambda link: -link.at):
        target = posixpath.relpath(posixpath.join(folder, unquote(link.target)), new_folder or ".")
        body = body[: link.at] + quote(target) + body[link.at + len(link.target) :]
    return body


# --- proof ------------------------------------------------------------------------------------------------------------


def _prove(merger: _Merger) -> None:
    """Check that the merged note has the facts of both.

    Raises:
        SpliceError: if it differs.
    """
    ours, theirs, path = merger.ours, merger.theirs, merger.ours.path
    merged, problems = read_note(path, merger.data, merger.workspace.settings.rules)
    old_errors = {p.code for p in merger.workspace.reading.problems if p.file in (path, theirs.path)}
    facts = ours.facts.model_copy(update=merger.expected).model_dump(exclude={"aliases"})
    says = merged.facts.model_dump(exclude={"aliases"})
    logs = Counter(map(_logged, (*ours.log, *theirs.log)))
    new_errors = {p.code for p in problems if p.severity == "error"} - old_errors
    is_near = posixpath.dirname(path) == posixpath.dirname(theirs.path)  # in another folder, file links are rewritten
    links = {link.word for link in (*ours.links, *theirs.links) if not link.relative}
    if (
        says != facts or logs != Counter(map(_logged, merged.log)) or new_errors
        or not links <= {link.word for link in merged.links}
        or Counter(map(_to_do, (*ours.todos, *theirs.todos))) != Counter(map(_to_do, merged.todos))
        or (is_near and _words((ours, theirs)) != _words((merged,)))
    ):  # fmt: skip
        raise SpliceError(f"{path}: The note wouldn't say what both say, so nothing was written.")


def _to_do(todo: Todo) -> tuple[str, date | None]:
    return todo.text, todo.due


def _logged(entry: LogEntry) -> tuple[Any, str]:
    return entry.day, entry.text


def _words(notes: tuple[Note, ...]) -> Counter[str]:
    return Counter(words for note in notes for paragraph in note.paragraphs if (words := paragraph.strip()))
