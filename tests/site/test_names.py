"""Names of any length and kind become pages: no name ends a build, and no two share a page."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from helpers import Site, build, project
from wayin.knowledge.page_names import MOST_BYTES

LONG = 280 * "t"
CYRILLIC = "Руководитель отдела прикладной аналитики и машинного обучения " * 4
SCRIPTS = {
    "Latin": "Ж" * 199 + "x",
    "Chinese": "数据工程与机器学习" * 15,
    "Thai": "วิศวกรข้อมูล" * 12,
    "Devanagari": "क्षत्रिय" * 18,
    "emoji": "👩‍💻" * 60 + " coder",
}
"""Words of many bytes, which must not be cut inside a character."""
DEVICES = ["Con", "NUL", "aux", "PRN.", "com1", "LPT9", "Index", "README"]


def interview(topic: str, number: int, person: str = "Bo") -> str:
    return (
        f"---\nwith: {person}\ndate: 2026-10-01\nlearnings:\n  - {{topic: {json.dumps(topic, ensure_ascii=False)}, "
        f"point: POINT{number}}}\n---\nKEPT{number}\n"
    )


NOTES: dict[str, str | bytes] = {
    "people/bo.md": f"---\nname: Bo\nrole: {CYRILLIC}\n---\nKEPTB\n",
    "interviews/t.md": interview(LONG, 0),
    "interviews/u.md": interview(LONG + "u", 1),
    **{f"interviews/s{i}.md": interview(word, 10 + i) for i, word in enumerate(SCRIPTS.values())},
    **{f"interviews/d{i}.md": interview(word, 20 + i) for i, word in enumerate(DEVICES)},
    **{f"people/r{i}.md": f"---\nrole: {word}\n---\n" for i, word in enumerate(SCRIPTS.values())},
    **{f"interviews/r{i}.md": interview("pay", 40 + i, f"r{i}") for i in range(len(SCRIPTS))},
    "people/cy.md": "---\nknows: [" + ", ".join([*DEVICES, *(word[:140] for word in SCRIPTS.values())]) + "]\n---\n",
    f"people/{'n' * 252}.md": "KEPTN",
    f"people/{'é' * 122}.markdown": "KEPTE",
    f"companies/{'c' * 252}/index.md": "KEPTC",
    f"{'m' * 200}.md": "[[" + "n" * 252 + "]]",
}


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return the notes with such names, built for a server and for files."""
    folder = tmp_path_factory.mktemp("names")
    return build(project(folder / "project", NOTES), folder / "site", strict=False, use_directory_urls=request.param)


def test_every_note_is_in_the_site(site: Site) -> None:
    text = "".join(page.html for page in site.pages.values())
    kept = set(re.findall(r"KEPT\w+", " ".join(map(str, NOTES.values()))))
    assert {word for word in kept if word not in text} == set()


def test_names_of_generated_pages_fit_every_file_system(site: Site) -> None:
    for file in site.files:
        for part in Path(file).parts:
            assert len(part.encode()) <= 255, part
        if file.startswith(("learnings/", "roles/")):
            assert len(Path(file).parts[1].encode()) <= MOST_BYTES + 5
    stems = {Path(part).stem.casefold() for file in site.files for part in Path(file).parts}
    assert not stems & {"con", "nul", "aux", "prn", "com1", "lpt9"}


def test_each_topic_has_its_own_page_and_links_lead_there(site: Site) -> None:
    topics = [page for url, page in site.pages.items() if re.match(r"learnings/(?!index\.html)", url)]
    pages = [page.url for page in topics if "POINT" in page.text]
    assert len(pages) == 2 + len(SCRIPTS) + len(DEVICES) + 1
    listed = site.page("learnings")
    linked = {listed.to(one.get("href", ""))[0] for one in listed.article.iter("a")}
    assert set(pages) <= linked


def test_a_stub_has_the_same_id_everywhere(site: Site) -> None:
    data = (site.folder / "wayin/network.js").read_text("utf-8")
    assert "people/con-note" in data
    assert site.page("people/con-note").text.startswith("Con ")
    assert site.page("people/index-note").text.startswith("Index ")


def test_a_folder_too_deep_for_the_site_still_has_its_page(tmp_path: Path) -> None:
    config = project(tmp_path / "p", {})
    folder = config.parent / "notes"
    while len(str(folder)) < 3800:
        folder = folder / ("d" * 200)
    try:
        folder.mkdir(parents=True)
        (folder / "deep.md").write_text("KEPTDEEP")
    except OSError:
        pytest.skip("this system has shorter paths")
    site = build(config, tmp_path / ("s" * 250), strict=False)
    assert any("KEPTDEEP" in page.html for page in site.pages.values())


# ── Terms ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_c_and_its_relatives_are_separate_topics_and_roles(vault: Any) -> None:
    words = ["C", "C++", "C#", "F#", "F", ".NET", "net", "R&D", "RD", "🔥", "💰"]
    notes = {f"people/p{i}.md": f"---\nrole: '{word} developer'\n---\n" for i, word in enumerate(words)}
    notes |= {f"interviews/i{i}.md": interview(word, i, f"p{i}") for i, word in enumerate(words)}
    site = vault(notes, strict=False)
    expected = {
        "c", "c-plus-plus", "c-sharp", "f-sharp", "f", "dot-net", "net", "r-and-d", "rd", "u1f525", "u1f4b0",
    }  # fmt: skip
    topics = {url.split("/")[1]: page for url, page in site.pages.items() if url.startswith("learnings/")}
    assert set(topics) - {"index.html"} == expected
    for i, word in enumerate(words):
        (page,) = [page for name, page in topics.items() if name != "index.html" and f"POINT{i} " in page.text]
        assert f"{word[:1].upper()}{word[1:]}" in page.text
    roles = {url.split("/")[1] for url in site.pages if url.startswith("roles/")}
    assert {f"{word}-developer" for word in ("c", "c-plus-plus", "c-sharp", "dot-net", "r-and-d")} <= roles
    rows = re.findall(r'data-row="topic:([^"]+)"', site.page("comparison").html)
    assert len(rows) == len(set(rows))


def test_tags_that_differ_in_a_character_have_different_anchors(vault: Any) -> None:
    site = vault({"people/a.md": "---\ntags: [C, C++, C#, pay]\n---\n"}, strict=False)
    anchors = re.findall(r'id="(tag:[^"]*)"', site.page("tags").html)
    assert anchors == ["tag:c", "tag:c-sharp", "tag:c-plus-plus", "tag:pay"]
    assert set(re.findall(r'#(tag:[^"]*)"', site.page("people/a").html)) == set(anchors)


def test_a_topic_named_like_a_page_does_not_replace_it(vault: Any) -> None:
    notes = {
        "interviews/a.md": interview("Index", 1),
        "learnings/pay/README.md": "# Mine",
        "interviews/b.md": interview("pay", 2),
    }
    site = vault(notes, strict=False)
    assert "POINT1" in site.page("learnings/index-note").text
    assert "Mine" in site.page("learnings/pay").text
    assert "POINT2" in site.page("learnings/pay-").text
    assert len(list(site.page("learnings").article.iter("a"))) > 1
