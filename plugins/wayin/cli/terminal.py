"""Text for a terminal: notes can't move the cursor, and no character crashes the program."""

from __future__ import annotations

import codecs
import contextlib
import sys
import textwrap
import unicodedata
from typing import IO, Any

import click

from wayin.diagnostics import JOINERS

WIDTH = 80
_PLAINER = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "→": "->", "·": "-", "–": "-", "—": "-", "×": "x"}
)


def prepare() -> None:
    """Make stdout and stderr accept any text; characters they can't show are replaced by simpler ones."""
    codecs.register_error("wayin", _plainer)
    for stream in (sys.stdout, sys.stderr):
        # A stream that replaces the terminal's may lack this method
        if hasattr(stream, "reconfigure"):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(errors="wayin")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """Return each unsupported character's base letter, a simpler character, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = []
    for char in error.object[error.start : error.end]:
        bare = unicodedata.normalize("NFKD", char.translate(_PLAINER)).encode("ascii", "ignore").decode()
        shown.append(bare or "?")
    return "".join(shown), error.end


def has_unicode(stream: IO[Any]) -> bool:
    """Return whether a stream supports every character."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")


def clean(text: str) -> str:
    """Return a text with control characters escaped, so that a terminal shows instead of obeying them."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in JOINERS else repr(char)[1:-1] for char in text)


def say(text: str = "", indent: int = 0, hang: int | None = None) -> None:
    """Print a wrapped paragraph; further lines are indented by `hang`."""
    click.echo(wrapped(text, indent, hang))


def wrapped(text: str, indent: int = 0, hang: int | None = None) -> str:
    """Return a paragraph of at most 80 columns, without control characters."""
    return textwrap.fill(
        clean(" ".join(text.split())),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def tell(text: str) -> None:
    """Print a message to stderr."""
    click.echo(f"wayin: {clean(text)}", err=True)
