"""The theme's search, with the entries that Wayin gives it."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from helpers import build, project, served

NOTES: dict[str, str | bytes] = {
    "people/ada-2.md": "---\nname: Ada Park II\nrole: Head of Data\ncompany: Park Foods\n---\nAda Park.\n",
    "people/ada.md": "---\nname: Ada Park\nrole: Head of Platform and Data\ncompany: Park Foods\n---\nA word.\n",
    "companies/park.md": "---\nname: Park Foods\n---\n",
}


def test_whose_whole_name_is_searched_comes_first(page: Page, tmp_path: Path) -> None:
    site = build(project(tmp_path / "project", NOTES), tmp_path / "site")
    with served(site.folder) as address:
        for name in ("Ada Park", "Ada Park II", "Park Foods"):
            page.goto(f"{address}problems/")
            page.keyboard.press("f")
            page.keyboard.type(name)
            first = page.locator(".md-search-result__article h1").first
            expect(first).to_have_text(re.compile(rf"^\s*{name} · "), timeout=30_000)
