"""Where everyone stood on the map at the last build, so that a map somebody has learned stays as it is.

The places are kept in `.wayin/positions.json` beside mkdocs.yml: never among the notes, and out of git by a
`.gitignore` of their own. The file may be deleted at any time; the next build then lays the map out anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wayin.network.layout import Place

FOLDER = ".wayin"
FILE = f"{FOLDER}/positions.json"
IGNORE = "# Kept from build to build by Wayin; nothing here is a note, and all of it may be deleted.\n*\n"
VERSION = 1
FARTHEST = 10**7
LARGEST = 64 * 2**20
"""Bytes; a larger file is none of ours."""


class ForeignError(Exception):
    """The file is not what we wrote; the message says so."""


def read_places(project: Path) -> dict[str, Place]:
    """The places that the last build kept; none if nothing is kept.

    Args:
        project: the folder of mkdocs.yml.

    Raises:
        ForeignError: if something else is there than what we write.
    """
    file = project / FILE
    if not file.exists():
        return {}
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            raise ForeignError(f"{FILE} is no file of ours")
        return _places(json.loads(file.read_bytes()))
    except OSError as error:
        raise ForeignError(f"{FILE} cannot be read ({error.strerror})") from None
    except (ValueError, RecursionError):
        raise ForeignError(f"{FILE} is damaged") from None


def _places(found: Any) -> dict[str, Place]:
    if not isinstance(found, dict) or found.get("version") != VERSION or not isinstance(found.get("places"), dict):
        raise ValueError
    places: dict[str, Place] = {}
    for node, place in found["places"].items():
        match place:
            case [int(x), int(y)] if max(abs(x), abs(y)) <= FARTHEST:
                places[node] = +x, +y  # a `true` counts as 1
            case _:
                raise ValueError
    return places


def keep_places(project: Path, places: Mapping[str, Place]) -> None:
    """Keeps the places for the next build: whole or not at all, and only if they are others than before.

    Raises:
        OSError: if they cannot be kept.
    """
    file = project / FILE
    rows = ",\n".join(f"  {json.dumps(node)}: [{x}, {y}]" for node, (x, y) in sorted(places.items()))
    text = f'{{"version": {VERSION}, "places": {{\n{rows}\n}}}}\n'.encode()
    file.parent.mkdir(exist_ok=True)
    ignore = file.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text(IGNORE, "utf-8", newline="\n")
    if file.is_file() and file.read_bytes() == text:
        return
    draft = file.parent / f"{secrets.token_hex(6)}.tmp"
    try:
        draft.write_bytes(text)
        os.replace(draft, file)  # noqa: PTH105 (the one step that nobody sees half of)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def forget_places(project: Path) -> bool:
    """Forgets what is kept; says whether there was anything.

    Raises:
        OSError: if it cannot be removed.
    """
    file = project / FILE
    kept = file.exists()
    file.unlink(missing_ok=True)
    return kept
