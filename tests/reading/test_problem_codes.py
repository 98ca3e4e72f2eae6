"""Every problem's code is explained in docs/problems.md, and every code explained there exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import wayin

PACKAGE = Path(wayin.__file__).parent
DOCS = PACKAGE.parent.parent / "docs/problems.md"
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
ROOMS = ("reading", "knowledge", "learning")
CALLS = {"report", "_report", "tell", "wrong", "_odd", "Problem", "_problem"}
NO_CODES = {"error", "warning", "info", "utf-8", "utf-16", "f"}


def constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def codes() -> set[str]:
    found: set[str] = set()
    modules = [*(one for room in ROOMS for one in PACKAGE.glob(f"{room}/*.py")), PACKAGE / "values.py"]
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in CALLS:
                    found.update(list(constants(node.args[:5]))[:2])
            elif (
                isinstance(node, ast.Tuple)
                and module.stem in ("yaml_words", "misplaced", "fields")
                and len(node.elts) in (3, 4)
            ):
                found.update(list(constants(node.elts[:2]))[:1])
    # Two are made of the key's name
    return found - NO_CODES - {"private", "name"} | {"empty-name", "empty-private"}


def test_every_code_is_explained_and_every_explanation_has_a_code() -> None:
    explained = re.findall(r"^### (\S+)$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert len(explained) == len(set(explained))
    assert codes() - set(explained) == set()
    assert set(explained) - codes() == set()
