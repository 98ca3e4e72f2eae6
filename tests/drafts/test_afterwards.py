"""Drafts afterwards: thanks, connecting, keeping in touch, giving back."""

import re

import pytest

from drafts.letters import CLOCK, INTRODUCED, held, of
from network.vault import workspace
from wayin.drafts.compose import KINDS, MOST_CHARACTERS
from wayin.drafts.introductions import NoDraftError
from wayin.wording import given_name


@pytest.mark.parametrize(
    ("learning", "expected"),
    [
        ({"point": "Small projects count."}, "– Small projects count."),
        ({"point": "Begin small, and stay. She did."}, "– Begin small, and stay."),
        ({"point": "He never reads code.", "quote": "I never read it."}, None),
        ({"point": "Neither. It depends.", "quote": "Neither."}, None),
        ({"point": "salary bands in Leeds"}, None),
        ({"point": "They check everything twice"}, "– They check everything twice."),
        ({"point": "Bo Lind hires in May."}, None),
        ({"point": "She reads it all."}, None),
        ({"point": "The band is secret to all.", "private": "true"}, None),
    ],
)
def test_a_point_is_in_words_for_its_giver(learning: dict[str, str], expected: str | None) -> None:
    body = of("thank-you", "interviews/a", held(learnings=[learning])).body
    if expected:
        assert f"\n{expected}\n" in body
    else:
        assert learning["point"] not in body
        assert "[what you learned: " in body


def test_pay_is_named_only_to_fill_up() -> None:
    pay = {"topic": "pay", "point": "Ask for the band first."}
    others = [{"point": f"Thing number {i} counts."} for i in "123"]
    assert "band" not in of("thank-you", "people/ada", held(learnings=[pay, *others])).body
    assert "band" in of("thank-you", "people/ada", held(learnings=[pay, others[0]])).body


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("Send Ada the two chapters", "As promised, I'll send you the two chapters, by 24 November."),
        ("Send her the notebook", "As promised, I'll send you the notebook, by 24 November."),
        ("Proofread her slides", "As promised, I'll proofread your slides, by 24 November."),
        ("Tell Bo what she said", "I haven't forgotten what I promised, and will see to it by 24 November."),
        ("SQL exercises for the course", "As promised, I'll SQL exercises"),
    ],
)
def test_a_promise_is_rephrased_for_its_reader(what: str, expected: str) -> None:
    promised = [{"what": what, "by": "2026-11-24"}, {"what": "Nothing", "by": "2026-11-23", "done": "true"}]
    assert expected in of("thank-you", "people/ada", held(promised=promised)).body


def test_nothing_of_a_private_interview_is_mentioned() -> None:
    files = held(
        private="true", learnings=["Small projects count."], introductions=["people/bo"],
        promised=[{"what": "Send it all", "by": "2026-11-24"}], objectives=["Learn the trade"], requested="2026-11-01",
    )  # fmt: skip
    for kind in KINDS:
        try:
            body = of(kind, "interviews/a", files).body
        except NoDraftError:
            continue
        assert not re.search("Small projects|Bo Lind|Send it all|24 November|18 November|1 November|trade", body), kind


def test_a_refusal_gets_thanks() -> None:
    found = of("thank-you", "people/bo", {"interviews/b": {"with": "people/bo", "declined": "2026-11-02"}})
    assert found.subject == "Thank you for your answer"


def test_keeping_in_touch_refers_to_something_real() -> None:
    led = held(learnings=[{"point": "Neither.", "quote": "Do both."}]) | {
        "people/bo": {"name": "Bo Lind", "introductions": [INTRODUCED]},
        "interviews/b": {"with": "people/bo", "date": "2026-11-10"},
    }
    body = of("keep-in-touch", "people/ada", led).body
    assert "In November you introduced me to Bo Lind. We spoke on 10 November" in body
    assert "I keep thinking of what you said when we spoke on 18 November: “Do both.”" in body
    favours = {"people/ada": {"received": [{"date": "2026-10-01", "what": "An hour of her lunch break (alone)"}]}}
    assert (
        "Thank you again for an hour of your lunch break in October." in of("keep-in-touch", "people/ada", favours).body
    )
    gave = {"people/ada": {"gave": [{"date": "2026-10-01", "what": "A fix for her library"}]}}
    assert "In October you had a fix for your library from me." in of("keep-in-touch", "people/ada", gave).body


def test_of_several_nobody_is_credited_with_what_another_said_or_is_owed() -> None:
    files = held(
        learnings=[{"point": "Neither.", "quote": "Do both."}], promised=[{"what": "Send Ada the chapters"}]
    ) | {"people/bo": {"name": "Bo Lind"}}  # fmt: skip
    files["interviews/a"]["with"] = ["people/ada", "people/bo"]
    bo = of("keep-in-touch", "people/bo", files).body
    assert "“Do both.”" not in bo + of("connect", "people/bo", files).body, "Ada may have said it"
    assert "you said" not in bo + of("connect", "people/bo", files).body
    assert "promised" not in of("thank-you", "people/bo", files).body
    assert "I haven't forgotten that I want to send you the chapters." in of("keep-in-touch", "people/ada", files).body
    assert "“Do both.”" in of("connect", "interviews/a", files).body
    assert "what you said" in of("keep-in-touch", "interviews/a", files).body, "to both of them it was said"


def test_nothing_is_given_back_to_somebody_who_gave_nothing() -> None:
    found = of("offer", "people/bo", {"people/bo": {"name": "Bo Lind", "closeness": "3"}})
    assert "back" not in found.body
    assert found.subject == "Something for you"
    silent = of("offer", "people/bo", {"people/bo": {"closeness": "3", "last_contact": "2022-11-01"}}).body
    assert "\n\nIt has been four years, my fault. I've been wondering how I might be of use to you. This is" in silent


def test_a_request_to_connect_has_300_characters_whatever_the_names() -> None:
    quote = "word " * 38 + "end."
    body = of("connect", "interviews/a", held(learnings=[{"point": "Neither.", "quote": quote}])).body
    assert len(body) <= MOST_CHARACTERS
    assert "word" not in body, "rather none than half of it"
    long = {"interviews/a": {"with": "people/ada", "date": "2026-11-18"}, "people/ada": {"name": "A" * 400}}
    assert len(of("connect", "interviews/a", long).body) == MOST_CHARACTERS


def test_without_a_note_about_me_my_name_is_a_blank() -> None:
    found = workspace({"people/bo": {"name": "Bo Lind"}}, CLOCK).drafts.draft("request", "people/bo")
    assert {"who you are", "your name"} <= {one.what for one in found.blanks}


@pytest.mark.parametrize(
    ("name", "aliases", "expected"),
    [
        ("Wen Hui Goh", ("Wen Hui",), "Wen Hui"),
        ("Eoghan Lafferty", ("Dr Lafferty",), "Dr Lafferty"),
        ("Grace Adjei", (), "Grace"),
        ("Li Wei", (), "Li Wei"),
        ("Wen Hui Goh", (), "Wen Hui Goh"),
        ("Ada Park", ("the clock lady",), "Ada"),
        ("Cher", (), "Cher"),
    ],
)
def test_how_somebody_is_addressed(name: str, aliases: tuple[str, ...], expected: str) -> None:
    assert given_name(name, aliases) == expected
