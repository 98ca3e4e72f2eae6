"""Drafts and briefs on pages: which are there, and that no note becomes markup."""

from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from examples import examples
from helpers import workspace_of, write
from network import random_cases, vault
from wayin.pages.advice import act
from wayin.pages.drafts import ShownDraft, anchor, shown_drafts
from wayin.pages.generated import GeneratedPages
from wayin.pages.renderer import Renderer
from wayin.pages.steps import steps_of
from wayin.workspace import Workspace

EVIL = '<script>alert("x")</script>&amp;'


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Return a few notes with texts that look like markup."""
    write(
        tmp_path,
        {
            "me.md": "---\nname: Kim Ash\n---\n",
            "people/ada.md": f"---\nname: Ada {EVIL}\ncloseness: 4\nknows: [Bo Lind, Cy Dunn]\n"
            "email: ada+b@example.org\n---\n",
            "people/bo.md": "---\nname: Bo Lind\ncompany: Acme\n---\n",
            "people/cy.md": "---\nname: Cy Dunn\ncompany: Brand\n---\n",
            "interviews/held.md": f"---\nwith: ada\ndate: 2026-11-18\nlearnings: ['{EVIL} counts.']\n---\n",
            "interviews/ahead.md": f"---\nwith: Bo Lind\ndate: 2026-12-01\nquestions: ['{EVIL}?']\n---\n",
            "interviews/waiting.md": "---\nwith: Di Moss\nrequested: 2026-11-12\n---\n",
            "interviews/no.md": "---\nwith: Ed Ray\nrequested: 2026-11-01\ndeclined: 2026-11-02\n---\n",
            "interviews/asked.md": "---\nwith: Bo Lind\nrequested: 2026-11-01\n---\n",
            "interviews/answered.md": "---\nwith: Fay Gold\nrequested: 2026-11-01\nreplied: 2026-11-18\n---\n",
            "interviews/silent.md": "---\nwith: Hal Ives\nrequested: 2026-05-01\n"
            "followed_up: [2026-05-11, 2026-05-21]\n---\n",
            "interviews/both.md": "---\nwith: [Jo Kerr, Lu Mann]\ndate: 2026-11-17\nthanked: 2026-11-18\n"
            "introductions: [Nan Ott]\n---\n",
            "people/pat.md": "---\nname: Pat Quill\ncloseness: 3\nkeep_in_touch: 3m\nlast_contact: 2026-10-01\n"
            "knows: [Ray Sole, Tess Ure]\n---\n",
            "people/ray.md": "---\nname: Ray Sole\nintroductions: [{via: Pat Quill, asked: 2026-11-10}]\n---\n",
            "people/tess.md": "---\nname: Tess Ure\nintroductions: [{via: Pat Quill, agreed: 2026-11-10}]\n---\n",
            "people/val.md": "---\nname: Val West\ncloseness: 2\nknows: [Ray Sole, Nan Ott]\n---\n",
            "people/zed.md": "---\nname: Zed Young\nintroductions: [{via: Val West, made: 2026-11-01}]\n---\n",
            "interviews/zed.md": "---\nwith: Zed Young\nrequested: 2026-11-12\n---\n",
        },
    )
    return tmp_path


def rendered(workspace: Workspace, kind: str, node: str) -> str:
    urls = {node: f"{node}/" for node in (*workspace.kb.people, *workspace.kb.companies, *workspace.kb.interviews)}
    return Renderer(workspace, urls | {"network/index": "network/"}, GeneratedPages()).page(kind, node, f"{node}/")


def text_of(shown: ShownDraft) -> str:
    return "".join(map(str, shown.parts))


@pytest.mark.parametrize(
    ("node", "kinds"),
    [
        ("people/ada", []),
        ("people/bo", []),
        ("people/di-moss", ["follow-up"]),
        ("people/ed-ray", []),
        ("companies/acme", []),
        ("people/cy", ["introduction"]),
        ("companies/brand", ["introduction"]),
        ("interviews/held", ["thank-you", "connect"]),
        ("interviews/ahead", []),
        ("interviews/asked", ["follow-up"]),
        ("people/fay-gold", ["follow-up"]),
        ("interviews/answered", ["follow-up"]),
        ("interviews/no", []),
        ("people/hal-ives", []),
        ("interviews/both", ["connect", "connect"]),
        ("people/nan-ott", ["introduction"]),
        ("people/pat", ["follow-up", "keep-in-touch"]),
        ("people/ray", ["follow-up"]),
        ("people/zed", ["follow-up"]),
        ("people/lu-mann", []),
    ],
)
def test_a_page_has_the_drafts_that_its_steps_and_its_best_way_need(notes: Path, node: str, kinds: list[str]) -> None:
    assert [shown.draft.kind for shown in shown_drafts(workspace_of(notes), node)] == kinds


def test_an_offer_is_taken_up_with_who_made_it(notes: Path) -> None:
    (shown,) = shown_drafts(workspace_of(notes), "people/nan-ott")
    assert (shown.draft.to, shown.id) == (("people/lu-mann",), "draft-introduction")
    assert shown.way == "drafts-people-lu-mann"
    assert "the name of Nan Ott came up." in text_of(shown)


def test_a_connection_request_has_one_recipient(notes: Path) -> None:
    drafts = shown_drafts(workspace_of(notes), "interviews/both")
    assert [shown.draft.to for shown in drafts] == [("people/jo-kerr",), ("people/lu-mann",)]
    assert [shown.id for shown in drafts] == ["draft-connect", ""]


def test_who_answered_gets_the_draft_that_agrees_on_a_day(notes: Path) -> None:
    assert shown_drafts(workspace_of(notes), "interviews/answered")[0].title == "Agree on a day"


def test_steps_that_wait_for_one_person_lead_to_one_draft(notes: Path) -> None:
    workspace = workspace_of(notes)
    steps = [step for node in ("people/ray", "people/tess") for step in steps_of(workspace, node)]
    assert {(step.page, step.draft, step.also) for step in steps} == {
        ("people/pat", "follow-up", "One draft covers both.")
    }
    assert shown_drafts(workspace, "people/pat")[0].id == "draft-follow-up"
    offer = next(step for step in steps_of(workspace, "people/nan-ott") if step.due.kind == "introduction")
    assert (offer.page, offer.draft) == ("people/nan-ott", "introduction")


def test_the_network_page_leads_to_drafts_that_are_there(notes: Path) -> None:
    workspace = workspace_of(notes)
    for person in workspace.kb.people:
        drafts = shown_drafts(workspace, person)
        assert anchor(workspace, person) == ((drafts[0].way or drafts[0].id) if drafts else ""), person


def test_every_draft_that_a_page_names_can_be_written_and_is_on_it() -> None:
    for seed in range(examples(300)):
        workspace = vault.workspace(random_cases.files(Random(f"drafts {seed}")))
        kb = workspace.kb
        shown = {node: shown_drafts(workspace, node) for node in (*kb.people, *kb.companies, *kb.interviews)}
        anchors = {node: {part for draft in drafts for part in (draft.id, draft.way)} for node, drafts in shown.items()}
        for person in kb.people:
            drafts = shown[person]
            assert anchor(workspace, person) == ((drafts[0].way or drafts[0].id) if drafts else ""), (seed, person)
        for node in shown:
            found = act(workspace, node) if node not in kb.interviews else None
            assert not (found and found.kind) or f"draft-{found.kind}" in anchors[found.page], (seed, node, found)
            assert not found or found.kind or workspace.status(kb.interviews[found.page]) == "scheduled", (seed, node)
            for step in steps_of(workspace, node):
                assert step.draft is None or f"draft-{step.draft}" in anchors[step.page], (seed, node, step)


def test_a_private_contact_is_named_in_no_draft(notes: Path) -> None:
    write(notes, {"people/cy.md": "---\nname: Cy Dunn\nprivate: true\n---\n"})
    workspace = workspace_of(notes)
    assert [shown.draft.kind for shown in shown_drafts(workspace, "people/cy")] == ["request"]
    assert anchor(workspace, "people/cy") == "draft-request"


def test_the_ways_to_whom_to_leave_alone_are_folded(notes: Path) -> None:
    write(notes, {
        "companies/acme.md": "---\nname: Acme\ninterest: 4\n---\n",
        "interviews/asked.md": "---\nwith: Bo Lind\nrequested: 2026-11-01\ndeclined: 2026-11-05\n---\n",
        "interviews/ahead.md": "---\nwith: Cy Dunn\n---\n",
    })  # fmt: skip
    workspace = workspace_of(notes)
    for kind, node in (("person", "people/bo"), ("company", "companies/acme")):
        page = rendered(workspace, kind, node)
        assert "Leave it until 5 May 2027" in page
        fold = page.index("<summary>Other ways in" if kind == "person" else "<summary>1 way in")
        assert page.index("wayin-path") > fold


def test_a_sentence_about_something_under_way_changes_on_its_day(notes: Path) -> None:
    page = rendered(workspace_of(notes, date(2026, 11, 16)), "person", "people/tess")
    assert 'data-turn data-ends="2026-11-20">' in page
    assert 'data-turn data-begins="2026-11-20" hidden>' in page
    assert "data-turn" not in rendered(workspace_of(notes), "person", "people/tess"), "the day to wait for is past"
    page = rendered(workspace_of(notes), "person", "people/di-moss")
    assert 'data-turn data-ends="2026-11-22">' in page
    assert 'data-begins="2026-11-22" hidden>' in page, "from then on a step says it"


def test_nothing_becomes_markup(notes: Path) -> None:
    workspace = workspace_of(notes)
    for node in ("interviews/held", "interviews/ahead"):
        page = rendered(workspace, "interview", node)
        assert "<script" not in page
        assert "&lt;script&gt;" in page


def test_blanks_are_marked(notes: Path) -> None:
    page = rendered(workspace_of(notes), "person", "people/cy")
    assert page.count('<mark class="wayin-blank">') >= 2
    assert "blanks to fill in." in page


def test_the_mail_program_gets_the_whole_draft(notes: Path) -> None:
    shown = shown_drafts(workspace_of(notes), "interviews/held")[0]
    parts = urlsplit(shown.mailto)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "ada+b@example.org")
    query = parse_qs(parts.query, strict_parsing=True)
    assert query["subject"] == ["Thank you for our conversation"]
    assert query["body"][0].replace("\r\n", "\n") == shown.draft.body == text_of(shown)
