"""`scripts/kill_test.py`, a few times: a killed program loses nothing; and the script would notice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts/kill_test.py"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system can't fork a process")

CARELESS = f"""
import runpy, sys
from wayin import files

def in_place(path, content, within=None):
    for mode, part in (("wb", content[:99]), ("ab", content[99:])):
        with path.open(mode) as file:
            file.write(part)

files.write_over = in_place
sys.argv[0] = {str(SCRIPT)!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_killed_at_any_moment_it_leaves_old_files_or_new_ones() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "9", "--notes", "12"], capture_output=True, text=True, timeout=300)
    assert done.stdout.endswith("9 kills, seed 1: 0 findings\n"), done.stdout + done.stderr
    assert done.returncode == 0


FORGETFUL = f"""
import runpy, sys
from wayin.editing.transaction import Transactions

Transactions.recover = lambda self: None
sys.argv[0] = {str(SCRIPT)!r}
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def test_killed_while_it_changes_notes_it_leaves_all_of_the_change_or_none() -> None:
    command = [sys.executable, SCRIPT, "16", "--only", "orders", "--notes", "12"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.stdout.endswith("16 kills, seed 1: 0 findings\n"), done.stdout + done.stderr


def test_an_unfinished_change_is_detected() -> None:
    command = [sys.executable, "-c", FORGETFUL, "12", "--only", "rename", "--notes", "12"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert "the next command leaves half of it" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 1


def test_a_file_written_in_place_is_detected() -> None:
    command = [sys.executable, "-c", CARELESS, "8", "--only", "export"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert "all.json is half-written" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 1
