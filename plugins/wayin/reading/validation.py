"""Validates front matter: every value is checked, every mistake reported with its position, and the rest kept."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import ValidationError

from wayin import model
from wayin.catalogue import DECLINED_WITHOUT_DAY, code_of
from wayin.dates import UNKNOWN
from wayin.field_types import Text
from wayin.messages import CATALOGUE
from wayin.note_parts import SourcePosition
from wayin.reading.other_keys import folded, read_as, spread_lists
from wayin.reading.repairs import drop_unhyphenated, rejoin_split_sentences, without_curly_quotes
from wayin.reading.value_positions import Gone, at, in_file, position_of, renumber, take_out
from wayin.reading.yaml_errors import quoted
from wayin.validators import Plain, closest_match, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wayin.diagnostics import Report
    from wayin.reading.kinds import VaultRules
    from wayin.reading.yaml_loader import Document, Path

MODELS: dict[model.Kind, type[model.Shared]] = {
    "person": model.Person,
    "company": model.Company,
    "interview": model.Interview,
    "me": model.Me,
    "page": model.Page,
}

_SENSES = {
    "who": "with person via", "person": "via", "name": "person", "people": "with knows", "contact": "with",
    "contacts": "knows",
    "friends": "knows", "employer": "company", "organization": "company", "organisation": "company", "org": "company",
    "works_at": "company", "job": "role", "job_title": "role", "position": "role", "positions": "work",
    "mail": "email", "tel": "phone", "mobile": "phone", "url": "website", "web": "website", "homepage": "website",
    "city": "location", "when": "date", "day": "date", "since": "from", "until": "to", "start": "from", "end": "to",
    "interest": "closeness", "closeness": "interest", "strength": "closeness", "notes": "context", "note": "context",
    "topics": "tags", "asked": "requested", "answered": "replied", "met_through": "known_through",
    "source": "known_through", "subsidiary_of": "parent", "learned": "learnings", "lessons": "learnings",
    "promises": "promised", "todo": "promised", "duration": "minutes", "where": "place", "thanks": "thanked",
}  # fmt: skip
"""Synonyms of keys."""

_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff\u00ad]")
MOST_UNKNOWN = 150

_AS_TEXT = (model.Learning, model.Question, model.Promise, model.Favour)
"""Mappings that may also be written as a single text."""
SILENT = frozenset(
    "type cssclasses cssclass created modified updated publish permalink title description icon banner hide status"
    " category categories search template date date-created date-modified id uid lang author image cover"
    " position".split()
) | {"date created", "date modified", "created at", "updated at", "last modified"}
_SILENT = {folded(key) for key in SILENT} | set(
    "creation_date modification_date modified_date created_date update_date last_updated date_updated created_on"
    " modified_on ctime mtime date_of_creation kanban_plugin database_plugin obsidianuimode".split()
)
"""Keys written by editors and themes, which aren't typos."""


def is_silent(key: str) -> bool:
    """Return whether a key is written by editors and themes: `creation-date`, `date_modified`."""
    return key.casefold() in SILENT or folded(key) in _SILENT


def check(
    kind: model.Kind, document: Document, unreadable: bool, report: Report, rules: VaultRules, *, stem: str
) -> Any:
    """Return the facts in the front matter of a note; anything invalid is reported and left out.

    Args:
        kind: the kind of the note.
        document: its front matter.
        unreadable: whether part of the front matter is unreadable and may have contained `private`.
        report: called for each problem.
        rules: the vault's own conventions.
        stem: the stem of the note's file if no heading names it.
    """
    shape = MODELS[kind]
    _report_empty(document, report)
    data = _without_empty(document)
    if kind != "page":
        read_as(kind, data, _fields(shape), document, rules, report, stem=stem)
        spread_lists(kind, data, document, report)
    for path, first, second in document.doubled:
        report(second, "doubled-key", key=path[-1], line=first.line)
    rejoined = rejoin_split_sentences(data, _lists_of_text(shape), document, report)
    for path, position, value, cut in document.cut:
        if path not in rejoined:
            report(position, "cut-by-hash", cut=cut, key=_name(path), line=_uncut(path, value, cut))
    for path, position, before, after in document.commas:
        short = isinstance(before, str) and len(before + after) < 100
        key = "unquoted-comma" if short else "unquoted-comma/long"
        report(position, key, key=_name(path), before=before, after=after)
    drop_unhyphenated(data, document, report)
    without_curly_quotes(data, _fields(shape), document, report)
    private = _private(shape, data, document, unreadable, report)
    if kind == "interview" and not _is_empty(document.data.get("status")):
        report(document.keys["status",], "status-derived")
    _unknown_keys(kind, shape, data, document, report)
    facts = _validated(shape, data, document, kind, report)
    return facts.model_copy(update={"private": True}) if private and not facts.private else facts


def _uncut(path: Path, value: str, cut: str) -> str:
    """Return the line with what was cut off at a #; words after a # are tags if tags are expected."""
    before = f"{path[-1]}: " if isinstance(path[-1], str) else "- "
    whole = f"{value} {cut}".strip()
    if path[0] == "tags" and re.fullmatch(r"(?:#[\w/-]+[\s,]*)+", whole):
        tags = re.findall(r"[\w/-]+", whole)
        return before + (tags[0] if len(tags) == 1 else f"[{', '.join(tags)}]")
    return before + quoted(whole)


def _validated(
    shape: type[model.Shared], data: dict[str, Any], document: Document, kind: model.Kind, report: Report
) -> model.Shared:
    """Validate until nothing invalid is left; each round removes what the last one rejected."""
    reported: set[tuple[SourcePosition, str]] = set()
    for _ in range(20):
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            paths = set()
            for fault in error.errors(include_url=False):
                path = in_file(fault["loc"], data)
                paths.add(path[:-1] if _is_needed(shape, path) else path)
                position = position_of(path, document)
                prefix, key, values = _explain(kind, path, fault)
                if kind == "page" and path[:1] != ("date",):
                    prefix, key, values = "", "not-for-theme", {"key": _name(path), "value": fault["input"]}
                if (position, code_of(key)) not in reported:
                    reported.add((position, code_of(key)))
                    suffix = DECLINED_WITHOUT_DAY if _asked_on(data, path) else ""
                    report(position, key, prefix=prefix, suffix=suffix, **values)
            take_out(data, _ended(data, paths), document)
    return shape()


def _ended(data: Any, paths: set[Path]) -> set[Path]:
    """Return the paths to remove.

    A position with an unreadable `to` has ended at an unknown time. A refusal with an unreadable day counts on the day
    of the request, so that nobody who declined is reminded.
    """
    for path in [path for path in paths if path[-1:] == ("to",)]:
        holder = at(data, path[:-1])
        if isinstance(holder, dict) and holder.get("to") is not UNKNOWN:
            holder["to"] = UNKNOWN
            paths = paths - {path}
    for path in [path for path in paths if _asked_on(data, path)]:
        at(data, path[:-1])["declined"] = _asked_on(data, path)
        paths = paths - {path}
    return paths


def _asked_on(data: Any, path: Path) -> Any:
    """Return the day of a request whose refusal has an unreadable day; None for any other value."""
    holder = at(data, path[:-1]) if path[-1:] == ("declined",) else None
    if not isinstance(holder, dict) or yes_or_no(holder["declined"]) is False:
        return None
    days = (holder.get(key) for key in ("requested", "asked"))
    return next((day for day in days if day not in (None, holder["declined"])), None)


def _explain(kind: model.Kind, place: Path, fault: Any) -> tuple[str, str, dict[str, Any]]:
    """Return the text before the message about a pydantic error, its key in the catalogue, and its values."""
    name, value = _name(place), fault["input"]
    if fault["type"] == "missing":
        if name == "knows" and (short := _short(value)):
            return "", "missing/person", {"short": short, "tie": _of_tie(value[short])}
        return "", "missing", {"name": name, "needed": fault["loc"][-1]}
    if fault["type"].startswith(("model", "dataclass")):
        if name == "introductions" and kind == "person":
            return "", "names-here", {"value": value}
        key, example = _EXAMPLES.get(name, ("what", "…"))
        meant = value if re.fullmatch(r"[^\W_][\w .'’&-]{1,60}", str(value)) else example
        return "", "not-a-block", {"name": name, "key": key, "example": example, "meant": meant, "value": value}
    known = fault["type"] in CATALOGUE
    return f"`{name}`: ", fault["type"] if known else "unreadable/value", fault.get("ctx") or {}


def _short(entry: Any) -> str | None:
    """Return the name in an entry written as `Ada Park: a friend`."""
    word = next(iter(entry), None) if isinstance(entry, dict) and len(entry) == 1 else None
    if not word or not re.fullmatch(r"[^\W\d_][\w .'’-]{1,60}", word) or not isinstance(entry[word], str):
        return None
    keys = _fields(model.Acquaintance)
    return None if word in keys or closest_match(word, [*keys]) else str(word)


def _of_tie(description: str) -> str:
    """Return a description of an acquaintance as a line with its key."""
    return f"strength: {description}" if re.fullmatch("[1-5]", description) else f"context: {quoted(description)}"


_EXAMPLES = {"work": ("company", "Acme"), "introductions": ("via", "Ada Park")}


def _name(place: Path) -> str:
    """Return a field's name for readers: its last part, after the field that contains it."""
    words = [part for part in place if isinstance(part, str)]
    return ".".join(words[:2]).partition("\0")[0]  # a repeated key has its line number after the NUL


def keys_of(kind: model.Kind) -> set[str]:
    """Return the front matter keys for a kind of note."""
    return {*_fields(MODELS[kind]), "type"}


# --- empty values, private, unknown keys ------------------------------------------------------------------------------


def _is_needed(shape: type[model.Shared], place: Path) -> bool:
    """Return whether an entry is useless without this value, so that it is dropped and only reported once."""
    if len(place) < 2 or isinstance(place[-1], int):
        return False
    field = _shape_at(shape, place[:-1]).model_fields.get(place[-1])
    return field is not None and field.is_required()


def _is_empty(value: Any) -> bool:
    if isinstance(value, Plain):
        return value.strip() in ("", "~", "null")
    return value is None or value in ("", [], {})


def _report_empty(document: Document, report: Report) -> None:
    """Report an empty `name` or `private`; others don't matter."""
    for key in ("name", "private"):
        if key in document.data and _is_empty(document.data[key]):
            report(document.keys[key,], f"empty-{key}")


def _without_empty(document: Document) -> dict[str, Any]:
    """Return a copy of the values without empty ones, which count as absent."""
    gone: Gone = defaultdict(list)

    def copy(value: Any, path: Path) -> Any:
        if isinstance(value, dict):
            kept = {key: copy(entry, (*path, key)) for key, entry in value.items()}
            return {
                key: entry for key, entry in kept.items() if not _is_empty(entry) or (key == "private" and not path)
            }
        if isinstance(value, list):
            entries = [copy(entry, (*path, i)) for i, entry in enumerate(value)]
            if empty := [i for i, entry in enumerate(entries) if _is_empty(entry)]:
                gone[path] = empty
                return [entry for entry in entries if not _is_empty(entry)]
            return entries
        return value

    data: dict[str, Any] = copy(document.data, ())
    renumber(document, gone)
    return data


def _private(
    shape: type[model.Shared], data: dict[str, Any], document: Document, unreadable: bool, report: Report
) -> bool:
    """Return whether the note is private; misspelt keys and unreadable front matter count, to fail safe."""
    for key in [key for key in data if key not in _fields(shape) and key not in SILENT]:
        folded = re.sub(r"[^a-z]", "", key.casefold())
        if closest_match(folded, ["private"], 0.8):
            report(document.keys.get((key,), SourcePosition(1, 1)), "unknown-key/private", key=key)
            value = data.pop(key)
            data.setdefault("private", value)
    written = data.get("private")
    if written is not None and not _is_empty(written) and not _says_whether(written):
        report(document.positions.get(("private",), SourcePosition(1, 1)), "not-private", value=written)
    return unreadable


def _says_whether(value: Any) -> bool:
    return isinstance(value, str) and value.strip().casefold() in ("true", "false", "yes", "y", "on")


def _unknown_keys(
    kind: model.Kind, shape: type[model.Shared], data: dict[str, Any], document: Document, report: Report
) -> None:
    """Report every key that isn't a field; a page may have any."""
    if kind == "page":
        return
    # Searching for similar words is slow, so if there are too many unknown keys, the rest is only counted
    for path in islice(_unknown(shape, data, ()), MOST_UNKNOWN):
        known = list(_fields(_shape_at(shape, path[:-1])))
        word, position = str(path[-1]), document.keys.get(path, SourcePosition(1, 1))
        if clean := _ODD_SPACE.sub("", word).strip() if _ODD_SPACE.search(word) else "":
            report(position, "odd-space/key", key=clean)
            continue
        folded = re.sub(r"[\s-]+", "_", word.casefold())
        near = folded if folded in known else _meant(folded, known)
        where = f" in `{path[0]}`" if len(path) > 1 else ""
        which = "" if near and near not in at(data, path[:-1]) else "/set" if near else "/none"
        report(position, f"unknown-key{which}", key=word[:60], where=where, near=near, known=", ".join(known))


def _meant(word: str, known: list[str]) -> str | None:
    """Return the key that was probably meant: a similar spelling, else a similar sense."""
    return closest_match(word, known) or next((key for key in _SENSES.get(word, "").split() if key in known), None)


def _unknown(shape: type[model.Fields], data: Any, above: Path) -> Iterator[Path]:
    known = _fields(shape)
    for key, value in data.items():
        if key not in known:
            if above or not is_silent(key):
                yield (*above, key)
        elif (inner := known[key]) is not None:
            entries = value if isinstance(value, list) else [value]
            for i, entry in enumerate(entries):
                if isinstance(entry, dict) and not (inner is model.Acquaintance and _short(entry)):
                    yield from _unknown(inner, entry, (*above, key, i) if isinstance(value, list) else (*above, key))


def _shape_at(shape: type[model.Fields], path: Path) -> type[model.Fields]:
    for part in path:
        if isinstance(part, str):
            shape = _fields(shape)[part] or shape
    return shape


@cache
def _lists_of_text(shape: type[model.Fields]) -> dict[str, frozenset[str]]:
    """Return the fields with entries that may be a text, and the keys of the mapping that may replace it."""
    fields = shape.model_fields.items()
    lists = {field.alias or name: frozenset[str]() for name, field in fields if field.annotation == tuple[Text, ...]}
    blocks = {name: inner for name, inner in _fields(shape).items() if inner is not None and inner in _AS_TEXT}
    return lists | {name: frozenset(_fields(inner)) for name, inner in blocks.items()}


@cache
def _fields(shape: type[model.Fields]) -> dict[str, type[model.Fields] | None]:
    """Return the keys of a mapping, each with the model of its nested mappings, if any."""
    return {field.alias or name: _inner(field.annotation) for name, field in shape.model_fields.items()}


def _inner(annotation: Any) -> type[model.Fields] | None:
    if isinstance(annotation, type) and issubclass(annotation, model.Fields):
        return annotation
    if get_origin(annotation) is not None or hasattr(annotation, "__metadata__"):
        return next((inner for arg in get_args(annotation) if (inner := _inner(arg))), None)
    return None
