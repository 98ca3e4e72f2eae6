"""Changes of several notes, made completely or not at all, even if the program is killed.

A change is recorded in `.wayin/last-change.json` before it is made. The next run completes an interrupted one: each
file has either its old or its new content. The same record serves to undo the change.
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
"""The most removed files of the same name that are kept."""
VERSION = 1


class ConflictError(Exception):
    """A file has changed since the change was prepared; the message names it. Nothing more is written."""


class WriteError(Exception):
    """A change that can't be written, for example on a full disk; the message says why and what state it is in."""


@dataclass(frozen=True)
class FileChange:
    """The change of a file.

    Attributes:
        path: relative to the notes folder, with `/`.
        before: its bytes; None if it doesn't exist.
        after: its new bytes; None if it is removed.
        trashed: whether a removed file goes to `.wayin/trash`; undo takes it out again.
    """

    path: str
    before: bytes | None
    after: bytes | None
    trashed: bool = False

    @property
    def reversed(self) -> FileChange:
        """Return the change that undoes this one."""
        return FileChange(self.path, self.after, self.before, self.trashed)


@dataclass(frozen=True)
class Record:
    """A recorded change.

    Attributes:
        order: the user's order in words.
        changes: the changed files, in the order they are written.
        done: whether all of them were written.
        moved: an id and the new id that takes over its position on the map.
    """

    order: str
    changes: tuple[FileChange, ...]
    done: bool
    moved: tuple[str, str] | None = None

    @property
    def mark(self) -> str:
        """Return what identifies it among changes."""
        return hashlib.sha256(json.dumps(_document(self)["changes"]).encode()).hexdigest()[:16]


class Transactions:
    """The changes of a notes folder."""

    def __init__(self, notes: Path, project: Path) -> None:
        """Use these folders; the project is the folder of mkdocs.yml, which contains `.wayin`."""
        self._notes, self._project = notes, project

    def apply(self, order: str, changes: Sequence[FileChange], renamed: tuple[str, str] | None = None) -> Record:
        """Make all of these changes, and record them for `undo`.

        Args:
            order: the user's order in words.
            changes: each file at most once.
            renamed: an id and the new id that replaces it.

        Raises:
            ConflictError: if a file has changed; nothing is written then.
            ForeignError: if `.wayin` belongs to another program.
            WriteError: if something can't be written.
            OSError: if nothing can be written.
        """
        with self._alone() as folder:
            self._recover(folder)
            self._check(changes)
            moved = renamed if renamed and can_move_place(self._project, *renamed) else None
            return self._make(folder, Record(order, tuple(changes), done=False, moved=moved))

    def undo(self, mark: str = "") -> Record | None:
        """Undo the last change; return it, or None if there is none.

        Args:
            mark: identifies the change to undo; empty for the last one.

        Raises:
            ConflictError: if a file has changed since, or another change was made; nothing is written then.
            ForeignError: if `.wayin` belongs to another program.
            WriteError: if something can't be written.
            OSError: if nothing can be written.
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
        """Return the change that `undo` would undo, if any."""
        return _read(self._project / ".wayin" / NAME)

    def recover(self) -> str | None:
        """Complete an interrupted change; return its order, or None if there is none."""
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
                # Somebody has edited it since, and their edit wins
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
            # A position on the map isn't worth a failure
            with contextlib.suppress(ForeignError, DamagedError, OSError):
                move_place(self._project, *record.moved)
        return made

    def _take_back(self, folder: Path, record: Record, earlier: bytes | None) -> bool:
        """Restore the files after a failed change; return whether they are restored.

        A file saved by somebody in the meantime is left alone.
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
        """Keep a removed file in the trash; take a restored one out of it."""
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
        """Lock `.wayin` against other runs of the program."""
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
    """Restore the record of the previous change; if there is no room for it, leave none."""
    if earlier is not None:
        with contextlib.suppress(OSError):
            write_over(path, earlier)
            return
    path.unlink(missing_ok=True)


def _read(path: Path) -> Record | None:
    """Return the last record; None if there is none or it isn't valid."""
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
    """Return a path of the record; raise an error if it leads out of the notes."""
    if PurePosixPath(path).is_absolute() or ".." in path.split("/"):
        raise ValueError(path)
    return path


def _encoded(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode()


def _decoded(content: str | None) -> bytes | None:
    return None if content is None else base64.b64decode(content)
