"""The frame around notes' pages: set once for all of one depth and one parent, with places for what is each page's own.

Material sets head, header, navigation and footer anew for every page, though of notes outside the navigation they
differ in hardly more than the title: measured at 5,000 notes, a sixth of the build's CPU time.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import pass_context

if TYPE_CHECKING:
    from jinja2.runtime import Context
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.theme import Theme


def _place(name: str) -> str:
    """What stands for something until it is put in; no text of a page holds these signs."""
    return f"\N{START OF TEXT}wayin-{name}\N{END OF TEXT}"


_TITLE, _ADDRESS, _SKIP, _CONTENT = map(_place, ("title", "address", "skip", "content"))
_KNOWN = frozenset({"title", "template", "tags", "hide"})
"""What the frame knows of a page's metadata; a page that has more of it gets a frame of its own."""


class Kept(NamedTuple):
    """What stands before and after a page's content, and the words of the theme's language."""

    before: str
    after: str
    lang: Any


class Frame:
    """The frames of one build."""

    def __init__(self, nav: Navigation, theme: Theme) -> None:
        """Args: the navigation, which is another on each of its own pages; the theme."""
        self._listed = {page.url for page in nav.pages}
        self.other = theme.name != "material" or bool(theme.custom_dir)
        """Whether this is any theme but Material as it comes, so that nobody knows what it says on which page."""
        self._kept: dict[tuple[object, ...], Kept] = {}
        self._lang: Any = None

    @pass_context
    def around(self, context: Context) -> str:
        """The template that surrounds a note's page."""
        page: Page = context["page"]
        kept = not self.other and page.url not in self._listed and "title" in page.meta and _KNOWN.issuperset(page.meta)
        return "wayin-kept.html" if kept else "main.html"

    @pass_context
    def kept(self, context: Context) -> Kept:
        """The frame of a note's page, with all that is its own put in."""
        page: Page = context["page"]
        hidden = tuple(page.meta.get("hide", ()))
        key = (context["base_url"], id(page.parent), hidden, bool(page.toc), bool(page.canonical_url))
        if key not in self._kept:
            self._kept[key] = self._set(context, page)
        before, after, lang = self._kept[key]
        own = {_TITLE: str(page.meta["title"]), _ADDRESS: page.canonical_url or ""}
        own |= {f"#{_SKIP}": next((one.url for one in page.toc), "")}
        for place, text in own.items():
            before, after = before.replace(place, text), after.replace(place, text)
        return Kept(before, after, lang)

    def _set(self, context: Context, page: Page) -> Kept:
        stand_in = SimpleNamespace(
            url=page.url, title=_TITLE, meta={"title": _TITLE, "hide": page.meta.get("hide", [])},
            ancestors=page.ancestors, toc=[SimpleNamespace(url=f"#{_SKIP}")] if page.toc else [],
            canonical_url=_ADDRESS if page.canonical_url else None,
        )  # fmt: skip
        template = context.environment.get_template("wayin-frame.html")
        before, after = template.render({**context.get_all(), "page": stand_in}).split(_CONTENT)
        return Kept(before, after, self._lang)

    def content(self, lang: Any) -> str:
        """The place for the content; the theme's words are kept for what stands there."""
        self._lang = lang
        return _CONTENT
