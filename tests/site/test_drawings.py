"""Drawings are copied without scripts, and look the same."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import canonicalize

import pytest

from helpers import build, project
from wayin.site.drawings import clean_drawing

if TYPE_CHECKING:
    from pathlib import Path

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">%b</svg>'
HARMLESS = [
    '<path d="M0 0L9 9" style="fill:red;stroke:url(#a)" class="b"></path>',
    '<style>.b { fill: url("#a") } text { font-family: sans-serif }</style>',
    '<defs><linearGradient id="a"><stop offset="1"></stop></linearGradient></defs><use xlink:href="#a"></use>',
    '<image href="data:image/png;base64,iVBORw0KGgo="></image><text x="1">Grüße &amp; &lt;b&gt;</text>',
]
BAD = [
    "<script>x()</script>", "<script href='https://t.example/x.js'/>", "<path onload='x()'/>", "<g OnClick='x()'/>",
    "<a href='javascript:x()'><text>words</text></a>", "<a xlink:href=' java&#10;script:x()'><text>words</text></a>",
    "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='https://t.example'/></foreignObject>",
    "<image href='https://t.example/a.png'/>", "<image xlink:href='//t.example/a.png'/>", "<use href='x.svg#a'/>",
    "<style>@import 'https://t.example/a.css';</style>", "<style>a{fill:u\\72l(https://t.example)}</style>",
    "<path fill='url(https://t.example/a#b)'/>", "<path style='fill:url( \"https://t.example/\")'/>",
    "<set attributeName='href' to='javascript:x()'/>", "<animate attributeName='href' values='javascript:x()'/>",
    "<html:script xmlns:html='http://www.w3.org/1999/xhtml'>x()</html:script>", "<handler type='x'>x()</handler>",
    "<image href='data:image/svg+xml,&lt;svg onload=x()&gt;'/>", "<feImage href='https://t.example/a'/>",
    "<path filter=\"image-set('https://t.example/a' 1x)\"/>", "<g xml:base='https://t.example/'/>",
    "<iframe src='https://t.example/'/>", "<discard/><mpath href='//t.example'/>",
]  # fmt: skip
UNREADABLE = [
    b"", b"no drawing", b"<html></html>", b"<svg>", b"<svg xmlns='http://www.w3.org/1999/xhtml'/>", b"\xff\xfe\x00",
    b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % b"&a;", SVG % (b"<g>" * 500 + b"</g>" * 500), SVG % b"<g></svg>",
]  # fmt: skip


@pytest.mark.parametrize("inside", HARMLESS)
def test_shapes_texts_and_colours_are_kept(inside: str) -> None:
    cleaned = clean_drawing(SVG % inside.encode())
    assert cleaned is not None
    assert clean_drawing(cleaned) == cleaned
    assert canonicalize(cleaned.decode()) == canonicalize((SVG % inside.encode()).decode())


@pytest.mark.parametrize("inside", BAD)
def test_nothing_that_runs_or_loads_is_kept(inside: str) -> None:
    cleaned = clean_drawing(b"<?xml-stylesheet href='https://t.example/a.xsl'?>" + SVG % inside.encode())
    assert cleaned is not None
    for bad in (b"x()", b"t.example", b"script", b"foreign", b"x.svg", b"iframe"):
        assert bad not in cleaned.lower()
    assert (b"words" in cleaned) == ("words" in inside)


@pytest.mark.parametrize("data", UNREADABLE)
def test_a_file_that_is_not_a_drawing_is_refused(data: bytes) -> None:
    assert clean_drawing(data) is None


LINKED = """\
[the advert, saved](x.html) [logo](x.svg) [the export](../Connections.csv) [js](<x.js>) [x](x.XHTML) [card](card.vcf)
[xml](x.xml) ![odd](odd.svg) <a href="x.html">again</a> [all](../tool.exe)
"""


def test_files_that_may_run_are_reported_and_not_published(tmp_path: Path) -> None:
    runs = "<script>x()</script>"
    notes: dict[str, str | bytes] = {
        "people/m.md": "---\nname: M\nphoto: x.svg\n---\n" + LINKED, "people/x.html": runs, "people/x.js": "x()",
        "people/x.svg": SVG % b"<script>x()</script><path d='M1 1'/>", "people/odd.svg": "<svg>",
        "people/x.xml": "<a/>",
        "people/x.XHTML": runs, "people/card.vcf": "BEGIN:VCARD", "Connections.csv": "First Name\n", "tool.exe": "x",
    }  # fmt: skip
    site = build(project(tmp_path / "project", notes), tmp_path / "site", strict=False)
    names = {path.rpartition("/")[2] for path in site.files}
    assert not names & {"x.html", "x.js", "x.xml", "x.XHTML", "card.vcf", "Connections.csv", "tool.exe", "odd.svg"}
    assert "x()" not in (site.folder / "people/x.svg").read_text()
    told = "\n".join(site.warnings)
    for file, line in (
        ("people/x.html", 5), ("people/x.js", 5), ("people/x.XHTML", 5), ("people/card.vcf", 5), ("Connections.csv", 5),
        ("people/x.xml", 6), ("tool.exe", 6),
    ):  # fmt: skip
        assert f"people/m.md:{line}:" in told
        assert f"“{file}” isn't copied into the site" in told, file
    assert told.count("[not-published]") == 7
    assert "people/odd.svg: this isn't a drawing" in told
    page = site.page("people/m")
    for words in ("the advert, saved", "logo", "the export", "js", "again", "all"):
        assert words in page.text
    assert not {"x.html", "x.js", "../Connections.csv"} & {address for _, _, address in page.addresses}
    assert ("a", "href", "../x.svg") in page.addresses


def test_files_in_mkdocs_yml_are_copied_unchanged(tmp_path: Path) -> None:
    logo = SVG % b"<script>own()</script>"
    more = "extra_javascript: [own.js]\n"
    notes: dict[str, str | bytes] = {"own.js": "own()", "logo.svg": logo, "index.md": "# Home\n"}
    file = project(tmp_path / "project", notes, more=more)
    file.write_text(file.read_text().replace("font: false", "font: false\n  logo: logo.svg"))
    site = build(file, tmp_path / "site", strict=False)
    assert (site.folder / "logo.svg").read_bytes() == logo
    assert (site.folder / "own.js").read_text() == "own()"
