"""Compiled templates are cached for later runs, only installed ones, and never used for another text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from wayin import compiled_templates
from wayin.compiled_templates import CompiledTemplates


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of templates that count as installed, in a run that may write the cache."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled_templates, "_FOLDER", tmp_path / "compiled")
    monkeypatch.setattr(compiled_templates, "_INSTALLED", (str(tmp_path / "ours") + os.sep,))
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/a.html").write_text("Hello {{ name }}")
    return tmp_path


def rendered(folder: Path, **options: bool) -> str:
    """Return the template as rendered in a new run."""
    env = Environment(loader=FileSystemLoader(folder / "ours"), bytecode_cache=CompiledTemplates(), **options)
    return env.get_template("a.html").render(name="<Ada>")


def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the templates that are compiled from now on."""
    names: list[str] = []
    one = Environment.compile

    def counting(self: Environment, source: str, name: str = "", *rest: object, **options: object) -> object:
        names.append(name)
        return one(self, source, name, *rest, **options)

    monkeypatch.setattr(Environment, "compile", counting)
    return names


def test_a_later_run_compiles_nothing_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = compiled(monkeypatch)
    assert rendered(folder) == rendered(folder) == "Hello <Ada>"
    assert names == ["a.html"]


def test_another_text_or_environment_is_compiled_for_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = compiled(monkeypatch)
    rendered(folder)
    assert rendered(folder, autoescape=True) == "Hello &lt;Ada&gt;"
    (folder / "ours/a.html").write_text("Bye {{ name }}")
    assert rendered(folder) == "Bye <Ada>"
    assert len(names) == 3


@pytest.mark.parametrize("spoilt", [b"", b"no code", b"j2" + b"\0" * 50])
def test_what_cannot_be_read_is_compiled_again(spoilt: bytes, folder: Path) -> None:
    rendered(folder)
    for file in (folder / "compiled").iterdir():
        file.write_bytes(spoilt)
    assert rendered(folder) == "Hello <Ada>"


def test_a_cut_file_is_compiled_again(folder: Path) -> None:
    rendered(folder)
    for file in (folder / "compiled").iterdir():
        file.write_bytes(file.read_bytes()[:-20])
    assert rendered(folder) == "Hello <Ada>"


def test_a_persons_own_templates_are_kept_for_one_run_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_templates, "_INSTALLED", ("/nowhere/",))
    rendered(folder)
    Environment(loader=DictLoader({"b": "x"}), bytecode_cache=CompiledTemplates()).get_template("b")
    assert not (folder / "compiled").exists()


def test_a_read_only_folder_causes_no_errors(folder: Path) -> None:
    (folder / "compiled").write_text("a file in its place")
    assert rendered(folder) == rendered(folder) == "Hello <Ada>"


def test_with_dontwritebytecode_nothing_is_written() -> None:
    folder = compiled_templates._FOLDER
    before = sorted(folder.iterdir()) if folder.is_dir() else []
    program = (
        "from wayin.compiled_templates import CompiledTemplates as C; assert not C()._on_disk; "
        "from wayin.drafts.filling import environment; print(environment().list_templates()[0])"
    )
    done = subprocess.run([sys.executable, "-B", "-c", program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert (sorted(folder.iterdir()) if folder.is_dir() else []) == before
