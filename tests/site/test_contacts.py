"""A site beside exported files: contacts lead to companies and have no page, and nothing else of them is in it."""

import pytest

from contacts.cases import write
from contacts.corpus.books import card
from contacts.corpus.linkedin import HEAD, IN, NEW
from helpers import Site, build, project

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
    assert found == set()
    assert not (site.folder / "contacts").exists()
    assert [path for path, text in texts(site).items() if "Connections.csv" in text] == []


def test_contacts_have_no_page_and_those_mentioned_have_one(site: Site) -> None:
    assert sorted(path.name for path in (site.folder / "people").iterdir() if path.is_dir()) == ["eve-fox", "noted"]


def test_a_company_is_reached_through_contacts_who_lead_to_the_network(site: Site) -> None:
    text = (site.folder / "companies/acme/index.html").read_text("utf-8")
    assert "Ada Park" in text
    assert "#to=people/ada-park" in text


def test_contacts_are_in_the_data_of_the_network(site: Site) -> None:
    text = (site.folder / "wayin/network.js").read_text("utf-8")
    assert all(name in text for name in ("Ada Park", "Bo Lind", "Gil Moss"))
