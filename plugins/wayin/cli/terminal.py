"""Text for a terminal: nothing in a note can move the cursor, and no character ends the program."""

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
    """Makes stdout and stderr take any text: what they cannot show is written more plainly."""
    codecs.register_error("wayin", _plainer)
    for stream in (sys.stdout, sys.stderr):
        # A stream that somebody put in place of the terminal's may be of another kind
        if hasattr(stream, "reconfigure"):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(errors="wayin")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """For each character that cannot be shown, its letter without marks, a plainer sign, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    shown = []
    for char in error.object[error.start : error.end]:
        bare = unicodedata.normalize("NFKD", char.translate(_PLAINER)).encode("ascii", "ignore").decode()
        shown.append(bare or "?")
    return "".join(shown), error.end


def has_unicode(stream: IO[Any]) -> bool:
    """Whether a stream takes every character."""
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "") in ("utf8", "utf16", "utf32")


def clean(text: str) -> str:
    """Text with control characters and the like spelt out, so that a terminal shows them and obeys none."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in JOINERS else repr(char)[1:-1] for char in text)


def say(text: str = "", indent: int = 0, hang: int | None = None) -> None:
    """Writes a paragraph on stdout, wrapped; further lines are indented by `hang`."""
    click.echo(wrapped(text, indent, hang))


def wrapped(text: str, indent: int = 0, hang: int | None = None) -> str:
    """A paragraph of at most 80 columns, with nothing in it that a terminal would obey."""
    return textwrap.fill(
        clean(" ".join(text.split())),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent if hang is None else hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def tell(text: str) -> None:
    """Writes a remark on stderr."""
    click.echo(f"wayin: {clean(text)}", err=True)
