"""Watches for changes: by events of the system if possible, else by polling."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.livereload import LiveReloadServer
    from watchdog.observers.api import BaseObserver

_CHANGES = [
    events.FileModifiedEvent, events.FileCreatedEvent, events.FileDeletedEvent, events.FileMovedEvent,
    events.DirMovedEvent, events.DirDeletedEvent,
]  # fmt: skip
"""Without opening and closing of files, which reading the notes causes."""
_NETWORK = ("nfs", "cifs", "smb", "9p", "fuse.", "drvfs", "afs", "vboxsf")
"""File systems that don't report changes by other machines."""
_TICK = 1.0
"""Seconds between two checks of the clock and the folders."""


class _Folders(events.FileSystemEventHandler):
    """Passes events on; a deleted folder is reported as a file, because MkDocs ignores folders."""

    def __init__(self, handler: events.FileSystemEventHandler) -> None:
        self._handler = handler

    def dispatch(self, event: events.FileSystemEvent) -> None:
        if event.is_directory:
            event = events.FileDeletedEvent(event.src_path)
        self._handler.dispatch(event)


def native_observer(paths: Iterable[str]) -> Any:
    """Return an observer that uses events of the system; None if that isn't possible.

    Args:
        paths: the paths to watch.
    """
    observed = [path for path in paths if Path(path).exists()]
    if issubclass(Observer, PollingObserver) or any(map(_is_on_network, observed)):  # type: ignore[arg-type]
        return None

    class NativeObserver(Observer):  # type: ignore[misc,valid-type]
        """Reports changes, but not reading."""

        def schedule(self, handler: events.FileSystemEventHandler, path: str, **options: Any) -> Any:
            return super().schedule(_Folders(handler), path, event_filter=_CHANGES, **options)

    probe = NativeObserver()
    try:
        probe.start()
        for path in observed:
            probe.schedule(events.FileSystemEventHandler(), path, recursive=True)
    except OSError:
        return None  # the system can't watch this, or any more
    finally:
        probe.stop()
    observer: BaseObserver = NativeObserver()
    return observer


def _is_on_network(path: str) -> bool:
    """Return whether a path is on a network drive, as far as Linux knows."""
    try:
        lines = Path("/proc/mounts").read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    mounts = [line.split(" ")[1:3] for line in lines if line.count(" ") >= 2]
    whole = f"{Path(path).resolve()}/"
    at = max(
        (mount for mount in mounts if whole.startswith(f"{mount[0].rstrip('/')}/")),
        key=lambda at: len(at[0]),
        default=["/", ""],
    )
    return at[1].startswith(_NETWORK)


class Ticker(threading.Thread):
    """Checks every second for a new day, and for a replaced root folder, which is no longer watched."""

    def __init__(self, server: LiveReloadServer, paths: Iterable[str], is_new_day: Callable[[], bool]) -> None:
        """Prepare the thread.

        Args:
            server: the watching server.
            paths: the watched paths.
            is_new_day: returns whether the site has to be updated for a new day.
        """
        super().__init__(daemon=True)
        self._server, self._is_new_day = server, is_new_day
        self._identities = {path: _identity(path) for path in paths}
        self._ended = threading.Event()

    def run(self) -> None:
        """Check until the server ends."""
        while not self._ended.wait(_TICK):
            changed = self._is_new_day()
            for path, before in self._identities.items():
                now = _identity(path)
                if now != before:
                    self._identities[path] = now
                    changed = True
                    if now:
                        self._watch_again(path)
            if changed:
                self._server.builder()

    def _watch_again(self, path: str) -> None:
        with suppress(KeyError, OSError):
            self._server.unwatch(path)
        with suppress(OSError):
            self._server.watch(path)

    def end(self) -> None:
        """Stop checking."""
        self._ended.set()


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if Path(path).is_dir() else (0, 0)
