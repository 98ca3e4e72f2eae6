"""The month of the sample, from an empty folder by `new`, `log`, `done` and edits alone."""

from pathlib import Path

import pytest

from cli.conftest import Run
from month import Diary, keep


def test_the_month_of_the_sample_is_kept_by_commands_and_edits_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    keep(Diary(run, tmp_path))
