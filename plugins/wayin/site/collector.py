"""Python's garbage collector, kept from walking over every note again and again while pages are built.

What is read of the notes lives as long as the build and has hardly any cycles, yet each full collection visits all of
it: measured at 5,000 notes, a fifth of the build's CPU time. So nothing is collected while the notes are read, and what
was read is then set aside until the build ends. Pages make few cycles, too, and much that MkDocs keeps; they are
collected seldom (a seventh of the time that was left, and no more memory at the peak). At the end all of it would be
visited once more, only to be thrown away with the program (another twenty-fifth): it is left alone until a next build.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


SELDOM = (100_000, 50, 50)
"""How many new objects, and how many lesser collections, there must be before each kind of collection."""
_usual = gc.get_threshold()


@contextmanager
def set_aside() -> Iterator[None]:
    """Whatever is made inside is left out of collections from then on, until the next build."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*SELDOM)
        if was_on:
            gc.enable()


def rest() -> None:
    """Between builds, and when the program ends, nobody walks over what a build left; `begin` has it collected."""
    gc.set_threshold(*_usual)
    gc.freeze()


def begin() -> None:
    """Collects what the build before left, if there was one."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
