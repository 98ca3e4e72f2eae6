"""The pages of learnings: topics, roles, the comparison, companies, the timeline; the same for either form."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from forms import learnings_of, other_form, without_places, written
from helpers import ROOT, Site, build, classed, project, text_of
from wayin.cli import main
from wayin.pages.learnings import MOST_MISSING

ENTRY = """\
  - topic: pay
    point: Ask [[Bo Lind]] for the *band*. It is known.
    quote: Nobody minds.
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
    assert "Two people at two companies: one disagreement." in page.text
    assert "Acme Nobody stays late. Ada Park, 1 May Cy Ng disagrees" in page.text
    assert "Bolt Everybody stays late. Cy Ng, 1 Jun Disagrees with Ada Park" in page.text
    assert "Informational interviews: Ada Park." in page.text
    assert "Screenings, where the other side was choosing: Cy Ng." in page.text


def test_every_point_links_to_its_source(site: Site) -> None:
    for path in ("learnings/hours", "companies/bolt", "people/cy-ng", "comparison"):
        tree = site.page(path).article
        assert any(one.get("href", "").endswith("interviews/two/#learned-1") for one in tree.iter("a")), path
    ids = [one.get("id") for one in site.page("interviews/two").article.iter("li") if one.get("id")]
    assert ids == ["learned-1", "learned-2"]


def test_the_index_of_topics_says_who_said_how_much_and_where_they_differ(site: Site) -> None:
    (table,) = site.page("learnings").article.iter("table")
    rows = [[text_of(cell) for cell in row] for row in table.iter("tr")]
    assert rows[1] == ["Hours", "Cy Ng and Ada Park", "1 disagrees", "2", "1 Jun"]
    assert rows[2][:2] == ["Pay", "Ada Park"]


def test_of_a_topic_ten_points_are_shown_at_once(tmp_path: Path) -> None:
    many = {f"interviews/m{i:02}.md": f"---\nwith: P{i}\nlearnings: ['Word {i}. #pay']\n---\n" for i in range(14)}
    page = build(project(tmp_path / "project", many), tmp_path / "site").page("learnings/pay")
    folded = [point for fold in page.article.iter("details") for point in fold.iter("li")]
    assert len([point for one in classed(page.article, "wayin-learned", "ul") for point in one]) == 14
    assert len(folded) == 4


def test_one_voice_is_one_data_point(site: Site) -> None:
    assert "One person so far, so it's one data point." in site.page("learnings/pay").text


def test_where_nobody_spoke_of_it_the_page_names_who_could(tmp_path: Path) -> None:
    notes = NOTES | {"interviews/four.md": "---\nwith: Dee\ndate: 2026-08-01\nlearnings: ['A lot. #pay']\n---\n"}
    made = build(project(tmp_path / "project", notes), tmp_path / "site")
    assert "Nothing from Bolt yet. Ask Cy Ng or Bo Lind." in made.page("learnings/pay").text
    assert "Pay Nothing from here yet. Ask Cy Ng or Bo Lind." in made.page("companies/bolt").text


def test_of_many_silent_companies_the_most_wanted_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    wanted = {f"companies/c{i:02}.md": f"---\ninterest: {5 if i == 14 else 3}\n---\n" for i in range(15)}
    second = {"interviews/four.md": "---\nwith: Dee\ndate: 2026-08-01\nlearnings: ['A lot. #pay']\n---\n"}
    made = build(project(tmp_path / "project", NOTES | wanted | second), tmp_path / "site")
    text = text_of(made.page("learnings/pay").section("unasked"))
    assert text.count("Nothing from ") == MOST_MISSING
    assert "Nothing from C14 " in text
    assert "others that you want." in text


def test_a_company_page_has_everything_about_it(site: Site) -> None:
    text = site.page("companies/bolt").text
    order = ["You know", "Risks", "They let a third go in May.", "Culture", "Everybody stays late.", "Timeline"]
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


def test_what_is_confidential_is_marked_on_the_brief(tmp_path: Path) -> None:
    notes = NOTES | {
        "interviews/ahead.md": f"{AHEAD}---\n",
        "interviews/two.md": f"{HELD}learnings: [{{point: They pay 40., private: true}}]\n---\n",
    }
    made = build(project(tmp_path / "project", notes), tmp_path / "site")
    assert "They pay 40. (in confidence)" in made.page("interviews/ahead").text


def test_a_person_taught_in_order(site: Site) -> None:
    text = site.page("people/ada-park").text.partition("What you learned from them")[2]
    assert text.index("It is known.") < text.index("Ask again.")


def test_a_role_collects_people_across_companies(site: Site) -> None:
    page = site.page("roles/engineer")
    assert "Ada Park, Senior engineer at Acme" in page.text
    assert "Bo Lind, Engineer at Bolt" in page.text
    assert "Nobody stays late." in page.text
    person = site.page("people/ada-park")
    assert site.links(person, classed(person.article, "wayin-lead")[0])["Senior engineer"] == "roles/engineer"


def test_the_timeline_has_everything_in_order(site: Site) -> None:
    text = site.page("timeline").text
    text = text[text.index("May 2026 1 May") :]
    parts = ["You spoke with Ada Park of Acme.", "June 2026", "You spoke with Cy Ng of Bolt.",
             "You decided: Small first. Because they answer.", "July 2026"]  # fmt: skip
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)
    assert "More text." not in text


def test_the_comparison_works_without_scripts(site: Site) -> None:
    (table,) = (one for one in site.page("comparison").article.iter("table") if one.get("id") == "wayin-compared")
    rows = [[text_of(cell) for cell in row] for row in table.iter("tr")]
    assert rows[0][1:] == ["Acme", "Bolt"]
    assert rows[1][0] == "Hours two people at two companies"
    assert rows[2][0] == "Pay one person"
    assert rows[2][2] == "Nothing yet. Ask Cy Ng or Bo Lind."


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


def test_topics_and_tags_of_one_word_do_not_collide(tmp_path: Path) -> None:
    notes = NOTES | {"people/dee.md": "---\ntags: [pay, hours]\n---\n"}
    made = build(project(tmp_path / "project", notes), tmp_path / "site", True)
    assert "Dee" in made.page("tags").text
    assert "One person so far" in made.page("learnings/pay").text


TALK = """\
---
with: Ada Park
date: 2026-08-01
learnings:
  - Zeal is no method, says [[Bo Lind]].
  - {topic: pay, point: "Wait for [[cy ng|Cy]].", quote: Nobody minds., agrees: [[interviews/one#pay]]}
  - {topic: Hours, point: They want to meet [[Dee Oh]]., disagrees: [Cy Ng, "[[interviews/two#risk]]"]}
  - {topic: pay, point: They pay 40., private: true}
  - "Ask early. #hours #pay"
  - Ask again.
---
They were kind. [[Dee oh]] came in.

## After

She wants to read [[dee oh|what Dee]] wrote.
"""


def files(made: Site) -> dict[str, str]:
    """Return every page of a site, and the data of search, map and calendar."""
    return {
        str(path.relative_to(made.folder)): path.read_text("utf-8")
        for path in sorted(made.folder.rglob("*")) if path.suffix in (".html", ".json", ".js", ".ics")
    }  # fmt: skip


def learned(notes: Path) -> object:
    """Return the output of `wayin learned` without the lines."""
    result = CliRunner().invoke(main, ["learned", "--notes", str(notes), "--format", "json"])
    return without_places(json.loads(result.stdout))


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """Return the files that differ between two sites."""
    return [path for path in one | other if one.get(path) != other.get(path)]


def test_moving_any_learning_into_the_body_or_back_changes_no_page(tmp_path: Path) -> None:
    def made(name: str, below: set[int]) -> tuple[dict[str, str], object]:
        config = project(tmp_path / name, NOTES | {"interviews/talk.md": written(TALK, below)})
        return files(build(config, tmp_path / name / "site", True)), learned(tmp_path / name / "notes")

    count = len(learnings_of(TALK))
    above, said = made("above", set())
    assert "Zeal is no method" in above["interviews/talk/index.html"]
    for below in [*({i} for i in range(count)), set(range(count))]:
        pages, says = made("-".join(map(str, below)), below)
        assert (differing(above, pages), says) == ([], said), below


def test_writing_the_learnings_of_the_sample_in_their_other_form_changes_no_page(sample: Site, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    shutil.copytree(ROOT / "notes", notes)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / ".wayin", tmp_path / ".wayin")  # so that everybody keeps their position on the sample's map
    for number, path in enumerate(sorted((notes / "interviews").glob("*.md"))):
        text = path.read_text("utf-8")
        if count := len(learnings_of(text)):
            path.write_text(other_form(text, range(number % 2, count, 2)), "utf-8")  # every second one
    assert differing(files(sample), files(build(tmp_path / "mkdocs.yml", tmp_path / "site"))) == []
    assert learned(notes) == learned(ROOT / "notes")


def test_the_sample_answers_its_question_from_one_page(sample: Site) -> None:
    text = sample.page("comparison").text
    assert "Company size" in text
    for name in ("Wen Hui Goh", "Samir Haddad", "Birgit Solheim", "Grace Adjei"):
        assert re.search(rf"{name}.{{0,30}}\d+ \w\w\w", text), name
