"""Compares the site's search with the theme's own search, which would index the same pages itself.

Called by `scripts/bench.py --search`. Prints the size of both indexes, and the time a browser takes from opening a page
to the first result for a person's name; needs Playwright and Chromium.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import TYPE_CHECKING

from material.plugins.search.plugin import SearchIndex  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import conftest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

INDEX = "search/search_index.json"
NAMES = 5
"""The number of people to search for."""
LONGEST = 300_000
"""Milliseconds to wait for a result."""
_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*)</article>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?) - Bench</title>")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Discard the server's access log."""


def theme_index(site: Path) -> str:
    """Return the index that the theme's search would make of a site's pages.

    Args:
        site: the folder of a built site.
    """
    config = json.loads((site / INDEX).read_text("utf-8"))["config"]
    index = SearchIndex(**config)
    for file in sorted(site.rglob("index.html")):
        html = file.read_text("utf-8")
        article, title = _ARTICLE.search(html), _TITLE.search(html)
        url = file.parent.relative_to(site).as_posix()
        page = SimpleNamespace(
            meta={}, toc=[], url="" if url == "." else f"{url}/",
            title=title[1] if title else "", content=article[1] if article else "",
        )  # fmt: skip
        index.add_entry_from_context(page)
    return str(index.generate_search_index(None))


def first_result(browser: Browser, address: str, name: str) -> tuple[float, str]:
    """Return the seconds from opening a page to the first result for a name, and that result's title."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    begun = time.monotonic()
    page.goto(address, wait_until="domcontentloaded")
    page.fill(".md-search__input", name, force=True)
    found = page.locator(".md-search-result__article h1").first
    found.wait_for(state="attached", timeout=LONGEST)
    taken = time.monotonic() - begun
    title = found.text_content() or ""
    context.close()
    return taken, " ".join(title.split())


def main(made: Path, site: Path) -> int:
    """Measure a built site; return the exit code.

    Args:
        made: a temporary folder.
        site: the folder of the site.
    """
    program = conftest.chromium()
    if program is None:
        print("There is no Chromium.", file=sys.stderr)
        return 2
    theirs = made / "theirs"
    shutil.copytree(site, theirs)
    (theirs / INDEX).write_text(theme_index(site), "utf-8")
    ours_size, their_size = ((folder / INDEX).stat().st_size for folder in (site, theirs))
    print(f"index: {ours_size / 1e6:.1f} MB, the theme's own of the same pages {their_size / 1e6:.1f} MB")
    print(f"ratio: {ours_size / their_size:.2f}")
    people = sorted(file.parent for file in site.glob("people/*/index.html"))
    chosen = [people[len(people) * number // NAMES] for number in range(NAMES)]
    titles = [_TITLE.search((folder / "index.html").read_text("utf-8")) for folder in chosen]
    names = [title[1] for title in titles if title]
    times: dict[Path, list[float]] = {site: [], theirs: []}
    firsts: dict[Path, int] = {site: 0, theirs: 0}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=conftest.ARGUMENTS, chromium_sandbox=False)
        for folder in times:
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            for name in names:
                taken, title = first_result(browser, f"http://127.0.0.1:{server.server_port}/problems/", name)
                times[folder].append(taken)
                firsts[folder] += title.split(" · ")[0] == name
            server.shutdown()
        browser.close()
    ours, other = median(times[site]), median(times[theirs])
    print(f"first result: {ours:.2f} s, the theme's own {other:.2f} s")
    print(f"ratio: {ours / other:.2f}")
    print(f"the person comes first for {firsts[site]} of {len(names)} names, in the theme's own for {firsts[theirs]}")
    return 0
