"""A text written to a note is the text read from it."""

import json

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from examples import examples
from wayin.editing import quoted
from wayin.editing.new import quoted_in_list
from wayin.reading import read_note
from wayin.reading.yaml_loader import load

ODD = [
    *("", " ", "a ", "No", "y", "null", "~", "=", "<<", "2026-10-17", "12:30", "0x1f", "1e3", '"', "\\", "---", "..."),
    *("- a", "? a", "a: b", "a #b", "#a", "*a", "&a", "!a", "%a", "@a", "`a", "{a}", "[[Ada]]", "Smith, John"),
    *("a\nb", "a\u2028b", "a\x85b", "\x00", "\ufeff", "👩‍💻", "a\ufffeb", "\U0001f600\U000e0001"),
]


@given(st.text())
@settings(max_examples=examples(300), deadline=None)
@example("x" * 5000)
def test_any_text_reads_back_the_same(text: str) -> None:
    written = quoted(text)
    assert "\n" not in written
    assert load(f"name: {written}\nother: 1\n").data == {"name": text, "other": "1"}
    assert yaml.safe_load(f"name: {written}") == {"name": text}


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_read_back_the_same_for_every_reader(text) -> None:
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(f"name: {quoted(text)}", Loader=loader) == {"name": text}
    assert load(f"name: {quoted(text)}").data == {"name": text}


@given(st.lists(st.text(), min_size=1, max_size=4))
@settings(max_examples=examples(100), deadline=None)
@example(["Smith, John", "]", "a"])
def test_texts_in_a_list_stay_apart(texts: list[str]) -> None:
    written = f"[{', '.join(map(quoted_in_list, texts))}]"
    assert load(f"with: {written}").data == {"with": texts}


@given(st.text().map(str.strip).filter(bool))
@settings(max_examples=examples(200), deadline=None)
def test_a_name_survives_being_written_to_a_note(name: str) -> None:
    note, problems = read_note("people/x.md", f"---\nname: {quoted(name)}\n---\n".encode())
    assert (note.facts.name, problems) == (name, [])


@pytest.mark.parametrize("name", ["Ada Park", "Zoë O’Hara", "Li (Wei)", "J. R. Smith-Jones", "Lowrie & Tan", "名前"])
def test_an_ordinary_name_needs_no_quotes(name) -> None:
    assert quoted(name) == name


def test_quoted_text_is_nearly_json() -> None:
    assert quoted('a: "b"\n') == json.dumps('a: "b"\n')
