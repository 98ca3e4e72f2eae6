"""What stops the program: however it ends, it goes through `finally`, so that nothing stays in the temporary folder."""

from __future__ import annotations

import signal
import threading

ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
"""The signals that end a program, of those that this system has."""
STOPPING = [signal.SIGINT, *ENDING]
"""Those, and Ctrl-C."""


def end_in_order() -> None:
    """Have the signals that end a program interrupt it as Ctrl-C does.

    One that whoever started the program has it ignore, as `nohup` does, stays ignored.
    """
    if _may_set_signals():
        for number in ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)


def finish_undisturbed() -> None:
    """Ignore all of them from now on, for what takes a moment and is the last thing that is done."""
    if _may_set_signals():
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)


def _may_set_signals() -> bool:
    return threading.current_thread() is threading.main_thread()
