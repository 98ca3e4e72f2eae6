"""The only address of `wayin serve` that changes notes: checks and executes orders.

An order is a POST from a page of this server, with this run's token. Any other request is refused, and nothing is
written.
"""

from __future__ import annotations

import hmac
import html
import json
import re
import secrets
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from wayin.editing.note_text import SpliceError
from wayin.editing.orders import OrderError, carry_out, read_order
from wayin.editing.transaction import ConflictError, Transactions, WriteError
from wayin.own_folder import ForeignError

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.types import StartResponse, WSGIEnvironment

    from wayin.workspace import Workspace

log = get_plugin_logger("wayin")

ADDRESS = "/wayin-orders"
SCRIPT = "/wayin-orders.js"
"""The address of the buttons' script, which no built site has."""
LARGEST = 10_000
"""The most bytes of an order."""
_LOOPBACK = re.compile(r"127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3}", re.ASCII)


PATIENCE = 5.0
"""The most seconds to keep a page from reloading while its own order isn't answered."""


class _Answer(list[bytes]):
    """A response body that reports when it has been sent."""

    def __init__(self, body: bytes, sent: Callable[[], None]) -> None:
        super().__init__([body])
        self.close = sent  # WSGI servers call this at the end


class Orders:
    """Handles the orders of one run of the server."""

    def __init__(self, workspace: Callable[[], Workspace]) -> None:
        """Use this function, which returns the workspace for the current notes."""
        self._workspace = workspace
        self._token = secrets.token_urlsafe(32)
        self._one_at_a_time = threading.Lock()
        self._unanswered = 0
        self._answered = threading.Condition()

    def into(self, page: bytes) -> bytes:
        """Return a page that may give orders, with the address and the token in its head."""
        end = page.find(b"</head>")
        element = (
            f'<meta name="wayin-orders" content="{html.escape(self._token)}" data-address="{ADDRESS}">'
            f'<script defer src="{SCRIPT}"></script>'
        )
        return page[:end] + element.encode() + page[end:] if end >= 0 else page

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Answer a request to `ADDRESS` or `SCRIPT` that the Guard has let through."""
        if environ["PATH_INFO"] == SCRIPT:
            script = (Path(__file__).parent / "orders.js").read_bytes()
            start_response("200 OK", [("Content-Type", "text/javascript; charset=utf-8")])
            return [script]
        with self._answered:
            self._unanswered += 1
        try:
            status, document = self._outcome(environ)
        except BaseException:
            self._sent()
            raise
        body = json.dumps(document).encode()
        headers = [
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        if status.startswith("405"):
            headers.append(("Allow", "POST"))
        start_response(status, headers)
        return _Answer(body, self._sent)

    def _sent(self) -> None:
        with self._answered:
            self._unanswered -= 1
            self._answered.notify_all()

    def wait_until_answered(self) -> None:
        """Wait until every order is answered: a page that reloads earlier never shows the result of its own."""
        with self._answered:
            self._answered.wait_for(lambda: self._unanswered == 0, PATIENCE)

    def _outcome(self, environ: WSGIEnvironment) -> tuple[str, dict[str, str]]:
        """Return the status, and the answer."""
        if refusal := self._refusal(environ):
            return refusal[0], {"said": refusal[1]}
        try:
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            order = read_order(json.loads(body.decode("utf-8")))
            with self._one_at_a_time:
                workspace = self._workspace()
                settings = workspace.settings
                transactions = Transactions(settings.notes, settings.project or settings.notes.parent)
                outcome = carry_out(order, workspace, transactions)
        except (OrderError, ValueError, RecursionError) as error:
            return "400 Bad Request", {"said": str(error) if isinstance(error, OrderError) else "This isn't an order."}
        except (SpliceError, ConflictError, ForeignError) as error:
            return "409 Conflict", {"said": str(error)}
        except WriteError as error:
            return "500 Internal Server Error", {"said": str(error)}
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            return "500 Internal Server Error", {"said": f"{where}{error.strerror or error}. Nothing was changed."}
        log.info(outcome.said)
        return "200 OK", {"said": outcome.said, "mark": outcome.mark}

    def _refusal(self, environ: WSGIEnvironment) -> tuple[str, str] | None:
        """Return the status and the reason to refuse a request; None if it is acceptable."""
        own = f"{environ.get('wsgi.url_scheme', 'http')}://{environ.get('HTTP_HOST', '')}"
        if environ["REQUEST_METHOD"] != "POST":
            return "405 Method Not Allowed", "Orders are given by POST."
        # Browsers send the origin of a POST; a request without it doesn't come from a page
        if environ.get("HTTP_ORIGIN") != own or environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
            return "403 Forbidden", "Only pages of this site give orders."
        if not _LOOPBACK.fullmatch(environ.get("REMOTE_ADDR", "")):
            return "403 Forbidden", "Only this machine gives orders."
        token = environ.get("HTTP_X_WAYIN_TOKEN", "").encode("latin-1", "replace")
        if not hmac.compare_digest(token, self._token.encode()):
            return "403 Forbidden", "This page is of an earlier run. Reload it."
        if environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() != "application/json":
            return "415 Unsupported Media Type", "An order is written in JSON."
        length = environ.get("CONTENT_LENGTH") or ""
        if not re.fullmatch(r"\d{1,9}", length, re.ASCII) or environ.get("HTTP_TRANSFER_ENCODING"):
            return "411 Length Required", "An order says how long it is."
        if int(length) > LARGEST:
            return "413 Content Too Large", "An order is shorter."
        return None
