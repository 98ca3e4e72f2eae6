"""Contacts in the search: ties of random exported files, and every way along them, compared with slow, simple code."""

import tempfile
from datetime import date, timedelta
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.cases import TODAY
from contacts.corpus.books import card
from contacts.corpus.linkedin import HEAD, IN, NEW, wrote
from examples import examples
from network.test_contact_ties import workspace

from . import referee

PEOPLE = [f"P{i} Test" for i in range(5)]
MINE = ("Me Example", f"{IN}me-example")
DAYS = st.integers(1, 1500).map(lambda ago: TODAY - timedelta(days=ago))
PERSON = st.fixed_dictionaries(
    {
        "connected": st.none() | DAYS,
        "book": st.booleans(),
        "mine": st.sets(DAYS, max_size=12),
        "theirs": st.sets(DAYS, max_size=4),
    }
)
PLAN = st.fixed_dictionaries(
    {
        "people": st.lists(PERSON, min_size=5, max_size=5),
        "groups": st.lists(st.tuples(st.sets(st.integers(0, 4), min_size=2, max_size=3), DAYS), max_size=3),
        "related": st.lists(st.tuples(st.permutations(range(5)).map(lambda order: tuple(order[:2])),
                                      st.sampled_from(["spouse", "friend"])), max_size=3),
    }
)  # fmt: skip


def id_of(number: int) -> str:
    return f"people/p{number}-test"


def end(number: int) -> tuple[str, str]:
    return PEOPLE[number], f"{IN}p{number}-test"


def files(plan: dict) -> dict[str, str]:
    """Return the plan as a LinkedIn archive's tables and an address book."""
    connections, messages, cards = NEW, HEAD, ""
    for i, person in enumerate(plan["people"]):
        name, url = end(i)
        if person["connected"]:
            connections += f"{name.split()[0]},Test,{url},,,,{person['connected'].isoformat()}\n"
        for day in sorted(person["mine"]):
            messages += wrote(f"t{i}", day.isoformat(), *MINE, name, url)
        for day in sorted(person["theirs"]):
            messages += wrote(f"t{i}", day.isoformat(), name, url, *MINE)
        named = [(PEOPLE[b], label) for (a, b), label in plan["related"] if a == i]
        if person["book"] or any(i in pair for pair, _ in plan["related"]):
            related = [f"RELATED;TYPE={label};VALUE=text:{other}" for other, label in named]
            cards += card(f"FN:{name}", f"URL:{url}", *related, version="4.0")
    for number, (members, day) in enumerate(plan["groups"]):
        first, *others = sorted(members)
        names = ", ".join(PEOPLE[i] for i in others) + ", Me Example"
        urls = ",".join([*(end(i)[1] for i in others), MINE[1]])
        messages += wrote(f"g{number}", day.isoformat(), *end(first), names, urls)
    # Your own file identifies you, so one thread is enough
    own = "From,To,Sent At,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    own += f'Me Example,Q Test,"1/2/26, 1:00 PM",OUTGOING,{MINE[1]},{IN}q\n'
    return {"a__csv": connections, "b__csv": messages, "d__csv": own} | ({"c__vcf": cards} if cards else {})


def expected(plan: dict) -> dict[tuple[str, str], tuple[float, bool]]:
    """Return the best quality of each tie, and whether it is only inferred, from the table."""
    rows: dict[tuple[str, str], list[tuple[float, bool]]] = {}

    def add(
        source: str, target: str, strength: int, evidence: float, last: date | None, inferred: bool = False
    ) -> None:
        f = referee.F[strength]
        r = (f + 1) / 2 if last is None else f + (1 - f) * 2 ** -((TODAY - last).days / 30.44 / 24)
        rows.setdefault((source, target), []).append((referee.B[strength] * evidence * r, inferred))

    for i, person in enumerate(plan["people"]):
        both = person["mine"] | person["theirs"] if person["mine"] and person["theirs"] else set()
        if both:
            months = len({(day.year, day.month) for day in both})
            strength = 4 if len(both) >= 10 and months >= 6 else 3 if len(both) >= 3 and months >= 2 else 2
            add("me", id_of(i), strength, 0.9, max(both))
        if person["connected"]:
            add("me", id_of(i), 1, 0.6, person["connected"])
        elif person["book"] or any(i in pair for pair, _ in plan["related"]):
            add("me", id_of(i), 1, 0.6, None)
        if person["mine"] and not person["theirs"]:
            add("me", id_of(i), 1, 0.6, person["connected"])
    for members, day in plan["groups"]:
        for a, b in permutations(members, 2):
            add(id_of(a), id_of(b), 2, 0.35, day, True)
    # Of several words for a pair, family wins
    labels: dict[frozenset[int], set[str]] = {}
    for pair, label in plan["related"]:
        labels.setdefault(frozenset(pair), set()).add(label)
    for pair, words in labels.items():
        for a, b in permutations(pair, 2):
            add(id_of(a), id_of(b), 4 if "spouse" in words else 3, 1, None)
    return {key: (max(q for q, _ in found), all(inferred for _, inferred in found)) for key, found in rows.items()}


def best_way(ties: dict[tuple[str, str], tuple[float, bool]], target: str) -> int | None:
    """Return the least cost of a way with one or two intermediaries."""
    costs = []
    others = sorted({node for key in ties for node in key} - {"me", target})
    for count in (1, 2):
        for between in permutations(others, count):
            path = ["me", *between, target]
            steps = list(pairwise(path))
            if all(step in ties for step in steps) and sum(ties[step][1] for step in steps) <= 1:
                cost = sum(referee.whole(ties[step][0]) for step in steps) + count * referee.whole(0.7)
                costs.append(cost + 693 * (count - 1))
    return min(costs, default=None)


@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PLAN)
def test_ties_and_ways_are_those_of_the_table(plan: dict) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = workspace(Path(folder), **files(plan))
        right = expected(plan)
        network = found.network
        ties = {(source, target): tie for source, leaving in network.ties.items() for target, tie in leaving.items()}
        assert ties.keys() == right.keys()
        for key, (quality, inferred) in right.items():
            assert ties[key].quality == pytest.approx(quality)
            assert ties[key].inferred == inferred
        for i in range(5):
            if id_of(i) in found.kb.people:
                best = found.search.best(id_of(i), most=2)
                assert (best.cost if best else None) == best_way(right, id_of(i))
