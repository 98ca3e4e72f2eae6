"""What mkdocs.yml says about the notes, for the commands, which run without MkDocs.

The file is MkDocs' own and may hold what only MkDocs understands, or be broken: what cannot be read is told of, and
the defaults stand in for it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic_core import PydanticCustomError

from wayin import dates, validators
from wayin.audience import refused_audience
from wayin.catalogue import code_of, words
from wayin.dates import Duration
from wayin.validators import invalid_value
from wayin.wording import quote_value

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

NAMES = ("mkdocs.yml", "mkdocs.yaml")
PLUGIN = "wayin"
CONTACTS = "contacts"
"""The folder of exported contacts, beside mkdocs.yml."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the notes are, and how they are to be reckoned with."""

    notes: Path
    today: date | None = None
    """The day to reckon from; None: the clock's."""
    follow_up_after: Duration = Duration(10, "d")  # noqa: RUF009 (frozen)
    """How long to wait for an answer before a reminder."""
    most_intermediaries: int = 2
    """How many people a way may pass through, 1 to 3."""
    templates: Path | None = None
    """The reader's own texts for drafts."""
    contacts: Path | None = None
    """The folder of files exported from other programs; None: there is none."""
    project: Path | None = None
    """The folder of mkdocs.yml, where what is needed again is kept; None: there is none."""
    refused_audience: str | None = None
    """Why nothing private may be written for others, where `audience` names anybody but the owner."""


@dataclass(frozen=True, slots=True)
class Found:
    """The settings that count, and a sentence for each thing in mkdocs.yml that does not."""

    settings: Settings
    complaints: tuple[str, ...] = ()
    file: Path | None = None
    """The mkdocs.yml they come from."""


def find_settings(notes: Path | None = None) -> Found:
    """The settings for a notes folder, or for the project that the current folder belongs to.

    Args:
        notes: the folder somebody asked for. The options of the mkdocs.yml above it count when it is that project's
            folder of notes; another project's do not. Without it, mkdocs.yml is looked for above the current folder.
    """
    file = _above(notes if notes is not None else Path())
    if file is None:
        alone = notes or Path("notes")
        return Found(Settings(alone, contacts=alone.parent / CONTACTS))
    found = read_settings(file)
    if notes is None:
        return found
    if not _same(notes, found.settings.notes):
        return Found(Settings(notes, contacts=notes.parent / CONTACTS))
    return replace(found, settings=replace(found.settings, notes=notes))


def read_settings(file: Path) -> Found:
    """The settings that one mkdocs.yml holds; what is wrong with it is a complaint, never an exception."""
    complaints: list[str] = []
    config = _load(file, complaints)
    docs = config.get("docs_dir")
    if not isinstance(docs, str) or not docs.strip():
        if docs is not None:
            complaints.append(f"{file}: `docs_dir` is {quote_value(docs)}, which is no folder.")
        # MkDocs' own default, unless it is only that nobody said (or the file cannot be read) and notes are in `notes`
        docs = "docs" if (file.parent / "docs").is_dir() else "notes"
    found = {"notes": _inside(file.parent, docs)} | _options(file, config, complaints)
    if own := found.get("templates"):
        found["templates"] = _inside(file.parent, own)
        if not found["templates"].is_dir():
            complaints.append(f"{file}: `templates` is {quote_value(own)}, and there is no such folder.")
            found["templates"] = None
    found["contacts"] = _inside(file.parent, found.get("contacts") or CONTACTS)
    return Found(Settings(**found, project=file.parent), tuple(complaints), file)


READERS: dict[str, Callable[[Any], Any]] = {
    "today": dates.day,
    "follow_up_after": Duration.parse,
    "most_intermediaries": lambda value: _most(value),
    "templates": validators.text,
    "contacts": validators.text,
}
"""The plugin's options that reckoning depends on, each with what reads it."""


def _most(value: Any) -> int:
    if value in (1, 2, 3) and not isinstance(value, bool):
        return int(value)
    raise invalid_value("not-1-to-3", value=value)


def _options(file: Path, config: dict[str, Any], complaints: list[str]) -> dict[str, Any]:
    """The plugin's own options, those that can be read."""
    plugins = config.get("plugins")
    entries = plugins if isinstance(plugins, list) else [plugins]
    options: Any = {}
    for entry in entries:
        if isinstance(entry, dict) and PLUGIN in entry:
            options = entry[PLUGIN]
    found = {"refused_audience": refused_audience(options, {}) if isinstance(options, dict) else None}
    for name, read in READERS.items():
        if isinstance(options, dict) and options.get(name) is not None:
            try:
                found[name] = read(options[name])
            except PydanticCustomError as error:
                _, message, fix = words(error.type, error.context or {})
                complaints.append(f"{file}: `{name}`: {message} {fix} [{code_of(error.type)}]")
    return found


# --- the file ---------------------------------------------------------------------------------------------------------


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads: `!ENV` is the environment's, and any other tag means nothing here.

    The loader written in Python, because great depth ends it with an exception, and the one in C with the process.
    """


def _from_environment(loader: _Loader, node: yaml.Node) -> Any:
    """`!ENV NAME`, or `!ENV [NAME, OTHER, default]`: the first that is set, as YAML would read it."""
    if not isinstance(node, yaml.SequenceNode):
        names, default = [node.value], None
    else:
        written = loader.construct_sequence(node, deep=True)
        names, default = (written[:-1], written[-1]) if len(written) > 1 else (written, None)
    for name in names:
        if (value := os.environ.get(str(name))) is not None:
            return yaml.safe_load(value)
    return default


_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("", lambda *_: None)


def _load(file: Path, complaints: list[str], depth: int = 0) -> dict[str, Any]:
    """The mapping in a configuration file, with those that it inherits from."""
    try:
        config = yaml.load(file.read_text("utf-8-sig"), Loader=_Loader)  # noqa: S506 (a safe loader's child)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        line = f":{at.line + 1}:{at.column + 1}" if at else ""
        complaints.append(f"{file}{line}: this is no YAML that can be read ({error.problem}); the defaults count.")
        return {}
    except OSError as error:
        complaints.append(f"{file}: this file cannot be read ({error.strerror}); the defaults count.")
        return {}
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError):
        complaints.append(f"{file}: this file cannot be read as YAML; the defaults count.")
        return {}
    if not isinstance(config, dict):
        if config is not None:
            complaints.append(f"{file}: there are no `key: value` lines in this file; the defaults count.")
        return {}
    parent = config.pop("INHERIT", None)
    if isinstance(parent, str) and depth < 10:
        inherited = _load(file.parent / parent, complaints, depth + 1)
        plugins = _merged(inherited.get("plugins"), config.get("plugins"))
        config = inherited | config | ({"plugins": plugins} if plugins is not None else {})
    return config


def _merged(theirs: Any, own: Any) -> Any:
    """As MkDocs does it: mappings are merged, and anything else replaces what was inherited."""
    if isinstance(theirs, dict) and isinstance(own, dict):
        return theirs | {key: _merged(theirs.get(key), value) for key, value in own.items()}
    return theirs if own is None else own


def _above(folder: Path) -> Path | None:
    """The nearest mkdocs.yml in a folder or above it, written as shortly as it can be."""
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
    """Relative to the current folder, where that is no longer."""
    try:
        relative = os.path.relpath(path)
    except (OSError, ValueError):
        return path  # on another drive, or the current folder is gone
    return Path(relative) if len(relative) <= len(str(path)) else path


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve()
    except (OSError, RuntimeError, ValueError):
        return False
