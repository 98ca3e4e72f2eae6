"""Every body of tests/attacks/bodies.txt in a browser: either defence alone keeps it from running or loading anything.

The same pages without both show that this test would notice.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from helpers import build, project, served
from wayin.site import sanitize, source_dir

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Route

BODIES = Path(__file__).parent.parent / "attacks" / "bodies.txt"
ELSEWHERE = re.compile(r"^(?:https?|wss?)://(?!127\.0\.0\.1[:/]|localhost[:/])")
SETTINGS = """\
site_name: x
docs_dir: notes
use_directory_urls: false
repo_url: https://repository.example/x/y
edit_uri: edit/main/notes/
theme:
  name: material
  font: false
  features: [content.action.edit, content.action.view, content.tooltips, content.tabs.link, navigation.path]
plugins: [search, tags, wayin]
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
"""
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
STYLES = re.compile(r'<link rel="stylesheet" href="(?:\.\./)*(?:assets|wayin)/[^>]*>')
SCRIPTS = re.compile(r'<script src="(?:\.\./)*(?:assets|wayin)/[^>]*>')
AT_ONCE = 30
"""The number of pages opened at once in frames; opening them one by one takes three times as long."""
TOGETHER = 6
"""The attacks of a kind that share a page, unless they are marked or have a file of their own."""
SCRIPT = """
for (let number = 0; number < %d; number++) window["__PWN" + number] = () => console.log("ran " + number);
addEventListener("load", () => {
  for (const element of document.querySelectorAll("body *")) {
    const address = element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "";
    if (/^[\\0-\\x20]*j/i.test(address)) element.dispatchEvent(new MouseEvent("click", { cancelable: true }));
    for (const { name } of [...element.attributes])
      if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase(), { cancelable: true }));
    if (element.title) for (const name of ["mouseenter", "mouseover", "focus"]) element.dispatchEvent(new Event(name));
  }
});
"""
"""Detects that a script ran; and on each page moves over everything, and clicks what might run."""


@dataclass(frozen=True)
class Attack:
    """A note of the table, or a part of one."""

    number: int
    kind: str
    path: str
    marks: frozenset[str]
    text: str

    def own(self, text: str) -> str:
        """Return a text in which the marker identifies the attack."""
        return text.replace("PWN(", f"PWN{self.number}(").replace("track.example", f"a{self.number}.track.example")


def _table() -> list[Attack]:
    text = BODIES.read_text("utf-8").replace("␁", "\x01").replace("␀", "\0")
    found: list[Attack] = []
    shared: dict[str, list[str]] = {}
    for number, block in enumerate(re.split(r"^%% ", text, flags=re.MULTILINE)[1:]):
        head, _, body = block.partition("\n")
        kind, _, path = re.sub(r" ?\[[^]]*\]", "", head).partition(": ")
        marks = frozenset(re.findall(r"\[([^]]*)\]", head.partition(": ")[0]))
        pages = shared.setdefault(kind, [])
        together = not path and not marks
        path = path or (pages[-1] if together and len(pages) % TOGETHER else f"a{number:03}.md")
        if together:
            pages.append(path)
        found.append(Attack(number, kind, path, marks, body.rstrip("\n") + "\n"))
    return found


TABLE = _table()


def _notes() -> dict[str, str]:
    notes: dict[str, str] = {}
    for attack in TABLE:
        path = attack.own(attack.path)
        notes[path] = "\n\n".join(filter(None, [notes.get(path), attack.own(attack.text)]))
    return notes


NOTES = _notes()
WITH_SCRIPTS = {attack.path for attack in TABLE if "theme" in attack.marks}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the table's site with the sanitizer alone, with the policy alone, and with neither."""
    folder = tmp_path_factory.mktemp("attacks")
    settings = project(folder / "project", NOTES, settings=SETTINGS)
    build(settings, folder / "gate", strict=False)
    with pytest.MonkeyPatch.context() as patch:
        for way in ("body", "own_page"):
            patch.setattr(sanitize.Gate, way, lambda self, html, *_: html)
        for way in ("head", "contents"):
            patch.setattr(sanitize.Gate, way, lambda self, *_: None)
        patch.setattr("wayin.site.site_build.clean_meta", lambda meta, _: dict(meta))
        patch.setattr(source_dir, "quote", lambda path: path)
        build(settings, folder / "policy", strict=False)
    shutil.copytree(folder / "policy", folder / "neither")
    with_scripts = {_page(path) for path in WITH_SCRIPTS}
    for site in ("gate", "policy", "neither"):
        for page in (folder / site).rglob("*.html"):
            text, count = POLICY.subn(
                lambda found, site=site: found[0] if site == "policy" else "", page.read_text("utf-8")
            )  # type: ignore[misc]
            assert count == 1, page
            # The theme's scripts take most of the time, and only some attacks need them
            text = STYLES.sub("", text)
            if page.relative_to(folder / site).as_posix() not in with_scripts:
                text = SCRIPTS.sub("", text)
            page.write_text(text, "utf-8")
        for number, batch in enumerate(_batches()):
            frames = "".join(f'<iframe src="{quote(_page(path))}" width="9" height="9"></iframe>' for path in batch)
            (folder / site / f"batch{number}.html").write_text(f"<!doctype html><title>a</title>{frames}", "utf-8")
    return {site: folder / site for site in ("gate", "policy", "neither")}


def _page(path: str) -> str:
    """Return the path of a note's page in the site."""
    return path.removesuffix(".md") + ".html"


def _batches() -> list[list[str]]:
    ordered = sorted(NOTES, key=lambda path: path not in WITH_SCRIPTS)
    return [ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)]


def acted(browser: Browser, address: str) -> set[Attack]:
    """Open every page of a site, and return the attacks that ran or loaded something from another host."""
    numbers: set[int] = set()
    by_page = {_page(attack.path): attack.number for attack in TABLE}
    context = browser.new_context(service_workers="block")

    def heard(message: ConsoleMessage) -> None:
        if ran := re.fullmatch(r"ran (\d+)", message.text):
            numbers.add(int(ran[1]))

    def refuse(route: Route) -> None:
        asked = re.search(r"//a(\d+)\.track\.example", route.request.url)
        # A script of the theme asks on its behalf; then the page shows whose it was
        numbers.add(int(asked[1]) if asked else by_page[route.request.frame.url.rpartition("/")[2]])
        route.abort()

    context.add_init_script(SCRIPT % len(TABLE))
    context.on("console", heard)
    context.route(ELSEWHERE, refuse)
    # Attacks through the theme's scripts may take a while, so the first page stays open to the end
    first, page = context.new_page(), context.new_page()
    for number in range(len(_batches())):
        (page if number else first).goto(f"{address}/batch{number}.html", timeout=120_000)
    context.close()
    return {TABLE[number] for number in numbers}


def told(attacks: set[Attack]) -> list[str]:
    """Return attacks as lines."""
    return [f"{one.path} ({one.kind}): {one.text.strip()}" for one in sorted(attacks, key=lambda one: one.number)]


def test_the_table_is_large_and_of_many_kinds() -> None:
    assert len(TABLE) >= 150
    assert len({attack.text + attack.path for attack in TABLE}) == len(TABLE)
    assert len({attack.kind for attack in TABLE}) >= 10


def test_without_both_defences_the_attacks_work(browser: Browser, sites: dict[str, Path]) -> None:
    with served(sites["neither"]) as address:
        did = acted(browser, address.rstrip("/"))
    assert told({attack for attack in TABLE if "quiet" not in attack.marks} - did) == []


@pytest.mark.parametrize("place", ["server", "files"])
def test_the_sanitizer_alone_is_enough(browser: Browser, sites: dict[str, Path], place: str) -> None:
    if place == "files":
        assert told(acted(browser, sites["gate"].as_uri())) == []
        return
    with served(sites["gate"]) as address:
        assert told(acted(browser, address.rstrip("/"))) == []


@pytest.mark.parametrize("place", ["server", "files"])
def test_the_policy_alone_is_enough(browser: Browser, sites: dict[str, Path], place: str) -> None:
    if place == "files":
        did = acted(browser, sites["policy"].as_uri())
    else:
        with served(sites["policy"]) as address:
            did = acted(browser, address.rstrip("/"))
    assert told({attack for attack in did if "no policy" not in attack.marks}) == []
