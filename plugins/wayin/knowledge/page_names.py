"""File and folder names for the pages of stubs, topics and roles, and for new notes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from wayin.knowledge.names import slug

MOST_BYTES = 200
"""The longest name that isn't shortened. File systems allow 255 bytes; an ending or a date may be added."""
_KEPT_BYTES = 120
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
_RESERVED = _DEVICES | {"index", "readme"}
"""Names reserved by Windows for devices and by MkDocs for the page of a folder."""

_CHARACTER_NAMES = (
    (re.compile(r"\s*&\s*"), " and "),  # R&D
    (re.compile(r"(?<=[\w+])\+"), " plus "),  # C++
    (re.compile(r"(?<=\b\w)[#♯]"), " sharp "),  # C#
    (re.compile(r"(?<![^\s/([{-])\.(?=\w)"), " dot "),  # .NET
)


def page_name(stem: str) -> str:
    """Return a slug as a file name that is valid on every system and depends only on the slug.

    A long name is cut and ends in a hash of the whole, so that two names stay different; a reserved name gets `-note`.

    Args:
        stem: the result of `slug` or `term_slug`.
    """
    encoded = stem.encode()
    if len(encoded) > MOST_BYTES:
        cut = len(encoded[:_KEPT_BYTES].decode(errors="ignore"))
        while cut and unicodedata.category(stem[cut]).startswith("M"):
            cut -= 1
        return f"{stem[:cut].rstrip('-')}-{hashlib.sha256(encoded).hexdigest()[:8]}"
    return f"{stem}-note" if stem in _RESERVED else stem


def term_slug(term: str) -> str:
    """Return the slug of a topic or a role, with distinctive symbols spelled out.

    `C`, `C++` and `C#` become `c`, `c-plus-plus` and `c-sharp`; `R&D` becomes `r-and-d` like `R and D`; `.NET` becomes
    `dot-net`. A term without letters and digits gives an empty slug.
    """
    if not slug(term):
        return ""
    return slug(spell_characters(term))


def spell_characters(term: str) -> str:
    """Return a term with its distinctive symbols spelled out."""
    spelled = unicodedata.normalize("NFKC", term)
    for sign, word in _CHARACTER_NAMES:
        spelled = sign.sub(word, spelled)
    return " ".join(spelled.split())
