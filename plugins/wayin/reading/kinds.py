"""The kind of a note, from its `type`, else its folder, else its tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from wayin import model
from wayin.note_parts import SourcePosition
from wayin.reading.other_keys import folded
from wayin.reading.validation import keys_of
from wayin.validators import closest_match, tags
from wayin.wikilinks import split_links, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wayin.diagnostics import Report
    from wayin.model import Kind
    from wayin.reading.yaml_loader import Document

_WORDS: dict[Kind, str] = {
    "person": "person people persons contact contacts crm",
    "company": "company companies organization organizations organisation organisations employer employers",
    "interview": "interview interviews conversation conversations meeting meetings call calls",
}
WORDS: dict[str, Kind] = {word: kind for kind, words in _WORDS.items() for word in words.split()}
"""The words for each kind, as a folder name, a `type`, a category or a tag."""
_KINDS: list[Kind] = [kind for kind in get_args(model.Kind) if kind != "page"]
_FRONT = re.compile(r"^[\W\d_]+")
_BACK = re.compile(r"[\W_]+$")
_NOTES = re.compile(r"[ _-]notes?$")
_TEMPLATE = re.compile(r"\b(?:template|tpl|tmpl)\b")
_OF_TEMPLATES = frozenset("template tpl tmpl new note notes default basic my the for of a job".split())


@dataclass(frozen=True, slots=True)
class VaultRules:
    """A vault's own conventions, from the plugin's options."""

    folders: tuple[tuple[str, Kind], ...] = ()
    """Further folders of each kind, relative to the notes folder, in lower case."""
    by_name: bool = True
    """Whether folders count by their names."""
    keys: tuple[tuple[str, str], ...] = ()
    """The vault's own keys, in lower case, each with its field."""
    excluded: tuple[str, ...] = ()
    """Patterns of notes excluded in mkdocs.yml, as in a .gitignore."""


USUAL = VaultRules()


def vault_rules(folders: Any, fields: Any, excluded: Iterable[str] = ()) -> VaultRules:
    """Return the rules from the plugin's options.

    Args:
        folders: `{people: [References/Humans], companies: …}`; with `{}`, no folder counts by its name.
        fields: `{company: org, with: [attendees, guests]}`: fields with the vault's own keys for them.
        excluded: the lines of `exclude_docs` and `draft_docs`.

    Raises:
        ValueError: with a message, if an option is invalid.
    """
    own: list[tuple[str, Kind]] = []
    if folders is not None and not isinstance(folders, dict):
        raise ValueError("`folders` needs lines such as `people: [References/Humans]`.")
    for word, paths in (folders or {}).items():
        kind = WORDS.get(folder_word(str(word)))
        if kind is None:
            raise ValueError(f"`folders` has {word!r}, which is none of people, companies and interviews.")
        for path in _words(paths):
            own.append((path.strip("/ ").removeprefix("./").casefold(), kind))
    if fields is not None and not isinstance(fields, dict):
        raise ValueError("`fields` needs lines such as `company: org`.")
    keys: list[tuple[str, str]] = []
    known = set().union(*(keys_of(kind) for kind in _KINDS))
    for field, theirs in (fields or {}).items():
        if str(field) not in known:
            raise ValueError(f"`fields` has {field!r}, which isn't one of Wayin's fields.")
        keys += [(folded(key), str(field)) for key in _words(theirs)]
    lines = tuple(line for line in excluded if line.strip() and not line.lstrip().startswith("#"))
    return VaultRules(tuple(own), folders != {}, tuple(keys), lines)


@lru_cache(maxsize=4096)
def folder_word(name: str) -> str:
    """Return the keyword in the name of a folder, in lower case: `📞 Meeting Notes` gives meeting."""
    return _NOTES.sub("", _BACK.sub("", _FRONT.sub("", name)).casefold())


def folder_kind(path: str, rules: VaultRules = USUAL) -> Kind | None:
    """Return the kind of the innermost folder in a note's path that has one; None if there is none."""
    folders = path.split("/")[:-1]
    for depth in range(len(folders), 0, -1):
        below = "/".join(folders[:depth]).casefold()
        if own := next((kind for folder, kind in rules.folders if folder == below), None):
            return own
        if rules.by_name and (kind := WORDS.get(folder_word(folders[depth - 1]))):
            return kind
    return None


def is_named_template(path: str) -> bool:
    """Return whether a note is named a template of any kind: `Person Template`, `template - meeting`."""
    word = path.rpartition("/")[2].rpartition(".")[0].casefold()
    if _TEMPLATE.search(word) is None:
        return False
    return all(part in _OF_TEMPLATES or part in WORDS for part in re.findall(r"[^\W_]+", word))


def is_about_folder(path: str) -> bool:
    """Return whether a note describes its folder: named index, README or like the folder, or starting with `_`."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    word = stem.casefold()
    return (
        name.startswith("_")
        or word in ("index", "readme")
        or (bool(folder) and folder.rpartition("/")[2].casefold() in (word, word.removesuffix("s")))
        or (bool(folder) and WORDS.get(word, "") != "" and folder_word(stem) == folder_word(folder.rpartition("/")[2]))
    )


def kind_of(path: str, document: Document, report: Report, rules: VaultRules = USUAL) -> Kind:
    """Return the kind of a note.

    Args:
        path: the note's path in the notes folder.
        document: its front matter.
        report: called if its `type` is unknown.
        rules: the vault's own conventions.
    """
    data = {key.strip().casefold(): value for key, value in document.data.items()}
    by_folder = folder_kind(path, rules)
    if path.rpartition(".")[0].casefold() == "me":
        by_folder = "me"
    elif is_about_folder(path):
        by_folder = None
    written = data.get("type")
    if written is None or (isinstance(written, str) and not written.strip()):
        return by_folder if by_folder == "me" else _by_category(data) or by_folder or _by_tags(data) or "page"
    word = _word(written) if isinstance(written, str) else ""
    if by_folder == "me":
        if word != "me":
            report(_place(document, "type"), "not-me", value=written)
        return "me"
    kind: Kind | None = "me" if word == "me" else WORDS.get(word)
    if kind:
        return kind
    near = closest_match(word, _KINDS, 0.75)
    if not by_folder and not near and (kind := _listed(written) or _by_category(data) or _by_tags(data)):
        return kind
    if by_folder or near:
        key = "unknown-type" if near else "unknown-type/none"
        report(_place(document, "type"), key, value=written, near=near, known=", ".join(_KINDS))
    return by_folder or "page"


def _place(document: Document, key: str) -> SourcePosition:
    """Return the position of a key's value, in any case of the key."""
    return next((place for path, place in document.positions.items() if path[0:1] and str(path[0]).casefold() == key),
                SourcePosition(1, 1))  # fmt: skip


def _word(written: str) -> str:
    link = unwrap(written.strip())
    target = link[0] if link else written
    return folder_word(target.rpartition("/")[2])


def _by_category(data: dict[str, Any]) -> Kind | None:
    return _listed(data.get("category")) or _listed(data.get("categories"))


def _listed(value: Any) -> Kind | None:
    for word in (word for text in _words(value) for word in split_links(text) or [text]):
        if kind := WORDS.get(_word(word)):
            return kind
    return None


def _words(value: Any) -> Iterator[str]:
    """Yield the texts in a value, from lists of any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)


def _by_tags(data: dict[str, Any]) -> Kind | None:
    written = data.get("tags")
    for tag in tags(written) if written else ():
        if isinstance(tag, str) and (kind := WORDS.get(tag.casefold().partition("/")[0])):
            return kind
    return None


def looks_like(document: Document) -> Kind | None:
    """Return the kind that an ordinary page has at least two distinctive fields of, if any."""
    present = {key.casefold().replace(" ", "_") for key in document.data}
    counts = {kind: len(present & telling_keys) for kind, telling_keys in _TELLING_KEYS.items()}
    likeliest = max(counts, key=lambda kind: counts[kind])
    return likeliest if counts[likeliest] >= 2 else None


_COMMON = frozenset("name aliases tags private title date website location type status photo roles size place".split())
_MORE: dict[Kind, str] = {
    "person": "job_title org organisation organization employer referred_by",
    "company": "",
    "interview": "attendees participants interviewers guests invitees",
}
_TELLING_KEYS: dict[Kind, frozenset[str]] = {
    kind: frozenset(keys_of(kind)) - _COMMON | {*more.split()} for kind, more in _MORE.items()
}
