"""Progress of long work, shown in a terminal line that disappears afterwards."""

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
"""Seconds before anything is shown."""
_EVERY = 0.1
"""Seconds between two updates."""


class Progress:
    """Shows progress; silent without a terminal and for short work."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Start the timer.

        Args:
            stream: where to write; None for no output.
        """
        is_watched = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
        self._stream = stream if is_watched else None
        self._next = time.monotonic() + AFTER
        self._width = 0

    @classmethod
    def on_terminal(cls) -> Progress:
        """Return progress on stderr, silent if that isn't a terminal."""
        return cls(sys.stderr)

    def tell(self, work: str, done: int, total: int) -> None:
        """Show how far the work is, if an update is due.

        Args:
            work: what is being done, such as "Reading notes".
            done: the number of finished parts.
            total: the number of all parts.
        """
        if self._stream is None or (now := time.monotonic()) < self._next:
            return
        self._next = now + _EVERY
        text = f"{work}: {done:,} of {total:,}"
        # The cursor returns to the start, so that other output overwrites the line
        with suppress(OSError, ValueError):
            self._stream.write(f"\r{text:{self._width}}\r")
            self._stream.flush()
            self._width = len(text)

    def clear(self) -> None:
        """Remove the line."""
        if self._stream is not None and self._width:
            with suppress(OSError, ValueError):
                self._stream.write(f"\r{'':{self._width}}\r")
                self._stream.flush()
            self._width = 0

    def end(self) -> None:
        """Stop showing progress."""
        self.clear()
        self._stream = None

    def __enter__(self) -> Progress:
        """Return itself for use in a `with` statement, which removes the line at its end."""
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        """Remove the line, with or without an exception."""
        self.clear()


UNTOLD = Progress()
"""Silent progress, for work that nobody waits for."""
