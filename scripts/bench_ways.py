"""Every way to everybody: our search against networkx's, in the same run.

    .venv/bin/python scripts/bench_ways.py [--people 10000] [--sample 50]

All best ways and their alternatives, for every target, with what remains if somebody says no; against
`networkx.shortest_simple_paths` for the same number of ways, taken for some targets and multiplied up.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import sys
import time
from datetime import date

import networkx as nx

from wayin.network.ties import Network, Tie, TieEvidence
from wayin.network.ways import Search
from wayin.network.willingness import Willingness

STRENGTHS = {1: 0.15, 2: 0.35, 3: 0.55, 4: 0.75, 5: 0.92}


def made_up(people: int, seed: int = 1) -> Network:
    """Return a network of this many people with eight times as many directed ties; one in a hundred is a contact."""
    choose = random.Random(seed)
    graph = nx.powerlaw_cluster_graph(people, 4, 0.3, seed=seed)
    names = [f"people/p{number:05}" for number in range(people)]
    ties: dict[str, dict[str, Tie]] = {"me": {}}

    def tie(source: str, target: str) -> None:
        strength = choose.randint(1, 5)
        evidence = TieEvidence(
            "knows", strength, "stated", date(2026, 1, 1), STRENGTHS[strength] * choose.uniform(0.6, 1), source
        )
        ties.setdefault(source, {})[target] = Tie(source, target, (evidence,))

    for one, other in graph.edges():
        tie(names[one], names[other])
        tie(names[other], names[one])
    for known in choose.sample(names, people // 100):
        tie("me", known)
    willing = {name: choose.choice([1.0, 0.7, 0.7, 0.3]) for name in names}
    return Network(ties, ("me", *names), Willingness(willing))


def main() -> int:
    """Print both times, their ratio, and the peak memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=50)
    wanted = parser.parse_args()
    network = made_up(wanted.people)
    people = network.people[1:]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    search = Search(network)
    counts = {person: len(search.ways(person).ways) for person in people}
    ours = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    graph: nx.DiGraph[str] = nx.DiGraph()
    for source, ties in network.ties.items():
        graph.add_weighted_edges_from((source, target, max(1, tie.cost)) for target, tie in ties.items())
    sample = random.Random(2).sample(people, wanted.sample)
    start = time.process_time()
    for person in sample:
        paths = nx.shortest_simple_paths(graph, "me", person, weight="weight")
        list(itertools.islice(paths, max(1, counts[person])))
    theirs = (time.process_time() - start) * len(people) / len(sample)
    count = sum(map(len, network.ties.values()))
    print(f"{len(people)} people, {count} ties, {sum(counts.values())} ways")
    print(f"ours:     {ours:.2f} s of CPU, {(after - before) / 1024:.0f} MB more memory")
    print(f"networkx: {theirs:.1f} s of CPU (from {len(sample)} targets)")
    print(f"ratio:    1/{theirs / ours:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
