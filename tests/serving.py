"""`mkdocs serve` as a program of its own, on a free port, with a temporary folder that nobody else writes to."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def free_port() -> int:
    """A port that nobody listens at just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def until(condition: Callable[[], object], log: Path) -> None:
    """Waits for a condition, looking again and again."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, log.read_text("utf-8")[-3000:]
        time.sleep(0.02)


@dataclass
class Server:
    """One run of a server."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    """What it says on either stream."""
    temporary: Path
    """Its temporary folder."""

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """All it has said so far."""
        return self.log.read_text("utf-8")

    @property
    def is_ready(self) -> bool:
        """Whether it serves; fails where it has ended."""
        assert self.process.poll() is None, self.said
        return "Serving on" in self.said

    def stop(self, number: int = signal.SIGINT) -> None:
        """Sends it a signal, and waits for its end."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def start(
    config: Path, folder: Path, *arguments: str, module: tuple[str, ...] = ("mkdocs", "serve"), port: int = 0
) -> Server:
    """Starts a server.

    Args:
        config: its mkdocs.yml.
        folder: where its log and its temporary folder go; made if need be.
        arguments: further ones.
        module: the Python module that serves, with its first arguments.
        port: where; a free one, if it is 0.
    """
    temporary, log = folder / "temporary", folder / "log.txt"
    temporary.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", *module, "-f", config, "-a", f"127.0.0.1:{port}", *arguments],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(temporary)},
            # A shell has what it starts in the background ignore Ctrl-C, and children inherit that
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
    return Server(process, port, log, temporary)


@contextmanager
def serving(
    config: Path,
    folder: Path,
    *arguments: str,
    module: tuple[str, ...] = ("mkdocs", "serve"),
    stop: int = signal.SIGINT,
) -> Iterator[Server]:
    """A server that answers; it has to be alive at the end, when a signal stops it."""
    server = start(config, folder, *arguments, module=module)
    try:
        until(lambda: server.is_ready, server.log)
        yield server
        assert server.process.poll() is None, server.said
    finally:
        server.stop(stop)
