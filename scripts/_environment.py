"""The environment in .venv: created from requirements.lock at the first start, and used unchanged afterwards.

It only uses the standard library, and Python 3.7 can still parse it, so that an old Python shows a message instead of a
traceback.
"""

import contextlib
import hashlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import IO, Callable, Iterator, NoReturn  # noqa: UP035  (the modern places need a newer Python)

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("Wayin needs Python 3.11 or newer, and this is {}.{}.".format(*sys.version_info))

if sys.platform == "win32":
    import msvcrt

    def try_lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def try_lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


ROOT = Path(__file__).resolve().parent.parent

# The user's own settings that would send Python or pip to another folder. Settings for the network are kept. Without
# .pyc files, Python would compile everything again at every start, which takes two seconds.
MISLEADING = {
    "PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE",
    "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_CONSTRAINT", "PIP_REQUIREMENT",
}  # fmt: skip
# Set explicitly, because a pip.conf may differ; variables override it.
PIP_SETTINGS = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_REQUIRE_HASHES": "0", "PIP_DRY_RUN": "0"}
# pip's output if it can't connect; its exit code doesn't show it.
UNREACHABLE = ("Retrying (Retry(", "connection error", "ConnectionError")


class Environment:
    """The virtual environment of a checkout."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.stamp = self.folder / "wayin-environment.json"

    def ensure(self) -> None:
        """Build the environment unless it matches the lock; the check only reads a few small files."""
        if self.reason_to_build():
            with one_at_a_time(self.root / ".cache" / "environment.lock"):
                reason = self.reason_to_build()  # checked again: another start may have built it meanwhile
                if reason:
                    self.build(reason)

    def reason_to_build(self) -> str:
        """Return why the environment can't be used; empty if it can."""
        if not self.python.exists():
            return "its Python is gone" if self.folder.exists() else "there is none yet"
        try:
            built_from = json.loads(self.stamp.read_text("utf-8"))
        except (OSError, ValueError):
            return "it is unfinished or another tool's"
        changed = [name for name, value in self.ingredients().items() if built_from.get(name) != value]
        return " and ".join(changed) + " changed" if changed else ""

    def ingredients(self) -> dict[str, str]:
        """Return everything a finished environment depends on."""
        import tomllib  # not at the top: Python 3.10 must get as far as the message there

        settings = tomllib.loads((self.root / "pyproject.toml").read_text("utf-8"))
        installed = [settings.get("build-system"), settings.get("project"), settings.get("tool", {}).get("hatch")]
        return {
            "requirements.lock": digest((self.root / "requirements.lock").read_bytes()),
            "pyproject.toml": digest(json.dumps(installed).encode()),  # the linters' settings install nothing
            "Python": f"{sys.version.split()[0]} {sysconfig.get_platform()}",
            "the folder": str(self.root),  # scripts and the editable install contain absolute paths
        }

    def build(self, reason: str) -> None:
        """Rebuild .venv. The stamp is removed first and written last, so an incomplete environment is never used."""
        print(f"Making .venv ({reason}). This takes a minute, and only this once.", file=sys.stderr, flush=True)
        # Started from inside .venv, this Python is about to be removed: continue with the one that created .venv.
        inside = Path(sys.prefix).resolve() == self.folder.resolve()
        python: str = sys._base_executable if inside else sys.executable  # type: ignore[attr-defined]
        self.call(
            [python, "-m", "pip", "--python", python, "--version"],
            f"Wayin's first start needs pip 22.3 or newer for {python}: on Debian and Ubuntu install python3-pip, "
            "elsewhere run 'python -m ensurepip --upgrade'.",
        )
        self.stamp.unlink(missing_ok=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)
        # Debian has a separate package for ensurepip; the outer pip can install into .venv as well.
        self.call([python, "-m", "venv", "--without-pip", str(self.folder)], "Python could not make .venv.")
        # Python compiles modules when they are imported; pip would compile all of them, a quarter of its time.
        install = [python, "-m", "pip", "--python", str(self.python), "install", "--quiet", "--no-compile", "--no-deps"]
        self.call(
            [*install, "--require-hashes", "-r", "requirements.lock"],
            "pip could not install what requirements.lock names; its own words stand above.",
        )
        self.call(
            [*install, "--no-build-isolation", "--editable", "."],
            "pip could not install Wayin itself into .venv; its own words stand above.",
        )
        self.stamp.write_text(json.dumps(self.ingredients(), indent=1), "utf-8")

    def call(self, command: list[str], failure: str) -> None:
        """Run a step of the build; end the program with a message if it fails."""
        environ = self.variables() | PIP_SETTINGS
        done = subprocess.run(
            command, cwd=self.root, env=environ, capture_output=True, text=True, errors="replace", close_fds=False
        )
        if done.returncode and any(sign in done.stderr for sign in UNREACHABLE):
            failure = "pip could not reach its package index: the first start needs the network, later ones do not."
        if done.returncode:
            sys.exit(f"{done.stdout}{done.stderr}\n{failure}".strip())

    def run(self, module: str, *arguments: str) -> int:
        """Run a module of the environment to its end."""
        process = subprocess.Popen(self.command(module, *arguments), cwd=self.root, env=self.variables())
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()  # Ctrl-C reached it too; let it exit by itself
            raise

    def become(self, module: str, *arguments: str) -> NoReturn:
        """Replace this process with a module, so that signals reach it."""
        if os.name == "nt":  # exec would start a second process on Windows and return to the prompt at once
            sys.exit(self.run(module, *arguments))
        os.chdir(self.root)
        os.execve(self.python, self.command(module, *arguments), self.variables())  # noqa: S606

    def command(self, module: str, *arguments: str) -> list[str]:
        """Return the command line; -P prevents imports from the current folder, as in the tools' own commands."""
        return [str(self.python), "-P", "-m", module, *arguments]

    def variables(self) -> dict[str, str]:
        """Return the caller's variables, with .venv first."""
        kept = {name: value for name, value in os.environ.items() if name not in MISLEADING}
        path = os.pathsep.join([str(self.python.parent), kept.get("PATH", os.defpath)])
        return kept | {"VIRTUAL_ENV": str(self.folder), "PATH": path}


def digest(data: bytes) -> str:
    """Return a short hash of some content."""
    return hashlib.sha256(data).hexdigest()


@contextlib.contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Lock a file for one process; the system releases the lock even if the process is killed."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        os.set_inheritable(file.fileno(), True)  # a pip that outlives its killed parent keeps the lock until it exits
        for attempt in itertools.count():
            try:
                try_lock(file)
                break
            except OSError:
                if attempt == 0:
                    print("Waiting for another start, which is making .venv.", file=sys.stderr, flush=True)
                time.sleep(0.1)
        yield


def start(program: Callable[[Environment, list[str]], int]) -> NoReturn:
    """Run a script's program in the finished environment and exit with its code."""
    try:
        environment = Environment(ROOT)
        environment.ensure()
        code = program(environment, sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    except OSError as error:
        sys.exit(f"Wayin could not start: {error}.")
    sys.exit(code)
