"""A build of the site, from the notes to the pages."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.toc import TableOfContents

from wayin.compiled_templates import COMPILED
from wayin.editing import remove_leftovers
from wayin.site.building import give_parents, prepare, read_notes
from wayin.site.csp import PagePolicy
from wayin.site.later_files import Postponed, later_files
from wayin.site.messages import LineCleared, watched
from wayin.site.note_page import NoteMarkdown, NotePage, own_pages
from wayin.site.sanitize import Gate, clean_meta
from wayin.site.search import INDEX, add_entries
from wayin.site.shell import Shell
from wayin.site.source_dir import has_icon, has_template
from wayin.site.unclosed_markup import escape_unclosed, plain_html
from wayin.site.wikilinks import PageContext, Wikilinks

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from wayin.site.config import WayinConfig
    from wayin.site.kept_site import KeptSite
    from wayin.site.on_request import PagesOnRequest


class SiteBuild:
    """The notes of a build, and their rendering."""

    gate: Gate
    policy: PagePolicy
    shell: Shell
    note_markdown: NoteMarkdown

    def __init__(
        self, files: Files, config: MkDocsConfig, options: WayinConfig,
        pages: PagesOnRequest | None, kept: KeptSite | None, before: SiteBuild | None,
    ) -> None:  # fmt: skip
        """Read every note, report problems, and determine which files become pages.

        Args:
            files: the files found by MkDocs; Wayin's are added.
            config: MkDocs' configuration.
            options: the plugin's options.
            pages: makes pages on request, while the site is served.
            kept: the site of the last build, if it can be kept.
            before: the build before, while the site is served.
        """
        self._before = before
        self._progress = watched()
        self._line = LineCleared(self._progress)
        self._rendered = self._made = 0
        self._pages, self._kept, self._options, self.files = pages, kept, options, files
        self._postponed: Postponed | None = None
        self.page_context = PageContext()
        config.markdown_extensions.append(Wikilinks(self.page_context))  # type: ignore[arg-type]
        remove_leftovers(Path(config.docs_dir))
        settings = options.settings(config, with_drafts=pages is not None)
        workspace = read_notes(settings, pages.cache if pages else {}, self._progress)
        self.rendering = prepare(files, config, workspace, self.page_context, lambda: self.rendering)

    def navigation_known(self, nav: Navigation, config: MkDocsConfig) -> None:
        """Set the parents of pages outside the navigation, and determine which pages are postponed or kept."""
        self.note_markdown = NoteMarkdown(config, self.page_context)
        own_pages(nav, self.files, self.note_markdown)
        give_parents(nav, self.files, self.rendering)
        self.shell = Shell(config, nav)
        notes = self.page_context.notes
        self.gate = Gate.of(config, self.files, notes, self.rendering.notes.keys() - {*notes})
        if self._pages:
            self._pages.navigation_known(self.files, nav)
        elif self._kept:
            ours = later_files(self.files)
            self._kept.keep(self.rendering, ours)
            stay = [file for file in ours if file.src_uri in self._kept.kept]
            listed = {page.file.src_uri for page in nav.pages}
            self._postponed = Postponed(stay, listed, self.rendering.tagged())
            self._postponed.for_reading()
        self._count = len(self.files.documentation_pages())

    def source(self, page: Page) -> str | None:
        """Return the body of a note: MkDocs never sees its front matter."""
        path = page.file.src_uri
        if not isinstance(page, NotePage):
            return None
        self._progress.tell("Rendering notes", self._rendered, self._count)
        self._rendered += 1
        if self._kept:
            self._kept.messages.page = path
        is_skimmed = (self._pages and self._pages.skims(path)) or (self._postponed and self._postponed.is_skimmed(path))
        return "" if is_skimmed else self.rendering.source(path)

    def markdown(self, markdown: str, page: Page, config: MkDocsConfig) -> str:
        """Set a page's title, tags and template, and resolve its links; return its Markdown."""
        is_ours = isinstance(page, NotePage)
        meta = page.meta
        if is_ours:
            meta = self.rendering.meta(page.file.src_uri, meta, partial(has_template, config.theme))
        page.meta = clean_meta(meta, lambda icon: has_icon(config.theme, icon))
        if not is_ours:
            self.rendering.begin(page.file.src_uri, markdown)
            return markdown
        self.page_context.plain = None
        if self.rendering.is_too_dense(page.file.src_uri, markdown):
            self.page_context.plain, markdown = markdown, ""
        return escape_unclosed(self.rendering.begin(page.file.src_uri, markdown))

    def content(self, html: str, page: Page) -> str:
        """Sanitize the content of a page; a page that isn't a note is unchanged if nothing in it is harmful."""
        path, text = page.file.src_uri, page.markdown or ""
        left_out = self.rendering.media.left_out.get(path, {}).keys()
        if not isinstance(page, NotePage):
            self.gate.title(page)
            return self._with_contents(page, self.gate.own_page(html, page.url, text, left_out), is_note=False)
        if self._kept:
            self._kept.messages.page = ""
        self.gate.head(page)
        if self.page_context.plain is not None:
            return plain_html(self.page_context.plain)
        if path not in self.rendering.notes:
            return html
        is_note = path in self.page_context.notes
        cleaned = (self.gate.body if is_note else self.gate.own_page)(html, page.url, text, left_out)
        return self._with_contents(page, cleaned, is_note)

    def _with_contents(self, page: Page, html: str, is_note: bool) -> str:
        """Return a page's HTML after adapting its table of contents to it."""
        if self.shell.hides_contents(page):
            page.toc = TableOfContents([])
        else:
            self.gate.contents(page.toc.items, html, is_note)
        return html

    def templates_known(self, env: Environment, config: MkDocsConfig) -> None:
        """Prepare the content security policy, and keep templates for pages on request."""
        gc.freeze()  # the pages' data lives as long as the build, too
        env.bytecode_cache = COMPILED
        self.policy = PagePolicy(env, config, self.files, self._options.csp)
        if self._pages:
            self._pages.templates_known(env, config, self.policy)
        elif self._postponed:
            self._postponed.no_longer()
            self.policy.put_into("<head>")
            self._postponed.for_writing()
        self._count = len(self.files.documentation_pages())

    def list_all(self, is_all: bool) -> None:
        """Have the theme's own templates, such as the site map, list every page; otherwise MkDocs skips some."""
        if self._postponed and is_all:
            self._postponed.no_longer()
        elif self._postponed:
            self._postponed.for_writing()

    def before_search(self, context: TemplateContext, page: Page) -> TemplateContext:
        """Pass the template what makes one of Wayin's pages; its search entries are added later."""
        if not isinstance(page, NotePage):
            return context
        path, url = page.file.src_uri, page.url
        self._progress.tell("Making pages", self._made, self._count)
        self._made += 1
        if self._kept:
            self._kept.messages.page = path
        body = self.rendering.with_panels(page.content or "", url)
        html = partial(self.rendering.html, path, url, page.title or "")
        context.update({"body": body, "wayin": html, "part": self.shell.around(page)})  # type: ignore[misc]
        page.content = ""
        return context

    def after_search(self, context: TemplateContext, page: Page) -> TemplateContext:
        """Restore the content that the search indexed, and sanitize excerpts that a blog rendered for this page."""
        shown = page.content or ""
        for post in context.get("posts") or ():  # type: ignore[attr-defined]
            post.content = self.gate.own_page(post.content or "", page.url, post.markdown or "")
            shown += post.content
        if not isinstance(page, NotePage):
            self.gate.contents(page.toc.items, shown, is_note=False)
        page.content = context.get("body", page.content)  # type: ignore[assignment]
        return context

    def finished_page(self, output: str) -> str:
        """Return a page with the content security policy."""
        if self._kept:
            self._kept.messages.page = ""
        return self.policy.put_into(output)

    def finish(self, config: MkDocsConfig) -> None:
        """Add Wayin's search entries, or keep what is needed for them and the pages on request."""
        self._line.end()
        if self._postponed:
            self._postponed.no_longer()
        if self._pages:
            self._pages.built(Path(config.site_dir, INDEX))
        else:
            ours = [file for file in self.files.documentation_pages() if isinstance(file.page, NotePage)]
            add_entries(config, *self.rendering.search_entries(ours))
        self.note_markdown.cache.save()
        self._before = None

    def fail(self) -> SiteBuild:
        """Drop a failed build; return the one whose pages are still served."""
        self._line.end()
        if hasattr(self, "note_markdown"):
            self.note_markdown.cache.close()
        rendering = self._pages.failed() if self._pages else None
        if rendering is None or self._before is None:
            return self
        self._before.rendering, self._before.page_context = rendering, rendering.page_context
        return self._before
