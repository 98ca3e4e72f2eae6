"""The files that notes embed or link to, and which of them are published."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from wayin.diagnostics import Problem, Reporter
from wayin.note_parts import SourcePosition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wayin.model import Note
    from wayin.reading import Reading

PUBLISHED = frozenset(
    "png jpg jpeg gif webp avif bmp ico heic tif tiff svg mp3 m4a aac ogg oga opus wav flac mp4 m4v webm mov ogv pdf"
    " doc docx odt rtf ppt pptx odp xls xlsx ods pages numbers key epub txt zip canvas base excalidraw".split()
)
"""Extensions of files without programs: images, audio, video and documents. Any other file may be a program."""
OF_OTHERS = frozenset("csv tsv vcf vcard ldif mbox eml msg".split())
"""Extensions of files with addresses and messages, mostly other people's."""


@dataclass
class LinkedMedia:
    """The files that notes embed or link to."""

    published: set[str] = field(default_factory=set)
    """The files that are copied into the site; no other file of the folder is."""
    meant: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each note, the published file each of its words refers to."""
    left_out: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each note, the file each word refers to that isn't published."""


def linked_media(reading: Reading) -> LinkedMedia:
    """Return the files that notes embed or link to.

    A word is a path from the note's folder or from the root, or a file name that is unique.
    """
    others = set(reading.found.others)
    by_name: dict[str, list[str]] = {}
    for path in others:
        by_name.setdefault(posixpath.basename(path), []).append(path)
    media = LinkedMedia()
    for note in reading.notes:
        for word in (*note.media, *_photo(note)):
            beside = posixpath.normpath(posixpath.join(posixpath.dirname(note.path), word))
            same_name = by_name.get(posixpath.basename(word), [])
            anywhere = same_name[0] if len(same_name) == 1 else ""
            file = next((path for path in (beside, posixpath.normpath(word), anywhere) if path in others), None)
            if file and _ending(file) in PUBLISHED:
                media.published.add(file)
                media.meant.setdefault(note.path, {})[word] = file
            elif file:
                media.left_out.setdefault(note.path, {})[word] = file
    return media


def media_problems(reading: Reading, media: LinkedMedia) -> list[Problem]:
    """Return a problem for each linked file that isn't published, and each `photo` that isn't a file."""
    reporter = Reporter()
    for note in reading.notes:
        left_out = media.left_out.get(note.path, {})
        for word, file in left_out.items():
            key = "not-published/others" if _ending(file) in OF_OTHERS else "not-published"
            reporter.report(note, _place(note, word), key, value=file)
        for word in _photo(note):
            if word not in media.meant.get(note.path, {}) and word not in left_out:
                reporter.report(note, note.position("photo"), "no-photo", value=word)
    return reporter.problems


def _ending(path: str) -> str:
    return posixpath.basename(path).rpartition(".")[2].lower() if "." in posixpath.basename(path) else ""


def _photo(note: Note) -> Sequence[str]:
    photo = getattr(note.facts, "photo", None)
    return [photo] if photo else []


def _place(note: Note, word: str) -> SourcePosition:
    """Return the first position of a word for a file in a note; the note's start if it isn't found."""
    if word in _photo(note):
        return note.position("photo")
    for line, text in enumerate(note.body.split("\n"), note.body_line):
        for column in _columns(text, word):
            return SourcePosition(line, column)
    return SourcePosition(1, 1)


def _columns(text: str, word: str) -> Iterator[int]:
    for written in (word, quote(word)):
        if (index := text.find(written)) >= 0:
            yield index + 1
