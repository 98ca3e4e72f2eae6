"""Positions on the map for contacts only you know: around everybody else, each derived from its own id.

Thousands of them are placed quickly, nothing has to be cached for them, and none moves when another is added.
"""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING

from wayin.model import ME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wayin.knowledge import KnowledgeBase
    from wayin.network.layout import Place

_INNER, _OUTER = 1.15, 1.75
"""The multiples of the map's radius between which they are placed."""
_LEAST = 300
"""The radius of a map with hardly anybody on it."""


def lone_contacts(kb: KnowledgeBase, ties: Iterable[tuple[str, str, float]]) -> list[str]:
    """Return the contacts without a page who are connected with nobody but you."""
    tied = {node for source, target, _ in ties if ME not in (source, target) for node in (source, target)}
    return [person.id for person in kb.people.values() if not person.has_page and person.id not in tied]


def outskirts(contacts: Iterable[str], positions: Mapping[str, Place]) -> dict[str, Place]:
    """Return a different position for each contact around a map, in whole units.

    Args:
        contacts: their ids.
        positions: the positions of everybody else.
    """
    xs, ys = [x for x, _ in positions.values()] or [0], [y for _, y in positions.values()] or [0]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    radius = max(_LEAST, math.hypot(max(xs) - min(xs), max(ys) - min(ys)) / 2)
    taken: set[Place] = set()
    outer_positions: dict[str, Place] = {}
    for contact in sorted(contacts):
        digest = hashlib.sha256(contact.encode()).digest()
        angle = int.from_bytes(digest[:6]) / 2**48 * 2 * math.pi
        share = int.from_bytes(digest[6:12]) / 2**48
        # The square root makes the density even from inside to outside
        away = radius * math.sqrt(_INNER**2 + share * (_OUTER**2 - _INNER**2))
        place = round(middle[0] + away * math.cos(angle)), round(middle[1] + away * math.sin(angle))
        while place in taken:
            place = place[0] + 1, place[1]
        taken.add(place)
        outer_positions[contact] = place
    return outer_positions
