"""Writes the tables of docs/fields.md from the descriptions of fields."""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs/fields.md"
HEAD = """\
# Every field

This page is written by `python3 scripts/fields.py`. Every field is optional, but for `with` of an interview.
[How notes are read](notes.md) says what a value may look like. An entry of a list may be one text: `knows: [Ada Park]`.

"""


def main() -> int:
    """Write the page."""
    from wayin.export.field_words import tables

    DOCS.write_text(HEAD + tables(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
