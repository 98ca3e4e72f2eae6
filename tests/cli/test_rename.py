"""`wayin rename` and `wayin merge` in a terminal: a plan, a question, one change with undo."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.conftest import Run
from helpers import write
from wayin.cli import main
from wayin.editing.transaction import NAME

NOTES = {
    "notes/people/ada.md": "---\nname: Ada Park\nrole: Analyst\n---\n",
    "notes/people/bo.md": "---\nname: Bo Lind\nknows: Ada Park # well\n---\n[[ada|She]]\n",
    "notes/people/ada-b.md": "---\nname: A. Park\nrole: Head\n---\n",
    "notes/interviews/a.md": "---\nwith: A. Park\ndate: 2026-11-18\n---\n",
}
TODAY = ("--today", "2026-11-20")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, NOTES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notes(project: Path) -> dict[str, bytes]:
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in (project / "notes").rglob("*.md")}


def asked(answer: str, *arguments: str) -> str:
    result = CliRunner().invoke(main, arguments, input=answer)
    return f"{result.exit_code} {result.output}"


def test_rename_shows_the_plan_and_asks(project: Path, run: Run) -> None:
    before = notes(project)
    for answer in ("n\n", "\n", ""):
        said = asked(answer, "rename", "ada", "Ada Lind", *TODAY)
        assert said.startswith("1 people/ada.md -> people/ada-lind.md\n")
        assert "+knows: Ada Lind # well" in said
        assert "Nothing was written" in said
        assert notes(project) == before
    assert asked("y\n", "rename", "ada", "Ada Lind", *TODAY).startswith("0 ")
    assert set(notes(project)) == set(before) - {"notes/people/ada.md"} | {"notes/people/ada-lind.md"}
    assert run("ways", "Ada Park", *TODAY).exit_code == 0, "the old name is an alias"
    assert "people/ada-lind.md -> people/ada.md" in run("undo", *TODAY).stdout
    assert notes(project) == before


def test_a_script_says_yes_and_gets_json(project: Path, run: Run) -> None:
    assert run("rename", "ada", "Ada Lind", "--format", "json", *TODAY).exit_code == 2
    dry = json.loads(run("rename", "ada", "Ada Lind", "--dry-run", "--format", "json", *TODAY).stdout)
    assert dry["written"] is False
    assert notes(project).keys() == NOTES.keys()
    document = json.loads(run("rename", "ada", "Ada Lind", "--yes", "--format", "json", *TODAY).stdout)
    assert document == dry | {"written": True}
    assert document["order"] == "rename: Ada Park to Ada Lind"
    moved, *others = document["changes"]
    assert (moved["path"], moved["from"]) == ("people/ada-lind.md", "people/ada.md")
    assert [change["path"] for change in others] == ["people/bo.md"]
    assert "+name: Ada Lind" in moved["diff"]


def test_merge_lists_what_contradicts_until_somebody_is_preferred(project: Path, run: Run) -> None:
    before = notes(project)
    refused = run("merge", "Ada Park", "A. Park", "--yes", *TODAY)
    assert refused.exit_code == 1
    assert refused.stdout == "role: Ada Park has Analyst, A. Park has Head\n"
    document = json.loads(run("merge", "Ada Park", "A. Park", "--yes", "--format", "json", *TODAY).stdout)
    assert document["contradictions"] == [{"field": "role", "who": "Analyst", "other": "Head"}]
    assert document["written"] is False
    assert notes(project) == before
    assert run("merge", "Ada Park", "A. Park", "--prefer", "Bo Lind", *TODAY).exit_code == 2
    merged = run("merge", "Ada Park", "A. Park", "--prefer", "A. Park", "--yes", *TODAY)
    assert merged.exit_code == 0, merged.output
    assert "people/ada-b.md goes to .wayin/trash" in merged.stdout
    after = notes(project)
    assert after["notes/people/ada.md"] == b"---\nname: Ada Park\nrole: Head\naliases: A. Park\n---\n"
    assert after["notes/interviews/a.md"] == b"---\nwith: Ada Park\ndate: 2026-11-18\n---\n"
    assert (project / ".wayin/trash/people/ada-b.md").read_bytes() == before["notes/people/ada-b.md"]
    assert run("undo", *TODAY).exit_code == 0
    assert notes(project) == before
    assert not (project / ".wayin/trash/people/ada-b.md").exists()


@pytest.mark.parametrize("kept", range(4))
def test_the_next_command_finishes_what_was_interrupted(project: Path, run: Run, kept: int) -> None:
    """The record lists the changes, and any number of the files may be written already."""
    before = notes(project)
    run("rename", "ada", "Ada Lind", "--yes", *TODAY)
    after, record = notes(project), project / ".wayin" / NAME
    record.write_text(re.sub(r'"done": true', '"done": false', record.read_text()))
    paths = sorted({*before, *after})
    for path in [path for path in paths if before.get(path) != after.get(path)][kept:]:
        if path in before:
            (project / path).write_bytes(before[path])
        else:
            (project / path).unlink()
    result = run("due", *TODAY)
    assert "Finished what was interrupted: rename: Ada Park to Ada Lind." in result.stderr
    assert notes(project) == after
    assert result.exit_code == 0


def test_a_contact_without_mention_is_not_renamed(project: Path, run: Run) -> None:
    write(project, {"contacts/people.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Eve Holm\nEND:VCARD\n"})
    write(project, {"mkdocs.yml": "site_name: x\ndocs_dir: notes\nplugins: [wayin]\n"})
    assert "exported files" in run("rename", "Eve Holm", "Eve Lind", "--yes", *TODAY).stderr


def test_who_has_the_name_already_needs_no_other(project: Path, run: Run) -> None:
    assert run("rename", "ada", "Ada Lind", "--yes", *TODAY).exit_code == 0
    assert "has that name already" in run("rename", "ada-lind", "Ada Lind", "--yes", *TODAY).stderr
