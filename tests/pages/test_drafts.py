"""Drafts and briefs on pages: which are offered where, and nothing in a note becomes markup."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from jinja2 import Environment, FileSystemLoader

import wayin.pages
from helpers import workspace_of, write
from wayin.pages import markup, pieces
from wayin.pages.drafts import Drafting
from wayin.pages.routes import Links
from wayin.pages.steps import Steps

TEMPLATES = Path(wayin.pages.__file__).parent / "templates"
EVIL = '<script>alert("x")</script>&amp;'


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A few notes, with texts that would like to be markup."""
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
            "people/pat.md": "---\nname: Pat Quill\ncloseness: 3\nknows: [Ray Sole, Tess Ure]\n---\n",
            "people/ray.md": "---\nname: Ray Sole\nintroductions: [{via: Pat Quill, asked: 2026-11-10}]\n---\n",
            "people/tess.md": "---\nname: Tess Ure\nintroductions: [{via: Pat Quill, agreed: 2026-11-10}]\n---\n",
            "people/val.md": "---\nname: Val West\ncloseness: 2\nknows: [Ray Sole, Nan Ott]\n---\n",
            "people/zed.md": "---\nname: Zed Young\nintroductions: [{via: Val West, made: 2026-11-01}]\n---\n",
            "interviews/zed.md": "---\nwith: Zed Young\nrequested: 2026-11-12\n---\n",
        },
    )
    return tmp_path


def drafting(notes: Path) -> tuple[Drafting, Links]:
    workspace = workspace_of(notes)
    return Drafting(workspace), Links(workspace.kb, {}, "x/")


def rendered(template: str, call: str, **given: object) -> str:
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False)
    env.globals["h"] = markup
    return env.from_string(f'{{% import "{template}" as it with context %}}{{{{ it.{call} }}}}').render(given)


@pytest.mark.parametrize(
    ("node", "kinds"),
    [
        ("people/ada", ["keep-in-touch", "offer"]),
        ("people/bo", []),
        ("people/di-moss", ["follow-up"]),
        ("people/ed-ray", []),
        ("companies/acme", []),
        ("people/cy", ["introduction", "request"]),
        ("companies/brand", ["introduction"]),
        ("interviews/held", ["thank-you", "connect"]),
        ("interviews/ahead", []),
        ("interviews/asked", ["follow-up"]),
        ("people/fay-gold", ["follow-up"]),
        ("interviews/answered", ["follow-up"]),
        ("people/hal-ives", []),
        ("interviews/both", ["connect", "connect"]),
        ("people/nan-ott", ["introduction", "request"]),
        ("people/pat", ["follow-up", "keep-in-touch", "offer"]),
        ("people/ray", ["follow-up"]),
        ("people/zed", ["follow-up"]),
    ],
)
def test_each_page_offers_what_helps_there(notes: Path, node: str, kinds: list[str]) -> None:
    made, _ = drafting(notes)
    assert [one.kind for one in made.views(node) if not one.later] == kinds


@pytest.mark.parametrize(
    ("node", "letters"),
    [
        ("people/bo", []),
        ("people/fay-gold", []),
        ("people/nan-ott", [("introduction", "Lu Mann"), ("introduction", "Val West")]),
        ("people/ray", [("introduction", "Val West"), ("request", "Ray Sole")]),
        ("people/zed", []),
    ],
)
def test_what_is_for_later_asks_nobody_twice_and_for_nothing_that_is_there(
    notes: Path, node: str, letters: list[tuple[str, str]]
) -> None:
    made, _ = drafting(notes)
    assert [(one.kind, one.to) for one in made.views(node) if one.later] == letters


def test_an_offer_is_taken_up_with_whoever_made_it(notes: Path) -> None:
    made, _ = drafting(notes)
    letter = made.views("people/nan-ott")[0]
    assert (letter.to, letter.anchor) == ("Jo Kerr", "drafts-people-jo-kerr")
    assert "On 17 November" not in letter.text
    assert "When we spoke on 17 November, the name of Nan Ott came up." in letter.text


def test_nobody_is_connected_with_two_at_once(notes: Path) -> None:
    made, _ = drafting(notes)
    assert [one.to for one in made.views("interviews/both")] == ["Jo Kerr", "Lu Mann"]


def test_whoever_answered_gets_the_letter_that_settles_a_time(notes: Path) -> None:
    made, _ = drafting(notes)
    assert made.views("interviews/answered")[0].title == "Settle a time"


def test_steps_that_lie_with_one_person_lead_to_one_letter(notes: Path) -> None:
    made, links = drafting(notes)
    steps = Steps(made.workspace, links, made)
    found = [one for node in ("people/ray", "people/tess") for one in steps.of(node)]
    assert {one.href for one in found} == {f"{links.to('people/pat').href}#draft-follow-up"}
    assert {one.also for one in found} == {"One letter asks after both."}
    assert made.views("people/pat")[0].id == "draft-follow-up"
    offer = next(one for one in steps.of("people/nan-ott") if one.kind == "introduction")
    assert offer.href.endswith("#draft-introduction")


def test_a_sentence_about_what_is_on_its_way_turns_on_its_day(notes: Path) -> None:
    made, links = drafting(notes)
    (said,) = Steps(made.workspace, links, made).first("people/tess")
    assert said.endswith(
        ' agreed on 10 November to introduce you to Tess<span data-turn data-ends="2026-11-17" hidden>'
        '. Wait until 17 November, then ask for news.</span><span data-turn data-begins="2026-11-17">'
        " – ask for news now.</span>"
    )
    (waits,) = Steps(made.workspace, links, made).first("people/di-moss")
    assert '<span data-turn data-ends="2026-11-22">. Wait until 22 November' in waits
    assert '<span data-turn data-begins="2026-11-22" hidden> – send a reminder now.</span>' in waits


def test_nothing_becomes_markup(notes: Path) -> None:
    made, links = drafting(notes)
    page = pieces.drafts(made.views("interviews/held"))
    page += rendered("wayin-brief.html", "brief(found, to)", found=made.brief("interviews/ahead"), to=links.to)
    page += rendered("wayin-brief.html", "brief(found, to)", found=made.brief("interviews/held"), to=links.to)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_blanks_are_marked(notes: Path) -> None:
    made, _ = drafting(notes)
    page = pieces.drafts(made.views("people/cy"))
    assert page.count('<mark class="wayin-blank">') >= 3
    assert "blanks to fill in." in page


def test_the_mail_program_gets_the_whole_letter(notes: Path) -> None:
    made, _ = drafting(notes)
    thanks = made.views("interviews/held")[0]
    parts = urlsplit(thanks.mailto)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "ada+b@example.org")
    query = parse_qs(parts.query, strict_parsing=True)
    assert query["subject"] == ["Thank you for our conversation"]
    assert query["body"][0].replace("\r\n", "\n") == made.drafts.draft("thank-you", "interviews/held").body
