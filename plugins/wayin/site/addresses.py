"""Where a URL leads according to the WHATWG URL standard, as in browsers, whatever it looks like."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from ada_url import URL

Reach = Literal["here", "site", "away", "nowhere"]
"""On the same page, elsewhere on the site, to another site, or nowhere a page may link to."""

AWAY = frozenset({"http:", "https:", "mailto:", "tel:"})
"""The schemes that may leave the site, in links only."""

_ENDS = "".join(map(chr, range(0x21)))
_INSIDE = str.maketrans("", "", "\t\n\r")
# No note can contain this host, so an address resolved to it named none
_BASE = f"https://{secrets.token_hex(16)}.invalid"
_HOST = URL(_BASE).host


def as_read(address: str) -> str:
    """Return an address without what browsers drop: surrounding control characters and spaces, line breaks."""
    return address.strip(_ENDS).translate(_INSIDE)


@lru_cache(maxsize=16384)
def reach(address: str) -> Reach:
    """Return where an address on a page of the site leads.

    Args:
        address: the result of `as_read`.
    """
    try:
        return "away" if URL(address).protocol in AWAY else "nowhere"
    except ValueError:
        pass  # a relative address, resolved against its page below
    try:
        local = URL(address, _BASE).host == _HOST
    except ValueError:
        return "nowhere"
    if not local:
        return "nowhere"
    return "here" if not address or address.startswith("#") else "site"


def is_local(address: str) -> bool:
    """Return whether an address leads to the site itself, so that a page may load it."""
    return reach(as_read(address)) in ("here", "site")


def encoded(url: str) -> str:
    """Return an address escaped for the attributes in which themes print it; existing escapes are kept."""
    return quote(url, safe="%:/?#[]@!$&()*+,;=~")
