"""The audience of the site. For now that is only its owner."""

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
    """Return why nothing private may be written, as a sentence; None if the owner is the only reader.

    Only `me` (exactly), no value and an empty text mean the owner. Anything else was written to protect private notes,
    so a misspelt option or variable is refused too.

    Args:
        options: the plugin's options from mkdocs.yml.
        environ: the environment variables.
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
