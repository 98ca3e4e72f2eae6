"""One Markdown sets all the notes of a build, and no note shows anything of another."""

import re
from pathlib import Path
from typing import Any

import markdown
import pytest

STRANGE = """
import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
made = []
class Strange(Extension):
    def extendMarkdown(self, md):
        made.append(md)
        md.preprocessors.register(Counts(md), "counts", 5)
class Counts(Preprocessor):
    def run(self, lines):
        if "HALT" in "".join(lines):
            self.md.parser.state.set("list")
            raise ValueError
        inner = markdown.Markdown()
        assert inner is not self.md
        return [inner.convert(line).removeprefix("<p>").removesuffix("</p>") if "INNER" in line else line
                for line in lines]
def makeExtension(**settings):
    return Strange(**settings)
"""
TELLING = (
    "# A heading\n\n## Another\n\n*[HTML]: A language\n\nHTML and a note[^1], a [link][place].\n\n"
    "[^1]: What it says.\n\n[place]: https://x.example.org/\n\n```python\nprint(1)\n```\n\n"
    '=== "One"\n\n    First\n\n=== "Two"\n\n    Second\n\n??? note "Fold"\n\n    Inside\n\n- [x] done\n'
)
NOTES: dict[str, str | bytes] = {
    "people/ann.md": f"---\nname: Ann\n---\n{TELLING}",
    "people/ben.md": "---\nname: Ben\n---\n## Another\n\nHTML and a note[^1], a [link][place].\n",
    "people/cem.md": f"---\nname: Cem\n---\n{TELLING}",
    "people/dan.md": "---\nname: Dan\n---\n",
    "people/eve.md": "---\nname: Eve\n---\nA list:\n\n- one\n- two\n\n## Another\n",
}
PEOPLE = ("ann", "ben", "cem", "dan", "eve")
USUAL = """\
markdown_extensions:
  - abbr
  - footnotes{how}
  - toc: {{permalink: true}}
  - pymdownx.superfences
  - pymdownx.highlight: {{anchor_linenums: true, linenums: true}}
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
  - pymdownx.details
{more}
"""


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[markdown.Markdown]:
    """Every Markdown that is made during a test."""
    made: list[markdown.Markdown] = []
    begin = markdown.Markdown.__init__

    def counting(self: markdown.Markdown, **settings: Any) -> None:
        made.append(self)
        begin(self, **settings)

    monkeypatch.setattr(markdown.Markdown, "__init__", counting)
    return made


@pytest.fixture
def strange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An extension that nobody knows."""
    (tmp_path / "wayin_strange.py").write_text(STRANGE, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def test_notes_set_by_one_markdown_are_as_if_each_had_its_own(
    vault: Any, tmp_path: Path, made: list[markdown.Markdown], strange: None
) -> None:
    together = vault(NOTES, more=USUAL.format(how="", more=""))
    shared = len(made)
    (tmp_path / "project").rename(tmp_path / "before")
    (tmp_path / "site").rename(tmp_path / "together")
    together.folder = tmp_path / "together"
    apart = vault(NOTES, more=USUAL.format(how="", more="  - wayin_strange"))
    assert len(made) - shared > shared + len(PEOPLE) - 2, "here each page has its own"
    for name in PEOPLE:
        assert together.page(f"people/{name}").html == apart.page(f"people/{name}").html, name


def test_notes_whose_footnotes_are_counted_on_have_each_their_own(vault: Any) -> None:
    site = vault(NOTES, more=USUAL.format(how=": {UNIQUE_IDS: true}", more=""))
    counts = [re.findall(r'id="(fn:[^"]*)"', site.page(f"people/{name}").html) for name in ("ann", "cem")]
    assert counts[0] == counts[1] != []


def test_a_markdown_that_stopped_halfway_sets_nothing_more(vault: Any, strange: None, monkeypatch: Any) -> None:
    # Of an extension that keeps to it, as far as anybody knows
    monkeypatch.setattr("wayin.site.one_markdown._keeps_to_reset", lambda _: True)
    halting = NOTES | {"people/dan.md": "---\nname: Dan\n---\nHALT & <b>go</b>\n"}
    site = vault(halting, more=USUAL.format(how="", more="  - wayin_strange"), strict=False)
    assert "HALT &amp; &lt;b&gt;go" in site.page("people/dan").html
    assert "<p>A list:</p>" in site.page("people/eve").html
    assert any("Markdown cannot set this text" in line for line in site.warnings)


def test_an_extension_that_sets_texts_of_its_own_is_given_another_markdown(
    vault: Any, strange: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr("wayin.site.one_markdown._keeps_to_reset", lambda _: True)
    inner: dict[str, str | bytes] = {f"people/{name}.md": "INNER *word* and **word**\n" for name in PEOPLE}
    site = vault(inner, more=USUAL.format(how="", more="  - wayin_strange"))
    for name in PEOPLE:
        assert "<em>word</em> and <strong>word</strong>" in site.page(f"people/{name}").html


def test_a_note_in_the_navigation_keeps_the_title_it_has_there(vault: Any) -> None:
    site = vault(NOTES, more="nav:\n  - index.md\n  - Aunt Ann: people/ann.md\n")
    assert "Aunt Ann" in site.page("people/ben").html
