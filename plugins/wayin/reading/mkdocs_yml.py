"""The settings in mkdocs.yml, for commands, which run without MkDocs.

The file may contain things that only MkDocs understands, or be broken. Anything invalid is reported and replaced by its
default.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from mergedeep import merge
from pydantic_core import PydanticCustomError
from yaml_env_tag import construct_env_tag

from wayin import dates, validators
from wayin.audience import refused_audience
from wayin.catalogue import code_of, words
from wayin.dates import Duration
from wayin.reading.kinds import USUAL, VaultRules, vault_rules
from wayin.validators import invalid_value
from wayin.wording import quote_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

NAMES = ("mkdocs.yml", "mkdocs.yaml")
PLUGIN = "wayin"
CONTACTS = "contacts"
"""The folder of exported contacts, next to mkdocs.yml."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the notes are, and how to read them."""

    notes: Path
    today: date | None = None
    """The day that counts as today; None for the clock's."""
    follow_up_after: Duration = Duration(10, "d")  # noqa: RUF009 (frozen)
    """How long to wait for an answer before a reminder."""
    most_intermediaries: int = 2
    """The most intermediaries of a way, 1 to 3."""
    templates: Path | None = None
    """The user's own draft templates."""
    contacts: Path | None = None
    """The folder of files exported from other programs, if any."""
    project: Path | None = None
    """The folder of mkdocs.yml, where data is cached, if any."""
    rules: VaultRules = USUAL
    """The vault's own conventions."""
    editor: str = ""
    """What opens notes from pages: `vscode`, `obsidian`, or an address with {path} and {line}; empty for nothing."""
    refused_audience: str | None = None
    """Why nothing private may be written, if `audience` is anybody but the owner."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings, and a message for each invalid part of mkdocs.yml."""

    settings: Settings
    complaints: tuple[str, ...] = ()
    file: Path | None = None
    """The mkdocs.yml they come from."""


def find_settings(notes: Path | None = None) -> Configuration:
    """Return the settings for a notes folder, or for the project of the current folder.

    Args:
        notes: the requested folder. The mkdocs.yml above it counts if it is that project's folder of notes. By default,
            mkdocs.yml is searched for from the current folder upwards.
    """
    file = _above(notes if notes is not None else Path())
    if file is None:
        alone = notes or Path("notes")
        return Configuration(Settings(alone, contacts=alone.parent / CONTACTS))
    configuration = read_settings(file)
    if notes is None:
        return configuration
    if not _same(notes, configuration.settings.notes):
        return Configuration(Settings(notes, contacts=notes.parent / CONTACTS))
    return replace(configuration, settings=replace(configuration.settings, notes=notes))


def read_settings(file: Path) -> Configuration:
    """Return the settings of a mkdocs.yml; invalid parts become messages, never an exception."""
    complaints: list[str] = []
    config = _load(file, complaints)
    docs = config.get("docs_dir")
    if not isinstance(docs, str) or not docs.strip():
        if docs is not None:
            complaints.append(f"{file}: `docs_dir` is {quote_value(docs)}, which isn't a folder.")
        # MkDocs' own default, unless `docs_dir` is missing or unreadable and there is a folder `notes`
        docs = "docs" if (file.parent / "docs").is_dir() else "notes"
    values = {"notes": _inside(file.parent, docs)} | _options(file, config, complaints)
    left_out = [line for key in ("exclude_docs", "draft_docs") for line in str(config.get(key) or "").splitlines()]
    try:
        values["rules"] = vault_rules(values.pop("folders", None), values.pop("fields", None), left_out)
    except ValueError as error:
        complaints.append(f"{file}: {error}")
    if country := values.pop("country", None):
        values["follow_up_after"] = replace(values.get("follow_up_after", Duration(10, "d")), country=country)
    if own := values.get("templates"):
        values["templates"] = _inside(file.parent, own)
        if not values["templates"].is_dir():
            complaints.append(f"{file}: `templates` is {quote_value(own)}, and there is no such folder.")
            values["templates"] = None
    values["contacts"] = _inside(file.parent, values.get("contacts") or CONTACTS)
    return Configuration(Settings(**values, project=file.parent), tuple(complaints), file)


READERS: dict[str, Callable[[Any], Any]] = {
    "today": dates.day,
    "follow_up_after": Duration.parse,
    "most_intermediaries": lambda value: _most(value),
    "country": lambda value: dates.check_country(validators.text(value)),
    "templates": validators.text,
    "contacts": validators.text,
    "folders": lambda value: value,
    "fields": lambda value: value,
    "editor": lambda value: editor(value),
}
"""The plugin's options that results depend on, each with its validator."""


_EDITOR = re.compile(
    r"(?!(?:javascript|vbscript|data|file|blob):)[a-z][a-z0-9+.-]*:[^\s\"'<>]*\{path\}[^\s\"'<>]*", re.I
)


def editor(value: Any) -> str:
    """Return what opens a note: `vscode`, `obsidian`, or an address with `{path}`."""
    written = validators.scalar(value)
    if written.casefold() in ("vscode", "obsidian"):
        return written.casefold()
    if _EDITOR.fullmatch(written):
        return written
    raise invalid_value("not-an-editor", value=value)


def _most(value: Any) -> int:
    if value in (1, 2, 3) and not isinstance(value, bool):
        return int(value)
    raise invalid_value("not-1-to-3", value=value)


def _options(file: Path, config: dict[str, Any], complaints: list[str]) -> dict[str, Any]:
    """Return the plugin's valid options."""
    plugins = config.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    options: Any = {}
    for entry in entries:
        if isinstance(entry, dict) and PLUGIN in entry:
            options = entry[PLUGIN]
    values = {"refused_audience": refused_audience(options, {}) if isinstance(options, dict) else None}
    for name, read in READERS.items():
        if isinstance(options, dict) and options.get(name) is not None:
            try:
                values[name] = read(options[name])
            except PydanticCustomError as error:
                _, message, fix = words(error.type, error.context or {})
                complaints.append(f"{file}: `{name}`: {message} {fix} [{code_of(error.type)}]")
    return values


# --- the file ---------------------------------------------------------------------------------------------------------


class _Loader(yaml.SafeLoader):
    """Loads like MkDocs: `!ENV` reads the environment, and other tags are ignored.

    It is the pure Python loader, because deep nesting ends it with an exception, but crashes the C loader.
    """


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda *_: None)


def _load(file: Path, complaints: list[str], depth: int = 0) -> dict[str, Any]:
    """Return the mapping in a configuration file, merged over those it inherits from like in MkDocs."""
    place, why = str(file), ""
    config: Any = None
    try:
        config = yaml.load(file.read_text("utf-8-sig"), Loader=_Loader)  # noqa: S506 (a safe loader's child)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        place += f":{at.line + 1}:{at.column + 1}" if at else ""
        why = f"this YAML can't be read ({error.problem})"
    except OSError as error:
        why = f"this file can't be read ({error.strerror})"
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError):
        why = "this file can't be read as YAML"
    if not why and config is not None and not isinstance(config, dict):
        why = "there are no `key: value` lines in this file"
    if why:
        complaints.append(f"{place}: {why}; using the defaults.")
    if why or config is None:
        return {}
    parent = config.pop("INHERIT", None)
    if isinstance(parent, str) and depth < 10:
        return dict(merge(_load(file.parent / parent, complaints, depth + 1), config))
    return dict(config)


def _above(folder: Path) -> Path | None:
    """Return the nearest mkdocs.yml in a folder or above, as a short path."""
    try:
        start = folder.absolute().resolve()
        for parent in (start, *start.parents):
            for name in NAMES:
                if (parent / name).is_file():
                    return _shortly(parent / name)
    except (OSError, RuntimeError, ValueError):
        pass
    return None


def _inside(folder: Path, docs: str) -> Path:
    return folder / Path(docs).expanduser() if docs.startswith("~/") else folder / docs


def _shortly(path: Path) -> Path:
    """Return a path relative to the current folder, unless that is longer."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return path  # on another drive, or the current folder was deleted
    return Path(relative) if len(relative) <= len(str(path)) else path


def _same(path: Path, other: Path) -> bool:
    try:
        return path.resolve() == other.resolve()
    except (OSError, RuntimeError, ValueError):
        return False
