"""The plugin's options in mkdocs.yml."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.exceptions import ConfigurationError
from pydantic_core import PydanticCustomError

from wayin import dates
from wayin.catalogue import words
from wayin.reading.kinds import vault_rules
from wayin.reading.mkdocs_yml import Settings, editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from wayin.dates import Duration


T = TypeVar("T")


class Day(c.OptionallyRequired[date]):
    """A date, written as YYYY-MM-DD."""

    def run_validation(self, value: object) -> date:
        """Return the date; raise an error that says how to write one for anything else."""
        return _read(dates.day, value)


class Wait(c.OptionallyRequired["Duration"]):
    """A duration: `10d`, `2w`."""

    def run_validation(self, value: object) -> Duration:
        """Return the duration."""
        return _read(dates.Duration.parse, value)


class Editor(c.OptionallyRequired[str]):
    """The program that opens notes: a name or an address."""

    def run_validation(self, value: object) -> str:
        """Return the validated value."""
        return _read(editor, value) if value else ""


class Country(c.OptionallyRequired[str]):
    """The code of a country."""

    def run_validation(self, value: object) -> str:
        """Return the validated code."""
        return _read(lambda code: dates.check_country(str(code)), value)


class Hosts(c.OptionallyRequired["tuple[str, ...] | None"]):
    """The content security policy: `on`, `off`, or other hosts that pages may use; None means off."""

    def run_validation(self, value: object) -> tuple[str, ...] | None:
        """Return the validated hosts."""
        if isinstance(value, bool) or (isinstance(value, str) and value.strip().casefold() in ("on", "off")):
            return () if value is True or (isinstance(value, str) and value.strip().casefold() == "on") else None
        hosts = re.split(r"[\s,]+", value.strip()) if isinstance(value, str) else value
        if not isinstance(hosts, list):
            raise base.ValidationError("Write `on`, `off`, or hosts such as cdn.example.org.")
        for host in hosts:
            if not _HOST.fullmatch(str(host)):
                raise base.ValidationError(
                    f"{host!r} isn't a host. Write `on`, `off`, or hosts such as cdn.example.org."
                )
        return tuple(dict.fromkeys(map(str, hosts)))


_HOST = re.compile(
    r"(?:(?:https?|wss?)://)?(?:localhost|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?", re.ASCII | re.IGNORECASE
)


def _read(reader: Callable[[object], T], value: object) -> T:
    try:
        return reader(value)
    except PydanticCustomError as error:
        _, message, fix = words(error.type, error.context or {})
        raise base.ValidationError(f"{message} {fix}") from None


class WayinConfig(base.Config):  # type: ignore[no-untyped-call]
    """The options under `plugins: wayin:`."""

    audience = base.BaseConfigOption[object]()
    """The audience of the site; audience.py checks it, so that any unknown value stops the build."""
    publish_private = c.Type(bool, default=False)
    """Whether `mkdocs gh-deploy` publishes the site with private notes without asking."""
    today = c.Optional(Day())
    """The day to use instead of the clock's."""
    follow_up_after = Wait(default="10d")
    """How long to wait before a reminder."""
    country = c.Optional(Country())
    """The country whose holidays aren't business days, for waits in business days (`7bd`)."""
    most_intermediaries = c.Choice((1, 2, 3), default=2)
    """The most people between you and a target."""
    csp = Hosts(default=True)
    """Other hosts that pages may use; `off` relies on the sanitizer alone."""
    templates = c.Optional(c.Dir(exists=True))
    """A folder with the user's own draft templates."""
    contacts = c.Type(str, default="contacts")
    """The folder of files exported from other programs, next to mkdocs.yml."""
    folders = base.BaseConfigOption[object]()
    """Further folders of people, companies and interviews; with `{}` no folder counts by its name."""
    fields = base.BaseConfigOption[object]()
    """The vault's own keys for fields."""
    editor = Editor(default="")
    """What opens a note from a page: `vscode`, `obsidian`, or an address with {path} and {line}."""
    pseudonyms = c.Type(bool, default=False)
    """Whether people appear as "Person A" in the share edition."""

    def settings(self, config: MkDocsConfig, *, with_drafts: bool = False) -> Settings:
        """Return the options that the workspace depends on, and where the notes are.

        Args:
            config: MkDocs' configuration.
            with_drafts: whether drafts are part of the site, as in `mkdocs serve`.

        Raises:
            ConfigurationError: if `folders` or `fields` is invalid.
        """
        patterns = [config.exclude_docs, None if with_drafts else config.draft_docs]
        left_out = [str(line.pattern) for spec in patterns if spec for line in spec.patterns]
        try:
            rules = vault_rules(self.folders, self.fields, left_out)
        except ValueError as error:
            raise ConfigurationError(f"wayin: {error}") from None
        project = Path(config.config_file_path or "").parent
        wait = replace(self.follow_up_after, country=self.country or "")
        return Settings(
            Path(config.docs_dir), self.today, wait, self.most_intermediaries,
            Path(self.templates) if self.templates else None, project / Path(self.contacts).expanduser(), project,
            rules,
            self.editor,
        )  # fmt: skip
