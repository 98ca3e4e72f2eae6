"""Random networks and random notes, from a seed: small enough to list every way, dense enough for conflicts."""

import math
from collections import defaultdict
from datetime import date, timedelta
from random import Random

from wayin.knowledge import Ask
from wayin.network.ties import Network, Tie, TieEvidence
from wayin.network.willingness import Willingness, asked_about

from .referee import Case, Entry
from .vault import CLOCK, TODAY, Files, ago

# 693 = 3 · 231: with multiples of it, ways of different lengths cost the same
STEP = 231
QUALITIES = tuple(math.exp(-STEP * times / 1000) for times in range(1, 5))


def case(rng: Random) -> Case:
    """Return a random case: few qualities for equal ranks, some inferred ties, some people busy or unwilling."""
    people = ["me", *(f"people/{letter}" for letter in "abcdefg"[: rng.randint(3, 7)])]
    others = people[1:]
    density = rng.choice((0.25, 0.4, 0.6, 0.8))
    inferred = rng.choice((0, 0.15, 0.5))
    qualities = rng.choice((QUALITIES[:1], QUALITIES[:3:2], QUALITIES[:3:2], QUALITIES))  # few, for many equal ways
    odd = rng.choice((0, 0.1))
    found = Case()
    for source in people:
        for target in others:
            if source != target and rng.random() < density:
                worth = rng.uniform(0.02, 1) if rng.random() < odd else rng.choice(qualities)
                found.ties[source, target] = (worth, rng.random() < inferred)
    moods = (1.0,) if rng.random() < 0.5 else (1.0, 1.0, 0.7, 0.7, 0.3, 0.0)
    found.willing = {person: rng.choice(moods) for person in others}
    if rng.random() < 0.6:
        targets = [*others, "companies/elsewhere"]
        busy = rng.choice((2, 5, 12))
        found.asks = [_entry(rng, rng.choice(others), rng.choice(targets)) for _ in range(rng.randint(1, busy))]
        if rng.random() < 0.5:
            crowded = rng.choice(others)
            found.asks += [Entry(crowded, rng.choice(targets), rng.choice((1, 89, 90))) for _ in range(4)]
        found.asks = [entry for entry in found.asks if entry.via != entry.target]
    if rng.random() < 0.5:
        held = (0, 20, 100, 400, 4000)
        found.offers = {tie: rng.choice(held) for tie in found.ties if tie[0] != "me" and rng.random() < 0.2}
    if rng.random() < 0.3:
        found.not_for = {person: set(rng.sample(others, 1)) - {person} for person in rng.sample(others, 2)}
    if rng.random() < 0.3:
        found.colleagues = set(rng.sample(others, 2))
    if rng.random() < 0.2:
        found.never = {rng.choice(others)}
        found.willing |= dict.fromkeys(found.never, 0.0)
    return found


def _entry(rng: Random, via: str, target: str) -> Entry:
    """Return a request of any age, with any outcome."""
    asked = rng.choice((1, 10, 14, 15, 30, 60, 89, 90, 91, 400))
    agreed = rng.choice((None, None, None, 5, 45, 46, 80))
    over = rng.choice(("", "", "", "", "made", "declined", "closed"))
    return Entry(via, target, asked, min(agreed, asked) if agreed is not None else None, over, 0 if over else None)


def network(case: Case) -> Network:
    """Return the program's network of a case."""
    ties: dict[str, dict[str, Tie]] = defaultdict(dict)
    for (source, target), (worth, inferred) in sorted(case.ties.items()):
        evidence = TieEvidence("knows", 3, "inferred" if inferred else "stated", None, worth, source)
        ties[source][target] = Tie(source, target, (evidence,))
    ledgers: dict[str, list[Ask]] = defaultdict(list)
    for entry in case.asks:
        asked, agreed = (_before(days) for days in (entry.asked, entry.agreed))
        ends = {word: TODAY if entry.over == word else None for word in ("made", "declined", "closed")}
        ledgers[entry.target].append(Ask(entry.via, entry.target, asked, agreed, outcome=None, **ends))
    declined = {target: {ask.via for ask in asks if ask.declined} for target, asks in ledgers.items()}
    return Network(
        ties=dict(ties),
        people=tuple(sorted({"me", *case.willing})),
        willingness=Willingness(
            willing=dict(case.willing),
            offers={pair: 0.75 * 2 ** -(days / 30.44 / 4) for pair, days in case.offers.items()},
            declined={target: frozenset(who) for target, who in declined.items() if who},
            asked={target: asked_about(asks, CLOCK) for target, asks in ledgers.items()},
            colleagues=frozenset(case.colleagues),
            never=frozenset(case.never),
            not_for={node: frozenset(who) for node, who in case.not_for.items()},
        ),
    )


def _before(days: int | None) -> date | None:
    return None if days is None else TODAY - timedelta(days=days)


def files(rng: Random, most_people: int = 7) -> Files:
    """Return random notes that use every line of the table of ties, with ledgers, companies and stubs."""
    people = [f"people/{letter}" for letter in "abcdefgh"[: rng.randint(3, most_people)]]
    known = [*people, "people/stub"]  # somebody without a note
    companies = ["companies/acme", "companies/bolt", "companies/acme-labs", "companies/acme-tools"]
    found: Files = {path: _person(rng, path, known, companies) for path in people}
    found["companies/acme"] = {"introductions": _asks(rng, known)} if rng.random() < 0.4 else {}
    found["companies/acme-labs"] = {"parent": "companies/acme"}
    found["companies/acme-tools"] = {"parent": "companies/acme"}
    if rng.random() < 0.4:
        found["companies/bolt"] = {"size": rng.choice(("8", "10-20", "11-50"))}
    if rng.random() < 0.4:
        found["me"] = {"work": [_job(rng, "companies/bolt")], "education": _education(rng)}
    for i in range(rng.choice((0, 1, 1, 2, 3))):
        found[f"interviews/{i}"] = _interview(rng, known)
    return found


def _day(rng: Random) -> str:
    """Return a day, mostly past; few different ones, so that ties are equal."""
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
    if rng.random() < 0.1:
        facts |= rng.choice(({"confidential": True}, {"tags": ["conflict"]}, {"knows_i_look": True}))
    if rng.random() < 0.15:
        facts["not_for"] = [rng.choice([*others, *companies])]
    if rng.random() < 0.2:
        facts["education"] = _education(rng)
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
        ask = {"via": via, "asked": ago(rng.choice((1, 1, 13, 16, 30, 89, 92, 200, -5)))}
        if rng.random() < 0.2:
            ask[rng.choice(("agreed", "made", "declined", "closed"))] = ago(rng.choice((0, 0, 50)))
        asks.append(ask)
    return asks


def _education(rng: Random) -> list[dict]:
    """Return a time at one of two schools, with or without years."""
    years = rng.choice(({}, {"to": "2019"}, {"from": "2015", "to": "2019"}, {"from": "2017-09", "to": "2021"}))
    return [{"school": rng.choice(("Leeds", "York")), **years}]


def _job(rng: Random, company: str) -> dict:
    """Return a job whose start is known to a year or a month, and its end to the day."""
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
