"""Fills the user's own templates in a process of its own, which ends itself when a text takes too long.

Jinja's sandbox bounds neither time nor memory: `{{ 9 ** (9 ** 9) }}` never ends, and nothing within Python can end it.
The process is started once for all texts. It is sent the name and the facts of a text at a time, and answers with a
line of JSON.
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
"""How long one text may take; ours take a thousandth of one."""
MOST_CHARACTERS = 100_000
"""How long one text may be."""
_MEMORY = 1 << 30
"""Bytes that the process may take, where the system can bound them."""
_STARTED = b"ready\n"


class OwnTemplateError(Exception):
    """Why a template can't be used, in a sentence, and where."""

    def __init__(self, file: Path, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.file, self.line, self.sentence = file, line, sentence


class OwnTemplates:
    """The templates in a folder of the user's, and ours where it has none of that name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stopped: dict[str, OwnTemplateError] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def fill(self, name: str, facts: Mapping[str, Any]) -> Text:
        """Return the text that a template makes of facts.

        Raises:
            OwnTemplateError: if it makes none. One that was stopped isn't tried again.
        """
        if name in self._stopped:
            raise self._stopped[name]
        answer = self._ask(name, facts)
        if not answer.startswith(b"{"):
            raise self._stop(name)
        found = json.loads(answer)
        if "sentence" in found:
            raise OwnTemplateError(Path(found["file"]), found["line"], found["sentence"])
        return Text(found["subject"], found["body"], tuple(Blank(*blank) for blank in found["blanks"]))

    def _stop(self, name: str) -> OwnTemplateError:
        """Make way for another process, and keep the template from it."""
        self._end()
        self._process = None
        fault = f"This template needs more than {SECONDS} s, or too much memory."
        self._stopped[name] = OwnTemplateError(self._folder / name, 1, fault)
        return self._stopped[name]

    def _ask(self, name: str, facts: Mapping[str, Any]) -> bytes:
        """Return the answer of the process; JSON, unless it ended."""
        process = self._process or self._start()
        assert process.stdin  # noqa: S101 (for the type checker: both are pipes)
        assert process.stdout  # noqa: S101
        with contextlib.suppress(OSError):  # it may be gone
            pickle.dump((name, dict(facts)), process.stdin)
            process.stdin.flush()
        return process.stdout.readline()

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: a module that happens to be in the current folder isn't imported
        command = [sys.executable, "-P", "-m", __name__, str(self._folder), str(SECONDS)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 (our own module)
        self._process, self._end = process, weakref.finalize(self, _end, process)
        if process.stdout and process.stdout.readline() != _STARTED:
            raise RuntimeError("the process that fills templates couldn't be started")
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in filter(None, (process.stdin, process.stdout)):
        with contextlib.suppress(OSError):  # what was still to be sent has no reader any more
            pipe.close()
    process.wait()


# --- within the process -----------------------------------------------------------------------------------------------


class TooLongError(Exception):
    """A text that goes on and on."""


def main(folder: Path, seconds: float) -> None:
    """Fill templates until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it ends with the one who asks
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
        # Its watchdog needs no turn of Python's, so that it ends a single endless operation too
        faulthandler.dump_traceback_later(seconds, exit=True, file=answers)
        try:
            text = text_of(env.get_template(name), facts, _join_bounded)
            blanks = [[str(blank.what), str(blank.hint)] for blank in text.blanks]
            answer: dict[str, Any] = {"subject": text.subject, "body": text.body, "blanks": blanks}
        except Exception as error:  # whatever a user's own template does is reported, and theirs to fix
            file, line = error_position(error, folder / name)
            answer = {"file": str(file), "line": line, "sentence": error_sentence(error, facts)}
        faulthandler.cancel_dump_traceback_later()
        answers.write(json.dumps(answer).encode() + b"\n")


def _bound_memory() -> None:
    try:
        import resource  # which Windows doesn't have
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):  # where there is a lower bound already
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _join_bounded(parts: Iterable[str]) -> str:
    """Join the parts of a text.

    Raises:
        TooLongError: as soon as there are too many.
    """
    found, length = [], 0
    for part in parts:
        length += len(part)
        if length > MOST_CHARACTERS:
            raise TooLongError(f"This text has more than {MOST_CHARACTERS:,} characters")
        found.append(part)
    return "".join(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
