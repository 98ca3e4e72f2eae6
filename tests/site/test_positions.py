"""The map from build to build: nobody moves, and problems with its file break nothing."""

import json
import logging
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers import build, project, trees, write
from wayin.cli import main
from wayin.network.positions import FILE, read_positions

NOTES: dict[str, str | bytes] = {
    f"people/p{i}.md": f"---\ncloseness: {i % 5 + 1}\nknows: [people/p{(i + 7) % 20}, people/p{(i + 1) % 20}]\n---\n"
    for i in range(20)
}
NEW = "---\nknows: [people/p3, Somebody New]\ncompany: Brand New\n---\n"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a project with its mkdocs.yml, built once."""
    file = project(tmp_path / "project", NOTES)
    build(file, tmp_path / "first")
    return file


def mapped(site: Path) -> dict[str, Any]:
    """Return the data of the network page."""
    text = (site / "wayin/network.js").read_text("utf-8")
    found: dict[str, Any] = json.loads(text.removeprefix("window.WAYIN_NETWORK = ").removesuffix(";\n"))
    return found


def test_adding_one_note_moves_no_other_node(made: Path, tmp_path: Path) -> None:
    before = read_positions(made.parent)
    assert len(before) == 21, "everyone, and me"
    (made.parent / "notes/people/newcomer.md").write_text(NEW, "utf-8")
    build(made, tmp_path / "second")
    after = read_positions(made.parent)
    assert {node: after[node] for node in before} == before
    assert set(after) - set(before) == {"people/newcomer", "people/somebody-new", "companies/brand-new"}


def test_builds_are_reproducible_in_place_and_elsewhere(made: Path, tmp_path: Path) -> None:
    build(made, tmp_path / "second")
    assert trees(tmp_path / "first", tmp_path / "second") == []
    other = project(tmp_path / "elsewhere", NOTES)
    build(other, tmp_path / "third")
    assert trees(tmp_path / "first", tmp_path / "third") == []


def test_nothing_is_written_among_the_notes_and_nothing_of_it_is_published(made: Path, tmp_path: Path) -> None:
    assert sorted(one.name for one in made.parent.iterdir()) == [".wayin", "mkdocs.yml", "notes"]
    assert sorted(one.name for one in (made.parent / "notes").iterdir()) == ["people"]
    assert not list((tmp_path / "first").rglob("positions.json"))


def test_a_truncated_file_is_reported_once_and_replaced(
    made: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = (made.parent / FILE).read_bytes()
    (made.parent / FILE).write_bytes(kept[: len(kept) // 2])
    with caplog.at_level(logging.INFO, "mkdocs"):
        build(made, tmp_path / "second")
    assert [one.getMessage() for one in caplog.records if "positions.json" in one.getMessage()] == [
        "wayin: .wayin/positions.json is damaged, so the layout is recomputed."
    ]
    assert (made.parent / FILE).read_bytes() == kept
    assert trees(tmp_path / "first", tmp_path / "second") == []


def test_without_write_access_the_build_continues(
    made: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made.parent / FILE).unlink()
    (made.parent / ".wayin").chmod(stat.S_IRUSR | stat.S_IXUSR)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")  # root may write anywhere

    monkeypatch.setattr("os.replace", refuse)
    with caplog.at_level(logging.INFO, "mkdocs"):
        site = build(made, tmp_path / "second")
    assert "can't be written" in caplog.text
    assert site.warnings == []
    assert trees(tmp_path / "first", tmp_path / "second") == []


def test_a_build_removes_what_killed_runs_left(made: Path, tmp_path: Path) -> None:
    left = [made.parent / folder / ".wayin-99999999-0123456789ab.tmp" for folder in (".wayin", "notes", "notes/people")]
    for file in left:
        file.write_text("---\nname: Hal")
    build(made, tmp_path / "second")
    assert [file for file in left if file.exists()] == []


def of_another_version(project: Path) -> None:
    (project / FILE).write_text('{"version": 2, "places": {}, "mine": "PRECIOUS"}')


def a_link(project: Path) -> None:
    shutil.rmtree(project / ".wayin")
    write(project, {"other/positions.json": '{"my": "OWN"}', "other/code.py": "x"})
    (project / ".wayin").symlink_to("other", target_is_directory=True)


def a_file(project: Path) -> None:
    shutil.rmtree(project / ".wayin")
    (project / ".wayin").write_text("mine")


def somebody_elses(project: Path) -> None:
    shutil.rmtree(project / ".wayin")
    write(project, {".wayin/code.py": "x"})


def files_of(project: Path) -> dict[Path, bytes]:
    """Return every file of a project except caches."""
    return {path: path.read_bytes() for path in project.rglob("*") if path.is_file() and path.parent.name != "cache"}


@pytest.mark.parametrize("place", [of_another_version, a_link, a_file, somebody_elses])
def test_a_foreign_file_is_left_alone_and_reported(
    made: Path, tmp_path: Path, place: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    place(made.parent)
    before = files_of(made.parent)
    site = build(made, tmp_path / "second", strict=False)
    assert files_of(made.parent) == before
    assert [line.count(".wayin") and "stays as it is" in line for line in site.warnings] == [True]
    assert trees(tmp_path / "first", tmp_path / "second") == []
    monkeypatch.chdir(made.parent)
    assert CliRunner().invoke(main, ["map"]).exit_code == 0
    fresh = CliRunner().invoke(main, ["map", "--fresh"])
    assert fresh.exit_code == (0 if place is somebody_elses else 1), "of a folder without positions there is no map"
    assert files_of(made.parent) == before


def test_the_layout_is_recomputed_on_request(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (made.parent / "notes/people/newcomer.md").write_text(NEW, "utf-8")
    build(made, tmp_path / "second")
    monkeypatch.chdir(made.parent / "notes")
    assert "The layout of 24 people and companies is saved" in CliRunner().invoke(main, ["map"]).output
    assert "recomputes the map" in CliRunner().invoke(main, ["map", "--fresh"]).output
    assert "No saved layout yet" in CliRunner().invoke(main, ["map"]).output
    build(made, tmp_path / "fresh")
    whole = project(tmp_path / "elsewhere", {**NOTES, "people/newcomer.md": NEW})
    build(whole, tmp_path / "clean")
    assert mapped(tmp_path / "fresh") == mapped(tmp_path / "clean")
    assert mapped(tmp_path / "fresh")["places"] != mapped(tmp_path / "second")["places"]


def test_without_a_project_no_map_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["map"])
    assert done.exit_code == 1
