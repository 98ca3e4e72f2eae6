"""Atomic file writes. Everything the program writes outside the built site is written here.

The content goes to a hidden file in the same folder, is flushed to disk, and is renamed in one step. A killed process
leaves at most the hidden file, which the next run removes.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNFINISHED = re.compile(r"\.wayin-(?P<process>\d{1,10})-(?P<run>[0-9a-f]{6})[0-9a-f]{6}\.tmp")
"""The names of the hidden files: the process and the run that write them, and a number for the file."""
_RUN = secrets.token_hex(3)
"""Distinguishes this run from an earlier one with the same process number, which is common in containers."""
_NEW = 0o666
"""The mode of a new file, before the umask."""
_UNSUPPORTED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


class OutsideError(OSError):
    """A path that leads through a link to a place where nothing may be written."""


class ChangedError(OSError):
    """A file that somebody saved before it could be replaced."""


def write_new(path: Path, text: str, within: Path | None = None) -> None:
    """Write a new file, creating its folders.

    Args:
        path: the file.
        text: its content.
        within: the folder it must be in after links are followed.

    Raises:
        FileExistsError: if it exists already, even if it was created a moment ago.
        OutsideError: if a link leads out of `within`.
        OSError: if it can't be written.
    """
    check_inside(path, within)
    _make_folders(path.parent)
    with _finished(path, text.encode(), None) as draft:
        _name_unless_taken(draft, path)


def write_over(path: Path, content: bytes, within: Path | None = None, before: bytes | None = None) -> None:
    """Write a file that may exist already. It keeps its mode and owner; other hard links to it keep the old content.

    Args:
        path: the file; its folder must exist.
        content: its new content.
        within: the folder it must be in after links are followed.
        before: the content it must still have when it is replaced, if that matters.

    Raises:
        ChangedError: if it has other content.
        OutsideError: if the file is a link, or a link leads out of `within`.
        OSError: if it can't be written; the old file is then unchanged.
    """
    check_inside(path, within)
    if path.is_symlink():
        raise OutsideError(errno.ELOOP, "this is a link, and Wayin doesn't write through links", str(path))
    status = path.stat() if path.exists() else None
    with _finished(path, content, status) as draft:
        if before is not None and path.read_bytes() != before:
            raise ChangedError(errno.EBUSY, "the file was saved in the meantime", str(path))
        os.replace(draft, path)  # noqa: PTH105 (atomic, and named as such)


def holds(path: Path, text: str) -> bool:
    """Return whether a path is a regular file (not a link) with exactly this content."""
    try:
        status = path.lstat()
        return stat.S_ISREG(status.st_mode) and path.read_bytes() == text.encode()
    except OSError:
        return False


def is_unfinished(name: str) -> bool:
    """Return whether a name belongs to an unfinished file of write_new or write_over."""
    return _UNFINISHED.fullmatch(name) is not None


def remove_unfinished(folder: Path) -> None:
    """Remove files left in a folder by killed runs, but not those other runs are writing now."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if (match := _UNFINISHED.fullmatch(entry.name)) and not _is_running(int(match["process"]), match["run"]):
                with contextlib.suppress(OSError):
                    os.unlink(entry)  # noqa: PTH108 (a directory entry, not a path)


def _is_running(process: int, run: str) -> bool:
    if process == os.getpid():
        return run == _RUN
    if os.name == "nt":
        return False  # Windows can't remove a file that another program has open
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def check_inside(path: Path, within: Path | None) -> None:
    """Raise OutsideError if a link, or `..` in its path, leads out of a folder."""
    # Path.resolve fails on circular links
    if within is not None and not Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(within)):
        raise OutsideError(errno.ELOOP, f"this folder is a link that leads out of {within}", str(path.parent))


def _make_folders(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from None


@contextlib.contextmanager
def _finished(path: Path, content: bytes, before: os.stat_result | None) -> Iterator[Path]:
    """Yield a hidden file in the same folder with the whole content on disk; it is always removed afterwards."""
    remove_unfinished(path.parent)
    draft = path.parent / f".wayin-{os.getpid()}-{_RUN}{secrets.token_hex(3)}.tmp"
    try:
        _write(draft, content, before)
        yield draft
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # the user doesn't know the hidden one
        raise
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()


def _write(draft: Path, content: bytes, before: os.stat_result | None) -> None:
    # A file only its owner may read must not be readable by others while it is written
    mode = _NEW if before is None else stat.S_IRUSR | stat.S_IWUSR
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
        file.write(content)
        file.flush()
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
    if before is not None:
        # Some file systems have no owners or modes
        with contextlib.suppress(OSError):
            if hasattr(os, "chown"):
                os.chown(draft, before.st_uid, before.st_gid)
        with contextlib.suppress(OSError):
            draft.chmod(stat.S_IMODE(before.st_mode))


# --- new names --------------------------------------------------------------------------------------------------------


def _name_unless_taken(draft: Path, path: Path) -> None:
    """Rename a finished file; fail if the name is taken.

    A second hard link does so in one step. FAT, exFAT and some network drives have no hard links; there the system may
    offer a rename that never overwrites. If it doesn't, runs of this program take turns.
    """
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        if not _rename_by_system(draft, path):
            with _alone_in(path.parent):
                if os.path.lexists(path):
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
                os.rename(draft, path)  # noqa: PTH104 (beside os.replace above)


def _rename_by_system(draft: Path, path: Path) -> bool:
    """Rename by a system call that never overwrites; return whether there is one.

    Raises:
        FileExistsError: if the name is taken.
    """
    if os.name == "nt":
        os.rename(draft, path)  # noqa: PTH104 (which overwrites nothing on Windows)
        return True
    import ctypes  # rarely needed

    library = ctypes.CDLL(None, use_errno=True)
    source, target = os.fsencode(draft), os.fsencode(path)
    if sys.platform == "darwin":
        exclusively = 4  # RENAME_EXCL
        failed = library.renamex_np(source, target, exclusively)
    elif hasattr(library, "renameat2"):
        here, exclusively = -100, 1  # AT_FDCWD, RENAME_NOREPLACE
        failed = library.renameat2(here, source, here, target, exclusively)
    else:
        return False
    if failed and ctypes.get_errno() == errno.EEXIST:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    return not failed


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Lock a folder for one run at a time; the system releases the lock if the run is killed."""
    if os.name == "nt":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network drives have no locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
