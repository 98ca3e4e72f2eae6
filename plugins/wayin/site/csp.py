"""The content security policy of every page: a second line of defence behind the sanitizer.

It is the same on all pages of a site, because Material's instant navigation adds each further page's policy to the
first. Inline scripts of the theme are allowed by hash. They are collected by rendering the theme's templates without
content from notes.
"""

from __future__ import annotations

import base64
import hashlib
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.commands.build import get_context
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from wayin.site.addresses import as_read, reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

log = get_plugin_logger("wayin")

_SCRIPT_TYPES = frozenset(
    {"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript", "text/ecmascript"}
)
"""Script types that browsers execute; others are data, which no policy applies to."""
_OUR_TEMPLATES = frozenset({"wayin.html", "wayin-page.html"})
"""They contain no script and extend the theme's."""
_OWN = "'self' file:"
# `'self'` doesn't match files in browsers, and a page from a server can't load `file:`


def policy(scripts: Iterable[str], hosts: Sequence[str] = ()) -> str:
    """Return the policy as a browser expects it.

    Args:
        scripts: the inline scripts to allow.
        hosts: other hosts that pages may use for anything.
    """
    further = "".join(f" {host}" for host in hosts)
    hashes = "".join(f" {digest(script)}" for script in sorted(set(scripts)))
    directives = {
        "default-src": _OWN + further,
        "script-src": _OWN + hashes + further,
        # The theme sets inline styles; they can't leak anything, because the styles may load nothing
        "style-src": f"{_OWN} 'unsafe-inline'{further}",
        "img-src": f"{_OWN} data: blob:{further}",
        "font-src": f"{_OWN} data:{further}",
        "media-src": f"{_OWN} blob:{further}",
        "connect-src": _OWN + further,
        # The theme's search runs in a worker; plugins for `file:` create it from a blob
        "worker-src": f"{_OWN} blob:",
        "frame-src": further.strip() or "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def digest(script: str) -> str:
    """Return the source expression that allows an inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


class _Scripts(HTMLParser):
    """The inline scripts of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._inside = (
            tag == "script" and "src" not in attributes and (attributes.get("type") or "").lower() in _SCRIPT_TYPES
        )
        if self._inside:
            self.found.append("")

    def handle_endtag(self, _: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def scripts_in(html: str) -> list[str]:
    """Return the inline scripts of a theme's page."""
    reader = _Scripts()
    reader.feed(html)
    reader.close()
    return reader.found


class PagePolicy:
    """The policy of a site, computed when the first page is written."""

    def __init__(self, env: Environment, config: MkDocsConfig, files: Files, hosts: Sequence[str] | None) -> None:
        """Prepare the policy.

        Args:
            env: the templates.
            config: MkDocs' configuration.
            files: all files of the build.
            hosts: other hosts that pages may use; None for no policy.
        """
        self._env, self._config, self._files, self._hosts = env, config, files, hosts
        self._element: str | None = None if hosts is not None else ""
        for sentence in _blocked(config, hosts):
            log.warning(sentence)

    def put_into(self, html: str) -> str:
        """Return a page with the policy in its head, before anything it may forbid."""
        if self._element is None:
            scripts = [script for text in self._bare_pages() for script in scripts_in(text)]
            directives = policy(scripts, self._hosts or ())
            self._element = (
                f'<meta http-equiv="Content-Security-Policy" content="{directives}">'
                '<meta name="referrer" content="same-origin">'
            )
        start = html.find("<meta charset", 0, 2000)
        if start < 0:
            start = html.find("<head", 0, 2000)
        end = html.find(">", start) + 1 if start >= 0 else 0
        return html[:end] + self._element + html[end:] if end else html

    def _bare_pages(self) -> Iterator[str]:
        """Render the theme's pages, once for each depth, without content from notes."""
        nav = Navigation([], [])
        nav.homepage = SimpleNamespace(url="", title="", is_homepage=True)  # type: ignore[assignment]
        kinds = {}
        for file in self._files.documentation_pages():
            template = str(file.page.meta.get("template") or "main.html") if file.page else "main.html"
            kinds["main.html" if template in _OUR_TEMPLATES else template, _depth(file)] = file
        for (template, _), file in kinds.items():
            context = get_context(nav, Files([]), self._config, _bare_page(file, self._config))
            yield self._rendered(template, dict(context))
        for template in sorted(self._config.theme.static_templates):
            if template.endswith(".html"):
                base = urlsplit(self._config.site_url or "/").path
                yield self._rendered(template, dict(get_context(nav, Files([]), self._config, base_url=base)))

    def _rendered(self, template: str, context: dict[str, object]) -> str:
        try:
            return self._env.get_template(template).render(context)
        except Exception as error:  # the user's own theme may raise anything
            log.info(f"{template}: its scripts can't be checked ({error}), so they won't run.")
            return ""


def _depth(file: File) -> int:
    """Return how many folders below the site's root a page is; the root itself is `./`."""
    return file.url.removeprefix("./").count("/")


def _bare_page(file: File, config: MkDocsConfig) -> Page:
    """Return an empty page at the same depth as another."""
    names = ["x" for _ in file.src_uri.split("/")]
    source = File.generated(config, "/".join(names) + ".md", content="")
    if _depth(source) != _depth(file):  # an index lies in its folder
        source = File.generated(config, "/".join([*names[:-1], "index"]) + ".md", content="")
    page = Page("", source, config)
    page.content, page.markdown, page.toc = "", "", TableOfContents([])
    return page


def _blocked(config: MkDocsConfig, hosts: Sequence[str] | None) -> Iterator[str]:
    """Yield a message for each script or style sheet from another host that the policy blocks."""
    if hosts is None:
        return
    for option in ("extra_javascript", "extra_css"):
        for address in map(str, config[option]):
            if address.startswith("//") or reach(as_read(address)) == "away":
                host = urlsplit(as_read(address)).hostname or ""
                if not any(_covers(listed, host) for listed in hosts):
                    yield (
                        f"{option}: {address} isn't loaded, because pages ask no other host for anything. Save it in "
                        f"your notes folder and name that file, or add `csp: {host}` below `wayin` in mkdocs.yml."
                    )


def _covers(listed: str, host: str) -> bool:
    name = urlsplit(listed if "//" in listed else f"//{listed}").hostname or ""
    return name == host or (name.startswith("*.") and host.endswith(name[1:]))


_BEFORE_HASHES = b"script-src " + _OWN.encode()


def allow_last_script(page: bytes) -> bytes:
    """Return a page whose policy allows the last script before its end, if it has both.

    MkDocs adds one to reload the page while serving, different on each request.
    """
    end = page.rfind(b"</script></body>")
    start = page.rfind(b"<script>", 0, max(end, 0)) + len(b"<script>")
    at = page.find(_BEFORE_HASHES, 0, start) + len(_BEFORE_HASHES)
    if end < 0 or start < len(b"<script>") or at < len(_BEFORE_HASHES):
        return page
    allowed = digest(page[start:end].decode("utf-8", "replace")).encode()
    return b"%b %b%b" % (page[:at], allowed, page[at:])
