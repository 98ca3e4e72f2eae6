"""MkDocs' events, translated: what each means for the notes is decided elsewhere."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from wayin.clock import Clock
from wayin.diagnostics import log_lines
from wayin.editing import remove_leftovers
from wayin.pages.generated import generate_pages
from wayin.site import building, one_build
from wayin.site.config import WayinConfig
from wayin.site.defusing import as_it_stands, defuse
from wayin.site.media import linked_media
from wayin.site.note_page import NoteMarkdown, own_pages
from wayin.site.publishing import check_audience, confirm_publishing
from wayin.site.rendering import Rendering
from wayin.site.sanitize import clean_meta
from wayin.site.server import check_serving, end_serving, guarded
from wayin.site.source_dir import NOWHERE, has_icon
from wayin.site.stopping import end_in_order
from wayin.site.wikilinks import PageContext, Wikilinks
from wayin.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("wayin")
ASSETS = Path(__file__).parent.parent / "pages" / "assets"
TEMPLATES = Path(__file__).parent / "templates"


class WayinPlugin(BasePlugin[WayinConfig]):  # type: ignore[no-untyped-call]
    """Turns a folder of notes into the linked site. All state is made anew in `on_files`, on every build."""

    rendering: Rendering
    folder: str
    """The notes folder, while MkDocs is kept from it."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Asks before the site is published; ends in order whatever ends it."""
        end_in_order()
        confirm_publishing(command, self.config)

    def on_shutdown(self) -> None:
        """Lets nothing interrupt MkDocs while it removes the site that it served."""
        end_serving()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds our templates, styles and links; refuses what cannot be built safely."""
        check_audience(self.config)
        check_serving(config)
        config.theme.dirs.insert(-1, str(TEMPLATES))
        building.tell_tags_apart(config)
        self.page_context = PageContext()
        config.markdown_extensions.append(Wikilinks(self.page_context))  # type: ignore[arg-type]
        config.extra_css[:0] = ["wayin/wayin.css", "wayin/learned.css"]
        config.extra_javascript.insert(0, "wayin/wayin.js")
        if not config.site_url:
            # Without the site's address it lists nothing, and its gzip header holds the day it was packed
            config.theme.static_templates.discard("sitemap.xml")
        return config

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keeps MkDocs from a site that is being built, and from the notes folder: it would follow links out of it."""
        one_build.begin(config.site_dir)
        self.folder = config.docs_dir
        config.docs_dir = NOWHERE

    @event_priority(100)
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Serves the notes to nobody but their own pages; watches letters and contacts too, and follows no link."""
        contacts = self.config.settings(config).contacts
        return guarded(server, config, self.config.templates, str(contacts) if contacts and contacts.is_dir() else None)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Reads every note, tells of the problems, and settles which files become pages."""
        config.docs_dir = self.folder
        remove_leftovers(Path(self.folder))
        try:
            clock = Clock.at(self.config.today)
        except ValueError:
            raise ConfigurationError("wayin: SOURCE_DATE_EPOCH is set, but is no number of seconds.") from None
        gc.unfreeze()  # what the last build read can go
        workspace = Workspace.read(self.config.settings(config), clock, log.warning)
        for line in log_lines(workspace.problems):
            log.warning(line)
        gc.freeze()  # what was read lives as long as the build; collections needn't look through it
        if stubs := workspace.kb.stubs:
            log.info(f"{len(stubs)} people and companies are mentioned and have no note yet.")
        published, media = linked_media(workspace)
        building.add_own_files(files, config, workspace, published)
        generated = generate_pages(workspace.learnings, (file.src_uri.rpartition(".")[0] for file in files))
        building.add_pages(files, config, workspace.kb, generated)
        building.add_assets(files, config, ASSETS)
        urls = building.urls(files, workspace.kb, generated)
        building.add_network(files, config, workspace, urls)
        building.add_calendar(files, config, workspace)
        self.rendering = Rendering(workspace, urls, media, self.page_context, generated, _overrides(config))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gives the pages outside the navigation their place below it."""
        own_pages(nav, files, NoteMarkdown(config, self.page_context))
        building.give_parents(nav, files)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """The body of a note: MkDocs never sees its front matter."""
        return self.rendering.source(page.file.src_uri)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Gives the page its title, tags and template, and its links their meaning."""
        meta = self.rendering.meta(page.file.src_uri, page.meta)
        page.meta = clean_meta(meta, lambda icon: has_icon(config.theme, icon))
        self.page_context.plain = None
        if self.rendering.heavy(page.file.src_uri, markdown):
            self.page_context.plain, markdown = markdown, ""
        return defuse(self.rendering.begin(page.file.src_uri, markdown))

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Makes a note's HTML safe, and takes away the heading that the page's own repeats."""
        if self.page_context.plain is not None:
            return as_it_stands(self.page_context.plain)
        html, repeated = self.rendering.content(page.file.src_uri, html, page.markdown or "")
        if repeated and page.toc:
            page.toc.items[:1] = page.toc.items[0].children
        return html

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hands the template what makes a page of ours, and the search what it is told."""
        path, url = page.file.src_uri, page.url
        body = self.rendering.with_panels(page.content or "", url)
        context.update({"body": body, "wayin": partial(self.rendering.html, path, url, page.title or "")})  # type: ignore[misc]
        page.content = self.rendering.searchable(path, body)
        return context

    @event_priority(-100)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The search has read the page's content, which is shown as it is."""
        page.content = context["body"]  # type: ignore[typeddict-item]
        return context

    on_page_context = CombinedEvent(_before_search, _after_search)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Lets the search be opened from files."""
        if not config.use_directory_urls:
            building.search_from_files(Path(config.site_dir))
        one_build.end()

    def on_build_error(self, *, error: Exception) -> None:
        """A build that failed is over, too, and `mkdocs serve` goes on."""
        one_build.end()


def _overrides(config: MkDocsConfig) -> list[Path]:
    """Return the folder of the user's own templates in place of ours: `wayin` in the theme's `custom_dir`."""
    return [Path(config.theme.custom_dir, "wayin")] if config.theme.custom_dir else []
