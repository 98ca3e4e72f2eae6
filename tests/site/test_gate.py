"""The sanitizer removes everything that runs, contacts another host, or imitates a part of the page."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.structure.toc import AnchorLink, TableOfContents
from pygments.token import STANDARD_TYPES

import wayin
from examples import examples
from wayin.site import allowed
from wayin.site.addresses import is_local, reach
from wayin.site.sanitize import PREFIX, Gate, note_id

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

GATE = Gate()
clean = GATE.body


# ── Ids and names ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<div id="__config">{}</div>', '<div id="note-__config">{}</div>'),
        ('<h2 id="a">A</h2><a href="#a">b</a>', '<h2 id="note-a">A</h2><a href="#note-a">b</a>'),
        ('<a name="__search">a</a>', '<a name="note-__search">a</a>'),
        ('<label for="__drawer">a</label>', '<label for="note-__drawer">a</label>'),
        ('<p id="a b&quot;>">x</p>', '<p id="note-a-b-">x</p>'),
        ('<p id="note-a">x</p>', '<p id="note-note-a">x</p>'),
        ('<a href="#%C3%BCber">a</a><p id="über">b</p>', '<a href="#note-%C3%BCber">a</a><p id="note-über">b</p>'),
        ('<a href="#a:~:text=b">c</a>', '<a href="#note-a:~:text=b">c</a>'),
        ('<a href="#">a</a><a href="">b</a>', '<a href="#">a</a><a href="">b</a>'),
        ('<input type="radio" name="__palette">', '<input type="radio">'),
        ('<input type="radio" name="__tabbed_1">', '<input type="radio" name="__tabbed_1">'),
    ],
)
def test_ids_have_a_prefix_that_links_follow(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


def test_links_to_headings_of_other_notes_follow_too_and_no_others() -> None:
    gate = Gate(notes={"people/ann/", "plan.html", ""})
    links = {
        "../ann/#x": "../ann/#note-x",
        "../../plan.html#x": "../../plan.html#note-x",
        "../../#x": "../../#note-x",
        "../../network/#to=people/ann": "../../network/#to=people/ann",
        "talk.pdf#page=2": "talk.pdf#page=2",
        "https://x.example/#x": "https://x.example/#x",
    }
    for link, followed in links.items():
        assert f'href="{followed}"' in gate.body(f'<a href="{link}">a</a>', url="people/ben/")


def test_no_id_of_a_template_begins_as_those_of_notes() -> None:
    for template in Path(wayin.__file__).parent.rglob("*.html"):
        assert f'id="{PREFIX}' not in template.read_text("utf-8")


# ── Classes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    "mermaid a&#32;mermaid md-search md-overlay wayin-filter wayin wn-way js glightbox unknown Mermaid md-tag".split(),
)
def test_a_class_used_by_scripts_is_removed(name: str) -> None:
    assert clean(f'<pre class="{name}"><code>x</code></pre>') == "<pre><code>x</code></pre>"


def test_classes_of_the_writing_forms_are_kept() -> None:
    html = '<div class="admonition note inline end"><p class="admonition-title">x</p></div>'
    assert clean(html) == html
    assert clean('<i class="note unknown tip">x</i>') == '<i class="note tip">x</i>'
    assert set(STANDARD_TYPES.values()) - {""} <= {name for name in STANDARD_TYPES.values() if allowed.is_known(name)}


def test_classes_of_the_users_own_style_sheets_and_settings_are_kept() -> None:
    assert allowed.styled(".heart:hover, p.note > .md-nav .mermaid .wayin-x {} a{content:'.b'} 1.5em") == {
        "heart", "note", "b",
    }  # fmt: skip
    settings = {"pymdownx.superfences": {"custom_fences": [{"name": "x", "class": "x y"}]}, "toc": {"toc_class": "z"}}
    assert set(allowed.configured(settings)) == {"x", "y", "z"}
    assert Gate({"heart"}).body('<i class="heart mermaid">x</i>') == '<i class="heart">x</i>'


def test_what_only_markdown_makes_does_not_come_from_a_note_that_writes_it_itself() -> None:
    tabs = '<div class="tabbed-set tabbed-alternate" data-tabs="1:1"></div>'
    assert clean(tabs, markdown='=== "A"\n\n    B') == tabs
    for written in (tabs, '<div class="&#116;abbed-set" DATA-TABS="1:1">', "a\n{ .tabbed-set data-tabs=1:1 }"):
        assert clean(tabs, markdown=written) == '<div class="tabbed-alternate"></div>'
    assert clean(tabs, markdown=f"    {tabs}\n\n`{tabs}`") == tabs, "code that shows it writes none"


# ── Addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_links_that_leave_the_site_tell_nothing_of_it() -> None:
    out = '<a href="https://x.example/" rel="noopener noreferrer">a</a>'
    for written in (
        '<a href="https://x.example/">a</a>', "<A HREF=https://x.example/ target=_blank>a</A>",
        '<a target="x" rel="opener" href=" https://x.example/ ">a</a>', "<a\nhref='&#104;ttps://x.example/'>a</a>",
    ):  # fmt: skip
        assert clean(written) == out
    assert clean('<a href="mailto:a@x.example">a</a>') == '<a href="mailto:a@x.example">a</a>'


def test_a_link_out_in_a_tag_that_is_not_understood_keeps_its_words_alone() -> None:
    assert clean('<a"x" href="https://x.example/">a</a>') in ("a", "<a>a</a>")
    assert clean("<a x=\"'\" ' href=https://x.example/>a</a>") in (
        "<a>a</a>", '<a href="https://x.example/" rel="noopener noreferrer">a</a>',
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        " https://t.example/a",
        "&#9;https://t.example/b",
        "ht&#10;tps://t.example/c",
        "&#1;https://t.example/d",
        "//t.example",
    ],
)
@pytest.mark.parametrize(
    "html",
    [
        '<img src="{}">', '<img src="a.png" srcset="{}">', '<img src="a.png" lowsrc="{}">', '<video src="{}"></video>',
        '<video poster="{}"></video>', '<audio src="{}"></audio>', '<video><source src="{}"></video>',
        '<video><track src="{}"></video>', '<svg><path d="M0" fill="url({})"></path></svg>',
        '<svg><path stroke="url(&quot;{}&quot;)" d=""></path></svg>', '<svg><image href="{}"></image></svg>',
        '<svg><use xlink:href="{}#a"></use></svg>', '<svg><g filter="url({})" mask="url({})"></g></svg>',
        '<svg><path marker-end="url({})" clip-path="url({})"></path></svg>', '<p style="background: url({})">a</p>',
        '<table><tr><td style="text-align:left;cursor:url({}),auto" background="{}">a</td></tr></table>',
        '<blockquote cite="{}">a</blockquote>', '<input type="image" src="{}">', '<form action="{}"></form>',
        '<button formaction="{}">a</button>', '<object data="{}"></object>', '<embed src="{}">', '<iframe src="{}">',
        '<link rel="stylesheet" href="{}">', '<base href="{}">', '<body background="{}">',
        '<a ping="{}" href="#">a</a>',
        '<meta http-equiv="refresh" content="0;url={}">', '<style>@import "{}";</style>', '<area href="{}">',
    ],
)  # fmt: skip
def test_nothing_is_loaded_from_another_host(html: str, address: str) -> None:
    assert "t.example" not in clean(html.replace("{}", address))


def test_a_link_to_a_file_that_is_not_published_keeps_its_words() -> None:
    assert clean('<a href="x%20y.html?a#b">the advert</a>', refused={"x y.html"}) == "<a>the advert</a>"


def test_tooltips_contain_no_characters_that_a_script_could_print_as_html() -> None:
    assert clean('<abbr title="&lt;img src=x onerror=1&gt;">a</abbr>') == '<abbr title="‹img src=x onerror=1›">a</abbr>'


# ── Table of contents ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_contents_have_the_ids_and_words_of_the_cleaned_page() -> None:
    entry = AnchorLink('A <b onclick="x">b</b><img src=x onerror=x> &lt;i&gt;', 'x" onfocus=y autofocus z="', 2)
    entry.children.append(AnchorLink("B", "a&amp;b", 3))
    cast("Any", entry).typeset = {"title": "<code>a</code><svg onload=x></svg>"}
    page = SimpleNamespace(toc=TableOfContents([entry]), title="<b>", edit_url='x"y')
    GATE.head(cast("Page", page))
    gone = AnchorLink("Gone", "gone", 2)
    gone.children.append(AnchorLink("C", "c", 3))
    page.toc.items.append(gone)
    written = (
        '<h2 id="x&quot; onfocus=y autofocus z=&quot;">A</h2><h3 id="a&amp;b">B</h3><h3 id="c">id="note-gone"</h3>'
    )
    GATE.contents(page.toc.items, clean(written))
    assert [(entry.title, entry.id) for entry in page.toc.items[1:]] == [("C", "note-c")]
    assert (page.title, page.edit_url) == ("‹b›", "x%22y")
    assert (entry.title, entry.id) == ("A <b>b</b> &lt;i&gt;", "note-x-onfocus-y-autofocus-z-")
    assert entry.children[0].id == note_id("a&b")
    assert cast("Any", entry).typeset == {"title": "<code>a</code>"}
    assert clean('<h2 id="x&quot; onfocus=y autofocus z=&quot;">A</h2>').startswith(f'<h2 id="{entry.id}">')


# ── Any input ─────────────────────────────────────────────────────────────────────────────────────────────────────────

TAGS = (
    "a img div p svg path g table td input label video audio source style script iframe math title textarea form"
).split()
NAMES = (
    "id class href src poster style name for title fill stroke onclick onerror srcset type data-tabs rel xlink:href"
).split()
VALUES = [
    "x", "__config", "mermaid", "note", "md-search tip", "javascript:1", " https://t.example/", "//t.example", "#x",
    "a.png", "url(https://t.example)", "&#106;avascript:1", '"><script>1</script>', "'", ">", "<img src=x onerror=1>",
    "1:1", "checkbox",
]  # fmt: skip
quotes = st.sampled_from(['"', "'", ""])
attribute = st.builds(
    lambda name, quote, value, space: f"{space}{name}={quote}{value}{quote}",
    st.sampled_from(NAMES), quotes, st.sampled_from(VALUES), st.sampled_from([" ", "/", "\n", "\t", "\x0c"]),
)  # fmt: skip
opening = st.builds(
    lambda tag, attributes, end: f"<{tag}{''.join(attributes)}{end}",
    st.sampled_from(TAGS), st.lists(attribute, max_size=4), st.sampled_from([">", "/>", "", " >"]),
)  # fmt: skip
closing = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
text = st.sampled_from(["a", "&lt;b&gt;", "<!--", "-->", "<![CDATA[", "]]>", "&", "<", ">", '"', "<?", "</", "\0"])


class _Ruled(HTMLParser):
    """Fails if sanitized HTML contains anything outside the rules."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in allowed.ELEMENTS
        # Inside a drawing `xlink:href` is an address, too, and judged as one
        for name, value in ((name.removeprefix("xlink:"), value or "") for name, value in attrs):
            assert name in {one.lower() for one in allowed.ATTRIBUTES["*"] | allowed.ATTRIBUTES.get(tag, frozenset())}
            if name == "id":
                assert value.startswith(PREFIX)
            elif name == "class":
                assert all(map(allowed.is_known, value.split()))
            elif name == "href":
                assert reach(value) != "nowhere"
                assert reach(value) != "away" or dict(attrs).get("rel") == "noopener noreferrer"
            elif name in ("src", "poster"):
                assert is_local(value)
            assert "url(" not in value or name in ("href", "src", "poster", "title")


@settings(max_examples=examples(1000), deadline=None)
@given(st.lists(st.one_of(opening, closing, text), max_size=12).map("".join))
def test_any_html_follows_the_rules_once_sanitized(html: str) -> None:
    _Ruled().feed(clean(html))
