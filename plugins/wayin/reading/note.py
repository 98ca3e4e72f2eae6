"""Reads a file as a note, with all its problems."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from wayin import model, validators
from wayin.catalogue import COUNTS_AS_PRIVATE, IGNORED, PARTLY_IGNORED
from wayin.clock import day_of
from wayin.day_forms import find_days
from wayin.diagnostics import File, Reporter
from wayin.model import Note
from wayin.note_parts import SourcePosition
from wayin.reading.body import HEADING, read_body
from wayin.reading.contact_log import read_log, read_todos
from wayin.reading.date_order import check_order
from wayin.reading.decoding import decode
from wayin.reading.front_matter import split
from wayin.reading.inline_fields import read_attendees, read_inline_fields
from wayin.reading.kinds import USUAL, is_about_folder, is_named_template, kind_of, looks_like
from wayin.reading.learnings import LearnedSections, links_of, noted
from wayin.reading.linked_texts import take_links
from wayin.reading.markdown_limits import heavy
from wayin.reading.misplaced import misplaced, unfence
from wayin.reading.obsidian import template_mark, without_hidden
from wayin.reading.validation import check, keys_of
from wayin.reading.yaml_errors import column, explain
from wayin.reading.yaml_loader import Lines

if TYPE_CHECKING:
    from wayin.diagnostics import Problem, Report
    from wayin.model import Kind
    from wayin.note_parts import NotedLearning
    from wayin.reading.front_matter import Front
    from wayin.reading.kinds import VaultRules
    from wayin.reading.learnings import LocatedLearnings
    from wayin.reading.yaml_loader import Path

MOST_ALIKE = 100
"""The most problems with the same code reported in a note."""


_HARMLESS = ("odd fence", "odd end")
"""Faults that cost no line."""


def read_note(path: str, data: bytes, rules: VaultRules = USUAL) -> tuple[Note, list[Problem]]:
    """Return the note in a file's bytes and its problems; there always is a note.

    Args:
        path: the file's path relative to the notes folder, with `/`.
        data: its bytes.
        rules: the vault's own conventions.
    """
    decoded = decode(data)
    text = decoded.text
    reporter = Reporter(MOST_ALIKE)
    report = partial(reporter.report, File(path, text))
    if decoded.problem:
        report(SourcePosition(decoded.line, 1), decoded.problem, **decoded.values)
    front = split(text)
    front.body, plain_text, tags = without_hidden(front.body)
    mark = template_mark(front.yaml, plain_text)
    is_template = _is_template(path, mark, front)
    has_private = "private" in front.document.data
    for fault in front.faults:
        key, values = explain(fault.reason, fault.line, fault.above)
        if is_template and key == "unfilled":
            continue
        ignored = IGNORED.format(key=fault.skipped[:60]) if fault.skipped else ""
        line = text.count("\n", 0, fault.index) + 1
        at = column(key, fault.line, fault.index - (text.rfind("\n", 0, fault.index) + 1) + 1)
        suffix = PARTLY_IGNORED if fault.partly else ignored
        if fault.reason not in _HARMLESS and not has_private:
            suffix, has_private = suffix + COUNTS_AS_PRIVATE, True
        report(SourcePosition(line, at), key, suffix=suffix, **values)
    kind = kind_of(path, front.document, report, rules)
    astray = misplaced(front, keys_of(kind)) if kind != "page" else None
    if astray and astray[1] == "no-fences" and unfence(front):
        report(SourcePosition(astray[0], 1), "no-fences/read")
        kind, astray = kind_of(path, front.document, report, rules), None
    if astray:
        report(SourcePosition(astray[0], 1), astray[1])
    _add_tags(front, tags)
    if kind == "page" and not front.document.data.get("type") and not is_about_folder(path):
        kind = kind_of(path, front.document, report, rules) if tags else kind
    if kind != "page" and is_template:
        kind = "page"
        _report_template(mark, front, report)
    if kind != "page":
        said_lines = Lines(plain_text, front.body_line)
        read_inline_fields(kind, plain_text, front.document, keys_of(kind), rules, said_lines, report)
        if kind == "interview":
            read_attendees(plain_text, front.document, rules, said_lines, report)
    field_links, written = take_links(front.document) if "[[" in front.yaml and kind != "page" else ([], {})
    unreadable = bool(astray or decoded.problem) or any(fault.reason not in _HARMLESS for fault in front.faults)
    has_heading = any(len(found[1]) == 1 for found in HEADING.finditer(plain_text))
    stem = "" if has_heading else path.rpartition("/")[2].rpartition(".")[0]
    facts = check(kind, front.document, unreadable, report, rules, stem=stem)
    if isinstance(facts, model.Interview):
        facts = _dated(path, facts, front, report)
        if not facts.people:
            report(front.document.keys.get(("with",), SourcePosition(1, 1)), "nobody")
    check_order(facts, front.document, report)
    if too_many := heavy(front.body):
        report(SourcePosition(front.body_line, 1), "heavy-text", what=too_many)
    positions = dict(front.document.positions)
    prose = front.body
    learnings: list[NotedLearning] = []
    if isinstance(facts, model.Interview):
        sections = LearnedSections(front.body, plain_text)
        prose, plain_text = sections.removed(), sections.blanked()
        facts = _with_learnings(facts, sections.learnings(front.body_line), positions)
        learnings = [noted(learning) for learning in facts.learnings]
        for heading, at in sections.without_items():
            report(Lines(plain_text, front.body_line).position(at), "learnings-as-text", heading=heading[:60])
    lines = Lines(plain_text, front.body_line)
    body = read_body(plain_text, lines)
    # A link in a learning counts once and with the same text, whether it is in the body or the front matter
    learning_positions = (
        positions.get(("learnings", number), SourcePosition(1, 1)) for number in range(len(learnings))
    )
    note = Note(
        path,
        kind,
        facts,
        body=front.body,
        body_line=front.body_line,
        prose=prose,
        heading=body.heading,
        links=(*field_links, *links_of(zip(learning_positions, learnings, strict=True)), *body.links),
        written=written,
        log=tuple(read_log(plain_text, lines, report, is_person=kind == "person") if kind != "page" else ()),
        todos=tuple(read_todos(plain_text, lines, report) if kind != "page" else ()),
        paragraphs=body.paragraphs,
        learnings=tuple(learnings),
        media=body.media,
        positions=positions,
        looks_like=None if mark or is_template else _looks_like(kind, front, rules),
        head=_head(text, front.body_line),
    )
    return note, reporter.problems


def _with_learnings(
    facts: model.Interview, entries: LocatedLearnings, positions: dict[Path, SourcePosition]
) -> model.Interview:
    """Return an interview with the learnings in its body; their positions are added to `positions`."""
    if not entries:
        return facts
    for number, (_, entry_positions) in enumerate(entries, len(facts.learnings)):
        for key, position in entry_positions.items():
            positions["learnings", number, *((key,) if key else ())] = position
    return facts.model_copy(update={"learnings": (*facts.learnings, *(learning for learning, _ in entries))})


def _head(text: str, body_line: int) -> str:
    """Return the lines above the body."""
    end = 0
    for _ in range(body_line - 1):
        end = text.find("\n", end) + 1
        if not end:
            return text
    return text[:end]


def _is_template(path: str, mark: tuple[str, int] | None, front: Front) -> bool:
    """Return whether a note is a template; one with a name of its own is a note with a placeholder."""
    if mark is None:
        return is_named_template(path)
    name = front.document.data.get("name")
    return not (mark[0].startswith("{{") and isinstance(name, str) and name.strip() and "{{" not in name)


def _report_template(mark: tuple[str, int] | None, front: Front, report: Report) -> None:
    if mark is None:
        report(SourcePosition(1, 1), "template/name")
        return
    gap, at = mark
    yaml_line = front.body_line - front.yaml.count("\n") - 1
    line = yaml_line + front.yaml.count("\n", 0, at) if at < len(front.yaml) else front.body_line
    line += front.body.count("\n", 0, at - len(front.yaml)) if at >= len(front.yaml) else 0
    report(SourcePosition(max(line, 1), 1), "template", gap=" ".join(gap.split())[:60])


def _add_tags(front: Front, tags: list[str]) -> None:
    """Add the tags on lines of the body."""
    if not tags:
        return
    data = front.document.data
    known = list(validators.tags(data["tags"])) if data.get("tags") else []
    folded = {str(tag).casefold() for tag in known}
    data["tags"] = [*known, *(tag for tag in dict.fromkeys(tags) if tag.casefold() not in folded)]


def _dated(path: str, facts: model.Interview, front: Front, report: Report) -> model.Interview:
    """Return an interview with the date in its file name, unless it has a date or has only been requested."""
    if facts.day or front.document.data.get("date"):
        return facts
    match = find_days(path.rpartition("/")[2].rpartition(".")[0])
    days = dict.fromkeys(day for _, days in match for day in days)
    position = SourcePosition(1, 1)
    if match and not days:
        report(position, "day-in-name/none", text=match[0][0])
    if len(days) != 1:
        if days:
            report(position, "day-in-name/several", days=[str(day) for day in days])
        return facts
    (day,) = days
    written = day.isoformat(timespec="minutes") if isinstance(day, datetime) else day.isoformat()
    asked = (facts.requested, facts.replied, facts.declined, *facts.followed_up, facts.closed)
    if any(asked):
        if day_of(day) > max(filter(None, asked)):
            report(position, "day-in-name/asked", day=written)
        return facts
    report(position, "day-in-name", day=written)
    return facts.model_copy(update={"day": day})


def _looks_like(kind: Kind, front: Front, rules: VaultRules) -> Kind | None:
    """Return the kind an ordinary page resembles by its fields, unless it states a kind."""
    says = kind != "page" or front.document.data.get("type") or not rules.by_name
    return None if says else looks_like(front.document)
