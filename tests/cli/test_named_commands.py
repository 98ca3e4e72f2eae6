"""Every command in Wayin's texts runs as written there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from cli.conftest import Run
from wayin.cli import main
from wayin.model import FOLDERS

ROOT = Path(__file__).parents[2]


def texts() -> Iterator[tuple[str, str]]:
    package = ROOT / "plugins/wayin"
    for path in [
        *package.rglob("*"),
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "notes").rglob("*.md"),
    ]:
        if path.suffix in (".py", ".html", ".md", ".js", ".txt", ".yml"):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_every_command_that_is_named_exists_and_makes_a_kind_of_note_that_there_is() -> None:
    wrong = []
    for path, text in texts():
        for command in re.findall(r"[`>\"'] ?wayin ([a-z]+)\b(?!-)", text):
            if command not in main.commands:
                wrong.append(f"{path}: wayin {command}")
        for kind in re.findall(r"wayin new ([a-z]+)\b", text):
            if kind not in FOLDERS.values():
                wrong.append(f"{path}: wayin new {kind}")
    assert wrong == []


def test_options_that_are_named_exist() -> None:
    wrong = []
    for path, text in texts():
        for name, rest in re.findall(r"`wayin ([a-z]+)([^`\n]*)`", text):
            command = main.commands.get(name)
            if command is None or "ignore_unknown_options" in command.context_settings:
                continue
            commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
            known = {option for one in commands for param in one.params for option in param.opts} | {"--help", "-h"}
            wrong += [
                f"{path}: wayin {name} {option}" for option in re.findall(r"--[a-z-]+", rest) if option not in known
            ]
    assert wrong == []


@pytest.mark.parametrize("options", [[], ["--empty"]])
@pytest.mark.parametrize("folder", ["search", "."])
def test_what_init_names_next_runs(
    run: Run, tmp_path: Path, options: list[str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = run("init", folder, *options).stdout
    monkeypatch.chdir(tmp_path / folder)
    named = re.findall(r"(?m)^  wayin (.+)$", shown)
    assert "serve" in named
    for command in named:
        if command != "serve":
            assert run(*shlex.split(command)).exit_code == 0, command
