"""The frame of a page is rendered once per folder, except where each page needs its own."""

import re
from pathlib import Path
from typing import Any

import pytest

from helpers import build, project, trees
from wayin.site.shell import Shell

NOTES: dict[str, str | bytes] = {
    "people/ann.md": "---\nname: Ann Lee\n---\n",
    "people/ben.md": "---\nname: Ben Roe\n---\n",
    "companies/acme.md": "---\nname: Acme\n---\n",
}


MATERIAL = "site_name: Test\ndocs_dir: notes\nplugins: [search, wayin]\n"


def _navigation(html: str) -> str:
    return html[html.index('data-md-type="navigation"') : html.index('class="md-content"')]


def test_notes_share_their_navigation_with_all_of_the_same_depth(vault: Any) -> None:
    site = vault({**NOTES, "people/far/cem.md": ""})
    pages = ("people/ann", "people/ben", "people/far/cem")
    ann, ben, cem = (_navigation(site.page(url).html) for url in pages)
    assert ann == ben != cem
    assert 'href="../../companies/"' in ann
    assert 'href="../../../companies/"' in cem


def test_a_note_in_the_navigation_is_marked_there(vault: Any) -> None:
    site = vault(NOTES, more="nav:\n  - index.md\n  - people/index.md\n  - people/ann.md\n  - people/ben.md\n")
    for url, name in (("people/ann", "Ann"), ("people/ben", "Ben")):
        found = re.search(rf'md-nav__link--active">\s*<span class="md-ellipsis">\s*{name}', site.page(url).html)
        assert found, url


def test_a_theme_of_the_users_own_may_say_something_else_on_every_page(vault: Any, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    footer = '{% extends "base.html" %}{% block footer %}About {{ page.title }}.{% endblock %}'
    (theirs / "main.html").write_text(footer, "utf-8")
    site = vault(NOTES, settings=f"{MATERIAL}theme: {{name: material, font: false, custom_dir: {theirs}}}\n")
    assert "About Ann Lee." in site.page("people/ann").html
    assert "About Ben Roe." in site.page("people/ben").html


NESTED = "nav:\n  - index.md\n  - people/index.md\n  - More: [people/ann.md, people/ben/how.md]\n"


@pytest.mark.parametrize("more", ["", NESTED, "use_directory_urls: false\n"])
def test_shared_parts_are_what_the_theme_makes_of_each_page(
    more: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = project(
        tmp_path / "project", {**NOTES, "people/ben/how.md": "# How\n", "people/far/cem.md": ""}, more=more
    )
    build(config, tmp_path / "shared")
    monkeypatch.setattr(Shell, "_part", lambda _, folder, name, block: block())
    build(config, tmp_path / "each")
    assert trees(tmp_path / "shared", tmp_path / "each") == []


def test_title_address_and_skip_link_are_each_pages_own(vault: Any) -> None:
    notes = NOTES | {
        "people/ann.md": "---\nname: Ann Lee\n---\n## Her work\n",
        "people/ben.md": "---\nname: Ben & <Roe>\n---\n## His work\n",
    }
    site = vault(
        notes, settings=f"{MATERIAL}theme: {{name: material, font: false}}\nsite_url: https://x.example.org/\n"
    )
    for url, title in (("people/ann", "Ann Lee"), ("people/ben", "Ben & ‹Roe›"), ("companies/acme", "Acme")):
        html = site.page(url).html
        assert f"<title>{title} - Test</title>" in html
        assert f'<link rel="canonical" href="https://x.example.org/{url}/">' in html
        assert re.findall(r'href="#([^"]*)" class="md-skip"', html) == ["_top"]
        assert "\x02" not in html
        assert "\x03" not in html
