"""Positions in front matter: from pydantic's locations to the file's, updated when values are removed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from wayin.note_parts import SourcePosition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wayin.reading.yaml_loader import Document, Path

Gone = dict["Path", list[int]]
"""The indexes of the entries removed from each list."""


def in_file(loc: tuple[int | str, ...], data: Any) -> Path:
    """Return the part of pydantic's location that is in the data: a single value was read as a list of one."""
    path: list[int | str] = []
    for part in loc:
        if _holds(data, part):
            data = data[part]
        elif isinstance(part, int) and part == 0:
            continue
        else:
            break
        path.append(part)
    return tuple(path)


def _holds(data: Any, part: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def position_of(place: Path, document: Document) -> SourcePosition:
    """Return the position of a value, or of the nearest value around it."""
    while place:
        if place in document.positions:
            return document.positions[place]
        place = place[:-1]
    return SourcePosition(1, 1)


def _order(place: Path) -> tuple[str, ...]:
    return tuple(f"{part:09}" if isinstance(part, int) else part for part in place)


def take_out(data: Any, paths: Iterable[Path], document: Document) -> None:
    """Remove the values at these paths; positions in lists follow their new indexes."""
    gone: Gone = defaultdict(list)
    # From the end, so that earlier indexes stay valid
    for path in sorted(paths, key=_order, reverse=True):
        holder = data
        for part in path[:-1]:
            holder = holder[part]
        last = path[-1] if path else None
        if isinstance(holder, dict):
            holder.pop(last, None)
        elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            holder.pop(last)
            gone[path[:-1]].append(last)
    renumber(document, gone)


def renumber(document: Document, gone: Gone) -> None:
    """Update the positions to the indexes of entries after those in `gone` are removed."""
    if not gone:
        return
    for numbers in gone.values():
        numbers.sort()

    def moved(path: Path) -> Path | None:
        new = list(path)
        for depth, part in enumerate(path):
            if isinstance(part, int) and (numbers := gone.get(path[:depth])):
                before = bisect_left(numbers, part)
                if before < len(numbers) and numbers[before] == part:
                    return None
                new[depth] = part - before
        return tuple(new)

    document.positions = {
        new: position for path, position in document.positions.items() if (new := moved(path)) is not None
    }
    document.keys = {new: position for path, position in document.keys.items() if (new := moved(path)) is not None}


def at(data: Any, path: Path) -> Any:
    """Return the value at a path."""
    for part in path:
        data = data[part]
    return data
