"""Signals: however the program ends, it runs its `finally` blocks, so that no temporary files are left."""

from __future__ import annotations

import signal
import threading

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
"""The signals of this system that end a program."""
STOPPING = [signal.SIGINT, *ENDING]
"""The same with Ctrl-C."""


def end_in_order() -> None:
    """Have the signals that end a program interrupt it like Ctrl-C.

    A signal ignored by the parent process, as under `nohup`, stays ignored.
    """
    if _may_set_signals():
        for number in ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)


def finish_undisturbed() -> None:
    """Ignore all of them from now on, for short final work."""
    if _may_set_signals():
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)


def _may_set_signals() -> bool:
    return threading.current_thread() is threading.main_thread()
