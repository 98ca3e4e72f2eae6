"""A site with exported files: contacts lead to companies and have no page, and nothing else about them is in it."""

from pathlib import Path

import pytest

from contacts.cases import write
from contacts.corpus.books import card
from contacts.corpus.linkedin import HEAD, IN, NEW
from helpers import Site, build, project, text_of

NOTES = {
    "me.md": "---\nname: Me Example\nemail: me@example.org\n---\n",
    "companies/acme.md": "---\nname: Acme\ninterest: 5\n---\n",
    "people/noted.md": f"---\nname: Cy Dunn\nlinkedin: {IN}cy-dunn\ncloseness: 4\nknows: [Eve Fox]\n---\n",
}
CANARIES = [f"canary{number}x" for number in range(14)]
CONNECTIONS = (
    NEW + f"Ada,Park,{IN}ada-park-canary0x,canary1x@x.example,Acme,Head,05 Mar 2019\n"
    f"Bo,Lind,{IN}bo-lind,,canary2x Limited,canary3x,\nCy,Dunn,{IN}cy-dunn,,Acme,Writer,05 Mar 2019\n"
)
ADA = f"Ada Park,{IN}ada-park-canary0x"
MINE = f"Me Example,{IN}me"
MESSAGES = (
    HEAD + f"canary4x,canary5x,{MINE},{ADA},2026-03-05 10:00:00 UTC,canary6x,canary7x,INBOX,canary8x,No,No\n"
    f"canary4x,,{ADA},{MINE},2026-03-06 10:00:00 UTC,,canary7x,INBOX,,No,No\n"
)
CARDS = card(
    "FN:Gil Moss",
    "EMAIL:canary9x@x.example",
    "TEL:canary10x",
    "NOTE:canary11x",
    "CATEGORIES:canary12x",
    "UID:canary13x",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("contacts")
    config = project(folder / "project", NOTES)
    write(config.parent / "contacts", Connections__csv=CONNECTIONS, messages__csv=MESSAGES, cards__vcf=CARDS)
    return build(config, folder / "site", strict=True)


def texts(site: Site) -> dict[str, str]:
    return {
        path.relative_to(site.folder).as_posix(): path.read_text("utf-8", "replace")
        for path in site.folder.rglob("*") if path.is_file()
    }  # fmt: skip


def test_nothing_of_the_files_but_names_is_in_the_site(site: Site) -> None:
    found = {(canary, path) for path, text in texts(site).items() for canary in CANARIES if canary in text}
    # Workplaces and roles are on the page of contacts, and nothing else from the files is anywhere
    assert found == {("canary2x", "contacts/index.html"), ("canary3x", "contacts/index.html")}
    assert [path.name for path in (site.folder / "contacts").iterdir()] == ["index.html"]
    # A note's page names the file, and its day, that a fact comes from
    assert [path for path, text in texts(site).items() if "Connections.csv" in text] == ["people/noted/index.html"]


def test_contacts_have_no_page_and_those_mentioned_have_one(site: Site) -> None:
    assert sorted(path.name for path in (site.folder / "people").iterdir() if path.is_dir()) == ["eve-fox", "noted"]


def test_a_page_names_the_file_and_day_of_what_its_note_lacks(site: Site) -> None:
    text = site.page("people/noted").text
    assert "Writer at Acme" in text
    assert "Role and company from Connections.csv, exported on 21 September 2026." in text


def test_a_company_is_reached_through_contacts_who_lead_to_the_network(site: Site) -> None:
    text = (site.folder / "companies/acme/index.html").read_text("utf-8")
    assert "Ada Park" in text
    assert "#to=people/ada-park" in text


def test_contacts_are_in_the_data_of_the_network(site: Site) -> None:
    text = (site.folder / "wayin/network.js").read_text("utf-8")
    assert all(name in text for name in ("Ada Park", "Bo Lind", "Gil Moss"))


def test_the_page_of_contacts_shows_who_you_know_where(site: Site) -> None:
    page = site.page("contacts")
    text = text_of(page.article)
    assert "At companies you want Acme" in text
    assert 'wayin new person "Ada Park"' in text
    assert "Where your contacts work" in text
    assert next(text_of(row).split("  ")[0] for row in page.article.iter("tr")).startswith("Name")
    assert "canary2x Limited" in text
    assert site.links(page, page.article)["Cy Dunn"] == "people/noted"


def test_a_row_of_the_table_is_small(site: Site) -> None:
    html = (site.folder / "contacts/index.html").read_text("utf-8")
    rows = html[html.index("<tbody>") : html.index("</tbody>")].split("</tr>")
    assert rows
    assert max(len(row.encode()) for row in rows) <= 150


def test_companies_and_the_first_page_count_contacts(site: Site) -> None:
    acme = site.page("companies/acme")
    assert "Your contacts here Ada Park" in text_of(acme.article)
    assert "1 contact there" in text_of(site.page("").article)


def test_where_nobody_is_known_linkedin_can_be_asked(tmp_path: Path) -> None:
    notes = {"companies/acme.md": "---\nname: Acme\ninterest: 5\n---\n", "people/bo.md": ""}
    site = build(project(tmp_path / "p", notes), tmp_path / "site")
    (link,) = [one for one in site.page("companies/acme").article.iter("a") if "linkedin" in (one.get("href") or "")]
    assert "noreferrer" in (link.get("rel") or "")
    assert not (site.folder / "contacts").exists(), "without files there is no page of them"
