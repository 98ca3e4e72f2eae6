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
    """One of our own scripts without block comments, lines of comment and indentation.

    It knows no JavaScript: our scripts keep comments out of strings, and every line ends where a statement may.
    """
    bare = re.sub(r"/\*.*?\*/ ?", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in bare.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))
