"""Pages made on request while the site is served.

MkDocs builds the site as usual but skips Wayin's pages; its other results (files, navigation, templates) are kept. A
request makes a page with MkDocs' own code, once per generation. A change of notes starts a new generation: the notes
are read again, and MkDocs' results stay. MkDocs builds again if a page is added or removed or has its text in the
navigation, or if anything but notes changed.
"""

from __future__ import annotations

import inspect
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mkdocs.commands import build
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.pages import Page

from wayin.site.later_files import DataFile, LaterFile, Postponed, later_files
from wayin.site.note_page import NotePage
from wayin.site.renewal import renewed
from wayin.site.search import INDEX, with_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from wayin.reading import NoteCache
    from wayin.site.csp import PagePolicy
    from wayin.site.rendering import Rendering

log = get_plugin_logger("wayin")

_PARAMETERS = {
    "_populate_page": ["page", "config", "files", "dirty"],
    "_build_page": ["page", "config", "doc_files", "nav", "env", "dirty", "excluded"],
    "_build_theme_template": ["template_name", "env", "files", "config", "nav"],
}
"""The private functions of `mkdocs.commands.build` that make a page, and their parameters."""
_OF_PAGES = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
_AFTER_PAGES = ("env", "pre_template", "template_context", "post_template", "post_build")
_KNOWN = frozenset({"search", "tags", "wayin"})


def unsupported(config: MkDocsConfig) -> str | None:
    """Return why pages can't be made on request here; None if they can."""
    for name, parameters in _PARAMETERS.items():
        function = getattr(build, name, None)
        if function is None or list(inspect.signature(function).parameters) != parameters:
            return "this version of MkDocs makes pages in another way"
    if not hasattr(LiveReloadServer, "_inject_js_into_html"):
        return "this version of MkDocs reloads pages in another way"
    if config.strict:
        return "--strict checks every page"
    further: dict[str, object] = {**config.plugins, **{str(name): config.hooks[name] for name in config.hooks or ()}}
    for name, plugin in further.items():
        if name.rpartition("/")[2] not in _KNOWN and _has(plugin, _OF_PAGES) and _has(plugin, _AFTER_PAGES):
            return f"the plugin `{name}` may need to see every page"
    return None


def _has(plugin: object, events: Iterable[str]) -> bool:
    return any(hasattr(plugin, f"on_{event}") for event in events)


class RenderingHolder(Protocol):
    """The part of the plugin that pages on request need."""

    rendering: Rendering
    pages: PagesOnRequest | None


@dataclass
class Site:
    """The results of MkDocs' last build."""

    files: Files
    nav: Navigation
    listed: frozenset[str] = frozenset()
    """The sources of the pages in the navigation."""
    postponed: Postponed = field(default_factory=lambda: Postponed((), (), ()))
    env: Environment | None = None
    config: MkDocsConfig | None = None
    by_path: dict[str, LaterFile] = field(default_factory=dict)
    """Wayin's files, by their path in the site."""
    rendering: Rendering | None = None
    index: str = ""
    """The search index without Wayin's pages."""
    current: set[str] = field(default_factory=set)
    """The sources of the pages rendered in this generation."""


def pages_on_request(plugin: RenderingHolder, config: MkDocsConfig) -> PagesOnRequest | None:
    """Return the maker of pages while serving, that of the build before if any; None if unsupported."""
    if reason := unsupported(config):
        log.info(f"Every change builds the whole site: {reason}.")
        return None
    return plugin.pages or PagesOnRequest(plugin)


class PagesOnRequest:
    """Makes the pages of a served site. One lock ensures that MkDocs builds or one page is made."""

    def __init__(self, plugin: RenderingHolder) -> None:
        """Use the plugin, whose rendering belongs to the last reading of the notes."""
        self._plugin = plugin
        self.lock = threading.RLock()
        self.generation = 0
        self.cache: NoteCache = {}
        self._made: set[str] = set()
        """The paths of files that are made already."""
        self._index = (0, "")
        self._next: Site | None = None
        self.site: Site | None = None

    @property
    def rendering(self) -> Rendering:
        """Return the rendering from the last reading of the notes."""
        return self._plugin.rendering

    # --- during MkDocs' build -----------------------------------------------------------------------------------------

    def navigation_known(self, files: Files, nav: Navigation) -> None:
        """Have MkDocs read only pages whose text is on other pages: in the navigation, or by tags."""
        listed = frozenset(page.file.src_uri for page in nav.pages)
        self._next = Site(files, nav, listed, Postponed(later_files(files), listed, self.rendering.tagged()))
        self._next.postponed.for_reading()

    def skims(self, path: str) -> bool:
        """Return whether MkDocs reads a page only for its tags, so that its text isn't needed yet."""
        return self._next is not None and self._next.postponed.is_skimmed(path)

    def templates_known(self, env: Environment, config: MkDocsConfig, policy: PagePolicy) -> None:
        """Keep what pages are made with; from now on MkDocs writes none of Wayin's.

        Args:
            env: the templates.
            config: MkDocs' configuration.
            policy: the content security policy, which depends on all pages.
        """
        if self._next:
            self._next.env, self._next.config = env, config
            self._next.postponed.no_longer()
            policy.put_into("<head>")
            self._next.postponed.for_writing()

    def built(self, index: Path) -> None:
        """Keep the results of MkDocs, and start a generation.

        Args:
            index: the search index it wrote.
        """
        if self._next is None:
            return
        site, self._next = self._next, None
        site.postponed.no_longer()
        site.index = index.read_text("utf-8") if index.is_file() else ""
        site.by_path = {file.dest_uri: file for file in site.postponed.files}
        site.current, site.rendering = set(site.listed), self.rendering
        self.site = site
        self._made.clear()
        self.generation += 1

    def failed(self) -> Rendering | None:
        """Drop a failed build; return the rendering of the one before, if any."""
        self._next = None
        if self.site is None:
            return None
        self.site.postponed.no_longer()
        self._made.clear()  # MkDocs empties the folder first
        return self.site.rendering

    # --- after it -----------------------------------------------------------------------------------------------------

    def notes_changed(self) -> bool:
        """Start a generation with the current notes; return whether MkDocs has to build instead."""
        with self.lock:
            site = self.site
            if site is None:
                return True
            renewal = renewed(self.rendering, site.listed, self.cache)
            if renewal is None:
                return True
            self._plugin.rendering, changed = renewal
            if changed is None:
                notes = self.rendering.notes
                site.current = {
                    path for path in site.listed if path not in notes or "material/tags" in notes[path].body
                }
                self._made.clear()
            else:
                site.current -= changed
                self._made -= {file.dest_uri for file in site.postponed.files if file.src_uri in changed}
            site.rendering = self.rendering
            self.generation += 1
            return False

    def answer(self, path: str) -> bytes | None:
        """Return a file of the current site, made if needed; None if it isn't one of Wayin's.

        Args:
            path: the file's path from the site's root.
        """
        with self.lock:
            site = self.site
            if site is None or site.config is None or site.env is None:
                return None
            if path == INDEX and site.index:
                return self._search_index(site).encode()
            target = Path(site.config.site_dir, path)
            if path == "sitemap.xml" and path in site.config.theme.static_templates:
                if path not in self._made:
                    build._build_theme_template(path, site.env, site.files, site.config, site.nav)
            else:
                file = site.by_path.get(path)
                if file is None:
                    return None
                if path not in self._made:
                    self._make(site, file, site.config, site.env)
            self._made.add(path)
            return target.read_bytes() if target.is_file() else None

    def _make(self, site: Site, file: LaterFile, config: MkDocsConfig, env: Environment) -> None:
        if _is_data(file):
            file.copy_file()
            return
        page = file.page or Page(None, file, config)
        if file.src_uri not in site.current:
            if isinstance(page, NotePage) and file.src_uri not in site.listed:
                page = page.fresh(config)
            build._populate_page(page, config, site.files)
            site.current.add(file.src_uri)
        pages: Sequence[File] = site.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        build._build_page(page, config, pages, site.nav, env, excluded=file.inclusion.is_excluded())  # type: ignore[no-untyped-call]

    def _search_index(self, site: Site) -> str:
        if self._index[0] != self.generation:
            pages = site.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
            self._index = self.generation, with_entries(site.index, *self.rendering.search_entries(pages))
        return self._index[1]


def _is_data(file: LaterFile) -> bool:
    return isinstance(file, DataFile)
