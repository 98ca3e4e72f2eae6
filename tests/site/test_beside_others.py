"""Together with other plugins: their pages and files are the same as without Wayin."""

from __future__ import annotations

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


def test_every_file_has_a_path(tmp_path: Path) -> None:
    file = project(tmp_path / "p", NOTES, settings=f"{HEAD}hooks: [hook.py]\nplugins: [search, {OURS}]\n")
    (file.parent / "hook.py").write_text(HOOK)
    build(file, tmp_path / "site", strict=False)
