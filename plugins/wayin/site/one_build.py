"""One build of a site at a time: MkDocs empties its folder first, and two that do so at once trip over each other."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("wayin")
_held: list[int] = []
"""The descriptor of the folder that this process builds, which carries the lock."""


def begin(site_dir: str) -> None:
    """Wait until no other process builds a site; the lock of one that is killed ends with it.

    Args:
        site_dir: its folder, made if need be. A second site of this process ends the first.
    """
    end()
    if sys.platform == "win32":
        return  # where no two programs can have one file open to write
    import fcntl

    # Where the folder can't be made MkDocs says so, and some network drives have no locks
    with suppress(OSError):
        Path(site_dir).mkdir(parents=True, exist_ok=True)
        _held.append(os.open(site_dir, os.O_RDONLY))
        try:
            fcntl.flock(_held[0], fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            log.info("Another build is writing this site; waiting for its end.")
            fcntl.flock(_held[0], fcntl.LOCK_EX)


def end() -> None:
    """Let the next one build."""
    while _held:
        os.close(_held.pop())
