"""Which files of the notes folder are notes, which are media, and which are none of ours.

Symbolic links are never followed, and nothing is opened that is not a regular file.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wayin.model import Problem
from wayin.reading.decoding import LARGEST

if TYPE_CHECKING:
    from pathlib import Path

NOTE = (".md", ".markdown")
RESERVED = frozenset(
    "people companies interviews network learnings comparison questions timeline roles problems".split()
)
"""The pages that the program makes: a note of such a name at the top of the folder is moved aside in the site."""

_LITTER = re.compile(
    r"~$|^\.|^#.*#$|\.(?:swp|swo|tmp|bak|orig|part|crdownload)$|^Thumbs\.db$|^desktop\.ini$", re.IGNORECASE
)
_CONFLICT = re.compile(r"sync-conflict-\d|conflict(?:ed|ing) copy|\(conflict|case conflict", re.IGNORECASE)
_TEMPLATES = frozenset({"templates", "_templates"})
_ODD = frozenset({"Cc", "Cs", "Zl", "Zp"})
# Opening must neither wait for a pipe nor follow a link that has taken the file's place meanwhile
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(slots=True)
class Found:
    """What lies in a notes folder; paths are relative to it, with `/`, in order."""

    notes: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Regular files that are no notes: they are published only when a note links to them."""
    problems: list[Problem] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Symbolic links, which nobody follows."""

    def tell(self, path: str, code: str, message: str, fix: str) -> None:
        """Notes a problem with a file's name or nature."""
        self.problems.append(Problem(_escaped(path), 1, 1, "warning", code, message, fix))


def find(folder: Path) -> Found:
    """Looks through a notes folder.

    Raises:
        NotADirectoryError: if there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    found = Found()
    waiting = deque([""])
    while waiting:
        inside = waiting.popleft()
        for entry in _entries(folder / inside, inside, found):
            path = f"{inside}/{entry.name}" if inside else entry.name
            if _look(entry, path, found):
                waiting.append(path)
    found.notes.sort()
    found.others.sort()
    _tell_of_names(found)
    return found


def read_file(path: Path) -> bytes | None:
    """The bytes of a regular file, up to what a note may have; None if it is no regular file any more.

    Raises:
        OSError: if it cannot be read.
    """
    descriptor = os.open(path, _FLAGS)
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        return file.read(LARGEST + 1)


def _entries(folder: Path, inside: str, found: Found) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except FileNotFoundError:
        return []  # gone since the folder above it was listed
    except OSError as error:
        found.tell(
            inside or ".", "unreadable-folder", f"This folder cannot be read ({error.strerror}).",
            "Allow yourself to read it.",
        )  # fmt: skip
        return []


def _look(entry: os.DirEntry[str], path: str, found: Found) -> bool:
    """Sorts one entry; whether it is a folder to look into."""
    is_note = entry.name.casefold().endswith(NOTE)
    if entry.is_symlink():
        found.links.append(path)
        if not _LITTER.search(entry.name):
            found.tell(
                path, "symbolic-link", "This is a link to another place, which is not followed.",
                "Put the file itself here.",
            )  # fmt: skip
        return False
    if _LITTER.search(entry.name):
        return False
    is_folder = entry.is_dir(follow_symlinks=False)
    if _is_odd(entry.name):
        if is_note or is_folder:
            found.tell(
                path, "odd-file-name", "This name holds a line break, or another character that cannot be shown.",
                "Rename it.",
            )  # fmt: skip
        return False
    if is_folder:
        return bool("/" in path or entry.name.casefold() not in _TEMPLATES)
    _file(entry, path, is_note, found)
    return False


def _file(entry: os.DirEntry[str], path: str, is_note: bool, found: Found) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return  # gone since the folder was listed
    if not stat.S_ISREG(status.st_mode):
        found.tell(path, "no-file", "This is no ordinary file, so it is left alone.", "Move it out of the notes.")
    elif not is_note:
        found.others.append(path)
    elif status.st_size > LARGEST:
        size = f"{status.st_size / 1_000_000:.1f}".removesuffix(".0")
        found.tell(
            path, "too-large", f"This file has {size} MB, too much for a note, so it is not read.",
            "Split it into notes of less than 2 MB, or move it out of the notes.",
        )  # fmt: skip
    else:
        found.notes.append(path)


def _tell_of_names(found: Found) -> None:
    """What is odd about the names of notes, by themselves and beside each other."""
    pages: dict[str, str] = {}
    kept = []
    for path in found.notes:
        stem, _, ending = path.rpartition(".")
        name = stem.rpartition("/")[2]
        if _CONFLICT.search(name):
            found.tell(
                path, "sync-conflict", "This looks like a copy that a sync service kept after a conflict.",
                "Merge the two notes, and delete one.",
            )  # fmt: skip
        if ending not in ("md", "markdown"):
            found.tell(
                path, "capital-ending", f"This name ends in .{ending}, which other programs may not take for a note.",
                f"Rename it to {name}.md.",
            )  # fmt: skip
        if stem in RESERVED or stem.removesuffix("/index") in RESERVED - {"people", "companies", "interviews"}:
            found.tell(
                path, "reserved-name", f"The page {stem.removesuffix('/index')} of the site is made by the program.",
                "Rename this note; until then it stands beside that page.",
            )  # fmt: skip
        if _has_page(path, stem, pages, found):
            kept.append(path)
    found.notes = kept


def _has_page(path: str, stem: str, pages: dict[str, str], found: Found) -> bool:
    """Whether a note can have a page, with a word about another whose page has nearly the same place."""
    page = unicodedata.normalize("NFC", stem.removesuffix("/index")).casefold()
    other = pages.setdefault(page, path)
    if other == path:
        return True
    if other.rpartition(".")[0] == stem:
        found.tell(
            path, "same-page", f"{_escaped(other)} has the same name but for its ending, so this file is not read.",
            "Rename one of the two.",
        )  # fmt: skip
        return False
    folder = stem.endswith("/index") or other.endswith("/index.md")
    why = (
        "would have the same page"
        if folder
        else "differs from this name only in capitals or in how its accents are stored; many computers see one name"
    )
    found.tell(path, "name-clash", f"{_escaped(other)} {why}.", "Rename one of the two.")
    return True


def _is_odd(name: str) -> bool:
    """Whether a name holds control characters, line ends, or bytes that are no text."""
    return not name.isprintable() and any(unicodedata.category(char) in _ODD for char in name)


def _escaped(path: str) -> str:
    return "".join("\ufffd" if unicodedata.category(char) in _ODD else char for char in path)
