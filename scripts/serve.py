"""Serves the notes at http://127.0.0.1:8000; the first start creates the environment. Arguments go to MkDocs."""

import os
import signal
from typing import NoReturn

from _environment import Environment, start


def serve(environment: Environment, arguments: list[str]) -> NoReturn:
    """Replace this process with the server, which follows every change to the notes."""
    # Material announces its own end of life at each start, which is of no use to people who keep notes
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # Ctrl-C waits until the server can stop cleanly
    environment.become("wayin.site.serving", *arguments)


if __name__ == "__main__":
    start(serve)
