"""The first and the last days of the calendar: arithmetic with days never ends in an exception."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from helpers import project
from wayin.cli import main

FIRST, LAST = date.min.isoformat(), date.max.isoformat()
DAYS = [FIRST, "0001-01-07", "0001-12-31", "2026-11-20", "9999-01-01", "9999-12-24", LAST]
WAITS = ["1d", "52w", "12m", "1y", "9999y"]


def notes_of(days: list[str]) -> dict[str, str | bytes]:
    """Return every date field of every kind of note, for each of these days."""
    notes: dict[str, str | bytes] = {"me.md": "---\nname: Me\n---\n"}
    for i, day in enumerate(days):
        other, peer = days[-1 - i], f"p{(i + 1) % len(days)}"
        wait = WAITS[i % len(WAITS)]
        notes[f"people/p{i}.md"] = (
            f"---\ncompany: Acme\nrole: Analyst\ncloseness: 4\nkeep_in_touch: {wait}\nlast_contact: {day}\n"
            f"work: [{{company: Old {i}, role: Clerk, from: {day}, to: {other}}}, {{company: Acme, from: {other}}}]\n"
            f"knows: [{{person: {peer}, strength: 4, last: {day}}}, {{person: Zed {i}, last: {other}}}]\n"
            f"introductions: [{{via: {peer}, asked: {day}}}, {{via: p0, asked: {other}, agreed: {day}}}]\n"
            f"gave: [{{date: {day}, what: tea}}]\nreceived: [{{date: {other}, what: advice}}]\n---\n"
            f"## Log\n\n- {day} met\n- {other} wrote\n- [x] {day} call\n"
        )
        notes[f"companies/c{i}.md"] = (
            f"---\ninterest: 5\nroles: [{{title: Clerk, closes: {day}}}]\n"
            f"introductions: [{{via: p{i}, asked: {day}, agreed: {other}}}]\n---\n"
        )
        learned = f"learnings: [{{topic: pay, point: low {i}}}]\nintroductions: [Yan {i}]\n"
        promised = f"promised: [{{what: slides, by: {day}}}, {{what: book, by: {other}}}]\n"
        notes[f"interviews/held{i}.md"] = f"---\nwith: p{i}\ndate: {day}\n{learned}{promised}---\n"
        notes[f"interviews/timed{i}.md"] = f"---\nwith: p{i}\ndate: {day} 23:59\nminutes: 100000\n{learned}---\n"
        notes[f"interviews/zoned{i}.md"] = f"---\nwith: p{i}\ndate: {day}T00:00:00-14:00\nthanked: {other}\n---\n"
        notes[f"interviews/asked{i}.md"] = f"---\nwith: p{i}\nrequested: {day}\nfollowed_up: [{other}]\n---\n"
        notes[f"interviews/said{i}.md"] = f"---\nwith: p{i}\nrequested: {day}\nreplied: {other}\n---\n"
    return notes


@pytest.mark.parametrize("today", [FIRST, LAST])
def test_a_site_is_built_on_the_first_and_on_the_last_day(today: str, vault: Any) -> None:
    site = vault(notes_of(DAYS), f"{{today: {today}, follow_up_after: 400d, most_intermediaries: 3}}", strict=False)
    for i in range(len(DAYS)):
        for node in (f"people/p{i}", f"companies/c{i}", f"interviews/held{i}", f"interviews/timed{i}"):
            assert site.page(node).text
    assert "BEGIN:VEVENT" in (site.folder / "wayin/calendar.ics").read_text("utf-8")


@pytest.mark.parametrize("epoch", ["-62135596800", "253402300799", "0", "-1"])
def test_a_site_is_built_at_the_ends_of_source_date_epoch(
    epoch: str, vault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert vault(notes_of([FIRST, LAST]), "{}", strict=False).page("people/p0").text


COMMANDS = [
    ["due"], ["due", "--within", "9999y"], ["ways", "companies/c0"], ["ways", "Zed 0", "--all"], ["learned"], ["next"],
    ["brief", "interviews/held0"], ["brief", "interviews/timed6"], ["draft", "follow-up", "interviews/asked0"],
    ["draft", "thank-you", "interviews/held6"], ["draft", "keep-in-touch", "people/p6"], ["draft", "request", "Zed 1"],
    ["draft", "introduction", "Zed 0"], ["draft", "forward", "Zed 0"], ["check"], ["export", "json"], ["export", "ics"],
    ["export", "csv", "--table", "interviews"],
]  # fmt: skip


@pytest.mark.parametrize("today", DAYS)
def test_no_command_ends_in_an_exception(today: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    config = project(tmp_path / "p", notes_of(DAYS), f"{{today: {today}, follow_up_after: 9999y}}")
    monkeypatch.chdir(config.parent)
    for command in COMMANDS:
        for style in (["--format", "json"], []):
            result = CliRunner().invoke(main, [*command, *style])
            assert result.exception is None or isinstance(result.exception, SystemExit), (command, result.exception)
            assert result.exit_code in (0, 1), (command, result.output)
            if style and result.exit_code == 0 and result.stdout.startswith("{"):
                json.loads(result.stdout)


@pytest.mark.parametrize("today", [FIRST, LAST])
def test_a_search_can_start_and_a_note_be_written_on_any_day(
    today: str, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    seconds = (date.fromisoformat(today) - date(1970, 1, 1)) // timedelta(seconds=1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(seconds))
    for command in (["init", "search"], ["new", "interview", "--with", "Ada Park", "--date", today]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, (command, result.output, result.exception)
        monkeypatch.chdir(tmp_path / "search")
