"""Learnings: topics, sources, order, and the meaning of #words in the text."""

from datetime import date
from typing import Any

import pytest

from network.vault import note
from wayin import knowledge
from wayin.learning import Learning, learnings
from wayin.model import Note, Person


def talk(stem: str, *learned: Any, **facts: Any) -> Note:
    """Return the note of an interview with Ada, with learnings."""
    whole = {"with": "Ada Park", "learnings": list(learned)} | facts
    return note(f"interviews/{stem}", whole)


def of(*notes: Note) -> list[Learning]:
    """Return the learnings of these notes."""
    return learnings(knowledge.build(notes))


def test_a_learning_knows_its_source() -> None:
    ada = Note("people/ada-park.md", "person", Person.model_validate({"company": "Acme"}))
    entry = {"topic": "pay", "point": "Ask for the band.", "quote": "It is known.", "private": True}
    assert of(ada, talk("a", entry, **{"with": ["Ada Park", "Bo"]}, date="2026-11-18T15:00")) == [
        Learning(
            "pay", "Ask for the band.", "It is known.", "interviews/a", ("people/ada-park", "people/bo"),
            "companies/acme", date(2026, 11, 18), True,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "topic", "point"),
    [
        ("Ask early.", None, "Ask early."),
        ("Ask early. #method", "method", "Ask early."),
        ("#method Ask early.", "method", "Ask early."),
        ("Use #sql every day.", "sql", "Use sql every day."),
        ("Mondays only. #remote #mentoring", "remote", "Mondays only."),
        ("#remote", "remote", "remote"),
        ("See #gehälter für Anfänger", "gehälter", "See gehälter für Anfänger"),
        ("Read https://example.org/#anchor first.", None, "Read https://example.org/#anchor first."),
        ("C# and F# are languages.", None, "C# and F# are languages."),
        ("A &#39; is no topic.", None, "A &#39; is no topic."),
        ("## is no topic", None, "## is no topic"),
        ("nested #career/first-job", "career/first-job", "nested"),
    ],
)
def test_an_inline_hash_counts_as_the_topic(text: str, topic: str | None, point: str) -> None:
    (found,) = of(talk("a", text))
    assert (found.topic, found.point) == (topic, point)


def test_a_topic_that_is_given_leaves_the_text_alone() -> None:
    (found,) = of(talk("a", {"topic": "pay", "point": "Ask for #4 on the list."}))
    assert (found.topic, found.point) == ("pay", "Ask for #4 on the list.")


@pytest.mark.parametrize("entry", [
    'Ask. #pay "It is known."', 'Ask. "It is known." #pay', {"topic": "pay", "point": 'Ask. "It is known."'},
    {"topic": "#pay", "point": "Ask.", "quote": "“It is known.”"}, {"point": "Ask. #pay", "quote": "It\nis known."},
])  # fmt: skip
def test_every_way_of_writing_a_topic_and_a_quotation_means_the_same(entry: Any) -> None:
    (found,) = of(talk("a", entry))
    assert (found.topic, found.point, found.quote) == ("pay", "Ask.", "It is known.")


def test_the_newest_comes_first_and_those_without_a_date_last() -> None:
    found = of(
        talk("old", "Old, first.", "Old, second.", date="2026-05-01"),
        talk("idea", "Without a date."),
        talk("new", "New.", date="2026-11-01"),
        talk("also-old", "Old as well.", date="2026-05-01"),
    )
    assert [one.point for one in found] == ["New.", "Old as well.", "Old, first.", "Old, second.", "Without a date."]


def test_the_order_of_the_notes_does_not_matter() -> None:
    notes = [talk(stem, f"From {stem}.", date="2026-05-01") for stem in ("c", "a", "b")]
    assert of(*notes) == of(*reversed(notes))


def test_without_learnings_there_is_nothing() -> None:
    assert of(talk("a")) == []
    assert of() == []
