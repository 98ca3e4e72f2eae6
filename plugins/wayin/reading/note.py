"""One file into one note, with every problem found on the way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, get_args

from wayin import model
from wayin.catalogue import IGNORED, PARTLY_IGNORED
from wayin.diagnostics import File, Reporter
from wayin.model import Note, SourcePosition
from wayin.reading.body import read_body
from wayin.reading.decoding import decode
from wayin.reading.front_matter import split
from wayin.reading.learnings import LearnedSections, links_of, noted
from wayin.reading.markdown_limits import heavy
from wayin.reading.misplaced import misplaced
from wayin.reading.order_of_dates import check_order
from wayin.reading.validation import check, keys_of
from wayin.reading.yaml_errors import column, explain
from wayin.validators import closest_match

if TYPE_CHECKING:
    from wayin.diagnostics import Problem, Report
    from wayin.model import NotedLearning
    from wayin.reading.front_matter import Front
    from wayin.reading.learnings import Found
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
    positions = dict(front.document.positions)
    prose = text_of_body = front.body
    learnings: list[NotedLearning] = []
    if isinstance(facts, model.Interview):
        sections = LearnedSections(front.body)
        prose, text_of_body = sections.removed(), sections.blanked()
        facts = _with_learnings(facts, sections.learnings(front.body_line), positions)
        learnings = [noted(learning) for learning in facts.learnings]
    body = read_body(text_of_body, front.body_line)
    # A link in something learned counts once and in the same words, whether it is in the body or above it
    places = (positions.get(("learnings", number), SourcePosition(1, 1)) for number in range(len(learnings)))
    note = Note(
        path,
        kind,
        facts,
        body=front.body,
        body_line=front.body_line,
        prose=prose,
        heading=body.heading,
        links=(*links_of(zip(places, learnings, strict=True)), *body.links),
        log=body.log,
        todos=body.todos,
        paragraphs=body.paragraphs,
        learnings=tuple(learnings),
        media=body.media,
        positions=positions,
        head=_head(text, front.body_line),
    )
    return note, reporter.problems


def _with_learnings(facts: model.Interview, found: Found, positions: dict[Path, SourcePosition]) -> model.Interview:
    """Return an interview with what its body says was learned as well; `positions` gets the places of that."""
    if not found:
        return facts
    for number, (_, places) in enumerate(found, len(facts.learnings)):
        for key, position in places.items():
            positions["learnings", number, *((key,) if key else ())] = position
    return facts.model_copy(update={"learnings": (*facts.learnings, *(learning for learning, _ in found))})


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
