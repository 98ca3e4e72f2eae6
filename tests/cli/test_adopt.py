"""`wayin adopt`: how an existing vault would be read; and `wayin init` in wrong places."""

from pathlib import Path

import pytest

from helpers import TODAY, write
from wayin.clock import Clock
from wayin.reading.mkdocs_yml import read_settings
from wayin.workspace import Workspace

HUMAN = "---\nrole: Analyst\norg: Acme\nemail: ada@example.org\nFirma: x\n---\n"


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path / "my vault",
        {
            "Companies/Acme.md": "---\ninterest: 5\n---\n", "References/Ada Park.md": HUMAN,
            "References/Bo Lind.md": HUMAN.replace("ada@", "bo@"), "People/T.md": "# {{title}}\n",
            "Daily/2026-11-18.md": "x",
            "Meetings/talk.md": "---\nattendees: Ada Park\nwhen: someday\n---\n",
        },
    )  # fmt: skip
    return tmp_path / "my vault"


def state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_shows_the_contents_and_changes_nothing(run, vault: Path) -> None:
    before = state(vault.parent)
    result = run("adopt", "my vault")
    assert result.exit_code == 0
    for line in (
        "6 notes.", "  1 company in Companies", "  1 interview in Meetings",
        "2 notes in References look like people: they have role, org, email.",
        "`attendees` is read as `with` (1 note).",
        "Keys Wayin doesn't know: `Firma` (2).", "isn't a date",
    ):  # fmt: skip
        assert line in result.stdout
    assert state(vault.parent) == before


def test_it_writes_the_settings_beside_the_notes_and_nothing_else(run, answer, vault: Path) -> None:
    before = state(vault)
    document = answer("adopt", "my vault", "--write")
    assert document["written"] == str(vault.parent / "mkdocs.yml")
    assert document["folders"] == [
        {"folder": "References", "kind": "people", "notes": 2, "keys": ["role", "org", "email"]}
    ]
    assert state(vault) == before
    assert {path.name for path in vault.parent.iterdir()} == {"my vault", "mkdocs.yml"}
    found = read_settings(vault.parent / "mkdocs.yml")
    assert not found.complaints
    workspace = Workspace.read(found.settings, Clock(TODAY), lambda _: None)
    assert set(workspace.kb.people) == {"References/Ada Park", "References/Bo Lind"}


def test_existing_settings_stay(run, vault: Path) -> None:
    (vault.parent / "mkdocs.yml").write_text("site_name: mine\n")
    result = run("adopt", "my vault", "--write")
    assert result.exit_code == 1
    assert "exists already; nothing was written" in result.stderr
    assert "References" in result.stderr
    assert (vault.parent / "mkdocs.yml").read_text() == "site_name: mine\n"


def test_a_missing_folder_gives_a_message(run, vault: Path) -> None:
    assert "There is no folder gone." in run("adopt", "gone").stderr


def test_init_refuses_a_checkout_unless_told_otherwise(run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "code/.git").mkdir(parents=True)
    result = run("init", "code/notes")
    assert result.exit_code == 1
    assert "inside a git checkout" in result.stderr
    assert "wayin init my-search" in result.stderr
    assert not (tmp_path / "code/notes").exists()
    assert run("init", "code/notes", "--here").exit_code == 0


def test_a_vault_may_begin_empty(run, answer, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert answer("init", "x", "--empty")["created"] == ["x/mkdocs.yml", "x/.gitignore"]
    assert [path.name for path in (tmp_path / "x").iterdir() if path.is_dir()] == ["notes"]
    assert run("check", "--notes", "x/notes").stdout == "No problems in 0 notes.\n"
    assert run("init", "x", "--empty").exit_code == 0, "what is there already may be written again"
