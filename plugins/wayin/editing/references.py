"""References to one note in the text of others, as they are to read once it has another name or is part of another."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from wayin.editing.note_text import Change, NoteText, SpliceError
from wayin.editing.yaml_text import requoted
from wayin.knowledge.lookup import known_notes, notes_of
from wayin.knowledge.names import fold
from wayin.knowledge.references import Known, Lookup
from wayin.knowledge.referring import stub_id
from wayin.reading.body import find_file_links, without_code
from wayin.reading.learnings import LearnedSections
from wayin.wikilinks import find_links, is_media, split_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.knowledge import KnowledgeBase
    from wayin.model import Kind
    from wayin.reading.yaml_tree import Node

Keys = tuple[str, ...]

REFERENCES: dict[Kind, dict[Keys, Kind | None]] = {
    "person": {
        ("company",): "company", ("work", "company"): "company", ("introduced_by",): "person", ("knows",): "person",
        ("knows", "person"): "person", ("not_for",): None, ("introductions", "via"): "person",
    },
    "company": {("parent",): "company", ("introductions", "via"): "person"},
    "interview": {
        ("with",): "person", ("company",): "company", ("introduced_by",): "person", ("introductions",): "person",
        ("learnings", "agrees"): None, ("learnings", "disagrees"): None,
    },
    "me": {("company",): "company", ("work", "company"): "company"},
    "page": {},
}  # fmt: skip
"""The fields that name another note, with the kind that they expect first; `not_same_as` names exported contacts."""

_ENDINGS = (".md", ".markdown")


@dataclass(frozen=True)
class Renaming:
    """A note, and what is to be meant in its place.

    Attributes:
        old: the id that references mean today.
        new: the id that they are to mean.
        old_name: what the note is called today.
        name: what it will be called.
        ending: of the new file.
        before: what words mean today.
        after: what they will mean.
    """

    old: str
    new: str
    old_name: str
    name: str
    ending: str
    before: Lookup
    after: Lookup

    @classmethod
    def of(cls, kb: KnowledgeBase, old: str, new: str, name: str, ending: str = "md") -> Renaming:
        """Return what the references to `old` become when `new`, called `name`, takes its place."""
        known = known_notes(notes_of(kb), kb.me)
        gone = [note for note in known if note.id in (old, new)]
        # Whoever is only mentioned has no aliases
        aliases = {alias for note in gone for alias in (note.name, *note.aliases, kb.name(old))}
        kind: Kind = "company" if old in kb.companies else "person"
        kept = Known(new, kind, name, tuple(sorted(aliases)))
        after = Lookup([*(note for note in known if note not in gone), kept])
        return cls(old, new, kb.name(old), name, ending, Lookup(known), after)

    def means(self, word: str, kind: Kind | None) -> bool:
        """Return whether a word means the old note today, where this kind is expected."""
        answer = self.before.find(word, kind)
        if answer.id is not None or answer.ambiguous:
            return answer.id == self.old
        if kind in ("person", "company"):
            return stub_id(word, kind) == self.old
        return self.old in (stub_id(word, "person"), stub_id(word, "company"))

    def word_for(self, word: str, kind: Kind | None) -> str | None:
        """Return the word to write instead of one, in the same form: name, file or path; None where it stays.

        Raises:
            SpliceError: if no word would mean the new note.
        """
        if not self.means(word, kind):
            return None
        bare = next((word[: -len(ending)] for ending in _ENDINGS if word.casefold().endswith(ending)), word)
        ending = word[len(bare) :]
        at = "./" if bare.startswith("./") else ""
        stem, folded = self.old.rpartition("/")[2], fold(bare.removeprefix("./"))
        forms = [self.name, self.new]
        if folded == fold(self.old):
            forms = [f"{at}{self.new}{ending}"]
        elif folded == fold(stem) and fold(word) != fold(self.old_name):
            forms = [f"{at}{self.new.rpartition('/')[2]}{ending}", *forms]
        elif folded != fold(self.old_name):
            forms = [word, *forms]  # an alias stays one
        for form in forms:
            if self._is_clear(form, kind):
                return form if form != word else None
        raise SpliceError(f"“{word}” can't be written so that it means {self.name}.")

    def _is_clear(self, word: str, kind: Kind | None) -> bool:
        links = list(find_links(f"[[{word}]]"))
        as_link = len(links) == 1 and links[0].word == word and not links[0].label
        return as_link and self.after.find(word, kind).id == self.new


def follow(note: NoteText, path: str, kind: Kind, renaming: Renaming) -> bytes:
    """Return a note's bytes with every reference to the old note as one to the new one.

    Args:
        note: the text.
        path: the note's, relative to the notes folder.
        kind: of the note.
        renaming: what takes the place of what.

    Raises:
        SpliceError: if a reference can't be changed, or the change would say anything else.
    """
    expected = [_renamed(text, keys, kind, renaming) for keys, text in _texts(note.tree)]
    after = note.with_changes([
        *_in_front_matter(note, note.tree, (), kind, renaming),
        *_links(note, renaming), *_file_links(note, path, renaming), *_speakers(note, renaming),
    ])  # fmt: skip
    if after != note.data and [text for _, text in _texts(NoteText.read(after).tree)] != expected:
        raise SpliceError(f"The references to {renaming.old_name} can't be changed one by one, so nothing was written.")
    return after


# --- the front matter -------------------------------------------------------------------------------------------------


def _texts(node: Node | None, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every key and every value of the front matter, with the keys that lead to it."""
    if node is None:
        return
    if node.kind == "scalar":
        yield keys, node.text
    for name, item in zip(node.keys, node.items, strict=True) if node.kind == "mapping" else ():
        yield ("", name.text), name.text
        yield from _texts(item, (*keys, name.text))
    for item in node.items if node.kind == "list" else ():
        yield from _texts(item, keys)


def _in_front_matter(
    note: NoteText, node: Node | None, keys: Keys, kind: Kind, renaming: Renaming, in_flow: bool = False
) -> Iterator[Change]:
    if node is None:
        return
    if node.kind == "scalar":
        new = _renamed(node.text, keys, kind, renaming)
        if new != node.text:
            yield _rewritten(note, node, new, keys, kind, renaming, in_flow)
        return
    in_flow = in_flow or node.style == "flow"
    for number, item in enumerate(node.items):
        inner = (*keys, node.keys[number].text) if node.kind == "mapping" else keys
        yield from _in_front_matter(note, item, inner, kind, renaming, in_flow)


def _renamed(text: str, keys: Keys, kind: Kind, renaming: Renaming) -> str:
    """Return a value of the front matter with its references renamed."""
    if "[[" in text:
        return _with_links_renamed(text, REFERENCES[kind].get(keys), renaming)
    if keys not in REFERENCES[kind]:
        return text
    word, sign, topic = text.partition("#") if keys[0] == "learnings" else (text, "", "")
    expected = REFERENCES[kind][keys]
    if keys == ("not_for",):
        expected = "company" if renaming.before.find(word.strip()).kind == "company" else "person"
    new = renaming.word_for(" ".join(word.split()), expected) if word.strip() else None
    return text if new is None else new + sign + topic


def _with_links_renamed(text: str, kind: Kind | None, renaming: Renaming) -> str:
    for change in reversed(list(_links_in(text, kind, renaming))):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def _rewritten(
    note: NoteText, node: Node, new: str, keys: Keys, kind: Kind, renaming: Renaming, in_flow: bool
) -> Change:
    start, end = note.yaml_start + node.start, note.yaml_start + node.end
    raw = note.text[start:end]
    if node.style == "block" or "\n" in raw:
        # Where its lines break stays as it is
        return Change(start, end, _with_links_renamed(raw, REFERENCES[kind].get(keys), renaming))
    return Change(start, end, requoted(raw, node.text, new, in_flow))


# --- the body ---------------------------------------------------------------------------------------------------------


def _links(note: NoteText, renaming: Renaming) -> Iterator[Change]:
    for change in _links_in(without_code(note.body), None, renaming):
        yield Change(note.body_start + change.start, note.body_start + change.end, change.text)


def _links_in(text: str, kind: Kind | None, renaming: Renaming) -> Iterator[Change]:
    """Yield what renames the wikilinks of a text; one that needs a path gets the name as its label."""
    for link in find_links(text):
        new = renaming.word_for(link.word, kind) if link.word and not is_media(link.word) else None
        if new is None:
            continue
        at = text.index(link.word, text.index("[[", link.start) + 2)
        yield Change(at, at + len(link.word), new)
        if not link.label and new == renaming.new and "/" not in link.word:
            yield Change(link.end - 2, link.end - 2, f"|{renaming.name}")


def _file_links(note: NoteText, path: str, renaming: Renaming) -> Iterator[Change]:
    text, folder = without_code(note.body), posixpath.dirname(path)
    for link in find_file_links(text):
        bare = next((link.target[: -len(end)] for end in _ENDINGS if link.target.lower().endswith(end)), None)
        if bare is None or posixpath.normpath(posixpath.join(folder, unquote(bare))) != renaming.old:
            continue
        ending = link.target[len(bare) :] if renaming.old == renaming.new else f".{renaming.ending}"
        target = posixpath.relpath(renaming.new, folder or ".")
        if posixpath.dirname(renaming.old) == posixpath.dirname(renaming.new):
            target = unquote(bare).rpartition("/")[0] + "/" * ("/" in bare) + renaming.new.rpartition("/")[2]
        in_brackets = text[link.at - 1 : link.at] == "<"
        written = target if in_brackets else "".join(char if ord(char) > 127 else quote(char) for char in target)
        at = note.body_start + link.at
        yield Change(at, at + len(link.target), written + ending)


def _speakers(note: NoteText, renaming: Renaming) -> Iterator[Change]:
    for written, at in LearnedSections(note.body).speakers():
        word = split_target(written)[0]
        if word and (new := renaming.word_for(word, None)) is not None:
            yield Change(note.body_start + at, note.body_start + at + len(word), new)
