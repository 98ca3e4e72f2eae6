"""The frame around notes' pages: what is the same on all pages of one depth and one parent is set only once.

Material sets its navigation, its styles and scripts, and its footer anew for every page: measured at 5,000 notes, a
tenth of the build's CPU time.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from jinja2 import pass_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.theme import Theme


_TITLE = "\N{SYMBOL FOR START OF TEXT}wayin\N{SYMBOL FOR END OF TEXT}"


class Frame:
    """The parts of one build, kept by name."""

    def __init__(self, nav: Navigation, theme: Theme) -> None:
        """Args: the navigation, which is another on each of its own pages; the theme."""
        self._listed = {page.url for page in nav.pages}
        self.plain = theme.name == "material" and not theme.custom_dir
        """Whether the theme is Material as it comes; of any other, nobody knows what it says on which page."""
        self._kept: dict[tuple[str, str, int], str] = {}

    @pass_context
    def same(self, context: Context, part: str, render: Callable[[], str]) -> str:
        """A part of a note's page.

        Args:
            context: the template's; of its page, it may depend on the depth and the parent alone.
            part: its name.
            render: sets it.
        """
        page = context["page"]
        if not self.plain or page.url in self._listed:
            return render()
        key = (part, context["base_url"], id(page.parent))
        if key not in self._kept:
            self._kept[key] = render()
        return self._kept[key]

    @pass_context
    def titled(self, context: Context, part: str, render: Callable[[], str]) -> str:
        """A part of a note's page in which its title stands; `render` sets it for `untitled`."""
        return self.same(context, part, render).replace(_TITLE, context["page"].title)

    @staticmethod
    def untitled(page: Page) -> SimpleNamespace:
        """What a part knows of its page that says no more of it than its title, which is put in afterwards."""
        return SimpleNamespace(url=page.url, title=_TITLE, meta={}, ancestors=page.ancestors)
