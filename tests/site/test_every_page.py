"""Properties of every page of the sample: no repetition, no broken links, and marks that are also words."""

import posixpath
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest

import walks
from helpers import ROOT, Site, build, classed, project, text_of
from wayin.workspace import Workspace


def test_no_id_is_twice_on_a_page(sample: Site) -> None:
    for page in sample.pages.values():
        ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
        assert sorted({one for one in ids if ids.count(one) > 1}) == [], page.url


def test_links_of_one_name_lead_to_one_page(sample: Site) -> None:
    for page in sample.pages.values():
        pages: dict[str, set[str]] = {}
        for link in page.article.iter("a"):
            name = link.get("aria-label") or text_of(link)
            if name and not re.match(r"[a-z]+:", link.get("href", "")):
                pages.setdefault(name, set()).add(page.to(link.get("href", ""))[0])
        assert {name: found for name, found in pages.items() if len(found) > 1} == {}, page.url


def test_every_page_begins_with_a_link_to_its_content(sample: Site) -> None:
    for page in sample.pages.values():
        skips = classed(page.tree, "md-skip", "a")
        assert len(skips) == 1, page.url
        assert skips[0].get("href", "").removeprefix("#") in page.ids, page.url


def test_marks_are_words_too(sample: Site) -> None:
    marks = [text_of(mark) for mark in classed(sample.page("companies").article, "wayin-interest")]
    assert marks[0].endswith("5 of 5")
    (stepper,) = classed(sample.page("interviews/2026-11-25-anneke-postma").article, "wayin-steps")
    stations = [text_of(station) for station in stepper]
    assert stations == ["asked 16 Nov", "answered 17 Nov", "met (not yet)", "thanked (not yet)", "connected (not yet)"]


def test_headings_go_down_one_rank_at_a_time(sample: Site) -> None:
    for page in sample.pages.values():
        ranks = [int(one.tag[1]) for one in page.article.iter() if re.fullmatch("h[1-6]", one.tag)]
        assert ranks[:1] == [1], page.url
        assert all(b - a <= 1 for a, b in pairwise(ranks)), (page.url, ranks)


# ── No repetition, no broken links ────────────────────────────────────────────────────────────────────────────────────

BLOCKS = {"p", "li", "ul", "ol", "h1", "h2", "h3", "td", "th", "dd", "dt", "summary", "div", "section", "pre", "aside"}
ASIDE = {"wayin-source", "wayin-path", "wayin-stance", "wayin-draft", "wayin-hidden", "wayin-story"}
"""What may be repeated on a page: who said something and when, drawn paths, drafts, the timeline."""


def sentences(element: Element) -> list[str]:
    """Return the sentences of a page, without hidden ones and those that may be repeated."""
    parts: list[str] = []

    def read(one: Element) -> None:
        if one.get("hidden") is not None or ASIDE & set((one.get("class") or "").split()):
            return
        edge = "\n" if one.tag in BLOCKS or "wayin-why" in (one.get("class") or "") else ""
        parts.append(edge + (one.text or ""))
        for child in one:
            read(child)
            parts.append(child.tail or "")
        parts.append(edge)

    read(element)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return [sentence for line in lines for sentence in re.split(r"(?<=[.?!])\s+", line)]


def test_no_sentence_is_twice_on_a_page(sample: Site, workspace: Workspace) -> None:
    topics = [f"learnings/{topic.key}" for topic in workspace.learnings.topics]
    kb = workspace.kb
    for node in ("", "problems", *topics, *kb.people, *kb.companies, *kb.interviews):
        said = [sentence for sentence in sentences(sample.page(node).article) if len(sentence.split()) >= 6]
        again = {sentence for sentence in said if said.count(sentence) > 1}
        assert not again, (node, again)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the site of three hundred generated notes."""
    folder = tmp_path_factory.mktemp("made-up")
    return build(project(folder / "project", walks.notes(221)), folder / "site", strict=False)


@pytest.mark.parametrize("which", ["sample", "made_up"])
def test_every_link_to_a_part_of_a_page_leads_to_an_element(which: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(which)
    ids = {url: {one.get("id") or one.get("name") for one in page.tree.iter()} for url, page in site.pages.items()}
    count = 0
    for url, page in site.pages.items():
        for link in page.tree.iter("a"):
            address, _, part = (link.get("href") or "").partition("#")
            if not part or "=" in part or urlsplit(address).scheme:  # "=": read by a script
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(address))) if address else url
            target = path if path in ids else f"{path}/index.html".removeprefix("./")
            assert unquote(part) in ids[target], (url, link.get("href"))
            count += 1
    assert count > 300


def test_wayins_texts_are_marked_as_english_on_a_site_in_another_language(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {"people/ada.md": "---\nname: Ada\n---\nSie kennt die Werft.\n", "a.md": "Hallo"}
    made = project(tmp_path / "project", notes)
    made.write_text(made.read_text("utf-8").replace("  font: false\n", "  font: false\n  language: de\n"), "utf-8")
    site = build(made, tmp_path / "site")
    page = site.page("people/ada")
    assert page.tree.get("lang") == "de"
    assert classed(page.tree, "wayin")[0].get("lang") == "en"
    assert [notes.get("lang") for notes in classed(page.article, "wayin-notes")] == ["de"]


def test_a_persons_page_is_little_larger_than_the_same_note_in_the_bare_theme(sample: Site, tmp_path: Path) -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").replace("docs_dir: notes", f"docs_dir: {ROOT / 'notes'}")
    bare = tmp_path / "mkdocs.yml"
    bare.write_text(re.sub(r"  - wayin:\n(?: {6}.*\n)+", "", settings), "utf-8")
    theme = build(bare, tmp_path / "site", strict=False)
    people = [url for url in theme.pages if re.fullmatch(r"people/[^/]+/index.html", url)]
    assert len(people) > 10
    for url in people:
        assert len(sample.pages[url].html) <= 1.6 * len(theme.pages[url].html), url
