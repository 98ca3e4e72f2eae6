"""What is taken for clean is what the cleaner would leave as it is."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples import examples
from wayin.site.sanitize import clean, is_clean
from wayin.site.wikilinks import PageContext, Wikilinks

EXTENSIONS = ["toc", "tables", "fenced_code", "footnotes", "abbr", "attr_list", "def_list", "md_in_html", "smarty"]
PIECES = [
    "a", "b c", "é", "\xa0", " ", "  \n", "\n", "\n\n", "\r", "\0", "*", "**", "_", "`", "``", "\\", "[", "]", "(", ")",
    "[a](b)", "[a](//b.example)", "[a](/\\b)", "[a](javascript:b)", "[a][1]", "[a [[Ann]]](b)", "[a [b](c)](d)",
    "\n\n[1]: http://x.example/ 'T'\n\n", "\n\n[1]: b.md#c\n\n", "![a](b)", "[[Ann]]", "[[Ann|her]]",
    "&", "&amp;", "&lt;b&gt;", "&nbsp;", "&#13;", "&quot;", '"', "'", ">", "> ", "# ", "## ", "- ", "1. ", "    ",
    "---\n", "===\n", "| a | b |\n|---|---|\n", "[^1]", "\n\n[^1]: note\n\n", "```\n", "*[a]: A\n", ": ",
    "{: .c }", "{: onclick=b }", "{: #\"x }",
]  # fmt: skip


def _set(text: str) -> str:
    here = PageContext(targets={"Ann": "people/ann.md"})
    return markdown.Markdown(extensions=[*EXTENSIONS, Wikilinks(here)]).convert(text)


@settings(max_examples=examples(1000), deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_what_is_clean_is_left_as_it_is(text: str) -> None:
    html = _set(text)
    if is_clean(html, text):
        assert clean(html) == html


ORDINARY = """\
# Ann Lee

She said “never” & *always*, **twice**: see [[Ann]], `x = y` and [the talk](talk.md#end).

1. One

    > Two

- Three

## Next

    code
"""


def test_an_ordinary_note_is_clean() -> None:
    assert is_clean(_set(ORDINARY), ORDINARY)


@pytest.mark.parametrize(
    "text",
    [
        "<p>a", "a</li>", "<b>a</b>", "[a](javascript:b)", "[a](//b.example)", "![a](b.png)", "a\xa0b",
        "a {: onclick=b }\n{: onclick=b }", "[a](https://b.example)",
    ],
)  # fmt: skip
def test_whatever_else_goes_to_the_cleaner(text: str) -> None:
    assert not is_clean(_set(text), text)
