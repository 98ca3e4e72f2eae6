"""The pages of what was learned: topics, roles, side by side, dossiers, the timeline; the same from either form."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from helpers import ROOT, Site, build, classed, project, text_of

ENTRY = """\
  - topic: pay
    point: Ask [[Bo Lind]] for the *band*. It is known.
    quote: Nobody minds.
"""
ITEM = """\
## What I learned

- Ask [[Bo Lind]] for the *band*. It is known. #pay
  > Nobody minds.

"""
NOTES = {
    "companies/acme.md": "---\ninterest: 4\n---\n",
    "companies/bolt.md": "---\ninterest: 5\n---\n",
    "people/ada-park.md": "---\nrole: Senior engineer\ncompany: Acme\ncloseness: 4\n---\n",
    "people/bo-lind.md": "---\nrole: Engineer\ncompany: Bolt\ncloseness: 3\n---\n",
    "people/cy-ng.md": "---\nrole: Designer\ncompany: Bolt\ncloseness: 3\n---\n",
    "interviews/one.md": "---\nwith: Ada Park\ndate: 2026-05-01\nlearnings:\n"
    + ENTRY
    + "  - topic: hours\n    point: Nobody stays late.\n---\nThey were kind.\n",
    "interviews/two.md": "---\nwith: Cy Ng\ndate: 2026-06-01\nkind: screening\nlearnings:\n"
    "  - {topic: hours, point: Everybody stays late., disagrees: Ada Park}\n"
    "  - 'They let a third go in May. #risk'\n---\n",
    "interviews/three.md": "---\nwith: Ada Park\ndate: 2026-07-01\nlearnings: ['Ask again. #pay', 'Untold.']\n---\n",
    "why.md": "---\ntype: decision\ndate: 2026-06-02\ntitle: Small first\n---\nBecause they answer. More text.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("learned")
    return build(project(folder / "project", NOTES), folder / "site", True)


def test_a_topic_says_who_said_what_where_and_when(site: Site) -> None:
    page = site.page("learnings/hours")
    assert "Two voices from two companies, independent of each other. Your notes mark one disagreement." in page.text
    assert "Acme Nobody stays late. Cy Ng disagrees: “Everybody stays late.” Ada Park, 1 May 2026" in page.text
    assert "Bolt Everybody stays late. Unlike Ada Park: “Nobody stays late.” Cy Ng, 1 Jun 2026" in page.text
    assert "Informational interviews: Ada Park." in page.text
    assert "Screenings, where the other side was choosing: Cy Ng." in page.text


def test_every_point_leads_to_where_it_stands(site: Site) -> None:
    for path in ("learnings/hours", "companies/bolt", "people/cy-ng", "comparison"):
        tree = site.page(path).article
        assert any(one.get("href", "").endswith("interviews/two/#learned-1") for one in tree.iter("a")), path
    ids = [one.get("id") for one in site.page("interviews/two").article.iter("li") if one.get("id")]
    assert ids == ["learned-1", "learned-2"]


def test_one_voice_is_one_data_point(site: Site) -> None:
    assert "One voice so far, which is one data point." in site.page("learnings/pay").text


def test_where_nobody_spoke_of_it_the_page_names_who_could(tmp_path: Path) -> None:
    notes = NOTES | {"interviews/four.md": "---\nwith: Dee\ndate: 2026-08-01\nlearnings: ['A lot. #pay']\n---\n"}
    made = build(project(tmp_path / "project", notes), tmp_path / "site")
    assert "Nobody at Bolt has said anything about it. Cy Ng and Bo Lind could." in made.page("learnings/pay").text
    assert "Nobody here has said anything about Pay. Cy Ng and Bo Lind could." in made.page("companies/bolt").text


def test_a_company_is_its_dossier(site: Site) -> None:
    text = site.page("companies/bolt").text
    order = ["Ways in", "Risks", "They let a third go in May.", "What it is like", "Everybody stays late.", "Timeline"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


AHEAD, HELD = "---\nwith: Bo Lind\ndate: 2026-12-01\n", "---\nwith: Cy Ng\ndate: 2026-06-01\n"


def test_what_is_still_to_ask_says_for_whom_and_leaves_out_what_was_answered(tmp_path: Path) -> None:
    notes = NOTES | {
        "interviews/ahead.md": f"{AHEAD}questions: ['Who reads my work?', 'How long?']\n---\n",
        "interviews/two.md": f"{HELD}questions: [{{ask: How long?, answer: Long.}}, 'Why?']\n---\n",
    }
    made = build(project(tmp_path / "project", notes), tmp_path / "site")
    asked = made.page("companies/bolt").section("open")
    assert [text_of(one) for one in asked.iter("li")] == ["Who reads my work? for Bo Lind", "Why?"]


def test_what_was_told_in_confidence_says_so_on_the_brief(tmp_path: Path) -> None:
    notes = NOTES | {
        "interviews/ahead.md": f"{AHEAD}---\n",
        "interviews/two.md": f"{HELD}learnings: [{{point: They pay 40., private: true}}]\n---\n",
    }
    made = build(project(tmp_path / "project", notes), tmp_path / "site")
    assert "They pay 40. (in confidence)" in made.page("interviews/ahead").text


def test_a_person_taught_in_order(site: Site) -> None:
    text = site.page("people/ada-park").text.partition("What they taught you")[2]
    assert text.index("It is known.") < text.index("Ask again.")


def test_a_role_gathers_across_companies(site: Site) -> None:
    page = site.page("roles/engineer")
    assert "Ada Park, Senior engineer at Acme" in page.text
    assert "Bo Lind, Engineer at Bolt" in page.text
    assert "Nobody stays late." in page.text
    person = site.page("people/ada-park")
    assert site.links(person, classed(person.article, "wayin-lead")[0])["Senior engineer"] == "roles/engineer"


def test_the_timeline_reads_as_a_story(site: Site) -> None:
    text = site.page("timeline").text
    text = text[text.rindex("May 2026 1 May 2026") :]
    parts = ["You spoke with Ada Park of Acme.", "June 2026", "You spoke with Cy Ng of Bolt.",
             "You decided: Small first. Because they answer.", "July 2026"]  # fmt: skip
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "More text." not in text


def test_the_comparison_stands_without_scripts(site: Site) -> None:
    (table,) = (one for one in site.page("comparison").article.iter("table") if one.get("id") == "wayin-compared")
    rows = [[text_of(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0][1:] == ["Acme", "Bolt"]
    assert rows[1][0] == "Hours two voices from two companies"
    assert rows[2][0] == "Pay one voice"
    assert rows[2][2] == "Nothing noted yet. Cy Ng and Bo Lind could."


def test_the_search_finds_a_point_with_its_topic_and_its_source(site: Site) -> None:
    index = json.loads((site.folder / "search/search_index.json").read_text("utf-8"))
    (found,) = [one for one in index["docs"] if "Nobody stays late" in one["text"]]
    assert found["title"] == "Hours: Ada Park of Acme"
    assert found["location"] == "interviews/one/#learned-1"


def test_a_page_of_the_users_own_keeps_its_place(tmp_path: Path) -> None:
    notes = NOTES | {
        "learnings/hours.md": "# My own\n",
        "roles/engineer/index.md": "# Mine\n",
        "timeline.md": "# Mine\n",
    }
    made = build(project(tmp_path / "project", notes), tmp_path / "site", False)
    assert "My own" in made.page("learnings/hours").text
    assert "Nobody stays late." in made.page("learnings/hours-").text
    assert "Nobody stays late." in made.page("roles/engineer-").text


def test_topics_and_tags_of_one_word_do_not_fight(tmp_path: Path) -> None:
    notes = NOTES | {"people/dee.md": "---\ntags: [pay, hours]\n---\n"}
    made = build(project(tmp_path / "project", notes), tmp_path / "site", True)
    assert "Dee" in made.page("tags").text
    assert "One voice so far" in made.page("learnings/pay").text


def moved(notes: dict[str, Any]) -> dict[str, Any]:
    """The notes, with the learning in the body instead of the front matter."""
    one = notes["interviews/one.md"].replace(ENTRY, "").replace("They were kind.\n", f"{ITEM}They were kind.\n")
    return notes | {"interviews/one.md": one.replace("They were", "## After\n\nThey were")}


def test_moving_a_learning_into_the_body_changes_no_page(tmp_path: Path) -> None:
    # What stands below it needs a heading of its own, or it would be part of the section
    above = NOTES | {"interviews/one.md": NOTES["interviews/one.md"].replace("They were", "## After\n\nThey were")}
    pages = []
    for name, notes in (("above", above), ("below", moved(NOTES))):
        made = build(project(tmp_path / name / "project", notes), tmp_path / name / "site", True)
        pages.append({
            str(path.relative_to(made.folder)): path.read_text("utf-8")
            for path in sorted(made.folder.rglob("*")) if path.suffix in (".html", ".json", ".js", ".ics")
        })  # fmt: skip
    assert pages[0].keys() == pages[1].keys()
    assert [path for path in pages[0] if pages[0][path] != pages[1][path]] == []


def test_the_sample_answers_its_question_from_one_page(tmp_path: Path) -> None:
    made = build(ROOT / "mkdocs.yml", tmp_path / "site")
    text = made.page("comparison").text
    assert "Company size" in text
    for name in ("Wen Hui Goh", "Samir Haddad", "Birgit Solheim", "Grace Adjei"):
        assert re.search(rf"{name}.{{0,30}}2026", text), name
