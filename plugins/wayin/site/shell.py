"""What stands around a page of ours: the parts of the theme that are the same on all pages of a folder, rendered once.

A page of ours that the navigation doesn't name is the same to the theme's tabs, navigation, styles and scripts as
any other in its folder. Its contents list is never shown, and so names its own heading alone, where a skip link leads.
"""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure.toc import AnchorLink, TableOfContents

from wayin.site.kept_site import unkept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

_TEMPLATE = "wayin.html"
"""That of the pages of ours; those of the user's own show their contents."""
_HEADING = "_top"
"""The id of the first heading of every page of ours."""


class Shell:
    """The theme's parts around the pages of one build."""

    def __init__(self, config: MkDocsConfig, nav: Navigation) -> None:
        """Prepare it.

        Args:
            config: MkDocs' configuration. A theme or plugins of the user's own may say something else on each page.
            nav: the navigation; pages in it are marked there, and links to pages below them are shorter.
        """
        self._is_shared = unkept(config) is None and not config.theme.custom_dir
        self._listed = {url for page in nav.pages for url in _with_parents(page.url)}
        self._rendered: dict[tuple[str, str], Markup] = {}

    def around(self, page: Page) -> Callable[[str, Callable[[], Markup]], Markup]:
        """Return what gives the template of a page the blocks around it, and leave nothing of the page in them."""
        if not self._is_shared or page.url in self._listed or page.meta.get("template") != _TEMPLATE:
            return _rendered
        page.toc = TableOfContents([AnchorLink(str(page.title or ""), _HEADING, 1)])
        return partial(self._part, posixpath.dirname(page.url.rstrip("/")))

    def _part(self, folder: str, name: str, block: Callable[[], Markup]) -> Markup:
        if (folder, name) not in self._rendered:
            self._rendered[folder, name] = block()
        return self._rendered[folder, name]


def _rendered(_: str, block: Callable[[], Markup]) -> Markup:
    return block()


def _with_parents(url: str) -> Iterator[str]:
    """Yield a URL and those of the folders that it is in."""
    yield url
    while url := posixpath.dirname(url.rstrip("/")):
        yield f"{url}/"
