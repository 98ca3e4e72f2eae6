"""A lock for builds: MkDocs empties its folder first, and two builds at once would break each other."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("wayin")
_held: list[int] = []
"""The descriptor of the folder this process builds, which holds the lock."""


def begin(site_dir: str) -> None:
    """Wait until no other process builds a site; a killed process releases its lock.

    Args:
        site_dir: the site's folder, created if needed. A second site in the same process releases the first.
    """
    end()
    if sys.platform == "win32":
        return  # Windows doesn't let two programs write the same file
    import fcntl

    # MkDocs reports a folder that can't be created, and some network drives have no locks
    with suppress(OSError):
        Path(site_dir).mkdir(parents=True, exist_ok=True)
        _held.append(os.open(site_dir, os.O_RDONLY))
        try:
            fcntl.flock(_held[0], fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("Another build is writing this site; waiting for its end.")
            fcntl.flock(_held[0], fcntl.LOCK_EX)


def end() -> None:
    """Release the lock."""
    while _held:
        os.close(_held.pop())
