"""MkDocs' events, translated: what each means for the notes is decided elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from wayin.editing import remove_leftovers
from wayin.site import one_build
from wayin.site.building import add_styles, give_parents, prepare, read_notes, tell_tags_apart
from wayin.site.config import WayinConfig
from wayin.site.csp import PagePolicy
from wayin.site.defusing import as_it_stands, defuse
from wayin.site.live import Live
from wayin.site.note_page import NoteMarkdown, own_pages
from wayin.site.on_request import PagesOnRequest, pages_on_request
from wayin.site.publishing import check_audience, confirm_publishing
from wayin.site.sanitize import Gate, clean_meta
from wayin.site.search import INDEX, add_entries
from wayin.site.server import check_serving, end_serving, guarded
from wayin.site.source_dir import NOWHERE, has_icon
from wayin.site.stopping import end_in_order
from wayin.site.wikilinks import PageContext, Wikilinks

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from wayin.site.rendering import Rendering

log = get_plugin_logger("wayin")
TEMPLATES = Path(__file__).parent / "templates"


class WayinPlugin(BasePlugin[WayinConfig]):  # type: ignore[no-untyped-call]
    """Turns a folder of notes into the linked site. All state is made anew in `on_files`, on every build."""

    rendering: Rendering
    gate: Gate
    policy: PagePolicy
    files: Files
    note_markdown: NoteMarkdown | None = None
    pages: PagesOnRequest | None = None
    is_serving = False

    folder: str
    """The notes folder, while MkDocs is kept from it."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Asks before the site is published; ends in order whatever ends it."""
        end_in_order()
        confirm_publishing(command, self.config)
        self.is_serving = command == "serve" and not dirty

    def on_shutdown(self) -> None:
        """Lets nothing interrupt MkDocs while it removes the site that it served."""
        end_serving()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Adds our templates, styles and links; refuses what cannot be built safely."""
        check_audience(self.config)
        check_serving(config)
        self.pages = pages_on_request(self, config) if self.is_serving else None
        config.theme.dirs.insert(-1, str(TEMPLATES))
        tell_tags_apart(config)
        self.page_context = PageContext()
        config.markdown_extensions.append(Wikilinks(self.page_context))  # type: ignore[arg-type]
        add_styles(config)
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
        live = Live(self.pages, config, builder) if self.pages else None
        return guarded(server, config, live, self.config.settings(config))

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Reads every note, tells of the problems, and settles which files become pages."""
        config.docs_dir = self.folder
        remove_leftovers(Path(self.folder))
        workspace = read_notes(self.config.settings(config), self.pages.cache if self.pages else {})
        self.rendering = prepare(files, config, workspace, self.page_context, lambda: self.rendering)
        self.files = files
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gives the pages outside the navigation their place below it."""
        self.note_markdown = NoteMarkdown(config, self.page_context)
        own_pages(nav, files, self.note_markdown)
        give_parents(nav, files)
        self.gate = Gate.of(config, files, self.rendering.notes)
        if self.pages:
            self.pages.navigation_known(files, nav)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """The body of a note: MkDocs never sees its front matter."""
        if self.pages and self.pages.skims(page.file.src_uri):
            return ""
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
        """Passes what a note says through the gate."""
        self.gate.head(page, is_note := page.file.src_uri in self.rendering.notes)
        if self.page_context.plain is not None:
            return as_it_stands(self.page_context.plain)
        return self.gate.body(html, page.url, page.markdown or "") if is_note else html

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Prepare the content security policy, which depends on the theme's own inline scripts, and keep templates."""
        self.policy = PagePolicy(env, config, files, self.config.csp)
        if self.pages:
            self.pages.templates_known(env, config, self.policy)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the content security policy into a page, after whatever else goes into its head."""
        return self.policy.put_into(output)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Put it into what is no page of anybody's, as for an address that leads nowhere."""
        return self.policy.put_into(output_content)

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Hands the template what makes a page of ours; the search gets entries of ours later."""
        path, url = page.file.src_uri, page.url
        body = self.rendering.with_panels(page.content or "", url)
        context.update({"body": body, "wayin": partial(self.rendering.html, path, url, page.title or "")})  # type: ignore[misc]
        page.content = ""
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
        """Gives the search our entries, or keeps what is needed to make them and the pages on request."""
        if self.pages:
            self.pages.built(Path(config.site_dir, INDEX))
        else:
            add_entries(config, *self.rendering.search_entries(self.files.documentation_pages()))
        if self.note_markdown:
            self.note_markdown.cache.save()
        one_build.end()

    def on_build_error(self, *, error: Exception) -> None:
        """A build that failed is over, too, and `mkdocs serve` goes on."""
        if self.note_markdown:
            self.note_markdown.cache.close()
        if self.pages and (rendering := self.pages.failed()):
            self.rendering, self.page_context = rendering, rendering.page_context
        one_build.end()
