"""The built sample; a browser for each file; and a new page for each test that contacts no other host."""

import os
import shutil
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser_pages import forget, watched
from helpers import ROOT, Site, build, workspace_of
from wayin.workspace import Workspace

# Quiet and without a GPU, so that every machine draws the same. The last one keeps even prefetching local.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-webgl",
    "--disable-3d-apis",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
# Servers are stopped by signals, which are ignored under `nohup` and in background jobs
for _name in ("SIGINT", "SIGHUP"):
    if hasattr(signal, _name) and signal.getsignal(getattr(signal, _name)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _name), signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL)
NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Return the browser: the one in WAYIN_CHROMIUM, else the first on this machine."""
    return os.environ.get("WAYIN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the browser, for `-m browser` and `-m "not browser"`."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(autouse=True)
def blocked_signals() -> Iterator[None]:
    """Unblock what a test blocked: programs that later tests start would inherit it, and never end by Ctrl-C."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [])
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, before)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the sample, built once for all tests of a process."""
    return build(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the sample for reading without a web server."""
    return build(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("flat"), use_directory_urls=False)


@pytest.fixture(scope="session")
def workspace() -> Workspace:
    """Return the workspace of the sample."""
    return workspace_of(ROOT / "notes")


@pytest.fixture(scope="module")  # Playwright's event loop would conflict with asyncio in later files
def browser() -> Iterator[Browser]:
    """Yield a headless Chromium."""
    program = chromium()
    if program is None:
        missing = f"no browser: none of {', '.join(NAMES)} is on the path, and WAYIN_CHROMIUM names none"
        (pytest.fail if os.environ.get("WAYIN_BROWSER") == "required" else pytest.skip)(missing)
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        # Chromium refuses to sandbox itself as root
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS, chromium_sandbox=not is_root)
        yield started
        started.close()


@pytest.fixture
def console_errors() -> list[str]:
    """Return the errors in the page's console so far."""
    return []


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Yield the context shared by a file's pages, so that the theme's scripts and styles are only loaded once."""
    context = browser.new_context(service_workers="block")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, console_errors: list[str]) -> Iterator[Page]:
    """Yield a new page; no other page is open."""
    with watched(context, console_errors) as page:
        yield page
        forget(context)


@pytest.fixture
def page_alone(browser: Browser, console_errors: list[str]) -> Iterator[Page]:
    """Yield a page in a context of its own, with a clock that can be set."""
    context = browser.new_context(service_workers="block")
    with watched(context, console_errors) as page:
        yield page
        context.close()
