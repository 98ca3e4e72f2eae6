"""Where an address leads, judged as browsers read it: by the WHATWG URL standard, not by what it looks like."""

from __future__ import annotations

import secrets
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from ada_url import URL

Reach = Literal["here", "site", "away", "nowhere"]
"""On the same page, elsewhere on the site, to somebody else, or to nothing that a page of ours may lead to."""

AWAY = frozenset({"http:", "https:", "mailto:", "tel:"})
"""The schemes of links that may leave the site; nothing but a link may."""

_ENDS = "".join(map(chr, range(0x21)))
_INSIDE = str.maketrans("", "", "\t\n\r")
# Nobody can name this host in a note, so an address that ends up there named none
_BASE = f"https://{secrets.token_hex(16)}.invalid"
_HOST = URL(_BASE).host


def as_read(address: str) -> str:
    """Return an address without what browsers leave out of it: control characters and spaces around it, line ends."""
    return address.strip(_ENDS).translate(_INSIDE)


@lru_cache(maxsize=16384)
def reach(address: str) -> Reach:
    """Return where an address on a page of the site leads.

    Args:
        address: as `as_read` returns it.
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
    """Return whether an address leads to the site itself, and so may be asked for when a page opens."""
    return reach(as_read(address)) in ("here", "site")


def encoded(url: str) -> str:
    """Return an address whose characters cannot end the attribute in which a theme prints it; escapes stay escapes."""
    return quote(url, safe="%:/?#[]@!$&()*+,;=~")
