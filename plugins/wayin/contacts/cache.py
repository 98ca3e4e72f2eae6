"""What exported files say, kept under `.wayin/contacts/` by their content, so that each is parsed once.

All of it may be deleted at any time. Only what the last run used is kept, so that it never outgrows the folder itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from wayin.contacts.records import Part
from wayin.files import write_over
from wayin.own_folder import FOLDER, ForeignError, own_folder

if TYPE_CHECKING:
    from pathlib import Path

Parsed = tuple[tuple[Part, ...], date | None]
"""The parts of a file, and the newest day in it where it is an archive."""

VERSION = 2
"""Raised whenever a reader reads something else than before."""
NAME = "contacts"
_OURS = re.compile(r"[0-9a-f]{40}\.json")
_LARGEST = 200_000_000
"""Bytes; a larger file is none of ours."""


class PartsCache:
    """The parts of files read before, by the hash of their bytes."""

    def __init__(self, project: Path | None, until: date) -> None:
        """Begin a run.

        Args:
            project: the folder of mkdocs.yml; None keeps nothing.
            until: to which day repeated meetings are followed, which what is kept depends on.
        """
        folder = project / FOLDER / NAME if project else None
        self._project = project
        # A link may lead to somebody else's folder
        self._folder = None if folder is None or folder.is_symlink() or folder.parent.is_symlink() else folder
        self._salt = f"{VERSION} {until.isoformat()} ".encode()
        self._used: set[str] = set()

    def get(self, data: bytes) -> Parsed | None:
        """Return what was found in these bytes before; None where nothing is kept."""
        if self._folder is None:
            return None
        file = self._folder / self._name(data)
        try:
            if not file.is_file() or file.is_symlink() or file.stat().st_size > _LARGEST:
                return None
            return _adapter().validate_json(file.read_bytes())
        except (OSError, ValidationError, ValueError, RecursionError):
            return None

    def keep(self, data: bytes, found: Parsed) -> None:
        """Keep what was found; where that can't be done, the next run parses the file again."""
        if self._project is None or self._folder is None:
            return
        with contextlib.suppress(OSError, ForeignError):
            own_folder(self._project)
            self._folder.mkdir(exist_ok=True)
            content = _adapter().dump_json(found, exclude_defaults=True)
            write_over(self._folder / self._name(data), content, within=self._project)

    def prune(self) -> None:
        """Remove what this run didn't use."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            for file in self._folder.iterdir():
                if _OURS.fullmatch(file.name) and file.name not in self._used:
                    file.unlink()

    def _name(self, data: bytes) -> str:
        name = f"{hashlib.sha256(self._salt + data).hexdigest()[:40]}.json"
        self._used.add(name)
        return name


@cache
def _adapter() -> TypeAdapter[Parsed]:
    return TypeAdapter(Parsed)
