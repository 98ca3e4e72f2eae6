"""The whole corpus, and the reader for its cases."""

import os
from datetime import date
from pathlib import Path

from contacts.corpus import books, linkedin, others
from wayin.contacts.folder import read_contacts
from wayin.knowledge import ContactBook, build, contact_book
from wayin.reading import read_note

TODAY = date(2026, 11, 20)
CASES = [*linkedin.CASES, *books.CASES, *others.CASES]
ME = "---\nname: Me Example\nemail: me@example.org\n---\n"


def read_book(folder: Path, notes: dict[str, str] | None = None, project: Path | None = None) -> ContactBook:
    """Return the contents of a folder's files, together with these notes."""
    found = [read_note(path, text.encode())[0] for path, text in {"me.md": ME, **(notes or {})}.items()]
    return contact_book(read_contacts(folder, TODAY, project), build(found), TODAY)


def write(folder: Path, **files: str | bytes) -> Path:
    """Write files to a folder; two underscores in a name become a dot."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (1_790_000_000, 1_790_000_000))
    return folder
