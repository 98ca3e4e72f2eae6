"""Whole sites for tests: a folder of notes, built by MkDocs, and its pages."""

import functools
import http.server
import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element, TreeBuilder

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from wayin.clock import Clock
from wayin.reading.mkdocs_yml import Settings
from wayin.workspace import Workspace

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 20)
"""The day on which the sample ends."""

SETTINGS = """\
site_name: Test
docs_dir: notes
theme:
  name: material
  font: false
plugins:
  - search
  - tags
  - wayin: {options}
{more}"""


# ── Building ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below a folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def project(
    folder: Path,
    notes: Mapping[str, str | bytes],
    options: str = "{today: 2026-11-20}",
    more: str = "",
    settings: str = "",
) -> Path:
    """Create a project with these notes; return its mkdocs.yml.

    Args:
        folder: the folder to create.
        notes: the contents by path below `notes/`.
        options: the plugin's options, as YAML.
        more: further lines of mkdocs.yml.
        settings: a whole mkdocs.yml instead.
    """
    (folder / "notes").mkdir(parents=True)
    write(folder / "notes", notes)
    file = folder / "mkdocs.yml"
    file.write_text(settings or SETTINGS.format(options=options, more=more), "utf-8")
    return file


class BuildError(Exception):
    """A failed build, with its output."""


class _Said(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build(config_file: Path, folder: Path, strict: bool = True, **settings: Any) -> "Site":
    """Build a project in this process, like `mkdocs build`.

    Raises:
        BuildError: if MkDocs ends with a message; other exceptions are raised unchanged.
    """
    said = _Said()
    log = logging.getLogger("mkdocs")
    log.addHandler(said)
    try:
        mkdocs_build(load_config(str(config_file), strict=strict, site_dir=str(folder), **settings))
    except MkDocsException as error:
        raise BuildError("\n".join([*said.lines, str(error)])) from None
    finally:
        log.removeHandler(said)
    return Site(folder, said.lines)


def run(*command: str, **environ: str) -> str:
    """Run a Python module as a separate process, and return its output; fail if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=300,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environ,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def workspace_of(notes: Path, today: date = TODAY, most: int = 2) -> Workspace:
    """Return the workspace of a folder of notes."""
    return Workspace.read(Settings(notes, most_intermediaries=most), Clock(today), warnings.warn)


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_ADDRESSES = {"href", "src", "poster", "srcset", "action", "data"}


class _Reader(HTMLParser):
    """Parses HTML as written by the templates, with every end tag in place, into a tree."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        if tag in _VOID:
            self.tree.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tree.start(tag, {name: value or "" for name, value in attrs})
        self.tree.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open, f"</{tag}> closes nothing, in line {self.getpos()[0]}"
            assert self.open[-1] == tag, f"</{tag}> comes where </{self.open[-1]}> should, in line {self.getpos()[0]}"
            self.tree.end(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.tree.data(data)


def read_html(text: str) -> Element:
    """Return an HTML page as a tree; fail if a tag isn't closed."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == []
    return reader.tree.close()


def text_of(element: Element) -> str:
    """Return the text of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def classed(element: Element, name: str, tag: str = "*") -> list[Element]:
    """Return the elements inside that have a class."""
    return [one for one in element.iterfind(f".//{tag}") if name in one.get("class", "").split()]


@dataclass
class Page:
    """A page of a built site."""

    url: str
    """Its file, relative to the site's root."""
    html: str

    @cached_property
    def tree(self) -> Element:
        """Return the whole page."""
        return read_html(self.html)

    @cached_property
    def article(self) -> Element:
        """Return the article, without the theme around it."""
        return next(self.tree.iter("article"))

    @cached_property
    def text(self) -> str:
        """Return the text of the article."""
        return text_of(self.article)

    @cached_property
    def ids(self) -> set[str]:
        """Return all ids on the page."""
        return {one.get(name, "") for one in self.tree.iter() for name in ("id", "name") if one.get(name)}

    @cached_property
    def addresses(self) -> list[tuple[str, str, str]]:
        """Return every address on the page, with its tag and attribute."""
        found = [
            (one.tag, name, one.get(name, "")) for one in self.tree.iter() for name in set(one.keys()) & _ADDRESSES
        ]
        # Inside a drawing, `data` and the like mean something else
        return [one for one in found if one[1] != "data" or one[0] == "object"]

    def section(self, anchor: str) -> Element:
        """Return the content below a heading up to the next one of the same level; a section or details as a whole."""
        for parent in self.article.iter():
            inside = list(parent)
            start = next((i for i, one in enumerate(inside) if one.get("id") == anchor), None)
            if start is not None:
                if inside[start].tag in ("section", "details"):
                    return inside[start]
                found = Element("section")
                for one in inside[start + 1 :]:
                    if one.tag == inside[start].tag:
                        break
                    found.append(one)
                return found
        raise AssertionError(f"no heading #{anchor} on {self.url}")

    def to(self, address: str) -> tuple[str, str]:
        """Return the file, relative to the site's root, and the anchor of an address on this page."""
        parts = urlsplit(address)
        here = Path(self.url).parent if not parts.path.startswith("/") else Path()
        path = os.path.normpath(here / unquote(parts.path).lstrip("/")).replace(os.sep, "/")
        if not parts.path:
            path = self.url
        elif parts.path.endswith(("/", "..", ".")) or path == ".":
            path = f"{path}/index.html".removeprefix("./")
        return path, unquote(parts.fragment)


@dataclass
class Site:
    """A built site."""

    folder: Path
    warnings: list[str] = field(default_factory=list)

    @cached_property
    def files(self) -> set[str]:
        """Return every file, relative to the root."""
        return {file.relative_to(self.folder).as_posix() for file in self.folder.rglob("*") if file.is_file()}

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Return every page by its file."""
        return {url: self._page(url) for url in sorted(self.files) if url.endswith(".html")}

    def _page(self, url: str) -> Page:
        return Page(url, (self.folder / url).read_text("utf-8"))

    def page(self, node: str) -> Page:
        """Return the page of an id, or of an index by its folder; the home page for an empty one."""
        urls = [f"{node}/index.html".lstrip("/"), f"{node}.html"]
        return next(self.pages[url] for url in urls if url in self.pages)

    def links(self, page: Page, element: Element) -> dict[str, str]:
        """Return the text of every link in an element, with the id it leads to."""
        found = {}
        for one in element.iter("a"):
            url, _ = page.to(one.get("href", ""))
            found[text_of(one)] = url.removesuffix(".html").removesuffix("/index")
        return found


def trees(one: Path, other: Path) -> list[str]:
    """Return the files that differ between two folders."""
    files = {file.relative_to(folder) for folder in (one, other) for file in folder.rglob("*") if file.is_file()}
    return sorted(
        file.as_posix()
        for file in files
        if not (one / file).is_file()
        or not (other / file).is_file()
        or (one / file).read_bytes() != (other / file).read_bytes()
    )


# ── Serving ───────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name in the standard library)
        """Discard the server's access log."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder locally; yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
