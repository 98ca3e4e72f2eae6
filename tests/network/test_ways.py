"""The search against a referee that lists every way: no difference on thousands of small networks."""

import math
from collections import Counter
from datetime import date
from itertools import islice, pairwise
from random import Random

import networkx as nx
import pytest

from examples import examples
from wayin.network import companies, tiers
from wayin.network.ties import Network, cost
from wayin.network.ways import Search, Way

from . import random_cases
from .random_cases import QUALITIES, STEP
from .referee import Case, Entry, Facts, Path, allowed
from .vault import CLOCK, TODAY, Files, ago, base, search, ties

A, B, C, D, E = (f"people/{letter}" for letter in "abcde")
T = "people/t"


def as_path(way: Way | None) -> Path | None:
    return way and Path(way.at_capacity, way.cost, way.length, way.people)


def as_paths(ways: list[Way] | tuple[Way, ...]) -> list[Path | None]:
    return [as_path(way) for way in ways]


def first(ways: list[Path]) -> Path | None:
    return ways[0] if ways else None


def check(case: Case, network: Network, rng: Random) -> Counter[str]:
    """Check everything the search answers about a network against the referee; return what was covered."""
    met: Counter[str] = Counter()
    searching = Search(network)
    people = sorted({person for tie in case.ties for person in tie} - {"me"})
    source = "me" if not people or rng.random() < 0.8 else rng.choice(people)
    every = case.ways(source)
    for target in people:
        most = rng.choice((1, 2, 2, 3, 3))
        without = rng.sample(people, rng.choice((0, 0, 1, 2))) if len(people) > 2 else []
        without = [person for person in without if person != target]
        right = allowed(every.get(target, ()), without, most)
        asked = {"source": source, "most": most, "without": without}
        assert as_paths(searching.every(target, **asked)) == right
        assert as_path(searching.best(target, **asked)) == first(right)
        found = searching.ways(target, **asked)
        assert as_paths(found.ways) == case.choose(right)
        direct = case.ties.get((source, target))
        assert (found.known and found.known.quality) == (direct and pytest.approx(direct[0]))
        between = right[0].inner if right else ()
        assert {person: as_path(way) for person, way in found.without.items()} == {
            person: first([way for way in right if person not in way.inner]) for person in between
        }
        met["targets"] += 1
        met["ways"] += len(right)
        met["reached"] += bool(right)
        met["at capacity"] += any(way.at_capacity for way in right)
        met["best is longer"] += bool(right) and right[0].length > 1
        met["only way in"] += None in found.without.values()
        met["tie in rank"] += any(one[:2] == other[:2] for one, other in pairwise(right))
        met["rank tied across lengths"] += any(a[:2] == b[:2] and a.length != b.length for a, b in pairwise(right))
        met["alternative refused"] += len(found.ways) < min(5, len({way.people[1] for way in right}))
        met["inferred"] += any(case.ties[step][1] for way in right for step in pairwise(way.people))
        met["without somebody"] += bool(without)
        met["asked for this target"] += any(entry.target == target for entry in case.asks)
        met["detour left out"] += any(map(case.is_detour, right))
        met["an offer"] += any(way.people[1:3] in case.offers for way in right)
        met["works with me"] += any(set(case.colleagues) & set(way.inner) for way in right)
    return met


# ── Thousands of networks ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_listing_every_way(seed: int) -> None:
    met: Counter[str] = Counter()
    for i in range(examples(1000)):
        rng = Random(f"{seed} {i}")
        case = random_cases.case(rng)
        met += check(case, random_cases.network(case), rng)
    # The networks are useless unless they cover the difficult cases
    assert met["reached"] > 2 * examples(1000)
    for difficulty in (
        "at capacity", "best is longer", "only way in", "tie in rank", "rank tied across lengths",
        "alternative refused", "inferred", "without somebody", "asked for this target", "detour left out", "an offer",
        "works with me",
    ):  # fmt: skip
        assert met[difficulty] > examples(40) // 10, f"{difficulty}: {met}"


@pytest.mark.parametrize("seed", range(5))
def test_agrees_from_the_notes_to_the_ways(seed: int) -> None:
    met: Counter[str] = Counter()
    for i in range(200):
        rng = Random(f"notes {seed} {i}")
        files = random_cases.files(rng)
        case, network = Facts(files, TODAY).case, ties(files)
        found = {(u, v): (tie.quality, tie.inferred) for u, row in network.ties.items() for v, tie in row.items()}
        assert {tie: inferred for tie, (_, inferred) in found.items()} == {
            tie: inferred for tie, (_, inferred) in case.ties.items()
        }
        assert {tie: q for tie, (q, _) in found.items()} == pytest.approx({tie: q for tie, (q, _) in case.ties.items()})
        assert all(
            tie.cost == round(-1000 * math.log(tie.quality)) for row in network.ties.values() for tie in row.values()
        )
        assert set(network.willingness.offers) == set(case.offers)
        met += check(case, network, rng)
    assert met["reached"] > 250
    for difficulty in ("at capacity", "best is longer", "only way in", "inferred", "asked for this target", "an offer"):
        assert met[difficulty] > 5, f"{difficulty}: {met}"


@pytest.mark.parametrize("seed", range(4))
def test_company_agrees_with_listing_every_way(seed: int) -> None:
    met: Counter[str] = Counter()
    for i in range(examples(400)):
        rng = Random(f"company {seed} {i}")
        files = random_cases.files(rng)
        facts, kb = Facts(files, TODAY), base(files)
        searching = search(files)
        most = rng.randint(1, 3)
        for company in kb.companies:
            every = facts.case.ways("me", most, company)
            reached = companies.reach(kb, searching, company, CLOCK, most=most)
            right = {}
            for person, (distance, current) in facts.there(company).items():
                best = first(every.get(person, []))
                best = best and best._replace(cost=best.cost + distance)
                known = facts.case.ties.get(("me", person))
                if best or known:
                    own = (False, round(-1000 * math.log(known[0])) + distance, 0, (person,)) if known else None
                    right[person] = (min(filter(None, (own, best))), current, best)
                    met["former"] += not current
                    met["known"] += bool(known)
                    met["at capacity"] += bool(best and best.at_capacity)
                    met["family"] += all(job["company"] != company for job in facts.jobs(person))
            assert {one.person: (one.current, as_path(one.best)) for one in reached} == {
                person: (current, best) for person, (_, current, best) in right.items()
            }
            assert [one.person for one in reached] == sorted(right, key=lambda person: right[person][0])
            for one in reached:
                assert one.company in {job["company"] for job in facts.jobs(one.person)} & set(facts.family(company))
    assert min(met[what] for what in ("former", "known", "family")) > 1, met


# ── Larger networks, with networkx as the referee ─────────────────────────────────────────────────────────────────────


def large(rng: Random, size: int, degree: float) -> tuple[Search, nx.DiGraph]:
    """Return a larger random network without inferred ties or busy people, and the same as a graph of costs."""
    people = [f"people/{i:03}" for i in range(size)]
    case = Case(willing={person: rng.choice((1.0, 0.7, 0.7, 0.3)) for person in people})
    for source in people:
        for target in rng.sample(people, rng.randint(1, round(2 * degree) - 1)):
            if source != target:
                case.ties[source, target] = (rng.uniform(0.05, 0.92), False)
    for contact in rng.sample(people, 6):
        case.ties["me", contact] = (rng.uniform(0.05, 0.92), False)
    steps = nx.DiGraph()
    for (source, target), (worth, _) in case.ties.items():
        weight = round(-1000 * math.log(worth))
        if source != "me":
            weight += round(-1000 * math.log(case.willing[source])) + 693
        steps.add_edge(source, target, weight=weight)
    return Search(random_cases.network(case)), steps


def without_direct(steps: nx.DiGraph, target: str) -> nx.DiGraph:
    return nx.restricted_view(steps, [], [("me", target)] if steps.has_edge("me", target) else [])


@pytest.mark.parametrize("seed", range(3))
def test_best_is_the_shortest_path_of_networkx(seed: int) -> None:
    rng = Random(f"large {seed}")
    searching, steps = large(rng, 150, 6)
    compared = 0
    for target in rng.sample(sorted(set(steps) - {"me"}), 60):
        view = without_direct(steps, target)
        best = searching.best(target, most=3)
        if not nx.has_path(view, "me", target):
            assert best is None
            continue
        total, path = nx.single_source_dijkstra(view, "me", target)
        if len(path) <= 5:
            compared += 1
            assert best
            assert best.cost == total - 693
        else:  # networkx has no limit on length; nothing can be better with one
            assert best is None or best.cost >= total - 693
    assert compared > 20


@pytest.mark.parametrize("most", [1, 2, 3])
def test_best_within_the_limit_is_the_shortest_path_through_layers(most: int) -> None:
    rng = Random(f"layers {most}")
    searching, steps = large(rng, 150, 6)
    layers = nx.DiGraph()
    for source, target, weight in steps.edges.data("weight"):
        for hop in range(most + 1):
            if (source == "me") == (hop == 0):
                layers.add_edge((source, hop), (target, hop + 1), weight=weight)
    for target in rng.sample(sorted(set(steps) - {"me"}), 50):
        # Without the direct tie, a walk with a loop is never the cheapest, so no path has to be checked
        view = nx.restricted_view(layers, [(target, 1)], [])
        total = nx.single_source_dijkstra_path_length(view, ("me", 0))
        right = min((total[target, hop] for hop in range(2, most + 2) if (target, hop) in total), default=None)
        best = searching.best(target, most=most)
        assert (best and best.cost) == (right and right - 693)


def test_every_way_comes_in_the_order_of_networkx() -> None:
    rng = Random("yen")
    searching, steps = large(rng, 40, 4)
    compared = 0
    for target in rng.sample(sorted(set(steps) - {"me"}), 12):
        view = without_direct(steps, target)
        if not nx.has_path(view, "me", target):
            continue
        paths = [tuple(path) for path in islice(nx.shortest_simple_paths(view, "me", target, weight="weight"), 40)]
        short = [path for path in paths if len(path) <= 5]
        every = searching.every(target, most=3)
        costs = [nx.path_weight(view, path, "weight") - 693 for path in short]
        assert [way.cost for way in every[: len(short)]] == costs
        # Those with equal costs may be in another order
        last = costs[-1] if costs else 0
        assert {way.people for way in every if way.cost < last} == {
            path for path, one in zip(short, costs, strict=True) if one < last
        }
        compared += len(short)
    assert compared > 100


# ── Small examples, computed by hand ──────────────────────────────────────────────────────────────────────────────────


def build(ties: dict[tuple[str, str], float], **more: object) -> Search:
    """Return a search over ties of these qualities; people not mentioned are willing."""
    inferred = more.pop("inferred", ())
    willing = {person: 1.0 for tie in ties for person in tie if person != "me"} | more.pop("willing", {})
    asks = [Entry(who, "companies/elsewhere", 1) for who, count in more.pop("busy", {}).items() for _ in range(count)]
    asks += [Entry(who, target, 400, over="declined") for target, who in more.pop("declined", {}).items()]
    asks += more.pop("asks", [])
    case = Case({tie: (worth, tie in inferred) for tie, worth in ties.items()}, willing, asks, **more)
    return Search(random_cases.network(case))


def people(found: object) -> list[tuple[str, ...]]:
    return [way.intermediaries for way in found]


def test_the_cost_of_a_way_is_the_sum_of_what_its_parts_cost() -> None:
    searching = build({("me", A): 0.75, (A, B): 0.5, (B, T): 0.9}, willing={A: 0.7, B: 0.3}, busy={B: 2})
    [way] = searching.every(T)
    # −1000·ln of .75, .5, .9, of .7 and .3 · .8², and of .5 for the second intermediary
    assert way.cost == 288 + 693 + 105 + 357 + 1650 + 693
    assert way.score == pytest.approx(0.75 * 0.5 * 0.9 * 0.7 * 0.3 * 0.8**2 * 0.5, rel=0.003)
    assert way.score == math.exp(-way.cost / 1000)


def test_the_score_is_the_product_within_what_rounding_may_do() -> None:
    for i in range(200):
        rng = Random(i)
        qualities = [rng.uniform(0.02, 1) for _ in range(4)]
        willing = [rng.choice((1, 0.7, 0.3)) for _ in range(3)]
        steps = dict(zip(pairwise(("me", A, B, C, T)), qualities, strict=True))
        [way] = build(steps, willing=dict(zip((A, B, C), willing, strict=True))).every(T, most=3)
        # Seven roundings of at most .5 each, and 693 for 693.147 twice
        assert -1000 * math.log(math.prod(qualities) * math.prod(willing) * 0.25) == pytest.approx(way.cost, abs=3.8)


def test_a_direct_tie_is_not_a_way_but_is_listed_beside_them() -> None:
    searching = build({("me", T): 0.9, ("me", A): 0.5, (A, T): 0.5})
    found = searching.ways(T)
    assert found.known
    assert found.known.quality == 0.9
    assert people(found.ways) == [(A,)]
    assert build({("me", T): 0.9}).ways(T).ways == ()


def test_the_limit_is_two_unless_asked_for_more() -> None:
    chain = {("me", A): 0.9, (A, B): 0.9, (B, C): 0.9, (C, D): 0.9}
    searching = build(chain)
    assert searching.best(C)
    assert searching.best(D) is None
    assert people(searching.every(D, most=3)) == [(A, B, C)]
    assert searching.best(C, most=1) is None


def test_nobody_is_reached_through_me() -> None:
    network = random_cases.network(Case({(A, "me"): (0.9, False), ("me", B): (0.9, False)}, {A: 1.0, B: 1.0}))
    assert Search(network).every(B, source=A, most=3) == []
    assert Search(network).best(B, source=A, most=3) is None


def test_at_capacity_comes_after_all_others() -> None:
    ties = {("me", A): 0.9, (A, T): 0.9, ("me", B): 0.1, (B, T): 0.1}
    for asks, order in ((2, [(A,), (B,)]), (3, [(B,), (A,)]), (4, [(B,), (A,)])):
        found = build(ties, busy={A: asks}).ways(T)
        assert people(found.ways) == order
        assert {way.intermediaries: way.at_capacity for way in found.ways} == {(A,): asks >= 3, (B,): False}


def test_at_capacity_also_counts_for_the_best_way_by_a_first_intermediary() -> None:
    ties = {("me", A): 0.9, (A, T): 0.1, (A, B): 0.9, (B, T): 0.9}
    found = build(ties, busy={B: 3}).ways(T)
    assert people(found.ways) == [(A,)]


def test_who_does_not_introduce_is_not_an_intermediary_whatever_they_offered() -> None:
    ties = {("me", A): 0.9, (A, T): 0.9, (A, B): 0.9, (B, T): 0.9}
    searching = build(ties, willing={A: 0.0}, offers={(A, T): 0, (A, B): 0})
    assert searching.every(T) == []
    assert searching.ways(T).ways == ()
    # ... but can be reached, and asks as they like
    assert build({("me", B): 0.9, (B, A): 0.9}, willing={A: 0.0}).best(A)
    assert people(searching.every(T, source=A)) == [(B,)]


def test_an_offer_affects_willingness_for_that_step_only() -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (A, T): 0.9, (B, T): 0.9}
    plain = build(ties, willing={A: 0.3, B: 0.7})
    offered = build(ties, willing={A: 0.3, B: 0.7}, offers={(A, B): 0})
    before = {way.intermediaries: way.cost for way in plain.every(T)}
    after = {way.intermediaries: way.cost for way in offered.every(T)}
    assert after[(A,)] == before[(A,)]
    assert after[A, B] == before[A, B] - round(-1000 * math.log(0.3))


def test_an_offer_does_not_reduce_the_load() -> None:
    [way] = build({("me", A): 0.5, (A, T): 0.5}, busy={A: 1}, offers={(A, T): 0}).every(T)
    assert way.cost == 288 + 693 + 223  # .75 because of the offer, .5, and .8


def test_who_declined_is_out_for_that_target_only() -> None:
    ties = {("me", A): 0.9, (A, T): 0.9, (A, B): 0.9}
    searching = build(ties, declined={T: A})
    assert searching.every(T) == []
    assert searching.ways(T).ways == ()
    assert people(searching.every(B)) == [(A,)]
    assert build(ties, declined={"companies/x": A}).best(T, company="companies/x") is None


def test_at_most_one_inferred_tie() -> None:
    chain = {("me", A): 0.9, (A, B): 0.9, (B, T): 0.9}
    for inferred in ([], [(A, B)], [(B, T)], [("me", A)]):
        assert build(chain, inferred=inferred).best(T)
        assert build(chain, inferred=inferred).every(T)
    for inferred in ([(A, B), (B, T)], [("me", A), (B, T)], [("me", A), (A, B)]):
        assert build(chain, inferred=inferred).best(T) is None
        assert build(chain, inferred=inferred).every(T) == []


def test_a_cheaper_rest_that_may_not_be_taken_does_not_hide_one_that_may() -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (B, T): 0.9, (B, C): 0.5, (C, T): 0.5}
    searching = build(ties, inferred=[(A, B), (B, T)])
    assert people(searching.ways(T, most=3).ways) == [(A, B, C)]


def test_of_equal_cost_the_shorter_way_comes_first_then_the_ids() -> None:
    q1, q2, q3, _ = QUALITIES
    # Direct by B: 231 + 1386 (six steps); by A and C: 3 · 231 + 693: both 1617 − 693 above the least cost of one
    ties = {
        ("me", B): q3, (B, T): q3,
        ("me", A): q1, (A, C): q1, (C, T): q1,
        ("me", D): q3, (D, T): q3,
    }  # fmt: skip
    found = build(ties).every(T)
    assert [way.cost for way in found] == [6 * STEP] * 3
    assert people(found) == [(B,), (D,), (A, C)]
    assert people(build(ties).ways(T).ways) == [(B,), (D,), (A, C)]
    assert q2 > q3


# ── Asked before, offered, to avoid ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("entries", "share"),
    [
        ([Entry(A, T, 3)], 1), ([Entry(A, T, 14)], 1), ([Entry(A, T, 28)], 0.5), ([Entry(A, T, 42)], 0.25),
        ([Entry(A, T, 100, 45)], 1), ([Entry(A, T, 100, 75)], 0.5), ([Entry(A, T, 100, 3)], 1),
        ([Entry(A, T, 90, over="made", ended=80)], 1), ([Entry(A, T, 90, over="closed", ended=80)], 1),
        ([Entry(A, T, 200), Entry(A, T, 28)], 0.5), ([Entry(A, T, 28), Entry(A, T, 2)], 1),
        ([Entry(A, B, 28)], 0.8),
    ],
)  # fmt: skip
def test_an_ask_about_the_same_target_waits_and_is_not_a_load(entries: list[Entry], share: float) -> None:
    [way] = build({("me", A): 0.5, (A, T): 0.5}, asks=entries).every(T)
    assert way.cost == 693 + 693 + round(-1000 * math.log(share))
    assert not way.at_capacity


def test_three_asks_about_a_target_do_not_fill_the_capacity_for_it() -> None:
    ties = {("me", A): 0.5, (A, T): 0.5, (A, B): 0.5}
    searching = build(ties, asks=[Entry(A, T, day) for day in (1, 2, 3)])
    assert [searching.best(target).at_capacity for target in (T, B)] == [False, True]


def test_what_was_asked_about_the_company_counts_for_those_there() -> None:
    ties = {("me", A): 0.5, (A, T): 0.5}
    searching = build(ties, asks=[Entry(A, "companies/x", 28)])
    assert searching.best(T).cost == 693 + 693 + 223
    assert searching.best(T, company="companies/x").cost == 693 + 693 + 693


@pytest.mark.parametrize(
    ("worth", "days", "counted"),
    [(0.1, 0, 0.75), (0.9, 0, 0.9), (0.1, 122, 0.75 * 0.5**1.002), (0.1, 500, 0.1), (0.5, 50, 0.75 * 0.752)],
)
def test_an_offer_raises_the_tie(worth: float, days: int, counted: float) -> None:
    ties = {("me", A): worth, (A, T): 0.5, (A, B): 0.5}
    searching = build(ties, offers={(A, T): days}, willing={A: 0.3})
    best, other = searching.best(T), searching.best(B)
    assert searching.qualities(best) == pytest.approx([counted, 0.5], rel=0.001)
    assert best.cost == pytest.approx(-1000 * math.log(counted * 0.5), abs=1.5)
    assert other.cost == pytest.approx(-1000 * math.log(worth * 0.5 * 0.3), abs=1.5)


def test_an_offer_to_me_says_nothing_about_others_who_ask() -> None:
    searching = build({(B, A): 0.1, (A, T): 0.5}, offers={(A, T): 0})
    assert searching.qualities(searching.best(T, source=B)) == [0.1, 0.5]


@pytest.mark.parametrize("never", [{A}, {B}])
def test_who_must_never_be_asked_is_on_no_way(never: set[str]) -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (B, T): 0.9}
    assert build(ties, never=never, willing=dict.fromkeys(never, 0.0)).every(T) == []


def test_not_for_takes_out_for_that_target_and_for_that_step() -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (B, T): 0.9, (A, T): 0.9}
    assert people(build(ties, not_for={T: {A}}).every(T)) == []
    assert people(build(ties, not_for={B: {A}}).every(T)) == [(A,)]
    assert people(build(ties, not_for={C: {A}}).every(T)) == [(A,), (A, B)]


def test_somebody_at_my_employer_counts_half() -> None:
    [way] = build({("me", A): 0.5, (A, T): 0.5}, colleagues={A}, willing={A: 0.7}).every(T)
    assert way.cost == 693 + 693 + round(-1000 * math.log(0.35))


def test_a_detour_is_left_out() -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (B, T): 0.9, ("me", B): 0.9, ("me", C): 0.1, (C, B): 0.9}
    searching = build(ties)
    assert people(searching.ways(T).ways) == [(B,)]
    assert people(searching.every(T)) == [(B,), (A, B), (C, B)]
    # Known, but at a higher cost than the way up to them
    assert people(build(ties | {("me", B): 0.5}).ways(T).ways) == [(B,), (A, B)]
    # At the same cost it is one
    equal = {("me", A): 0.5, (A, B): 1.0, (B, T): 0.9, ("me", B): 0.5}
    assert people(build(equal).ways(T).ways) == [(B,)]


def test_a_detour_past_the_second_of_three_is_left_out_too() -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (B, C): 0.9, (C, T): 0.9, ("me", C): 0.9}
    assert people(build(ties).ways(T, most=3).ways) == [(C,)]
    ties |= {(B, D): 0.9, (D, T): 0.3}
    assert people(build(ties).ways(T, most=3).ways) == [(C,), (A, B, D)]


def test_a_way_with_two_inferred_ties_is_not_a_shorter_way() -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (B, T): 0.9, ("me", B): 0.9}
    assert people(build(ties, inferred=[("me", B), (B, T)]).ways(T).ways) == [(A, B)]


# ── About as good ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("scores", "words"),
    [
        ((0.30, 0.26), "warm, warm*"), ((0.30, 0.25), "warm, warm"), ((0.26, 0.23), "warm, warm*"),
        ((0.29, 0.24), "warm, promising"), ((0.11, 0.095, 0.082, 0.06), "promising, promising*, promising*, possible"),
        ((0.105, 0.0895), "promising, promising*"), ((0.105, 0.0890), "promising, possible"), ((0.2,), "promising"),
        ((), ""), ((0.031, 0.029), "possible, possible*"), ((0.02, 0.019), "long shot, long shot*"),
        ((0.5, 0.11, 0.095), "warm, promising, promising*"),
    ],
)  # fmt: skip
def test_neighbours_within_fifteen_percent_share_the_better_word(scores: tuple[float, ...], words: str) -> None:
    firsts = [f"people/{i}" for i in range(len(scores))]
    searching = build({("me", one): 1.0 for one in firsts} | dict(zip(((f, T) for f in firsts), scores, strict=True)))
    ordered = [Way(False, cost(score), 1, ("me", one, T)) for one, score in zip(firsts, scores, strict=True)]
    # The weakest tie is tested elsewhere
    searching.qualities = lambda way: [1.0]
    graded = tiers.grades(ordered, searching)
    assert ", ".join(f"{grade.tier}{'*' * grade.about_as_good}" for grade in graded) == words


# ── Alternatives ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_way_for_each_first_intermediary() -> None:
    ties = {("me", A): 0.9, (A, T): 0.9, (A, B): 0.9, (B, T): 0.9, (A, C): 0.9, (C, T): 0.9}
    assert people(build(ties).ways(T).ways) == [(A,)]
    assert len(build(ties).every(T)) == 3


def test_no_more_than_two_share_their_last_intermediary() -> None:
    ties = {(first, E): 0.9 for first in (A, B, C, D)} | {("me", first): 0.9 for first in (A, B, C, D)} | {(E, T): 0.9}
    # Any two share E out of three: less than half. The third and fourth are one too many.
    assert people(build(ties).ways(T).ways) == [(A, E), (B, E)]


def test_any_two_share_at_most_half_of_their_intermediaries() -> None:
    # E alone, and A before E: they share one of two, which is half
    ties = {("me", E): 0.5, (E, T): 0.9, ("me", A): 0.9, (A, E): 0.9}
    assert people(build(ties).ways(T).ways) == [(E,), (A, E)]
    # A and B in both orders: they share all
    ties = {("me", A): 0.9, ("me", B): 0.9, (A, B): 0.9, (B, A): 0.8, (A, T): 0.01, (B, T): 0.01}
    ties = {("me", A): 0.9, (A, C): 0.9, (C, B): 0.9, (B, T): 0.9, ("me", C): 0.5}
    # (C, B) and (A, C, B) share two of three, which is more
    found = build(ties).ways(T, most=3)
    assert people(found.ways) == [(C, B)]
    assert len(build(ties).every(T, most=3)) == 2


def test_five_at_most() -> None:
    firsts = [f"people/{i}" for i in range(8)]
    ties = {("me", one): 0.9 for one in firsts} | {(one, T): 0.5 for one in firsts}
    assert people(build(ties).ways(T).ways) == [(one,) for one in firsts[:5]]
    assert len(build(ties).every(T)) == 8


def test_what_remains_if_somebody_says_no() -> None:
    ties = {("me", A): 0.9, (A, B): 0.9, (B, T): 0.9, ("me", C): 0.2, (C, B): 0.2}
    found = build(ties).ways(T)
    assert people(found.ways)[0] == (A, B)
    remaining = found.without
    assert remaining[A]
    assert remaining[A].intermediaries == (C, B)
    assert remaining[B] is None  # the only way in
    assert list(remaining) == [A, B]


# ── Tiers ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (1, "warm"), (0.25, "warm"), (math.nextafter(0.25, 0), "promising"), (0.10, "promising"),
        (math.nextafter(0.10, 0), "possible"), (0.03, "possible"), (math.nextafter(0.03, 0), "long shot"),
        (1e-9, "long shot"),
    ],
)  # fmt: skip
def test_tiers_by_score(score: float, name: str) -> None:
    assert tiers.tier(score, 1) == name


@pytest.mark.parametrize(
    ("weakest", "name"),
    [
        (1, "warm"), (0.5, "warm"), (math.nextafter(0.5, 0), "promising"), (0.3, "promising"),
        (math.nextafter(0.3, 0), "possible"), (0.12, "possible"), (math.nextafter(0.12, 0), "long shot"),
        (0.01, "long shot"),
    ],
)  # fmt: skip
def test_a_way_is_never_better_than_its_weakest_tie(weakest: float, name: str) -> None:
    assert tiers.tier(1, weakest) == name
    assert tiers.tie_tier(weakest) == name


def test_the_lower_of_the_two_tiers_counts() -> None:
    names = ["warm", "promising", "possible", "long shot"]
    scores, weakest = (0.3, 0.2, 0.05, 0.01), (0.6, 0.4, 0.2, 0.1)
    for i, score in enumerate(scores):
        for j, tie in enumerate(weakest):
            assert tiers.tier(score, tie) == names[max(i, j)]


@pytest.mark.parametrize(
    ("total", "name"),
    [
        (1386, "warm"),
        (1387, "promising"),
        (2302, "promising"),
        (2303, "possible"),
        (3506, "possible"),
        (3507, "long shot"),
    ],
)
def test_tiers_by_the_cost_of_a_way(total: int, name: str) -> None:
    # exp(−1.386) = .25007, exp(−1.387) = .24982; .10006, .09996; .03002, .02999
    assert tiers.tier(Way(False, total, 1, ("me", A, T)).score, 1) == name


def test_the_tier_of_a_way_knows_its_weakest_tie() -> None:
    searching = build({("me", A): 0.95, (A, T): 0.49})
    way = searching.best(T)
    assert way
    assert way.score > 0.25
    assert tiers.way_tier(way, searching) == "promising"


# ── Companies ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ACME, LABS, SHOP = "companies/acme", "companies/labs", "companies/shop"
TALK = "interviews/talk"


def reach(files: Files, company: str = ACME, **more: object) -> list[companies.Reached]:
    return companies.reach(base(files), search(files), company, CLOCK, **more)


def office(**jobs: dict) -> Files:
    """Return a contact who knows everybody else equally well, with these jobs."""
    files: Files = {path.replace("_", "/"): {"work": [job]} for path, job in jobs.items()}
    files[A] = {"closeness": 4, "knows": [*files]}
    return files


@pytest.mark.parametrize(
    ("until", "share"),
    [
        (ago(1), 0.6),
        (ago(366), 0.6 * 2 ** (-366 / 365.25 / 3)),
        (ago(1096), 0.3),
        (ago(2192), 0.15),
        (ago(4000), 0.1),
        ("1990", 0.1),
        ("2020", 0.6 * 2 ** (-((TODAY - date(2020, 12, 31)).days / 365.25) / 3)),
    ],
)
def test_who_has_left_knows_the_place_less_and_less(until: str, share: float) -> None:
    files = office(people_b={"company": ACME}, people_c={"company": ACME, "from": "1985", "to": until})
    now, then = reach(files)
    assert (now.person, now.current, then.person, then.current) == (B, True, C, False)
    assert now.best
    assert then.best
    assert then.best.cost == now.best.cost + round(-1000 * math.log(share))
    assert then.best.score == pytest.approx(now.best.score * share, rel=0.001)


def test_the_tier_of_who_has_left_comes_from_the_score_after_the_factor() -> None:
    files = office(people_b={"company": ACME}, people_c={"company": ACME, "to": ago(1)})
    files[A] = {"closeness": 5, "log": [ago(0)], "introduces": "yes"}
    files[A]["knows"] = [{"person": B, "strength": 3, "last": ago(0)}, {"person": C, "strength": 3, "last": ago(0)}]
    # .92 · .55 = .506, and .6 of it = .304: both warm by score; the weakest tie, .55, allows it
    assert [companies.best_tier(one, search(files)) for one in reach(files)] == ["warm", "warm"]
    files[A]["introduces"] = "ask"
    # .354 and .213
    assert [companies.best_tier(one, search(files)) for one in reach(files)] == ["warm", "promising"]


def test_one_list_by_score_whether_they_are_there_or_were() -> None:
    files = office(people_b={"company": ACME}, people_c={"company": ACME, "to": ago(300)})
    files[A]["knows"] = [{"person": B, "strength": 1}, {"person": C, "strength": 5}]
    assert [one.person for one in reach(files)] == [C, B]


def test_at_capacity_is_last_also_for_a_company() -> None:
    files = office(people_b={"company": ACME}, people_c={"company": LABS})
    files[LABS] = {"parent": ACME}
    files["people/d"] = {"closeness": 1, "knows": [{"person": C, "strength": 1}]}
    files[A] = {"closeness": 5, "knows": [{"person": B, "strength": 5}]}
    files["people/z"] = {"introductions": [{"via": A, "asked": ago(day)} for day in (1, 2, 3)]}
    assert [(one.person, one.best and one.best.at_capacity) for one in reach(files)] == [(C, False), (B, True)]


def test_those_i_know_there_are_placed_by_the_quality_of_their_tie() -> None:
    files = office(people_b={"company": ACME}, people_c={"company": LABS})
    files[LABS] = {"parent": ACME}
    files[A] = {"closeness": 5, "log": [ago(0)], "introduces": "yes", "knows": [{"person": B, "strength": 5}]}
    for closeness, order in ((1, [B, C]), (5, [C, B])):
        files[C]["closeness"] = closeness
        assert [one.person for one in reach(files)] == order
    known, other = reach(files)
    assert known.known
    assert known.best is None
    assert other.known is None


def test_somebody_known_who_has_left_counts_for_less_as_well() -> None:
    files: Files = {
        A: {"closeness": 4, "last_contact": ago(0), "work": [{"company": ACME, "to": ago(1096)}]},
        B: {"closeness": 2, "last_contact": ago(0), "company": ACME},
    }
    first, second = reach(files)
    assert [first.person, second.person] == [B, A]
    assert [first.quality, second.quality] == pytest.approx([0.35, 0.75 * 0.3], rel=0.001)


def test_a_barely_known_person_is_reached_by_the_better_of_tie_and_way() -> None:
    files = office(people_b={"company": ACME})
    files[A] |= {"closeness": 5, "introduces": "yes", "knows": [{"person": B, "strength": 5}]}
    files[B] |= {"closeness": 1}
    [one] = reach(files)
    assert one.known
    assert one.best
    assert not one.is_known_best
    assert companies.best_tier(one, search(files)) == "warm"
    files[B]["closeness"] = 5
    [one] = reach(files)
    assert one.is_known_best


@pytest.mark.parametrize(
    ("place", "cost"),
    [(ACME, 0), ("companies/inner", 0), ("companies/holding", 693), (SHOP, 916), ("companies/x", None)],
)
def test_related_companies_count(place: str, cost: int | None) -> None:
    files = office(people_b={"company": ACME}, people_c={"company": place})
    files |= {ACME: {"parent": "companies/holding"}, SHOP: {"parent": "companies/holding"}}
    files |= {"companies/inner": {"parent": ACME}, "companies/x": {"parent": SHOP}}
    found = {one.person: one for one in reach(files)}
    assert found[B].best
    if cost is None:
        assert C not in found
    else:
        assert (found[C].company, found[C].distance) == (place, cost)
        assert found[C].best
        assert found[C].best.cost == found[B].best.cost + cost


def test_who_must_not_be_asked_is_not_among_the_people_of_a_company() -> None:
    for spared in ({"confidential": True}, {"tags": ["Conflict"]}, {"not_for": [ACME]}):
        files = office(people_b={"company": ACME})
        files[B] |= {"closeness": 5} | spared
        assert reach(files) == []
        # ... but the person may be searched for
        assert search(files).best(B)


def test_subsidiaries_count_and_are_named() -> None:
    files = office(people_b={"company": ACME}, people_c={"company": LABS})
    files[LABS] = {"parent": ACME}
    assert {one.person: one.company for one in reach(files)} == {B: ACME, C: LABS}
    files["companies/inner"] = {"parent": LABS}
    files[C]["work"] = [{"company": "companies/inner"}]
    assert {one.person: one.company for one in reach(files)} == {B: ACME, C: "companies/inner"}


def test_moving_from_the_parent_to_its_subsidiary_counts_as_current() -> None:
    files = office(people_b={"company": ACME, "to": "2020"})
    files[B]["work"].append({"company": LABS, "from": "2020"})
    files[LABS] = {"parent": ACME}
    [one] = reach(files)
    assert (one.current, one.company) == (True, LABS)
    # ... and the other way round
    files[B]["work"] = [{"company": LABS, "to": "2020"}, {"company": ACME}]
    [one] = reach(files)
    assert (one.current, one.company) == (True, ACME)


def test_who_declined_to_introduce_to_the_company_is_out_for_it_only() -> None:
    files = office(people_b={"company": ACME})
    files[B]["work"].append({"company": "companies/bolt"})
    files[ACME] = {"introductions": [{"via": A, "asked": ago(400), "declined": ago(390)}]}
    assert reach(files) == []
    assert [one.person for one in reach(files, "companies/bolt")] == [B]
    assert search(files).best(B)


def test_companies_are_end_points_only() -> None:
    files: Files = {A: {"closeness": 5, "company": ACME}}
    files |= {f"people/x{i}": {"company": ACME} for i in range(30)}  # too many to be ties
    searching = search(files)
    assert searching.every("people/x1", most=3) == []
    assert [one.person for one in reach(files)] == [A]


def test_a_future_position_does_not_count_for_a_company() -> None:
    files = office(people_b={"company": ACME, "from": ago(-60)})
    assert reach(files) == []


def test_company_by_way_of_somebody_else_or_without_somebody() -> None:
    files = office(people_b={"company": ACME})
    assert [one.person for one in reach(files, source=A)] == [B]
    assert reach(files, without=[A]) == []
    assert reach(files, source=B) == []


def test_cost_is_the_rounded_logarithm() -> None:
    assert [cost(worth) for worth in (1, 0.5, 0.7, 0.3, 0.6, 0.8)] == [0, 693, 357, 1204, 511, 223]
