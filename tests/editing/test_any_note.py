"""Any step of any notes, completed by commands or pages: only its lines change, and undo restores every byte.

Notes are compared with PyYAML here, independently of the program's own reader, which proves each change.
"""

import difflib
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from editing.test_orders import comments, dates, gaps, lists, promises, scalars
from examples import ALL, examples
from helpers import write
from wayin.clock import Clock
from wayin.dates import Duration
from wayin.editing import steps
from wayin.editing.note_text import SpliceError
from wayin.editing.transaction import Transactions
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace

DAY = date(2026, 11, 20)
Files = dict[str, bytes]


@st.composite
def fields(draw: st.DrawFn, parts: list[str], flow: list[str]) -> str:
    """Return front matter with these fields, as a block or in braces, with comments and blank lines."""
    style = draw(st.sampled_from(["block", "block", "block", "indented", "braces", "braces over lines"]))
    if style == "braces":
        return "{" + ", ".join(flow) + "}\n"
    if style == "braces over lines":
        return "{\n  " + ",\n  ".join(flow) + draw(st.sampled_from([",\n", "\n"])) + "}\n"
    text = "".join(part + draw(gaps) for part in draw(st.permutations(parts)))
    return "".join(f"  {line}\n" if line else "\n" for line in text.split("\n")[:-1]) if style == "indented" else text


@st.composite
def introductions(draw: st.DrawFn) -> str:
    asked = draw(dates())
    entries = [f"via: {name}\n  asked: {asked}" for name in draw(st.sampled_from([["Ada"], ["Ada", "Bo"], ["Bo"]]))]
    flow = [f"{{via: {entry[5:].partition(chr(10))[0]}, asked: {asked}}}" for entry in entries]
    if draw(st.booleans()):
        entries.insert(0, "")
        flow.insert(0, "~")
    return draw(lists("introductions", entries, flow))


BODIES = [
    "", "Text.", "# T\n\ntext\n", "\n## Log\n\n- 2026-09-01 a\n  b\n\n## Z\n", "## Log\n", "- [ ] call 📅 2026-11-01\n",
          "## Contact log\n\n* 2026-09-02 b\n* 2026-09-01 a", "```\n## Log\n```\n",
]  # fmt: skip
ODD = ["x: &here 1\n", "\tx: 1\n", "x: *nowhere\n", "x: !!python/name:os.system\n", "x: [a\n", "x: 'a\n"]
"""Invalid front matter: anchors, tabs, broken YAML."""


@st.composite
def note(draw: st.DrawFn, parts: list[str], flow: list[str]) -> bytes:
    text = draw(fields(parts, flow)) + draw(st.sampled_from([*[""] * 20, *ODD]))
    whole = f"{draw(st.sampled_from(['', '', chr(10)]))}---\n{text}---\n{draw(st.sampled_from(BODIES))}"
    whole = whole.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))
    return draw(st.sampled_from(["", "", "\ufeff"])).encode() + whole.encode()


@st.composite
def vaults(draw: st.DrawFn) -> Files:
    """Return three people and an interview that give steps of every kind."""
    day = draw(st.sampled_from(["2026-11-18", "'2026-11-18'", "2026-11-22", ""]))
    who, when = draw(st.sampled_from([("with", "date"), ("attendees", "when")]))
    more = draw(st.lists(st.sampled_from(["thanked:", "connected: # soon", "place: here", "minutes: 30"]), unique=True))
    parts = [
        f"{who}: Ada{draw(comments)}\n",
        f"{when}: {day}\n" if day else "requested: 2026-10-20\n",
        draw(promises()),
    ]
    parts += [f"{line}\n" for line in more]
    if draw(st.booleans()):
        parts.append(draw(lists("followed_up", [draw(dates())], [draw(dates())])))
    flow = [
        f"{who}: Ada",
        f"{when}: {day}" if day else "requested: 2026-10-20",
        f"promised: [{draw(scalars())}]",
        "connected:",
    ]
    name = draw(st.sampled_from(["Cy Dunn", "'Cy Dunn'", '"Cy Dunn"']))
    ada = [f"name: Ada{draw(comments)}\n", f"keep_in_touch: 1m{draw(comments)}\n"]
    cy = [f"name: {name}", "introductions: [{via: Ada, asked: 2026-10-01}]"]
    return {
        "people/ada.md": draw(note(ada, ["name: Ada", "keep_in_touch: 1m"])),
        "people/bo.md": b"---\nname: Bo\n---\n",
        "people/cy.md": draw(note([f"{cy[0]}\n", draw(introductions())], cy)),
        "interviews/a.md": draw(note(parts, flow)),
    }


def read(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


def front(data: bytes) -> Any:
    """Return the front matter as read by PyYAML, and the text below it."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").lstrip("\n").removeprefix("---\n")
    head, _, body = ("\n" + text).partition("\n---\n")
    return yaml.safe_load(head) or {}, body


def check(before: bytes, after: bytes, edit: steps.Edit) -> None:
    """Check that only the ordered lines differ, with only the ordered content."""
    old, new = before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True)
    lines = list(difflib.ndiff(old, new))
    removed, added = ([line[2:].strip() for line in lines if line.startswith(f"{sign} ")] for sign in "-+")
    value = edit.value if isinstance(edit.value, str) else edit.value.isoformat()
    assert len(removed) <= 1, removed
    assert len(added) <= 5, added
    assert any(value in line for line in added), added
    (said, body), (now, text) = front(before), front(after)
    if edit.todo:
        assert said == now
        assert (removed[0].replace("[ ]", "[x]") + f" ✅ {value}") == added[0]
        return
    if edit.day:
        assert said == now
        assert edit.line in [f"- {line.lstrip('*- ')}" for line in text.split("\n")]
        assert {*body.split("\n")} <= {*text.split("\n"), ""}
        return
    assert body == text
    keys = {key for key in {*said, *now} if said.get(key) != now.get(key)}
    assert len(keys) == 1, keys
    (key,) = keys
    assert DAY.isoformat() in repr(now[key]) or value in str(now[key]) or str(DAY.day) in repr(now[key])
    if isinstance(said.get(key), list) and isinstance(now[key], list):
        kept = [entry for entry in said[key] if entry in now[key]]
        assert len(kept) >= len(said[key]) - 1


@settings(max_examples=examples(2000) // (1 if ALL else 4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(vaults(), st.data())
def test_only_the_lines_of_an_order_change_and_undo_gives_back_every_byte(files: Files, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write(project / "notes", files)
        workspace = Workspace.read(Settings(project / "notes", project=project), Clock(DAY), lambda _: None)
        due = [step for step in workspace.agenda if step.kind != "prepare"]
        if not due:
            event("nothing to do")
            return
        step, action = data.draw(st.sampled_from(due)), data.draw(st.sampled_from(["done", "skip", "snooze"]))
        transactions = Transactions(project / "notes", project)
        try:
            if action == "done":
                edit = steps.end(workspace, step, DAY)
            else:
                edit = (
                    steps.skip(workspace, step, DAY)
                    if action == "skip"
                    else steps.snooze(step, Duration.parse("2w").after(DAY))
                )
            changes = steps.changes(workspace, [edit])
        except SpliceError as refused:
            event(f"refused: {re.sub(r'line .*|By hand.*', '', str(refused))}")
            assert read(project / "notes") == files
            return
        event(f"{action} {step.kind}")
        transactions.apply("an order", changes)
        after = read(project / "notes")
        (changed,) = [path for path in after if after[path] != files.get(path)]
        if changed in files:
            check(files[changed], after[changed], edit)
        transactions.undo()
        assert read(project / "notes") == files
