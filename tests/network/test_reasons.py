"""Reasons as a person would say them aloud: each sentence as it is meant to read."""

import pytest

from wayin.network.reasons import reasons

from .vault import TODAY, base, ties

PRIYA = "people/priya-nair"
LI = "people/li-wei"


def said(files: dict, source: str, target: str) -> list[str]:
    kb = base(files)
    net = ties(files)
    return reasons(kb, net, net.ties[source][target], TODAY)


SENTENCES = [
    ({PRIYA: {"closeness": 5}}, "me", PRIYA, "You are close to Priya Nair, when last is unknown."),
    (
        {PRIYA: {"closeness": 4, "last_contact": "2026-09-01"}},
        "me", PRIYA, "You know Priya Nair well, last in September.",
    ),
    (
        {PRIYA: {"closeness": 1, "last_contact": "2021-02-01"}},
        "me", PRIYA, "You have barely met Priya Nair, last in February 2021, so it has faded.",
    ),
    (
        {PRIYA: {"closeness": 3, "log": ["2026-10-01", "2026-10-02"]}},
        "me", PRIYA, "You know Priya Nair: you were in touch twice, last in October.",
    ),
    (
        {PRIYA: {"log": ["2026-10-02"]}, "interviews/a": {"with": PRIYA, "date": "2026-10-01"}},
        "me",
        PRIYA,
        "You spoke once with Priya Nair and were in touch once, last in October.",
    ),
    (
        {PRIYA: {"log": ["2026-10-02"]}},
        "me",
        PRIYA,
        "You were in touch once with Priya Nair, last in October.",
    ),
    (
        {PRIYA: {}, "interviews/a": {"with": PRIYA, "date": "2026-10-01"}},
        "me", PRIYA, "You spoke once with Priya Nair, last in October.",
    ),
    (
        {PRIYA: {"knows": [{"person": LI, "strength": 2, "evidence": "linkedin"}]}, LI: {}},
        PRIYA, LI, "Priya Nair knows Li Wei a little: they are linked on LinkedIn, when last is unknown.",
    ),
    (
        {PRIYA: {"knows": [{"person": LI, "context": "worked together at Acme.", "last": "2024-03-01"}]}, LI: {}},
        PRIYA, LI, "Priya Nair knows Li Wei: worked together at Acme, last in March 2024, so it has faded.",
    ),
    (
        {PRIYA: {"knows": [{"person": LI, "strength": 4, "last": "2026-10-01"}]}, LI: {}},
        LI, PRIYA, "Priya Nair knows Li Wei well, last in October; that it holds the other way too is assumed.",
    ),
    (
        {PRIYA: {"knows": [{"person": LI, "reverse": 1, "last": "2026-10-01"}]}, LI: {}},
        LI, PRIYA, "Li Wei has barely met Priya Nair, last in October.",
    ),
    ({LI: {"introduced_by": PRIYA}, PRIYA: {}}, PRIYA, LI, "Priya Nair introduced you to Li Wei."),
    (
        {PRIYA: {}, LI: {}, "interviews/a": {"with": PRIYA, "date": "2026-10-03", "introductions": LI}},
        PRIYA, LI, "Priya Nair offered to introduce you to Li Wei on 3 October 2026.",
    ),
    (
        {PRIYA: {}, LI: {}, "interviews/a": {"with": [PRIYA, LI], "date": "2026-10-03"}},
        PRIYA, LI,
        "Priya Nair and Li Wei spoke with you together on 3 October 2026; that they know each other is inferred.",
    ),
    (
        {PRIYA: {"company": "Acme"}, LI: {"company": "Acme"}},
        PRIYA, LI, "Priya Nair and Li Wei are both at Acme; that they know each other is inferred.",
    ),
    (
        {
            PRIYA: {"work": [{"company": "Acme", "from": "2020-01-01", "to": "2024-05-31"}]},
            LI: {"work": [{"company": "Acme", "from": "2019-01-01"}]},
        },
        PRIYA, LI, "Priya Nair and Li Wei were both at Acme until May 2024; that they know each other is inferred.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "source", "target", "sentence"), SENTENCES, ids=[s[3] for s in SENTENCES])
def test_the_reason_reads(files: dict, source: str, target: str, sentence: str) -> None:
    assert said(files, source, target)[0] == sentence


def test_the_reason_that_counts_comes_first_and_none_twice() -> None:
    files = {
        PRIYA: {"company": "Acme", "knows": [LI, LI]},
        LI: {"company": "Acme", "introduced_by": PRIYA},
    }
    assert said(files, PRIYA, LI) == [
        "Priya Nair introduced you to Li Wei.",
        "Priya Nair knows Li Wei, when last is unknown.",
        "Priya Nair and Li Wei are both at Acme; that they know each other is inferred.",
    ]
