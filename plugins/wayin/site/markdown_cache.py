"""A cache of rendered Markdown in `.wayin/cache`, by a hash of everything it depends on.

Dependencies that can't be hashed are saved with it: the files its links led to. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wayin.own_folder import ForeignError, own_folder

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.structure.files import Files

FILE = "markdown-1.sqlite"
"""The number is the format's; another format uses another file."""
MOST = 20_000
"""The most texts to keep, the recently used ones."""


@dataclass(frozen=True)
class Rendered:
    """The result of rendering a text."""

    content: str
    toc: list[Any]
    title: str | None
    anchors: list[str]
    links: dict[str, dict[str, str]]
    """For each linked source, the anchors used there, with the links."""
    lookups: dict[str, str | None]
    """The URL of each source looked up for a link; None if there was none."""

    def is_quiet(self) -> bool:
        """Return whether MkDocs reported nothing about the links; otherwise it must do so again."""
        return None not in self.lookups.values() and '="/' not in self.content


class Lookups:
    """The files of a build, recording the lookups."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> Any:
        """Return a file by its source."""
        file = self._files.get_file_from_path(path)
        self.found[path] = url_of(self._files, path)
        return file


def url_of(files: Files, path: str) -> str | None:
    """Return the URL of a source; None if it isn't published."""
    file = files.get_file_from_path(path)
    return None if file is None or file.inclusion.is_excluded() else file.url  # type: ignore[no-untyped-call]


class MarkdownCache:
    """The cache of rendered texts. If its file is invalid, nothing is cached."""

    def __init__(self, project: Path | None, settings: str | None) -> None:
        """Open the cache.

        Args:
            project: the folder of mkdocs.yml; None disables the cache.
            settings: the result of `settings_digest`; None disables the cache.
        """
        self._settings = settings or ""
        self._new: dict[bytes, Rendered] = {}
        self._used: set[bytes] = set()
        self._data: sqlite3.Connection | None = None
        if project is None or settings is None:
            return
        with suppress(OSError, ForeignError, sqlite3.Error):
            folder = own_folder(project) / "cache"
            folder.mkdir(exist_ok=True)
            self._data = _opened(folder / FILE)

    def key(self, *inputs: object) -> bytes:
        """Return a hash of everything a text's HTML depends on, besides the settings."""
        whole = json.dumps([self._settings, *inputs], sort_keys=True)
        return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=20).digest()

    def get(self, key: bytes, files: Files) -> Rendered | None:
        """Return the cached result for a text, if its links still lead to the same files."""
        if self._data is None:
            return None
        rendered = self._new.get(key) or self._read(self._data, key)
        if rendered and all(url_of(files, path) == url for path, url in rendered.lookups.items()):
            self._used.add(key)
            return rendered
        return None

    def _read(self, data: sqlite3.Connection, key: bytes) -> Rendered | None:
        try:
            row = data.execute("SELECT rendered FROM texts WHERE key = ?", (key,)).fetchone()
            return Rendered(**json.loads(row[0])) if row else None
        except (sqlite3.Error, TypeError, ValueError):
            return None

    def put(self, key: bytes, rendered: Rendered) -> None:
        """Cache a result, unless a message about it has to be repeated each time."""
        if self._data is not None and rendered.is_quiet():
            self._new[key] = rendered

    def close(self) -> None:
        """Stop caching."""
        if self._data is not None:
            self._data.close()
            self._data = None

    def save(self) -> None:
        """Write new entries, drop the least recently used ones, and stop caching."""
        if self._data is not None and self._new:
            with suppress(sqlite3.Error), self._data:
                self._write(self._data)
        self.close()

    def _write(self, data: sqlite3.Connection) -> None:
        build = data.execute("SELECT coalesce(max(used), 0) + 1 FROM texts").fetchone()[0]
        rows = [(key, json.dumps(vars(rendered)), build) for key, rendered in self._new.items()]
        data.executemany("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", rows)
        data.executemany("UPDATE texts SET used = ? WHERE key = ?", [(build, key) for key in self._used])
        data.execute("DELETE FROM texts WHERE key NOT IN (SELECT key FROM texts ORDER BY used DESC LIMIT ?)", (MOST,))


def _opened(file: Path) -> sqlite3.Connection:
    """Return the database; a foreign or damaged one is replaced."""
    if file.is_symlink():
        raise ForeignError(f"{file.name} is a link")
    for is_last in (False, True):
        data = sqlite3.connect(file, timeout=0.5, check_same_thread=False)
        try:
            data.execute("CREATE TABLE IF NOT EXISTS texts (key BLOB PRIMARY KEY, rendered TEXT, used INTEGER)")
        except sqlite3.DatabaseError as error:
            data.close()
            if is_last or isinstance(error, sqlite3.OperationalError):
                raise
            file.unlink()
        else:
            return data
    raise AssertionError
