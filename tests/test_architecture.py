"""The architecture: imports point one way, each outside package has its room, and files stay short."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins" / "wayin"
MODULES = sorted(PACKAGE.rglob("*.py"))

FLOORS = (
    {
        "clock", "wording", "wikilinks", "validators", "day_forms", "dates", "field_types", "note_parts", "model",
        "files", "own_folder", "audience", "progress", "compiled_templates",
    },
    {"messages"},
    {"catalogue"},
    {"diagnostics"},
    {"reading"},
    {"contacts"},
    {"knowledge"},
    {"network"},
    {"learning"},
    {"journey"},  # a thank-you and a draft name what was learned, and who could introduce whom
    {"drafts"},
    {"workspace"},
    {"export", "editing"},
    {"pages"},
    {"site", "cli"},
)  # fmt: skip
"""From the bottom up: a room imports from itself and from lower floors, never from one beside it."""

OUTSIDE = {
    "mkdocs": {"site", "pages"},
    "nh3": {"site"},
    "ada_url": {"site"},
    "markdown": {"site"},
    "jinja2": {"site", "pages", "drafts", "compiled_templates"},
    "dateutil": {"dates"},
    "frontmatter": {"reading"},
    "yaml": {"reading"},
    "networkx": {"network"},
    "numpy": {"network"},
    "click": {"cli", "site"},  # site asks it how `mkdocs serve` was called
    "pathspec": {"reading"},
    "holidays": {"dates"},
    "icalendar": {"contacts", "export"},
    "recurring_ical_events": {"contacts"},
    "vobject": {"contacts", "export"},
    "charset_normalizer": {"contacts"},
    "cleanco": {"contacts"},
    "rapidfuzz": {"knowledge"},
    "minify": {"site"},
}
"""The rooms that may use each package."""

LONG: dict[str, str] = {}
"""The files with more than 400 lines, and the reason."""


@dataclass(frozen=True)
class Import:
    """An import in one of the modules."""

    of: str
    """The full name of the module, or of the imported object."""
    line: int
    deferred: bool
    """Inside a function, or for the type checker only."""


@cache
def imports(module: Path) -> tuple[Import, ...]:
    """Return every import of a module, wherever it is."""
    return tuple(_imports(ast.parse(module.read_text("utf-8")), False))


def _imports(node: ast.AST, deferred: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        yield from (Import(name.name, node.lineno, deferred) for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "a relative import hides which room it reaches into"
        yield from (Import(f"{node.module}.{name.name}", node.lineno, deferred) for name in node.names)
    typing = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    for child in ast.iter_child_nodes(node):
        inside = typing or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(child, deferred or inside)


def room(module: Path) -> str:
    """Return the folder or single file, directly in the package, that contains a module."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    """Return how far up a room is."""
    return next(i for i, rooms in enumerate(FLOORS) if name in rooms)


def there(module: Path, one: Import) -> str:
    """Return the position of an import, as editors open it."""
    return f"{module.relative_to(PACKAGE.parent.parent)}:{one.line}"


def test_every_room_has_its_floor() -> None:
    rooms = {room(module) for module in MODULES} - {"__init__"}
    assert rooms <= set().union(*FLOORS)


def test_imports_point_downward() -> None:
    wrong = []
    for module in MODULES:
        here = room(module)
        for one in imports(module):
            parts = one.of.split(".")
            if parts[0] != "wayin" or len(parts) < 2 or here == "__init__":
                continue
            other = parts[1]
            if other != here and floor(other) >= floor(here) and not (floor(other) == floor(here) == 0):
                wrong.append(f"{there(module, one)}: {here} imports {one.of}")
    assert wrong == []


def overwritten(source: str) -> list[int]:
    """Return the lines that change another package's module or class, or an attribute of it."""
    tree = ast.parse(source)
    theirs = {
        (name.asname or name.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
        if (getattr(node, "module", None) or name.name).split(".")[0] not in {"wayin", *sys.stdlib_module_names}
    }
    lines = []
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign | ast.Delete):
            targets = [part for target in node.targets for part in getattr(target, "elts", [target])]
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("setattr", "delattr", "object.__setattr__"):
            targets = [ast.Attribute(node.args[0], "")]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            inner = node.func.value
            is_vars = isinstance(inner, ast.Call) and ast.unparse(inner.func) == "vars"
            targets = [ast.Attribute(inner.args[0], "")] if is_vars else [inner]
        lines += [node.lineno for target in targets if _root(target) in theirs]
    return sorted(set(lines))


CHANGES = {
    "update",
    "setdefault",
    "pop",
    "clear",
    "popitem",
    "__setitem__",
    "__setattr__",
    "register",
    "append",
    "insert",
}
"""Methods that change a mapping or a list in place."""


def _root(target: ast.expr) -> str:
    """Return the name that a changed attribute or item belongs to; empty for a plain name."""
    depth = 0
    while isinstance(target, ast.Attribute | ast.Subscript):
        target, depth = target.value, depth + 1
    return target.id if isinstance(target, ast.Name) and depth else ""


def test_nothing_of_other_libraries_is_overwritten() -> None:
    found = {module.relative_to(PACKAGE).as_posix(): overwritten(module.read_text("utf-8")) for module in MODULES}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import markdown\nmarkdown.Markdown = Ours",
        "from mkdocs.structure.pages import Page\nPage.render = ours",
        "from mkdocs.commands import build as commands\ncommands.get_context, x = ours, 1",
        "import jinja2\nsetattr(jinja2.Template, 'render', ours)",
        "import jinja2.runtime\nvars(jinja2.runtime.Macro).update(call=ours)",
        "from mkdocs.config import base\nbase.__dict__.update(load_config=ours)",
        "from markdown import inlinepatterns\ndel inlinepatterns.Pattern.handleMatch",
        "from markdown.util import HTML_PLACEHOLDER_RE, BLOCKS\nBLOCKS.entries['x'] = 1",
        "from mkdocs.plugins import EVENTS\nEVENTS.table.append('ours')",
    ],
)
def test_overwriting_another_library_is_noticed(source: str) -> None:
    assert overwritten(source) == [2]


def test_no_two_rooms_need_each_other() -> None:
    needs = {
        (room(module), one.of.split(".")[1])
        for module in MODULES
        for one in imports(module)
        if one.of.startswith("wayin.")
    }
    assert sorted((a, b) for a, b in needs if a < b and (b, a) in needs) == []


@pytest.mark.parametrize("package", OUTSIDE)
def test_an_outside_package_stays_in_its_room(package: str) -> None:
    wrong = [
        f"{there(module, one)}: {one.of}"
        for module in MODULES
        for one in imports(module)
        if one.of.split(".")[0] == package and room(module) not in OUTSIDE[package]
    ]
    assert wrong == []


def test_networkx_and_numpy_are_imported_where_they_are_needed() -> None:
    wrong = [
        f"{there(module, one)}: {one.of}"
        for module in MODULES
        for one in imports(module)
        if one.of.split(".")[0] in ("networkx", "numpy") and not one.deferred
    ]
    assert wrong == []


def test_finding_ways_loads_neither_networkx_nor_numpy_nor_mkdocs() -> None:
    program = (
        "import sys, wayin.network.layout, wayin.workspace, wayin.export.everything, wayin.cli\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules} & {'networkx', 'numpy', 'mkdocs', 'nh3'}))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == ""


def test_the_plugin_only_translates() -> None:
    assert len((PACKAGE / "site/plugin.py").read_text("utf-8").splitlines()) < 200


def test_no_file_is_too_long_to_keep_in_mind() -> None:
    long = {
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*")
        if file.suffix in {".py", ".js", ".css", ".html"} and len(file.read_text("utf-8").splitlines()) > 400
    }
    assert long == set(LONG), "split it, or say in LONG why it may be long; take out what is no longer"


def test_docstrings_of_functions_start_with_an_imperative() -> None:
    wrong = [
        f"{module.relative_to(PACKAGE)}:{node.lineno}: {doc.splitlines()[0]}"
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (doc := ast.get_docstring(node))
        and re.match(r"(The|An?|What|Whether|Who|Whom|Whose|Where|When|How|Every|It|Args:|\w+(?<!s)s)\b(?!:)|`", doc)
    ]
    assert wrong == [], "write “Return the …”, “Yield each …” or another verb"


def test_nothing_of_others_is_copied_in() -> None:
    files = [file for file in PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    kinds = {".py", ".typed", ".html", ".css", ".js", ".md", ".yml", ".txt"}
    assert [file.name for file in files if (file.suffix or file.name) not in kinds] == []
    for file in files:
        text = file.read_text("utf-8")
        assert ".min." not in file.name
        assert max(map(len, text.splitlines()), default=0) < 1200, f"{file.name} looks minified"
        assert "copyright" not in text.casefold(), f"{file.name} names a copyright"
        assert "@license" not in text.casefold()
        assert "sourcemappingurl" not in text.casefold()
