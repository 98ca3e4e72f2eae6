"""The set-up: one lock in two spellings, and an environment that is made once and trusted only when it is finished."""

import ast
import importlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "scripts"
EXPORT = "run: uv export --frozen --no-emit-project --all-groups --no-header --no-annotate -o requirements.lock"

# ── The lock ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def uv_lock() -> dict:
    return tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def wayin(uv_lock: dict) -> dict:
    return next(package for package in uv_lock["package"] if package["name"] == "wayin")


def exported() -> dict[tuple[str, str], set[str]]:
    """What requirements.lock names: package and version, with their hashes."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    found = {}
    for entry in re.split(r"\n(?=\S)", text.strip()):
        name, version = re.match(r"([\w.-]+)==([^ ;]+)", entry).groups()
        found[name, version] = set(re.findall(r"--hash=(sha256:[0-9a-f]{64})", entry))
    return found


def wanted(requirements: list[str]) -> dict[str, SpecifierSet]:
    parsed = map(Requirement, requirements)
    return {canonicalize_name(requirement.name): requirement.specifier for requirement in parsed}


def recorded(entries: list[dict]) -> dict[str, SpecifierSet]:
    return {entry["name"]: SpecifierSet(entry.get("specifier", "")) for entry in entries}


def test_both_lock_files_hold_the_same_packages_versions_and_hashes(uv_lock: dict) -> None:
    locked = {}
    for package in uv_lock["package"]:
        if package["name"] != "wayin":
            files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
            locked[package["name"], package["version"]] = {file["hash"] for file in files}
    assert exported() == locked, EXPORT


def test_every_locked_package_has_hashes() -> None:
    assert [package for package, hashes in exported().items() if not hashes] == []


def test_the_exported_lock_names_no_host_and_no_folder() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.findall(r"^.*(?:/|#|--index|--find-links).*$", text, re.MULTILINE) == []


def test_the_lock_was_made_from_these_dependencies(project: dict, wayin: dict) -> None:
    assert recorded(wayin["metadata"]["requires-dist"]) == wanted(project["project"]["dependencies"])
    groups = {name: recorded(entries) for name, entries in wayin["metadata"]["requires-dev"].items()}
    assert groups == {name: wanted(entries) for name, entries in project["dependency-groups"].items()}


def test_the_lock_was_made_for_these_pythons(project: dict, uv_lock: dict) -> None:
    assert SpecifierSet(uv_lock["requires-python"]) == SpecifierSet(project["project"]["requires-python"])


def test_what_builds_the_project_is_locked_too(project: dict) -> None:
    names = {name for name, _ in exported()}
    assert {*wanted(project["build-system"]["requires"]), "editables"} <= names


# ── The environment ───────────────────────────────────────────────────────────────────────────────────────────────────


class Recorder:
    """Stands in for venv and pip: writes down what is asked of them, and makes the one file that is looked for."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.environs: list[dict[str, str]] = []
        self.fail_at = ""
        self.stderr = ""

    def __call__(self, command: list[str], *, env: dict[str, str], **_) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        self.environs.append(env)
        if self.fail_at and self.fail_at in command:
            return subprocess.CompletedProcess(command, 1, "", self.stderr)
        if "venv" in command:
            python = Path(command[-1]) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
            python.parent.mkdir(parents=True)
            python.touch()
        return subprocess.CompletedProcess(command, 0, "", "")

    @property
    def installs(self) -> list[list[str]]:
        return [command for command in self.commands if "install" in command]


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(SCRIPTS)
    return importlib.import_module("_environment")


@pytest.fixture
def calls(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(module.subprocess, "run", recorder)
    return recorder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "my notes"
    root.mkdir()
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    return root


@pytest.fixture
def built(module: ModuleType, calls: Recorder, checkout: Path):
    """A finished environment, with nothing recorded since."""
    environment = module.Environment(checkout)
    environment.ensure()
    calls.commands.clear()
    calls.environs.clear()
    return environment


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_first_start_installs_the_lock_by_hash_and_then_the_project(module, calls, checkout, capsys) -> None:
    environment = module.Environment(checkout)
    environment.ensure()
    lock, project = calls.installs
    assert {"--require-hashes", "requirements.lock", "--no-deps"} <= set(lock)
    assert {"--editable", "--no-build-isolation", "--no-deps"} <= set(project)
    assert environment.reason_to_build() == ""
    assert capsys.readouterr().err.count("Making .venv") == 1


def test_the_pip_outside_installs_into_the_environment_which_needs_none_of_its_own(module, calls, checkout) -> None:
    environment = module.Environment(checkout)
    environment.ensure()
    (venv,) = [command for command in calls.commands if "venv" in command]
    assert "--without-pip" in venv
    for command in calls.installs:
        assert command[command.index("--python") + 1] == str(environment.python)


def test_the_systems_packages_are_never_touched(module, calls, checkout) -> None:
    module.Environment(checkout).ensure()
    for command in calls.commands:
        assert not {"--break-system-packages", "--user", "--system-site-packages"} & set(command)
    assert all("--python" in command for command in calls.installs)


def test_a_persons_own_settings_do_not_lead_pip_elsewhere(module, calls, checkout, monkeypatch) -> None:
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_CONSTRAINT", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_REQUIRE_VIRTUALENV", "1")
    monkeypatch.setenv("PIP_PROXY", "proxy.invalid:1")
    environment = module.Environment(checkout)
    environment.ensure()
    for environ in calls.environs:
        assert "/elsewhere" not in environ.values()
        assert environ["PIP_USER"] == environ["PIP_REQUIRE_VIRTUALENV"] == "0"
        assert environ["VIRTUAL_ENV"] == str(environment.folder)
        assert environ["PIP_PROXY"] == "proxy.invalid:1", "how to reach packages is the person's to say"


def test_the_second_start_runs_nothing(built, calls) -> None:
    built.ensure()
    assert calls.commands == []


def test_a_changed_lock_is_noticed(built, calls) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    assert built.reason_to_build() == "requirements.lock changed"
    built.ensure()
    assert len(calls.installs) == 2
    assert built.reason_to_build() == ""


def test_changed_dependencies_and_entry_points_are_noticed(built) -> None:
    change(built.root / "pyproject.toml", "wayin.cli:main", "wayin.cli:start")
    assert built.reason_to_build() == "pyproject.toml changed"


def test_changed_settings_of_the_linters_install_nothing(built) -> None:
    change(built.root / "pyproject.toml", "line-length = 120", "line-length = 100")
    assert built.reason_to_build() == ""


def test_another_python_is_noticed(module, built, monkeypatch) -> None:
    monkeypatch.setattr(module.sys, "version", "3.99.0 (main)")
    assert built.reason_to_build() == "Python changed"


def test_a_moved_checkout_is_noticed(module, built, calls) -> None:
    moved = module.Environment(built.root.rename(built.root.with_name("moved")))
    assert moved.reason_to_build() == "the folder changed"
    moved.ensure()
    assert moved.reason_to_build() == ""


def test_an_environment_whose_python_is_gone_is_made_anew(built, calls) -> None:
    built.python.unlink()
    built.ensure()
    assert len(calls.installs) == 2
    assert built.python.exists()


def test_an_environment_of_another_tool_is_replaced(module, calls, checkout) -> None:
    environment = module.Environment(checkout)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    (environment.folder / "left-over").touch()
    environment.ensure()
    assert not (environment.folder / "left-over").exists()
    assert environment.reason_to_build() == ""


@pytest.mark.parametrize("step", ["venv", "--require-hashes", "--editable"])
def test_a_build_that_broke_off_is_repaired_by_the_next_start(module, calls, checkout, step) -> None:
    environment = module.Environment(checkout)
    calls.fail_at = step
    with pytest.raises(SystemExit):
        environment.ensure()
    assert environment.reason_to_build()
    calls.fail_at = ""
    environment.ensure()
    assert environment.reason_to_build() == ""


def test_an_old_environment_is_distrusted_before_its_first_file_is_removed(module, built, calls, monkeypatch) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    monkeypatch.setattr(module.shutil, "rmtree", lambda folder: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        built.ensure()
    assert built.python.exists()
    assert not built.stamp.exists()


def test_a_torn_stamp_is_no_stamp(built) -> None:
    built.stamp.write_text(built.stamp.read_text("utf-8")[:20], "utf-8")
    assert built.reason_to_build()


def test_two_starts_at_once_build_once(module, calls, checkout, monkeypatch) -> None:
    def slow(command, **settings):
        time.sleep(0.05)
        return calls(command, **settings)

    monkeypatch.setattr(module.subprocess, "run", slow)
    starts = [threading.Thread(target=module.Environment(checkout).ensure) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(calls.installs) == 2


def test_without_pip_the_old_environment_stays_and_one_sentence_says_what_to_do(built, calls) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    calls.fail_at = "--version"
    with pytest.raises(SystemExit, match=r"needs pip 22\.3 or newer.*python3-pip"):
        built.ensure()
    assert built.python.exists()


def test_without_a_network_the_first_start_says_so(module, calls, checkout) -> None:
    calls.fail_at = "--require-hashes"
    calls.stderr = (
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError()': /simple/babel/"
    )
    with pytest.raises(SystemExit, match="the first start needs the network"):
        module.Environment(checkout).ensure()


def test_what_pip_says_about_a_failure_is_shown(module, calls, checkout) -> None:
    calls.fail_at = "--require-hashes"
    calls.stderr = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"
    with pytest.raises(SystemExit, match=r"(?s)DO NOT MATCH THE HASHES.*pip could not install"):
        module.Environment(checkout).ensure()


def test_started_from_inside_the_environment_the_python_outside_rebuilds_it(module, built, calls, monkeypatch) -> None:
    change(built.root / "requirements.lock", "==", "==1!")
    monkeypatch.setattr(module.sys, "prefix", str(built.folder))
    monkeypatch.setattr(module.sys, "_base_executable", "python-outside", raising=False)
    built.ensure()
    assert {command[0] for command in calls.commands} == {"python-outside"}


# ── The two scripts ───────────────────────────────────────────────────────────────────────────────────────────────────


class Stage:
    """Stands in for a finished environment and writes down what is run in it."""

    def __init__(self, **codes: int) -> None:
        self.codes = codes
        self.ran: list[tuple[str, ...]] = []

    def run(self, *command: str) -> int:
        self.ran.append(command)
        return self.codes.get(command[0], 0)

    become = run


@pytest.fixture
def script(module: ModuleType):
    """Reads one of the scripts without running it."""

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


def test_modules_start_in_the_checkout_with_its_commands_first_on_the_path(module, tmp_path, monkeypatch) -> None:
    environment = module.Environment(tmp_path)
    environment.python = Path(sys.executable)
    (tmp_path / "said.py").write_text("raise SystemExit(0)")
    monkeypatch.setattr(module.os, "environ", os.environ | {"PYTHONPATH": str(tmp_path)})
    assert environment.run("said") == 1, "neither PYTHONPATH nor the current folder is imported from"
    assert environment.variables()["PATH"].startswith(str(environment.python.parent))
    assert environment.run("timeit", "-n1", "import os; assert os.getcwd() == " + repr(os.path.realpath(tmp_path))) == 0


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
        # A shell has what it starts in the background ignore Ctrl-C, and children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    with process:
        address = re.search(r"http://[\d.:]+/", process.stdout.readline()).group()
        urlopen(address).close()  # once it answers, it has come as far as to await Ctrl-C
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to everything that runs in it
        rest = process.stdout.read()
    assert "Traceback" not in rest
    assert process.returncode == (130 if way == "run" else 0)


def test_an_old_python_gets_a_sentence(module, monkeypatch) -> None:
    source = (SCRIPTS / "_environment.py").read_text("utf-8")
    monkeypatch.setattr(sys, "version_info", (3, 9, 18, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is 3\.9\."):
        exec(compile(source, "_environment", "exec"), {"__file__": __file__, "__name__": "_environment"})


@pytest.mark.parametrize("name", ["_environment", "serve", "test"])
def test_an_old_python_can_read_the_scripts_that_far(name) -> None:
    ast.parse((SCRIPTS / f"{name}.py").read_text("utf-8"), feature_version=(3, 7))


def test_the_stamp_can_be_read_by_a_person(built) -> None:
    assert list(json.loads(built.stamp.read_text("utf-8"))) == [
        "requirements.lock", "pyproject.toml", "Python", "the folder",
    ]  # fmt: skip


def test_python_keeps_what_it_compiled_whatever_the_shell_says(module, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(module.os, "environ", os.environ | {"PYTHONDONTWRITEBYTECODE": "1"})
    assert "PYTHONDONTWRITEBYTECODE" not in module.Environment(tmp_path).variables()
