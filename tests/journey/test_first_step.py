"""What to do first: one table, and the same answer wherever the documents tell it."""

from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from examples import examples
from network import cast, random_cases, vault
from wayin.clock import Clock
from wayin.export.documents import next_document
from wayin.export.ways import ways_document
from wayin.journey.first_step import FirstStep
from wayin.workspace import Workspace

CLOCK = Clock(date(2026, 11, 20))
TABLE = cast.table(Path(__file__).with_name("first.yml").read_text("utf-8"))
SITUATIONS = [pytest.param(one, id=f"{group}: {one['it']}") for group, all_ in TABLE.items() for one in all_]
BEGUN = ("thread", "talk", "leave", "remind", "wait", "chase", "take-up")


def situation(one: dict[str, Any]) -> tuple[Workspace, str]:
    """The workspace of a line of the table, and whom it is about."""
    return vault.workspace(cast.files(one), CLOCK), cast.node(one.get("target", "li"))


def line(step: FirstStep) -> str:
    """A step as the table has it."""
    who = step.id.rpartition("/")[2] if step.id else "-"
    return " ".join(filter(None, [step.do, who, step.until and step.until.isoformat()]))


def test_there_are_twelve_situations_for_each_rule() -> None:
    assert len(TABLE) == 7
    assert all(len(group) >= 12 for group in TABLE.values())


@pytest.mark.parametrize("one", SITUATIONS)
def test_what_to_do_first(one: dict[str, Any]) -> None:
    workspace, target = situation(one)
    assert line(workspace.first(target)) == one["says"]


@pytest.mark.parametrize("one", SITUATIONS)
def test_every_situation_is_told_alike_everywhere(one: dict[str, Any]) -> None:
    agrees(*situation(one))


def agrees(workspace: Workspace, target: str) -> FirstStep:
    """The documents of ways and of what is next say what `first` says."""
    step = workspace.first(target)
    document = ways_document(workspace, target)
    until = step.until.isoformat() if step.until else None
    first = document["first"]
    assert (first["do"], first["id"], first["why"], first["until"]) == (step.do, step.id, step.why, until)
    assert first["name"] == (workspace.kb.name(step.id) if step.id else None)
    if first["way"] is not None:
        assert step.way
        assert tuple(person["id"] for person in document["ways"][first["way"]]["people"]) == step.way.people
        assert step.id in step.way.people
    assert (step.id is None) == (step.do in ("leave", "find"))
    for row in next_document(workspace)["first"]:
        assert {"company": row["company"], **row} == row
        assert row["do"] == workspace.first(row["company"]).do
    return step


def test_everybody_in_the_sample_is_told_alike() -> None:
    from helpers import ROOT, workspace_of

    workspace = workspace_of(ROOT / "notes")
    steps = [agrees(workspace, target) for target in (*workspace.kb.people, *workspace.kb.companies)]
    assert {step.do for step in steps} >= {"talk", "remind", "chase", "take-up", "write", "ask", "find"}


def test_everybody_in_made_up_notes_is_told_alike() -> None:
    done: set[str] = set()
    for seed in range(examples(300)):
        files = random_cases.files(Random(f"first {seed}"))
        workspace = vault.workspace(files)
        done |= {agrees(workspace, target).do for target in (*workspace.kb.people, *workspace.kb.companies)}
    assert done >= {"thread", "talk", "leave", "remind", "wait", "take-up", "write", "ask", "find"}


def test_the_order_of_files_changes_no_advice() -> None:
    for seed in range(20):
        files = random_cases.files(Random(f"order {seed}"))
        one, other = vault.workspace(files), vault.workspace(dict(reversed(files.items())))
        for target in (*one.kb.people, *one.kb.companies):
            assert one.first(target) == other.first(target)


# ── Words ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("notes", "what", "why"),
    [
        (
            {"li": {"introductions": [{"via": "Ada", "made": "2026-11-15"}]}},
            "Write to Li in the thread of Ada's introduction", "Ada introduced you on 15 November.",
        ),
        ({"talk": {"replied": "2026-11-18"}}, "Agree on a day with Li", "Li answered on 18 November."),
        ({"talk": {"date": "2026-12-01"}}, "Prepare for Li", "You meet on 1 December."),
        ({"talk": {"declined": "2026-11-01"}}, "Leave it until 1 May 2027", "Li declined on 1 November."),
        (
            {"li": {"introductions": [{"via": "Ada", "asked": "2026-11-17"}]}},
            "Wait for Ada", "You asked Ada on 17 November – wait until 27 November, then send a reminder.",
        ),
        (
            {"li": {"introductions": [{"via": "Ada", "asked": "2026-11-10"}]}},
            "Send Ada a reminder about Li", "Asked on 10 November, no reply yet.",
        ),
        (
            {"li": {"introductions": [{"via": "Ada", "agreed": "2026-11-08"}]}},
            "Ask Ada about the introduction to Li", "Ada agreed on 8 November; no introduction yet.",
        ),
        (
            {"talk": {"with": "Ada", "date": "2026-11-10", "introductions": ["Li"]}},
            "Follow up on the introduction to Li", "Ada offered it on 10 November.",
        ),
        ({}, "Ask Ada to introduce you to Li",
         "You know Ada well, last in November. Ada knows Li well, last in November."),
        ({"li": {"closeness": "4"}}, "Write to Li", "You know Li well (date unknown)."),
        ({"ada": "none", "bo": "none"}, "Find someone who knows Li", "No way in yet."),
    ],
)  # fmt: skip
def test_the_act_and_its_reason_in_words(notes: dict[str, Any], what: str, why: str) -> None:
    workspace, target = situation(notes)
    step = workspace.first(target)
    assert (step.what, step.why) == (what, why)


def test_where_nobody_leads_there_it_says_who_to_ask_and_where_to_look() -> None:
    workspace, target = situation({"target": "acme"})
    first = ways_document(workspace, target)["first"]
    assert first["why"] == "No way in yet. Ask Ada or Bo whether they know anyone."
    assert first["ask"] == ["people/ada", "people/bo"]
    assert first["link"].startswith("https://www.linkedin.com/search/results/people/?keywords=Acme")


def test_who_is_not_to_be_asked_is_left_out_of_the_advice() -> None:
    workspace, target = situation({})
    assert ways_document(workspace, target, without={"people/ada"})["first"]["id"] == "people/bo"
    assert ways_document(workspace, target, source="people/ada")["first"] is None
