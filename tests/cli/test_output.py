"""`wayin export -o`: to a new file or over an earlier export, atomically, and never over anything else."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import process
from helpers import write
from wayin.cli.export import export
from wayin.export.tables import TABLES

FORMS = [("json",), ("ics",), ("vcf",), *(("csv", "--table", table) for table in TABLES)]
REFUSED = "is there already and isn't an earlier export"


def test_every_form_is_tried_here() -> None:
    (argument,) = [one for one in export.params if one.name == "form"]
    assert {form[0] for form in FORMS} == set(argument.type.choices)


def _mark(form: str) -> bytes:
    """Return the byte order mark that tells spreadsheets a file's encoding."""
    return b"\xef\xbb\xbf" if form == "csv" else b""


@pytest.mark.parametrize("before", FORMS, ids="-".join)
def test_an_earlier_export_is_replaced_by_any_other(run, small, before) -> None:
    for after in (before, ("json",), ("ics",), ("csv", "--table", "ties")):
        (small / "x").unlink(missing_ok=True)
        assert run("export", *before, "-o", "x").exit_code == 0
        (small / "x").chmod(0o640)
        (small / "notes/people/new.md").write_text("---\nname: Somebody New\nknows: Ada Park\n---\n")
        assert run("export", *after, "-o", "x").exit_code == 0
        assert (small / "x").read_bytes() == _mark(after[0]) + run("export", *after).stdout_bytes
        assert os.name == "nt" or stat.S_IMODE((small / "x").stat().st_mode) == 0o640
        (small / "notes/people/new.md").unlink()
    assert not list(small.glob(".wayin*"))


FOREIGN: dict[str, str] = {
    "mine.txt": "PRECIOUS", "mine.json": "{}", "list.json": "[]", "half.json": '{"me": {"id": "me"}, "people": [',
    "keys.json": '{"me": {"id": "me"}, "people": [], "companies": [], "interviews": [], "ties": [], "mine": 1}',
    "other.json": '{"me": {"id": "you"}, "people": [], "companies": [], "interviews": [], "ties": []}',
    "mine.csv": "name,phone\nPRECIOUS,1\n", "edges.csv": "from,to\nPRECIOUS,B\n", "space": " ",
    "links.csv": "from,to\nme,people/ada-park\nPRECIOUS,me\n", "wide.csv": "from,to\nme,people/ada-park,PRECIOUS\n",
    "columns.csv": "from,to,mine\nme,people/ada-park,PRECIOUS\n", "broken.csv": 'from,to\n"me,people/ada-park\n',
    "mine.ics": "BEGIN:VCALENDAR\nPRODID:-//Another//EN\nEND:VCALENDAR\n", "run.sh": "#!/bin/sh\necho PRECIOUS\n",
    "mine.vcf": "BEGIN:VCARD\nPRODID:-//Another//EN\nFN:PRECIOUS\nEND:VCARD\n",
    "both.vcf": "BEGIN:VCARD\nPRODID:-//Wayin//People//EN\nEND:VCARD\nBEGIN:VCARD\nFN:PRECIOUS\nEND:VCARD\n",
    "properties": "PRODID:-//Wayin//Conversations and next steps//EN\nPRECIOUS\n", ".bashrc": "PRECIOUS",
}  # fmt: skip


@pytest.mark.parametrize("form", ["json", "csv", "ics", "vcf"])
def test_what_is_not_an_export_stays_as_it_is_unless_it_is_forced(run, small, form) -> None:
    write(small, FOREIGN)
    (small / "bytes").write_bytes(b"\xff\xfePRECIOUS")
    for name in [*FOREIGN, "bytes"]:
        before = (small / name).read_bytes()
        result = run("export", form, "-o", name)
        assert (result.exit_code, result.stdout) == (1, ""), name
        assert result.stderr.startswith(f"wayin: {name} {REFUSED}")
        assert (small / name).read_bytes() == before
    assert run("export", form, "-o", "mine.txt", "--force").exit_code == 0
    assert (small / "mine.txt").read_bytes() == _mark(form) + run("export", form).stdout_bytes
    assert not list(small.glob(".wayin*"))


def links(small: Path) -> None:
    (small / "link.md").symlink_to("notes/me.md")
    (small / "link.json").symlink_to("precious.txt")
    (small / "nowhere.json").symlink_to("nowhere")
    (small / "to notes").symlink_to("notes", target_is_directory=True)
    (small / "to git").symlink_to(".git", target_is_directory=True)


@pytest.mark.parametrize(
    "output",
    [
        "mkdocs.yml", "MKDOCS.YML", "other/mkdocs.yml", "mkdocs.yaml", "properdocs.yml",
        "notes/me.md", "notes/new.json", "notes/../notes/people/new.json", "other/notes.md", "README.md",
        ".git/config", ".git/new", ".git/hooks/new", "notes/.obsidian/new", ".hidden/new",
        "link.md", "link.json", "nowhere.json", "to notes/new.json", "to git/new",
    ],
)  # fmt: skip
def test_some_places_are_never_written_to_not_even_by_force(run, small, output) -> None:
    write(small, {".git/config": "[core]\n", "precious.txt": "PRECIOUS", "other/notes.md": "Mine", "README.md": "Mine"})
    for folder in (".hidden", ".git/hooks", "notes/.obsidian"):
        (small / folder).mkdir(exist_ok=True)
    links(small)
    before = {path: path.is_file() and path.read_bytes() for path in small.rglob("*")}
    for force in ((), ("--force",)):
        result = run("export", "json", "-o", output, *force)
        assert (result.exit_code, result.stdout) == (1, "")
        assert re.match(rf"wayin: {re.escape(output)} (is|would be) .+\. .+\n", result.stderr)
    assert {path: path.is_file() and path.read_bytes() for path in small.rglob("*")} == before


def test_a_note_under_a_second_name_stays_a_note(run, small) -> None:
    before = (small / "notes/me.md").read_bytes()
    os.link(small / "notes/me.md", small / "x.json")
    assert run("export", "json", "-o", "x.json").exit_code == 1
    assert run("export", "json", "-o", "x.json", "--force").exit_code == 0
    assert (small / "notes/me.md").read_bytes() == before
    assert json.loads((small / "x.json").read_text("utf-8"))["me"]["id"] == "me"


def test_a_project_in_a_hidden_folder_can_export_beside_itself(run, small, tmp_path, monkeypatch) -> None:
    (tmp_path / ".vaults").mkdir()
    small.rename(tmp_path / ".vaults/small")
    monkeypatch.chdir(tmp_path / ".vaults/small")
    assert run("export", "json", "-o", "x.json").exit_code == 0
    assert run("export", "json", "-o", "../x.json").exit_code == 0
    assert run("export", "json", "-o", "../.other/x.json").exit_code == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders, nor these limits")
def test_a_pipe_is_written_to(run, small) -> None:
    os.mkfifo(small / "pipe")
    with subprocess.Popen(
        [sys.executable, "-c", "print(open('pipe').read(), end='')"], stdout=subprocess.PIPE
    ) as reader:
        assert process("export", "json", "-o", "pipe").returncode == 0
        assert reader.stdout
        assert json.loads(reader.stdout.read())["me"]["id"] == "me"
    assert run("export", "json", "-o", "/dev/null").exit_code == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
def test_on_a_full_disk_the_earlier_export_stays(run, small) -> None:
    run("export", "json", "-o", "x.json")
    before = (small / "x.json").read_bytes()
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\nfrom wayin.cli import main; main()"
    )
    (small / "notes/people/new.md").write_text("---\nname: Somebody New\n---\n")
    result = subprocess.run(
        [sys.executable, "-c", program, "export", "json", "-o", "x.json"], capture_output=True, text=True, timeout=60
    )
    assert (result.returncode, result.stderr) == (1, "wayin: x.json: File too large.\n")
    assert (small / "x.json").read_bytes() == before
    assert not list(small.glob(".wayin*"))
