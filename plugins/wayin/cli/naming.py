"""Whom a word on the command line means, and what to say when it means nobody, or several."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from wayin.cli.context import CommandError
from wayin.knowledge.lookup import alike, find
from wayin.model import ME, Kind
from wayin.wording import listed, quote_value

if TYPE_CHECKING:
    from wayin.cli.context import Context

_NOUNS = {"person": "person", "company": "company", "interview": "interview", "me": "person", "page": "page"}


def named(context: Context, word: str, *kinds: Kind) -> str:
    """The id that a word means among these kinds.

    Raises:
        Failed: if it means nothing, or several things; the message says what was perhaps meant.
    """
    word = _as_id(context, word)
    answer = find(context.workspace.kb, word, *kinds)
    if answer.id is not None:
        return answer.id
    if answer.ambiguous:
        raise CommandError(
            f"{quote_value(word)} can mean {listed(answer.ambiguous, 'or')}. Name one of them as it stands here."
        )
    expected = listed(dict.fromkeys(_NOUNS[kind] for kind in kinds), "or")
    other = find(context.workspace.kb, word, *(kind for kind in get_args(Kind) if kind not in kinds))
    if other.kind is not None:
        raise CommandError(f"{quote_value(word)} is {_a(_NOUNS[other.kind])} ({other.id}); name {_a(expected)}.")
    near = alike(context.workspace.kb, word, *kinds)
    hint = f"Did you mean {listed(near, 'or')}?" if near else f"`wayin export csv` lists everyone in {context.notes}."
    raise CommandError(f"No {expected} is called {quote_value(word)}. {hint}")


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def person(context: Context, word: str) -> str:
    """The person that a word means; `me` is one."""
    return named(context, word, "person", "me")


def other_person(context: Context, word: str) -> str:
    """The person that a word means, who is not me."""
    found = person(context, word)
    if found == ME:
        raise CommandError(f"{quote_value(word)} is you.")
    return found


def _as_id(context: Context, word: str) -> str:
    """The id of a note named by its file, as shells complete it; any other word as it is."""
    if word.casefold().endswith((".md", ".markdown")):
        with suppress(OSError, ValueError, RuntimeError):
            if Path(word).is_file():
                return Path(word).resolve().relative_to(context.notes.resolve()).as_posix()
    return word
