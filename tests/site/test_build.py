"""The site as MkDocs builds it: the sample's pages, what is published, other people's projects, the same bytes."""

import json
import os
import random
import re
import struct
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from helpers import ROOT, TODAY, Page, RefusedError, Site, build, classed, edition_of, project, run, text_of, trees
from wayin.model import ME
from wayin.network.ways import CAPACITY, Way
from wayin.site.edition import Edition

EPOCH = "1795132800"  # 20 November 2026
INDEXES = (
    "people", "companies", "interviews", "network", "learnings", "comparison", "questions", "timeline", "problems",
)  # fmt: skip


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample, built as a reader builds it."""
    folder = tmp_path_factory.mktemp("sample")
    run(
        "mkdocs", "build", "--strict", "-f", str(ROOT / "mkdocs.yml"), "-d", str(folder),
        SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED="1",
    )  # fmt: skip
    return Site(folder)


@pytest.fixture(scope="session")
def flat(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample for reading without a web server."""
    return build(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("flat"), use_directory_urls=False)


@pytest.fixture(scope="session")
def edition() -> Edition:
    """What the program knows of the sample."""
    return edition_of(ROOT / "notes")


# ── The sample: its pages ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_sample_has_no_problems(sample: Site, edition: Edition) -> None:
    assert [str(one) for one in edition.problems if one.severity != "info"] == []
    assert sample.page("problems").text == "Problems Every line of your notes could be read."


def test_everybody_and_everything_has_a_page(sample: Site, edition: Edition) -> None:
    kb = edition.kb
    assert len(kb.stubs) > 5
    for node in (*kb.people, *kb.companies, *kb.interviews, *kb.pages, ME, *INDEXES, ""):
        assert sample.page(node).tree is not None


def test_the_page_says_whose_it_is(sample: Site, edition: Edition) -> None:
    kb = edition.kb
    for node in (*kb.people, *kb.companies, *kb.interviews):
        page = sample.page(node)
        assert [text_of(one) for one in page.tree.iter("h1")] == [kb.name(node)]
        assert text_of(next(page.tree.iter("title"))).startswith(kb.name(node))


def test_the_header_of_a_person(sample: Site) -> None:
    page = sample.page("people/wen-hui-goh")
    header = classed(page.article, "wayin-header")[0]
    assert "Data scientist at Wardlight · Edinburgh" in text_of(header)
    assert "Samir Haddad introduced you. Last contact on 16 November 2026. Gladly introduces you." in text_of(header)
    assert sample.links(page, header)["Wardlight"] == "companies/wardlight"
    assert {one.get("href") for one in header.iter("a")} >= {
        "mailto:wenhui.goh@example.org", "https://www.example.org/in/wen-hui-goh",
    }  # fmt: skip


def test_the_header_of_a_company(sample: Site) -> None:
    page = sample.page("companies/ettrick-labs")
    header = classed(page.article, "wayin-header")[0]
    assert text_of(header) == "Ettrick Labs insurance · 30-45 people · Edinburgh Belongs to Ettrick Mutual."
    assert sample.links(page, header) == {"Ettrick Mutual": "companies/ettrick-mutual"}
    wanted = text_of(classed(sample.page("companies/wardlight").article, "wayin-header")[0])
    assert "●●●●● You want to work here above all. applied" in wanted


def test_the_header_of_a_conversation(sample: Site) -> None:
    page = sample.page("interviews/2026-10-22-wen-hui-goh")
    header = classed(page.article, "wayin-header")[0]
    said = text_of(header)
    assert "With Wen Hui Goh of Wardlight done 22 October 2026 · 35 minutes · Wardlight, the small kitchen" in said
    assert "through a mutual contact · introduced by Samir Haddad" in said
    steps = [text_of(one) for one in classed(header, "wayin-steps")[0]]
    assert steps == [
        "asked 17 Sep 2026", "reminded 28 Sep 2026", "answered 1 Oct 2026", "met 22 Oct 2026",
        "thanked 23 Oct 2026", "connected 24 Oct 2026",
    ]  # fmt: skip
    assert {one.get("datetime") for one in header.iter("time")} >= {"2026-10-22", "2026-10-23"}


def test_every_conversation_says_where_it_stands(sample: Site, edition: Edition) -> None:
    for one in edition.kb.interviews.values():
        header = classed(sample.page(one.id).article, "wayin-header")[0]
        assert text_of(classed(header, "wayin-status")[0]) == edition.status(one)
        met = [text_of(one) for one in classed(header, "wayin-step--done") if text_of(one).startswith("met")]
        assert bool(met) == one.is_held(edition.clock), one.id
    assert len({edition.status(one) for one in edition.kb.interviews.values()}) == 9, "the sample shows every status"


def test_someone_only_mentioned_says_so_and_who_names_them(sample: Site) -> None:
    page = sample.page("people/sorcha-quinn")
    assert "Mentioned, no note yet." in page.text
    assert "save this as people/sorcha-quinn.md" in page.text
    assert {"Linnea Aalto", "Grace Adjei"} <= sample.links(page, page.section("named-by")).keys()


def test_a_persons_page_tells_of_conversations_learnings_and_acquaintances(sample: Site) -> None:
    page = sample.page("people/samir-haddad")
    spoken = page.section("conversations")
    assert "interviews/2026-06-24-samir-haddad" in sample.links(page, spoken).values()
    assert "Begin large." in text_of(page.section("learned"))
    known = sample.links(page, page.section("acquainted"))
    assert {"Wen Hui Goh", "Farrukh Yusupov", "Kenji Morimoto"} <= known.keys()
    assert "An hour of his lunch break" in text_of(page.section("gave-and-received"))
    assert "I overran" not in page.text, "what stands in the conversation's note stays there"


def test_a_link_in_a_text_leads_back_with_its_sentence(sample: Site) -> None:
    page = sample.page("people/grace-adjei")
    back = page.section("mentioned-in")
    assert "Grace Adjei would say that they agree." in text_of(back)
    assert "interviews/2026-07-14-birgit-solheim" in sample.links(page, back).values()


# ── The sample: ways in ───────────────────────────────────────────────────────────────────────────────────────────────


def said_of(way: Way, edition: Edition) -> str:
    names = [edition.kb.name(person) for person in way.people[1:]]
    more = "".join(f", who can introduce you to {name}" for name in names[2:])
    return f"Ask {names[0]} to introduce you to {names[1]}{more}."


def chain_of(way: Way, edition: Edition) -> str:
    return "You" + "".join(edition.kb.name(person) for person in way.people[1:])


def test_every_persons_page_opens_with_the_way_in(sample: Site, edition: Edition) -> None:
    seen = set()
    for person in edition.kb.people:
        found, page = edition.ways(person), sample.page(person)
        ways = page.section("ways")
        answer = text_of(classed(ways, "wayin-answer")[0])
        name = edition.kb.name(person)
        if found.known:
            seen.add("known")
            assert answer.startswith(f"You know {name}. ")
        elif underway := edition.underway.of(person):
            seen.add("underway")
            assert answer.startswith(underway[0].said)
            assert not found.ways or len(classed(ways, "wayin-otherwise")) == 1
        elif found.ways and answer.endswith(f" leads on to {name}."):
            seen.add("half-way")
            assert len(classed(ways, "wayin-otherwise")) == 1
        elif found.ways:
            seen.add("by introduction")
            assert answer.startswith(said_of(found.ways[0], edition))
            assert text_of(classed(ways, "wayin-chain")[0]) == chain_of(found.ways[0], edition)
            links = sample.links(page, ways)
            for one in found.ways[0].people[1:]:
                assert links[edition.kb.name(one)] == one
        else:
            seen.add("none")
            assert answer == f"Nobody you know leads to {name} yet."
        order = [one.get("id") for one in page.article.iter("h2")]
        assert order[0] == "ways"
    assert seen == {"known", "by introduction", "none", "underway", "half-way"}


def test_a_way_has_a_tier_a_reason_for_each_tie_and_its_weakest_tie_named(sample: Site, edition: Edition) -> None:
    for person in edition.kb.people:
        found = edition.ways(person)
        if found.known or not found.ways:
            continue
        ways = sample.page(person).section("ways")
        ties = edition.search.network.ties
        best = found.ways[0]
        qualities = [ties[a][b].quality for a, b in pairwise(best.people)]
        reasons = list(classed(ways, "wayin-reasons")[0])
        assert len([one for one in reasons if "wayin-busy" not in one.get("class", "")]) == len(qualities)
        weakest = [i for i, one in enumerate(reasons) if "The weakest tie on this way." in text_of(one)]
        assert weakest == [qualities.index(min(qualities))]
        assert text_of(classed(ways, "wayin-tier")[0]) in {"warm", "promising", "possible", "long shot"}


def test_the_other_ways_are_folded_away(sample: Site, edition: Edition) -> None:
    for person in edition.kb.people:
        found = edition.ways(person)
        if found.known or len(found.ways) < 2:
            continue
        fold = classed(sample.page(person).section("ways"), "wayin-fold", "details")[0]
        assert fold.get("open") is None
        chains = [text_of(one) for one in classed(fold, "wayin-chain")]
        assert chains == [chain_of(way, edition) for way in found.ways[1:]]


def test_the_page_says_what_remains_if_somebody_says_no(sample: Site, edition: Edition) -> None:
    told = 0
    for person in edition.kb.people:
        found = edition.ways(person)
        if found.known or not found.ways:
            continue
        sentences = [text_of(one) for one in classed(sample.page(person).section("ways"), "wayin-if")]
        assert len(sentences) == len(found.ways[0].intermediaries)
        for sentence, (who, way) in zip(sentences, found.without.items(), strict=True):
            name = edition.kb.name(who)
            assert sentence.startswith(f"If {name} says no: ")
            alone = f"nobody leads there without {name} yet." if found.ways[1:] else f"{name} is the only way in."
            assert (said_of(way, edition) if way else alone) in sentence
            told += 1
        needed = [edition.kb.name(who) for who, way in found.without.items() if way is None]
        for other in found.ways[1:]:
            assert set(needed) <= {edition.kb.name(who) for who in other.intermediaries}
        if needed and found.ways[1:]:
            fold = classed(sample.page(person).section("ways"), "wayin-fold", "details")[0]
            assert text_of(fold[0]).endswith(f", also through {' and '.join(needed)}")
    assert told > 10


def test_somebody_at_capacity_is_marked_and_said_why(sample: Site, edition: Edition) -> None:
    assert edition.network.open_asks["people/samir-haddad"] >= CAPACITY
    page = sample.page("people/kenji-morimoto")
    assert "Samir Haddad still has three requests of yours open" in text_of(page.section("ways"))
    busy = [way for way in edition.ways("people/farrukh-yusupov").ways if "people/samir-haddad" in way.people]
    folded = classed(sample.page("people/farrukh-yusupov").section("ways"), "wayin-way--busy")
    assert len(folded) == len(busy) > 0
    assert all("at capacity" in text_of(one) for one in folded)


def test_whoever_declined_is_left_out_and_named(sample: Site) -> None:
    page = sample.page("people/mateus-figueira")
    ways = page.section("ways")
    assert "Samir Haddad declined to introduce you here, and is left out." in text_of(ways)
    assert not any("Samir" in text_of(one) for one in classed(ways, "wayin-chain"))
    assert "declined 8 Oct 2026" in text_of(page.section("asked"))


def test_a_target_that_nobody_reaches_says_whom_to_ask(sample: Site, edition: Edition) -> None:
    assert edition.reach("companies/skerry-marine-forecasts") == []
    page = sample.page("companies/skerry-marine-forecasts")
    ways = page.section("ways")
    assert "Nobody you know reaches anyone here yet." in text_of(ways)
    assert "do you know anyone at Skerry Marine Forecasts?" in text_of(ways)
    assert sample.links(page, ways)["Birgit Solheim"] == "people/birgit-solheim"


def test_a_company_lists_whom_i_know_there_and_who_is_reached(sample: Site, edition: Edition) -> None:
    for company in edition.kb.companies:
        page = sample.page(company)
        links = sample.links(page, page.section("ways"))
        for one in edition.reach(company):
            assert links[edition.kb.name(one.person)] == one.person
    mutual = text_of(sample.page("companies/ettrick-mutual").section("ways"))
    assert "Mateus Figueira, Data scientist (Ettrick Labs)" in mutual, "who is at a subsidiary counts, and it is named"


# ── The sample: pages that gather ─────────────────────────────────────────────────────────────────────────────────────


def rows_of(page: Page) -> list[Element]:
    return list(next(page.article.iter("tbody")))


@pytest.mark.parametrize("index", ["people", "companies", "interviews"])
def test_the_index_lists_all(index: str, sample: Site, edition: Edition) -> None:
    page = sample.page(index)
    first = [sample.links(page, row[0]) for row in rows_of(page)]
    assert sorted(node for links in first for node in links.values()) == sorted(getattr(edition.kb, index))


def test_the_home_page_lists_what_is_due(sample: Site, edition: Edition) -> None:
    page = sample.page("")
    groups = [one for one in page.article.iter("div") if one.get("data-due-group")]
    shown = [
        (one.get("data-due"), text_of(classed(one, "wayin-do")[0]), text_of(classed(one, "wayin-why")[0]))
        for group in groups
        for one in group.iter("li")
        if one.get("hidden") is None
    ]
    assert shown == [(one.due.isoformat(), one.do, one.why) for one in edition.due]
    for group, title, within in zip(
        groups, ("Overdue", "This week", "Later"),
        (lambda d: d < TODAY, lambda d: 0 <= (d - TODAY).days <= 7, lambda d: (d - TODAY).days > 7), strict=True,
    ):  # fmt: skip
        assert text_of(next(group.iter("h3"))) == title
        assert all(within(date.fromisoformat(one.get("data-due", ""))) for one in group.iter("li"))
        assert group.get("hidden") is None


def test_the_home_page_names_every_target_and_its_way(sample: Site, edition: Edition) -> None:
    page = sample.page("")
    targets = page.section("targets")
    wanted = [one.id for one in edition.kb.companies.values() if one.is_target]
    assert set(wanted) <= set(sample.links(page, targets).values())
    assert "You asked Samir Haddad on 30 October 2026 for an introduction to somebody at Skerry" in text_of(targets)
    assert len(list(page.section("learnings").iter("li"))) == 5


def test_learnings_stand_by_topic_with_their_source(sample: Site, edition: Edition) -> None:
    page = sample.page("learnings")
    for one in edition.lessons.points:
        assert " ".join(one.point.split()) in page.text
    assert len(list(page.section("topic-company-size").iter("li"))) >= 5
    assert "interviews/2026-10-22-wen-hui-goh" in sample.links(page, page.article).values()


def test_questions_stand_once_with_every_answer(sample: Site) -> None:
    page = sample.page("questions")
    asked = classed(page.article, "wayin-question")
    headings = [text_of(next(one.iter("h3"))) for one in asked]
    assert len(headings) == len(set(headings))
    first = asked[headings.index("What do people new to this work usually get wrong?")]
    assert "Improving" not in text_of(first)
    assert "They answer the question as it was asked." in text_of(first)
    assert "to be asked" in text_of(first)
    open_ = text_of(page.section("open"))
    assert "When did a ward last ignore" in open_
    assert "Well placed to answer: Daiva Jankauskiene (wards)" in open_.replace("(ward)", "(wards)")
    assert "Linnea Aalto and Dagny Thorsen: Sorcha Quinn." in text_of(page.section("answered"))


def test_the_page_of_tags_lists_every_tag(sample: Site, edition: Edition) -> None:
    page = sample.page("tags")
    tags = {tag for one in edition.reading.notes for tag in one.facts.tags}
    headings = {text_of(one).removesuffix("¶").strip() for one in page.article.iter("h2")}
    assert tags == headings
    assert sample.links(page, page.article)["Zanele Dube"] == "people/zanele-dube"


def test_the_search_finds_what_notes_say(sample: Site, edition: Edition) -> None:
    docs = json.loads((sample.folder / "search/search_index.json").read_text("utf-8"))["docs"]
    by_page: dict[str, str] = {}
    for doc in docs:
        page = doc["location"].partition("#")[0]
        by_page[page] = f"{by_page.get(page, '')} {doc['title']} {doc['text']}"
    for note in edition.reading.notes:
        if note.kind != "me":
            assert edition.kb.name(note.id) in by_page[f"{note.id}/"]
    assert "a reader before finding data" not in by_page["people/grace-adjei/"], "the index holds texts, not panels"
    assert "stays private: what she tells me" in by_page["people/daiva-jankauskiene/"]
    assert "raked in turn" in by_page["interviews/idea-pilar-echeverria/"]
    assert "An introducer has a limited number of favours" in " ".join(by_page["method/"].split())


def test_the_search_finds_whoever_is_only_mentioned(sample: Site, edition: Edition) -> None:
    docs = json.loads((sample.folder / "search/search_index.json").read_text("utf-8"))["docs"]
    assert {f"{node}/" for node in edition.kb.stubs} <= {doc["location"] for doc in docs}


def test_notes_stay_out_of_the_navigation(sample: Site, edition: Edition) -> None:
    kb = edition.kb
    notes = {*kb.people, *kb.companies, *kb.interviews}
    for node in ("", "people/grace-adjei", "companies", "method"):
        page = sample.page(node)
        links = {
            url for nav in classed(page.tree, "md-nav--primary", "nav") for url in sample.links(page, nav).values()
        }
        assert links & notes == set()
        assert {"index", "people", "companies", "interviews", "network", "method", "tags", "problems"} - links in (
            set(), {"index"},
        )  # fmt: skip


def test_home_tells_what_is_coming_up(sample: Site) -> None:
    lines = [text_of(one) for one in sample.page("").section("ahead").iter("li")]
    assert lines == [
        "25 Nov 2026 Anneke Postma, 25 November 2026 scheduled", "asked 9 Nov 2026 Joan Pettigrew answered",
    ]  # fmt: skip


def test_breadcrumbs_lead_to_the_page_that_gathers(tmp_path: Path) -> None:
    notes: dict[str, str | bytes] = {
        "people/ada.md": "---\nname: Ada\n---\n",
        "interviews/t.md": "---\nwith: Ada\ndate: 2026-05-01\nlearnings: ['x #pay']\n---\n",
    }
    made = project(tmp_path / "project", notes)
    features = "  font: false\n  features: [navigation.path]\n"
    made.write_text(made.read_text("utf-8").replace("  font: false\n", features), "utf-8")
    site = build(made, tmp_path / "site")
    for path, name in {"people/ada": "People", "interviews/t": "Conversations", "learnings/pay": "Learnings"}.items():
        (trail,) = classed(site.page(path).tree, "md-path")
        assert text_of(trail) == f"Home {name}"
        assert [one.get("href") for one in trail.iter("a")] == ["../..", "../"]


# ── The sample: addresses ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("built", ["sample", "flat"])
def test_every_link_within_the_site_leads_somewhere(built: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(built)
    dead = []
    for page in site.pages.values():
        for tag, name, address in page.addresses:
            if re.match(r"(https?|mailto|tel|data):", address) or re.search("#(to|kind|rows)=", address):
                continue
            url, anchor = page.to(address)
            if url not in site.files or (anchor and url.endswith(".html") and anchor not in site.pages[url].ids):
                dead.append(f"{page.url}: <{tag} {name}={address}>")
    assert dead == []


@pytest.mark.parametrize("built", ["sample", "flat"])
def test_a_link_into_the_network_names_somebody(built: str, request: pytest.FixtureRequest, edition: Edition) -> None:
    site: Site = request.getfixturevalue(built)
    for page in site.pages.values():
        for _, _, address in page.addresses:
            if "#to=" in address:
                url, anchor = page.to(address)
                assert url in site.files
                node = anchor.removeprefix("to=")
                assert node in edition.kb.people or node in edition.kb.companies


def test_nothing_is_fetched_from_elsewhere(sample: Site) -> None:
    for page in sample.pages.values():
        for tag, name, address in page.addresses:
            elsewhere = bool(re.match(r"(?i)(https?:)?//", address))
            assert not elsewhere or (tag, name) == ("a", "href"), f"{page.url}: <{tag} {name}={address}>"
        assert "fonts.googleapis" not in page.html
    for url in sample.files:
        if url.endswith(".css"):
            style = (sample.folder / url).read_text("utf-8")
            assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", style), url


def test_links_to_other_hosts_are_only_those_of_the_notes(sample: Site) -> None:
    hosts = {
        address.split("/")[2]
        for page in sample.pages.values()
        for _, _, address in page.addresses
        if re.match(r"https?://", address)
    }
    assert hosts == {"www.example.org"}


def test_no_id_stands_twice_on_a_page(sample: Site) -> None:
    for page in sample.pages.values():
        ids = [one.get("id") for one in page.tree.iter() if one.get("id")]
        assert sorted({one for one in ids if ids.count(one) > 1}) == [], page.url


def test_headings_go_down_one_rank_at_a_time(sample: Site) -> None:
    for page in sample.pages.values():
        ranks = [int(one.tag[1]) for one in page.article.iter() if re.fullmatch("h[1-6]", one.tag)]
        assert ranks[:1] == [1], page.url
        assert all(b - a <= 1 for a, b in pairwise(ranks)), (page.url, ranks)


# ── The same bytes ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Shuffled:
    """A folder's entries in an order of chance, as another file system may give them."""

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
        """Nothing is open."""


def test_the_same_notes_give_the_same_bytes_in_whatever_order_they_are_read(
    sample: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    scan, listing, chance = os.scandir, os.listdir, random.Random(5)
    monkeypatch.setattr(os, "scandir", lambda *where: _Shuffled(scan(*where), chance))
    monkeypatch.setattr(os, "listdir", lambda *where: chance.sample(found := listing(*where), len(found)))
    again = build(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.undo()
    assert trees(sample.folder, again.folder) == []


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


def test_without_either_the_machines_clock_runs(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    day, fixed = clock_of(vault({}, "{}"))
    assert not fixed
    assert abs((date.fromisoformat(day or "") - date.today()).days) <= 1


@pytest.mark.parametrize("epoch", ["soon", "999999999999999999"])
def test_a_wrong_source_date_epoch_is_refused_in_a_sentence(
    epoch: str, vault: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(RefusedError, match="SOURCE_DATE_EPOCH is set"):
        vault({}, "{}")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("{today: yesterday}", r"'today': I read “yesterday”, which is not a date\. Write it as"),
        ("{today: 31.12.2026}", r"Write it as 2026-12-31\."),
        ("{follow_up_after: soon}", r"'follow_up_after': I read “soon”, which is not a length of time\. Write"),
        ("{most_intermediaries: 4}", r"'most_intermediaries': Expected one of: \(1, 2, 3\) but received: 4"),
        ("{audience: all}", r"'audience': Expected one of: \('me', 'share'\) but received: 'all'"),
        ("{templates: nowhere}", r"'templates': The path '.*nowhere' isn't an existing directory"),
        ("{pseudonyms: perhaps}", r"'pseudonyms': Expected type: .*bool"),
        ("{tody: 2026-11-20}", r"'tody': Unrecognised configuration name"),
    ],
)
def test_a_wrong_option_is_refused_in_a_sentence(options: str, said: str, vault: Any) -> None:
    with pytest.raises(RefusedError, match=said):
        vault({}, options)


def test_the_share_edition_is_refused_as_long_as_it_cannot_be_built(vault: Any, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="share edition cannot be built yet"):
        vault({"people/ada-park.md": "---\nprivate: true\n---\n"}, "{audience: share}")
    assert not (tmp_path / "site").exists()


def test_the_variable_for_the_share_edition_is_refused_too(
    vault: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYIN_AUDIENCE", "share")
    with pytest.raises(RefusedError, match="share edition cannot be built yet"):
        vault({"people/ada-park.md": "---\nprivate: true\n---\n"})
    assert not (tmp_path / "site").exists()


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


# ── Little or nothing yet ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "notes",
    [{}, {"me.md": "---\nname: Ada Park\n---\n"}, {"index.md": "# Mine\n"}],
    ids=["no notes", "only me", "only a home page"],
)
def test_an_empty_folder_builds_and_teaches_the_next_step(notes: dict[str, str | bytes], vault: Any) -> None:
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


def test_an_empty_file_is_a_note_and_nobody_needs_to_say_who_they_are(vault: Any) -> None:
    site = vault({"people/ada-park.md": "", "companies/acme.md": "", "interviews/a.md": "---\nwith: Ada Park\n---\n"})
    assert text_of(next(site.page("people/ada-park").article.iter("h1"))) == "Ada Park"
    assert site.page("").text.startswith("Your next steps")


# ── Problems ──────────────────────────────────────────────────────────────────────────────────────────────────────────

FAULTY: dict[str, str | bytes] = {
    "people/ada-park.md": "---\nlast_contact: 3.10.2026\ncompnay: Acme\ncloseness: 4\n---\n\nThe rest counts.\n",
    "people/bo.md": "---\nname: [unclosed\n---\n\nStill here.\n",
    "people/cy.md": "",
}


def test_a_bad_value_costs_a_problem_and_never_the_page(vault: Any) -> None:
    site = vault(FAULTY, strict=False)
    page = site.page("people/ada-park")
    (shown,) = classed(page.article, "wayin-problems")
    assert "2 lines of this note need a look" in text_of(shown)
    assert "I read “3.10.2026”, which is not a date. Write it as 2026-10-03." in text_of(shown)
    assert "You know Ada Park." in page.text
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
    said = r"people/ada-park\.md:2:15: error: .*I read “3\.10\.2026”.*Write it as 2026-10-03\."
    with pytest.raises(RefusedError, match=said):
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
    assert {url for url in site.pages if "/" in url and not url.startswith(INDEXES)} == {"me/index.html"}
    people = {url for url in site.pages if url.startswith("people/")}
    assert people == {"people/index.html", "people/ada-park/index.html"}


def test_what_mkdocs_is_told_to_exclude_stays_out(vault: Any) -> None:
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
    assert "../ada-park/#how-we-met" in addresses
    assert "how-we-met" in ada.ids
    assert "My plan" in text_of(next(plan.tree.iter("title")))
    assert {"people/bo-lind", "people/ada-park"} <= set(site.links(plan, plan.article).values())
    assert {"My plan", "Ada Park"} == site.links(bo, bo.section("mentioned-in")).keys()


def test_a_link_that_leads_nowhere_is_told_of(vault: Any) -> None:
    with pytest.raises(RefusedError, match=r"people/ada\.md.*(missing|gone)\.md"):
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
    words = [
        "My search", "Before.", "Thank Ada Park", "Between.", "Acme", "Nobody you know reaches anyone here yet.",
        "Ask early.",
    ]  # fmt: skip
    places = [page.text.find(word) for word in words]
    assert -1 not in places
    assert places == sorted(places)
    thanks = next(one for one in page.article.iter("li") if one.get("data-kind") == "thank-you")
    assert site.links(page, thanks) == {"Ada Park": "people/ada-park", "Draft": "interviews/talk"}
    assert "How the search is going" not in page.text


def test_the_users_own_home_page_without_markers_is_left_alone(vault: Any) -> None:
    site = vault({"index.md": "# My search\n\nNothing else.\n", "interviews/talk.md": TALK})
    assert site.page("").text.replace("¶", "").split() == ["My", "search", "Nothing", "else."]


def test_a_page_of_the_users_own_for_a_folder_stays_theirs(vault: Any) -> None:
    site = vault({"people/index.md": "# The people I like\n\nIn no order.\n", "people/ada-park.md": ""})
    page = site.page("people")
    assert "The people I like" in page.text
    assert "In no order." in page.text
    assert "The way in" not in page.text, "it is a page about people, not a person"
    assert "The people I like" not in site.page("network").text


def test_a_readme_in_a_folder_is_nobody_and_is_not_lost(vault: Any) -> None:
    site = vault({"people/README.md": "# The people I like\n\nIn no order.\n", "people/ada-park.md": ""})
    (page,) = [one for one in site.pages.values() if "In no order." in one.html]
    assert "The way in" not in page.text
    assert "The people I like" not in site.page("network").text
    assert sum("Ada Park" in one.text for one in (site.page("people"), page)) == 1, "the index is there as well"


def test_a_readme_is_the_users_own_home_page_too(vault: Any) -> None:
    site = vault({"README.md": "# My search\n\nHere I begin.\n"})
    assert "Here I begin." in site.page("").text


def test_a_navigation_of_the_users_own_stays_theirs(vault: Any) -> None:
    site = vault({"plan.md": "# Plan\n"}, more="nav:\n  - Start: index.md\n  - plan.md\n")
    page = site.page("")
    (nav,) = classed(page.tree, "md-nav--primary", "nav")
    assert {*site.links(page, nav).values()} == {"index", "plan"}
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
    assert "You know Ada Park." in html
    assert "Bo Lind" in html


def test_a_template_of_the_users_own_comes_first(tmp_path: Path) -> None:
    made = project(tmp_path / "project", TWO)
    made.write_text(made.read_text("utf-8").replace("  font: false", "  font: false\n  custom_dir: mine"), "utf-8")
    (made.parent / "mine").mkdir()
    (made.parent / "mine/wayin-latest.html").write_text("<p>My own panel.</p>", "utf-8")
    assert "My own panel." in build(made, tmp_path / "site").page("").text


# ── The home page, from the first day on ──────────────────────────────────────────────────────────────────────────────


def test_an_empty_home_page_says_how_to_begin(vault: Any) -> None:
    text = vault({}).page("").text
    assert 'wayin new person "Ada Park"' in text
    assert "closeness: 4" in text
    assert "The first conversation is the hardest to ask for" in text


def test_who_knows_people_and_has_spoken_with_nobody_is_shown_the_next_step(vault: Any) -> None:
    text = vault({"people/bo.md": "---\nname: Bo Lind\ncloseness: 2\n---\n", "people/ada.md": ""}).page("").text
    assert 'wayin new interview --with "Bo Lind"' in text
    assert "write a note me.md with your name" in text


def test_the_home_page_tells_where_conversations_stand_and_who_led_to_whom(sample: Site, edition: Edition) -> None:
    page = sample.page("")
    shown = {
        text_of(next(one.iter("dt"))).rpartition(" ")[0]: text_of(next(one.iter("dt"))).rpartition(" ")[2]
        for one in classed(page.article, "wayin-pipeline__status")
        if one.get("hidden") is None
    }
    found = Counter(edition.status(one) for one in edition.kb.interviews.values())
    assert shown == {status: str(count) for status, count in found.items()}
    assert "introduced 15 Sep 2026, spoke 22 Oct 2026" in text_of(page.section("progress"))
    assert sample.links(page, page.article)["calendar.ics"] == "wayin/calendar.ics"


def test_every_button_of_a_step_leads_to_a_draft_that_is_there(sample: Site, edition: Edition) -> None:
    page = sample.page("")
    buttons = classed(page.article, "wayin-begin", "a")
    assert len(buttons) == len(edition.agenda)
    for one in buttons:
        url, anchor = page.to(one.get("href", ""))
        assert anchor == "" or anchor in sample.pages[url].ids
    assert sum("#draft-" in one.get("href", "") for one in buttons) > 10
