"""Interaction with the network page, in a frame without MkDocs: by mouse, keyboard and touch."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from network import vault
from wayin.site.scripts import ASSETS

from .network_site import write

EVIL = "<img src=x onerror=document.title='broken'>"

FILES: vault.Files = {
    "me": {"name": "Sam Rivera"},
    "people/ada-park": {
        "closeness": 5, "last_contact": "2026-10-01", "introduces": "yes", "knows": ["people/li-wei"], "tags": ["ai"]
    },
    "people/ben-cole": {"closeness": 3, "knows": [{"person": "people/li-wei", "strength": 2}, "people/cy-moss"]},
    "people/cy-moss": {"knows": [{"person": "people/li-wei", "strength": 5}]},
    "people/li-wei": {"company": "companies/acme", "aliases": ["Wei Li"]},
    "people/dee-fox": {},
    "people/evil": {"name": EVIL, "closeness": 2, "company": EVIL},
    "companies/acme": {"interest": 5},
}  # fmt: skip

Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("site"), vault.workspace(FILES))


@pytest.fixture
def opened(page: Page, address: str) -> Open:
    def go(hash_: str = "") -> Page:
        page.goto(address + hash_)
        expect(page.locator(".wayin-network--live")).to_be_visible()
        return page

    return go


def ways(page: Page) -> list[str]:
    return page.locator("#ways .wn-way__pin").all_inner_texts()


def test_the_question_is_in_the_address(opened: Open) -> None:
    page = opened("#to=people/li-wei")
    assert ways(page) == ["via Ada Park", "via Ben Cole", "via Ben Cole and Cy Moss"][: len(ways(page))]
    expect(page.locator("#ways h2")).to_have_text("To Li Wei")
    expect(page.locator("#ways .wayin-tier").first).to_have_text("promising")
    expect(page.locator("#ways")).to_contain_text("If Ada Park says no: via Ben Cole")
    assert page.locator("#ways .wayin-path a").first.get_attribute("href") == "../people/ada-park/"


def test_by_keyboard_find_a_target_leave_out_the_first_and_choose_the_next(opened: Open) -> None:
    page = opened("")
    page.get_by_role("combobox", name="Who do you want to reach?").focus()
    page.keyboard.type("wei l")
    expect(page.locator("#wayin-to-list [role=option]")).to_have_count(1)
    assert page.locator("#wayin-to").get_attribute("aria-activedescendant") == "wayin-to-list-0"
    page.keyboard.press("Enter")
    assert ways(page)[0] == "via Ada Park"
    page.get_by_role("button", name="Skip Ada Park").focus()
    page.keyboard.press("Enter")
    assert ways(page)[0].startswith("via Ben Cole")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert "without=people/ada-park" in page.url
    expect(page.locator("#wayin-say")).to_contain_text("Ben Cole")
    page.locator(".wn-way__pin").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wn-way__pin").first).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.activeElement.classList.contains('wn-way__pin')")
    page.get_by_role("button", name="skip Ada Park ×").press("Enter")
    assert ways(page)[0] == "via Ada Park"


def test_the_back_button_undoes_one_step_at_a_time(opened: Open) -> None:
    page = opened("#to=people/li-wei")
    page.get_by_role("button", name="Skip Ada Park").click()
    page.go_back()
    assert ways(page)[0] == "via Ada Park"
    page.go_forward()
    assert ways(page)[0].startswith("via Ben Cole")


def test_by_touch_tap_somebody_in_the_picture(browser: Browser, address: str) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    place = page.evaluate(
        """() => {
          const box = document.querySelector("canvas").getBoundingClientRect();
          window.scrollTo(0, box.top - 50);
          return [box.left + box.width / 2, 50 + box.height / 2];
        }"""
    )
    # There is somebody around the centre: search ring by ring
    for step in range(1, 200):
        page.touchscreen.tap(place[0] + step % 9 * 18 - 72, place[1] + step // 9 * 14 - 140)
        if "#to=" in page.url:
            break
    assert "#to=" in page.url
    expect(page.locator("#ways h2")).to_contain_text("To ")
    context.close()


def test_arrow_keys_move_and_enter_selects(opened: Open) -> None:
    page = opened("")
    page.locator(".wn-sheet").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#wayin-say")).to_have_text("Acme, 1 person.")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator("#ways h2")).to_contain_text("To ")


def test_neighbours_are_one_tab_stop_and_the_arrows_move_between_them(opened: Open) -> None:
    page = opened("#to=people/li-wei")
    names = page.locator("#wayin-near button")
    assert names.count() >= 3
    assert page.locator("#wayin-near button[tabindex='0']").count() == 1
    names.first.focus()
    page.keyboard.press("ArrowDown")
    expect(names.nth(1)).to_be_focused()


def test_what_if(opened: Open) -> None:
    page = opened("#to=people/li-wei&most=1")
    assert all(" and " not in way for way in ways(page))
    page = opened("#to=people/li-wei&from=people/cy-moss")
    expect(page.locator("#ways")).to_contain_text("Cy Moss knows them")
    page = opened("#to=people/dee-fox")
    expect(page.locator("#ways")).to_contain_text("No way within two introductions.")
    page.get_by_role("button", name="Try three introductions").click()
    assert "most=3" in page.url


def test_it_opens_with_the_way_to_the_company_that_is_wanted_most(opened: Open) -> None:
    page = opened("#view=map")
    expect(page.locator("#ways h2")).to_have_text("To Acme")
    expect(page.locator("#ways .wn-way--pinned")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Who do you want to reach?")).to_have_value("")
    assert page.url.endswith("#view=map"), "nothing is asked yet"


def test_each_way_is_a_strip_with_its_buttons_and_nothing_shifts(opened: Open) -> None:
    page = opened("#to=people/li-wei")
    cards = page.locator("#ways .wn-way")
    assert cards.count() >= 2
    for card in cards.all():
        assert card.locator(".wayin-path .wayin-path__who").count() >= 3
        expect(card.get_by_role("button", name="Skip").first).to_be_visible()
    assert cards.first.locator("ol").get_attribute("aria-label").startswith("You are close to Ada Park; Ada Park knows")  # type: ignore[union-attr]
    tops = "[...document.querySelectorAll('#ways .wn-way')].map(card => card.getBoundingClientRect().top)"
    still = page.evaluate(tops)
    picture = page.evaluate("document.querySelector('canvas').getBoundingClientRect().top")
    for card in cards.all():
        card.hover()
        assert page.evaluate(tops) == still
    assert page.evaluate("document.querySelector('canvas').getBoundingClientRect().top") == picture


def test_somebody_known_needs_no_introduction(opened: Open) -> None:
    page = opened("#to=people/ada-park")
    expect(page.locator("#ways .wn-known")).to_contain_text("You know them.")
    expect(page.locator("#ways .wn-way--pinned")).to_have_count(0)


def test_the_legend_shows_what_occurs(opened: Open) -> None:
    page = opened("")
    shown = page.locator("[data-legend]:visible").all_inner_texts()
    assert [word.strip() for word in shown] == [
        "warm", "promising", "possible", "person", "company you want",
    ]  # fmt: skip
    page = opened("#known=1")
    assert "company you want" not in [word.strip() for word in page.locator("[data-legend]:visible").all_inner_texts()]


def test_asking_for_a_neighbour_by_keyboard_moves_to_the_answer(opened: Open) -> None:
    page = opened("")
    page.locator("#wayin-near button", has_text="Ada Park").press("Enter")
    expect(page.locator("#ways h2")).to_have_text("To Ada Park")
    expect(page.locator("#ways h2")).to_be_focused()


NEAR = """() => {
  const { read, search, overview } = Wayin, net = read(window.WAYIN_NETWORK), find = search(net);
  const seen = overview(net, find, { source: net.data.me, most: net.data.most, without: new Set() });
  const made = Wayin.rings(net, find, seen, net.numbers(net.data.community), false);
  const place = (name) => made.places.slice(2 * net.names.indexOf(name)).slice(0, 2);
  const away = (name) => Math.hypot(...place(name));
  const rings = made.bands.filter(({ text }) => text).map(({ text, outer }) => [text, outer]);
  return { rings, acme: away("Acme"), bolt: away("Bolt") };
}"""


def test_companies_i_want_are_just_beyond_the_ring_of_their_nearest_person(page: Page, tmp_path: Path) -> None:
    files = FILES | {"companies/bolt": {"interest": 4}, "people/dee-fox": {"company": "companies/bolt"}}
    page.goto(write(tmp_path, vault.workspace(files)))
    found = page.evaluate(NEAR)
    rings = dict(found["rings"])
    assert list(rings) == ["you know them", "1 introduction away", "not reachable yet"]
    assert rings["1 introduction away"] < found["acme"] < rings["1 introduction away"] + 30
    assert rings["1 introduction away"] < found["bolt"] < rings["not reachable yet"], "nobody leads to Bolt yet"


def picture_of(page: Page, folder: Path) -> str:
    """Return the saved picture."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(folder / "picture.svg")
    return (folder / "picture.svg").read_text("utf-8")


def test_the_picture_names_its_rings_and_says_why_each_tie_of_the_way_holds(opened: Open, tmp_path: Path) -> None:
    picture = picture_of(opened("#to=people/li-wei"), tmp_path)
    for words in ("you know them", "1 introduction away", "you’re close", "know each other", "Ada Park", "Li Wei"):
        assert words in picture, words


def test_ways_that_are_about_as_good_say_so(page: Page, tmp_path: Path) -> None:
    alike = {"closeness": 4, "knows": ["people/eve"]}
    page.goto(
        write(tmp_path, vault.workspace({"people/ada": alike, "people/bo": alike, "people/eve": {}})) + "#to=people/eve"
    )
    heads = page.locator("#ways .wn-way__head")
    expect(heads).to_have_count(2)
    assert [("about as good" in head) for head in heads.all_inner_texts()] == [False, True]


def test_names_keep_the_order_of_their_own_script(page: Page, tmp_path: Path) -> None:
    files: vault.Files = {
        "people/a": {"name": "אבי כהן", "closeness": 4, "knows": ["people/b"]}, "people/b": {"name": "ليلى"}
    }  # fmt: skip
    page.goto(write(tmp_path, vault.workspace(files)) + "#to=people/b")
    expect(page.locator("#ways h2")).to_have_text("To ليلى")
    bare = page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.querySelector("#wayin-network"), NodeFilter.SHOW_TEXT);
          const found = [];
          while (walk.nextNode()) found.push(walk.currentNode);
          const bare = ({ data, parentElement: one }) => /[א-ي]/.test(data) && !one.closest("bdi, #wayin-say");
          return found.filter(bare).map(({ data }) => data);
        }"""
    )
    assert bare == []


def test_many_are_shown_as_their_communities_from_far_away(page: Page, tmp_path: Path) -> None:
    many: vault.Files = {
        f"people/p-{group}-{i:02}": {
            "name": f"Person {group} {i:02}", "company": f"companies/firm-{group}",
            "knows": [f"people/p-{group}-{(i + 1) % 60:02}"],
        }
        for group in range(10) for i in range(60)
    }  # fmt: skip
    many["people/p-3-05"]["closeness"] = 4
    page.goto(write(tmp_path, vault.workspace(many)) + "#view=map")
    expect(page.locator("#ways h2")).to_be_visible()
    picture = picture_of(page, tmp_path)
    assert all(f"Firm {group}" in picture or f"firm-{group}" in picture for group in range(10))
    assert "Person 3 05" in picture, "whom I know there is named"
    assert picture.count("<line") < 100, "no line for each of thousands of ties"


def test_the_picture_keeps_its_height_when_the_page_is_twice_as_large(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 720, "height": 450})
    page.goto(address)
    assert page.locator(".wn-sheet").evaluate("sheet => sheet.offsetHeight") >= 320


def test_before_anybody_is_here_it_shows_what_will_be(page: Page, tmp_path: Path) -> None:
    page.goto(write(tmp_path, vault.workspace({})))
    expect(page.get_by_role("img", name="How it will look")).to_be_visible()
    expect(page.locator("article")).to_contain_text("Write a note people/ada-park.md")


def test_a_company_lists_who_is_reached(opened: Open) -> None:
    page = opened("#to=companies/acme")
    expect(page.locator("#ways")).to_contain_text("Li Wei works here")


def test_filters_hold_for_the_table_too(opened: Open) -> None:
    page = opened("#tag=ai")
    assert page.locator("#everyone tbody tr:visible").count() == 1
    page = opened("#known=1")
    assert page.locator("#everyone tbody tr:visible").count() == 3


def test_hostile_names_stay_text(opened: Open, page: Page) -> None:
    page = opened("#to=people/evil")
    expect(page.locator("#ways h2")).to_contain_text(EVIL)
    page.locator("#wayin-to").fill("onerror")
    expect(page.locator("#wayin-to-list [role=option]").first).to_be_visible()
    assert page.locator("#wayin-network img, #everyone img").count() == 0
    assert page.title() == "Network"


@pytest.mark.parametrize(
    "hash_", ["#to=nobody", "#most=99", "#to=people/li-wei&without=nobody&from=nobody&view=odd", "#%", "#to="]
)
def test_odd_addresses_cause_no_errors(opened: Open, hash_: str) -> None:
    expect(opened(hash_).locator("#ways h2")).to_be_visible()


def test_nothing_runs_while_nothing_happens(page_alone: Page, address: str) -> None:
    page = page_alone
    page.clock.install()
    page.goto(address + "#to=people/li-wei")
    expect(page.locator(".wayin-network--live")).to_be_visible()
    page.clock.run_for(5_000)  # for anything that moves into its place
    page.evaluate(
        """() => {
          window.frames_ = 0;
          const asked = window.requestAnimationFrame;
          window.requestAnimationFrame = (act) => { frames_++; return asked(act); };
        }"""
    )
    page.clock.run_for(5_000)
    assert page.evaluate("frames_") == 0


def test_another_colour_scheme_is_drawn_at_once(opened: Open) -> None:
    page = opened("")
    paper = "[...document.querySelector('canvas').getContext('2d').getImageData(2, 2, 1, 1).data]"
    page.wait_for_function(f"{paper}[3] > 0 && {paper}[0] > 200")
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_function(f"{paper}[0] < 100")


def test_the_page_can_leave_and_come_back(page: Page, address: str) -> None:
    """Like Material's instant navigation: the content goes, another page comes, and then this one again."""
    page.add_init_script("window.document$ = { subscribe(act) { this.act = act; act(); } };")
    page.goto(address)
    page.evaluate(
        """() => {
          const root = document.getElementById("wayin-network"), home = root.parentElement;
          root.remove();
          document$.act();
          if (Wayin.visit) throw new Error("it should have ended");
          home.prepend(root);
          document$.act();
          if (!Wayin.visit) throw new Error("it should have begun again");
        }"""
    )
    page.locator("#wayin-to").fill("Li Wei")
    page.keyboard.press("Enter")
    expect(page.locator("#ways h2")).to_have_text("To Li Wei")


def test_pictures_can_be_saved(opened: Open, tmp_path: Path) -> None:
    page = opened("#to=people/evil")
    for kind in ("SVG", "PNG"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save the picture as {kind}").click()
        saved = tmp_path / kind
        download.value.save_as(saved)
        assert saved.stat().st_size > 1000
    svg = (tmp_path / "SVG").read_text("utf-8")
    assert "<img" not in svg
    assert "You" in svg


NAMES = """svg => {
  const root = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  document.body.append(root);
  return [...root.querySelectorAll("text")].map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return { name: one.textContent, box: [x, y + height * .15, x + width, y + height * .85] };
  });
}"""


def stand_apart(names: list[dict[str, Any]]) -> None:
    for i, one in enumerate(names):
        for other in names[:i]:
            (left, top, right, bottom), (x, y, to_x, to_y) = one["box"], other["box"]
            assert right <= x or to_x <= left or bottom <= y or to_y <= top, (one, other)


@pytest.mark.parametrize("hash_", ["", "#view=map", "#to=people/far-150", "#to=companies/acme", "#to=companies/bolt"])
@pytest.mark.parametrize("width", [390, 1280])
def test_in_a_crowd_the_nearest_are_named_and_no_name_covers_another(
    width: int, hash_: str, page: Page, tmp_path: Path
) -> None:
    near: vault.Files = {
        f"people/near-{i:02}": {"closeness": 3, "knows": [f"people/far-{j}" for j in range(100 + 9 * i, 109 + 9 * i)]}
        for i in range(20)
    }
    for name, there in (("acme", (2, 3, 4, 5, 6)), ("bolt", (9, 10))):
        near |= {f"people/far-{100 + 9 * i}": {"company": f"companies/{name}"} for i in there}
        near |= {f"people/near-{i:02}": near[f"people/near-{i:02}"] | {"company": f"companies/{name}"} for i in there}
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(write(tmp_path, vault.workspace(near)) + hash_)
    expect(page.locator("#ways h2")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as SVG").click()
    download.value.save_as(tmp_path / "picture.svg")
    found = page.evaluate(NAMES, (tmp_path / "picture.svg").read_text("utf-8"))
    named = {one["name"] for one in found}
    asked = {
        "people/far-150": ["Near 05", "Far 150", "you know", "know each other"],
        "companies/acme": ["Acme", "Near 02"],
        "companies/bolt": ["Bolt", "Near 09"],
    }
    assert {"You", *asked.get(hash_.removeprefix("#to="), [])} <= named
    if not hash_:
        assert len([name for name in named if name.startswith("Near")]) >= 7, named
    stand_apart(found)


CORNER = """() => {
  const names = ["You", "In Between", "Asked For", "Next"], flat = [60, 228, 240, 228, 330, 200, 240, 300];
  const lit = { nodes: new Set([0, 1, 2, 3]), named: [2, 0, 1, 3], must: new Set([0, 1, 2, 3]), ties: [], marked: [2],
    ways: [{ people: [0, 1, 3, 2], tiers: [0, 0, 0], pinned: true, words: ["a", "b", "c"] }] };
  const net = { count: 4, size: 4, names, stubs: [0, 0, 0, 0] }, seen = { source: 0, tier: [0, 0, 0, 0] };
  const view = { scale: 1, x: 0, y: 0 }, size = [6, 6, 6, 6];
  const scene = { net, lit, seen, groups: [], wanted: new Set(), places: flat, view, size };
  const measure = (text) => 7 * text.length, on = { width: 340, height: 400, colours: { tiers: [] }, measure };
  const list = compose({ ...scene, shown: names, bands: [], ties: [], order: [], focus: -1 }, { ...on, family: "" });
  return list.flatMap((item) => item.texts || []).map(({ x, y, text, align }) => {
    const width = 7 * text.length, left = align === "left" ? x : x - width;
    return { name: text, box: [left, y - 6, left + width, y + 6] };
  });
}"""


def test_a_required_name_covers_a_line_rather_than_a_name(page: Page) -> None:
    for part in ("draw", "names"):
        page.add_script_tag(path=ASSETS / f"wayin-{part}.js")
    found = page.evaluate(CORNER)
    assert {"You", "In Between", "Asked For", "Next"} <= {one["name"] for one in found}
    stand_apart(found)


def test_a_large_picture_moves_with_the_pointer_and_is_redrawn_at_rest(page: Page, tmp_path: Path) -> None:
    many: vault.Files = {
        f"people/one-{i}": {"knows": [f"people/one-{(i * 7 + j) % 700}" for j in range(1, 6)]} for i in range(700)
    }
    page.goto(write(tmp_path, vault.workspace(many | {"people/one-0": {"closeness": 4}})))
    page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas"), write = CanvasRenderingContext2D.prototype.fillText;
          window.moved = [];
          new MutationObserver(() => window.moved.push(canvas.style.transform)).observe(canvas, { attributes: true });
          CanvasRenderingContext2D.prototype.fillText = function (...rest) {
            window.drawn = true;
            return write.apply(this, rest);
          };
        }"""
    )
    box = page.locator("canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.down()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    page.evaluate("window.drawn = false; window.moved = []")
    page.mouse.move(box["x"] + 230, box["y"] + 210)
    page.wait_for_function("window.drawn && window.moved.length > 1")
    assert page.evaluate("window.moved") == ["translate(30px, 10px) scale(1)", ""]
    page.mouse.up()


def test_without_javascript_the_table_remains(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#everyone tbody tr")).to_have_count(6)
    expect(page.locator("#ways noscript")).to_be_visible()
    expect(page.locator("canvas")).to_be_hidden()
    context.close()


def test_pages_link_to_the_same_ids(address: str) -> None:
    data = Path(address.removeprefix("file://")).parents[1] / "wayin/network.js"
    found = json.loads(re.sub(r"^window\.WAYIN_NETWORK = |;\n$", "", data.read_text("utf-8")))
    assert found["count"] == 7
