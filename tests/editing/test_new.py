"""`wayin new`: the note and its path for any name, and nothing is ever overwritten."""

import os
import re
import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.conftest import process
from examples import examples
from wayin.editing import NewNote, create, stem_of
from wayin.editing.new import FOLDERS, text_of
from wayin.journey.questions import SEEDS
from wayin.reading import read_folder, read_note


def facts(path: Path):
    note, problems = read_note(path.as_posix().partition("notes/")[2], path.read_bytes())
    assert problems == []
    return note.facts


def test_it_prints_the_path_of_the_new_note(run, small) -> None:
    result = run("new", "person", "Eve Adler", "--company", "northwind")
    assert (result.exit_code, result.stdout) == (0, "notes/people/eve-adler.md\n")
    person = facts(small / result.stdout.strip())
    assert (person.name, person.company.word) == ("Eve Adler", "Northwind Analytics")


def test_it_answers_in_json_too(answer, small) -> None:
    assert answer("new", "company", "Gridsmith") == {
        "id": "companies/gridsmith",
        "path": "notes/companies/gridsmith.md",
    }


def test_the_path_is_relative_to_the_current_folder(run, small, monkeypatch) -> None:
    monkeypatch.chdir(small / "notes" / "people")
    assert run("new", "company", "Gridsmith").stdout == f"..{os.sep}companies{os.sep}gridsmith.md\n"


@pytest.mark.parametrize(
    ("arguments", "path", "people", "name"),
    [
        (["Ada Park", "--date", "2026-12-01"], "2026-12-01-ada-park", ["Ada Park"], None),
        (["ada", "--date", "2026-12-01T15:00"], "2026-12-01-ada-park", ["Ada Park"], None),
        (["--with", "Ada", "--with", "Bo Lind"], "ada-park", ["Ada Park", "Bo Lind"], None),
        (["A: b", "--with", "Li, Wei", "--date", "2026-12-01"], "2026-12-01-li-wei", ["Li, Wei"], "A: b"),
        (["Coffee", "--with", "Ada Park"], "coffee", ["Ada Park"], "Coffee"),
    ],
)  # fmt: skip
def test_an_interview_is_named_after_its_day_and_its_people(run, small, arguments, path, people, name) -> None:
    result = run("new", "interview", *arguments)
    assert result.stdout == f"notes/interviews/{path}.md\n"
    interview = facts(small / result.stdout.strip())
    assert [one.word for one in interview.people] == people
    assert interview.name == name
    assert interview.questions
    assert str(interview.day or "")[:10] == ("2026-12-01" if "--date" in arguments else "")


def test_a_note_of_that_name_is_not_written_twice(run, small) -> None:
    before = (small / "notes/people/ada-park.md").read_bytes()
    for name in ("Ada Park", "ADA", "ada-park"):
        result = run("new", "person", name)
        assert result.exit_code == 1
        assert f"notes/people/ada-park.md already uses the name “{name}”." in result.stderr
        assert result.stdout == ""
    assert (small / "notes/people/ada-park.md").read_bytes() == before


def test_a_note_of_that_name_elsewhere_is_reported(run, small) -> None:
    (small / "notes/people/north").mkdir()
    (small / "notes/people/north/kaj.md").write_text("---\nname: Kaj Berg\n---\n")
    assert "notes/people/north/kaj.md already uses the name “Kaj Berg”" in run("new", "person", "Kaj Berg").stderr


def test_an_existing_interview_is_not_overwritten(run, small) -> None:
    assert run("new", "interview", "Bo Lind", "--date", "2026-12-01").exit_code == 0
    result = run("new", "interview", "Bo Lind", "--date", "2026-12-01")
    assert result.exit_code == 1
    assert result.stderr == "wayin: notes/interviews/2026-12-01-bo-lind.md already exists.\n"


def test_somebody_only_mentioned_gets_the_note_that_their_page_is_for(run, small) -> None:
    assert run("new", "person", "Cy Dunn").stdout == "notes/people/cy-dunn.md\n"


def test_a_misspelling_of_somebody_else_is_refused_unless_intended(run, small) -> None:
    result = run("new", "interview", "--with", "Bo Lint")
    assert result.exit_code == 1
    assert "“Bo Lint” has no note yet. Did you mean Bo Lind? If not, add --anyway" in result.stderr
    assert not list((small / "notes/interviews").glob("bo-lint*"))
    result = run("new", "interview", "--with", "Bo Lint", "--anyway")
    assert result.exit_code == 0
    assert "“Bo Lint” has no note yet. Did you mean Bo Lind?" in result.stderr


def test_an_unknown_reference_is_written_and_reported(run, small) -> None:
    result = run("new", "interview", "--with", "Zoe Unknown")
    assert result.exit_code == 0
    assert "“Zoe Unknown” has no note yet." in result.stderr


def test_a_unique_first_name_is_enough(run, small) -> None:
    result = run("new", "interview", "--with", "bo", "--date", "2026-12-01")
    assert result.stdout == "notes/interviews/2026-12-01-bo-lind.md\n"
    assert "“bo” is taken for Bo Lind." in result.stderr


def test_an_ambiguous_reference_is_refused_and_becomes_a_link_if_needed(run, small) -> None:
    (small / "notes/people/ada-two.md").write_text("---\nname: Ada Park\n---\n")
    result = run("new", "interview", "--with", "Ada Park")
    assert result.exit_code == 1
    assert "people/ada-park, people/ada-two" in result.stderr
    result = run("new", "interview", "--with", "people/ada-two", "--date", "2026-12-01")
    assert result.stdout == "notes/interviews/2026-12-01-ada-park.md\n"
    assert facts(small / result.stdout.strip()).people[0].word == "people/ada-two"


NAMES = [
    *("con", "NUL", "Index", "README", "com1", "aux", "Aux!"),
    *("名前 一郎", "👩‍💻 Ada", "x" * 5000, "é" * 300, "a\nb", "\x1b[31mred", "../../etc/passwd", "C:\\Windows"),
    *("- Ada", "{a: b}", "Eve # Park", "yes", "[[Ada Two]]"),
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_becomes_a_note_that_reads_back(run, small, name) -> None:
    result = run("new", "person", "--", name)
    assert result.exit_code == 0
    path = small / result.stdout.strip()
    assert path.parent == small / "notes/people"
    assert path.stem.casefold() not in {"con", "nul", "index", "readme", "com1", "aux"}
    assert len(path.name.encode()) < 200
    assert facts(path).name == " ".join(name.split())
    assert path.relative_to(small / "notes").as_posix() in {note.path for note in read_folder(small / "notes").notes}


@pytest.mark.parametrize("name", ["", "   ", "!!!", "…", "\udcff\udcfe", "😀"])
def test_a_name_without_letters_is_wrong_usage(run, small, name) -> None:
    result = run("new", "company", name)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "arguments",
    [["person"], ["person", "A", "--with", "B"], ["company", "A", "--date", "2026-01-01"], ["interview"], ["page", "A"],
     ["company", "A", "--company", "B"], ["person", "A", "--date", "soon"], ["interview", "A", "--with", "!"]],
)  # fmt: skip
def test_wrong_usage_is_two_and_writes_nothing(run, small, arguments) -> None:
    before = sorted(small.rglob("*"))
    assert run("new", *arguments).exit_code == 2
    assert sorted(small.rglob("*")) == before


@pytest.mark.parametrize("kind", ["person", "company", "interview"])
def test_the_hints_of_a_template_are_valid_without_the_hash(kind) -> None:
    folder = {"person": "people", "company": "companies", "interview": "interviews"}[kind]
    text = text_of(NewNote(kind, "Eve", people=("Eve",) if kind == "interview" else ()))
    taken = re.sub(r"^#(?=[a-z_]+:|  - )", "", text, flags=re.MULTILINE)
    assert taken.count("\n#") < text.count("\n#")
    _, problems = read_note(f"{folder}/eve.md", taken.encode())
    assert problems == []


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "eve.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(FileExistsError):
        create(tmp_path, NewNote("person", "Eve"))
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize("folder", ["people", "companies", "interviews"])
def test_a_folder_that_is_a_link_out_of_the_notes_is_not_written_to(run, small, folder) -> None:
    shutil.rmtree(small / "notes" / folder)
    (small / "other").mkdir()
    (small / "notes" / folder).symlink_to("../other", target_is_directory=True)
    kind = {"people": "person", "companies": "company", "interviews": "interview"}[folder]
    result = run("new", kind, "Eve Moor")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(f"wayin: notes/{folder}: this folder is a link that leads out of notes.\n")
    assert list((small / "other").iterdir()) == []


@pytest.mark.parametrize("name", ["../Eve Moor", "/Eve/Moor", "a/../../Eve Moor", "..\\Eve Moor", "people/Eve Moor"])
@pytest.mark.parametrize("kind", ["person", "company", "interview"])
def test_no_name_leads_out_of_its_folder(run, small, kind, name) -> None:
    before = {path for path in small.rglob("*") if path.is_file()}
    result = run("new", kind, name)
    assert result.exit_code == 0
    (written,) = {path for path in small.rglob("*") if path.is_file()} - before
    assert written.parent == small / "notes" / FOLDERS[kind]


def test_leftovers_of_a_killed_run_in_another_folder_are_removed(run, small) -> None:
    left = small / "notes/companies/.wayin-99999999-0123456789ab.tmp"
    left.write_text("---\nname: Hal")
    assert run("new", "person", "Eve Moor").exit_code == 0
    assert not left.exists()


@given(st.text(min_size=1))
@settings(max_examples=examples(200), deadline=None)
def test_a_stem_is_a_plain_file_name(name: str) -> None:
    try:
        stem = stem_of(name)
    except ValueError:
        return
    # In scripts other than Latin, Greek and Cyrillic, marks count as letters
    assert stem[0].isalnum()
    assert stem[-1] != "-"
    assert all(char.isalnum() or char in "-_" or unicodedata.category(char)[0] == "M" for char in stem)
    assert len(stem.encode()) <= 200


def test_a_new_note_works_in_a_separate_process_too(small) -> None:
    result = process("new", "interview", "--with", "Ada Park", "--date", date(2026, 12, 1).isoformat())
    assert result.returncode == 0
    assert result.stdout.split() == [b"notes/interviews/2026-12-01-ada-park.md"]


def test_an_interview_starts_with_what_its_people_could_answer(run, small) -> None:
    (small / "notes/people/eve.md").write_text("---\nname: Eve\nrole: Forecaster\n---\n")
    (small / "notes/interviews/x.md").write_text("---\nwith: Bo Lind\nquestions: [Which forecaster taught you?]\n---\n")
    asked = facts(small / run("new", "interview", "--with", "Eve").stdout.strip()).questions
    assert "Which forecaster taught you?" in [question.ask for question in asked]
    assert asked[0].ask == "What did you do yesterday, hour by hour?"
    assert asked[-1].ask == "Who else should I talk to?"


def test_the_questions_are_those_of_its_kind(run, small) -> None:
    note = facts(small / run("new", "interview", "Zoe Ward", "--kind", "screening").stdout.strip())
    assert note.kind == "screening"
    assert tuple(one.ask for one in note.questions) == SEEDS["screening"]
