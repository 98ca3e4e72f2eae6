"""The layout of the map: people who know each other are close, and positions stay the same from build to build.

A start from distances to a few pivots (pivot-MDS: Brandes & Pich 2007) is improved by forces as in ForceAtlas2 (Jacomy
et al. 2014). The repulsion between all nodes is computed on a grid with one convolution a step, so a step costs about
as much as its ties. Nodes never overlap: one that would be too close to another takes the nearest free position.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Indices = NDArray[np.int64]

Place = tuple[int, int]

APART = 26
"""The least distance between two nodes; a node's circle is smaller."""
ROOM = 60.0
"""The average distance between nodes."""
GAP = 80
"""The distance between unconnected parts."""
PIVOTS = 24
STEPS = 80
PUSH = 0.3
GRAVITY = 0.02
AT_ONCE = 256
"""The number of positions tried at once."""
SMALL = 5
"""Parts with up to this many nodes are drawn as a ring."""


def layout(
    people: Sequence[str], ties: Iterable[tuple[str, str, float]], previous: Mapping[str, Place] | None = None
) -> dict[str, Place]:
    """Return the position of each node on the map, in whole units, independent of the order of the input.

    Args:
        people: the ids of all nodes, including companies.
        ties: pairs with weights; both directions add up, unknown ids are ignored.
        previous: the positions in the last build. They stay; new nodes go close to their neighbours.
    """
    nodes = sorted(set(people))
    known = set(nodes)
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for source, target, weight in sorted(ties):
        if source != target and source in known and target in known:
            weights[min(source, target), max(source, target)] += weight
    neighbours: dict[str, dict[str, float]] = {node: {} for node in nodes}
    for (source, target), weight in sorted(weights.items()):
        neighbours[source][target] = neighbours[target][source] = weight

    ground = _Ground({node: place for node, place in sorted((previous or {}).items()) if node in known}, len(nodes))
    if ground.places:
        _join(nodes, neighbours, ground)
    left = [node for node in nodes if node not in ground.places]
    parts = [_arrange(part, neighbours) for part in _components(left, neighbours)]
    origin = ground.below() if ground.places else None
    for node, (x, y) in _packed(parts, origin):
        ground.put(node, x, y)
    return {node: ground.places[node] for node in nodes}


class _Ground:
    """The occupied positions. Finds the free one nearest to a wish."""

    def __init__(self, positions: dict[str, Place], count: int) -> None:
        """Start with these positions, and room for `count` nodes."""
        import numpy as np

        self.places = positions
        side = 2 ** math.ceil(math.log2(ROOM * math.sqrt(count) + 8 * APART))
        # The grid wraps around at its edges, so no position is out of range; at worst a free one counts as taken
        self._taken = np.zeros((side, side), dtype=bool)
        self._tried: dict[Place, int] = {}
        for position in positions.values():
            self._take(position)

    def put(self, node: str, x: float, y: float) -> None:
        """Place a node at a position, or at the first free one on a spiral around it."""
        place = start = round(x), round(y)
        # Many may wish for the same position; later ones needn't retry what was taken before
        near = start[0] // APART, start[1] // APART
        turn = self._tried.get(near, 0)
        side = len(self._taken)
        if self._taken[start[0] % side, start[1] % side]:
            taken = True
            while taken:
                spots = _spiral(turn + 1) + start
                tried = self._taken[tuple(spots.T % side)]
                first = int(tried.argmin())
                taken = bool(tried[first])
                turn += len(tried) if taken else first + 1
            place = int(spots[first, 0]), int(spots[first, 1])
        self._tried[near] = turn
        self.places[node] = place
        self._take(place)

    def _take(self, place: Place) -> None:
        import numpy as np

        side, (reach, disk) = len(self._taken), _disk()
        self._taken[np.ix_((reach + place[0]) % side, (reach + place[1]) % side)] |= disk

    def below(self) -> Place:
        """Return the position below the lower left corner of all."""
        return min(x for x, _ in self.places.values()), max(y for _, y in self.places.values()) + GAP


@cache
def _disk() -> tuple[Indices, NDArray[np.bool_]]:
    """Return the cells around a node that no other can take, as a radius and a mask."""
    import numpy as np

    reach = np.arange(1 - APART, APART)
    return reach, (reach**2)[:, None] + reach**2 < APART**2


@lru_cache(maxsize=4096)
def _spiral(turn: int) -> Indices:
    """Return positions around the centre, from one turn on; the golden angle fills the plane evenly."""
    import numpy as np

    turns = np.arange(turn, turn + AT_ONCE)
    radius, angle = APART * 0.5 * np.sqrt(turns), turns * 2.399963
    spots: Indices = np.rint(np.stack([radius * np.cos(angle), radius * np.sin(angle)], 1)).astype(np.int64)
    return spots


def _join(nodes: list[str], neighbours: dict[str, dict[str, float]], ground: _Ground) -> None:
    """Place new nodes near those of their neighbours that have a position, wave by wave."""
    wave = [node for node in nodes if node not in ground.places]
    while wave:
        placed = {node: {n: w for n, w in neighbours[node].items() if n in ground.places} for node in wave}
        ready = [node for node in wave if placed[node]]
        if not ready:
            return
        for node in ready:
            total = sum(placed[node].values()) or 1
            x = sum(ground.places[n][0] * w for n, w in placed[node].items()) / total
            y = sum(ground.places[n][1] * w for n, w in placed[node].items()) / total
            ground.put(node, x, y)
        wave = [node for node in wave if node not in ground.places]


def _components(nodes: list[str], neighbours: dict[str, dict[str, float]]) -> list[list[str]]:
    """Return the connected components, the largest first, then by id."""
    left = dict.fromkeys(nodes)
    parts = []
    while left:
        part = [left.popitem()[0]]
        for node in part:
            for other in neighbours[node]:
                if other in left:
                    del left[other]
                    part.append(other)
        parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part))


def _packed(parts: list[dict[str, tuple[float, float]]], origin: Place | None) -> list[tuple[str, tuple[float, float]]]:
    """Return all parts packed in rows; the first row is as wide as the largest part, or a fair page."""
    sizes = []
    for part in parts:
        xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
        sizes.append((min(xs), min(ys), max(xs) - min(xs) + GAP, max(ys) - min(ys) + GAP))
    area = sum(width * height for *_, width, height in sizes)
    page = max([math.sqrt(area), *(width for *_, width, _ in sizes)], default=0)
    left, top = origin or (0, 0)
    x = y = generated = 0.0
    packed = []
    for part, (low, high, width, height) in zip(parts, sizes, strict=True):
        if x and x + width > page:
            x, y, generated = 0.0, y + generated, 0.0
        packed += [(node, (left + x + a - low, top + y + b - high)) for node, (a, b) in part.items()]
        x, generated = x + width, max(generated, height)
    return packed


def _arrange(part: list[str], neighbours: dict[str, dict[str, float]]) -> dict[str, tuple[float, float]]:
    """Return the layout of a connected part, around its own centre."""
    if len(part) <= SMALL:
        radius = 0 if len(part) == 1 else ROOM * 0.6
        angles = [2 * math.pi * i / len(part) for i in range(len(part))]
        return {node: (radius * math.cos(a), radius * math.sin(a)) for node, a in zip(part, angles, strict=True)}

    import numpy as np

    index = {node: i for i, node in enumerate(part)}
    pairs = [(i, index[n], w) for node, i in index.items() for n, w in neighbours[node].items() if n > node]
    ends = np.array([pair[:2] for pair in pairs], dtype=np.int64)
    near = [set(neighbours[node]) for node in part]
    degree = np.array([len(adjacent) for adjacent in near], dtype=float)
    # Nodes that share neighbours belong together; one known by all (the user, above all) must not pull them into a heap
    shared = np.array([len(near[i] & near[j]) for i, j in ends], dtype=float)
    pull = np.array([w for *_, w in pairs]) * (1 + shared) / np.sqrt(degree[ends[:, 0]] * degree[ends[:, 1]])
    points = _forces(_pivots(ends, len(part)), ends, pull, np.sqrt(degree + 1))
    points *= ROOM * math.sqrt(len(part) / max(float(np.prod(np.ptp(points, axis=0))), 1e-6))
    return dict(zip(part, zip(*points.T.tolist(), strict=True), strict=True))


def _pivots(ends: Indices, count: int) -> Points:
    """Return start positions from the distances to pivots, each as far as possible from those before."""
    import numpy as np

    both = np.concatenate([ends, ends[:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    first = np.searchsorted(both[:, 0], np.arange(count + 1))
    others = both[:, 1]
    start = int(np.argmax(np.diff(first)))  # the node with most neighbours
    least_distances = np.full(count, np.inf)
    columns = []
    for _ in range(min(PIVOTS, count)):
        away = np.full(count, -1.0)
        away[start] = 0
        wave, layer = np.array([start]), 0
        while wave.size:
            layer += 1
            sizes = first[wave + 1] - first[wave]
            offsets = np.repeat(first[wave] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
            reached = others[offsets + np.arange(sizes.sum())]
            wave = np.unique(reached[away[reached] < 0])
            away[wave] = layer
        columns.append(away)
        least_distances = np.minimum(least_distances, away)
        start = int(np.argmax(least_distances))
    squares = np.array(columns).T ** 2
    centred = squares - squares.mean(0) - squares.mean(1, keepdims=True) + squares.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)
    points = centred @ axes[:, -1:-3:-1]
    # The solver's choice of sign is arbitrary; and nodes at the same point need some room to be driven apart
    points *= np.where(points[np.argmax(np.abs(points), 0), [0, 1]] < 0, -1, 1)
    turn = np.arange(count) * 2.399963
    jitter = np.stack([np.cos(turn), np.sin(turn)], 1) * np.sqrt((np.arange(count)[:, None] + 1) / count)
    spread: Points = points / (points.std(0) + 1e-9) * math.sqrt(count) / 3 + jitter
    return spread


def _forces(points: Points, ends: Indices, pull: Points, mass: Points) -> Points:
    """Return the points moved by forces, in units of `ROOM`: ties attract, all nodes repel, in ever smaller steps."""
    import numpy as np

    count = len(points)
    grid = 64 if count < 3000 else 128
    kernel = _kernel(grid)
    sources, targets = ends.T
    mass = mass / mass.mean()
    pull = pull / (2 * pull.sum() / count)
    for step in range(STEPS):
        low = points.min(0)
        cell = max(float((points.max(0) - low).max()) / (grid - 2), 1e-6)
        push = _repulsion((points - low) / cell, mass, grid, kernel) * (PUSH / cell / math.sqrt(count))
        line = points[sources] - points[targets]
        length = np.hypot(*line.T) + 1e-9
        # Attraction that grows with the logarithm of the distance separates communities (LinLog: Noack 2007)
        drawn = line * (pull * np.log1p(length) / length)[:, None]
        for axis in (0, 1):
            push[:, axis] += np.bincount(targets, drawn[:, axis], count) - np.bincount(sources, drawn[:, axis], count)
        push /= mass[:, None]
        push -= points * (GRAVITY / (np.hypot(*points.T) + 1))[:, None]
        length = np.hypot(*push.T) + 1e-9
        farthest = math.sqrt(count) * 0.1 * (1 - step / STEPS) ** 1.5 + 0.02
        points = points + push * np.minimum(1, farthest / length)[:, None]
        points = points - points.mean(0)
    return points


def _kernel(grid: int) -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """Return the repulsion of a unit mass on every cell around it, one over the distance, ready for convolution."""
    import numpy as np

    offsets = np.fft.fftfreq(2 * grid, 1 / (2 * grid))
    x, y = np.meshgrid(offsets, offsets, indexing="ij")
    squared = x * x + y * y + 0.25
    return np.fft.rfft2(x / squared), np.fft.rfft2(y / squared)


def _repulsion(
    points: Points, mass: Points, grid: int, kernel: tuple[NDArray[np.complex128], NDArray[np.complex128]]
) -> Points:
    """Return the repulsion at each point: masses are spread to the corners of their cells, convolved, and read back."""
    import numpy as np

    cells = np.minimum(points.astype(np.int64), grid - 2)
    x, y = (points - cells).T
    corners = cells[:, 0] * grid + cells[:, 1]
    shares = [(0, (1 - x) * (1 - y)), (1, (1 - x) * y), (grid, x * (1 - y)), (grid + 1, x * y)]
    density = sum(np.bincount(corners + step, mass * share, grid * grid) for step, share in shares)
    spectrum = np.fft.rfft2(np.reshape(density, (grid, grid)), (2 * grid, 2 * grid))
    push = np.empty_like(points)
    for axis in (0, 1):
        field = np.fft.irfft2(spectrum * kernel[axis], (2 * grid, 2 * grid))[:grid, :grid].ravel()
        push[:, axis] = mass * sum(field[corners + step] * share for step, share in shares)
    return push
