"""The sample as MkDocs builds it: its pages, ways in, overview pages, and addresses."""

import json
import re
from copy import deepcopy
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from helpers import TODAY, Page, Site, build, classed, project, text_of
from wayin.model import ME
from wayin.network.reasons import reasons
from wayin.network.ways import Way
from wayin.network.willingness import CAPACITY
from wayin.pages.advice import advice
from wayin.pages.interviews import heading
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
        name = heading(workspace, kb.interviews[node]) if node in kb.interviews else kb.name(node)
        assert [text_of(one) for one in page.tree.iter("h1")] == [name]
        assert text_of(next(page.tree.iter("title"))).startswith(name)


def test_the_header_of_a_person(sample: Site) -> None:
    page = sample.page("people/wen-hui-goh")
    header = classed(page.article, "wayin-header")[0]
    assert "Data scientist at Wardlight · Edinburgh" in text_of(header)
    met = text_of(page.section("met"))
    assert met == "Samir Haddad introduced you. Last contact on 16 November 2026. Happy to introduce you."
    assert sample.links(page, header)["Wardlight"] == "companies/wardlight"
    assert {one.get("href") for one in header.iter("a")} >= {
        "mailto:wenhui.goh@example.org", "https://www.example.org/in/wen-hui-goh",
    }  # fmt: skip


def test_the_header_of_a_company(sample: Site) -> None:
    page = sample.page("companies/ettrick-labs")
    header = classed(page.article, "wayin-header")[0]
    assert [text_of(one) for one in header.iter("p")] == [
        "insurance · 30-45 people · Edinburgh", "Belongs to Ettrick Mutual",
    ]  # fmt: skip
    assert sample.links(page, header) == {"Ettrick Mutual": "companies/ettrick-mutual"}
    wanted = text_of(classed(sample.page("companies/wardlight").article, "wayin-header")[0])
    assert "first choice · applied" in wanted


def test_the_header_of_an_interview(sample: Site) -> None:
    page = sample.page("interviews/2026-10-22-wen-hui-goh")
    header = classed(page.article, "wayin-header")[0]
    said = text_of(header)
    assert "With Wen Hui Goh of Wardlight · 22 October 2026 · done · 35 minutes" in said
    assert "Mutual contact · introduced by Samir Haddad" in said
    (stepper,) = classed(page.article, "wayin-steps")
    assert [text_of(station) for station in stepper] == [
        "asked 17 Sep", "reminded 28 Sep", "answered 1 Oct", "met 22 Oct", "thanked 23 Oct", "connected 24 Oct",
    ]  # fmt: skip
    assert {time.get("datetime") for time in stepper.iter("time")} >= {"2026-10-22", "2026-10-23"}


def test_every_interview_shows_its_status(sample: Site, workspace: Workspace) -> None:
    for one in workspace.kb.interviews.values():
        article = sample.page(one.id).article
        header = classed(article, "wayin-header")[0]
        assert text_of(classed(header, "wayin-status")[0]) == workspace.status(one)
        met = [text_of(one) for one in classed(article, "wayin-step--done") if text_of(one).startswith("met")]
        assert bool(met) == one.is_held(workspace.clock), one.id
    assert len({workspace.status(one) for one in workspace.kb.interviews.values()}) == 9, (
        "the sample shows every status"
    )


def test_a_stub_says_so_and_lists_who_mentions_them(sample: Site) -> None:
    page = sample.page("people/sorcha-quinn")
    assert "No note yet." in page.text
    assert "save this as people/sorcha-quinn.md" in page.text
    assert {"Linnea Aalto", "Grace Adjei"} <= sample.links(page, page.section("named-by")).keys()


def test_a_persons_page_shows_interviews_learnings_and_connections(sample: Site) -> None:
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


def strip_of(element: Element) -> list[str]:
    """Return the names along a path strip."""
    return [text_of(who) for who in classed(element, "wayin-path__who")]


def names_of(way: Way, workspace: Workspace) -> list[str]:
    return ["You", *(workspace.kb.name(person) for person in way.people[1:])]


def answer_of(ways: Element) -> str:
    """Return the start of a page's answer card: a step of today, or a sentence."""
    ways = deepcopy(ways)  # other tests read the same page
    rows = [row for rows in classed(ways, "wayin-due--first") for row in rows if row.get("hidden") is None]
    if not rows:
        return text_of(classed(ways, "wayin-answer")[0])
    for aside in (*classed(rows[0], "wayin-list__when"), *classed(rows[0], "wayin-also")):
        aside.clear()
    return ". ".join(text_of(classed(rows[0], word)[0]) for word in ("wayin-do", "wayin-why"))


def test_every_persons_page_opens_with_the_way_in(sample: Site, workspace: Workspace) -> None:
    seen = set()
    for person in workspace.kb.people:
        found, page = workspace.ways(person), sample.page(person)
        ways = page.section("ways")
        answer = answer_of(ways)
        name = workspace.kb.name(person)
        if first := advice(workspace, person):
            seen.add("half-way" if not first.is_own else "known and first" if found.known else "first")
            assert answer.startswith(f"{first.step.what}. {first.step.why}")
            assert (
                found.known
                or first.is_own
                or first.step.is_caution
                or f" can introduce you to {workspace.kb.short_name(person)}." in answer
            )
            assert found.known or not found.ways or len(classed(ways, "wayin-otherwise")) == 1
        elif found.known:
            seen.add("known")
            assert answer.startswith(reasons(workspace.kb, workspace.network, found.known, TODAY)[0])
        elif found.ways:
            seen.add("by introduction")
            assert answer.startswith(said_of(found.ways[0], workspace))
            assert strip_of(classed(ways, "wayin-path")[0]) == names_of(found.ways[0], workspace)
            links = sample.links(page, ways)
            for one in found.ways[0].people[1:]:
                assert links[workspace.kb.name(one)] == one
        else:
            seen.add("none")
            assert answer == f"No way to {name} yet."
        before = [text_of(heading) for heading in page.article.iter("h2")]
        assert "Your way in" not in before
    assert seen == {"known", "by introduction", "none", "first", "half-way", "known and first"}


def test_a_way_has_a_tier_a_reason_for_each_tie_and_its_weakest_tie_named(sample: Site, workspace: Workspace) -> None:
    for person in workspace.kb.people:
        found = workspace.ways(person)
        if found.known or not found.ways:
            continue
        ways = sample.page(person).section("ways")
        ties = workspace.search.network.ties
        best = found.ways[0]
        qualities = [ties[a][b].quality for a, b in pairwise(best.people)]
        drawn = classed(classed(ways, "wayin-path")[0], "wayin-path__tie")
        assert len(drawn) == len(qualities)
        assert all(0 < len(text_of(next(tie.iter("bdi"))).split()) <= 4 for tie in drawn), "the reason, in brief"
        if len(drawn) > 1:
            weakest = [number for number, tie in enumerate(drawn) if classed(tie, "wayin-path__weakest")]
            assert weakest == [qualities.index(min(qualities))]


def test_the_other_ways_are_folded_away(sample: Site, workspace: Workspace) -> None:
    for person in workspace.kb.people:
        found = workspace.ways(person)
        if found.known or len(found.ways) < 2:
            continue
        folds = classed(sample.page(person).section("ways"), "wayin-way", "details")
        assert all(fold.get("open") is None for fold in folds)
        assert [strip_of(fold) for fold in folds] == [names_of(way, workspace) for way in found.ways[1:]]


def test_the_page_says_what_remains_if_somebody_says_no(sample: Site, workspace: Workspace) -> None:
    told = 0
    for person in workspace.kb.people:
        found = workspace.ways(person)
        if found.known or not found.ways:
            continue
        sentences = [text_of(one) for one in classed(sample.page(person).section("ways"), "wayin-if")]
        assert set(found.without) == set(found.ways[0].intermediaries)
        for who, way in found.without.items():
            (sentence,) = [one for one in sentences if workspace.kb.name(who) in one.partition(" says no: ")[0]]
            assert (said_of(way, workspace) if way else "no other way yet.") in sentence
            told += 1
        needed = [workspace.kb.name(who) for who, way in found.without.items() if way is None]
        for other in found.ways[1:]:
            assert set(needed) <= {workspace.kb.name(who) for who in other.intermediaries}
    assert told > 10


def test_somebody_at_capacity_is_marked_with_the_reason(sample: Site, workspace: Workspace) -> None:
    assert workspace.network.willingness.load("people/samir-haddad") >= CAPACITY
    page = sample.page("people/kenji-morimoto")
    assert "Samir already has three open requests from you" in text_of(page.section("ways"))
    # One of the three is about Farrukh, so it is no load for him
    assert not any(way.at_capacity for way in workspace.ways("people/farrukh-yusupov").ways)


def test_who_declined_is_left_out_and_named(sample: Site) -> None:
    page = sample.page("people/mateus-figueira")
    ways = page.section("ways")
    assert "Samir Haddad declined to introduce you here and is left out." in text_of(ways)
    assert not any("Samir" in name for strip in classed(ways, "wayin-path") for name in strip_of(strip))
    assert "declined 8 Oct" in text_of(page.section("asked"))


def test_a_target_that_nobody_reaches_says_whom_to_ask(sample: Site, workspace: Workspace) -> None:
    assert workspace.reach("companies/skerry-marine-forecasts") == []
    page = sample.page("companies/skerry-marine-forecasts")
    ways = page.section("ways")
    assert "Do you know anyone at Skerry Marine Forecasts?" in text_of(ways)
    assert sample.links(page, ways)["Birgit Solheim"] == "people/birgit-solheim"


def test_a_company_lists_whom_i_know_there_and_who_is_reached(sample: Site, workspace: Workspace) -> None:
    for company in workspace.kb.companies:
        page = sample.page(company)
        links = sample.links(page, page.section("ways"))
        for one in workspace.reach(company):
            assert links[workspace.kb.name(one.person)] == one.person
    mutual = text_of(sample.page("companies/ettrick-mutual").section("ways"))
    assert "Data scientist · Ettrick Labs" in mutual, "who is at a subsidiary counts, and it is named"


# ── The sample: overview pages ────────────────────────────────────────────────────────────────────────────────────────


def rows_of(page: Page) -> list[Element]:
    return list(next(page.article.iter("tbody")))


@pytest.mark.parametrize("index", ["people", "companies", "interviews"])
def test_the_index_lists_all(index: str, sample: Site, workspace: Workspace) -> None:
    page = sample.page(index)
    first = [sample.links(page, row[0]) for row in rows_of(page)]
    assert sorted(node for links in first for node in links.values()) == sorted(getattr(workspace.kb, index))


def test_today_lists_every_step_that_is_due_once(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    (steps,) = classed(page.article, "wayin-duelist")
    rows = [row for row in steps.iter("li") if row.get("data-due") and row.get("hidden") is None]
    text = text_of(steps)
    shown = {(row.get("data-kind"), row.get("data-due")) for row in rows}
    assert shown <= {(due.kind, due.due.isoformat()) for due in workspace.due}
    assert len(rows) + sum(int(more) for more in re.findall(r" and (\d+) more", text)) == len(workspace.due)


def test_today_shows_few_steps_and_folds_the_others_by_week(sample: Site) -> None:
    page = sample.page("")
    (today,) = [group for group in page.article.iter("div") if group.get("data-due-group") == "0"]
    rows = [row for row in today.iter("li") if row.get("hidden") is None]
    assert 0 < len(rows) <= 5
    assert all(date.fromisoformat(row.get("data-due", "")) <= TODAY for row in rows)
    ranks = [int(row.get("data-rank", "")) for row in rows]
    assert ranks == sorted(ranks), "what is lost by waiting comes first"
    for group in page.article.iter("details"):
        if week := {"1": range(1, 8), "2": range(8, 9999)}.get(group.get("data-due-group", "")):
            assert group.get("open") is None
            assert all((date.fromisoformat(row.get("data-due", "")) - TODAY).days in week for row in group.iter("li"))


def test_the_home_page_names_every_target_and_its_way(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    targets = page.section("targets")
    wanted = [one.id for one in workspace.kb.companies.values() if one.is_target]
    assert set(wanted) <= set(sample.links(page, targets).values())
    for company in wanted:
        if first := advice(workspace, company):
            is_due = any(due.do == first.step.what for due in workspace.due)
            said = f"{first.step.what}." if is_due else f"{first.step.what}. {first.step.why}"
            assert said in text_of(targets), "what is due today has its reason above"
    assert len(classed(page.section("learnings"), "wayin-learned", "ul")[0]) == 2


def test_learnings_are_listed_by_topic_with_their_source(sample: Site, workspace: Workspace) -> None:
    for one in workspace.learnings.all:
        for topic in one.topics:
            assert " ".join(one.point.split()) in sample.page(f"learnings/{topic}").text
    page = sample.page("learnings/company-size")
    assert len([point for points in classed(page.article, "wayin-learned", "ul") for point in points]) >= 5
    assert "interviews/2026-10-22-wen-hui-goh" in sample.links(page, page.article).values()
    rows = {text_of(row[0]): text_of(row) for row in next(sample.page("learnings").article.iter("tbody"))}
    assert "1 agrees2 disagree" in rows["Company size"]


def test_questions_are_listed_once_with_every_answer(sample: Site) -> None:
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


def test_the_search_finds_stubs(sample: Site, workspace: Workspace) -> None:
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
        places = {"people", "companies", "interviews", "network", "learnings", "method", "tags"}
        assert places <= links
        assert "problems" not in links, "there are none"


def test_today_opens_with_how_much_there_is_to_do_and_the_next_interview(sample: Site) -> None:
    page = sample.page("")
    (title,) = page.article.iter("h1")
    assert re.fullmatch(r"(Nothing due|\w+ things? to do) today", text_of(title))
    lead = classed(page.article, "wayin-lead")[0]
    assert "next interview: Anneke Postma, Wednesday, 25 Nov at 15:00" in text_of(lead)
    assert sample.links(page, lead)["brief"] == "interviews/2026-11-25-anneke-postma"
    assert "Agree on a day with Joan Pettigrew" in page.text


def test_breadcrumbs_lead_to_the_overview_page(tmp_path: Path) -> None:
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


def test_nothing_is_fetched_from_other_hosts(sample: Site) -> None:
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
    assert hosts == {"www.example.org", "www.linkedin.com"}


def test_today_shows_how_far_requests_have_come(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    interviews = [*workspace.kb.interviews.values()]
    (funnel,) = classed(page.article, "wayin-funnel")
    counts = {text_of(stage).lstrip("0123456789"): text_of(next(stage.iter("b"))) for stage in funnel}
    assert list(counts) == ["asked", "answered", "met", "thanked", "led on"]
    assert counts["asked"] == str(sum(bool(interview.facts.requested) for interview in interviews))
    assert counts["met"] == str(sum(interview.is_held(workspace.clock) for interview in interviews))
    assert sample.links(page, page.article)["calendar.ics"] == "wayin/calendar.ics"


def test_the_timeline_shows_who_led_to_whom(sample: Site) -> None:
    assert "introduced 15 Sep 2026, met 22 Oct 2026" in text_of(sample.page("timeline").section("progress"))


def test_today_is_at_its_own_address_too(sample: Site) -> None:
    assert sample.page("today").text == sample.page("").text


def test_every_button_of_a_step_leads_to_a_draft_that_is_there(sample: Site, workspace: Workspace) -> None:
    page = sample.page("")
    rows = [row for row in page.article.iter("li") if row.get("data-due")]
    buttons = [classed(row, "wayin-button", "a") for row in rows]
    assert all(len(button) == 1 for button in buttons)
    addresses = [button.get("href", "") for (button,) in buttons]
    for address in addresses:
        url, anchor = page.to(address)
        assert anchor == "" or anchor in sample.pages[url].ids
    assert sum("#draft-" in address for address in addresses) > 5


def test_every_page_has_a_title_of_its_own(sample: Site) -> None:
    titles = [text_of(next(page.tree.iter("title"))) for url, page in sample.pages.items() if url != "today/index.html"]
    assert len(titles) > 60
    assert len(titles) == len(set(titles))
