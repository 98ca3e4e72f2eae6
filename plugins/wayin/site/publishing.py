"""Safeguards against publishing a site with private notes by mistake."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from mkdocs.exceptions import ConfigurationError

from wayin.audience import refused_audience

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wayin.site.config import WayinConfig

_WARNING = "wayin: this puts every note on the web, private ones too, for everyone to read."


def check_audience(options: Mapping[str, object]) -> None:
    """Stop the build if the site isn't for its owner alone.

    Raises:
        ConfigurationError: if mkdocs.yml or the environment names another audience.
    """
    if refusal := refused_audience(options, os.environ):
        raise ConfigurationError(f"wayin: {refusal}")


def confirm_publishing(command: str, options: WayinConfig) -> None:
    """Ask before `gh-deploy` publishes the site; without a terminal, only an option can agree.

    Raises:
        ConfigurationError: if the answer isn't yes.
    """
    if command != "gh-deploy" or options.publish_private:
        return
    if not (sys.stdin and sys.stdin.isatty()):
        raise ConfigurationError(
            f"{_WARNING} To publish it all the same, write `publish_private: true` below `wayin` in mkdocs.yml."
        )
    print(f"{_WARNING} Type yes to go on: ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().casefold() != "yes":
        raise ConfigurationError("wayin: nothing was published.")
