"""Steps marked as done, dropped or postponed: the notes afterwards, and what is due then."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.conftest import Run
from helpers import write
from wayin.clock import Clock
from wayin.editing import steps
from wayin.editing.note_text import SpliceError
from wayin.journey import Due
from wayin.reading.mkdocs_yml import Settings, read_settings
from wayin.workspace import Workspace

SAMPLE = Path(__file__).parents[2]
NOTES = {
    "notes/people/ada.md": "---\nname: Ada Park\nkeep_in_touch: 1m\n---\n\n## Log\n\n- 2026-10-01 met\n",
    "notes/people/bo.md": "---\nname: Bo Lind\nintroductions:\n  - via: Ada Park\n    asked: 2026-10-20 # by mail\n"
    "---\n",
    "notes/interviews/a.md": "---\nwith: Ada Park\ndate: 2026-11-18\npromised: the slides by 2026-11-19\n"
    "introductions: Cy Dunn\n---\n",
    "notes/people/ed.md": "---\nname: Ed Hay\n---\n\n- [ ] send the *paper* 📅 2026-11-19\r\n- [ ] later\n",
    "notes/interviews/d.md": "---\nwith: Di Fox\nrequested: 2026-11-01\n---\n",
}
TODAY = ("--today", "2026-11-20")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, NOTES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text(project: Path, name: str) -> str:
    return (project / "notes" / name).read_text()


@pytest.mark.parametrize(
    ("words", "file", "line"),
    [
        ("thank ada", "interviews/a.md", "thanked: 2026-11-20"),
        ("connect ada", "interviews/a.md", "connected: 2026-11-20"),
        ("promise ada", "interviews/a.md", "done: 2026-11-20"),
        ("follow-up di", "interviews/d.md", "followed_up: 2026-11-20"),
        ("ask bo", "people/bo.md", "    made: 2026-11-20"),
        ("write ada", "people/ada.md", "- 2026-11-20 in touch"),
        ("introduction cy", "people/cy-dunn.md", "    made: 2026-11-20"),
        ("promise ed", "people/ed.md", "- [x] send the *paper* 📅 2026-11-19 ✅ 2026-11-20"),
        ("to-do ed", "people/ed.md", "- [x] send the *paper* 📅 2026-11-19 ✅ 2026-11-20"),
        ("send paper", "people/ed.md", "- [x] send the *paper* 📅 2026-11-19 ✅ 2026-11-20"),
    ],
)
def test_done_ends_the_step_and_undo_takes_it_back(project: Path, run: Run, words: str, file: str, line: str) -> None:
    before = {path: path.read_bytes() for path in (project / "notes").rglob("*.md")}
    answer = json.loads(run("due", *TODAY, "--format", "json").stdout)["items"]
    result = run("done", *words.split(), *TODAY)
    assert result.exit_code == 0, result.output
    assert line.strip() in [shown[1:].strip() for shown in result.stdout.splitlines() if shown.startswith("+")]
    assert line.strip() in text(project, file)
    left = json.loads(run("due", *TODAY, "--format", "json").stdout)["items"]
    kept = [item | {"number": 0} for item in left]
    assert len([item for item in answer if item | {"number": 0} in kept]) == len(answer) - 1
    assert run("undo", *TODAY).exit_code == 0
    assert {path: path.read_bytes() for path in (project / "notes").rglob("*.md")} == before
    assert run("undo", *TODAY).exit_code == 1


def test_the_outcome_of_a_request_is_recorded(project: Path, run: Run) -> None:
    run("done", "ask", "bo", "--agreed", "--on", "2026-11-10", *TODAY)
    assert "asked: 2026-10-20 # by mail\n    agreed: 2026-11-10\n" in text(project, "people/bo.md")
    assert run("done", "thank", "ada", "--agreed", *TODAY).exit_code == 2
    assert run("done", "thank", "ada", "--on", "2026-12-01", *TODAY).exit_code == 2


def test_a_reminder_of_an_introduction_is_recorded_and_restarts_the_wait(project: Path, run: Run) -> None:
    assert run("done", "remind", "bo", *TODAY).exit_code == 0
    assert "asked: 2026-10-20 # by mail\n    followed_up: 2026-11-20\n" in text(project, "people/bo.md")
    (ask,) = (item for item in json.loads(run("due", *TODAY, "--within", "2m", "--format", "json").stdout)["items"]
              if item["kind"] == "ask")  # fmt: skip
    assert (ask["due"], ask["why"]) == (
        "2026-11-30", "Asked on 20 October, reminded on 20 November, no reply yet."
    )  # fmt: skip
    later = ("--today", "2026-12-01")
    assert run("done", "ask", "bo", "--reminded", *later).exit_code == 0
    assert "    followed_up: [2026-11-20, 2026-12-01]\n" in text(project, "people/bo.md")
    assert '"ask"' not in run("due", "--today", "2027-03-01", "--format", "json").stdout, (
        "nobody is asked a fourth time"
    )
    assert run("check", "--today", "2027-03-01").exit_code == 0


def test_somebody_asked_because_another_is_silent_gets_their_own_entry(project: Path, run: Run) -> None:
    knows = "last_contact: 2026-11-01\nknows: [Bo Lind]\n---\n"
    write(project, {
        "notes/people/ada.md": f"---\nname: Ada Park\ncloseness: 4\n{knows}",
        "notes/people/eve.md": f"---\nname: Eve Rose\ncloseness: 4\n{knows}",
    })  # fmt: skip
    due = json.loads(run("due", *TODAY, "--format", "json").stdout)["items"]
    (step,) = [item for item in due if item["id"] == "people/bo"]
    assert step["why"] == "Ada hasn't answered since 20 October."
    result = run("done", "ask", "bo", *TODAY)
    assert result.exit_code == 0, result.output
    assert "means" not in result.stderr
    after = text(project, "people/bo.md")
    assert "via: Ada Park\n    asked: 2026-10-20 # by mail\n" in after
    assert "via: Eve Rose\n    asked: 2026-11-20\n" in after
    assert "made" not in after


def test_a_reminder_of_an_offer_is_a_request(project: Path, run: Run) -> None:
    assert run("done", "remind", "cy", *TODAY).exit_code == 0
    assert "    asked: 2026-11-20\n" in text(project, "people/cy-dunn.md")
    assert run("done", "thank", "ada", "--reminded", *TODAY).exit_code == 2


def test_skip_says_when_it_is_for_good(project: Path, run: Run) -> None:
    assert "won't be reminded again to write to Ada Park" in run("skip", "write", "ada", *TODAY).stderr
    assert run("skip", "thank", "ada", *TODAY).stderr == ""


def test_a_unique_first_name_is_enough(project: Path, run: Run) -> None:
    result = run("log", "di", "met", "--create", *TODAY)
    assert result.exit_code == 0
    assert result.stderr == "wayin: “di” is taken for Di Fox.\n"
    write(project, {"notes/people/x.md": "---\nname: Di Ek\n---\n"})
    assert "Did you mean" in run("log", "di", "met", *TODAY).stderr


def test_undo_after_an_edit_says_why_it_refuses(project: Path, run: Run) -> None:
    run("done", "thank", "ada", *TODAY)
    note = project / "notes/interviews/a.md"
    note.write_text(note.read_text() + "More\n")
    refused = run("undo", *TODAY)
    assert refused.exit_code == 1
    assert "interviews/a.md was edited after “done: Thank Ada”, so that can't be taken back." in refused.stderr
    assert note.read_text().endswith("thanked: 2026-11-20\n---\nMore\n")


@pytest.mark.parametrize(
    ("words", "file", "line"),
    [
        ("thank ada", "interviews/a.md", "thanked: skip"),
        ("connect ada", "interviews/a.md", "connected: skip"),
        ("remind di", "interviews/d.md", "closed: 2026-11-20"),
        ("ask bo", "people/bo.md", "closed: 2026-11-20"),
        ("write ada", "people/ada.md", "keep_in_touch: never"),
        ("introduction cy", "people/cy-dunn.md", "closed: 2026-11-20"),
    ],
)
def test_skip_drops_the_step(project: Path, run: Run, words: str, file: str, line: str) -> None:
    assert run("skip", *words.split(), *TODAY).exit_code == 0
    assert line in text(project, file)
    assert run("skip", *words.split(), *TODAY).exit_code == 1


def test_snooze_puts_off_everything_of_a_note(project: Path, run: Run) -> None:
    result = run("snooze", "thank", "ada", "2w", *TODAY)
    assert result.exit_code == 0
    assert "so these wait until then, too: " in result.stderr
    assert "Connect with Ada on LinkedIn" in result.stderr
    assert "not_before: 2026-12-04" in text(project, "interviews/a.md")
    items = json.loads(run("due", *TODAY, "--format", "json").stdout)["items"]
    assert {item["due"] for item in items if item["id"] == "interviews/a"} == {"2026-12-04"}


@pytest.mark.parametrize(("words", "said"), [(["1"], "“1” isn't a length of time"), (["2w"], "Name the step before")])
def test_snooze_says_which_of_step_and_time_is_missing(project: Path, run: Run, words: list[str], said: str) -> None:
    refused = run("snooze", *words, *TODAY)
    assert refused.exit_code == 2
    assert said in refused.stderr


def test_log_adds_a_line_and_makes_a_note_when_asked_to(project: Path, run: Run) -> None:
    assert run("log", "ada", "phoned, *busy* with [[Bo Lind]]", *TODAY).exit_code == 0
    assert text(project, "people/ada.md").endswith("- 2026-10-01 met\n- 2026-11-20 phoned, *busy* with [[Bo Lind]]\n")
    assert run("log", "Cy Dunn", "met", *TODAY).exit_code == 1
    assert run("log", "Cy Dunn", "met", "--create", *TODAY).exit_code == 0
    assert text(project, "people/cy-dunn.md") == "---\nname: Cy Dunn\n---\n\n## Log\n\n- 2026-11-20 met\n"


def test_nothing_is_written_in_a_dry_run_or_when_it_is_unclear_what_is_meant(project: Path, run: Run) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    document = json.loads(run("done", "1", "--dry-run", "--format", "json", *TODAY).stdout)
    assert document["written"] is False
    assert document["changes"][0]["diff"].startswith("--- ")
    listing = run("done", *TODAY)
    assert listing.exit_code == 2
    assert "1. " in listing.stdout
    for words in (["99"], ["thank", "nobody"], ["0"]):
        assert run("done", *words, *TODAY).exit_code == 1
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_note_with_other_keys_keeps_them(project: Path, run: Run) -> None:
    front = "attendees: Eve Holm\nwhen: 2026-11-19\naction_items: [slides by 2026-11-19]\nthank_you_sent:\n"
    write(project, {"notes/interviews/e.md": f"---\n{front}---\n"})
    assert run("done", "thank eve", "promise eve", *TODAY).exit_code == 0
    assert text(project, "interviews/e.md") == (
        "---\nattendees: Eve Holm\nwhen: 2026-11-19\n"
        "action_items: [{what: slides by 2026-11-19, done: 2026-11-20}]\nthank_you_sent: 2026-11-20\n---\n"
    )


def test_several_steps_are_one_change(project: Path, run: Run) -> None:
    assert run("done", "thank ada", "connect ada", *TODAY).exit_code == 0
    assert "thanked: 2026-11-20\nconnected: 2026-11-20\n" in text(project, "interviews/a.md")
    run("undo", *TODAY)
    assert text(project, "interviews/a.md") == NOTES["notes/interviews/a.md"]


def test_what_cannot_be_changed_is_refused_with_the_line_to_write(project: Path, run: Run) -> None:
    note = project / "notes/interviews/a.md"
    note.chmod(0o444)
    refused = run("done", "thank", "ada", *TODAY)
    assert refused.exit_code == 1
    assert "`thanked: 2026-11-20`" in refused.stderr
    assert "thanked" not in note.read_text()


def due_on(settings: Settings, day: date) -> tuple[Workspace, list[Due]]:
    workspace = Workspace.read(settings, Clock(day), lambda _: None)
    return workspace, workspace.due


def test_every_step_of_the_sample_over_its_month_ends_by_done(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE / "notes", tmp_path / "notes")
    shutil.copy(SAMPLE / "mkdocs.yml", tmp_path / "mkdocs.yml")
    settings = read_settings(tmp_path / "mkdocs.yml").settings
    ended = set()
    for days in range(0, 31, 6):
        day = date(2026, 11, 20) + timedelta(days=days)
        workspace, due = due_on(settings, day)
        for step in due:
            if step.kind == "prepare":
                with pytest.raises(SpliceError):
                    steps.end(workspace, step, day)
                continue
            if (step.kind, step.id, step.part) in ended:
                continue
            try:
                (change, *_) = steps.changes(workspace, [steps.end(workspace, step, day)])
            except SpliceError as error:
                raise AssertionError(f"{step.kind} {step.id}: {error}") from None
            path = tmp_path / "notes" / change.path
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(change.after or b"")
            if len(ended) < 12:  # reading everything again takes a while
                _, left = due_on(settings, day)
                assert not any(other == step for other in left), step
            if change.before is None:
                path.unlink()
            else:
                path.write_bytes(change.before)
            ended.add((step.kind, step.id, step.part))
    assert len({kind for kind, _, _ in ended}) >= 5


def test_done_on_a_request_means_the_introduction_was_made(project: Path, run: Run) -> None:
    assert "you were introduced" in run("done", "ask", "bo", *TODAY).stderr
    run("undo", *TODAY)
    assert "you were introduced" not in run("done", "ask", "bo", "--agreed", *TODAY).stderr
    assert "you were introduced" not in run("done", "thank", "ada", *TODAY).stderr


def test_a_ticked_todo_counts_as_contact_and_the_others_stay_open(project: Path, run: Run) -> None:
    run("done", "todo", "ed", *TODAY)
    person = json.loads(run("export", "json", *TODAY).stdout)["people"]
    assert next(one for one in person if one["name"] == "Ed Hay")["last_contact"] == "2026-11-20"
    assert text(project, "people/ed.md").count("[ ] later") == 1


def test_a_command_says_in_words_which_step_it_took(project: Path, run: Run) -> None:
    due = json.loads(run("due", *TODAY, "--format", "json").stdout)["items"]
    assert run("done", "1", *TODAY).stdout.startswith(f"Done: {due[0]['do']}\n")


@pytest.mark.parametrize("declined", ["yes", "in November", "next week"])
def test_nobody_who_declined_is_reminded_though_the_day_is_unclear(project: Path, run: Run, declined: str) -> None:
    write(project, {"notes/interviews/d.md": f"---\nwith: Di Fox\nrequested: 2026-11-01\ndeclined: {declined}\n---\n"})
    write(
        project, {"notes/people/bo.md": "---\nintroductions: [{via: Ada Park, asked: 2026-10-20, declined: no}]\n---\n"}
    )
    due = json.loads(run("due", *TODAY, "--format", "json").stdout)["items"]
    assert "follow-up" not in [step["kind"] for step in due]
    assert "ask" in [step["kind"] for step in due], "a no says that nobody declined"
    assert "it counts as declined on the day you asked" in run("check", *TODAY).output
