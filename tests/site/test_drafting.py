"""Drafts and briefs on pages: which are offered where, and nothing in a note becomes markup."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from jinja2 import Environment, FileSystemLoader

import wayin.site
from helpers import write
from wayin.clock import Clock
from wayin.journey.texts import Texts
from wayin.model import Duration
from wayin.site import markup
from wayin.site.drafting import Drafting
from wayin.site.edition import read_edition
from wayin.site.pages import Links

TEMPLATES = Path(wayin.site.__file__).parent / "templates"
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
        },
    )
    return tmp_path


def drafting(notes: Path) -> tuple[Drafting, Links]:
    edition = read_edition(notes, Clock(date(2026, 11, 20)), Duration(10, "d"), 2)
    return Drafting(edition, Texts()), Links(edition.kb, {}, "x/")


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
    ],
)
def test_each_page_offers_what_helps_there(notes: Path, node: str, kinds: list[str]) -> None:
    made, _ = drafting(notes)
    assert [one.kind for one in made.views(node) if not one.later] == kinds


def test_nothing_becomes_markup(notes: Path) -> None:
    made, links = drafting(notes)
    page = rendered("wayin-draft.html", "drafts(all)", all=made.views("interviews/held"))
    page += rendered("wayin-brief.html", "brief(found, to)", found=made.brief("interviews/ahead"), to=links.to)
    page += rendered("wayin-brief.html", "brief(found, to)", found=made.brief("interviews/held"), to=links.to)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_blanks_are_marked(notes: Path) -> None:
    made, _ = drafting(notes)
    page = rendered("wayin-draft.html", "drafts(all)", all=made.views("people/cy"))
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
