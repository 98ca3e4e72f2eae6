"""Decoding of exported files: UTF-8 with or without a byte order mark, UTF-16, or a detected encoding."""

from __future__ import annotations

import re

_SAMPLE = 20_000
"""The most bytes of non-ASCII lines used to detect the encoding."""
_MARKED = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_ENCODINGS = "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp932 gb18030 big5 cp949 koi8_r mac_roman".split()
"""The encodings, other than Unicode, in which spreadsheets save text."""
_WORD = re.compile(r"[^\W\d_]+")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")


def decode(data: bytes) -> str | None:
    """Return the text with `\\n` as its only line ending, or None if the bytes aren't text."""
    text = _decode(data)
    if text is None or "\0" in text:
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    start = data[:400]
    if start[1::2].count(0) > 0.4 * len(start) > 2:
        return data.decode("utf-16-le", errors="replace")
    if start[::2].count(0) > 0.4 * len(start) > 2:
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8-sig") + "\ufffd"  # the file was cut in the middle of a character
    if b"\0" in start:
        return None
    return data.decode(_encoding(data), errors="replace")


def _encoding(data: bytes) -> str:
    """Return the likeliest of the old encodings; Western European is by far the most common."""
    sample = b""
    for line in _MARKED.finditer(data):
        sample += line[0] + b"\n"
        if len(sample) > _SAMPLE:
            break
    if _reads_well(sample.decode("cp1252", errors="replace")):
        return "cp1252"
    from charset_normalizer import from_bytes  # imported late because it loads slowly and is rarely needed

    best = from_bytes(sample, cp_isolation=_ENCODINGS).best()
    return best.encoding if best else "cp1252"


def _reads_well(text: str) -> bool:
    """Return whether a text is plausible Western European: few accented letters per word, no control characters."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    strange = [word for word in words if sum(char > "\x7f" for char in word) > max(1, len(word) // 2)]
    return not _ODD.search(text) and len(strange) * 4 <= len(words)
