"""The folder `.wayin` beside mkdocs.yml, where the program keeps what it needs again: nothing in it is a note.

It is written only where it is the program's own. Somebody else's folder of that name, or a link, stays as it is.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from wayin.files import is_unfinished, remove_unfinished, write_over

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".wayin"
IGNORE = "# Kept from build to build by Wayin; nothing here is a note, and all of it may be deleted.\n*\n"
CONTENTS = frozenset({
    ".gitignore", "positions.json", "contacts", "cache", "trash",
    "last-change.json", "last-change.json.unfinished", "lock",
})  # fmt: skip
"""What the program keeps there. A folder with anything else and without our `.gitignore` is somebody else's."""
LONGEST = 2**16
"""Bytes of a .gitignore; a longer one is nobody's."""


class ForeignError(Exception):
    """Something that the program didn't write is in the place of its own; the message names it."""


def own_folder(project: Path) -> Path:
    """Return the folder, made if need be, with a `.gitignore` that keeps all of it out of git.

    Args:
        project: the folder of mkdocs.yml.

    Raises:
        ForeignError: if it is a link, a file, or somebody else's folder.
        OSError: if it can't be written.
    """
    folder = project / FOLDER
    check_own_folder(project)
    folder.mkdir(exist_ok=True)
    remove_unfinished(folder)
    ignore = folder / ".gitignore"
    if ignore.is_symlink() or (ignore.exists() and not ignore.is_file()):
        raise ForeignError(f"{FOLDER}/.gitignore is not a file of Wayin's")
    written = _read(ignore)
    if "*" in (line.strip() for line in written.splitlines()):
        return folder
    if not all(name in CONTENTS or is_unfinished(name) for name in os.listdir(folder)):  # noqa: PTH208 (names are all it takes)
        raise ForeignError(f"{FOLDER} has files that aren't Wayin's")
    # What is cut short is no rule; any other line is the user's
    theirs = "" if IGNORE.startswith(written.strip()) else written
    write_over(ignore, (IGNORE + theirs).encode("utf-8", "surrogateescape"))
    return folder


def check_own_folder(project: Path) -> None:
    """Raise ForeignError where `.wayin` is a link or no folder."""
    folder = project / FOLDER
    if folder.is_symlink():
        raise ForeignError(f"{FOLDER} is a link, and Wayin doesn't write through links")
    if folder.exists() and not folder.is_dir():
        raise ForeignError(f"{FOLDER} is a file, not Wayin's folder")


def _read(ignore: Path) -> str:
    try:
        with ignore.open("rb") as file:
            return file.read(LONGEST).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return ""
