"""A second build renders no unchanged text, and gives the same site."""

import hashlib
from pathlib import Path
from typing import Any

import markdown
import pytest

from helpers import Site, build, project

NOTES: dict[str, str | bytes] = {
    "people/ada-park.md": "---\nname: Ada Park\n---\n# Ada Park\n\n## How we met\n\n"
    "See [[Bo Lind]] and [him](bo-lind.md#work).\n",
    "people/bo-lind.md": "---\nname: Bo Lind\n---\n## Work\n\n- [x] done\n\nA note[^1].\n\n[^1]: Below.\n",
    "interviews/one.md": "---\nwith: Ada Park\ndate: 2026-11-10\n---\nWe spoke.\n",
}
MORE = "markdown_extensions: [footnotes, toc: {permalink: true}, pymdownx.tasklist]\n"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that Markdown renders."""
    texts: list[str] = []
    convert = markdown.Markdown.convert

    def counting(self: markdown.Markdown, source: str) -> str:
        texts.append(source)
        return convert(self, source)

    monkeypatch.setattr(markdown.Markdown, "convert", counting)
    return texts


def contents(site: Site) -> dict[str, str]:
    """Return a hash of each file of a site."""
    files = [path for path in site.folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(site.folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_what_did_not_change_is_not_rendered_again(tmp_path: Path, rendered: list[str]) -> None:
    config = project(tmp_path / "project", NOTES, more=MORE)
    first = contents(build(config, tmp_path / "site"))
    assert any("How we met" in text for text in rendered)
    rendered.clear()
    assert contents(build(config, tmp_path / "site")) == first
    assert not [text for text in rendered if text.strip()]
    (config.parent / "notes/people/bo-lind.md").write_text("---\nname: Bo Lind\n---\n## Work\n\nNew.\n", "utf-8")
    build(config, tmp_path / "site")
    assert [text.strip() for text in rendered] == ["## Work\n\nNew."]


def test_a_link_is_rendered_again_where_it_leads_elsewhere(tmp_path: Path) -> None:
    config = project(tmp_path / "project", NOTES, more=MORE)
    build(config, tmp_path / "site")
    (config.parent / "notes/people/bo-lind.md").rename(config.parent / "notes/people/bo.md")
    (config.parent / "notes/people/ada-park.md").write_text("---\nname: Ada Park\n---\nSee [[Bo Lind]].\n", "utf-8")
    (config.parent / "notes/people/cy.md").write_text("---\nname: Cy\n---\nSee [[Bo Lind]].\n", "utf-8")
    site = build(config, tmp_path / "site")
    assert "people/bo" in site.links(site.page("people/cy"), site.page("people/cy").article).values()


def test_messages_about_links_are_repeated_each_time(tmp_path: Path) -> None:
    config = project(tmp_path / "project", {"method.md": "# Mine\n\n[gone](nowhere.md)\n"})
    for _ in range(2):
        site = build(config, tmp_path / "site", strict=False)
        assert any("nowhere.md" in line for line in site.warnings)


@pytest.mark.parametrize("spoilt", [b"", b"no database at all" * 100])
def test_an_unreadable_cache_is_replaced(spoilt: bytes, tmp_path: Path, rendered: list[str]) -> None:
    config = project(tmp_path / "project", NOTES, more=MORE)
    first = contents(build(config, tmp_path / "site"))
    (kept,) = (config.parent / ".wayin/cache").glob("*.sqlite")
    kept.write_bytes(spoilt)
    assert contents(build(config, tmp_path / "site")) == first
    rendered.clear()
    build(config, tmp_path / "site")
    assert not [text for text in rendered if text.strip()]


def test_other_settings_are_other_texts(tmp_path: Path, rendered: list[Any]) -> None:
    config = project(tmp_path / "project", NOTES, more=MORE)
    build(config, tmp_path / "site")
    rendered.clear()
    config.write_text(config.read_text("utf-8").replace("permalink: true", "permalink: false"), "utf-8")
    build(config, tmp_path / "site")
    assert any("How we met" in text for text in rendered)
