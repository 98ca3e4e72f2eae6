"""Files that are written whole or not at all, and never over another."""

from __future__ import annotations

import contextlib
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_new(path: Path, text: str) -> None:
    """Writes a new file, with the folders above it; nobody ever sees half of it.

    Raises:
        FileExistsError: if there is one already, even if it came about a moment ago.
        OSError: if it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Hidden, so that neither MkDocs nor `wayin check --watch` takes it for a note
    draft = path.parent / f".wayin-{secrets.token_hex(6)}.tmp"
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        try:
            os.link(draft, path)  # fails where the name is taken; a rename would overwrite
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links: the name is still taken in one step, if not the content
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
