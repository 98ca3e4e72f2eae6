"""A site with private notes is built for its owner alone, and only published with their consent."""

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import MkDocsException

from helpers import BuildError, project
from wayin.cli import main
from wayin.site.config import WayinConfig
from wayin.site.publishing import confirm_publishing

NOTES: dict[str, str | bytes] = {"people/ada-park.md": "---\nprivate: true\n---\nSECRET\n"}
OTHERS = ["share", "SHARE", "Share", "share ", " share", "shared", "public", "all", "1", "ME", "Me", " me ", "no", " "]
"""Values somebody might write who wants another audience."""


@pytest.mark.parametrize("value", OTHERS)
def test_a_variable_that_names_anybody_else_stops_the_build(
    value: str, vault: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYIN_AUDIENCE", value)
    with pytest.raises(BuildError, match="can't build an edition for others yet"):
        vault(NOTES)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("name", ["wayin_audience", "WAYIN_AUDIENCES", "WAYIN_AUDINCE", "WAYIN_AUDIENCE_"])
def test_a_misspelt_variable_stops_it_too(name: str, vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "share")
    with pytest.raises(BuildError, match=f"the variable {name} is “share”"):
        vault(NOTES)


@pytest.mark.parametrize(
    "options",
    [
        *(f"{{audience: '{value}'}}" for value in OTHERS),
        "{audience: [me]}", "{audience: {me: me}}", "{audience: true}", "{audience: false}", "{audience: 0}",
        "{audience: []}", "{Audience: share}", "{audiance: share}", "{audiences: [share]}",
    ],
)  # fmt: skip
def test_an_option_that_names_anybody_else_stops_the_build(options: str, vault: Any, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="can't build an edition for others yet"):
        vault(NOTES, options, strict=False)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("options", "variable"), [("{audience: me}", "me"), ("{audience: }", ""), ("{audience: ''}", "")]
)
def test_me_and_nothing_at_all_mean_the_owner(
    options: str, variable: str, vault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYIN_AUDIENCE", variable)
    assert "SECRET" in vault(NOTES, options).page("people/ada-park").text


def test_an_error_gives_a_message_and_no_page(tmp_path: Path) -> None:
    config = project(tmp_path / "project", NOTES)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(tmp_path / "site")],
        env=os.environ | {"WAYIN_AUDIENCE": "SHARE"}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert "the variable WAYIN_AUDIENCE is “SHARE”" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("form", ["json", "csv", "ics"])
def test_nothing_is_exported_for_anybody_else(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = project(tmp_path / "project", NOTES, "{audience: Share}")
    monkeypatch.chdir(config.parent)
    refused = CliRunner().invoke(main, ["export", form])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "`audience` in mkdocs.yml is “Share”" in refused.stderr
    config.unlink()
    assert CliRunner().invoke(main, ["export", form]).exit_code == 0
    monkeypatch.setenv("WAYIN_AUDIENCE", "Share")
    assert CliRunner().invoke(main, ["export", form]).exit_code == 1


# ── Publishing ────────────────────────────────────────────────────────────────────────────────────────────────────────


class Terminal(io.StringIO):
    """A terminal with somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


def options(**given: object) -> WayinConfig:
    """Return the plugin's options."""
    config = WayinConfig()
    config.load_dict(given)
    config.validate()
    return config


@pytest.mark.parametrize("answer", ["no\n", "\n", "y\n", "yes please\n", ""])
def test_publishing_asks_and_takes_nothing_but_yes(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    with pytest.raises(MkDocsException, match="nothing was published"):
        confirm_publishing("gh-deploy", options())


def test_yes_publishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("Yes\n"))
    confirm_publishing("gh-deploy", options())


def test_building_and_serving_do_not_ask() -> None:
    confirm_publishing("build", options())
    confirm_publishing("serve", options())
    confirm_publishing("gh-deploy", options(publish_private=True))


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_without_a_terminal_nothing_is_published_unless_the_option_says_so(program: str, tmp_path: Path) -> None:
    config = project(tmp_path / "project", NOTES)
    command = [sys.executable, "-m", program, "gh-deploy", "-f", str(config), "-d", str(tmp_path / "site")]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "every note on the web, private ones too" in done.stderr
    assert "publish_private: true" in done.stderr
    assert not (tmp_path / "site").exists()
