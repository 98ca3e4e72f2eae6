"""Together with other plugins: their pages and files are the same as without Wayin."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from helpers import Site, build, project

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "index.md": "---\ntitle: Home of mine\n---\n# Home\n\nHello.\n",
    "guide/one.md": "---\ntitle: One\nauthor: me\n---\n# Guide one\n\nText:\n- a\n", "blog/index.md": "# Blog\n",
    "blog/posts/first.md": "---\ndate: 2026-01-02\ncategories: [News]\n---\n# First\n\n"
    "Excerpt.\n\n<!-- more -->\n\nMore.\n",
    "people/ada.md": "---\ncloseness: 4\nknows: [Bo Lind]\ncompany: Acme\n---\nHi [[Bo Lind]].\n",
}  # fmt: skip
HEAD = "site_name: Test\nsite_url: https://example.org/\ndocs_dir: notes\ntheme: {name: material, font: false}\n"
OURS = "{wayin: {today: 2026-11-20}}"
HOOK = """
def on_files(files, *, config):
    assert all(file.abs_src_path for file in files), [file.src_uri for file in files if not file.abs_src_path]
    return files
"""


def made(folder: Path, plugins: str) -> Site:
    file = project(folder, NOTES, settings=f"{HEAD}plugins: [{plugins}]\n")
    return build(file, folder / "site", strict=False)


def article(html: str) -> str:
    found = re.search(r"<article.*?</article>", html, re.DOTALL)
    return re.sub(r"\s+", " ", found[0]) if found else ""


def title(html: str) -> str:
    found = re.search(r"<title>.*?</title>", html)
    return found[0] if found else ""


@pytest.mark.parametrize("plugins", [f"search, blog, {OURS}", f"search, {OURS}, blog"])
def test_posts_of_a_blog_stay_posts(tmp_path: Path, plugins: str) -> None:
    alone, beside = made(tmp_path / "alone", "search, blog"), made(tmp_path / "beside", plugins)
    for path in ("blog/2026/01/02/first/index.html", "blog/index.html", "blog/category/news/index.html"):
        theirs, with_us = ((site.folder / path).read_text("utf-8") for site in (alone, beside))
        assert article(with_us) == article(theirs), path
        assert title(with_us) == title(theirs)
    assert (beside.folder / "people/ada/index.html").is_file()


def test_the_users_own_pages_say_the_same(tmp_path: Path) -> None:
    alone, beside = made(tmp_path / "alone", "search"), made(tmp_path / "beside", f"search, {OURS}")
    for path in ("index.html", "guide/one/index.html"):
        theirs, with_us = ((site.folder / path).read_text("utf-8") for site in (alone, beside))
        assert article(with_us) == article(theirs), path
        assert title(with_us) == title(theirs)


PLAIN = """---
author: 'A "B" <script>'
template: mine.html
search: {exclude: true}
extra: {deep: '<b>'}
---
# One
"""
CHECKS = """
def on_page_context(context, *, page, config, nav):
    if page.file.src_uri == "guide/one.md":
        assert page.meta["search"] == {"exclude": True}, page.meta
        assert page.meta["extra"] == {"deep": "‹b›"}, page.meta
    return context
"""


def test_the_users_own_front_matter_reaches_the_theme_and_other_plugins(tmp_path: Path) -> None:
    notes = NOTES | {"guide/one.md": PLAIN, "guide/two.md": "---\ntemplate: ../../x.html\n---\n# Two\n"}
    head = HEAD.replace("font: false", "font: false, custom_dir: theme")
    file = project(tmp_path / "p", notes, settings=f"{head}hooks: [hook.py]\nplugins: [search, {OURS}]\n")
    (file.parent / "hook.py").write_text(CHECKS)
    (file.parent / "theme").mkdir()
    blocks = "{% block content %}MINE{{ super() }}{% endblock %}"
    (file.parent / "theme/mine.html").write_text('{% extends "main.html" %}' + blocks)
    site = build(file, tmp_path / "site", strict=False)
    page = site.page("guide/one").html
    assert "MINE" in page
    assert "<script>'" not in page
    index = json.loads((site.folder / "search/search_index.json").read_text("utf-8"))
    assert "One" not in {entry["title"] for entry in index["docs"]}


def test_a_page_on_the_team_is_nobody_where_it_is_alone(tmp_path: Path) -> None:
    docs = {"people/team.md": "# Our team\n\nAda.\n", "meetings/schedule.md": "# Dates\n", "index.md": "# Home\n"}
    file = project(tmp_path / "alone", docs, settings=f"{HEAD}plugins: [search, {OURS}]\n")
    alone = build(file, tmp_path / "site")
    assert "Our team" in alone.page("people/team").text
    assert "team" not in alone.page("people").text.casefold()
    more = docs | {"people/ada.md": ""}
    file = project(tmp_path / "more", more, settings=f"{HEAD}plugins: [search, {OURS}]\n")
    assert "Our team" in build(file, tmp_path / "site2").page("people").text


def test_every_file_has_a_path(tmp_path: Path) -> None:
    file = project(tmp_path / "p", NOTES, settings=f"{HEAD}hooks: [hook.py]\nplugins: [search, {OURS}]\n")
    (file.parent / "hook.py").write_text(HOOK)
    build(file, tmp_path / "site", strict=False)
