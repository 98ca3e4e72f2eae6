"""Every problem's code is explained in docs/problems.md, exists, and is what some test says of a note."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import wayin
from corpus.cases import cases
from wayin.reading import read_note

PACKAGE = Path(wayin.__file__).parent
DOCS = PACKAGE.parent.parent / "docs/problems.md"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ROOMS = ("reading", "contacts", "knowledge", "learning")
CALLS = {"report", "_report", "tell", "invalid_value", "_odd", "Problem", "_problem", "Unreadable"}
NO_CODES = {"error", "warning", "info", "utf-8", "utf-16", "f"}


def constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def codes() -> set[str]:
    found: set[str] = set()
    modules = [*(one for room in ROOMS for one in PACKAGE.glob(f"{room}/*.py")), PACKAGE / "validators.py"]
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in CALLS:
                    found.update(list(constants(node.args[:5]))[:2])
            elif (
                isinstance(node, ast.Tuple)
                and module.stem in ("yaml_errors", "misplaced", "validation")
                and len(node.elts) in (3, 4)
            ):
                found.update(list(constants(node.elts[:2]))[:1])
    # Two are made of the key's name
    return found - NO_CODES - {"private", "name"} | {"empty-name", "empty-private"}


def told(text: str) -> list[tuple[int, str]]:
    """The lines and codes of what is wrong with a person's note."""
    return [(one.line, one.code) for one in read_note("people/ada-park.md", text.encode())[1]]


def test_a_block_at_the_top_ends_where_it_is_too_long() -> None:
    keys = "name: Ada Park\n" + "aliases:\n" + "  - Ada\n" * 13_000 + "closeness: 4\n"
    assert told(f"---\n{keys}---\nText.\n") == [(3, "too-long")]
    note, _ = read_note("people/ada-park.md", f"---\n{keys}---\n".encode())
    assert note.facts.name == "Ada Park"
    fewer = keys.replace("  - Ada\n", "", 12_000)
    assert told(f"---\n{fewer}---\n") == []


def test_of_very_many_lines_that_cannot_be_read_the_rest_does_not_count() -> None:
    lines = told("---\nname: Ada Park\n" + "word\n\n" * 500 + "closeness: 4\n---\n")
    assert {code for _, code in lines} == {"no-colon", "too-long"}
    assert lines[-1][1] == "too-long"


def test_a_text_that_is_too_heavy_is_told_of_where_it_begins() -> None:
    assert told("---\nname: Ada Park\n---\n" + "# Ada\n\n" * 3000) == [(4, "heavy-text")]
    assert told("---\nname: Ada Park\n---\n" + "# Ada\n\n" * 30) == []


def test_every_code_is_what_some_case_or_test_expects() -> None:
    expected = {code for case in cases() for *_, code in case.expected}
    tests = DOCS.parent.parent / "tests"
    said = "".join(file.read_text("utf-8") for file in tests.rglob("test_*.py"))
    expected |= {code for code in codes() - expected if re.search(rf"[\"\[]{code}[\"\]]", said)}
    assert codes() - expected == set()


def test_every_code_is_explained_and_every_explanation_has_a_code() -> None:
    explained = re.findall(r"^### (\S+)$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert codes() - set(explained) == set()
    assert set(explained) - codes() == set()
