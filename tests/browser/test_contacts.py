"""The sample with a large LinkedIn archive and a calendar in a real browser: who works where, and how to reach them."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from contacts.sample_archive import HIDDEN, SHOWN, Archive, sample_archive
from helpers import ROOT, TODAY, Site, build, served, workspace_of
from wayin.clock import Clock
from wayin.export.contacts import contacts_document
from wayin.network.communities import pairs
from wayin.network.outskirts import lone_contacts
from wayin.pages.advice import advice
from wayin.reading.mkdocs_yml import Settings
from wayin.site.building import network_script
from wayin.workspace import Workspace

COMPANIES = {
    "Wardlight": ("Wardlight Ltd", 3), "Ettrick Mutual": ("ETTRICK MUTUAL plc", 9), "Gridsmith": ("Gridsmith GmbH", 4),
    "Skerry Marine Forecasts": ("Skerry Marine Forecasts, Inc.", 2), "Lowrie & Tan": ("Lowrie & Tan LLP", 1),
}  # fmt: skip
NOBODY = "Marchmont Trials"


@dataclass
class Told:
    """The site, its address, and the contents of its files."""

    site: Site
    url: str
    archive: Archive
    workspace: Workspace


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("archive")
    project, archive = folder / "project", sample_archive(COMPANIES)
    shutil.copytree(ROOT / "notes", project / "notes")
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "contacts").mkdir()
    for name, data in archive.files.items():
        (project / "contacts" / name).write_bytes(data)
    site = build(project / "mkdocs.yml", folder / "site")
    with served(site.folder) as url:
        settings = Settings(project / "notes", contacts=project / "contacts", project=project)
        yield Told(site, url, archive, Workspace.read(settings, Clock(TODAY), print))


LISTED = """() => Object.fromEntries([...document.querySelectorAll("#wanted ~ h3")].map((heading) => {
  let text = "", part = heading;
  while ((part = part.nextElementSibling) && !/^H\\d$/.test(part.tagName)) text += part.textContent;
  return [heading.querySelector("a").textContent, text];
}))"""


def slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower())


def test_who_is_at_each_wanted_company_is_answered_on_every_page(told: Told, page: Page) -> None:
    page.goto(f"{told.url}contacts/")
    listed = page.evaluate(LISTED)
    assert sorted(listed) == sorted(
        company.name for company in told.workspace.wanted if told.archive.at.get(company.name)
    )
    for name, text in listed.items():
        assert [person for person in told.archive.at[name] if person not in text] == [], name
        assert len(re.findall(rf"{SHOWN}\d", text)) == len(told.archive.at[name]), "and nobody else"
    assert page.locator("table tbody tr").count() >= 800
    for name, people in told.archive.at.items():
        text = told.site.page(f"companies/{slug(name)}").text.partition("Your contacts here")[2]
        assert [person for person in people if person not in text] == [], name
    assert "Your contacts here" not in told.site.page(f"companies/{slug(NOBODY)}").text


def test_the_command_answers_the_same(told: Told) -> None:
    for name, people in told.archive.at.items():
        assert sorted(one["name"] for one in contacts_document(told.workspace, name)["contacts"]) == sorted(people)
    for report in told.workspace.contacts.reports:
        assert report.added + report.merged + len(report.skipped) == report.rows


def test_ways_through_contacts_are_explained_in_the_network(told: Told, page: Page) -> None:
    known, led = told.archive.through
    page.goto(f"{told.url}network/")
    page.get_by_role("combobox", name="Who do you want to reach?").fill(led)
    page.keyboard.press("Enter")
    expect(page.locator("#ways h2")).to_have_text(f"To {led}")
    way = page.locator("#ways .wn-way").first
    expect(way.locator(".wn-way__pin")).to_have_text(f"via {known}")
    expect(way.locator(".wn-reasons")).to_contain_text(f"You and {known} met, last in August 2026.")
    expect(way.locator(".wn-reasons")).to_contain_text(f"{known} and {led} were in a meeting with you")
    page.goto(f"{told.url}network/#to=companies/ettrick-mutual&all=1")
    for person in told.archive.at["Ettrick Mutual"]:
        expect(page.locator("#ways")).to_contain_text(person)


def test_of_whom_only_you_know_by_the_files_the_ways_say_what_to_do_first(told: Told) -> None:
    kb, network = told.workspace.kb, told.workspace.network
    lone = lone_contacts(kb, pairs(kb, network, told.workspace.clock))
    assert len(lone) > 700
    assert [node for node in lone if advice(told.workspace, node)] == []


def drawn(page: Page, tmp_path: Path) -> int:
    """Return the number of people in the picture of everyone."""
    page.get_by_role("button", name="Fit everyone").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    return (tmp_path / "picture.svg").read_text("utf-8").count("<rect")


def test_contacts_can_be_left_out_of_the_picture_and_still_be_found(told: Told, page: Page, tmp_path: Path) -> None:
    known, led = told.archive.through
    page.goto(f"{told.url}network/")
    expect(page.locator(".wayin-network--live")).to_be_visible()
    everybody = drawn(page, tmp_path)
    assert everybody > 800
    page.get_by_label("Contacts", exact=True).uncheck()
    assert page.url.endswith("#contacts=off")
    assert drawn(page, tmp_path) < 120
    page.goto(f"{told.url}network/#contacts=off&to=people/{slug(led)}")
    expect(page.locator("#ways .wn-way__pin").first).to_have_text(f"via {known}")
    expect(page.get_by_label("Contacts", exact=True)).not_to_be_checked()
    assert drawn(page, tmp_path) < 120
    svg = (tmp_path / "picture.svg").read_text("utf-8")
    assert known in svg, "who is on the way is drawn"


def test_nothing_of_the_files_is_in_the_site_but_what_the_page_of_contacts_shows(told: Told) -> None:
    texts = {path: path.read_text("utf-8", "replace") for path in told.site.folder.rglob("*") if path.is_file()}
    assert [(path, word) for path, text in texts.items() for word in HIDDEN if word in text] == []
    shown = {path.relative_to(told.site.folder).as_posix() for path, text in texts.items() if SHOWN in text}
    assert {path.partition("/")[0] for path in shown} == {"contacts", "companies"}
    assert [path.name for path in (told.site.folder / "contacts").iterdir()] == ["index.html"]
    assert not [path for path, text in texts.items() if "LinkedInDataExport" in text or "calendar.ics/" in text]


def test_a_contact_costs_the_network_page_few_bytes(told: Told) -> None:
    def size(workspace: Workspace) -> int:
        urls = {node: f"{node}/" for node, one in workspace.kb.people.items() if one.has_page}
        urls |= {node: f"{node}/" for node in workspace.kb.companies}
        config: Any = SimpleNamespace(config_file_path=None)
        return len(network_script(config, workspace, urls).encode())

    without = workspace_of(ROOT / "notes")
    contacts = len(told.workspace.kb.people) - len(without.kb.people)
    assert contacts >= 800
    assert (size(told.workspace) - size(without)) / contacts < 60
