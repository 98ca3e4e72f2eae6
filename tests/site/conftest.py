"""Fixtures for tests of built sites."""

from pathlib import Path
from typing import Any

import pytest

from helpers import Site, build, project


@pytest.fixture
def vault(tmp_path: Path) -> Any:
    """Return a function that builds a project from a test's own notes."""

    def made(notes: dict[str, str | bytes], *arguments: Any, strict: bool = True, **settings: Any) -> Site:
        return build(project(tmp_path / "project", notes, *arguments, **settings), tmp_path / "site", strict)

    return made
