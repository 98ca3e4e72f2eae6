"""Settings for the theme and other plugins before a build: styles, navigation, anchors of tags."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Template
    from mkdocs.config.defaults import MkDocsConfig

STYLES = ("tokens", "wayin", "lists", "pieces", "endings", "paths", "learned", "print")
"""The style sheets of every page, in order."""


def add_styles(config: MkDocsConfig) -> None:
    """Add Wayin's style sheets and script, and show the navigation as tabs if it is Wayin's."""
    config.extra_css[:0] = [f"wayin/{name}.css" for name in STYLES]
    config.extra_javascript.insert(0, "wayin/wayin.js")
    if config.nav is None and config.theme.name == "material" and "navigation.tabs" not in config.theme["features"]:
        config.theme["features"].append("navigation.tabs")


def lost_address(template: Template, name: str, config: MkDocsConfig) -> Template:
    """Return the template of the 404 page: Wayin's, unless the user has their own."""
    own = config.theme.custom_dir
    if name != "404.html" or (own and Path(own, name).exists()):
        return template
    return template.environment.get_template("wayin-404.html")


def distinguish_tags(config: MkDocsConfig) -> None:
    """Give `C`, `C++` and `C#` different anchors on the page of tags, unless the user has configured them."""
    for name, plugin in config.plugins.items():
        option = getattr(type(plugin.config), "tags_slugify", None) if name.endswith("tags") else None
        if option and plugin.config["tags_slugify"] is option.default:
            plugin.config["tags_slugify"] = partial(_slugify_spelled, option.default)


def _slugify_spelled(slugify: Callable[[str, str], str], tag: str, separator: str) -> str:
    from wayin.knowledge.page_names import spell_characters  # not needed by a build without changes

    return slugify(spell_characters(tag), separator)
