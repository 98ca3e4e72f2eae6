"""Rewrites references to a note in the text of others when it is renamed or merged."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from wayin.editing.note_text import Change, NoteText, SpliceError
from wayin.editing.own_keys import meanings
from wayin.editing.yaml_text import requoted
from wayin.knowledge.lookup import names_of_notes, notes_of
from wayin.knowledge.names import fold
from wayin.knowledge.references import Lookup, NoteNames, joined
from wayin.knowledge.referring import stub_id
from wayin.reading.body import find_file_links, without_code
from wayin.reading.inline_fields import find_inline_fields
from wayin.reading.learnings import LearnedSections
from wayin.reading.other_keys import meant_field
from wayin.reading.validation import keys_of
from wayin.wikilinks import find_links, is_media, split_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.knowledge import KnowledgeBase
    from wayin.model import Kind
    from wayin.reading.kinds import VaultRules
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
"""The fields with references, and the kind they prefer; `not_same_as` names exported contacts."""

_ENDINGS = (".md", ".markdown")


@dataclass(frozen=True)
class Renaming:
    """A note and its replacement.

    Attributes:
        old: the id that references mean now.
        new: the id they should mean.
        old_name: the note's current name.
        name: its new name.
        ending: the new file's ending.
        before: resolves references now.
        after: resolves references afterwards.
        aliases: the old note's aliases, normalized; references by them stay.
    """

    old: str
    new: str
    old_name: str
    name: str
    ending: str
    before: Lookup
    after: Lookup
    aliases: frozenset[str] = frozenset()

    @classmethod
    def of(cls, kb: KnowledgeBase, old: str, new: str, name: str, ending: str = "md") -> Renaming:
        """Return the renaming that replaces `old` by `new`, called `name`."""
        known = names_of_notes(notes_of(kb), kb.me)
        gone = [note for note in known if note.id in (old, new)]
        # A stub has no aliases
        aliases = {alias for note in gone for alias in (note.name, *note.aliases, kb.name(old))}
        kind: Kind = "company" if old in kb.companies else "person"
        kept = NoteNames(new, kind, name, tuple(sorted(aliases)))
        after = Lookup([*(note for note in known if note not in gone), kept])
        own = frozenset(fold(alias) for note in gone if note.id == old for alias in note.aliases)
        return cls(old, new, kb.name(old), name, ending, Lookup(known), after, own)

    def means(self, word: str, kind: Kind | None, source: str) -> bool:
        """Return whether a reference means the old note now.

        Args:
            word: what is written.
            kind: the expected kind; None for any.
            source: the path of the note it is in.
        """
        answer = self.before.find(word, kind, source)
        if answer.id is not None or answer.ambiguous:
            return answer.id == self.old
        if self.old in (stub_id(word, "person"), stub_id(word, "company")):
            return kind is None or stub_id(word, "company" if kind == "company" else "person") == self.old
        return kind == "person" and self._is_part(word)

    def _is_part(self, word: str) -> bool:
        """Return whether a word is a part of the name of a stub, which has no aliases."""
        only = Lookup([NoteNames(self.old, "person", self.old_name, ())])
        is_note = self.before.find(self.old).id == self.old
        return not is_note and not self.before.named_in_part(word) and bool(only.named_in_part(word))

    def word_for(self, word: str, kind: Kind | None, source: str) -> str | None:
        """Return the replacement for a reference in the same form (name, file or path); None to keep it.

        Raises:
            SpliceError: if no word would mean the new note.
        """
        if not self.means(word, kind, source):
            return None
        bare = next((word[: -len(ending)] for ending in _ENDINGS if word.casefold().endswith(ending)), word)
        ending = word[len(bare) :]
        folder, stem = self.old.rpartition("/")[::2]
        new_folder, new_stem = self.new.rpartition("/")[::2]
        forms = [self.name, self.new]
        if fold(word) == fold(self.old_name):
            pass
        elif fold(word) in self.aliases:
            forms = [word, *forms]
        elif fold(bare) == fold(stem):
            forms = [new_stem + ending, *forms]
        elif "/" in bare:
            above = f"{bare.rpartition('/')[0]}/"
            forms = [*([above + new_stem + ending] if folder == new_folder else []), self.new + ending, *forms]
        for form in forms:
            if self._is_clear(form, kind, source):
                return form if form != word else None
        raise SpliceError(f"“{word}” can't be written so that it means {self.name}.")

    def _is_clear(self, word: str, kind: Kind | None, source: str) -> bool:
        links = list(find_links(f"[[{word}]]"))
        as_link = len(links) == 1 and links[0].word == word and not links[0].label
        return as_link and self.after.find(word, kind, source).id == self.new


def follow(note: NoteText, path: str, kind: Kind, renaming: Renaming, rules: VaultRules) -> bytes:
    """Return a note's bytes with every reference to the old note pointing to the new one.

    Args:
        note: the text.
        path: the note's path, relative to the notes folder.
        kind: the note's kind.
        renaming: what is replaced by what.
        rules: the vault's own conventions.

    Raises:
        SpliceError: if a reference can't be changed, or the change would affect anything else.
    """
    return _Follower(note, path, kind, renaming, meanings(note, kind, rules), rules).followed()


@dataclass(frozen=True)
class _Follower:
    """A note whose references are rewritten."""

    note: NoteText
    path: str
    kind: Kind
    renaming: Renaming
    fields: dict[str, str]
    """The field of each key at the top."""
    rules: VaultRules

    def followed(self) -> bytes:
        expected = [self._renamed(text, keys) for keys, text in self._texts(self.note.tree)]
        in_body = [*self._links(), *self._file_links(), *self._speakers(), *self._inline_fields()]
        at = self.note.body_start
        moved = (Change(at + change.start, at + change.end, change.text) for change in in_body)
        after = self.note.with_changes([*self._in_front_matter(self.note.tree, ()), *moved])
        if after != self.note.data and [text for _, text in self._texts(NoteText.read(after).tree)] != expected:
            name = self.renaming.old_name
            raise SpliceError(f"The references to {name} can't be changed one by one, so nothing was written.")
        return after

    def _word_for(self, word: str, kind: Kind | None) -> str | None:
        return self.renaming.word_for(word, kind, self.path)

    # --- the front matter ---------------------------------------------------------------------------------------------

    def _texts(self, node: Node | None, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
        """Yield every key and value of the front matter, each with its path of keys."""
        if node is None:
            return
        if node.kind == "scalar":
            yield keys, node.text
        for name, item in zip(node.keys, node.items, strict=True) if node.kind == "mapping" else ():
            yield ("", name.text), name.text
            yield from self._texts(item, self._inner(keys, name.text))
        for item in node.items if node.kind == "list" else ():
            yield from self._texts(item, keys)

    def _inner(self, keys: Keys, key: str) -> Keys:
        return (*keys, key if keys else self.fields.get(key, key))

    def _in_front_matter(self, node: Node | None, keys: Keys, in_flow: bool = False) -> Iterator[Change]:
        if node is None:
            return
        if node.kind == "scalar":
            new = self._renamed(node.text, keys)
            if new != node.text:
                yield self._rewritten(node, new, keys, in_flow)
            return
        in_flow = in_flow or node.style == "flow"
        for number, item in enumerate(node.items):
            inner = self._inner(keys, node.keys[number].text) if node.kind == "mapping" else keys
            yield from self._in_front_matter(item, inner, in_flow)

    def _renamed(self, text: str, keys: Keys) -> str:
        """Return a value of the front matter with its references rewritten."""
        if "[[" in text:
            return self._with_links_renamed(text, REFERENCES[self.kind].get(keys))
        return self._bare(text, keys) if keys in REFERENCES[self.kind] else text

    def _bare(self, text: str, keys: Keys) -> str:
        """Return a rewritten reference without brackets; a text may join several names."""
        word, sign, topic = text.partition("#") if keys[0] == "learnings" else (text, "", "")
        expected = REFERENCES[self.kind][keys]
        if keys == ("not_for",):
            expected = "company" if self.renaming.before.find(word.strip()).kind == "company" else "person"
        whole = " ".join(word.split())
        if not whole:
            return text
        if (new := self._word_for(whole, expected)) is not None:
            return new + sign + topic
        if expected == "person" and self.renaming.before.find(whole, expected, self.path).id is None:
            for part in joined(whole):
                if (new := self._word_for(part, expected)) is not None:
                    whole = whole.replace(part, new, 1)
        return whole + sign + topic if whole != " ".join(word.split()) else text

    def _with_links_renamed(self, text: str, kind: Kind | None) -> str:
        for change in reversed(list(self._links_in(text, kind))):
            text = text[: change.start] + change.text + text[change.end :]
        return text

    def _rewritten(self, node: Node, new: str, keys: Keys, in_flow: bool) -> Change:
        start, end = self.note.yaml_start + node.start, self.note.yaml_start + node.end
        raw = self.note.text[start:end]
        if node.style == "block" or "\n" in raw:
            # The line breaks stay as they are
            return Change(start, end, self._with_links_renamed(raw, REFERENCES[self.kind].get(keys)))
        return Change(start, end, requoted(raw, node.text, new, in_flow))

    # --- the body -----------------------------------------------------------------------------------------------------

    def _links(self) -> Iterator[Change]:
        return self._links_in(without_code(self.note.body), None)

    def _links_in(self, text: str, kind: Kind | None) -> Iterator[Change]:
        """Yield changes for the wikilinks of a text; one that needs a path gets the name as its label."""
        for link in find_links(text):
            new = self._word_for(link.word, kind) if link.word and not is_media(link.word) else None
            if new is None:
                continue
            at = text.index(link.word, text.index("[[", link.start) + 2)
            yield Change(at, at + len(link.word), new)
            if not link.label and new == self.renaming.new and "/" not in link.word:
                yield Change(link.end - 2, link.end - 2, f"|{self.renaming.name}")

    def _file_links(self) -> Iterator[Change]:
        text, folder, renaming = without_code(self.note.body), posixpath.dirname(self.path), self.renaming
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
            yield Change(link.at, link.at + len(link.target), written + ending)

    def _speakers(self) -> Iterator[Change]:
        for written, at in LearnedSections(self.note.body).speakers() if self.kind == "interview" else ():
            word = split_target(written)[0]
            if word and (new := self._word_for(word, None)) is not None:
                yield Change(at, at + len(word), new)

    def _inline_fields(self) -> Iterator[Change]:
        """Yield changes for names in `Company:: Acme`; links there are found like all others."""
        for inline in find_inline_fields(without_code(self.note.body)):
            field = meant_field(self.kind, inline.key, keys_of(self.kind), self.rules)
            if field and "[[" not in inline.value and (field,) in REFERENCES[self.kind]:
                yield Change(inline.at, inline.at + len(inline.value), self._bare(inline.value, (field,)))
