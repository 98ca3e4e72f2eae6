"""Pathological notes: read, linked and built within a few seconds."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from corpus.building import write
from wayin.reading.body import Body, read_body, without_code
from wayin.reading.contact_log import read_log, read_todos
from wayin.reading.markdown_limits import heavy
from wayin.reading.obsidian import without_hidden
from wayin.reading.yaml_loader import Lines
from wayin.site.unclosed_markup import DEEPEST, escape_unclosed

if TYPE_CHECKING:
    from pathlib import Path

BODIES = {
    "links": "[[" * 50_000,
    "closed-links": "[[a]] " * 30_000,
    "many-stubs": " ".join(f"[[Name {n}]]" for n in range(150)),
    "brackets": "[" * 4_000 + "\n\n" + "![" * 4_000,
    "calls": "[a](" * 5_000,
    "stars": "*a **b " * 30_000,
    "quotes": ">" * 10_000,
    "tags": "<a " * 20_000,
    "divs": "<div>" * 20_000,
    "bold": "<b>" * 2_500,
    "comments": "<!--" * 20_000,
    "headings": "# a\n" * 600,
    "many-headings": "# a\n" * 50_000,
    "fences": "```\n" * 299,
    "items": "- \n" * 2_900,
    "stairs": "\n".join(" " * n + "- a" for n in range(80)),
    "tables": "|a|b|\n|-|-|\n" + "|a|b|\n" * 2_900,
    "one-line": "word " * 399_000,
    "backticks": "`a" * 50_000,
    "escapes": "\\" * 200_000,
    "entities": "&a" * 100_000,
    "footnotes": "[^1] " * 499 + "\n\n" + "[^1]: a\n" * 200,
}
FRONTS = {
    "long-list": "aliases:\n" + "  - a\n" * 300_000,
    "long-line": "name: " + "a " * 900_000,
    "many-keys": "\n".join(f"key{n}: 1" for n in range(100_000)),
    "one-key-again": "role: a\n" * 200_000,
    "brackets": "aliases: " + "[" * 200_000,
    "braces": "aliases: " + "{" * 200_000,
    "quotes": 'name: "' * 100_000,
    "stray-lines": "word\n" * 100_000,
    "number": "closeness: " + "9" * 5_000,
    "hashes": "name: a" + " #b" * 100_000,
    "knows": "knows:\n" + "".join(f"  - Name {n}\n" for n in range(150)),
}
BUILD = "import sys; from corpus.building import build_site; from pathlib import Path; build_site(Path(sys.argv[1]))"
# Together they take about twenty seconds; quadratic time would take hours
CAP = 300


def test_pathological_notes_are_built_in_time(tmp_path: Path) -> None:
    notes = {f"people/body-{name}.md": text.encode() for name, text in BODIES.items()}
    notes |= {f"people/front-{name}.md": f"---\n{text}\n---\nText.\n".encode() for name, text in FRONTS.items()}
    notes |= {
        f"page-{name}.md": text[:1_999_000].encode() for name, text in BODIES.items() if name in ("links", "one-line")
    }
    write(tmp_path / "notes", notes)
    environment = {**os.environ, "PYTHONPATH": os.path.dirname(os.path.dirname(__file__)), "NO_MKDOCS_2_WARNING": "1"}  # noqa: PTH120
    subprocess.run([sys.executable, "-c", BUILD, str(tmp_path)], check=True, timeout=CAP, env=environment)
    for path in notes:
        assert (tmp_path / "site" / path.removesuffix(".md") / "index.html").is_file(), path


@pytest.mark.parametrize("name", sorted(BODIES))
def test_a_text_is_either_reported_as_too_dense_or_has_no_open_ends(name: str) -> None:
    text = BODIES[name]
    if heavy(text) is None:
        safe = escape_unclosed(text)
        assert len(safe) <= 4 * len(text)
        # Escaped characters are not escaped again
        assert escape_unclosed(safe).count("\\") <= 2 * safe.count("\\") + 1


REPEATED = [
    "<a ", "<a/", "<a@b", "<img src=", '<a href="', '[a]("', "[a](<", "](", '](a "', "[a](b(", "[[a]]", "[[a|b]] ",
    "[[a#b]]", "[[", "![", "[a](b) ", "[a]: b\n", "`a", "``` ", "<!--", "# ", "- [x] 2026-01-01 a\n",
    "## Log\n\n- 2026-01-01 a\n\n", "> ", "    a\n", "\ta\n", "~~~\n", "*a **b ", "&", "<!-- -->",
    "%%", "%% a", "#a ", "#a\n", "a ^b\n", "- [x] a ✅ 2026-01-01\n", "## 2026-01-01\n",
    "|a|b",
    "## Log\n|date|what|\n|--|--|\n|2026-01-01|a|\n", "a:: b\n", "{{",
]  # fmt: skip


def read(text: str) -> Body:
    """Return a parsed body."""
    text, said, _ = without_hidden(text)
    lines = Lines(said)
    read_log(said, lines, lambda *_, **__: None, is_person=True)
    read_todos(said, lines, lambda *_, **__: None)
    return read_body(said, lines)


def cpu(text: str) -> float:
    """Return the least CPU time of three readings."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        read(text)
        taken.append(time.process_time() - start)
    return min(taken)


def test_no_text_takes_much_longer_to_read_than_prose_of_its_length() -> None:
    # Most take about as long; quadratic time would take hundreds of times as long
    length = 200_000
    prose = cpu("She knows [[Bo Lind]] and wrote [a plan](plan.md) on 3 May.\n\n" * (length // 60))
    slow = {text: round(cpu(text * (length // len(text))) / prose, 1) for text in REPEATED}
    assert {text: ratio for text, ratio in slow.items() if ratio > 15} == {}


def test_an_endless_heading_is_read_quickly() -> None:
    length = 20_000
    prose = cpu("She knows [[Bo Lind]] and wrote [a plan](plan.md) on 3 May.\n\n" * (length // 60))
    slow = {sign: round(cpu(f"# a{sign * length}x") / prose, 1) for sign in ("#", " ", "\t", " #", "# ")}
    assert {sign: ratio for sign, ratio in slow.items() if ratio > 15} == {}


def test_of_very_many_links_each_word_is_kept_once() -> None:
    body = read("[[a]] " * 3000 + "[[b]] [c](c.md) " + "![[d.png]] " * 3000)
    assert {link.word for link in body.links} == {"a", "b", "c.md"}
    assert len(body.links) < 1100
    assert body.media == ("d.png",)


DENSE = "special characters in one paragraph"
CROWDED = "headings and lines without blank lines between them"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\n\n" * 7000, "paragraphs"), ("a  \n" * 7000, "line breaks"), ("+ " * 1000, "levels of lists"),
        ("1. " * 1000, "levels of lists"), ("> - " * 1000, "levels of lists"),
        (("- " * 150 + "\n") * 800, CROWDED),
        (("# " + "a " * 150 + "\n") * 500, CROWDED),
        (("# " + "a " * 150 + "\n\n") * 500, None), ("- " + "a " * 9000 + "\n", None),
        ("<b>a</b> " * 2000, "HTML tags"), ("*a* " * 200 + ("\n\n" + "*a* " * 200) * 40, "special characters"),
        ("| " + "*a* " * 1000, DENSE), ("|a|b|\n|-|-|\n" + "|1|*b*|\n" * 1000, None),
        ("|a|\n|-|\n|" + "*a* " * 1000 + "|\n", DENSE), (">>" * 2000, DENSE),
        ("1/4 " * 2000, DENSE), ("1st www.a " * 1000, DENSE),
        ("{: a=b }\n\n" * 2000, "attribute lists"), (":smile: " * 2500, "icons"),
        ("$a$ " * 2000, DENSE), ("++a++ " * 2000, DENSE),
        ("* * *\n\n" * 400, None),
        ("- - - - - - - - - - - - - - - - - - -\n\n" * 100, None),
    ],
)  # fmt: skip
def test_what_takes_too_long_to_render_is_reported(text: str, reason: str | None) -> None:
    assert heavy(text) == reason


def test_ordinary_text_is_left_as_it_is() -> None:
    text = (
        'See [[Ada]], [a](b.md), ![c](d.png "e (f)") and `x[[1]`.\n\n- [ ] todo\n- [x] done\n\n> quote\n> > twice\n\n'
        * 60
    )
    assert heavy(text) is None
    assert escape_unclosed(text) == text


@pytest.mark.parametrize("before", ["", "- ", "1. - ", "    ", "[^1]: ", ":   ", "a "])
def test_the_nesting_of_quotes_is_limited(before: str) -> None:
    quotes = before + ">" * DEEPEST
    assert escape_unclosed(f"{quotes}>>> >>>\n") == f"{quotes}\\>>> >>>\n"
    assert escape_unclosed(f"{quotes}\n") == f"{quotes}\n"


def test_code_may_hold_open_brackets() -> None:
    text = "```\n" + "[[[\n" * 50 + "```\n\n" + "[a](b) " * 30
    assert escape_unclosed(text) == text
    assert "[" not in without_code(text).split("```")[0].split("[a]")[0]
