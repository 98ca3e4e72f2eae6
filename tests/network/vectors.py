"""Questions and exact answers for the search in Python and its twin in the browser.

They are in `vectors.json`. After a change of the definitions, run `.venv/bin/python -m network.vectors` in tests/ to
update it; the answers are Python's, and the list of every way comes from brute force.
"""

import json
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from wayin.knowledge import KnowledgeBase
from wayin.network.companies import reach
from wayin.network.ties import Network
from wayin.network.ways import Search, Way

from . import random_cases, vault
from .referee import Case, Entry

FILE = Path(__file__).with_name("vectors.json")


def graph_of(vector: dict[str, Any]) -> tuple[KnowledgeBase, Network]:
    """Return the knowledge base and network of a vector: from notes, or from bare ties."""
    if "notes" in vector:
        kb = vault.base(vector["notes"])
        return kb, vault.ties(vector["notes"])
    bare = vector["ties"]
    case = Case(
        ties={(a, b): (worth, inferred) for a, b, worth, inferred in bare["ties"]},
        willing=bare["willing"],
        asks=[Entry(*entry) for entry in bare["asks"]],
        offers={(a, b): days for a, b, days in bare["offers"]},
        not_for={node: set(who) for node, who in bare["not_for"].items()},
        colleagues=bare["colleagues"],
        never=bare["never"],
    )
    return vault.base({person: {} for person in case.willing}), random_cases.network(case)


def answers(kb: KnowledgeBase, network: Network, question: dict[str, Any]) -> dict[str, Any]:
    """Return Python's answers as plain values."""
    search = Search(network)
    options = {"source": question["source"], "most": question["most"], "without": question["without"]}
    target = question["target"]
    if target in kb.companies:
        return {
            "reached": [
                [
                    reached.person, reached.current, reached.company,
                    reached.known.cost if reached.known else None, plain(reached.best),
                ]
                for reached in reach(kb, search, target, vault.CLOCK, **options)
            ]
        }  # fmt: skip
    found = search.ways(target, **options)
    return {
        "known": found.known.cost if found.known else None,
        "ways": [plain(way) for way in found.ways],
        "without": {person: plain(way) for person, way in found.without.items()},
        "every": [plain(way) for way in search.every(target, **options)],
    }


def plain(way: Way | None) -> list[Any] | None:
    """Return a way as a list: at capacity, cost, people."""
    return [way.at_capacity, way.cost, list(way.people)] if way else None


def _questions(rng: Random, people: list[str], targets: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "target": rng.choice(targets),
            "source": "me" if rng.random() < 0.7 else rng.choice(people),
            "most": rng.choice((1, 2, 2, 3)),
            "without": sorted(rng.sample(people, rng.choice((0, 0, 1)))),
        }
        for _ in range(3)
    ]


def make() -> list[dict[str, Any]]:
    """Return new vectors: dense bare networks, where ways have equal ranks, and notes with companies and stubs."""
    rng, vectors = Random(7), []
    for i in range(48):
        if i % 3:
            case = asdict(random_cases.case(rng))
            vector: dict[str, Any] = {
                "ties": {
                    "ties": [[a, b, worth, inferred] for (a, b), (worth, inferred) in sorted(case["ties"].items())],
                    "willing": case["willing"],
                    "asks": [entry for entry in case["asks"] if entry.target != "companies/elsewhere"],
                    "offers": [[a, b, days] for (a, b), days in sorted(case["offers"].items())],
                    "not_for": {node: sorted(who) for node, who in case["not_for"].items()},
                    "colleagues": sorted(case["colleagues"]),
                    "never": sorted(case["never"]),
                }
            }
        else:
            vector = {"notes": random_cases.files(rng)}
        kb, network = graph_of(vector)
        people, companies = list(kb.people), list(kb.companies)
        vector["questions"] = _questions(rng, people, people) + (
            _questions(rng, people, companies) if companies else []
        )
        for question in vector["questions"]:
            question["answer"] = answers(kb, network, question)
        vectors.append(vector)
    return vectors


def read() -> list[dict[str, Any]]:
    """Return the saved vectors."""
    found: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return found


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(vector, ensure_ascii=False, separators=(",", ":")) for vector in make())
    FILE.write_text(f"[\n{lines}\n]\n", "utf-8")
