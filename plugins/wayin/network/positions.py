"""The saved positions of the last build, so that a map the user has learned stays the same.

They are saved in `.wayin/positions.json` next to mkdocs.yml, never among the notes. The file may be deleted at any
time; the next build then recomputes the layout. Another program's file in its place is neither used nor changed.
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
"""The most bytes of a positions file."""
_BEGINNING = f'{{"version": {VERSION}, "places": {{\n'


class DamagedError(Exception):
    """The file is Wayin's own, but truncated; the message says so."""


def read_positions(project: Path) -> dict[str, Place]:
    """Return the positions saved by the last build, if any.

    Args:
        project: the folder of mkdocs.yml.

    Raises:
        ForeignError: if it isn't a file written by Wayin, or a link.
        DamagedError: if it is one, but truncated.
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
    """Return whether it is a truncated file of Wayin's; any other invalid file belongs to somebody else."""
    rows, _, half = content.rpartition(b"\n")
    try:
        _places(json.loads(rows.removesuffix(b",") + b"}}"))
    except (ValueError, RecursionError):
        return _BEGINNING.encode().startswith(content)
    return half == b"}" or half[:3] == b'  "'[: len(half)]


def _places(document: Any) -> dict[str, Place]:
    if not isinstance(document, dict) or set(document) != {"version", "places"} or document["version"] != VERSION:
        raise ValueError
    if not isinstance(document["places"], dict):
        raise ValueError
    positions: dict[str, Place] = {}
    for node, position in document["places"].items():
        match position:
            case [int(x), int(y)] if max(abs(x), abs(y)) <= FARTHEST:
                positions[node] = +x, +y  # `true` counts as 1
            case _:
                raise ValueError
    return positions


def write_positions(project: Path, positions: Mapping[str, Place]) -> None:
    """Save the positions for the next build, atomically and only if they have changed.

    Raises:
        ForeignError: if another program's file is in the way.
        OSError: if they can't be saved.
    """
    folder = own_folder(project)
    with suppress(DamagedError):
        if (folder / NAME).exists() and read_positions(project) == positions:
            return
    rows = ",\n".join(f"  {json.dumps(node)}: [{x}, {y}]" for node, (x, y) in sorted(positions.items()))
    write_over(folder / NAME, f"{_BEGINNING}{rows}\n}}}}\n".encode())


def can_move_place(project: Path, old: str, new: str) -> bool:
    """Return whether a node has a position that its new id can take over."""
    with suppress(ForeignError, DamagedError):
        places = read_positions(project)
        return old in places and new not in places
    return False


def move_place(project: Path, old: str, new: str) -> None:
    """Transfer the position of an id to another that has none.

    Raises:
        ForeignError: if the file isn't Wayin's.
        DamagedError: if it is truncated.
        OSError: if it can't be saved.
    """
    places = read_positions(project)
    if old in places and new not in places:
        places[new] = places.pop(old)
        write_positions(project, places)


def remove_positions(project: Path) -> bool:
    """Delete the saved positions; return whether there were any.

    Raises:
        ForeignError: if the file isn't Wayin's.
        OSError: if it can't be removed.
    """
    with suppress(DamagedError):
        read_positions(project)
    file = project / FILE
    kept = file.exists()
    file.unlink(missing_ok=True)
    return kept
