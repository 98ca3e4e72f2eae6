"""Where pages lie, and how a page of one depth gets to them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


class Links:
    """The addresses of all pages, as seen from the pages of one depth."""

    def __init__(self, urls: Mapping[str, str], url: str) -> None:
        """Args: each page's URL from the site's root, by its id; the URL of a page of that depth."""
        self._urls = urls
        self.root = root_from(url)

    def href(self, id_: str) -> str:
        """Return the address of a page by its id; empty where it has no page."""
        return self.root + self._urls[id_] if id_ in self._urls else ""

    def network_to(self, node: str) -> str:
        """Return the address of the network page with the ways to somebody."""
        return f"{self.href('network/index')}#to={quote(node)}"


def root_from(url: str) -> str:
    """Return the path from a page to the site's root."""
    return "../" * url.count("/") or "./"
