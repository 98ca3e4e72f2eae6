"""Good notes with random changes: reading never raises an error, and never changes them."""

import random

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from corpus.mutations import CHANGES, GOOD, SPICE
from examples import examples
from wayin import knowledge
from wayin.reading import read_note

PATHS = sorted(GOOD)


def linked(files: dict[str, bytes]) -> None:
    notes = []
    for path, data in files.items():
        note, problems = read_note(path, data)
        notes.append(note)
        for one in problems:
            assert one.message.strip()
            assert one.line >= 1
            assert one.column >= 1
    for one in knowledge.build(notes).problems:
        assert one.file in files
        assert 1 <= one.line <= files[one.file].count(b"\n") + files[one.file].count(b"\r") + 1


@seed(20261122)
@settings(max_examples=examples(100), deadline=None, derandomize=False, database=None)
@given(st.sampled_from(PATHS), st.integers(0, 2**32), st.integers(1, 6))
def test_notes_changed_in_bytes_lines_and_values(path: str, number: int, times: int) -> None:
    source = random.Random(number)
    files = {one: text.encode() for one, text in GOOD.items()}
    for _ in range(times):
        files[path] = source.choice(CHANGES)(source, files[path])
    linked(files)


YAML = st.recursive(
    st.one_of(st.text(max_size=12), st.sampled_from(SPICE), st.integers().map(str), st.dates().map(str)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: "[" + ", ".join(parts) + "]"),
        st.lists(st.tuples(st.text(max_size=8), inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        ),
    ),
    max_leaves=8,
)
KEYS = st.sampled_from(
    "name aliases company knows work with date learnings private tags type introductions gave x".split()
)


@seed(20261123)
@settings(max_examples=examples(100), deadline=None, database=None)
@given(st.sampled_from(PATHS), st.lists(st.tuples(KEYS, YAML), max_size=6))
def test_any_value_in_any_field(path: str, fields: list[tuple[str, str]]) -> None:
    text = "---\n" + "\n".join(f"{key}: {value}" for key, value in fields) + "\n---\n"
    linked({path: text.encode("utf-8", "surrogatepass")})


@seed(20261124)
@settings(max_examples=examples(100), deadline=None, database=None)
@given(st.sampled_from(PATHS), st.binary(max_size=300))
def test_any_bytes(path: str, data: bytes) -> None:
    linked({path: data})
    linked({path: b"---\n" + data})
