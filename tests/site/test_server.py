"""The answers of `mkdocs serve`, and who gets them; its error messages; and that it leaves nothing behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from mkdocs.livereload import LiveReloadServer

import serving
from helpers import project, served
from wayin.site.server import Guard, NotesServer, ServeError, names_host

NOTES: dict[str, str | bytes] = {"people/ada-park.md": "---\nname: Ada Park\n---\nPRECIOUS\n"}
SECRET = b"Ada Park"
DATA = "/wayin/network.js"
INDEX = "/search/search_index.json"
PAGE = "/people/ada-park/"
MODULES = {"mkdocs": ("mkdocs", "serve"), "script": ("wayin.site.serving",), "properdocs": ("properdocs", "serve")}


@pytest.fixture(scope="module", params=["mkdocs", "properdocs"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """Yield a server of two pages. SIGTERM or SIGINT ends it, and it leaves nothing behind."""
    if request.param == "properdocs":
        pytest.importorskip("properdocs")
    folder = tmp_path_factory.mktemp("server")
    config = project(folder / "project", NOTES)
    number = signal.SIGTERM if request.param == "mkdocs" else signal.SIGINT
    with serving.serving(config, folder / request.param, module=MODULES[request.param], stop=number) as running:
        yield running
    assert list(running.temporary.iterdir()) == []
    assert "Traceback" not in running.said


def ask(server: serving.Server, path: str, headers: dict[str, str | list[str]], method: str = "GET") -> Any:
    """Return the status, headers and body of the answer to exactly these headers; `PORT` is the server's port."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, values in headers.items():
        for value in [values] if isinstance(values, str) else values:
            connection.putheader(name, value.replace("PORT", str(server.port)))
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body


HERE = "127.0.0.1:PORT"
OWN = {"Host": HERE, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
LINK = {"Host": HERE, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
SCRIPT = {"Host": HERE, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
ANSWERED: list[tuple[str, dict[str, str | list[str]]]] = [
    (DATA, {"Host": HERE}),
    (DATA, {"Host": "localhost:PORT"}),
    (DATA, {"Host": "LOCALHOST:PORT"}),
    (DATA, {"Host": "[::1]:PORT"}),
    (DATA, {"Host": "127.0.0.1"}),
    (INDEX, OWN),
    (DATA, {**OWN, "Origin": "http://127.0.0.1:PORT", "Referer": "http://127.0.0.1:PORT/"}),
    (DATA, {**SCRIPT, "Sec-Fetch-Site": "same-origin"}),
    (PAGE, {**LINK, "Sec-Fetch-Site": "none"}),
    (PAGE, LINK),
    (PAGE, {**LINK, "Referer": "https://elsewhere.example/"}),
    (PAGE, {**LINK, "Sec-Fetch-Site": "same-site"}),
    (PAGE, {"Host": HERE, "Referer": "https://elsewhere.example/"}),
    (DATA, {"Host": HERE, "Referer": "http://127.0.0.1:PORT/network/"}),
    (PAGE, {**LINK, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Dest": "iframe"}),
]
REFUSED: list[tuple[str, dict[str, str | list[str]]]] = [
    # Names that others can own lead here
    (INDEX, {"Host": "evil.example"}),
    (INDEX, {"Host": "evil.example:PORT"}),
    (INDEX, {**OWN, "Host": "evil.example:PORT", "Origin": "http://evil.example:PORT"}),
    (PAGE, {"Host": "127.0.0.1.evil.example:PORT"}),
    (PAGE, {"Host": "localhost.evil.example:PORT"}),
    (PAGE, {"Host": "evil.localhost:PORT"}),
    (PAGE, {"Host": "evil-localhost:PORT"}),
    (PAGE, {"Host": "localhost.:PORT"}),
    (PAGE, {"Host": "127.0.0.1.:PORT"}),
    (PAGE, {"Host": "127.0.0.2:PORT"}),
    (PAGE, {"Host": "0.0.0.0:PORT"}),
    (PAGE, {"Host": "127.1:PORT"}),
    (PAGE, {"Host": "2130706433:PORT"}),
    (PAGE, {"Host": "[::]:PORT"}),
    (PAGE, {"Host": "[::ffff:127.0.0.1]:PORT"}),
    (PAGE, {"Host": "::1"}),
    (PAGE, {"Host": "127.0.0.1:1"}),
    (PAGE, {"Host": "127.0.0.1:PORT1"}),
    (PAGE, {"Host": "evil.example@127.0.0.1:PORT"}),
    (PAGE, {"Host": "127.0.0.1:PORT@evil.example"}),
    (PAGE, {"Host": "127.0.0.1:PORT/evil.example"}),
    (PAGE, {"Host": "evil.example/127.0.0.1:PORT"}),
    (PAGE, {"Host": "127.0.0.1:PORT,evil.example"}),
    (PAGE, {"Host": [HERE, "evil.example"]}),
    (PAGE, {"Host": ["evil.example", HERE]}),
    (PAGE, {"Host": "127.0.0.1:"}),
    (PAGE, {"Host": ""}),
    (PAGE, {}),
    (PAGE, {"Host": "evil.example", "X-Forwarded-Host": HERE}),
    # Pages of other sites, including those of another port of this machine
    (DATA, SCRIPT),
    (DATA, {**SCRIPT, "Sec-Fetch-Site": "same-site"}),
    (DATA, {**SCRIPT, "Origin": "https://attacker.example"}),
    (DATA, {**SCRIPT, "Sec-Fetch-Site": "something-new"}),
    (DATA, {**SCRIPT, "Sec-Fetch-Site": ["cross-site", "same-origin"]}),
    (INDEX, {**OWN, "Sec-Fetch-Site": "cross-site", "Origin": "https://attacker.example"}),
    (INDEX, {**OWN, "Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"}),
    (PAGE, {**LINK, "Sec-Fetch-Dest": "iframe"}),
    (PAGE, {**LINK, "Sec-Fetch-Dest": "object"}),
    (PAGE, {**LINK, "Sec-Fetch-Dest": "embed"}),
    (PAGE, {**LINK, "Sec-Fetch-Site": "same-site", "Sec-Fetch-Dest": "frame"}),
    (PAGE, {**LINK, "Sec-Fetch-Mode": "no-cors"}),
    (DATA, LINK),
    (INDEX, LINK),
    (PAGE, {"Host": HERE, "Sec-Fetch-Site": "cross-site"}),
    ("/wayin/wayin.css", {**SCRIPT, "Sec-Fetch-Dest": "style"}),
    ("/wayin/calendar.ics", {**SCRIPT, "Sec-Fetch-Dest": "image"}),
    ("/livereload/0/1", {**OWN, "Sec-Fetch-Site": "cross-site"}),
    # Browsers that don't say where a request comes from
    (DATA, {"Host": HERE, "Origin": "https://attacker.example"}),
    (DATA, {"Host": HERE, "Origin": "null"}),
    (PAGE, {"Host": HERE, "Origin": "http://127.0.0.1:1"}),
    (PAGE, {"Host": HERE, "Origin": "https://127.0.0.1:PORT"}),
    (DATA, {"Host": HERE, "Referer": "https://attacker.example/"}),
    (DATA, {"Host": HERE, "Referer": "http://127.0.0.1:PORT.attacker.example/"}),
    (DATA, {"Host": HERE, "Referer": "http://127.0.0.1:PORT@attacker.example/"}),
    (INDEX, {"Host": HERE, "Referer": "http://[/"}),
]


def test_its_own_pages_and_links_to_them_are_answered(server: serving.Server) -> None:
    for path, headers in ANSWERED:
        status, given, body = ask(server, path, headers)
        assert (status, SECRET in body) == (200, True), headers
        assert given["Cross-Origin-Resource-Policy"] == "same-origin"


def test_everybody_else_is_refused_without_content_of_notes(server: serving.Server) -> None:
    for path, headers in REFUSED:
        status, given, body = ask(server, path, headers)
        assert (status, given["Content-Type"]) == (403, "text/plain; charset=utf-8"), headers
        assert body.decode() == f"Wayin shows these notes only at {server.url}/ and to no other website.\n"


def test_a_form_on_another_site_is_refused(server: serving.Server) -> None:
    assert ask(server, PAGE, LINK, "POST")[0] == 403
    assert ask(server, PAGE, {**LINK, "Origin": "null"}, "POST")[0] == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X"])
def test_pages_are_only_read(server: serving.Server, method: str) -> None:
    assert ask(server, PAGE, OWN, method)[::2] == (405, b"Pages are only read.\n")
    asked = {**SCRIPT, "Origin": "https://attacker.example", "Access-Control-Request-Method": "GET"}
    status, given, body = ask(server, DATA, asked, method)
    assert (status, SECRET in body) == (403, False)
    assert not [name for name in given if name.lower().startswith("access-control")]


def test_nothing_outside_the_site_is_served(server: serving.Server) -> None:
    for path in (
        "/../mkdocs.yml", "/..%2fmkdocs.yml", "/%2e%2e/mkdocs.yml", "/people/../../mkdocs.yml", "//mkdocs.yml",
        "/..%5cmkdocs.yml", "/..\\mkdocs.yml", "/%2e%2e%2f%2e%2e%2fproject/mkdocs.yml", "/people/ada-park.md",
        "/notes/people/ada-park.md", "/.wayin/positions.json", "/%00", "/people/%00/../ada-park.md", "/~root/",
        f"/{'../' * 20}etc/hosts", f"/{'%2e%2e/' * 20}etc/hosts", "/wayin/..%252f..%252fmkdocs.yml", "/?/../mkdocs.yml",
        "/file:///etc/hosts", "/http://127.0.0.1/", f"/{'a' * 300}", f"/{'a/' * 3000}", "/%0d%0aX:%20y",
    ):  # fmt: skip
        status, given, body = ask(server, path, OWN)
        assert status in ((200,) if path.startswith("/?") else (302, 404)), path
        assert b"site_name" not in body, path
        assert b"localhost" not in body, path
        assert not given.get("Location", "/").startswith(("//", "http")), path


@pytest.mark.parametrize("path", [PAGE, DATA, INDEX, "/nothing/", "/people", "/livereload/0/1", "/assets/../../x"])
def test_every_answer_says_that_it_is_for_its_own_origin_alone(server: serving.Server, path: str) -> None:
    for headers in (OWN, SCRIPT):
        _, given, _ = ask(server, path, headers)
        assert given["Cross-Origin-Resource-Policy"] == "same-origin"
        assert given["X-Content-Type-Options"] == "nosniff"
        assert given["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in given["Content-Security-Policy"]


def test_a_page_is_notified_when_it_has_changed(server: serving.Server) -> None:
    status, _, body = ask(server, "/livereload/0/1", {**OWN, "Referer": "http://127.0.0.1:PORT/"})
    assert (status, body.isdigit()) == (200, True)


def test_a_second_start_ends_with_a_message_and_leaves_nothing(server: serving.Server, tmp_path: Path) -> None:
    config = project(tmp_path / "project", NOTES)
    second = serving.start(config, tmp_path / "second", module=MODULES[server.log.parent.name], port=server.port)
    assert second.process.wait(60) == 1
    assert f"Port {server.port} is taken, perhaps by a Wayin that is still running" in second.said
    assert f"--dev-addr 127.0.0.1:{server.port + 1}" in second.said
    assert "Traceback" not in second.said
    assert list(second.temporary.iterdir()) == []
    assert server.process.poll() is None


@pytest.mark.parametrize("server", ["mkdocs"], indirect=True)
def test_no_page_of_another_port_or_host_reads_anything(server: serving.Server, tmp_path: Path, page: Any) -> None:
    (tmp_path / "index.html").write_text(
        f"""<meta charset="utf-8"><script>window.answers = [];</script>
        <script src="{server.url}{DATA}" onload="answers.push('loaded')" onerror="answers.push('refused')"></script>
        <a href="{server.url}{PAGE}">link</a><script>
        const frame = document.createElement("iframe");
        frame.onload = () => {{
          try {{ answers.push(frame.contentDocument.body.textContent); }} catch {{ answers.push("refused"); }}
        }};
        frame.src = "{server.url}{PAGE}";
        document.body.append(frame);
        fetch("{server.url}{INDEX}").then(() => answers.push("loaded"), () => answers.push("refused"));
        const opaque = {{mode: "no-cors"}};
        fetch("{server.url}{INDEX}", opaque).then(() => answers.push("loaded"), () => answers.push("refused"));
        </script>"""
    )
    page.goto(f"{server.url}/network/")
    assert page.evaluate("window.WAYIN_NETWORK.names.length") > 0, "what is cached is no way round either"
    with served(tmp_path) as other:
        for address in (other, other.replace("127.0.0.1", "localhost")):
            page.goto(address)
            page.wait_for_function("answers.length === 4")
            assert page.evaluate("answers") == ["refused"] * 4
            assert page.evaluate("typeof WAYIN_NETWORK") == "undefined"
            page.click("a")
            page.wait_for_url(f"{server.url}{PAGE}")
            assert "PRECIOUS" in page.content()


# ── Without support by the browser ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("host", "written", "expected"),
    [
        ("127.0.0.2", "127.0.0.2:80", True), ("127.0.0.2", "127.0.0.3:80", False), ("127.0.0.2", "localhost:80", True),
        ("::1", "[::1]:80", True), ("::1", "[0:0:0:0:0:0:0:1]:80", True), ("::1", "[::2]:80", False),
        ("localhost", "localhost", True), ("localhost", "127.0.0.1:80", True), ("localhost", "other:80", False),
        ("0.0.0.0", "0.0.0.0:80", True), ("0.0.0.0", "127.0.0.2:80", True), ("0.0.0.0", "8.8.8.8:80", False),
        ("0.0.0.0", "evil.example:80", False), ("0.0.0.0", "my-laptop.local:80", False), ("::", "127.0.0.1:80", True),
        ("::", "[::]:80", True), ("::", "[2001:4860:4860::8888]:80", False), ("::", "[127.0.0.1]:80", False),
    ],
)  # fmt: skip
def test_the_hosts_of_an_address(host: str, written: str, expected: bool) -> None:
    assert names_host(written, host, 80) is expected


def test_a_port_taken_during_the_build_gives_a_message_too(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server = NotesServer(LiveReloadServer(lambda: None, "127.0.0.1", other.getsockname()[1], str(tmp_path)))
        with pytest.raises(ServeError, match="is taken"):
            server.serve()
        server.server_close()


def test_an_address_of_another_machine_gives_a_message(tmp_path: Path) -> None:
    server = NotesServer(LiveReloadServer(lambda: None, "192.0.2.1", 8000, str(tmp_path)))
    with pytest.raises(ServeError, match=r"can't serve at 192\.0\.2\.1:8000"):
        server.server_bind()
    server.server_close()


def test_answers_of_other_plugins_are_guarded_too(tmp_path: Path) -> None:
    server = NotesServer(LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path)))
    server.set_app(lambda environ, start: [b"PRECIOUS"])
    server.server_bind()
    assert isinstance(server.get_app(), Guard)
    server.server_close()


# ── Shutdown ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_live_reload_nothing_is_served(tmp_path: Path) -> None:
    config = project(tmp_path / "project", NOTES)
    server = serving.start(config, tmp_path / "run", "--no-livereload")
    assert server.process.wait(60) == 1
    assert "every website open in your browser could read your notes" in server.said
    assert "Traceback" not in server.said
    assert list(server.temporary.iterdir()) == []


def test_of_two_that_start_at_once_one_serves_and_the_other_says_why_not(tmp_path: Path) -> None:
    config = project(tmp_path / "project", NOTES)
    first = serving.start(config, tmp_path / "1", module=MODULES["script"])
    second = serving.start(config, tmp_path / "2", module=MODULES["script"], port=first.port)
    both = [first, second]
    try:
        serving.until(lambda: any(one.process.poll() is not None for one in both), first.log)
        (loser,) = [one for one in both if one.process.poll() is not None]
        (winner,) = [one for one in both if one is not loser]
        serving.until(lambda: winner.is_ready, winner.log)
        assert ask(winner, PAGE, {"Host": HERE})[0] == 200
    finally:
        for one in both:
            one.stop(signal.SIGHUP)
    assert loser.process.returncode == 1
    assert f"Port {first.port} is taken" in loser.said
    for one in both:
        assert "Traceback" not in one.said
        assert list(one.temporary.iterdir()) == []


def _tabs_wait(server: serving.Server) -> bool:
    """Return whether the server is ready; afterwards ten tabs wait for a change."""
    if server.is_ready:
        for number in range(10):
            threading.Thread(
                target=_wait, args=(f"{server.url}/livereload/9999999999999/{number}",), daemon=True
            ).start()
    return server.is_ready


def _wait(url: str) -> None:
    with suppress(OSError, http.client.HTTPException):
        urllib.request.urlopen(url, timeout=60).read()


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals can't be blocked here")
def test_ctrl_c_before_python_has_started_is_not_lost_and_leaves_nothing(tmp_path: Path) -> None:
    config, temporary = project(tmp_path / "project", NOTES), tmp_path / "temporary"
    temporary.mkdir()
    server = subprocess.Popen(
        [sys.executable, "-m", "wayin.site.serving", "-f", config, "-a", f"127.0.0.1:{serving.free_port()}"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
        preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]),
    )  # fmt: skip
    server.send_signal(signal.SIGINT)
    output, _ = server.communicate(timeout=60)
    assert (output, server.returncode) == ("", 130)
    assert list(temporary.iterdir()) == []


MOMENTS = {
    "while tabs wait": _tabs_wait,
    "as soon as there is anything": lambda server: any(server.temporary.iterdir()),
    "while it builds": lambda server: any(server.temporary.rglob("*.html")),
}


@pytest.mark.parametrize(
    ("moment", "number", "module"),
    [
        ("as soon as there is anything", signal.SIGTERM, "script"),
        ("while it builds", signal.SIGINT, "mkdocs"),
        ("while tabs wait", signal.SIGINT, "mkdocs"),
    ],
)
def test_however_it_is_stopped_no_temporary_files_are_left(
    tmp_path: Path, moment: str, number: int, module: str
) -> None:
    config = project(tmp_path / "project", NOTES)
    server = serving.start(config, tmp_path / "run", module=MODULES[module])
    serving.until(lambda: MOMENTS[moment](server), server.log)
    server.stop(number)
    assert list(server.temporary.iterdir()) == []
    assert "Traceback" not in server.said
    assert (config.parent / "notes/people/ada-park.md").read_text() == NOTES["people/ada-park.md"]
