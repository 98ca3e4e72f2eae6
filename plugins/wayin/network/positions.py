"""Where everyone stood on the map at the last build, so that a map somebody has learned stays as it is.

The positions are kept in `.wayin/positions.json` beside mkdocs.yml, never among the notes. The file may be deleted at
any time; the next build then recomputes the layout. What is in its place and isn't ours is neither used nor touched.
"""

from __future__ import annotations

import json
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wayin.files import write_over
from wayin.own_folder import FOLDER, ForeignError, check_own_folder, own_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wayin.network.layout import Place

NAME = "positions.json"
FILE = f"{FOLDER}/{NAME}"
VERSION = 1
FARTHEST = 10**7
LARGEST = 64 * 2**20
"""Bytes; a larger file is none of ours."""
_BEGINNING = f'{{"version": {VERSION}, "places": {{\n'


class DamagedError(Exception):
    """The file is ours, and cut short; the message says so."""


def read_places(project: Path) -> dict[str, Place]:
    """Return the positions that the last build kept; none if nothing is kept.

    Args:
        project: the folder of mkdocs.yml.

    Raises:
        ForeignError: if something else is there than what we write, or a link.
        DamagedError: if it is what we write, cut short.
    """
    check_own_folder(project)
    try:
        content = _content(project / FILE)
    except OSError as error:
        raise ForeignError(f"{FILE} can't be read ({error.strerror})") from None
    if content is None:
        return {}
    try:
        return _places(json.loads(content))
    except (ValueError, RecursionError):
        if _is_cut_short(content):
            raise DamagedError(f"{FILE} is damaged") from None
        raise ForeignError(f"{FILE} is of another version, or isn't Wayin's") from None


def _content(file: Path) -> bytes | None:
    try:
        status = file.lstat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
        raise ForeignError(f"{FILE} isn't a file of Wayin's")
    return file.read_bytes()


def _is_cut_short(content: bytes) -> bool:
    """Return whether it is the first part of a file of ours; whatever else can't be parsed is somebody's."""
    rows, _, half = content.rpartition(b"\n")
    try:
        _places(json.loads(rows.removesuffix(b",") + b"}}"))
    except (ValueError, RecursionError):
        return _BEGINNING.encode().startswith(content)
    return half == b"}" or half[:3] == b'  "'[: len(half)]


def _places(found: Any) -> dict[str, Place]:
    if not isinstance(found, dict) or set(found) != {"version", "places"} or found["version"] != VERSION:
        raise ValueError
    if not isinstance(found["places"], dict):
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
    """Keep the positions for the next build: whole or not at all, and only if they are others than before.

    Raises:
        ForeignError: if something is in the way that isn't ours.
        OSError: if they can't be kept.
    """
    folder = own_folder(project)
    with suppress(DamagedError):
        if (folder / NAME).exists() and read_places(project) == places:
            return
    rows = ",\n".join(f"  {json.dumps(node)}: [{x}, {y}]" for node, (x, y) in sorted(places.items()))
    write_over(folder / NAME, f"{_BEGINNING}{rows}\n}}}}\n".encode())


def can_move_place(project: Path, old: str, new: str) -> bool:
    """Return whether somebody who gets another id has a place on the map that it can take."""
    with suppress(ForeignError, DamagedError):
        places = read_places(project)
        return old in places and new not in places
    return False


def move_place(project: Path, old: str, new: str) -> None:
    """Give the place of one id to another that has none.

    Raises:
        ForeignError: if what is there isn't ours.
        DamagedError: if it is cut short.
        OSError: if it can't be kept.
    """
    places = read_places(project)
    if old in places and new not in places:
        places[new] = places.pop(old)
        keep_places(project, places)


def forget_places(project: Path) -> bool:
    """Forget what is kept; return whether there was anything.

    Raises:
        ForeignError: if what is there isn't ours.
        OSError: if it can't be removed.
    """
    with suppress(DamagedError):
        read_places(project)
    file = project / FILE
    kept = file.exists()
    file.unlink(missing_ok=True)
    return kept
