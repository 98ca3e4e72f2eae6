"""The parts of a body: links, files, and sentences as plain text."""

from __future__ import annotations

import pytest

from wayin.reading import read_note
from wayin.reading.body import Body, plain, without_code
from wayin.reading.body import read_body as read
from wayin.reading.yaml_loader import Lines


def read_body(text: str) -> Body:
    said = without_code(text)
    return read(said, Lines(said))


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("![a](<my picture.png>)", "my picture.png"), ("![a](my%20picture.png)", "my picture.png"),
        ("![a](my picture.png)", "my picture.png"), ('![a](a.png "the title (of it)")', "a.png"),
        ("[a](plan(2).pdf)", "plan(2).pdf"), ("[a](bo's.pdf)", "bo's.pdf"), ("[a]: <x y.pdf>", "x y.pdf"),
        ("<img alt='x' src='a\"b.png'>", 'a"b.png'), ("[a]( plan.pdf#page=2 )", "plan.pdf"),
        ("![a](a.png){ width=20 }", "a.png"),
    ],
)  # fmt: skip
def test_a_file_is_found_by_every_form_of_link(text: str, file: str) -> None:
    assert read_body(text).media == (file,)


@pytest.mark.parametrize("text", ["[a](https://example.org/a.png)", "![a](//x/a.png)", "`[a](a.png)`", "[a](#top)"])
def test_a_file_elsewhere_does_not_belong_to_the_notes(text: str) -> None:
    assert read_body(text).media == ()


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("See [[#What I *learned*]] and [[Ada Park#Log]].", "See What I learned and Ada Park."),
        ("See [[#Log|below]].", "See below."),
        ("**Ada** [knows](a.md) `x`", "Ada knows x"),
    ],
)
def test_a_sentence_is_shown_without_its_markup(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def test_a_log_ends_with_its_heading_and_holds_deeper_ones() -> None:
    note, _ = read_note(
        "people/ada.md",
        b"- 2026-01-01 before\n\n## Log\n- 2026-01-02 in\n### More\n- 2026-01-03 in\n## Next\n- 2026-01-04 after\n"
        b"- [x] 2026-01-05 ticked\n# Log\n## Log\n- 2026-01-06 in\n## Else\n- 2026-01-07 in\n- [ ] 2026-01-08 open\n",
    )  # fmt: skip
    assert [entry.day.day for entry in note.log] == [2, 3, 5, 6, 7]
