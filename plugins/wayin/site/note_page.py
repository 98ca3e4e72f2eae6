"""Pages as MkDocs renders them, but with one Markdown for all of them, and shown as they are where Markdown fails.

MkDocs makes a Markdown for each page. Python-Markdown has `reset` to use one again; its own extensions and pymdownx's
keep to it. Where there are others, each page is rendered by MkDocs itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import pages
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from wayin.site.wikilinks import Wikilinks

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation

    from wayin.site.wikilinks import PageContext

log = get_plugin_logger("wayin")
_KEEPS_TO_RESET = re.compile(
    r"(?:markdown\.extensions\.)?(?:abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes"
    r"|legacy_attrs|legacy_em|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks)"
    r"|pymdownx\.[a-z.]+"
)
_STEPS = (
    "_RawHTMLPreprocessor",
    "_ExtractAnchorsTreeprocessor",
    "_RelativePathTreeprocessor",
    "_ExtractTitleTreeprocessor",
)
"""What MkDocs adds to a Markdown for each page, by private names."""


class NoteMarkdown:
    """The Markdown of one build."""

    def __init__(self, config: MkDocsConfig, page_context: PageContext) -> None:
        """Prepare it.

        Args:
            config: the extensions.
            page_context: where a text that is to be shown as it is goes.
        """
        self.page_context = page_context
        self._config = config
        self._kept: markdown.Markdown | None = None
        # Footnotes can be counted on from page to page, and pages come in any order
        counted = any((settings or {}).get("UNIQUE_IDS") for settings in (config.mdx_configs or {}).values())
        known = all(hasattr(pages, name) for name in _STEPS)
        self.is_shared = known and not counted and all(map(_keeps_to_reset, config.markdown_extensions))

    def ready(self) -> markdown.Markdown:
        """Return it without anything of the page before."""
        if self._kept is None:
            self._kept = markdown.Markdown(
                extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs or {}
            )
        return self._kept.reset()

    def forget(self) -> None:
        """Use another one from now on: this one stopped halfway, and nobody knows where."""
        self._kept = None


def _keeps_to_reset(extension: object) -> bool:
    return isinstance(extension, Wikilinks) or bool(_KEEPS_TO_RESET.fullmatch(str(extension)))


class NotePage(Page):
    """A page of MkDocs, rendered as MkDocs does, but for texts that Markdown fails on."""

    def __init__(self, page: Page, note_markdown: NoteMarkdown) -> None:
        """Take the place of a page that MkDocs made, with all it knows of it.

        Args:
            page: that page.
            note_markdown: the Markdown of the build.
        """
        vars(self).update(vars(page))
        self._note_markdown = note_markdown
        page.file.page = self

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text; Markdown and its extensions have their bugs, and none of them ends a build."""
        try:
            if self._note_markdown.is_shared:
                self._render(config, files)
            else:
                super().render(config, files)
        except Exception as error:
            log.warning(f"{self.file.src_uri}: Markdown can't render this text ({type(error).__name__}).")
            self._note_markdown.page_context.plain, self.content = self.markdown, ""
            self._note_markdown.forget()

    def _render(self, config: MkDocsConfig, files: Files) -> None:
        """Do what MkDocs does in `Page.render`, with a Markdown that has rendered other pages before."""
        md = self._note_markdown.ready()
        raw_html = pages._RawHTMLPreprocessor()
        anchors = pages._ExtractAnchorsTreeprocessor(self.file, files, config)
        paths = pages._RelativePathTreeprocessor(self.file, files, config)
        title = pages._ExtractTitleTreeprocessor()
        for step in (raw_html, anchors, paths, title):
            step._register(md)
        self.content = md.convert(self.markdown or "")
        self.toc = get_toc(getattr(md, "toc_tokens", []))
        self._title_from_render = title.title
        self.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
        self.links_to_anchors = paths.links_to_anchors


def own_pages(nav: Navigation, files: Files, note_markdown: NoteMarkdown) -> None:
    """Put a NotePage in the place of every page, in the navigation as well."""
    own = {id(file.page): NotePage(file.page, note_markdown) for file in files.documentation_pages() if file.page}

    def replaced(item: StructureItem) -> StructureItem:
        if isinstance(item, Section):
            item.children = [replaced(child) for child in item.children]
        return own.get(id(item), item)

    nav.items = [replaced(item) for item in nav.items]
    nav.pages = [own.get(id(page), page) for page in nav.pages]
    nav.homepage = own.get(id(nav.homepage), nav.homepage)
    for page in nav.pages:
        page.previous_page = own.get(id(page.previous_page), page.previous_page)
        page.next_page = own.get(id(page.next_page), page.next_page)
