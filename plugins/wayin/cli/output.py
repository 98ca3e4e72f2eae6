"""Output of `wayin export -o`: a new file, or over an earlier export, but never among the notes."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from wayin.cli.context import CommandError
from wayin.export.everything import export_document
from wayin.export.recognition import is_export
from wayin.files import write_over
from wayin.reading.discovery import NOTE
from wayin.reading.mkdocs_yml import NAMES

if TYPE_CHECKING:
    from wayin.cli.context import Context

_SETTINGS = frozenset({*NAMES, "properdocs.yml", "properdocs.yaml"})


def write_output(context: Context, content: bytes, output: Path, force: bool) -> None:
    """Write an export to a file atomically.

    Args:
        context: the exported notes.
        content: the export.
        output: the file.
        force: whether to replace a file that isn't an earlier export.

    Raises:
        CommandError: if another file exists, or the path may never be written to.
        OSError: if it can't be written.
    """
    try:
        status = output.lstat()
    except FileNotFoundError:
        status = None
    if status and (stat.S_ISLNK(status.st_mode) or not stat.S_ISREG(status.st_mode)):
        _write_through(content, output)
        return
    _refuse_places(context, output, is_new=status is None)
    if status and not force and not is_export(output.read_bytes(), export_document(context.workspace)):
        raise CommandError(
            f"{output} is there already and isn't an earlier export. Choose another name, or replace it with --force."
        )
    write_over(output, content)


def _write_through(content: bytes, output: Path) -> None:
    """Write to a pipe or another program; refuse a link to a file, which may lead anywhere."""
    mode = output.stat().st_mode if output.exists() else 0
    if not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
        raise CommandError(f"{output} is a link or no ordinary file. Name the file itself.")
    with output.open("wb") as stream:
        stream.write(content)


def _refuse_places(context: Context, output: Path, is_new: bool) -> None:
    """Raise CommandError for a path that may not be written to, even with --force."""
    folder, notes = Path(os.path.realpath(output.parent)), Path(os.path.realpath(context.notes))
    if any(_is_same(above, notes) for above in (folder, *folder.parents)):
        raise CommandError(f"{output} is among the notes. Write it elsewhere, so that it never reaches the site.")
    if output.name.casefold() in _SETTINGS:
        raise CommandError(f"{output} would be the settings of a site. Choose another name.")
    if output.name.casefold().endswith(NOTE) and not is_new:
        raise CommandError(f"{output} is a note, which an export never replaces. Choose another name.")
    if _is_hidden(folder, notes.parent):
        raise CommandError(f"{output} is in a hidden folder, which belongs to another program. Write it elsewhere.")


def _is_same(folder: Path, other: Path) -> bool:
    try:
        return folder.samefile(other)  # some file systems accept several spellings of a name
    except OSError:
        return folder == other


def _is_hidden(folder: Path, project: Path) -> bool:
    """Return whether a folder is hidden or inside a hidden one, ignoring those that contain the project itself."""
    try:
        shared = os.path.commonpath([folder, project])
    except ValueError:
        shared = folder.anchor  # another drive
    return any(part.startswith(".") for part in folder.relative_to(shared).parts)
