"""Normalized names: slugs for ids, and forms that match other spellings of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Scripts whose letters can be compared without diacritics."""
_POINTED_SCRIPTS = frozenset({"HEBREW", "ARABIC"})
"""Scripts whose vowel points are usually omitted."""
_PRONOUNS = re.compile(
    r"\s*[(\[](?:she|he|they|her|him|them|ze|any|sie|er|elle|il|ella|el)(?:\s*[/|,]\s*\w+)*[)\]]\s*$"
)
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|mme|mlle|ing|dipl|dra|sra?|frau|herr)\b\.?\s+)+(?=\S)"
)
_AFTER = re.compile(r"(?:,\s*(?:ph\.?\s?d|mba|m\.?d|m\.?sc|b\.?sc|cpa|jr|sr)\b\.?)+$")
_ASCII_RUN = re.compile(r"[\W_]+", re.ASCII)
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """Return a name as a file stem: casefolded, with `-` for each run of other characters than letters and digits.

    Diacritics are removed from Latin, Greek and Cyrillic letters; in other scripts they count as letters.
    """
    if name.isascii():
        return _ASCII_RUN.sub("-", name.lower()).strip("-")
    return _hyphened(_unmarked(name, _PLAIN_SCRIPTS).casefold())


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return a word normalized for comparison: NFC, casefolded, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold()).split())


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return a word without diacritics and special letters, for comparison if nothing matches exactly.

    >>> plain("José Müßig"), plain("Łukasz Sørensen")
    ('jose mussig', 'lukasz sorensen')
    """
    if word.isascii():
        return " ".join(word.lower().split())
    unmarked = _unmarked(word, _PLAIN_SCRIPTS | _POINTED_SCRIPTS).casefold().translate(_LETTERS)
    return " ".join(unmarked.split())


@lru_cache(maxsize=65536)
def untitled(name: str) -> str:
    """Return a person's name like `plain`, without titles, degrees and pronouns.

    >>> untitled("Dr. Ada Park (she/her)")
    'ada park'
    """
    bare = _AFTER.sub("", _TITLES.sub("", _PRONOUNS.sub("", plain(name))))
    return bare.strip() or plain(name)


def spelled_out(word: str) -> str | None:
    """Return a word like `plain`, with German and Nordic letters spelled as two; None if it has none.

    >>> spelled_out("Jörg Weiß"), spelled_out("José")
    ('joerg weiss', None)
    """
    composed = unicodedata.normalize("NFC", word.casefold())
    spelled = composed.translate(_AS_TWO)
    return plain(spelled) if spelled != composed else None


def sort_key(name: str) -> tuple[str, str]:
    """Return the key that sorts names alphabetically, with é next to e."""
    return plain(name), fold(name)


_NO_SLUG = re.compile(r"[^\w'’-]")


def readable(stem: str) -> str:
    """Return a file's stem as a name: `ada-park` becomes `Ada Park`; one with a capital, space or symbol is kept."""
    stem = unicodedata.normalize("NFC", stem).strip()
    if not stem.islower() or _NO_SLUG.search(stem):
        return stem
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[_-]+", stem) if word) or stem


def _unmarked(name: str, scripts: frozenset[str]) -> str:
    """Return a name without the diacritics on letters of these scripts."""
    kept: list[str] = []
    is_plain = False
    for char in unicodedata.normalize("NFKD", name):
        if unicodedata.category(char)[0] == "M":
            if is_plain:
                continue
        else:
            is_plain = _script(char) in scripts
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=65536)
def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _hyphened(name: str) -> str:
    """Return a name with a hyphen for each run of characters that aren't letters, digits or their diacritics."""
    kept: list[str] = []
    for char in name:
        # A combining mark belongs to the letter before it
        is_part = char.isalnum() or (unicodedata.category(char)[0] == "M" and kept[-1:] not in ([], [" "]))
        kept.append(char if is_part else " ")
    return "-".join("".join(kept).split())
