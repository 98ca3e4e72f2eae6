"""A few fixed projects of `scripts/fuzz.py`; and that the fuzzer would notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fuzzing.bad_notes import NOTES as BAD_NOTES
from fuzzing.trial import faults, faults_of_seed
from fuzzing.vaults import Vault, settings
from wayin.site.sanitize import Gate

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "people/a.md": b'---\nname: A\n---\n## B { #__config onclick="__PWN(1)" }\n\n<img src="https://track.example/2">\n',
    "page.md": b"<div class=md-search><script>__PWN(3)</script>\n",
}


@pytest.mark.parametrize("seed", ["3-1", "3-5"])
def test_no_page_contains_anything_forbidden(seed: str) -> None:
    assert faults_of_seed(seed) == []


def test_without_the_gate_it_finds_what_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for way in ("body", "own_page"):
        monkeypatch.setattr(Gate, way, lambda self, html, *_: html)
    found = "\n".join(faults(Vault(NOTES, settings()), tmp_path / "vault", commands=0))
    for part in ("event attribute onclick", "another host", "id '__config'", "'md-search'", "a script that is neither"):
        assert part in found


def test_something_bad_in_every_field_name_and_form_comes_into_no_page(tmp_path: Path) -> None:
    assert faults(Vault(BAD_NOTES, settings()), tmp_path / "vault", commands=0) == []
