"""Reasons as a person would say them aloud: each complete sentence."""

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
    ({PRIYA: {"closeness": 5}}, "me", PRIYA, "You are close to Priya Nair (date unknown)."),
    (
        {PRIYA: {"closeness": 4, "last_contact": "2026-09-01"}},
        "me", PRIYA, "You know Priya Nair well, last in September.",
    ),
    (
        {PRIYA: {"closeness": 1, "last_contact": "2021-02-01"}},
        "me", PRIYA, "You had barely met Priya Nair; last contact February 2021.",
    ),
    (
        {PRIYA: {"closeness": 3, "log": ["2026-10-01", "2026-10-02"]}},
        "me", PRIYA, "You know Priya Nair – two contacts, last in October.",
    ),
    (
        {PRIYA: {"log": ["2026-10-02"]}, "interviews/a": {"with": PRIYA, "date": "2026-10-01"}},
        "me",
        PRIYA,
        "You had one interview and one contact with Priya Nair, last in October.",
    ),
    (
        {PRIYA: {"log": ["2026-10-02"]}},
        "me",
        PRIYA,
        "You had one contact with Priya Nair, last in October.",
    ),
    (
        {PRIYA: {}, "interviews/a": {"with": PRIYA, "date": "2026-10-01"}},
        "me", PRIYA, "You had one interview with Priya Nair, last in October.",
    ),
    (
        {PRIYA: {"knows": [{"person": LI, "strength": 2, "evidence": "linkedin"}]}, LI: {}},
        PRIYA, LI, "Priya Nair knows Li Wei a little – connected on LinkedIn (date unknown).",
    ),
    (
        {PRIYA: {"knows": [{"person": LI, "context": "worked together at Acme.", "last": "2024-03-01"}]}, LI: {}},
        PRIYA, LI, "Priya Nair knew Li Wei – worked together at Acme; last contact March 2024.",
    ),
    (
        {PRIYA: {"knows": [{"person": LI, "strength": 4, "last": "2026-10-01"}]}, LI: {}},
        LI, PRIYA, "Priya Nair knows Li Wei well, last in October (assumed mutual).",
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
        "You met Priya Nair and Li Wei together on 3 October 2026; they probably know each other.",
    ),
    (
        {PRIYA: {"company": "Acme"}, LI: {"company": "Acme"}},
        PRIYA, LI, "Priya Nair and Li Wei both work at Acme; they probably know each other.",
    ),
    (
        {
            PRIYA: {"work": [{"company": "Acme", "from": "2020-01-01", "to": "2024-05-31"}]},
            LI: {"work": [{"company": "Acme", "from": "2019-01-01"}]},
        },
        PRIYA, LI, "Priya Nair and Li Wei both worked at Acme until May 2024; they probably know each other.",
    ),
    (
        {
            PRIYA: {"work": [{"company": "companies/acme", "from": "2020-01-01", "to": "2024-05-31"}]},
            LI: {"work": [{"company": "companies/acme", "from": "2019-01-01"}]},
            "companies/acme": {"size": 12},
        },
        PRIYA, LI, "Priya Nair and Li Wei worked together at Acme until May 2024.",
    ),
    (
        {PRIYA: {"company": "companies/acme"}, "me": {"company": "companies/acme"}, "companies/acme": {"size": "5-9"}},
        "me", PRIYA, "You and Priya Nair work together at Acme; works with you now.",
    ),
    (
        {PRIYA: {"company": "Acme", "knows_i_look": True}, "me": {"company": "Acme"}},
        "me", PRIYA, "You and Priya Nair both work at Acme; you probably know each other.",
    ),
    (
        {PRIYA: {"company": "Acme", "closeness": 4, "last_contact": "2026-10-02"}, "me": {"company": "Acme"}},
        "me", PRIYA, "You know Priya Nair well, last in October; works with you now.",
    ),
    (
        {PRIYA: {"education": [{"school": "Leeds", "from": 2012, "to": 2015}]},
         "me": {"education": [{"school": "leeds", "from": 2014, "to": 2018}]}},
        "me", PRIYA, "You and Priya Nair both studied at Leeds until 2015.",
    ),
    (
        {PRIYA: {"education": [{"school": "Leeds", "from": 2012, "to": 2015}]},
         LI: {"education": [{"school": "[[Leeds]]", "from": 2011}]}},
        PRIYA, LI, "Priya Nair and Li Wei both studied at Leeds until 2015.",
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
        "Priya Nair knows Li Wei (date unknown).",
        "Priya Nair and Li Wei both work at Acme; they probably know each other.",
    ]


def test_a_shared_school_is_mentioned_though_nobody_knows_whether_at_one_time() -> None:
    school = {"education": [{"school": "leeds", "from": 2001, "to": 2004}]}
    files = {
        "me": {"education": [{"school": "Leeds", "from": 2012}]},
        PRIYA: {"closeness": 3} | school,
        LI: {"education": ["Leeds"], "introduced_by": PRIYA},
    }
    assert said(files, "me", PRIYA)[1:] == ["You and Priya Nair both studied at leeds."]
    assert said(files, PRIYA, LI)[1:] == ["Priya Nair and Li Wei both studied at Leeds."]
    assert LI not in ties(files).ties["me"], "it makes no tie"
