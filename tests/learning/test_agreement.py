"""Agreement and disagreement: possible references, both sides, and reports of those without a match."""

from datetime import date
from typing import Any

import pytest

from network.vault import note
from wayin import knowledge
from wayin.clock import Clock
from wayin.learning import LearningIndex

ADA = note(
    "interviews/2026-05-01-ada",
    {"with": "Ada Park", "date": "2026-05-01", "learnings": ["Begin large. #size", "Ask. #pay"]},
)


def bo(*learned: Any) -> LearningIndex:
    facts = {"with": "Bo Lind", "date": "2026-06-01", "learnings": list(learned)}
    return LearningIndex(knowledge.build([ADA, note("interviews/2026-06-01-bo", facts)]), Clock.at(date(2026, 11, 20)))


@pytest.mark.parametrize(
    "named",
    ["Ada Park", "[[Ada Park]]", "people/ada-park", "2026-05-01-ada", "[[2026-05-01-ada]]", "[[2026-05-01-ada#size]]",
     "[[2026-05-01-ada#Sizes|what Ada said]]", ["Ada Park"], [["Ada Park"]]],
)  # fmt: skip
def test_a_person_or_a_conversation_can_be_named(named: Any) -> None:
    lessons = bo({"topic": "size", "point": "Begin small.", "disagrees": named})
    (stance,) = lessons.stances
    assert (stance.point.point, stance.other.point, stance.agrees) == ("Begin small.", "Begin large.", False)
    assert lessons.problems == []


def test_another_topic_is_named_after_a_hash() -> None:
    (stance,) = bo({"topic": "size", "point": "Begin small.", "agrees": "[[Ada Park#pay]]"}).stances
    assert (stance.other.point, stance.agrees) == ("Ask.", True)


def test_both_sides_know_of_it() -> None:
    lessons = bo({"topic": "size", "point": "Begin small.", "disagrees": "Ada Park"})
    assert {one.point: len(lessons.stances_of.get(one, ())) for one in lessons.all} == {
        "Begin small.": 1, "Begin large.": 1, "Ask.": 0,
    }  # fmt: skip


def test_a_name_that_nobody_has_is_reported() -> None:
    lessons = bo({"topic": "size", "point": "Begin small.", "disagrees": "Ada Prak"})
    (problem,) = lessons.problems
    assert (problem.code, lessons.stances) == ("unknown-voice", [])
    assert "Did you mean Ada Park?" in problem.fix


def test_a_topic_they_said_nothing_about_is_reported() -> None:
    (problem,) = bo({"topic": "remote", "point": "Never.", "disagrees": "Ada Park"}).problems
    assert problem.code == "no-such-point"
    assert "you noted nothing from them about remote" in problem.message
    assert "[[Ada Park#pay]]; you noted pay and size." in problem.fix


def test_nothing_is_guessed() -> None:
    assert bo({"topic": "size", "point": "Begin small."}).stances == []
