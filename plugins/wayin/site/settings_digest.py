"""Settings as text, to compare them with those of an earlier build by hash."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import is_dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from mkdocs.plugins import BasePlugin
from mkdocs.theme import Theme

_PACKAGES = (
    "wayin", "Markdown", "pymdown-extensions", "Pygments", "mkdocs", "properdocs", "mkdocs-material",
    "jinja2", "nh3", "networkx", "numpy", "pydantic", "icalendar",
)  # fmt: skip
"""The packages that affect the site."""
_WELL_KNOWN = ("material.", "pymdownx.", "markdown.", "wayin.")
"""Functions and classes in these modules do the same as long as the version is the same."""


def settings_digest(*settings: object) -> str | None:
    """Return a text for settings and all relevant versions; None if some can't be represented."""
    try:
        settings_json = json.dumps([*map(_json_value, settings)], sort_keys=True)
    except (TypeError, ValueError, RecursionError):
        return None
    return "\n".join([settings_json, *map(_version, _PACKAGES)])


def _json_value(value: Any) -> Any:
    """Return a setting's value in JSON types.

    Raises:
        TypeError: if it can't be represented.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date() | Path():
            return str(value)
        case BasePlugin():
            return _json_value(value.config)
        case Theme():
            options = {key: str(value[key]) if key == "locale" else _json_value(value[key]) for key in value}
            return [value.name, value.dirs, sorted(value.static_templates), options]
        case Mapping():
            return {str(key): _json_value(each) for key, each in value.items()}
        case AbstractSet():
            return sorted(map(str, value))
        case functools.partial():
            return [_json_value(value.func), _json_value(value.args), _json_value(value.keywords)]
        case Sequence():
            return [*map(_json_value, value)]
    if is_dataclass(value):
        return repr(value)
    if (patterns := getattr(value, "patterns", None)) is not None:  # of files, as in a .gitignore
        return [getattr(pattern, "pattern", None) or repr(pattern) for pattern in patterns]
    return _name(value)


def _name(value: Any) -> str:
    name = getattr(value, "__qualname__", None) if callable(value) else type(value).__name__
    module = getattr(value, "__module__", "") or ""
    if not name or not module.startswith(_WELL_KNOWN):
        raise TypeError
    return f"{module}.{name}"


@functools.cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
