"""What to do first: one table, and the same answer in documents, on pages, in drafts and among due steps."""

import json
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from examples import examples
from network import cast, random_cases, vault
from wayin.clock import Clock
from wayin.drafts.compose import Draft
from wayin.drafts.introductions import NoDraftError
from wayin.export.documents import next_document
from wayin.export.ways import ways_document
from wayin.journey.first_step import FirstStep
from wayin.model import ME
from wayin.pages.advice import advice
from wayin.pages.network_data import network_data
from wayin.workspace import Workspace

CLOCK = Clock(date(2026, 11, 20))
TABLE = cast.table(Path(__file__).with_name("first.yml").read_text("utf-8"))
SITUATIONS = [pytest.param(one, id=f"{group}: {one['it']}") for group, all_ in TABLE.items() for one in all_]


def situation(one: dict[str, Any]) -> tuple[Workspace, str]:
    """Return the workspace for a line of the table, and its target."""
    return vault.workspace(cast.files(one), CLOCK), cast.node(one.get("target", "li"))


def line(step: FirstStep) -> str:
    """Return a step as written in the table."""
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
def test_every_situation_is_the_same_everywhere(one: dict[str, Any]) -> None:
    agrees(*situation(one))


def agrees(workspace: Workspace, target: str) -> FirstStep:
    """Check that documents, pages, the network page, drafts and due steps agree with `first`."""
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
    pages_agree(workspace, target, step, document)
    drafts_agree(workspace, target, step)
    due_agrees(workspace, target, step)
    for row in next_document(workspace)["first"]:
        assert {"company": row["company"], **row} == row
        assert row["do"] == workspace.first(row["company"]).do
    return step


def pages_agree(workspace: Workspace, target: str, step: FirstStep, document: dict[str, Any]) -> None:
    """Check that a page says it before any way, unless your own tie or the best way starts with the same."""
    shown = advice(workspace, target)
    if shown:
        assert shown.step == step
    elif step.do == "write":
        known = [there.person for there in workspace.reach(target) if there.known] if document["reached"] else [target]
        assert workspace.network.tie(ME, step.id or "")
        assert step.id == known[0]
    elif step.do == "ask":
        assert step.way
        assert document["known"] is None
        best = document["reached"][0]["best"] if document["reached"] else document["ways"][0]
        assert tuple(person["id"] for person in best["people"]) == step.way.people
    else:
        assert step.do == "find"
        assert not document["ways"]
        assert not document["reached"]


def network_page_agrees(workspace: Workspace) -> None:
    """Check that the network page says the same about everybody as their own page."""
    kb = workspace.kb
    advised = {node: shown for node in (*kb.people, *kb.companies) if (shown := advice(workspace, node))}
    text = network_data(kb, workspace.network, workspace.clock, {}, {}, advised=advised)
    data = json.loads(text.removeprefix("window.WAYIN_NETWORK = ").removesuffix(";\n"))
    ids = [id_ or None for id_ in data["ids"]]
    for number, (now, *_) in data["first"].items():
        node = next(
            node for node in advised if kb.name(node) == data["names"][int(number)] and ids[int(number)] in (None, node)
        )
        said = "".join(part if isinstance(part, str) else part[1] for part in data["said"][now])
        assert said == f"{advised[node].step.what}. {advised[node].step.why}"
    assert len(data["first"]) == len(advised)


def written(workspace: Workspace, target: str) -> tuple[Draft | None, str]:
    """Return the draft of an introduction, or why there is none."""
    try:
        return workspace.drafts.draft("introduction", target), ""
    except NoDraftError as error:
        return None, str(error)


def drafts_agree(workspace: Workspace, target: str, step: FirstStep) -> None:
    """Check that the draft of an introduction goes to the right person, or says what to do instead."""
    draft, error = written(workspace, target)
    if draft is None:
        needs_none = step.do in ("thread", "talk", "leave", "write", "find")
        assert needs_none or "is private" in error, (step, error)
        assert step.do not in ("thread", "talk", "leave") or step.what in error
        return
    if step.do == "find":
        assert target in workspace.kb.companies
        assert draft.to[0] in [asked.person for asked in workspace.first_steps.ask_about(target)]
        return
    assert step.do in ("ask", "remind", "wait", "chase", "take-up")
    assert draft.to == (step.id,)
    assert (draft.kind == "follow-up") == bool(draft.note)
    assert draft.note or step.do in ("ask", "take-up")


def due_agrees(workspace: Workspace, target: str, step: FirstStep) -> None:
    """Check that no step about an introduction differs, and that nobody to leave alone has one."""
    for due in workspace.due:
        if due.kind in ("ask", "introduction") and due.id == target and due.since <= workspace.clock.today:
            assert step.do != "leave", due
            assert due.do == step.what or step.do in ("remind", "wait", "chase", "take-up"), (due, step)


# ── Everyone, everywhere ──────────────────────────────────────────────────────────────────────────────────────────────


def test_everybody_in_the_sample_is_the_same_everywhere() -> None:
    from helpers import ROOT, workspace_of

    workspace = workspace_of(ROOT / "notes")
    steps = [agrees(workspace, target) for target in (*workspace.kb.people, *workspace.kb.companies)]
    network_page_agrees(workspace)
    assert {step.do for step in steps} >= {"talk", "remind", "chase", "take-up", "write", "ask", "find"}


def test_everybody_in_generated_notes_is_the_same_everywhere() -> None:
    done: set[str] = set()
    for seed in range(examples(300)):
        files = random_cases.files(Random(f"first {seed}"))
        workspace = vault.workspace(files)
        done |= {agrees(workspace, target).do for target in (*workspace.kb.people, *workspace.kb.companies)}
        network_page_agrees(workspace)
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
        (
            {"li": {"introductions": [{"via": "Ada", "asked": "2026-10-01"}]}},
            "Ask Bo to introduce you to Li", "Ada hasn't answered since 1 October.",
        ),
        (
            {"bo": {"closeness": "4", "knows": [{"person": "Li", "strength": "5"}]},
             "li": {"introductions": [{"via": "Ada", "agreed": "2026-08-01"}]}},
            "Ask Bo to introduce you to Li", "Ada agreed on 1 August, but no introduction came of it.",
        ),
        (
            {"me": {"company": "Beta"}, "ada": {"company": "Beta"}},
            "Ask Ada to introduce you to Li",
            "Ada works with you now – ask only if they may know that you're looking.",
        ),
        (
            {"li": {"closeness": "1"}},
            "Ask Ada to introduce you to Li", "You know Li yourself, but less well.",
        ),
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
