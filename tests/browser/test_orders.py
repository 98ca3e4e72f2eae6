"""The buttons of `wayin serve` in a real browser: by keyboard, in two windows, and none on a built site."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import serving
from browser_pages import loaded_again
from helpers import TODAY, Site, project

NOTES: dict[str, str | bytes] = {
    "people/ada.md": "---\nname: Ada Park\n---\n",
    "people/bo.md": "---\nname: Bo Lind\nintroductions: [{via: Ada Park, asked: 2026-11-05}]\n---\n",
    "interviews/a.md": "---\nwith: Ada Park\ndate: 2026-11-18\n---\n",
}
OPTIONS = f"{{today: {TODAY}, editor: vscode}}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    folder = tmp_path_factory.mktemp("orders")
    config = project(folder / "project", NOTES, OPTIONS)
    with serving.serving(config, folder / "run", module=("wayin.site.serving",)) as running:
        yield running


def shown(server: serving.Server) -> list[str]:
    """Return the server's pages of all notes, without what differs on each request."""
    pages = [urlopen(f"{server.url}/{path.removesuffix('.md')}/").read().decode() for path in NOTES]
    return [re.sub(r"livereload\([^)]*\)|<meta http-equiv[^>]*>", "", page) for page in pages]


@pytest.fixture(scope="module")
def at_first(server: serving.Server) -> list[str]:
    return shown(server)


@pytest.fixture
def notes(server: serving.Server, at_first: list[str]) -> Iterator[Path]:
    """Yield the folder of notes, and restore it for the next test. Request this before a page.

    Otherwise an open page would reload because of that, and couldn't be closed.
    """
    folder = server.log.parent.parent / "project/notes"
    yield folder
    for path, content in NOTES.items():
        (folder / path).write_text(str(content))
    serving.until(lambda: shown(server) == at_first, server.log)


def by_keyboard(page: Page, name: str) -> None:
    """Reach a button by the Tab key alone, and press it."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.getAttribute('aria-label')") == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} isn't reached")


def test_a_step_is_completed_and_undone_by_keyboard_alone(notes: Path, page: Page, server: serving.Server) -> None:
    page.goto(server.url)
    with loaded_again(page):
        by_keyboard(page, "Done: Thank Ada")
    told = page.get_by_role("status").filter(has_text="Done: Thank Ada. interviews/a.md now says: thanked: 2026-11-20")
    expect(told).to_be_visible()
    assert "thanked: 2026-11-20\n" in (notes / "interviews/a.md").read_text()
    expect(page.get_by_role("button", name="Done: Thank Ada", exact=True)).to_have_count(0)
    expect(told).to_be_focused()
    with loaded_again(page):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Taken back. done: Thank Ada")).to_be_visible()
    assert (notes / "interviews/a.md").read_text() == NOTES["interviews/a.md"]
    expect(page.get_by_role("button", name="Done: Thank Ada", exact=True)).to_be_visible()


def test_an_answer_and_a_time_are_chosen(notes: Path, page: Page, server: serving.Server) -> None:
    page.goto(f"{server.url}/people/bo/")
    opener = page.get_by_role("button", name=re.compile("^Done: .*Bo"))
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name=re.compile("^Reminded: "))).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    with loaded_again(page):
        opener.press("Enter")
        page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="followed_up: 2026-11-20")).to_be_visible()
    assert "followed_up: 2026-11-20" in (notes / "people/bo.md").read_text()
    page.goto(f"{server.url}/interviews/a/")
    page.get_by_role("button", name="Snooze: Thank Ada").click()
    with loaded_again(page):
        page.get_by_role("button", name="2 weeks: Thank Ada").click()
    expect(page.get_by_role("status").filter(has_text="So are the other steps of this note")).to_be_visible()
    assert "not_before: 2026-12-04" in (notes / "interviews/a.md").read_text()


def test_a_line_goes_into_the_log(notes: Path, page: Page, server: serving.Server) -> None:
    page.goto(f"{server.url}/people/ada/")
    field = page.get_by_role("textbox", name="What happened today")
    field.fill("phoned <b>twice</b>")
    with loaded_again(page):
        field.press("Enter")
    expect(page.get_by_role("status").filter(has_text="phoned <b>twice</b>")).to_be_visible()
    assert (notes / "people/ada.md").read_text().endswith("- 2026-11-20 phoned <b>twice</b>\n")


def test_a_step_done_in_another_window_is_reported(
    notes: Path, page: Page, context: BrowserContext, server: serving.Server, console_errors: list[str]
) -> None:
    page.goto(f"{server.url}/interviews/a/")
    page.route("**/livereload/**", lambda route: route.abort())
    page.evaluate("window.stop()")
    other = context.new_page()
    other.goto(f"{server.url}/interviews/a/")
    with loaded_again(other):
        other.get_by_role("button", name="Skip: Connect").click()
    expect(other.get_by_role("status").filter(has_text="connected: skip")).to_be_visible()
    page.get_by_role("button", name="Done: Connect").click()
    expect(page.get_by_role("status").filter(has_text="settled already")).to_be_visible()
    assert "connected: skip\n" in (notes / "interviews/a.md").read_text()
    console_errors.clear()  # the browser reports the 409 answer and the aborted request itself


def test_a_lost_server_is_reported(notes: Path, page: Page, server: serving.Server) -> None:
    page.goto(f"{server.url}/interviews/a/")
    page.route("**/wayin-orders", lambda route: route.abort())
    page.get_by_role("button", name="Done: Thank Ada").click()
    expect(page.get_by_role("status").filter(has_text="Is `wayin serve` still running?")).to_be_visible()
    assert (notes / "interviews/a.md").read_text() == NOTES["interviews/a.md"]


def test_a_built_site_says_how_each_step_ends_and_has_no_button(page: Page, flat: Site) -> None:
    page.goto((flat.folder / "index.html").as_uri())
    assert page.locator(".wayin-orders, .wayin-told, meta[name=wayin-orders]").count() == 0
    assert page.get_by_role("button", name=re.compile("^(Done|Skip|Snooze)")).count() == 0
    row = page.locator("li[data-kind=thank-you]").first
    row.get_by_text("When it’s done").click()
    expect(row.get_by_text("thanked: 2026-11-20")).to_be_visible()
    expect(row.get_by_text("wayin done thank-you linnea aalto")).to_be_visible()
    row.get_by_role("button", name="Copy thanked: 2026-11-20").click()
    expect(row.get_by_text("Copied.")).to_be_visible()


def test_the_editor_opens_the_note_at_its_line(notes: Path, page: Page, server: serving.Server) -> None:
    page.goto(f"{server.url}/interviews/a/", wait_until="commit")
    source = page.request.get(f"{server.url}/interviews/a/").text()
    assert f'href="vscode://file{(notes / "interviews/a.md").as_posix()}:3"' in source
