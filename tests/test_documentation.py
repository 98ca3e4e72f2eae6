"""The worked examples of the documentation, recomputed."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from network.vault import base
from wayin.clock import Clock
from wayin.network.companies import reach, way_tier
from wayin.network.reasons import reasons
from wayin.network.ties import network
from wayin.network.ways import Search, Ways

DOCS = Path(__file__).parent.parent / "docs"
CLOCK = Clock(date(2026, 11, 20))
EXAMPLE = re.compile(r"```yaml\n(.*?)```\n\n((?:    [^\n]*\n)+)", re.DOTALL)
EXAMPLES = EXAMPLE.findall((DOCS / "introductions.md").read_text(encoding="utf-8"))


def answers(notes: str, asked: list[str]) -> list[str]:
    """What the program says to each line of an example, in the words of the documentation."""
    kb = base(yaml.load(notes, Loader=yaml.BaseLoader))
    net = network(kb, CLOCK)
    search = Search(net)
    said: list[str] = []
    for line in asked:
        if tie := re.match(r"(\w+) → (\w+)", line):
            ends = ["me" if name == "me" else f"people/{name}" for name in tie.groups()]
            found = net.ties[ends[0]][ends[1]]
            said.append(f"{tie[1]} → {tie[2]}  {found.quality:.4f}  {reasons(kb, net, found, CLOCK.today)[0]}")
            continue
        target = line.split(":")[0]
        if f"companies/{target}" in kb.companies:
            for one in reach(kb, search, f"companies/{target}", CLOCK):
                assert one.best
                via = ", ".join(person.split("/")[1] for person in one.best.intermediaries)
                person = one.person.split("/")[1]
                said.append(f"{target}: {person} by way of {via}  {one.best.score:.4f}  {way_tier(one.best, search)}")
        else:
            said += described(target, search, search.ways(f"people/{target}"))
    return list(dict.fromkeys(said))


def described(target: str, search: Search, found: Ways) -> list[str]:
    """The ways to a person, one line each."""
    if not found.ways:
        return [f"{target}: nobody"]
    lines = []
    for way in found.ways:
        via = ", ".join(person.split("/")[1] for person in way.intermediaries)
        full = "  at capacity" if way.at_capacity else ""
        lines.append(f"{target}: {via}  {way.score:.4f}  {way_tier(way, search)}{full}")
    return lines


@pytest.mark.parametrize(("notes", "expected"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_worked_example_holds(notes: str, expected: str) -> None:
    lines = [line.strip() for line in expected.strip().splitlines()]
    assert answers(notes, lines) == lines


def test_there_are_examples_of_ties_ways_and_companies() -> None:
    assert len(EXAMPLES) >= 12
