"""The scripts for browsers, minified; those of the network page are combined."""

from __future__ import annotations

from pathlib import Path

ASSETS = Path(__file__).parent.parent / "pages" / "assets"
PARTS = ("ways", "rings", "draw", "names", "communities", "find", "panel", "picture", "network")
"""The parts of the network page's script, which share their names."""


def scripts() -> dict[str, str]:
    """Return the text of every script, by its name under `/wayin/`."""
    parts = {f"wayin-{part}.js": (ASSETS / f"wayin-{part}.js").read_text("utf-8") for part in PARTS}
    alone = {file.name: file.read_text("utf-8") for file in sorted(ASSETS.glob("*.js")) if file.name not in parts}
    whole = alone | {"wayin-network.js": '(() => {\n"use strict";\n' + "".join(parts.values()) + "})();\n"}
    return {name: small(script) for name, script in whole.items()}


def small(script: str) -> str:
    """Return a script minified; unchanged if the library isn't available for the machine."""
    try:
        import minify
    except ImportError:
        return script
    return str(minify.string("application/javascript", script))
