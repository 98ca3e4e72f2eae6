"""The content security policy breaks nothing: the theme and Wayin's pages work, without violations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browser.test_site import PAGES
from helpers import build, project, served
from serving import serving

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from helpers import Site

SETTINGS = """\
site_name: Test
docs_dir: notes
theme: {name: material, font: false, features: [navigation.instant, content.tabs.link, content.code.copy]}
plugins: [search, wayin: {today: 2026-11-20}]
extra_javascript: [own.js]
markdown_extensions: [pymdownx.superfences, {pymdownx.tabbed: {alternate_style: true}}]
"""
NOTES = {
    "own.js": "document.documentElement.dataset.own = 'ran';",
    "index.md": "# Home\n\n[Plan](plan.md) [Ada](people/ada.md#work)\n",
    "plan.md": '# Plan\n\n=== "One"\n\n    1\n\n=== "Two"\n\n    ```\n    code\n    ```\n\n[Ada](people/ada.md#work)\n',
    "people/ada.md": "---\nname: Ada\n---\n## Work\n\nUnusual word: qualmish.\n",
}


def complaints(console_errors: list[str]) -> list[str]:
    """Return the browser's messages about a policy."""
    return [line for line in console_errors if "Content Security Policy" in line or "Refused to" in line]


def test_no_page_of_the_sample_does_what_its_policy_forbids(
    page: Page, sample: Site, flat: Site, console_errors: list[str]
) -> None:
    with served(sample.folder) as address:
        for url in [*(sample.page(kind).url for kind in PAGES.values()), "404.html"]:
            page.goto(address + url)
            assert page.evaluate("typeof __md_scope") == "object", url
    for kind in PAGES.values():
        page.goto((flat.folder / flat.page(kind).url).as_uri())
        assert page.evaluate("typeof __md_scope") == "object", kind
    assert complaints(console_errors) == []


def test_search_instant_navigation_tabs_and_user_scripts_work(
    page: Page, tmp_path: Path, console_errors: list[str]
) -> None:
    (tmp_path / "site").mkdir()
    with served(tmp_path / "site") as address:
        # Material only uses instant navigation if it knows the site's address
        settings = SETTINGS + f"site_url: {address}\n"
        build(project(tmp_path / "project", NOTES, settings=settings), tmp_path / "site")
        page.goto(address)
        page.evaluate("document.documentElement.dataset.kept = 'yes'")
        page.locator("article").get_by_role("link", name="Plan").click()
        page.wait_for_url("**/plan/")
        page.locator(".tabbed-labels label", has_text="Two").click()
        page.locator("pre > code").wait_for()
        assert page.locator(".md-code__button").count() == 1
        page.reload()
        assert page.locator("pre > code").is_visible(), "the theme finds the tab that was chosen"
        page.evaluate("document.documentElement.dataset.kept = 'yes'")
        page.locator("article").get_by_role("link", name="Ada").click()
        page.wait_for_url("**/people/ada/#note-work")
        page.locator("#note-work").wait_for()
        assert page.evaluate("document.documentElement.dataset.kept") == "yes", "no page was loaded anew but one"
        assert page.evaluate("document.documentElement.dataset.own") == "ran"
        page.goto(address)
        page.keyboard.press("f")
        page.keyboard.type("qualmish")
        page.locator(".md-search-result__item a").first.wait_for()
        assert "people/ada/" in (page.locator(".md-search-result__item a").first.get_attribute("href") or "")
    assert complaints(console_errors) == []


def test_a_served_page_reloads_itself(page: Page, tmp_path: Path, console_errors: list[str]) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    settings = project(tmp_path / "project", NOTES, settings=SETTINGS)
    with serving(settings, tmp_path / "served") as server:
        page.goto(f"{server.url}/plan/")
        assert "Enabled live reload" in said
        (tmp_path / "project" / "notes" / "plan.md").write_text("# Another plan\n", "utf-8")
        page.get_by_role("heading", name="Another plan").wait_for(timeout=60_000)
        page.goto("about:blank")  # or the page would miss the server
    assert complaints(console_errors) == []
