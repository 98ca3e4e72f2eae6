"""Which files of the notes folder are notes, which are media, and which are none of ours.

Symbolic links are never followed, and nothing is opened that is not a regular file.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from wayin.model import Problem
from wayin.reading.decoding import LARGEST

NOTE = (".md", ".markdown")
_LITTER = re.compile(
    r"~$|^\.|^#.*#$|\.(?:swp|swo|tmp|bak|orig|part|crdownload)$|^Thumbs\.db$|^desktop\.ini$", re.IGNORECASE
)
_CONFLICT = re.compile(r"sync-conflict-\d|conflicted copy|\(conflict|case conflict", re.IGNORECASE)
_TEMPLATES = frozenset({"templates", "_templates"})


@dataclass(slots=True)
class Found:
    """What lies in a notes folder; paths are relative to it, with `/`, in order."""

    notes: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Regular files that are no notes: they are published only when a note links to them."""
    problems: list[Problem] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Symbolic links, which nobody follows."""


def find(folder: Path) -> Found:
    """Looks through a notes folder.

    Raises:
        NotADirectoryError: if there is no such folder.
    """
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    found = Found()
    _look(folder, "", found)
    found.notes.sort()
    found.others.sort()
    return found


def _look(folder: Path, inside: str, found: Found) -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        _tell(
            found,
            inside or ".",
            "unreadable-folder",
            f"This folder cannot be read ({error.strerror}).",
            "Allow yourself to read it.",
        )
        return
    for entry in entries:
        path = f"{inside}/{entry.name}" if inside else entry.name
        if not _is_text(entry.name):
            _tell(found, _escaped(path), "odd-file-name", "This name holds bytes that are no text.", "Rename the file.")
        elif entry.is_symlink():
            found.links.append(path)
            if not _LITTER.search(entry.name):
                _tell(
                    found,
                    path,
                    "symbolic-link",
                    "This is a link to another place, which is not followed.",
                    "Put the file itself here.",
                )
        elif _LITTER.search(entry.name):
            continue
        elif entry.is_dir(follow_symlinks=False):
            if inside or entry.name.casefold() not in _TEMPLATES:
                _look(Path(entry.path), path, found)
        else:
            _file(entry, path, found)


def _file(entry: os.DirEntry[str], path: str, found: Found) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return  # gone since the folder was listed
    if not stat.S_ISREG(status.st_mode):
        _tell(found, path, "no-file", "This is no ordinary file, so it is left alone.", "Move it out of the notes.")
    elif not entry.name.casefold().endswith(NOTE):
        found.others.append(path)
    elif any(not char.isprintable() for char in entry.name):
        _tell(
            found,
            _escaped(path),
            "odd-file-name",
            "This name holds a line break or another control character.",
            "Rename the file.",
        )
    elif status.st_size > LARGEST:
        _tell(
            found,
            path,
            "too-large",
            f"This file has {status.st_size // 1_000_000} MB, too much for a note.",
            "Split it, or move it out of the notes.",
        )
    else:
        if _CONFLICT.search(entry.name):
            _tell(
                found,
                path,
                "sync-conflict",
                "This looks like a copy that a sync service kept after a conflict.",
                "Merge the two notes, and delete one.",
            )
        found.notes.append(path)


def _tell(found: Found, path: str, code: str, message: str, fix: str) -> None:
    found.problems.append(Problem(path, 1, 1, "warning", code, message, fix))


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _escaped(path: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in path.encode("utf-8", "replace").decode())
