"""Pages other than notes are sanitized, too, and stay byte for byte the same if they are harmless."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from fuzzing.attacks import ALARM, HOST, Attacker
from fuzzing.inspection import Known, elements_of, faults_of_elements
from helpers import build, project
from wayin.site.same_html import same_html
from wayin.site.sanitize import PREFIX, Gate, own_id

if TYPE_CHECKING:
    from pathlib import Path

GATE = Gate(notes={"people/ada/"}, own={"plan/"})
HARMLESS = [
    '<h1 id="a">A</h1>\n<p><em>b</em> &amp; "c"<br />\nd</p>\n<hr />',
    '<p><a href="https://x.example/?a=1&amp;b=2">out</a> <a href="b/#c" title="d &amp; e">in</a></p>',
    '<p><a href="https://x.example/" target="_blank" rel="noopener">out</a></p>',
    '<table>\n<thead>\n<tr><th style="text-align: right;">a</th></tr></thead></table>',
    "<table><tr><td>no body</td></tr></table>",
    '<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 1"/></svg></span>',
    '<div class="mine"><p>a</p></div><!-- a comment --><p class="of-a-style-sheet">b</p>',
    '<span id="__span-0-1"><a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>x</span>',
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
    '<img alt="a" src="a%20b.png" loading=lazy width=20>',
    '<p><a href="../plan/#über">a</a> <a href="#%C3%BCber">b</a></p>',
]
NOT_ALIKE = [
    "<img src=x onerror=a()>", "<p>a", "a</p>", "</div></article>", "<img src=x title='", "<p title=a title=b>c</p>",
    "<!--> <img src=x onerror=a()> -->", "<!--a--!><img src=x onerror=a()>-->", "<xmp><img src=x></xmp>",
    "<p>a < b</p>", "<div/>a", "<textarea><p>", "<p>&lt;b></p><style>", '<a href="jav&#x09;ascript:a()">b</a>',
    "<svg></p><style><a id='</style><img src=x onerror=a()>'>", '<p class="md-search mermaid">a</p>',
]  # fmt: skip


@pytest.mark.parametrize("html", HARMLESS)
def test_harmless_html_is_unchanged(html: str) -> None:
    assert GATE.own_page(html, "x/") == html


@pytest.mark.parametrize("html", NOT_ALIKE)
def test_harmful_html_is_rewritten(html: str) -> None:
    cleaned = GATE.own_page(html)
    assert cleaned != html
    assert "onerror=" not in cleaned
    assert not same_html(html, cleaned)


def test_ids_change_where_scripts_look_for_them() -> None:
    for id_ in ("a", "1-b", "über", "fn:1", "Heading", "__tabbed_1_2", "mermaid"):
        assert own_id(id_) == id_
    for id_ in ("__config", "__search", "__CONFIG", "__tabbed_x", "_a", "wayin-network", 'a"b', "a b", "<b>", ""):
        assert own_id(id_).startswith(PREFIX)
    html = (
        '<p id="__config">{}</p><a href="#__config">a</a><a href="../plan/#__toc">b</a><a href="../people/ada/#c">d</a>'
    )
    assert GATE.own_page(html, "x/") == (
        '<p id="note-__config">{}</p><a href="#note-__config">a</a><a href="../plan/#note-__toc">b</a>'
        '<a href="../people/ada/#note-c">d</a>'
    )


@settings(max_examples=examples(1000), deadline=None)
@given(st.integers(0, 10**9))
def test_any_html_follows_the_rules_once_sanitized(number: int) -> None:
    attacker = Attacker(random.Random(number))
    html = "".join(attacker.element() for _ in range(attacker.chance.randint(1, 3)))
    page = elements_of(f"<main><article>{GATE.own_page(html)}</article><hr id=end></main>", is_own=True)
    own = [element for element in page if element.zone == "own"]
    assert list(faults_of_elements(own, Known())) == []
    assert [element.zone for element in page if element.attributes.get("id") == "end"] == ["theme"]


# ── Pages rendered by other plugins ───────────────────────────────────────────────────────────────────────────────────

POST = f"""\
---
date: 2026-01-02
title: A <img src=x onerror={ALARM}(1)> title
description: '"><script>{ALARM}(2)</script>'
author: '"><script>{ALARM}(3)</script>'
categories: ["<img src=x onerror={ALARM}(4)>"]
template: redirect.html
location: https://{HOST}/
---
## One {{ #__config }}

<img src="https://{HOST}/a.gif" alt="the picture"> and [[people/ada|Ada]]

<script>{ALARM}(5)</script>

## Two <b onclick={ALARM}(6)>b</b> {{ #x"onfocus={ALARM}(7) }}

<!-- more -->

<svg onload={ALARM}(8)></svg>
"""
SETTINGS = """\
site_name: Test
docs_dir: notes
theme: {name: material, font: false, features: [content.action.edit]}
plugins: [%s]
markdown_extensions: [attr_list, toc: {permalink: true}]
"""
OURS = "wayin: {today: 2026-11-20}"


@pytest.mark.parametrize("plugins", [f"search, {OURS}, blog", f"search, blog, {OURS}"])
def test_posts_and_their_excerpts_are_sanitized(tmp_path: Path, plugins: str) -> None:
    notes = {"index.md": "# Home\n", "blog/index.md": "# Blog\n", "blog/posts/bad.md": POST, "people/ada.md": "Hi.\n"}
    site = build(project(tmp_path / "project", notes, settings=SETTINGS % plugins), tmp_path / "site", strict=False)
    shown = [page for page in site.pages.values() if page.url.startswith("blog/") and "the picture" in page.html]
    assert len(shown) >= 3, "the post, the blog and an archive or a category"
    for page in (*shown, *(page for page in site.pages.values() if page.url.startswith("blog/"))):
        for element in elements_of(page.html, is_own=True):
            assert not [name for name in element.attributes if name.startswith("on")], (page.url, element)
            assert HOST not in element.attributes.get("src", "") + element.attributes.get("content", "")
            assert element.tag != "script" or ALARM not in element.text
        assert page.html.count('id="__config"') == 1, page.url


def test_a_note_on_oneself_with_template_marks_is_a_page_like_others(tmp_path: Path) -> None:
    notes = {"me.md": "Words of mine with {{ marks }}.\n", "people/ada.md": "Hi.\n"}
    site = build(project(tmp_path / "project", notes), tmp_path / "site", strict=False)
    assert "Words of mine" in site.page("me").text
