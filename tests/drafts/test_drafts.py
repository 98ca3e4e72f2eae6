"""Every draft of the sample: within its limits, true, and easy to read for its recipient."""

import re
from datetime import date
from functools import cache

import pytest

from drafts.letters import CLOCK, NOTES, sample
from wayin.cli.draft import KINDS as ON_THE_COMMAND_LINE
from wayin.drafts import phrasing
from wayin.drafts.compose import KINDS, MOST_CHARACTERS, MOST_WORDS, DraftKind
from wayin.drafts.filling import OURS
from wayin.drafts.introductions import NoDraftError
from wayin.export.documents import draft_document
from wayin.wording import MONTHS, format_day


def every() -> list[tuple[DraftKind, str]]:
    """Return every kind of draft for every interview, person and company of the sample."""
    kb = sample().kb
    return [(kind, node) for kind in KINDS for node in (*kb.interviews, *kb.people, *kb.companies)]


WORD = re.compile(r"[\w''-]+")
DAY = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?")


@cache
def said_in_the_notes() -> str:
    """Return all text in the sample's files, as one line."""
    return " ".join(" ".join(path.read_text("utf-8") for path in sorted(NOTES.rglob("*.md"))).split())


@cache
def words_of_ours() -> frozenset[str]:
    """Return the words in the built-in templates."""
    text = " ".join(path.read_text("utf-8") for path in OURS.glob("*.txt"))
    return frozenset(word.casefold() for word in WORD.findall(text))


@cache
def days_of_the_notes() -> frozenset[str]:
    """Return every day in the sample's notes, as a draft writes it."""
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
        assert len(body) <= MOST_CHARACTERS
    assert found.words < MOST_WORDS
    assert found.words == draft_document(found)["words"]
    # no leftovers of a template, and no gaps in a sentence
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
    assert [word for word in strange if word not in (*MONTHS, "two", "three", "you're")] == []
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


SECTION_8 = """
and write my dissertation on|Would you ask first whether|put us in touch only after|In the end I hope|May I ask how|
perfectly all right|I shall|no less grateful|for me?|I would like you to know what came|took home more|A word from|
think back with pleasure|are plenty for me|or not at all|I wrote down|I would|I am very|do not|does not|I believe you
""".replace("\n", "").split("|")
"""Phrases the style guide rejects."""


@pytest.mark.parametrize(("kind", "node"), every())
def test_every_draft_of_the_sample_is_in_plain_whole_sentences(kind: DraftKind, node: str) -> None:
    try:
        found = sample().draft(kind, node)
    except NoDraftError:
        return
    assert [phrase for phrase in SECTION_8 if phrase in found.body] == []
    letter, _, forwarded = found.body.partition("\n\n* * *\n\n")
    assert letter.startswith("Dear ")
    assert not forwarded or forwarded.startswith(f"Dear {found.subject.split('to ')[1].split()[0]}")
    for paragraph in (part for text in (letter, forwarded) for part in text.split("\n\n")[:-1]):
        for line in paragraph.split("\n"):
            assert line[-1] in ".?!]:”," if line.startswith("Dear ") else ".?!]:”", line
    if kind == "thank-you":
        assert "“" not in found.body
    assert ("I'm Ruta Jankauskaite. I am in the final year" in found.body) == (
        kind == "forward" or bool(forwarded) or (kind == "request" and not found.subject.startswith("Do you have"))
    )
