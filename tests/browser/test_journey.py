"""A complete journey on the built sample: find somebody, skip the first person, take the next way, open the draft.

Once with just the keyboard, once with just touch. And accessibility: axe-core, reduced motion, forced colours, instant
navigation.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from helpers import Site, build, classed, project, served, text_of


@pytest.fixture(scope="module")
def site(sample: Site) -> Iterator[str]:
    """Return the address of the sample."""
    with served(sample.folder) as address:
        yield address


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".wayin-network--live")).to_be_visible()


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("the Tab key never gets there")


def names_of(page: Page) -> list[str]:
    return page.locator("#ways .wn-way__pin").all_inner_texts()


def test_the_whole_journey_by_keyboard_alone(page: Page, site: str) -> None:
    opened(page, f"{site}network/")
    tab_to(page, page.get_by_role("combobox", name="Who do you want to reach?"))
    page.keyboard.type("sorcha")
    page.keyboard.press("Enter")
    expect(page.locator("#wayin-say")).to_contain_text("To Sorcha Quinn")
    assert names_of(page)[:2] == ["via Linnea Aalto", "via Dagny Thorsen"]
    tab_to(page, page.get_by_role("button", name="Skip Linnea Aalto").first)
    page.keyboard.press("Enter")
    expect(page.locator("#ways h2")).to_be_focused()
    expect(page.locator("#wayin-say")).to_contain_text("via Dagny Thorsen")
    assert names_of(page)[:2] == ["via Dagny Thorsen", "via Grace Adjei"]
    second = page.locator("#ways .wn-way__pin").nth(1)
    tab_to(page, second)
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(second).to_be_focused()
    tab_to(page, page.get_by_role("button", name="skip Linnea Aalto"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Open the draft to Linnea Aalto"))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Sorcha Quinn")
    draft = page.locator("#drafts-people-linnea-aalto")
    expect(draft).to_be_visible()
    expect(draft).to_contain_text("Linnea")


def test_the_whole_journey_by_touch(browser: Browser, site: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    opened(page, f"{site}network/")
    page.get_by_role("combobox", name="Who do you want to reach?").tap()
    page.keyboard.type("sorcha")
    page.locator("#wayin-to-list [role=option]").first.tap()
    expect(page.locator("#ways h2")).to_have_text("To Sorcha Quinn")
    expect(page.locator("#ways h2")).to_be_in_viewport()
    page.get_by_role("button", name="Skip Linnea Aalto").first.tap()
    assert names_of(page)[0] == "via Dagny Thorsen"
    page.locator("#ways .wn-way__pin").nth(1).tap()
    expect(page.locator("#ways .wn-way__pin").nth(1)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="skip Linnea Aalto").tap()
    page.get_by_role("link", name="Open the draft to Linnea Aalto").tap()
    expect(page.locator("h1")).to_have_text("Sorcha Quinn")
    expect(page.locator("#drafts-people-linnea-aalto")).to_be_in_viewport()
    context.close()


def test_by_touch_two_fingers_zoom_the_picture_and_one_moves_it(browser: Browser, site: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    opened(page, f"{site}network/")
    page.locator("canvas").scroll_into_view_if_needed()
    box = page.locator("canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = context.new_cdp_session(page)
    picture = "() => document.querySelector('canvas').toDataURL()"

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    before = page.evaluate(picture)
    touch("touchStart", (x - 20, y), (x + 20, y))
    touch("touchMove", (x - 80, y), (x + 80, y))
    touch("touchEnd")
    page.wait_for_function("before => document.querySelector('canvas').toDataURL() !== before", arg=before)
    nearer = page.evaluate(picture)
    touch("touchStart", (x, y))
    touch("touchMove", (x + 60, y + 10))
    touch("touchEnd")
    page.wait_for_function("before => document.querySelector('canvas').toDataURL() !== before", arg=nearer)
    assert "#to=" not in page.url, "moving is not choosing"
    context.close()


# ── What is under way ─────────────────────────────────────────────────────────────────────────────────────────────────


def said_first(article: Element) -> list[str]:
    """Return what a page says before any way, without what changes on a later day."""
    article = deepcopy(article)  # other tests read the same page
    for one in article.iter():
        for turned in [child for child in one if child.get("data-begins")]:
            one.remove(turned)
    rows = [row for rows in classed(article, "wayin-due--first") for row in rows if row.get("hidden") is None]
    for row in rows:
        for aside in (*classed(row, "wayin-list__when"), *classed(row, "wayin-also")):
            aside.clear()
    said = [[text_of(classed(row, word)[0]) for word in ("wayin-do", "wayin-why")] for row in rows]
    return [f"{do}. {why}" for do, why in said] or [text_of(one) for one in classed(article, "wayin-first")]


def test_what_is_under_way_comes_first_and_as_on_the_page_itself(page: Page, site: str, sample: Site) -> None:
    pages = [one for url, one in sample.pages.items() if re.fullmatch(r"(people|companies)/[^/]+/index.html", url)]
    told = {one.url.removesuffix("/index.html"): said for one in pages if (said := said_first(one.article))}
    assert len(told) >= 10
    assert any(" can introduce you to " in one for said in told.values() for one in said), "somebody in between counts"
    opened(page, f"{site}network/")
    for node, said in told.items():
        page.goto(f"{site}network/#to={node}")
        first = page.locator("#ways .wn-first")
        expect(first).to_have_text(said)
        expect(page.locator("#wayin-say")).to_contain_text(said[0])
        above = "one => !!(one.compareDocumentPosition(document.querySelector('.wn-ways')) & 4)"
        assert first.last.evaluate(above), "before the ways"


def test_the_other_companies_wanted_are_one_click_away(page: Page, site: str) -> None:
    opened(page, f"{site}network/")
    expect(page.locator("#ways h2")).to_have_text("To Wardlight")
    others = page.locator("#ways .wn-wanted li")
    expect(others.first).to_have_text("Ettrick Mutual Mateus Figueira, 2 introductions away")
    link = others.get_by_role("link", name="Ettrick Mutual")
    assert link.get_attribute("href") == "#to=companies/ettrick-mutual"
    link.press("Enter")
    expect(page.locator("#ways h2")).to_have_text("To Ettrick Mutual")
    expect(page.locator("#ways h2")).to_be_focused()
    assert page.url.endswith("#to=companies/ettrick-mutual")
    page.go_back()
    expect(page.locator("#ways h2")).to_have_text("To Wardlight")


def test_who_was_asked_already_is_not_asked_again(page: Page, site: str) -> None:
    opened(page, f"{site}network/#to=people/farrukh-yusupov")
    expect(page.locator("#ways .wn-first")).to_contain_text("Samir agreed")
    expect(page.locator("#ways .wn-first a")).to_have_attribute("href", "../people/samir-haddad/")
    expect(page.locator("#ways h3")).to_have_text("If that falls through")
    samir = page.locator("#ways .wn-way", has_text="via Samir Haddad")
    expect(samir).to_have_count(1)
    assert samir.get_by_role("link", name="Open the draft", include_hidden=True).count() == 0


def test_seen_from_somebody_else_nothing_is_under_way(page: Page, site: str) -> None:
    opened(page, f"{site}network/#to=people/farrukh-yusupov&from=people/linnea-aalto")
    expect(page.locator("#ways h2")).to_have_text("To Farrukh Yusupov")
    expect(page.locator("#ways .wn-first")).to_have_count(0)


# ── Names without a note ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_word_is_answered_also_on_enter(page: Page, site: str) -> None:
    opened(page, f"{site}network/")
    box = page.get_by_role("combobox", name="Who do you want to reach?")
    box.fill("zebedee")
    expect(page.locator("#wayin-to-list")).to_contain_text("No match for “zebedee”.")
    box.press("Escape")
    expect(page.locator("#wayin-to-list")).to_be_hidden()
    box.press("Enter")
    expect(page.locator("#wayin-to-list")).to_contain_text("Try part of the name or the company.")
    expect(page.locator("#wayin-say")).to_contain_text("No match for “zebedee”.")
    expect(box).to_be_focused()
    expect(box).to_have_value("zebedee")
    assert "#to=" not in page.url


# ── Accessibility ─────────────────────────────────────────────────────────────────────────────────────────────────────

STATES = {
    "as it opens": "",
    "somebody asked for": "#to=people/sorcha-quinn",
    "somebody known": "#to=people/pilar-echeverria",
    "a company": "#to=companies/wardlight&all=1",
    "nobody leads there": "#to=people/ellen-strand&most=1",
    "what if": "#to=people/sorcha-quinn&without=people/linnea-aalto&from=people/grace-adjei&most=3&ties=said&known=1",
    "the map": "#view=map&known=1",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_network_page_in_any_state(scheme: str, page: Page, site: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    faults = set()
    for state, hash_ in list(STATES.items()) if scheme == "light" else list(STATES.items())[:3]:
        opened(page, f"{site}network/{hash_}")
        page.reload()
        expect(page.locator("#ways h2")).to_be_visible()
        if state == "what if":
            page.locator(".wn-what-if summary").click()
        if state == "as it opens":
            page.locator("#wayin-to").fill("a")
            expect(page.locator("#wayin-to-list [role=option]").first).to_be_visible()
        # The theme's search only has a label once it is opened; in dark mode only the colours differ
        rules = {"runOnly": ["color-contrast", "link-in-text-block"]} if scheme == "dark" else None
        # The parts around the network are the same in every state
        part = {"exclude": [[".md-search"]]} if state == "as it opens" else {"include": [[".md-content"]]}
        found = axe.Axe().run(page, part, rules).response["violations"]
        faults |= {f"{state}: {one['id']}: {node['target'][0]}" for one in found for node in one["nodes"]}
    assert faults == set()


def wait_for_corner(page: Page, colour: list[int]) -> None:
    """Wait until the picture's background has a colour."""
    page.wait_for_function(
        """colour => {
          const { data } = document.querySelector("canvas").getContext("2d").getImageData(3, 3, 1, 1);
          return data[3] > 0 && colour.every((part, i) => data[i] === part);
        }""",
        arg=colour,
    )


def test_forced_colours_apply_to_the_picture_too(page: Page, site: str) -> None:
    opened(page, f"{site}network/#view=map")
    wait_for_corner(page, [255, 255, 255])
    page.emulate_media(forced_colors="active", color_scheme="dark")
    system = page.evaluate(
        """() => {
          const probe = document.createElement("i");
          probe.style.color = "Canvas";
          document.body.append(probe);
          return getComputedStyle(probe).color.match(/\\d+/g).slice(0, 3).map(Number);
        }"""
    )
    wait_for_corner(page, system)


def test_reduced_motion_means_none(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, f"{site}network/")
    still = "() => new Promise((done) => asked(() => asked(done)))"
    page.evaluate(
        """() => {
          window.frames_ = 0;
          window.asked = window.requestAnimationFrame.bind(window);
          window.requestAnimationFrame = (act) => { frames_++; return asked(act); };
        }"""
    )
    page.evaluate(still)
    before = page.evaluate("frames_")
    page.evaluate("location.hash = '#to=people/sorcha-quinn'")
    expect(page.locator("#ways h2")).to_have_text("To Sorcha Quinn")
    for _ in range(5):
        page.evaluate(still)
    assert page.evaluate("frames_") - before == 1, "one picture for one answer"
    moving = page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length")
    assert moving == 0


def test_the_picture_is_sharp_on_a_dense_screen(browser: Browser, site: str) -> None:
    context = browser.new_context(device_scale_factor=2)
    page = context.new_page()
    opened(page, f"{site}network/")
    page.wait_for_function(
        "document.querySelector('canvas').width === 2 * document.querySelector('canvas').clientWidth"
    )
    context.close()


def test_all_who_are_known_are_listed_whole(page: Page, site: str) -> None:
    opened(page, f"{site}network/")
    near = page.locator("#wayin-near")
    assert near.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), "nothing of it is cut off"
    expect(near.locator("button")).to_have_count(10)


def test_instant_navigation_ends_the_picture_and_starts_it_again(
    page: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("instant")
    (folder / "site").mkdir()
    with served(folder / "site") as address:
        notes: dict[str, str | bytes] = {"people/ada.md": "---\ncloseness: 4\nknows: [Bo Lind]\n---\n"}
        made = project(folder / "project", notes, more=f"site_url: {address}\n")
        feature = "  font: false\n  features: [navigation.instant]\n"
        made.write_text(made.read_text("utf-8").replace("  font: false\n", feature), "utf-8")
        build(made, folder / "site")
        opened(page, f"{address}network/")
        page.evaluate("window.stayed = true")
        menu = page.get_by_role("navigation", name="Tabs")
        for _ in range(2):
            menu.get_by_role("link", name="People").click()
            expect(page.locator("h1")).to_have_text("People")
            page.wait_for_function("!window.Wayin.visit")
            menu.get_by_role("link", name="Network").click()
            expect(page.locator("h1").first).to_have_text("Network")
            expect(page.locator(".wayin-network--live")).to_be_visible()
            page.locator("#wayin-to").fill("Bo")
            page.keyboard.press("Enter")
            expect(page.locator("#ways .wn-way__pin")).to_have_text(["via Ada"])
            assert page.locator("#ways h2").count() == 1
        assert page.evaluate("window.stayed"), "no page was loaded anew"
