"""The environment script, with venv and pip replaced by a recorder."""

import importlib
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = ROOT / "scripts"


class Recorder:
    """Replaces venv and pip: records their calls, and creates the one file that is checked."""

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
    """Return a finished environment, with an empty record."""
    environment = module.Environment(checkout)
    environment.ensure()
    calls.commands.clear()
    calls.environs.clear()
    return environment
