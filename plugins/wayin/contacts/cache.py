"""A cache of parsed contact files under `.wayin/contacts/`, by content, so that each is parsed once.

It may be deleted at any time. Only entries used by the last run are kept, so that it doesn't grow.
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
"""The parts of a file, and an archive's newest day."""

VERSION = 3
"""Increased whenever a reader returns something different."""
NAME = "contacts"
_OURS = re.compile(r"[0-9a-f]{40}\.json")
_LARGEST = 200_000_000
"""The most bytes of a cache entry."""


class PartsCache:
    """Parsed files by the hash of their bytes."""

    def __init__(self, project: Path | None, until: date) -> None:
        """Start a run.

        Args:
            project: the folder of mkdocs.yml; None disables the cache.
            until: the day up to which recurring meetings are expanded, on which the entries depend.
        """
        folder = project / FOLDER / NAME if project else None
        self._project = project
        # A link may lead to another program's folder
        self._folder = None if folder is None or folder.is_symlink() or folder.parent.is_symlink() else folder
        self._salt = f"{VERSION} {until.isoformat()} ".encode()
        self._used: set[str] = set()

    def get(self, data: bytes) -> Parsed | None:
        """Return the cached result for these bytes, if any."""
        if self._folder is None:
            return None
        file = self._folder / self._name(data)
        try:
            if not file.is_file() or file.is_symlink() or file.stat().st_size > _LARGEST:
                return None
            return _adapter().validate_json(file.read_bytes())
        except (OSError, ValidationError, ValueError, RecursionError):
            return None

    def keep(self, data: bytes, parsed: Parsed) -> None:
        """Cache a result; if that fails, the next run parses the file again."""
        if self._project is None or self._folder is None:
            return
        with contextlib.suppress(OSError, ForeignError):
            own_folder(self._project)
            self._folder.mkdir(exist_ok=True)
            content = _adapter().dump_json(parsed, exclude_defaults=True)
            write_over(self._folder / self._name(data), content, within=self._project)

    def prune(self) -> None:
        """Remove entries this run didn't use."""
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
