"""With a repository, each page links to its own file, whatever its name."""

from __future__ import annotations

from typing import Any

import pytest

SETTINGS = """\
site_name: x
docs_dir: notes
repo_url: https://github.example/x/y
{edit}
theme: {{name: material, font: false, features: [content.action.edit, content.action.view]}}
plugins: [search, wayin]
"""
NAMES = ['y"><svg onload=__PWN(3)>.md', "a#b?c%41 d'.md", 'z" autofocus onfocus=__PWN(4) y=".md', "people/ünï&co.md"]


def links(site: Any) -> set[str]:
    """Return the links to the repository's files on all pages."""
    found = {link.get("href") for page in site.pages.values() for link in page.tree.iter("a")}
    return {link for link in found if link and link.startswith("https://github.example/x/y/")}


@pytest.mark.parametrize(
    ("edit", "begin", "path"),
    [
        ("edit_uri: edit/main/notes/", "edit/main/notes/", True),
        ("edit_uri_template: 'edit/main/{path}'", "edit/main/", True),
        ("edit_uri_template: 'edit?file={path!q}'", "edit?file=", False),
    ],
)
def test_an_edit_link_leads_to_that_very_file(vault: Any, edit: str, begin: str, path: bool) -> None:
    site = vault(dict.fromkeys(NAMES, "# U\n"), settings=SETTINGS.format(edit=edit))
    files = [
        "y%22%3E%3Csvg%20onload%3D__PWN%283%29%3E.md",
        "a%23b%3Fc%2541%20d%27.md",
        "z%22%20autofocus%20onfocus%3D__PWN%284%29%20y%3D%22.md",
        "people/%C3%BCn%C3%AF%26co.md" if path else "people%2F%C3%BCn%C3%AF%26co.md",
    ]
    assert links(site) >= {f"https://github.example/x/y/{begin}{file}" for file in files}
