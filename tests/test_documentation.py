"""The worked examples of the documentation, recomputed, and the drafts it describes."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from network.vault import base, workspace
from wayin.clock import Clock
from wayin.drafts.compose import KINDS, Drafts
from wayin.drafts.filling import Text
from wayin.drafts.introductions import NoDraftError
from wayin.drafts.templates import DraftTemplates
from wayin.network.companies import best_tier, reach
from wayin.network.reasons import reasons
from wayin.network.tiers import grades
from wayin.network.ties import network
from wayin.network.ways import Search, Ways

DOCS = Path(__file__).parent.parent / "docs"
CLOCK = Clock(date(2026, 11, 20))
EXAMPLE = re.compile(r"```yaml\n(.*?)```\n\n((?:    [^\n]*\n)+)", re.DOTALL)
EXAMPLES = EXAMPLE.findall((DOCS / "introductions.md").read_text(encoding="utf-8"))


def answers(notes: str, asked: list[str]) -> list[str]:
    """Return the program's answers to the lines of an example, in the documentation's words."""
    files = yaml.load(notes, Loader=yaml.BaseLoader)
    kb = base(files)
    net = network(kb, CLOCK)
    search = Search(net)
    said: list[str] = []
    for line in asked:
        if tie := re.match(r"(\w+) → (\w+)", line):
            ends = ["me" if name == "me" else f"people/{name}" for name in tie.groups()]
            found = net.ties[ends[0]][ends[1]]
            said.append(f"{tie[1]} → {tie[2]}  {found.quality:.4f}  {reasons(kb, net, found, CLOCK.today)[0]}")
            continue
        if first := re.match(r"first for (\w+)", line):
            step = workspace(files, CLOCK).first(
                next(node for node in (*kb.people, *kb.companies) if node.endswith(f"/{first[1]}"))
            )
            said.append(f"first for {first[1]}: {step.what}. {step.why}")
            continue
        target = line.split(":")[0]
        if f"companies/{target}" in kb.companies:
            for one in reach(kb, search, f"companies/{target}", CLOCK):
                between = () if one.is_known_best or not one.best else one.best.intermediaries
                via = ", ".join(person.split("/")[1] for person in between)
                how = f"by way of {via}" if via else "yourself"
                said.append(f"{target}: {one.person.split('/')[1]} {how}  {one.score:.4f}  {best_tier(one, search)}")
        else:
            said += described(target, search, search.ways(f"people/{target}"))
    return list(dict.fromkeys(said))


def described(target: str, search: Search, found: Ways) -> list[str]:
    """Return the ways to a person, one line each."""
    if not found.ways:
        return [f"{target}: nobody"]
    lines = []
    for way, grade in zip(found.ways, grades(found.ways, search), strict=True):
        via = ", ".join(person.split("/")[1] for person in way.intermediaries)
        more = "  at capacity" * way.at_capacity + "  about as good" * grade.about_as_good
        lines.append(f"{target}: {via}  {way.score:.4f}  {grade.tier}{more}")
    return lines


@pytest.mark.parametrize(("notes", "expected"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_worked_example_holds(notes: str, expected: str) -> None:
    lines = [line.strip() for line in expected.strip().splitlines()]
    assert answers(notes, lines) == lines


def test_there_are_examples_of_ties_ways_and_companies() -> None:
    assert len(EXAMPLES) >= 12


# ── Drafts ────────────────────────────────────────────────────────────────────────────────────────────────────────────

DRAFTS_PAGE = (DOCS / "drafts.md").read_text(encoding="utf-8")
TALK: dict[str, Any] = {
    "me": {"name": "Kim Ash"},
    "people/ada": {"name": "Ada Park", "closeness": "4"},
    "interviews/a": {"with": "Ada Park", "date": "2026-11-18", "learnings": ["Small projects count."]},
}


class _Overheard(DraftTemplates):
    """Draft templates that record their facts."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: defaultdict[str, set[str]] = defaultdict(set)

    def fill(self, kind: str, facts: Mapping[str, Any]) -> Text:
        self.heard[kind] |= facts.keys()
        return super().fill(kind, facts)


def test_every_variable_of_a_draft_is_listed() -> None:
    found = workspace(TALK | {"people/bo": {"name": "Bo Lind", "introduced_by": "Ada Park"}}, CLOCK)
    texts = _Overheard()
    drafts = Drafts(found.kb, found.search, CLOCK, found.learnings, texts, found.first)
    for kind in KINDS:
        for person in ("people/ada", "people/bo"):
            try:
                drafts.draft(kind, person)
            except NoDraftError:
                continue
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (`.*`) \|$", DRAFTS_PAGE, re.MULTILINE))
    every = {"me", "to", "them", "today"}
    told = {kind: set(re.findall(r"`(\w+)`", names)) | every for kind, names in rows.items()}
    assert told == dict(texts.heard)
    explained = {name.split(".")[0] for name in re.findall(r"`([\w.]+)`", DRAFTS_PAGE.partition("Extra variables")[2])}
    assert set().union(*told.values()) - every <= explained


def test_the_template_of_the_documentation_works(tmp_path: Path) -> None:
    (template,) = re.findall(r"```jinja\n(.*?)```", DRAFTS_PAGE, re.DOTALL)
    (tmp_path / "thank-you.txt").write_text(template, encoding="utf-8")
    told: list[str] = []
    notes = replace(workspace(TALK, CLOCK, templates=tmp_path), warn=told.append)
    found = notes.drafts.draft("thank-you", "people/ada")
    assert told == []
    assert found.subject == "Danke für das Gespräch"
    assert found.body.startswith("Hallo Ada,\n\ndanke für Ihre Zeit am 18.11.2026! Das nehme ich mit:\n\n– Small")
    assert [one.what for one in found.blanks] == ["Was daraus wird"]
    assert found.body.endswith("Kim Ash")
