"""Give and take: favours, favours owed, and ideas in the notes' own words."""

import json
from datetime import date
from typing import Any

import pytest

from wayin import knowledge
from wayin.clock import Clock
from wayin.journey.reciprocity import balance, ideas
from wayin.reading import read_note

CLOCK = Clock(date(2026, 11, 20))


def kb(
    body: str = "", facts: dict[str, Any] | None = None, talk: dict[str, Any] | None = None
) -> knowledge.KnowledgeBase:
    files = {"people/ada.md": ({"name": "Ada"} | (facts or {}), body)}
    if talk is not None:
        files["interviews/a.md"] = ({"with": "Ada"} | talk, "")
    texts = {path: f"---\n{json.dumps(front)}\n---\n{text}" for path, (front, text) in files.items()}
    return knowledge.build(read_note(path, text.encode())[0] for path, text in texts.items())


def test_an_interview_is_a_favour_received_unless_the_note_describes_that_day() -> None:
    talk = {"date": "2026-11-02"}
    assert [one.what for one in balance(kb(talk=talk), CLOCK, "people/ada").received] == ["a conversation"]
    told = {"received": [{"date": "2026-11-02", "what": "An hour of her lunch"}]}
    found = balance(kb(facts=told, talk=talk), CLOCK, "people/ada")
    assert [one.what for one in found.received] == ["An hour of her lunch"]
    assert found.only_given


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "She would like to meet somebody from the port. I like her.",
            "She would like to meet somebody from the port.",
        ),
        ("- 2026-10-01 she asked for an introduction to [[Bo Lind]]", "She asked for an introduction to Bo Lind"),
        ("- [ ] send her the *slides*", "Send her the slides"),
        ("- [ ] 2026-12-01 mark his exercises", "Mark his exercises"),
        ("They are looking for a flat in Leith.", "They are looking for a flat in Leith."),
        ("- [x] send her the slides", None),
        ("```\nshe wants to sing\n```", None),
        ("<!-- she wants to sing -->", None),
        ("> She wants to sing.", None),
        ("So that he can decide whether he wants to talk.", None),
        ("I want to sing.", None),
        ("She knows Bo.", None),
    ],
)
def test_what_might_help_somebody_is_found_in_the_notes(body: str, expected: str | None) -> None:
    assert [one.what for one in ideas(kb(body), "people/ada")] == ([expected] if expected else [])


def test_an_open_promise_comes_first() -> None:
    talk = {"date": "2026-11-02", "promised": [{"what": "Send it"}, {"what": "Call", "done": True}]}
    assert [(one.what, one.source) for one in ideas(kb("- [ ] call her", talk=talk), "people/ada")] == [
        ("Send it", "interviews/a"), ("Call her", "people/ada"),
    ]  # fmt: skip
