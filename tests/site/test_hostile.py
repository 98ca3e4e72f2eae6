"""A vault full of hostile values: in a browser, from a server and from files, nothing runs and nothing is loaded."""

from __future__ import annotations

import functools
import http.server
import threading
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from corpus.building import build_site, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

EVIL = [
    "'\"--></title></script><script>window.evil=1</script>",
    "<img src=x onerror=window.evil=1>",
    '" autofocus onfocus="window.evil=1" x="',
    "\u2028' onclick='window.evil=1'{{ ''.__class__.__mro__ }}{% for x in config %}{{ x }}{% endfor %}${window.evil=1}",
    "javascript:window.evil=1",
    "//evil.example/x.png",
]
"""Values that become a script, an attribute, an expression or an address if they aren't escaped."""

BODY = """\
# {evil}

{evil}

Email: <b onclick="window.evil=1">x</b> [[{plain}]] [[{plain}|{evil}]] ![[{plain}.png]] [a](javascript:window.evil=1)
[b](<data:text/html,<script>window.evil=1</script>>) [c](//evil.example/c) ![d](//evil.example/d.png)
![e](https://evil.example/e.png) <img src="https://evil.example/f.png" srcset="https://evil.example/g.png 2x">
<a href=" javascript:window.evil=1">h</a> <a href="java&#10;script:window.evil=1">i</a> <https://evil.example/i>
<iframe src="https://evil.example/j"></iframe> <object data="//evil.example/k"></object>
<style>@import "//evil.example/l"</style>
<form action="//evil.example/m"><input autofocus onfocus="window.evil=1"></form>
<video src="//evil.example/n" autoplay></video>
<div style="background:url(//evil.example/o)" data-wayin="due">p</div>
<base href="//evil.example/">
<meta http-equiv="refresh" content="0;url=//evil.example/">
<svg><a xlink:href="javascript:window.evil=1"><text>q</text></a>
<use href="//evil.example/r"/></svg>
<math href="javascript:window.evil=1">s</math>

[t]: javascript:window.evil=1
[t] {{: onclick="window.evil=1" style="background:url(//evil.example/u)" .class #id }}

## {evil} {{: onclick="window.evil=1" }}

`{evil}`

    {evil}

``` {{ .python onload="window.evil=1" title="{evil}" }}
{evil}
```

!!! note "{evil}"
    {evil}

=== "{evil}"

    {evil}

## Log

- 2026-10-03 {evil}
"""


def hostile() -> dict[str, bytes]:
    """Return each hostile value in every field of every kind of note, as a name, and in file names."""
    files: dict[str, bytes] = {}
    for i, evil in enumerate(EVIL):
        q = "'" + evil.replace("'", "''") + "'"
        plain = evil.replace("[", "").replace("]", "").replace("|", "").replace("#", "").replace("\u2028", "")
        body = BODY.format(evil=evil, plain=plain)
        name = f"{plain.replace('/', '∕')[:60]} {i}"
        files[f"people/{name}.md"] = (
            f"---\nname: {q}\naliases: [{q}]\nrole: {q}\ncompany: {q}\n"
            f"work: [{{company: 'Acme {i}', role: {q}, from: 2020}}]\n"
            f"closeness: {q}\nknows:\n  - {{person: {q}, context: {q}, strength: 3}}\n"
            f"  - {{person: 'P{i}', context: {q}}}\n"
            f"introduced_by: 'Q{i}'\nintroductions: [{{via: 'P{i}', asked: 2026-10-01, outcome: {q}}}]\n"
            f"gave: [{{what: {q}}}]\nemail: {q}\nphone: {q}\nlinkedin: {q}\nwebsite: {q}\nlocation: {q}\nphoto: {q}\n"
            f"tags: [{q}, 'tag{i}']\n{q}: {q}\n---\n{body}"
        ).encode()
        files[f"people/person-{i}.md"] = (
            f"---\nname: P{i} {evil[:20] if '#' not in evil else ''}\ncloseness: 4\nknown_through: event\n"
            f"introduces: yes\nknows: [{q}]\nkeep_in_touch: 1m\n---\n"
        ).encode()
        files[f"companies/{name}.md"] = (
            f"---\nname: {q}\nindustry: [{q}]\nparent: {q}\ninterest: 5\nlocation: {q}\nwebsite: {q}\n"
            f"roles: [{{title: {q}, url: {q}}}]\nintroductions: [{{via: 'P{i}', outcome: {q}}}]\n---\n{body}"
        ).encode()
        files[f"interviews/{name}.md"] = (
            f"---\nname: {q}\nwith: [{q}, P{i}]\ncompany: {q}\ndate: 2026-10-01\nplace: {q}\nobjectives: [{q}]\n"
            f"questions: [{{ask: {q}, answer: {q}}}]\nlearnings: [{{topic: {q}, point: {q}, quote: {q}}}]\n"
            f"introductions: [{q}]\npromised: [{{what: {q}, by: 2026-10-08}}]\n---\n{body}"
        ).encode()
        files[f"{name}.md"] = (
            f"---\ntitle: {q}\ndescription: {q}\nicon: {q}\nstatus: {q}\ntags: [{q}]\nhide: [{q}]\n"
            f"template: {q}\n---\n{body}"
        ).encode()
        files[f"people/stub-{i}.md"] = f"---\n{evil}\nclosenes: {evil}\n".encode()
    files["me.md"] = (
        "---\nname: '" + EVIL[1] + "'\nheadline: '" + EVIL[0] + "'\ngoals: ['" + EVIL[2] + "']\n---\n"
    ).encode()
    files["Connections.csv"] = b"First Name,Email\nSecret,secret@example.org\n"
    files["people/key.pem"] = b"-----BEGIN PRIVATE KEY-----"
    files["people/card.vcf"] = b"BEGIN:VCARD"
    files["notes.sqlite"] = b"SQLite format 3\0"
    files["backup.zip"] = b"PK"
    files["evil.html"] = b"<script>window.evil=1</script>"
    files["evil.js"] = b"window.evil=1"
    return files


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Discard the server's access log."""


@pytest.fixture(scope="module", params=[True, False], ids=["http", "file"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    project = tmp_path_factory.mktemp("hostile")
    write(project / "notes", hostile())
    folder = build_site(project, directory_urls=request.param)
    if not request.param:
        yield folder.as_uri(), folder
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()


def pages(folder: Path) -> list[str]:
    return sorted(str(page.relative_to(folder)) for page in folder.rglob("*.html") if page.name != "404.html")


def gathers_or_is_the_first_of_its_kind(path: str) -> bool:
    """Return whether to open a page in the browser: overview pages, and the first value's pages of each kind."""
    return path.count("/") < 2 or " 0" in path


def test_a_hostile_vault_runs_nothing_and_contacts_no_other_host(page: Page, site: tuple[str, Path]) -> None:
    url, folder = site
    page.set_default_timeout(60_000)
    every = pages(folder)
    assert len(every) > 5 * len(EVIL)
    for path in filter(gathers_or_is_the_first_of_its_kind, every):
        page.goto(f"{url}/{quote(path)}", wait_until="load")
        assert page.evaluate("window.evil") is None, path
        # There are no event handlers either
        assert not page.evaluate(HANDLERS), path


def test_no_page_of_a_hostile_vault_holds_what_could_run(page: Page, site: tuple[str, Path]) -> None:
    _, folder = site
    page.goto("about:blank")
    for path in pages(folder):
        text = (folder / path).read_text("utf-8")
        # Parsed by the browser, but not run or loaded, as in any document that isn't shown
        assert not page.evaluate(f"text => {{ const document = {PARSED}; return {HANDLERS} }}", text), path


PARSED = "new DOMParser().parseFromString(text, 'text/html')"


def test_hostile_words_are_harmless_in_the_results_of_a_search(page: Page, site: tuple[str, Path]) -> None:
    url, _ = site
    if url.startswith("file:"):
        pytest.skip("the theme's search needs a server")
    page.goto(f"{url}/index.html", wait_until="load")
    page.locator("[data-md-component=search-query]").click(force=True)
    page.keyboard.type("email")
    page.locator(".md-search-result__item").first.wait_for(state="attached")
    assert page.evaluate("window.evil") is None
    assert not page.evaluate(HANDLERS)


HANDLERS = (
    "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => /^on/i.test(a.name) ||"
    " /^(href|src|action|xlink:href|formaction|data|poster|srcset)$/i.test(a.name) &&"
    " (/^\\s*(javascript|data|vbscript):/i.test(a.value) && !e.closest('head') ||"
    " /^\\s*(https?:)?\\/\\/evil/i.test(a.value) && e.localName != 'a'))"
    ".map(a => e.localName + ' ' + a.name + '=' + a.value))"
)


def test_only_notes_and_what_they_link_to_are_published(site: tuple[str, Path]) -> None:
    _, folder = site
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert not names & {"Connections.csv", "key.pem", "card.vcf", "notes.sqlite", "backup.zip", "evil.html", "evil.js"}
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<script>window.evil" not in text, path
        assert "secret@example.org" not in text, path
        assert "wrapper_descriptor" not in text, path
        assert "mro__ }}" in text or "mro }}" in text or "__mro__" not in text, path
