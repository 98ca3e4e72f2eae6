"""Tests a vault: reads, links, builds and inspects it, runs commands on it, and returns what is wrong."""

from __future__ import annotations

import json
import logging
import os
import random
import tempfile
import traceback
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin, event_priority

from corpus.building import state
from corpus.mutations import GOOD
from fuzzing.inspection import Known, findings
from fuzzing.vaults import Vault, settings, vault_of
from wayin.cli import main
from wayin.reading import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

COMMANDS = [
    ["check"], ["due"], ["due", "--within", "9999y"], ["next"], ["learned"], ["export", "json"], ["ways", "Ada Park"],
    ["ways", "Northwind"], ["brief", "interviews/talk"], ["draft", "thank-you", "interviews/talk"], ["schema"],
    ["contacts"], ["log", "Ada Park", "<b>x</b>"], ["snooze", "1", "3d"], ["done", "1"],
]  # fmt: skip
CHANGING = {"log", "snooze", "done"}
FORMS = Path(__file__).parent.parent / "site/material/page.md"
"""A page with all of Material's documented writing forms."""


class _Places(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Records which file of the site each file of the notes folder becomes."""

    of: dict[str, str]

    @event_priority(-100)
    def on_files(self, files: Files, **_: Any) -> None:
        self.of = {file.src_uri: file.dest_uri for file in files}


def build_vault(folder: Path) -> tuple[dict[str, str], MkDocsConfig]:
    """Build the project in a folder; return where each file is in the site, and its settings."""
    config = load_config(str(folder / "mkdocs.yml"))
    places = _Places()
    config.plugins["places of the trial"] = places
    config.plugins.on_startup(command="build", dirty=False)
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        build(config)
    finally:
        logger.setLevel(level)
        config.plugins.on_shutdown()
    return places.of, config


@cache
def known() -> Known:
    """Return the content of harmless pages, from a few good vaults and the page of writing forms without Wayin."""
    known = Known()
    bare = b"---\ntags: [a]\n---\n# Bare\n\n## A\n\n### B\n\n## C\n"
    good = {path: text.encode() for path, text in GOOD.items()} | {"bare.md": bare, "more.md": b"[Bare](bare.md)"}
    forms = {"all.md": FORMS.read_bytes()}
    for notes, text in ((good, settings()), (good, settings(bare=True)), (forms, settings(alone=True))):
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "vault"
            Vault(notes, text).write(folder)
            build_vault(folder)
            if notes is forms:
                known.learn_forms((folder / "site/all/index.html").read_text("utf-8"))
            else:
                known.learn(folder / "site")
    return known


def faults(vault: Vault, folder: Path, *, commands: int = 2, seed: str = "") -> list[str]:
    """Return everything that is wrong with the results for a vault.

    Args:
        vault: the vault.
        folder: where to write and build it.
        commands: the number of commands to run on it, too.
        seed: selects the commands.
    """
    vault.write(folder)
    before = state(folder / "notes")
    try:
        wrong = [*_faults_of_reading(folder), *_faults_of_build(folder)]
        wrong += ["the notes were changed"] if state(folder / "notes") != before else []
        return [*wrong, *_faults_of_commands(folder, commands, seed)]
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return [f"{type(error).__name__}: {error}\n{traceback.format_exc()}"]


def _faults_of_reading(folder: Path) -> Iterator[str]:
    for problem in read_folder(folder / "notes").problems:
        if not (problem.message and problem.line >= 1 and problem.column >= 1):
            yield f"an empty problem: {problem!r}"


def _faults_of_build(folder: Path) -> Iterator[str]:
    places, config = build_vault(folder)
    site = folder / "site"
    reading = read_folder(folder / "notes")
    reported = {problem.file for problem in reading.problems}
    own = {places[note.path] for note in reading.notes if note.kind in ("page", "me") and note.path in places}
    for file in sorted((folder / "notes").rglob("*")):
        path = file.relative_to(folder / "notes").as_posix()
        if file.suffix.lower() not in (".md", ".markdown") or path.startswith(".") or "/." in path:
            continue
        if path not in places and path not in reported:
            yield f"{path}: neither a page nor a word about it"
        elif path in places and not (site / places[path]).is_file():
            yield f"{path}: its page {places[path]} was not written"
    classes = (
        {"mermaid"} if "name: mermaid" in (folder / "mkdocs.yml").read_text() and config.extra_javascript else set()
    )
    yield from findings(site, known(), own, classes, has_policy="csp: off" not in (folder / "mkdocs.yml").read_text())


def _faults_of_commands(folder: Path, count: int, seed: str) -> Iterator[str]:
    here = Path.cwd()
    os.chdir(folder)
    try:
        for command in random.Random(seed).sample(COMMANDS, count):
            as_json = [] if command[0] in {*CHANGING, "schema"} else ["--format", "json"]
            result = CliRunner().invoke(main, [*command, *as_json])
            if result.exception and not isinstance(result.exception, SystemExit):
                trace = "".join(traceback.format_exception(result.exception))
                yield f"wayin {' '.join(command)}: {trace}"
            elif as_json and result.exit_code == 0:
                json.loads(result.stdout)
    finally:
        os.chdir(here)


def faults_of_seed(seed: str, look: Callable[[Path, Vault], list[str]] | None = None) -> list[str]:
    """Return everything that is wrong with the vault of a seed.

    Args:
        seed: the seed.
        look: checks the built site, too.
    """
    with tempfile.TemporaryDirectory() as made:
        vault, folder = vault_of(seed), Path(made) / "vault"
        wrong = faults(vault, folder, seed=seed)
        return wrong + (look(folder / "site", vault) if look else [])


def shrunk(vault: Vault, tries: int = 80) -> Vault:
    """Return the smallest part of a vault with the same kind of error."""
    kinds = _kinds(vault)

    def still(smaller: Vault) -> bool:
        nonlocal tries
        tries -= 1
        return tries >= 0 and bool(kinds & _kinds(smaller))

    for path in sorted(vault.notes):
        fewer = {other: data for other, data in vault.notes.items() if other != path}
        if still(smaller := replace(vault, notes=fewer)):
            vault = smaller
    for path in sorted(vault.notes):
        lines = vault.notes[path].split(b"\n")
        step = max(1, len(lines) // 2)
        while step and tries > 0:
            at = 0
            while at < len(lines):
                fewer_lines = lines[:at] + lines[at + step :]
                if still(smaller := replace(vault, notes=vault.notes | {path: b"\n".join(fewer_lines)})):
                    vault, lines = smaller, fewer_lines
                else:
                    at += step
            step //= 2
    return vault


def _kinds(vault: Vault) -> set[str]:
    """Return the kinds of errors, without their positions."""
    with tempfile.TemporaryDirectory() as made:
        wrong = faults(vault, Path(made) / "vault", commands=0)
    return {fault.rpartition(": <")[0].rpartition(": ")[2] or fault.splitlines()[0][:80] for fault in wrong}
