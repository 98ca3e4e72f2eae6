"""For whom the site is built: its owner alone, until there is an edition for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayin.validators import closest_match
from wayin.wording import quote_value

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTION = "audience"
VARIABLE = "WAYIN_AUDIENCE"
OWNER = "me"


def refused_audience(options: Mapping[str, object], environ: Mapping[str, str]) -> str | None:
    """Return why nothing private may be written, in a sentence; None where the owner alone is to read it.

    Only `me` (exactly), nothing and the empty text mean the owner. Anyone who wrote anything else wanted to protect
    what is private, so a misspelt name of the option or the variable counts too.

    Args:
        options: the plugin's options as they are written in mkdocs.yml.
        environ: the variables of the environment.
    """
    for name, value in options.items():
        if closest_match(str(name), [OPTION]) and value not in (None, "", OWNER):
            return _refusal(f"`{name}` in mkdocs.yml", value)
    for name, value in environ.items():
        if closest_match(name, [VARIABLE.casefold()], 0.85) and value not in ("", OWNER):
            return _refusal(f"the variable {name}", value)
    return None


def _refusal(where: str, value: object) -> str:
    return (
        f"{where} is {quote_value(value)}, but Wayin can't build an edition for others yet. "
        f"Remove it, or set it to `{OWNER}`."
    )
