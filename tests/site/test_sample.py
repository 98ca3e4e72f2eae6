"""The sample as MkDocs builds it: its pages, its ways in, the pages that gather, its addresses."""

import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from helpers import TODAY, Page, Site, build, classed, project, text_of
from wayin.model import ME
from wayin.network.asking import CAPACITY
from wayin.network.ways import Way
from wayin.workspace import Workspace

INDEXES = (
    "people", "companies", "interviews", "network", "learnings", "comparison", "questions", "timeline", "problems",
)  # fmt: skip


# ── The sample: its pages ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_sample_has_no_problems(sample: Site, workspace: Workspace) -> None:
    assert [str(one) for one in workspace.problems if one.severity != "info"] == []
    assert sample.page("problems").text == "Notes to fix All good. Wayin understood every line."


def test_everybody_and_everything_has_a_page(sample: Site, workspace: Workspace) -> None:
    kb = workspace.kb
    assert len(kb.stubs) > 5
    for node in (*kb.people, *kb.companies, *kb.interviews, *kb.pages, ME, *INDEXES, ""):
        assert sample.page(node).tree is not None


def test_the_page_says_whose_it_is(sample: Site, workspace: Workspace) -> None:
    kb = workspace.kb
    for node in (*kb.people, *kb.companies, *kb.interviews):
        page = sample.page(node)
        assert [text_of(one) for one in page.tree.iter("h1")] == [kb.name(node)]
        assert text_of(next(page.tree.iter("title"))).startswith(kb.name(node))


def test_the_header_of_a_person(sample: Site) -> None:
    page = sample.page("people/wen-hui-goh")
    header = classed(page.article, "wayin-header")[0]
    assert "Data scientist at Wardlight · Edinburgh" in text_of(header)
    assert "Samir Haddad introduced you. Last contact on 16 November 2026. Happy to introduce you." in text_of(header)
    assert sample.links(page, header)["Wardlight"] == "companies/wardlight"
    assert {one.get("href") for one in header.iter("a")} >= {
        "mailto:wenhui.goh@example.org", "https://www.example.org/in/wen-hui-goh",
    }  # fmt: skip


def test_the_header_of_a_company(sample: Site) -> None:
    page = sample.page("companies/ettrick-labs")
    header = classed(page.article, "wayin-header")[0]
    assert [text_of(one) for one in header.iter("p")] == [
        "insurance · 30-45 people · Edinburgh", "Belongs to Ettrick Mutual.",
    ]  # fmt: skip
    assert sample.links(page, header) == {"Ettrick Mutual": "companies/ettrick-mutual"}
    wanted = text_of(classed(sample.page("companies/wardlight").article, "wayin-header")[0])
    assert "●●●●● First choice. applied" in wanted


def test_the_header_of_a_conversation(sample: Site) -> None:
    page = sample.page("interviews/2026-10-22-wen-hui-goh")
    header = classed(page.article, "wayin-header")[0]
    said = text_of(header)
    assert "With Wen Hui Goh of Wardlight done 22 October 2026 · 35 minutes · Wardlight, the small kitchen" in said
    assert "Mutual contact · introduced by Samir Haddad" in said
    steps = [text_of(one) for one in classed(header, "wayin-steps")[0]]
    assert steps == [
        "asked 17 Sep 2026", "reminded 28 Sep 2026", "answered 1 Oct 2026", "met 22 Oct 2026",
        "thanked 23 Oct 2026", "connected 24 Oct 2026",
    ]  # fmt: skip
    assert {one.get("datetime") for one in header.iter("time")} >= {"2026-10-22", "2026-10-23"}


def test_every_conversation_says_where_it_stands(sample: Site, workspace: Workspace) -> None:
    for one in workspace.kb.interviews.values():
        header = classed(sample.page(one.id).article, "wayin-header")[0]
        assert text_of(classed(header, "wayin-status")[0]) == workspace.status(one)
        met = [text_of(one) for one in classed(header, "wayin-step--done") if text_of(one).startswith("met")]
        assert bool(met) == one.is_held(workspace.clock), one.id
    assert len({workspace.status(one) for one in workspace.kb.interviews.values()}) == 9, (
        "the sample shows every status"
    )


def test_someone_only_mentioned_says_so_and_who_names_them(sample: Site) -> None:
    page = sample.page("people/sorcha-quinn")
    assert "No note yet." in page.text
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


def said_of(way: Way, workspace: Workspace) -> str:
    names = [workspace.kb.name(person) for person in way.people[1:]]
    more = "".join(f", who can introduce you to {name}" for name in names[2:])
    return f"Ask {names[0]} to introduce you to {names[1]}{more}."


def chain_of(way: Way, workspace: Workspace) -> str:
    return "You" + "".join(workspace.kb.name(person) for person in way.people[1:])


def test_every_persons_page_opens_with_the_way_in(sample: Site, workspace: Workspace) -> None:
    seen = set()
    for person in workspace.kb.people:
        found, page = workspace.ways(person), sample.page(person)
        ways = page.section("ways")
        answer = text_of(classed(ways, "wayin-answer")[0])
        name = workspace.kb.name(person)
        if found.known:
            seen.add("known")
            assert answer.startswith(f"You know {name}. ")
        elif underway := workspace.underway.of(person):
            seen.add("underway")
            assert answer.startswith(underway[0].said)
            assert not found.ways or len(classed(ways, "wayin-otherwise")) == 1
        elif found.ways and answer.endswith(f" can introduce you to {name}."):
            seen.add("half-way")
            assert len(classed(ways, "wayin-otherwise")) == 1
        elif found.ways:
            seen.add("by introduction")
            assert answer.startswith(said_of(found.ways[0], workspace))
            assert text_of(classed(ways, "wayin-chain")[0]) == chain_of(found.ways[0], workspace)
            links = sample.links(page, ways)
            for one in found.ways[0].people[1:]:
                assert links[workspace.kb.name(one)] == one
        else:
            seen.add("none")
            assert answer == f"No way to {name} yet."
        order = [one.get("id") for one in page.article.iter("h2")]
        assert order[0] == "ways"
    assert seen == {"known", "by introduction", "none", "underway", "half-way"}


def test_a_way_has_a_tier_a_reason_for_each_tie_and_its_weakest_tie_named(sample: Site, workspace: Workspace) -> None:
    for person in workspace.kb.people:
        found = workspace.ways(person)
        if found.known or not found.ways:
            continue
        ways = sample.page(person).section("ways")
        ties = workspace.search.network.ties
        best = found.ways[0]
        qualities = [ties[a][b].quality for a, b in pairwise(best.people)]
        reasons = list(classed(ways, "wayin-reasons")[0])
        assert len([one for one in reasons if "wayin-busy" not in one.get("class", "")]) == len(qualities)
        weakest = [i for i, one in enumerate(reasons) if "The weakest connection on this path." in text_of(one)]
        assert weakest == [qualities.index(min(qualities))]
        assert text_of(classed(ways, "wayin-tier")[0]) in {"warm", "promising", "possible", "long shot"}


def test_the_other_ways_are_folded_away(sample: Site, workspace: Workspace) -> None:
    for person in workspace.kb.people:
        found = workspace.ways(person)
        if found.known or len(found.ways) < 2:
            continue
        fold = classed(sample.page(person).section("ways"), "wayin-fold", "details")[0]
        assert fold.get("open") is None
        chains = [text_of(one) for one in classed(fold, "wayin-chain")]
        assert chains == [chain_of(way, workspace) for way in found.ways[1:]]


def test_the_page_says_what_remains_if_somebody_says_no(sample: Site, workspace: Workspace) -> None:
    told = 0
    for person in workspace.kb.people:
        found = workspace.ways(person)
        if found.known or not found.ways:
            continue
        sentences = [text_of(one) for one in classed(sample.page(person).section("ways"), "wayin-if")]
        assert len(sentences) == len(found.ways[0].intermediaries)
        for sentence, (who, way) in zip(sentences, found.without.items(), strict=True):
            name = workspace.kb.name(who)
            assert sentence.startswith(f"If {name} says no: ")
            assert (said_of(way, workspace) if way else "no other way yet.") in sentence
            told += 1
        needed = [workspace.kb.name(who) for who, way in found.without.items() if way is None]
        for other in found.ways[1:]:
            assert set(needed) <= {workspace.kb.name(who) for who in other.intermediaries}
        if needed and found.ways[1:]:
            fold = classed(sample.page(person).section("ways"), "wayin-fold", "details")[0]
            assert text_of(fold[0]).endswith(f", also via {' and '.join(needed)}")
    assert told > 10


def test_somebody_at_capacity_is_marked_and_said_why(sample: Site, workspace: Workspace) -> None:
    assert workspace.network.asking.load("people/samir-haddad") >= CAPACITY
    page = sample.page("people/kenji-morimoto")
    assert "Samir Haddad already has three open requests from you" in text_of(page.section("ways"))
    # One of the three is about Farrukh, and no load for him
    assert not any(way.at_capacity for way in workspace.ways("people/farrukh-yusupov").ways)


def test_whoever_declined_is_left_out_and_named(sample: Site) -> None:
    page = sample.page("people/mateus-figueira")
    ways = page.section("ways")
    assert "Samir Haddad declined to introduce you here and is left out." in text_of(ways)
    assert not any("Samir" in text_of(one) for one in classed(ways, "wayin-chain"))
    assert "declined 8 Oct 2026" in text_of(page.section("asked"))


def test_a_target_that_nobody_reaches_says_whom_to_ask(sample: Site, workspace: Workspace) -> None:
    assert workspace.reach("companies/skerry-marine-forecasts") == []
    page = sample.page("companies/skerry-marine-forecasts")
    ways = page.section("ways")
    assert "No way in yet." in text_of(ways)
    assert "Do you know anyone at Skerry Marine Forecasts?" in text_of(ways)
    assert sample.links(page, ways)["Birgit Solheim"] == "people/birgit-solheim"


def test_a_company_lists_whom_i_know_there_and_who_is_reached(sample: Site, workspace: Workspace) -> None:
    for company in workspace.kb.companies:
        page = sample.page(company)
        links = sample.links(page, page.section("ways"))
        for one in workspace.reach(company):
            assert links[workspace.kb.name(one.person)] == one.person
    mutual = text_of(sample.page("companies/ettrick-mutual").section("ways"))
    assert "Mateus Figueira, Data scientist (Ettrick Labs)" in mutual, "who is at a subsidiary counts, and it is named"


# ── The sample: pages that gather ─────────────────────────────────────────────────────────────────────────────────────


def rows_of(page: Page) -> list[Element]:
    return list(next(page.article.iter("tbody")))


@pytest.mark.parametrize("index", ["people", "companies", "interviews"])
def test_the_index_lists_all(index: str, sample: Site, workspace: Workspace) -> None:
    page = sample.page(index)
    first = [sample.links(page, row[0]) for row in rows_of(page)]
    assert sorted(node for links in first for node in links.values()) == sorted(getattr(workspace.kb, index))


def test_the_home_page_lists_what_is_due(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    groups = [one for one in page.article.iter("div") if one.get("data-due-group")]
    shown = [
        (one.get("data-due"), text_of(classed(one, "wayin-do")[0]), text_of(classed(one, "wayin-why")[0]))
        for group in groups
        for one in group.iter("li")
        if one.get("hidden") is None
    ]
    assert shown == [(one.due.isoformat(), one.do, one.why) for one in workspace.due]
    for group, title, within in zip(
        groups, ("Overdue", "This week", "Later"),
        (lambda d: d < TODAY, lambda d: 0 <= (d - TODAY).days <= 7, lambda d: (d - TODAY).days > 7), strict=True,
    ):  # fmt: skip
        assert text_of(next(group.iter("h3"))) == title
        assert all(within(date.fromisoformat(one.get("data-due", ""))) for one in group.iter("li"))
        assert group.get("hidden") is None


def test_the_home_page_names_every_target_and_its_way(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    targets = page.section("targets")
    wanted = [one.id for one in workspace.kb.companies.values() if one.is_target]
    assert set(wanted) <= set(sample.links(page, targets).values())
    assert "You asked Samir on 30 October for an introduction to someone at Skerry" in text_of(targets)
    assert len(list(page.section("learnings").iter("li"))) == 5


def test_learnings_stand_by_topic_with_their_source(sample: Site, workspace: Workspace) -> None:
    page = sample.page("learnings")
    for one in workspace.learnings.all:
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
    assert "Could answer: Daiva Jankauskiene (wards)" in open_.replace("(ward)", "(wards)")
    assert "Linnea Aalto and Dagny Thorsen: Sorcha Quinn." in text_of(page.section("answered"))


def test_the_page_of_tags_lists_every_tag(sample: Site, workspace: Workspace) -> None:
    page = sample.page("tags")
    tags = {tag for one in workspace.reading.notes for tag in one.facts.tags}
    headings = {text_of(one).removesuffix("¶").strip() for one in page.article.iter("h2")}
    assert tags == headings
    assert sample.links(page, page.article)["Zanele Dube"] == "people/zanele-dube"


def test_the_search_finds_what_notes_say(sample: Site, workspace: Workspace) -> None:
    docs = json.loads((sample.folder / "search/search_index.json").read_text("utf-8"))["docs"]
    by_page: dict[str, str] = {}
    for doc in docs:
        page = doc["location"].partition("#")[0]
        by_page[page] = f"{by_page.get(page, '')} {doc['title']} {doc['text']}"
    for note in workspace.reading.notes:
        if note.kind != "me":
            assert workspace.kb.name(note.id) in by_page[f"{note.id}/"]
    assert "a reader before finding data" not in by_page["people/grace-adjei/"], "the index holds texts, not panels"
    assert "stays private: what she tells me" in by_page["people/daiva-jankauskiene/"]
    assert "raked in turn" in by_page["interviews/idea-pilar-echeverria/"]
    assert "An introducer has a limited number of favours" in " ".join(by_page["method/"].split())


def test_the_search_finds_whoever_is_only_mentioned(sample: Site, workspace: Workspace) -> None:
    docs = json.loads((sample.folder / "search/search_index.json").read_text("utf-8"))["docs"]
    assert {f"{node}/" for node in workspace.kb.stubs} <= {doc["location"] for doc in docs}


def test_notes_stay_out_of_the_navigation(sample: Site, workspace: Workspace) -> None:
    kb = workspace.kb
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
    for path, name in {
        "people/ada": "People",
        "interviews/t": "Interviews",
        "learnings/pay": "What you learned",
    }.items():
        (trail,) = classed(site.page(path).tree, "md-path")
        assert text_of(trail) == f"Today {name}"
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
def test_a_link_into_the_network_names_somebody(
    built: str, request: pytest.FixtureRequest, workspace: Workspace
) -> None:
    site: Site = request.getfixturevalue(built)
    for page in site.pages.values():
        for _, _, address in page.addresses:
            if "#to=" in address:
                url, anchor = page.to(address)
                assert url in site.files
                node = anchor.removeprefix("to=")
                assert node in workspace.kb.people or node in workspace.kb.companies


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


def test_the_home_page_tells_where_conversations_stand_and_who_led_to_whom(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    shown = {
        text_of(next(one.iter("dt"))).rpartition(" ")[0]: text_of(next(one.iter("dt"))).rpartition(" ")[2]
        for one in classed(page.article, "wayin-pipeline__status")
        if one.get("hidden") is None
    }
    found = Counter(workspace.status(one) for one in workspace.kb.interviews.values())
    assert shown == {status: str(count) for status, count in found.items()}
    assert "introduced 15 Sep 2026, met 22 Oct 2026" in text_of(page.section("progress"))
    assert sample.links(page, page.article)["calendar.ics"] == "wayin/calendar.ics"


def test_every_button_of_a_step_leads_to_a_draft_that_is_there(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    buttons = classed(page.article, "wayin-begin", "a")
    assert len(buttons) == len(workspace.agenda)
    for one in buttons:
        url, anchor = page.to(one.get("href", ""))
        assert anchor == "" or anchor in sample.pages[url].ids
    assert sum("#draft-" in one.get("href", "") for one in buttons) > 10
