"""Our scripts: checked by TypeScript as strictly as it can, small, and sent as they were written."""

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

import node
from wayin.site.scripts import ASSETS, lean, network_script, page_script, terse

HERE = Path(__file__).parent / "javascript"


def not_here(why: str) -> NoReturn:
    """Skips with the reason; where nothing may be skipped, fails."""
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
    scripts = sorted(ASSETS.glob("*.js"))
    assert len(scripts) == 8
    for script in scripts:
        text = script.read_text("utf-8")
        assert "@ts-nocheck" not in text
        assert "@ts-ignore" not in text
        assert "{any}" not in text, f"{script.name} has a type that says nothing"


def test_all_our_scripts_together_are_small() -> None:
    sizes = [len(gzip.compress(script.encode(), 9)) for script in (network_script(), page_script())]
    assert sum(sizes) <= 20_000, sizes


@pytest.mark.parametrize("folder", [HERE, Path(__file__).parents[1] / "scripts" / "bench_peers"])
def test_what_npm_brings_is_named_by_its_hash_and_by_no_host(folder: Path) -> None:
    lock = (folder / "package-lock.json").read_text("utf-8")
    assert '"integrity": "sha512-' in lock
    assert "resolved" not in lock


def test_a_lean_script_says_the_same() -> None:
    written = '/** @type {x} */\n  const a = `b / c ? d`, e = "f = g";\n  // gone\n  let n = a - 1 + +e;\n'
    assert lean(written) == 'let a=`b / c ? d`,e="f = g";let n=a-1 + +e;'


def test_a_terse_script_shortens_only_what_is_a_variable_everywhere() -> None:
    written = (
        "let variable=1,{taken}=other;let keyed=2;use({keyed:keyed,variable});"
        "let plain=(first)=>`plain ${plain(first,variable)}`;thing.method(plain);let method=/plain/;let zebra=name?zebra:0;"
    )
    assert terse(written) == (
        "let variable=1,{taken}=other;let keyed=2;use({keyed:keyed,variable});"
        "let a=(b)=>`plain ${a(b,variable)}`;thing.method(a);let method=/plain/;let c=name?c:0;"
    )


def test_our_scripts_are_written_as_the_small_ones_need_them() -> None:
    for script in ASSETS.glob("*.js"):
        for number, line in enumerate(script.read_text("utf-8").splitlines(), 1):
            assert not re.search(r"\$\{[^}]*`", line), f"{script.name}:{number}: a template inside a template"
            assert not re.search(r"[;{},] //(?! )|\S +/\*(?!\*)", line), (
                f"{script.name}:{number}: a comment beside code"
            )


def test_the_small_scripts_are_still_scripts() -> None:
    program = shutil.which("node") or not_here("no node on the path")
    for script in (network_script(), page_script()):
        subprocess.run([program, "--check", "-"], input=script, text=True, check=True, timeout=60)
        assert "/*" not in script
        assert "\n//" not in script
