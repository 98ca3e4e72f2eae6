"""The comparison: columns, gaps, questions, roles; and the timeline of the search."""

from datetime import date
from typing import Any

import pytest

from wayin import knowledge, model
from wayin.clock import Clock
from wayin.learning import LearningIndex
from wayin.learning.comparison import Gap
from wayin.learning.roles import role_name
from wayin.model import Note
from wayin.reading.learnings import noted

SHAPES: dict[str, Any] = {"people": model.Person, "companies": model.Company, "interviews": model.Interview}


def note(path: str, body: str = "", **facts: Any) -> Note:
    shape = SHAPES.get(path.partition("/")[0], model.Page)
    kind: Any = {"people": "person", "companies": "company", "interviews": "interview"}.get(
        path.partition("/")[0], "page"
    )
    said = shape.model_validate(facts)
    learnings = tuple(map(noted, said.learnings)) if kind == "interview" else ()
    return Note(f"{path}.md", kind, said, body=body, learnings=learnings)


def talk(day: str, who: Any, *learned: Any, **facts: Any) -> Note:
    return note(f"interviews/{day}", **{"with": who, "date": day, "learnings": list(learned)} | facts)


def of(*notes: Note) -> LearningIndex:
    return LearningIndex(knowledge.build(notes), Clock.at(date(2026, 11, 20)))


ACME, BOLT = note("companies/acme", name="Acme", interest=4), note("companies/bolt", name="Bolt", interest=5)
ADA = note("people/ada", name="Ada", company="Acme", role="Senior data scientist")
CY = note("people/cy", name="Cy", role="Data scientist")


def test_a_topic_of_two_voices_is_a_gap_where_nobody_spoke_of_it() -> None:
    lessons = of(
        ACME, BOLT, ADA, CY, talk("2026-05-01", "Ada", "x #pay", "x #size"), talk("2026-06-01", "Cy", "y #pay")
    )
    assert lessons.gaps == [Gap("pay", "companies/bolt")]


def test_companies_i_want_can_be_compared_before_anybody_spoke_of_them() -> None:
    lessons = of(ACME, BOLT, ADA, talk("2026-05-01", "Ada", "x #pay"), talk("2026-06-01", "Dee", "y #pay"))
    assert [one.id for one in lessons.subjects if one.kind == "companies"] == ["companies/acme", "companies/bolt", ""]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Senior data scientist", "Data scientist"), ("lead forecaster", "Forecaster"), ("Jr. Analyst", "Analyst"),
        ("Senior Lead Engineer", "Engineer"), ("Head of surveys", "Head of surveys"), ("Leader", "Leader"),
        ("Graduate recruiter", "Graduate recruiter"), ("Principal", "Principal"),
    ],
)  # fmt: skip
def test_a_role_is_a_title_without_its_rank(title: str, name: str) -> None:
    assert role_name(title) == name


def test_a_role_collects_what_its_people_said_at_any_company() -> None:
    answered = [{"ask": "How was your day?", "answer": "Long."}]
    lessons = of(ACME, ADA, CY, talk("2026-05-01", "Ada", "x #pay"), talk("2026-06-01", "Cy", "y", questions=answered))
    (role,) = lessons.roles
    assert (role.name, [person for person, _ in role.people]) == ("Data scientist", ["people/ada", "people/cy"])
    assert [one.point for one in role.points] == ["y", "x"]
    assert [one.answer for one in role.answers] == ["Long."]


def test_the_role_is_the_one_they_had_at_the_interview() -> None:
    work = [{"role": "Analyst", "company": "Acme", "from": "2020", "to": "2026-05"},
            {"role": "Manager", "company": "Bolt", "from": "2026-06"}]  # fmt: skip
    lessons = of(note("people/ada", name="Ada", work=work), talk("2026-05-01", "Ada", "x"))
    assert [(one.name, len(one.points)) for one in lessons.roles] == [("Analyst", 1)]


def test_a_question_is_the_same_with_any_punctuation() -> None:
    one, other = ({"ask": ask, "answer": "So."} for ask in ("How do you hire?", "how do you hire"))
    lessons = of(talk("2026-05-01", "Ada", questions=[one]), talk("2026-06-01", "Cy", questions=[other]))
    assert [(found.ask, len(found.answers)) for found in lessons.questions] == [("how do you hire", 2)]


def test_the_timeline_is_in_order_and_ends_today() -> None:
    ledger = [{"via": "Ada", "asked": "2026-05-10", "made": "2026-05-20"}, {"via": "Ada", "asked": "2026-07-01"}]
    lessons = of(
        ADA, note("people/bo", name="Bo", introductions=ledger),
        talk("2026-05-01", "Ada", "x #pay", introductions=["Bo"]), talk("2026-12-01", "Bo"),
        note("interviews/asked", **{"with": "Dee", "requested": "2026-06-01", "declined": "2026-06-03"}),
        note("why", type="decision", date="2026-06-02", title="Small first"),
        note("someday", type="decision", date="2027-01-01"),
        note("talk", type="talk", date="2026-06-02"),
    )  # fmt: skip
    assert [(one.day, one.kind, one.node, one.state) for one in lessons.timeline] == [
        (date(2026, 5, 1), "conversation", "interviews/2026-05-01", ""),
        (date(2026, 5, 20), "introduction", "people/bo", "made"),
        (date(2026, 6, 1), "asked", "interviews/asked", "declined"),
        (date(2026, 6, 2), "decision", "why", ""),
        (date(2026, 7, 1), "introduction", "people/bo", "open"),
    ]
    assert lessons.timeline[0].offered == ("people/bo",)


def test_a_decision_without_a_date_is_reported() -> None:
    (problem,) = of(note("why", type="Decision")).problems
    assert problem.code == "decision-without-date"
