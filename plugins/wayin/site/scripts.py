"""The scripts of the network page as one file, without the comments: what a reader's browser has to load."""

from __future__ import annotations

import re
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
PARTS = ("ways", "rings", "draw", "find", "panel", "picture", "network")


def network_script() -> str:
    """The text of `/wayin/wayin-network.js`."""
    return "".join(lean((ASSETS / f"wayin-{part}.js").read_text("utf-8")) for part in PARTS)


def lean(script: str) -> str:
    """One of our own scripts without comments, indentation and the space around its signs.

    It knows little JavaScript: in our scripts comments stay out of strings, templates are not nested, regular
    expressions have no spaces, and every line ends where a statement may.
    """
    bare = re.sub(r"/\*.*?\*/ ?", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in bare.splitlines())
    text = "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
    return _SPACED.sub(lambda found: found["text"] or found["sign"], text).replace(",\n", ",").replace("{\n", "{")


# A string or template, left as it is, or a sign with space around it. Plus and minus keep theirs: `a + +b` needs it
_SPACED = re.compile(r"""(?P<text>"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)| ?(?P<sign>[{}()\[\];,:?<>=*&|!]+) ?""")
