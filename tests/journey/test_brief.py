"""The brief, the questions it uses, and favours."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from network.vault import base, over, workspace
from wayin.clock import Clock
from wayin.export.documents import brief_document
from wayin.journey.brief import Brief
from wayin.journey.question_order import in_order, stage
from wayin.journey.questions import SEEDS, asked_questions, for_people, key
from wayin.journey.reciprocity import balance, balances
from wayin.model import InterviewKind
from wayin.reading import read_folder

CLOCK = Clock(date(2026, 11, 20))
NOTES = Path(__file__).parents[2] / "notes"


def brief(interview: str, files: dict[str, dict[str, Any]]) -> Brief:
    """Return the brief for an interview of a few notes."""
    return workspace(files, CLOCK).brief(interview)


def proposed(person: str, files: dict[str, dict[str, Any]], kind: InterviewKind = "informational") -> list[str]:
    """Return the next questions for somebody."""
    found = workspace(files, CLOCK)
    return for_people(found.kb, CLOCK, (person,), kind, found.questions)


STORY: dict[str, dict[str, Any]] = {
    "people/ada": {
        "name": "Ada Park", "location": "Leith", "tags": ["charts"],
        "work": [
            {"company": "companies/acme", "role": "Analyst", "from": "2021-02"},
            {"company": "Northwind", "role": "Clerk", "from": "2018", "to": "2020"},
        ],
        "introductions": [{"via": "people/bo", "asked": "2026-11-01", "made": "2026-11-03"}],
    },
    "people/bo": {"name": "Bo Lind", "closeness": "4"},
    "people/cy": {"name": "Cy Dunn", "company": "companies/acme"},
    "companies/acme": {
        "name": "Acme", "industry": "rail", "size": "40", "status": "researching",
        "roles": [{"title": "Junior", "closes": "2026-12-04"}],
    },
    "interviews/next": {
        "with": "people/ada", "introduced_by": "people/bo", "requested": "2026-11-05", "replied": "2026-11-07",
        "date": "2026-11-25T15:00", "minutes": "40", "place": "Café",
        "objectives": ["Learn about pay and company size"],
        "questions": ["What did you do yesterday?", "Who reads your work?"],
    },
    "interviews/cy": {
        "with": "people/cy", "date": "2026-10-01",
        "questions": [{"ask": "what did you do  yesterday", "answer": "Mostly meetings."}],
        "learnings": [{"point": "They check twice.", "private": "true"}],
    },
    "interviews/bo": {
        "with": "people/bo", "date": "2026-10-02",
        "learnings": [{"topic": "company-size", "point": "Begin small."}, {"topic": "cake", "point": "Bake."}],
    },
}  # fmt: skip


def texts(lines: Any) -> list[str]:
    """Return the text of lines."""
    return [line.text for line in lines]


def test_everything_before_the_meeting_is_on_one_page() -> None:
    found = brief("interviews/next", STORY)
    assert found.when_and_where == "25 November 2026, 15:00 · 40 minutes · Café"
    assert texts(found.who) == [
        "Ada Park: Analyst at Acme since February 2021; before that Clerk at Northwind until 2020; in Leith "
        "(topics: charts)."
    ]
    assert texts(found.how) == [
        "Bo Lind introduced you to Ada Park on 3 November 2026.",
        "You asked on 5 November 2026 and they answered on 7 November 2026.",
    ]
    assert texts(found.about) == [
        "Acme: rail, 40 people.", "You're finding out about it.", "Opening: Junior, closing date 4 December 2026.",
        "Also there: Cy Dunn.", "They check twice. (in confidence) (Cy Dunn, 1 October 2026)",
    ]  # fmt: skip
    assert texts(found.questions) == ["What did you do yesterday?", "Who reads your work?"]
    assert texts(found.more) == [
        "What's changing in this work at the moment?", "If you were me, what would you learn next?",
        "What do you read, or where do people who do this work meet?",
    ]  # fmt: skip
    assert texts(found.others) == [
        "What did you do yesterday? Mostly meetings. (Cy Dunn, 1 October 2026)",
        "Begin small. (Bo Lind, 2 October 2026)",
    ]
    assert texts(found.offer) == ["No favours noted yet. Ask how you can help."]
    assert [title for title, _ in found.sections()] == [
        "About Ada", "How this came about", "Who else knows Ada", "About Acme", "What you want to find out",
        "Questions", "You could also ask", "How others answered", "What you could offer",
    ]  # fmt: skip


def test_what_could_be_offered_tells_promises_and_who_has_only_given() -> None:
    more = {
        "people/ada": STORY["people/ada"] | {"received": [{"date": "2026-10-01", "what": "An hour"}]},
        "interviews/first": {
            "with": "people/ada", "date": "2026-10-01", "promised": [{"what": "Send the list", "by": "2026-12-01"}],
        },
    }  # fmt: skip
    assert texts(brief("interviews/next", STORY | more).offer) == [
        "You promised Ada Park: Send the list (by 1 December 2026).",
        "Ada Park has helped you (An hour); you haven't returned the favour yet.",
    ]


def test_without_questions_of_its_own_it_proposes_some() -> None:
    bare = {"interviews/next": {"with": "people/ada"}}
    found = brief("interviews/next", STORY | bare)
    assert not found.prepared
    assert 3 <= len(found.questions) <= 7
    assert found.more == ()
    assert found.questions[-1].text == "Who else should I talk to?"


def test_an_interview_about_which_nothing_is_known_has_a_brief_too() -> None:
    found = brief("interviews/x", {"interviews/x": {"with": "Ada"}})
    assert texts(found.who) == ["Ada: nothing about their work yet."]
    assert found.when_and_where == ""
    assert brief("interviews/x", {"interviews/x": {}}).who == ()


def test_every_brief_of_the_sample_names_only_what_there_is() -> None:
    sample = over(read_folder(NOTES).notes, CLOCK)
    kb = sample.kb
    for interview in kb.interviews:
        answer = brief_document(sample.brief(interview))
        for part in ("who", "how", "about", "others", "offer"):
            for line in answer[part]:
                assert kb.note(line["source"]) or line["source"] in kb.stubs
                assert line["text"]
                assert "None" not in line["text"]
                assert "  " not in line["text"]


# ── Questions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Why?", "why"), ("What  now?", "What now"), ("How? (for Cy)", "How?"), ("Straße?", "STRASSE"),
    ],
)  # fmt: skip
def test_the_same_question_in_other_spelling(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_questions_collect_every_occasion_and_answer() -> None:
    found = asked_questions(base(STORY), CLOCK)
    first = found[0]
    assert first.ask == "what did you do  yesterday"
    assert [(one.interview, one.held, one.answer) for one in first.times] == [
        ("interviews/cy", True, "Mostly meetings."), ("interviews/next", False, ""),
    ]  # fmt: skip
    assert [one.is_open for one in found] == [False, True]


def test_nobody_is_asked_again_what_they_have_answered() -> None:
    assert "what did you do  yesterday" not in proposed("people/cy", STORY)
    assert "what did you do  yesterday" in proposed("people/bo", STORY)


def test_an_open_question_about_their_work_comes_before_the_starters_of_its_stage() -> None:
    files = STORY | {"interviews/bo": {"with": "people/bo", "questions": ["Which charts do analysts read?"]}}
    found = proposed("people/ada", files)
    assert found.index("Which charts do analysts read?") == 2
    assert "What do people new to this work usually get wrong?" not in found, "seven are enough"


def test_with_no_notes_there_are_seeds_for_each_kind() -> None:
    for kind, seeds in SEEDS.items():
        found = proposed("people/ada", {"people/ada": {}}, kind)
        assert set(found) <= set(seeds)
        assert len(found) >= 3


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did you do yesterday, hour by hour?", "opening"),
        ("How did you get into this work?", "opening"),
        ("What are you working on at the moment?", "opening"),
        ("What's changing in this work at the moment?", "trends"),
        ("Where will the industry be in five years?", "trends"),
        ("What do people new to this work usually get wrong?", "insights"),
        ("Which charts do analysts read?", "insights"),
        ("What can you tell me about pay at Acme?", "insights"),
        ("If you were me, what would you learn next?", "advice"),
        ("Should I do a master's degree first?", "advice"),
        ("What would you change in my notebook?", "advice"),
        ("Which books should I read?", "resources"),
        ("What do you read, or where do people who do this work meet?", "resources"),
        ("Which small piece of work could I try?", "assignments"),
        ("What are the next steps, and when should I hear?", "assignments"),
        ("Who else should I talk to?", "people"),
        ("Whom else should I speak with?", "people"),
        ("Do you know anyone at Acme?", "people"),
    ],
)
def test_a_question_belongs_to_a_stage(question: str, expected: str) -> None:
    assert stage(question) == expected


def test_suggested_questions_open_go_deeper_and_ask_for_people_last() -> None:
    for kind in SEEDS:
        found = proposed("people/ada", {"people/ada": {}}, kind)
        assert found == in_order(found)
    mixed = ["Whom else should I speak with?", "Why?", "Any book for beginners?", "How did you become a diver?"]
    files = {"people/ada": {}, **{f"interviews/{n}": {"with": f"people/{n}", "questions": mixed} for n in "xyz"}}
    found = proposed("people/ada", files)
    assert found[0] == "How did you become a diver?"
    assert found[-1] == "Whom else should I speak with?"
    assert found.index("Why?") < found.index("Any book for beginners?")
    assert [stage(ask) for ask in found].count("people") == 1


def test_it_says_who_else_on_the_way_knows_them() -> None:
    more = {
        "people/cy": STORY["people/cy"] | {
            "closeness": "3", "knows": [{"person": "people/ada", "context": "same choir"}],
        },
        "people/bo": STORY["people/bo"] | {"knows": ["people/ada"]},
        "people/far": {"name": "Far Off", "knows": ["people/ada"]},
    }  # fmt: skip
    found = brief("interviews/next", STORY | more)
    assert [(line.text, line.source) for line in found.known_to] == [
        ("Cy Dunn knows Ada Park – same choir (date unknown).", "people/cy")
    ], "not whoever introduced us, and nobody I don't know"
    assert ("Who else knows Ada", ["Cy Dunn knows Ada Park – same choir (date unknown)."]) in found.sections()
    assert brief_document(found)["known_to"][0]["source"] == "people/cy"


# ── Give and take ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_favours_come_from_the_note_interviews_and_introductions() -> None:
    files = STORY | {
        "people/bo": {"name": "Bo Lind", "gave": [{"date": "2026-10-05", "what": "A list"}]},
        "interviews/bo": {
            "with": "people/bo", "date": "2026-10-02",
            "promised": [{"what": "Call", "done": "2026-10-03"}, {"what": "Write"}],
        },
    }  # fmt: skip
    found = balance(base(files), CLOCK, "people/bo")
    assert [one.what for one in found.received] == ["an introduction to Ada Park", "a conversation"]
    assert [one.what for one in found.gave] == ["A list", "Call"]
    assert [one.what for one in found.promised] == ["Write"]
    assert not found.only_given


def test_who_has_only_given_comes_first() -> None:
    files = {
        "people/ada": {"gave": ["A fix"], "received": ["An hour"]},
        "people/bo": {"received": ["An hour"]},
        "people/cy": {"received": ["An hour", "A book"]},
        "people/di": {},
    }
    assert [one.person for one in balances(base(files), CLOCK)] == ["people/cy", "people/bo", "people/ada"]
