"""The command line as people use it: in a project's folder, with the output on both streams."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from wayin.cli import main

SMALL = Path(__file__).parents[1] / "vaults" / "small"

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Return a function that runs a command in this process; exceptions other than exits are raised."""

    def call(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def answer(run: Run) -> Callable[..., Any]:
    """Return a function that gives a command's JSON document."""

    def call(*arguments: object) -> Any:
        result = run(*arguments, "--format", "json")
        return json.loads(result.stdout)

    return call


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the small vault, as the current folder."""
    folder = tmp_path / "small"
    shutil.copytree(SMALL, folder)
    monkeypatch.chdir(folder)
    return folder


def process(*arguments: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run a command as a separate process."""
    environ = os.environ | settings.pop("environ", {})
    return subprocess.run(
        [sys.executable, "-c", "from wayin.cli import main; main()", *arguments],
        capture_output=True, env=environ, timeout=60, **settings,
    )  # fmt: skip
