"""Groups with more ties inside than to others, by the Louvain method (Blondel et al. 2008).

Weights are integers and nodes are taken in order, so that the groups are the same on every machine. A library for it
takes longer to load than the whole map of a small network.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class _Graph:
    """The weights of a graph: between different nodes, from both ends, and within each node."""

    edges: list[dict[int, int]]
    inside: list[int]


def louvain(count: int, weights: Mapping[tuple[int, int], int]) -> list[list[int]]:
    """Return the groups of a weighted graph, each in order.

    Args:
        count: the number of nodes, which are called 0 to `count` - 1.
        weights: the positive weight of each edge between two different nodes, once.

    >>> louvain(5, {(0, 1): 3, (1, 2): 3, (0, 2): 3, (2, 3): 1, (3, 4): 3})
    [[0, 1, 2], [3, 4]]
    """
    groups = [[node] for node in range(count)]
    graph = _Graph([{} for _ in range(count)], [0] * count)
    for (one, other), weight in weights.items():
        graph.edges[one][other] = graph.edges[other][one] = weight
    while True:
        homes = _settle(graph)
        numbers = {home: number for number, home in enumerate(dict.fromkeys(homes))}
        if len(numbers) == len(groups):
            return sorted(sorted(group) for group in groups)
        homes = [numbers[home] for home in homes]
        merged: list[list[int]] = [[] for _ in numbers]
        for group, home in zip(groups, homes, strict=True):
            merged[home] += group
        groups, graph = merged, _merged(graph, homes, len(numbers))


def _settle(graph: _Graph) -> list[int]:
    """Return the home of each node, after nodes have moved to neighbours for as long as that adds modularity."""
    degrees = [sum(edges.values()) + 2 * inside for edges, inside in zip(graph.edges, graph.inside, strict=True)]
    total = sum(degrees)
    homes, sums = [*range(len(degrees))], [*degrees]
    is_moving = True
    while is_moving:
        is_moving = False
        for node, edges in enumerate(graph.edges):
            home, shares = homes[node], defaultdict(int, {homes[node]: 0})
            for other, weight in edges.items():
                shares[homes[other]] += weight
            sums[home] -= degrees[node]
            # The modularity that each home would add, times the same number
            gains = {place: share * total - sums[place] * degrees[node] for place, share in shares.items()}
            best = min(gains, key=lambda place: (-gains[place], place))
            if gains[best] > gains[home]:
                homes[node], is_moving = best, True
            sums[homes[node]] += degrees[node]
    return homes


def _merged(graph: _Graph, homes: list[int], count: int) -> _Graph:
    """Return the graph in which each home is one node."""
    merged = _Graph([defaultdict(int) for _ in range(count)], [0] * count)
    for node, edges in enumerate(graph.edges):
        home = homes[node]
        merged.inside[home] += graph.inside[node]
        for other, weight in edges.items():
            if homes[other] != home:
                merged.edges[home][homes[other]] += weight
            elif node < other:
                merged.inside[home] += weight
    return merged
