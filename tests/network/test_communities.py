"""Communities, found in networks of any size."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from helpers import ROOT, workspace_of
from wayin.network.communities import communities, pairs
from wayin.network.louvain import louvain

EDGES = st.dictionaries(
    st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 1000),
    max_size=90,
)


def test_the_sample_has_the_communities_of_its_story() -> None:
    sample = workspace_of(ROOT / "notes")
    found = communities(sample.kb, pairs(sample.kb, sample.network, sample.clock), {})
    assert {"Wardlight", "Ettrick Mutual", "Lowrie & Tan"} <= {community.name for community in found}


@given(EDGES)
def test_groups_are_as_good_as_those_of_networkx(weights: dict[tuple[int, int], int]) -> None:
    groups = louvain(30, weights)
    assert sorted(node for group in groups for node in group) == [*range(30)]
    assert louvain(30, dict(reversed(weights.items()))) == groups
    if weights:
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(30))
        graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in weights.items())
        theirs = nx.community.louvain_communities(graph, seed=1)
        assert nx.community.modularity(graph, groups) >= nx.community.modularity(graph, theirs) - 0.1


def test_groups_with_one_tie_between_them_are_apart() -> None:
    size, count = 6, 8
    inside = {(size * k + i, size * k + j): 5 for k in range(count) for j in range(size) for i in range(j)}
    between = {(size * k - 1, size * k): 1 for k in range(1, count)}
    assert louvain(size * count, inside | between) == [[*range(size * k, size * k + size)] for k in range(count)]
