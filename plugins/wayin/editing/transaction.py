"""Changes of several notes that take place as a whole, also when the program is killed in the middle, or not at all.

What is to be changed is written down first, in `.wayin/last-change.json`. Whoever finds it unfinished finishes it: each
file still is as it was, or already as it is to be. The same record takes the last change back.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from wayin.files import ChangedError, check_inside, write_new, write_over
from wayin.network.positions import DamagedError, can_move_place, move_place
from wayin.own_folder import FOLDER, ForeignError, own_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NAME = "last-change.json"
LOCK = "lock"
TRASH = "trash"
MOST_OF_ONE_NAME = 1000
"""How many removed files of one name are kept."""
VERSION = 1


class ConflictError(Exception):
    """A file isn't what it was when the change was made up; the message names it. Nothing more is written."""


class WriteError(Exception):
    """A change that can't be written, as on a full disk; the message says why, and what became of it."""


@dataclass(frozen=True)
class FileChange:
    """What becomes of one file.

    Attributes:
        path: relative to the notes folder, with `/`.
        before: its bytes; None if there is none.
        after: its bytes afterwards; None if it is removed.
        trashed: whether a file that is removed goes to `.wayin/trash`; after an undo it isn't there any more.
    """

    path: str
    before: bytes | None
    after: bytes | None
    trashed: bool = False

    @property
    def reversed(self) -> FileChange:
        """What takes it back."""
        return FileChange(self.path, self.after, self.before, self.trashed)


@dataclass(frozen=True)
class Record:
    """A change as it is written down.

    Attributes:
        order: what the user ordered, in words.
        changes: of all the files, in the order they are made in.
        done: whether all of them were made.
        moved: the id whose place on the map another id takes, and that id.
    """

    order: str
    changes: tuple[FileChange, ...]
    done: bool
    moved: tuple[str, str] | None = None

    @property
    def mark(self) -> str:
        """What tells it from other changes."""
        return hashlib.sha256(json.dumps(_document(self)["changes"]).encode()).hexdigest()[:16]


class Transactions:
    """The changes of one notes folder."""

    def __init__(self, notes: Path, project: Path) -> None:
        """Args: the notes folder; the folder of mkdocs.yml, beside which `.wayin` is."""
        self._notes, self._project = notes, project

    def apply(self, order: str, changes: Sequence[FileChange], renamed: tuple[str, str] | None = None) -> Record:
        """Make all of these changes, and remember them for `undo`.

        Args:
            order: what the user ordered, in words.
            changes: each file at most once.
            renamed: an id, and the one that takes its place.

        Raises:
            ConflictError: if a file isn't as it was read; then nothing is changed.
            ForeignError: if `.wayin` is somebody else's.
            WriteError: if something can't be written.
            OSError: if nothing at all can be written.
        """
        with self._alone() as folder:
            self._recover(folder)
            self._check(changes)
            moved = renamed if renamed and can_move_place(self._project, *renamed) else None
            return self._make(folder, Record(order, tuple(changes), done=False, moved=moved))

    def undo(self, mark: str = "") -> Record | None:
        """Take back the last change; return it, or None if there is none to take back.

        Args:
            mark: of the change that is meant; empty for the last one, whichever it is.

        Raises:
            ConflictError: if a file was changed since, or another change was made; then nothing is changed.
            ForeignError: if `.wayin` is somebody else's.
            WriteError: if something can't be written.
            OSError: if nothing at all can be written.
        """
        with self._alone() as folder:
            self._recover(folder)
            last = _read(folder / NAME)
            if last is None:
                return None
            if mark not in ("", last.mark):
                raise ConflictError(f"Since then something else was done ({last.order}), so this isn't taken back.")
            back = tuple(change.reversed for change in reversed(last.changes))
            self._check(back, f"edited after “{last.order}”, so that can't be taken back. Change the lines by hand")
            moved = last.moved[::-1] if last.moved else None
            self._make(folder, Record(f"undo: {last.order}", back, done=False, moved=moved))
            (folder / NAME).unlink(missing_ok=True)
            return last

    def last(self) -> Record | None:
        """Return the change that `undo` would take back, or None."""
        return _read(self._project / ".wayin" / NAME)

    def recover(self) -> str | None:
        """Finish what a killed program left; return what it was, or None if there was nothing to finish."""
        if not (self._project / ".wayin" / NAME).is_file():
            return None
        with self._alone() as folder:
            return self._recover(folder)

    def _recover(self, folder: Path) -> str | None:
        last = _read(folder / NAME)
        if last is None and os.path.lexists(folder / NAME):
            raise ForeignError(f".wayin/{NAME} is of another version, or isn't Wayin's. Move it away")
        if last is None or last.done:
            return None
        for change in last.changes:
            if self._content(change.path) not in (change.before, change.after):
                # Somebody has edited it since; what they wrote is worth more than our change
                (folder / NAME).replace(folder / f"{NAME}.unfinished")
                raise ConflictError(
                    f"{change.path} was edited after “{last.order}” was interrupted, so it wasn't finished. "
                    f"What was to be written is in .wayin/{NAME}.unfinished."
                )
        self._make(folder, last)
        return last.order

    def _check(self, changes: Sequence[FileChange], what: str = "changed in the meantime; try again") -> None:
        for change in changes:
            if self._content(change.path) != change.before:
                raise ConflictError(f"{change.path} was {what}. Nothing was written.")

    def _make(self, folder: Path, record: Record) -> Record:
        earlier = (folder / NAME).read_bytes() if (known := _read(folder / NAME)) and known.done else None
        _write(folder / NAME, record)
        try:
            for change in record.changes:
                self._write_file(change)
            made = replace(record, done=True)
            _write(folder / NAME, made)
        except (OSError, ConflictError) as error:
            is_back = self._take_back(folder, record, earlier)
            rest = "Nothing was changed." if is_back else "The next command of Wayin finishes it, or takes it back."
            if isinstance(error, ConflictError):
                raise ConflictError(f"{error} {rest}") from None
            where = f"{error.filename}: " if error.filename else ""
            raise WriteError(f"{where}{error.strerror or error}. {rest}") from error
        if record.moved:
            # A place on the map is worth no failure
            with contextlib.suppress(ForeignError, DamagedError, OSError):
                move_place(self._project, *record.moved)
        return made

    def _take_back(self, folder: Path, record: Record, earlier: bytes | None) -> bool:
        """Leave the files as they were before a change that came to nothing; return whether they are.

        What somebody saved meanwhile stays as they saved it.
        """
        try:
            for change in reversed(record.changes):
                if self._content(change.path) in (change.before, change.after):
                    self._write_file(change.reversed)
            _put_back(folder / NAME, earlier)
        except (OSError, ConflictError):
            return False
        return True

    def _write_file(self, change: FileChange) -> None:
        path, now = self._notes / change.path, self._content(change.path)
        if now not in (change.before, change.after):
            raise ConflictError(f"{change.path} was saved in the meantime; try again.")
        if change.trashed:
            self._move_to_trash(change)
        if now == change.after:
            return
        if change.after is None:
            check_inside(path, self._notes)
            path.unlink()
        elif change.before is None:
            write_new(path, change.after.decode(), within=self._notes)
        else:
            try:
                write_over(path, change.after, within=self._notes, before=change.before)
            except ChangedError:
                raise ConflictError(f"{change.path} was saved in the meantime; try again.") from None

    def _move_to_trash(self, change: FileChange) -> None:
        """Keep what is removed; with what comes back, remove what was kept."""
        content = change.after if change.before is None else change.before
        trash = self._project / FOLDER / TRASH
        place = PurePosixPath(change.path)
        for number in range(1, MOST_OF_ONE_NAME):
            file = trash / (place if number == 1 else place.with_name(f"{place.stem}-{number}{place.suffix}"))
            if not os.path.lexists(file):
                if change.before is not None:
                    write_new(file, change.before.decode(), within=self._project / FOLDER)
                return
            if not file.is_symlink() and file.is_file() and file.read_bytes() == content:
                if change.before is None:
                    file.unlink()
                return

    def _content(self, path: str) -> bytes | None:
        file = self._notes / path
        if file.is_symlink():
            raise ConflictError(f"{path} is a link, and Wayin doesn't write through links.")
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Path]:
        """Give `.wayin` while no other run of the program changes anything."""
        folder = own_folder(self._project)
        lock = folder / LOCK
        if lock.is_symlink():
            raise ForeignError(f".wayin/{LOCK} is a link, and Wayin doesn't write through links")
        with lock.open("a") as file:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
            yield folder


def _write(path: Path, record: Record) -> None:
    write_over(path, json.dumps(_document(record)).encode())


def _document(record: Record) -> dict[str, Any]:
    return {
        "version": VERSION,
        "order": record.order,
        "done": record.done,
        "changes": [
            {"path": change.path, "before": _encoded(change.before), "after": _encoded(change.after)}
            | ({"trashed": True} if change.trashed else {})
            for change in record.changes
        ],
    } | ({"moved": list(record.moved)} if record.moved else {})


def _put_back(path: Path, earlier: bytes | None) -> None:
    """Leave the record of the change before; where there is no room for it, none."""
    if earlier is not None:
        with contextlib.suppress(OSError):
            write_over(path, earlier)
            return
    path.unlink(missing_ok=True)


def _read(path: Path) -> Record | None:
    """Return what was written down last; None where there is nothing, or nothing of ours."""
    try:
        document = json.loads(path.read_bytes())
        if document["version"] != VERSION:
            return None
        changes = tuple(
            FileChange(
                _inside(change["path"]), _decoded(change["before"]), _decoded(change["after"]),
                bool(change.get("trashed")),
            )
            for change in document["changes"]
        )  # fmt: skip
        old, new = document.get("moved") or ("", "")
        return Record(str(document["order"]), changes, bool(document["done"]), (str(old), str(new)) if old else None)
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def _inside(path: str) -> str:
    """Return a path of the record; whatever would lead out of the notes isn't ours."""
    if PurePosixPath(path).is_absolute() or ".." in path.split("/"):
        raise ValueError(path)
    return path


def _encoded(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode()


def _decoded(content: str | None) -> bytes | None:
    return None if content is None else base64.b64decode(content)
