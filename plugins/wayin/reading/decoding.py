"""Decoding of notes: UTF-8, with or without a byte order mark, any line endings. Anything else is a problem."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST = 2_000_000
"""The most bytes of a file that is read as a note."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A note's text with `\\n` line endings, and the problem with its bytes, if any."""

    text: str
    problem: str = ""
    """A key of the catalogue."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The values of its message."""
    line: int = 1


def decode(data: bytes) -> Decoded:
    """Return the decoded text of a note."""
    if encoding := _wide(data):
        text = data.decode(encoding, errors="replace")
        return _odd(text, "not-utf-8", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            return _binary(data)
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02X}"
        meant = data[error.start : error.start + 1].decode("cp1252", errors="replace")
        text = data.decode("utf-8-sig", errors="wayin-western")
        key = "not-utf-8/letter" if meant.isprintable() and meant != "\ufffd" else "not-utf-8/byte"
        return _odd(text, key, line, byte=byte, letter=meant)
    return _binary(data) if "\0" in text else Decoded(_newlines(text))


def _binary(data: bytes) -> Decoded:
    """Return text for bytes that aren't text, so that there is still a note."""
    line = data.count(b"\n", 0, data.index(b"\0")) + 1
    return _odd(data.decode("utf-8-sig", errors="wayin-western"), "nul-byte", line)


def _wide(data: bytes) -> str:
    """Return which UTF-16 the bytes seem to be in; empty if none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:200]
    half = len(start) // 2
    if half >= 4 and start[1::2].count(0) > 0.8 * half:
        return "utf-16-le"
    return "utf-16-be" if half >= 4 and start[::2].count(0) > 0.8 * half else ""


def _western(error: UnicodeError) -> tuple[str, int]:
    """Decode a byte that isn't valid UTF-8 as Western European, the likeliest encoding, so that no text is lost."""
    assert isinstance(error, UnicodeDecodeError)  # noqa: S101
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", errors="replace"), error.start + 1


codecs.register_error("wayin-western", _western)


def _odd(text: str, key: str, line: int, **values: str) -> Decoded:
    return Decoded(_newlines(text).replace("\0", "\ufffd"), key, values, line)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
