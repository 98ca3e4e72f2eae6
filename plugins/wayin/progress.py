"""How far long work is, said on a terminal, in a line that is gone afterwards."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

AFTER = 2.0
"""Seconds that work may take before anything is said of it."""
_EVERY = 0.1
"""Seconds between two changes of the line."""


class Progress:
    """Says how far work is; nothing where no terminal shows it, and nothing of short work."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Begin to count the time.

        Args:
            stream: where it is said; None says nothing at all.
        """
        is_watched = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._stream = stream if is_watched else None
        self._next = time.monotonic() + AFTER
        self._width = 0

    @classmethod
    def on_terminal(cls) -> Progress:
        """Return one that writes on stderr, if that is a terminal."""
        return cls(sys.stderr)

    def tell(self, work: str, done: int, total: int) -> None:
        """Say how far work is, if it is time to.

        Args:
            work: what is done, as "Reading notes".
            done: how many of its parts are.
            total: how many there are.
        """
        if self._stream is None or (now := time.monotonic()) < self._next:
            return
        self._next = now + _EVERY
        text = f"{work}: {done:,} of {total:,}"
        # The cursor waits at the start, so that whatever else is written takes the line's place
        with suppress(OSError, ValueError):
            self._stream.write(f"\r{text:{self._width}}\r")
            self._stream.flush()
            self._width = len(text)

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._width:
            with suppress(OSError, ValueError):
                self._stream.write(f"\r{'':{self._width}}\r")
                self._stream.flush()
            self._width = 0

    def end(self) -> None:
        """Say nothing more."""
        self.clear()
        self._stream = None

    def __enter__(self) -> Progress:
        """Begin work after which the line is gone."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Take the line away, however the work ended."""
        self.clear()


UNTOLD = Progress()
"""For work that nobody waits for."""
