"""Whether a name means one person is looked up in an index built once."""

from typing import Any

import pytest

import wayin.workspace
from network import vault

FILES: vault.Files = {
    "me": {"name": "Sam"},
    "people/ada-park": {"name": "Ada Park", "closeness": 4},
    "people/ada-lind": {"name": "Ada Park", "closeness": 3},
    "people/bo": {"name": "Bo Lind", "closeness": 3},
}


def test_a_shared_name_means_neither_and_names_are_indexed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[tuple[Any, ...]] = []
    finder = wayin.workspace.finder
    monkeypatch.setattr(wayin.workspace, "finder", lambda *given: gathered.append(given) or finder(*given))
    workspace = vault.workspace(FILES)
    assert [workspace.is_meant_by_name(person) for person in ("people/ada-park", "people/ada-lind", "people/bo")] == [
        False, False, True,
    ]  # fmt: skip
    assert len(gathered) == 1
