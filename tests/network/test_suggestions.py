"""Who to ask next: the three lists, each with the data for its sentence."""

import pytest

from wayin.network.advice import why_bridge, why_fresh, why_worth_asking
from wayin.network.companies import reach
from wayin.network.suggestions import Suggestions, people_near, suggest, worth_asking
from wayin.network.ways import Search

from .vault import CLOCK, TODAY, Files, base, ties


def suggested(files: Files) -> Suggestions:
    kb, net = base(files), ties(files)
    search = Search(net)
    return suggest(kb, search, TODAY, lambda company: reach(kb, search, company, CLOCK))


def friend(**facts: object) -> dict[str, object]:
    return {"closeness": 3, "last_contact": "2026-10-17", **facts}


SKERRY: Files = {"companies/skerry": {"interest": 4, "industry": "energy", "location": "Leith"}}


def test_an_unreached_target_names_the_contacts_worth_asking() -> None:
    files = SKERRY | {
        "companies/gridsmith": {"industry": "Energy"},
        "people/ada": friend(knows=["people/bo", "people/cy"]),
        "people/bo": {"company": "gridsmith"},
        "people/cy": {"location": "leith"},
        "people/dan": friend(),
    }
    (unreached,) = suggested(files).unreached
    assert unreached.company == "companies/skerry"
    assert [(one.person, one.near) for one in unreached.ask] == [
        ("people/ada", ("people/bo", "people/cy")),
        ("people/dan", ()),
    ]


def test_the_worth_of_a_contact_is_quality_times_willing_times_load_times_one_and_who_is_near() -> None:
    files = SKERRY | {
        "people/ada": friend(introduces="reluctant", knows=["people/bo"]),
        "people/bo": {"location": "Leith", "introductions": [{"via": "people/ada", "asked": "2026-10-01"}]},
    }
    (ada,) = worth_asking(base(files), ties(files), "companies/skerry")
    assert ada.worth == pytest.approx(0.55 * 0.3 * 0.8 * 2)


@pytest.mark.parametrize("reason", ["introduces: no", "declined for this company"])
def test_who_will_not_introduce_is_not_worth_asking(reason: str) -> None:
    files = SKERRY | {"people/ada": friend(introduces="no" if "no" in reason.split() else "yes")}
    if reason.startswith("declined"):
        declined = [{"via": "people/ada", "declined": "2026-01-01"}]
        files["companies/skerry"] = SKERRY["companies/skerry"] | {"introductions": declined}
    assert worth_asking(base(files), ties(files), "companies/skerry") == []


def test_near_is_who_shares_a_past_employer_with_somebody_there() -> None:
    files = SKERRY | {
        "people/eve": {"work": [{"company": "skerry", "from": "2024"}, {"company": "Acme", "to": "2023"}]},
        "people/fay": {"work": [{"company": "Acme", "to": "2020"}]},
        "people/gus": {"work": [{"company": "Other", "to": "2020"}]},
    }
    assert people_near(base(files), "companies/skerry") >= {"people/fay"}
    assert "people/gus" not in people_near(base(files), "companies/skerry")


def test_a_reached_target_is_not_among_the_unreached() -> None:
    files = SKERRY | {"people/ada": friend(company="skerry")}
    assert suggested(files).unreached == ()


def test_bridges_are_contacts_by_how_many_best_ways_lead_through_them() -> None:
    files: Files = {
        "companies/one": {"interest": 3},
        "companies/two": {"interest": 3},
        "companies/dull": {"interest": 2},
        "people/ada": friend(knows=["people/bo", "people/cy"]),
        "people/bo": {"company": "one"},
        "people/cy": {"company": "two"},
        "people/dan": friend(knows=["people/eve"]),
        "people/eve": {"company": "dull"},
    }
    found = suggested(files).bridges
    assert [(one.person, one.targets) for one in found] == [("people/ada", ("companies/one", "companies/two"))]


FRESH: Files = {
    "people/ada": friend(knows=["people/x", "people/y"]),
    "people/bo": friend(knows=["people/ada", "people/x"]),
    "people/cy": friend(closeness=5, knows=["people/x", "people/y"]),
    "people/x": {},
    "people/y": {},
}


def test_fresh_networks_are_middling_ties_whose_contacts_are_mostly_unknown() -> None:
    assert [(one.person, one.unknown) for one in suggested(FRESH).fresh] == [("people/ada", 2)]


def test_somebody_with_a_conversation_under_way_or_at_capacity_needs_no_suggestion() -> None:
    under_way = FRESH | {"interviews/a": {"with": "people/ada", "requested": "2026-10-10"}}
    assert suggested(under_way).fresh == ()
    asks = {f"people/t{i}": {"introductions": [{"via": "people/ada", "asked": "2026-10-10"}]} for i in range(3)}
    assert suggested(FRESH | asks).fresh == ()


def test_every_entry_says_why() -> None:
    files = SKERRY | {
        "companies/one": {"interest": 3},
        "people/ada": friend(knows=["people/bo", "people/cy"]),
        "people/bo": {"company": "one", "location": "Leith"},
        "people/cy": {},
    }
    kb, found = base(files), suggested(files)
    assert why_worth_asking(kb, found.unreached[0].ask[0]) == "Knows Bo, in the same field or place."
    assert why_bridge(kb, found.bridges[0]) == "On your best way to One."
    assert why_fresh(found.fresh[0]) == "Knows two people you don't know yet: ask who else you should speak to."
