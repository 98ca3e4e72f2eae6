"""The two scripts for new users: what they pass on, and how they exit."""

import ast
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

import pytest

SCRIPTS = Path(__file__).parent.parent.parent / "scripts"


class Stage:
    """Replaces a finished environment and records what is run in it."""

    def __init__(self, **codes: int) -> None:
        self.codes = codes
        self.ran: list[tuple[str, ...]] = []

    def run(self, *command: str) -> int:
        self.ran.append(command)
        return self.codes.get(command[0], 0)

    become = run


@pytest.fixture
def script(module: ModuleType):
    """Import one of the scripts without running it."""

    def read(name: str) -> dict:
        names = {"__name__": name}
        exec(compile((SCRIPTS / f"{name}.py").read_text("utf-8"), name, "exec"), names)
        return names

    return read


def test_serve_passes_its_arguments_on(script) -> None:
    stage = Stage()
    script("serve")["serve"](stage, ["--dev-addr", "127.0.0.1:9000"])
    assert stage.ran == [("wayin.site.serving", "--dev-addr", "127.0.0.1:9000")]


def test_test_runs_every_check_even_after_a_failure(script, capsys) -> None:
    stage = Stage(ruff=1, mypy=2)
    assert script("test")["test"](stage, []) == 1
    assert [command[0] for command in stage.ran] == ["ruff", "ruff", "mypy", "mypy", "pytest"]
    assert "ruff check, ruff format --check, mypy" in capsys.readouterr().err


def test_test_passes_its_arguments_and_the_exit_code_on(script) -> None:
    stage = Stage(pytest=5)
    assert script("test")["test"](stage, ["-k", "ways"]) == 5
    assert stage.ran == [("pytest", "-k", "ways")]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that could be sent to one program alone")
@pytest.mark.parametrize("way", ["run", "become"])
def test_ctrl_c_ends_without_a_traceback(way, tmp_path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r}); import _environment as e; from pathlib import Path\n"
        "class Ready(e.Environment):\n"
        f"    def ensure(self): self.python = Path({sys.executable!r})\n"
        "e.Environment = Ready\n"
        f"command = 'http.server', '0', '-b', '127.0.0.1', '-d', {str(tmp_path)!r}\n"
        f"e.start(lambda environment, _: environment.{way}(*command))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        # Shells make background jobs ignore Ctrl-C, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with process:
        address = re.search(r"http://[\d.:]+/", process.stdout.readline()).group()
        urlopen(address).close()  # once it answers, it waits for Ctrl-C
        os.killpg(process.pid, signal.SIGINT)  # like a terminal: to the whole process group
        rest = process.stdout.read()
    assert "Traceback" not in rest
    assert process.returncode == (130 if way == "run" else 0)


def test_an_old_python_gets_a_message(module, monkeypatch) -> None:
    source = (SCRIPTS / "_environment.py").read_text("utf-8")
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is 3\.9\."):
        exec(compile(source, "_environment", "exec"), {"__file__": __file__, "__name__": "_environment"})


@pytest.mark.parametrize("name", ["_environment", "serve", "test"])
def test_an_old_python_can_parse_the_scripts(name) -> None:
    ast.parse((SCRIPTS / f"{name}.py").read_text("utf-8"), feature_version=(3, 7))
