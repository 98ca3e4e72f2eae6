"""A table of situations for each changed score: the effect of a line in notes, computed by hand."""

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wayin.clock import Clock
from wayin.network import companies
from wayin.network.ways import Way
from wayin.workspace import Workspace

from . import cast, vault

CLOCK = Clock(date(2026, 11, 20))
TABLE = cast.table(Path(__file__).with_name("scores.yml").read_text("utf-8"))
ADA, LI = "people/ada", "people/li"


def lines(word: str) -> list[Any]:
    """Return the lines of the table with this keyword."""
    return [
        pytest.param(line, id=f"{group}: {line['it']}")
        for group, all_ in TABLE.items()
        for line in all_
        if word in line
    ]


def workspace(line: dict[str, Any]) -> Workspace:
    return vault.workspace(cast.files(line), CLOCK)


def by_ada(found: Workspace) -> Way | None:
    """Return the way from the user through Ada to Li."""
    return next((way for way in found.search.every(LI) if way.people == ("me", ADA, LI)), None)


def factor(cost: int) -> float:
    return math.exp(-cost / 1000)


def test_there_are_twelve_situations_for_each_score() -> None:
    assert len(TABLE) == 12
    assert {group: len(all_) for group, all_ in TABLE.items() if len(all_) < 12} == {}


@pytest.mark.parametrize("line", lines("share"))
def test_what_changes_the_way_by_ada(line: dict[str, Any]) -> None:
    usual, way = by_ada(workspace({})), by_ada(workspace(line))
    if line["share"] == "out":
        assert way is None
        return
    share, _, capacity = line["share"].partition(" ")
    assert usual
    assert way
    assert factor(way.cost - usual.cost) == pytest.approx(float(share), rel=0.002)
    assert way.at_capacity == (capacity == "at capacity")


@pytest.mark.parametrize("line", lines("way"))
def test_what_the_way_by_ada_is_worth(line: dict[str, Any]) -> None:
    way = by_ada(workspace(line))
    assert way
    assert way.score == pytest.approx(math.prod(map(float, line["way"].split("*"))), rel=0.003)


@pytest.mark.parametrize("line", lines("tie"))
def test_what_tie_there_is_between_li_and_cy(line: dict[str, Any]) -> None:
    tie = workspace(line).network.tie(LI, "people/cy")
    assert (f"{tie.best.strength} {tie.best.evidence}" if tie else "none") == line["tie"]


@pytest.mark.parametrize("line", lines("reached"))
def test_how_near_somebody_is_to_a_company(line: dict[str, Any]) -> None:
    found = workspace(line)
    company = cast.node(line.get("target", "acme"))
    distances = {reached.person: reached.distance for reached in found.reach(company)}
    if line["reached"] == "none":
        assert LI not in distances
    else:
        assert companies.factor(distances[LI]) == pytest.approx(float(line["reached"]), rel=0.002)


@pytest.mark.parametrize("line", lines("ways"))
def test_which_ways_are_listed_and_which_are_about_as_good(line: dict[str, Any]) -> None:
    from wayin.export.ways import ways_document

    without = {cast.node(line["without"])} if "without" in line else set()
    ways = ways_document(workspace(line), LI, without=without)["ways"]
    listed = [
        " ".join([person["id"].rpartition("/")[2] for person in way["people"][1:-1]] + ["="] * way["about_as_good"])
        for way in ways
    ]
    assert (", ".join(listed) or "none") == line["ways"]


@pytest.mark.parametrize("line", lines("bridges"))
def test_in_which_order_bridges_are_named(line: dict[str, Any]) -> None:
    bridges = workspace(line).suggestions.bridges
    assert (" ".join(bridge.person.rpartition("/")[2] for bridge in bridges) or "none") == line["bridges"]
