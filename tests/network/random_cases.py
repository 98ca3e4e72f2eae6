"""Random networks and random notes, from a seed: small enough to list every way, crowded enough to collide."""

import math
from collections import defaultdict
from random import Random

from wayin.network.ties import Network, Row, Tie

from .referee import Case
from .vault import Files, ago

# 693 = 3 · 231: whole sums of it make ways of different lengths cost the same
STEP = 231
QUALITIES = tuple(math.exp(-STEP * times / 1000) for times in range(1, 5))


def case(rng: Random) -> Case:
    """A random case: few qualities so that ways tie in rank, some ties inferred, some people busy or unwilling."""
    people = ["me", *(f"people/{letter}" for letter in "abcdefg"[: rng.randint(3, 7)])]
    others = people[1:]
    density = rng.choice((0.25, 0.4, 0.6, 0.8))
    inferred = rng.choice((0, 0.15, 0.5))
    qualities = rng.choice((QUALITIES[:1], QUALITIES[:3:2], QUALITIES[:3:2], QUALITIES))  # few of them: many ways alike
    odd = rng.choice((0, 0.1))
    found = Case()
    for source in people:
        for target in others:
            if source != target and rng.random() < density:
                worth = rng.uniform(0.02, 1) if rng.random() < odd else rng.choice(qualities)
                found.ties[source, target] = (worth, rng.random() < inferred)
    moods = (1.0,) if rng.random() < 0.5 else (1.0, 1.0, 0.7, 0.7, 0.3, 0.0)
    found.willing = {person: rng.choice(moods) for person in others}
    if rng.random() < 0.4:
        found.asks = {person: count for person in others if (count := rng.choice((0, 0, 0, 1, 2, 3, 3, 4)))}
    if rng.random() < 0.5:
        found.offers = {tie for tie in found.ties if tie[0] != "me" and rng.random() < 0.2}
    if rng.random() < 0.5:
        found.declined = {person: set(rng.sample(others, rng.randint(1, 2))) for person in rng.sample(others, 2)}
    return found


def network(case: Case) -> Network:
    """The program's network of a case."""
    ties: dict[str, dict[str, Tie]] = defaultdict(dict)
    for (source, target), (worth, inferred) in sorted(case.ties.items()):
        row = Row("knows", 3, "inferred" if inferred else "stated", None, worth, source)
        ties[source][target] = Tie(source, target, (row,))
    return Network(
        ties=dict(ties),
        people=tuple(sorted({"me", *case.willing})),
        willing=dict(case.willing),
        open_asks=dict(case.asks),
        offers=frozenset(case.offers),
        declined={target: frozenset(who) for target, who in case.declined.items()},
        contact={},
    )


def files(rng: Random, most_people: int = 7) -> Files:
    """Random notes that use every line of the table of ties, and ledgers, companies and stubs."""
    people = [f"people/{letter}" for letter in "abcdefgh"[: rng.randint(3, most_people)]]
    known = [*people, "people/stub"]  # somebody without a note
    companies = ["companies/acme", "companies/bolt", "companies/acme-labs"]
    found: Files = {path: _person(rng, path, known, companies) for path in people}
    found["companies/acme"] = {"introductions": _asks(rng, known)} if rng.random() < 0.4 else {}
    found["companies/acme-labs"] = {"parent": "companies/acme"}
    for i in range(rng.choice((0, 1, 1, 2, 3))):
        found[f"interviews/{i}"] = _interview(rng, known)
    return found


def _day(rng: Random) -> str:
    """A day, mostly past; few different ones, so that ties tie."""
    return ago(rng.choice((0, 10, 10, 60, 60, 400, 2000, -20)))


def _person(rng: Random, path: str, known: list[str], companies: list[str]) -> dict:
    others = [other for other in known if other != path]
    facts: dict = {}
    if rng.random() < 0.3:
        facts["closeness"] = rng.randint(1, 5)
    if rng.random() < 0.25:
        facts["log"] = [_day(rng) for _ in range(rng.randint(1, 2))]
    if rng.random() < 0.15:
        facts["last_contact"] = _day(rng)
    if rng.random() < 0.15:
        facts["introduced_by"] = rng.choice(others)
    if rng.random() < 0.7:
        facts["knows"] = [_knows(rng, other) for other in rng.sample(others, rng.randint(1, min(3, len(others))))]
    if rng.random() < 0.4:
        facts["introduces"] = rng.choice(("yes", "yes", "ask", "reluctant", "no"))
    if rng.random() < 0.3:
        facts["introductions"] = _asks(rng, others)
    if rng.random() < 0.3:
        facts["work"] = [_job(rng, rng.choice(companies)) for _ in range(rng.randint(1, 2))]
    elif rng.random() < 0.3:
        facts["company"] = rng.choice(companies)
    return facts


def _knows(rng: Random, other: str) -> object:
    if rng.random() < 0.2:
        return other
    entry: dict[str, object] = {"person": other}
    if rng.random() < 0.7:
        entry["strength"] = rng.randint(1, 5)
    if rng.random() < 0.3:
        entry["reverse"] = rng.randint(1, 5)
    if rng.random() < 0.4:
        entry["evidence"] = rng.choice(("stated", "worked-together", "linkedin", "inferred"))
    if rng.random() < 0.4:
        entry["last"] = _day(rng)
    return entry


def _asks(rng: Random, others: list[str]) -> list[dict]:
    via = rng.choice(others)
    asks = []
    for _ in range(rng.choice((1, 2, 3, 4))):
        ask = {"via": via, "asked": ago(rng.choice((1, 1, 30, 89, 92, -5)))}
        if rng.random() < 0.15:
            ask[rng.choice(("agreed", "made", "declined"))] = ago(0)
        asks.append(ask)
    return asks


def _job(rng: Random, company: str) -> dict:
    """A job whose period is known to a year or a month at its start, and to the day at its end."""
    job = {"company": company}
    if rng.random() < 0.8:
        job["from"] = rng.choice(("2014", "2018-03", "2021-06-15", "2023"))
    if rng.random() < 0.5:
        job["to"] = rng.choice(("2024-02-29", "2025-07-31", "2026-10-17", "2027-03-31"))
    return job


def _interview(rng: Random, known: list[str]) -> dict:
    facts: dict = {"with": rng.sample(known, rng.choice((1, 1, 2, 3)))}
    if rng.random() < 0.85:
        facts["date"] = _day(rng)
    if rng.random() < 0.4:
        facts["introductions"] = rng.sample(known, rng.randint(1, 2))
    if rng.random() < 0.3:
        facts["introduced_by"] = rng.choice(known)
    return facts
