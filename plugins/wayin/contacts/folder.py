"""The contacts folder: reads and recognizes every file in it. A broken file is reported and stops nothing.

Symbolic links, hidden files and Markdown are skipped. Nothing is ever written here.
"""

from __future__ import annotations

import os
import stat
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from wayin.catalogue import code_of
from wayin.contacts.archives import LARGEST, is_archive, members, too_large
from wayin.contacts.cache import Parsed, PartsCache
from wayin.contacts.recognition import read_bytes, unknown
from wayin.contacts.records import Contents, FileRead, Part, Unreadable
from wayin.progress import UNTOLD, Progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_FILES = 1000
_LEFT_ALONE = (".md", ".gitkeep", ".tmp", ".part", ".crdownload")
_LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class ContactFiles:
    """The contents of the contacts folder."""

    files: tuple[FileRead, ...] = ()
    """The files by path. Identical files are read once."""
    copies: tuple[tuple[str, str], ...] = ()
    """Files identical to another: their path and the other's."""


def read_contacts(folder: Path, today: date, project: Path | None = None, progress: Progress = UNTOLD) -> ContactFiles:
    """Return the contents of every file in the contacts folder; empty if the folder doesn't exist.

    Args:
        folder: the contacts folder.
        today: the current day.
        project: the folder of mkdocs.yml, whose `.wayin/` caches parsed files; None disables the cache.
        progress: shows how far it is.
    """
    until = date(min(today.year + 1, 9999), 12, 31)
    cache = PartsCache(project, until)
    files: list[FileRead] = []
    copies: list[tuple[str, str]] = []
    seen: dict[bytes, str] = {}
    paths = [*_paths(folder)]
    for number, path in enumerate(paths):
        progress.tell("Reading contacts", number, len(paths))
        data, modified = _read(folder / path)
        if data is None:
            continue
        if isinstance(data, Unreadable):
            files.append(FileRead(path, modified or today, (Part("", data),)))
            continue
        if (other := seen.setdefault(data, path)) != path:
            copies.append((path, other))
            continue
        parts, day = cache.get(data) or _parse(data, until, cache)
        files.append(FileRead(path, day or modified or today, parts))
    if files:
        cache.prune()
    return ContactFiles(tuple(files), tuple(copies))


def _parse(data: bytes, until: date, cache: PartsCache) -> Parsed:
    parsed = _parts(data, until)
    cache.keep(data, parsed)
    return parsed


def _parts(data: bytes, until: date) -> Parsed:
    if not is_archive(data):
        return (Part("", read_bytes(data, until)),), None
    try:
        inside, day = members(data)
    except zipfile.BadZipFile as error:
        damaged = Unreadable("contacts-unreadable/archive", {"reason": str(error)})
        return (Part("", damaged),), None
    parts = [Part(name, read_bytes(member, until) if isinstance(member, bytes) else member) for name, member in inside]
    # Most files of an archive aren't about people; only unreadable ones are reported
    kept = [part for part in parts if isinstance(part.contents, Contents) or not _is_unknown(part.contents)]
    if kept:
        return tuple(kept), day
    inner = ", ".join(name for name, _ in inside[:5]) or "no tables, cards or calendars"
    return (Part("", unknown("contacts-unknown/archive", inside=inner)),), day


def _is_unknown(contents: Unreadable) -> bool:
    return code_of(contents.key) == "contacts-unknown"


def _paths(folder: Path, inside: str = "") -> Iterator[str]:
    """Yield the files to read, by name, a folder's own before those of its subfolders."""
    try:
        with os.scandir(folder / inside) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError:
        return
    folders = []
    for entry in entries[:_MOST_FILES]:
        name = entry.name.casefold()
        if name.startswith((".", "~")) or name.endswith(_LEFT_ALONE) or name in _LITTER or entry.is_symlink():
            continue
        path = f"{inside}/{entry.name}" if inside else entry.name
        if entry.is_dir(follow_symlinks=False):
            folders.append(path)
        else:
            yield path
    if inside.count("/") < 5:
        for path in folders:
            yield from _paths(folder, path)


def _read(path: Path) -> tuple[bytes | Unreadable | None, date | None]:
    """Return a file's bytes and modification day; a file that changes meanwhile is read again."""
    try:
        for _ in range(_TRIES):
            descriptor = os.open(path, _FLAGS)
            with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
                before = os.fstat(descriptor)
                modified = datetime.fromtimestamp(before.st_mtime, UTC).date()
                if not stat.S_ISREG(before.st_mode):
                    return None, None
                if before.st_size > LARGEST:
                    return too_large(before.st_size), modified
                data = file.read(LARGEST + 1)
                after = os.fstat(descriptor)
            if len(data) == before.st_size == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
                return data, modified
    except FileNotFoundError:
        return None, None  # deleted since the folder was listed
    except (OSError, ValueError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        return Unreadable("contacts-unreadable", {"reason": str(why)}), None
    return Unreadable("contacts-unreadable/changing"), None
