"""Drafts that ask: for an interview, for an introduction, and once more."""

from typing import Any

import pytest

from drafts.letters import CHAIN, INTRODUCED, of
from wayin.drafts.introductions import NoDraftError


def test_a_cold_message_acknowledges_their_work_and_introduces_me_in_two_sentences() -> None:
    found = of("request", "people/bo", {"people/bo": {"name": "Bo Lind", "company": "Acme"}})
    assert found.to == ("people/bo",)
    assert found.body.startswith("Dear Bo Lind,\n\n[their work: ")
    assert "I study maths. I like charts.\n" in found.body
    assert "I cook" not in found.body
    assert "20 to 30 minutes" in found.body
    assert "there's no need to reply" in found.body
    assert {one.what for one in found.blanks} == {"their work", "two times"}
    assert found.subject == "A question about your work at Acme"


@pytest.mark.parametrize(
    ("bo", "more", "expected"),
    [
        ({"introductions": [INTRODUCED]}, {}, "Ada Park was kind enough to introduce us on 3 November."),
        ({"introduced_by": "people/ada"}, {}, "Ada Park was kind enough to introduce us."),
        (
            {"introductions": [{"via": "people/ada", "agreed": "2026-11-02"}]}, {},
            "Ada Park has kindly agreed to introduce us.",
        ),
        (
            {}, {"interviews/a": {"with": "people/ada", "date": "2026-11-05", "introductions": ["people/bo"]}},
            "Ada Park gave me your name when we spoke on 5 November.",
        ),
        ({}, {"people/ada": {"name": "Ada Park", "closeness": "4", "knows": ["people/bo"]}}, "Ada Park knows us both."),
        ({"introductions": [{"via": "people/ada", "declined": "2026-11-02"}]}, {}, "[their work: "),
        ({}, {"people/ada": {"name": "Ada Park", "closeness": "4", "knows": [
            {"person": "people/bo", "evidence": "inferred"}]}}, "[their work: "),
        ({}, {"interviews/b": {"with": "people/bo", "introduced_by": "people/ada"}}, "Ada Park was kind enough"),
    ],
)  # fmt: skip
def test_through_a_mutual_contact_it_names_them_as_far_as_the_notes_go(
    bo: dict[str, Any], more: dict[str, Any], expected: str
) -> None:
    files = {"people/ada": {"name": "Ada Park"}, "people/bo": {"name": "Bo Lind"} | bo} | more
    assert f"\n\n{expected}" in of("request", "people/bo", files).body


def test_a_mutual_contact_whose_note_is_private_is_not_named() -> None:
    files = {"people/ada": {"name": "Ada Park", "private": "true"}, "people/bo": {"introductions": [INTRODUCED]}}
    found = of("request", "people/bo", files)
    assert "Ada" not in found.body + found.subject
    assert found.blanks[0].what == "who introduced you"


@pytest.mark.parametrize(
    ("objective", "expected"),
    [
        ("Learn how one starts over (for Cy as well)", "I'd like to learn how one starts over. Could I"),
        ("Find out what she earns", "[why them: "),
        ("Know whether Bo Lind would say yes", "[why them: "),
        ("Two questions for the flat", "[why them: "),
        ("How a forecast gets from the desk to a ward", "I'd like to hear how a forecast gets from the desk to"),
        ("Whether one can begin without a degree", "I'd like to hear whether one can begin without a degree. C"),
        ("How do they hire?", "[why them: "),
        ("Ask how insurance differs from trials", "I'd like to hear how insurance differs from trials. Could I"),
        ("Ask for criticism, not for praise", "[why them: "),
        ("Find out what a beginner would do there", "[why them: "),
        ("Hear whether there is room for beginners", "I'd like to hear whether there is room for beginners. "),
    ],
)
def test_an_objective_is_mentioned_if_it_is_about_learning(objective: str, expected: str) -> None:
    files = {
        "people/bo": {"name": "Bo Lind", "introductions": [INTRODUCED]},
        "interviews/b": {"with": "people/bo", "objectives": [objective]},
    }
    assert expected in of("request", "interviews/b", files).body


def test_objectives_of_a_screening_are_left_out() -> None:
    files = {"interviews/b": {"with": "Bo", "kind": "screening", "objectives": ["Learn what they pay"]}}
    assert "pay" not in of("request", "interviews/b", files).body


def test_the_first_of_the_best_way_is_asked_for_the_next_and_to_ask_them_first() -> None:
    found = of("introduction", "people/cy", CHAIN)
    assert found.to == ("people/ada",)
    assert found.subject == "Would you introduce me to Bo Lind?"
    assert "Ultimately I'm hoping to reach Cy Dunn at Acme. I'm asking about Bo Lind first because " in found.body
    assert "connect us only if they say yes" in found.body
    assert "* * *\n\nDear Bo Lind,\n\nI'm Kim Ash. I study maths. I like charts." in found.body
    assert [one.what for one in found.blanks] == ["why them"], "also those of the note to be forwarded"


def test_via_selects_who_is_asked() -> None:
    files = CHAIN | {"people/di": {"name": "Di Moss", "closeness": "1", "knows": ["people/cy"]}}
    assert of("introduction", "companies/acme", files, via="people/di").to == ("people/di",)
    asked = of("introduction", "people/cy", files | {"people/ed": {"name": "Ed Ray"}}, via="people/ed")
    assert asked.to == ("people/ed",)
    assert "Do you happen to know each other?" in asked.body


@pytest.mark.parametrize(
    ("target", "files", "expected"),
    [
        ("people/bo", {"people/bo": {"name": "Bo Lind"}}, "No way to Bo Lind yet"),
        ("companies/acme", {"companies/acme": {"name": "Acme"}}, "Nobody to ask about Acme is known yet"),
        ("interviews/x", {"interviews/x": {"with": []}}, "doesn't say who it was with"),
        ("people/bo", CHAIN | {"people/bo": {"name": "Bo Lind", "private": "true"}}, "Bo Lind's note is private"),
    ],
)  # fmt: skip
def test_without_anybody_to_write_to_a_message_says_so(target: str, files: dict[str, Any], expected: str) -> None:
    with pytest.raises(NoDraftError, match=expected):
        of("introduction", target, files)


def test_the_text_to_forward_is_addressed_to_its_final_reader() -> None:
    found = of("forward", "people/cy", CHAIN)
    assert found.to == ("people/cy",)
    assert found.body.endswith("Kind regards,\nKim Ash\nkim@example.org")
    assert of("forward", "companies/nowhere", {"companies/nowhere": {"name": "Nowhere"}}).to == ()


def test_a_reminder_says_when_i_asked_and_the_second_that_it_is_the_last() -> None:
    talk = {"with": "people/bo", "requested": "2026-11-01"}
    first = of("follow-up", "interviews/b", {"interviews/b": talk})
    assert "On 1 November I asked whether" in first.body
    assert "won't write about it again" not in first.body
    last = of("follow-up", "people/bo", {"interviews/b": talk | {"followed_up": "2026-11-10"}})
    assert "and wrote again on 10 November." in last.body
    assert "I won't write about it again" in last.body
    assert last.note == ""
    two = {"interviews/b": talk | {"followed_up": ["2026-11-10", "2026-11-17"]}}
    assert "let it go" in of("follow-up", "people/bo", two).note


def test_a_reminder_goes_to_who_the_request_is_waiting_on() -> None:
    asks = {
        "people/bo": {"name": "Bo Lind", "introductions": [{"via": "people/ada", "asked": "2026-11-01"}]},
        "companies/acme": {"name": "Acme", "introductions": [{"via": "people/ada", "asked": "2026-11-02"}]},
        "people/cy": {"name": "Cy Dunn", "introductions": [{"via": "people/ada", "agreed": "2026-11-03"}]},
    }
    all_ = of("follow-up", "people/ada", asks)
    assert (all_.to, all_.subject) == (("people/ada",), "Following up on three introductions")
    assert "You kindly agreed to introduce me to Cy Dunn. I also asked whether you would introduce me to Bo Lind, " in (
        all_.body
    )
    assert "and whether you know anyone at Acme. Do you have any news?" in all_.body
    assert "a lot for one person" in all_.body
    for target in ("people/bo", "people/cy", "companies/acme"):
        assert of("follow-up", target, asks) == all_, "one letter reminds of everything that lies with one person"


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        ({"asked": "2026-11-01"}, "On 1 November I asked whether you would introduce me to Bo Lind. Do you have any"),
        ({"agreed": "2026-11-03"}, "On 3 November you kindly agreed to introduce me to Bo Lind. Do you have any"),
    ],
)
def test_a_reminder_of_one_request_says_its_day(ask: dict[str, str], expected: str) -> None:
    bo = {"name": "Bo Lind", "introductions": [{"via": "people/ada"} | ask]}
    body = of("follow-up", "people/bo", {"people/bo": bo}).body
    assert expected in body
    assert "a lot for one person" not in body


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"replied": "2026-11-18"}, "Thank you for your answer of 18 November; I'm very glad of it. Would one of"),
        ({"date": "2026-11-25"}, "I'm looking forward to our conversation on 25 November."),
        ({"date": "2026-11-18"}, "Thank you again for talking with me on 18 November. [what came of it: "),
        ({"declined": "2026-11-18"}, "Thank you for answering, and for saying so plainly."),
    ],
)
def test_after_an_answer_nobody_is_reminded(facts: dict[str, str], expected: str) -> None:
    files = {"interviews/b": {"with": "people/bo", "requested": "2026-11-01"} | facts}
    for target in ("interviews/b", "people/bo"):
        found = of("follow-up", target, files)
        assert found.kind == "follow-up"
        assert expected in found.body
        assert "slips down the page" not in found.body


def test_the_objective_of_an_interview_is_not_asked_about_after_it() -> None:
    talk = {"with": "people/bo", "date": "2026-11-10", "objectives": ["Learn the trade"]}
    body = of("request", "interviews/b", {"interviews/b": talk}).body
    assert "trade" not in body
    assert "[why them: " in body


def test_a_second_request_mentions_the_first() -> None:
    talk = {"with": "people/bo", "requested": "2026-05-12"}
    silent = {"interviews/b": talk | {"followed_up": ["2026-05-26", "2026-06-09"]}}
    assert "\n\nI wrote to you in May and haven't heard back" in of("request", "people/bo", silent).body
    for target in ("people/bo", "interviews/b"):
        body = of("request", target, {"interviews/b": talk | {"declined": "2026-05-20"}}).body
        assert "When I asked you for a conversation in May, you said no" in body
        assert "[what has changed: " in body


def test_nobody_is_asked_to_introduce_me_to_whom_i_know() -> None:
    known = CHAIN | {"people/bo": CHAIN["people/bo"] | {"closeness": "2"}}
    assert of("introduction", "people/cy", known).to == ("people/bo",)
    with pytest.raises(NoDraftError, match="You know Bo Lind; no introduction is needed"):
        of("introduction", "people/cy", known, via="people/ada")
    with pytest.raises(NoDraftError, match="You know Ada Park; no introduction is needed"):
        of("introduction", "people/ada", known)


def test_nobody_is_asked_again_for_an_introduction_that_was_made() -> None:
    made = CHAIN | {"people/bo": CHAIN["people/bo"] | {"introductions": [INTRODUCED]}}
    for target in ("people/bo", "people/cy"):
        with pytest.raises(
            NoDraftError, match=r"Ada introduced you on 3 November\..*`wayin draft request` writes to them"
        ):
            of("introduction", target, made)
    other = made | {"people/di": {"name": "Di Moss", "closeness": "1", "knows": ["people/cy"]}}
    with pytest.raises(NoDraftError, match="Bo Lind can introduce you to Cy Dunn"):
        of("introduction", "people/cy", other)
    assert of("introduction", "people/cy", other, via="people/di").to == ("people/di",)


def test_the_draft_for_an_interview_goes_to_who_introduced_it() -> None:
    talk = {"with": "people/cy", "introduced_by": "people/ed"}
    assert of("introduction", "interviews/c", CHAIN | {"interviews/c": talk}).to == ("people/ed",)


def test_an_offer_is_mentioned_if_it_is_clear_who_made_it() -> None:
    talk = {"with": "people/ada", "date": "2026-11-10", "introductions": ["people/cy"]}
    alone = of("introduction", "people/cy", CHAIN | {"interviews/a": talk}, via="people/ada").body
    assert "When we spoke on 10 November, you pointed me to Cy Dunn at Acme. I'd very much like" in alone
    both = CHAIN | {"interviews/a": talk | {"with": ["people/ada", "people/ed"]}}
    assert "the name of Cy Dunn at Acme came up." in of("introduction", "people/cy", both, via="people/ada").body
