"""The pages open in browsers: each reloads when its content has changed, and only then."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wayin.site.on_request import PagesOnRequest

_MOST = 1000
"""The most open pages to remember, the latest ones."""


class OpenPages:
    """The page each browser shows, by the number served with it."""

    def __init__(self, pages: PagesOnRequest) -> None:
        """Use this maker of pages."""
        self._pages = pages
        self._changed = threading.Condition()
        self._open: OrderedDict[int, tuple[str, bytes, int]] = OrderedDict()
        self._last = time.time_ns() // 1_000_000

    def number(self, path: str, page: bytes) -> int:
        """Return the number to serve a page with; it is greater than all before, including earlier runs.

        Args:
            path: the page's path in the site.
            page: its content.
        """
        with self._changed:
            self._last += 1
            self._open[self._last] = path, _digest(page), self._pages.generation
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
            return self._last

    def wake(self) -> None:
        """Have every waiting page check whether it has changed."""
        with self._changed:
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> int:
        """Wait until a page has changed, and return a greater number; the same number after the timeout."""
        end = time.monotonic() + seconds
        while True:
            with self._changed:
                shown = self._open.get(number)
                if shown is None:
                    return max(self._last, number) + 1
                path, digest, generation = shown
                if generation == self._pages.generation:
                    left = end - time.monotonic()
                    if left <= 0:
                        return number
                    self._changed.wait(left)
                    continue
            now = self._pages.generation
            page = self._pages.answer(path)
            with self._changed:
                if page is None or _digest(page) != digest:
                    self._open.pop(number, None)
                    return max(self._last, number) + 1
                self._open[number] = path, digest, now


def _digest(page: bytes) -> bytes:
    return hashlib.blake2b(page, digest_size=16).digest()
