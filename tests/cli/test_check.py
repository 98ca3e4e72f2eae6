"""`wayin check`: problems like a compiler's, as JSON, as annotations, and while they come and go."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from wayin.cli.check import PAUSE, changes
from wayin.cli.problems import all_github, github, problem_text, report_lines
from wayin.diagnostics import FEW, MANY, Problem
from wayin.reading import read_folder

from .conftest import process

UNANSWERED = "“Cy Dunn” is linked once and has no note: a person, a company or neither?"
TEXT = f"""\
notes/people/dee-moss.md:3:12: error[not-1-to-5]: `closeness`: “9” isn't a number from 1 to 5.
  3 | closeness: 9
    |            ^
    Write 1, 2, 3, 4 or 5.
notes/people/dee-moss.md:4:1: warning[unknown-key]: Unknown key `compnay`, ignored.
  4 | compnay: Northwind
    | ^
    Did you mean `company`?
notes/people/dee-moss.md:5:8: warning[near-miss]: No note is called “Ada Parc”, but one is called “Ada Park”.
  5 | knows: Ada Parc
    |        ^
    Did you mean Ada Park? If not, add people/ada-parc.md and this warning goes
    away.
notes/people/ada-park.md:13:19: info[unanswered-link]: {UNANSWERED}
1 error, 2 warnings in 6 notes.
"""


def problem(message: str = "Odd.", file: str = "people/a.md", line: int = 1, **more: str) -> Problem:
    given = {"severity": "error", "code": "odd", "fix": ""} | more
    return Problem(file, line, 1, message=message, **given)


def test_each_problem_shows_its_line_with_a_caret_and_what_to_write(run, small) -> None:
    result = run("check")
    assert result.stdout == TEXT
    assert result.stderr == ""
    assert result.exit_code == 1


def test_json_has_every_problem_by_place(answer, small) -> None:
    document = answer("check")
    assert list(document) == ["problems"]
    places = [(one["file"], one["line"], one["severity"], one["code"]) for one in document["problems"]]
    assert places == [
        ("people/ada-park.md", 13, "info", "unanswered-link"),
        ("people/dee-moss.md", 3, "error", "not-1-to-5"),
        ("people/dee-moss.md", 4, "warning", "unknown-key"),
        ("people/dee-moss.md", 5, "warning", "near-miss"),
    ]
    assert document["problems"][1] == {
        "file": "people/dee-moss.md", "line": 3, "column": 12, "severity": "error", "code": "not-1-to-5",
        "message": "`closeness`: “9” isn't a number from 1 to 5.", "fix": "Write 1, 2, 3, 4 or 5.",
    }  # fmt: skip


def test_warnings_alone_fail_and_remarks_alone_do_not(run, small) -> None:
    dee = small / "notes/people/dee-moss.md"
    dee.write_text("---\ncompnay: Northwind\n---\n")
    assert run("check").exit_code == 1
    dee.unlink()
    result = run("check")
    assert result.exit_code == 0
    assert "info[unanswered-link]" in result.stdout
    assert result.stdout.endswith("No problems in 5 notes.\n")


def test_annotations_are_escaped(tmp_path: Path) -> None:
    odd = problem("50 %\r\n::error::x", "people/a,b:c.md", code="odd", fix="Mend it.")
    assert github(odd, Path("notes")) == (
        "::error file=notes/people/a%2Cb%3Ac.md,line=1,col=1,title=odd::50 %25%0D%0A::error::x Mend it."
    )
    assert github(problem(severity="info"), Path("notes")).startswith("::notice file=")


def test_annotations_of_notes_and_the_exit_code(run, small) -> None:
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1].startswith(
        "::error file=notes/people/dee-moss.md,line=3,col=12,title=not-1-to-5::"
    )


def test_no_character_of_a_note_controls_the_terminal(tmp_path: Path) -> None:
    text = problem_text(problem("I read \x1b[31m\u202e.", excerpt="\x1b]0;title\x07 and\ttab"), tmp_path)
    assert text.isascii() or all(char.isprintable() or char == "\n" for char in text)
    assert "\\x1b[31m\\u202e" in text


def test_the_caret_is_right_below_wide_characters_and_in_long_lines() -> None:
    wide = Problem("a.md", 1, 4, "error", "odd", "Odd.", "", "名前: x")
    assert problem_text(wide, Path("n")).splitlines()[1:] == ["  1 | 名前: x", "    |      ^"]
    long = Problem("a.md", 1, 5001, "error", "odd", "Odd.", "", "x" * 5000 + "!" + "y" * 5000)
    _, line, caret = problem_text(long, Path("n")).splitlines()
    assert line[caret.index("^")] == "!"
    assert len(line) <= 80


def test_many_alike_are_counted_instead_of_shown() -> None:
    lines = list(report_lines([problem(f"Odd {n}.", line=n) for n in range(1, MANY + 2)], Path("notes")))
    assert len(lines) == FEW + 1
    assert lines[-1] == f"… and {MANY + 1 - FEW} more of error[odd]; --format json lists all of them"


def test_many_alike_are_annotated_once_they_are_shown() -> None:
    many = [problem(f"Odd {n}.", line=n) for n in range(1, MANY + 2)]
    lines = list(all_github([*many, problem("Other.", code="other", line=99)], Path("notes")))
    assert len(lines) == FEW + 2
    assert lines[FEW].endswith(f"This and {MANY - FEW} more are alike; `wayin check` lists them.")
    assert lines[-1].endswith("::Other.")
    assert len(list(all_github(many[:MANY], Path("notes")))) == MANY


def test_a_change_is_a_new_or_fixed_problem_and_not_a_moved_one(tmp_path: Path) -> None:
    before = [problem("Moved.", line=3), problem("Mended.", code="old")]
    after = [problem("Moved.", line=9), problem("New.")]
    assert changes(before, after, Path("notes")) == [
        "notes/people/a.md: fixed: old",
        "notes/people/a.md:1:1: error[odd]: New.",
    ]


def test_watching_goes_with_text_only(run, small) -> None:
    assert run("check", "--watch", "--format", "json").exit_code == 2


def test_watching_polls_three_times_a_second_and_reports_a_save_at_the_next_poll(run, small, monkeypatch) -> None:
    dee = small / "notes/people/dee-moss.md"
    done = iter([
        lambda: dee.write_text("---\nname: Dee Moss\ncloseness: 9\n---\n"),
        lambda: None,
        lambda: dee.write_text("---\nname: Dee Moss\ncloseness: 5\n---\nMended.\n"),
        dee.unlink,
    ])  # fmt: skip
    pauses = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if (do := next(done, None)) is None:
            raise KeyboardInterrupt
        do()

    monkeypatch.setattr(sys.modules["wayin.cli.check"], "time", SimpleNamespace(sleep=pause))
    result = run("check", "--watch")
    assert result.exit_code == 0
    # A report may take a second, which leaves more than half for reading
    assert set(pauses) <= {PAUSE}
    assert PAUSE < 0.5
    assert result.stdout.partition("Ctrl-C to stop.\n\n")[2] == (
        "notes/people/dee-moss.md: fixed: unknown-key\n"
        "notes/people/dee-moss.md: fixed: near-miss\n"
        "1 error in 6 notes.\n\n"
        "notes/people/dee-moss.md: fixed: not-1-to-5\n"
        "No problems in 6 notes.\n\n"
    )


def test_a_note_that_did_not_change_is_not_read_again(small) -> None:
    notes, memory = small / "notes", {}
    before = {note.path: note for note in read_folder(notes, memory).notes}
    (notes / "people/dee-moss.md").write_text("---\nname: Dee Moss\ncloseness: 9\n---\n")
    (notes / "people/ada-park.md").unlink()
    reading = read_folder(notes, memory)
    after = {note.path: note for note in reading.notes}
    assert before.keys() - after.keys() == {"people/ada-park.md"}
    assert [path for path, note in after.items() if note is not before[path]] == ["people/dee-moss.md"]
    assert reading == read_folder(notes)
    assert memory.keys() == after.keys()


WATCHING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # off in background jobs
    "from wayin.cli import main; main()"
)


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl-C to one program alone")
def test_watching_reports_what_a_save_changed_and_ends_quietly(small) -> None:
    program = subprocess.Popen(
        [sys.executable, "-u", "-c", WATCHING, "check", "--watch"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    alarm = threading.Timer(60, program.kill)  # otherwise a missing line would block forever
    alarm.start()
    with program:
        while (line := program.stdout.readline()) and not line.startswith("Watching"):
            pass
        assert program.stdout.readline() == "\n"
        (small / "notes/people/dee-moss.md").write_text("---\nname: Dee Moss\ncloseness: 9\n---\n")
        assert program.stdout.readline() == "notes/people/dee-moss.md: fixed: unknown-key\n"
        assert program.stdout.readline() == "notes/people/dee-moss.md: fixed: near-miss\n"
        assert program.stdout.readline() == "1 error in 6 notes.\n"
        program.send_signal(signal.SIGINT)
        rest = program.stdout.read()
    alarm.cancel()
    assert "Traceback" not in rest
    assert program.returncode == 0


def test_a_closed_pipe_ends_it_without_a_traceback(small) -> None:
    for number in range(400):
        (small / f"notes/people/p{number}.md").write_text(f"---\ncloseness: {number + 6}\n---\n")
    program = subprocess.Popen(
        [sys.executable, "-c", "from wayin.cli import main; main()", "check", "--format", "json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with program:
        program.stdout.close()
        errors = program.stderr.read()
    assert b"Traceback" not in errors
    assert b"Exception" not in errors


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "cp1252"])
def test_a_terminal_without_unicode_gets_what_it_can_show(small, encoding) -> None:
    (small / "notes/people/é名👩‍💻.md").write_text("---\nname: É 名\ncloseness: 7\n---\n", "utf-8")
    settings = {"environ": {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}}
    result = process("check", **settings)
    assert result.returncode == 1
    assert b"Traceback" not in result.stderr
    document = json.loads(process("check", "--format", "json", **settings).stdout.decode(encoding))
    assert "people/é名👩‍💻.md" in {one["file"] for one in document["problems"]}
