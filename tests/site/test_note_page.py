"""A text on which Markdown fails is shown as plain text, and every page keeps its address."""

from pathlib import Path
from typing import Any

import pytest

FAILING = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
class Failing(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Fails(md), "fails", 5)
class Fails(Preprocessor):
    def run(self, lines):
        if "HALT" in "".join(lines):
            raise ValueError
        return lines
def makeExtension(**settings):
    return Failing(**settings)
"""
NOTES: dict[str, str | bytes] = {
    "people/ann.md": "---\nname: Ann\n---\n## Her work\n",
    "people/ben.md": "---\nname: Ben\n---\nHALT & <b>go</b>\n",
    "method.md": "# My method\n\nHALT & <b>think</b>\n",
    "reading.md": "# What I read\n\nBooks.\n",
}


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a Markdown extension with a bug."""
    (tmp_path / "wayin_failing.py").write_text(FAILING, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def test_a_text_on_which_markdown_fails_is_shown_as_plain_text(vault: Any, failing: None) -> None:
    site = vault(NOTES, more="markdown_extensions: [wayin_failing]\n", strict=False)
    assert "HALT &amp; &lt;b&gt;go" in site.page("people/ben").html
    assert "HALT &amp; &lt;b&gt;think" in site.page("method").html, "in the navigation as well"
    assert "Her work" in site.page("people/ann").text
    failed = [line for line in site.warnings if "Markdown can't render this text (ValueError)" in line]
    assert sorted(line.partition(": ")[2].partition(":")[0] for line in failed) == ["method.md", "people/ben.md"]


def test_a_note_in_the_navigation_keeps_the_title_it_has_there(vault: Any) -> None:
    site = vault(NOTES, more="nav:\n  - index.md\n  - Aunt Ann: people/ann.md\n")
    assert "Aunt Ann" in site.page("people/ben").html


def test_pages_lead_to_the_next_one_by_its_own_heading(vault: Any) -> None:
    settings = "site_name: Test\ndocs_dir: notes\nplugins: [search, wayin]\n"
    theme = "theme: {name: material, font: false, features: [navigation.footer]}\n"
    site = vault(NOTES, settings=f"{settings}{theme}nav: [index.md, {{Mine: [method.md, reading.md]}}]\n")
    assert "Next: What I read" in site.page("method").html
    assert "Previous: My method" in site.page("reading").html
