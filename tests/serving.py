"""`mkdocs serve` as a separate process, on a free port, with a temporary folder of its own."""

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
    """Return a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def until(condition: Callable[[], object], log: Path) -> None:
    """Wait for a condition by polling."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, log.read_text("utf-8")[-3000:]
        time.sleep(0.02)


@dataclass
class Server:
    """A run of a server."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    """The log of both streams."""
    temporary: Path
    """Its temporary folder."""

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """Return its output so far."""
        return self.log.read_text("utf-8")

    @property
    def is_ready(self) -> bool:
        """Return whether it is serving; fail if it has exited."""
        assert self.process.poll() is None, self.said
        return "Serving on" in self.said

    def stop(self, number: int = signal.SIGINT) -> None:
        """Send it a signal, and wait for it to exit."""
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
    """Start a server.

    Args:
        config: its mkdocs.yml.
        folder: the folder for its log and its temporary folder; created if needed.
        arguments: further arguments.
        module: the Python module that serves, with its first arguments.
        port: the port; 0 for a free one.
    """
    temporary, log = folder / "temporary", folder / "log.txt"
    temporary.mkdir(parents=True, exist_ok=True)
    port = port or free_port()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", *module, "-f", config, "-a", f"127.0.0.1:{port}", *arguments],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(temporary)},
            # Shells make background jobs ignore Ctrl-C, and children inherit that
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
    """Yield a running server; it must still be alive at the end, when a signal stops it."""
    server = start(config, folder, *arguments, module=module)
    try:
        until(lambda: server.is_ready, server.log)
        yield server
        assert server.process.poll() is None, server.said
    finally:
        server.stop(stop)
