"""Drafts: those of the whole sample within their limits and true, each kind by its rules, templates of one's own."""

import gc
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from network.vault import over, workspace
from wayin.cli.draft import KINDS as ON_THE_COMMAND_LINE
from wayin.clock import Clock
from wayin.drafts import phrasing
from wayin.drafts.compose import KINDS, MOST_SIGNS, MOST_WORDS, Draft, DraftKind, Drafts
from wayin.drafts.filling import OURS
from wayin.drafts.introductions import NoDraftError
from wayin.drafts.own_templates import OwnTemplates
from wayin.export.documents import draft_document
from wayin.reading import read_folder
from wayin.wording import MONTHS, format_day, given_name

CLOCK = Clock(date(2026, 11, 20))
NOTES = Path(__file__).parents[2] / "notes"


@cache
def sample() -> Drafts:
    """Those of the sample."""
    return over(read_folder(NOTES).notes, CLOCK).drafts


def every() -> list[tuple[DraftKind, str]]:
    """Every kind for every conversation, person and company of the sample."""
    kb = sample().kb
    return [(kind, node) for kind in KINDS for node in (*kb.interviews, *kb.people, *kb.companies)]


def of(kind: DraftKind, target: str, files: dict[str, dict[str, Any]], via: str = "") -> Draft:
    """A draft out of a few notes."""
    me = {"name": "Kim Ash", "background": "I study maths. I like charts. I cook.", "email": "kim@example.org"}
    return workspace({"me": me} | files, CLOCK).drafts.draft(kind, target, via)


# ── Every draft of the sample ─────────────────────────────────────────────────────────────────────────────────────────

WORD = re.compile(r"[\w’'-]+")
DAY = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?")


@cache
def said_in_the_notes() -> str:
    """All that the sample's files say, as one line."""
    return " ".join(" ".join(path.read_text("utf-8") for path in sorted(NOTES.rglob("*.md"))).split())


@cache
def words_of_ours() -> frozenset[str]:
    """The words that our own templates say."""
    text = " ".join(path.read_text("utf-8") for path in OURS.glob("*.txt"))
    return frozenset(word.casefold() for word in WORD.findall(text))


@cache
def days_of_the_notes() -> frozenset[str]:
    """Every day that the sample's notes name, as a letter says it."""
    days = {date.fromisoformat(day) for day in re.findall(r"\d{4}-\d{2}-\d{2}", said_in_the_notes())}
    return frozenset(format_day(day, CLOCK.today) for day in days)


@pytest.mark.parametrize(("kind", "node"), every())
def test_every_draft_of_the_sample_keeps_its_rules(kind: DraftKind, node: str) -> None:
    try:
        found = sample().draft(kind, node)
    except NoDraftError:
        return
    body = found.body
    if kind == "connect":
        assert len(body) <= MOST_SIGNS
    assert found.words < MOST_WORDS
    assert found.words == draft_document(found)["words"]
    # nothing of a template is left, and nothing is missing in the middle of a sentence
    assert not re.search(r"[{}%]|None|\bundefined\b|\(\)|  | [.,;]|\.\.(?!\.)|^,|\n\n\n", body), body
    assert "\n" not in found.subject
    assert body == body.strip()
    marked = re.findall(r"\[[^\]]+\]", body)
    assert {str(one) for one in found.blanks} >= set(marked)
    assert all(str(one) in body or str(one) in found.subject for one in found.blanks)
    # no private name, no private learning
    kb = sample().kb
    for person in kb.people.values():
        if person.facts.private and person.id not in found.to:
            assert person.name not in body + found.subject
    for private in ("34 to 37", "so that I can decide"):
        assert private not in body


@pytest.mark.parametrize(("kind", "node"), every())
def test_no_draft_of_the_sample_says_what_the_notes_do_not(kind: DraftKind, node: str) -> None:
    try:
        found = sample().draft(kind, node)
    except NoDraftError:
        return
    text = found.body
    for blank in found.blanks:
        text = text.replace(str(blank), "")
    notes = said_in_the_notes().casefold()
    strange = [
        word
        for word in WORD.findall(DAY.sub("", text))
        if word.casefold() not in words_of_ours()
        and not re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", notes)
    ]
    assert [word for word in strange if word not in (*MONTHS, "two", "three")] == []
    assert set(DAY.findall(text)) <= days_of_the_notes()


@pytest.mark.parametrize("node", [one for one in sample().kb.interviews if one.startswith("interviews/2026")])
def test_thanks_name_two_or_three_points_of_the_conversation(node: str) -> None:
    talk = sample().kb.interviews[node]
    if not talk.is_held(CLOCK):
        return
    body = sample().draft("thank-you", node).body
    points = [line[2:].strip("“”") for line in body.splitlines() if line.startswith("– ")]
    assert 2 <= len(points) <= 3
    learned = [f"{one.point} {one.quote or ''}" for one in talk.facts.learnings if not one.private]
    for point in points:
        assert any(point in one for one in learned)
        assert not phrasing.speaks_of_somebody(point) or f"“{point}”" in body


def test_the_command_knows_every_kind() -> None:
    assert ON_THE_COMMAND_LINE == KINDS
    assert {file.stem for file in OURS.glob("*.txt")} == {*KINDS, "closing"}


# ── Asking ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_cold_it_acknowledges_their_work_and_says_who_i_am_in_two_sentences() -> None:
    found = of("request", "people/bo", {"people/bo": {"name": "Bo Lind", "company": "Acme"}})
    assert found.to == ("people/bo",)
    assert found.body.startswith("Dear Bo Lind,\n\n[their work: ")
    assert "I study maths. I like charts.\n" in found.body
    assert "I cook" not in found.body
    assert "20 to 30 minutes" in found.body
    assert "no answer is needed" in found.body
    assert {one.what for one in found.blanks} == {"their work", "two times"}
    assert found.subject == "A question about your work at Acme"


INTRODUCED = {"via": "people/ada", "asked": "2026-11-01", "agreed": "2026-11-02", "made": "2026-11-03"}


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
        ({}, {"people/ada": {"name": "Ada Park", "closeness": "4", "knows": ["people/bo"]}}, "We both know Ada Park."),
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
        ("Learn how one starts over (for Cy as well)", "I would like to learn how one starts over. Could I"),
        ("Find out what she earns", "[why them: "),
        ("Know whether Bo Lind would say yes", "[why them: "),
        ("Two questions for the flat", "[why them: "),
        ("How a forecast gets from the desk to a ward", "I would like to hear how a forecast gets from the desk to"),
        ("Whether one can begin without a degree", "I would like to hear whether one can begin without a degree. C"),
        ("How do they hire?", "[why them: "),
        ("Ask how insurance differs from trials", "I would like to hear how insurance differs from trials. Could I"),
        ("Ask for criticism, not for praise", "[why them: "),
        ("Find out what a beginner would do there", "[why them: "),
        ("Hear whether there is room for beginners", "I would like to hear whether there is room for beginners. "),
    ],
)
def test_an_objective_is_told_where_it_is_a_wish_to_learn(objective: str, expected: str) -> None:
    files = {
        "people/bo": {"name": "Bo Lind", "introductions": [INTRODUCED]},
        "interviews/b": {"with": "people/bo", "objectives": [objective]},
    }
    assert expected in of("request", "interviews/b", files).body


def test_what_i_want_to_find_out_where_i_am_chosen_is_not_told() -> None:
    files = {"interviews/b": {"with": "Bo", "kind": "screening", "objectives": ["Learn what they pay"]}}
    assert "pay" not in of("request", "interviews/b", files).body


CHAIN = {
    "people/ada": {
        "name": "Ada Park",
        "aliases": ["Ada"],
        "closeness": "5",
        "knows": ["people/bo"],
        "introduces": "yes",
    },
    "people/bo": {"name": "Bo Lind", "knows": ["people/cy"]},
    "people/cy": {"name": "Cy Dunn", "company": "Acme"},
}


def test_the_first_of_the_best_way_is_asked_for_the_next_and_to_ask_them_first() -> None:
    found = of("introduction", "people/cy", CHAIN)
    assert found.to == ("people/ada",)
    assert found.subject == "Would you introduce me to Bo Lind?"
    assert "In the end I hope to reach Cy Dunn at Acme as well." in found.body
    assert "ask first" in found.body
    assert "only after a yes" in found.body
    assert "* * *\n\nDear Bo Lind,\n\nI study maths. I like charts." in found.body
    assert [one.what for one in found.blanks] == ["why them"], "also those of the note to be forwarded"


def test_via_chooses_who_is_asked() -> None:
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
        ("interviews/x", {"interviews/x": {"with": []}}, "does not say whom it is with"),
        ("people/bo", CHAIN | {"people/bo": {"name": "Bo Lind", "private": "true"}}, "The note on Bo Lind is private"),
    ],
)  # fmt: skip
def test_where_there_is_nobody_to_write_to_a_sentence_says_so(
    target: str, files: dict[str, Any], expected: str
) -> None:
    with pytest.raises(NoDraftError, match=expected):
        of("introduction", target, files)


def test_the_note_to_be_forwarded_is_to_whom_it_will_reach() -> None:
    found = of("forward", "people/cy", CHAIN)
    assert found.to == ("people/cy",)
    assert found.body.endswith("Kind regards,\nKim Ash\nkim@example.org")
    assert of("forward", "companies/nowhere", {"companies/nowhere": {"name": "Nowhere"}}).to == ()


def test_a_reminder_says_when_i_asked_and_the_second_that_it_is_the_last() -> None:
    talk = {"with": "people/bo", "requested": "2026-11-01"}
    first = of("follow-up", "interviews/b", {"interviews/b": talk})
    assert "On 1 November I asked whether" in first.body
    assert "not write about it again" not in first.body
    last = of("follow-up", "people/bo", {"interviews/b": talk | {"followed_up": "2026-11-10"}})
    assert "and wrote again on 10 November." in last.body
    assert "I shall not write about it again" in last.body


def test_a_reminder_of_a_request_is_to_whom_it_lies_with() -> None:
    asks = {
        "people/bo": {"name": "Bo Lind", "introductions": [{"via": "people/ada", "asked": "2026-11-01"}]},
        "companies/acme": {"name": "Acme", "introductions": [{"via": "people/ada", "asked": "2026-11-02"}]},
        "people/cy": {"name": "Cy Dunn", "introductions": [{"via": "people/ada", "agreed": "2026-11-03"}]},
    }
    all_ = of("follow-up", "people/ada", asks)
    assert (all_.to, all_.subject) == (("people/ada",), "Cy Dunn, Bo Lind and Acme")
    assert "You kindly agreed to introduce me to Cy Dunn. I also asked whether you would introduce me to Bo Lind, " in (
        all_.body
    )
    assert "and whether you know anyone at Acme. May I ask how things stand?" in all_.body
    assert "a lot for one person" in all_.body
    for target in ("people/bo", "people/cy", "companies/acme"):
        assert of("follow-up", target, asks) == all_, "one letter reminds of everything that lies with one person"


@pytest.mark.parametrize(
    ("ask", "expected"),
    [
        ({"asked": "2026-11-01"}, "On 1 November I asked whether you would introduce me to Bo Lind. May I ask how it"),
        ({"agreed": "2026-11-03"}, "On 3 November you kindly agreed to introduce me to Bo Lind. May I ask how it"),
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
        ({"replied": "2026-11-18"}, "Thank you for your answer of 18 November; I am very glad of it. Would one of"),
        ({"date": "2026-11-25"}, "I look forward to our conversation on 25 November."),
        ({"date": "2026-11-18"}, "Thank you again for the time you gave me on 18 November. [what came of it: "),
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


def test_what_a_conversation_was_for_is_not_asked_again_after_it() -> None:
    talk = {"with": "people/bo", "date": "2026-11-10", "objectives": ["Learn the trade"]}
    body = of("request", "interviews/b", {"interviews/b": talk}).body
    assert "trade" not in body
    assert "[why them: " in body


def test_a_request_after_one_in_vain_says_so() -> None:
    talk = {"with": "people/bo", "requested": "2026-05-12"}
    silent = {"interviews/b": talk | {"followed_up": ["2026-05-26", "2026-06-09"]}}
    assert "\n\nI wrote to you in May and have not heard from you" in of("request", "people/bo", silent).body
    for target in ("people/bo", "interviews/b"):
        body = of("request", target, {"interviews/b": talk | {"declined": "2026-05-20"}}).body
        assert "When I asked you for a conversation in May, you declined" in body
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


def test_the_letter_of_a_conversation_is_to_whoever_introduced_it() -> None:
    talk = {"with": "people/cy", "introduced_by": "people/ed", "date": "2026-11-10"}
    assert of("introduction", "interviews/c", CHAIN | {"interviews/c": talk}).to == ("people/ed",)


def test_an_offer_is_told_as_far_as_it_is_known_who_made_it() -> None:
    talk = {"with": "people/ada", "date": "2026-11-10", "introductions": ["people/cy"]}
    alone = of("introduction", "people/cy", CHAIN | {"interviews/a": talk}, via="people/ada").body
    assert "When we spoke on 10 November, you pointed me to Cy Dunn at Acme. That is a conversation" in alone
    both = CHAIN | {"interviews/a": talk | {"with": ["people/ada", "people/ed"]}}
    assert "the name of Cy Dunn at Acme came up." in of("introduction", "people/cy", both, via="people/ada").body


# ── Afterwards ────────────────────────────────────────────────────────────────────────────────────────────────────────


def held(**facts: Any) -> dict[str, dict[str, Any]]:
    """A conversation with Ada that took place."""
    return {
        "people/ada": {"name": "Ada Park", "aliases": ["Ada"]},
        "people/bo": {"name": "Bo Lind"},
        "interviews/a": {"with": "people/ada", "date": "2026-11-18"} | facts,
    }


@pytest.mark.parametrize(
    ("learning", "expected"),
    [
        ({"point": "Small projects count."}, "– Small projects count."),
        ({"point": "Begin small, and stay. She did."}, "– Begin small, and stay."),
        ({"point": "He never reads code.", "quote": "I never read it."}, "– “I never read it.”"),
        ({"point": "Neither. It depends.", "quote": "Neither."}, "– “Neither.”"),
        ({"point": "Bo Lind hires in May."}, None),
        ({"point": "She reads it all."}, None),
        ({"point": "The band is secret to all.", "private": "true"}, None),
    ],
)
def test_a_point_is_told_in_words_its_giver_can_read(learning: dict[str, str], expected: str | None) -> None:
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
        ("Send Ada the two chapters", "As promised, I will send you the two chapters, by 24 November."),
        ("Send her the notebook", "As promised, I will send you the notebook, by 24 November."),
        ("Proofread her slides", "As promised, I will proofread your slides, by 24 November."),
        ("Tell Bo what she said", "I have not forgotten what I promised, and will see to it by 24 November."),
        ("SQL exercises for the course", "As promised, I will SQL exercises"),
    ],
)
def test_a_promise_is_said_to_its_reader(what: str, expected: str) -> None:
    promised = [{"what": what, "by": "2026-11-24"}, {"what": "Nothing", "by": "2026-11-23", "done": "true"}]
    assert expected in of("thank-you", "people/ada", held(promised=promised)).body


def test_nothing_of_a_private_conversation_is_told() -> None:
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
    assert "When we spoke on 18 November, you said something that I wrote down: “Do both.”" in body
    favours = {"people/ada": {"received": [{"date": "2026-10-01", "what": "An hour of her lunch break (alone)"}]}}
    assert (
        "Thank you again for an hour of your lunch break in October." in of("keep-in-touch", "people/ada", favours).body
    )
    gave = {"people/ada": {"gave": [{"date": "2026-10-01", "what": "A fix for her library"}]}}
    assert "In October you had a fix for your library from me." in of("keep-in-touch", "people/ada", gave).body


def test_of_several_nobody_is_told_to_have_said_or_to_be_owed_what_another_was() -> None:
    files = held(
        learnings=[{"point": "Neither.", "quote": "Do both."}], promised=[{"what": "Send Ada the chapters"}]
    ) | {"people/bo": {"name": "Bo Lind"}}  # fmt: skip
    files["interviews/a"]["with"] = ["people/ada", "people/bo"]
    bo = of("keep-in-touch", "people/bo", files).body
    assert "From our conversation on 18 November I wrote this down: “Do both.”" in bo
    assert "you said" not in bo + of("connect", "people/bo", files).body
    assert "promised" not in of("thank-you", "people/bo", files).body
    assert "I have not forgotten that I want to send you the chapters." in of("keep-in-touch", "people/ada", files).body
    assert "“Do both.”" in of("connect", "interviews/a", files).body
    assert "you said" in of("keep-in-touch", "interviews/a", files).body, "to both of them it was said"


def test_nothing_is_given_back_to_somebody_who_gave_nothing() -> None:
    found = of("offer", "people/bo", {"people/bo": {"name": "Bo Lind", "closeness": "3"}})
    assert "back" not in found.body
    assert found.subject == "Something for you"


def test_a_request_to_connect_has_300_characters_whatever_the_names() -> None:
    quote = "word " * 38 + "end."
    body = of("connect", "interviews/a", held(learnings=[{"point": "Neither.", "quote": quote}])).body
    assert len(body) <= MOST_SIGNS
    assert "word" not in body, "rather none than half of it"
    long = {"interviews/a": {"with": "people/ada", "date": "2026-11-18"}, "people/ada": {"name": "A" * 400}}
    assert len(of("connect", "interviews/a", long).body) == MOST_SIGNS


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


# ── Templates of one's own ────────────────────────────────────────────────────────────────────────────────────────────


def own(folder: Path, **files: str) -> tuple[Drafts, list[str]]:
    """Drafts with these templates, and what is told of them."""
    for stem, text in files.items():
        (folder / f"{stem.replace('_', '-')}.txt").write_text(text, "utf-8")
    told: list[str] = []
    files = {"me": {"name": "Kim Ash"}} | held(learnings=["Small projects count."])
    return replace(workspace(files, CLOCK, templates=folder), warn=told.append).drafts, told


def test_a_template_of_ones_own_is_taken_in_any_language(tmp_path: Path) -> None:
    text = (
        "Subject: Danke\n\nLiebe {{ them.called }},\n\n{{ points | map(attribute='words') | join }}\n"
        "am {{ day.strftime('%d.%m.') }} {{ blank('Dank', 'wofür') }}\n{{ me.name }}\n"
    )
    mine, told = own(tmp_path, thank_you=text)
    found = mine.draft("thank-you", "people/ada")
    assert (found.subject, found.body) == (
        "Danke", "Liebe Ada,\n\nSmall projects count.\nam 18.11. [Dank: wofür]\nKim Ash",
    )  # fmt: skip
    assert [one.hint for one in found.blanks] == ["wofür"]
    assert told == []
    assert mine.draft("offer", "people/ada").subject == "Something in return", "the others are ours"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Hello\n{% if %}", 2, "Expected"),
        ("Hello\n\n{{ thm.name }}", 3, "Nothing is called thm here. Did you mean them?"),
        ("{{ them.nickname }}", 1, "nickname"),
        ("a\n{{ 1 / 0 }}", 2, "ivision by zero"),
        ("{% include 'nowhere.txt' %}", 1, "There is no file nowhere.txt to include."),
        ("{{ ().__class__.__base__.__subclasses__() }}", 1, "unsafe"),
        ("{{ them.__init__.__globals__ }}", 1, "unsafe"),
        ("{{ points.append(1) }}", 1, "append"),
        ("{% for i in range(10 ** 9) %}x{% endfor %}", 1, "ange too big"),
        ("{% include '../me.txt' %}", 1, "There is no file"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 1, "recursion"),
    ],
)
def test_a_wrong_template_is_told_of_once_and_ours_stands_in(tmp_path: Path, text: str, line: int, said: str) -> None:
    mine, told = own(tmp_path, thank_you=text)
    for _ in range(2):
        assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
    (message,) = told
    assert message.startswith(f"{tmp_path / 'thank-you.txt'}:{line}: ")
    assert said in message
    assert "\n" not in message


DOUBLED = "{% set x = namespace(t='x' * 1000) %}{% for i in range(60) %}{% set x.t = x.t ~ x.t %}{% endfor %}{{ x.t }}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 'x' * 10 ** 9 }}", "too much memory|more than 100,000 characters"),
        ("{{ 'x' * 10 ** 15 }}", "too much memory"),
        ("{% set x = 'x' * 10 ** 6 %}{{ x }}", "more than 100,000 characters"),
        ("{{ 'a'.ljust(2000000000) }}", "memory|characters"),
        ("{% for i in range(100000) %}{{ i }}{% endfor %}", "more than 100,000 characters"),
        (DOUBLED, "memory|characters"),
        ("{% set x = [0] * 10 ** 10 %}", "memory"),
    ],
)
def test_a_template_that_takes_up_too_much_is_reported_and_ours_is_used(tmp_path: Path, text: str, said: str) -> None:
    mine, told = own(tmp_path, thank_you=f"a\n{text}")
    assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
    (message,) = told
    assert re.search(said, message)


def test_a_template_that_never_ends_is_stopped_once_and_the_others_are_still_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wayin.drafts.own_templates.SECONDS", 1)
    loops = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    mine, told = own(tmp_path, thank_you=f"a\n\n{loops}", offer="b\n{{ 9 ** (9 ** 9) }}", keep_in_touch="Mine.")
    for _ in range(2):
        assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
        assert mine.draft("offer", "people/ada").subject == "Something in return"
        assert mine.draft("keep-in-touch", "people/ada").body == "Mine."
    assert [re.sub(r".*/(.*?: This template needs more than \d+ s), .*", r"\1", line) for line in told] == [
        "thank-you.txt:1: This template needs more than 1 s",
        "offer.txt:1: This template needs more than 1 s",
    ]


def test_the_process_that_fills_templates_ends_with_its_owner(tmp_path: Path) -> None:
    templates = OwnTemplates(tmp_path)
    (tmp_path / "offer.txt").write_text("Mine.")
    assert templates.fill("offer.txt", {}).body == "Mine."
    process = templates._process
    del templates
    gc.collect()
    assert process is not None
    assert process.returncode is not None


def test_a_template_that_is_no_text_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "thank-you.txt").write_bytes(b"\xff\xfe\x00")
    mine, told = own(tmp_path)
    assert "– Small projects count." in mine.draft("thank-you", "people/ada").body
    assert "This file is no UTF-8 text." in told[0]


def test_what_the_notes_say_is_never_run_as_a_template() -> None:
    files = held(learnings=["Point {{ 7 * 7 }} {% raw %} counts."])
    files["people/ada"]["name"] = "{{ me.email }} Park"
    found = of("thank-you", "people/ada", files)
    assert "{{ 7 * 7 }} {% raw %}" in found.body


def test_a_name_over_several_lines_stays_in_the_subject() -> None:
    found = of("introduction", "people/cy", CHAIN | {"people/bo": {"name": "Bo\nBcc: x@y.z", "knows": ["people/cy"]}})
    assert found.subject == "Would you introduce me to Bo Bcc: x@y.z?"
