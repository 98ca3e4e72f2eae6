"""The notes folder for MkDocs: only files found without following links to other places.

By default, MkDocs and the watcher of `mkdocs serve` follow symbolic links: two links to `.` keep both busy forever.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.plugins import get_plugin_logger
from watchdog.observers.polling import PollingObserverVFS

from wayin.knowledge.page_names import page_name
from wayin.site.later_files import LaterFile
from wayin.site.watching import native_observer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.theme import Theme

log = get_plugin_logger("wayin")

_LONGEST_NAME = 255
"""The most bytes of a file name on every file system."""
_LONGEST_PATH = os.pathconf("/", "PC_PATH_MAX") if hasattr(os, "pathconf") else 260


def _shortened(name: str) -> str:
    """Return a file name, cut if it is too long: `.html` is longer than `.md`."""
    if len(os.fsencode(name)) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{page_name(stem)}{dot}{ending}" if dot else page_name(name)


class OwnFile(LaterFile):
    """A file of the notes folder: a note, in any case of its ending, or a linked file."""

    def __init__(self, config: MkDocsConfig, path: str, is_note: bool, is_trusted: bool = False) -> None:
        """Take a file of the notes folder.

        Args:
            config: MkDocs' configuration.
            path: the file's path relative to that folder.
            is_note: whether it becomes a page.
            is_trusted: whether mkdocs.yml names it, so that it is copied unchanged.
        """
        self._is_note = is_note
        self.is_cleaned = path.lower().endswith(".svg") and not is_trusted
        super().__init__(path, config.docs_dir, config.site_dir, config.use_directory_urls)
        self.site_dir = config.site_dir
        self._put(self.dest_uri)
        if "!q" not in str(config.edit_uri_template or ""):  # a template with `!q` has MkDocs quote the path
            self.edit_uri = quote(path)

    def _is_page(self) -> bool:
        """Return whether it is a note; MkDocs itself doesn't recognize `.MD`."""
        return self._is_note

    def keep_readme(self) -> None:
        """Give a README a page of its own name, unless it is the folder's page."""
        end = "README/index.html" if self.use_directory_urls else "README.html"
        self._put(self.dest_uri.removesuffix("index.html") + end)

    def move_aside(self) -> None:
        """Give the page another address, because its own is taken."""
        folder, slash, name = self.dest_uri.removesuffix("/index.html").removesuffix(".html").rpartition("/")
        end = self.dest_uri[len(folder + slash + name) :]
        self._put(f"{folder}{slash}{name}-note{end}")

    def _put(self, uri: str) -> None:
        """Set the page's address, shortened if its name is too long for file systems."""
        parts = [_shortened(part) for part in uri.split("/")]
        if self._is_note and len(os.fsencode(Path(self.site_dir, *parts))) >= _LONGEST_PATH:
            whole = hashlib.sha256(uri.encode("utf-8", "surrogateescape")).hexdigest()[:16]
            parts = [parts[0], whole, "index.html"] if self.use_directory_urls else [parts[0], f"{whole}.html"]
        self.dest_uri = "/".join(parts)

    def copy_file(self, dirty: bool = False) -> None:
        """Copy a linked file; one that is missing by now or unreadable is reported."""
        try:
            if self.is_cleaned:
                self._copy_drawing()
            else:
                super().copy_file(dirty)
        except OSError as error:
            log.warning(f"{self.src_uri}: this file can't be copied into the site ({error.strerror}).")

    def _copy_drawing(self) -> None:
        """Copy an SVG without anything that could run."""
        if self.is_later:
            return
        from wayin.site.drawings import clean_drawing  # imported late because most notes have no drawings

        cleaned = clean_drawing(Path(str(self.abs_src_path)).read_bytes())
        target = Path(self.abs_dest_path)
        if cleaned is None:
            log.warning(f"{self.src_uri}: this isn't a drawing that can be read, so it isn't copied into the site.")
            target.unlink(missing_ok=True)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(cleaned)


def has_icon(theme: Theme, icon: str) -> bool:
    """Return whether the theme has an icon; a missing one would end the build."""
    return any(Path(folder, ".icons", f"{icon}.svg").is_file() for folder in theme.dirs)


def has_template(theme: Theme, name: str) -> bool:
    """Return whether the theme has a page template of that name; a missing one would stop the build."""
    parts = name.split("/")
    return name.endswith(".html") and ".." not in parts and any(Path(folder, *parts).is_file() for folder in theme.dirs)


def watch_without_links(
    server: LiveReloadServer, before: LiveReloadServer, config: MkDocsConfig, *further: str | None
) -> None:
    """Have a server watch the same paths as the one before it and more, without following links.

    Args:
        server: the server.
        before: MkDocs' server, which stops watching; it may be the same.
        config: the configuration, whose paths may be watched already.
        further: more paths to watch.
    """
    watched = []
    for path in filter(None, dict.fromkeys([config.docs_dir, config.config_file_path, *config.theme.dirs])):
        with suppress(KeyError):  # it isn't watched
            before.unwatch(path)
            watched.append(path)
    watched = list(dict.fromkeys([*watched, *filter(None, further)]))
    looked_at = partial(_stat_of_root, frozenset(os.path.abspath(path) for path in watched))  # noqa: PTH100
    server.observer = native_observer(watched) or PollingObserverVFS(looked_at, _scan, polling_interval=0.5)  # type: ignore[assignment]
    for path in watched:
        server.watch(path)


def _stat_of_root(roots: frozenset[str], path: str) -> os.stat_result:
    """Return the status of a path. The watcher would drop a deleted root folder; this error makes it retry."""
    try:
        return _stat(path)
    except (FileNotFoundError, NotADirectoryError) as gone:
        if path in roots:
            raise OSError(errno.EIO, "This folder is gone for the moment", path) from gone
        raise


def _stat(path: str) -> os.stat_result:
    """Return the status of a path; a link to a folder stays a link."""
    status = Path(path).lstat()
    if not stat.S_ISLNK(status.st_mode):
        return status
    target = Path(path).stat()
    return status if stat.S_ISDIR(target.st_mode) else target


def _scan(path: str | None) -> Iterator[os.DirEntry[str]]:
    """Return a folder's entries; none if it can't be read, so that the others are still watched."""
    try:
        with os.scandir(path) as entries:
            return iter([*entries])
    except PermissionError:
        return iter(())
