"""The frame of Wayin's pages: the parts of the theme that are the same for all pages of a folder, rendered once.

For the theme's tabs, navigation, styles and scripts, all pages of a folder outside the navigation are the same. Their
table of contents is never shown, so it only contains the heading, which a skip link leads to.
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
"""The template of Wayin's pages; pages of the user's own show their table of contents."""
_HEADING = "_top"
"""The id of the first heading on Wayin's pages."""


class Shell:
    """The theme's parts around the pages of a build."""

    def __init__(self, config: MkDocsConfig, nav: Navigation) -> None:
        """Prepare the frames.

        Args:
            config: MkDocs' configuration. With a theme or plugins of the user's own, the parts may differ on each page.
            nav: the navigation; its own pages are marked in it, and links from below them are shorter.
        """
        self._is_shared = unkept(config) is None and not config.theme.custom_dir
        self._listed = {url for page in nav.pages for url in _with_parents(page.url)}
        self._rendered: dict[tuple[str, str], Markup] = {}

    def hides_contents(self, page: Page) -> bool:
        """Return whether a page shows no table of contents, because what is around it is shared."""
        return self._is_shared and page.url not in self._listed and page.meta.get("template") == _TEMPLATE

    def around(self, page: Page) -> Callable[[str, Callable[[], Markup]], Markup]:
        """Return a function that gives a page's template the blocks around it, without anything page-specific."""
        if not self.hides_contents(page):
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
    """Yield a URL and those of its parent folders."""
    yield url
    while url := posixpath.dirname(url.rstrip("/")):
        yield f"{url}/"
