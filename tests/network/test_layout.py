"""The map: deterministic, without overlaps, and nobody moves when somebody is added."""

import itertools
import math
from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from wayin.network.layout import APART, layout

Ties = list[tuple[str, str, float]]


def groups(count: int, size: int = 10, seed: int = 1) -> tuple[list[str], Ties]:
    """Return communities of `size`, densely connected inside, with one tie to the next."""
    rng = Random(seed)
    people = [f"people/{i:04}" for i in range(count * size)]
    ties = []
    for group in range(count):
        inside = people[group * size : (group + 1) * size]
        ties += [(a, b, 1.0) for a, b in combinations(inside, 2) if rng.random() < 0.5]
        ties += [(a, b, 1.0) for a, b in pairwise(inside)]
        ties.append((inside[0], people[((group + 1) * size) % len(people)], 0.3))
    return people, ties


def apart(places: dict[str, tuple[int, int]]) -> float:
    return min((math.dist(a, b) for a, b in combinations(places.values(), 2)), default=math.inf)


def test_the_order_of_the_input_changes_nothing() -> None:
    people, ties = groups(8)
    expected = layout(people, ties)
    rng = Random(2)
    for _ in range(3):
        rng.shuffle(people)
        rng.shuffle(ties)
        turned = [(b, a, weight) if rng.random() < 0.5 else (a, b, weight) for a, b, weight in ties]
        assert layout(people, turned) == expected


def test_nobody_overlaps_and_all_places_are_whole_numbers() -> None:
    people, ties = groups(20)
    places = layout(people, ties)
    assert set(places) == set(people)
    assert all(type(x) is int and type(y) is int for x, y in places.values())
    assert apart(places) >= APART


def test_communities_are_kept_together() -> None:
    people, ties = groups(12)
    places = layout(people, ties)
    together = 0
    for i, person in enumerate(people):
        nearest = sorted(people, key=lambda other, here=places[person]: math.dist(here, places[other]))[1:6]
        together += sum(people.index(other) // 10 == i // 10 for other in nearest)
    assert together / (5 * len(people)) > 0.9


def test_nodes_stay_and_a_new_one_is_placed_near_its_neighbours() -> None:
    people, ties = groups(10)
    before = layout(people, ties)
    friends = people[20:24]
    new = [*ties, *(("people/new", friend, 1.0) for friend in friends), ("people/newer", "people/new", 1.0)]
    after = layout([*people, "people/new", "people/newer", "people/alone"], new, before)
    assert {person: after[person] for person in people} == before
    assert apart(after) >= APART
    middle = [sum(before[friend][axis] for friend in friends) / 4 for axis in (0, 1)]
    assert math.dist(after["people/new"], middle) < 5 * APART
    assert math.dist(after["people/newer"], after["people/new"]) < 3 * APART


def test_a_removed_node_frees_its_position() -> None:
    people, ties = groups(3)
    before = layout(people, ties)
    after = layout(people[1:], ties, before)
    assert after == {person: before[person] for person in people[1:]}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_few_people_with_and_without_ties(count: int) -> None:
    people = [f"people/{i}" for i in range(count)]
    for ties in ([], [(people[0], other, 1.0) for other in people[1:]]):
        places = layout(people, ties)
        assert len(places) == count
        assert apart(places) >= APART


def test_unconnected_parts_are_side_by_side() -> None:
    one, ties = groups(1)
    other = [person.replace("people", "others") for person in one]
    places = layout(
        [*one, *other],
        [*ties, *((a.replace("people", "others"), b.replace("people", "others"), w) for a, b, w in ties)],
    )

    def box(names: list[str]) -> tuple[int, int, int, int]:
        xs, ys = [places[name][0] for name in names], [places[name][1] for name in names]
        return min(xs), min(ys), max(xs), max(ys)

    a, b = box(one), box(other)
    assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_a_crowd_at_one_point_and_ties_with_nobody_cause_no_errors() -> None:
    people = ["hub", *(f"people/{i}" for i in range(300))]
    star = [("hub", person, 1.0) for person in people[1:]]
    places = layout(people, [*star, ("hub", "nobody", 1.0), ("hub", "hub", 1.0)])
    assert set(places) == set(people)
    assert apart(places) >= APART


def test_a_node_at_the_greatest_distance_causes_no_errors() -> None:
    people, ties = groups(3)
    far = dict(zip(people, itertools.product((-(10**7), 0, 10**7), repeat=2), strict=False))
    places = layout(people, ties, far)
    assert far.items() <= places.items()
    assert apart(places) >= APART


GRAPHS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.floats(0.01, 1)), max_size=120)


@given(GRAPHS, st.lists(st.tuples(st.integers(0, 44), st.floats(0.01, 1)), max_size=8))
@settings(max_examples=examples(25), deadline=None)
def test_adding_somebody_moves_nobody_else(graph: list[tuple[int, int, float]], known: list[tuple[int, float]]) -> None:
    people = [f"people/{i}" for i in range(41)]
    ties = [(people[a], people[b], weight) for a, b, weight in graph]
    before = layout(people, ties)
    # Whom they know may be new as well
    added = [("people/new", f"people/{other}", weight) for other, weight in known]
    everyone = [*people, "people/new", *(f"people/{other}" for other, _ in known)]
    after = layout(everyone, [*ties, *added], before)
    assert {person: after[person] for person in people} == before
    assert set(after) == set(everyone)
    assert apart(after) >= APART
