"""Learnings in a body: sections, items, quotations and keys, and that both forms mean the same."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wayin import knowledge
from wayin.learning import learnings
from wayin.model import Interview
from wayin.reading import read_note
from wayin.reading.learnings import LearnedSections

HEAD = "---\nwith: Ada Park\ndate: 2026-11-02\n---\n"


def read(body: str, head: str = HEAD) -> Any:
    note, problems = read_note("interviews/talk.md", (head + body).encode())
    assert problems == []
    return note


def told(body: str, head: str = HEAD) -> list[tuple[str | None, str, str | None]]:
    """Return the topic, point and quotation of every learning in a note."""
    return [(one.topic, one.point, one.quote) for one in learnings(knowledge.build([read(body, head)]))]


@pytest.mark.parametrize(
    "heading", ["## Learnings", "# What I learned", "### Key points", "## what i LEARNED:", "## What I learned ##"]
)
def test_a_section_of_that_name_has_learnings(heading: str) -> None:
    assert told(f"{heading}\n\n- Ask early. #method\n* Wait.\n") == [
        ("method", "Ask early.", None),
        (None, "Wait.", None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Impressions\n\n- Ask early. #method\n",
        "- Learnings: none\n",
        "## Learnings\n\nNothing yet.\n",
        "## Learnings\n\n## Next\n\n- Ask early.\n",
        "## Learnings\n\n```\n- Ask early.\n```\n",
        "<!--\n## Learnings\n\n- Ask early.\n-->\n",
        "## Learnings\n\n-\n- \n",
    ],
)
def test_anything_else_does_not(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("- Ask early.\n  And often.", (None, "Ask early. And often.", None)),
        ("- Ask early.\nAnd often.", (None, "Ask early. And often.", None)),
        ("1. Ask early. #method", ("method", "Ask early.", None)),
        ("- [x] Ask early.", (None, "Ask early.", None)),
        ("- Ask early. #method\n  > It is rude not to.", ("method", "Ask early.", "It is rude not to.")),
        ("- Ask early.\n\n  > It is rude\n  > not to.", (None, "Ask early.", "It is rude not to.")),
        ('- Ask early. #method "It is rude not to."', ("method", "Ask early.", "It is rude not to.")),
        ("- Ask early: “It is rude not to.” #method", ("method", "Ask early", "It is rude not to.")),
        ('- He calls it "the wall"', (None, 'He calls it "the wall"', None)),
        (
            "- Ask early.\n  topic: method\n  quote: “It is rude not to.”",
            ("method", "Ask early.", "It is rude not to."),
        ),
        ("- Ask early.\n  - Topic: method", ("method", "Ask early.", None)),
        ("### Method\n\n- Ask early.", ("Method", "Ask early.", None)),
        ("### Method\n\n- Ask early. #asking", ("asking", "Ask early.", None)),
    ],
)
def test_an_item_carries_its_topic_and_its_quotation(item: str, expected: tuple[str | None, str, str | None]) -> None:
    assert told(f"## Learnings\n\n{item}\n") == [expected]


def test_an_item_is_private_and_disagrees_like_an_entry() -> None:
    note = read("## Learnings\n\n- Ask early.\n  private: yes\n  disagrees: [[Bo Lind]], [[2026-10-02-cy#pay]]\n")
    (one,) = note.facts.learnings
    assert one.private
    assert one.disagrees == ("Bo Lind", "2026-10-02-cy#pay")


@pytest.mark.parametrize(
    ("said", "private"), [("true", True), ("no", True), ("perhaps", True), ("False", False), ("", False)]
)
def test_an_item_is_private_like_an_entry(said: str, private: bool) -> None:
    (below,) = read(f"## Learnings\n\n- Ask early.\n  private: {said}\n").facts.learnings
    (above,) = read(
        "", HEAD.replace("date:", f"learnings:\n  - point: Ask early.\n    private: {said}\ndate:")
    ).facts.learnings
    assert (below.private, above.private) == (private, private)


def test_every_item_knows_its_line() -> None:
    note = read("Hello.\n\n## Learnings\n\n- Ask early.\n  agrees: Bo Lind\n- Wait.\n")
    assert [note.position("learnings", i).line for i in (0, 1)] == [9, 11]
    assert (note.position("learnings", 0, "agrees").line, note.position("learnings", 0, "agrees").column) == (10, 3)


def test_both_forms_can_be_combined() -> None:
    head = HEAD.replace("date:", "learnings:\n  - Above.\ndate:")
    assert [point for _, point, _ in told("## Learnings\n\n- Below.\n", head)] == ["Above.", "Below."]


ENTRY = "learnings:\n  - topic: pay\n    point: Ask [[Bo Lind]] for the band. It is known.\n    quote: Nobody minds.\n"
ITEM = "## Learnings\n\n- Ask [[Bo Lind]] for the band. It is known. #pay\n  > Nobody minds.\n"


def test_a_learning_in_the_body_is_the_same_as_one_above_it() -> None:
    above, below = read("Text.\n", HEAD.replace("date:", f"{ENTRY}date:")), read(f"Text.\n\n{ITEM}")
    assert told("Text.\n", HEAD.replace("date:", f"{ENTRY}date:")) == told(f"Text.\n\n{ITEM}")
    assert [(link.word, link.sentence) for link in above.links] == [("Bo Lind", "Ask Bo Lind for the band.")]
    assert [(link.word, link.sentence) for link in below.links] == [("Bo Lind", "Ask Bo Lind for the band.")]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Text.\n\n## Learnings\n\n- Ask early.\n\n## After\n\nMore.\n", "Text.\n\n## After\n\nMore.\n"),
        (
            "## Learnings\n\nFirst this.\n\n- Ask early.\n  > Yes.\n\nThen that.\n",
            "## Learnings\n\nFirst this.\n\n\nThen that.\n",
        ),
        ("## Learnings\n\n### Pay\n\n- Ask early.\n", ""),
        ("## Learnings\n\nNothing yet.\n", "## Learnings\n\nNothing yet.\n"),
        ("- Ask early.\n", "- Ask early.\n"),
    ],
)
def test_the_page_shows_learnings_in_their_place_and_other_text_unmoved(body: str, left: str) -> None:
    assert LearnedSections(body).removed() == left


PIECES = ["## Learnings", "- a #b", "  > c", "  topic: d", "", "text", "```", "### e", "## f", "- ", "\t- g", "1. i"]


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_text_is_lost_and_nothing_breaks(chance: random.Random) -> None:
    body = "\n".join(chance.choice(PIECES) for _ in range(chance.randrange(30)))
    note, _ = read_note("interviews/talk.md", (HEAD + body).encode())
    assert isinstance(note.facts, Interview)
    left = LearnedSections(body).removed()
    for word in ("text", "## f"):
        taken = sum(f"{one.point} {one.quote}".count(word) for one in note.facts.learnings)
        assert left.count(word) + taken >= body.count(word)
