"""The addresses of pages, relative to a page of a given depth."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping


class Links:
    """The addresses of all pages, relative to pages of the same depth."""

    def __init__(self, urls: Mapping[str, str], url: str) -> None:
        """Use the URLs of all pages from the site's root, by id, and the URL of a page of that depth."""
        self._urls = urls
        self.root = root_from(url)

    def href(self, id_: str) -> str:
        """Return the address of a page by its id; empty without a page."""
        return self.root + self._urls[id_] if id_ in self._urls else ""

    def network_to(self, node: str) -> str:
        """Return the address of the network page with the ways to somebody."""
        return f"{self.href('network/index')}#to={quote(node)}"


def root_from(url: str) -> str:
    """Return the path from a page to the site's root."""
    return "../" * url.count("/") or "./"
