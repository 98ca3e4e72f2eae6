"""Pages of real-world vaults: what their editors show is shown, and what they hide is nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from helpers import Site, build, project, text_of

if TYPE_CHECKING:
    from pathlib import Path

HOOK = '''
from pathlib import Path


def on_page_content(html, *, page, config, files):
    """Does what plugins do that ask when a page was changed."""
    assert Path(page.file.abs_src_path).is_file(), page.file.src_uri
    return html
'''


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("vault")
    file = project(
        folder,
        {
            "People/Ada Park.md": "---\nknows: [Cy Dunn]\ncloseness: 3\ntitle: Boss\n---\n# Ada Park\n\n"
            "Good talk. %%canary1: do not tell [[Bo Lind]]%% See you. ^1a2b\n\n"
            "We talked about:\n- pay\n  - deep\n- teams\n\n> [!tip] A callout\n> ==marked==\n\n- [ ] open\n\n"
            "## Ways\nHow.\n\n## Drafts\nTexts.\n\n---\n#person #met/2026\n",
            "People/Bo Lind.md": "---\naliases: BL, B.\ncloseness: 4\n---\nSee [[Ada Park#Drafts]] and [[Nobody]].\n\n"
            "| who | what |\n|---|---|\n| [[Ada Park\\|Ada]] | a |\n| [[people/Ada Park.md\\|A.]] | b |\n"
            "| ![[a.png\\|100]] | c |\n",
            "People/hidden.md": "---\nname: Hidden canary2\ncloseness: 5\n---\ncanary2\n",
            "People/Zoe Arc.md": "---\nphoto: Attachments/a.png\n---\n", "People/Ärmin Bell.md": "",
            "People/adam Cole.md": "", "People/Émile Dorn.md": "", "People/Eugene Ek.md": "", "Board.canvas": "{}",
            "Attachments/a.png": b"\x89PNG", "index.md": "![[People.base]] [[Board.canvas|the board]]\n",
            "interviews/talk.md": '---\nwith: "[[Bo Lind]]"\nobjectives: ["Ask [[Ada Park]]"]\n'
            'place: "[[Leeds]]"\n---\n',
            "References/Kyoto.md": '---\ntype: ["[[Cities]]"]\nicon: trees\n---\nA: list\n- of one\n',
        },
        settings="site_name: Test\ndocs_dir: notes\ntheme: {name: material, font: false}\nhooks: [hook.py]\n"
        "plugins: [search, tags, {wayin: {today: 2026-11-20}}]\nexclude_docs: People/hidden.md\n",
    )  # fmt: skip
    (folder / "hook.py").write_text(HOOK)
    return build(file, tmp_path_factory.mktemp("site"))


def everything(site: Site) -> str:
    files = (
        path for path in site.folder.rglob("*") if path.is_file() and path.suffix in (".html", ".json", ".js", ".ics")
    )
    return "\n".join(path.read_text("utf-8", "replace") for path in files)


def test_what_an_editor_hides_and_what_is_left_out_is_nowhere(site: Site) -> None:
    whole = everything(site)
    assert "canary" not in whole
    assert "1a2b" not in whole
    talk = site.page("interviews/talk")
    assert "[[" not in text_of(talk.article)
    assert site.links(talk, talk.article)["Ada Park"] == "People/Ada Park"


def test_a_picture_is_beside_the_name(site: Site) -> None:
    pictures = [image.get("src") for image in site.page("People/Zoe Arc").article.iter("img")]
    assert "../../Attachments/a.png" in pictures


def test_links_in_tables_are_links(site: Site) -> None:
    bo = site.page("People/Bo Lind")
    links = site.links(bo, bo.article)
    assert (links["Ada"], links["A."]) == ("People/Ada Park", "People/Ada Park")
    pictures = [image.get("width") for image in bo.article.iter("img") if "a.png" in (image.get("src") or "")]
    assert pictures == ["100"]


def test_lists_callouts_and_marks_look_as_in_the_editor(site: Site) -> None:
    html = (site.folder / "People/Ada Park/index.html").read_text("utf-8")
    assert "<p>We talked about:</p>\n<ul>\n<li>pay<ul>\n<li>deep</li>" in html
    assert '<div class="admonition tip">' in html
    assert "<mark>marked</mark>" in html
    assert 'type="checkbox"' in html
    assert "#met/2026" not in html
    assert "met/2026" in html, "it is a tag of the page"


def test_a_page_that_is_not_a_note_is_rendered_as_the_site_says(site: Site) -> None:
    assert "<p>A: list\n- of one</p>" in (site.folder / "References/Kyoto/index.html").read_text("utf-8")


def test_a_heading_in_a_note_is_not_replaced_by_a_panel(site: Site) -> None:
    ada = site.page("People/Ada Park")
    assert len(ada.ids) == len(set(ada.ids))
    bo = site.page("People/Bo Lind")
    (target,) = [link.get("href") or "" for link in bo.article.iter("a") if "Drafts" in text_of(link)]
    assert target.partition("#")[2] in ada.ids
    heading = next(one for one in ada.article.iter() if one.get("id") == target.partition("#")[2])
    assert text_of(heading).startswith("Drafts")


def test_names_are_in_alphabetical_order(site: Site) -> None:
    page = text_of(site.page("people").article)
    names = ["adam Cole", "Ärmin Bell", "Émile Dorn", "Eugene Ek", "Zoe Arc"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)


def test_a_link_without_a_match_is_marked_text(site: Site) -> None:
    html = (site.folder / "People/Bo Lind/index.html").read_text("utf-8")
    assert '<span class="wayin-missing">Nobody</span>' in html
    assert not (site.folder / "people/nobody").exists()
    assert "linked once" in text_of(site.page("problems").article)


def test_an_existing_file_is_a_link_and_not_a_name(site: Site) -> None:
    home = site.page("")
    assert "the board" in site.links(home, home.article) or "the board" in text_of(home.article)
    assert not list((site.folder / "people").glob("*canvas*"))


def test_a_calendar_without_an_event_is_valid(tmp_path: Path) -> None:
    site = build(project(tmp_path / "p", {"people/Ada Park.md": "---\ncloseness: 3\n---\n"}), tmp_path / "site")
    calendar = (site.folder / "wayin/calendar.ics").read_text("utf-8")
    assert "BEGIN:VEVENT" in calendar or "BEGIN:VTODO" in calendar
