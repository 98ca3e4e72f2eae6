"""What becomes the name of a file or folder: pages of stubs, topics and roles, and notes that the program begins."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from wayin.knowledge.names import slug

MOST_BYTES = 200
"""The longest name that stays whole. File systems take 255 bytes; an ending or a date may be added to it."""
_KEPT_BYTES = 120
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
_RESERVED = _DEVICES | {"index", "readme"}
"""Names that Windows keeps for devices, and MkDocs for the page of a folder."""

_SIGNS = (
    (re.compile(r"\s*&\s*"), " and "),  # R&D
    (re.compile(r"(?<=[\w+])\+"), " plus "),  # C++
    (re.compile(r"(?<=\b\w)[#♯]"), " sharp "),  # C#
    (re.compile(r"(?<![^\s/([{-])\.(?=\w)"), " dot "),  # .NET
)


def page_name(stem: str) -> str:
    """Return a slug as a file name that every system takes, the same for the same slug.

    A name that is too long is cut between two characters and ends in a hash of all of it, so that two do not become
    one; a reserved name gets `-note`.

    Args:
        stem: what `slug` or `term_slug` made of a name.
    """
    encoded = stem.encode()
    if len(encoded) > MOST_BYTES:
        cut = len(encoded[:_KEPT_BYTES].decode(errors="ignore"))
        while cut and unicodedata.category(stem[cut]).startswith("M"):
            cut -= 1
        return f"{stem[:cut].rstrip('-')}-{hashlib.sha256(encoded).hexdigest()[:8]}"
    return f"{stem}-note" if stem in _RESERVED else stem


def term_slug(term: str) -> str:
    """Return the slug of a topic or a role, in which the signs that tell terms apart are spelled out.

    `C`, `C++` and `C#` are `c`, `c-plus-plus` and `c-sharp`; `R&D` is `r-and-d`, as `R and D` is; `.NET` is `dot-net`.
    Empty where the term has neither a letter nor a digit.
    """
    if not slug(term):
        return ""
    return slug(spell_signs(term))


def spell_signs(term: str) -> str:
    """Return a term with the signs that tell it from others spelled out."""
    spelled = unicodedata.normalize("NFKC", term)
    for sign, word in _SIGNS:
        spelled = sign.sub(word, spelled)
    return " ".join(spelled.split())
