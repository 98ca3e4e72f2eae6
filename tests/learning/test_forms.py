"""A learning means the same in the front matter and in the body; only its position differs."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import entry, item, learnings_of, other_form, without_places, written
from helpers import ROOT
from network.vault import over
from wayin import knowledge
from wayin.clock import Clock
from wayin.export.everything import export_document
from wayin.journey.reciprocity import ideas
from wayin.learning import LearningIndex
from wayin.model import Learning, Note
from wayin.reading import read_note

CLOCK = Clock(date(2026, 11, 20))
NOTES = ROOT / "notes"
SAMPLE = {path.relative_to(NOTES).as_posix(): path.read_text("utf-8") for path in NOTES.rglob("*.md")}
TAUGHT = sorted(path for path, text in SAMPLE.items() if path.startswith("interviews/") and learnings_of(text))
OTHERS = {
    "companies/acme.md": "---\ninterest: 4\n---\n",
    "people/ada-park.md": "---\nrole: Engineer\ncompany: Acme\ncloseness: 4\n---\n",
    "people/bo-lind.md": "---\ncompany: Acme\n---\n",
    "interviews/first.md": "---\nwith: Bo Lind\ndate: 2026-04-01\nlearnings: ['Ask. #pay', 'Go. #hours']\n---\n",
}


def told(notes: list[Note]) -> dict[str, Any]:
    """Return everything computed from notes that a page or a command shows, without positions."""
    workspace = over(notes, CLOCK)
    kb, lessons = workspace.kb, workspace.learnings
    return {
        "export": without_places(export_document(workspace)),
        "mentions": {node: [(one.source, one.sentence) for one in said] for node, said in kb.mentions.items()},
        "targets": {path: dict(sorted(words.items())) for path, words in kb.targets.items()},
        "ideas": {person: ideas(kb, person) for person in kb.people},
        "stances": [(one.point.anchor, one.other.anchor, one.other.source, one.agrees) for one in lessons.stances],
        "topics": [(one.name, [(point.source, point.anchor) for point in one.points]) for one in lessons.topics],
        "roles": [(one.key, one.name, [point.anchor for point in one.points]) for one in lessons.roles],
        "timeline": [(one.node, [point.point for point in one.learned]) for one in lessons.timeline],
        "problems": sorted((one.file, one.code, one.message) for one in (*kb.problems, *lessons.problems)),
    }


def read(texts: dict[str, str]) -> list[Note]:
    return [read_note(path, text.encode())[0] for path, text in texts.items()]


@pytest.mark.parametrize("path", TAUGHT)
def test_every_learning_of_the_sample_can_have_the_other_form(path: str) -> None:
    text = SAMPLE[path]
    count = len(learnings_of(text))
    before = told(read(SAMPLE))
    notes = read({other: said for other, said in SAMPLE.items() if other != path})
    for moved in [{i} for i in range(count)] + [set(range(count))]:
        after = told([*notes, read_note(path, other_form(text, moved).encode())[0]])
        assert after == before, moved


POINTS = st.sampled_from((
    "Ask.", "Ask [[Bo Lind]] first.", "Ask [[bo lind|Bo]] and [[Cy Ng]].", "ask", "Äsk *early*.", "Wait. #hours",
    "Go. #pay #hours", "They want to see [[cy ng]]. “It is known.”", "She needs a new desk", "#pay",
    "Zebra: “So it is.” #zoo",
))  # fmt: skip
LEARNINGS = st.builds(
    Learning,
    topic=st.sampled_from((None, None, "pay", "Hours", "hour", "Company size")),
    point=POINTS,
    quote=st.sampled_from((None, None, "Nobody minds.", "“Nobody.”", "Ask [[Cy NG]].")),
    agrees=st.sampled_from(((), (), ("Bo Lind",), ("first#pay", "Bo Lind"))),
    disagrees=st.sampled_from(((), (), ("Bo Lind",), ("nobody#pay",))),
    private=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(LEARNINGS, min_size=1, max_size=6), st.data())
def test_any_learnings_mean_the_same_in_any_mix_of_the_two_forms(all_: list[Learning], data: st.DataObject) -> None:
    above = "---\nwith: Ada Park\ndate: 2026-05-01\nlearnings:\n" + "".join(map(entry, all_)) + "---\n"
    text = f"{above}She asked [[Cy Ng]].\n\n## After\n\n[[CY NG]] and [[Bo Lind]] came.\n"
    below = data.draw(st.sets(st.integers(0, len(all_) - 1)))
    before, after = (
        told(read(OTHERS | {"interviews/talk.md": written(text, moved)})) for moved in (frozenset(), below)
    )
    assert after == before


def test_moved_learnings_are_written_as_a_person_would() -> None:
    one = Learning(topic="pay", point="Ask.", quote="Nobody minds.", disagrees=("Bo Lind",), private=True)
    assert item(one) == "- Ask. #pay\n  > Nobody minds.\n  disagrees: [[Bo Lind]]\n  private: true\n"
    assert learnings_of(f"---\nwith: Ada Park\n---\n## Learnings\n\n{item(one)}")[0].disagrees == one.disagrees


def test_within_an_interview_learnings_are_sorted_by_topic_and_alphabet() -> None:
    text = (
        "---\nwith: Ada Park\nlearnings: ['Zoo.', '“Bees” fly.', 'Early. #pay']\n---\n"
        "## Learnings\n\n- apples.\n- Ask. #hours\n- Wait. #pay\n- Band. #pay\n"
    )
    points = LearningIndex(knowledge.build(read({"interviews/talk.md": text})), CLOCK).all
    assert [one.point for one in points] == ["Ask.", "Band.", "Early.", "Wait.", "apples.", "“Bees” fly.", "Zoo."]
