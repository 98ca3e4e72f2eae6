"""The month of the sample with `wayin serve` and the keyboard alone: orders come from buttons and log fields."""

import html
import json
import os
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import ElementHandle, Page, expect

import serving
from browser_pages import loaded_again
from cli.conftest import Run
from examples import ALL
from month import Diary, keep

DAYS = ("2026-10-14", "2026-10-27")
"""The days with orders by hand, or every day with `scripts/test.py --all`: MkDocs rebuilds for each new day."""
ANSWERS = {"--agreed": "Agreed", "--declined": "Declined"}
"""The buttons for the options of the command; without an option, an introduction was made."""


class ByKeyboard(Diary):
    """A folder of notes whose steps are completed on its pages."""

    def __init__(self, run: Run, folder: Path, server: serving.Server, page: Page) -> None:
        super().__init__(run, folder)
        self._server, self._page = server, page

    def done(self, *words: str) -> None:
        if not self._by_hand:
            super().done(*words)
            return
        items = json.loads(self.wayin("due", "--format", "json"))["items"]
        options = [word for word in words if word.startswith("--")]
        kind, *name = [word for word in words if word not in options]
        kinds = {"thank": "thank-you", "remind": "follow-up"}
        (step,) = [
            item for item in items
            if item["kind"] == kinds.get(kind, kind) and all(word in json.dumps(item).lower() for word in name)
        ]  # fmt: skip
        self._open("/", step["do"])
        row = self._page.locator(f"li[data-kind={step['kind']}][data-id='{step['id']}']", has_text=step["do"]).first
        button = row.get_by_role("button", name="Done", include_hidden=True).first.element_handle()
        self._unfold(button)
        self._reach(button)
        if step["kind"] in ("ask", "introduction"):
            self._page.keyboard.press("Enter")
        if step["kind"] in ("ask", "introduction"):
            answer = ANSWERS[options[0]] if options else "Introduced"
            self._reach(row.get_by_role("button", name=answer).element_handle())
        with loaded_again(self._page):
            self._page.keyboard.press("Enter")
        expect(self._page.get_by_role("status").filter(has_text=f"Done: {step['do']}.")).to_be_visible()
        self._page.goto("about:blank")

    def log(self, who: str, text: str) -> None:
        if not self._by_hand:
            super().log(who, text)
            return
        (note,) = self.notes.glob(f"people/{who}*.md")
        self._open(f"/people/{note.stem}/", "data-log=")
        self._reach(self._page.get_by_role("textbox", name="What happened today").element_handle())
        self._page.keyboard.type(text)
        with loaded_again(self._page):
            self._page.keyboard.press("Enter")
        expect(self._page.get_by_role("status").filter(has_text=f"now says: - {self.day} {text}")).to_be_visible()
        self._page.goto("about:blank")  # no page reloads for the next edit

    @property
    def _by_hand(self) -> bool:
        return ALL or self.day in DAYS

    def _open(self, path: str, text: str) -> None:
        """Open a page as it is on this day, showing the current notes."""
        settings = self.notes.parent / "mkdocs.yml"
        lines = settings.read_text().splitlines()
        today = [line for line in lines if not line.startswith("      today:")]
        today.insert(today.index("  - wayin:") + 1, f"      today: {self.day}")
        if today != lines:
            settings.write_text("\n".join(today) + "\n")
        serving.until(lambda: self._shows(path, text), self._server.log)
        self._page.goto(self._server.url + path)

    def _shows(self, path: str, text: str) -> bool:
        try:
            page = html.unescape(urlopen(self._server.url + path).read().decode())
        except HTTPError:
            return False
        return f'data-today="{self.day}"' in page and text in re.sub("<[^>]*>", "", page) + page

    def _unfold(self, button: ElementHandle) -> None:
        """Expand everything collapsed around a button."""
        for fold in button.evaluate_handle(FOLDS).get_properties().values():
            element = fold.as_element()
            assert element
            self._reach(element)
            self._page.keyboard.press("Enter")

    def _reach(self, element: ElementHandle) -> None:
        """Press Tab until an element has the focus."""
        for _ in range(300):
            if element.evaluate("one => document.activeElement === one"):
                return
            self._page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard doesn't reach {element.text_content()}")


FOLDS = """one => {
  const found = [];
  let at = one;
  while ((at = at.parentElement?.closest("details:not([open])"))) found.unshift(at.querySelector("summary"));
  return found;
}"""


def test_the_month_is_kept_by_keyboard_alone(
    run: Run, tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "search", "--empty").exit_code == 0
    os.chdir("search")
    with serving.serving(tmp_path / "search/mkdocs.yml", tmp_path / "run", module=("wayin.site.serving",)) as server:
        keep(ByKeyboard(run, tmp_path / "search", server, page), whole=ALL)
