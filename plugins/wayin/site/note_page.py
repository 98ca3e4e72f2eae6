"""Pages as MkDocs renders them, but with one Markdown for all of them, and shown as they are where Markdown fails.

MkDocs makes a Markdown for each page. Python-Markdown has `reset` to use one again; its own extensions and pymdownx's
keep to it. Where there are others, each page is rendered by MkDocs itself.
"""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import pages
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from wayin.site.markdown_cache import Lookups, MarkdownCache, Rendered
from wayin.site.note_lists import NoteLists
from wayin.site.settings_mark import settings_mark
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
        self._configs = {False: config, True: _for_notes(config)}
        self._kept: dict[bool, markdown.Markdown] = {}
        # Footnotes can be counted on from page to page, and pages come in any order
        counted = any((settings or {}).get("UNIQUE_IDS") for settings in (config.mdx_configs or {}).values())
        known = all(hasattr(pages, name) for name in _STEPS)
        settings = settings_mark(config.markdown_extensions, config.mdx_configs or {})
        project = Path(config.config_file_path).parent if config.config_file_path else None
        reads_files = any("snippets" in str(name) for name in config.markdown_extensions)
        self.cache = MarkdownCache(project, None if reads_files else settings)
        self.is_shared = known and not counted and all(map(_keeps_to_reset, config.markdown_extensions))

    def config(self, path: str) -> MkDocsConfig:
        """Return the configuration for the page of a source path: notes are set as editors of notes show them."""
        return self._configs[path in self.page_context.notes]

    def ready(self, path: str) -> markdown.Markdown:
        """Return the one for a page, without anything of the page before."""
        is_note = path in self.page_context.notes
        if is_note not in self._kept:
            config = self._configs[is_note]
            self._kept[is_note] = markdown.Markdown(
                extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
            )
        return self._kept[is_note].reset()

    def forget(self) -> None:
        """Use another one from now on: this one stopped halfway, and nobody knows where."""
        self._kept.clear()


_OF_NOTES = {
    "pymdownx.quotes": ("callout", "pymdownx.quotes"),
    "pymdownx.mark": ("pymdownx.mark",),
    "pymdownx.tilde": ("pymdownx.tilde",),
    "pymdownx.tasklist": ("tasklist",),
}
"""Extensions for notes; each is left out where the site has one of those words in the name of another."""


def _for_notes(config: MkDocsConfig) -> MkDocsConfig:
    """Return the configuration with what notes need besides the site's own extensions."""
    own = [str(extension) for extension in config.markdown_extensions]
    added = [
        extension for extension, same in _OF_NOTES.items() if not any(word in name for word in same for name in own)
    ]
    options = {"pymdownx.quotes": {"callouts": True}, "pymdownx.tilde": {"subscript": False}}
    noted = copy.copy(config)
    lists: list[str | NoteLists] = [] if any("lists" in name for name in own) else [NoteLists()]
    noted.markdown_extensions = [*config.markdown_extensions, *added, *lists]  # type: ignore[list-item]
    noted.mdx_configs = {name: options[name] for name in added if name in options} | (config.mdx_configs or {})
    return noted


def _keeps_to_reset(extension: object) -> bool:
    return isinstance(extension, Wikilinks | NoteLists) or bool(_KEEPS_TO_RESET.fullmatch(str(extension)))


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

    def fresh(self, config: MkDocsConfig) -> NotePage:
        """Return a page in the place of this one that nothing is known of yet but where it is."""
        page = NotePage(Page(None, self.file, config), self._note_markdown)
        page.parent = self.parent
        return page

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text; Markdown and its extensions have their bugs, and none of them ends a build."""
        try:
            if self._note_markdown.is_shared:
                self._render(config, files)
            else:
                super().render(self._note_markdown.config(self.file.src_uri), files)
        except Exception as error:
            log.warning(f"{self.file.src_uri}: Markdown can't render this text ({type(error).__name__}).")
            self._note_markdown.page_context.plain, self.content = self.markdown, ""
            self._note_markdown.forget()

    def _render(self, config: MkDocsConfig, files: Files) -> None:
        """Do what MkDocs does in `Page.render`, or take what that came to in an earlier build."""
        cache, context = self._note_markdown.cache, self._note_markdown.page_context
        is_note = self.file.src_uri in context.notes
        key = cache.key(self.markdown, self.file.src_uri, self.file.url, is_note, context.inputs())
        rendered = cache.get(key, files)
        if rendered is None:
            rendered = self._rendered(config, files)
            cache.put(key, rendered)
        self.content, self.toc = rendered.content, get_toc(rendered.toc)
        self._title_from_render = rendered.title
        self.present_anchor_ids = set(rendered.anchors)
        linked = ((files.get_file_from_path(path), anchors) for path, anchors in rendered.links.items())
        self.links_to_anchors = {file: anchors for file, anchors in linked if file}

    def _rendered(self, config: MkDocsConfig, files: Files) -> Rendered:
        """Return what MkDocs makes of the text, by a Markdown that has rendered other pages before."""
        md, lookups = self._note_markdown.ready(self.file.src_uri), Lookups(files)
        raw_html = pages._RawHTMLPreprocessor()
        anchors = pages._ExtractAnchorsTreeprocessor(self.file, files, config)
        paths = pages._RelativePathTreeprocessor(self.file, lookups, config)  # type: ignore[arg-type]
        title = pages._ExtractTitleTreeprocessor()
        for step in (raw_html, anchors, paths, title):
            step._register(md)
        content = md.convert(self.markdown or "")
        links = {file.src_uri: named for file, named in paths.links_to_anchors.items()}
        ids = sorted(anchors.present_anchor_ids | raw_html.present_anchor_ids)
        return Rendered(content, getattr(md, "toc_tokens", []), title.title, ids, links, lookups.found)


def own_pages(nav: Navigation, files: Files, note_markdown: NoteMarkdown) -> None:
    """Put a NotePage in the place of every page, in the navigation as well."""
    # Pages of a class of their own, such as posts of a blog, are another plugin's
    own = {
        id(file.page): NotePage(file.page, note_markdown)
        for file in files.documentation_pages()
        if type(file.page) is Page
    }

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
