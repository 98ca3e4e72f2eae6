"""Each order changes one place of a note: the resulting lines, for every form of a note."""

from datetime import date

import pytest

from wayin.editing.note_text import NoteText, SpliceError
from wayin.editing.splice import add_item, add_log_line, set_value

DAY = date(2026, 11, 20)


def note(text: str) -> NoteText:
    return NoteText.read(text.encode())


def after_set(text: str, *path: str | int, value: str = "2026-11-20", shorthand: str = "") -> str:
    read = note(text)
    return read.with_changes(set_value(read, path, value, shorthand)).decode()


def after_add(text: str, key: str, item: str | dict[str, str]) -> str:
    read = note(text)
    return read.with_changes(add_item(read, key, item)).decode()


def after_log(text: str, words: str = "phoned") -> str:
    read = note(text)
    return read.with_changes(add_log_line(read, DAY, words)).decode()


VALUES = {
    "a new key goes below the others": (
        "---\nwith: Ada # and Bo\ndate: 2026-11-19\n---\nText\n",
        "---\nwith: Ada # and Bo\ndate: 2026-11-19\nthanked: 2026-11-20\n---\nText\n",
    ),
    "an empty key is filled": (
        "---\nthanked:  # when?\nwith: Ada\n---\n", "---\nthanked: 2026-11-20  # when?\nwith: Ada\n---\n",
    ),
    "a value is replaced in its place": (
        "---\nthanked: 'no'   # yet\nwith: Ada\n---\n", "---\nthanked: 2026-11-20   # yet\nwith: Ada\n---\n",
    ),
    "a note without front matter gets one": ("Text\n", "---\nthanked: 2026-11-20\n---\nText\n"),
    "empty front matter is filled": ("---\n---\nText", "---\nthanked: 2026-11-20\n---\nText"),
    "line ends stay": ("---\r\nwith: Ada\r\n---\r\nText", "---\r\nwith: Ada\r\nthanked: 2026-11-20\r\n---\r\nText"),
    "a byte order mark stays": ("\ufeff---\nwith: Ada\n---\n", "\ufeff---\nwith: Ada\nthanked: 2026-11-20\n---\n"),
    "blank lines before it stay": ("\n\n---\nwith: Ada\n---\n", "\n\n---\nwith: Ada\nthanked: 2026-11-20\n---\n"),
    "front matter in braces": ("---\n{with: Ada}\n---\n", "---\n{with: Ada, thanked: 2026-11-20}\n---\n"),
    "behind a block of text": (
        "---\nplace: |\n  here\n\n---\nText\n", "---\nplace: |\n  here\n\nthanked: 2026-11-20\n---\nText\n",
    ),
    "front matter that never ends is refused": ("---\nwith: Ada\n", None),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), VALUES.values(), ids=VALUES)
def test_a_value_is_set_in_its_line(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(SpliceError):
            after_set(before, "thanked")
    else:
        assert after_set(before, "thanked") == after


ENTRIES = {
    "in a block": (
        "---\nintroductions:\n  - via: Bo # hi\n    asked: 2026-10-01\n  - via: Cy\nx: 1\n---\n",
        ("introductions", 0, "made"), "",
        "---\nintroductions:\n  - via: Bo # hi\n    asked: 2026-10-01\n    made: 2026-11-20\n  - via: Cy\nx: 1\n---\n",
    ),
    "the last one in a block": (
        "---\nintroductions:\n- via: Bo\n- via: Cy\n---\n", ("introductions", 1, "made"), "",
        "---\nintroductions:\n- via: Bo\n- via: Cy\n  made: 2026-11-20\n---\n",
    ),
    "in braces": (
        "---\nintroductions: [{via: Bo}, {via: Cy, asked: 2026-10-01}]\n---\n", ("introductions", 1, "made"), "",
        "---\nintroductions: [{via: Bo}, {via: Cy, asked: 2026-10-01, made: 2026-11-20}]\n---\n",
    ),
    "alone, without a list": (
        "---\nintroductions:\n  via: Bo\n---\n", ("introductions", 0, "made"), "",
        "---\nintroductions:\n  via: Bo\n  made: 2026-11-20\n---\n",
    ),
    "a text of a list": (
        "---\npromised:\n  - send: no\n  - the slides, soon # ok\n  - x\n---\n", ("promised", 1, "done"), "what",
        "---\npromised:\n  - send: no\n  - what: the slides, soon # ok\n    done: 2026-11-20\n  - x\n---\n",
    ),
    "a text in brackets": (
        "---\npromised: [slides, book]\n---\n", ("promised", 1, "done"), "what",
        "---\npromised: [slides, {what: book, done: 2026-11-20}]\n---\n",
    ),
    "a text alone": (
        "---\npromised: the slides, soon\nx: 1\n---\n", ("promised", 0, "done"), "what",
        "---\npromised:\n  - what: the slides, soon\n    done: 2026-11-20\nx: 1\n---\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "path", "shorthand", "after"), ENTRIES.values(), ids=ENTRIES)
def test_an_entry_of_a_list_gets_its_value(
    before: str, path: tuple[str | int, ...], shorthand: str, after: str
) -> None:
    assert after_set(before, *path, shorthand=shorthand) == after


ITEMS: dict[str, tuple[str, str | dict[str, str], str]] = {
    "a missing list": ("---\nwith: Ada\n---\n", "2026-11-20", "---\nwith: Ada\nlist: 2026-11-20\n---\n"),
    "a missing list of entries": (
        "---\nwith: Ada\n---\n", {"via": "Bo", "made": "2026-11-20"},
        "---\nwith: Ada\nlist:\n  - via: Bo\n    made: 2026-11-20\n---\n",
    ),
    "one value": ("---\nlist: 2026-10-01 # c\n---\n", "2026-11-20", "---\nlist: [2026-10-01, 2026-11-20] # c\n---\n"),
    "brackets": ("---\nlist: [a, b,]\n---\n", "c, d", '---\nlist: [a, b, "c, d"]\n---\n'),
    "empty brackets": ("---\nlist: []\n---\n", "c", "---\nlist: [c]\n---\n"),
    "hyphens": ("---\nlist:\n- a\n- b # c\nx: 1\n---\n", "c", "---\nlist:\n- a\n- b # c\n- c\nx: 1\n---\n"),
    "entries": (
        "---\nlist:\n  - via: Bo\n    asked: 2026-10-01\n\nx: 1\n---\n", {"via": "Cy", "made": "2026-11-20"},
        "---\nlist:\n  - via: Bo\n    asked: 2026-10-01\n  - via: Cy\n    made: 2026-11-20\n\nx: 1\n---\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "item", "after"), ITEMS.values(), ids=ITEMS)
def test_an_entry_is_added_in_the_style_of_the_list(before: str, item: str | dict[str, str], after: str) -> None:
    assert after_add(before, "list", item) == after


LOGS = {
    "there is none": ("---\nname: Ada\n---\nText\n", "---\nname: Ada\n---\nText\n\n## Log\n\n- 2026-11-20 phoned\n"),
    "no final line end": ("Text", "Text\n\n## Log\n\n- 2026-11-20 phoned"),
    "an empty note": ("", "## Log\n\n- 2026-11-20 phoned\n"),
    "the newest last": (
        "# Log\n\n* 2026-10-01 a\n* 2026-10-02 b\n  and more\n\n## Next\n\nx\n",
        "# Log\n\n* 2026-10-01 a\n* 2026-10-02 b\n  and more\n* 2026-11-20 phoned\n\n## Next\n\nx\n",
    ),
    "the newest first": (
        "## Log\n- 2026-10-02 b\n- 2026-10-01 a\n", "## Log\n- 2026-11-20 phoned\n- 2026-10-02 b\n- 2026-10-01 a\n",
    ),
    "an empty log": ("## Log\n\n## Next\n", "## Log\n\n- 2026-11-20 phoned\n\n## Next\n"),
    "a log in code is none": ("```\n# Log\n```\n", "```\n# Log\n```\n\n## Log\n\n- 2026-11-20 phoned\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), LOGS.values(), ids=LOGS)
def test_a_line_goes_to_the_end_of_the_log_where_the_newest_day_is(before: str, after: str) -> None:
    assert after_log(before) == after


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("---\nthanked: |\n  yes\n---\n", "thanked"),
        ("---\nthanked: [a]\n---\n", "thanked"),
        ("---\nx: &a 1\n---\n", "thanked"),
        ("---\nx: [a\n---\n", "thanked"),
        ("---\n\tx: 1\n---\n", "thanked"),
    ],
)
def test_what_a_single_value_cannot_replace_is_refused(text: str, key: str) -> None:
    with pytest.raises(SpliceError):
        after_set(text, key)


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(SpliceError, match="UTF-8"):
        NoteText.read(b"---\nname: J\xfcrgen\n---\n")
