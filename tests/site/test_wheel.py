"""The wheel contains everything the program needs, and a new project needs nothing but the plugin's name."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helpers import ROOT, Site, project, run

PACKAGE = ROOT / "plugins" / "wayin"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of a release."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel's content, unpacked to a folder."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as opened:
        opened.extractall(folder)
    return folder


def test_every_file_of_the_package_is_in_it_and_nothing_else(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        found = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}
        return {one for one in found if "__pycache__" not in one}

    assert files(installed / "wayin") == files(PACKAGE)
    assert {one.name for one in installed.iterdir()} == {"wayin", next(installed.glob("*.dist-info")).name}


def test_it_says_that_it_is_typed_what_it_is_and_under_which_licence(installed: Path) -> None:
    assert (installed / "wayin/py.typed").exists()
    (about,) = installed.glob("wayin-*.dist-info")
    points = (about / "entry_points.txt").read_text("utf-8")
    assert "[console_scripts]\nwayin = wayin.cli:main" in points
    assert "[mkdocs.plugins]\nwayin = wayin.site.plugin:WayinPlugin" in points
    assert (about / "licenses/LICENSE").exists()
    assert "License-Expression: MIT" in (about / "METADATA").read_text("utf-8")


def test_the_wheel_has_no_traces_of_the_machine_that_built_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        assert all(str(ROOT).encode() not in opened.read(name) for name in opened.namelist())


def test_a_new_project_needs_nothing_but_the_plugins_name(installed: Path, tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {"people/ada-park.md": "---\ncloseness: 4\nknows: Bo Lind\n---\nHello.\n"}
    settings = "site_name: Test\ndocs_dir: notes\nplugins: [search, wayin]\n"
    made = project(tmp_path / "project", notes, settings=settings)
    # The folder comes before the checkout that this environment has installed
    run("mkdocs", "build", "--strict", "-f", str(made), "-d", str(tmp_path / "site"), PYTHONPATH=str(installed))
    site = Site(tmp_path / "site")
    words = " ".join(re.sub(r"<[^>]+>", "", site.page("people/bo-lind").html).split())
    assert "Ask Ada Park to introduce you to Bo Lind." in words
    assert {"wayin/wayin.css", "wayin/wayin.js"} <= site.files


def test_that_build_used_the_wheel(installed: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import wayin; print(wayin.__file__)"],
        env={"PYTHONPATH": str(installed)}, cwd="/", capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert Path(found.stdout.strip()).is_relative_to(installed)
