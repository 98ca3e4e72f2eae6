"""Which files in the notes folder are notes, which are media, and which are ignored.

Symbolic links are never followed, and only regular files are opened.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pathspec import GitIgnoreSpec

from wayin.diagnostics import File, Problem, Reporter
from wayin.note_parts import SourcePosition
from wayin.reading.decoding import LARGEST
from wayin.reading.kinds import folder_word

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

NOTE = (".md", ".markdown")
RESERVED = frozenset(
    "people companies interviews contacts network learnings comparison questions timeline roles problems".split()
)
"""Pages that the program generates; a note of that name at the top of the folder gets another address."""

_FOLDERS = frozenset({"people", "companies", "interviews", "contacts"})
"""Folders of notes, each of which may have a page of its own."""
_LITTER = re.compile(
    r"~$|^\.|^#.*#$|\.(?:swp|swo|tmp|bak|orig|part|crdownload)$|^Thumbs\.db$|^desktop\.ini$", re.IGNORECASE
)
_CONFLICT = re.compile(r"sync-conflict-\d|conflict(?:ed|ing) copy|\(conflict|case conflict", re.IGNORECASE)
_TEMPLATES = frozenset({"template", "templates"})
_ODD = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Opening must neither wait for a pipe nor follow a link that has replaced the file
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(slots=True)
class FolderListing:
    """The contents of a notes folder, as sorted paths relative to it, with `/`."""

    notes: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Regular files that aren't notes, published only if a note links to them."""
    links: list[str] = field(default_factory=list)
    """Symbolic links, which are skipped."""
    reporter: Reporter = field(default_factory=Reporter, compare=False)

    def report(self, path: str, key: str, **values: Any) -> None:
        """Report a problem with a file's name or type."""
        self.reporter.report(File(_escaped(path)), SourcePosition(1, 1), key, **values)

    @property
    def problems(self) -> list[Problem]:
        """Return the problems of the files."""
        return self.reporter.problems


def find(folder: Path, excluded: Collection[str] = ()) -> FolderListing:
    """List the contents of a notes folder.

    Args:
        folder: the folder.
        excluded: patterns of excluded notes, as in a .gitignore.

    Raises:
        NotADirectoryError: if the folder doesn't exist.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    listing = FolderListing()
    waiting = deque([""])
    while waiting:
        inside = waiting.popleft()
        for entry in _entries(folder / inside, inside, listing):
            path = f"{inside}/{entry.name}" if inside else entry.name
            if _look(entry, path, listing):
                waiting.append(path)
    if excluded:
        patterns = GitIgnoreSpec.from_lines(excluded)
        listing.notes = [path for path in listing.notes if not patterns.match_file(path)]
    listing.notes.sort()
    listing.others.sort()
    _report_names(listing)
    return listing


def read_file(path: Path) -> bytes | None:
    """Return the bytes of a regular file, up to the limit of a note; None if it isn't a regular file any more.

    Raises:
        OSError: if it can't be read.
    """
    descriptor = os.open(path, _FLAGS)
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(LARGEST + 1)


def _entries(folder: Path, inside: str, listing: FolderListing) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []  # deleted since its parent was listed
    except OSError as error:
        listing.report(inside or ".", "unreadable-folder", reason=error.strerror)
        return []


def _look(entry: os.DirEntry[str], path: str, listing: FolderListing) -> bool:
    """Classify a directory entry; return whether it is a folder to descend into."""
    is_note = entry.name.casefold().endswith(NOTE)
    if entry.is_symlink():
        listing.links.append(path)
        if not _LITTER.search(entry.name):
            listing.report(path, "symbolic-link")
        return False
    if _LITTER.search(entry.name):
        return False
    is_folder = entry.is_dir(follow_symlinks=False)
    if _is_odd(entry.name):
        if is_note or is_folder:
            listing.report(path, "odd-file-name")
        return False
    if is_folder:
        return folder_word(entry.name) not in _TEMPLATES
    _file(entry, path, is_note, listing)
    return False


def _file(entry: os.DirEntry[str], path: str, is_note: bool, listing: FolderListing) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return  # deleted since the folder was listed
    if not stat.S_ISREG(status.st_mode):
        listing.report(path, "no-file")
    elif not is_note:
        listing.others.append(path)
    elif status.st_size > LARGEST:
        size = f"{status.st_size / 1_000_000:.1f}".removesuffix(".0")
        listing.report(path, "too-large", size=size)
    else:
        listing.notes.append(path)


def _report_names(listing: FolderListing) -> None:
    """Report odd names of notes, and names that collide."""
    pages: dict[str, str] = {}
    kept = []
    for path in listing.notes:
        stem, _, ending = path.rpartition(".")
        name = stem.rpartition("/")[2]
        if _CONFLICT.search(name):
            listing.report(path, "sync-conflict")
        if ending not in ("md", "markdown"):
            listing.report(path, "capital-ending", ending=ending, name=name)
        if stem in RESERVED or stem.removesuffix("/index") in RESERVED - {
            "people",
            "companies",
            "interviews",
            "contacts",
        }:
            key = "reserved-name/instead" if stem.endswith("/index") else "reserved-name"
            listing.report(path, key, page=stem.removesuffix("/index"))
        if _has_page(path, stem, pages, listing):
            kept.append(path)
    listing.notes = kept


def _has_page(path: str, stem: str, pages: dict[str, str], listing: FolderListing) -> bool:
    """Return whether a note can have a page; report another note with nearly the same address."""
    page = unicodedata.normalize("NFC", stem.removesuffix("/index")).casefold()
    other = pages.setdefault(page, path)
    if other == path:
        return True
    if other.rpartition(".")[0] == stem:
        listing.report(path, "same-page", other=_escaped(other))
        return False
    folder = stem.endswith("/index") or other.endswith("/index.md")
    listing.report(path, "name-clash/folder" if folder else "name-clash", other=_escaped(other))
    return True


def _is_odd(name: str) -> bool:
    """Return whether a name contains control characters, line breaks, or bytes that aren't text."""
    return not name.isprintable() and any(unicodedata.category(char) in _ODD for char in name)


def _escaped(path: str) -> str:
    return "".join("\ufffd" if unicodedata.category(char) in _ODD else char for char in path)
