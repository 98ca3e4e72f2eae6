"""`wayin init`: a notes folder that works at once, and nothing is ever overwritten."""

import json
from datetime import date
from pathlib import Path

import pytest

from helpers import write
from wayin.editing import starting
from wayin.reading.mkdocs_yml import read_settings


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_says_what_it_wrote_and_the_next_two_commands(run, here) -> None:
    result = run("init", "my search", "--today", "2026-11-20")
    assert result.exit_code == 0
    assert result.stdout == (
        "my search/mkdocs.yml\n"
        "my search/notes/me.md\n"
        "my search/notes/people/nadia-brandt.md\n"
        "my search/notes/people/tomas-lind.md\n"
        "my search/notes/companies/harbour-analytics.md\n"
        "my search/notes/interviews/2026-11-17-nadia-brandt.md\n"
        "my search/.gitignore\n"
        "\n"
        "Sample notes to try things out. Next:\n"
        "  cd 'my search'\n"
        "  wayin serve\n"
    )


@pytest.mark.parametrize("today", ["2024-02-29", "2026-11-20", "2027-01-01"])
def test_the_new_sample_has_no_problems_and_a_way_on_any_day(run, answer, here, today) -> None:
    run("init", ".", "--today", today)
    assert run("check", "--today", today).exit_code == 0
    ways = answer("ways", "Harbour Analytics", "--today", today)["ways"]
    assert [one["name"] for one in ways[0]["people"]] == ["Me", "Nadia Brandt", "Tomas Lind"]
    assert ways[0]["tier"] == "warm"
    kinds = {one["kind"] for one in answer("due", "--within", "7d", "--today", today)["items"]}
    assert kinds >= {"thank-you", "connect", "promise", "introduction"}
    assert {one["topic"] for one in answer("learned")["learnings"]} == {"hiring"}


def test_no_draft_is_signed_by_the_example(answer, here) -> None:
    run_day = ("--today", "2026-11-20")
    answer("init", ".", *run_day)
    for kind, target in (("thank-you", "Nadia Brandt"), ("request", "Tomas Lind"), ("introduction", "Tomas Lind")):
        found = answer("draft", kind, target, *run_day)
        assert "your name" in {one["what"] for one in found["blanks"]}
        assert found["body"].rstrip().endswith("[your name: as you sign it]")


def test_in_the_current_folder_no_cd_is_shown(answer, here) -> None:
    assert answer("init", ".")["next"] == ["wayin serve", 'wayin ways "Harbour Analytics"']


def test_mkdocs_yml_finds_the_notes(run, here) -> None:
    run("init", ".", "--notes", "my notes")
    found = read_settings(here / "mkdocs.yml")
    assert found.complaints == ()
    assert found.settings.notes == here / "my notes"
    assert found.settings.today is None
    assert (here / "my notes" / "me.md").is_file()


def test_init_writes_the_same_settings_as_the_sample(here, run) -> None:
    run("init", ".")
    sample = (Path(__file__).parents[2] / "mkdocs.yml").read_text("utf-8").splitlines()
    new = (here / "mkdocs.yml").read_text("utf-8").splitlines()
    differing = [line.split(":")[0].strip() for line in set(sample) ^ set(new)]
    assert set(differing) <= {"site_name", "today", "follow_up_after"}


@pytest.mark.parametrize("taken", ["mkdocs.yml", "notes/me.md", "notes/people/tomas-lind.md"])
def test_existing_files_are_reported_and_nothing_is_written(run, here, taken) -> None:
    (here / taken).parent.mkdir(parents=True, exist_ok=True)
    (here / taken).write_text("mine")
    before = sorted(here.rglob("*"))
    result = run("init", ".", "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(f"wayin: {taken} already exists; nothing was written.\n")
    assert sorted(here.rglob("*")) == before
    assert (here / taken).read_text() == "mine"


@pytest.mark.parametrize("written", range(7))
@pytest.mark.parametrize("later", ["2026-11-20", "2026-11-21", "2026-12-03"])
def test_an_interrupted_start_is_completed_with_its_original_dates(run, here, written, later) -> None:
    run("init", "whole", "--today", "2026-11-20")
    whole = {path.relative_to(here / "whole"): path.read_bytes() for path in here.rglob("*") if path.is_file()}
    for path in ["mkdocs.yml", *starting.NOTES][:written]:
        path = path if path == "mkdocs.yml" else f"notes/{path}".replace("interviews/", "interviews/2026-11-17-")
        write(here / "half", {path: whole[Path(path)]})
    (here / "half/notes").mkdir(parents=True, exist_ok=True)
    (here / "half/notes/.wayin-99999999-0123456789ab.tmp").write_text("---")
    assert run("init", "half", "--today", later).exit_code == 0
    half = {path.relative_to(here / "half"): path.read_bytes() for path in (here / "half").rglob("*") if path.is_file()}
    if later == "2026-11-20" or written > 2:
        assert half == whole
    else:
        assert len(half) == len(whole), "what was written names no day yet"


@pytest.mark.parametrize("folder", ["notes", "notes/people"])
def test_a_link_out_of_the_folder_is_not_written_through(run, here, folder) -> None:
    (here / "other").mkdir()
    (here / "x" / folder).parent.mkdir(parents=True)
    (here / "x" / folder).symlink_to(here / "other", target_is_directory=True)
    result = run("init", "x")
    assert result.exit_code == 1
    assert "leads out of x" in result.stderr
    assert not (here / "x/mkdocs.yml").exists()
    assert list((here / "other").iterdir()) == []


def test_other_files_are_left_alone(run, here) -> None:
    (here / "README.md").write_text("mine")
    assert run("init", ".").exit_code == 0
    assert (here / "README.md").read_text() == "mine"


@pytest.mark.parametrize("notes", ["/tmp/x", "../x", "."])
def test_the_notes_folder_must_be_inside_the_project(run, here, notes) -> None:
    assert run("init", ".", "--notes", notes).exit_code == 2
    assert list(here.iterdir()) == []


def test_init_refuses_a_file_as_its_folder(run, here) -> None:
    (here / "file").write_text("mine")
    result = run("init", "file")
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_its_document(answer, here) -> None:
    document = answer("init", "x", "--today", date(2026, 11, 20).isoformat())
    assert json.dumps(document["created"][0]) == '"x/mkdocs.yml"'
    assert document["next"] == ["cd x", "wayin serve"]


def test_exported_contacts_are_ignored_by_git_and_an_existing_gitignore_stays(run, here) -> None:
    run("init", "new")
    assert "/contacts/" in (here / "new/.gitignore").read_text().splitlines()
    write(here / "old", {".gitignore": "mine\n"})
    assert run("init", "old").exit_code == 0
    assert (here / "old/.gitignore").read_text() == "mine\n"
