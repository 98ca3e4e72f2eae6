"""Pages about all people, companies or meetings, alone in a folder with such a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from wayin import model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wayin.model import Note

_OF_MANY = frozenset(
    "team teams staff board about overview contributors maintainers authors committee alumni leadership faculty members"
    " directory list all everyone us group partners sponsors customers clients schedule calendar agenda minutes archive"
    " faq contact crew organigram org-chart our-team the-team who-we-are".split()
)


def with_pages(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Return the notes; one alone in its folder, without fields and named `team` or the like becomes a page."""
    alone = Counter(_folder(note) for note in notes if note.kind in ("person", "company", "interview"))
    return tuple(
        replace(note, kind="page", facts=model.Page(private=note.facts.private), log=(), todos=())
        if _is_of_many(note) and alone[_folder(note)] == 1
        else note
        for note in notes
    )


def _folder(note: Note) -> str:
    return note.path.rpartition("/")[0]


def _is_of_many(note: Note) -> bool:
    stem = note.path.rpartition("/")[2].rpartition(".")[0].casefold().replace(" ", "-")
    has_fields = note.facts != type(note.facts)(private=note.facts.private)
    return stem in _OF_MANY and note.kind in ("person", "company", "interview") and not has_fields and not note.log
