"""Leaving out patterns whose sign a text does not hold changes nothing of what Markdown makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from wayin.site.wikilinks import PageContext, Wikilinks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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
    md = markdown.Markdown(extensions=[*EXTENSIONS, Wikilinks(PageContext(targets={"Ann": "people/ann.md"}))])
    if all_patterns:
        md.treeprocessors.deregister("wayin-signs")
    return md.convert(text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_the_same_html_with_all_patterns_and_with_those_whose_signs_occur(text: str) -> None:
    assert _set(text, all_patterns=False) == _set(text, all_patterns=True)


def test_a_text_of_plain_words_is_searched_for_no_pattern() -> None:
    md = markdown.Markdown(extensions=[Wikilinks(PageContext())])
    inline: Any = md.treeprocessors["inline"]
    md.convert("Plain words.")
    assert not inline.inlinePatterns
    md.convert("A [[link]].")
    assert "_Link" in {type(one).__name__ for one in inline.inlinePatterns}


def test_a_piece_without_signs_is_left_alone_and_is_an_ordinary_text_afterwards() -> None:
    md = markdown.Markdown(extensions=[Wikilinks(PageContext())])
    seen: list[tuple[str, type]] = []

    class Look(Treeprocessor):
        def run(self, root: Element) -> None:
            seen.extend((piece.text, type(piece.text)) for piece in root.iter() if piece.text)

    md.treeprocessors.register(Look(md), "before", 20.2)
    md.treeprocessors.register(Look(md), "after", 19)
    md.convert("Plain words.\n\nAn *emphasis*.")
    assert seen[:2] == [("Plain words.", AtomicString), ("An *emphasis*.", str)]
    assert seen[2:] == [("Plain words.", str), ("An ", str), ("emphasis", str)]
