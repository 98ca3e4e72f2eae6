"""Fills in the user's own templates in a separate process, which exits when a text takes too long.

Jinja's sandbox limits neither time nor memory: `{{ 9 ** (9 ** 9) }}` never ends, and nothing in Python can stop it. The
process is started once for all texts. It receives the name and the facts of one text at a time, and answers with a line
of JSON.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import pickle
import signal
import subprocess
import sys
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wayin.drafts.filling import Blank, Text, environment, error_position, error_sentence, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SECONDS = 5
"""The most seconds for a text; the built-in ones take a thousandth of one."""
MOST_CHARACTERS = 100_000
"""The most characters in a text."""
_MEMORY = 1 << 30
"""The most bytes of memory, where the system supports a limit."""
_STARTED = b"ready\n"


class OwnTemplateError(Exception):
    """A template that can't be used, with a message and the position."""

    def __init__(self, file: Path, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.file, self.line, self.sentence = file, line, sentence


class OwnTemplates:
    """The templates in a folder of the user's, with the built-in ones as fallback."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stopped: dict[str, OwnTemplateError] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def fill(self, name: str, facts: Mapping[str, Any]) -> Text:
        """Return the text of a template with facts filled in.

        Raises:
            OwnTemplateError: if it fails. A template that was stopped isn't tried again.
        """
        if name in self._stopped:
            raise self._stopped[name]
        answer = self._ask(name, facts)
        if not answer.startswith(b"{"):
            raise self._stop(name)
        reply = json.loads(answer)
        if "sentence" in reply:
            raise OwnTemplateError(Path(reply["file"]), reply["line"], reply["sentence"])
        return Text(reply["subject"], reply["body"], tuple(Blank(*blank) for blank in reply["blanks"]))

    def _stop(self, name: str) -> OwnTemplateError:
        """Stop the process, so that a new one is started, and block the template."""
        self._end()
        self._process = None
        fault = f"This template needs more than {SECONDS} s, or too much memory."
        self._stopped[name] = OwnTemplateError(self._folder / name, 1, fault)
        return self._stopped[name]

    def _ask(self, name: str, facts: Mapping[str, Any]) -> bytes:
        """Return the process's answer; JSON, unless it exited."""
        process = self._process or self._start()
        assert process.stdin  # noqa: S101 (for the type checker: both are pipes)
        assert process.stdout  # noqa: S101
        with contextlib.suppress(OSError):  # it may have exited
            pickle.dump((name, dict(facts)), process.stdin)
            process.stdin.flush()
        return process.stdout.readline()

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: modules in the current folder aren't imported
        command = [sys.executable, "-P", "-m", __name__, str(self._folder), str(SECONDS)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 (our own module)
        self._process, self._end = process, weakref.finalize(self, _end, process)
        if process.stdout and process.stdout.readline() != _STARTED:
            raise RuntimeError("the process that fills templates couldn't be started")
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in filter(None, (process.stdin, process.stdout)):
        with contextlib.suppress(OSError):  # the pipe to an exited process can't be flushed
            pipe.close()
    process.wait()


# --- inside the process -----------------------------------------------------------------------------------------------


class TooLongError(Exception):
    """A text beyond the limit."""


def main(folder: Path, seconds: float) -> None:
    """Fill in templates until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it exits with its parent
    _bound_memory()
    env = environment(folder)
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(_STARTED)
    while True:
        answers.flush()
        try:
            name, facts = pickle.load(asked)  # noqa: S301 (from the program itself)
        except EOFError:
            return
        # This watchdog doesn't depend on the interpreter, so it also stops a single endless operation
        faulthandler.dump_traceback_later(seconds, exit=True, file=answers)
        try:
            text = text_of(env.get_template(name), facts, _join_bounded)
            blanks = [[str(blank.what), str(blank.hint)] for blank in text.blanks]
            answer: dict[str, Any] = {"subject": text.subject, "body": text.body, "blanks": blanks}
        except Exception as error:  # anything a user's own template raises is reported to them
            file, line = error_position(error, folder / name)
            answer = {"file": str(file), "line": line, "sentence": error_sentence(error, facts)}
        faulthandler.cancel_dump_traceback_later()
        answers.write(json.dumps(answer).encode() + b"\n")


def _bound_memory() -> None:
    try:
        import resource  # missing on Windows
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # a lower limit may be set already
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _join_bounded(parts: Iterable[str]) -> str:
    """Join the parts of a text.

    Raises:
        TooLongError: as soon as there are too many.
    """
    kept_parts, length = [], 0
    for part in parts:
        length += len(part)
        if length > MOST_CHARACTERS:
            raise TooLongError(f"This text has more than {MOST_CHARACTERS:,} characters")
        kept_parts.append(part)
    return "".join(kept_parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
