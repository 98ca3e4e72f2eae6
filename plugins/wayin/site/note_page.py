"""Pages rendered as in MkDocs, but with one Markdown instance for all, and as plain text where Markdown fails.

MkDocs creates an instance for each page. Python-Markdown's `reset` makes it reusable, and its own extensions and
pymdownx's support that. With other extensions, MkDocs renders each page itself.
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
from wayin.site.settings_digest import settings_digest
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
"""The private steps by which MkDocs extends the Markdown instance of each page."""


class NoteMarkdown:
    """The Markdown instance of a build."""

    def __init__(self, config: MkDocsConfig, page_context: PageContext) -> None:
        """Prepare the instance.

        Args:
            config: MkDocs' configuration with the extensions.
            page_context: receives texts to show as plain text.
        """
        self.page_context = page_context
        self._configs = {False: config, True: _for_notes(config)}
        self._kept: dict[bool, markdown.Markdown] = {}
        # Footnotes may be numbered across pages, whose order isn't fixed
        counted = any((settings or {}).get("UNIQUE_IDS") for settings in (config.mdx_configs or {}).values())
        known = all(hasattr(pages, name) for name in _STEPS)
        settings = settings_digest(config.markdown_extensions, config.mdx_configs or {})
        project = Path(config.config_file_path).parent if config.config_file_path else None
        reads_files = any("snippets" in str(name) for name in config.markdown_extensions)
        self.cache = MarkdownCache(project, None if reads_files else settings)
        self.is_shared = known and not counted and all(map(_keeps_to_reset, config.markdown_extensions))

    def config(self, path: str) -> MkDocsConfig:
        """Return the configuration for a source path; notes are rendered as note editors show them."""
        return self._configs[path in self.page_context.notes]

    def ready(self, path: str) -> markdown.Markdown:
        """Return the instance for a page, reset after the one before."""
        is_note = path in self.page_context.notes
        if is_note not in self._kept:
            config = self._configs[is_note]
            self._kept[is_note] = markdown.Markdown(
                extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
            )
        return self._kept[is_note].reset()

    def forget(self) -> None:
        """Use a new instance from now on, because this one stopped in an unknown state."""
        self._kept.clear()


_OF_NOTES = {
    "pymdownx.quotes": ("callout", "pymdownx.quotes"),
    "pymdownx.mark": ("pymdownx.mark",),
    "pymdownx.tilde": ("pymdownx.tilde",),
    "pymdownx.tasklist": ("tasklist",),
}
"""Extensions for notes; each is left out if the name of a configured extension contains one of its words."""


def _for_notes(config: MkDocsConfig) -> MkDocsConfig:
    """Return the configuration with the extensions that notes need."""
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
    """A page rendered as in MkDocs, except for texts on which Markdown fails."""

    def __init__(self, page: Page, note_markdown: NoteMarkdown) -> None:
        """Replace a page created by MkDocs, with its data.

        Args:
            page: the page to replace.
            note_markdown: the Markdown instance of the build.
        """
        vars(self).update(vars(page))
        self._note_markdown = note_markdown
        page.file.page = self

    def fresh(self, config: MkDocsConfig) -> NotePage:
        """Return a new page with the same address, not rendered yet."""
        page = NotePage(Page(None, self.file, config), self._note_markdown)
        page.parent = self.parent
        return page

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text; errors in Markdown or its extensions never end a build."""
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
        """Do the same as `Page.render` of MkDocs, or take the cached result of an earlier build."""
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
        """Return the result of rendering the text with the shared instance."""
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
    """Replace every page by a NotePage, in the navigation as well."""
    # Pages with a class of their own, such as blog posts, belong to another plugin
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
