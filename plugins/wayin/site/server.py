"""The server of `mkdocs serve`, restricted to the site's own pages because it serves private notes.

A local server can be reached from the web in two ways. A page of another site can include, frame or fetch what it
serves; browsers show that in `Sec-Fetch-Site`, `Origin` or `Referer`. And a domain whose owner points it to 127.0.0.1
(DNS rebinding) makes their page same-origin; then only `Host` shows it.
"""

from __future__ import annotations

import errno
import ipaddress
import os
import posixpath
import re
import socket
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import click
from mkdocs.exceptions import ConfigurationError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from wayin.clock import Clock
from wayin.site.csp import allow_last_script
from wayin.site.orders import ADDRESS, SCRIPT, Orders
from wayin.site.source_dir import watch_without_links
from wayin.site.stopping import finish_undisturbed
from wayin.site.watching import Ticker
from wayin.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.config.defaults import MkDocsConfig

    from wayin.reading import NoteCache
    from wayin.reading.mkdocs_yml import Settings
    from wayin.site.live import Live

log = get_plugin_logger("wayin")

TAKES_ORDERS = "wayin"
"""The program name under which MkDocs' `serve` runs if pages may change notes."""
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names of this machine that nobody else can own."""
HEADERS = (
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("X-Content-Type-Options", "nosniff"),
)
"""Headers of every answer that keep it from pages of other origins."""
_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?", re.ASCII | re.IGNORECASE)


class ServeError(MkDocsException):
    """The site can't be served; the message says why, and what to do."""


class NotesServer(LiveReloadServer):
    """MkDocs' server behind a Guard, with a clear message if its port is taken."""

    allow_reuse_address = os.name != "nt"
    """It allows a restart on other systems; on Windows it would let two servers share a port."""

    def __init__(self, server: LiveReloadServer, live: Live | None = None, orders: Orders | None = None) -> None:
        """Replace a server that isn't bound yet; its paths have to be watched again.

        Args:
            server: the server to replace.
            live: the site, if its pages are made on request.
            orders: changes notes on the user's order, if pages may give any.
        """
        self.live, self.orders = live, orders
        self.ticker: Ticker | None = None
        self.host, self.port = server.server_address[:2]
        super().__init__(
            live.rebuild if live else server.builder, str(self.host), self.port, server.root, server.mount_path
        )
        self.error_handler = server.error_handler
        server.server_close()

    def server_bind(self) -> None:
        """Bind the port, and put the Guard in front of the application.

        Raises:
            ServeError: if the port isn't available.
        """
        try:
            super().server_bind()
        except OSError as error:
            raise ServeError(_unavailable(str(self.host), self.port, error)) from None
        if app := self.get_app():
            self.set_app(Guard(app, str(self.host), self.server_port, self.url))
        if self.live:
            self.build_delay = 0.02  # pages are made on request, so there is nothing to wait for
            self.ticker = Ticker(self, list(self._watched_paths), self.live.is_new_day)
            self.ticker.start()

    def shutdown(self, wait: bool = False) -> None:
        """Stop watching for changes as well."""
        if self.ticker:
            self.ticker.end()
        super().shutdown(wait)

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, making the page if it is one of Wayin's."""
        if self.orders and environ["PATH_INFO"] in (ADDRESS, SCRIPT):
            return self.orders.answer(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            start_response("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Type", "text/plain")])
            return [b"Pages are only read.\n"]
        if "\0" in environ["PATH_INFO"]:  # MkDocs would fail on it
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"There is no such page.\n"]
        answer = self._live_answer(self.live, environ, start_response) if self.live else None
        return super().serve_request(environ, start_response) if answer is None else answer

    def _live_answer(self, live: Live, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if polled := re.fullmatch(r"/livereload/([0-9]+)/[0-9]+", path):
            body, kind = b"%d" % live.open.wait(int(polled[1]), self.poll_response_timeout), "text/plain"
            if self.orders:
                self.orders.wait_until_answered()
        elif path.startswith(self.mount_path):
            inside = path[len(self.mount_path) :] + ("index.html" if path.endswith("/") else "")
            inside = posixpath.normpath(f"/{inside}").lstrip("/")
            page = live.pages.answer(inside)
            if page is None:
                if live.pages.answer(f"{inside}/index.html") is None:
                    return None
                start_response("302 Found", [("Location", quote(path) + "/")])
                return []
            body, kind = page, self._guess_type(inside)  # type: ignore[no-untyped-call]
            if inside.endswith(".html"):
                body = self._inject_js_into_html(page, live.open.number(inside, page))
        else:
            return None
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Allow the script that MkDocs adds to served pages, and let pages give orders."""
        page = allow_last_script(super()._inject_js_into_html(content, epoch))  # type: ignore[no-untyped-call]
        return self.orders.into(page) if self.orders else page


def guarded(server: LiveReloadServer, config: MkDocsConfig, live: Live | None, settings: Settings) -> NotesServer:
    """Return the replacement of MkDocs' own server, which watches the same paths and more."""
    own = NotesServer(server, live, _orders(server, live, settings))
    contacts = str(settings.contacts) if settings.contacts and settings.contacts.is_dir() else None
    watch_without_links(own, server, config, str(settings.templates) if settings.templates else None, contacts)
    return own


def _orders(server: LiveReloadServer, live: Live | None, settings: Settings) -> Orders | None:
    """Return the handler of orders: `wayin serve` has one on loopback, `mkdocs serve` doesn't."""
    command, host = _serve_command(), str(server.server_address[0])
    if (
        command is None
        or command.find_root().info_name != TAKES_ORDERS
        or host not in ("localhost", "127.0.0.1", "::1")
    ):
        return None
    cache: NoteCache = {}

    def workspace() -> Workspace:
        current = live.pages.rendering.workspace.settings if live else settings
        return Workspace.read(current, Clock.at(current.today), log.warning, cache)

    return Orders(workspace)


def check_serving(config: MkDocsConfig) -> None:
    """Report before the first build, which may take a while, if the site can't be served after it.

    Raises:
        ConfigurationError: if it would be served without a Guard: without live reload MkDocs asks no plugin.
        ServeError: if the port is taken.
    """
    command = _serve_command()
    if command is None or command.meta.get(__name__):
        return
    command.meta[__name__] = "checked"
    # MkDocs has one option for both, ProperDocs two
    if command.params.get("no_livereload", not command.params["livereload"]):
        raise ConfigurationError(
            "wayin: with --no-livereload every website open in your browser could read your notes. Leave it out."
        )
    host, port = config.dev_addr
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if NotesServer.allow_reuse_address:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise ServeError(_unavailable(host, port, error)) from None


def end_serving() -> None:
    """Block interruptions of `mkdocs serve` while it removes the served site and exits."""
    if _serve_command():
        finish_undisturbed()


def _serve_command() -> click.Context | None:
    """Return the context of `mkdocs serve`; None under any other command."""
    command = click.get_current_context(silent=True)
    return command if command and "livereload" in command.params else None


def _unavailable(host: str, port: int, error: OSError) -> str:
    address = f"[{host}]" if ":" in host else host
    if error.errno != errno.EADDRINUSE:
        return f"wayin: can't serve at {address}:{port} ({error.strerror}). Choose another address with --dev-addr."
    return (
        f"Port {port} is taken, perhaps by a Wayin that is still running: stop it with Ctrl-C, or choose another port "
        f"with --dev-addr {address}:{port + 1 if port < 65535 else port - 1}"
    )


class Guard:
    """WSGI middleware that only passes on requests from the site itself, or by following a link."""

    def __init__(self, app: WSGIApplication, host: str, port: int, url: str) -> None:
        """Guard an application.

        Args:
            app: the application.
            host: the address it is served at; a wildcard (0.0.0.0) means every address of this machine.
            port: its port.
            url: its URL, for the message to refused clients.
        """
        self.app, self.host, self.port = app, host, port
        self.refusal = f"Wayin shows these notes only at {url} and to no other website.\n".encode()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not names_host(environ.get("HTTP_HOST", ""), self.host, self.port) or comes_from_elsewhere(environ):
            start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8"), *HEADERS])
            return [self.refusal]

        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            return start_response(status, [*headers, *HEADERS], *rest)  # type: ignore[arg-type]

        return self.app(environ, start)  # type: ignore[arg-type]


def names_host(written: str, host: str, port: int) -> bool:
    """Return whether a `Host` header names this server.

    Args:
        written: the header. A browser always includes a port other than 80; other programs may omit it.
        host: the address the server listens on.
        port: the port.
    """
    match = _HOST.fullmatch(written)
    if match is None or int(match["port"] or port) != port:
        return False
    name = match["name"].lower()
    if name in LOCAL:
        return True
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False  # -a accepts no name but localhost
    if (name[0] == "[") != (address.version == 6):
        return False
    own = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    return address == own or (own.is_unspecified and _is_of_this_machine(str(address)))


@cache
def _is_of_this_machine(address: str) -> bool:
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True


def comes_from_elsewhere(environ: WSGIEnvironment) -> bool:
    """Return whether a request comes from another site's page, unless somebody follows a link to a page.

    Another port of this machine is another site, which browsers call `same-site`.
    """
    own = f"{environ.get('wsgi.url_scheme', 'http')}://{environ.get('HTTP_HOST', '')}".lower()
    if environ.get("HTTP_ORIGIN", own).lower() != own:
        return True
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is None:
        # An old browser. No other page can read what it shows as a page, but data and scripts it can
        return not (_is_page(environ) or _origin(environ.get("HTTP_REFERER", own)) == own)
    if site in ("same-origin", "none"):
        return False
    followed = environ.get("HTTP_SEC_FETCH_MODE") == "navigate" and environ.get("HTTP_SEC_FETCH_DEST") == "document"
    return not (followed and _is_page(environ) and environ.get("REQUEST_METHOD") in ("GET", "HEAD"))


def _is_page(environ: WSGIEnvironment) -> bool:
    last = environ.get("PATH_INFO", "").rpartition("/")[2]
    return "." not in last or last.endswith(".html")


def _origin(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()
