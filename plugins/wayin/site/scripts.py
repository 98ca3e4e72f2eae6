"""Our scripts as a reader's browser loads them: those of the network page as one, and all without their comments."""

from __future__ import annotations

import re
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
PARTS = ("ways", "rings", "draw", "find", "panel", "picture", "network")
"""The parts of the network page's script. They share their names; nobody else's page sees them."""


def network_script() -> str:
    """The text of `/wayin/wayin-network.js`."""
    parts = "".join(lean((ASSETS / f"wayin-{part}.js").read_text("utf-8")) for part in PARTS)
    return f'(()=>{{"use strict";\n{parts}}})();\n'


def page_script() -> str:
    """The text of `/wayin/wayin.js`, which every page loads."""
    return lean((ASSETS / "wayin.js").read_text("utf-8"))


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
