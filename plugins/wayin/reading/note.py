"""One file into one note, with every problem found on the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, get_args

from wayin import model
from wayin.catalogue import IGNORED, PARTLY_IGNORED
from wayin.diagnostics import File, Reporter
from wayin.model import Link, Note, SourcePosition
from wayin.reading.body import read_body
from wayin.reading.decoding import decode
from wayin.reading.front_matter import split
from wayin.reading.learnings import blank_learnings, links_of, read_learnings
from wayin.reading.markdown_limits import heavy
from wayin.reading.misplaced import misplaced
from wayin.reading.order_of_dates import check_order
from wayin.reading.validation import check, keys_of
from wayin.reading.yaml_errors import column, explain
from wayin.validators import closest_match

if TYPE_CHECKING:
    from wayin.diagnostics import Problem, Report
    from wayin.reading.body import Body
    from wayin.reading.front_matter import Front
    from wayin.reading.yaml_loader import Path

MOST_ALIKE = 100
"""How many problems with one code are reported in one note."""
_ABOUT_FOLDERS = frozenset({"index", "README"})
"""Names of files that describe their folder, and are nobody's note."""
_KINDS: list[model.Kind] = [kind for kind in get_args(model.Kind) if kind != "page"]


def read_note(path: str, data: bytes) -> tuple[Note, list[Problem]]:
    """The note that a file's bytes hold, and what is wrong with it; there always is a note.

    Args:
        path: the file's path relative to the notes folder, with `/`.
        data: its bytes.
    """
    decoded = decode(data)
    text = decoded.text
    reporter = Reporter(MOST_ALIKE)
    report = partial(reporter.report, File(path, text))
    if decoded.problem:
        report(SourcePosition(decoded.line, 1), decoded.problem, **decoded.values)
    front = split(text)
    for fault in front.faults:
        key, values = explain(fault.reason, fault.line, fault.above)
        ignored = IGNORED.format(key=fault.skipped[:60]) if fault.skipped else ""
        line = text.count("\n", 0, fault.index) + 1
        at = column(key, fault.line, fault.index - (text.rfind("\n", 0, fault.index) + 1) + 1)
        report(SourcePosition(line, at), key, suffix=PARTLY_IGNORED if fault.partly else ignored, **values)
    kind = _kind(path, front, report)
    astray = misplaced(front, keys_of(kind)) if kind != "page" else None
    if astray:
        report(SourcePosition(astray[0], 1), astray[1])
    unreadable = bool(astray or decoded.problem) or any(
        fault.reason not in ("odd fence", "odd end") for fault in front.faults
    )
    facts = check(kind, front.document, unreadable, report)
    if kind == "interview" and not facts.people:
        report(front.document.keys.get(("with",), SourcePosition(1, 1)), "nobody")
    check_order(facts, front.document, report)
    if too_many := heavy(front.body):
        report(SourcePosition(front.body_line, 1), "heavy-text", what=too_many)
    # What was learned is read once, and in the same way, wherever it stands
    text_of_body = blank_learnings(front.body) if kind == "interview" else front.body
    body = read_body(text_of_body, front.body_line)
    positions = dict(front.document.positions)
    links = body.links
    if isinstance(facts, model.Interview):
        facts, links = _with_learnings(facts, front, body, positions)
    return (
        Note(
            path,
            kind,
            facts,
            body=front.body,
            body_line=front.body_line,
            heading=body.heading,
            links=links,
            log=body.log,
            media=body.media,
            positions=positions,
            head=_head(text, front.body_line),
        ),
        reporter.problems,
    )


def _with_learnings(
    facts: model.Interview, front: Front, body: Body, positions: dict[Path, SourcePosition]
) -> tuple[model.Interview, tuple[Link, ...]]:
    """An interview with what its body says was learned, and all links; `positions` gets the places of the former.

    A link in something learned counts once and in the same words, whether it stands in the body or above it.
    """
    if found := read_learnings(front.body, front.body_line):
        first = len(facts.learnings)
        for number, (_, places) in enumerate(found, first):
            for key, position in places.items():
                positions["learnings", number, *((key,) if key else ())] = position
        facts = facts.model_copy(update={"learnings": (*facts.learnings, *(one for one, _ in found))})
    learned = [
        (positions.get(("learnings", number), SourcePosition(1, 1)), one) for number, one in enumerate(facts.learnings)
    ]
    return facts, (*links_of(learned), *body.links)


def _head(text: str, body_line: int) -> str:
    """The lines above the body."""
    end = 0
    for _ in range(body_line - 1):
        end = text.find("\n", end) + 1
        if not end:
            return text
    return text[:end]


def _kind(path: str, front: Front, report: Report) -> model.Kind:
    """What kind of note this is: its `type`, else its folder."""
    folder = path.partition("/")[0] if "/" in path else ""
    by_folder = model.FOLDERS.get(folder, "page")
    if path.rpartition(".")[0] == "me":
        by_folder = "me"
    elif path.rpartition("/")[2].rpartition(".")[0] in _ABOUT_FOLDERS:
        by_folder, folder = "page", ""
    written = front.document.data.get("type")
    if not written or (isinstance(written, str) and not written.strip()):
        return by_folder
    word = written.strip().casefold() if isinstance(written, str) else ""
    for kind in _KINDS:
        if word == kind and by_folder != "me":
            return kind
    if by_folder == "me":
        if word != "me":
            report(front.document.positions["type",], "not-me", value=written)
        return "me"
    near = closest_match(word, _KINDS, 0.75)
    if folder in model.FOLDERS or near:
        key = "unknown-type" if near else "unknown-type/none"
        report(front.document.positions["type",], key, value=written, near=near, known=", ".join(_KINDS))
        return by_folder
    return by_folder if folder in model.FOLDERS else "page"
