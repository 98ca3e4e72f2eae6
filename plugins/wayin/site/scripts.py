"""Our scripts as a reader's browser loads them: those of the network page as one, and all made small."""

from __future__ import annotations

import re
from collections import Counter
from itertools import product
from pathlib import Path
from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ASSETS = Path(__file__).parent / "assets"
PARTS = ("ways", "rings", "draw", "find", "panel", "picture", "network")
"""The parts of the network page's script. They share their names; nobody else's page sees them."""


def network_script() -> str:
    """The text of `/wayin/wayin-network.js`."""
    parts = "".join(lean((ASSETS / f"wayin-{part}.js").read_text("utf-8")) for part in PARTS)
    return terse(f'(()=>{{"use strict";\n{parts}}})();\n')


def page_script() -> str:
    """The text of `/wayin/wayin.js`, which every page loads."""
    return terse(lean((ASSETS / "wayin.js").read_text("utf-8")))


def lean(script: str) -> str:
    """One of our own scripts without comments, indentation and the space around its signs.

    It knows little JavaScript: in our scripts comments stay out of strings, templates are not nested, regular
    expressions have no spaces, and every line ends where a statement may.
    """
    bare = re.sub(r"/\*.*?\*/ ?", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in bare.splitlines())
    text = "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
    spaced = _SPACED.sub(lambda found: found["text"] or found["sign"] or "let", text)
    return re.sub(r"(?<=[,{;(])\n|\n(?=[})])", "", spaced)


# A string or template, left as it is; a sign with space around it; or `const`, whose work is done in the source
_SPACED = re.compile(
    r"""(?P<text>"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)"""
    r"""| ?(?P<sign>[{}()\[\];,:?<>=*&|!]+|(?<=[\w)\]] )[-+/](?= [\w(\["`])|(?<=[\w)\]] )[-+]=) ?|\bconst\b"""
)


def terse(script: str) -> str:
    """A lean script with short names for what it declares.

    Only a name that is a variable wherever it stands is shortened: one that is a property, a key or a global thing
    anywhere in the script keeps its name everywhere.
    """
    tokens = list(_tokens(script))
    count = Counter(text for kind, text in tokens if kind == "name")
    keep, declared = _roles([token for token in tokens if token[1].strip()])
    longest = sorted(
        (name for name in declared - keep if len(name) > 2), key=lambda name: (-count[name] * len(name), name)
    )
    free = (name for name in _short_names() if name not in count)
    short = dict(zip(longest, free, strict=False))
    return "".join(short.get(text, text) if kind == "name" else text for kind, text in tokens)


_TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|(?<=[(,=:!&|?{};\[])/(?![/*=])(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n])+/\w*)"""
    r"""|(?P<template>`(?:\\.|[^`\\])*`)|(?P<name>[A-Za-z_$][\w$]*)|(?P<number>\d[\w.]*)|(?P<sign>=>|\?\.|\.\.\.|\s+|.)""",
    re.DOTALL,
)
_HOLE = re.compile(r"(\$\{(?:[^{}`]|\{[^{}]*\})*\})")
_WORDS = frozenset(
    "async await break catch class const continue default delete do else extends finally for from function get if in "
    "instanceof let new null of return set static super switch this throw true false try typeof undefined void while"
    " yield".split()
)


def _tokens(script: str) -> Iterator[tuple[str, str]]:
    """What a script is made of; what stands in the holes of a template is code again."""
    for found in _TOKEN.finditer(script):
        if found.lastgroup != "template":
            yield found.lastgroup or "", found[0]
            continue
        for part in _HOLE.split(found[0]):
            if part.startswith("${"):
                yield "string", "${"
                yield from _tokens(part[2:-1])
                yield "string", "}"
            else:
                yield "string", part


def _roles(tokens: list[tuple[str, str]]) -> tuple[set[str], set[str]]:
    """The names that are more than variables, and those that are declared."""
    keep, declared = set(_WORDS), set()
    padded = [("", ""), *tokens, ("", "")]
    inside: list[tuple[str, bool, set[str]]] = []  # each open bracket, whether it holds a function's parameters, names
    for (_, before), (kind, text), (_, after) in zip(padded, padded[1:], padded[2:], strict=False):
        if kind == "name":
            in_braces = bool(inside) and inside[-1][0] == "{"
            begins = before in ("{", ",")
            if before in (".", "?.") or (begins and (after == ":" or (in_braces and after in (",", "}", "=", "(")))):
                keep.add(text)
            if before in ("let", "const", "function") or after == "=>":
                declared.add(text)
            if inside and inside[-1][0] == "(" and before in ("(", ",", "..."):
                inside[-1][2].add(text)
        elif kind == "sign" and text in ("(", "[", "{"):
            inside.append((text, text == "(" and before in declared, set()))
        elif kind == "sign" and text in (")", "]", "}") and inside:
            _, _, names = inside.pop()
            if text == ")" and after in ("=>", "{"):
                declared |= names
    return keep, declared


def _short_names() -> Iterator[str]:
    yield from ascii_letters
    yield from ("".join(two) for two in product(ascii_letters, repeat=2))
