"""A record of what a site was made of, in `.wayin/cache`, to compare in the next build.

It contains nothing private except file names and messages. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wayin.clock import Clock
from wayin.files import write_over
from wayin.own_folder import ForeignError, own_folder
from wayin.site.settings_digest import settings_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig

    from wayin.site.config import WayinConfig
    from wayin.site.messages import Message

FILE = "site-1.json"
"""The number is the format's; another format uses another file."""
_NOTES = (".md", ".markdown")
_PACKAGE = Path(__file__).parent.parent
_COARSEST_CLOCK = 2_500_000_000
"""Nanoseconds; FAT stores modification times in steps of two seconds."""
_ENVIRONMENT = ("SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL")
# Opening must neither wait for a pipe nor follow a link that has replaced the file
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)

Marks = dict[str, str]
"""A mark for each file of a folder that changes with the file."""


@dataclass
class SiteRecord:
    """What a build's site was made of, and its files."""

    ingredients: str
    """A hash of everything but notes."""
    positions: str
    """A hash of the positions on the map."""
    site: str
    """The folder of the site."""
    loudness: int
    """The level from which messages were shown."""
    notes: Marks = field(default_factory=dict)
    shapes: Mapping[str, str] = field(default_factory=dict)
    """For each note a hash of everything other pages may show of it; empty if they may show anything."""
    problems: str = ""
    """A hash of the notes' problems."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The path in the site of each of Wayin's sources."""
    anchors: Mapping[str, list[str]] = field(default_factory=dict)
    """For each page, the pages whose headings it links to."""
    messages: list[Message] = field(default_factory=list)
    files: Mapping[str, str] = field(default_factory=dict)
    """The files of the site after the build."""

    def save(self, project: Path) -> None:
        """Save the record; ignore a failure."""
        with suppress(OSError, ForeignError):
            content = json.dumps(asdict(self)).encode("utf-8", "surrogatepass")
            write_over(_file(project), content, within=project)


def read_record(project: Path) -> SiteRecord | None:
    """Return the record of the last build; None if there is no valid one."""
    try:
        return SiteRecord(**json.loads(_file(project).read_text("utf-8", "surrogatepass")))
    except (OSError, ForeignError, TypeError, ValueError, RecursionError):
        return None


def remove_record(project: Path) -> None:
    """Delete the record."""
    with suppress(OSError, ForeignError):
        _file(project).unlink(missing_ok=True)


def _file(project: Path) -> Path:
    folder = own_folder(project) / "cache"
    folder.mkdir(exist_ok=True)
    file = folder / FILE
    if file.is_symlink():
        raise ForeignError(f"{file.name} is a link")
    return file


def ingredients(config: MkDocsConfig, options: WayinConfig) -> str | None:
    """Return a hash of everything the site is made of besides notes; None if some of it can't be represented.

    Args:
        config: MkDocs' configuration.
        options: the plugin's options.
    """
    settings = settings_digest({name: value for name, value in config.items() if name != "site_dir"})
    try:
        today = str(Clock.at(options.today).today)
    except ValueError:
        return None  # the build reports it
    if settings is None:
        return None
    project = Path(config.config_file_path).parent
    folders = [_PACKAGE, config.theme.custom_dir, options.templates, project / Path(options.contacts).expanduser()]
    environment = {name: os.environ.get(name) for name in _ENVIRONMENT}
    marks = [_marks_through_links(Path(folder)) if folder else {} for folder in folders]
    # The site contains the day, and the hour decides which interviews are over
    return digest([settings, sys.version, environment, marks, today, config.docs_dir])


def digest(value: object) -> str:
    """Return a hash of a value."""
    text = json.dumps(value, sort_keys=True, default=repr)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def digest_of(file: Path) -> str:
    """Return a hash of a file's content; empty if it can't be read."""
    try:
        with open(os.open(file, _FLAGS), "rb") as opened:  # noqa: PTH123 (a descriptor, not a path)
            if stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
                return hashlib.blake2b(opened.read(), digest_size=16).hexdigest()
    except OSError:
        pass
    return ""


def note_marks(folder: Path) -> Marks:
    """Return a mark of each file in the notes folder; for notes, by content."""
    marks = file_marks(folder)
    notes = [path for path, mark in marks.items() if mark[:1] == "f" and path.casefold().endswith(_NOTES)]
    return marks | {path: digest_of(folder / path) for path in notes}


def file_marks(folder: Path, is_ours: bool = False) -> Marks:
    """Return a mark of each file in a folder except hidden ones: its type, size and modification time.

    Links are not followed.

    Args:
        folder: the folder; it may be missing.
        is_ours: whether only Wayin writes there. Elsewhere a file changed a moment ago may change again within the same
            timestamp, so it gets a unique mark.
    """
    now = 0 if is_ours else time.time_ns()
    return {path: _mark(entry, now) for path, entry in _entries(str(folder), "")}


def _marks_through_links(folder: Path) -> Marks:
    """Return the marks of a folder or file whose links are followed: their targets may change at any time."""
    if folder.is_file():
        return {folder.name: digest_of(folder)}
    now = time.time_ns()
    link = str(stat.S_IFLNK)
    return {path: f"{mark} {now}" if mark == link else mark for path, mark in file_marks(folder).items()}


def _mark(entry: os.DirEntry[str], now: int) -> str:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return f"gone {time.time_ns()}"
    if not stat.S_ISREG(status.st_mode):
        return str(stat.S_IFMT(status.st_mode))
    is_new = status.st_mtime_ns + _COARSEST_CLOCK > now > 0
    return f"f{status.st_size} {status.st_mtime_ns} {status.st_ino}{f' {now}' if is_new else ''}"


def _entries(root: str, inside: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(os.path.join(root, inside)) as entries:  # noqa: PTH118 (a hundred times for each build)
            listing = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in listing:
        path = f"{inside}/{entry.name}" if inside else entry.name
        if entry.name.startswith(".") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(root, path)
        else:
            yield path, entry
