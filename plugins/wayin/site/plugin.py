"""MkDocs' events, delegated to other modules.

Modules that read notes and make pages are imported when needed; a build without changes does without.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from wayin.site import one_build
from wayin.site.config import WayinConfig
from wayin.site.kept_site import KeptSite, find_kept_site
from wayin.site.publishing import check_audience, confirm_publishing
from wayin.site.stopping import end_in_order
from wayin.site.theme_options import add_styles, distinguish_tags, lost_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from wayin.site.on_request import PagesOnRequest
    from wayin.site.rendering import Rendering
    from wayin.site.site_build import SiteBuild

TEMPLATES = Path(__file__).parent / "templates"
NOWHERE = str(Path(__file__).parent / "no such folder")  # MkDocs walks this folder instead of the notes folder


class WayinPlugin(BasePlugin[WayinConfig]):  # type: ignore[no-untyped-call]
    """Turns a folder of notes into the linked site. All state is created in `on_files`, on every build."""

    build: SiteBuild
    pages: PagesOnRequest | None = None
    kept: KeptSite | None = None
    command: str = "build"
    is_dirty = False
    folder: str  # the real notes folder

    @property
    def rendering(self) -> Rendering:
        """Return the rendering from the last reading of the notes."""
        return self.build.rendering

    @rendering.setter
    def rendering(self, rendering: Rendering) -> None:
        self.build.rendering = rendering

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Ask before the site is published; make any signal end the program cleanly."""
        end_in_order()
        confirm_publishing(command, self.config)
        self.command, self.is_dirty = command, dirty

    def on_shutdown(self) -> None:
        """Block interruptions while MkDocs removes the served site."""
        if self.kept:
            self.kept.abandon()
        if self.command == "serve":
            from wayin.site.server import end_serving

            end_serving()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add templates, styles and links; refuse what can't be built safely."""
        check_audience(self.config)
        if self.command == "serve":
            from wayin.site.on_request import pages_on_request
            from wayin.site.server import check_serving

            check_serving(config)
            self.pages = None if self.is_dirty else pages_on_request(self, config)
        config.theme.dirs.insert(-1, str(TEMPLATES))
        distinguish_tags(config)
        add_styles(config)
        if not config.site_url:
            # Without `site_url` it lists nothing, and its gzip header contains the build date
            config.theme.static_templates.discard("sitemap.xml")
        return config

    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Lock the site against other builds, and keep MkDocs from the notes folder, where it would follow links."""
        one_build.begin(config.site_dir)
        self.kept = None if self.command == "serve" or self.is_dirty else find_kept_site(config, self.config)
        if self.kept:
            self.kept.begin(config)
        self.folder = config.docs_dir
        config.docs_dir = NOWHERE

    @event_priority(100)
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Serve the notes only to their own pages; watch templates and contacts too, without following links."""
        from wayin.site.live import Live
        from wayin.site.server import guarded

        live = Live(self.pages, config, builder) if self.pages else None
        return guarded(server, config, live, self.config.settings(config))

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Read every note, report problems, and determine which files become pages; none if nothing changed."""
        config.docs_dir = self.folder
        if self.kept and self.kept.is_current:
            return self.kept.leave(config)
        from wayin.site.site_build import SiteBuild

        self.build = SiteBuild(files, config, self.config, self.pages, self.kept, getattr(self, "build", None))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Set the parents of pages outside the navigation."""
        if not (self.kept and self.kept.is_current):
            self.build.navigation_known(nav, config)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Return the body of a note: MkDocs never sees its front matter."""
        return self.build.source(page)

    @event_priority(100)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set a page's title, tags and template, and resolve its links."""
        return self.build.markdown(markdown, page, config)

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Sanitize the content of a note."""
        return self.build.content(html, page)

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Prepare the content security policy, which depends on the theme's inline scripts, and keep templates."""
        if not (self.kept and self.kept.is_current):
            self.build.templates_known(env, config)

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the content security policy into a page, after everything else in its head."""
        return self.build.finished_page(output)

    def on_pre_template(self, template: Template, *, template_name: str, config: MkDocsConfig) -> Template:
        """Let the theme's own templates list every page, and replace the 404 page."""
        self.build.list_all(True)
        return lost_address(template, template_name, config)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Put the policy into pages of the theme itself, such as the one for errors."""
        self.build.list_all(False)
        return self.build.policy.put_into(output_content)

    @event_priority(100)
    def _before_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Pass the template what makes one of Wayin's pages; its search entries are added later."""
        return self.build.before_search(context, page)

    @event_priority(-200)
    def _after_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Restore what the search has indexed, and sanitize excerpts that a blog has rendered."""
        return self.build.after_search(context, page)

    on_page_context = CombinedEvent(_before_search, _after_search)

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add Wayin's search entries, and replace changed files of the site."""
        is_current = self.kept is not None and self.kept.is_current
        if not is_current:
            self.build.finish(config)
        if self.kept:
            self.kept.finish(config)
            if not is_current:
                self.kept.record(self.build.rendering, self.build.files)
        one_build.end()

    def on_build_error(self, *, error: Exception) -> None:
        """Clean up after a failed build, while `mkdocs serve` continues."""
        if self.kept:
            self.kept.abandon()
        if hasattr(self, "build"):
            self.build = self.build.fail()
        one_build.end()
