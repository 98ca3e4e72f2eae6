"""Who could answer what, by work, topics and earlier learnings."""

from datetime import date
from typing import Any

from network.vault import base, workspace
from wayin.clock import Clock
from wayin.journey.experts import Expert, Experts
from wayin.journey.questions import for_people, gap_questions

CLOCK = Clock(date(2026, 11, 20))
PEOPLE: dict[str, dict[str, Any]] = {
    "people/ada": {"name": "Ada", "role": "Forecaster", "company": "Gridsmith"},
    "people/bo": {"name": "Bo", "role": "Nurse", "tags": ["wards"]},
    "people/cy": {"name": "Cy"},
}


def placing(questions: list[Any], more: dict[str, dict[str, Any]] | None = None) -> Experts:
    files = PEOPLE | (more or {}) | {"interviews/x": {"with": "Cy", "questions": questions}}
    return workspace(files, CLOCK).experts


def best(question: str, more: dict[str, dict[str, Any]] | None = None) -> list[Expert]:
    found = placing([question], more)
    return found.best(found.questions[0])


def test_a_question_is_for_those_whose_work_it_is_about() -> None:
    assert best("Which forecasts does nobody read?") == [Expert("people/ada", ("forecaster",))]
    assert best("Which ward trusts it least?") == [Expert("people/bo", ("wards",))]
    assert best("What do the wards need?") == [Expert("people/bo", ("wards",))]
    assert best("What would you learn next?") == []


def test_who_taught_you_about_a_topic_could_answer_it() -> None:
    taught = {"interviews/y": {"with": "Cy", "date": "2026-11-01", "learnings": [{"topic": "hiring", "point": "Ask."}]}}
    assert best("How does hiring go?", taught) == [Expert("people/cy", ("hiring",))]


def test_who_has_answered_is_not_asked_again() -> None:
    answered = {"interviews/y": {"with": "Ada", "date": "2026-11-01", "questions": [
        {"ask": "Which forecasts does nobody read?", "answer": "Mine."}]}}  # fmt: skip
    assert best("Which forecasts does nobody read?", answered) == []


def test_a_word_that_everybody_shares_distinguishes_nobody() -> None:
    crowd = {f"people/p{i}": {"name": f"P {i}", "tags": ["statistics"]} for i in range(6)}
    assert best("Is statistics enough?", crowd) == []


def test_open_questions_are_with_the_best_person_to_ask() -> None:
    found = placing(["Which forecasts does nobody read?", {"ask": "What do the wards need?", "answer": "Sleep."}])
    assert {person: [one.ask for one in asks] for person, asks in found.by_person.items()} == {
        "people/ada": ["Which forecasts does nobody read?"]
    }
    assert found.of_person("people/bo") == ["What do the wards need?"], "somebody else may answer it too"


def test_suggested_people_are_the_answer_to_who_else() -> None:
    found = workspace({"interviews/x": {
        "with": "Ada", "date": "2026-11-01", "introductions": ["Bo", "Cy"],
        "questions": ["Whom else should I speak with?"],
    }}, CLOCK)  # fmt: skip
    (asked,) = found.questions
    assert asked.answers[0].answer == "Bo and Cy."
    assert "Who else should I talk to?" in for_people(found.kb, CLOCK, ("people/ada",), "informational", [asked])


def test_what_nothing_is_known_of_at_their_company_becomes_a_question() -> None:
    kb = base(PEOPLE)
    gaps = [("first-job", "companies/gridsmith"), ("pay", "companies/nowhere")]
    assert gap_questions(kb, gaps[:1]) == ["What can you tell me about first job at Gridsmith?"]
    asked = for_people(kb, CLOCK, ("people/ada",), "informational", [], gaps=gaps)
    assert "What can you tell me about first job at Gridsmith?" in asked
    assert not any("nowhere" in one for one in asked)
