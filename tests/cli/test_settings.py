"""The notes folder, the day, and that no user error ends in a traceback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from wayin.dates import Duration
from wayin.reading.mkdocs_yml import find_settings, read_settings


def test_the_nearest_mkdocs_yml_above_says_where_the_notes_are_and_what_day_it_is(small, monkeypatch) -> None:
    monkeypatch.chdir(small / "notes" / "people")
    found = find_settings()
    assert found.settings.notes.resolve() == small / "notes"
    assert found.settings.today == date(2026, 11, 20)
    assert found.complaints == ()


def test_without_mkdocs_yml_the_notes_are_in_notes(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_settings().settings.notes == Path("notes")


def test_a_given_folder_uses_the_options_of_its_own_project_only(small) -> None:
    assert find_settings(small / "notes").settings.today == date(2026, 11, 20)
    assert find_settings(small / "notes" / "people").settings.today is None


def test_all_options_are_read(tmp_path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "docs_dir: my notes\nplugins: {wayin: {today: 2026-01-02, follow_up_after: 2w, most_intermediaries: 3}}\n"
    )
    settings = read_settings(file).settings
    assert settings.notes.name == "my notes"
    assert (settings.today, settings.follow_up_after, settings.most_intermediaries) == (
        date(2026, 1, 2), Duration(2, "w"), 3,
    )  # fmt: skip


def test_a_wait_may_be_in_business_days_of_a_country(tmp_path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("plugins: {wayin: {follow_up_after: 7bd, country: de}}\n")
    wait = read_settings(file).settings.follow_up_after
    assert wait == Duration(7, "bd", "DE")
    assert wait.after(date(2026, 12, 22)) == date(2027, 1, 4), "Christmas, New Year and weekends are none"
    file.write_text("plugins: {wayin: {follow_up_after: 3bd}}\n")
    assert read_settings(file).settings.follow_up_after.after(date(2026, 11, 26)) == date(2026, 12, 1)
    file.write_text("plugins: {wayin: {follow_up_after: 7bd, country: Atlantis}}\n")
    found = read_settings(file)
    assert found.settings.follow_up_after == Duration(7, "bd")
    assert "[not-a-country]" in found.complaints[0]


def test_what_only_mkdocs_understands_is_ignored(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MOST", "1")
    (tmp_path / "base.yml").write_text("docs_dir: inherited\nplugins: {wayin: {follow_up_after: 3w}}\n")
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "INHERIT: base.yml\ntheme: !!python/name:os.system\nextra: !anything {a: [1]}\n"
        "plugins:\n  wayin:\n    most_intermediaries: !ENV [MOST, 2]\n    today: !ENV UNSET\n"
    )
    found = read_settings(file)
    assert found.complaints == ()
    assert found.settings.notes.name == "inherited"
    assert (found.settings.most_intermediaries, found.settings.today) == (1, None)
    assert found.settings.follow_up_after == Duration(3, "w")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("docs_dir: [", "mkdocs.yml:"),
        ("\tdocs_dir: notes", "mkdocs.yml:1:1: this YAML can't be read"),
        ("- a list", "no `key: value` lines"),
        ("a: &a [*a]\nb: {? [x] : y}", "this YAML can't be read (found unhashable key)"),
        ("[" * 5000, "can't be read as YAML"),
        ("docs_dir: {a: b}", "`docs_dir` is a block"),
        ("plugins: [{wayin: {today: tomorrow}}]", "`today`: “tomorrow” isn't a date."),
        ("plugins: [{wayin: {most_intermediaries: 7}}]", "isn't a number from 1 to 3. Write 1, 2 or 3. [not-1-to-3]"),
        (
            "plugins: [{wayin: {editor: 'javascript:{path}'}}]",
            "an address with {path} and {line} in it. [not-an-editor]",
        ),
        ("plugins: [{wayin: {follow_up_after: [1]}}]", "isn't a length of time"),
        ("x: \x00", "can't be read as YAML"),
    ],
)
def test_a_broken_mkdocs_yml_is_reported_and_stops_nothing(run, small, text, said) -> None:
    (small / "mkdocs.yml").write_text(text)
    result = run("learned", "--topic", "pay")
    assert said in result.stderr
    assert result.exit_code == 0
    assert "Ask for the band." in result.stdout


@pytest.mark.parametrize(
    "text", ["", "plugins:", "plugins: [wayin, 7, null, {other: 1}]", "plugins: 3", "INHERIT: mkdocs.yml"]
)
def test_a_sparse_mkdocs_yml_is_fine(run, small, text) -> None:
    (small / "mkdocs.yml").write_text(text)
    assert run("learned").exit_code == 0


def test_bytes_that_are_not_text_are_reported(run, small) -> None:
    (small / "mkdocs.yml").write_bytes(b"\xff\xfe\x00")
    assert run("learned").exit_code == 0


COMMANDS = ["check", "due", "learned", "export json", "ways x", "new person Ada"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_notes_folder_gives_a_message(run, tmp_path, command) -> None:
    result = run(*command.split(), "--notes", tmp_path / "none", "--format", "json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "There is no folder" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_instead_of_a_folder_is_reported(run, tmp_path, command) -> None:
    (tmp_path / "file").touch()
    result = run(*command.split(), "--notes", tmp_path / "file")
    assert result.exit_code == 1
    assert "is a file; --notes takes the folder" in result.stderr


@pytest.mark.parametrize("command", [*COMMANDS, "schema", "init x"])
def test_an_invalid_date_is_wrong_usage_everywhere(run, tmp_path, monkeypatch, command) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*command.split(), "--today", "2026-02-30")
    assert result.exit_code == 2
    assert "Write it as 2026-02-28." in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_an_invalid_source_date_epoch_gives_a_message(run, small, monkeypatch) -> None:
    (small / "mkdocs.yml").unlink()
    for wrong in ("soon", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        result = run("due")
        assert result.exit_code == 1
        assert "SOURCE_DATE_EPOCH" in result.stderr


@pytest.fixture
def nobody() -> Iterator[None]:
    """Run as a user with restricted permissions; root has none."""
    if not hasattr(os, "geteuid"):
        pytest.skip("Windows has no such permissions")
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


@pytest.mark.parametrize("locked", ["notes", "notes/people", "notes/people/ada-park.md"])
def test_an_unreadable_file_is_reported(run, small, request, locked) -> None:
    path = small / locked
    path.chmod(0)
    request.addfinalizer(lambda: path.chmod(0o755))
    request.getfixturevalue("nobody")
    result = run("check", "--notes", "notes")
    assert result.exit_code == 1
    assert "can't be read (Permission denied)" in result.stdout
    assert run("ways", "Ada", "--notes", "notes").exit_code in (0, 1)  # exceptions other than exits are raised


def test_an_unwritable_file_is_reported(run, small, request) -> None:
    run("new", "person", "Somebody First")
    run("export", "json", "-o", "first.json")
    request.getfixturevalue("nobody")
    for command in (["new", "person", "Somebody Else"], ["export", "json", "-o", "x.json"], ["init", "here"]):
        result = run(*command, *([] if "init" in command else ["--notes", "notes"]))
        assert result.exit_code == 1
        assert result.stderr.endswith(": Permission denied.\n")


def test_a_deleted_current_folder_gives_no_traceback(tmp_path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"cd {gone} && rmdir {gone} && exec \"$0\" -c 'from wayin.cli import main; main()' check"
    if os.name == "nt" or not shutil.which("sh"):
        pytest.skip("needs a shell")
    result = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, timeout=60)
    assert b"Traceback" not in result.stderr
    assert result.returncode == 1
