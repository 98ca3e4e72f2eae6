"""The only address that changes notes: what its own pages may order, and that nobody else can."""

import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from mkdocs.livereload import LiveReloadServer

import serving
from helpers import TODAY, project
from wayin.reading.mkdocs_yml import Settings
from wayin.site.orders import ADDRESS, LARGEST, Orders
from wayin.site.server import TAKES_ORDERS, guarded

NOTES: dict[str, str | bytes] = {
    "people/ada.md": "---\nname: Ada Park\n---\n",
    "interviews/a.md": "---\nwith: Ada Park\ndate: 2026-11-18\n---\n",
}
THANK = {"action": "done", "kind": "thank-you", "id": "interviews/a", "part": ""}
Headers = dict[str, str | None]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    folder = tmp_path_factory.mktemp("orders")
    config = project(folder / "project", NOTES, f"{{today: {TODAY}}}")
    with serving.serving(config, folder / "run", module=("wayin.site.serving",)) as running:
        yield running


@pytest.fixture
def notes(server: serving.Server) -> Iterator[Path]:
    """Yield the notes, and restore them afterwards."""
    folder = server.log.parent.parent / "project"
    yield folder / "notes"
    for path, content in NOTES.items():
        (folder / "notes" / path).write_text(str(content))
    (folder / ".wayin/last-change.json").unlink(missing_ok=True)


def files(notes: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in notes.parent.rglob("*") if path.is_file()}


def token_of(server: serving.Server) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/people/ada/")
    page = connection.getresponse().read().decode()
    connection.close()
    element = '<meta name="wayin-orders" content="([\\w-]{43})" data-address="/wayin-orders">'
    found = re.search(f'{element}<script defer src="/wayin-orders.js"></script></head>', page)
    assert found, page[:3000]
    return found[1]


def send(
    server: serving.Server, body: object, headers: Headers | None = None, method: str = "POST", path: str = ADDRESS
) -> Any:
    """Return the status and document of the answer to an order like a page's; None removes a header."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    here = f"127.0.0.1:{server.port}"
    own: Headers = {
        "Host": here, "Origin": f"http://{here}", "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors",
        "Content-Type": "application/json", "X-Wayin-Token": token_of(server), "Content-Length": str(len(content)),
    }  # fmt: skip
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in (own | (headers or {})).items():
        if value is not None:
            connection.putheader(name, value.replace("PORT", str(server.port)))
    connection.endheaders(content if method == "POST" else None)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, json.loads(text) if text[:1] == "{" else text


# --- accepted orders --------------------------------------------------------------------------------------------------


def test_a_page_completes_a_step_and_undoes_it(server: serving.Server, notes: Path) -> None:
    before = {path.name: path.read_bytes() for path in notes.rglob("*.md")}
    status, answer = send(server, THANK)
    assert (status, answer["said"]) == (
        200, "Done: Thank Ada. interviews/a.md now says: thanked: 2026-11-20"
    ), answer  # fmt: skip
    assert (
        notes / "interviews/a.md"
    ).read_text() == "---\nwith: Ada Park\ndate: 2026-11-18\nthanked: 2026-11-20\n---\n"
    status, again = send(server, THANK)
    assert (status, again["said"][:30]) == (409, "This step is settled already, "), "as in a second tab"
    status, undone = send(server, {"action": "undo", "mark": answer["mark"]})
    assert (status, undone["said"]) == (200, "Taken back. done: Thank Ada")
    assert {path.name: path.read_bytes() for path in notes.rglob("*.md")} == before


def test_every_order_of_the_commands_is_taken(server: serving.Server, notes: Path) -> None:
    snooze = {"action": "snooze", "kind": "connect", "id": "interviews/a", "part": "", "time": "2w"}
    status, answer = send(server, snooze)
    assert status == 200
    assert "So are the other steps of this note: Thank Ada" in answer["said"]
    assert "not_before: 2026-12-04" in (notes / "interviews/a.md").read_text()
    status, answer = send(server, {"action": "log", "id": "people/ada", "text": "phoned\n- [x] 2026-01-01 [[x]]"})
    assert status == 200
    assert (notes / "people/ada.md").read_text().endswith("## Log\n\n- 2026-11-20 phoned - [x] 2026-01-01 [[x]]\n")
    status, refused = send(server, {"action": "undo", "mark": "0" * 16})
    assert (status, refused["said"]) == (
        409, "Since then something else was done (log: Ada Park), so this isn't taken back."
    )  # fmt: skip
    status, answer = send(server, {"action": "skip", "kind": "connect", "id": "interviews/a", "part": ""})
    assert status == 200
    assert "connected: skip" in (notes / "interviews/a.md").read_text()


def test_a_file_saved_by_an_editor_meanwhile_is_kept(server: serving.Server, notes: Path) -> None:
    (notes / "interviews/a.md").write_text("---\nwith: Ada Park\ndate: 2026-11-18\n---\nJust typed\n")
    assert send(server, THANK)[0] == 200
    assert (notes / "interviews/a.md").read_text().endswith("thanked: 2026-11-20\n---\nJust typed\n")
    (notes / "interviews/a.md").write_text("---\nwith: Ada Park\ndate: 2026-11-18\nthanked: &a x\n---\n")
    status, answer = send(server, THANK)
    assert (status, "By hand, write `thanked: 2026-11-20`." in answer["said"]) == (409, True), answer


def test_no_page_is_loaded_again_before_its_order_is_answered(tmp_path: Path) -> None:
    orders, told = Orders(lambda: None), list[str]()  # type: ignore[arg-type, return-value]
    answer: Any = orders.answer({"PATH_INFO": ADDRESS, "REQUEST_METHOD": "GET"}, lambda *_: None)  # type: ignore[arg-type]
    waiting = threading.Thread(target=lambda: (orders.wait_until_answered(), told.append("loaded again")))
    waiting.start()
    told.append("answered")
    answer.close()
    waiting.join()
    assert told == ["answered", "loaded again"]


# --- refused orders ---------------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[int, Headers, object]] = {
    "without the token": (403, {"X-Wayin-Token": None}, THANK),
    "with another token": (403, {"X-Wayin-Token": "x" * 43}, THANK),
    "with an empty token": (403, {"X-Wayin-Token": ""}, THANK),
    "to another host": (403, {"Host": "evil.example"}, THANK),
    "to a name that leads here": (403, {"Host": "evil.example:PORT", "Origin": "http://evil.example:PORT"}, THANK),
    "to such a name of the same site": (
        403, {"Host": "evil.localhost:PORT", "Origin": "http://evil.localhost:PORT"}, THANK,
    ),
    "from another site": (403, {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, THANK),
    "from another origin": (403, {"Origin": "https://evil.example", "Sec-Fetch-Site": None}, THANK),
    "from another port": (403, {"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": "same-site"}, THANK),
    "from another port, by an old browser": (403, {"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": None}, THANK),
    "from another name of this machine": (403, {"Origin": "http://localhost:PORT"}, THANK),
    "from a file": (403, {"Origin": "null", "Sec-Fetch-Site": None}, THANK),
    "from nowhere": (403, {"Origin": None}, THANK),
    "by following a link": (403, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, THANK),
    "by a form": (415, {"Content-Type": "application/x-www-form-urlencoded"}, b"action=done"),
    "by a form of texts": (415, {"Content-Type": "text/plain"}, THANK),
    "that is too large": (413, {}, b" " * (LARGEST + 1)),
    "that says it is too large": (413, {"Content-Length": "999999999"}, b""),
    "without a length": (411, {"Content-Length": None}, b""),
    "of an odd length": (411, {"Content-Length": "-1"}, b""),
    "in pieces": (411, {"Transfer-Encoding": "chunked"}, b""),
    "of no JSON": (400, {}, b"{"),
    "of no text": (400, {}, b"\xff\xfe"),
    "of great depth": (400, {}, b"[" * 9000),
    "of a list": (400, {}, [THANK]),
    "of nothing": (400, {}, {}),
    "of another kind": (400, {}, THANK | {"action": "rename"}),
    "of no kind": (400, {}, THANK | {"action": "__class__"}),
    "with more than it takes": (400, {}, THANK | {"path": "../x"}),
    "with less than it takes": (400, {}, {"action": "done", "kind": "thank-you"}),
    "of numbers": (400, {}, THANK | {"part": 0}),
    "of a step that there isn't": (409, {}, THANK | {"kind": "promise"}),
    "outside the notes": (409, {}, THANK | {"id": "../../etc/passwd"}),
    "of a log outside the notes": (400, {}, {"action": "log", "id": "../outside", "text": "x"}),
    "of a log of an interview": (400, {}, {"action": "log", "id": "interviews/a", "text": "x"}),
    "of an empty log": (400, {}, {"action": "log", "id": "people/ada", "text": " \n"}),
    "of a very long log": (400, {}, {"action": "log", "id": "people/ada", "text": "x" * 2001}),
    "of no time": (400, {}, {"action": "snooze", "kind": "connect", "id": "interviews/a", "part": "", "time": "never"}),
    "of an answer to nothing": (400, {}, THANK | {"answer": "agreed"}),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_other_requests_change_nothing(case: str, server: serving.Server, notes: Path) -> None:
    status, headers, body = REFUSED[case]
    before = files(notes)
    assert send(server, body, headers)[0] == status
    assert files(notes) == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_orders_are_given_by_post_alone(method: str, server: serving.Server, notes: Path) -> None:
    before = files(notes)
    assert send(server, THANK, method=method, path=f"{ADDRESS}?action=done&kind=thank-you&id=interviews/a")[0] == 405
    assert files(notes) == before


@pytest.mark.parametrize(
    "path", ["/", "/people/ada/", f"{ADDRESS}/", f"/x/..{ADDRESS}", "/../../etc/passwd", f"{ADDRESS}/../../x", "//x"]
)
def test_no_other_address_takes_orders(path: str, server: serving.Server, notes: Path) -> None:
    before = files(notes)
    assert send(server, THANK, path=path)[0] == 405
    assert files(notes) == before


def test_a_token_is_for_one_run_and_only_given_to_own_pages(server: serving.Server) -> None:
    token = token_of(server)
    assert token_of(server) == token
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.sendall(b"GET /people/ada/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    answer = b"".join(iter(lambda: connection.recv(65536), b""))
    connection.close()
    assert b"403" in answer.splitlines()[0]
    assert token.encode() not in answer


@pytest.mark.parametrize(
    ("host", "run", "takes"),
    [
        ("127.0.0.1", TAKES_ORDERS, True), ("localhost", TAKES_ORDERS, True), ("127.0.0.1", "mkdocs", False),
        ("0.0.0.0", TAKES_ORDERS, False), ("192.168.0.7", TAKES_ORDERS, False),
    ],
)  # fmt: skip
def test_only_wayin_serve_on_this_machine_takes_orders(host: str, run: str, takes: bool, tmp_path: Path) -> None:
    server = LiveReloadServer(lambda: None, host, 8000, str(tmp_path))
    with click.Context(click.Command("serve"), info_name=run) as context:
        context.params["livereload"] = True
        config: Any = SimpleNamespace(
            docs_dir=str(tmp_path),
            theme=SimpleNamespace(dirs=[]),
            watch=[],
            config_file_path=str(tmp_path / "mkdocs.yml"),
        )
        own = guarded(server, config, None, Settings(tmp_path))
    own.server_close()
    assert (own.orders is not None) == takes
    page = own._inject_js_into_html(b"<html><head></head><body></body></html>", 1)
    assert (b"wayin-orders" in page) == takes
