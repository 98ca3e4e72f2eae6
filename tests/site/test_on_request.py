"""Pages made on request are the same as in a clean build, whatever happens to the notes."""

import threading
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config

from helpers import project
from walks import Walk
from wayin.site.on_request import unsupported


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_served_pages_are_the_same_as_in_a_clean_build(seed: int, tmp_path: Path) -> None:
    walk = Walk(tmp_path, seed, 12)
    walk.check()
    for _ in range(8):
        done = walk.step()
        try:
            walk.check(5)
        except AssertionError as error:
            raise AssertionError(f"after {done}: {error}") from None


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    """Return a served project."""
    return Walk(tmp_path, 0, 6)


ADA, BO = "people/ada-park/index.html", "people/bo-park/index.html"


def answer(walk: Walk, path: str) -> str:
    """Return the text of a page."""
    page = walk.live.pages.answer(path)
    assert page is not None, path
    return page.decode()


def test_a_change_of_wording_only_builds_the_requested_page(walk: Walk) -> None:
    builds, file = walk.builds, walk.notes / "people/ada-park.md"
    file.write_text(file.read_text("utf-8") + "\nNEW WORDS\n", "utf-8")
    walk.live.rebuild()
    assert "NEW WORDS" in answer(walk, ADA)
    assert "NEW WORDS" in answer(walk, "search/search_index.json")
    assert walk.builds == builds


def test_settings_that_cannot_be_read_leave_the_site_as_it_was(walk: Walk, caplog: Any) -> None:
    before, settings = answer(walk, ADA), walk.config_file.read_text("utf-8")
    walk.config_file.write_text("site_name: [\n", "utf-8")
    walk.live.rebuild()
    assert "so it stays as it was" in caplog.text
    assert answer(walk, ADA) == before
    walk.config_file.write_text(settings, "utf-8")
    walk.live.rebuild()
    walk.check()


def test_a_build_that_fails_halfway_keeps_the_old_pages(walk: Walk, monkeypatch: Any) -> None:
    before = answer(walk, BO)

    def fails(*_: object) -> None:
        raise RuntimeError("no navigation")

    with monkeypatch.context() as patched:
        patched.setattr(mkdocs_build, "get_navigation", fails)
        (walk.notes / "people/new.md").write_text("---\nname: New\n---\n", "utf-8")
        walk.live.rebuild()
    assert answer(walk, BO) == before
    walk.live.rebuild()
    walk.check()


def test_a_page_is_requested_while_a_generation_starts(walk: Walk) -> None:
    file, found = walk.notes / "people/ada-park.md", []

    def ask() -> None:
        for _ in range(20):
            found.append(answer(walk, ADA))

    asking = threading.Thread(target=ask)
    asking.start()
    for number in range(5):
        file.write_text(f"---\nname: Ada Park\n---\nsave {number}\n", "utf-8")
        walk.live.rebuild()
    asking.join()
    assert all("</html>" in page for page in found)
    assert "save 4" in answer(walk, ADA)


def test_an_open_page_is_reloaded_only_if_it_changed(walk: Walk) -> None:
    pages = walk.live.open
    ada = pages.number(ADA, answer(walk, ADA).encode())
    method = pages.number("method/index.html", answer(walk, "method/index.html").encode())
    file = walk.notes / "people/ada-park.md"
    file.write_text(file.read_text("utf-8") + "\nNEW WORDS\n", "utf-8")
    walk.live.rebuild()
    assert pages.wait(ada, 0) > ada
    assert pages.wait(method, 0) == method
    file.unlink()
    gone = pages.number(ADA, answer(walk, ADA).encode())
    walk.live.rebuild()
    assert pages.wait(gone, 0) >= gone
    assert pages.wait(1, 0) > 1, "a page of an earlier run is reloaded"


def test_at_midnight_the_site_is_that_of_the_next_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")
    walk = Walk(tmp_path, 0, 6, options="{}")
    assert not walk.live.is_new_day()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1795000000 + 86400))
    assert walk.live.is_new_day()
    walk.live.rebuild()
    assert not walk.live.is_new_day()
    walk.check()


SEES_EVERYTHING = """
def on_page_content(html, **_): return html
def on_env(env, **_): return env
"""


@pytest.mark.parametrize(
    ("hook", "is_told"), [(SEES_EVERYTHING, True), (SEES_EVERYTHING.split("def on_env")[0], False)]
)
def test_plugins_that_need_every_page_are_detected(hook: str, is_told: bool, tmp_path: Path) -> None:
    config_file = project(tmp_path / "project", {}, more="hooks: [hook.py]\n")
    (config_file.parent / "hook.py").write_text(hook, "utf-8")
    reason = unsupported(load_config(str(config_file)))
    assert bool(reason) is is_told
    assert not reason or "hook.py" in reason
