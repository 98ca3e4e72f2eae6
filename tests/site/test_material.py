"""The output of Material's usual Markdown extensions passes the sanitizer, unless it runs or loads something."""

import re

import markdown
import pytest

from wayin.site.sanitize import Gate, clean_meta, words

EXTENSIONS = [
    "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "abbr", "pymdownx.details",
    "pymdownx.superfences", "pymdownx.highlight", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.emoji",
    "pymdownx.caret", "pymdownx.mark", "pymdownx.tilde", "pymdownx.keys", "pymdownx.inlinehilite", "pymdownx.critic",
]  # fmt: skip
OPTIONS = {
    "toc": {"permalink": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
    "pymdownx.critic": {"mode": "view"},
}
PIECES = {
    "admonition": '!!! note "Box"\n    Text.\n',
    "details": '???+ tip "More"\n    Text.\n',
    "tabs": '=== "A"\n\n    One.\n\n=== "B"\n\n    Two.\n',
    "tasks": "- [x] done\n- [ ] to do\n",
    "footnotes": "Text[^1].\n\n[^1]: A note.\n",
    "code": '```python title="a.py" hl_lines="1" linenums="1"\nx = 1\n```\n',
    "inline code": "Some `#!python x = 1` here.\n",
    "tables": "| a | b |\n|:--|--:|\n| 1 | 2 |\n",
    "images": '![a](a.png "t"){ width=20 loading=lazy align=left }\n',
    "figures": '<figure markdown="span">\n  ![a](a.png)\n  <figcaption>b</figcaption>\n</figure>\n',
    "definitions": "Term\n\n:   What it is.\n",
    "buttons": "[Go](#a){ .md-button .md-button--primary }\n",
    "abbreviations": "HTML\n\n*[HTML]: Hyper\n",
    "marks": "==a== ^^b^^ ~~c~~ H~2~O ++ctrl+a++ {--x--} {++y++}\n",
    "headings": "## A heading { #own }\n",
    "grids": '<div class="grid cards" markdown>\n\n- a\n- b\n\n</div>\n',
    "links": "[a](b.md) <https://example.org> [m](mailto:a@example.org) [t](tel:+491)\n",
    "lists": "3. three\n4. four\n",
}
clean = Gate().body
ATTRIBUTE = re.compile(r"[\w:-]+(?:=\"[^\"]*\")?")


def canonical(html: str) -> str:
    """Return HTML without differences in notation."""
    html = re.sub(r"\s*/>", ">", html).replace('=""', "")
    html = re.sub(r"</?tbody>", "", html)  # browsers insert it
    html = re.sub(r'(checked|disabled|open|data-md-\w+)="[^"]*"', r"\1", html)
    html = html.replace(' rel="noopener noreferrer"', "")
    html = re.sub(r"<(\w+)((?:\s+[\w:-]+(?:=\"[^\"]*\")?)+)>", _sorted, html)
    return re.sub(
        r"\s+", " ", html.replace("&para;", "¶").replace("&#160;", "\u00a0").replace("&nbsp;", "\u00a0")
    ).strip()


def _sorted(tag: re.Match[str]) -> str:
    attributes = sorted(ATTRIBUTE.findall(tag[2]))
    return f"<{tag[1]} {' '.join(attributes)}>"


@pytest.mark.parametrize("name", PIECES)
def test_the_output_of_material_is_kept(name: str) -> None:
    html = markdown.Markdown(extensions=EXTENSIONS, extension_configs=OPTIONS).convert(PIECES[name])
    html = re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), html)  # obfuscated e-mail addresses
    cleaned = clean(html).replace('"note-', '"').replace('"#note-', '"#')
    assert canonical(cleaned) == canonical(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>evil</script>", "<style>evil</style>", "<iframe src=evil></iframe>",
        "<a href='javascript:evil'>a</a>", "<a href='//evil/'>a</a>", "<a href='\\\\evil'>a</a>",
        "<a href='/\t/evil'>a</a>", "<img src='https://evil/x.png'>", "<img src='//evil/x.png'>",
        "<img src=x onerror=evil>", "<p style='background:url(//evil)'>a</p>", "<base href=evil>",
        "<meta http-equiv=refresh content='0;url=evil'>", "<form action=evil><input></form>",
        "<a href='data:text/html,evil'>a</a>", "<svg><script>evil</script></svg>",
        "<svg><use href='evil#x'></use></svg>", "<a href='vbscript:evil'>a</a>", "<video poster='//evil/'></video>",
        "<img srcset='//evil/ 2x'>", "<!-- evil -->", "<object data=evil></object>",
        "<math><mi href='javascript:evil'>a</mi></math>", "<input type=image src=evil>",
        "<a href='java\nscript:evil'>a</a>", "<template><img src=x onerror=evil></template>",
        "<link rel=stylesheet href=evil>",
    ],
)  # fmt: skip
def test_what_runs_or_fetches_is_removed(html: str) -> None:
    assert "evil" not in clean(html)


def test_an_image_from_another_host_is_replaced_by_its_text() -> None:
    assert clean('<p>a <img alt="😄" class="twemoji" src="https://cdn/x.svg" title=":smile:"> b</p>') == "<p>a 😄 b</p>"
    assert clean('<img src="//evil/" alt="&lt;b&gt; src=&quot; &amp;amp;">') == '&lt;b&gt; src=" &amp;amp;'
    assert clean('<img src="https://evil/">') == ""
    assert clean('<img src="a.png" alt="a &gt; b">') == '<img src="a.png" alt="a &gt; b">'


def test_titles_and_tags_are_safe_where_a_theme_prints_them_bare() -> None:
    assert words('<b>"A" & B</b> &lt;i&gt;') == "‹b›”A” & B‹/b› &amp;lt;i&amp;gt;"
    meta = {
        "title": "<x>",
        "tags": ["<a>", "", "‹a›"],
        "icon": "../../x",
        "status": "a b",
        "hide": ["toc"],
        "template": "t",
    }
    assert clean_meta(meta, lambda _: True) == {"title": "‹x›", "tags": ["‹a›"], "hide": ["toc"], "template": "t"}
    assert clean_meta({"icon": "material/star"}, lambda _: False) == {}
