"""Browser pages that fail a test if they break or contact another host, and leave nothing behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page


def is_elsewhere(url: str) -> bool:
    """Return whether an address is on another host."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"127.0.0.1", "localhost", "::1"}


@contextmanager
def watched(context: BrowserContext, console_errors: list[str]) -> Iterator[Page]:
    """Yield a page that fails the test if a script breaks or it loads something from another host."""
    faults: list[str] = []
    # Intercepting requests would disable the browser's cache; there is no other host to find anyway
    listeners: dict[str, Callable[[Any], None]] = {
        "weberror": lambda event: faults.append(f"a script broke: {event.error}"),
        "console": lambda said: console_errors.append(said.text) if said.type == "error" else None,
        "request": lambda request: refuse(request.url),
        "page": lambda page: page.on("websocket", lambda socket: refuse(socket.url)),
    }

    def refuse(url: str) -> None:
        if is_elsewhere(url):
            faults.append(f"asked another host: {url}")

    for event, listener in listeners.items():
        context.on(event, listener)  # type: ignore[call-overload]
    yield context.new_page()
    for event, listener in listeners.items():
        context.remove_listener(event, listener)
    assert not faults, "\n".join(faults)


@contextmanager
def loaded_again(page: Page) -> Iterator[None]:
    """Wait until the server has reloaded the page after an order."""
    before = page.evaluate("performance.timeOrigin")
    yield
    page.wait_for_function(
        "before => performance.timeOrigin !== before && document.readyState === 'complete'", arg=before
    )


def forget(context: BrowserContext) -> None:
    """Close all pages, and clear their storage."""
    pages = list(context.pages)
    frames = [frame for page in pages for frame in page.frames]
    origins = {f"{parts.scheme}://{parts.netloc}" for frame in frames if (parts := urlsplit(frame.url)).scheme}
    for page in pages[1:]:
        page.close()
    for page in pages[:1]:
        page.goto("about:blank")  # an open page could store its colours again
        session = context.new_cdp_session(page)
        for origin in origins:
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage,indexeddb"})
        page.close()
    context.clear_cookies()
