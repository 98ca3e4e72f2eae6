"""A server follows all changes to the notes, and stops without errors."""

import re
import signal
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import serving
from helpers import TODAY, project
from wayin.clock import Clock
from wayin.reading.mkdocs_yml import Settings
from wayin.site.live import Live
from wayin.workspace import Workspace

NOTES: dict[str, str | bytes] = {
    "people/ada-park.md": "---\nname: Ada Park\n---\nFIRST\n",
    "people/bo-lind.md": "---\nname: Bo Lind\nknows: [Ada Park]\n---\n",
}
MODULES = {"mkdocs": ("mkdocs", "serve"), "properdocs": ("properdocs", "serve")}


@pytest.fixture(scope="module", params=MODULES)
def live(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, serving.Server]]:
    """Yield a folder of notes and its server. Ctrl-C ends it, and it leaves nothing behind."""
    if request.param == "properdocs":
        pytest.importorskip("properdocs")
    folder = tmp_path_factory.mktemp("live")
    config = project(folder / "project", NOTES)
    with serving.serving(config, folder / "x", module=MODULES[request.param], stop=signal.SIGINT) as server:
        yield config.parent / "notes", server
    assert list(server.temporary.iterdir()) == []
    assert "Traceback" not in server.said


def page(server: serving.Server, path: str = "/people/ada-park/") -> str:
    """Return the server's answer; empty for a missing page."""
    try:
        with urllib.request.urlopen(server.url + path, timeout=60) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        return ""


def test_settings_that_are_saved_during_a_build_are_built_next(tmp_path: Path) -> None:
    config_file, built = project(tmp_path / "p", NOTES), list[str]()

    def builder() -> None:
        built.append(config_file.read_text())
        if len(built) == 1:
            config_file.write_text(built[0] + "# saved meanwhile, and read by the next build\n")

    workspace = Workspace.read(Settings(tmp_path / "p/notes", today=TODAY), Clock(TODAY), print)
    rendering = SimpleNamespace(workspace=workspace, media=SimpleNamespace(published=()))
    pages: Any = SimpleNamespace(lock=threading.RLock(), rendering=rendering, notes_changed=lambda: False)
    config: Any = SimpleNamespace(
        config_file_path=str(config_file), theme=SimpleNamespace(custom_dir=None), watch=(), docs_dir=""
    )
    live = Live(pages, config, builder)
    config_file.write_text(config_file.read_text() + "# first\n")
    for _ in range(3):
        live.rebuild()
    assert [text.count("#") for text in built] == [1, 2]


def test_saved_broken_and_fixed_notes_are_served(live: tuple[Path, serving.Server]) -> None:
    notes, server = live
    ada = notes / "people/ada-park.md"
    serving.until(lambda: "FIRST" in page(server), server.log)
    ada.write_text("---\nname: Ada Park\n---\nSECOND\n", "utf-8")
    serving.until(lambda: "SECOND" in page(server), server.log)
    ada.write_text('---\nname: Ada Park\nrole: "open\n---\nTHIRD\n', "utf-8")
    serving.until(lambda: "THIRD" in page(server), server.log)
    ada.write_bytes(b"---\nname: Ada Park\n---\nF\xffOURTH\n")
    serving.until(lambda: "OURTH" in page(server), server.log)
    ada.write_text("---\nname: Ada Park\n---\nFIFTH\n", "utf-8")
    serving.until(lambda: "FIFTH" in page(server), server.log)


def test_a_note_that_appears_and_disappears_is_followed(live: tuple[Path, serving.Server]) -> None:
    notes, server = live
    cy = notes / "people/cy-ng.md"
    cy.write_text("---\nname: Cy Ng\n---\n", "utf-8")
    serving.until(lambda: "Cy Ng" in page(server, "/people/cy-ng/"), server.log)
    cy.rename(notes / "people/cy.md")
    serving.until(lambda: "Cy Ng" in page(server, "/people/cy/"), server.log)
    (notes / "people/cy.md").unlink()
    serving.until(lambda: not page(server, "/people/cy/"), server.log)


def test_ten_tabs_are_reloaded_at_once(live: tuple[Path, serving.Server]) -> None:
    notes, server = live
    ada = notes / "people/ada-park.md"
    ada.write_text("---\nname: Ada Park\n---\nBEFORE\n", "utf-8")
    serving.until(lambda: "BEFORE" in page(server), server.log)
    shown = [re.findall(r"livereload\((\d+), (\d+)\)", page(server))[-1] for _ in range(10)]
    with ThreadPoolExecutor(10) as tabs:
        told = [tabs.submit(page, server, f"/livereload/{number}/{request}") for number, request in shown]
        ada.write_text("---\nname: Ada Park\n---\nAFTER\n", "utf-8")
        assert all(int(tab.result()) > int(number) for tab, (number, _) in zip(told, shown, strict=True))
        assert all("AFTER" in text for text in tabs.map(lambda _: page(server), range(10)))


def test_the_notes_folder_may_be_missing_for_a_while(live: tuple[Path, serving.Server]) -> None:
    notes, server = live
    away = notes.with_name("away")
    notes.rename(away)
    serving.until(lambda: "is gone" in server.said, server.log)
    assert "Ada Park" in page(server), "the site stays as it was"
    away.rename(notes)
    (notes / "people/ada-park.md").write_text("---\nname: Ada Park\n---\nBACK\n", "utf-8")
    serving.until(lambda: "BACK" in page(server), server.log)
    (notes / "people/ada-park.md").write_text("---\nname: Ada Park\n---\nAGAIN\n", "utf-8")
    serving.until(lambda: "AGAIN" in page(server), server.log)


def test_an_address_without_its_slash_leads_to_the_page(live: tuple[Path, serving.Server]) -> None:
    assert "Bo Lind" in page(live[1], "/people/bo-lind")
