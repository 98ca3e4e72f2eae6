"""Words that no text, docstring or comment of the program uses: each has a plainer one."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from wayin.catalogue import CATALOGUE
from wayin.cli import main

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "plugins/wayin"

FORBIDDEN = {
    "reported, listed, shown": r"\b(is|are|was|were|be|been) told\b|\btold of\b",
    "is, appears, goes": r"\bstands? (in|as|under|here|there|on|below|above|at|beside|between|for)\b",
    "again": r"\banew\b",
    "fix": r"\bmend(s|ed|ing)?\b",
    "characters": r"\b(signs|characters?) of (the|a) text\b|\bmany signs\b|\beach sign\b|\bthis sign\b",
    "is waiting on": r"\b(lies|lie) with\b",
    "kind": r"\bof (one|the same|any|this) sort\b|\bsort of\b",
    "you": r"\bso that one\b|\b(if|what|whether|until when|before) one (can|may|must|has|should|is)\b",
    "if": r"(^|[.:;] )Should (nothing|they|there|it|he|she|somebody)\b",
    "isn't a": r"(?<!there )\bis no (?!longer\b|one\b)[a-z]",
    "I'll": r"\bI shall\b|\bshall I\b",
    "draft": r"\b(open|write|draft|send|fill|your|every|its|which) letters?\b",
    "who": r"\bwhom (to|should|do|can|could)\b",
}  # fmt: skip
"""What to write instead, with the pattern of the forbidden words."""
CONTRACTED = r"\b(do|does|did|is|are|was|were|has|have|had|will|would|should|could) not\b|\bcannot\b"
"""Written out where a person would say "don't"; the sample's writer may."""

NOT_SHOWN = {"reading/yaml_errors.py", "drafts/phrasing.py"}
"""Modules that compare with messages of another library, and with words in notes."""


def strings(path: Path) -> Iterator[str]:
    """Yield the texts in a module except docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def prose(path: Path) -> Iterator[str]:
    """Yield the docstrings and comments of a module."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value
    with path.open("rb") as file:
        yield from (token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT)


def helps(command: click.Command) -> Iterator[str]:
    """Yield the help of a command and its subcommands."""
    yield command.help or ""
    yield from (getattr(parameter, "help", None) or "" for parameter in command.params)
    if isinstance(command, click.Group):
        for part in command.commands.values():
            yield from helps(part)


def shown() -> Iterator[tuple[str, str]]:
    """Yield every text that the program or its documentation shows, and its position."""
    yield from (
        ("catalogue.py", text)
        for entry in CATALOGUE.values()
        for text in ([entry] if isinstance(entry, str) else entry)
    )
    yield from (("--help", text) for text in helps(main))
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name not in NOT_SHOWN:
            yield from ((name, text) for text in strings(path))
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt"), *PACKAGE.rglob("*.md")]):
        text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        yield path.relative_to(PACKAGE).as_posix(), re.sub(r"</?[a-z][^>]*>", "", text)
    for path in sorted(PACKAGE.rglob("*.js")):
        code = re.sub(
            r"/\*.*?\*/|^\s*//.*?$|(?<=\s)//\s.*?$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
        )
        yield path.name, "\n".join(re.findall(r"\"[^\"\n]*\"|`[^`]*`|'[^'\n]*'", code))
    for path in sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


SHOWN = list(shown())
PROSE = [(path.relative_to(PACKAGE).as_posix(), text) for path in sorted(PACKAGE.rglob("*.py")) for text in prose(path)]


def places(pattern: str, texts: list[tuple[str, str]]) -> list[str]:
    """Return where a pattern occurs in the texts, with the words around it."""
    found = []
    for name, text in texts:
        flat = " ".join(text.split())
        for match in re.finditer(pattern, flat, re.IGNORECASE):
            found.append(f"{name}: …{flat[max(match.start() - 40, 0) : match.end() + 30]}…")
    return found


@pytest.mark.parametrize("plain", FORBIDDEN)
def test_texts_are_in_plain_words(plain: str) -> None:
    assert places(FORBIDDEN[plain], SHOWN) == []


@pytest.mark.parametrize("plain", FORBIDDEN)
def test_docstrings_and_comments_are_in_plain_words(plain: str) -> None:
    assert places(FORBIDDEN[plain], PROSE) == []


def test_texts_are_contracted_as_people_speak() -> None:
    assert places(CONTRACTED, SHOWN) == []


@pytest.mark.parametrize("plain", FORBIDDEN)
def test_the_sample_is_in_plain_words(plain: str) -> None:
    notes = [(path.name, path.read_text("utf-8")) for path in sorted((ROOT / "notes").rglob("*.md"))]
    # People stand near the coffee, and write letters
    if plain not in ("is, appears, goes", "draft", "fix"):
        assert places(FORBIDDEN[plain], notes) == []


def test_all_texts_are_checked() -> None:
    names = {name for name, _ in SHOWN}
    assert {"catalogue.py", "--help", "pages/templates/today.html", "drafts/texts/request.txt", "wayin.js"} <= names
    assert places(r"\bnothing due yet\b", SHOWN)
    assert places(r"^Return\b", PROSE)
    assert places(r"^# ", PROSE)
