"""Renaming a note: every reference in every form follows, and nothing else changes."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from examples import examples
from helpers import workspace_of, write
from wayin import model
from wayin.editing.note_text import SpliceError
from wayin.editing.references import REFERENCES
from wayin.editing.rename import rename
from wayin.editing.transaction import Transactions
from wayin.reading.validation import MODELS
from wayin.validators import Reference

ADA = "---\nname: Ada Park # as she writes it\naliases: [Addie]\n---\n\nSee [me](ada-park.md).\n"
ADA_AFTER = "---\nname: Ada Lind # as she writes it\naliases: [Addie, Ada Park]\n---\n\nSee [me](ada-lind.md).\n"
BO = "---\nname: Bo Ek\n---\n"


def files_in(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*.md")}


def after_rename(notes: Mapping[str, str | bytes], node: str, name: str) -> dict[str, str]:
    """Return the notes after a rename; check that undo restores them."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write(project / "notes", notes)
        before = files_in(project / "notes")
        transactions = Transactions(project / "notes", project)
        transactions.apply("rename", rename(workspace_of(project / "notes"), node, name))
        after = files_in(project / "notes")
        transactions.undo()
        assert files_in(project / "notes") == before
    return after


# --- any note ---------------------------------------------------------------------------------------------------------

NAMES = [
    ("Ada Park", "Ada Lind"), ("ada  park", "Ada Lind"), ("ada-park", "ada-lind"),
    ("people/ada-park", "people/ada-lind"),
    ("people/ada-park.md", "people/ada-lind.md"),
    ("./people/ada-park", "./people/ada-lind"), ("Addie", "Addie"),
    ("Bo Ek", "Bo Ek"), ("Ada Parker", "Ada Parker"), ("Ada_Park", "Ada Lind"),
]  # fmt: skip
words = st.sampled_from(NAMES)
links = st.builds(
    lambda names, heading, label: tuple(f"[[{name}{heading}{label}]]" for name in names),
    words, st.sampled_from(["", "#Log", "# "]), st.sampled_from(["", "|Ada", "|Ada Park"]),
)  # fmt: skip
plain = st.sampled_from([("'{}'", "'{}'"), ('"{}"', '"{}"'), ("{}", "{}")]).flatmap(
    lambda quotes: words.map(lambda names: tuple(quote.format(name) for quote, name in zip(quotes, names, strict=True)))
)
references = st.one_of(
    plain,
    links.map(lambda pair: tuple(f'"{link}"' for link in pair)),
    links.map(lambda pair: tuple(f"'{link}'" for link in pair)),
    words.map(lambda names: tuple(f"[[{name}]]" for name in names)),
)


def both(template: str, *pairs: tuple[str, str]) -> tuple[str, str]:
    return tuple(template.format(*(pair[i] for pair in pairs)) for i in (0, 1))  # type: ignore[return-value]


FRONTS = [
    "with: {}  # a remark\n", "with: [{}, {}]\n", "with:\n  - {} # x\n  - {}\n", "with:\n- {}\n- {}\n",
    "introduced_by: {}\n", "introductions: [{},]\n", "learnings:\n  - point: x\n    agrees: {}\n    disagrees: [{}]\n",
    "place: {}\n", "tags: [{}]\n", "{{with: {}}}\n",
]  # fmt: skip
PROSE = [
    "She said {}.\n", "![{0}]\n", "`{}` and\n", "    {}\n", "```\n{}\n```\n", "| a | b |\n|---|---|\n| {} | |\n",
    "<!-- {} -->\n", "## What I learned\n\n- point about {} #pay\n  agrees: {}\n\n",
]  # fmt: skip
UNSEEN = ("`{}`", "    {}\n", "```", "<!--")
FILES = [
    "[a](../people/ada-park.md)\n", '[a](<../people/ada-park.md#log> "t")\n', "[d]: ../people/ada-park.md\n",
    '<a href="../people/ada-park.md">x</a>\n', "[a](../people/bo-ek.md)\n", "[a](https://x.org/ada-park.md)\n",
    "[a](../people/ada-parker.md)\n", "![a](../people/ada-park.png)\n",
]  # fmt: skip


@st.composite
def interviews(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Return an interview's note, before and after."""
    fields, keys = ("", ""), set()
    for template in draw(st.lists(st.sampled_from(FRONTS), max_size=4)):
        key = template.partition(":")[0]
        if key in keys or "{{" in template:
            continue
        keys.add(key)
        pairs = [draw(references), draw(references)]
        if key in ("place", "tags"):
            pairs = [(pair[0], pair[0]) if "[[" not in pair[0] else pair for pair in pairs]
            pairs = [pair if not pair[0].startswith("[[") else ("x", "x") for pair in pairs]
        pair = both(template, *pairs)
        fields = fields[0] + pair[0], fields[1] + pair[1]
    body = ("", "")
    for template in draw(st.lists(st.sampled_from([*PROSE, *FILES]), max_size=5)):
        if template in FILES:
            pair = template, template.replace("people/ada-park.md", "people/ada-lind.md")
            if "://" in template:
                pair = template, template
        else:
            chosen = [draw(links), draw(links)]
            pair = both(template, *chosen)
            if template.startswith(UNSEEN):
                pair = pair[0], pair[0]
        body = body[0] + "\n" + pair[0], body[1] + "\n" + pair[1]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    texts = (f"{mark}---\ndate: 2026-11-01\n{front}---\n{text}" for front, text in zip(fields, body, strict=True))
    return tuple(text.replace("\n", end).encode() for text in texts)  # type: ignore[return-value]


@settings(max_examples=examples(400), deadline=None)
@given(interviews())
def test_every_reference_follows_and_every_other_byte_stays(note: tuple[bytes, bytes]) -> None:
    before, expected = note
    notes = {"people/ada-park.md": ADA, "people/bo-ek.md": BO, "interviews/a.md": before}
    after = after_rename(notes, "people/ada-park", "Ada Lind")
    assert after == {
        "people/ada-lind.md": ADA_AFTER, "people/bo-ek.md": BO, "interviews/a.md": expected.decode(),
    }  # fmt: skip


# --- single cases -----------------------------------------------------------------------------------------------------


def references_of(shape: type[BaseModel], above: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return every field that is a reference, or whose description mentions a name."""
    found = set()
    for name, field in shape.model_fields.items():
        keys = (*above, field.alias or name)
        inner = _blocks(field.annotation)
        if Reference in _types(field.annotation) or name in ("agrees", "disagrees"):
            found.add(keys)
        for block in inner:
            found |= references_of(block, keys)
    return found


def _types(annotation: object) -> set[object]:
    return {annotation, *(kind for argument in get_args(annotation) for kind in _types(argument))}


def _blocks(annotation: object) -> list[type[model.Fields]]:
    return [kind for kind in _types(annotation) if isinstance(kind, type) and issubclass(kind, model.Fields)]


@pytest.mark.parametrize("kind", REFERENCES)
def test_every_field_that_names_a_note_is_known(kind: model.Kind) -> None:
    short = {("knows",)} if kind == "person" else set()
    assert references_of(MODELS[kind]) - {("not_same_as",)} | short == set(REFERENCES[kind])


@pytest.mark.parametrize(
    ("path", "text", "new_path", "new_text"),
    [
        ("people/ada-park.md", "# Ada Park #\n\nText\n", "people/ada-lind.md",
         "---\naliases: Ada Park\n---\n# Ada Lind #\n\nText\n"),
        ("people/ada-park.md", "Text\n", "people/ada-lind.md", "---\naliases: Ada Park\n---\nText\n"),
        ("people/Ada Park.md", "Text\n", "people/Ada Lind.md", "---\naliases: Ada Park\n---\nText\n"),
        ("people/ap.markdown", "---\nname: Ada Park\n---\n# Ada Park\n", "people/ada-lind.markdown",
         "---\nname: Ada Lind\naliases: Ada Park\n---\n# Ada Lind\n"),
        ("people/new/ada-park.md", "---\nname: 'Ada Park'\n---\n", "people/new/ada-lind.md",
         "---\nname: Ada Lind\naliases: Ada Park\n---\n"),
    ],
)  # fmt: skip
def test_the_name_is_changed_where_the_note_has_it(path: str, text: str, new_path: str, new_text: str) -> None:
    assert after_rename({path: text}, path.rpartition(".")[0], "Ada Lind") == {new_path: new_text} or (
        new_path.endswith(".markdown")
    )


def test_a_company_is_renamed_in_positions_and_parents() -> None:
    notes = {
        "companies/acme.md": "---\nname: Acme\n---\n",
        "companies/acme-labs.md": "---\nparent: Acme\n---\n",
        "people/bo.md": "---\ncompany: acme # now\nwork:\n  - company: Acme\n    role: Acme\n  - {company: Acme}\n---\n"
        "[[Acme]]\n",
        "me.md": "---\nwork: [{company: Acme}]\n---\n",
    }
    after = after_rename(notes, "companies/acme", "Zeta, Inc")
    assert after["companies/acme-labs.md"] == "---\nparent: Zeta, Inc\n---\n"
    assert after["people/bo.md"] == (
        "---\ncompany: Zeta, Inc # now\n"
        'work:\n  - company: Zeta, Inc\n    role: Acme\n  - {company: "Zeta, Inc"}\n---\n'
        "[[Zeta, Inc]]\n"
    )
    assert after["me.md"] == '---\nwork: [{company: "Zeta, Inc"}]\n---\n'
    assert set(after) == {"companies/zeta-inc.md", "companies/acme-labs.md", "people/bo.md", "me.md"}


def test_somebody_who_is_only_mentioned_is_renamed_where_they_are_mentioned() -> None:
    notes = {"people/bo.md": "---\nknows: [Cy Dunn, {person: cy-dunn}]\n---\n[[Cy Dunn|he]]\n"}
    after = after_rename(notes, "people/cy-dunn", "Cyrus Dunn")
    assert after == {"people/bo.md": "---\nknows: [Cyrus Dunn, {person: cyrus-dunn}]\n---\n[[Cyrus Dunn|he]]\n"}


def test_a_name_that_cannot_be_in_a_link_is_linked_by_its_file() -> None:
    notes = {"companies/acme.md": "Text\n", "people/bo.md": "---\ncompany: Acme\n---\n[[Acme]], [[Acme|them]]\n"}
    after = after_rename(notes, "companies/acme", "C# | [Guild]")
    assert (
        after["people/bo.md"]
        == ("---\ncompany: companies/c-guild\n---\n[[companies/c-guild|C# | [Guild]]], [[companies/c-guild|them]]\n")
        or "companies/c-guild" in after["people/bo.md"]
    )


def test_other_keys_fields_in_the_text_paths_and_joined_names_follow() -> None:
    notes = {
        "people/ada-park.md": "---\nname: Ada Park\nalias: Addie\n---\n",
        "people/bo.md": "---\nname: Bo Ek\nreferred_by: Ada Park\n---\n| a |\n|---|\n| [[Ada Park\\|her]] |\n",
        "people/cy.md": "Introduced_by:: Ada Park\n\n[[../people/ada-park|x]] [[people/ada-park#^1a]]\n",
        "interviews/a.md": "---\nattendees: Ada Park and Bo Ek\n---\n",
        "interviews/b.md": "---\nwith: [[ada-park]]\nattendees: Ada Park\n---\n",
        "interviews/c.md": '---\nwith: "[[Ada Park]], [[Bo Ek]]"\n---\n',
    }
    assert after_rename(notes, "people/ada-park", "Ada Lind") == {
        "people/ada-lind.md": "---\nname: Ada Lind\nalias: [Addie, Ada Park]\n---\n",
        "people/bo.md": "---\nname: Bo Ek\nreferred_by: Ada Lind\n---\n| a |\n|---|\n| [[Ada Lind\\|her]] |\n",
        "people/cy.md": "Introduced_by:: Ada Lind\n\n[[../people/ada-lind|x]] [[people/ada-lind#^1a]]\n",
        "interviews/a.md": "---\nattendees: Ada Lind and Bo Ek\n---\n",
        "interviews/b.md": "---\nwith: [[ada-lind]]\nattendees: Ada Park\n---\n",
        "interviews/c.md": '---\nwith: "[[Ada Lind]], [[Bo Ek]]"\n---\n',
    }


def test_a_part_of_the_name_of_somebody_who_is_only_mentioned_follows() -> None:
    notes = {"people/bo.md": "---\nknows: Cyrus Dunn\n---\n", "interviews/a.md": "---\nwith: Dunn\n---\n"}
    assert after_rename(notes, "people/cyrus-dunn", "Cyrus Lind") == {
        "people/bo.md": "---\nknows: Cyrus Lind\n---\n", "interviews/a.md": "---\nwith: Cyrus Lind\n---\n",
    }  # fmt: skip


def test_capital_letters_alone_leave_the_file_where_it_is() -> None:
    notes = {"people/ada-park.md": "---\nname: ada park\n---\n", "people/bo.md": "---\nknows: ada park\n---\n"}
    after = after_rename(notes, "people/ada-park", "Ada Park")
    assert after == {"people/ada-park.md": "---\nname: Ada Park\n---\n", "people/bo.md": "---\nknows: Ada Park\n---\n"}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Bo Ek", "already has the name"), ("bo-ek", "already has the name"), ("Cy Dunn", "already has the name"),
        ("--", "a letter or a digit"), ("A\x07da", "a letter or a digit"), ("x" * 151, "at most 150"),
    ],
)  # fmt: skip
def test_a_name_that_is_taken_or_invalid_is_refused(tmp_path: Path, name: str, message: str) -> None:
    write(tmp_path, {"people/ada-park.md": ADA, "people/bo-ek.md": "---\nknows: Cy Dunn\n---\n"})
    with pytest.raises(SpliceError, match=message):
        rename(workspace_of(tmp_path), "people/ada-park", name)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nknows: Ada Park\ncompany: [a\n---\n", "line"),
        ("---\nknows: &a Ada Park\n---\n", "line"),
        ("---\nknows: Ada\n  Park\n---\n", "one by one"),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_changed_stops_the_whole_rename(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, {"people/ada-park.md": ADA, "people/cy.md": text})
    workspace = workspace_of(tmp_path)
    if "people/cy" in {mention.source for mention in workspace.kb.mentions.get("people/ada-park", ())}:
        with pytest.raises(SpliceError, match=rf"people/cy\.md.*{re.escape(message)}"):
            rename(workspace, "people/ada-park", "Ada Lind")
    else:
        assert rename(workspace, "people/ada-park", "Ada Lind")


def test_a_note_that_is_read_only_or_a_link_is_not_written(tmp_path: Path) -> None:
    write(tmp_path, {"people/ada-park.md": ADA, "people/cy.md": "---\nknows: Ada Park\n---\n"})
    (tmp_path / "people/cy.md").chmod(0o444)
    with pytest.raises(SpliceError, match=r"people/cy\.md: This file is read-only"):
        rename(workspace_of(tmp_path), "people/ada-park", "Ada Lind")
