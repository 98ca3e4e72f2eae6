"""Any order on any note: the change is minimal, the note says what was ordered and nothing else; undo restores it."""

import difflib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from examples import examples
from helpers import write
from wayin.editing.note_text import NoteText, SpliceError
from wayin.editing.proof import Ordered, prove
from wayin.editing.splice import add_item, add_log_line, set_value
from wayin.editing.transaction import FileChange, Transactions
from wayin.own_folder import ForeignError

DAY = date(2026, 11, 20)

words = st.sampled_from(
    ["slides", "the book, soon", "what: else", "it's", 'say "x"', "#tag", "a: b", "né", "[x]", "- y"]
)
comments = st.sampled_from(["", "  # a remark", " #"])
gaps = st.sampled_from(["", "", "\n", "# between\n"])


@st.composite
def scalars(draw: st.DrawFn) -> str:
    """Return a text as YAML, in one of the forms people use."""
    text = draw(words)
    forms = ["double", "single"]
    if text and not set(text) & set("[]{},:#'\"-"):
        forms += ["plain", "plain"]
    form = draw(st.sampled_from(forms))
    if form == "double":
        return '"' + text.replace('"', '\\"') + '"'
    return "'" + text.replace("'", "''") + "'" if form == "single" else text


@st.composite
def dates(draw: st.DrawFn) -> str:
    quote = draw(st.sampled_from(["", "", "'", '"']))
    return quote + draw(st.dates(date(2026, 1, 1), date(2026, 10, 1))).isoformat() + quote


@st.composite
def lists(draw: st.DrawFn, key: str, entries: list[str], flow: list[str]) -> str:
    """Return a list under a key: in brackets, with hyphens at either indentation, or a single value."""
    style = draw(st.sampled_from(["flow", "block", "indented", "alone", "empty"]))
    if style == "empty" or not entries:
        return f"{key}:{draw(st.sampled_from(['', ' []']))}{draw(comments)}\n"
    if style == "flow":
        return f"{key}: [{', '.join(flow)}{draw(st.sampled_from(['', ',']))}]{draw(comments)}\n"
    if style == "alone":
        return f"{key}: {flow[0]}{draw(comments)}\n"
    indent = "  " if style == "indented" else ""
    return f"{key}:\n" + "".join(
        f"{indent}- {entry}{draw(comments)}\n".replace("\n  ", f"\n{indent}  ") for entry in entries
    )


@st.composite
def promises(draw: st.DrawFn) -> str:
    entries, flow = [], []
    for _ in range(draw(st.integers(0, 3))):
        what = draw(scalars())
        if draw(st.booleans()):
            entries.append(f"what: {what}\n  by: 2026-12-01")
            flow.append(f"{{what: {what}, by: 2026-12-01}}")
        else:
            entries.append(what)
            flow.append(what)
    return draw(lists("promised", entries, flow))


@st.composite
def interviews(draw: st.DrawFn) -> str:
    """Return an interview's note, in any form the reader accepts."""
    parts = [f"with: {draw(st.sampled_from(['Ada', '[Ada, Bo]']))}{draw(comments)}\n"]
    parts.append(draw(promises()))
    days = draw(st.lists(dates(), max_size=3))
    parts.append(draw(lists("followed_up", days, days)))
    parts += draw(st.lists(st.sampled_from([
        "place: |\n  a room\n\n", "objectives:\n- one\n- two\n", "minutes: 30\n", "thanked:\n", "thanked: 2026-10-02\n",
        "place: in the\n  long hall\n",
    ]), max_size=3, unique_by=lambda part: part.partition(":")[0]))  # fmt: skip
    parts = draw(st.permutations(parts))
    front = "".join(part + draw(gaps) for part in parts)
    body = draw(
        st.sampled_from(
            [
                "",
                "Text.",
                "# T\n\ntext\n",
                "\n## Log\n\n- 2026-09-01 a\n  b\n\n## Z\n",
                "## Log\n",
                "## log ##\n* 2026-09-02 b\n* 2026-09-01 a",
            ]
        )
    )
    return f"---\n{front}---\n{body}"


@st.composite
def files(draw: st.DrawFn) -> bytes:
    text = draw(interviews())
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    if draw(st.sampled_from([False, False, True])):
        text = "\ufeff" + text
    return text.encode()


orders = st.one_of(
    st.just(("thanked",)), st.just(("connected",)), st.just(("followed_up",)), st.just(("log",)),
    st.tuples(st.just("promised"), st.integers(0, 2)),
)  # fmt: skip


def carried_out(data: bytes, order: tuple) -> tuple[bytes, Ordered]:
    note = NoteText.read(data)
    if order[0] == "log":
        return note.with_changes(add_log_line(note, DAY, "phoned")), Ordered(log=(DAY, "phoned"))
    if order[0] == "promised":
        path = ("promised", order[1], "done")
        return note.with_changes(set_value(note, path, DAY.isoformat(), "what")), Ordered({path: DAY})
    if order[0] == "followed_up":
        return note.with_changes(add_item(note, "followed_up", DAY.isoformat())), Ordered(items={"followed_up": DAY})
    return note.with_changes(set_value(note, order, DAY.isoformat())), Ordered({order: DAY})


@settings(max_examples=examples(2000), deadline=None)
@given(files(), orders)
def test_an_order_changes_only_its_lines(data: bytes, order: tuple) -> None:
    try:
        after, ordered = carried_out(data, order)
        prove("interviews/a.md", data, after, ordered)
    except SpliceError:
        event("refused")
        return
    event("done")
    old, new = data.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True)
    changed = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    assert len([line for line in changed if line[0] == "-"]) <= 1, changed
    assert len([line for line in changed if line[0] == "+"]) <= 5, changed
    assert data.startswith("\ufeff".encode()) == after.startswith("\ufeff".encode())
    assert (b"\r" in data) == (b"\r" in after) or b"\n" not in data
    assert data.endswith(b"\n") == after.endswith(b"\n") or not data


@settings(max_examples=examples(200), deadline=None)
@given(files(), orders)
def test_most_orders_are_carried_out(data: bytes, order: tuple) -> None:
    """Only a missing place or a text of several lines is refused."""
    try:
        after, ordered = carried_out(data, order)
    except SpliceError as refused:
        assume("There is no" not in str(refused) and "can't read" not in str(refused))
        raise
    try:
        prove("interviews/a.md", data, after, ordered)
    except SpliceError:
        print(after.decode())
        raise


def test_undo_restores_the_bytes(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    (notes / "people").mkdir(parents=True)
    (notes / "people/a.md").write_bytes(b"one\r\n")
    transactions = Transactions(notes, tmp_path)
    transactions.apply(
        "an order", [FileChange("people/a.md", b"one\r\n", None), FileChange("people/b.md", None, b"two")]
    )
    assert {path.name for path in (notes / "people").iterdir()} == {"b.md"}
    undone = transactions.undo()
    assert undone is not None
    assert undone.order == "an order"
    assert (notes / "people/a.md").read_bytes() == b"one\r\n"
    assert {path.name for path in (notes / "people").iterdir()} == {"a.md"}
    assert transactions.undo() is None


@pytest.mark.parametrize("record", ['{"version": 2, "mine": "PRECIOUS"}', "PRECIOUS"])
def test_a_foreign_record_stays_and_nothing_is_changed(tmp_path: Path, record: str) -> None:
    write(tmp_path, {"notes/a.md": "one", ".wayin/last-change.json": record})
    transactions = Transactions(tmp_path / "notes", tmp_path)
    for act in (lambda: transactions.apply("an order", [FileChange("a.md", b"one", b"two")]), transactions.undo):
        with pytest.raises(ForeignError, match=r"last-change\.json"):
            act()
    assert (tmp_path / ".wayin/last-change.json").read_text() == record
    assert (tmp_path / "notes/a.md").read_text() == "one"
