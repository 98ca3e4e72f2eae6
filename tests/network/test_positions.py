"""The saved map: atomic, never trusted, and never a reason for a build to fail."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import write
from wayin.network.positions import FILE, DamagedError, read_positions, remove_positions, write_positions
from wayin.own_folder import IGNORE, ForeignError

PLACES = {"people/zoë": (3, -4), "me": (0, 0), "companies/a\udcff": (-10, 20)}


def test_saved_positions_can_be_read_back(tmp_path: Path) -> None:
    assert read_positions(tmp_path) == {}
    write_positions(tmp_path, PLACES)
    assert read_positions(tmp_path) == PLACES


def test_the_same_places_give_the_same_bytes_whatever_their_order(tmp_path: Path) -> None:
    write_positions(tmp_path, PLACES)
    first = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).unlink()
    write_positions(tmp_path, dict(reversed(PLACES.items())))
    assert (tmp_path / FILE).read_bytes() == first


def test_it_is_only_written_if_it_changed_so_that_watchers_do_not_loop(tmp_path: Path) -> None:
    write_positions(tmp_path, PLACES)
    os.utime(tmp_path / FILE, (1, 1))
    write_positions(tmp_path, PLACES)
    assert (tmp_path / FILE).stat().st_mtime == 1
    write_positions(tmp_path, {"me": (1, 1)})
    assert (tmp_path / FILE).stat().st_mtime != 1


def test_git_ignores_it_and_nothing_else_is_left(tmp_path: Path) -> None:
    write_positions(tmp_path, PLACES)
    assert sorted(one.name for one in (tmp_path / ".wayin").iterdir()) == [".gitignore", "positions.json"]
    assert "*" in (tmp_path / ".wayin/.gitignore").read_text("utf-8").splitlines()


def kept(tmp_path: Path) -> bytes:
    """Return the bytes of a saved file."""
    write_positions(tmp_path, PLACES)
    return (tmp_path / FILE).read_bytes()


@pytest.mark.parametrize(
    "content",
    [
        b"null", b"[]", b"[" * 200_000, b"\xff\xfe", b'{"places": {}}', b'{"version": 2, "places": {}}',
        b'{"version": 2, "places": {}, "mine": "PRECIOUS"}', b'{"version": 1, "places": {}, "mine": "PRECIOUS"}',
        b'{"version": 1, "places": []}', b'{"version": 1, "places": {"me": [1]}}',
        b'{"version": 1, "places": {"me": [1, "2"]}}', b'{"version": 1, "places": {"me": [1.5, 2]}}',
        b'{"version": 1, "places": {"me": [1, 99999999]}}', b'{"version": 1, "places": {"me": [NaN, 1]}}',
        json.dumps({"version": 1, "places": {"me": [10**400, 0]}}).encode(), b"PRECIOUS", b" ",
        b'{"version": 1, "places": {\n  "me": [0, 0]\n}}\nPRECIOUS', b'{"version": 1, "places": {\nPRECIOUS',
        b'{"version": 1, "places": {\n  "me": [0, 0],\nPRECIOUS\n  "x": [1',
    ],
)  # fmt: skip
def test_a_foreign_file_is_reported_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".wayin").mkdir()
    (tmp_path / FILE).write_bytes(content)
    for act in (read_positions, lambda project: write_positions(project, PLACES), remove_positions):
        with pytest.raises(ForeignError, match=r"positions\.json"):
            act(tmp_path)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_file_truncated_by_a_full_disk_is_replaced(tmp_path: Path) -> None:
    whole = kept(tmp_path)
    for end in range(len(whole) - 1):
        (tmp_path / FILE).write_bytes(whole[:end])
        with pytest.raises(DamagedError, match="damaged"):
            read_positions(tmp_path)
    write_positions(tmp_path, PLACES)
    assert read_positions(tmp_path) == PLACES
    (tmp_path / FILE).write_bytes(whole[:40])
    assert remove_positions(tmp_path)
    assert not (tmp_path / FILE).exists()


def a_link(project: Path) -> None:
    (project / ".wayin").symlink_to("other", target_is_directory=True)


def a_link_to_nowhere(project: Path) -> None:
    (project / ".wayin").symlink_to("nowhere", target_is_directory=True)


def a_file(project: Path) -> None:
    (project / ".wayin").write_text("mine")


def somebody_elses_folder(project: Path) -> None:
    shutil.copytree(project / "other", project / ".wayin")


def a_link_in_the_files_place(project: Path) -> None:
    (project / ".wayin").mkdir()
    (project / FILE).symlink_to("../other/positions.json")


def a_folder_in_the_files_place(project: Path) -> None:
    (project / FILE).mkdir(parents=True)


def a_link_in_the_place_of_its_gitignore(project: Path) -> None:
    (project / ".wayin").mkdir()
    (project / ".wayin/.gitignore").symlink_to("../other/.gitignore")


@pytest.mark.parametrize(
    "place",
    [
        a_link, a_link_to_nowhere, a_file, somebody_elses_folder, a_link_in_the_files_place,
        a_folder_in_the_files_place, a_link_in_the_place_of_its_gitignore,
    ],
)  # fmt: skip
def test_nothing_is_written_where_somebody_elses_things_are(tmp_path: Path, place: Callable[[Path], None]) -> None:
    write(tmp_path / "other", {"positions.json": '{"my": "OWN"}', "code.py": "x"})
    place(tmp_path)
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    with pytest.raises(ForeignError, match=r"\.wayin"):
        write_positions(tmp_path, PLACES)
    after = {path: path.is_file() and path.read_bytes() for path in tmp_path.rglob("*")}
    ignore = tmp_path / ".wayin/.gitignore"
    assert after == before or {path for path in after if path not in before} == {ignore}, "only our own folder's"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("written", ["", "\n", IGNORE[:10], IGNORE[:-3], "cache/\n", "*.tmp\n", "# *\n"])
def test_a_gitignore_that_does_not_ignore_everything_is_written_again(tmp_path: Path, written: str) -> None:
    write(tmp_path, {".wayin/.gitignore": written, ".wayin/contacts/x.json": "{}", ".wayin/last-change.json": "{}"})
    write_positions(tmp_path, PLACES)
    lines = (tmp_path / ".wayin/.gitignore").read_text("utf-8").splitlines()
    assert "*" in lines
    own = [line for line in written.splitlines() if line and not IGNORE.startswith(line)]
    assert lines[-len(own) :] == own or not own, "lines of the user's stay"


@pytest.mark.parametrize("written", ["*\n", "# mine\n*\n!positions.json\n"])
def test_a_gitignore_that_does_is_left_alone_whatever_else_is_there(tmp_path: Path, written: str) -> None:
    write(tmp_path, {".wayin/.gitignore": written, ".wayin/mine.txt": "mine"})
    write_positions(tmp_path, PLACES)
    assert (tmp_path / ".wayin/.gitignore").read_text("utf-8") == written
    assert read_positions(tmp_path) == PLACES


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
def test_on_a_full_disk_all_or_nothing_is_written_starting_with_gitignore(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom wayin.network.positions import write_positions\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
        "try:\n    write_positions(Path(sys.argv[1]), {f'people/{n}': (n, n) for n in range(99)})\n"
        "except OSError as error:\n    print(error.strerror)"
    )
    for room, left in ((0, []), (30, []), (200, [".gitignore"])):
        done = subprocess.run(
            [sys.executable, "-c", program, tmp_path, str(room)], capture_output=True, text=True, timeout=60
        )
        assert done.stdout == "File too large\n", done.stderr
        assert [path.name for path in (tmp_path / ".wayin").iterdir()] == left
    write_positions(tmp_path, PLACES)
    assert read_positions(tmp_path) == PLACES


def test_resetting_returns_whether_anything_was_saved(tmp_path: Path) -> None:
    assert not remove_positions(tmp_path)
    write_positions(tmp_path, PLACES)
    assert remove_positions(tmp_path)
    assert read_positions(tmp_path) == {}
