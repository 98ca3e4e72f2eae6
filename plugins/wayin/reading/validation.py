"""Front matter into facts: every value checked, every slip told of with its place, and the rest kept."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import ValidationError

from wayin import model
from wayin.model import SourcePosition
from wayin.reading.colons import rejoin_split_sentences
from wayin.reading.curly import without_curly_quotes
from wayin.reading.places import Gone, at, in_file, position_of, renumber, take_out
from wayin.reading.yaml_errors import quoted
from wayin.validators import Plain, closest_match, quote_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wayin.reading.yaml_loader import Document, Path

    Report = Callable[[SourcePosition, model.Severity, str, str, str], None]

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
"""Words that people write for a key, and the keys of that sense."""

_ODD_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200f\u202f\u205f-\u2064\u3000\ufeff\u00ad]")
MOST_UNKNOWN = 150
_HYPHEN = re.compile(r"-[^\W\d]|-\[\[")

_OF_NAMES = frozenset({"knows", "with", "introductions"})

_AS_TEXT = (model.Learning, model.Question, model.Promise, model.Favour)
"""Blocks in whose place one text may stand."""
SILENT = frozenset(
    "type cssclasses cssclass created modified updated publish permalink title description icon banner hide status"
    " search template date date-created date-modified id uid lang author image cover position".split()
) | {"date created", "date modified", "created at", "updated at", "last modified"}
"""Keys that editors and themes write, which are no typing errors."""


def check(kind: model.Kind, document: Document, unreadable: bool, report: Report) -> Any:
    """The facts that front matter states for a note of this kind; whatever cannot count is reported and left out.

    Args:
        kind: the kind of the note.
        document: its front matter.
        unreadable: whether part of the front matter could not be read, so that `private` may have been there.
        report: called with place, severity, code, message and fix of each problem.
    """
    shape = MODELS[kind]
    _report_empty(document, report)
    data = _without_empty(document)
    for path, first, second in document.doubled:
        report(
            second, "error", "doubled-key",
            f"`{path[-1]}` stands twice, here and on line {first.line}; the first one counts.",
            "Keep one of the two.",
        )  # fmt: skip
    mended = rejoin_split_sentences(data, _lists_of_text(shape), document, report)
    for path, position, value, cut in document.cut:
        if path in mended:
            continue
        report(
            position, "warning", "cut-by-hash",
            f"Everything from {quote_value(cut)} on is taken for a comment, so `{_name(path)}` ends before it.",
            f"Write `{_uncut(path, value, cut)}`, or leave a space after the # if it is a comment.",
        )  # fmt: skip
    for path, position, before, after in document.commas:
        report(
            position, "error", "unquoted-comma",
            f"{quote_value(after)} stands after a comma, "
                    f"where a `key: value` is expected; `{_name(path)}` ends before it.",
            f'If it belongs to the text before it, put both in quotes: "{before}, {after}".'
            if isinstance(before, str) and len(before + after) < 100 else "Put the whole text in quotes.",
        )  # fmt: skip
    _report_hyphens(data, document, report)
    without_curly_quotes(data, _fields(shape), document, report)
    private = _private(shape, data, document, unreadable, report)
    if kind == "interview" and not _is_empty(document.data.get("status")):
        report(
            document.keys["status",], "warning", "status-derived",
            "The status of a conversation follows from its dates, so this line does not count.",
            "Write the dates that are known, such as `requested`, `date` or `thanked`, and remove this line.",
        )  # fmt: skip
    _unknown_keys(kind, shape, data, document, report)
    facts = _validated(shape, data, document, kind, report)
    return facts.model_copy(update={"private": True}) if private and not facts.private else facts


def _uncut(path: Path, value: str, cut: str) -> str:
    """The line in which nothing is cut off; words that begin with a # are tags where tags are expected."""
    before = f"{path[-1]}: " if isinstance(path[-1], str) else "- "
    whole = f"{value} {cut}".strip()
    if path[0] == "tags" and re.fullmatch(r"(?:#[\w/-]+[\s,]*)+", whole):
        tags = re.findall(r"[\w/-]+", whole)
        return before + (tags[0] if len(tags) == 1 else f"[{', '.join(tags)}]")
    return before + quoted(whole)


def _validated(
    shape: type[model.Shared], data: dict[str, Any], document: Document, kind: model.Kind, report: Report
) -> model.Shared:
    """Validates until nothing bad is left; each round takes out what the last one refused."""
    told: set[tuple[int, int, str]] = set()
    for _ in range(20):
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            places = set()
            for fault in error.errors(include_url=False):
                place = in_file(fault["loc"], data)
                places.add(place[:-1] if _is_needed(shape, place) else place)
                position = position_of(place, document)
                code, message, fix = _words(kind, place, fault)
                if (position.line, position.column, code) not in told:
                    told.add((position.line, position.column, code))
                    report(position, "warning" if code == "not-an-email" else "error", code, message, fix)
            take_out(data, places, document)
    return shape()


def _words(kind: model.Kind, place: Path, fault: Any) -> tuple[str, str, str]:
    """The code, the sentence and the mending for what pydantic refused; the words are never pydantic's."""
    name = _name(place)
    if fault["type"] == "missing":
        needed = str(fault["loc"][-1])
        if name == "knows" and (short := _short(fault["input"])):
            return (
                "missing",
                f"This entry of `knows` does not name a `person`, and I read {quote_value(short)}.",
                (f"Write `- {{person: {short}, {_of_tie(fault['input'][short])}}}`."),
            )
        return "missing", f"This entry of `{name}` has no `{needed}`.", f"Add `{needed}: …` to it, or remove it."
    if fault["type"].startswith(("model", "dataclass")):
        if name == "introductions" and kind == "person":
            return (
                "names-here",
                f"`introductions` holds requests for an introduction, and I read {quote_value(fault['input'])}.",
                "For people this person knows, did you mean `knows`? A request is `- via: Ada Park`, then `asked: …`.",
            )
        key, instead = _EXAMPLES.get(name, ("what", "…"))
        meant = fault["input"] if re.fullmatch(r"[^\W_][\w .'’&-]{1,60}", str(fault["input"])) else instead
        return (
            "not-a-block",
            f"I read {quote_value(fault['input'])} in `{name}`, where lines such as `{key}: {instead}` are expected.",
            f"Write on a line of its own, below `{name}:`, `- {key}: {meant}`.",
        )
    context = fault.get("ctx", {})
    return fault["type"], f"`{name}`: {context.get('said', 'This cannot be read.')}", context.get("fix", "")


def _short(entry: Any) -> str | None:
    """The name in an entry written as `Ada Park: a friend`."""
    word = next(iter(entry), None) if isinstance(entry, dict) and len(entry) == 1 else None
    if not word or not re.fullmatch(r"[^\W\d_][\w .'’-]{1,60}", word) or not isinstance(entry[word], str):
        return None
    keys = _fields(model.Acquaintance)
    return None if word in keys or closest_match(word, [*keys]) else str(word)


def _of_tie(said: str) -> str:
    """What was said of somebody who is known, with its key."""
    return f"strength: {said}" if re.fullmatch("[1-5]", said) else f"context: {quoted(said)}"


_EXAMPLES = {"work": ("company", "Acme"), "introductions": ("via", "Ada Park")}


def _name(place: Path) -> str:
    """The field as a reader calls it: its last word, after the field it stands in."""
    words = [part for part in place if isinstance(part, str)]
    return ".".join(words[:2]).partition("\0")[0]  # the name of a key that stands twice has its line after it


def keys_of(kind: model.Kind) -> set[str]:
    """The keys that the front matter of a note of this kind may have."""
    return {*_fields(MODELS[kind]), "type"}


def _report_hyphens(data: dict[str, Any], document: Document, report: Report) -> None:
    """`-Ada` below a key is no entry of a list; lines of them are one text, which nobody means."""
    for key, begins in document.folded:
        if key in _OF_NAMES and not _HYPHEN.match(data.get(key, "-")):
            report(
                begins, "error", "hyphen", f"The lines below `{key}` have no hyphens, so they are read as one name.",
                "Write a hyphen and a space before each: `- Ada Park`.",
            )  # fmt: skip
            del data[key]
    for key, value in list(data.items()):
        place, at = document.positions.get((key,)), document.keys.get((key,))
        if isinstance(value, Plain) and _HYPHEN.match(value) and place and at and place.line > at.line:
            report(
                place, "error", "hyphen", f"{quote_value(value)} has no space after its hyphen, "
                    f"so it is no entry of a list.",
                "Write a space after each hyphen, as in `- Ada Park`.",
            )  # fmt: skip
            del data[key]


# --- empties, private, unknown keys -----------------------------------------------------------------------------------


def _is_needed(shape: type[model.Shared], place: Path) -> bool:
    """Whether an entry is nothing without the value at this place, so that it goes with it and nobody tells of both."""
    if len(place) < 2 or isinstance(place[-1], int):
        return False
    field = _shape_at(shape, place[:-1]).model_fields.get(place[-1])
    return field is not None and field.is_required()


def _is_empty(value: Any) -> bool:
    if isinstance(value, Plain):
        return value.strip() in ("", "~", "null")
    return value is None or value in ("", [], {})


def _report_empty(document: Document, report: Report) -> None:
    """Only an empty `name` or `private` is worth a word."""
    for key, said, fix in (
        ("name", "is empty.", "Write the name, or remove the line."),
        ("private", "is empty, so the note is kept private.", "Write private: true or private: false."),
    ):
        if key in document.data and _is_empty(document.data[key]):
            report(document.keys[key,], "warning", f"empty-{key}", f"`{key}` {said}", fix)


def _without_empty(document: Document) -> dict[str, Any]:
    """A copy of the values without those that are empty, which count as absent."""
    gone: Gone = defaultdict(list)

    def copy(value: Any, path: Path) -> Any:
        if isinstance(value, dict):
            kept = {key: copy(one, (*path, key)) for key, one in value.items()}
            return {key: one for key, one in kept.items() if not _is_empty(one) or (key == "private" and not path)}
        if isinstance(value, list):
            entries = [copy(one, (*path, i)) for i, one in enumerate(value)]
            if empty := [i for i, one in enumerate(entries) if _is_empty(one)]:
                gone[path] = empty
                return [one for one in entries if not _is_empty(one)]
            return entries
        return value

    data: dict[str, Any] = copy(document.data, ())
    renumber(document, gone)
    return data


def _private(
    shape: type[model.Shared], data: dict[str, Any], document: Document, unreadable: bool, report: Report
) -> bool:
    """Whether the note is private; misspelt keys and unreadable front matter count, so that it fails closed."""
    for key in [key for key in data if key not in _fields(shape) and key not in SILENT]:
        folded = re.sub(r"[^a-z]", "", key.casefold())
        if closest_match(folded, ["private"], 0.8):
            report(
                document.keys.get((key,), SourcePosition(1, 1)), "warning", "unknown-key",
                f"There is no key `{key}`; the note is kept private all the same, unless it says false.",
                "Write `private`.",
            )  # fmt: skip
            value = data.pop(key)
            data.setdefault("private", value)
    written = data.get("private")
    if written is not None and not _is_empty(written) and not _says_whether(written):
        report(
            document.positions.get(("private",), SourcePosition(1, 1)), "warning", "not-private",
            f"`private`: I read {quote_value(written)}, which is neither true nor false; the note is kept private.",
            "Write true or false.",
        )  # fmt: skip
    return unreadable


def _says_whether(value: Any) -> bool:
    return isinstance(value, str) and value.strip().casefold() in ("true", "false", "yes", "y", "on")


def _unknown_keys(
    kind: model.Kind, shape: type[model.Shared], data: dict[str, Any], document: Document, report: Report
) -> None:
    """Tells of every key that no field has; a page may hold what it likes."""
    if kind == "page":
        return
    # Looking for near words takes time: of more unknown keys than anybody writes, the rest are only counted
    for path in islice(_unknown(shape, data, ()), MOST_UNKNOWN):
        known = list(_fields(_shape_at(shape, path[:-1])))
        word = str(path[-1])
        if clean := _ODD_SPACE.sub("", word).strip() if _ODD_SPACE.search(word) else "":
            report(
                document.keys.get(path, SourcePosition(1, 1)), "warning", "odd-space",
                f"A special space, which looks like any other, stands in the key `{clean}`, so it does not count.",
                f"Delete the key and type it again: `{clean}`.",
            )  # fmt: skip
            continue
        folded = re.sub(r"[\s-]+", "_", word.casefold())
        near = folded if folded in known else _meant(folded, known)
        where = f" in `{path[0]}`" if len(path) > 1 else ""
        report(
            document.keys.get(path, SourcePosition(1, 1)), "warning", "unknown-key",
            f"There is no key `{word[:60]}`{where}, so what it says does not count.",
            _instead(near, known, near in at(data, path[:-1])),
        )  # fmt: skip


def _instead(near: str | None, known: list[str], is_here: bool) -> str:
    """What to write instead of an unknown key."""
    if near is None:
        return f"Known here are {', '.join(known)}; anything else goes into the text below."
    return (
        f"Did you mean `{near}`, which stands here already? Keep one of the two."
        if is_here
        else f"Did you mean `{near}`?"
    )


def _meant(word: str, known: list[str]) -> str | None:
    """The key that a word was probably meant for: one spelt much alike, else one of much the same sense."""
    return closest_match(word, known) or next((key for key in _SENSES.get(word, "").split() if key in known), None)


def _unknown(shape: type[model.Fields], data: Any, above: Path) -> Iterator[Path]:
    known = _fields(shape)
    for key, value in data.items():
        if key not in known:
            if above or key.casefold() not in SILENT:
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
    """The fields whose entries may each be one text, with the keys of the block that one may be instead."""
    fields = shape.model_fields.items()
    found = {one.alias or name: frozenset[str]() for name, one in fields if one.annotation == tuple[model.Text, ...]}
    blocks = {name: inner for name, inner in _fields(shape).items() if inner is not None and inner in _AS_TEXT}
    return found | {name: frozenset(_fields(inner)) for name, inner in blocks.items()}


@cache
def _fields(shape: type[model.Fields]) -> dict[str, type[model.Fields] | None]:
    """The keys of a block, each with the shape of the blocks it holds, if it holds any."""
    return {found.alias or name: _inner(found.annotation) for name, found in shape.model_fields.items()}


def _inner(annotation: Any) -> type[model.Fields] | None:
    if isinstance(annotation, type) and issubclass(annotation, model.Fields):
        return annotation
    if get_origin(annotation) is not None or hasattr(annotation, "__metadata__"):
        return next((found for arg in get_args(annotation) if (found := _inner(arg))), None)
    return None
