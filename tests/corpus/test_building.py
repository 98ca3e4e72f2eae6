"""The whole corpus in a real build: it always finishes, every note has a page, and no note is changed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from wayin.reading import read_folder

from .building import build_site, state, write
from .cases import cases
from .mutations import mutated

if TYPE_CHECKING:
    from pathlib import Path


def joined(step: int) -> dict[str, bytes]:
    """Return bad vaults combined, every n-th one: each file is named after its case's number, in the same folder."""
    files: dict[str, bytes] = {}
    for number, case in list(enumerate(cases()))[::step]:
        for path, data in case.files.items():
            folder, slash, name = path.rpartition("/")
            files[f"{folder}{slash}c{number}-{name}"] = data
    return files


@pytest.mark.parametrize("directory_urls", [True, False])
def test_the_bad_vaults_are_built_together(tmp_path: Path, directory_urls: bool) -> None:
    notes = tmp_path / "notes"
    write(notes, joined(1 if directory_urls else 4))
    before = state(notes)
    site = build_site(tmp_path, directory_urls=directory_urls)
    assert state(notes) == before
    for note in read_folder(notes).notes:
        stem = note.path.rpartition(".")[0]
        stem = stem if stem.rpartition("/")[2] not in ("index", "README") else stem.rpartition("/")[0]
        page = site / f"{stem}/index.html" if directory_urls else site / f"{stem}.html"
        assert page.is_file(), note.path


@pytest.mark.parametrize("seed", ["ci-1", "ci-2", "ci-3"])
def test_changed_at_random_good_notes_are_still_built(tmp_path: Path, seed: str) -> None:
    notes = tmp_path / "notes"
    write(notes, mutated(random.Random(seed)))
    before = state(notes)
    site = build_site(tmp_path)
    assert state(notes) == before
    assert (site / "problems/index.html").is_file()
