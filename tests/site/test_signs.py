"""Leaving out patterns whose sign a text does not hold changes nothing of what Markdown makes."""

from __future__ import annotations

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st

from wayin.site.wikilinks import Here, Wikilinks

EXTENSIONS = ["toc", "tables", "fenced_code", "footnotes", "abbr", "md_in_html", "attr_list", "smarty", "def_list"]
PIECES = [
    "a", "b c", " ", "  \n", "\n", "\n\n", "*", "**", "_", "__", "`", "``", "\\", "\\*", "[", "]", "(", ")",
    "[a](b)", "[a][1]", "\n\n[1]: http://x.example/ 'T'\n\n", "![a](b)", "![a]", "[[Ann]]", "[[Ann|her]]",
    "<", ">", "<b>", "</b>", "<http://x.example>", "<a@x.example>", "&", "&amp;", "&#65;", "!", "# ", "- ",
    "1. ", "> ", "| a | b |\n|---|---|\n",
    "[^1]", "\n\n[^1]: note *x*\n\n", "```\n", '"', "'", "--", "*[a]: A\n", "<div markdown>\n", "</div>\n", "{: .c }",
    ": ",
]  # fmt: skip


def _set(text: str, *, all_patterns: bool) -> str:
    md = markdown.Markdown(extensions=[*EXTENSIONS, Wikilinks(Here(targets={"Ann": "people/ann.md"}))])
    if all_patterns:
        md.treeprocessors.deregister("wayin-signs")
    return md.convert(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_the_same_html_with_all_patterns_and_with_those_whose_signs_occur(text: str) -> None:
    assert _set(text, all_patterns=False) == _set(text, all_patterns=True)


def test_a_text_of_plain_words_is_searched_for_emphasis_alone() -> None:
    md = markdown.Markdown(extensions=[Wikilinks(Here())])
    md.convert("Plain words.")
    inline = md.treeprocessors["inline"]
    assert {type(one).__name__ for one in inline.inlinePatterns} == {"DelimiterProcessor"}  # type: ignore[attr-defined]
    md.convert("A [[link]].")
    assert "_Link" in {type(one).__name__ for one in inline.inlinePatterns}  # type: ignore[attr-defined]
