"""The folder `.wayin` next to mkdocs.yml, where the program caches data. It contains no notes.

The program only writes there if the folder is its own. Another program's folder of that name, or a link, is left alone.
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
"""The files the program keeps there. A folder with other files and without Wayin's `.gitignore` isn't its own."""
LONGEST = 2**16
"""The most bytes of a .gitignore that the program reads."""


class ForeignError(Exception):
    """A file or folder in place of the program's own; the message names it."""


def own_folder(project: Path) -> Path:
    """Return the folder, created if needed, with a `.gitignore` that excludes everything in it.

    Args:
        project: the folder of mkdocs.yml.

    Raises:
        ForeignError: if it is a link, a file, or another program's folder.
        OSError: if it can't be written.
    """
    folder = project / FOLDER
    check_own_folder(project)
    folder.mkdir(exist_ok=True)
    remove_unfinished(folder)
    ignore = folder / ".gitignore"
    if ignore.is_symlink() or (ignore.exists() and not ignore.is_file()):
        raise ForeignError(f"{FOLDER}/.gitignore isn't one of Wayin's files")
    written = _read(ignore)
    if "*" in (line.strip() for line in written.splitlines()):
        return folder
    if not all(name in CONTENTS or is_unfinished(name) for name in os.listdir(folder)):  # noqa: PTH208 (names are all it takes)
        raise ForeignError(f"{FOLDER} has files that aren't Wayin's")
    # A beginning of our own text is an interrupted write; anything else is the user's
    theirs = "" if IGNORE.startswith(written.strip()) else written
    write_over(ignore, (IGNORE + theirs).encode("utf-8", "surrogateescape"))
    return folder


def check_own_folder(project: Path) -> None:
    """Raise ForeignError if `.wayin` is a link or isn't a folder."""
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
