"""`python -m wayin.site.serving`: `mkdocs serve` without leftovers, however it is stopped.

MkDocs creates its temporary folder before it reads the configuration, and only removes it if it got to the build.
"""

from __future__ import annotations

import signal
import sys
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wayin.site.stopping import STOPPING, end_in_order, finish_undisturbed

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(arguments: list[str]) -> None:
    """Serve the site, with everything temporary in a folder that is removed afterwards.

    Args:
        arguments: the arguments of `mkdocs serve`.
    """
    folder: tempfile.TemporaryDirectory[str] | None = None
    try:
        with _nothing_stops():
            end_in_order()
            folder = tempfile.TemporaryDirectory(prefix="wayin_", ignore_cleanup_errors=True)
            tempfile.tempdir = folder.name
        from mkdocs.__main__ import cli  # imported after the signal handlers are set, because it is slow

        from wayin.site.server import TAKES_ORDERS

        # This name tells server.py that pages may give orders
        cli(["serve", *arguments], prog_name=TAKES_ORDERS)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        finish_undisturbed()
        if folder is not None:
            folder.cleanup()


@contextmanager
def _nothing_stops() -> Iterator[None]:
    """Block signals, so that a folder created just before one isn't left behind. Windows can't block them.

    The parent process may have blocked Ctrl-C, so that none arrives while Python starts.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)


if __name__ == "__main__":
    main(sys.argv[1:])
