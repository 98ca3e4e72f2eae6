"""A page that uses all of Material's usual extensions is the same with the plugin as without."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

PAGE = Path(__file__).parent / "material" / "page.md"
CONFIG = """\
site_name: Test
docs_dir: notes
site_dir: site
theme: {{name: material, font: false, features: [content.code.copy, content.code.annotate]}}
extra_css: [own.css]
plugins: [{plugins}]
markdown_extensions:
  - admonition
  - abbr
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.arithmatex: {{generic: true}}
  - pymdownx.caret
  - pymdownx.mark
  - pymdownx.tilde
  - pymdownx.keys
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.highlight: {{anchor_linenums: true, line_spans: __span, pygments_lang_class: true}}
  - pymdownx.inlinehilite
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
SELF_CLOSED = {"tbody", "thead", "path", "circle", "rect", "input", "br", "img", "hr"}
"""Tags that browsers insert or close automatically."""


class Article(HTMLParser):
    """The article of a page: its tags, their attributes in order, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "article"
        if self.inside and tag not in ("tbody", "thead"):
            said = sorted(f"{key}={(value or '').rstrip(';').replace(': ', ':')}" for key, value in attrs)
            self.found.append(f"<{' '.join([tag, *said])}>")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag not in SELF_CLOSED:
            self.found.append(f"</{tag}>")
        self.inside = self.inside and tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.found.append(" ".join(data.split()))


def article(project: Path, plugins: str) -> list[str]:
    (project / "mkdocs.yml").write_text(CONFIG.format(plugins=plugins), "utf-8")
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    reader = Article()
    reader.feed((project / "site/all/index.html").read_text("utf-8"))
    # The plugin's own frames, and paragraphs closed by browsers
    frames = ("<div class=wayin>", "<div class=wayin-page>", "</div>")
    return [one for one in reader.found if one not in ("</p>", "<p>", *frames)]


def test_everything_material_renders_looks_the_same_without_the_plugin(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/all.md").write_bytes(PAGE.read_bytes())
    (tmp_path / "notes/index.md").write_text("# Home\n")
    (tmp_path / "notes/pic.png").write_bytes(b"\x89PNG")
    (tmp_path / "notes/own.css").write_text(".cls { color: red }")
    plain, ours = article(tmp_path, "search"), article(tmp_path, "search, wayin: {today: 2026-11-20}")
    # An image from another host isn't loaded; its text stays
    plain = [re.sub(r"<img alt=(\S+) [^>]*src=https://cdn.*", r"\1", one) for one in plain]
    assert ours == plain
    assert len(ours) > 400
