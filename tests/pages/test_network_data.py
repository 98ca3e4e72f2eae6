"""The data of the network page: safe as a script, small, and the same for the same notes."""

import json
import math
from datetime import date
from random import Random
from typing import Any

import pytest

from network import random_cases, vault
from wayin.clock import Clock
from wayin.network.layout import layout
from wayin.network.tiers import TIERS, tier
from wayin.pages.advice import advice
from wayin.pages.network import rows
from wayin.pages.network_data import BASE, DIGITS, LIMITS, network_data, pack, script

HOSTILE = "</script><img src=x onerror=alert(1)>\"'\\\u2028\u2029"


def text_of(files: vault.Files, urls: dict[str, str] | None = None) -> str:
    kb, network = vault.base(files), vault.ties(files)
    return network_data(kb, network, vault.CLOCK, layout([*network.people, *kb.companies], []), urls or {})


def data_of(files: vault.Files, urls: dict[str, str] | None = None) -> dict[str, Any]:
    text = text_of(files, urls)
    found: dict[str, Any] = json.loads(text.removeprefix("window.WAYIN_NETWORK = ").removesuffix(";\n"))
    return found


def unpack(text: str) -> list[int]:
    numbers, number, factor = [], 0, 1
    for character in text:
        digit = DIGITS.index(character)
        number += digit % BASE * factor
        factor *= BASE
        if digit < BASE:
            numbers.append(number)
            number, factor = 0, 1
    return numbers


def test_packed_numbers_can_be_read_back() -> None:
    numbers = [0, 1, BASE - 1, BASE, BASE + 1, 2024, 2025, 10**6]
    assert unpack(pack(numbers)) == numbers
    assert len(set(DIGITS)) == 2 * BASE == len(DIGITS)
    assert not set('<"\\') & set(DIGITS)


def test_hostile_names_stay_inside_the_script() -> None:
    files: vault.Files = {
        "people/a": {"name": HOSTILE, "aliases": [HOSTILE], "tags": [HOSTILE], "company": HOSTILE, "closeness": 3}
    }
    text = text_of(files)
    assert "<" not in text
    assert "\u2028" not in text
    assert "\u2029" not in text
    assert HOSTILE.strip() in data_of(files)["names"]
    assert json.loads(script(HOSTILE)) == HOSTILE


def test_people_come_in_the_order_of_python_s_strings() -> None:
    data = data_of({"people/zoë": {}, "people/z": {}, "people/𝒜": {}, "people/\uffee": {}, "companies/a": {}})
    people = [one if one else f"people/{name}" for one, name in zip(data["ids"], data["names"], strict=True)][
        : data["count"]
    ]
    assert people == sorted(people)
    assert data["ids"][data["me"]] == "me"


def test_an_id_is_left_out_where_the_name_tells_it() -> None:
    data = data_of({"people/li-wei": {"name": "Li Wei"}, "people/lw": {"name": "Li W."}, "people/zoë": {"name": "Zoë"}})
    assert dict(zip(data["names"], data["ids"], strict=True)) == {
        "Me": "me",
        "Li Wei": 0,
        "Li W.": "people/lw",
        "Zoë": "people/zoë",
    }


def test_addresses_are_listed_once_and_the_odd_ones_separately() -> None:
    files: vault.Files = {"people/a": {}, "people/b": {}, "people/ü": {}, "people/private": {}}
    data = data_of(files, {"people/a": "people/a.html", "people/b": "people/b.html", "people/ü": "people/%C3%BC.html"})
    assert data["ending"] == ".html"
    names = data["names"]
    assert {names[int(i)]: url for i, url in data["urls"].items()} == {
        "Me": "",
        "Ü": "people/%C3%BC.html",
        "Private": "",
    }


def test_the_limits_are_those_of_the_tiers() -> None:
    for number, limit in enumerate(LIMITS):
        assert tier(math.exp(-limit / 1000), 1) == TIERS[number]
        assert tier(math.exp(-(limit + 1) / 1000), 1) == TIERS[number + 1]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_files_changes_nothing(seed: int) -> None:
    files = random_cases.files(Random(seed))
    turned = dict(reversed(files.items()))
    assert text_of(files) == text_of(turned)


def test_a_node_takes_few_bytes() -> None:
    rng = Random(1)
    people = [f"people/person-{i:04}" for i in range(600)]
    files: vault.Files = {
        person: {
            "name": f"Person {person[-4:]}",
            "knows": [
                {"person": other, "strength": rng.randint(1, 5)} for other in rng.sample(people, 4) if other != person
            ],
        }
        for person in people
    }
    assert len(text_of(files).encode()) / len(people) <= 95


def test_empty_notes_give_a_valid_script() -> None:
    assert data_of({})["names"] == ["Me"]


def test_what_to_do_first_names_people_by_their_numbers_and_has_its_day() -> None:
    files: vault.Files = {
        "people/ann": {"name": "Ann", "closeness": 3},
        "people/ann-lee": {"name": "Ann Lee", "introductions": [{"via": "people/ann", "asked": "2026-10-02"}]},
        "interviews/x": {
            "with": ["people/ann"],
            "date": "2026-10-01",
            "thanked": "2026-10-02",
            "introductions": ["people/bo"],
        },
        "people/bo": {"name": "Bo {0}"},
    }
    workspace = vault.workspace(files, Clock(date(2026, 10, 5)))
    advised = {node: found for node in workspace.kb.people if (found := advice(workspace, node))}
    text = network_data(workspace.kb, workspace.network, workspace.clock, {}, {}, advised=advised)
    data = json.loads(text.removeprefix("window.WAYIN_NETWORK = ").removesuffix(";\n"))
    ann, lee, bo = (data["names"].index(name) for name in ("Ann", "Ann Lee", "Bo {0}"))
    assert data["day"] == 0, "the reader's own day counts"
    wait, remind, take_up = (data["said"][number] for number in range(3))
    assert wait == [
        "Wait for ", [0, "Ann"], ". You asked Ann on 2 October – wait until 12 October, then send a reminder.",
    ]  # fmt: skip
    assert remind[:2] == ["Send ", [0, "Ann"]]
    assert take_up == [
        "Follow up on the introduction to ",
        [1, "Bo {0}"],
        ". ",
        [0, "Ann"],
        " offered it on 1 October.",
    ]
    until = (date(2026, 10, 12) - date(1970, 1, 1)).days
    assert data["first"] == {str(lee): [0, 0, 1, until, ann, lee], str(bo): [2, 0, -1, 0, ann, bo]}


def test_everyone_is_listed_the_nearest_first() -> None:
    files: vault.Files = {
        "people/ann": {
            "closeness": 4,
            "last_contact": "2026-10-01",
            "knows": ["people/bob"],
            "company": "companies/acme",
        },
        "people/bob": {"knows": ["people/cy"]},
        "people/dee": {},
    }
    everyone = rows(vault.workspace(files))
    assert [(row.id, row.away, row.ties, row.is_stub) for row in everyone] == [
        ("people/ann", 0, 2, False), ("people/bob", 1, 2, False), ("people/cy", 2, 1, True),
        ("people/dee", None, 0, False),
    ]  # fmt: skip
    assert (everyone[0].tier, everyone[0].company, everyone[0].draft) == ("warm", "companies/acme", "")
    assert everyone[1].draft == "drafts-people-ann"
    assert everyone[3].tier is None
