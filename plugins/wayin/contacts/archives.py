"""Files in a ZIP archive, read without unpacking. Nothing the archive states about itself is trusted."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import TYPE_CHECKING

from wayin.contacts.records import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 100_000_000
"""The most bytes of a file or a member of an archive that are read."""
_RATIO = 200
"""The highest compression ratio accepted for a member."""
_MOST_MEMBERS = 5000
_MOST_BYTES = 4 * LARGEST
"""The most bytes unpacked from an archive in total."""
_ENDINGS = (".csv", ".vcf", ".ics", ".txt", ".tsv", ".vcard")

Member = tuple[str, bytes | Unreadable]


def is_archive(data: bytes) -> bool:
    """Return whether bytes start like a ZIP file."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def members(data: bytes) -> tuple[list[Member], date | None]:
    """Return the members that may be contacts, with the problems of unreadable ones, and the newest member's day.

    Raises:
        zipfile.BadZipFile: if it isn't a readable archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist()[:_MOST_MEMBERS] if _is_wanted(info)]
            days = [day for info in infos if (day := _day(info))]
            return list(_read(archive, infos)), max(days, default=None)
    except (OSError, ValueError, NotImplementedError, OverflowError, EOFError, RuntimeError) as error:
        raise zipfile.BadZipFile(str(error)) from None


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    name = info.filename.rpartition("/")[2]
    hidden = name.startswith(".") or "__MACOSX/" in info.filename
    return not info.is_dir() and not hidden and name.casefold().endswith(_ENDINGS)


def _day(info: zipfile.ZipInfo) -> date | None:
    try:
        return date(*info.date_time[:3])
    except ValueError:
        return None


def _read(archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    left = _MOST_BYTES
    for info in infos:
        data = _member(archive, info, min(LARGEST, left))
        left -= len(data) if isinstance(data, bytes) else 0
        yield info.filename, data


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | Unreadable:
    if info.flag_bits & 1:
        return Unreadable("contacts-unreadable/locked")
    if info.file_size > most or info.file_size > _RATIO * max(1, info.compress_size):
        return too_large(info.file_size)
    try:
        with archive.open(info) as file:
            data = file.read(most + 1)
    except Exception as error:  # zlib, lzma and bz2 raise errors of their own
        return Unreadable("contacts-unreadable/member", {"reason": type(error).__name__})
    return data if len(data) <= most else too_large(len(data))


def too_large(size: int) -> Unreadable:
    """Return the problem of a file larger than any export of contacts."""
    return Unreadable("contacts-too-large", {"size": f"{size / 1_000_000:,.0f}"})
