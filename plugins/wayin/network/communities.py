"""Groups of people: pairs that the map draws close together, and the communities they form."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayin.model import ME
from wayin.network.outskirts import lone_contacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wayin.clock import Clock
    from wayin.knowledge import KnowledgeBase
    from wayin.network.layout import Place
    from wayin.network.ties import Network

Pair = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Community:
    """People and companies with more ties among each other than to others."""

    name: str
    members: tuple[str, ...]
    """The ids of people and companies, in order."""


def pairs(kb: KnowledgeBase, network: Network, clock: Clock) -> list[Pair]:
    """Return who belongs close to whom, with weights: people by their ties, companies with current and past staff."""
    weighted_pairs = [(tie.source, tie.target, tie.quality) for ties in network.ties.values() for tie in ties.values()]
    for company in kb.companies.values():
        for person, jobs in kb.staff(company.id):
            current = any(job.is_current(clock.today) for job in jobs)
            weighted_pairs.append((company.id, person.id, 0.75 if current else 0.25))
        if company.parent:
            weighted_pairs.append((company.id, company.parent, 0.5))
    return weighted_pairs


def communities(kb: KnowledgeBase, weighted_pairs: list[Pair], positions: Mapping[str, Place]) -> list[Community]:
    """Return the communities of everyone but you, in their order around the centre of the map.

    Only those with three or more members count; everybody else belongs to none.
    """
    import networkx as nx

    # Integers, because rounding errors add up and can make people switch between communities for minutes
    weights: dict[tuple[str, str], int] = defaultdict(int)
    for source, target, weight in weighted_pairs:
        if ME not in (source, target):
            weights[min(source, target), max(source, target)] += max(1, round(1000 * weight))
    graph: nx.Graph[int] = nx.Graph()
    lone = set(lone_contacts(kb, weighted_pairs))
    nodes = sorted(node for node in (*kb.people, *kb.companies) if node not in lone)
    # Numbers, because the order of a set of strings differs from process to process
    index = {node: i for i, node in enumerate(nodes)}
    graph.add_nodes_from(range(len(nodes)))
    graph.add_weighted_edges_from((index[a], index[b], weight) for (a, b), weight in sorted(weights.items()))
    groups = [sorted(group) for group in nx.community.louvain_communities(graph, seed=1) if len(group) > 2]
    degree = {nodes[i]: count for i, count in graph.degree()}
    named = []
    for group in groups:
        members = tuple(nodes[i] for i in group)
        named.append(Community(_name(kb, members, degree), members))
    if not positions:
        return sorted(named, key=lambda community: community.members)
    middle = _middle(list(positions), positions)
    return sorted(
        named, key=lambda community: (_angle(_middle(community.members, positions), middle), community.members)
    )


def _name(kb: KnowledgeBase, members: tuple[str, ...], degree: Mapping[str, int]) -> str:
    """Return a community's name: the company most members work or worked at, else the member with most ties."""
    inside = set(members)
    staff = Counter({node: len({p.id for p, _ in kb.staff(node)} & inside) for node in members if node in kb.companies})
    if staff and max(staff.values()) > 1:
        return kb.name(min(staff, key=lambda node: (-staff[node], node)))
    people = [node for node in members if node in kb.people] or list(members)
    return f"around {kb.name(min(people, key=lambda node: (-degree[node], node)))}"


def _middle(nodes: list[str] | tuple[str, ...], positions: Mapping[str, Place]) -> tuple[float, float]:
    standing = [positions[node] for node in nodes if node in positions] or [(0, 0)]
    return sum(x for x, _ in standing) / len(standing), sum(y for _, y in standing) / len(standing)


def _angle(point: tuple[float, float], middle: tuple[float, float]) -> float:
    return math.atan2(point[1] - middle[1], point[0] - middle[0])
