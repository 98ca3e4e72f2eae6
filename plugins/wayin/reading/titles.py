"""Whether a note's `title` is its name: in some vaults it is a name, in others a job title."""

from __future__ import annotations

import re
import unicodedata

_NO_NAME = frozenset(
    "untitled note notes new unnamed person people contact contacts company profile page file draft me about".split()
)
_ABOUT_ME = frozenset("me my myself about i profile note notes home cv resume".split())
_WORD = re.compile(r"[^\W\d_]+")


def is_name(title: str, stem: str, kind: str) -> bool:
    """Return whether a title is the name of a note without a `name` and a heading.

    It is, unless the file is named like a person or company and has nothing in common with it: `Dean` isn't the name of
    `Al Roy.md`, but `Ada Park` is that of `20240101-1234.md`, `ada.md` and `apark.md`.

    Args:
        title: the title.
        stem: the stem of the file.
        kind: the kind of the note.
    """
    words, own = _words(title), _words(stem)
    if kind not in ("person", "company"):
        return kind != "me" or not _ABOUT_ME.issuperset(words)
    if not words or re.search(r"\d", stem) or len("".join(own)) < 3 or _NO_NAME.issuperset(own):
        return True
    joined, initials = "".join(own), "".join(word[0] for word in words)
    return (
        bool(set(words) & set(own))
        or any(len(word) > 2 and (word in joined or joined in word) for word in words)
        or joined in (initials, "".join(words))
    )


def _words(text: str) -> list[str]:
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return _WORD.findall(bare)
