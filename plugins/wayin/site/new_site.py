"""Builds into a folder next to the site, and then moves changed files into place.

So the old site is complete until the new one is finished, even if the build fails; and programs that copy it see which
files changed.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Changes(NamedTuple):
    """The changed files of a site."""

    written: int
    removed: int
    kept: int


def put_in_place(new: Path, site: Path, kept: Collection[str]) -> Changes:
    """Replace a site by a new one; identical files are left alone.

    Hidden files and folders at the top stay, as when MkDocs empties the folder.

    Args:
        new: the folder of the new site, which is emptied.
        site: the folder of the site.
        kept: the paths of files that weren't made again and stay.

    Raises:
        OSError: if a file can't be written or removed.
    """
    made = set(_files(new, ""))
    written = 0
    for path in sorted(made):
        if not _is_same(new / path, site / path):
            _make_room(site, path)
            _move(new / path, site / path)
            written += 1
    stay = made | set(kept)
    stale = [path for path in _files(site, "") if path not in stay and not path.startswith(".")]
    for path in stale:
        (site / path).unlink()
    _remove_empty_folders(site)
    return Changes(written, len(stale), len(stay) - written)


def is_empty(site: Path) -> bool:
    """Return whether a folder contains nothing a build would remove."""
    try:
        return all(name.startswith(".") for name in os.listdir(site))  # noqa: PTH208 (names are all it takes)
    except OSError:
        return True


def _files(root: Path, inside: str) -> Iterator[str]:
    """Yield the path of each file below a folder, including links."""
    with os.scandir(root / inside) as entries:
        listing = list(entries)
    for entry in listing:
        path = f"{inside}/{entry.name}" if inside else entry.name
        if entry.is_dir(follow_symlinks=False):
            if inside or not entry.name.startswith("."):
                yield from _files(root, path)
        else:
            yield path


def _is_same(file: Path, other: Path) -> bool:
    if other.is_symlink() or not other.is_file():
        return False
    return file.stat().st_size == other.stat().st_size and file.read_bytes() == other.read_bytes()


def _make_room(site: Path, path: str) -> None:
    """Create the folder of a file, and remove what is in its way."""
    place = site
    for name in path.split("/")[:-1]:
        place /= name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            place.unlink()
        place.mkdir(exist_ok=True)
    target = site / path
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        if target.is_symlink():
            target.unlink()
        shutil.copyfile(source, target)  # the site is on another disk


def _remove_empty_folders(site: Path) -> None:
    for folder, folders, files in os.walk(site, topdown=False):
        if folder != str(site) and not files and not os.path.relpath(folder, site).startswith("."):
            with suppress(OSError):
                Path(folder).rmdir()
        del folders
