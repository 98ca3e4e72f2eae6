"""Topics: one name for all spellings, the page of other names, voices, and what is reported of odd ones."""

from datetime import date
from typing import Any

import pytest

from network.vault import note
from wayin import knowledge
from wayin.clock import Clock
from wayin.learning import LearningIndex
from wayin.learning.topics import key, titled, voices
from wayin.model import Note, Page


def talk(stem: str, *learned: Any, **facts: Any) -> Note:
    whole = {"with": "Ada Park", "learnings": list(learned), "date": "2026-05-01"} | facts
    return note(f"interviews/{stem}", whole)


def of(*notes: Note) -> LearningIndex:
    return LearningIndex(knowledge.build(notes), Clock.at(date(2026, 11, 20)))


def listed(body: str) -> Note:
    return Note("topics.md", "page", Page(), body=body)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pay", "pay"), ("company size", "company-size"), ("Portfolios", "portfolio"), ("salaries", "salary"),
        ("learning paths", "Learning_Path"), ("branches", "branch"), ("Gehälter", "gehälter"), ("boxes", "box"),
    ],
)  # fmt: skip
def test_case_hyphens_and_plural_are_the_same_topic(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("class", "clas"), ("bonus", "bonu"), ("AWS", "aw"), ("pay", "payroll")])
def test_other_words_are_other_topics(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_the_most_frequent_spelling_is_the_name() -> None:
    found = of(talk("a", "x #portfolio"), talk("b", "y #portfolios"), talk("c", "z #portfolio"))
    assert [(one.name, len(one.points)) for one in found.topics] == [("portfolio", 3)]


def test_the_page_of_topics_says_which_words_are_one() -> None:
    found = of(
        listed("# Topics\n\n- pay: salary, money\n- remote\n"), talk("a", "x #salary"), talk("b", "y #Money", "z")
    )
    assert [(one.name, len(one.points)) for one in found.topics] == [("pay", 2)]
    assert [one.topic for one in found.all] == ["pay", "pay", None]


def test_a_point_with_two_topics_is_under_both() -> None:
    found = of(talk("a", "Mondays only. #remote #mentoring"))
    assert {one.name: [point.point for point in one.points] for one in found.topics} == {
        "remote": ["Mondays only."], "mentoring": ["Mondays only."],
    }  # fmt: skip


def test_people_who_spoke_together_are_one_voice() -> None:
    together = talk("a", "x #pay", **{"with": ["Ada Park", "Bo Lind"]})
    assert voices(of(together).all) == 1
    assert voices(of(together, talk("b", "y #pay", **{"with": "Cy Ng"})).all) == 2
    assert voices(of(together, talk("b", "y #pay", **{"with": "Bo Lind"})).all) == 1
    assert voices(of(talk("a", "x #pay", **{"with": "Ada"}), talk("b", "y #pay", **{"with": "Cy"}),
                     talk("c", "z #pay", **{"with": ["Ada", "Cy"]})).all) == 1  # fmt: skip


def test_similar_topics_are_reported_once_and_never_merged() -> None:
    found = of(talk("a", "x #mentoring", "x2 #mentoring"), talk("b", "y #mentorring"))
    (problem,) = found.problems
    assert (problem.code, problem.file, problem.severity) == ("topics-alike", "interviews/b.md", "warning")
    assert "write “mentoring” here" in problem.fix
    assert len(found.topics) == 2


def test_both_listed_they_are_two() -> None:
    notes = [talk("a", "x #mentoring"), talk("b", "y #mentorring")]
    assert of(*notes, listed("- mentoring\n- mentorring\n")).problems == []


def test_a_word_given_to_two_topics_is_reported_at_its_line() -> None:
    (problem,) = of(listed("\n- pay: money\n- budget: money\n")).problems
    assert (problem.code, problem.line, problem.column) == ("topic-twice", 3, 11)


@pytest.mark.parametrize(
    ("name", "title"), [("company-size", "Company size"), ("career/first-job", "Career / first job")]
)
def test_a_topic_has_a_readable_heading(name: str, title: str) -> None:
    assert titled(name) == title


def test_an_ordinary_page_of_that_name_does_no_harm() -> None:
    assert (
        of(listed("Some *text*: more.\n\n1. a: b\n- https://example.org\n- [[x]]\n"), talk("a", "y #pay")).problems
        == []
    )
