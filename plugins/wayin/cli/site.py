"""`wayin serve` and `wayin build`: the site, for installations with only `wayin` on the PATH."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import click

from wayin.cli.context import CommandError, finish_interrupted
from wayin.reading.mkdocs_yml import find_settings

_as_mkdocs = {"ignore_unknown_options": True, "help_option_names": ["-h", "--help"]}


@click.command(context_settings=_as_mkdocs)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(options: tuple[str, ...]) -> None:
    """Serve the site of your notes at http://127.0.0.1:8000.

    It follows every change to the notes. OPTIONS are those of `mkdocs serve`.
    """
    arguments = [*_settings_file(options), *options]
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # Ctrl-C waits until the server can stop cleanly
    _become("wayin.site.serving", *arguments)


@click.command(context_settings=_as_mkdocs)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def build(options: tuple[str, ...]) -> None:
    """Build the site of your notes.

    OPTIONS are those of `mkdocs build`.
    """
    _become("mkdocs", "build", *_settings_file(options), *options)


def _settings_file(options: tuple[str, ...]) -> list[str]:
    """Return the option for the nearest mkdocs.yml, unless one is given."""
    if any(option in ("-f", "--config-file") or option.startswith("--config-file=") for option in options):
        return []
    settings, file = (configuration := find_settings()).settings, configuration.file
    if file is None:
        raise CommandError("There is no mkdocs.yml here. Start a search with: wayin init my-search")
    finish_interrupted(settings)
    return ["-f", str(file)]


def _become(module: str, *arguments: str) -> None:
    """Replace this process with another program of this environment, so that it receives signals."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    command = [sys.executable, "-m", module, *arguments]
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command))  # noqa: S603 (our own arguments)
    os.execv(sys.executable, command)  # noqa: S606 (no shell is wanted)
