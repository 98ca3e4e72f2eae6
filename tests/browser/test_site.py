"""The built site in a real browser: from a server and from files, by keyboard, on a phone, a week later.

The fixture `page` fails a test if a script breaks or the page loads something from another host.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from browser_pages import watched
from helpers import Site, build, project, served
from wayin.pages.kinds import INDEXES
from wayin.workspace import Workspace

PAGES = {
    "home": "",
    "person": "people/anneke-postma",
    "someone mentioned": "people/sorcha-quinn",
    "company": "companies/wardlight",
    "conversation": "interviews/2026-10-22-wen-hui-goh",
    "people": "people",
    "companies": "companies",
    "conversations": "interviews",
    "network": "network",
    "learnings": "learnings",
    "topic": "learnings/company-size",
    "role": "roles/data-scientist",
    "side by side": "comparison",
    "timeline": "timeline",
    "questions": "questions",
    "problems": "problems",
    "tags": "tags",
    "page": "method",
}
KINDS = list(PAGES)


@pytest.fixture(scope="module")
def web(sample: Site) -> Iterator[str]:
    """Return the address of the sample on a web server."""
    with served(sample.folder) as address:
        yield address


@pytest.fixture(scope="module")
def files(flat: Site) -> str:
    """Return the address of the sample in a local folder."""
    return f"{flat.folder.as_uri()}/"


@pytest.fixture(scope="module")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with instant navigation, which Material uses if `site_url` is set."""
    folder = tmp_path_factory.mktemp("instant")
    (folder / "site").mkdir()
    with served(folder / "site") as address:
        notes: dict[str, str | bytes] = {"people/ada.md": "", "people/bo.md": "", "companies/acme.md": "", "a.md": "A"}
        made = project(folder / "project", notes, more=f"site_url: {address}\n")
        feature = "  font: false\n  features: [navigation.instant]\n"
        made.write_text(made.read_text("utf-8").replace("  font: false\n", feature), "utf-8")
        build(made, folder / "site")
        yield address


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site with the real clock and steps around today."""
    day = date.today()
    folder = tmp_path_factory.mktemp("living")
    notes: dict[str, str | bytes] = {
        "people/ada.md": f"---\nkeep_in_touch: 10d\nlast_contact: {day - timedelta(9)}\n---\n",
        "people/bo.md": f"---\nkeep_in_touch: 30d\nlast_contact: {day - timedelta(20)}\n---\n",
        "people/cy.md": f"---\nkeep_in_touch: 10d\nlast_contact: {day - timedelta(13)}\n---\n",
        "interviews/asked.md": f"---\nwith: Eve\nrequested: {day - timedelta(3)}\n---\n",
        "people/dee.md": f"---\nkeep_in_touch: 60d\nlast_contact: {day - timedelta(20)}\n---\n",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        build(project(folder / "project", notes, "{}"), folder / "site")
    with served(folder / "site") as address:
        yield address


def at(root: str, node: str) -> str:
    """Return the address of a page in either kind of site."""
    if root.startswith("http"):
        return f"{root}{node}/" if node else root
    gathers = f"{node}/index.md".removeprefix("/") in INDEXES
    return f"{root}{node}/index.html".replace("//index", "/index") if gathers else f"{root}{node}.html"


# ── Every page, everywhere ────────────────────────────────────────────────────────────────────────────────────────────


class Opened(NamedTuple):
    """A page of the sample on a web server, opened once for several tests."""

    kind: str
    page: Page
    console_errors: list[str]


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest, context: BrowserContext, web: str) -> Iterator[Opened]:
    """Return a page of each kind."""
    errors: list[str] = []
    with watched(context, errors) as page:
        page.goto(at(web, PAGES[request.param]))
        expect(page.locator("h1").first).to_be_visible()
        yield Opened(request.param, page, errors)
        page.close()


def told(console_errors: list[str]) -> list[str]:
    """Return errors, without those of the theme's search and version selector, which need a server."""
    return [one for one in console_errors if "search" not in one and "sitemap" not in one]


def test_a_page_opens_and_its_scripts_run(opened: Opened) -> None:
    assert opened.page.evaluate("document.readyState") in ("interactive", "complete")
    assert told(opened.console_errors) == []


def test_axe_finds_nothing_in_the_way_of_a_reader(opened: Opened, web: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    faults, page = set(), opened.page
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        if scheme == "dark":
            page.reload()
            expect(page.locator("h1").first).to_be_visible()
        page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
        # Skip the theme's search, which only has a label once it is opened; in dark mode only the colours differ
        rules = {"runOnly": ["color-contrast", "link-in-text-block"]} if scheme == "dark" else None
        found = axe.Axe().run(page, {"exclude": [[".md-search"]]}, rules).response["violations"]
        faults |= {f"{scheme}: {one['id']}: {node['target'][0]}" for one in found for node in one["nodes"]}
    assert faults == set()


SMALL = """() => [...document.querySelectorAll('article :is(.wayin-button, button, summary, input, select)')]
    .filter(one => one.checkVisibility() && !one.closest('.wn-unseen'))
    .map(one => [one, one.type === 'checkbox' || one.type === 'radio' ? one.closest('label') : one])
    .filter(([, one]) => one && Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24)
    .map(([one]) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 20)}`)"""
"""Controls less than 24 px high or wide; links in running text may be as high as its lines."""


def test_controls_are_large_enough_to_click(opened: Opened) -> None:
    opened.page.evaluate("document.querySelectorAll('article details').forEach(fold => { fold.open = true })")
    assert opened.page.evaluate(SMALL) == []


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_scrolls_sideways_on_a_phone(width: int, opened: Opened) -> None:
    page = opened.page
    page.set_viewport_size({"width": width, "height": 844})
    whole = page.evaluate("document.scrollingElement.scrollWidth")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('article *')]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('[class*=scrollwrap], table'))
            .slice(0, 5).map(e => `${e.tagName}.${e.className}`)"""
    )
    assert whole <= page.evaluate("innerWidth"), wide


def test_today_and_the_longest_person_page_are_short(page: Page, web: str, sample: Site) -> None:
    people = {url: len(one.html) for url, one in sample.pages.items() if re.fullmatch(r"people/[^/]+/index.html", url)}
    page.set_viewport_size({"width": 1440, "height": 900})
    for url, screens in (("", 2.2), (max(people, key=lambda url: people[url]), 2.5)):
        page.goto(web + url)
        assert page.evaluate("document.scrollingElement.scrollHeight") <= screens * 900, url


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_opens_from_files_and_its_scripts_run(
    kind: str, page: Page, console_errors: list[str], files: str
) -> None:
    page.goto(at(files, PAGES[kind]))
    expect(page.locator("h1").first).to_be_visible()
    assert told(console_errors) == []


def test_links_lead_on_from_files_as_on_the_web(page: Page, files: str) -> None:
    page.goto(at(files, ""))
    page.locator(".wayin-card strong a").first.click()
    expect(page.locator("h1")).to_have_text("Wardlight")
    page.get_by_role("link", name="Wen Hui Goh").first.click()
    expect(page.locator("h1")).to_have_text("Wen Hui Goh")
    page.get_by_role("link", name="Show in network").click()
    expect(page.locator("h1").first).to_have_text("Network")


# ── Tables ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def names(page: Page) -> list[str]:
    """Return the first cells of the visible rows, in order."""
    return page.locator("table[data-wayin-table] tbody tr:not([hidden]) td:first-child").all_inner_texts()


def head(page: Page, name: str) -> Locator:
    """Return the header of a column."""
    return page.locator("table[data-wayin-table] thead th", has_text=name)


@pytest.mark.parametrize("where", ["web", "files"])
def test_a_table_sorts_by_a_click(where: str, page: Page, request: pytest.FixtureRequest) -> None:
    page.goto(at(request.getfixturevalue(where), "people"))
    before = names(page)
    column = head(page, "Name")
    column.get_by_role("button").click()
    expect(column).to_have_attribute("aria-sort", "ascending")
    assert names(page) == sorted(before, key=str.casefold)
    column.get_by_role("button").click()
    expect(column).to_have_attribute("aria-sort", "descending")
    assert names(page) == sorted(before, key=str.casefold, reverse=True)
    head(page, "Company").get_by_role("button").click()
    assert column.get_attribute("aria-sort") is None


def test_a_table_sorts_by_keyboard(page: Page, web: str) -> None:
    page.goto(at(web, "companies"))
    head(page, "Name").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(head(page, "Name")).to_have_attribute("aria-sort", "ascending")
    first = names(page)
    assert first == sorted(first, key=str.casefold)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(head(page, "Industry")).to_have_attribute("aria-sort", "ascending")


def test_columns_sort_by_what_they_mean(page: Page, web: str) -> None:
    page.goto(at(web, "companies"))
    head(page, "Interest").get_by_role("button").click()
    assert names(page)[0] == "Wardlight", "the most wanted first"
    head(page, "People").get_by_role("button").click()
    counts = page.locator("table[data-wayin-table] tbody td:last-child").all_inner_texts()
    assert counts == sorted(counts, key=int)
    page.goto(at(web, "interviews"))
    head(page, "When").get_by_role("button").click()
    days = page.locator("tbody td:nth-child(4)").evaluate_all("cells => cells.map(cell => cell.dataset.sort)")
    assert days == sorted(days, key=lambda day: (day == "", day)), "oldest first, those without a day last"


def test_an_unknown_value_comes_last_in_either_order(page: Page, web: str) -> None:
    page.goto(at(web, "people"))
    for _ in range(2):
        head(page, "Last contact").get_by_role("button").click()
        days = page.locator("tbody td:last-child").evaluate_all("cells => cells.map(cell => cell.dataset.sort)")
        assert days[0] != ""
        assert days[-1] == ""


def test_typing_filters_the_table_and_the_address_keeps_the_filter(page: Page, web: str) -> None:
    page.goto(at(web, "people"))
    box = page.get_by_role("searchbox", name="Filter the table")
    everyone = len(names(page))
    box.press_sequentially("LOWRIE data")
    assert names(page) == ["Nkechi Udo", "Samir Haddad"]
    expect(page.locator(".wayin-note[aria-live]")).to_have_text(f"2 of {everyone}")
    assert page.url.endswith("/people/#filter=LOWRIE+data")
    page.reload()
    expect(box).to_have_value("LOWRIE data")
    assert len(names(page)) == 2
    box.fill("")
    assert len(names(page)) == everyone
    assert page.url.endswith("/people/")
    box.fill("no such word")
    assert names(page) == []
    expect(page.locator(".wayin-note[aria-live]")).to_have_text(f"0 of {everyone}")


def test_back_restores_the_filter(page: Page, web: str) -> None:
    page.goto(at(web, "people"))
    box = page.get_by_role("searchbox", name="Filter the table")
    box.fill("Wardlight")
    shown = names(page)
    page.get_by_role("link", name="Wen Hui Goh").first.click()
    expect(page.locator("h1")).to_have_text("Wen Hui Goh")
    page.go_back()
    expect(box).to_have_value("Wardlight")
    assert names(page) == shown


def test_a_filter_can_be_sent_as_a_link(page: Page, web: str) -> None:
    page.goto(f"{at(web, 'companies')}#filter=glasgow%20wea")
    assert names(page) == []
    page.goto(f"{at(web, 'companies')}#filter=weather")
    expect(page.get_by_role("searchbox", name="Filter the table")).to_have_value("weather")
    assert names(page) == ["Skerry Marine Forecasts"]


def test_a_table_works_after_instant_navigation(page: Page, instant: str) -> None:
    page.goto(instant)
    page.evaluate("window.stayed = true")
    menu, box = (
        page.get_by_role("navigation", name="Tabs"),
        page.get_by_role("searchbox", name="Filter the table"),
    )
    menu.get_by_role("link", name="People").click()
    expect(page.locator("h1")).to_have_text("People")
    expect(box).to_have_count(1)
    head(page, "Name").get_by_role("button").click()
    expect(head(page, "Name")).to_have_attribute("aria-sort", "ascending")
    box.fill("Ada")
    assert names(page) == ["Ada"]
    menu.get_by_role("link", name="Companies").click()
    expect(page.locator("h1")).to_have_text("Companies")
    expect(box).to_have_count(1)
    expect(box).to_have_value("")
    box.fill("Acm")
    assert names(page) == ["Acme"]
    page.go_back()
    expect(page.locator("h1")).to_have_text("People")
    expect(box).to_have_value("Ada")
    assert names(page) == ["Ada"]
    assert page.evaluate("window.stayed"), "no page was loaded anew"


# ── Due steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def steps(page: Page) -> dict[str, list[str]]:
    """Return the steps in each visible group, folded or not."""
    groups = page.locator("[data-due-group]:not([hidden])")
    shown = "li:not([hidden]) .wayin-do"
    return {
        group.locator("> h2, > summary").text_content().partition(" (")[0]: group.locator(shown).all_text_contents()
        for group in groups.all()
    }


def test_what_is_due_follows_the_readers_own_clock(page_alone: Page, living: str) -> None:
    page_alone.clock.set_fixed_time(datetime.combine(date.today(), datetime.min.time()).replace(hour=9))
    page_alone.goto(living)
    assert steps(page_alone) == {
        "Today": ["Write to Cy"], "This week": ["Write to Ada"], "Later": ["Write to Bo", "Write to Dee"],
    }  # fmt: skip
    page_alone.clock.set_fixed_time(datetime.combine(date.today() + timedelta(7), datetime.min.time()).replace(hour=9))
    page_alone.reload()
    assert steps(page_alone) == {
        "Today": ["Send Eve a reminder", "Write to Cy", "Write to Ada"],
        "This week": ["Write to Bo"],
        "Later": ["Write to Dee"],
    }
    expect(page_alone.locator("[data-due][data-overdue]")).to_have_count(2)


def test_a_page_left_open_overnight_shows_the_new_day(page_alone: Page, living: str) -> None:
    page_alone.clock.install(time=datetime.combine(date.today(), datetime.min.time()).replace(hour=23))
    page_alone.goto(living)
    assert steps(page_alone)["Today"] == ["Write to Cy"]
    page_alone.clock.fast_forward("49:00:00")
    page_alone.clock.run_for(61_000)
    assert steps(page_alone)["Today"] == ["Write to Cy", "Write to Ada"]


def test_a_persons_page_marks_what_is_overdue_by_the_readers_clock(page_alone: Page, living: str) -> None:
    page_alone.clock.set_fixed_time(datetime.combine(date.today(), datetime.min.time()).replace(hour=9))
    page_alone.goto(f"{living}people/ada/")
    expect(page_alone.locator("[data-due]")).to_have_count(1)
    expect(page_alone.locator("[data-overdue]")).to_have_count(0)
    page_alone.clock.set_fixed_time(datetime.combine(date.today() + timedelta(7), datetime.min.time()).replace(hour=9))
    page_alone.reload()
    expect(page_alone.locator("[data-overdue]")).to_have_count(1)


@pytest.mark.parametrize("day", [datetime(2031, 5, 5, 9, 0), datetime(2026, 11, 1, 9, 0)])
def test_a_finished_story_stays_at_its_day(day: datetime, page_alone: Page, web: str) -> None:
    page_alone.clock.set_fixed_time(day)
    page_alone.goto(web)
    assert len(steps(page_alone)["Later"]) == 4
    assert steps(page_alone)["Today"][0].startswith("Thank Linnea")
    expect(page_alone.locator("[data-as-of]")).to_have_text("Friday, 20 November")


def test_a_page_without_a_fixed_day_says_what_day_it_is_and_when_it_was_built(page_alone: Page, living: str) -> None:
    day = date.today() + timedelta(7)
    page_alone.clock.set_fixed_time(datetime.combine(day, datetime.min.time()).replace(hour=9))
    page_alone.goto(living)
    expect(page_alone.locator("[data-as-of]")).to_contain_text(f"{day:%A} {day.day} {day:%B} · built ")
    expect(page_alone.locator("h1")).to_have_text("Three things to do today")


def test_no_day_that_has_passed_is_waited_for(page_alone: Page, living: str) -> None:
    for days, said, other in ((0, "wait until", "Send Eve a reminder"), (9, "Send Eve a reminder", "wait until")):
        page_alone.clock.set_fixed_time(datetime.combine(date.today() + timedelta(days), datetime.min.time()))
        page_alone.goto(f"{living}people/eve/")
        expect(page_alone.locator("#ways")).to_contain_text(said, use_inner_text=True)
        expect(page_alone.locator("#ways")).not_to_contain_text(other, use_inner_text=True)


def test_the_button_of_a_step_opens_its_draft(page: Page, web: str) -> None:
    page.goto(web)
    page.get_by_role("link", name="Open draft: Thank Linnea and Dagny").click()
    expect(page.locator("#draft-thank-you")).to_have_attribute("open", "")
    expect(page.locator("#draft-thank-you [data-wayin-text]")).to_be_visible()


# ── Light and dark ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("prefers", "first", "then"), [("light", "default", "slate"), ("dark", "slate", "default")])
def test_light_and_dark_follow_the_reader_and_can_be_switched(
    prefers: str, first: str, then: str, page: Page, web: str
) -> None:
    page.emulate_media(color_scheme=prefers)  # type: ignore[arg-type]
    page.goto(at(web, "people/anneke-postma"))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", first)
    colour = "getComputedStyle(document.querySelector('.wayin-tier')).color"
    before = page.evaluate(colour)
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", then)
    assert page.evaluate(colour) != before
    page.goto(at(web, "companies"))
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", then)


# ── Print ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_brief_prints_on_one_page(page: Page, web: str, workspace: Workspace) -> None:
    ahead = [one for one in workspace.kb.interviews.values() if not one.is_held(workspace.clock)]
    assert len(ahead) > 5
    for one in ahead:
        page.goto(at(web, one.id))
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1, one.id


def test_the_printed_brief_has_neither_navigation_nor_drafts(page: Page, web: str) -> None:
    page.emulate_media(media="print")
    page.goto(at(web, "interviews/asked-2026-11-05-zanele-dube"))
    expect(page.get_by_role("heading", name="Questions you could ask")).to_be_visible()
    for hidden in ("nav.md-nav", ".md-header", ".wayin-draft", "#drafts", ".wayin-due", ".wayin-notes", "footer"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden


# ── Without JavaScript ────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_javascript_every_page_still_reads(browser: Browser, web: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for node in PAGES.values():
        page.goto(at(web, node))
        assert page.locator("h1").first.is_visible()
    page.goto(at(web, "people"))
    assert page.locator("tbody tr:visible").count() > 20
    assert page.locator(".wayin-filter").count() == 0
    assert page.locator("thead button").count() == 0
    page.goto(at(web, ""))
    assert page.locator("[data-due]:visible").count() == 4, "a reply to answer takes the first of five places"
    assert page.locator("[data-due]:not([hidden])").count() > 10
    assert page.locator("[data-due][hidden]:visible").count() == 0, "what is not due yet is not seen"
    expect(page.locator("[data-as-of]")).to_contain_text("Friday, 20 November")
    page.goto(at(web, "people/anneke-postma"))
    fold = page.locator("details.wayin-otherwise").first
    assert not fold.locator(".wayin-reasons").first.is_visible()
    fold.locator("summary").first.click()
    assert fold.locator(".wayin-reasons").first.is_visible()
    page.goto(at(web, "network"))
    assert page.locator("table tbody tr:visible").count() > 20
    context.close()


# ── The network page, from other pages ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", ["web", "files"])
def test_a_persons_page_leads_to_the_ways_on_the_network_page(
    where: str, page: Page, request: pytest.FixtureRequest
) -> None:
    page.goto(at(request.getfixturevalue(where), "people/anneke-postma"))
    page.get_by_role("link", name="Show in network").click()
    ways = page.locator("#ways")
    expect(ways).to_contain_text("Anneke Postma")
    expect(ways).to_contain_text("Wen Hui Goh")
