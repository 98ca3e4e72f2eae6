"""A build only makes and writes what changed; the site is the same as from a first build of the same notes."""

import errno
import logging
import shutil
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

from helpers import BuildError, Site, build, project, trees
from walks import CHANGES, Notes, edit_body
from wayin.site import kept_site

NOTES: dict[str, str | bytes] = {
    "method.md": "# My method\n\nSee [her work](people/ada.md#note-work).\n",
    "people/ada.md": "---\nname: Ada Park\ntags: [data]\n---\n## Work\n\nA word.\n",
    "people/bo.md": "---\nname: Bo Lind\nknows: [Ada Park]\ntags: [data]\n---\nSee [[Ada Park]].\n",
    "interviews/one.md": "---\nwith: Ada Park\ndate: 2026-11-10\n---\nWe spoke.\n",
}


def mtimes(folder: Path) -> dict[str, int]:
    """Return when each file of a site was written."""
    return {str(file.relative_to(folder)): file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def written(before: dict[str, int], folder: Path) -> set[str]:
    """Return the files written since."""
    return {path for path, moment in mtimes(folder).items() if before.get(path) != moment}


def edit(file: Path, text: str) -> None:
    """Add a line to a note."""
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n", "utf-8")


class Kept:
    """A project that is built repeatedly, and the site of its last build."""

    def __init__(self, folder: Path, settings: dict[str, Any] | None = None) -> None:
        self.config = project(folder / "project", NOTES, **settings or {})
        self.notes, self.site, self.folder = folder / "project/notes", folder / "site", folder
        self.build()

    def build(self, strict: bool = False) -> Site:
        """Build again."""
        return build(self.config, self.site, strict)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Return a built project."""
    return Kept(tmp_path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sources of the pages that are made."""
    sources: list[str] = []
    one_page = mkdocs_build._build_page

    def counting(page: Any, *arguments: Any, **options: Any) -> None:
        sources.append(page.file.src_uri)
        one_page(page, *arguments, **options)

    monkeypatch.setattr(mkdocs_build, "_build_page", counting)
    return sources


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_change_the_site_is_the_same_as_a_first_build(seed: int, tmp_path: Path, made: list[str]) -> None:
    walk, site, clean = Notes(tmp_path, seed, 8), tmp_path / "site", tmp_path / "clean"
    build(walk.config_file, site, strict=False)
    few = 0
    for change in (edit_body, *walk.random.choices(CHANGES, k=4)):
        change(walk)
        # The positions on the map are an input; the other caches aren't
        shutil.rmtree(tmp_path / "twin", ignore_errors=True)
        shutil.copytree(walk.config_file.parent, tmp_path / "twin", ignore=shutil.ignore_patterns("cache"))
        shutil.rmtree(clean, ignore_errors=True)
        before = {path: (site / path).read_bytes() for path in mtimes(site)}
        moments = mtimes(site)
        made.clear()
        said = build(walk.config_file, site, strict=False).warnings
        few += len(made) < 4
        assert said == build(tmp_path / "twin/mkdocs.yml", clean, strict=False).warnings, change.__name__
        assert trees(site, clean) == [], change.__name__
        for path in written(moments, site):
            assert before.get(path) != (site / path).read_bytes(), f"{path} was written for nothing"
    assert few, "no change was of words alone"


def test_without_changes_nothing_is_made_and_everything_is_reported_again(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept.notes / "people/cy.md").write_text("---\nclosenes: 3\n---\n[gone](nowhere.md)\n", "utf-8")
    said = kept.build().warnings
    assert any("closenes" in line for line in said)
    assert any("nowhere.md" in line for line in said)
    before = mtimes(kept.site)

    def fails(*_: object) -> None:
        raise AssertionError("a page was made")

    with monkeypatch.context() as patched:
        patched.setattr(mkdocs_build, "_populate_page", fails)
        assert kept.build().warnings == said
    assert mtimes(kept.site) == before
    with pytest.raises(BuildError):
        kept.build(strict=True)
    with pytest.raises(BuildError):
        kept.build(strict=True)


def test_a_change_of_wording_only_makes_its_page_and_the_search(kept: Kept, made: list[str]) -> None:
    made.clear()
    before = mtimes(kept.site)
    edit(kept.notes / "people/bo.md", "NEW WORDS")
    kept.build()
    assert made == ["people/bo.md", "tags.md"]
    assert written(before, kept.site) == {"people/bo/index.html", "search/search_index.json"}
    made.clear()
    edit(kept.notes / "people/ada.md", "NEW WORDS")
    kept.build()
    assert "method.md" in made, "it links to a heading of hers, which may be gone"


def test_pages_that_open_an_editor_at_the_end_of_a_note_follow_it(tmp_path: Path) -> None:
    config = project(tmp_path / "project", NOTES, "{today: 2026-11-20, editor: 'edit://{path}#{line}'}")
    file = config.parent / "notes/people/cy.md"
    file.write_text("---\nname: Cy\ncloseness: 4\nkeep_in_touch: 10d\nlast_contact: 2026-10-01\n---\nHi.\n", "utf-8")
    build(config, tmp_path / "site")
    edit(file, "A line, and another.")
    build(config, tmp_path / "site")
    shutil.rmtree(config.parent / ".wayin/cache")
    build(config, tmp_path / "clean")
    assert trees(tmp_path / "site", tmp_path / "clean") == []
    assert "cy.md#9" in "".join(file.read_text("utf-8") for file in (tmp_path / "site").rglob("*.html"))


def test_files_change_place_from_one_disk_to_another(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    one_disk = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if Path(target).is_relative_to(kept.site):
            raise OSError(errno.EXDEV, "another disk")
        return one_disk(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    edit(kept.notes / "people/bo.md", "NEW WORDS")
    kept.build()
    assert "NEW WORDS" in (kept.site / "people/bo/index.html").read_text("utf-8")


def test_after_a_build_plugins_are_given_the_site_itself(kept: Kept) -> None:
    for text in ("", "NEW WORDS"):
        edit(kept.notes / "people/bo.md", text)
        config = load_config(str(kept.config), site_dir=str(kept.site))
        mkdocs_build.build(config)
        assert config.site_dir == str(kept.site)


def test_what_was_removed_or_changed_in_the_site_is_made_again(kept: Kept) -> None:
    original = {path: (kept.site / path).read_bytes() for path in mtimes(kept.site)}
    (kept.site / "people/ada/index.html").write_text("mine")
    (kept.site / "people/bo/index.html").unlink()
    (kept.site / "stray").mkdir()
    (kept.site / "stray/file.html").write_text("mine")
    (kept.site / ".nojekyll").write_text("")
    shutil.rmtree(kept.site / "companies")
    (kept.site / "companies").write_text("a file in the place of a folder")
    kept.build()
    assert {path: (kept.site / path).read_bytes() for path in mtimes(kept.site)} == {**original, ".nojekyll": b""}
    assert not (kept.site / "stray").exists()


def test_a_failed_build_keeps_the_old_site(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mtimes(kept.site)
    (kept.notes / "people/new.md").write_text("---\nname: New\n---\n", "utf-8")

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("no page")

    with monkeypatch.context() as patched:
        patched.setattr(mkdocs_build, "_build_page", fails)
        with pytest.raises(RuntimeError):
            kept.build()
    assert mtimes(kept.site) == before
    kept.build()
    assert (kept.site / "people/new/index.html").exists()
    assert [path.name for path in (kept.config.parent / ".wayin/cache").iterdir() if path.is_dir()] == []


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("hooks: [hook.py]\n", "the plugin `hook.py` may have to see every page"),
        (
            "markdown_extensions: [pymdownx.snippets]\n",
            "the Markdown extension `pymdownx.snippets` reads further files",
        ),
    ],
)
def test_plugins_that_need_every_page_are_reported_and_get_them(
    more: str, reason: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = project(tmp_path / "project", NOTES, more=more)
    (config.parent / "hook.py").write_text("def on_page_content(html, **_): return html\n", "utf-8")
    caplog.set_level(logging.INFO)
    site = build(config, tmp_path / "site")
    before = mtimes(site.folder)
    assert reason in caplog.text
    build(config, tmp_path / "site")
    assert "people/ada/index.html" in written(before, site.folder)


def test_other_settings_templates_and_days_are_another_site(kept: Kept) -> None:
    text = kept.config.read_text("utf-8")
    for changed in (text.replace("site_name: Test", "site_name: Other"), text.replace("11-20", "11-21")):
        kept.config.write_text(changed, "utf-8")
        before = mtimes(kept.site)
        kept.build()
        assert written(before, kept.site)
    assert "Other" not in (kept.site / "index.html").read_text("utf-8")


def test_every_page_is_made_again_if_the_hour_matters(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    kept.config.write_text(kept.config.read_text("utf-8").replace("{today: 2026-11-20}", "{}"), "utf-8")
    kept.build()
    record = kept.config.parent / ".wayin/cache/site-1.json"
    assert record.exists()
    talk = kept.notes / "interviews/one.md"
    now = datetime.now().replace(microsecond=0).isoformat(" ")[:16]
    talk.write_text(talk.read_text("utf-8").replace("date: 2026-11-10", f"date: {now}"), "utf-8")
    kept.build()
    assert not record.exists()


@pytest.mark.parametrize("free", [10, 10**12])
def test_a_project_on_a_small_disk_of_its_own_is_built_in_place(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, free: int
) -> None:
    replaced: list[Path] = []
    put_in_place = kept_site.put_in_place
    monkeypatch.setattr(kept_site, "_disk_of", lambda folder: str(folder).startswith(str(kept.site)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    monkeypatch.setattr(kept_site, "put_in_place", lambda new, *rest: replaced.append(new) or put_in_place(new, *rest))
    edit(kept.notes / "people/ada.md", "Another word.")
    assert "Another word" in kept.build().page("people/ada").html
    assert bool(replaced) == (free > 10)
