"""Communities, found in networks of any size."""

from typing import Any

import networkx as nx
import pytest

from helpers import ROOT, workspace_of
from wayin.network.communities import communities, pairs


def test_the_sample_has_the_communities_of_its_story() -> None:
    sample = workspace_of(ROOT / "notes")
    found = communities(sample.kb, pairs(sample.kb, sample.network, sample.clock), {})
    assert {"Wardlight", "Ettrick Mutual", "Lowrie & Tan"} <= {community.name for community in found}


def test_weights_are_integers_so_that_rounding_moves_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    weights: list[Any] = []

    def looked_at(graph: Any, **_: Any) -> list[set[int]]:
        weights.extend(weight for _, _, weight in graph.edges(data="weight"))
        return []

    monkeypatch.setattr(nx.community, "louvain_communities", looked_at)
    sample = workspace_of(ROOT / "notes")
    communities(sample.kb, pairs(sample.kb, sample.network, sample.clock), {})
    assert weights
    assert all(isinstance(weight, int) and weight > 0 for weight in weights)
