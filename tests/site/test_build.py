"""The site as MkDocs builds it: reproducible, what is published, other projects, the first day."""

import os
import random
import re
import struct
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from helpers import ROOT, TODAY, BuildError, Site, build, classed, project, read_html, run, text_of, trees
from wayin.pages.kinds import INDEXES

EPOCH = "1795132800"  # 20 November 2026
GATHERING = tuple(path.removesuffix("/index.md") for path in INDEXES)


# ── Reproducible builds ───────────────────────────────────────────────────────────────────────────────────────────────


class _Shuffled:
    """A folder's entries in random order, as on other file systems."""

    def __init__(self, entries: Iterator[Any], chance: random.Random) -> None:
        with entries as one_by_one:
            found = list(one_by_one)
        chance.shuffle(found)
        self.found = iter(found)

    def __iter__(self) -> Iterator[Any]:
        return self.found

    def __next__(self) -> Any:
        return next(self.found)

    def __enter__(self) -> "_Shuffled":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def close(self) -> None:
        """Do nothing: nothing is open."""


def test_the_same_notes_give_the_same_bytes_in_whatever_order_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = tmp_path / "once"
    run(
        "mkdocs", "build", "--strict", "-f", str(ROOT / "mkdocs.yml"), "-d", str(once),
        SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED="1",
    )  # fmt: skip
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    scan, listing, chance = os.scandir, os.listdir, random.Random(5)
    monkeypatch.setattr(os, "scandir", lambda *where: _Shuffled(scan(*where), chance))
    monkeypatch.setattr(os, "listdir", lambda *where: chance.sample(found := listing(*where), len(found)))
    again = build(ROOT / "mkdocs.yml", tmp_path / "again")
    monkeypatch.undo()
    assert trees(once, again.folder) == []


def test_a_fixed_day_is_enough_for_the_same_bytes(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    site = vault({"people/ada-park.md": ""})
    zipped = site.folder / "sitemap.xml.gz"
    if zipped.exists():
        (written,) = struct.unpack("<I", zipped.read_bytes()[4:8])
        day = datetime.fromtimestamp(written, UTC).date()
        assert day == TODAY, "the clock of the machine stands in sitemap.xml.gz"


# ── The clock and the options ─────────────────────────────────────────────────────────────────────────────────────────


def clock_of(site: Site) -> tuple[str | None, bool]:
    (article,) = classed(site.page("").article, "wayin-home")
    return article.get("data-today"), article.get("data-chosen") is not None


def test_the_day_of_the_settings_comes_first(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert clock_of(vault({}, "{today: 2025-01-31}")) == ("2025-01-31", True)


def test_source_date_epoch_sets_the_day_of_the_build_and_leaves_the_reader_theirs(
    vault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert clock_of(vault({}, "{}")) == ("2026-11-20", False)


def test_without_either_the_system_clock_is_used(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    day, fixed = clock_of(vault({}, "{}"))
    assert not fixed
    assert abs((date.fromisoformat(day or "") - date.today()).days) <= 1


@pytest.mark.parametrize("epoch", ["soon", "999999999999999999"])
def test_an_invalid_source_date_epoch_is_refused_with_a_message(
    epoch: str, vault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(BuildError, match="SOURCE_DATE_EPOCH isn't a number"):
        vault({}, "{}")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{today: yesterday}", r"'today': “yesterday” isn't a date\. Write it as"),
        ("{today: '2026-02-30'}", r"Write it as 2026-02-28\."),
        ("{follow_up_after: soon}", r"'follow_up_after': “soon” isn't a length of time\. Write"),
        ("{most_intermediaries: 4}", r"'most_intermediaries': Expected one of: \(1, 2, 3\) but received: 4"),
        ("{templates: nowhere}", r"'templates': The path '.*nowhere' isn't an existing directory"),
        ("{pseudonyms: perhaps}", r"'pseudonyms': Expected type: .*bool"),
        ("{tody: 2026-11-20}", r"'tody': Unrecognised configuration name"),
    ],
)
def test_an_invalid_option_is_refused_with_a_message(options: str, said: str, vault: Any) -> None:
    with pytest.raises(BuildError, match=said):
        vault({}, options)


def test_most_intermediaries_lengthens_the_ways(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {
        "people/ada.md": "---\ncloseness: 4\nknows: Bo\n---\n",
        "people/bo.md": "---\nknows: Cy\n---\n",
        "people/cy.md": "---\nknows: Dee\n---\n",
        "people/dee.md": "",
    }
    for most, ends in ((1, "bo"), (3, "dee")):
        made = project(tmp_path / f"p{most}", notes, f"{{today: 2026-11-20, most_intermediaries: {most}}}")
        site = build(made, tmp_path / f"s{most}")
        reached = [one for one in ("bo", "cy", "dee") if "Ask Ada to introduce you" in site.page(f"people/{one}").text]
        assert reached[-1] == ends


# ── Few notes or none ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "notes",
    [{}, {"me.md": "---\nname: Ada Park\n---\n"}, {"index.md": "# Mine\n"}],
    ids=["no notes", "only me", "only a home page"],
)
def test_an_empty_folder_builds_and_shows_the_next_step(notes: dict[str, str | bytes], vault: Any) -> None:
    site = vault(notes)
    assert 'wayin new person "Ada Park"' in site.page("people").text
    assert 'wayin new company "Northwind Analytics"' in site.page("companies").text
    assert "wayin new interview" in site.page("interviews").text
    assert "learnings:" in site.page("learnings").text
    assert "questions:" in site.page("questions").text
    assert "people/ada-park.md" in site.page("network").text
    if "index.md" not in notes:
        assert 'wayin new person "Ada Park"' in site.page("").text
    assert not any(url.startswith("tags") for url in site.pages)


def test_an_empty_file_is_a_note_and_a_note_about_me_is_optional(vault: Any) -> None:
    site = vault({"people/ada-park.md": "", "companies/acme.md": "", "interviews/a.md": "---\nwith: Ada Park\n---\n"})
    assert text_of(next(site.page("people/ada-park").article.iter("h1"))) == "Ada Park"
    assert site.page("").text.startswith("Nothing due today")


# ── Problems ──────────────────────────────────────────────────────────────────────────────────────────────────────────

FAULTY: dict[str, str | bytes] = {
    "people/ada-park.md": "---\nlast_contact: 3/10/2026\ncompnay: Acme\ncloseness: 4\n---\n\nThe rest counts.\n",
    "people/bo.md": "---\nname: [unclosed\n---\n\nStill here.\n",
    "people/cy.md": "",
}


def test_a_bad_value_costs_a_problem_and_never_the_page(vault: Any) -> None:
    site = vault(FAULTY, strict=False)
    page = site.page("people/ada-park")
    (shown,) = classed(page.article, "wayin-problems")
    assert "2 lines to fix" in text_of(shown)
    assert "“3/10/2026” can be read in two ways. Write 2026-10-03 or 2026-03-10" in text_of(shown)
    assert "You know Ada Park" in page.text
    assert "The rest counts." in page.text
    assert "Still here." in site.page("people/bo").text
    listed = site.page("problems")
    assert {"people/ada-park.md", "people/bo.md"} == {
        text_of(next(one.iter("code"))) for one in listed.article.iter("h2")
    }
    assert "Did you mean" in listed.text
    assert set(site.links(listed, listed.article).values()) >= {"people/ada-park", "people/bo"}
    assert classed(site.page("people/cy").article, "wayin-problems") == []


def test_problems_fail_a_strict_build_and_name_file_line_and_fix(vault: Any) -> None:
    said = r"people/ada-park\.md:2:15: error: .*“3/10/2026”.*Write 2026-10-03 or 2026-03-10"
    with pytest.raises(BuildError, match=said):
        vault(FAULTY)


# ── What is published ─────────────────────────────────────────────────────────────────────────────────────────────────

STRAY: dict[str, str | bytes] = {
    "Connections.csv": "First Name,Last Name\n",
    "contacts.vcf": "BEGIN:VCARD\n",
    "id_rsa": "-----BEGIN OPENSSH PRIVATE KEY-----\n",
    ".env": "TOKEN=1\n",
    "people/ada-park.md~": "old\n",
    "people/ada-park.md.bak": "old\n",
    "people/scan.png": b"unlinked",
    "export.json": "{}",
    "page.html": "<p>stray</p>",
    "people/ada-park.txt": "text",
    ".obsidian/workspace.json": "{}",
    "templates/person.md": "---\nname: {{name}}\n---\n",
}


def test_only_notes_and_what_they_show_is_published(vault: Any) -> None:
    site = vault(
        STRAY | {
            "me.md": "![me](img/face.png)\n\n![[plan.png]]\n\n[my CV](cv.pdf)\n\n`![no](people/scan.png)`\n",
            "people/ada-park.md": "---\nphoto: ada.jpg\n---\n",
            "people/ada.jpg": b"photo", "img/face.png": b"face", "img/plan.png": b"plan", "cv.pdf": b"cv",
        }
    )  # fmt: skip
    own = {
        url for url in site.files
        if not url.startswith(("assets/", "wayin/", "search/")) and not url.endswith((".html", ".xml", ".gz"))
    }  # fmt: skip
    assert own - {"tags.json"} == {"people/ada.jpg", "img/face.png", "img/plan.png", "cv.pdf"}
    assert {url for url in site.pages if "/" in url and not url.startswith(GATHERING)} == {"me/index.html"}
    people = {url for url in site.pages if url.startswith("people/")}
    assert people == {"people/index.html", "people/ada-park/index.html"}


def test_what_mkdocs_excludes_stays_out(vault: Any) -> None:
    site = vault(
        {"people/secret.md": "", "drafts/idea.md": "", "plan.md": "", "people/ada.md": ""},
        more="exclude_docs: |\n  people/secret.md\n  drafts/\n  plan.md\n",
    )
    assert [url for url in site.pages if re.search("secret|idea|plan", url)] == []


def test_styles_that_the_settings_name_are_published(vault: Any) -> None:
    site = vault({"my.css": "p {}", "other.css": "p {}"}, more="extra_css: [my.css]\n")
    assert "my.css" in site.files
    assert "other.css" not in site.files


# ── Bodies ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_body_stays_as_it_was_written(vault: Any) -> None:
    site = vault(
        {
            "people/ada-park.md": "Email: ada@example.org\nPhone: 12\n\nShe knows `[[Bo Lind]]` and [[Bo Lind|him]].\n"
            "\n    [[Bo Lind]] in a block\n\n## How we met\n\nBy chance, see [[#How we met]].\n",
            "people/bo-lind.md": "---\ntitle: ignored\n---\n# Bo Lind\n\nMet [[ada-park#How we met]].\n",
            "plan.md": "---\ntitle: My plan\nhide: [toc]\n---\nSee [Bo](people/bo-lind.md) and [[people/ada-park]].\n",
        }
    )
    ada, bo, plan = (site.page(one) for one in ("people/ada-park", "people/bo-lind", "plan"))
    (notes,) = classed(ada.article, "wayin-notes")
    assert text_of(notes).startswith("Email: ada@example.org Phone: 12 She knows [[Bo Lind]] and him.")
    assert "[[Bo Lind]] in a block" in text_of(notes)
    assert site.links(ada, notes)["him"] == "people/bo-lind"
    assert "Bo Lind" not in text_of(classed(bo.article, "wayin-notes")[0]), "the page's own heading says it already"
    addresses = [one.get("href") for one in bo.article.iter("a")]
    assert "../ada-park/#note-how-we-met" in addresses
    assert "note-how-we-met" in ada.ids
    assert "My plan" in text_of(next(plan.tree.iter("title")))
    assert {"people/bo-lind", "people/ada-park"} <= set(site.links(plan, plan.article).values())
    assert {"My plan", "Ada Park"} == site.links(bo, bo.section("mentioned-in")).keys()


@pytest.mark.parametrize("path", ["people/ada.md", "long.md"])
def test_a_plain_text_is_shown_to_its_end(path: str, vault: Any) -> None:
    site = vault({path: "# Long\n\n" + "*a `b [c\n" * 30_000 + "\nThe very end.\n"}, strict=False)
    assert "The very end." in text_of(site.page(path.removesuffix(".md")).tree)
    index = (site.folder / "search/search_index.json").read_text("utf-8")
    assert "The very end." not in index, "the search knows the beginning alone"


def test_a_broken_link_is_reported(vault: Any) -> None:
    with pytest.raises(BuildError, match=r"people/ada\.md.*(missing|gone)\.md"):
        vault({"people/ada.md": "[a page](gone.md)\n"})


# ── The user's own pages ──────────────────────────────────────────────────────────────────────────────────────────────

TALK = "---\nwith: Ada Park\ndate: 2026-11-10\nlearnings: Ask early.\n---\n"


def test_the_users_own_home_page_gets_the_panels_it_asks_for(vault: Any) -> None:
    site = vault(
        {
            "index.md": "# My search\n\nBefore.\n\n<!-- wayin: due -->\n\nBetween.\n\n<!--wayin:targets-->\n\n"
            "<!-- wayin: learnings -->\n",
            "interviews/talk.md": TALK,
            "companies/acme.md": "---\ninterest: 4\n---\n",
        }
    )
    page = site.page("")
    words = ["My search", "Before.", "Thank Ada", "Between.", "Acme", "No way in yet", "Ask early."]
    places = [page.text.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)
    thanks = next(one for one in page.article.iter("li") if one.get("data-kind") == "thank-you")
    assert site.links(page, thanks) == {"Ada": "people/ada-park", "Open draft": "interviews/talk"}
    assert "Your search so far" not in page.text


def test_the_users_own_home_page_without_markers_is_left_alone(vault: Any) -> None:
    site = vault({"index.md": "# My search\n\nNothing else.\n", "interviews/talk.md": TALK})
    assert site.page("").text.replace("¶", "").split() == ["My", "search", "Nothing", "else."]


def test_a_page_of_the_users_own_for_a_folder_stays_theirs(vault: Any) -> None:
    site = vault({"people/index.md": "# The people I like\n\nIn no order.\n", "people/ada-park.md": ""})
    page = site.page("people")
    assert "The people I like" in page.text
    assert "In no order." in page.text
    assert "Your way in" not in page.text, "it is a page about people, not a person"
    assert "The people I like" not in site.page("network").text


def test_a_readme_in_a_folder_is_not_a_person_and_not_lost(vault: Any) -> None:
    site = vault({"people/README.md": "# The people I like\n\nIn no order.\n", "people/ada-park.md": ""})
    (page,) = [one for one in site.pages.values() if "In no order." in one.html]
    assert "Your way in" not in page.text
    assert "The people I like" not in site.page("network").text
    assert sum("Ada Park" in one.text for one in (site.page("people"), page)) == 1, "the index is there as well"


def test_a_readme_is_the_users_own_home_page_too(vault: Any) -> None:
    site = vault({"README.md": "# My search\n\nHere I begin.\n"})
    assert "Here I begin." in site.page("").text


def test_a_navigation_of_the_users_own_stays_theirs(vault: Any) -> None:
    site = vault({"plan.md": "# Plan\n"}, more="nav:\n  - Start: index.md\n  - plan.md\n")
    page = site.page("")
    (nav,) = classed(page.tree, "md-nav--primary", "nav")
    links = site.links(page, nav)
    assert {"index", "plan"} <= {*links.values()}
    assert (links["People"], links["Today"], links["Compare"]) == ("people", "today", "comparison")


def test_a_navigation_with_pages_of_ours_is_left_as_it_is(vault: Any) -> None:
    site = vault({"plan.md": "# Plan\n"}, more="nav:\n  - Start: index.md\n  - All: people/index.md\n")
    (nav,) = classed(site.page("").tree, "md-nav--primary", "nav")
    assert {*site.links(site.page(""), nav).values()} == {"index", "people"}
    assert site.page("people")


# ── Other projects ────────────────────────────────────────────────────────────────────────────────────────────────────

TWO: dict[str, str | bytes] = {
    "people/ada-park.md": "---\ncompany: Acme\ncloseness: 4\ntags: [maths]\n---\nKnows [[Bo Lind]].\n",
    "interviews/talk.md": TALK,
}


@pytest.mark.parametrize("theme", ["", "theme: readthedocs\n"], ids=["mkdocs", "readthedocs"])
def test_the_plugin_needs_no_other_setting(theme: str, vault: Any) -> None:
    site = vault(TWO, settings=f"site_name: Test\ndocs_dir: notes\n{theme}plugins: [search, wayin]\n")
    html = site.page("people/ada-park").html
    assert "You know Ada Park" in text_of(read_html(html))
    assert "Bo Lind" in html


def test_a_template_of_the_users_own_comes_first(tmp_path: Path) -> None:
    made = project(tmp_path / "project", TWO)
    made.write_text(made.read_text("utf-8").replace("  font: false", "  font: false\n  custom_dir: mine"), "utf-8")
    (made.parent / "mine/wayin/panels").mkdir(parents=True)
    (made.parent / "mine/wayin/panels/due.html").write_text("<p>My own panel.</p>", "utf-8")
    assert "My own panel." in build(made, tmp_path / "site").page("").text


# ── The home page, from the first day on ──────────────────────────────────────────────────────────────────────────────


def test_an_empty_home_page_says_how_to_start(vault: Any) -> None:
    text = vault({}).page("").text
    assert 'wayin new person "Ada Park"' in text
    assert "closeness: 4" in text


def test_who_knows_people_and_has_spoken_with_nobody_is_shown_the_next_step(vault: Any) -> None:
    text = vault({"people/bo.md": "---\nname: Bo Lind\ncloseness: 2\n---\n", "people/ada.md": ""}).page("").text
    assert 'wayin new interview --with "Bo Lind"' in text
    assert "write a note me.md with your name" in text


def test_an_interview_without_a_request_is_counted_in_plain_words(vault: Any) -> None:
    site = vault({"interviews/talk.md": "---\nwith: Bo Lind\ndate: 2026-11-10\n---\n", "people/bo-lind.md": ""})
    assert "1 interview. 1 person would take your call." in site.page("timeline").text


def test_the_month_of_the_only_week_has_room_below_it(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {"interviews/ann.md": "---\nwith: Ann\ndate: 2026-11-19\n---\n"}
    site = build(project(tmp_path / "one", notes), tmp_path / "site", strict=False)
    (figure,) = classed(site.page("timeline").article, "wayin-weeks", "figure")
    (label,) = figure.iter("text")
    assert label.text == "Nov"
    assert float(figure[0].get("width", 0)) - float(label.get("x", 0)) >= 28
