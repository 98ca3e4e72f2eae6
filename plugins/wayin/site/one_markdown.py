"""One Markdown for all the notes of a build: MkDocs makes a new one for each page, only to throw it away.

Measured at 5,000 notes: making them takes a twenty-fifth of the build's CPU time. Python-Markdown has `reset` for this,
and its own extensions and pymdownx's keep to it; where there are others, each page has its own as ever.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import markdown
from mkdocs.structure.pages import Page

from wayin.site.wikilinks import Wikilinks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from wayin.site.wikilinks import PageContext

_KEEPS_TO_RESET = re.compile(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes"
    r"|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.[a-z.]+"
)


class OneMarkdown:
    """Lends MkDocs the one Markdown of a build."""

    def __init__(self, config: MkDocsConfig, page_context: PageContext) -> None:
        """Args: the configuration, with its extensions; the page that is being rendered."""
        self._page_context = page_context
        self._kept: markdown.Markdown | None = None
        # Footnotes can be counted on from page to page, and pages come in any order
        counted = any((settings or {}).get("UNIQUE_IDS") for settings in (config.mdx_configs or {}).values())
        self._lends = not counted and all(map(_keeps_to_reset, config.markdown_extensions))

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Inside, whoever makes a Markdown first is given the kept one; an extension that makes more gets new ones."""
        make = markdown.Markdown

        def lend(**settings: Any) -> markdown.Markdown:
            markdown.Markdown = make  # type: ignore[misc]
            self._kept = self._kept.reset() if self._kept else make(**settings)
            return self._kept

        try:
            if self._lends:
                markdown.Markdown = lend  # type: ignore[assignment,misc]
            yield
        finally:
            markdown.Markdown = make  # type: ignore[misc]
            if self._page_context.plain is not None:
                self._kept = None  # it stopped halfway, and nobody knows where


def _keeps_to_reset(extension: object) -> bool:
    return isinstance(extension, Wikilinks) or bool(_KEEPS_TO_RESET.fullmatch(str(extension)))


class NotePage(Page):
    """The page of a note, or one of ours, that is set by the one Markdown of the build."""

    def __init__(self, file: File, config: MkDocsConfig, one: OneMarkdown) -> None:
        """Args: its file; the configuration; what lends the Markdown."""
        super().__init__(None, file, config)
        self._one = one

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Sets the page's Markdown, as MkDocs does."""
        with self._one.lent():
            super().render(config, files)
