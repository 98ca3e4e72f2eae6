"""The kept map: whole or not at all, never trusted, and nothing that a build fails over."""

import json
import os
from pathlib import Path

import pytest

from wayin.network.positions import FILE, ForeignError, forget_places, keep_places, read_places

PLACES = {"people/zoë": (3, -4), "me": (0, 0), "companies/a\udcff": (-10, 20)}


def test_what_is_kept_can_be_read_back(tmp_path: Path) -> None:
    assert read_places(tmp_path) == {}
    keep_places(tmp_path, PLACES)
    assert read_places(tmp_path) == PLACES


def test_the_same_places_give_the_same_bytes_whatever_their_order(tmp_path: Path) -> None:
    keep_places(tmp_path, PLACES)
    first = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).unlink()
    keep_places(tmp_path, dict(reversed(PLACES.items())))
    assert (tmp_path / FILE).read_bytes() == first


def test_it_is_written_only_when_something_changed_so_that_no_watcher_turns_in_circles(tmp_path: Path) -> None:
    keep_places(tmp_path, PLACES)
    os.utime(tmp_path / FILE, (1, 1))
    keep_places(tmp_path, PLACES)
    assert (tmp_path / FILE).stat().st_mtime == 1
    keep_places(tmp_path, {"me": (1, 1)})
    assert (tmp_path / FILE).stat().st_mtime != 1


def test_git_leaves_it_alone_and_nothing_else_lies_about(tmp_path: Path) -> None:
    keep_places(tmp_path, PLACES)
    assert sorted(one.name for one in (tmp_path / ".wayin").iterdir()) == [".gitignore", "positions.json"]
    assert "*" in (tmp_path / ".wayin/.gitignore").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"null", b"[]", b"[" * 200_000, b"\xff\xfe", b'{"places": {}}', b'{"version": 2, "places": {}}',
        b'{"version": 1, "places": []}', b'{"version": 1, "places": {"me": [1]}}',
        b'{"version": 1, "places": {"me": [1, "2"]}}', b'{"version": 1, "places": {"me": [1.5, 2]}}',
        b'{"version": 1, "places": {"me": [1, 99999999]}}', b'{"version": 1, "places": {"me": [NaN, 1]}}',
        json.dumps({"version": 1, "places": {"me": [10**400, 0]}}).encode(),
    ],
)  # fmt: skip
def test_a_damaged_or_foreign_file_is_named_and_can_be_written_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".wayin").mkdir()
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ForeignError, match=r"positions\.json"):
        read_places(tmp_path)
    keep_places(tmp_path, PLACES)
    assert read_places(tmp_path) == PLACES


def test_a_folder_in_its_place_is_no_file_of_ours(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    with pytest.raises(ForeignError):
        read_places(tmp_path)
    with pytest.raises(OSError, match="positions"):
        keep_places(tmp_path, PLACES)
    assert len(list((tmp_path / ".wayin").iterdir())) == 2, "no half-written file stays"


def test_a_file_in_the_folders_place_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / ".wayin").write_text("mine")
    assert read_places(tmp_path) == {}
    with pytest.raises(OSError, match="wayin"):
        keep_places(tmp_path, PLACES)
    assert (tmp_path / ".wayin").read_text() == "mine"


def test_forgetting_says_whether_anything_was_kept(tmp_path: Path) -> None:
    assert not forget_places(tmp_path)
    keep_places(tmp_path, PLACES)
    assert forget_places(tmp_path)
    assert read_places(tmp_path) == {}
