"""Serves the notes at http://127.0.0.1:8000; the first start makes the environment. Arguments go to `mkdocs serve`."""

import os
import socket
import sys
from typing import NoReturn

from _environment import Environment, start

PORT = 8000


def is_taken(port: int) -> bool:
    """Whether something on this machine already listens at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def serve(environment: Environment, arguments: list[str]) -> NoReturn:
    """Becomes MkDocs' own server, which follows every change to the notes."""
    elsewhere = any(argument.startswith(("-a", "--dev-addr", "-h", "--help")) for argument in arguments)
    if not elsewhere and is_taken(PORT):
        print(
            f"Port {PORT} is taken, perhaps by a Wayin that still runs: stop it with Ctrl-C, or choose another port:\n"
            f"  python3 scripts/serve.py --dev-addr 127.0.0.1:{PORT + 1}",
            file=sys.stderr,
        )
        sys.exit(1)
    # Material announces its own end of life at each start, of which whoever keeps notes can make nothing
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    environment.become("mkdocs", "serve", *arguments)


if __name__ == "__main__":
    start(serve)
