"""The scripts: checked by TypeScript in strict mode, and minified."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

import node
from wayin.site import orders
from wayin.site.scripts import ASSETS, scripts, small

HERE = Path(__file__).parent / "javascript"


def not_here(why: str) -> NoReturn:
    """Skip with a reason; fail if skipping isn't allowed."""
    if os.environ.get("WAYIN_BROWSER") == "required":
        pytest.fail(why)
    pytest.skip(why)


def test_typescript_finds_nothing_to_correct() -> None:
    try:
        modules = node.modules(HERE)
    except subprocess.CalledProcessError:
        not_here("npm could not install TypeScript; does it reach its registry?")
    if modules is None:
        not_here("no TypeScript: neither node nor npm is on the path")
    command = [modules / ".bin/tsc", "--project", HERE / "tsconfig.json", "--pretty", "false"]
    checked = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert checked.stdout == ""
    assert checked.returncode == 0, checked.stderr


def test_no_script_of_ours_is_left_unchecked() -> None:
    written = sorted([*ASSETS.glob("*.js"), *Path(orders.__file__).parent.glob("*.js")])
    assert len(written) == 12
    for script in written:
        text = script.read_text("utf-8")
        assert "@ts-nocheck" not in text
        assert "@ts-ignore" not in text
        assert "{any}" not in text, f"{script.name} has a type that says nothing"


def test_all_scripts_and_styles_together_are_small() -> None:
    styles = {file.name: file.read_text("utf-8") for file in ASSETS.glob("*.css")}
    sizes = {name: len(gzip.compress(text.encode(), 9)) for name, text in (scripts() | styles).items()}
    assert sum(sizes.values()) <= 40_000, sizes


@pytest.mark.parametrize("folder", [HERE, Path(__file__).parents[1] / "scripts" / "bench_peers"])
def test_npm_packages_are_pinned_by_hash_without_a_host(folder: Path) -> None:
    lock = (folder / "package-lock.json").read_text("utf-8")
    assert '"integrity": "sha512-' in lock
    assert "resolved" not in lock


def test_where_the_library_has_no_build_scripts_are_sent_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "minify", None)
    assert small("let a = 1; // one\n") == "let a = 1; // one\n"


def test_the_small_scripts_are_still_scripts() -> None:
    program = shutil.which("node") or not_here("no node on the path")
    for script in scripts().values():
        subprocess.run([program, "--check", "-"], input=script, text=True, check=True, timeout=60)
        assert "/*" not in script
